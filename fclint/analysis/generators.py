"""Generators: their bodies are executed with the consumer as the meaning of ``yield``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.subscripts import item_of
from fclint.analysis.class_attributes import method_of
from fclint.analysis.domain.completions import OnItem, Outcome
from fclint.analysis.domain.exceptions import Raised
from fclint.analysis.domain.heap import (
    GeneratorExpression,
    GeneratorObject,
    IteratorObject,
)
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import (
    NONE,
    UNKNOWN,
    Address,
    Ref,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.truth import truth_of
from fclint.analysis.functions import Frame, FunctionInfo, Return, Site
from fclint.analysis.iteration import innermost, iterate, repeatedly
from fclint.analysis.known_items import known_items
from fclint.values import (
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

# --- generators


def run_generator(
    interp: Interpreter, state: State, value: Value, on_item: OnItem, node: cst.CSTNode
) -> list[Outcome]:
    """``yield from value``: hands the items on, gives what the generator returned."""
    value = state.resolve(value)
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Ref):
        address = value.shapes[0].address
        thing = state.heap.get(address)
        if isinstance(thing, GeneratorObject):
            if interp.gives_up():
                return []
            if thing.consumed and not interp.exhausted() and not interp.active(thing.info):
                return _resume(interp, state, address, thing, on_item, node)
            if thing.consumed or interp.exhausted() or interp.active(thing.info) >= 2:
                interp.escape(state, value)
                interp.may_throw(state, node)
                states = repeatedly(interp, state, UNKNOWN, on_item, node)
                return [(each, UNKNOWN) for each in states]
            returns = generator_returns(interp, state, address, thing, on_item)
            return [(each.state, each.value) for each in returns]
    return [(each, NONE) for each in iterate(interp, state, value, on_item, node)]


def _resume(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: GeneratorObject,
    on_item: OnItem,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A generator that was advanced before goes on somewhere: any of its items may come, any of
    its exceptions. What its body does is found out on the side, and then taken as possible."""
    items: list[Value] = []

    def collect(each: State, item: Value, site: Site | None) -> list[State]:
        items.append(Value(each.resolve(item).shapes))
        return [each]

    frame = interp.frame
    outer, frame.sink = frame.sink, []
    saved, interp.recorder = interp.recorder, None
    interp.catching += 1
    try:
        generator_returns(interp, state.fork(), address, thing, collect)
    finally:
        interp.catching -= 1
        interp.recorder = saved
        raised, frame.sink = frame.sink, outer
    interp.escape(state, Value((Ref(address),)))
    for each in raised:
        interp.rethrow(replace(each, state=state.fork(), cause=None))
    if not items:
        return [(state, UNKNOWN)]
    return [(each, UNKNOWN) for each in repeatedly(interp, state, union(items), on_item, node)]


def generator_returns(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: GeneratorObject,
    on_item: OnItem,
    *,
    is_handler: bool = False,
    unit: FunctionInfo | None = None,
    thrown: list[Raised] | None = None,
) -> list[Return]:
    """Executes a generator's body with ``on_item`` as the meaning of ``yield``. What ``on_item``
    puts into ``thrown`` is raised at the ``yield``."""
    from fclint.analysis.functions import Exit

    consumer = interp.frame
    info: FunctionInfo = thing.info
    state.mutable(address, GeneratorObject).consumed = True

    def on_yield(each: State, item: Value, site: Site | None) -> list[State]:
        before = interp.enter(consumer)
        try:
            return on_item(each, item, site)
        finally:
            interp.enter(before)
            if thrown:
                frame.sink.extend(thrown)
                thrown.clear()

    frame = Frame(
        module=info.module,
        statement=info.statement,
        scope=thing.scope,
        info=info,
        caller=consumer,
        owner=thing.owner,
        is_handler=is_handler,
        unit=unit,
        on_yield=on_yield,
        depth=consumer.depth + 1,
    )
    interp.enter(frame)
    try:
        done = interp.execute(info.body, [state])
    finally:
        interp.enter(consumer)
    for raised in frame.sink:
        if raised.name != "builtins.StopIteration":
            interp.rethrow(raised)
    return [*done.returns, *(Return(each, NONE, Exit(info)) for each in done.normal)]


def next_item(
    interp: Interpreter, state: State, value: Value, default: Value | None, node: cst.CSTNode
) -> list[Outcome]:
    """``next(iterator[, default])``."""
    value = state.resolve(value)
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Ref):
        address = value.shapes[0].address
        thing = state.heap.get(address)
        match thing:
            case IteratorObject(source=source, position=position):
                items = known_items(interp, state, source)
                if items is not None and position is not None:
                    return _take(interp, state, address, items, position, default, node)
                source = innermost(state, address)
                if position == 0 and all(truth_of(state, each) for each in source.shapes):
                    state.mutable(address, IteratorObject).position = None
                    return [(state, interp.identified(state, item_of(interp, state, source), node))]
                return _any_or_default(interp, state, source, default, node)
            case GeneratorObject() | GeneratorExpression() if not thing.consumed:
                return _first_of(interp, state, value, default, node)
    method = method_of(interp, state, value, "__next__", node)
    if method is not None:
        return interp.call(state, method, Arguments(), node)
    return _any_or_default(interp, state, value, default, node)


def _take(
    interp: Interpreter,
    state: State,
    address: Address,
    items: tuple[Value, ...],
    position: int,
    default: Value | None,
    node: cst.CSTNode,
) -> list[Outcome]:
    if position < len(items):
        state.mutable(address, IteratorObject).position = position + 1
        return [(state, items[position])]
    if default is not None:
        return [(state, default)]
    interp.throw(state, node, "builtins.StopIteration")
    return []


def _first_of(
    interp: Interpreter, state: State, value: Value, default: Value | None, node: cst.CSTNode
) -> list[Outcome]:
    """Runs a generator to its first ``yield``; what follows is unknown from then on."""
    firsts: list[Outcome] = []

    def on_item(each: State, item: Value, site: Site | None) -> list[State]:
        firsts.append((each, item))
        return []

    ended = iterate(interp, state, value, on_item, node)
    for after in ended:
        if default is not None:
            firsts.append((after, default))
        else:
            interp.throw(after, node, "builtins.StopIteration")
    return firsts


def _any_or_default(
    interp: Interpreter, state: State, value: Value, default: Value | None, node: cst.CSTNode
) -> list[Outcome]:
    item = item_of(interp, state, value)
    interp.may_throw(state, node, "builtins.StopIteration" if default is None else None)
    if default is None:
        return [(state, interp.identified(state, item, node))]
    other = state.fork()
    return [(state, interp.identified(state, item, node)), (other, default)]
