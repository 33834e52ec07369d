"""Recording: what happens during a run becomes events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint import events
from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import EnvironObject
from fclint.analysis.domain.shapes import BYTES, Address, Ref, WriteCallable
from fclint.analysis.domain.snapshot import snapshot
from fclint.analysis.domain.state import Start, State
from fclint.analysis.domain.traces import DecisionTrace
from fclint.analysis.environs.environ import loosen, may_be_variable
from fclint.analysis.functions import Frame, FunctionInfo, Site
from fclint.analysis.requests.sizes import added, declared, in_bytes
from fclint.analysis.written import Written, key_expression
from fclint.finding import Trace
from fclint.protocol.calls import HANDLER_SIGNATURE
from fclint.values import (
    Bytes,
    IteratorShape,
    Sequence,
    StartResponse,
    Str,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_MOST_WAYS = 8


def _length(trace: DecisionTrace) -> int:
    return trace.length


@dataclass(slots=True)
class _Exit:
    """An exit of a handler, as the paths that reached it left it."""

    unit: FunctionInfo | None
    site: Site
    started: bool | None
    trace: DecisionTrace
    relayed: bool = False


@dataclass(slots=True)
class Recorder:
    """The events of one handler's run, each once, with its shortest trace."""

    handler: events.Handler
    found: dict[object, events.Event] = field(default_factory=dict)
    exits: dict[object, _Exit] = field(default_factory=dict)
    reached: dict[FunctionInfo, None] = field(default_factory=dict)
    started: set[FunctionInfo | None] = field(default_factory=set)
    escaped: set[FunctionInfo | None] = field(default_factory=set)
    units: dict[FunctionInfo | None, Site] = field(default_factory=dict)
    ways: dict[object, list[DecisionTrace]] | None = None
    """Several traces to each event, where these are asked for."""
    keys: set[str] = field(default_factory=set)
    written: Written = field(default_factory=Written)
    statuses: int = 0
    """How often start_response was called with something like a status."""
    inspected: bool = False
    """The code asks of what kind the request's objects are."""
    event_like: bool = False
    """The code uses the request's objects as an event handler does."""
    reads_answers: bool = False
    """The code iterates over what isn't known, after unknown code got start_response."""

    def add(self, key: object, event: events.Event) -> None:
        """Keeps an event unless the same is known with a trace as short."""
        known = self.found.get(key)
        if known is None or event.trace.length < known.trace.length:
            self.found[key] = event
        self._keep_way(key, event.trace)

    def _keep_way(self, key: object, trace: Trace) -> None:
        """Where ways are asked for: one more that leads to an event."""
        if self.ways is None or not isinstance(trace, DecisionTrace):
            return
        known = self.ways.setdefault(key, [])
        if len(known) < _MOST_WAYS:
            known.append(trace)
        elif trace.length < known[-1].length:
            known[-1] = trace
        known.sort(key=_length)

    def _with_ways(self, key: object, trace: Trace) -> Trace:
        """A trace with the other ways to its event."""
        if self.ways is None or not isinstance(trace, DecisionTrace):
            return trace
        return replace(trace, others=tuple(each for each in self.ways[key] if each is not trace))

    def exit(
        self,
        unit: FunctionInfo | None,
        site: Site,
        started: bool | None,
        trace: DecisionTrace,
        *,
        relayed: bool = False,
    ) -> None:
        """Keeps an exit unless the same is known with a trace as short.

        ``relayed``: the path depends on messages, so that another path may be the real one.
        """
        key = (unit, site.node, started, relayed)
        known = self.exits.get(key)
        if known is None or trace.length < known.trace.length:
            self.exits[key] = _Exit(unit, site, started, trace, relayed)
        self._keep_way(key, trace)

    def events(self) -> Iterator[events.Event]:
        """Everything that was recorded, the ends of the paths last."""
        for key, event in self.found.items():
            if self.ways is not None:
                event = replace(event, trace=self._with_ways(key, event.trace))
            yield self.written.with_expression(key, event)
        for key, each in self.exits.items():
            handler = self.handler
            if each.unit in self.units:
                handler = replace(handler, place=self.units[each.unit].place)
            ever = each.unit in self.started or each.unit in self.escaped
            yield events.RunEnded(
                handler=handler,
                place=each.site.place,
                trace=self._with_ways(key, each.trace),
                started=None if each.relayed and ever and not each.started else each.started,
                ever_started=ever,
            )


