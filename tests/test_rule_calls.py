"""FC201 to FC205: whether, when and with which arguments start_response is called."""

from __future__ import annotations

from typing import Any

import pytest

from fclint import events
from fclint.values import (
    Bool,
    Instance,
    Sequence,
    Unknown,
    Value,
)
from rule_events import (
    BOTH,
    DEFINITION,
    MILD,
    PLACE,
    RULES,
    TEXT,
    UNKNOWN,
    call,
    happens,
    loudness,
    of,
    reports,
    sequence,
    the_report,
)

# FC201, FC202: the ends of the paths


@pytest.mark.parametrize(
    ("started", "ever_started", "code"),
    [
        (False, False, "FC201"),
        (False, True, "FC202"),
        (False, None, None),
        (None, None, None),
        (None, True, None),
        (True, True, None),
    ],
)
def test_exits_without_start_response(
    started: bool | None, ever_started: bool | None, code: str | None
) -> None:
    event = happens(events.RunEnded, started=started, ever_started=ever_started)
    assert [each for each in ("FC201", "FC202") if reports(each, event)] == ([code] if code else [])


def test_never_called_is_told_at_the_definition_and_missing_at_the_exit() -> None:
    never = happens(events.RunEnded, started=False, ever_started=False)
    missing = happens(events.RunEnded, started=False, ever_started=True)
    assert the_report("FC201", never).place is DEFINITION
    assert the_report("FC202", missing).place is PLACE


# FC203, FC204: calls at the wrong time


@pytest.mark.parametrize(
    ("exc_info", "told"),
    [
        ((), True),
        ((None,), True),
        ((Sequence("tuple", None, UNKNOWN),), False),
        ((UNKNOWN,), False),
        ((of(None, Unknown()),), False),
    ],
)
def test_calls_again_and_late_calls_need_exc_info(exc_info: tuple[Any, ...], told: bool) -> None:
    again = call("500 Oops", sequence(TEXT), *exc_info, calls_before=1)
    late = call("500 Oops", sequence(TEXT), *exc_info, chunk_before=True)
    assert [loudness(report) for report in reports("FC203", again)] == [MILD] * told
    assert [loudness(report) for report in reports("FC204", late)] == [MILD] * told
    assert not reports("FC203", late)
    assert not reports("FC204", again)


def test_exc_info_may_be_a_keyword_or_hidden_in_star_arguments() -> None:
    keyword = (("exc_info", of(Sequence("tuple", None, UNKNOWN))),)
    assert not reports("FC203", call("500 Oops", sequence(), keywords=keyword, calls_before=1))
    assert not reports("FC203", call(complete=False, calls_before=1))


def test_a_first_call_before_the_body_is_fine() -> None:
    first = call("200 OK", sequence(TEXT))
    assert not reports("FC203", first)
    assert not reports("FC204", first)


# FC205: the arguments


def keywords(*names: str) -> tuple[tuple[str, Value], ...]:
    return tuple((name, UNKNOWN) for name in names)


@pytest.mark.parametrize(
    ("positional", "names", "words"),
    [
        (0, (), "without status and headers"),
        (1, (), "without headers"),
        (0, ("headers",), "without status"),
        (4, (), "with 4 positional arguments, it takes three"),
        (1, ("response_headers",), "no parameter 'response_headers': it is 'headers'"),
        (2, ("charset",), "no parameter 'charset'"),
        (2, ("status",), "gets 'status' twice"),
        (2, ("headers",), "gets 'headers' twice"),
        (3, ("exc_info",), "gets 'exc_info' twice"),
    ],
)
def test_arguments_that_raise(positional: int, names: tuple[str, ...], words: str) -> None:
    report = the_report("FC205", call(*[UNKNOWN] * positional, keywords=keywords(*names)))
    assert words in report.message
    assert loudness(report) == BOTH


@pytest.mark.parametrize(("positional", "names"), [(1, ("headers",)), (0, ("status", "headers"))])
def test_keywords_that_function_compute_knows(positional: int, names: tuple[str, ...]) -> None:
    report = the_report("FC205", call(*[UNKNOWN] * positional, keywords=keywords(*names)))
    told = ("keyword " if len(names) == 1 else "keywords ") + " and ".join(names)
    assert report.message == f"start_response is called with the {told}"
    assert loudness(report) == MILD
    assert report.consequence != RULES["FC205"].consequence


@pytest.mark.parametrize(("positional", "names"), [(2, ()), (3, ()), (2, ("exc_info",))])
def test_arguments_that_fit(positional: int, names: tuple[str, ...]) -> None:
    assert not reports("FC205", call(*[UNKNOWN] * positional, keywords=keywords(*names)))


def test_star_arguments_may_hold_what_is_missing_but_not_take_away() -> None:
    assert not reports("FC205", call(UNKNOWN, complete=False))
    assert reports("FC205", call(*[UNKNOWN] * 4, complete=False))


TRIPLE = sequence(UNKNOWN, UNKNOWN, UNKNOWN, kind="tuple")


@pytest.mark.parametrize(
    ("exc_info", "words"),
    [
        (of("boom"), "is str 'boom'"),
        (of(Bool(True)), "is True"),
        (sequence(UNKNOWN, UNKNOWN, UNKNOWN), "is list"),
        (sequence(UNKNOWN, UNKNOWN, kind="tuple"), "is a tuple of length 2"),
        (of(Instance("ValueError", iterable=False)), "is ValueError"),
        (of(None, Instance("ValueError", iterable=False)), "may be ValueError"),
    ],
)
def test_exc_info_that_is_no_triple(exc_info: Value, words: str) -> None:
    report = the_report("FC205", call("200 OK", sequence(TEXT), exc_info))
    assert report.message == f"exc_info {words}, not sys.exc_info()"
    assert loudness(report) == MILD
    by_keyword = call("200 OK", sequence(TEXT), keywords=(("exc_info", exc_info),))
    assert the_report("FC205", by_keyword).message == report.message


@pytest.mark.parametrize(
    "exc_info", [of(None), UNKNOWN, TRIPLE, of(Instance("acme.Info")), of(None, *TRIPLE.shapes)]
)
def test_exc_info_that_may_be_a_triple(exc_info: Value) -> None:
    assert not reports("FC205", call("200 OK", sequence(TEXT), exc_info))
