"""The header list that is passed to start_response, taken apart.

Source: PEP 3333, "The start_response() Callable": a list of ``(header_name, header_value)``
tuples, exactly ``list``; RFC 9110, section 5.1 (field names are tokens) and 5.5 (field values).
"""

from __future__ import annotations

import string
from collections.abc import Iterator

from fclint.values import IteratorShape, Sequence, Shape, Str, Value

TOKEN = frozenset(string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~")
"""The characters of a header name (RFC 9110, section 5.6.2): ``X.Foo`` is one."""


_ITERATORS = frozenset({"map", "zip", "filter", "enumerate", "reversed"})


def header_items(shape: Shape) -> tuple[Value, ...]:
    """What is known of the items of one alternative of the header list, in order."""
    match shape:
        case Sequence(items=items) if items is not None:
            return items
        case Sequence(item=item) | IteratorShape(item=item) if item is not None:
            return (item,)
    return ()


def header_pair(shape: Shape) -> tuple[Value, Value] | None:
    """Name and value, where one alternative of an item is a tuple or list of exactly two."""
    match shape:
        case Sequence(kind="tuple" | "list", items=(name, value)):
            return name, value
    return None


def header_pairs(headers: Value) -> Iterator[tuple[Value, Value]]:
    """Name and value of every header that some alternative of ``headers`` holds."""
    for shape in headers.shapes:
        for item in header_items(shape):
            for alternative in item.shapes:
                pair = header_pair(alternative)
                if pair is not None:
                    yield pair


def header_names(shape: Shape) -> tuple[frozenset[str], ...] | None:
    """The possible names (lower case) of each header of one alternative of the header list.

    None where the list is not known completely: a header, or a name, could be any other. Nor is
    what an iterator holds, which whoever asks first takes out of it.
    """
    if not isinstance(shape, Sequence) or shape.kind in _ITERATORS:
        return None
    if shape.items is None:
        return () if shape.item is None else None
    names = []
    for item in shape.items:
        known = _known_names(item)
        if known is None:
            return None
        names.append(known)
    return tuple(names)


def is_doubled(headers: Value, name: str) -> bool:
    """Whether every alternative of ``headers`` surely holds the header ``name`` (lower case) more
    than once: what may be there once (RFC 9110, section 5.3) says nothing then."""
    alternatives = [header_names(shape) for shape in headers.shapes]
    return bool(alternatives) and all(
        names is not None and names.count(frozenset({name})) > 1 for names in alternatives
    )


def _known_names(item: Value) -> frozenset[str] | None:
    names = set()
    for alternative in item.shapes:
        pair = header_pair(alternative)
        if pair is None:
            return None
        for name in pair[0].shapes:
            if not isinstance(name, Str) or name.value is None:
                return None
            names.add(name.value.lower())
    return frozenset(names)


def name_flaw(name: Str) -> str | None:
    """Which character of a header name no name may hold: the words for it, or None.

    Characters beyond ASCII are left to :func:`is_foreign`.
    """
    if name.value == "":
        return "is empty"
    for piece in name.known:
        for char in piece:
            if char.isascii() and char not in TOKEN:
                return f"holds {_named(char)}"
    return None


def value_flaw(value: Str) -> str | None:
    """Which character of a header value is forbidden: the words for it, or None (tab is legal)."""
    for piece in value.known:
        for char in piece:
            if (char < " " and char != "\t") or char == "\x7f":
                return f"holds {_named(char)}"
    return None


def is_foreign(text: Str, limit: int) -> bool:
    """Whether a known character lies beyond ``limit``: 0x7F for ASCII, 0xFF for latin-1."""
    return any(ord(char) > limit for piece in text.known for char in piece)


def _named(char: str) -> str:
    if char in "\r\n":
        return "a line break"
    if char == " ":
        return "a space"
    if char < " " or char == "\x7f":
        return f"the control character {char!r}"
    return f"{char!r}"
