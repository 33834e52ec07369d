"""Kinds: what is left of an object when ``isinstance()`` or ``type()`` has told what it is."""

from __future__ import annotations

from dataclasses import replace

from fclint.analysis.domain.builtin_kinds import exact_class, is_kind
from fclint.analysis.domain.compare import compare_shapes
from fclint.analysis.domain.heap import GeneratorExpression, GeneratorObject, IteratorObject
from fclint.analysis.domain.shapes import LibraryObject, Ref
from fclint.analysis.domain.state import State
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Float,
    Int,
    IteratorShape,
    NoneShape,
    Origin,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)


def left_of_kinds(
    state: State, shape: Shape, kinds: tuple[str, ...], truth: bool
) -> tuple[Shape, ...]:
    """The shapes left of one when ``isinstance(object, kinds)`` came out as ``truth``."""
    if isinstance(shape, Unknown):
        if not truth:
            return (replace(shape, excluded=shape.excluded | set(kinds)),)
        left = [_KIND_SHAPES.get(kind, Unknown(truthy=None)) for kind in kinds]
        kept = (each for each in left if not _excluded(shape, each))
        return tuple(_of_origin(each, shape.origin) for each in kept)
    known = is_kind(state, shape, kinds)
    return (shape,) if known is None or known is truth else ()


def _of_origin(shape: Shape, origin: Origin | None) -> Shape:
    if origin is None or not isinstance(shape, (Str, Bytes, Unknown)):
        return shape
    return replace(shape, origin=origin)


def _excluded(shape: Unknown, candidate: Shape) -> bool:
    return any(
        isinstance(name, str) and _KIND_SHAPES.get(name) == candidate for name in shape.excluded
    )


_KIND_SHAPES: dict[str, Shape] = {
    "str": Str(),
    "bytes": Bytes(),
    "int": Int(),
    "bool": Bool(),
    "float": Float(),
    "bytearray": ByteArray(),
    "NoneType": NoneShape(),
}


def left_of_classes(state: State, shape: Shape, classes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The shapes left of one when ``type(object)`` turned out to be one of ``classes``."""
    own = exact_class(state, shape)
    if own is not None:
        may_be = any(
            compare_shapes(state, "is", own, Value((each,))) is not False for each in classes
        )
        return (shape,) if may_be else ()
    if not isinstance(shape, Unknown):
        return (shape,)
    left: list[Shape] = []
    for each in classes:
        if isinstance(each, LibraryObject):
            candidate = _KIND_SHAPES.get(each.qualified.rpartition(".")[2])
            if candidate is None:
                left.append(replace(shape, truthy=shape.truthy))
            elif not _excluded(shape, candidate):
                left.append(candidate)
        elif isinstance(each, Unknown):
            ruled_out = {
                name
                for cls in each.excluded
                if isinstance(cls, LibraryObject)
                and (name := cls.qualified.rpartition(".")[2]) in _WITHOUT_SUBCLASSES
            }
            left.append(replace(shape, excluded=shape.excluded | ruled_out))
        else:
            left.append(shape)
    return tuple(left)


_WITHOUT_SUBCLASSES = frozenset({"str", "bytes", "bytearray", "bool", "float", "NoneType"})
"""Kinds of which objects of derived classes are rare enough to say that what ``type()`` tells apart
``isinstance()`` tells apart, too."""


_ITERATORS = frozenset(("map", "zip", "filter", "enumerate", "reversed"))
_ITERATOR_OBJECTS = (IteratorObject, GeneratorObject, GeneratorExpression)


def is_iterator(state: State, shape: Shape) -> bool:
    """Whether that is ``iter(...)``, ``map(...)``, ``mapping.items()`` or the like, which has
    neither the methods nor the operators of containers."""
    if isinstance(shape, Ref):
        return isinstance(state.heap.get(shape.address), _ITERATOR_OBJECTS)
    if isinstance(shape, Sequence):
        return shape.kind in _ITERATORS or shape.kind.startswith("dict_")
    return isinstance(shape, IteratorShape) and shape.kind in _ITERATORS
