"""Runs: one handler is called as a server calls it, and what happens is recorded as events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint import events
from fclint.analysis.arguments import Arguments
from fclint.analysis.calls import call
from fclint.analysis.domain.completions import OnItem
from fclint.analysis.domain.exceptions import Raised
from fclint.analysis.domain.heap import (
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
)
from fclint.analysis.domain.shapes import BYTES, Address, Ref
from fclint.analysis.domain.snapshot import snapshot
from fclint.analysis.domain.state import State
from fclint.analysis.domain.traces import DecisionTrace
from fclint.analysis.functions import Frame, FunctionInfo, Return, Site
from fclint.analysis.generators import generator_returns
from fclint.analysis.iteration import iterate
from fclint.analysis.known_items import MANY, known_items
from fclint.analysis.recording import Recorder, delegated, escape_noted
from fclint.analysis.requests.sizes import added, in_bytes, method
from fclint.analysis.written import (
    elements_of,
    escaped_expression,
    returned_expression,
)
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
    Size,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_NOT_READ = (NoneShape, Int, Float, Bool, Coroutine, Function, Class, Module, StartResponse)


class Run:
    """Calls one handler and records what happens."""

    def __init__(
        self, interp: Interpreter, recorder: Recorder, *, is_handed_on: bool = False
    ) -> None:
        """``is_handed_on``: other code of the project gets the request first, and may have changed
        environ."""
        self.interp = interp
        self.recorder = recorder
        self.is_handed_on = is_handed_on

    def execute(self, state: State, value: Value, root: FunctionInfo | None, site: Site) -> None:
        """Calls ``value`` with environ and start_response, and reads the body it returns."""
        interp = self.interp
        unit = interp.program.main
        frame = Frame(unit.module, site.statement, unit.scope, info=None, is_handler=True)
        self.recorder.units[root] = site
        frame.unit = root
        interp.recorder = self.recorder
        before = interp.enter(frame)
        try:
            given = EnvironObject(
                embellished=self.is_handed_on,
                loose=self.is_handed_on,
                extended=interp.conditions.more_environment,
                present=interp.conditions.environment,
            )
            environ = state.allocate("environ", given)
            self.environ = environ
            arguments = Arguments((Value((Ref(environ),)), Value((StartResponse(),))))
            for each in call(interp, state, value, arguments, site.node, tail=True):
                self.finish(each)
            for raised in frame.sink:
                self.escaped(raised)
            self.recorder.written.complete = not interp.budget.is_spent
        finally:
            interp.enter(before)
            interp.recorder = None

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
        trace = DecisionTrace.of(state)
        unit = returned.exit.unit
        expression = returned_expression(unit, returned.exit.node)
        if expression is not None:
            written = site._replace(node=expression)
            self.recorder.written.note(("body", site.node, body), body, written, unit)
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
        items = elements_of(expression)
        if items is not None and self._is_display(state, value, len(items)):
            chunks = [self._on_chunk(site, related, kind, unit, written=each) for each in items]
            for after in self._read_display(state, value, chunks):
                self._end(after, info, site, body)
            return
        for each in state.resolve(value).shapes:
            own = state.fork()
            for after in self._read(own, Value((each,), value.term), chunk, site):
                self._end(after, info, site, body)

    def _is_display(self, state: State, value: Value, count: int) -> bool:
        """Whether the value's items are known, as many as the display that is returned has."""
        items = known_items(self.interp, state, value)
        return items is not None and len(items) == count <= MANY

    def _read_display(self, state: State, value: Value, chunks: list[OnItem]) -> list[State]:
        """The server reads a list or tuple whose items stand in the ``return`` statement."""
        states = [state]
        items = known_items(self.interp, state, value) or ()
        for item, chunk in zip(items, chunks, strict=True):
            states = [after for before in states for after in chunk(before, item, None)]
        return states

    def _read(self, state: State, value: Value, chunk: OnItem, site: Site) -> list[State]:
        """The server reads a body of one kind, item by item where that says more than the kind.

        A body that can't be iterated ends the path, too: what it does is the rules' to say.
        """
        seen = snapshot(self.interp, state, Value(value.shapes))
        shape = seen.shapes[0]
        if isinstance(shape, (Str, Bytes)):
            self._count(state, seen, value)
        elif isinstance(shape, Mapping) and shape.entries is not None:
            for key, _ in shape.entries:  # a server sends the keys
                self._count(state, key, key)
            state.protocol = replace(state.protocol, sent=None)
        elif isinstance(shape, (Unknown, ByteArray, Mapping)):
            written = state.protocol.body_bytes or None
            state.protocol = replace(state.protocol, body_bytes=written, sent=None)
        elif not isinstance(shape, _NOT_READ) and getattr(shape, "iterable", True) is not False:
            is_exact = self._is_exact(state, value)
            states = iterate(self.interp, state, Value(value.shapes), chunk, site.node)
            for each in states if not is_exact else ():
                each.protocol = replace(each.protocol, sent=None)
            return states
        else:
            state.protocol = replace(state.protocol, sent=None)
        return [state]

    def _is_exact(self, state: State, value: Value) -> bool:
        """Whether the server gets known items, or those of code that is executed."""
        if known_items(self.interp, state, Value(value.shapes)) is not None:
            return True
        shape = value.shapes[0]
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        return isinstance(thing, (GeneratorObject, GeneratorExpression, InstanceObject))

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
        chunk = self._on_chunk(definition, (), "generator", thing.info)

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
        if not ends and not interp.budget.is_spent:
            for going in unended:
                going.protocol = replace(going.protocol, sent=None)
                site = going.protocol.first_yield or definition
                self._end(going, info, site, Value((IteratorShape("generator", BYTES),)))

    def _lost_value(self, returned: Return) -> None:
        value = snapshot(self.interp, returned.state, returned.value)
        site = returned.exit.site
        self.recorder.add(
            ("lost", site.node, value),
            events.GeneratorReturned(
                handler=self.recorder.handler,
                place=site.place,
                trace=DecisionTrace.of(returned.state),
                value=value,
            ),
        )

    def _end(self, state: State, info: FunctionInfo | None, site: Site, body: Value) -> None:
        """One path is over."""
        protocol = state.protocol
        started = True if protocol.calls else (None if protocol.escaped else False)
        trace = DecisionTrace.of(state)
        self.recorder.exit(info, site, started, trace, relayed=protocol.relayed)
        start = protocol.start
        if start is None or protocol.escaped:
            return
        lengths = self._lengths(state)
        self.recorder.add(
            (
                "response",
                start.site.node,
                start.status,
                start.headers,
                protocol.body_bytes,
                *lengths,
            ),
            events.ResponseCompleted(
                handler=self.recorder.handler,
                place=start.site.place,
                trace=trace,
                status=start.status,
                headers=start.headers,
                body=body,
                nonempty=protocol.body_bytes,
                declared=lengths[0],
                sent=lengths[1],
                method=lengths[2],
            ),
        )

    def _lengths(self, state: State) -> tuple[Size | None, Size | None, Value | None]:
        """What is declared and what is sent, and by which method that was asked for."""
        protocol = state.protocol
        declares = protocol.start.declared if protocol.start is not None else None
        sent = protocol.sent
        if self.environ is None or declares is None or declares == sent:
            return None, None, None
        return declares, sent, method(state, self.environ, is_empty=sent == Size())

    environ: Address | None = None

    # --- chunks

    def _on_chunk(
        self,
        returned: Site,
        related: tuple[Related, ...],
        container: str,
        unit: FunctionInfo | None = None,
        written: cst.CSTNode | None = None,
    ) -> OnItem:
        """What happens with an item. ``unit`` is the generator that yields it, or the function
        that returns it as its ``written`` expression."""
        interp, recorder = self.interp, self.recorder
        own = unit.yielded if unit is not None else {}

        def on_item(state: State, item: Value, site: Site | None) -> list[State]:
            value = snapshot(interp, state, item)
            where = site or returned
            expression = written if site is None else own.get(site.node)
            key = ("chunk", where.node, value, expression)
            if expression is not None and unit is not None:
                recorder.written.note(key, value, where._replace(node=expression), unit)
            recorder.add(
                key,
                events.ChunkProduced(
                    handler=recorder.handler,
                    place=where.place,
                    trace=DecisionTrace.of(state),
                    related=() if site else related,
                    value=value,
                    container="generator" if site else container,
                ),
            )
            self._count(state, value, item, lazy=site)
            return [state]

        return on_item

    def _count(self, state: State, value: Value, item: Value, *, lazy: Site | None = None) -> None:
        """Notes whether a chunk holds a byte, and how many where that is known. ``value`` is what
        is seen of ``item``."""
        protocol = state.protocol
        lengths = [
            shape.least_length if isinstance(shape, (Str, Bytes)) else None
            for shape in value.shapes
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
            sent=added(protocol.sent, in_bytes(state, item)),
            chunk=protocol.chunk or (nonempty and lazy is not None),
            first_yield=protocol.first_yield or lazy,
        )

    # --- exceptions

    def escaped(self, raised: Raised) -> None:
        """An exception leaves what was called."""
        if raised.cause is None:
            return
        self.recorder.add(
            ("escaped", raised.site.node, raised.label, raised.cause),
            events.ExceptionEscaped(
                handler=self.recorder.handler,
                place=raised.site.place,
                trace=DecisionTrace.of(raised.state),
                exception=raised.label,
                cause=raised.cause,
                expression=escaped_expression(raised.site, raised.cause),
            ),
        )


__all__ = ["Address", "Recorder", "Run", "delegated", "escape_noted"]
