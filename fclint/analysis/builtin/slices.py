"""Slices: ``value[start:stop:step]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.text import as_composed
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.joins import list_item, union
from fclint.analysis.domain.kinds import is_iterator
from fclint.analysis.domain.shapes import NONE, Ref, of_constant, single
from fclint.analysis.domain.state import State
from fclint.analysis.known_items import known_items
from fclint.analysis.requests.misuse import subscriptable
from fclint.values import Bytes, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def sliced(interp: Interpreter, state: State, value: Value, node: cst.Subscript) -> list[Outcome]:
    """``value[a:b:c]``: exact where the value and the bounds are known."""
    part = node.slice[0].slice
    nodes = [part.lower, part.upper, part.step] if isinstance(part, cst.Slice) else []
    given = [each for each in nodes if each is not None]
    outcomes: list[Outcome] = []
    left = subscriptable(interp, state, state.resolve(value), None, node)
    if left is None:
        return []
    value = left
    if all(is_iterator(state, shape) or _is_dict(state, shape) for shape in value.shapes):
        interp.throw(state, node, "builtins.TypeError")
        return []
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
        known = after.sites.provenance
        if known is not None and len(node.slice) == 1:
            bounds = iter(values)
            limits = [NONE if each is None else next(bounds) for each in nodes]
            noted = known.operation(after, "[:]", (value, *limits), node)
            made = known.made(after, made, noted)
        outcomes.append((after, made))
    return outcomes


def _is_dict(state: State, shape: Shape) -> bool:
    return isinstance(shape, Ref) and isinstance(state.heap.get(shape.address), DictObject)


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
                    copy = ListObject(thing.kind, None, list_item(thing), open=thing.open)
                    if is_whole(node):
                        copy = thing.copy()
                        copy.summary = False
                    shapes.append(Ref(state.allocate(node, copy)))
                else:
                    shapes.append(Unknown())
            case _:
                shapes.append(Unknown())
    return Value(tuple(dict.fromkeys(shapes)))


def is_whole(node: cst.CSTNode) -> bool:
    """Whether a subscript is ``[:]``."""
    if not isinstance(node, cst.Subscript):
        return False
    each = node.slice[0].slice
    return isinstance(each, cst.Slice) and each.lower is None and each.upper is None
