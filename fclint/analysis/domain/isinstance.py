"""``isinstance(object, class)``, ``type(object)``: what they give and what they teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.domain.builtin_kinds import BUILTIN_KINDS, exact_class, kinds_of
from fclint.analysis.domain.exceptions import is_subclass
from fclint.analysis.domain.heap import InstanceObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import LibraryObject, Ref, boolean
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import InstanceTest, Operand, Pure
from fclint.values import Bool, Bytes, Instance, Sequence, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def instance_test(
    interp: Interpreter, state: State, value: Value, cls: Value, node: cst.CSTNode
) -> Value:
    """``isinstance(value, cls)`` as a bool with what it teaches."""
    value = state.resolve(value)
    kinds = _kinds(cls)
    if kinds is None:
        answer = _of_classes(state, value, cls)
        if answer is None:
            _made_vague(state, value)
        return boolean(answer) if answer is not None else Value((Bool(),), state.symbol(node))
    answer = kinds_of(state, value, kinds)
    if answer is not None:
        return boolean(answer)
    if value.term is None:
        return Value((Bool(),), state.symbol(node))
    return state.resolve(Value((Bool(),), InstanceTest(Operand(value), kinds)))


def _made_vague(state: State, value: Value) -> None:
    """Request data is told apart by classes that aren't known (``six.text_type``): nothing more is
    said of its type, for one of the two outcomes can't be."""
    origins = [
        shape.origin
        for shape in value.shapes
        if isinstance(shape, (Str, Bytes)) and shape.origin is not None
    ]
    if origins and value.term is not None:
        origin = max(origins, key=lambda each: len(each.breaks))
        state.facts[value.term] = (Unknown(origin=origin),)  # type: ignore[index]


def class_of_value(interp: Interpreter, state: State, value: Value, node: cst.CSTNode) -> Value:
    """``type(value)``, with what comparing it with a class teaches about the value."""
    value = state.resolve(value)
    classes = [exact_class(state, shape) for shape in value.shapes]
    if None in classes and value.term is None:
        return interp.opaque(state, node)
    known = union(each or _SOME_CLASS for each in classes)
    if len(classes) == 1 and None not in classes:
        return known
    term = Pure("type", (Operand(value),))
    return state.resolve(Value(known.shapes, term if value.term is not None else None))


_SOME_CLASS = Value((Unknown(truthy=True),))


def _kinds(cls: Value) -> tuple[str, ...] | None:
    """The builtin types that ``cls`` names; None where there are others among them."""
    found: list[str] = []
    pending = list(cls.shapes)
    while pending:
        match pending.pop(0):
            case LibraryObject(qualified=qualified):
                name = qualified.removeprefix("builtins.").replace("types.NoneType", "NoneType")
                if name not in BUILTIN_KINDS:
                    return None
                found.append(name)
            case Sequence(items=items) if items is not None:
                pending.extend(shape for item in items for shape in item.shapes)
            case _:
                return None
    return tuple(found) or None


def _of_classes(state: State, value: Value, cls: Value) -> bool | None:
    """For classes of the project and the library: decided by the class of a known instance."""
    if len(value.shapes) != 1 or len(cls.shapes) != 1:
        return None
    shape, wanted = value.shapes[0], cls.shapes[0]
    if isinstance(wanted, Sequence):
        if wanted.items is None:
            return None
        answers = [_of_classes(state, value, item) for item in wanted.items]
        if True in answers:
            return True
        return None if None in answers else False
    if isinstance(shape, Instance):
        return is_subclass(state, LibraryObject(shape.name), wanted)
    thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    if isinstance(thing, InstanceObject) and len(thing.cls.shapes) == 1:
        answer = is_subclass(state, thing.cls.shapes[0], wanted)
        return answer if answer or thing.exact else None
    return None
