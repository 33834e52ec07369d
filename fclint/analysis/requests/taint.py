"""Taint: where request data goes that may hold CR or LF, and what rids it of them.

A value carries its :class:`~fclint.values.Origin`. Operations on text hand it on; conversions,
removals and checks take away what it may hold. A check teaches about the value that was checked,
about what that was put together from, and about the place in a container that it was taken from.
Code that isn't followed may be a check, too: whatever is tested of what it makes of request data
counts as one, however the test comes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.shapes import Ref, single
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Composed, Pure, Taken
from fclint.values import Bytes, Origin, Sequence, Shape, Str, Unknown, Value

BREAKS = "\r\n"
DEPTH = 6
KEEPING = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "title", "casefold", "capitalize", "swapcase",
     "+", "str", "encode", "decode", "join", "format", "replace", "items", "tail"}
)  # fmt: skip
"""Operations whose result holds what the operands hold: a check of it is a check of these. Of a
text cut at its beginning that is taken for granted: what was cut off was a known prefix."""


@lru_cache(maxsize=1024)
def combined(left: Origin | None, right: Origin | None) -> Origin | None:
    """The origin of something made of both: the name of the one that may break lines."""
    if left is None or right is None or left == right:
        return left or right
    first = right if right.breaks and not left.breaks else left
    breaks = "".join(char for char in BREAKS if char in left.breaks + right.breaks)
    return Origin(first.name, breaks, left.quoted or right.quoted)


def origin(value: Value | None) -> Origin | None:
    """The origin of what one of a value's alternatives holds."""
    found: Origin | None = None
    for shape in value.shapes if value is not None else ():
        if isinstance(shape, (Str, Bytes, Unknown)) and shape.origin is not None:
            found = combined(found, shape.origin)
    return found


def is_tainted(value: Value | None) -> bool:
    """Whether a value may hold CR or LF from the request."""
    if value is None:
        return False
    return any(
        isinstance(shape, (Str, Bytes, Unknown))
        and shape.origin is not None
        and bool(shape.origin.breaks)
        for shape in value.shapes
    )


def tainted(values: Iterable[Value]) -> tuple[Value, ...]:
    """Those of the values that may hold CR or LF from the request."""
    return tuple(value for value in values if is_tainted(value))


def decoded(found: Origin, name: str) -> Origin:
    """The origin of what was decoded by ``name`` from request data: CR and LF come forth."""
    return found if found.breaks == BREAKS else Origin(name, BREAKS)


def marked(state: State, value: Value, found: Origin | None) -> Value:
    """The value as request data; so are the items of a list or tuple that was made for it."""
    if found is None:
        return value
    shapes = tuple(_marked_shape(state, shape, found) for shape in value.shapes)
    return Value(shapes, value.term)


def _marked_shape(state: State, shape: Shape, found: Origin) -> Shape:
    match shape:
        case Str() | Bytes():
            if shape.value is not None:
                return shape
            return replace(shape, origin=found)
        case Unknown():
            return replace(shape, origin=found)
        case Sequence(kind="tuple", items=items, item=item) if item is not None:
            kept = None if items is None else tuple(marked(state, each, found) for each in items)
            return replace(shape, items=kept, item=marked(state, item, found))
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, ListObject) and thing.item is not None and thing.items is None:
                state.mutable(address, ListObject).item = marked(state, thing.item, found)
    return shape


def without(shape: Shape, chars: str) -> Shape:
    """The shape, known to hold none of ``chars``."""
    if isinstance(shape, (Str, Bytes, Unknown)) and shape.origin is not None:
        left = "".join(char for char in shape.origin.breaks if char not in chars)
        if left != shape.origin.breaks:
            return replace(shape, origin=replace(shape.origin, breaks=left))
    return shape


# --- methods of text

_HANDING_ON = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "title", "casefold", "capitalize", "swapcase",
     "replace", "split", "rsplit", "splitlines", "partition", "rpartition", "zfill", "ljust",
     "rjust", "center", "removeprefix", "removesuffix", "expandtabs"}
)  # fmt: skip
"""Methods of text whose result holds what the text holds."""


def of_method(
    state: State, receiver: Value, name: str, arguments: tuple[Value, ...]
) -> Origin | None:
    """The origin of what a method of text gives."""
    if name not in _HANDING_ON:
        return None
    found = origin(receiver)
    removed = ""
    known, first = single(state.resolve(arguments[0])) if arguments else (True, None)
    if isinstance(first, bytes):
        first = first.decode("latin-1")
    match name:
        case "replace":
            if not known:
                removed = BREAKS
            elif isinstance(first, str) and len(first) == 1:
                removed = first
            if len(arguments) > 2:
                removed = ""
        case "split" | "rsplit" | "partition" | "rpartition":
            removed = BREAKS if first is None else str(first) if len(str(first)) == 1 else ""
        case "splitlines":
            removed = "" if arguments else BREAKS
    if found is not None:
        found = replace(found, breaks="".join(c for c in found.breaks if c not in removed))
    added = arguments[1] if name == "replace" and len(arguments) > 1 else None
    return combined(found, origin(added))


def refreshed(state: State, value: Value, limit: int = DEPTH) -> Value:
    """The value, rid of an origin that what it was put together from no longer has: a part was
    checked after the whole had been made."""
    value = state.resolve(value)
    if not is_tainted(value) or not limit:
        return value
    match value.term:
        case (
            Pure(operation=operation, operands=operands)
            | Composed(operation=operation, operands=operands)
        ) if operation in KEEPING:
            parts = [refreshed(state, each.value, limit - 1) for each in operands]
            if not any(map(is_tainted, parts)):
                return Value(tuple(without(shape, BREAKS) for shape in value.shapes), value.term)
        case Taken(place=place) if place in state.facts:
            return Value(state.facts[place], value.term)
    return value
