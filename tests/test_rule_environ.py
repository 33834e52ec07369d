"""FC401, and what holds for all rules on hand-made events."""

from __future__ import annotations

import pytest

from fclint import events
from fclint.events import KeyMissing
from fclint.values import (
    Unknown,
)
from rule_events import (
    PLACE,
    RULES,
    UNKNOWN,
    call,
    completed,
    escaped,
    happens,
    reports,
    returned,
    the_report,
)

# FC401: environ


@pytest.mark.parametrize(
    ("key", "target", "severity", "words"),
    [
        ("HTTP_X_TOKEN", "fc2", "error", "may raise KeyError: the header is optional"),
        ("app.user", "fc2", "error", "may raise KeyError: the key may be absent"),
        ("QUERY_STRING", "fc2", "warning", "no documentation promises that Function Compute"),
        ("QUERY_STRING", "wsgi", "error", "may raise KeyError: the key may be absent"),
        ("CONTENT_LENGTH", "fc2", "warning", "no documentation promises"),
        ("REQUEST_URI", "fc2", "error", "raises KeyError: Function Compute never sets it"),
        ("fc.context", "wsgi", "error", "may raise KeyError"),
        ("REQUEST_METHOD", "fc2", None, ""),
        ("fc.context", "fc2", None, ""),
        ("FC_REGION", "fc2", None, ""),
        ("wsgi.input", "wsgi", None, ""),
    ],
)
def test_keys_that_may_be_absent(key: str, target: str, severity: str | None, words: str) -> None:
    event = escaped(KeyMissing(key), target)
    if severity is None:
        assert not reports("FC401", event)
    else:
        report = the_report("FC401", event)
        assert report.message.startswith(f"environ[{key!r}] ")
        assert words in report.message
        assert report.severity[target].label == severity


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("[]", "environ['HTTP_A'] may"),
        ("pop", "environ.pop('HTTP_A') may"),
        ("del", "del environ['HTTP_A'] may"),
        ("popitem", "environ.popitem() may"),
    ],
)
def test_every_operation_is_shown_as_it_is_written(operation: str, words: str) -> None:
    report = the_report("FC401", escaped(KeyMissing("HTTP_A", operation)))
    assert report.message.startswith(words)


def test_other_exceptions_are_no_lookup() -> None:
    assert not reports("FC401", escaped(None))


# All rules


def test_a_report_keeps_what_the_event_points_at() -> None:
    event = returned("hello")
    report = the_report("FC301", event)
    assert report.place is PLACE
    assert report.related == event.related


def test_no_rule_says_anything_of_what_is_not_known() -> None:
    quiet = [
        call(UNKNOWN, UNKNOWN, UNKNOWN, calls_before=1, chunk_before=True),
        call(complete=False, calls_before=1, chunk_before=False),
        returned(Unknown()),
        happens(events.ChunkProduced, value=UNKNOWN, container="list"),
        happens(events.GeneratorReturned, value=UNKNOWN),
        happens(events.RunEnded, started=None, ever_started=None),
        completed(UNKNOWN, UNKNOWN, None),
    ]
    told = [(code, event) for code in RULES for event in quiet if reports(code, event)]
    assert told == []


def test_an_exception_that_nothing_explains_is_unhandled() -> None:
    assert [code for code in RULES if reports(code, escaped(None))] == ["FC901"]
