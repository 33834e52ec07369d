"""Text that is put together: concatenation, formatting, ``str()``; what is known of the pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from typing import Any

from fclint.analysis.domain.shapes import (
    constant_of,
    single,
    text,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Composed, Operand, depth
from fclint.analysis.requests.taint import combined, origin
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Instance,
    Int,
    Origin,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

TEXT_LIMIT = 100_000
"""Constants longer than this are not computed."""
NUMERAL_LIMIT = 100
"""Longer numerals are not computed: it takes quadratic time, and Python has a limit of its own."""
_PIECES = 32
_OPERANDS = 32
_DEEP = {"+": 5, "str": 9}
"""How deeply terms of an operation may nest."""

# --- identity


def composed(operation: str, *values: Value) -> Composed | None:
    """The term of what is put together from ``values``; None where one of them has no identity."""
    operands: list[Operand] = []
    for value in values:
        term = value.term
        if term is None and not single(value)[0]:
            return None
        if operation == "+" and isinstance(term, Composed) and term.operation == "+":
            operands.extend(term.operands)
        else:
            operands.append(Operand(value))
    if len(operands) > _OPERANDS:
        return None
    made = Composed(operation, tuple(operands))
    return made if depth(made, 10) < _DEEP.get(operation, 6) else None


def as_composed(state: State, value: Value, operation: str, *parts: Value) -> Value:
    """``value`` with its identity as something put together from ``parts``."""
    if value.term is not None or single(value)[0]:
        return value
    term = composed(operation, *parts)
    return value if term is None else state.resolve(Value(value.shapes, term))


# --- text


def to_text(state: State, value: Value) -> Value:
    """``str(value)`` (also ``format(value)`` and ``{value}`` in an f-string)."""
    value = state.resolve(value)
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Str):
        return value
    shapes = tuple(dict.fromkeys(_as_text(shape) for shape in value.shapes))
    made = Value(shapes)
    if value.must_be(Int, Float, Bool, Unknown):
        return as_composed(state, made, "str", value)
    return made


_ASCII_TEXT = ("datetime.", "uuid.", "decimal.", "ipaddress.", "_decimal.", "fractions.")
"""Modules with classes whose objects are ASCII as text."""


def _as_text(shape: Shape) -> Shape:
    if isinstance(shape, Str):
        return shape
    known, constant = constant_of(shape)
    if known and not isinstance(constant, bytes):
        return Str((str(constant),))
    if isinstance(shape, Unknown):
        return Str(origin=shape.origin)
    numeral = isinstance(shape, (Int, Float, Bool))
    plain = isinstance(shape, Instance) and shape.name.startswith(_ASCII_TEXT)
    return Str(nonempty=numeral or plain, ascii=numeral or plain)


def is_ascii(shape: Str) -> bool:
    """Whether the text is known to be ASCII."""
    return shape.ascii or all(piece is not None and piece.isascii() for piece in shape.pieces)


def formatted(state: State, value: Value, specification: str, conversion: str | None) -> Value:
    """``value`` in a field of a format: ``{value!r:>10}``. A ``repr()`` escapes line breaks."""
    if conversion in ("r", "a"):
        return Value((Str(nonempty=True, ascii=conversion == "a"),))
    if not specification:
        return to_text(state, value)
    kind = specification[-1:]
    value = state.resolve(value)
    if kind == "d" and len(specification) == 1 and value.must_be(Int):
        return to_text(state, value)
    if kind in "bcdeEfFgGnoxX%" or value.must_be(Int, Float):
        return Value((Str(nonempty=True, ascii=kind not in "cn"),))
    return Value((Str(origin=origin(to_text(state, value))),))


def join_text(values: Iterable[Value], state: State | None = None) -> Value:
    """The concatenation of values that are all str, or all bytes; with its identity where
    ``state`` is given."""
    given = list(values)
    joined: Value | None = None
    for value in given:
        joined = value if joined is None else concatenate(joined, value)
    if joined is None:
        return Value((Str(),))
    if state is None or len(given) == 1:
        return joined
    made = as_composed(state, joined, "+", *given)
    known = state.sites.provenance
    return made if known is None else known.joined(state, made, given)


def concatenate(left: Value, right: Value) -> Value:
    """``left + right`` of two values that are both str or both bytes."""
    shapes: dict[Shape, None] = {}
    for one in left.shapes:
        for other in right.shapes:
            shapes[concatenate_shapes(one, other)] = None
    return Value(tuple(shapes)) if len(shapes) <= 8 else Value((_common_kind(shapes),))


def _common_kind(shapes: Iterable[Shape]) -> Shape:
    given = list(shapes)
    found = origin(Value(tuple(given)))
    for kind in (Str, Bytes):
        if all(isinstance(shape, kind) for shape in given):
            return kind(origin=found)
    return Unknown(origin=found)


def concatenate_shapes(left: Shape, right: Shape) -> Shape:
    """``left + right`` of two alternatives; Unknown where that is no text."""
    if isinstance(left, Str) and isinstance(right, Str):
        pieces = merge_pieces(left.pieces, right.pieces, "")
        nonempty, found = left.nonempty or right.nonempty, combined(left.origin, right.origin)
        plain = None in pieces and is_ascii(left) and is_ascii(right)
        return Str(pieces, nonempty, found, plain)
    if isinstance(left, Bytes) and isinstance(right, Bytes):
        merged = merge_pieces(left.pieces, right.pieces, b"")
        nonempty = left.nonempty or right.nonempty
        return Bytes(merged, nonempty, combined(left.origin, right.origin))
    if isinstance(left, (Str, Bytes)) and isinstance(right, Unknown):
        merged = merge_pieces(left.pieces, (None,), "")
        return type(left)(merged, left.nonempty, combined(left.origin, right.origin))
    if isinstance(right, (Str, Bytes)) and isinstance(left, Unknown):
        merged = merge_pieces((None,), right.pieces, "")
        return type(right)(merged, right.nonempty, combined(left.origin, right.origin))
    return Unknown()


def merge_pieces(left: tuple[Any, ...], right: tuple[Any, ...], empty: Any) -> tuple[Any, ...]:
    """Adjacent known pieces grow together, adjacent unknown ones are one."""
    pieces = list(left)
    for piece in right:
        last = pieces[-1]
        if piece == empty and piece is not None:
            continue
        if last is not None and piece is not None:
            if len(last) + len(piece) > TEXT_LIMIT:
                return (*pieces, None)
            pieces[-1] = last + piece
        elif last is not None or piece is not None:
            if last is not None and not last:
                pieces[-1] = piece
            else:
                pieces.append(piece)
    return tuple(pieces) if len(pieces) <= _PIECES else (pieces[0], None, pieces[-1])


def repeated(shape: Str | Bytes, count: int | None) -> Shape:
    """``text * count``: past TEXT_LIMIT only that it goes on is known."""
    value: Any = shape.value
    if value is None or count is None:
        return type(shape)(origin=shape.origin)
    if len(value) * max(count, 0) <= TEXT_LIMIT:
        return type(shape)((value * count,), shape.nonempty and count > 0, shape.origin)
    return type(shape)((value * (TEXT_LIMIT // len(value)), None))


def percent_format(state: State, left: Str, right: Value) -> Value:
    """``'...%s...' % arguments``, exactly where all is known. ``right`` has one alternative."""
    template = left.value
    shape = right.shapes[0]
    if template is None:
        return Value((Str(origin=combined(left.origin, origin(right))),))
    items: Any
    given: list[Value] | None = None
    if isinstance(shape, Sequence) and shape.kind == "tuple" and shape.items is not None:
        given = [state.resolve(item) for item in shape.items]
        values = [single(each) for each in given]
        items = tuple(constant for _, constant in values)
        known = all(is_known for is_known, _ in values)
    else:
        known, items = constant_of(shape)
        if not isinstance(shape, Sequence):
            given = [right]
    parts = percent_parts(template)
    if known and not _may_be_long(template, parts[1::2], items):
        try:
            return text(template % items)
        except (TypeError, ValueError, OverflowError):
            return Value((Str(),))
    return join_text(_percent_pieces(state, parts, given), state)


def names_in_percent_template(template: str) -> tuple[str, ...]:
    """The keys that ``template % mapping`` looks up, in order, each once."""
    found = (part[2 : part.index(")")] for part in percent_parts(template)[1::2] if "(" in part)
    return tuple(dict.fromkeys(found))


def names_in_format_template(template: str) -> tuple[str, ...]:
    """The keywords that ``template.format()`` looks up, in order, each once; none where the
    template is malformed."""
    try:
        fields = [name for _, name, _, _ in Formatter().parse(template) if name]
    except ValueError:
        return ()
    names = (re.split(r"[.\[]", field, maxsplit=1)[0] for field in fields)
    return tuple(dict.fromkeys(name for name in names if name and not name.isdigit()))


def percent_bytes(left: Bytes) -> Bytes:
    """``b'...%d...' % arguments``: what is known is whether something is sure to be in it."""
    template = left.value
    parts = percent_parts(template.decode("latin-1")) if template is not None else []
    certain = any(part[-1] not in "abrs" if index % 2 else part for index, part in enumerate(parts))
    return Bytes((None,), nonempty=certain)


def _percent_pieces(state: State, parts: list[str], given: list[Value] | None) -> list[Value]:
    """What takes the place of each part of a template; odd ones are conversions."""
    arguments = iter(given or ())
    pieces: list[Value] = []
    for index, part in enumerate(parts):
        if not index % 2:
            pieces.append(text(part))
        elif part == "%%":
            pieces.append(text("%"))
        elif "(" in part or "*" in part or given is None:
            pieces.append(Value((Str(),)))
        else:
            argument = next(arguments, None)
            pieces.append(_converted(state, part, argument) if argument else Value((Str(),)))
    return [each for each in pieces if single(each) != (True, "")] or [text("")]


def _converted(state: State, conversion: str, value: Value) -> Value:
    kind, plain = conversion[-1], len(conversion) == 2
    if kind in "ra":
        return formatted(state, value, "", kind)
    if kind == "s":
        made = to_text(state, value)
        return made if plain else Value((Str(origin=origin(made)),))
    if kind in "diu" and plain and state.resolve(value).must_be(Int):
        return to_text(state, value)
    return Value((Str(nonempty=True, ascii=kind != "c"),))


def origin_of_all(values: Iterable[Value]) -> Origin | None:
    """The origin of something that all of the values have a part in."""
    found: Origin | None = None
    for value in values:
        found = combined(found, origin(value))
    return found


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


def percent_parts(template: str) -> list[str]:
    """Literal text and conversions in turn."""
    import re

    return re.split(r"(%(?:\([^()]*\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-zA-Z%])", template)
