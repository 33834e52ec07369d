"""Attributes whose name is put together: ``getattr(self, 'do_' + method)``.

Of an object whose class is known, these are the attributes of which the known part of the name is
a beginning or an end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.class_attributes import is_closed, is_data_descriptor
from fclint.analysis.classes import all_bases
from fclint.analysis.domain.heap import ClassObject, InstanceObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import Ref
from fclint.analysis.domain.state import State
from fclint.values import Shape, Str, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_FEW = 12
"""Of more attributes than that nothing is said."""


def attributes_like(
    interp: Interpreter,
    state: State,
    owner: Value,
    name: Value,
    default: Value | None,
    node: cst.CSTNode,
) -> Value | None:
    """``getattr(owner, name, default)``: what it may give; None where that isn't known."""
    owner, name = state.resolve(owner), state.resolve(name)
    names = _names(state, owner)
    if names is None or not name.must_be(Str):
        return None
    wanted: list[str] = []
    for shape in name.shapes:
        matching = _matching(shape, names)
        if matching is None:
            return None
        wanted += [each for each in matching if each not in wanted]
    if not 0 < len(wanted) <= _FEW:
        return None
    found: list[Value] = []
    for each in wanted:
        outcomes = interp.attribute(state, owner, each, node)
        if len(outcomes) != 1 or outcomes[0][0] is not state:
            return None
        found.append(outcomes[0][1])
    if default is None:
        interp.may_throw(state, node, "builtins.AttributeError")
        return union(found)
    return union([*found, default])


def _names(state: State, owner: Value) -> list[str] | None:
    """The attributes that an instance has, without properties, which run; None where it may have
    others."""
    only = owner.shapes[0] if len(owner.shapes) == 1 else None
    thing = state.heap.get(only.address) if isinstance(only, Ref) else None
    if not isinstance(thing, InstanceObject) or thing.open or not thing.exact:
        return None
    if not is_closed(state, thing.cls):
        return None
    names = list(thing.names)
    for shape in all_bases(state, thing.cls):
        cls = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(cls, ClassObject):
            names += [
                each
                for each, value in cls.names.items()
                if each not in names and not any(map(is_data_descriptor, value.shapes))
            ]
    return None if "__getattr__" in names or "__getattribute__" in names else names


def _matching(shape: Shape, names: list[str]) -> list[str] | None:
    if not isinstance(shape, Str):
        return None
    if shape.value is not None:
        return [each for each in names if each == shape.value]
    first, last = shape.pieces[0] or "", shape.pieces[-1] or ""
    if len(first) + len(last) < 2:
        return None
    return [
        each
        for each in names
        if each.startswith(first) and each.endswith(last) and len(each) >= len(first + last)
    ]
