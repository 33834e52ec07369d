"""Snapshots: what the interpreter knows of a value at one moment, in the words of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    IteratorObject,
    ListObject,
    ManagerObject,
)
from fclint.analysis.domain.joins import list_item, list_nonempty, union, unite
from fclint.analysis.domain.shapes import (
    UNKNOWN,
    Address,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    NamespaceModule,
    Partial,
    ProjectModule,
    Ref,
    Wrapped,
    WriteCallable,
)
from fclint.analysis.domain.state import State
from fclint.analysis.libraries import catalogue
from fclint.analysis.requests.taint import refreshed
from fclint.values import (
    Class,
    Coroutine,
    Environ,
    Function,
    Instance,
    IteratorShape,
    Mapping,
    Module,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_DEPTH = 5
_LONG = 1024


def snapshot(interp: Interpreter, state: State, value: Value, depth: int = _DEPTH) -> Value:
    """``value`` without references into the heap and without identity."""
    if depth == 0:
        return UNKNOWN
    value = refreshed(state, value)
    shapes = [_shape(interp, state, shape, depth) for shape in value.shapes]
    return Value(unite(shapes))


def _shape(interp: Interpreter, state: State, shape: Shape, depth: int) -> Shape:
    match shape:
        case Ref(address=address):
            return _object(interp, state, address, depth)
        case Sequence(items=items, item=item):
            return _sequence(interp, state, shape, items, item, depth)
        case FunctionShape(info=info):
            return Function(info.name)
        case BoundMethod(function=function):
            return Function(function.info.name if isinstance(function, FunctionShape) else "method")
        case BuiltinMethod(name=name):
            return Function(name)
        case Partial() | Wrapped() | WriteCallable():
            return Function("function")
        case LibraryObject(qualified=qualified):
            return _library(qualified)
        case ProjectModule(name=name) | NamespaceModule(name=name):
            return Module(name)
        case Instance(item=item) if item is not None:
            inner = snapshot(interp, state, item, depth - 1)
            return Instance(shape.name, shape.iterable, shape.role, inner, shape.base)
        case IteratorShape(kind=kind, item=item):
            return IteratorShape(kind, snapshot(interp, state, item, depth - 1))
    return shape


def _library(qualified: str) -> Shape:
    member = catalogue.lookup(qualified)
    if isinstance(member, catalogue.LibClass):
        return Class(qualified.removeprefix("builtins."))
    if isinstance(member, catalogue.LibFunction):
        return Function(qualified.removeprefix("builtins."))
    return Module(qualified) if isinstance(member, catalogue.LibModule) else Unknown()


def _sequence(
    interp: Interpreter,
    state: State,
    shape: Sequence,
    items: tuple[Value, ...] | None,
    item: Value | None,
    depth: int,
) -> Sequence:
    if items is not None and len(items) <= _LONG:
        seen = tuple(snapshot(interp, state, each, depth - 1) for each in items)
        return Sequence(shape.kind, seen, union(seen) if seen else None, bool(seen))
    inner = snapshot(interp, state, item, depth - 1) if item is not None else None
    return Sequence(shape.kind, None, inner, shape.nonempty)


def _object(interp: Interpreter, state: State, address: Address, depth: int) -> Shape:
    thing = state.heap.get(address)
    match thing:
        case ListObject():
            items = None if thing.items is None or thing.summary else tuple(thing.items)
            plain = Sequence(thing.kind, items, list_item(thing), list_nonempty(thing))
            return _sequence(interp, state, plain, items, plain.item, depth)
        case DictObject():
            return _mapping(interp, state, thing, depth)
        case EnvironObject():
            return Environ()
        case ClassObject(qualified=qualified):
            return Class(qualified)
        case InstanceObject():
            return _instance(interp, state, address, thing)
        case GeneratorObject() | GeneratorExpression():
            return IteratorShape("generator", UNKNOWN)
        case IteratorObject(kind=kind):
            return IteratorShape(kind, UNKNOWN)
        case ManagerObject(kind="coroutine" | "async_generator" as kind):
            return Coroutine(kind)
        case ManagerObject():
            return Instance("contextlib." + thing.kind, iterable=False)
    return Unknown()


def _mapping(interp: Interpreter, state: State, thing: DictObject, depth: int) -> Mapping:
    pairs = list(thing.entries.items()) + ([thing.rest] if thing.rest is not None else [])
    seen = [
        (snapshot(interp, state, key, depth - 1), snapshot(interp, state, value, depth - 1))
        for key, value in pairs[:_LONG]
    ]
    exact = thing.rest is None and not thing.optional and not thing.summary
    return Mapping(
        "dict",
        tuple(seen) if exact else None,
        union([key for key, _ in seen]) if seen else None,
        union([value for _, value in seen]) if seen else None,
        bool(thing.entries.keys() - thing.optional) or (False if exact else None),
    )


def _instance(interp: Interpreter, state: State, address: Address, thing: InstanceObject) -> Shape:
    """An instance of the project: iterable or not by what its class defines."""
    from fclint.analysis.class_attributes import class_attribute, is_enum
    from fclint.analysis.classes import all_bases

    bases = all_bases(state, thing.cls)
    if is_enum(state, thing.cls):
        return _enum_member(state, bases)
    name, known = "object", not thing.open and thing.exact
    base = role = None
    for shape in bases:
        if isinstance(shape, Ref):
            cls = state.heap.get(shape.address)
            if isinstance(cls, ClassObject) and name == "object":
                name = cls.qualified
        elif isinstance(shape, LibraryObject):
            found = catalogue.lookup(shape.qualified)
            if isinstance(found, catalogue.LibClass):
                role = role or found.role
            bare = shape.qualified.removeprefix("builtins.")
            if bare in ("str", "bytes", "int", "dict", "list", "tuple"):
                return Unknown(truthy=None)
            if not isinstance(found, catalogue.LibClass) or found.iterable is not False:
                known = known and bare in ("object", "abc.ABC", "typing.Generic", "typing.Protocol")
        else:
            known = False
    for special in ("__iter__", "__getitem__", "__getattr__"):
        if class_attribute(interp, state, thing.cls, special) is not None:
            return Instance(name, iterable=True, base=base)
    if role is not None and thing.exact:
        return Instance(name, iterable=False, role=role, base=base)
    if not known and not (thing.exact and _only_project(state, bases)):
        return Unknown()
    own = _role(interp, state, thing.cls, name)
    return Instance(name, iterable=False, role=own, base=base)


def _role(interp: Interpreter, state: State, cls: Value, name: str) -> str | None:
    """``app`` or ``response`` for an application object of the project: its ``__call__`` says
    so."""
    from fclint.analysis.class_attributes import class_attribute

    found = class_attribute(interp, state, cls, "__call__")
    for shape in found[0].shapes if found is not None else ():
        names = [p.name for p in shape.info.params[1:]] if isinstance(shape, FunctionShape) else []
        if "start_response" in names:
            return "response" if "response" in name.lower() else "app"
    return None


def _enum_member(state: State, bases: list[Shape]) -> Shape:
    """A member of an enumeration; what builtin it derives from is what matters to a server."""
    name, base = "enum", None
    for shape in bases:
        if isinstance(shape, Ref):
            cls = state.heap.get(shape.address)
            if isinstance(cls, ClassObject) and name == "enum":
                name = cls.qualified
        elif isinstance(shape, LibraryObject):
            if name == "enum":
                name = shape.qualified
            chain = catalogue.class_mro(shape.qualified)
            base = base or next(
                (k for k in ("int", "str", "bytes") if f"builtins.{k}" in chain), None
            )
    if base == "str":
        return Str(nonempty=True)
    return Instance(name, iterable=False, base=base or "enum")


def _only_project(state: State, bases: list[Shape]) -> bool:
    """Whether nothing but classes of the project, which are known, is in the hierarchy."""
    plain = ("builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol")
    return all(
        isinstance(shape, Ref) or (isinstance(shape, LibraryObject) and shape.qualified in plain)
        for shape in bases
    )
