"""Requests: from JSON, HAR, .http files and curl commands; bad input is one clear line."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from fclint.dryrun import Request
from fclint.dryrun.curl import parse_curl
from fclint.dryrun.deployed import (
    DeploymentError,
    find_deployment,
    read_env_file,
    variables,
)
from fclint.dryrun.limits import excesses
from fclint.dryrun.reading import read_request
from fclint.dryrun.request import RequestError


def read(text: str, **options: object) -> Request:
    return read_request(text.encode(), **options)  # type: ignore[arg-type]


POST = Request(
    "POST", "/a b", "x=1", (("Content-Type", "text/plain"), ("X-Two", "2")), b"line one\nline two"
)

JSON = json.dumps(
    {
        "method": "post",
        "path": "/a%20b",
        "query": {"x": "1"},
        "headers": {"Content-Type": "text/plain", "X-Two": 2},
        "body": "line one\nline two",
    }
)
JSON_OTHERWISE = json.dumps(
    {
        "method": "POST",
        "path": "/a%20b?x=1",
        "headers": [["Content-Type", "text/plain"], ["X-Two", "2"]],
        "bodyBase64": base64.b64encode(POST.body).decode(),
    }
)
HAR_REQUEST = {
    "method": "POST",
    "url": "https://example.com/a%20b?x=1",
    "headers": [
        {"name": ":authority", "value": "example.com"},
        {"name": "Content-Type", "value": "text/plain"},
        {"name": "X-Two", "value": "2"},
    ],
    "postData": {"mimeType": "text/plain", "text": "line one\nline two"},
}
HAR = json.dumps({"log": {"version": "1.2", "entries": [{"request": HAR_REQUEST}]}})
HTTP = """\
# a comment
@ignored = 1
POST https://example.com/a%20b
    ?x=1 HTTP/1.1
Content-Type: text/plain
X-Two: 2

line one
line two

###
GET /second
"""
CURL = """\
curl -X POST --compressed -sSL 'https://example.com/a%20b?x=1' \\
  -H 'Content-Type: text/plain' -H 'X-Two: 2' -H Host: \\
  --data-raw $'line one' --data-binary x