# --- what the interpreter reports while it runs


def start_response_called(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """start_response is called: an event, and one step of the protocol."""
    protocol = state.protocol
    site = interp.site(node)
    positional = tuple(snapshot(interp, state, each) for each in arguments.positional)
    keywords = tuple((name, snapshot(interp, state, value)) for name, value in arguments.keywords)
    recorder = interp.recorder
    event = None
    if recorder is not None:
        _mark(interp, recorder.started)
        event = events.StartResponseCalled(
            handler=recorder.handler,
            place=site.place,
            trace=DecisionTrace.of(state, _headers(arguments)),
            positional=positional,
            keywords=keywords,
            complete=arguments.complete,
            source=recorder.written.source(site, arguments),
            calls_before=0 if protocol.relayed else protocol.calls,
            chunk_before=protocol.chunk and not protocol.relayed,
        )
        key = ("start", node, positional, keywords, protocol.calls, protocol.chunk)
        recorder.add(key, event)
        if event.status is not None and _may_be_status(event.status):
            recorder.statuses += 1
    if arguments.complete and _is_refused(arguments):
        interp.throw(state, node, "builtins.TypeError")
        return []
    status, headers = (event.status, event.headers) if event is not None else (None, None)
    if _is_supposed_empty(state, headers, node):
        headers = None
    state.protocol = replace(
        protocol,
        calls=min(2, protocol.calls + 1),
        start=Start(site, status, headers, declared(state, _headers(arguments))),
    )
    return [(state, Value((WriteCallable(),)))]


def _is_supposed_empty(state: State, headers: Value | None, node: cst.CSTNode) -> bool:
    """Whether there are no headers because a loop over what isn't known has not added any: over
    what another server has answered, as a rule, which is never without."""
    if headers is None or not headers.must_be(Sequence):
        return False
    sequences = [shape for shape in headers.shapes if isinstance(shape, Sequence)]
    if any(shape.items or shape.item is not None for shape in sequences):
        return False
    given = [each.value for each in node.args] if isinstance(node, cst.Call) else []
    if any(isinstance(each, cst.List) for each in given):
        return False
    return DecisionTrace.of(state).has("empty", "items")


def _headers(arguments: Arguments) -> Value | None:
    return arguments.get(1, "headers") or arguments.get(1, "response_headers")


def _may_be_status(value: Value) -> bool:
    for shape in value.shapes:
        if isinstance(shape, Str):
            first = shape.pieces[0]
            if first is not None and first[:3].isdigit():
                return True
    return False


def _is_refused(arguments: Arguments) -> bool:
    """Whether the call raises TypeError: the runtime takes status, headers and exc_info."""
    names = ("status", "headers", "exc_info")
    given = [names[index] for index in range(min(3, len(arguments.positional)))]
    given += [name for name, _ in arguments.keywords]
    return (
        len(arguments.positional) > 3
        or len(set(given)) < len(given)
        or not {"status", "headers"} <= set(given)
        or not set(given) <= set(names)
    )


def key_read(
    interp: Interpreter,
    state: State,
    address: Address,
    key: str,
    node: cst.CSTNode,
    operation: str,
) -> None:
    """A key of environ is asked for."""
    recorder = interp.recorder
    if recorder is None:
        return
    recorder.keys.add(key)
    thing = state.heap.get(address)
    assert isinstance(thing, EnvironObject)
    present = key in thing.values or thing.loose or key in interp.conditions.environment
    present = present or may_be_variable(interp.target, thing, key)
    tested = key in thing.present
    found = ("key", node, key, present, tested)
    known = recorder.found.get(found)
    if known is not None and state.witness is not None and known.trace.length == 0:
        return
    event = events.KeyRead(
        handler=recorder.handler,
        place=interp.site(node).place,
        trace=DecisionTrace.of(state),
        key=key,
        operation=operation,
        present=present,
        tested=tested,
        expression=key_expression(interp.site(node), key),
    )
    recorder.add(found, event)


def write_called(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """The legacy write() is called."""
    from fclint.analysis.domain.shapes import NONE

    site = interp.site(node)
    given = arguments.get(0)
    value = snapshot(interp, state, given) if given is not None else None
    recorder = interp.recorder
    if recorder is not None:
        event = events.WriteCalled(
            handler=recorder.handler,
            place=site.place,
            trace=DecisionTrace.of(state),
            value=value,
        )
        recorder.add(("write", node, value), event)
    nonempty = value is not None and all(
        isinstance(shape, (Str, Bytes)) and shape.least_length for shape in value.shapes
    )
    body_bytes = True if nonempty or state.protocol.body_bytes else None
    sent = added(state.protocol.sent, in_bytes(state, given) if given is not None else None)
    state.protocol = replace(state.protocol, body_bytes=body_bytes, sent=sent)
    return [(state, NONE)]


def foreign_application_called(
    interp: Interpreter, state: State, environ: Value, node: cst.CSTNode
) -> list[Outcome]:
    """A framework's application answers: it calls start_response once, and its body is bytes."""
    recorder = interp.recorder
    if recorder is not None:
        _mark(interp, recorder.started)
        recorder.keys.add("wsgi.input")
        recorder.statuses += 1
    for shape in environ.shapes:
        if isinstance(shape, Ref):
            loosen(state, shape.address)
    interp.may_throw(state, node)
    calls = min(2, state.protocol.calls + 1)
    state.protocol = replace(state.protocol, calls=calls, start=None)
    return [(state, Value((IteratorShape("iterator", BYTES),)))]


def _mark(interp: Interpreter, units: set[FunctionInfo | None]) -> None:
    """Notes something about every handler that is under way, from the innermost outwards."""
    frame: Frame | None = interp.frame
    while frame is not None:
        if frame.is_handler:
            units.add(frame.unit if frame.unit is not None else frame.info)
        frame = frame.caller


def escape_noted(interp: Interpreter) -> None:
    """Unknown code got start_response."""
    if interp.recorder is not None:
        _mark(interp, interp.recorder.escaped)


_ASKS_KIND = frozenset(
    f"builtins.{name}" for name in ("isinstance", "callable", "hasattr", "type", "getattr")
)


def request_used(recorder: Recorder, qualified: str, state: State, value: Value) -> None:
    """Something that tells WSGI and event handlers apart: ``qualified`` is a library function, or
    empty for an attribute."""
    is_context = value.may_be(StartResponse)
    is_request = is_context or any(
        isinstance(shape, Ref) and isinstance(state.heap.get(shape.address), EnvironObject)
        for shape in value.shapes
    )
    if qualified in _ASKS_KIND:
        recorder.inspected |= is_request
    else:
        recorder.event_like |= is_context if not qualified else is_request


def delegated(interp: Interpreter, info: FunctionInfo) -> None:
    """``info`` is the handler from here on."""
    recorder = interp.recorder
    if recorder is not None:
        recorder.units.setdefault(info, info.site())
        if info.is_async:
            recorder.add(("entered", info), _entered(recorder.handler, info))


def _entered(handler: events.Handler, info: FunctionInfo) -> events.HandlerEntered:
    """``info`` is called with the two arguments of a handler, and runs as one."""
    place = info.site().place
    return events.HandlerEntered(
        handler=replace(handler, name=info.qualified, place=place),
        place=place,
        trace=DecisionTrace(None),
        signature=events.Signature(info.form, HANDLER_SIGNATURE),
    )
