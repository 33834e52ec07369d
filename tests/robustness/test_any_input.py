"""Whatever stands in a configuration or in a file with a request: it is read, or refused in a line.

Manifests have such a test of their own in ``tests/test_manifests_bad_input.py``.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fclint.configuration.config import Config, ConfigError, read_config
from fclint.configuration.options import OPTIONS
from fclint.dryrun.reading import read_request
from fclint.dryrun.request import Request, RequestError
from robustness_settings import MORE, RANDOM

pytestmark = pytest.mark.slow

CONFIGURATION = b"""\
[tool.fclint]
target = "fc2"
select = ["FC2", "FC301"]
ignore = ["FC211"]
extend-select = ["FC104"]
exclude = ["vendor/", "**/*_pb2.py"]
handlers = ["main.app"]

[tool.fclint.per-file-ignores]
"tests/**" = ["FC2"]
"""
HAR_REQUEST: dict[str, object] = {
    "method": "POST",
    "url": "https://example.com/a%20b?x=1&y=%C3%BC",
    "httpVersion": "HTTP/1.1",
    "headers": [{"name": "Content-Type", "value": "application/json"}],
    "queryString": [{"name": "x", "value": "1"}],
    "cookies": [{"name": "a", "value": "b"}],
    "postData": {"mimeType": "application/json", "text": '{"a": 1}', "params": []},
    "headersSize": -1,
    "bodySize": 8,
}
HAR = {"log": {"version": "1.2", "entries": [{"request": HAR_REQUEST}, {"request": HAR_REQUEST}]}}
PLAIN = {
    "method": "PUT",
    "path": "/x",
    "headers": {"A": "b", "C": ["d", "e"]},
    "query": "a=b",
    "bodyBase64": "AAEC",
}
REQUESTS = (
    json.dumps(HAR).encode(),
    json.dumps(PLAIN).encode(),
    b"### first\nPOST https://example.com/a?b=c HTTP/1.1\nContent-Type: text/plain\n\nbody\n\n"
    b"### second\nGET /\nAccept: */*\n",
    b"curl 'https://example.com/a?b=c' -X POST -H 'A: b' --data-raw $'x\\ny' --compressed \\\n"
    b"  -b 'c=d' -u user:password\n",
)

TOML = st.recursive(
    st.one_of(
        st.sampled_from(["fc2", "wsgi", "FC2", "FC301", "", "../..", "[", "**", "\0", "a\nb"]),
        st.text(max_size=6),
        st.booleans(),
        st.integers(-(2**65), 2**65),
        st.floats(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def configured(data: bytes) -> Config | None:
    """What is read of ``data``; None where it is refused, in a message that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pyproject.toml")
        path.write_bytes(data)
        try:
            return read_config(str(path))
        except ConfigError as error:
            told = str(error)
        assert told.startswith(str(path)), told  # line breaks in it are escaped where it is told
        return None


def requested(data: bytes, entry: int | None = None) -> Request | None:
    """What is read of ``data``; None where it is refused, in one line."""
    try:
        request = read_request(data, entry=entry)
    except RequestError as error:
        told = str(error)
        assert told
        assert "\n" not in told, told
        return None
    assert request.path.startswith("/")
    assert isinstance(request.body, bytes)
    return request


def test_the_samples_are_read() -> None:
    assert configured(CONFIGURATION) is not None
    methods = [request.method for data in REQUESTS if (request := requested(data, entry(data)))]
    assert methods == ["POST", "PUT", "POST", "POST"]


@settings(RANDOM, max_examples=200 * MORE)
@given(key=st.sampled_from(sorted(OPTIONS)), value=TOML)
def test_any_value_of_a_key(key: str, value: object) -> None:
    configured(f"[tool.fclint]\n{key} = {toml(value)}\n".encode("utf-8", "surrogatepass"))


@settings(RANDOM, max_examples=200 * MORE)
@given(place=st.floats(0, 1), cut=st.integers(0, 30), more=st.binary(max_size=6))
def test_a_damaged_configuration(place: float, cut: int, more: bytes) -> None:
    configured(damaged(CONFIGURATION, place, cut, more))


@settings(RANDOM, max_examples=400 * MORE)
@given(
    data=st.sampled_from(REQUESTS),
    place=st.floats(0, 1),
    cut=st.integers(0, 30),
    more=st.one_of(
        st.binary(max_size=6),
        st.sampled_from([b"'", b'"', b"$'", b"\\", b"@", b"//[", b"%", b"{", b"[", b"null", b"-1"]),
    ),
)
def test_a_damaged_request(data: bytes, place: float, cut: int, more: bytes) -> None:
    requested(damaged(data, place, cut, more), entry(data))


@settings(RANDOM, max_examples=200 * MORE)
@given(path=st.sampled_from(["method", "url", "headers", "queryString", "postData"]), value=JSON)
def test_any_json_in_a_har_file(path: str, value: object) -> None:
    request = {**HAR_REQUEST, path: value}
    requested(json.dumps({"log": {"entries": [{"request": request}]}}).encode())


@settings(RANDOM, max_examples=200 * MORE)
@given(path=st.sampled_from([*PLAIN, "body", "log"]), value=JSON)
def test_any_json_in_a_request(path: str, value: object) -> None:
    requested(json.dumps({**PLAIN, path: value}).encode())


@settings(RANDOM, max_examples=200 * MORE)
@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    requested(data)
    requested(b"curl " + data)
    requested(b"GET " + data)
    configured(b"[tool.fclint]\n" + data)


def damaged(data: bytes, place: float, cut: int, more: bytes) -> bytes:
    start = int(place * len(data))
    return data[:start] + more + data[start + cut :]


def entry(data: bytes) -> int | None:
    """Which of several requests is meant: the first."""
    return 1 if b"entries" in data or b"###" in data else None


def toml(value: object) -> str:
    """``value`` as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{json.dumps(key)} = {toml(each)}' for key, each in value.items())}}}"
        )
    if isinstance(value, str):
        return json.dumps(value)
    return repr(value)
