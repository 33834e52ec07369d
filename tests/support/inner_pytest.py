"""Runs of pytest inside of tests: a project with one function, and what comes of a test file."""

from __future__ import annotations

import pytest

INDEX = """\
import os

db = 'the real one'


def handler(environ, start_response):
    path = environ['PATH_INFO']
    print('asked for', path)
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8'), ('X-A', '1'),
                              ('X-A', '2')])
    if path == '/text':
        return 'hello'
    if path == '/none':
        return None
    if path == '/token':
        return [environ['HTTP_X_TOKEN'].encode()]
    if path == '/exit':
        raise SystemExit(3)
    told = [environ['REQUEST_METHOD'], path, environ['QUERY_STRING'], environ['CONTENT_TYPE'],
            environ['wsgi.input'].read().decode(), db]
    return ['|'.join(told).encode()]
"""


def make_project(pytester: pytest.Pytester) -> None:
    """A project with one function, in which warnings are errors."""
    pytester.makepyfile(index=INDEX)
    pytester.makeini(
        "[pytest]\naddopts = --strict-markers -p no:cacheprovider -p no:hypothesispytest -W error\n"
    )


def passes(pytester: pytest.Pytester, source: str, *arguments: str) -> pytest.RunResult:
    """Runs one test file of which each test passes."""
    pytester.makepyfile(test_it=source)
    result = pytester.runpytest_inprocess(*arguments)
    outcomes = result.parseoutcomes()
    assert set(outcomes) == {"passed"}, result.stdout.str()
    return result


def fails(pytester: pytest.Pytester, source: str, *arguments: str) -> str:
    """Runs one test file of which the only test fails; what is printed."""
    pytester.makepyfile(test_it=source)
    result = pytester.runpytest_inprocess(*arguments)
    assert result.parseoutcomes() == {"failed": 1}, result.stdout.str()
    return result.stdout.str()
