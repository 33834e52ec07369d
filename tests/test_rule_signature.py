"""FC101 to FC104: how handlers are declared, judged on hand-made events."""

from __future__ import annotations

import pytest

from fclint import events
from fclint.events import Parameter, Signature
from fclint.finding import Severity
from rule_events import BOTH, happens, loudness, reports, the_report

# FC1: the signature


def entered(*parameters: tuple[str, str, bool], form: str = "def") -> events.Event:
    signature = Signature(form, tuple(Parameter(*parameter) for parameter in parameters))
    return happens(events.HandlerEntered, signature=signature)


def plain(*names: str) -> list[tuple[str, str, bool]]:
    return [(name, "POSITIONAL_OR_KEYWORD", True) for name in names]


ARGS = ("args", "VAR_POSITIONAL", False)
KWARGS = ("kwargs", "VAR_KEYWORD", False)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ([], "takes no argument"),
        (plain("environ"), "takes one argument"),
        ([*plain("environ"), KWARGS], "takes one argument"),
        (plain("environ", "start_response", "context"), "requires 3 positional arguments"),
        (
            [*plain("environ", "start_response"), ("charset", "KEYWORD_ONLY", True)],
            "requires the keyword argument 'charset'",
        ),
        ([ARGS, ("charset", "KEYWORD_ONLY", True)], "requires the keyword argument 'charset'"),
    ],
)
def test_a_handler_that_two_arguments_do_not_fit(
    parameters: list[tuple[str, str, bool]], words: str
) -> None:
    report = the_report("FC101", entered(*parameters))
    assert report.message == f"handler {words}, the server passes two"
    assert not reports("FC104", entered(*parameters))


@pytest.mark.parametrize(
    "parameters",
    [
        plain("environ", "start_response"),
        plain("event", "context"),
        [ARGS],
        [*plain("environ"), ARGS, KWARGS],
        [*plain("environ", "start_response"), ("debug", "POSITIONAL_OR_KEYWORD", False)],
        [*plain("environ", "start_response"), ("debug", "KEYWORD_ONLY", False)],
        [("environ", "POSITIONAL_ONLY", True), ("start_response", "POSITIONAL_ONLY", False)],
    ],
)
def test_a_handler_that_two_arguments_fit(parameters: list[tuple[str, str, bool]]) -> None:
    assert not reports("FC101", entered(*parameters))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("async def", "a coroutine"),
        ("async generator", "an async generator"),
        ("def", None),
        ("lambda", None),
        ("class", None),
    ],
)
def test_async_handlers(form: str, words: str | None) -> None:
    event = entered(*plain("environ", "start_response"), form=form)
    if words is None:
        assert not reports("FC102", event)
    else:
        assert f"gives {words}," in the_report("FC102", event).message


def test_swapped_parameters_are_told_by_both_names() -> None:
    swapped = entered(*plain("start_response", "environ"))
    assert loudness(the_report("FC103", swapped)) == BOTH
    assert not reports("FC104", swapped)
    assert not reports("FC103", entered(*plain("start_response", "env")))
    assert not reports("FC103", entered(*plain("environ", "start_response")))


def test_other_names_are_a_matter_of_style() -> None:
    report = the_report("FC104", entered(*plain("event", "context")))
    assert report.message == "parameter 'event' is usually named 'environ'"
    assert report.severity["fc2"] is Severity.INFO
    report = the_report("FC104", entered(*plain("environ", "reply")))
    assert report.message == "parameter 'reply' is usually named 'start_response'"
    assert not reports("FC104", entered(*plain("environ", "start_response")))
    assert not reports("FC104", entered(ARGS))
