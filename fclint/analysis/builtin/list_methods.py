"""Methods of lists, sets and deques, by their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.operators import test
from fclint.analysis.builtin.ordering import has_no_order, in_order
from fclint.analysis.domain.compare import compare
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.joins import items_held, list_item, list_item_at, optional_union
from fclint.analysis.domain.shapes import NONE, UNKNOWN, Address, Ref, single
from fclint.analysis.domain.state import State
from fclint.analysis.escape import leak
from fclint.analysis.known_items import known_items
from fclint.values import Int, Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def call_list_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ListObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """``value.name(...)`` of the list, set or deque there; None where only its type is known."""
    first = arguments.positional[0] if arguments.positional else UNKNOWN
    match name:
        case "append" | "add":
            append(state, address, first)
            return [(state, NONE)]
        case "appendleft":
            insert(state, address, 0, first)
            return [(state, NONE)]
        case "insert":
            known, index = single(first)
            value = arguments.get(1) or UNKNOWN
            insert(state, address, index if known and isinstance(index, int) else None, value)
            return [(state, NONE)]
        case "extend" | "update" | "extendleft" | "union":
            return _extend_method(interp, state, address, name, arguments, node)
        case "pop" | "popleft":
            return _pop(interp, state, address, thing, name, arguments, node)
        case "clear":
            mine = state.mutable(address, ListObject)
            mine.items, mine.item, mine.nonempty = [], None, None
            mine.version += 1
            return [(state, NONE)]
        case "copy":
            copy = thing.copy()
            copy.summary = False
            return [(state, Value((Ref(state.allocate(node, copy)),)))]
        case "remove" | "discard" | "index" if _is_exact(state, thing, first):
            return _remove_known(interp, state, address, thing, name, first, node)
        case "index":
            interp.may_throw(state, node, "builtins.ValueError")
            return [(state, Value((Int(),), state.symbol(node)))]
        case "remove" | "discard":
            mine = state.mutable(address, ListObject)
            answers = [(each, compare(state, "==", each, first)) for each in items_held(mine)]
            mine.item, mine.items, mine.nonempty = list_item(mine), None, None
            mine.version += 1
            mine.held = (mine.version, tuple(each for each, is_it in answers if is_it is False))
            if name == "remove" and not any(is_it for _, is_it in answers):
                interp.may_throw(state, node, _MISSING.get(mine.kind, "builtins.ValueError"))
            return [(state, NONE)]
        case "reverse" if thing.items is not None and not thing.summary:
            mine = state.mutable(address, ListObject)
            mine.items = thing.items[::-1]
            mine.version += 1
            return [(state, NONE)]
        case "sort" if thing.items is not None and not thing.summary:
            return _sort(interp, state, address, thing.items, arguments, node)
        case "reverse" | "sort":
            mine = state.mutable(address, ListObject)
            mine.item = list_item(mine)
            mine.nonempty = bool(mine.items) or None
            mine.items = None if mine.items else mine.items
            leak(interp, state, arguments.values())
            return [(state, NONE)]
        case "__contains__":
            outcome = test(interp, state, "in", first, Value((Ref(address),)), node)
            return [(state, outcome)]
        case "__iter__":
            return [(state, Value((Ref(address),)))]
        case "__len__":
            return [(state, Value((Int(),), state.symbol(node)))]
        case "__getitem__":
            from fclint.analysis.builtin.subscripts import subscript

            return subscript(interp, state, Value((Ref(address),)), first, node)
    return None


def _sort(
    interp: Interpreter,
    state: State,
    address: Address,
    items: list[Value],
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """``items.sort()`` of items that are known."""
    if has_no_order(state, items, arguments):
        interp.throw(state, node, "builtins.TypeError")
        return []
    mine = state.mutable(address, ListObject)
    mine.items = in_order(items, arguments)
    mine.version += 1
    leak(interp, state, arguments.values())
    return [(state, NONE)]


_MISSING = {"set": "builtins.KeyError"}
"""What removing an item that isn't there raises, where that is no ValueError."""


