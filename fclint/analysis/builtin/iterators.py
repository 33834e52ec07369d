"""Builtin functions that iterate: ``iter``, ``map``, ``zip``, ``sorted``, ``any``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.filtering import filtered, lazy
from fclint.analysis.builtin.ordering import has_no_order, in_order
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.heap import DictObject, IteratorObject, ListObject
from fclint.analysis.domain.joins import list_item, optional_union, union
from fclint.analysis.domain.kinds import is_iterator
from fclint.analysis.domain.shapes import (
    INT,
    UNKNOWN,
    Ref,
    boolean,
    integer,
    single,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.truth import possible
from fclint.analysis.environs.environ import environ_address, key_of
from fclint.analysis.environs.key_sets import of_test
from fclint.analysis.escape import leak
from fclint.analysis.functions import Site
from fclint.analysis.generators import next_item
from fclint.analysis.known_items import LONG, MANY, known_items
from fclint.values import IteratorShape, Sequence, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def collect(
    interp: Interpreter, state: State, value: Value, node: cst.CSTNode
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """Iterates over a value to its end: the items where each is known, and their join.

    Items are collected on the state's heap, so that each path has its own.
    """
    items = known_items(interp, state, value)
    if items is not None and len(items) <= LONG:
        _exhaust(state, value)
        return [(state, items, union(items) if items else None)]
    environ = environ_address(state, value)
    if environ is not None:
        return [(state, None, key_of(environ))]
    address = state.allocate((node, "items"), ListObject("list", []))

    def on_item(each: State, item: Value, site: Site | None) -> list[State]:
        mine = each.mutable(address, ListObject)
        if mine.items is not None and len(mine.items) < LONG and not mine.summary:
            mine.items.append(item)
        else:
            mine.item = optional_union(list_item(mine), item)
            mine.items = None
        return [each]

    results: list[tuple[State, tuple[Value, ...] | None, Value | None]] = []
    for after in interp.iterate(state, value, on_item, node):
        thing = after.heap.pop(address, None)
        after.owned.discard(address)
        if isinstance(thing, ListObject) and thing.items is not None and not _is_loose(value):
            found = tuple(thing.items)
            results.append((after, found, union(found) if found else None))
        else:
            item = list_item(thing) if isinstance(thing, ListObject) else UNKNOWN
            results.append((after, None, item))
    return _merged(results, value)


def _is_loose(value: Value) -> bool:
    """Whether the number of items isn't known, so that paths of each length are no use."""
    return not all(isinstance(shape, Ref) for shape in value.shapes)


