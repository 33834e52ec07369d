"""Comprehensions and generator expressions: loops in a scope of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.mappings import put
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import OnItem, Outcome
from fclint.analysis.domain.heap import DictObject, GeneratorExpression, ListObject, Scope
from fclint.analysis.domain.joins import list_item, optional_union
from fclint.analysis.domain.shapes import UNKNOWN, Address, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Frame, Site
from fclint.analysis.known_items import LONG, known_items
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

Produce = Callable[[State], list[State]]


def eval_list_comp(interp: Interpreter, node: cst.ListComp, state: State) -> list[Outcome]:
    """``[element for ...]``."""
    return _collect(interp, node, node.elt, "list", state)


def eval_set_comp(interp: Interpreter, node: cst.SetComp, state: State) -> list[Outcome]:
    """``{element for ...}``."""
    return _collect(interp, node, node.elt, "set", state)


def _collect(
    interp: Interpreter,
    node: cst.ListComp | cst.SetComp,
    element: cst.BaseExpression,
    kind: str,
    state: State,
) -> list[Outcome]:
    """Builds the list item by item where the items are known, else in one that stands for all."""
    outcomes: list[Outcome] = []
    for after, first in interp.evaluate(node.for_in.iter, state):
        exact = _is_exact(interp, after, node.for_in, first)
        thing = ListObject(kind, [] if exact else None)
        address = after.allocate(node, thing)
        depth = interp.loops

        def produce(
            each: State, *, address: Address = address, exact: bool = exact, depth: int = depth
        ) -> list[State]:
            done = []
            for last, value in interp.evaluate(element, each):
                mine = last.mutable(address, ListObject)
                if exact and mine.items is not None and interp.loops == depth:
                    mine.items.append(value)
                else:
                    mine.item = optional_union(list_item(mine), value)
                    mine.items = None
                done.append(last)
            return done

        for last in _loop(interp, node.for_in, first, after, produce):
            last.heap[address] = replace(last.heap[address], summary=False)
            last.owned.discard(address)
            outcomes.append((last, Value((Ref(address),))))
    return outcomes


def _is_exact(interp: Interpreter, state: State, loop: cst.CompFor, first: Value) -> bool:
    items = known_items(interp, state, first)
    return items is not None and len(items) <= LONG and loop.inner_for_in is None


def eval_dict_comp(interp: Interpreter, node: cst.DictComp, state: State) -> list[Outcome]:
    """``{key: value for ...}``."""
    outcomes: list[Outcome] = []
    for after, first in interp.evaluate(node.for_in.iter, state):
        address = after.allocate(node, DictObject("dict", {}))

        def produce(each: State, *, address: Address = address) -> list[State]:
            done = []
            for last, (key, value) in interp.evaluate_all([node.key, node.value], each):
                mine = last.mutable(address, DictObject)
                put(mine, key, value)
                # Nobody can ask a dict that is being made: all rounds leave it alike.
                mine.version = 0
                done.append(last)
            return done

        states = _loop(interp, node.for_in, first, after, produce)
        outcomes.extend((last, Value((Ref(address),))) for last in states)
    return outcomes


def eval_generator_exp(interp: Interpreter, node: cst.GeneratorExp, state: State) -> list[Outcome]:
    """``(element for ...)``: only the first iterable is evaluated now."""
    outcomes: list[Outcome] = []
    for after, first in interp.evaluate(node.for_in.iter, state):
        frame = interp.frame
        thing = GeneratorExpression(node, frame.scope, frame, first)
        outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
    return outcomes


def iterate_expression(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: GeneratorExpression,
    on_item: OnItem,
) -> list[State]:
    """Iterates over a generator expression, handing each element to ``on_item``."""
    consumer = interp.frame
    if thing.consumed:
        return [state]
    state.mutable(address, GeneratorExpression).consumed = True
    node = thing.node

    def produce(each: State) -> list[State]:
        after = []
        for last, value in interp.evaluate(node.elt, each):
            before = interp.enter(consumer)
            try:
                after.extend(on_item(last, value, None))
            finally:
                interp.enter(before)
        return after

    frame = replace(thing.frame, scope=thing.scope, sink=consumer.sink, caller=consumer)
    frame.depth = consumer.depth + 1
    interp.enter(frame)
    try:
        return _loop(interp, node.for_in, thing.first, state, produce)
    finally:
        interp.enter(consumer)


def _loop(
    interp: Interpreter, loop: cst.CompFor, first: Value, state: State, produce: Produce
) -> list[State]:
    """Executes the ``for`` and ``if`` clauses in a scope of their own."""
    outer = interp.frame
    scope = state.allocate(loop, Scope({}, outer.scope))
    frame: Frame = replace(
        outer, scope=scope, walrus_scope=outer.walrus_scope or outer.scope, caller=outer
    )
    frame.sink = outer.sink
    interp.enter(frame)
    try:
        states = _clause(interp, loop, first, state, produce, frame)
    finally:
        interp.enter(outer)
    for each in states:
        each.heap.pop(scope, None)
        each.owned.discard(scope)
    return bounded(states, interp.width)


def _clause(
    interp: Interpreter,
    loop: cst.CompFor,
    iterable: Value,
    state: State,
    produce: Produce,
    frame: Frame,
) -> list[State]:
    from fclint.analysis.assignment import assign

    def on_item(each: State, item: Value, site: Site | None) -> list[State]:
        before = interp.enter(frame)
        try:
            going = assign(interp, loop.target, item, each)
            skipped: list[State] = []
            for condition in loop.ifs:
                trues: list[State] = []
                for one in going:
                    true, false = interp.branch(condition.test, one)
                    trues.extend(true)
                    skipped.extend(false)
                going = bounded(trues, interp.width)
            produced: list[State] = []
            for one in going:
                produced.extend(_body(interp, loop, one, produce, frame))
            return bounded([*skipped, *produced], interp.width)
        finally:
            interp.enter(before)

    if loop.asynchronous is not None:
        interp.escape(state, iterable)
        return on_item(state, UNKNOWN, None)
    return interp.iterate(state, iterable, on_item, loop)


def _body(
    interp: Interpreter, loop: cst.CompFor, state: State, produce: Produce, frame: Frame
) -> list[State]:
    inner = loop.inner_for_in
    if inner is None:
        return produce(state)
    return [
        each
        for after, iterable in interp.evaluate(inner.iter, state)
        for each in _clause(interp, inner, iterable, after, produce, frame)
    ]
