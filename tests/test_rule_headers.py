"""FC207 to FC209: the type, the characters and the names of headers."""

from __future__ import annotations

from typing import Any

import pytest

from fclint.values import (
    Coroutine,
    Environ,
    Instance,
    IteratorShape,
    Mapping,
    Sequence,
    Str,
    Unknown,
    Value,
)
from rule_events import (
    BOTH,
    MILD,
    TEXT,
    UNKNOWN,
    call,
    loudness,
    of,
    pair,
    reports,
    sequence,
    the_report,
    with_headers,
)

# FC207: the type of the headers


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (of(Mapping("dict", None, of(Str()), of(Str()))), "headers are dict, not a list"),
        (of(None), "headers are None, not a list"),
        (of("Content-Type: text/plain"), "headers are str"),
        (of(b"x"), "headers are bytes b'x'"),
        (of(3), "headers are int 3"),
        (of(Coroutine()), "headers are coroutine"),
        (of(Environ()), "headers are environ"),
        (of(Instance("wsgiref.headers.Headers")), "headers are Headers"),
        (of(Instance("app.Config", iterable=False)), "headers are Config"),
        (of(Sequence("list", (), None), None), "headers may be None"),
        (sequence(of("ab")), "a header is str 'ab'"),
        (sequence(of(None)), "a header is None"),
        (sequence(of(Mapping("dict", None, None, None))), "a header is dict"),
        (sequence(of(Sequence("set", None, UNKNOWN))), "a header is set"),
        (sequence(of(Sequence("tuple", (UNKNOWN,) * 3, None))), "a header is a tuple of length 3"),
        (sequence(pair(b"X-Count", "3")), "header name is bytes b'X-Count', not str"),
        (sequence(pair(None, "3")), "header name is None, not str"),
        (sequence(TEXT, pair("X-Count", 3)), "header value for 'X-Count' is int 3, not str"),
        (sequence(pair("X-Count", b"3")), "header value for 'X-Count' is bytes b'3', not str"),
        (sequence(pair("X-User", of(Str(), None))), "header value for 'X-User' may be None"),
        (sequence(pair(UNKNOWN, None)), "header value is None"),
        (sequence(pair("X-Code", Instance("app.Code", base="int"))), "is Code, not str"),
        (of(Sequence("list", None, pair("X", 1))), "header value for 'X' is int 1"),
        (of(IteratorShape("generator", pair("X", 1))), "header value for 'X' is int 1"),
        (sequence(pair("X", 1), kind="tuple"), "header value for 'X' is int 1"),
    ],
)
def test_headers_that_fail(headers: Value, words: str) -> None:
    report = the_report("FC207", with_headers(headers))
    assert words in report.message
    assert loudness(report) == BOTH


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (sequence(TEXT, kind="tuple"), "headers are tuple, not a list"),
        (sequence(TEXT, kind="dict_items"), "headers are dict_items, not a list"),
        (of(Sequence("set", None, TEXT)), "headers are set"),
        (of(IteratorShape("generator", TEXT)), "headers are generator"),
        (sequence(pair("X", "y", kind="list")), "a header is a list, not a (name, value) tuple"),
        (sequence(of(Sequence("list", None, UNKNOWN))), "a header is a list"),
        (of(Mapping("dict", (), None, None)), "headers are dict"),
        (of(""), "headers are str ''"),
    ],
)
def test_headers_that_function_compute_lets_through(headers: Value, words: str) -> None:
    report = the_report("FC207", with_headers(headers))
    assert words in report.message
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    "headers",
    [
        sequence(),
        sequence(TEXT, pair("Set-Cookie", "a=b")),
        UNKNOWN,
        sequence(UNKNOWN),
        sequence(pair(UNKNOWN, UNKNOWN)),
        sequence(pair("X", Instance("markupsafe.Markup"))),
        sequence(pair("X", Instance("app.Text", base="str"))),
        sequence(of(Sequence("tuple", None, of(Str())))),
        sequence(of(Instance("app.Header"))),
        of(Sequence("list", None, TEXT)),
        of(Sequence("list", None, UNKNOWN)),
        of(Instance("werkzeug.datastructures.Headers")),
    ],
)
def test_headers_that_are_or_may_be_right(headers: Value) -> None:
    assert not reports("FC207", with_headers(headers))


