"""Subscripts: reading ``value[key]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.attributes import enum_member
from fclint.analysis.builtin.mappings import get, is_no_key
from fclint.analysis.builtin.matches import found_by
from fclint.analysis.builtin.slices import sliced
from fclint.analysis.class_attributes import method_of
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.derived import pure
from fclint.analysis.domain.heap import DictObject, EnvironObject, InstanceObject, ListObject
from fclint.analysis.domain.joins import list_item, list_item_at, union
from fclint.analysis.domain.kinds import is_iterator
from fclint.analysis.domain.learning import learn, split
from fclint.analysis.domain.shapes import (
    INT,
    UNKNOWN,
    Address,
    LibraryObject,
    Ref,
    constant_of,
    known_text,
    of_constant,
    single,
)
from fclint.analysis.domain.state import State
from fclint.analysis.environs import context, environ
from fclint.analysis.environs.excerpts import missing, taken_from
from fclint.analysis.environs.presence import learn_of_key
from fclint.analysis.iteration import item_of_shape
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import kind_of, returned
from fclint.analysis.requests.misuse import subscriptable
from fclint.analysis.requests.origins import selected
from fclint.analysis.requests.taint_checks import clean
from fclint.analysis.requests.taint_places import take
from fclint.analysis.requests.unknown_data import item_of_data
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Int,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def eval_subscript(interp: Interpreter, node: cst.Subscript, state: State) -> list[Outcome]:
    """``value[key]``, ``value[a:b]``."""
    outcomes: list[Outcome] = []
    for before, value in interp.evaluate(node.value, state):
        for after, key in eval_key(interp, node, before):
            if key is None:
                outcomes.extend(sliced(interp, after, value, node))
            else:
                outcomes.extend(subscript(interp, after, value, key, node))
    return outcomes


def eval_key(
    interp: Interpreter, node: cst.Subscript, state: State
) -> list[tuple[State, Value | None]]:
    """The key; None for a slice."""
    elements = [element.slice for element in node.slice]
    if any(isinstance(each, cst.Slice) for each in elements):
        return [(state, None)]
    values = [each.value for each in elements if isinstance(each, cst.Index)]
    done: list[tuple[State, Value | None]] = []
    for after, keys in interp.evaluate_all(values, state):
        if len(keys) == 1:
            done.append((after, keys[0]))
        else:
            done.append((after, Value((Sequence("tuple", keys, union(keys)),))))
    return done


def subscript(
    interp: Interpreter, state: State, value: Value, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    """``value[key]``."""
    known = state.sites.provenance
    if known is not None:
        expression = known.operation(state, "[]", (value, key), node)
        return known.results(_subscript(interp, state, value, key, node), expression)
    return _subscript(interp, state, value, key, node)


def taken_by(
    interp: Interpreter, state: State, keys: Value, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """``operator.itemgetter(*keys)(container)``: an item, or a tuple of several."""
    (shape,) = keys.shapes
    wanted = shape.items if isinstance(shape, Sequence) else None
    if wanted is None or len(arguments.positional) != 1:
        interp.throw(state, node, "builtins.TypeError")
        return []
    found: list[tuple[State, tuple[Value, ...]]] = [(state, ())]
    for key in wanted:
        found = [
            (after, (*items, item))
            for before, items in found
            for after, item in subscript(interp, before, arguments.positional[0], key, node)
        ]
    if len(wanted) == 1:
        return [(after, item) for after, (item,) in found]
    return [(after, Value((Sequence("tuple", items, union(items)),))) for after, items in found]


def _subscript(
    interp: Interpreter, state: State, value: Value, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    key = state.resolve(key)
    if interp.asking is not None:
        interp.asking.taken(state, state.resolve(value), key)
    left = subscriptable(interp, state, state.resolve(value), key, node)
    if left is None:
        return []
    value = left
    if key.shapes == (Bool(),):
        return _by_truth(interp, state, value, key, node)
    if len(value.shapes) == 1:
        return _taken(interp, state, value.shapes[0], value, key, node)
    outcomes: list[Outcome] = []
    for shape in value.shapes:
        own = state.fork()
        if learn(own, value, (shape,)):
            outcomes.extend(_taken(interp, own, shape, value, key, node))
    return outcomes


def _by_truth(
    interp: Interpreter, state: State, value: Value, test: Value, node: cst.CSTNode
) -> list[Outcome]:
    """``('no', 'yes')[test]``: what is taken tells how the test came out."""
    outcomes: list[Outcome] = []
    for truth, after in zip((True, False), split(state, test, None), strict=True):
        if after is not None:
            outcomes.extend(_subscript(interp, after, value, Value((Bool(truth),)), node))
    return outcomes


def _taken(
    interp: Interpreter, state: State, shape: Shape, value: Value, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    """The item of one alternative, and where it was taken from if it is request data."""
    outcomes = _of_shape(interp, state, shape, value, key, node)
    if not isinstance(shape, Ref):
        return outcomes
    return [(after, take(after, value, shape, key, item, node)) for after, item in outcomes]


def _of_shape(
    interp: Interpreter, state: State, shape: Shape, value: Value, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    if is_iterator(state, shape):
        interp.throw(state, node, "builtins.TypeError")
        return []
    match shape:
        case Ref(address=address):
            return _of_object(interp, state, address, key, node)
        case Sequence():
            return _of_sequence(interp, state, shape, key, node)
        case Str() | Bytes():
            character = _of_text(interp, state, shape, key, node)
            return [] if character is None else [(state, character)]
        case NoneShape() | Int() | Float() | Bool() | StartResponse():
            interp.throw(state, node, "builtins.TypeError")
            return []
        case LibraryObject(qualified=qualified):
            return [(state, _of_library(state, qualified, key))]
        case Unknown():
            data = item_of_data(state, value, key, node)
            if data is not None:
                interp.may_throw(state, node)
                return [(state, data)]
    kind = kind_of(state, shape)
    if kind is not None:
        member = catalogue.attribute(kind, "__getitem__")
        if isinstance(member, catalogue.LibFunction):
            interp.may_throw(state, node)
            found = found_by(
                interp, state, member.qualified, Arguments((Value((shape,)), key)), node
            )
            return [(state, found or returned(interp, state, member.returns, (key,), node))]
    interp.may_throw(state, node, of=(value,))
    return [(state, interp.opaque(state, node, of=(value,)))]


def _of_library(state: State, qualified: str, key: Value) -> Value:
    """``list[int]``, ``http.HTTPStatus['OK']``."""
    found = catalogue.lookup(qualified)
    name = known_text(key)
    if isinstance(found, catalogue.LibClass) and found.enum_members is not None:
        return enum_member(state, found, name or "")
    return Value((LibraryObject(qualified),))


def _of_sequence(
    interp: Interpreter, state: State, shape: Sequence, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    known, index = single(key)
    if shape.items is not None and known and isinstance(index, int):
        if -len(shape.items) <= index < len(shape.items):
            return [(state, interp.distinct(state, state.resolve(shape.items[index]), node))]
        interp.throw(state, node, "builtins.IndexError")
        return []
    if shape.items is not None and len(shape.items) > 1 and key.must_be(Bool):
        from fclint.analysis.domain.learning import split

        sides = zip(split(state, key, None), (1, 0), strict=True)
        return [(s, s.resolve(shape.items[place])) for s, place in sides if s is not None]
    interp.may_throw(state, node, "builtins.IndexError")
    return [(state, interp.identified(state, selected(shape.item or UNKNOWN), node))]


def _of_text(
    interp: Interpreter, state: State, shape: Str | Bytes, key: Value, node: cst.CSTNode
) -> Value | None:
    known, index = single(key)
    if shape.value is not None and known and isinstance(index, int):
        try:
            return Value((of_constant(shape.value[index]),))
        except IndexError:
            interp.throw(state, node, "builtins.IndexError")
            return None
    else:
        interp.may_throw(state, node, "builtins.IndexError")
    if isinstance(shape, Bytes):
        return INT
    return interp.identified(state, Value((Str((None,), True, shape.origin),)), node)


def _of_object(
    interp: Interpreter, state: State, address: Address, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    thing = state.heap.get(address)
    match thing:
        case EnvironObject():
            return environ.lookup(interp, state, address, key, node)
        case DictObject():
            return _of_dict(interp, state, thing, key, node)
        case ListObject():
            return _of_list(interp, state, thing, key, node)
        case InstanceObject():
            method = method_of(interp, state, Value((Ref(address),)), "__getitem__", node)
            if method is not None:
                return interp.call(state, method, Arguments((key,)), node)
            cause = context.misuse(interp, address, str(known_text(key) or "..."), "subscript")
            if cause is not None and not thing.open:
                interp.throw(state, node, "builtins.TypeError", cause=cause)
                return []
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _of_dict(
    interp: Interpreter, state: State, thing: DictObject, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    if interp.asking is not None:
        interp.asking.looked_up(state, thing.entries, key)
    if is_no_key(state, key):
        interp.throw(state, node, "builtins.TypeError")
        return []
    value, there = get(thing, key)
    if there is False and thing.default is not None:
        return interp.call(state, thing.default, Arguments(), node)
    if there is False:
        interp.throw(state, node, "builtins.KeyError")
        return []
    cause = missing(interp, state, thing, key, "[]") if there is None else None
    if cause is not None:
        interp.throw(state.fork(), node, "builtins.KeyError", cause=cause)
    elif there is None:
        interp.may_throw(state, node, "builtins.KeyError")
        if thing.rest is None:
            clean(state, key)
    if value is None:
        return [(state, interp.opaque(state, node))]
    source = taken_from(thing, key)
    if source is not None and not learn_of_key(state, source, key.shapes):
        return []
    value = state.resolve(value)
    exact = thing.rest is None and bool(thing.entries)
    if exact and _many_functions(value) and not constant_of(key.shapes[0])[0]:
        return entry_by_entry(interp, state, thing, key)
    return [(state, interp.identified(state, value, node))]


def _many_functions(value: Value) -> bool:
    return len(value.shapes) > 1 and not value.may_be(Unknown)


def entry_by_entry(
    interp: Interpreter, state: State, thing: DictObject, key: Value
) -> list[Outcome]:
    """A dispatch table asked with a key that isn't known: one path per entry."""
    from fclint.analysis.domain.learning import split

    outcomes: list[Outcome] = []
    rest: State | None = state
    for entry, value in thing.entries.items():
        if rest is None or len(outcomes) >= 24:
            break
        from fclint.analysis.builtin.operators import test

        matched, rest = split(rest, test(interp, rest, "==", key, entry, _NOWHERE), None)
        if matched is not None:
            outcomes.append((matched, value))
    if not outcomes:
        return [(state, union(list(thing.entries.values())))]
    return outcomes


