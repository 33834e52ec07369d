"""Hand-made events and values, and what the rules say of them."""

from __future__ import annotations

from typing import Any

from fclint import events
from fclint.events import Handler, KeyMissing
from fclint.finding import Span, Step
from fclint.registry import load_rules
from fclint.rule import Report
from fclint.values import (
    Bytes,
    Int,
    NoneShape,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

RULES = {rule.code: rule for rule in load_rules()}
DEFINITION = Span("index.py", 1, 5, 1, 12)
PLACE = Span("index.py", 7, 5, 7, 20)
UNKNOWN = Value((Unknown(),))
BOTH = {"fc2": "error", "wsgi": "error"}
MILD = {"fc2": "warning", "wsgi": "error"}
WARN = {"fc2": "warning", "wsgi": "warning"}


class NoDecisions:
    length = 0

    def steps(self) -> tuple[Step, ...]:
        return ()


def happens(kind: type[events.Event], /, *, target: str = "fc2", **facts: Any) -> events.Event:
    handler = Handler("handler", DEFINITION, target)
    return kind(handler=handler, place=PLACE, trace=NoDecisions(), **facts)


def reports(code: str, event: events.Event) -> list[Report]:
    return list(RULES[code].judge(event))


def the_report(code: str, event: events.Event) -> Report:
    (report,) = reports(code, event)
    assert "\n" not in report.message
    assert not report.message.endswith(".")
    return report


def loudness(report: Report) -> dict[str, str]:
    return {target: severity.label for target, severity in report.severity.items()}


def of(*shapes: Shape | str | bytes | int | None) -> Value:
    """The value that has one of ``shapes``; constants stand for their shapes."""
    return Value(tuple(_shape(shape) for shape in shapes))


def _shape(constant: Shape | str | bytes | int | None) -> Shape:
    match constant:
        case None:
            return NoneShape()
        case str():
            return Str((constant,))
        case bytes():
            return Bytes((constant,))
        case int():
            return Int(constant)
    return constant


def pair(name: Any, value: Any, kind: str = "tuple") -> Value:
    parts = (part if isinstance(part, Value) else of(part) for part in (name, value))
    return of(Sequence(kind, tuple(parts), None))


def sequence(*items: Value, kind: str = "list") -> Value:
    return of(Sequence(kind, items, None))


TEXT = pair("Content-Type", "text/plain")


def call(*positional: Any, target: str = "fc2", **facts: Any) -> events.Event:
    """A call of start_response."""
    values = tuple(value if isinstance(value, Value) else of(value) for value in positional)
    return happens(events.StartResponseCalled, target=target, positional=values, **facts)


def with_headers(headers: Value, target: str = "fc2") -> events.Event:
    return call("200 OK", headers, target=target)


def with_status(*alternatives: Any) -> events.Event:
    return call(of(*alternatives), sequence(TEXT))


def returned(*alternatives: Any, implicit: bool = False) -> events.Event:
    return happens(events.BodyReturned, value=of(*alternatives), implicit=implicit)


def completed(status: Value | None, headers: Value | None, nonempty: bool | None) -> events.Event:
    return happens(
        events.ResponseCompleted, status=status, headers=headers, body=UNKNOWN, nonempty=nonempty
    )


def escaped(cause: KeyMissing | None, target: str = "fc2") -> events.Event:
    return happens(events.ExceptionEscaped, exception="KeyError", cause=cause, target=target)
