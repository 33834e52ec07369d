"""``fclint check --confirm``: a mistake behind a guard is shown by a request that gets by it.

Each handler returns without start_response where its guard holds. The request that confirms this is
sent again, from its curl command, as a user would do it.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from fclint import cli
from fclint.dryrun import Shim
from fclint.dryrun.curl import parse_curl
from fclint.dryrun.environ import build_environ
from fclint.events import RunEnded

pytestmark = pytest.mark.slow

HEAD = """\
import base64, json, re
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

KNOWN = {"/a": 1, "/b": 2}
PATTERN = re.compile(r"/users/(\\d+)/?$")


def is_post(environ):
    return environ.get("REQUEST_METHOD", "").upper() == "POST"


def field(environ, name):
    return parse_qs(environ.get("QUERY_STRING", "")).get(name, [None])[0]


def first(values):
    for value in values:
        if value:
            return value
    return None


def body_of(environ):
    return environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))


class Request:
    def __init__(self, environ):
        self.environ = environ

    @property
    def json(self):
        return json.loads(body_of(self.environ))

    def header(self, name):
        return self.environ.get("HTTP_" + name.upper().replace("-", "_"))
"""
TAIL = """\
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]
"""
PATHS = {
    "path equals": "if environ['PATH_INFO'] == '/orders':",
    "path in a set": "if environ['PATH_INFO'] in {'/x', '/y'}:",
    "path in a dict": "if environ['PATH_INFO'] in KNOWN:",
    "path not in a dict, nor the root": (
        "if environ['PATH_INFO'] not in KNOWN and environ['PATH_INFO'] != '/':"
    ),
    "path starts": "if environ['PATH_INFO'].startswith('/api/v2/'):",
    "path starts with one of several": "if environ['PATH_INFO'].startswith(('/x/', '/y/')):",
    "path ends": "if environ['PATH_INFO'].endswith('.json'):",
    "path starts and ends": (
        "path = environ['PATH_INFO']\n    if path.startswith('/files/') and path.endswith('.txt'):"
    ),
    "a part of the path": "if environ['PATH_INFO'].split('/')[2:3] == ['orders']:",
    "an item of the path": (
        "parts = environ['PATH_INFO'].strip('/').split('/')\n"
        "    if len(parts) > 1 and parts[1] == 'orders':"
    ),
    "part of the path by index": "if environ['PATH_INFO'].split('/')[1] == 'orders':",
    "path in lower case": "if environ['PATH_INFO'].lower().strip('/') == 'admin':",
    "a substring of the path": "if '/secret' in environ['PATH_INFO']:",
    "path matches": "if PATTERN.match(environ['PATH_INFO']):",
    "path matches a pattern": "if re.match(r'^/v[0-9]+/[a-z]{2,4}$', environ['PATH_INFO']):",
    "a group of a match": (
        "found = PATTERN.match(environ['PATH_INFO'])\n    if found and found.group(1) == '42':"
    ),
    "a named group of alternatives": (
        "found = re.search(r'^/(?P<kind>json|xml)$', environ['PATH_INFO'])\n"
        "    if found and found.group('kind') == 'xml':"
    ),
    "path without its prefix": (
        "path = environ['PATH_INFO']\n    if path[len('/api'):] == '/ping' and path[:4] == '/api':"
    ),
    "a long path": "if len(environ['PATH_INFO']) > 40:",
}
METHODS = {
    "method equals": "if environ['REQUEST_METHOD'] == 'DELETE':",
    "method in a tuple": "if environ['REQUEST_METHOD'] in ('PUT', 'PATCH'):",
    "method not in": "if environ['REQUEST_METHOD'] not in ('GET', 'HEAD'):",
    "method in a helper": "if is_post(environ):",
    "two parts of the request": (
        "if environ['REQUEST_METHOD'] == 'POST' and environ['PATH_INFO'] == '/pay':"
    ),
    "match": (
        "kind = ''\n"
        "    match environ['REQUEST_METHOD'], environ['PATH_INFO']:\n"
        "        case 'PUT', '/x':\n"
        "            kind = 'mistake'\n"
        "    if kind == 'mistake':"
    ),
}
HEADERS = {
    "header there": "if 'HTTP_X_DEBUG' in environ:",
    "header not there": "if 'HTTP_X_DEBUG' not in environ:",
    "header is true": "if environ.get('HTTP_X_DEBUG'):",
    "header is false": "if not environ.get('HTTP_X_DEBUG'):",
    "header equals": "if environ.get('HTTP_X_MODE', 'plain') == 'raw':",
    "header is its default": "if environ.get('HTTP_X_MODE', 'plain') == 'plain':",
    "header is none": "if environ.get('HTTP_X_MODE') is None:",
    "header of a class": "if Request(environ).header('X-Mode') == 'raw':",
    "bearer": (
        "kind, _, token = environ.get('HTTP_AUTHORIZATION', '').partition(' ')\n"
        "    if kind.lower() == 'bearer' and token == 't0k3n':"
    ),
    "basic": (
        "given = environ.get('HTTP_AUTHORIZATION', '')[len('Basic '):]\n"
        "    if base64.b64decode(given) == b'me:secret':"
    ),
    "number in a header": "if int(environ.get('HTTP_X_COUNT', '0')) > 3:",
    "no number in a header": (
        "try:\n"
        "        int(environ.get('HTTP_X_COUNT', '0'))\n"
        "        bad = False\n"
        "    except ValueError:\n"
        "        bad = True\n"
        "    if bad:"
    ),
    "header is missing, by exception": (
        "try:\n"
        "        environ['HTTP_X_TOKEN']\n"
        "        there = True\n"
        "    except KeyError:\n"
        "        there = False\n"
        "    if not there:"
    ),
    "header is there, by exception": (
        "try:\n"
        "        environ['HTTP_X_TOKEN']\n"
        "        there = True\n"
        "    except KeyError:\n"
        "        there = False\n"
        "    if there:"
    ),
    "content type": "if environ.get('CONTENT_TYPE', '').startswith('application/json'):",
    "a cookie": (
        "cookie = SimpleCookie(environ.get('HTTP_COOKIE', ''))\n"
        "    if 'sid' in cookie and cookie['sid'].value == 'abc':"
    ),
    "a cookie that is loaded": (
        "jar = SimpleCookie()\n    jar.load(environ.get('HTTP_COOKIE', ''))\n    if 'sid' in jar:"
    ),
}
QUERIES = {
    "query string equals": "if environ['QUERY_STRING'] == 'debug=1':",
    "a field there": "if 'debug' in parse_qs(environ['QUERY_STRING']):",
    "a field equals": "if parse_qs(environ['QUERY_STRING']).get('id', [''])[0] == '7':",
    "a field by helper": "if field(environ, 'mode') == 'raw':",
    "a field is missing": "if field(environ, 'mode') is None:",
    "a number in a field": "if int(field(environ, 'page') or 1) > 10:",
    "two fields": "if field(environ, 'a') == 'x' and field(environ, 'b') == 'y':",
    "one field and not another": "if field(environ, 'a') == 'x' and not field(environ, 'b'):",
    "a dict of pairs": "if dict(parse_qsl(environ['QUERY_STRING'])).get('q') == 'find me':",
    "pairs in a loop": (
        "found = ''\n"
        "    for key, value in parse_qsl(environ['QUERY_STRING']):\n"
        "        if key == 'debug' and value.lower() == 'on':\n"
        "            found = 'x'\n"
        "    if found:"
    ),
    "any pair at all": (
        "found = False\n"
        "    for _ in parse_qsl(environ['QUERY_STRING']):\n"
        "        found = True\n"
        "    if found:"
    ),
}
BODIES = {
    "body is there": "if body_of(environ):",
    "length by number": "if int(environ.get('CONTENT_LENGTH') or 0) > 100:",
    "body equals": "if environ['wsgi.input'].read() == b'ping':",
    "body as text": "if environ['wsgi.input'].read().decode('utf-8') == 'ping':",
    "a member of JSON": "if json.loads(body_of(environ)).get('name') == 'bob':",
    "a member of a member": "if json.loads(body_of(environ))['user']['age'] >= 18:",
    "a member of JSON, by a class": "if Request(environ).json['kind'] == 'x':",
    "JSON of a kind": "if isinstance(json.loads(body_of(environ)), list):",
    "no JSON": (
        "try:\n"
        "        json.loads(body_of(environ))\n"
        "        bad = False\n"
        "    except ValueError:\n"
        "        bad = True\n"
        "    if bad:"
    ),
    "JSON by load": "if json.load(environ['wsgi.input']).get('a'):",
    "a form": "if parse_qs(body_of(environ).decode()).get('user', [''])[0] == 'me':",
    "a form in bytes": "if parse_qs(body_of(environ)).get(b'user') == [b'me']:",
    "a form in a comprehension": (
        "form = {k: v[0] for k, v in parse_qs(body_of(environ).decode()).items()}\n"
        "    if form.get('message'):"
    ),
    "JSON that is stored into": (
        "item = json.loads(body_of(environ))\n    item['owner'] = 'me'\n    if item.get('x'):"
    ),
    "not UTF-8": (
        "try:\n"
        "        body_of(environ).decode('utf-8')\n"
        "        bad = False\n"
        "    except UnicodeDecodeError:\n"
        "        bad = True\n"
        "    if bad:"
    ),
}
CODE = {
    "flag": ("bad = False\n    if environ['PATH_INFO'] == '/x':\n        bad = True\n    if bad:"),
    "closure": ("def wanted():\n        return environ['PATH_INFO'] == '/x'\n    if wanted():"),
    "lambda": "if (lambda e: e['PATH_INFO'] == '/x')(environ):",
    "first of several": ("if first([environ.get('HTTP_A'), environ.get('HTTP_B')]) == 'x':"),
    "or": "if environ['PATH_INFO'] == '/x' or environ.get('HTTP_A') == 'x':",
    "not or": "if not (environ['PATH_INFO'] != '/x' or environ.get('HTTP_A') != 'y'):",
    "conditional expression": ("mode = 'b' if environ.get('HTTP_B') else 'a'\n    if mode == 'b':"),
    "walrus": "if (path := environ['PATH_INFO']) and path == '/x':",
    "any": "if any(environ['PATH_INFO'].startswith(p) for p in ('/x', '/y')):",
    "remainder": "if int(environ.get('HTTP_N', '1')) % 7 == 5:",
    "put together": ("if environ['REQUEST_METHOD'] + ' ' + environ['PATH_INFO'] == 'GET /x':"),
}
GROUPS = {
    "paths": PATHS,
    "methods": METHODS,
    "headers": HEADERS,
    "queries": QUERIES,
    "bodies": BODIES,
    "code": CODE,
}


def module_of(guards: dict[str, str]) -> tuple[str, dict[str, int]]:
    """A module with a handler for each guard, and the row of each handler's mistake."""
    lines = HEAD.splitlines()
    rows: dict[str, int] = {}
    for number, (name, guard) in enumerate(guards.items()):
        lines += ["", "", f"def handler_{number}(environ, start_response):"]
        lines += [*f"    {guard}".splitlines(), '        return [b"mistake"]']
        rows[name] = len(lines)
        lines += TAIL.splitlines()
    return "\n".join(lines) + "\n", rows


