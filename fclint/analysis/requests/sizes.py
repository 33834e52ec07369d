"""Sizes: how long a body is and how long its headers say it is, exactly, if only by name.

``len(text)`` and ``text.encode()`` speak of one text: that the first counts characters where the
second has bytes is known without knowing the text.
"""

from __future__ import annotations

from fclint.analysis.builtin.text import is_ascii
from fclint.analysis.domain.heap import EnvironObject, ListObject
from fclint.analysis.domain.shapes import Address, Ref, known_text, single
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Comparison, Composed, EnvironItem, Pure
from fclint.values import Bool, Bytes, Int, Sequence, Size, Str, Unknown, Value

CHARACTERS, BYTES = "characters", "bytes"
_DEPTH = 8
_PARTS = 32
_UTF8 = frozenset({"utf-8", "utf8"})
_SINGLE_BYTE = frozenset({"ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1"})


def added(one: Size | None, other: Size | None) -> Size | None:
    """The sum of two sizes."""
    if one is None or other is None or len(one.parts) + len(other.parts) > _PARTS:
        return None
    return Size(one.constant + other.constant, one.parts + other.parts)


def in_bytes(state: State, value: Value) -> Size | None:
    """The size of a chunk of the body; text goes out as UTF-8."""
    return _size(state, value, BYTES, _DEPTH)


def _size(state: State, value: Value, unit: str, limit: int) -> Size | None:
    value = state.resolve(value)
    if not value.must_be(Str, Bytes):
        return None
    _, constant = single(value)
    if isinstance(constant, str):
        try:
            return Size(len(constant.encode()) if unit == BYTES else len(constant))
        except UnicodeEncodeError:
            return None
    if isinstance(constant, bytes):
        return Size(len(constant))
    unit = _unit(value, unit)
    term = value.term
    if isinstance(term, Composed) and limit:
        found = _composed_size(state, term, unit, limit - 1)
        if found is not None:
            return found
    if len(value.shapes) != 1:
        return None if term is None else Size(0, ((term, _unit(value, unit)),))
    least = _known_length(value, unit)
    identity = None if term is None else ("rest", term) if least else term
    return Size(least, ((identity, _unit(value, unit)),))


def _composed_size(state: State, term: Composed, unit: str, limit: int) -> Size | None:
    """The size of what is put together; None where that says nothing more than the whole."""
    first = term.operands[0].value
    if term.operation == "+":
        total: Size | None = Size()
        for operand in term.operands:
            total = added(total, _size(state, operand.value, unit, limit))
        return total
    if term.operation == "encode":
        encoding = (known_text(term.operands[1].value) or "").lower().replace("_", "-")
        if encoding in _UTF8:
            return _size(state, first, BYTES, limit)
        if encoding in _SINGLE_BYTE:
            return _size(state, first, CHARACTERS, limit)
    return None


def _unit(value: Value, unit: str) -> str:
    """Of ASCII the characters are as many as the bytes."""
    plain = all(not isinstance(shape, Str) or is_ascii(shape) for shape in value.shapes)
    return BYTES if plain else unit


def _known_length(value: Value, unit: str) -> int:
    """How long the known pieces of a value of one shape are."""
    total = 0
    for shape in value.shapes:
        assert isinstance(shape, (Str, Bytes))
        for piece in shape.pieces:
            if isinstance(piece, str) and unit == BYTES:
                total += len(piece.encode("utf-8", "replace"))
            elif piece is not None:
                total += len(piece)
    return total


# --- what the headers declare


def declared(state: State, headers: Value | None) -> Size | None:
    """The Content-Length of a header list, in bytes; None where it has none, several, or one that
    isn't known."""
    if headers is None:
        return None
    found = [
        value
        for name, value in _pairs(state, state.resolve(headers))
        if (known_text(state.resolve(name)) or "").lower() == "content-length"
    ]
    return _numeral(state, found[0]) if len(found) == 1 else None


def _pairs(state: State, headers: Value) -> list[tuple[Value, Value]]:
    shape = headers.shapes[0] if len(headers.shapes) == 1 else None
    items: tuple[Value, ...] | list[Value] | None = None
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        if isinstance(thing, ListObject) and not thing.summary:
            items = thing.items
    elif isinstance(shape, Sequence):
        items = shape.items
    pairs: list[tuple[Value, Value]] = []
    for item in items or ():
        each = state.resolve(item).shapes
        if len(each) == 1 and isinstance(each[0], Sequence) and each[0].items is not None:
            parts = each[0].items
            if len(parts) == 2:
                pairs.append((parts[0], parts[1]))
    return pairs


def _numeral(state: State, value: Value) -> Size | None:
    """The number that a text stands for."""
    value = state.resolve(value)
    text = known_text(value)
    if text is not None:
        text = text.strip()
        return Size(int(text)) if text.isascii() and text.isdigit() and len(text) < 20 else None
    term = value.term
    if isinstance(term, Composed) and term.operation == "str":
        return _number(state, term.operands[0].value)
    return None


def _number(state: State, value: Value) -> Size | None:
    """The size that an int stands for: a constant, ``len(x)``, or a sum of these."""
    value = state.resolve(value)
    known, constant = single(value)
    if known:
        return Size(constant) if isinstance(constant, int) else None
    if not value.must_be(Int):
        return None
    match value.term:
        case Pure(operation="len", operands=(operand,)):
            measured = state.resolve(operand.value)
            unit = BYTES if measured.must_be(Bytes) else CHARACTERS
            return _size(state, operand.value, unit, _DEPTH)
        case Composed(operation="+", operands=operands):
            total: Size | None = Size()
            for operand in operands:
                total = added(total, _number(state, operand.value))
            return total
    return None


# --- the request's method


def method(state: State, environ: Address, *, is_empty: bool) -> Value | None:
    """The REQUEST_METHOD on this path. Where nothing is sent although a length is declared, a test
    that something is ``HEAD``, or isn't ``GET``, is taken as one of it."""
    thing = state.heap.get(environ)
    if not isinstance(thing, EnvironObject):
        return None
    own = thing.values.get("REQUEST_METHOD")
    item = Value((Str(nonempty=True),), EnvironItem(thing.origin or environ, "REQUEST_METHOD"))
    value = state.resolve(own or item)
    if is_empty and any(_may_mean_head(term, shapes) for term, shapes in state.facts.items()):
        return Value((Str(("HEAD",)),))
    return Value(value.shapes) if value.must_be(Str) else None


def _may_mean_head(term: object, shapes: tuple[object, ...]) -> bool:
    if (
        len(shapes) == 1
        and isinstance(shapes[0], Str)
        and (shapes[0].value or "").upper() == "HEAD"
    ):
        return True
    if any(isinstance(each, Unknown) and Str(("GET",)) in each.excluded for each in shapes):
        return True
    if isinstance(term, Comparison) and shapes in ((Bool(True),), (Bool(False),)):
        other = (known_text(term.right.value) or "").upper()
        return other == ("HEAD" if shapes == (Bool(True),) else "GET")
    return False
