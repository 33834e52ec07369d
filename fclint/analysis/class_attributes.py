"""Attributes that come from classes: the resolution order, methods, properties, enumerations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ClassObject, InstanceObject
from fclint.analysis.domain.shapes import (
    NONE,
    PERMANENT,
    UNKNOWN,
    Address,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    Partial,
    Ref,
    Wrapped,
    text,
)
from fclint.analysis.domain.state import State
from fclint.analysis.environs import context
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import attribute_of_type, kind_of, member_value
from fclint.values import Shape, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def is_data_descriptor(shape: Shape) -> bool:
    """Whether the class's attribute wins over the instance's: a property."""
    return isinstance(shape, Wrapped) and shape.kind == "property"


def is_closed(state: State, cls: Value) -> bool:
    """Whether all attributes of the class and its bases are known."""
    if len(cls.shapes) != 1 or not isinstance(cls.shapes[0], Ref):
        return False
    thing = state.heap.get(cls.shapes[0].address)
    if not isinstance(thing, ClassObject):
        return False
    object_only = (LibraryObject("builtins.object"),)
    return all(base.shapes == object_only or is_closed(state, base) for base in thing.bases)


def class_attribute(
    interp: Interpreter, state: State, cls: Value, name: str, *, after: Address | None = None
) -> tuple[Value, Address | None] | None:
    """What ``name`` is in a class of the project or its bases, and the class that has it.

    ``after``: only classes behind that one in the resolution order, as ``super()`` does. A base
    that isn't known may have anything: then the answer is Unknown.
    """
    started = after is None
    pending = list(cls.shapes)
    while pending:
        shape = pending.pop(0)
        if isinstance(shape, Unknown):
            return (UNKNOWN, None) if started or not pending else None
        if not isinstance(shape, Ref):
            continue
        thing = state.heap.get(shape.address)
        if not isinstance(thing, ClassObject):
            return UNKNOWN, None
        if started and name in thing.names:
            return state.resolve(thing.names[name]), shape.address
        if shape.address == after:
            started = True
        pending = [each for base in thing.bases for each in base.shapes] + pending
    return None


def bound_attribute(
    interp: Interpreter,
    state: State,
    receiver: Value,
    cls: Value,
    found: tuple[Value, Address | None],
    node: cst.CSTNode,
) -> list[Outcome]:
    """A class attribute seen through an instance: functions become methods, properties run."""
    value, owner = found
    if len(value.shapes) != 1:
        return [(state, value)]
    match value.shapes[0]:
        case FunctionShape() as function:
            method = BoundMethod(replace(function, owner=owner), receiver)
            return [(state, Value((method,)))]
        case Wrapped(kind="property" | "cached_property", function=getter):
            owned = Value(tuple(owned_by(each, owner) for each in getter.shapes))
            return interp.call(state, owned, Arguments((receiver,)), node)
        case Wrapped(kind="staticmethod", function=function):
            return [(state, function)]
        case Wrapped(kind="classmethod", function=function):
            bound = tuple(BoundMethod(owned_by(each, owner), cls) for each in function.shapes)
            return [(state, Value(bound))]
        case Wrapped() as wrapped:
            return [(state, Value((BoundMethod(wrapped, receiver),)))]
        case Partial() as partial:
            return [(state, Value((partial,)))]
    return [(state, value)]


def owned_by(shape: Shape, owner: Address | None) -> Shape:
    """A function, with the class it was found in."""
    return replace(shape, owner=owner) if isinstance(shape, FunctionShape) else shape


def has_attribute(interp: Interpreter, state: State, shape: Shape, name: str) -> bool | None:
    """``hasattr`` of one shape; None where it isn't known."""
    thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    if isinstance(thing, InstanceObject):
        if name in thing.names or class_attribute(interp, state, thing.cls, name) is not None:
            return True
        if not thing.open and isinstance(shape, Ref) and context.owner_at(shape.address):
            return False
        return False if not thing.open and is_closed(state, thing.cls) else None
    kind = kind_of(state, shape)
    cls = catalogue.class_of(kind) if kind is not None else None
    if kind is None or cls is None:
        return None
    if attribute_of_type(kind, name) is not None:
        return True
    return False if cls.is_complete else None


