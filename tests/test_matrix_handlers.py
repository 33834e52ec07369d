"""The matrix finds what fails on few requests only, and tells the smallest one that shows it.

Handlers as people write them, through the real command: each fails under one condition.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from matrix_runs import Matrix

pytestmark = pytest.mark.slow

START = "start_response('200 OK', [('Content-Type', 'text/plain')])"
OK = f"""    {START}
    return [b'ok']
"""


@pytest.fixture
def matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Matrix:
    monkeypatch.chdir(tmp_path)
    return Matrix(tmp_path, capsys)


def handler(*lines: str, before: str = "") -> str:
    """A handler that begins with ``lines`` and is in order otherwise."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"{before}def handler(environ, start_response):\n{body}{OK}"


HERE = "http://localhost:8000"
FAIL = "raise RuntimeError('on purpose')"

CONDITIONS = {
    "a header has one value": (
        handler("if environ.get('HTTP_X_MODE') == 'debug':", f"    {FAIL}"),
        f"curl -H 'X-Mode: debug' {HERE}/",
    ),
    "a header is there": (
        handler("if 'HTTP_X_TRACE' in environ:", f"    {FAIL}"),
        f"curl -H 'X-Trace;' {HERE}/",
    ),
    "a header is absent": (
        handler("if not environ.get('HTTP_USER_AGENT'):", f"    {FAIL}"),
        f"curl -H User-Agent: {HERE}/",
    ),
    "two headers have their values": (
        handler(
            "if environ.get('HTTP_X_A') == 'one':",
            "    if environ.get('HTTP_X_B') == 'two':",
            f"        {FAIL}",
        ),
        f"curl -H 'X-A: one' -H 'X-B: two' {HERE}/",
    ),
    "HEAD": (
        handler("if environ['REQUEST_METHOD'] == 'HEAD':", f"    {FAIL}"),
        f"curl --head {HERE}/",
    ),
    "OPTIONS, though nobody compares with it": (
        handler(
            "known = {'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'}",
            "if environ['REQUEST_METHOD'] not in known:",
            f"    {FAIL}",
        ),
        f"curl -X OPTIONS {HERE}/",
    ),
    "a method that only the code knows": (
        handler("if environ['REQUEST_METHOD'] == 'PROPFIND':", f"    {FAIL}"),
        f"curl -X PROPFIND {HERE}/",
    ),
    "a path": (
        handler("if environ['PATH_INFO'] == '/orders':", f"    {FAIL}"),
        f"curl {HERE}/orders",
    ),
    "a prefix of the path": (
        handler("if environ['PATH_INFO'].startswith('/admin/'):", f"    {FAIL}"),
        f"curl {HERE}/admin/",
    ),
    "a part of the path": (
        handler(
            "parts = environ['PATH_INFO'].strip('/').split('/')",
            "if len(parts) > 1 and parts[1] == 'raw':",
            f"    {FAIL}",
        ),
        f"curl {HERE}/x/raw",
    ),
    "a path that an expression matches": (
        handler(
            "match = USER.match(environ['PATH_INFO'])",
            "if match and environ.get('HTTP_X_KEY') == 'k':",
            f"    {FAIL}",
            before="import re\nUSER = re.compile(r'^/users/(\\d+)/?$')\n",
        ),
        f"curl -H 'X-Key: k' {HERE}/users/1",
    ),
    "method and path from a table": (
        handler(
            "if ROUTES.get((environ['REQUEST_METHOD'], environ['PATH_INFO'])) == 2:",
            f"    {FAIL}",
            before="ROUTES = {('GET', '/'): 1, ('PUT', '/items'): 2}\n",
        ),
        f"curl -X PUT {HERE}/items",
    ),
    "a field of the query string": (
        handler(
            "fields = parse_qs(environ.get('QUERY_STRING', ''))",
            "if fields.get('page', [''])[0] == 'last':",
            f"    {FAIL}",
            before="from urllib.parse import parse_qs\n",
        ),
        f"curl '{HERE}/?page=last'",
    ),
    "a field of a form": (
        handler(
            "fields = parse_qs(environ['wsgi.input'].read().decode('latin-1'))",
            "if fields.get('action') == ['delete']:",
            f"    {FAIL}",
            "if 'action' in fields and fields['action'][0] == 'drop':",
            f"    {FAIL}",
            before="from urllib.parse import parse_qs\n",
        ),
        f"curl -H Content-Type: --data-raw action=drop {HERE}/",
    ),
    "a member of a JSON body": (
        handler(
            "try:",
            "    data = json.loads(environ['wsgi.input'].read())",
            "except ValueError:",
            "    data = None",
            "if isinstance(data, dict) and data.get('kind') == 'card' and data.get('n') == 3:",
            f"    {FAIL}",
            before="import json\n",
        ),
        f"curl -H Content-Type: --data-raw '{{\"kind\":\"card\",\"n\":3}}' {HERE}/",
    ),
    "a cookie": (
        handler(
            "jar = SimpleCookie(environ.get('HTTP_COOKIE', ''))",
            "if 'sid' in jar and jar['sid'].value == 'root':",
            f"    {FAIL}",
            before="from http.cookies import SimpleCookie\n",
        ),
        f"curl -H 'Cookie: sid=root' {HERE}/",
    ),
    "a body that is not UTF-8": (
        handler("environ['wsgi.input'].read().decode('utf-8')"),
        f"printf '\\376' | curl -H Content-Type: --data-binary @- {HERE}/",
    ),
    "a body that is no JSON": (
        handler("body = environ['wsgi.input'].read()", "json.loads(body or b'{}')",
                before="import json\n"),
        f"curl -H Content-Type: --data-raw x {HERE}/",
    ),
    "the headers that all browsers send": (
        handler("if environ.get('HTTP_ACCEPT_LANGUAGE'):", f"    {FAIL}"),
        f"curl -H 'Accept-Language: x' {HERE}/",
    ),
    "in a helper, under an alias": (
        handler(
            "ask = environ.get",
            "def mode():",
            "    return ask(KEY, '').lower()",
            "if mode() == 'fast':",
            f"    {FAIL}",
            before="KEY = 'HTTP_X_SPEED'\n",
        ),
        f"curl -H 'X-Speed: fast' {HERE}/",
    ),
    "in a class around the request": (
        f"""\
class Request:
    def __init__(self, environ):
        self.environ = environ
        self.headers = {{k[5:].replace('_', '-').lower(): v
                        for k, v in environ.items() if k.startswith('HTTP_')}}

    @property
    def path(self):
        return self.environ['PATH_INFO']


def handler(environ, start_response):
    request = Request(environ)
    if request.path == '/boom' and request.headers.get('x-key') == 'k':
        {FAIL}
{OK}""",
        f"curl -H 'X-Key: k' {HERE}/boom",
    ),
    "behind a decorator": (
        f"""\
import functools


def only_post(function):
    @functools.wraps(function)
    def inner(environ, start_response):
        if environ['REQUEST_METHOD'] != 'POST':
            start_response('405 Method Not Allowed', [('Content-Type', 'text/plain')])
            return [b'no']
        return function(environ, start_response)
    return inner


@only_post
def handler(environ, start_response):
    if environ.get('HTTP_X_MODE') == 'debug':
        {FAIL}
{OK}""",
        f"curl -X POST -H 'X-Mode: debug' {HERE}/",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONS)
def test_what_fails_under_one_condition(matrix: Matrix, name: str) -> None:
    source, command = CONDITIONS[name]
    told = matrix.json(source, "--target", "wsgi")
    assert told["exit"] == 1
    assert {each["curl"] for each in told["findings"]} == {command}
    assert all(each["code"] == "FC901" and each["proved"] for each in told["findings"])
    assert {each["times"] for each in told["findings"]} == {1}


def test_a_condition_in_another_file(matrix: Matrix) -> None:
    matrix.write(
        "modes.py", "KEY = 'HTTP_X_MODE'\n\ndef is_fast(e):\n    return e.get(KEY) == 'f'\n"
    )
    source = handler("if is_fast(environ):", f"    {FAIL}", before="from modes import is_fast\n")
    (finding,) = matrix.json(source, "--target", "wsgi")["findings"]
    assert finding["curl"] == f"curl -H 'X-Mode: f' {HERE}/"


def test_a_header_that_is_needed_on_one_path_only(matrix: Matrix) -> None:
    source = handler(
        "if environ['PATH_INFO'] == '/':",
        f"    {START}",
        "    return [b'root']",
        "key = environ['HTTP_X_KEY']",
    )
    told = matrix.json(source)
    (finding,) = told["findings"]
    assert (finding["code"], finding["location"]["row"]) == ("FC401", 5)
    assert finding["curl"] == f"curl {HERE}/x"


@pytest.mark.parametrize(("which", "times"), [("== 2", 2), (">= 2", 2), ("== 4", 4), (">= 3", 3)])
def test_what_fails_after_some_requests(matrix: Matrix, which: str, times: int) -> None:
    source = handler("count.append(1)", f"if len(count) {which}:", f"    {FAIL}",
                     before="count = []\n")  # fmt: skip
    (finding,) = matrix.json(source, "--target", "wsgi")["findings"]
    assert (finding["curl"], finding["times"]) == (f"curl {HERE}/", times)
    assert finding["proved"]


def test_what_fails_long_after_the_start_cannot_be_shown_by_one_request(matrix: Matrix) -> None:
    source = handler(
        "count.append(1)", "if len(count) == 30:", f"    {FAIL}", before="count = []\n"
    )
    code, out, _ = matrix.text(source, "--target", "wsgi")
    assert code == 1
    assert "  Request (sent again alone it did not show it):" in out


def test_state_that_leaks_into_the_second_request(matrix: Matrix) -> None:
    source = f"""\
headers = [('Content-Type', 'text/plain')]

def handler(environ, start_response):
    if environ['PATH_INFO'] == '/more':
        headers.append(('X-More', 'x'))
        start_response('200 OK', headers)
        return [b'ok']
{OK}"""
    (finding,) = matrix.json(source, "--target", "wsgi")["findings"]
    assert (finding["code"], finding["times"]) == ("FC906", 2)
    assert finding["curl"] == f"curl {HERE}/more"


def test_content_length_may_be_empty_or_junk_on_other_servers(matrix: Matrix) -> None:
    source = handler("int(environ.get('CONTENT_LENGTH', 0))")
    (finding,) = matrix.json(source, "--target", "wsgi")["findings"]
    assert (finding["code"], finding["curl"]) == ("FC403", f"curl -H 'Content-Length;' {HERE}/")
    assert matrix.json(source)["findings"] == [], "Function Compute always sets it"


def test_line_breaks_in_a_field_reach_a_header(matrix: Matrix) -> None:
    source = """\
from urllib.parse import parse_qs

def handler(environ, start_response):
    to = parse_qs(environ.get('QUERY_STRING', '')).get('next', ['/'])[0]
    start_response('302 Found', [('Location', to)])
    return [b'']
"""
    findings = matrix.json(source, "--target", "wsgi")["findings"]
    (broken,) = [each for each in findings if each["code"] == "FC208"]
    assert broken["curl"] == f"curl '{HERE}/?next=a%0D%0Ab'"


def test_a_header_that_is_sent_back_may_be_too_long(matrix: Matrix) -> None:
    source = """\
def handler(environ, start_response):
    identity = environ.get('HTTP_X_ID', '')
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Id', identity)])
    return [b'ok']
"""
    (finding,) = matrix.json(source)["findings"]
    (name, value) = finding["request"]["headers"][0]
    sent = len("Content-Type") + len("text/plain") + len("X-Id") + len(value)
    assert finding["code"] == "FC501"
    assert (name, sent) == ("X-Id", 8 * 1024 + 1), "no byte more than it takes"
    assert "head -c" in finding["curl"], "nobody reads eight kilobytes"


def test_a_body_that_is_too_large_for_the_handler(matrix: Matrix) -> None:
    source = handler("if len(environ['wsgi.input'].read()) >= 3_000_000:", f"    {FAIL}")
    (finding,) = matrix.json(source)["findings"]
    assert 3_000_000 <= finding["request"]["size"] <= 9_000_000
    assert finding["request"]["truncated"] is True


GUARDED = """\
import json
from urllib.parse import parse_qs


def answer(start_response, status, text):
    body = text.encode('utf-8', 'replace')
    start_response(status, [('Content-Type', 'text/plain; charset=utf-8'),
                            ('Content-Length', str(len(body)))])
    return [body]


def handler(environ, start_response):
    try:
        length = int(environ.get('CONTENT_LENGTH') or 0)
    except ValueError:
        length = 0
    body = environ['wsgi.input'].read(length)
    method = environ['REQUEST_METHOD']
    if method not in ('GET', 'HEAD', 'POST'):
        return answer(start_response, '405 Method Not Allowed', 'no')
    if environ['PATH_INFO'].startswith('/api/') and method == 'POST':
        try:
            data = json.loads(body.decode('utf-8'))
        except ValueError:
            return answer(start_response, '400 Bad Request', 'no JSON')
        name = data.get('name') if isinstance(data, dict) else None
        return answer(start_response, '200 OK', name if isinstance(name, str) else 'nobody')
    page = parse_qs(environ.get('QUERY_STRING', '')).get('page', ['1'])[0]
    if page == 'last' or not page.isdecimal():
        return answer(start_response, '404 Not Found', 'no such page')
    if environ.get('HTTP_X_MODE', '').lower() == 'debug':
        return answer(start_response, '200 OK', environ.get('HTTP_USER_AGENT', 'unknown'))
    return answer(start_response, '200 OK', f'page {int(page)}')
"""


@pytest.mark.parametrize("target", ["fc2", "wsgi"])
def test_a_handler_with_all_guards_has_no_finding(matrix: Matrix, target: str) -> None:
    told = matrix.json(GUARDED, "--target", target)
    assert told["findings"] == []
    assert told["exit"] == 0
    assert len(told["matrix"]) > 50, "it asks a lot"
    statuses = {row["response"]["status"] for row in told["matrix"]}
    assert statuses >= {200, 400, 404, 405}, "and all its answers were seen"