def test_headers_that_are_missing_are_left_to_another_rule() -> None:
    for code in ("FC207", "FC208", "FC209"):
        assert not reports(code, call("200 OK"))


# FC208: the characters of the headers


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("X-A:", "b", "header name 'X-A:' holds ':'"),
        ("X A", "b", "header name 'X A' holds a space"),
        ("", "b", "header name '' is empty"),
        ("X(A)", "b", "holds '('"),
        ("X\n", "b", "holds a line break"),
        ("X\t", "b", "holds the control character '\\t'"),
        ("X", "a\r\nSet-Cookie: b", "header value 'a\\r\\nSet-Cookie: b' holds a line break"),
        ("X", "a\x00", "holds the control character '\\x00'"),
        ("X", "a\x7f", "holds the control character '\\x7f'"),
        ("X", Str((None, "\n", None)), "header value holds a line break"),
        (Str(("X ", None)), "b", "header name holds a space"),
        ("X", of("fine", "a\nb", Unknown()), "holds a line break"),
    ],
)
def test_characters_that_break_the_answer(name: Any, value: Any, words: str) -> None:
    report = the_report("FC208", with_headers(sequence(TEXT, pair(name, value))))
    assert words in report.message
    assert loudness(report) == BOTH


@pytest.mark.parametrize(
    ("name", "value"), [("X", "报告"), ("X", Str((None, "€"))), ("报告", "x"), ("Größe", "x")]
)
def test_characters_that_only_function_compute_lets_through(name: Any, value: Any) -> None:
    report = the_report("FC208", with_headers(sequence(pair(name, value))))
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X.Foo", "a\tb"),
        ("x-_!#$%&'*+.^`|~9", ""),
        ("X", "Größe"),
        ("X", " padded "),
        (UNKNOWN, UNKNOWN),
        (Str(), Str()),
        (b"X:", 3),
    ],
)
def test_characters_that_are_legal(name: Any, value: Any) -> None:
    assert not reports("FC208", with_headers(sequence(pair(name, value))))


# FC209: headers of the server


@pytest.mark.parametrize(
    ("name", "fc2", "wsgi"),
    [
        ("Connection", True, True),
        ("keep-alive", True, True),
        ("Transfer-Encoding", True, True),
        ("Upgrade", True, True),
        ("TE", True, True),
        ("Trailer", True, True),
        ("Trailers", True, True),
        ("Proxy-Authenticate", True, True),
        ("proxy-connection", True, True),
        ("Status", True, True),
        ("Date", True, False),
        ("SERVER", True, False),
        ("X-Fc-Request-Id", True, False),
        ("Content-Length", False, False),
        ("Content-Type", False, False),
        ("Proxy-Status", False, False),
        ("X-Fcx", False, False),
    ],
)
def test_headers_that_the_server_sets(name: str, fc2: bool, wsgi: bool) -> None:
    for target, told in (("fc2", fc2), ("wsgi", wsgi)):
        found = reports("FC209", with_headers(sequence(TEXT, pair(name, "x")), target))
        assert [report.message for report in found] == [
            f"sets {name}, which the server alone may set"
        ] * told
        assert [loudness(report) for report in found] == [MILD] * told


def test_all_reserved_headers_of_a_call_are_named_once() -> None:
    names = ("Date", "Connection", "Date")
    report = the_report("FC209", with_headers(sequence(*[pair(name, "x") for name in names])))
    assert report.message.startswith("sets Date, Connection, which")


def test_a_reserved_prefix_is_enough() -> None:
    headers = sequence(pair(Str(("X-Fc-", None)), "x"), pair(Str(("Dat", None)), "x"))
    assert the_report("FC209", with_headers(headers)).message.startswith("sets X-Fc-..., which")
    assert not reports("FC209", with_headers(headers, "wsgi"))