def bind_method(shape: Shape, receiver: Value, owner: Address | None) -> Shape:
    """A special method, found in a class, for calling it on ``receiver``."""
    match shape:
        case FunctionShape():
            return BoundMethod(replace(shape, owner=owner), receiver)
        case Wrapped(kind="staticmethod", function=function):
            return function.shapes[0]
    return shape


def attribute_of_class(
    interp: Interpreter, state: State, shape: Ref, thing: ClassObject, name: str
) -> Value:
    """``cls.name``: functions as they are, class methods bound, members of enumerations."""
    if name == "__name__":
        return text(thing.name)
    cls = Value((shape,))
    found = class_attribute(interp, state, cls, name)
    if found is None:
        return UNKNOWN
    value, owner = found
    if owner is not None and not _is_function(value) and is_enum(state, cls):
        return _enum_member(state, cls, owner, name, value)
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Wrapped):
        wrapped = value.shapes[0]
        if wrapped.kind == "staticmethod":
            return wrapped.function
        if wrapped.kind == "classmethod":
            shapes = wrapped.function.shapes
            return Value(tuple(BoundMethod(owned_by(each, owner), cls) for each in shapes))
    return Value(tuple(owned_by(each, owner) for each in value.shapes), value.term)


def _is_function(value: Value) -> bool:
    return any(isinstance(shape, (FunctionShape, Wrapped)) for shape in value.shapes)


def is_enum(state: State, cls: Value) -> bool:
    """Whether a class of the project is an enumeration."""
    for shape in cls.shapes:
        if isinstance(shape, LibraryObject):
            known = catalogue.lookup(shape.qualified)
            return isinstance(known, catalogue.LibClass) and known.is_enum
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        for base in thing.bases if isinstance(thing, ClassObject) else ():
            for each in base.shapes:
                if isinstance(each, LibraryObject):
                    found = catalogue.lookup(each.qualified)
                    if isinstance(found, catalogue.LibClass) and found.is_enum:
                        return True
                elif is_enum(state, base):
                    return True
    return False


def _enum_member(state: State, cls: Value, owner: Address, name: str, value: Value) -> Value:
    """A member of the project's enumeration: one object per name."""
    address = Address((owner.site, name), PERMANENT)
    if address not in state.heap:
        names = {"value": value, "_value_": value, "name": text(name)}
        state.heap[address] = InstanceObject(cls, names, open=True)
    return Value((Ref(address),))


def inherited_from_library(
    interp: Interpreter, state: State, receiver: Value, cls: Value, name: str, node: cst.CSTNode
) -> Value | None:
    """An attribute that a base class of the library gives."""
    pending = list(cls.shapes)
    while pending:
        shape = pending.pop(0)
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, ClassObject):
            pending = [each for base in thing.bases for each in base.shapes] + pending
        elif isinstance(shape, LibraryObject):
            found = catalogue.lookup(shape.qualified)
            member = found.member(name) if isinstance(found, catalogue.LibClass) else None
            if isinstance(member, catalogue.LibFunction):
                return Value((BuiltinMethod(receiver, name),))
            if member is not None and shape.qualified != "builtins.object":
                return member_value(interp, state, member, node)
    return None


def super_attribute(
    interp: Interpreter, state: State, proxy: BoundMethod, name: str, node: cst.CSTNode
) -> list[Outcome]:
    """``super().name`` in a method of the class that owns the running function."""
    owner, receiver = interp.frame.owner, proxy.receiver
    if owner is None:
        return [(state, UNKNOWN)]
    for shape in receiver.shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        cls = thing.cls if isinstance(thing, InstanceObject) else Value((shape,))
        found = class_attribute(interp, state, cls, name, after=owner)
        if found is not None:
            return bound_attribute(interp, state, receiver, cls, found, node)
        inherited = inherited_from_library(interp, state, receiver, cls, name, node)
        if inherited is not None:
            return [(state, inherited)]
    return [(state, UNKNOWN)]


def method_of(
    interp: Interpreter, state: State, value: Value, name: str, node: cst.CSTNode
) -> Value | None:
    """The bound method of an instance of the project; None where its class has none."""
    if len(value.shapes) != 1 or not isinstance(value.shapes[0], Ref):
        return None
    thing = state.heap.get(value.shapes[0].address)
    if not isinstance(thing, InstanceObject):
        return None
    found = class_attribute(interp, state, thing.cls, name)
    if found is None:
        return None
    bound = bound_attribute(interp, state, value, thing.cls, found, node)
    return bound[0][1] if bound else NONE