def _merged(
    results: list[tuple[State, tuple[Value, ...] | None, Value | None]], value: Value
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """Paths that differ only in how many items there were become one."""
    if not _is_loose(value) or len(results) < 2:
        return results
    item: Value | None = None
    for _, _, each in results:
        item = optional_union(item, each)
    states = bounded([state for state, _, _ in results], 4)
    return [(state, None, item) for state in states]


def _exhaust(state: State, value: Value) -> None:
    for shape in value.shapes:
        if isinstance(shape, Ref):
            thing = state.heap.get(shape.address)
            if isinstance(thing, IteratorObject):
                state.mutable(shape.address, IteratorObject).position = 1 << 30


# --- iterators


def _iter(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 1:
        item = _given_until(interp, state, arguments, node)
        leak(interp, state, arguments.values())
        return [(state, Value((IteratorShape("callable_iterator", item),), state.symbol(node)))]
    value = state.resolve(arguments.positional[0])
    things = [state.heap.get(each.address) for each in value.shapes if isinstance(each, Ref)]
    if any(isinstance(each, IteratorObject) for each in things):
        return [(state, value)]  # an iterator is its own iterator
    of_containers = len(things) == len(value.shapes) and all(
        isinstance(each, (ListObject, DictObject)) for each in things
    )
    if of_containers or known_items(interp, state, value) is not None:
        thing = IteratorObject("iterator", value)
        return [(state, Value((Ref(state.allocate(node, thing)),)))]
    return [(state, value)]


def _given_until(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What ``iter(function, sentinel)`` gives: what the function gives, but for the sentinel. It is
    called later, so that here only the kind of its results matters."""
    frame, probe = interp.frame, state.fork()
    (outer, frame.sink), (recorder, interp.recorder) = (frame.sink, []), (interp.recorder, None)
    try:
        outcomes = interp.call(probe, arguments.positional[0], Arguments(), node)
    finally:
        frame.sink, interp.recorder = outer, recorder
    found = union([after.resolve(value) for after, value in outcomes]) if outcomes else UNKNOWN
    known, _ = single(arguments.get(1) or UNKNOWN)
    unwanted = arguments.positional[1].shapes if known else ()
    return Value(tuple(shape for shape in found.shapes if shape not in unwanted) or found.shapes)


def _next(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    return next_item(interp, state, arguments.positional[0], arguments.get(1), node)


def _enumerate(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    outcomes: list[Outcome] = []
    if not arguments.positional:
        return None
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        if items is None:
            outcomes.append((after, lazy("enumerate", None, _pair(INT, item))))
        else:
            pairs = tuple(_pair(integer(i), each) for i, each in enumerate(items))
            outcomes.append((after, lazy("enumerate", pairs, None)))
    return outcomes


def _pair(first: Value, second: Value | None) -> Value:
    other = second or UNKNOWN
    return Value((Sequence("tuple", (first, other), union((first, other))),))


def _zip(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    columns = [known_items(interp, state, each) for each in arguments.positional]
    if columns and all(column is not None for column in columns):
        rows = zip(*(column or () for column in columns), strict=False)
        made = tuple(Value((Sequence("tuple", row, union(row)),)) for row in rows)
        return [(state, lazy("zip", made, None))]
    from fclint.analysis.builtin.subscripts import item_of

    items = tuple(item_of(interp, state, each) for each in arguments.positional)
    row = Value((Sequence("tuple", items, union(items)),)) if items else UNKNOWN
    return [(state, lazy("zip", None, row))]


def _map(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``map(function, items)``: the function is called once per item, early rather than late."""
    if len(arguments.positional) != 2:
        leak(interp, state, arguments.values())
        return [(state, interp.opaque(state, node))]
    function, source = arguments.positional
    return _mapped(interp, state, function, source, node)


def _filter(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 2:
        return None
    function, source = arguments.positional
    return [
        outcome
        for after, items, item in collect(interp, state, source, node)
        for outcome in filtered(interp, after, function, items, item, node)
    ]


def _mapped(
    interp: Interpreter,
    state: State,
    function: Value,
    source: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for after, items, item in collect(interp, state, source, node):
        if items is None or len(items) > MANY:
            results = interp.call(after, function, Arguments((item or UNKNOWN,)), node)
            outcomes.extend((last, lazy("map", None, value)) for last, value in results)
            continue
        done: list[tuple[State, tuple[Value, ...]]] = [(after, ())]
        for each in items:
            done = [
                (last, (*values, value))
                for before, values in done
                for last, value in interp.call(before, function, Arguments((each,)), node)
            ]
        outcomes.extend((last, lazy("map", values, None)) for last, values in done)
    return outcomes


def extreme_item(
    interp: Interpreter, state: State, arguments: Arguments, name: str, node: cst.CSTNode
) -> list[Outcome]:
    """``max(items)`` and ``min(items)``, with ``key`` and ``default``."""
    default = arguments.get(-1, "default")
    outcomes: list[Outcome] = []
    for after, items, item in _keyed(interp, state, arguments, node):
        if not _has_items(after, arguments.positional[0], items):
            if default is not None:
                outcomes.append((after.fork(), default))
            elif item is None:
                interp.throw(after.fork(), node, "builtins.ValueError")
            else:
                interp.may_throw(after, node, "builtins.ValueError")
        ordered = in_order(items, arguments) if items is not None else []
        if ordered:
            found = ordered[-1 if name == "max" else 0]
        elif item is not None:
            found = item
        else:
            continue
        outcomes.append((after, interp.identified(after, found, node)))
    return outcomes


def _has_items(state: State, value: Value, items: tuple[Value, ...] | None) -> bool:
    """Whether it is certain that there is an item. An iterator is true whatever it holds."""
    if items is not None or any(is_iterator(state, shape) for shape in value.shapes):
        return bool(items)
    return possible(state, value) == (True, False)


def _reordered(kind: str) -> Special:
    """``sorted``, ``reversed``."""

    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        if not arguments.positional:
            return None
        outcomes: list[Outcome] = []
        for after, items, item in _keyed(interp, state, arguments, node):
            if kind == "sorted" and items is not None and has_no_order(after, items, arguments):
                interp.throw(after, node, "builtins.TypeError")
            elif kind == "sorted":
                sure = _has_items(after, arguments.positional[0], items) or None
                source = of_test(after, arguments.positional[0])
                thing = ListObject("list", None, item, sure, derived=source)
                if items is not None:
                    thing = ListObject("list", in_order(items, arguments))
                elif item is None:
                    thing = ListObject("list", [])
                outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
            else:
                flipped = None if items is None else tuple(reversed(items))
                outcomes.append((after, lazy("reversed", flipped, item)))
        return outcomes

    return run


def _keyed(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """The items of the first argument, after ``key=`` was called with each."""
    key = arguments.get(-1, "key")
    done: list[tuple[State, tuple[Value, ...] | None, Value | None]] = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        states = [after]
        calls = items if items is not None else ((item,) if item is not None else ())
        for each in calls[:MANY] if key is not None and single(key) != (True, None) else ():
            states = [
                last
                for before in states
                for last, _ in interp.call(before, key or UNKNOWN, Arguments((each,)), node)
            ]
        done.extend((last, items, item) for last in states)
    return done


def _range(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    constants = [single(state.resolve(each)) for each in arguments.positional]
    numbers = [constant for known, constant in constants if known and isinstance(constant, int)]
    if constants and len(numbers) == len(constants):
        try:
            span = range(*numbers)
        except (TypeError, ValueError):
            return None
        if not span[LONG:]:
            return [(state, lazy("range", tuple(integer(each) for each in span), None))]
        return [(state, Value((Sequence("range", None, INT, nonempty=True),)))]
    if any(each.may_be(Unknown) for each in arguments.positional):
        interp.may_throw(state, node, "builtins.TypeError")
    return [(state, Value((Sequence("range", None, INT),), state.symbol(node)))]


def _any_all(name: str) -> Special:
    """``any(items)`` and ``all(items)``, which stop at the first item that decides."""

    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        if len(arguments.positional) != 1:
            return None
        from fclint.analysis.domain.learning import split

        decided: list[State] = []

        def on_item(each: State, item: Value, site: Site | None) -> list[State]:
            true, false = split(each, item, site)
            stop, going = (true, false) if name == "any" else (false, true)
            if stop is not None:
                decided.append(stop)
            return [going] if going is not None else []

        ended = interp.iterate(state, arguments.positional[0], on_item, node)
        is_any = name == "any"
        return [
            *((each, boolean(is_any)) for each in bounded(decided)),
            *((each, boolean(not is_any)) for each in ended),
        ]

    return run


ITERATING: dict[str, Special] = {
    "iter": _iter,
    "next": _next,
    "enumerate": _enumerate,
    "zip": _zip,
    "map": _map,
    "filter": _filter,
    "sorted": _reordered("sorted"),
    "reversed": _reordered("reversed"),
    "range": _range,
    "any": _any_all("any"),
    "all": _any_all("all"),
}
