"""Iteration: handing each item of a value to whoever asked for it.

``iterate`` is the one place that knows how lists, dicts, generators, the project's own iterators
and unknown iterables give their items; loops, comprehensions, unpacking, ``yield from`` and the
server reading a body all go through it. A generator's body is executed with its consumer as the
meaning of ``yield``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.class_attributes import method_of
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import OnItem
from fclint.analysis.domain.heap import (
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    IteratorObject,
    ListObject,
)
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import (
    UNKNOWN,
    Address,
    BoundMethod,
    FunctionShape,
    Partial,
    Ref,
)
from fclint.analysis.domain.state import State
from fclint.analysis.environs.environ import key_of
from fclint.analysis.known_items import MANY, each_item, each_of_list, known_items, one_by_one
from fclint.analysis.requests.misuse import iterable
from fclint.analysis.requests.origins import note_used_up
from fclint.analysis.requests.taint import is_tainted
from fclint.analysis.requests.taint_checks import clean
from fclint.analysis.requests.taint_places import holds_taint, iterated
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Class,
    Coroutine,
    Float,
    Instance,
    Int,
    IteratorShape,
    Mapping,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.functions import Site
    from fclint.analysis.interpreter import Interpreter
    from fclint.analysis.requests.provenance import Provenance
    from fclint.conditions import Expression

NOT_ITERABLE = (
    NoneShape, Int, Float, Bool, Coroutine, FunctionShape, BoundMethod, Partial, StartResponse,
    Class,
)  # fmt: skip


def iterate(
    interp: Interpreter, state: State, value: Value, on_item: OnItem, node: cst.CSTNode
) -> list[State]:
    """Hands each item of ``value`` to ``on_item``; gives the states in which the items are used
    up. Items of unknown number go to a fixpoint."""
    known = state.sites.provenance
    if known is not None:
        item = known.iterating(state, value, node)
        on_item = _noting(known, item, on_item)
    left = iterable(interp, state, state.resolve(value), node)
    if left is None:
        return []
    value = left
    states: list[State] = []
    for index, shape in enumerate(value.shapes):
        own = state.fork() if index < len(value.shapes) - 1 else state
        ended = _iterate_shape(interp, own, shape, on_item, node, value.term)
        for each in ended:
            note_used_up(each, shape, value.term)
        states.extend(ended)
    return bounded(states, interp.width)


def _noting(known: Provenance, expression: Expression, on_item: OnItem) -> OnItem:
    """``on_item``, whose items are noted as ``expression`` where nothing else is known of them."""

    def noting(state: State, item: Value, site: Site | None) -> list[State]:
        return on_item(state, known.item(state, item, expression), site)

    return noting


def _iterate_shape(
    interp: Interpreter,
    state: State,
    shape: Shape,
    on_item: OnItem,
    node: cst.CSTNode,
    term: object = None,
) -> list[State]:
    single = Value((shape,))
    items = known_items(interp, state, single)
    if items is not None and len(items) <= MANY:
        if isinstance(shape, Ref):
            if isinstance(state.heap.get(shape.address), ListObject):
                return _each_of_list(interp, state, shape.address, items, on_item, node)
            _advance(state, shape.address)
        return each_item(state, items, on_item)
    if items is not None:
        exact = one_by_one(interp, state.fork(), items, on_item)
        if exact is not None:
            return exact
        return repeatedly(interp, state, union(items), on_item, node, nonempty=True)
    if isinstance(shape, Ref):
        return _iterate_object(interp, state, shape.address, on_item, node)
    if isinstance(shape, NOT_ITERABLE):
        interp.throw(state, node, "builtins.TypeError")
        return []
    if isinstance(shape, Instance) and shape.iterable is False:
        interp.throw(state, node, "builtins.TypeError")
        return []
    if isinstance(shape, (Unknown, Instance, IteratorShape)):
        interp.may_throw(state, node)
        if interp.recorder is not None and state.protocol.escaped:
            interp.recorder.reads_answers = True
    item, nonempty = item_of_shape(shape)
    if item is None:
        return [state]
    whole = Value((shape,), term)
    source = whole if is_tainted(whole) or holds_taint(state, item) else None
    if isinstance(shape, IteratorShape) and shape.kind == "endless":
        repeatedly(interp, state, item, on_item, node, nonempty=True)
        return []
    return repeatedly(interp, state, item, on_item, node, nonempty=nonempty, source=source)


def _each_of_list(
    interp: Interpreter,
    state: State,
    address: Address,
    items: tuple[Value, ...],
    on_item: OnItem,
    node: cst.CSTNode,
) -> list[State]:
    """Hands on what is in a list; one that grows in every round has no end."""
    ended, going = each_of_list(state, address, items, on_item)
    if ended or not going:
        return bounded([*ended, *going])
    for endless in going:
        repeatedly(interp, endless, union(items), on_item, node, nonempty=True)
    return []


def item_of_shape(shape: Shape) -> tuple[Value | None, bool | None]:
    """What any item of an iterable may be (None: it is empty), and whether there are items."""
    match shape:
        case Sequence(item=item, nonempty=nonempty):
            return item, nonempty
        case Mapping(key=key, nonempty=nonempty):
            return key, nonempty
        case Str():
            return Value((Str(nonempty=True),)), True if shape.least_length else None
        case Bytes():
            return Value((Int(),)), True if shape.least_length else None
        case ByteArray():
            return Value((Int(),)), None
        case IteratorShape(item=item):
            return item, None
        case Instance(item=item) if item is not None:
            return item if item.shapes else None, None
        case Unknown(origin=origin) if origin is not None:
            return Value((Unknown(origin=origin),)), None
    return UNKNOWN, None


def repeatedly(
    interp: Interpreter,
    state: State,
    item: Value,
    on_item: OnItem,
    node: cst.CSTNode,
    *,
    nonempty: bool | None = None,
    at_least_once: bool = False,
    source: Value | None = None,
) -> list[State]:
    """Hands an item that stands for any number of items to ``on_item``, to a fixpoint.

    ``source`` is what they come from, where that is request data."""
    from fclint.analysis.loops import fixpoint

    site = interp.site(node)

    def step(heads: list[State]) -> list[State]:
        after: list[State] = []
        for head in heads:
            if source is None:
                named = interp.identified(head, item, node)
            else:
                named = iterated(head, source, item, node)
            after.extend(on_item(head, named, None))
        return bounded(after, interp.width)

    if nonempty or at_least_once:
        first = step([state])
        return fixpoint(interp, first, step) if first else []
    empty = state.fork()
    if source is not None:
        clean(empty, source)
    empty.decide(site, "empty")
    state.decide(site, "items")
    first = step([state])
    ended = [empty, *fixpoint(interp, first, step)] if first else [empty]
    if first and any(each.protocol.sent != empty.protocol.sent for each in ended):
        for each in ended:
            each.protocol = replace(each.protocol, sent=None)
    return bounded(ended, interp.width)


def _advance(state: State, address: Address) -> None:
    thing = state.heap.get(address)
    if isinstance(thing, IteratorObject):
        state.mutable(address, IteratorObject).position = 1 << 30


def _iterate_object(
    interp: Interpreter, state: State, address: Address, on_item: OnItem, node: cst.CSTNode
) -> list[State]:
    thing = state.heap.get(address)
    reference = Value((Ref(address),))
    match thing:
        case ListObject():
            if thing.item is None and thing.items is None:
                return [state]
            item = union(thing.items) if thing.items else thing.item
            if item is None:
                return [state]
            source = reference if holds_taint(state, item) else None
            return repeatedly(
                interp, state, item, on_item, node, nonempty=thing.nonempty, source=source
            )
        case DictObject():
            keys = [*thing.entries, *([thing.rest[0]] if thing.rest else [])]
            if not keys:
                return [state]
            sure = bool(thing.entries.keys() - thing.optional)
            source = reference if thing.rest and holds_taint(state, union(thing.rest)) else None
            return repeatedly(
                interp, state, union(keys), on_item, node, nonempty=sure or None, source=source
            )
        case EnvironObject():
            return repeatedly(interp, state, key_of(address), on_item, node, nonempty=True)
        case GeneratorObject():
            from fclint.analysis.generators import run_generator

            return [after for after, _ in run_generator(interp, state, reference, on_item, node)]
        case GeneratorExpression():
            from fclint.analysis.comprehensions import iterate_expression

            return iterate_expression(interp, state, address, thing, on_item)
        case IteratorObject(kind="some"):
            before = state.fork()
            return iterate(interp, state, innermost(state, address), on_item, node) or [before]
        case IteratorObject():
            return iterate(interp, state, innermost(state, address), on_item, node)
        case InstanceObject():
            return _iterate_instance(interp, state, reference, on_item, node)
    interp.may_throw(state, node)
    return repeatedly(interp, state, UNKNOWN, on_item, node)


def innermost(state: State, address: Address) -> Value:
    """What the iterator there takes its items from in the end: iterators of iterators come round
    to themselves where a loop has made them."""
    nearest = state.heap[address]
    if isinstance(nearest, IteratorObject) and not any(
        isinstance(shape, Ref) and isinstance(state.heap.get(shape.address), IteratorObject)
        for shape in nearest.source.shapes
    ):
        return nearest.source
    seen = {address}
    pending = [address]
    found: dict[Shape, None] = {}
    while pending:
        thing = state.heap.get(pending.pop())
        for shape in thing.source.shapes if isinstance(thing, IteratorObject) else ():
            inner = state.heap.get(shape.address) if isinstance(shape, Ref) else None
            if not isinstance(shape, Ref) or not isinstance(inner, IteratorObject):
                found[shape] = None
            elif shape.address not in seen:
                seen.add(shape.address)
                pending.append(shape.address)
    return Value(tuple(found)) if found else UNKNOWN


def _iterate_instance(
    interp: Interpreter, state: State, value: Value, on_item: OnItem, node: cst.CSTNode
) -> list[State]:
    """An instance of the project: its ``__iter__``, ``__next__`` or ``__getitem__`` is called."""
    method = method_of(interp, state, value, "__iter__", node)
    if method is not None:
        states: list[State] = []
        for after, iterator in interp.call(state, method, Arguments(), node):
            if iterator.shapes == value.shapes:
                states.extend(_call_next(interp, after, value, on_item, node))
            else:
                states.extend(iterate(interp, after, iterator, on_item, node))
        return states
    if method_of(interp, state, value, "__next__", node) is not None:
        return _call_next(interp, state, value, on_item, node)
    getter = method_of(interp, state, value, "__getitem__", node)
    if getter is not None:
        return _call_repeatedly(interp, state, getter, on_item, node, index=True)
    thing = state.heap[value.shapes[0].address]  # type: ignore[attr-defined]
    assert isinstance(thing, InstanceObject)
    if thing.extra:
        return iterate(interp, state, thing.extra[0], on_item, node)
    if thing.open or not thing.exact:
        interp.may_throw(state, node)
        return repeatedly(interp, state, UNKNOWN, on_item, node)
    interp.throw(state, node, "builtins.TypeError")
    return []


def _call_next(
    interp: Interpreter, state: State, value: Value, on_item: OnItem, node: cst.CSTNode
) -> list[State]:
    method = method_of(interp, state, value, "__next__", node)
    if method is None:
        interp.may_throw(state, node)
        return repeatedly(interp, state, UNKNOWN, on_item, node)
    return _call_repeatedly(interp, state, method, on_item, node)


def _call_repeatedly(
    interp: Interpreter,
    state: State,
    method: Value,
    on_item: OnItem,
    node: cst.CSTNode,
    *,
    index: bool = False,
) -> list[State]:
    """Calls ``__next__`` until it raises StopIteration (``__getitem__`` until IndexError)."""
    from fclint.analysis.loops import fixpoint

    frame = interp.frame
    ended: list[State] = []
    stop = "builtins.IndexError" if index else "builtins.StopIteration"
    arguments = Arguments((Value((Int(),)),)) if index else Arguments()

    def step(heads: list[State]) -> list[State]:
        after: list[State] = []
        for head in heads:
            outer, frame.sink = frame.sink, []
            interp.catching += 1
            try:
                outcomes = interp.call(head, method, arguments, node)
            finally:
                interp.catching -= 1
                raised, frame.sink = frame.sink, outer
            for each in raised:
                if each.name == stop:
                    ended.append(each.state)
                else:
                    interp.rethrow(each)
            for before, item in outcomes:
                after.extend(on_item(before, item, None))
        return bounded(after, interp.width)

    reached = fixpoint(interp, step([state]), step)
    return bounded(ended, interp.width) if ended else reached
