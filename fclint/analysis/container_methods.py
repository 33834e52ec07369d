"""Methods of lists, sets, dicts, generators and other heap objects, by their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import environ
from fclint.analysis.arguments import Arguments
from fclint.analysis.compare import compare
from fclint.analysis.completions import Outcome
from fclint.analysis.escape import leak
from fclint.analysis.generators import next_item
from fclint.analysis.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    ListObject,
    ManagerObject,
)
from fclint.analysis.iteration import known_items
from fclint.analysis.joins import list_item, optional_union, union
from fclint.analysis.mappings import get, put, remove, update_from
from fclint.analysis.operators import test
from fclint.analysis.origins import origin_of
from fclint.analysis.shapes import (
    NONE,
    UNKNOWN,
    Address,
    Ref,
    constant_of,
    known_text,
    single,
    text,
)
from fclint.analysis.state import State
from fclint.analysis.taint import holds_taint, take
from fclint.analysis.terms import Composed, DictGet, DictHas, Operand
from fclint.values import Bool, Int, NoneShape, Origin, Sequence, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


# --- objects


def call_object_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """A method of the object at ``address``; None where only its type is known."""
    thing = state.heap.get(address)
    match thing:
        case EnvironObject():
            return environ.call_method(
                interp, state, address, name, arguments.positional, arguments.keywords, node
            )
        case ListObject():
            return _list_method(interp, state, address, thing, name, arguments, node)
        case DictObject():
            return _dict_method(interp, state, address, thing, name, arguments, node)
        case GeneratorObject() | GeneratorExpression():
            return _generator_method(interp, state, address, name, arguments, node)
        case ManagerObject():
            return _manager_method(interp, state, address, thing, name, arguments, node)
        case InstanceObject() | ClassObject():
            return _inherited_method(interp, state, address, name, arguments, node)
    return None


def _list_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ListObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
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
            mine.item, mine.items, mine.nonempty = list_item(mine), None, None
            mine.version += 1
            if name == "remove":
                interp.may_throw(state, node, "builtins.ValueError")
            return [(state, NONE)]
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
        case "issubset" | "difference":
            ask = environ.has_all if name == "issubset" else environ.missing_keys
            decided = ask(state, Value((Ref(address),)), first)
            return None if decided is None else [(state, decided)]
        case "__iter__":
            return [(state, Value((Ref(address),)))]
        case "__len__":
            return [(state, Value((Int(),), state.symbol(node)))]
        case "__getitem__":
            from fclint.analysis.subscripts import subscript

            return subscript(interp, state, Value((Ref(address),)), first, node)
    return None


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
        interp.throw(state, node, "builtins.ValueError")
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
    mine.item = optional_union(list_item(mine), value)
    mine.items = None
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
    from fclint.analysis.subscripts import item_of

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
    from fclint.analysis.builtin_iterators import collect

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
    interp.may_throw(state, node, "builtins.IndexError")
    item = list_item(mine) or UNKNOWN
    mine.item, mine.items, mine.nonempty = item, None, None
    return [(state, interp.identified(state, item, node))]


def _dict_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: DictObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    first = state.resolve(arguments.positional[0]) if arguments.positional else UNKNOWN
    default = arguments.get(1) or NONE
    match name:
        case "get":
            return _dict_get(interp, state, address, thing, first, default, node)
        case "setdefault":
            value, there = get(thing, first)
            if there is not True:
                put(state.mutable(address, DictObject), first, default)
            found = default if value is None else (value if there else union((value, default)))
            return [(state, found)]
        case "pop":
            return _dict_pop(interp, state, address, thing, first, arguments.get(1), node)
        case "update":
            mine = state.mutable(address, DictObject)
            for each in arguments.positional:
                update_from(state, mine, state.resolve(each))
            for keyword, value in arguments.keywords:
                put(mine, text(keyword), value)
            if not arguments.complete:
                put(mine, UNKNOWN, UNKNOWN)
            return [(state, NONE)]
        case "items" | "keys" | "values" | "__iter__":
            view = _view(state, thing, name)
            if thing.rest is not None and holds_taint(state, union(thing.rest)):
                whole = (Value((Ref(address),)), text(name), Value((Int(thing.version),)))
                view = Value(view.shapes, Composed("items", tuple(map(Operand, whole))))
            return [(state, view)]
        case "copy":
            copy = thing.copy()
            copy.summary = False
            return [(state, Value((Ref(state.allocate(node, copy)),)))]
        case "clear":
            mine = state.mutable(address, DictObject)
            mine.entries, mine.rest, mine.optional = {}, None, frozenset()
            mine.absent = frozenset()
            mine.version += 1
            return [(state, NONE)]
        case "__getitem__":
            from fclint.analysis.subscripts import subscript

            return subscript(interp, state, Value((Ref(address),)), first, node)
        case "__contains__":
            outcome = test(interp, state, "in", first, Value((Ref(address),)), node)
            return [(state, outcome)]
        case "__setitem__":
            put(state.mutable(address, DictObject), first, default)
            return [(state, NONE)]
        case "popitem":
            mine = state.mutable(address, DictObject)
            mine.optional |= mine.entries.keys()
            interp.may_throw(state, node, "builtins.KeyError")
            return [(state, UNKNOWN)]
    return None


def _field(
    state: State, address: Address, thing: DictObject, key: Value, value: Value
) -> Value | None:
    """``form.get(key)`` of a dict of request data, with its identity: a field may be lacking, but
    for what a test has shown. None for any other dict."""
    name = known_text(key)
    if name is None or thing.rest is None or thing.summary:
        return None
    origin = origin_of(state, Ref(address))
    if origin is None:
        return None
    operand = Operand(key)
    term = DictGet(address, operand, thing.version)
    if state.facts.get(DictHas(address, operand, thing.version)) == (Bool(True),):
        return state.resolve(Value(value.shapes, term))
    missing = NoneShape(Origin(f"the field {name!r}"))
    return state.resolve(Value((*value.shapes, missing), term))


def _dict_get(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: DictObject,
    key: Value,
    default: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    value, there = get(thing, key)
    if there is False or (value is None and thing.rest is None):
        return [(state, default)]
    if value is None:
        return [(state, interp.opaque(state, node))]
    if there:
        return [(state, state.resolve(value))]
    if value.may_be(Unknown):
        return [(state, interp.opaque(state, node))]
    if not constant_of(key.shapes[0])[0] and thing.rest is None and len(value.shapes) > 1:
        from fclint.analysis.subscripts import entry_by_entry
        from fclint.analysis.truth import split

        found = entry_by_entry(interp, state.fork(), thing, key)
        missing: State | None = state
        for entry in thing.entries:
            if missing is not None:
                outcome = test(interp, missing, "==", key, entry, node)
                missing = split(missing, outcome, None)[1]
        return [*found, (missing, default)] if missing is not None else found
    field = _field(state, address, thing, key, value) if default == NONE else None
    if field is not None:
        return [(state, field)]
    both = union((Value(value.shapes), Value(default.shapes)))
    return [(state, interp.identified(state, _noted(state, thing, address, key, both, node), node))]


def _noted(
    state: State, thing: DictObject, address: Address, key: Value, item: Value, node: cst.CSTNode
) -> Value:
    """What was found, with the place that it was taken from if it is request data."""
    if thing.rest is None:
        return item
    reference = Ref(address)
    return take(state, Value((reference,)), reference, key, item, node)


def _dict_pop(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: DictObject,
    key: Value,
    default: Value | None,
    node: cst.CSTNode,
) -> list[Outcome]:
    value, there = get(thing, key)
    remove(state.mutable(address, DictObject), key)
    if there is True and value is not None:
        return [(state, state.resolve(value))]
    if default is None:
        if there is False:
            interp.throw(state, node, "builtins.KeyError")
            return []
        interp.may_throw(state, node, "builtins.KeyError")
        return [(state, value or interp.opaque(state, node))]
    if there is False:
        return [(state, default)]
    both = union((value or UNKNOWN, default))
    return [(state, interp.identified(state, Value(both.shapes), node))]


def _view(state: State, thing: DictObject, name: str) -> Value:
    """``dict.items()``, ``keys()``, ``values()``: a snapshot."""
    pairs = list(thing.entries.items())
    exact = thing.rest is None and not thing.optional and not thing.summary
    every = pairs + ([thing.rest] if thing.rest is not None else [])
    kind = f"dict_{name}" if name != "__iter__" else "iterator"
    picked = [_picked(name, key, value) for key, value in every]
    items = tuple(picked) if exact else None
    item = union(picked) if picked else None
    nonempty = True if thing.entries.keys() - thing.optional else None
    return Value((Sequence(kind, items, item, nonempty),))


def _picked(name: str, key: Value, value: Value) -> Value:
    if name == "values":
        return value
    if name == "items":
        return Value((Sequence("tuple", (key, value), union((key, value))),))
    return key


def _generator_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    value = Value((Ref(address),))
    match name:
        case "__next__":
            return next_item(interp, state, value, None, node)
        case "__iter__":
            return [(state, value)]
        case "close":
            return [(state, NONE)]
    interp.escape(state, value, *arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _manager_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ManagerObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """Methods of an ``ExitStack``."""
    if thing.kind != "stack" or not arguments.positional:
        return None
    first = arguments.positional[0]
    mine = state.mutable(address, ManagerObject)
    if name == "enter_context":
        mine.values = (*mine.values, first)
        from fclint.analysis.class_attributes import method_of

        enter = method_of(interp, state, first, "__enter__", node)
        if enter is not None:
            return interp.call(state, enter, Arguments(), node)
        return [(state, interp.opaque(state, node))]
    if name == "push":
        mine.values = (*mine.values, first)
        return [(state, first)]
    if name == "callback":
        rest = Value((Sequence("tuple", arguments.positional[1:], None),))
        mine.values = (*mine.values, Value((Sequence("tuple", (first, rest), None),)))
        return [(state, first)]
    return None


def _inherited_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A method that a class of the project inherits from a library class."""
    if name in ("__init__", "__init_subclass__", "__setattr__"):
        return [(state, NONE)]
    interp.escape(state, Value((Ref(address),)), *arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]
