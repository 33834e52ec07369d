"""Between the library's type expressions and abstract values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fclint.analysis.builtin.matches import MATCH, PATTERN, with_texts
from fclint.analysis.domain.heap import (
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    IteratorObject,
    ListObject,
)
from fclint.analysis.domain.joins import union, unite
from fclint.analysis.domain.shapes import UNKNOWN, LibraryObject, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.catalogue import TypeExpr
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Coroutine,
    Float,
    Function,
    Instance,
    Int,
    IteratorShape,
    Mapping,
    NoneShape,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_SIMPLE: dict[str, Shape] = {
    "None": NoneShape(),
    "bool": Bool(),
    "int": Int(),
    "float": Float(),
    "complex": Float(),
    "str": Str(),
    "bytes": Bytes(),
    "bytearray": ByteArray("bytearray"),
    "memoryview": ByteArray("memoryview"),
}


def from_type(state: State, expr: TypeExpr, site: object, depth: int = 3) -> Value:
    """A value of a library type; containers are fresh objects of unknown content."""
    shapes: list[Shape] = []
    for member in expr.members():
        shapes.extend(_shapes_of(state, member, site, depth))
    return Value(unite(shapes))


def _shapes_of(state: State, expr: TypeExpr, site: object, depth: int) -> tuple[Shape, ...]:
    kind = expr.kind
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return (simple,)
    if depth == 0 or kind in ("unknown", "argument", "parameter", "self", "noreturn"):
        return (Unknown(),)
    items = [from_type(state, each, site, depth - 1) for each in expr.args]
    match kind:
        case "list" | "set":
            thing = ListObject(kind, None, items[0] if items else UNKNOWN)
            return (Ref(state.allocate(site, thing)),)
        case "dict":
            rest = (items[0], items[1]) if len(items) == 2 else (UNKNOWN, UNKNOWN)
            return (Ref(state.allocate(site, DictObject("dict", {}, rest=rest))),)
        case "tuple":
            if expr.variadic or not items:
                return (Sequence("tuple", None, items[0] if items else UNKNOWN),)
            return (Sequence("tuple", tuple(items), union(items)),)
        case "frozenset" | "range":
            return (Sequence(kind, None, items[0] if items else UNKNOWN),)
        case "iterator" | "generator":
            return (IteratorShape(kind, items[0] if items else UNKNOWN),)
        case "coroutine":
            return (Coroutine(),)
        case "instance":
            return (instance_of(state, expr, site, depth),)
        case "callable" | "type" | "iterable":
            return (Unknown(truthy=True if kind != "iterable" else None),)
    return (Unknown(),)


def instance_of(state: State, expr: TypeExpr, site: object = None, depth: int = 2) -> Shape:
    """An instance of a library class, with what is known of it for the rules."""
    found = catalogue.class_of(expr)
    if found is None:
        return Unknown(truthy=None)
    bases = catalogue.class_mro(found.qualified)
    base = next(
        (kind for kind in ("int", "str", "bytes", "dict") if f"builtins.{kind}" in bases), None
    )
    if "builtins.dict" in bases or "collections.abc.Mapping" in bases:
        base = "dict"
    item = None
    iterable = found.iterable
    if iterable and depth:
        item_type = catalogue.attribute(expr, "__iter__")
        if isinstance(item_type, catalogue.LibFunction) and found.item.is_known:
            item = from_type(state, _item_type(expr, found), site, depth - 1)
    made = Instance(found.qualified, iterable=iterable, role=found.role, item=item, base=base)
    if expr.args and found.qualified in (PATTERN, MATCH):
        return with_texts(made, from_type(state, expr.args[0], site, 1))
    return made


def _item_type(expr: TypeExpr, found: catalogue.LibClass) -> TypeExpr:
    return catalogue.substitute(found.item, type_arguments=expr.args)


def kind_of(state: State, shape: Shape) -> TypeExpr | None:
    """The library's type of an object of this shape; None where it isn't known."""
    match shape:
        case NoneShape():
            return TypeExpr("None")
        case Bool():
            return TypeExpr("bool")
        case Int():
            return TypeExpr("int")
        case Float():
            return TypeExpr("float")
        case Str():
            return TypeExpr("str")
        case Bytes():
            return TypeExpr("bytes")
        case ByteArray(kind=kind):
            return TypeExpr(kind)
        case Sequence(kind=kind) if kind in catalogue.KINDS:
            return TypeExpr(kind)
        case Mapping():
            return TypeExpr("dict")
        case Instance(name=name):
            return TypeExpr("instance", name=name)
        case IteratorShape(kind="generator"):
            return TypeExpr("generator")
        case Coroutine():
            return TypeExpr("coroutine")
        case Function():
            return None
        case Ref(address=address):
            thing = state.heap.get(address)
            match thing:
                case ListObject(kind=kind) if kind in catalogue.KINDS:
                    return TypeExpr(kind)
                case ListObject(kind="deque"):
                    return TypeExpr("instance", name="collections.deque")
                case DictObject() | EnvironObject():
                    return TypeExpr("dict")
                case GeneratorObject() | GeneratorExpression():
                    return TypeExpr("generator")
                case IteratorObject():
                    return TypeExpr("iterator")
    return None


def attribute_of_type(kind: TypeExpr, name: str) -> catalogue.Member | None:
    """What ``name`` is on an object of a library type."""
    return catalogue.attribute(kind, name)


_PARSED = ("urllib.parse.", "re.")
"""Whose attributes are None because of what the text was. Elsewhere an attribute may be declared
as None for how its object was made (the pipes of a ``Popen``, the status of a response), which
isn't known here."""


def member_value(
    interp: Interpreter, state: State, member: catalogue.Member, site: object
) -> Value:
    """A member of a library module or object as a value."""
    if isinstance(member, catalogue.LibVariable):
        return from_type(state, member.type, site)
    if isinstance(member, catalogue.LibProperty):
        value = from_type(state, member.type, site)
        if member.qualified.startswith(_PARSED):
            return value
        known = tuple(shape for shape in value.shapes if not isinstance(shape, NoneShape))
        return Value(known) if known else value
    name = member.name if isinstance(member, catalogue.LibModule) else member.qualified
    return Value((LibraryObject(name),))


def returned(
    interp: Interpreter,
    state: State,
    returns: TypeExpr,
    arguments: tuple[Value, ...],
    site: object,
) -> Value:
    """What a library function of that declared result gives for these arguments."""
    shapes: list[Shape] = []
    for member in returns.members():
        if member.kind == "argument" and 0 <= member.index < len(arguments):
            for shape in arguments[member.index].shapes:
                shapes.extend(_by_argument(state, member, shape, site))
        else:
            shapes.extend(from_type(state, member, site).shapes)
    return interp.identified(state, Value(unite(shapes)), site)


def _by_argument(state: State, expr: TypeExpr, shape: Shape, site: object) -> tuple[Shape, ...]:
    """``@0``: an object of the argument's builtin kind, of which nothing else is known;
    ``@0[A,B]``: A where the argument is text, B where it is bytes."""
    if expr.args:
        if not isinstance(shape, (Str, Bytes)) or len(expr.args) != 2:
            return (Unknown(),)
        return from_type(state, expr.args[isinstance(shape, Bytes)], site).shapes
    match shape:
        case Str():
            return (Str(),)
        case Bytes():
            return (Bytes(),)
    return (Unknown(),)
