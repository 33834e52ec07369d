"""Subscripts: reading, writing and deleting ``value[key]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import context, environ, library
from fclint.analysis.arguments import Arguments
from fclint.analysis.attributes import enum_member
from fclint.analysis.class_attributes import method_of
from fclint.analysis.completions import Outcome
from fclint.analysis.derived import pure
from fclint.analysis.escape import expose
from fclint.analysis.heap import DictObject, EnvironObject, InstanceObject, ListObject
from fclint.analysis.iteration import item_of_shape, known_items
from fclint.analysis.joins import list_item, union
from fclint.analysis.libtypes import kind_of, returned
from fclint.analysis.mappings import get, put, remove
from fclint.analysis.misuse import item_assignable, subscriptable
from fclint.analysis.origins import selected
from fclint.analysis.shapes import (
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
from fclint.analysis.state import State
from fclint.analysis.taint import clean, stored, take
from fclint.analysis.text import as_composed
from fclint.analysis.truth import learn
from fclint.analysis.unknown_data import item_of_data
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
        for after, key in _eval_key(interp, node, before):
            if key is None:
                outcomes.extend(_slices(interp, after, value, node))
            else:
                outcomes.extend(subscript(interp, after, value, key, node))
    return outcomes


def _eval_key(
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


def _slices(interp: Interpreter, state: State, value: Value, node: cst.Subscript) -> list[Outcome]:
    """``value[a:b:c]``: exact where the value and the bounds are known."""
    part = node.slice[0].slice
    nodes = [part.lower, part.upper, part.step] if isinstance(part, cst.Slice) else []
    given = [each for each in nodes if each is not None]
    outcomes: list[Outcome] = []
    left = subscriptable(interp, state, state.resolve(value), None, node)
    if left is None:
        return []
    value = left
    for after, values in interp.evaluate_all(given, state):
        bounds = iter(values)
        constants = [(True, None) if each is None else single(next(bounds)) for each in nodes]
        numbers = [number for known, number in constants if known]
        if len(node.slice) == 1 and len(numbers) == 3:
            exact = _exact_slice(interp, after, value, slice(*numbers), node)
            if exact is not None:
                outcomes.append((after, exact))
                continue
        made = _slice(after, value, node)
        if len(node.slice) == 1 and constants[1:] == [(True, None)] * 2 and made.must_be(Str):
            made = as_composed(after, made, "tail", value, *values)
        outcomes.append((after, made))
    return outcomes


def _exact_slice(
    interp: Interpreter, state: State, value: Value, part: slice, node: cst.CSTNode
) -> Value | None:
    """The slice of a value that is known item by item."""
    value = state.resolve(value)
    known, constant = single(value)
    try:
        if known and isinstance(constant, (str, bytes)):
            return Value((of_constant(constant[part]),))
        items = known_items(interp, state, value)
        shape = value.shapes[0]
        if items is None or not isinstance(shape, (Ref, Sequence)):
            return None
        cut = items[part]
    except (TypeError, ValueError):
        return None
    if isinstance(shape, Sequence):
        return Value((Sequence(shape.kind, cut, union(cut) if cut else None),))
    thing = state.heap.get(shape.address)
    if not isinstance(thing, ListObject) or thing.kind != "list":
        return None
    return Value((Ref(state.allocate(node, ListObject("list", list(cut)))),))


def _slice(state: State, value: Value, node: cst.Subscript) -> Value:
    """``value[a:b]`` where not everything is known: the same kind."""
    shapes: list[Shape] = []
    for shape in state.resolve(value).shapes:
        match shape:
            case Str():
                shapes.append(Str(origin=shape.origin, ascii=shape.ascii))
            case Bytes():
                shapes.append(Bytes(origin=shape.origin))
            case Unknown():
                shapes.append(Unknown(origin=shape.origin))
            case Sequence(kind=kind, item=item):
                shapes.append(Sequence(kind, None, item))
            case Ref(address=address):
                thing = state.heap.get(address)
                if isinstance(thing, ListObject):
                    copy = ListObject(thing.kind, None, list_item(thing))
                    if _is_whole(node):
                        copy = thing.copy()
                        copy.summary = False
                    shapes.append(Ref(state.allocate(node, copy)))
                else:
                    shapes.append(Unknown())
            case _:
                shapes.append(Unknown())
    return Value(tuple(dict.fromkeys(shapes)))


def _is_whole(node: cst.CSTNode) -> bool:
    """Whether a subscript is ``[:]``."""
    if not isinstance(node, cst.Subscript):
        return False
    each = node.slice[0].slice
    return isinstance(each, cst.Slice) and each.lower is None and each.upper is None


def subscript(
    interp: Interpreter, state: State, value: Value, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    """``value[key]``."""
    key = state.resolve(key)
    left = subscriptable(interp, state, state.resolve(value), key, node)
    if left is None:
        return []
    value = left
    if len(value.shapes) == 1:
        return _taken(interp, state, value.shapes[0], value, key, node)
    outcomes: list[Outcome] = []
    for shape in value.shapes:
        own = state.fork()
        if learn(own, value, (shape,)):
            outcomes.extend(_taken(interp, own, shape, value, key, node))
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
        member = library.attribute(kind, "__getitem__")
        if isinstance(member, library.LibFunction):
            interp.may_throw(state, node)
            return [(state, returned(interp, state, member.returns, (key,), node))]
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _of_library(state: State, qualified: str, key: Value) -> Value:
    """``list[int]``, ``http.HTTPStatus['OK']``."""
    found = library.lookup(qualified)
    name = known_text(key)
    if isinstance(found, library.LibClass) and found.enum_members is not None:
        return enum_member(state, found, name or "")
    return Value((LibraryObject(qualified),))


def _of_sequence(
    interp: Interpreter, state: State, shape: Sequence, key: Value, node: cst.CSTNode
) -> list[Outcome]:
    known, index = single(key)
    if shape.items is not None and known and isinstance(index, int):
        if -len(shape.items) <= index < len(shape.items):
            return [(state, state.resolve(shape.items[index]))]
        interp.throw(state, node, "builtins.IndexError")
        return []
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
    value, there = get(thing, key)
    if there is False and thing.default is not None:
        return interp.call(state, thing.default, Arguments(), node)
    if there is False:
        interp.throw(state, node, "builtins.KeyError")
        return []
    if there is None:
        interp.may_throw(state, node, "builtins.KeyError")
        if thing.rest is None:
            clean(state, key)
    if value is None:
        return [(state, interp.opaque(state, node))]
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
    from fclint.analysis.truth import split

    outcomes: list[Outcome] = []
    rest: State | None = state
    for entry, value in thing.entries.items():
        if rest is None or len(outcomes) >= 24:
            break
        from fclint.analysis.operators import test

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
    item = selected(list_item(thing) or UNKNOWN)
    if thing.derived is not None and not thing.version and single(key)[0]:
        term = pure("[]", thing.derived, key)
        return [(state, state.resolve(Value(item.shapes, term or item.term)))]
    return [(state, interp.identified(state, item, node))]


def item_of(interp: Interpreter, state: State, value: Value) -> Value:
    """What any item of an iterable may be."""
    items: list[Value] = []
    for shape in state.resolve(value).shapes:
        if isinstance(shape, Ref):
            thing = state.heap.get(shape.address)
            found = list_item(thing) if isinstance(thing, ListObject) else None
            items.append(found or UNKNOWN)
        elif isinstance(shape, Unknown):
            items.append(Value((Unknown(origin=shape.origin),)))
        else:
            items.append(item_of_shape(shape)[0] or UNKNOWN)
    return union(items) if items else UNKNOWN


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


# --- writing


def set_item(interp: Interpreter, node: cst.Subscript, value: Value, state: State) -> list[State]:
    """``owner[key] = value``."""
    after_all: list[State] = []
    for before, owner in interp.evaluate(node.value, state):
        for after, key in _eval_key(interp, node, before):
            after_all.extend(store(interp, after, owner, key, value, node))
    return after_all


def store(
    interp: Interpreter,
    state: State,
    owner: Value,
    key: Value | None,
    value: Value,
    node: cst.CSTNode,
) -> list[State]:
    """Stores ``value`` under ``key`` (None: a slice) in each alternative of ``owner``."""
    owner = state.resolve(owner)
    if not item_assignable(interp, state, owner, node):
        return []
    for shape in owner.shapes:
        if not isinstance(shape, Ref):
            stored(state, owner, key, value)
            interp.escape(state, value)
            continue
        thing = state.heap.get(shape.address)
        expose(state, shape.address, value)
        weak = len(owner.shapes) > 1
        match thing:
            case DictObject() | EnvironObject():
                mapping = state.mutable(shape.address, type(thing))
                if weak and isinstance(mapping, DictObject):
                    mapping.rest = (
                        UNKNOWN,
                        union((value, mapping.rest[1])) if mapping.rest else value,
                    )
                else:
                    put(mapping, key if key is not None else UNKNOWN, value)
            case ListObject():
                mine = state.mutable(shape.address, ListObject)
                replacement = known_items(interp, state, value)
                if key is None and _is_whole(node) and replacement is not None and not mine.summary:
                    mine.items, mine.item = list(replacement), None
                    mine.version += 1
                elif not _store_in_list(mine, key, value):
                    interp.throw(state, node, "builtins.IndexError")
                    return []
            case InstanceObject():
                method = method_of(interp, state, Value((shape,)), "__setitem__", node)
                if method is not None and key is not None:
                    called = interp.call(state, method, Arguments((key, value)), node)
                    return [after for after, _ in called]
                interp.escape(state, value)
            case _:
                interp.escape(state, value)
    return [state]


def _store_in_list(thing: ListObject, key: Value | None, value: Value) -> bool:
    """``thing[key] = value``; False where that raises IndexError."""
    thing.version += 1
    known, index = single(key) if key is not None else (False, None)
    if thing.items is not None and known and isinstance(index, int) and not thing.summary:
        if not -len(thing.items) <= index < len(thing.items):
            return False
        thing.items[index] = value
        return True
    if key is None:
        thing.items, thing.item, thing.nonempty = None, UNKNOWN, None
        return True
    old = list_item(thing)
    thing.item = value if old is None else union((old, value))
    thing.items = None
    return True


def delete_item(interp: Interpreter, node: cst.Subscript, state: State) -> list[State]:
    """``del owner[key]``."""
    after_all: list[State] = []
    for before, owner in interp.evaluate(node.value, state):
        for after, key in _eval_key(interp, node, before):
            after_all.extend(_delete(interp, after, owner, key, node))
    return after_all


def _delete(
    interp: Interpreter, state: State, owner: Value, key: Value | None, node: cst.CSTNode
) -> list[State]:
    states = [state]
    for shape in state.resolve(owner).shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(shape, Ref) and isinstance(thing, EnvironObject) and key is not None:
            outcomes = environ.lookup(interp, state, shape.address, key, node, "del")
            states = [after for after, _ in outcomes]
            for each in states:
                remove(each.mutable(shape.address, EnvironObject), key)
        elif isinstance(shape, Ref) and isinstance(thing, DictObject):
            _, there = get(thing, key or UNKNOWN)
            if there is False:
                interp.throw(state, node, "builtins.KeyError")
                return []
            if there is None:
                interp.may_throw(state, node, "builtins.KeyError")
            remove(state.mutable(shape.address, DictObject), key or UNKNOWN)
        elif isinstance(shape, Ref) and isinstance(thing, ListObject):
            mine = state.mutable(shape.address, ListObject)
            mine.version += 1
            known, index = single(key) if key is not None else (False, None)
            if mine.items is not None and not mine.summary and known and isinstance(index, int):
                if not -len(mine.items) <= index < len(mine.items):
                    interp.throw(state, node, "builtins.IndexError")
                    return []
                del mine.items[index]
                continue
            mine.item, mine.items, mine.nonempty = list_item(mine), None, None
    return states
