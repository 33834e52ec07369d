"""FC206: which statuses are wrong, and how badly."""

from __future__ import annotations

from typing import Any

import pytest

from fclint.values import (
    Bool,
    ByteArray,
    Float,
    Function,
    Instance,
    Sequence,
    Str,
    Unknown,
)
from rule_events import BOTH, MILD, UNKNOWN, call, loudness, reports, the_report, with_status

# FC206: the status


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (200, "is int 200, not a str such as '200 OK'"),
        (None, "is None, not a str"),
        (Bool(True), "is True, not a str"),
        (Float(), "is float, not a str"),
        (ByteArray(), "is bytearray, not a str"),
        (Sequence("tuple", None, UNKNOWN), "is tuple, not a str"),
        (Function("ok"), "is function ok, not a str"),
        (Instance("http.HTTPStatus"), "is HTTPStatus, not a str"),
        (Instance("app.Code", base="int"), "is Code, not a str"),
        ("", "is str '', without a status code"),
        ("  ", "without a status code"),
        ("OK", "is str 'OK', without a three-digit status code"),
        ("200OK", "without a three-digit status code"),
        ("20 OK", "outside 100 to 599"),
        ("099 OK", "outside 100 to 599"),
        ("600 OK", "outside 100 to 599"),
        ("2000 OK", "outside 100 to 599"),
        ("200 OK\r\n", "with a control character"),
        ("200 O\x7fK", "with a control character"),
        (Str(("OK ", None)), "begins with 'OK '"),
        (Str(("700 ", None)), "begins with '700 '"),
        (Str(("2000", None)), "begins with '2000'"),
        (Str((None, "OK\n")), "with a control character"),
    ],
)
def test_a_status_that_fails(status: Any, words: str) -> None:
    report = the_report("FC206", with_status(status))
    assert words in report.message
    assert loudness(report) == BOTH
    assert set(report.consequence) == {"fc2", "wsgi"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (b"200 OK", "is bytes b'200 OK', not str"),
        ("200", "without a reason phrase"),
        ("200 ", "without a reason phrase"),
        (" 200 OK", "with surrounding white space"),
        ("200 OK ", "with surrounding white space"),
        (Str((" 200 ", None)), "with surrounding white space"),
        ("200 好", "outside latin-1"),
    ],
)
def test_a_status_that_function_compute_lets_through(status: Any, words: str) -> None:
    report = the_report("FC206", with_status(status))
    assert words in report.message
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    "status",
    [
        "200 OK",
        "100 Continue",
        "599 Own",
        "404 Not Found (really)",
        Unknown(),
        Str(),
        Str(nonempty=True),
        Str(("200 ", None)),
        Str(("200", None)),
        Str(("4", None, " Oops")),
        Str((None, " OK")),
        Instance("app.Status"),
        Instance("app.Status", base="str"),
    ],
)
def test_a_status_that_is_or_may_be_right(status: Any) -> None:
    assert not reports("FC206", with_status(status))


def test_the_worst_alternative_of_a_status_is_told() -> None:
    report = the_report("FC206", with_status("200 OK", "200", 200, Unknown()))
    assert report.message.startswith("status may be int 200")
    assert not reports("FC206", call())
