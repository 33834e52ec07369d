"""Runs: one handler is called as a server calls it, and what happens is recorded as events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint import events
from fclint.analysis.arguments import Arguments
from fclint.analysis.calls import call
from fclint.analysis.completions import OnItem, Outcome
from fclint.analysis.environ import loosen
from fclint.analysis.exceptions import Raised
from fclint.analysis.functions import Frame, FunctionInfo, Return, Site
from fclint.analysis.heap import EnvironObject, GeneratorObject
from fclint.analysis.iteration import generator_returns, iterate
from fclint.analysis.shapes import BYTES, Address, Ref, WriteCallable
from fclint.analysis.snapshot import snapshot
from fclint.analysis.state import Start, State
from fclint.analysis.traces import DecisionTrace
from fclint.finding import Related
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Class,
    Coroutine,
    Float,
    Function,
    Int,
    IteratorShape,
    Mapping,
    Module,
    NoneShape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_NOT_READ = (NoneShape, Int, Float, Bool, Coroutine, Function, Class, Module, StartResponse)


@dataclass(slots=True)
class _Exit:
    """An exit of a handler, as the paths that reached it left it."""

    unit: FunctionInfo | None
    site: Site
    started: bool | None
    trace: DecisionTrace


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
    keys: set[str] = field(default_factory=set)
    statuses: int = 0
    """How often start_response was called with something like a status."""

    def add(self, key: object, event: events.Event) -> None:
        """Keeps an event unless the same is known with a trace as short."""
        known = self.found.get(key)
        if known is None or event.trace.length < known.trace.length:
            self.found[key] = event

    def exit(self, unit: FunctionInfo | None, site: Site, started: bool | None, trace: DecisionTrace) -> None:
        """Keeps an exit unless the same is known with a trace as short."""
        key = (unit, site.node, started)
        known = self.exits.get(key)
        if known is None or trace.length < known.trace.length:
            self.exits[key] = _Exit(unit, site, started, trace)

    def events(self) -> Iterator[events.Event]:
        """Everything that was recorded, the ends of the paths last."""
        yield from self.found.values()
        for each in self.exits.values():
            handler = self.handler
            if each.unit in self.units:
                handler = replace(handler, place=self.units[each.unit].place)
            ever = each.unit in self.started or each.unit in self.escaped
            yield events.RunEnded(
                handler=handler,
                place=each.site.place,
                trace=each.trace,
                started=each.started,
                ever_started=ever,
            )


class Run:
    """Calls one handler and records what happens."""

    def __init__(self, interp: Interpreter, recorder: Recorder) -> None:
        self.interp = interp
        self.recorder = recorder

    def execute(self, state: State, value: Value, root: FunctionInfo | None, site: Site) -> None:
        """Calls ``value`` with environ and start_response, and reads the body it returns."""
        interp = self.interp
        unit = interp.program.main
        frame = Frame(
            unit.module, site.statement, unit.scope, info=None, is_handler=True
        )
        self.recorder.units[root] = site
        frame.unit = root
        interp.recorder = self.recorder
        before = interp.enter(frame)
        try:
            environ = state.allocate("environ", EnvironObject(embellished=self._is_wrapped))
            arguments = Arguments((Value((Ref(environ),)), Value((StartResponse(),))))
            for each in call(interp, state, value, arguments, site.node, tail=True):
                self.finish(each)
            for raised in frame.sink:
                self._escaped(raised)
        finally:
            interp.enter(before)
            interp.recorder = None

    _is_wrapped = False

    # --- the end of a path

    def finish(self, returned: Return) -> None:
        """The handler has returned: the server reads the body."""
        interp = self.interp
        info = returned.exit.handler
        if info is None and returned.exit.unit.node is not None:
            info = returned.exit.unit
        if returned.exit.generator:
            self._read_generator(returned, info)
            return
        state, value = returned.state, returned.value
        site = returned.exit.site
        related: tuple[Related, ...] = ()
        if returned.exit.helper is not None:
            span = returned.exit.helper.place.span
            related = (Related(span, "this is where the helper returns it"),)
        body = snapshot(interp, state, value)
        trace = DecisionTrace(state.witness)
        self.recorder.add(
            ("body", site.node, body),
            events.BodyReturned(
                handler=self.recorder.handler,
                place=site.place,
                trace=trace,
                related=related,
                value=body,
                implicit=returned.exit.node is None,
            ),
        )
        container = body.shapes[0] if len(body.shapes) == 1 else None
        kind = str(getattr(container, "kind", ""))
        chunk = self._on_chunk(site, related, kind)
        for each in state.resolve(value).shapes:
            own = state.fork()
            for after in self._read(own, Value((each,)), chunk, site):
                self._end(after, info, site, body)

    def _read(self, state: State, value: Value, chunk: OnItem, site: Site) -> list[State]:
        """The server reads a body of one kind, item by item where that says more than the kind.

        A body that can't be iterated ends the path, too: what it does is the rules' to say.
        """
        seen = snapshot(self.interp, state, value)
        shape = seen.shapes[0]
        if isinstance(shape, (Str, Bytes)):
            self._count(state, seen)
        elif isinstance(shape, (Unknown, ByteArray, Mapping)):
            state.protocol = replace(state.protocol, body_bytes=None)
        elif not isinstance(shape, _NOT_READ) and getattr(shape, "iterable", True) is not False:
            return iterate(self.interp, state, value, chunk, site.node)
        return [state]

    def _read_generator(self, returned: Return, info: FunctionInfo | None) -> None:
        """The handler is a generator: its body runs only now."""
        interp = self.interp
        state = returned.state
        shape = returned.value.shapes[0]
        assert isinstance(shape, Ref)
        thing = state.heap[shape.address]
        assert isinstance(thing, GeneratorObject)
        definition = returned.exit.site
        unended: list[State] = []
        chunk = self._on_chunk(definition, (), "generator")

        def on_item(each: State, item: Value, site: Site | None) -> list[State]:
            states = chunk(each, item, site)
            for one in states:
                if len(unended) < 64:
                    unended.append(one.fork())
            return states

        ends = generator_returns(
            interp, state, shape.address, thing, on_item, is_handler=True, unit=info
        )
        for each in ends:
            if not each.value.must_be(NoneShape) and each.exit.node is not None:
                self._lost_value(each)
            site = each.state.protocol.first_yield or each.exit.site
            self._end(each.state, info, site, Value((IteratorShape("generator", BYTES),)))
        if not ends:
            for each in unended:
                site = each.protocol.first_yield or definition
                self._end(each, info, site, Value((IteratorShape("generator", BYTES),)))

    def _lost_value(self, returned: Return) -> None:
        value = snapshot(self.interp, returned.state, returned.value)
        site = returned.exit.site
        self.recorder.add(
            ("lost", site.node, value),
            events.GeneratorReturned(
                handler=self.recorder.handler,
                place=site.place,
                trace=DecisionTrace(returned.state.witness),
                value=value,
            ),
        )

    def _end(self, state: State, info: FunctionInfo | None, site: Site, body: Value) -> None:
        """One path is over."""
        protocol = state.protocol
        started = True if protocol.calls else (None if protocol.escaped else False)
        trace = DecisionTrace(state.witness)
        self.recorder.exit(info, site, started, trace)
        start = protocol.start
        if start is None or protocol.escaped:
            return
        self.recorder.add(
            ("response", start.site.node, start.status, start.headers, protocol.body_bytes),
            events.ResponseCompleted(
                handler=self.recorder.handler,
                place=start.site.place,
                trace=trace,
                status=start.status,
                headers=start.headers,
                body=body,
                nonempty=protocol.body_bytes,
            ),
        )

    # --- chunks

    def _on_chunk(self, returned: Site, related: tuple[Related, ...], container: str) -> OnItem:
        interp, recorder = self.interp, self.recorder

        def on_item(state: State, item: Value, site: Site | None) -> list[State]:
            value = snapshot(interp, state, item)
            where = site or returned
            recorder.add(
                ("chunk", where.node, value),
                events.ChunkProduced(
                    handler=recorder.handler,
                    place=where.place,
                    trace=DecisionTrace(state.witness),
                    related=() if site else related,
                    value=value,
                    container="generator" if site else container,
                ),
            )
            self._count(state, value, lazy=site)
            return [state]

        return on_item

    def _count(self, state: State, value: Value, lazy: Site | None = None) -> None:
        """Notes whether a chunk holds a byte."""
        protocol = state.protocol
        lengths = [
            shape.least_length if isinstance(shape, (Str, Bytes)) else None for shape in value.shapes
        ]
        nonempty = all(lengths) and bool(lengths)
        known_empty = all(
            isinstance(shape, (Str, Bytes)) and shape.value is not None and not shape.value
            for shape in value.shapes
        )
        body_bytes = protocol.body_bytes
        if nonempty:
            body_bytes = True
        elif not known_empty and body_bytes is False:
            body_bytes = None
        state.protocol = replace(
            protocol,
            body_bytes=body_bytes,
            chunk=protocol.chunk or (nonempty and lazy is not None),
            first_yield=protocol.first_yield or lazy,
        )

    # --- exceptions

    def _escaped(self, raised: Raised) -> None:
        if raised.cause is None:
            return
        self.recorder.add(
            ("escaped", raised.site.node, raised.label, raised.cause),
            events.ExceptionEscaped(
                handler=self.recorder.handler,
                place=raised.site.place,
                trace=DecisionTrace(raised.state.witness),
                exception=raised.label,
                cause=raised.cause,
            ),
        )


# --- what the interpreter reports while it runs


def start_response_called(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """start_response is called: an event, and one step of the protocol."""
    protocol = state.protocol
    site = interp.site(node)
    positional = tuple(snapshot(interp, state, each) for each in arguments.positional)
    keywords = tuple(
        (name, snapshot(interp, state, value)) for name, value in arguments.keywords
    )
    recorder = interp.recorder
    event = None
    if recorder is not None:
        _mark(interp, recorder.started)
        event = events.StartResponseCalled(
            handler=recorder.handler,
            place=site.place,
            trace=DecisionTrace(state.witness),
            positional=positional,
            keywords=keywords,
            complete=arguments.complete,
            calls_before=protocol.calls,
            chunk_before=protocol.chunk,
        )
        key = ("start", node, positional, keywords, protocol.calls, protocol.chunk)
        recorder.add(key, event)
        if event.status is not None and _may_be_status(event.status):
            recorder.statuses += 1
    if arguments.complete and _is_refused(arguments):
        interp.throw(state, node, "builtins.TypeError")
        return []
    status, headers = (
        (event.status, event.headers) if event is not None else (None, None)
    )
    state.protocol = replace(
        protocol, calls=min(2, protocol.calls + 1), start=Start(site, status, headers)
    )
    return [(state, Value((WriteCallable(),)))]


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


def write_called(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """The legacy write() is called."""
    from fclint.analysis.shapes import NONE

    site = interp.site(node)
    given = arguments.get(0)
    value = snapshot(interp, state, given) if given is not None else None
    recorder = interp.recorder
    if recorder is not None:
        event = events.WriteCalled(
            handler=recorder.handler,
            place=site.place,
            trace=DecisionTrace(state.witness),
            value=value,
        )
        recorder.add(("write", node, value), event)
    nonempty = value is not None and all(
        isinstance(shape, (Str, Bytes)) and shape.least_length for shape in value.shapes
    )
    body_bytes = True if nonempty or state.protocol.body_bytes else None
    state.protocol = replace(state.protocol, body_bytes=body_bytes)
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


def delegated(interp: Interpreter, info: FunctionInfo) -> None:
    """``info`` is the handler from here on."""
    recorder = interp.recorder
    if recorder is not None:
        recorder.units.setdefault(info, info.site())


__all__ = ["Address", "Recorder", "Run", "delegated", "escape_noted"]
