"""FC212 in a dry run: line breaks of a header that a client has put there."""

from __future__ import annotations

from pathlib import Path

import pytest

from fclint.dryrun import Request
from fclint.judge import judge_run
from fclint.registry import load_rules
from shimmed import recorded

SOURCE = """\
import json
from urllib.parse import parse_qs, unquote


def handler(environ, start_response):
    body = environ['wsgi.input'].read()
    value = {expression}
    start_response('302 Found', [('Location', value)])
    return []
"""


def told(expression: str, request: Request, folder: Path, target: str = "fc2") -> list[str]:
    """The messages of FC208 and FC212."""
    source = SOURCE.replace("{expression}", expression)
    run = recorded(source, folder / "index.py", request, target)
    findings = judge_run(run, load_rules()).findings
    return [f"{each.code}: {each.message}" for each in findings if each.code in ("FC208", "FC212")]


SPLIT = "may bring line breaks into the header Location"


def test_every_part_of_a_request_may_bring_one(tmp_path: Path) -> None:
    cases = [
        ("environ['PATH_INFO'] + '/'", Request(path="/a\r\nSet-Cookie: b=c"), "PATH_INFO"),
        ("'/' + parse_qs(environ['QUERY_STRING'])['to'][0]", Request(query="to=x%0D%0AY:z"),
         "the query string"),
        ("unquote(environ['QUERY_STRING'])", Request(query="a%0ab"), "the query string"),
        ("body.decode()", Request("POST", body=b"a\r\nb"), "the body"),
        ("json.loads(body)['to']", Request("POST", body=b'{"to": "a\\r\\nb"}'), "the body"),
        ("parse_qs(body.decode())['to'][0]", Request("POST", body=b"to=a%0D%0Ab"), "the body"),
    ]  # fmt: skip
    for expression, request, origin in cases:
        for target in ("fc2", "wsgi"):
            messages = told(expression, request, tmp_path, target)
            assert f"FC212: {origin} {SPLIT}" in messages, (expression, messages)


@pytest.mark.parametrize(
    ("expression", "request_"),
    [
        ("'a\\r\\nb'", Request()),
        ("'a\\r\\nb'", Request(path="/c\r\nd", query="x%0Ay")),
        ("'\\n'", Request(path="/c\nd")),
        ("'\\n'.join(['one', 'two'])", Request("POST", body=b"not a line break")),
    ],
)
def test_ones_own_line_breaks_are_illegal_and_no_injection(
    expression: str, request_: Request, tmp_path: Path
) -> None:
    (message,) = told(expression, request_, tmp_path)
    assert message.startswith("FC208")


@pytest.mark.parametrize(
    "expression", ["environ['PATH_INFO'].replace('\\r', '').replace('\\n', '')", "'/next'"]
)
def test_a_value_without_one_is_fine(expression: str, tmp_path: Path) -> None:
    assert told(expression, Request(path="/a\r\nb"), tmp_path) == []


def test_a_stream_that_the_handler_has_closed_is_not_looked_into(tmp_path: Path) -> None:
    expression = "environ['wsgi.input'].close() or 'a\\r\\nb'"
    (message,) = told(expression, Request("POST", body=b"a\r\nb"), tmp_path)
    assert message.startswith("FC208")
