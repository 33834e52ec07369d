"""The dry run says through which ``return`` a handler left, whatever runs before that is done."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from fclint.dryrun import Shim
from fclint.events import BodyReturned, GeneratorReturned, HandlerEntered

CASES = {
    "in with": """\
import threading
def handler(environ, start_response):
    start_response('200 OK', [])
    with threading.Lock():
        if environ.get('HTTP_A'):
            return 'a'
        return 'b'  # here
""",
    "in finally": """\
def handler(environ, start_response):
    try:
        if not environ.get('HTTP_A'):
            return 'a'  # here
        return 'b'
    finally:
        start_response('200 OK', [])
        done = True
""",
    "over several lines": """\
def handler(environ, start_response):
    try:
        return (  # here
            'a'
            + 'b'
        )
    finally:
        start_response('200 OK', [])
""",
    "given up for an exception that finally raises": """\
from contextlib import suppress
def handler(environ, start_response):  # here
    start_response('200 OK', [])
    with suppress(ValueError):
        try:
            return [b'a']
        finally:
            raise ValueError('b')
""",
    "whose finally catches what it raises": """\
from contextlib import suppress
def handler(environ, start_response):
    start_response('200 OK', [])
    try:
        return 'a'  # here
    finally:
        try:
            int('a')
        except ValueError:
            pass
        with suppress(KeyError):
            environ['HTTP_A']
""",
    "replaced by another one": """\
def handler(environ, start_response):
    try:
        return 'a'
    finally:
        start_response('200 OK', [])
        return 'b'  # here
""",
    "of a value that could not be computed": """\
from contextlib import suppress
def handler(environ, start_response):  # here
    start_response('200 OK', [])
    with suppress(KeyError):
        return environ['HTTP_A']
""",
    "given up for a handler of exceptions": """\
def handler(environ, start_response):
    try:
        try:
            return environ['HTTP_A']
        except KeyError:
            body = 'b'
        return body  # here
    finally:
        start_response('200 OK', [])
""",
    "of what middleware hands its own start_response to": """\
def marking(app):
    def middleware(environ, start_response):
        def begin(status, headers):
            return start_response(status, [*headers, ('X-A', 'b')])
        return app(dict(environ), begin)
    return middleware
@marking
def handler(environ, start_response):
    start_response('200 OK', [])
    return 'a'  # here
""",
    "of what another handler made": """\
def page(environ, start_response):
    start_response('200 OK', [])
    return [b'page']  # here
def handler(environ, start_response):
    body = page(environ, start_response)
    return body
""",
    "of what another handler made and this one changed": """\
def page(environ, start_response):
    start_response('200 OK', [])
    return [b'page']
def handler(environ, start_response):
    body = page(environ, start_response)
    body[0] = 'text'
    return body  # here
""",
    "left by break": """\
def handler(environ, start_response):  # here
    start_response('200 OK', [])
    for _ in 'ab':
        try:
            return 'a'
        finally:
            break
""",
}


def environ() -> dict[str, Any]:
    given: dict[str, Any] = {}
    setup_testing_defaults(given)
    return given


def load(path: Path, text: str) -> Any:
    path.write_text(text, encoding="utf-8")
    names: dict[str, Any] = {}
    exec(compile(text, str(path), "exec"), names)
    return names["handler"]


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_the_return_that_was_carried_out(tmp_path: Path, text: str) -> None:
    recorded = Shim(load(tmp_path / "index.py", text)).run(environ())
    rows = [row for row, line in enumerate(text.splitlines(), 1) if line.endswith("# here")]
    returned = [each for each in recorded.events if isinstance(each, BodyReturned)]
    assert [each.place.span.row for each in returned] == rows


def test_a_generator_that_yields_before_it_is_left(tmp_path: Path) -> None:
    text = """\
def handler(environ, start_response):
    start_response('200 OK', [])
    try:
        return [b'lost']
    finally:
        yield b'a'
        yield b'b'
"""
    recorded = Shim(load(tmp_path / "index.py", text)).run(environ())
    lost = [each for each in recorded.events if isinstance(each, GeneratorReturned)]
    assert [each.place.span.row for each in lost] == [4]


WRAPPED = """\
def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper
@logged
"""


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("async def view(environ, start_response):\n    return [b'a']\n", "async def"),
        ("async def view(environ, start_response):\n    yield b'a'\n", "async generator"),
    ],
)
def test_an_async_function_that_the_request_is_handed_on_to(
    tmp_path: Path, written: str, form: str
) -> None:
    handler = load(tmp_path / "index.py", f"{WRAPPED}{written}\nhandler = view\n")
    recorded = Shim(handler).run(environ())
    entered = [each for each in recorded.events if isinstance(each, HandlerEntered)]
    assert [each.place.span.row for each in entered] == [2, 6]
    assert entered[-1].signature.form == form
    assert entered[-1].handler.name == "view"


def test_a_coroutine_of_something_else_is_no_handler(tmp_path: Path) -> None:
    text = """\
async def rows(path):
    return [b'a']
def handler(environ, start_response):
    start_response('200 OK', [])
    return rows(environ['PATH_INFO'])
"""
    recorded = Shim(load(tmp_path / "index.py", text)).run(environ())
    entered = [each for each in recorded.events if isinstance(each, HandlerEntered)]
    assert [each.place.span.row for each in entered] == [3]
