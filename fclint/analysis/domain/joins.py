"""Joins: several values, objects or states become one that stands for all of them.

Which states are joined is decided elsewhere (``bounding.py``). Loops *age* what an iteration made,
so that iterations become comparable and the fixpoint ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    HeapObject,
    InstanceObject,
    IteratorObject,
    ListObject,
    Scope,
)
from fclint.analysis.domain.state import Facts, Protocol, State, shortest
from fclint.analysis.domain.terms import EnvironGet, EnvironItem, EnvironKey, Symbol, Term
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Int,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

_SHAPES = 12
"""How many alternatives a value keeps before constants are given up."""

_PLACES = 8
"""Tuples of so many items are pairs and records, whose places mean something."""

_GROWING = 3
"""How many alternatives a variable may get that changes in every round of a loop."""


def union(values: Iterable[Value]) -> Value:
    """A value that may be any of ``values``. The term survives where all have the same."""
    given = tuple(values)
    if len(given) == 1:
        return given[0]
    first = given[0]
    if all(each == first for each in given[1:]):
        return first
    same = all(each.term == first.term for each in given[1:])
    term = first.term if same else _any_key([each.term for each in given])
    return Value(unite([shape for each in given for shape in each.shapes]), term)


def _any_key(terms: list[object]) -> EnvironKey | None:
    """The identity of whichever of several keys of one environ it is."""
    first = terms[0]
    if not isinstance(first, EnvironKey):
        return None
    each_is_one = all(isinstance(e, EnvironKey) and e.address == first.address for e in terms)
    return EnvironKey(first.address) if each_is_one else None


def unite(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    """The alternatives without repetition; constants are widened when there are too many."""
    distinct = tuple(dict.fromkeys(shapes))
    if len(distinct) <= _SHAPES:
        return distinct
    return _widened(distinct)[: 2 * _SHAPES]


def _widened(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    """The alternatives without their constants. Tuples of one length become one whose items stay
    at their places, so that ``for weight, name in pairs`` still knows which is which."""
    tuples: dict[int, list[tuple[Value, ...]]] = {}
    others: list[Shape] = []
    for shape in shapes:
        match shape:
            case Sequence(kind="tuple", items=tuple() as items) if 0 < len(items) <= _PLACES:
                tuples.setdefault(len(items), []).append(items)
            case _:
                others.append(_widen_constant(shape))
    return tuple(dict.fromkeys([*others, *map(_place_by_place, tuples.values())]))


def _place_by_place(rows: list[tuple[Value, ...]]) -> Sequence:
    """The tuple that stands for several of one length."""
    items = tuple(
        Value(tuple(dict.fromkeys(_widen_constant(s) for each in place for s in each.shapes)))
        for place in zip(*rows, strict=True)
    )
    return Sequence("tuple", items, union(items), True)


def _widen_constant(shape: Shape) -> Shape:
    match shape:
        case Str() | Bytes():
            return type(shape)(origin=shape.origin)
        case Int():
            return Int()
        case Float():
            return Float()
        case Bool():
            return Bool()
        case Sequence(kind=kind, item=item):
            return Sequence(kind, None, item)
        case Unknown(origin=origin):
            return Unknown(origin=origin)
    return shape


def optional_union(left: Value | None, right: Value | None) -> Value | None:
    """The union where None stands for "no value at all"."""
    if left is None or right is None:
        return left if right is None else right
    return union((left, right))


def join_objects(left: HeapObject, right: HeapObject) -> HeapObject:
    """An object that stands for either of two at the same address."""
    if left is right or left == right:
        return left
    joined: HeapObject
    match left, right:
        case Scope(), Scope():
            joined = replace(
                left, names=_join_names(left.names, right.names), open=left.open or right.open
            )
        case ListObject(), ListObject():
            joined = _join_lists(left, right)
        case DictObject(), DictObject():
            joined = _join_dicts(left, right)
        case EnvironObject(), EnvironObject():
            joined = _join_environs(left, right)
        case InstanceObject(), InstanceObject():
            joined = replace(
                left,
                cls=union((left.cls, right.cls)),
                names=_join_names(left.names, right.names),
                open=left.open or right.open or left.names.keys() != right.names.keys(),
                exact=left.exact and right.exact,
            )
        case ClassObject(), ClassObject():
            joined = replace(left, names=_join_names(left.names, right.names))
        case IteratorObject(), IteratorObject():
            same = left.position == right.position
            joined = replace(
                left,
                source=union((left.source, right.source)),
                position=left.position if same else None,
            )
        case _:
            joined = left
            if hasattr(left, "consumed"):
                joined = left.copy()
                joined.consumed = True  # type: ignore[attr-defined]
    if joined.summary != (left.summary or right.summary):
        joined = replace(joined, summary=True)
    return joined


def _join_names(left: dict[str, Value], right: dict[str, Value]) -> dict[str, Value]:
    joined = {}
    for name, value in left.items():
        other = right.get(name)
        joined[name] = value if other is None or other == value else union((value, other))
    for name, value in right.items():
        joined.setdefault(name, value)
    return joined


def list_item(thing: ListObject) -> Value | None:
    """What any item of the list may be; None where it is known to be empty."""
    if thing.items is None:
        return thing.item
    return union(thing.items) if thing.items else None


def list_item_at(thing: ListObject) -> Value | None:
    """What may stand at one place of the list. Where unknown code has put something there, too,
    nobody knows which of the others are at this place."""
    item = list_item(thing)
    if item is None or not thing.open:
        return item
    unknown = tuple(shape for shape in item.shapes if isinstance(shape, Unknown))
    return Value(unknown) if unknown else item


def items_held(thing: ListObject) -> tuple[Value, ...]:
    """The items that the list surely holds."""
    if thing.items is not None:
        return tuple(thing.items)
    return thing.held[1] if thing.held[0] == thing.version else ()


def list_nonempty(thing: ListObject) -> bool | None:
    """Whether the list has items."""
    if thing.items is not None:
        return bool(thing.items)
    return thing.nonempty if thing.item is not None else False


def _join_lists(left: ListObject, right: ListObject) -> ListObject:
    version = max(left.version, right.version) + 1
    if left.items is not None and right.items is not None and len(left.items) == len(right.items):
        items = [union(pair) for pair in zip(left.items, right.items, strict=True)]
        return replace(left, items=items, version=version, open=left.open or right.open)
    nonempty = list_nonempty(left)
    others = items_held(right)
    return replace(
        left,
        held=(version, tuple(each for each in items_held(left) if each in others)),
        items=None,
        item=optional_union(list_item(left), list_item(right)),
        nonempty=nonempty if nonempty == list_nonempty(right) else None,
        version=version,
        open=left.open or right.open,
    )


def _join_dicts(left: DictObject, right: DictObject) -> DictObject:
    only_one = left.entries.keys() ^ right.entries.keys()
    rest = left.rest
    if rest is None or right.rest is None:
        rest = rest or right.rest
    else:
        rest = (union((rest[0], right.rest[0])), union((rest[1], right.rest[1])))
    entries = dict(left.entries)
    for key, value in right.entries.items():
        entries[key] = union((entries[key], value)) if key in entries else value
    return replace(
        left,
        entries=entries,
        optional=left.optional | right.optional | only_one,
        rest=rest,
        absent=left.absent & right.absent,
        version=max(left.version, right.version) + 1,
    )


def _join_environs(left: EnvironObject, right: EnvironObject) -> EnvironObject:
    values = {
        key: union((value, right.values[key]))
        for key, value in left.values.items()
        if key in right.values
    }
    present = (left.present | left.values.keys()) & (right.present | right.values.keys())
    return replace(
        left,
        values=values,
        present=frozenset(present - values.keys()),
        absent=left.absent & right.absent,
        loose=left.loose or right.loose,
        embellished=left.embellished or right.embellished,
        extended=left.extended or right.extended,
        emptied=left.emptied and right.emptied,
        changed=left.changed | right.changed,
        copies=tuple(dict.fromkeys((*left.copies, *right.copies))),
    )


def join_states(states: list[State]) -> State:
    """One state for several with the same protocol. Facts survive where all agree."""
    if len(states) == 1:
        return states[0]
    joined = states[0].fork()
    joined.witness = shortest(states)
    for other in states[1:]:
        for address, thing in other.heap.items():
            mine = joined.heap.get(address)
            if mine is None:
                joined.heap[address] = thing
            elif mine is not thing:
                joined.heap[address] = join_objects(mine, thing)
        base = other.heap.base
        for address, thing in list(joined.heap.items()) if base else ():
            theirs = base.get(address)
            if theirs is not None and not dict.__contains__(other.heap, address):
                joined.heap[address] = join_objects(thing, theirs)
        if len(base) > len(joined.heap.base):
            joined.heap.base = base
        for term, epoch in other.epochs.items():
            joined.epochs[term] = max(epoch, joined.epochs.get(term, 0))
        if other.counts != joined.counts:
            for site, count in other.counts.items():
                if count > joined.counts.get(site, 0):
                    joined.counts[site] = count
        joined.protocol = _join_protocols(joined, other)
    joined.owned = set()
    joined.facts = _join_facts([state.facts for state in states])
    return joined


def _join_facts(given: list[Facts]) -> Facts:
    """What all of them know something about, but for what comes to nothing when put together."""
    fewest = min(given, key=len)
    joined: Facts = {}
    for term, shapes in fewest.items():
        known = [facts.get(term) for facts in given]
        if all(each == shapes for each in known):
            joined[term] = shapes
        elif None not in known:
            united = unite([shape for each in known for shape in each or ()])
            if not _says_nothing(term, united):
                joined[term] = united
    return joined


def _says_nothing(term: Term, shapes: tuple[Shape, ...]) -> bool:
    """Whether knowing that the object has one of ``shapes`` is knowing nothing: a bool that may
    be either, a text that may be empty or not."""
    if {Bool(True), Bool(False)} <= set(shapes) or Unknown() in shapes:
        return True
    if {Unknown(truthy=True), Unknown(truthy=False)} <= set(shapes):
        return True
    some = any(isinstance(each, Str) and each.nonempty and not each.known for each in shapes)
    any_text = some and Str(("",)) in shapes
    if isinstance(term, EnvironGet):
        return any_text and set(term.default.shapes) <= set(shapes)
    return any_text and isinstance(term, (EnvironItem, Symbol))


def merged(outcomes: list[tuple[State, Value]]) -> list[tuple[State, Value]]:
    """The outcomes of an expression, those that agree in the protocol made one."""
    groups: dict[object, list[tuple[State, Value]]] = {}
    for outcome in outcomes:
        groups.setdefault(protocol_key(outcome[0]), []).append(outcome)
    return [
        (join_states([state for state, _ in group]), union(value for _, value in group))
        for group in groups.values()
    ]


def protocol_key(state: State) -> object:
    """What states that are joined agree in: also, before start_response is called, in the place
    where that is told if it never is."""
    protocol = state.protocol
    began = protocol.first_yield if not protocol.calls else None
    return (
        protocol.calls, protocol.escaped, protocol.chunk, protocol.relayed, state.pending,
        began.node if began is not None else None,
    )  # fmt: skip


def groupwise(states: list[State]) -> dict[object, list[State]]:
    """The states by the protocol that those share which may be joined."""
    groups: dict[object, list[State]] = {}
    for state in states:
        groups.setdefault(protocol_key(state), []).append(state)
    return groups


def give_up_growing(before: State, after: State) -> None:
    """Widens the variables of ``after`` that have got ever more constants since ``before``."""
    for address, thing in list(after.heap.items()):
        old = before.heap.get(address)
        if old is thing or not isinstance(thing, Scope) or not isinstance(old, Scope):
            continue
        for name, value in thing.names.items():
            if len(value.shapes) > _GROWING and value != old.names.get(name):
                wider = Value(_widened(value.shapes), value.term)
                after.mutable(address, Scope).names[name] = wider


def _join_protocols(left: State, right: State) -> Protocol:
    mine, other = left.protocol, right.protocol
    if mine == other:
        return mine
    return replace(
        mine,
        start=mine.start if mine.start == other.start else None,
        body_bytes=mine.body_bytes if mine.body_bytes == other.body_bytes else None,
        sent=mine.sent if mine.sent == other.sent else None,
        first_yield=mine.first_yield or other.first_yield,
        received=mine.received or other.received,
    )
