"""Methods of dicts, by their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.consuming import with_items
from fclint.analysis.builtin.mappings import get, is_no_key, put, remove, update_from
from fclint.analysis.builtin.operators import test
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import DictObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import NONE, UNKNOWN, Address, Ref, constant_of, known_text, text
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Composed, DictGet, DictHas, Operand
from fclint.analysis.environs.excerpts import missing, taken_from
from fclint.analysis.requests.origins import origin_of
from fclint.analysis.requests.taint_places import holds_taint, take
from fclint.values import Bool, Int, NoneShape, Origin, Sequence, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_BY_KEY = ("get", "pop", "setdefault")


def call_dict_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: DictObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """``value.name(...)`` of the dict at ``address``; None where only its type is known."""
    first = state.resolve(arguments.positional[0]) if arguments.positional else UNKNOWN
    default = arguments.get(1) or NONE
    if name in _BY_KEY and is_no_key(state, first):
        interp.throw(state, node, "builtins.TypeError")
        return []
    if interp.asking is not None and name in _BY_KEY:
        interp.asking.looked_up(state, thing.entries, first)
        interp.asking.taken(state, Value((Ref(address),)), first)
    match name:
        case "get":
            return _dict_get(interp, state, address, thing, first, default, node)
        case "setdefault":
            value, there = get(thing, first)
            if there is not True:
                put(state.mutable(address, DictObject), first, default)
            found = default if value is None else (value if there else union((value, default)))
            return [(state, found)]
        case "pop" if arguments.complete and not arguments.positional:
            interp.throw(state, node, "builtins.TypeError")
            return []
        case "pop":
            return _dict_pop(interp, state, address, thing, first, arguments.get(1), node)
        case "update":
            return [
                _updated(after, address, taken)
                for after, taken in with_items(interp, state, arguments, node)
            ]
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
            from fclint.analysis.builtin.subscripts import subscript

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


def _updated(state: State, address: Address, arguments: Arguments) -> Outcome:
    """``mapping.update(...)``."""
    mine = state.mutable(address, DictObject)
    for each in arguments.positional:
        update_from(state, mine, state.resolve(each))
    for keyword, value in arguments.keywords:
        put(mine, text(keyword), value)
    for each in arguments.mappings:
        update_from(state, mine, state.resolve(each))
    if not arguments.complete and not arguments.mappings:
        put(mine, UNKNOWN, UNKNOWN)
    return state, NONE


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
    if taken_from(thing, key) is not None:
        asked = DictGet(address, Operand(key), thing.version, default)
        return [(state, state.resolve(Value((Unknown(),), asked)))]
    if value.may_be(Unknown):
        return [(state, interp.opaque(state, node))]
    if not constant_of(key.shapes[0])[0] and thing.rest is None and len(value.shapes) > 1:
        from fclint.analysis.builtin.subscripts import entry_by_entry
        from fclint.analysis.domain.learning import split

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
    cause = missing(interp, state, thing, key, "pop")
    remove(state.mutable(address, DictObject), key)
    if there is True and value is not None:
        return [(state, state.resolve(value))]
    if default is None:
        if there is False:
            interp.throw(state, node, "builtins.KeyError")
            return []
        if cause is not None:
            interp.throw(state.fork(), node, "builtins.KeyError", cause=cause)
        else:
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