@pytest.fixture(scope="module", params=GROUPS)
def shown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, tuple[int, dict[str, Any]]]]:
    """A folder with the module of a group, and for each guard the row and what was confirmed."""
    folder = tmp_path_factory.mktemp("guards")
    source, rows = module_of(GROUPS[request.param])
    index = folder / "index.py"
    index.write_text(source, encoding="utf-8")
    report = folder / "report.json"
    arguments = ("check", "--confirm", "--select", "FC202", "--output-format", "json")
    code = cli.main((*arguments, "--output-file", str(report), str(index)))
    found = {each["location"]["row"]: each for each in json.loads(report.read_text("utf-8"))}
    assert code == 1
    assert sorted(found) == sorted(rows.values())
    return index, {name: (row, found[row]["confirmed"]) for name, row in rows.items()}


def test_a_request_gets_by_each_guard(
    shown: tuple[Path, dict[str, tuple[int, dict[str, Any]]]],
) -> None:
    _, guards = shown
    assert [name for name, (_, confirmed) in guards.items() if confirmed is None] == []
    answers = {(confirmed["status"], confirmed["error"]) for _, confirmed in guards.values()}
    assert answers == {(200, None)}


def test_what_is_told_is_a_command_that_does_it_again(
    shown: tuple[Path, dict[str, tuple[int, dict[str, Any]]]],
) -> None:
    index, guards = shown
    handlers = list(runpy.run_path(str(index)).items())
    named = [value for name, value in handlers if name.startswith("handler_")]
    for handler, (row, confirmed) in zip(named, guards.values(), strict=True):
        if confirmed is None or not confirmed["request"].startswith("curl "):
            continue  # the test above tells; a body that is no text comes through a pipe
        request = parse_curl(confirmed["request"])
        recorded = Shim(handler).run(build_environ(request, "fc2", process={}))
        [end] = [event for event in recorded.events if isinstance(event, RunEnded)]
        assert end.started is False
        assert end.place.span.row == row
