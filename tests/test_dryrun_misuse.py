"""FC404 in a dry run: what request data refuses is told in the words of static analysis."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from fclint.dryrun import Request
from fclint.judge import judge_run
from fclint.linter import lint_source
from fclint.registry import load_rules
from shimmed import recorded

COLUMNS = sys.version_info >= (3, 11)
"""Whether Python tells where on its line an exception was raised."""

BODY = "body = environ['wsgi.input'].read()\n"
QUERY = "from urllib.parse import parse_qs\nfields = parse_qs(environ['QUERY_STRING'])\n"

# The last line is the mistake; each is told by both, at the same place and in the same words.
MISUSES = [
    ("environ['wsgi.input'].read().split('&')", "bytes.split(str)"),
    (BODY + "body.split('&')", "bytes.split(str)"),
    (BODY + "'a' in body", "str in bytes"),
    (BODY + "'a' not in body", "str in bytes"),
    (BODY + "body + 'x'", "bytes + str"),
    (BODY + "'x' + body", "str + bytes"),
    (BODY + "body += 'x'", "bytes += str"),
    (BODY + "body < 'x'", "bytes < str"),
    (BODY + "body > 'x'", "bytes < str"),
    (BODY + "body.encode()", "bytes.encode()"),
    (BODY + "body.items()", "bytes.items()"),
    (BODY + "body['name']", "bytes['name']"),
    (BODY + "body.replace('a', 'b')", "bytes.replace(str)"),
    (BODY + "'&'.join([body])", "str.join(bytes)"),
    (BODY + "text = body.decode()\ntext.decode()", "str.decode()"),
    (BODY + "text = body.decode()\ntext['name']", "str['name']"),
    (BODY + "text = body.decode().strip()\ntext + b'x'", "str + bytes"),
    ("(body := environ['wsgi.input'].read()).split('&')", "bytes.split(str)"),
    ("environ['wsgi.input'].read('10')", "read(str)"),
    ("environ['wsgi.input'].readline(environ['CONTENT_LENGTH'])", "readline(str)"),
    ("for line in environ['wsgi.input']:\n    line.split(',')", "bytes.split(str)"),
    ("''.join(environ['wsgi.input'].readlines())", "str.join(bytes)"),
    ("environ.get('HTTP_X').lower()", "None.lower()"),
    ("environ.get('HTTP_X')[0]", "None[0]"),
    ("environ.get('HTTP_X')[1:]", "None[:]"),
    ("environ.get('HTTP_X') + 'x'", "None + str"),
    ("environ.get('HTTP_X') % 5", "None % int"),
    ("b'path %s' % environ['PATH_INFO']", "bytes % str"),
    ("'%s:%d' % ('port', environ['SERVER_PORT'])", "str % tuple"),
    ("'a' in environ.get('HTTP_X')", "str in None"),
    ("environ.get('HTTP_X') < 'x'", "None < str"),
    ("for part in environ.get('HTTP_X'): pass", "iterating over None"),
    ("int(environ.get('HTTP_X'))", "int(None)"),
    ("float(environ.get('HTTP_X', None))", "float(None)"),
    ("len(environ.get('HTTP_X'))", "len(None)"),
    ("import json\njson.loads(environ.get('HTTP_X'))", "json.loads(None)"),
    ("from urllib.parse import unquote\nunquote(environ.get('HTTP_X'))",
     "urllib.parse.unquote(None)"),
    ("import html\nhtml.escape(environ['wsgi.input'].read())", "html.escape(bytes)"),
    ("import base64\nbase64.b64encode(environ['PATH_INFO'])", "base64.b64encode(str)"),
    ("import hashlib\nhashlib.md5(environ['PATH_INFO'])", "hashlib.md5(str)"),
    ("import re\nre.match('a', environ['wsgi.input'].read())", "re.match(bytes)"),
    ("environ['QUERY_STRING'] - 1", "str - int"),
    ("environ['PATH_INFO'].split(b'/')", "str.split(bytes)"),
    ("low = lambda text: text.lower()\nlow(environ.get('HTTP_X'))", "None.lower()"),
    (QUERY + "fields['a'].lower()", "list.lower()"),
    (QUERY + "int(fields['a'])", "int(list)"),
    (QUERY + "fields.get('zz')[0]", "None[0]"),
]  # fmt: skip

# What has no request data in it, or an unknown amount: neither of the two names a cause.
OTHERS = [
    "None.lower()",
    "'a' + 1",
    "int(None)",
    "from urllib.parse import parse_qs\nparse_qs('a=1')['a'].lower()",
    "import json\njson.loads(environ['wsgi.input'].read())['x'].lower()",
    "header = {environ.get('HTTP_X'): 1}[None]\nheader.lower()",
    "environ['wsgi.input'].read().decode() % 5",
]


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.split("\n"))


def source(body: str) -> str:
    start = "    start_response('200 OK', [('Content-Type', 'text/plain')])\n    return []\n"
    return f"def handler(environ, start_response):\n{indented(body)}{start}"


def observed(text: str, folder: Path) -> list[tuple[str, int, int, str]]:
    request = Request("POST", "/a/b", "a=1&b=2", (("Host", "h"),), b'{"x": ["y"]}')
    run = recorded(text, folder / "index.py", request)
    return told(judge_run(run, load_rules()).findings)


def told(findings: Any) -> list[tuple[str, int, int, str]]:
    return [
        (each.code, each.span.row, each.span.column * COLUMNS, f"{each.message}; {each.advice}")
        for each in findings
        if each.code in ("FC404", "FC901")
    ]


@pytest.mark.parametrize(("body", "operation"), MISUSES)
def test_both_tell_the_same(body: str, operation: str, tmp_path: Path) -> None:
    text = source(body)
    found = observed(text, tmp_path)
    assert [
        (code, message.split(" raise")[0].removesuffix(" may")) for code, *_, message in found
    ] == [("FC404", operation)]
    assert found == told(lint_source(text.encode(), "index.py"))


@pytest.mark.parametrize("body", OTHERS)
def test_no_cause_is_made_up(body: str, tmp_path: Path) -> None:
    text = source(body)
    assert [code for code, *_ in observed(text, tmp_path)] == ["FC901"]
    assert told(lint_source(text.encode(), "index.py")) == []


def test_a_comprehension_over_nothing_is_told_on_its_line(tmp_path: Path) -> None:
    text = source("[part for part in environ.get('HTTP_X')]")
    foreseen = told(lint_source(text.encode(), "index.py"))
    assert [(code, row, message) for code, row, _, message in observed(text, tmp_path)] == [
        (code, row, message) for code, row, _, message in foreseen
    ]
    assert [code for code, *_ in foreseen] == ["FC404"]


HELPERS = """\
class Form:
    def __init__(self, text):
        self.text = text

    def fields(self, body, *, separator='&'):
        return body.split(separator)  # here


def parsed(data):
    return Form('').fields(body=data)


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return parsed(environ['wsgi.input'].read())
"""


def test_data_is_followed_into_helpers(tmp_path: Path) -> None:
    found = observed(HELPERS, tmp_path)
    assert [(code, row) for code, row, *_ in found] == [("FC404", 6)]
    assert found == told(lint_source(HELPERS.encode(), "index.py"))
