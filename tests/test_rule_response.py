"""FC212, FC305 and FC501: what reaches the headers, how long the body is, how large the headers."""

from __future__ import annotations

from typing import Any

import pytest

from fclint import events
from fclint.protocol.sizes import least_header_size, mismatch
from fclint.rule import Report
from fclint.targets.limits import RESPONSE_HEADERS
from fclint.values import Origin, Sequence, Size, Str, Unknown, Value
from rule_events import (
    BOTH,
    MILD,
    TEXT,
    UNKNOWN,
    happens,
    loudness,
    of,
    pair,
    reports,
    sequence,
    the_report,
    with_headers,
)

DECODED = Origin("PATH_INFO", "\r\n")
RAW = Origin("HTTP_X_TOKEN")

# FC212


def test_decoded_data_in_a_value_is_reported_with_its_origin_and_the_header() -> None:
    event = with_headers(sequence(TEXT, pair("Location", Str(("/", None), origin=DECODED))))
    report = the_report("FC212", event)
    assert report.message == "PATH_INFO may bring line breaks into the header Location"
    assert loudness(report) == BOTH


def test_decoded_data_in_a_name_is_reported() -> None:
    event = with_headers(sequence(pair(Str(origin=DECODED), "1")))
    assert (
        the_report("FC212", event).message == "PATH_INFO may bring line breaks into a header name"
    )


def test_one_of_the_two_characters_is_enough() -> None:
    only_lf = Str(origin=Origin("the body", "\n"))
    assert len(reports("FC212", with_headers(sequence(pair("X", only_lf))))) == 1


def test_data_of_unknown_kind_is_reported_where_its_origin_is_known() -> None:
    data = Unknown(origin=Origin("the body", "\r\n"))
    assert "the body" in the_report("FC212", with_headers(sequence(pair("X", data)))).message


@pytest.mark.parametrize(
    "value", ["a", Str(), Str(origin=RAW), Unknown(), Unknown(origin=RAW), None, 3]
)
def test_what_cannot_hold_line_breaks_is_not(value: Any) -> None:
    assert not reports("FC212", with_headers(sequence(pair("X", value))))


def test_headers_that_are_not_known_are_not() -> None:
    assert not reports("FC212", with_headers(UNKNOWN))


# FC305

A, B = object(), object()


def completed(declared: Size | None, sent: Size | None, **facts: Any) -> events.Event:
    given: dict[str, Any] = {
        "status": of("200 OK"),
        "headers": sequence(TEXT, pair("Content-Length", Str(ascii=True))),
        "body": UNKNOWN,
        "nonempty": None,
        "declared": declared,
        "sent": sent,
        **facts,
    }
    return happens(events.ResponseCompleted, **given)


def the_mismatch(declared: Size, sent: Size, **facts: Any) -> Report:
    return the_report("FC305", completed(declared, sent, **facts))


def test_two_numbers_that_differ() -> None:
    report = the_mismatch(Size(5), Size(11))
    assert report.message == "Content-Length declares 5 bytes, the body has 11"
    assert loudness(report) == MILD


@pytest.mark.parametrize(
    ("declared", "sent", "words"),
    [
        (Size(1), Size(0), "declares 1 byte, the body has 0"),
        (Size(5), Size(6, ((A, "bytes"),)), "declares 5 bytes, the body has at least 6"),
        (
            Size(0, ((A, "characters"),)),
            Size(0, ((A, "bytes"),)),
            "counts the characters of a text whose encoding is sent",
        ),
        (
            Size(2, ((A, "characters"), (B, "bytes"))),
            Size(7, ((B, "bytes"), (A, "bytes"))),
            "counts the characters of a text whose encoding is sent",
        ),
        (Size(3, ((A, "bytes"),)), Size(1, ((A, "bytes"),)), "declares 2 bytes more than the body"),
        (Size(0, ((A, "bytes"),)), Size(1, ((A, "bytes"),)), "declares 1 byte fewer than the body"),
    ],
)
def test_lengths_that_cannot_be_equal(declared: Size, sent: Size, words: str) -> None:
    assert words in (mismatch(declared, sent) or "")
    assert words in the_mismatch(declared, sent).message


