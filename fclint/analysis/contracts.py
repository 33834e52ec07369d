"""Contracts: what a function that looks like a handler owes, to a server or to other code.

Servers and middleware have methods that take environ and start_response, too. What such a method
gives back is for whoever calls it, by a contract of its own, and no body. Where it isn't seen who
calls it, its results tell.
"""

from __future__ import annotations

from collections.abc import Collection

import libcst as cst

from fclint.analysis.functions import FunctionInfo
from fclint.analysis.recording import Recorder
from fclint.analysis.syntax import dotted_name, walk
from fclint.events import BodyReturned, ChunkProduced, Event
from fclint.finding import Place
from fclint.values import (
    Bool,
    Environ,
    Float,
    Int,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Value,
)


def serves_its_caller(recorder: Recorder, *, is_method: bool) -> bool:
    """Whether what was run is no handler, judged by what it gives back on all of its paths:

    - environ or start_response themselves: it takes arguments apart;
    - None where it has answered, something else where it hasn't: the result says whether it has;
    - nothing at all, after it has iterated over another application's answer: a method that does
      so is a server's. Functions in functions are middleware, where that is a mistake. What is seen
      to give nothing back, but not on all of its paths, may be any of these.
    """
    results = _results(recorder)
    if not results:
        return False
    if all(_holds_request(value) for value, _ in results):
        return True
    silent = [started for value, started in results if value.must_be(NoneShape)]
    if len(silent) == len(results):
        is_server = recorder.reads_answers and not recorder.started
        return is_method and (is_server or not recorder.written.complete)
    telling = [started for value, started in results if not value.must_be(NoneShape)]
    return set(silent) == {True} and set(telling) == {False}


def overridden_by(root: FunctionInfo, recorder: Recorder) -> set[FunctionInfo]:
    """The methods of the same name that the method ``root`` calls, to work on with their results:
    those that it overrides."""
    if "." not in root.qualified:
        return set()
    return {info for info in recorder.written.called if info.name == root.name} - {root}


def calls_overridden(info: FunctionInfo) -> bool:
    """Whether a method's code calls the one that it overrides: ``super().name(...)`` or
    ``Base.name(self, ...)``."""
    own = info.params[0].name if info.params else ""
    return any(
        isinstance(node, cst.Call)
        and isinstance(node.func, cst.Attribute)
        and node.func.attr.value == info.name
        and (_is_super(node.func.value) or _is_handed(node, node.func.value, own))
        for node in walk(info.body)
    )


def _is_super(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and dotted_name(node.func) == "super"


def _is_handed(call: cst.Call, owner: cst.BaseExpression, own: str) -> bool:
    """Whether a method of the class ``owner`` is handed the object ``own``."""
    base = dotted_name(owner)
    if base is None or base.partition(".")[0] == own or not call.args:
        return False
    return dotted_name(call.args[0].value) == own


def without_parts(
    happened: tuple[Event, ...], overridden: Collection[FunctionInfo]
) -> tuple[Event, ...]:
    """The events without the results of ``overridden`` methods that hold numbers or None: they are
    made for the overriding one, which makes a body of them. What that passes on as it is, is told
    where it is called."""
    returns = {
        _start(info.site(node).place) for info in overridden for node in info.returned.values()
    }
    private = {
        _start(event.place)
        for event in happened
        if isinstance(event, BodyReturned)
        and _are_parts(event.value)
        and _start(event.place) in returns
    }
    return tuple(
        event
        for event in happened
        if not (isinstance(event, (BodyReturned, ChunkProduced)) and _start(event.place) in private)
    )


def _start(place: Place) -> tuple[str, int]:
    return place.span.filename, place.span.start


def _are_parts(value: Value) -> bool:
    """Whether it is a tuple of which some items are no text and no bytes."""
    return bool(value.shapes) and all(
        isinstance(shape, Sequence)
        and shape.kind == "tuple"
        and any(item.must_be(Int, Float, Bool, NoneShape) for item in shape.items or ())
        for shape in value.shapes
    )


def _results(recorder: Recorder) -> list[tuple[Value, bool | None]]:
    """What is given back, each with whether start_response has been called by then."""
    started: dict[object, set[bool | None]] = {}
    for each in recorder.exits.values():
        started.setdefault(each.site.place, set()).add(each.started)
    return [
        (event.value, was)
        for event in recorder.found.values()
        if isinstance(event, BodyReturned)
        for was in sorted(started.get(event.place, {None}), key=str)
    ]


def _holds_request(value: Value) -> bool:
    return bool(value.shapes) and all(map(_is_request, value.shapes))


def _is_request(shape: Shape) -> bool:
    match shape:
        case Environ() | StartResponse():
            return True
        case Sequence(items=tuple() as items):
            return any(_holds_request(item) for item in items)
    return False
