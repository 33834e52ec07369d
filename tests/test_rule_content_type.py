"""FC210: Content-Type and bodies belong together."""

from __future__ import annotations

import pytest

from fclint.values import (
    Mapping,
    Sequence,
    Str,
    Value,
)
from rule_events import TEXT, UNKNOWN, WARN, completed, loudness, of, pair, reports, sequence

# FC210: Content-Type


OTHER = pair("Cache-Control", "no-store")


@pytest.mark.parametrize(
    ("status", "headers", "nonempty", "told"),
    [
        (of("200 OK"), sequence(), True, True),
        (of("200 OK"), of(Sequence("list", None, None)), True, True),
        (of("200 OK"), sequence(OTHER), True, True),
        (UNKNOWN, sequence(OTHER), True, True),
        (of("200 OK"), sequence(OTHER), None, False),
        (of("302 Found"), sequence(OTHER), False, False),
        (of("204 No Content"), sequence(OTHER), True, False),
        (of("200 OK"), sequence(OTHER, TEXT), True, False),
        (of("200 OK"), sequence(pair("CONTENT-TYPE", UNKNOWN)), True, False),
        (of("200 OK"), sequence(UNKNOWN), True, False),
        (of("200 OK"), sequence(pair(UNKNOWN, "x")), True, False),
        (of("200 OK"), of(Sequence("list", None, OTHER)), True, False),
        (of("200 OK"), of(Mapping("dict", (), None, None)), True, False),
        (of("200 OK"), UNKNOWN, True, False),
        (of("200 OK"), None, True, False),
        (None, sequence(OTHER), True, False),
    ],
)
def test_a_body_needs_a_content_type(
    status: Value | None, headers: Value | None, nonempty: bool | None, told: bool
) -> None:
    found = reports("FC210", completed(status, headers, nonempty))
    assert [loudness(report) for report in found] == [WARN] * told
    assert all("no Content-Type" in report.message for report in found)


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (of("204 No Content"), sequence(TEXT), True),
        (of("304 Not Modified"), sequence(pair("content-type", UNKNOWN)), True),
        (of(Str(("204 ", None))), sequence(TEXT), True),
        (of("204 No Content"), of(Sequence("list", None, TEXT)), True),
        (of("204 No Content", "200 OK"), sequence(TEXT), True),
        (of("204 No Content", "200 OK"), of(Sequence("list", None, TEXT)), False),
        (of("204 No Content"), sequence(OTHER), False),
        (of("204 No Content"), sequence(UNKNOWN), False),
        (of(Str(("204", None))), sequence(TEXT), False),
        (of("200 OK"), sequence(TEXT), False),
        (UNKNOWN, sequence(TEXT), False),
    ],
)
def test_no_body_needs_no_content_type(status: Value, headers: Value, told: bool) -> None:
    found = reports("FC210", completed(status, headers, False))
    assert [report.message for report in found] == [
        "a Content-Type with a status that has no body"
    ] * told


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (sequence(TEXT, pair("CONTENT-TYPE", "text/html")), True),
        (sequence(OTHER, TEXT, TEXT), True),
        (of(*sequence(TEXT, TEXT).shapes, *sequence(TEXT).shapes), False),
        (sequence(TEXT, OTHER, OTHER), False),
        (sequence(TEXT, pair(of("Content-Type", "Vary"), "x")), False),
        (sequence(TEXT, UNKNOWN), False),
        (of(Sequence("list", None, TEXT)), False),
    ],
)
def test_one_content_type_is_enough(headers: Value, told: bool) -> None:
    found = reports("FC210", completed(of("200 OK"), headers, True))
    assert [report.message for report in found] == ["Content-Type is there twice"] * told