@pytest.mark.parametrize(
    ("declared", "sent"),
    [
        (Size(5), Size(5)),
        (Size(5), Size(5, ((A, "bytes"),))),
        (Size(0, ((A, "bytes"),)), Size(0, ((A, "bytes"),))),
        (Size(0, ((A, "bytes"), (B, "bytes"))), Size(0, ((B, "bytes"), (A, "bytes")))),
        (Size(0, ((A, "bytes"),)), Size(0, ((B, "bytes"),))),
        (Size(0, ((A, "bytes"),)), Size(100)),
        (Size(2, ((A, "characters"),)), Size(0, ((A, "bytes"),))),
        (Size(0, ((A, "characters"),)), Size(0, ((A, "bytes"), (A, "bytes")))),
        (Size(1, ((None, "bytes"),)), Size(2, ((None, "bytes"),))),
    ],
)
def test_lengths_that_may_be_equal(declared: Size, sent: Size) -> None:
    assert mismatch(declared, sent) is None
    assert not reports("FC305", completed(declared, sent))


def test_what_is_not_known_is_not_compared() -> None:
    assert not reports("FC305", completed(None, Size(5)))
    assert not reports("FC305", completed(Size(5), None))
    assert not reports("FC305", completed(Size(5), Size(6), headers=None))


def test_zero_is_declared_for_a_body_of_unknown_length_that_is_not_empty() -> None:
    report = the_report("FC305", completed(Size(0), None, nonempty=True))
    assert report.message == "Content-Length declares 0 bytes, the body is not empty"
    assert not reports("FC305", completed(Size(0), None))


def test_a_head_request_gets_the_length_without_the_body() -> None:
    assert not reports("FC305", completed(Size(5), Size(0), method=of("HEAD")))
    assert reports("FC305", completed(Size(5), Size(0), method=of("HEAD", "GET")))
    assert reports("FC305", completed(Size(5), Size(0), method=of(Str(nonempty=True))))


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "101 Switching"])
def test_a_status_without_a_body_has_none(status: str) -> None:
    assert not reports("FC305", completed(Size(5), Size(0), status=of(status), nonempty=False))
    assert not reports("FC305", completed(None, None, status=of(status)))
    report = the_report("FC305", completed(None, Size(5), status=of(status), nonempty=True))
    assert report.message == "a body with a status that has none"
    assert loudness(report) == MILD
    either = completed(None, Size(5), status=of(status, "200 OK"), nonempty=True)
    assert not reports("FC305", either)


@pytest.mark.parametrize("length", ["abc", "", "-1", "5.0", "0x5", "5 bytes", "٥"])
def test_what_is_no_number_is_reported(length: str) -> None:
    event = completed(None, None, headers=sequence(pair("content-length", length)))
    assert the_report("FC305", event).message == f"Content-Length {length!r} is no number of bytes"


@pytest.mark.parametrize("length", ["0", "5", " 5 ", "007", 5, Str(), of("5", "abc")])
def test_what_may_be_a_number_is_not(length: Any) -> None:
    event = completed(None, None, headers=sequence(pair("Content-Length", length)))
    assert not reports("FC305", event)


@pytest.mark.parametrize("second", ["5", "6", Str()])
def test_two_lengths_are_one_too_many(second: Any) -> None:
    lengths = sequence(pair("Content-Length", "5"), pair("content-length", second))
    event = completed(None, Size(5), headers=lengths)
    assert the_report("FC305", event).message == "Content-Length is there twice"


# FC501


def headers_of(*values: Any) -> Value:
    return sequence(*(pair("X", value) for value in values))


def test_the_limit_itself_is_let_through() -> None:
    assert RESPONSE_HEADERS.maximum == 8192
    assert not reports("FC501", with_headers(headers_of("y" * 8191)))
    report = the_report("FC501", with_headers(headers_of("y" * 8192)))
    assert "at least 8193 bytes" in report.message
    assert loudness(report) == {"fc2": "error"}


@pytest.mark.parametrize(
    ("value", "least"),
    [
        ("abc", 4),
        ("é", 3),
        (Str(("ab", None, "c")), 4),
        (Str(nonempty=True), 2),
        (Str(), 1),
        (of("a", "abcdef"), 2),
        (Unknown(), 1),
        (None, 1),
    ],
)
def test_what_is_known_of_a_header_counts(value: Any, least: int) -> None:
    (shape,) = headers_of(value).shapes
    assert least_header_size(shape) == least


def test_headers_that_are_not_listed_count_nothing() -> None:
    unlisted = Sequence("list", None, pair("X", "y" * 9000))
    assert least_header_size(unlisted) == 0
    assert not reports("FC501", with_headers(UNKNOWN))


def test_one_alternative_is_enough() -> None:
    (large,), (small,) = headers_of("y" * 9000).shapes, headers_of("y").shapes
    assert len(reports("FC501", with_headers(Value((small, large))))) == 1


def test_a_dry_run_tells_the_size() -> None:
    event = happens(events.ResponseRefused, size=9000, maximum=8192)
    assert "the headers are 9000 bytes, over the 8192" in the_report("FC501", event).message