"""


@pytest.mark.parametrize("text", [JSON, JSON_OTHERWISE, HAR, HTTP, HTTP.replace("\n", "\r\n")])
def test_one_request_in_many_forms(text: str) -> None:
    assert read(text) == POST


def test_one_of_several() -> None:
    assert read(HTTP, entry=2) == Request(path="/second")
    assert read(f"[{JSON}, {{}}]", entry=2) == Request()
    with pytest.raises(RequestError, match="no request 3: the file has 2"):
        read(HTTP, entry=3)


CURLS = [
    ("curl example.com", Request(headers=(("Host", "example.com"),))),
    ("curl /p?q=1 -I", Request("HEAD", "/p", "q=1")),
    ("curl -XPUT /p -H'A:b' -H 'E;'", Request("PUT", "/p", "", (("A", "b"),))),
    (
        "curl /p -d a=b -d c=d",
        Request("POST", "/p", "", (("Content-Type", "application/x-www-form-urlencoded"),),
                b"a=b&c=d"),
    ),
    ("curl -G /p?z=1 -d a=b --data-urlencode 'c=d e'", Request("GET", "/p", "z=1&a=b&c=d%20e")),
    (
        """curl --json '{"a": 1}' /p""",
        Request("POST", "/p", "", (("Content-Type", "application/json"),), b'{"a": 1}'),
    ),
    ("curl -u me:secret /", Request(headers=(("Authorization", "Basic bWU6c2VjcmV0"),))),
    ("curl -A agent -b a=b --max-time 3 -o out / # done",
     Request(headers=(("User-Agent", "agent"), ("Cookie", "a=b")))),
]  # fmt: skip


@pytest.mark.parametrize(("command", "expected"), CURLS)
def test_curl(command: str, expected: Request) -> None:
    assert parse_curl(command) == expected
    assert read(command) == expected


def test_curl_reads_the_files_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "body.txt").write_bytes(b"one\r\ntwo\n")
    (tmp_path / "request.curl").write_text("curl /p -d @body.txt")
    command = (tmp_path / "request.curl").read_bytes()
    filename = str(tmp_path / "request.curl")
    assert read_request(command, filename).body == b"onetwo"
    assert parse_curl("curl /p --data-binary @body.txt", str(tmp_path)).body == b"one\r\ntwo\n"


BAD = [
    ("", "is empty"),
    ("{", "no JSON"),
    ("[1]", "a JSON object"),
    ('{"methd": "GET"}', "unknown key 'methd'.*did you mean 'method'"),
    ('{"method": 1}', "'method' has to be a string"),
    ('{"method": "G T"}', "no HTTP method"),
    ('{"path": "x"}', "has to begin with a slash"),
    ('{"headers": 5}', "'headers' has to be an object"),
    ('{"headers": [["a"]]}', "'headers' has to be an object"),
    ('{"headers": {"a": {}}}', "header 'a' has to be a string"),
    ('{"headers": {"a b": "c"}}', "no header name: 'a b'"),
    ('{"headers": {"a": "b\\nc"}}', "a line break in the value of header 'a'"),
    ('{"body": "a", "bodyBase64": "YQ=="}', "exclude each other"),
    ('{"bodyBase64": "?"}', "no base64"),
    ('{"log": {"entries": []}}', "no request 1"),
    ('{"log": {"entries": [1]}}', "no such entry"),
    ("curl", "0 URLs"),
    ("curl a b", "2 URLs"),
    ("curl --upload /x /", "not understood"),
    ("curl 'a", "not understood"),
    ("curl / -d @missing", "cannot read 'missing'"),
    ("some text here\n", "no request line"),
    ("GET /{{path}}\n", "write their values"),
    ("GET /\nno header\n", "no header such as"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_bad_input_is_one_clear_line(text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message) as raised:
        read(text)
    assert "\n" not in str(raised.value)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(RequestError, match="not UTF-8"):
        read_request(b"\xff\xfe")


def test_a_request_survives_the_way_to_the_worker() -> None:
    for request in (POST, Request(path="/?", body=b"\xff\0"), Request(asynchronous=True)):
        assert Request.from_json(json.loads(json.dumps(request.as_json()))) == request


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        (Request(headers=(("X", "y" * 8191),)), []),
        (Request(headers=(("X", "y" * 8192),)), ["headers"]),
        (Request(path="/" + "x" * 4095), []),
        (Request(path="/" + "x" * 4096), ["path"]),
        (Request(path="/" + "x" * 4090, query="a=bcd"), ["path"]),
        (Request(path="/" + "ü" * 700), ["path"]),
        (Request(body=b"x" * (128 << 10), asynchronous=True), []),
        (Request(body=b"x" * (129 << 10), asynchronous=True), ["asynchronous body"]),
        (Request(body=b"x" * (129 << 10)), []),
    ],
)
def test_limits_hold_to_the_byte(request_: Request, names: list[str]) -> None:
    assert [excess.limit.name for excess in excesses(request_, "fc2")] == names
    assert excesses(request_, "wsgi") == ()


def test_an_env_file() -> None:
    text = "# comment\n\nA=1\nexport B = two words \nC='x=y'\nD=\n"
    assert read_env_file(text) == {"A": "1", "B": "two words", "C": "x=y", "D": ""}
    with pytest.raises(ValueError, match="line 2"):
        read_env_file("A=1\nnonsense\n")


def test_variables_of_the_command_line() -> None:
    assert variables(("A=1", "B=", "C"), {"C": "3", "D": "4"}) == {"A": "1", "B": "", "C": "3"}
    with pytest.raises(ValueError, match="D is not set here"):
        variables(("D",), {})
    with pytest.raises(ValueError, match="no NAME=value"):
        variables(("=x",), {})


MANIFEST = """\
edition: 1.0.0
services:
  one:
    component: fc
    props:
      function:
        name: {name}
        handler: index.handler
        runtime: python3.9
        codeUri: ./{code}
        timeout: 7
        memorySize: 256
        environmentVariables:
          A: '1'
          B: ${{env(B)}}
      triggers:
        - name: http
          type: http
          config: {{methods: [GET]}}
"""


def test_a_manifest_says_where_the_code_is_and_how_it_runs(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "s.yaml").write_text(MANIFEST.format(name="first", code="code"))
    found = find_deployment("index.handler", str(tmp_path), None)
    assert found.root == str(tmp_path / "code")
    assert (found.name, found.timeout, found.memory, found.target) == ("first", 7, 256, "fc2")
    assert (found.environment, found.unknown) == ((("A", "1"),), ("B",))
    assert find_deployment("other.handler", str(tmp_path), None).manifest is None
    assert find_deployment("index.handler", str(tmp_path), str(tmp_path)).manifest is None


def test_which_of_several_functions_is_meant_must_be_certain(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "code").mkdir(parents=True)
        (tmp_path / name / "s.yaml").write_text(MANIFEST.format(name=name, code="code"))
    with pytest.raises(DeploymentError, match="choose with --root"):
        find_deployment("index.handler", str(tmp_path), None)
    code = str(tmp_path / "two" / "code")
    assert find_deployment("index.handler", str(tmp_path / "two"), code).name == "two"


def test_an_event_handler_is_no_wsgi_handler(tmp_path: Path) -> None:
    text = MANIFEST.format(name="x", code=".").replace("python3.9", "python3.12")
    (tmp_path / "s.yaml").write_text(text)
    found = find_deployment("index.handler", str(tmp_path), None)
    assert found.target is None
    assert "event" in found.reason