_NOWHERE = cst.Name("key")


def _of_list(
    interp: Interpreter, state: State, thing: ListObject, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    if thing.items is not None and not thing.summary:
        items = tuple(thing.items)
        item = union(items) if items else None
        return _of_sequence(interp, state, Sequence("list", items, item), key, node)
    interp.may_throw(state, node, "builtins.IndexError")
    item = selected(list_item_at(thing) or UNKNOWN)
    if thing.derived is not None and not thing.version and single(key)[0]:
        term = pure("[]", thing.derived, key)
        return [(state, state.resolve(Value(item.shapes, term or item.term)))]
    return [(state, interp.identified(state, item, node))]


def item_of(interp: Interpreter, state: State, value: Value, *, at_place: bool = False) -> Value:
    """What any item of an iterable may be; ``at_place``: the one at some place."""
    of_list = list_item_at if at_place else list_item
    items: list[Value] = []
    for shape in state.resolve(value).shapes:
        if isinstance(shape, Ref):
            thing = state.heap.get(shape.address)
            found = of_list(thing) if isinstance(thing, ListObject) else None
            items.append(found or _key_in(state, shape.address) or UNKNOWN)
        elif isinstance(shape, Unknown):
            items.append(Value((Unknown(origin=shape.origin),)))
        else:
            items.append(item_of_shape(shape)[0] or UNKNOWN)
    return union(items) if items else UNKNOWN


def _key_in(state: State, address: Address) -> Value | None:
    """What any key of a mapping may be."""
    match state.heap.get(address):
        case EnvironObject():
            return environ.key_of(address)
        case DictObject(entries=entries, rest=rest) if entries or rest is not None:
            return union([*entries, *([rest[0]] if rest is not None else [])])
    return None


def known_entries(state: State, value: Value) -> tuple[tuple[str, Value], ...] | None:
    """The entries of a dict with known str keys, as keyword arguments."""
    if len(value.shapes) != 1 or not isinstance(value.shapes[0], Ref):
        return None
    thing = state.heap.get(value.shapes[0].address)
    if not isinstance(thing, DictObject) or thing.rest is not None or thing.optional:
        return None
    entries: list[tuple[str, Value]] = []
    for key, entry in thing.entries.items():
        name = known_text(key)
        if name is None:
            return None
        entries.append((name, entry))
    return tuple(entries)