def _is_exact(state: State, thing: ListObject, member: Value) -> bool:
    """Whether each item is known to be ``member`` or not."""
    return (
        thing.items is not None
        and not thing.summary
        and all(compare(state, "==", item, member) is not None for item in thing.items)
    )


def _remove_known(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ListObject,
    name: str,
    member: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    """``remove``, ``discard`` and ``index`` where it is known which item is meant."""
    items = thing.items or []
    at = next((i for i, item in enumerate(items) if compare(state, "==", item, member)), None)
    if at is None and name != "discard":
        interp.throw(state, node, _MISSING.get(thing.kind, "builtins.ValueError"))
        return []
    if name == "index":
        return [(state, Value((Int(at),)))]
    if at is not None:
        mine = state.mutable(address, ListObject)
        mine.items = [*items[:at], *items[at + 1 :]]
        mine.version += 1
    return [(state, NONE)]


def append(state: State, address: Address, value: Value) -> None:
    """``list.append(value)``, ``set.add(value)``."""
    mine = state.mutable(address, ListObject)
    mine.version += 1
    if mine.items is not None and not mine.summary and len(mine.items) < 1024:
        if mine.kind != "set" or value not in mine.items:
            mine.items.append(value)
        return
    held = mine.held[1] if mine.held[0] == mine.version - 1 else ()
    mine.item = optional_union(list_item(mine), value)
    mine.items = None
    mine.held = (mine.version, held)
    mine.nonempty = True if not mine.summary else mine.nonempty


def insert(state: State, address: Address, index: int | None, value: Value) -> None:
    """``list.insert(index, value)``; None for an index that isn't known."""
    mine = state.mutable(address, ListObject)
    if index is not None and mine.items is not None and not mine.summary:
        mine.items.insert(index, value)
        mine.version += 1
    else:
        append(state, address, value)


def extend(interp: Interpreter, state: State, address: Address, value: Value) -> None:
    """``list.extend(value)`` where iterating over ``value`` has no effects."""
    items = known_items(interp, state, value)
    if items is not None:
        for item in items:
            append(state, address, item)
        return
    from fclint.analysis.builtin.subscripts import item_of

    mine = state.mutable(address, ListObject)
    mine.item = optional_union(list_item(mine), item_of(interp, state, value))
    mine.nonempty = True if mine.items else mine.nonempty
    mine.items = None
    mine.version += 1


def _extend_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    from fclint.analysis.builtin.iterators import collect

    target = address
    if name == "union":
        thing = state.heap[address].copy()
        target = state.allocate(node, thing)
    outcomes: list[Outcome] = []
    source = (
        arguments.positional[0] if arguments.positional else Value((Sequence("tuple", (), None),))
    )
    for after, items, item in collect(interp, state, source, node):
        shape = Sequence("tuple", items, item)
        extend(interp, after, target, Value((shape,)))
        outcomes.append((after, Value((Ref(target),)) if name == "union" else NONE))
    return outcomes


def _pop(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ListObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    mine = state.mutable(address, ListObject)
    mine.version += 1
    known, index = (True, -1) if not arguments.positional else single(arguments.positional[0])
    if name == "popleft":
        index = 0
        state.receive()
    if mine.items is not None and not mine.summary and known and isinstance(index, int):
        if -len(mine.items) <= index < len(mine.items):
            return [(state, state.resolve(mine.items.pop(index)))]
        interp.throw(state, node, "builtins.IndexError")
        return []
    if list_item(mine) is None:  # whoever holds it, nothing was ever put into it
        interp.throw(state, node, "builtins.IndexError")
        return []
    interp.may_throw(state, node, "builtins.IndexError")
    item, taken = list_item(mine) or UNKNOWN, list_item_at(mine) or UNKNOWN
    mine.item, mine.items, mine.nonempty = item, None, None
    return [(state, interp.identified(state, taken, node))]
