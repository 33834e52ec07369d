"""Items of containers, written and deleted: ``value[key] = item``, ``del value[key]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.consuming import consumed
from fclint.analysis.builtin.mappings import get, put, remove
from fclint.analysis.builtin.slices import is_whole
from fclint.analysis.builtin.subscripts import eval_key
from fclint.analysis.class_attributes import method_of
from fclint.analysis.domain.heap import DictObject, EnvironObject, InstanceObject, ListObject
from fclint.analysis.domain.joins import list_item, union
from fclint.analysis.domain.kinds import is_iterator
from fclint.analysis.domain.shapes import UNKNOWN, Ref, single
from fclint.analysis.domain.state import State
from fclint.analysis.environs import environ
from fclint.analysis.escape import expose
from fclint.analysis.known_items import known_items
from fclint.analysis.requests.misuse import item_assignable
from fclint.analysis.requests.taint_places import stored
from fclint.values import Bool, Bytes, Float, Int, NoneShape, Sequence, Shape, Str, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_MUTABLE = frozenset(("list", "set", "deque", "array", "bytearray"))


def _is_fixed(state: State, shape: Shape) -> bool:
    """Whether an object of this shape has no items, always the same ones, or gives them away."""
    if isinstance(shape, Sequence):
        return shape.kind not in _MUTABLE
    return isinstance(shape, (Str, Bytes, NoneShape, Bool, Int, Float)) or is_iterator(state, shape)


def set_item(interp: Interpreter, node: cst.Subscript, value: Value, state: State) -> list[State]:
    """``owner[key] = value``."""
    after_all: list[State] = []
    for before, owner in interp.evaluate(node.value, state):
        for after, key in eval_key(interp, node, before):
            if key is not None:
                after_all.extend(store(interp, after, owner, key, value, node))
                continue
            for last, items in consumed(interp, after, value, node):
                after_all.extend(store(interp, last, owner, key, items, node))
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
    if all(_is_fixed(state, shape) for shape in owner.shapes):
        interp.throw(state, node, "builtins.TypeError")
        return []
    known = state.sites.provenance
    if known is not None and key is not None:
        state.grant(known.assignable(state, owner, key), True)
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
                if key is None and is_whole(node) and replacement is not None and not mine.summary:
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
    if old is None and not thing.open:
        return False  # there is nothing in it
    thing.item = value if old is None else union((old, value))
    thing.items = None
    return True


def delete_item(interp: Interpreter, node: cst.Subscript, state: State) -> list[State]:
    """``del owner[key]``."""
    after_all: list[State] = []
    for before, owner in interp.evaluate(node.value, state):
        for after, key in eval_key(interp, node, before):
            after_all.extend(_delete(interp, after, owner, key, node))
    return after_all


def _delete(
    interp: Interpreter, state: State, owner: Value, key: Value | None, node: cst.CSTNode
) -> list[State]:
    states = [state]
    owner = state.resolve(owner)
    if all(_is_fixed(state, shape) for shape in owner.shapes):
        interp.throw(state, node, "builtins.TypeError")
        return []
    for shape in owner.shapes:
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
            if key is None and is_whole(node) and not mine.summary:
                mine.items, mine.item, mine.nonempty = [], None, None
                continue
            known, index = single(key) if key is not None else (False, None)
            if mine.items is not None and not mine.summary and known and isinstance(index, int):
                if not -len(mine.items) <= index < len(mine.items):
                    interp.throw(state, node, "builtins.IndexError")
                    return []
                del mine.items[index]
                continue
            mine.item, mine.items, mine.nonempty = list_item(mine), None, None
    return states
