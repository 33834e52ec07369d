"""Builtin kinds: of which builtin types an object surely is an instance."""

from __future__ import annotations

from fclint.analysis.domain.exceptions import class_chain
from fclint.analysis.domain.heap import (
    DictObject,
    EnvironObject,
    GeneratorObject,
    InstanceObject,
    ListObject,
)
from fclint.analysis.domain.shapes import (
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    Partial,
    Ref,
)
from fclint.analysis.domain.state import State
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Coroutine,
    Environ,
    Float,
    Instance,
    Int,
    IteratorShape,
    Mapping,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

_NAMES: dict[type[Shape], frozenset[str]] = {
    Str: frozenset({"str"}),
    Bytes: frozenset({"bytes"}),
    Int: frozenset({"int"}),
    Bool: frozenset({"bool", "int"}),
    Float: frozenset({"float"}),
    NoneShape: frozenset({"NoneType"}),
    Mapping: frozenset({"dict"}),
    Environ: frozenset({"dict"}),
    ByteArray: frozenset({"bytearray"}),
}
_FUNCTIONS = (FunctionShape, BoundMethod, BuiltinMethod, Partial, StartResponse)
_STREAMS = frozenset({"io.BytesIO", "io.StringIO", "io.BufferedReader", "io.TextIOWrapper"})
"""Classes of the library that are no containers, and whose derived classes are none either."""
BUILTIN_KINDS = frozenset(
    {
        "str", "bytes", "int", "bool", "float", "NoneType", "dict", "list", "tuple", "set",
        "frozenset", "bytearray", "complex", "type", "generator",
    }
)  # fmt: skip


def kind_names(shape: Shape) -> frozenset[str]:
    """The names of the builtin types whose instance an object of this shape surely is."""
    if isinstance(shape, Sequence):
        return frozenset({shape.kind})
    if isinstance(shape, Instance) and shape.base:
        return frozenset({shape.base})
    return _NAMES.get(type(shape), frozenset())


def is_kind(state: State, shape: Shape, kinds: tuple[str, ...]) -> bool | None:
    """Whether the object is an instance of one of the builtin types named ``kinds``."""
    names = kind_names(shape)
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        match thing:
            case ListObject(kind=kind) | DictObject(kind=kind):
                names = frozenset({kind, "dict"} if isinstance(thing, DictObject) else {kind})
            case EnvironObject():
                names = frozenset({"dict"})
            case GeneratorObject():
                names = frozenset({"generator"})
            case InstanceObject(cls=cls, exact=True):
                chain = [class_chain(state, each) for each in cls.shapes]
                if not all(complete for _, complete in chain):
                    return None
                builtins = {name for names, _ in chain for name in names if isinstance(name, str)}
                names = frozenset({n.removeprefix("builtins.") for n in builtins} | {"object"})
            case _:
                return None
    elif isinstance(shape, _FUNCTIONS):
        names = frozenset({"function"})
    elif isinstance(shape, (IteratorShape, Coroutine)):
        names = frozenset({shape.kind})
    elif isinstance(shape, Instance) and shape.name in _STREAMS:
        names = frozenset({"object"})
    if names & set(kinds):
        return True
    if isinstance(shape, Unknown) and not (set(kinds) - shape.excluded):
        return False
    return False if names and set(kinds) <= BUILTIN_KINDS else None


def exact_class(state: State, shape: Shape) -> Value | None:
    """``type(object)`` for an object of this shape; None where it may be a derived class."""
    thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    match thing:
        case InstanceObject(cls=cls, exact=True):
            return cls
        case ListObject(kind=name) | DictObject(kind=name) if name in BUILTIN_KINDS:
            return Value((LibraryObject(f"builtins.{name}"),))
    match shape:
        case NoneShape():
            return Value((LibraryObject("types.NoneType"),))
        case Bool():
            return Value((LibraryObject("builtins.bool"),))
        case Str() | Bytes() | Int() | Float() | ByteArray() | Sequence():
            (name,) = kind_names(shape)
            if name in BUILTIN_KINDS:
                return Value((LibraryObject(f"builtins.{name}"),))
    return None


def kinds_of(state: State, value: Value, kinds: tuple[str, ...]) -> bool | None:
    """``isinstance(value, kinds)`` for builtin kinds."""
    answers = {is_kind(state, shape, kinds) for shape in value.shapes}
    return answers.pop() if len(answers) == 1 else None
