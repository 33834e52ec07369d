"""Text that is put together: concatenation, formatting, ``str()``; what is known of the pieces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fclint.analysis.shapes import (
    STR,
    constant_of,
    single,
)
from fclint.analysis.state import State
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Int,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    pass


TEXT_LIMIT = 100_000
"""Constants longer than this are not computed."""
NUMERAL_LIMIT = 100
"""Longer numerals are not computed: it takes quadratic time, and Python has a limit of its own."""
_PIECES = 32

# --- text


def to_text(state: State, value: Value) -> Value:
    """``str(value)`` (also ``format(value)`` and ``{value}`` in an f-string)."""
    value = state.resolve(value)
    shapes = dict.fromkeys(_as_text(shape) for shape in value.shapes)
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Str):
        return value
    return Value(tuple(shapes))


def _as_text(shape: Shape) -> Shape:
    if isinstance(shape, Str):
        return shape
    known, constant = constant_of(shape)
    if known and not isinstance(constant, bytes):
        return Str((str(constant),))
    return Str(nonempty=isinstance(shape, (Int, Float, Bool)))


def join_text(values: Iterable[Value]) -> Value:
    """The concatenation of values that are all str, or all bytes."""
    joined: Value | None = None
    for value in values:
        joined = value if joined is None else concatenate(joined, value)
    return joined if joined is not None else STR


def concatenate(left: Value, right: Value) -> Value:
    """``left + right`` of two values that are both str or both bytes."""
    shapes: dict[Shape, None] = {}
    for one in left.shapes:
        for other in right.shapes:
            shapes[concatenate_shapes(one, other)] = None
    return Value(tuple(shapes)) if len(shapes) <= 8 else Value((_common_kind(shapes),))


def _common_kind(shapes: Iterable[Shape]) -> Shape:
    kinds = {type(shape) for shape in shapes}
    return (
        {Str: Str(), Bytes: Bytes()}.get(kinds.pop(), Unknown()) if len(kinds) == 1 else Unknown()
    )


def concatenate_shapes(left: Shape, right: Shape) -> Shape:
    """``left + right`` of two alternatives; Unknown where that is no text."""
    if isinstance(left, Str) and isinstance(right, Str):
        pieces = _merge_pieces(left.pieces, right.pieces, "")
        return Str(pieces, nonempty=left.nonempty or right.nonempty)
    if isinstance(left, Bytes) and isinstance(right, Bytes):
        merged = _merge_pieces(left.pieces, right.pieces, b"")
        return Bytes(merged, nonempty=left.nonempty or right.nonempty)
    if isinstance(left, (Str, Bytes)) and isinstance(right, Unknown):
        return type(left)(_merge_pieces(left.pieces, (None,), ""), left.nonempty)
    if isinstance(right, (Str, Bytes)) and isinstance(left, Unknown):
        return type(right)(_merge_pieces((None,), right.pieces, ""), right.nonempty)
    return Unknown()


def _merge_pieces(left: tuple[Any, ...], right: tuple[Any, ...], empty: Any) -> tuple[Any, ...]:
    """Adjacent known pieces grow together, adjacent unknown ones are one."""
    pieces = list(left)
    for piece in right:
        last = pieces[-1]
        if piece == empty and piece is not None:
            continue
        if last is not None and piece is not None:
            if len(last) + len(piece) > TEXT_LIMIT:
                return (None,)
            pieces[-1] = last + piece
        elif last is not None or piece is not None:
            if last is not None and not last:
                pieces[-1] = piece
            else:
                pieces.append(piece)
    return tuple(pieces) if len(pieces) <= _PIECES else (pieces[0], None, pieces[-1])


def percent_format(state: State, left: Str, right: Shape) -> Value:
    """``'...%s...' % arguments``, exactly where all is known."""
    template = left.value
    if template is None:
        return STR
    if isinstance(right, Sequence) and right.kind == "tuple" and right.items is not None:
        values = [single(state.resolve(item)) for item in right.items]
        items: Any = tuple(constant for _, constant in values)
        known = all(is_known for is_known, _ in values)
    else:
        known, items = constant_of(right)
    parts = _percent_parts(template)
    if known and not _may_be_long(template, parts[1::2], items):
        try:
            return Value((Str((template % items,)),))
        except (TypeError, ValueError, OverflowError):
            return STR
    pieces: tuple[str | None, ...] = ("",)
    for index, part in enumerate(parts):
        pieces = _merge_pieces(pieces, (None,) if index % 2 else (part,), "")
    return Value((Str(pieces),))


def _may_be_long(template: str, conversions: list[str], items: object) -> bool:
    """Whether formatting may make a text past TEXT_LIMIT: it is not computed to find out."""
    if any(is_wide(each) or "*" in each for each in conversions):
        return True
    arguments = items if isinstance(items, tuple) else (items,)
    return len(template) + sum(len(x) for x in arguments if isinstance(x, str)) > TEXT_LIMIT


def is_wide(specification: str) -> bool:
    """Whether a format asks for a width or precision of thousands, which may be billions."""
    import re

    return re.search(r"[0-9]{4}", specification) is not None


def _percent_parts(template: str) -> list[str]:
    """Literal text and conversions in turn."""
    import re

    return re.split(r"(%(?:\(\w+\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-zA-Z%])", template)
