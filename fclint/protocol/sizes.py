"""How large header lists are, and what lengths say of each other.

Source: RFC 9110, section 8.6 (Content-Length is a number of octets, written in digits).
"""

from __future__ import annotations

from collections import Counter

from fclint.plurals import counted
from fclint.protocol.headers import header_items, header_pair, header_pairs
from fclint.values import Sequence, Shape, Size, Str, Value


def least_header_size(shape: Shape) -> int:
    """How many bytes the names and values of one alternative of a header list have at least."""
    if not isinstance(shape, Sequence) or shape.items is None:
        return 0
    return sum(_least_of_item(item) for item in header_items(shape))


def _least_of_item(item: Value) -> int:
    """The least that one of the alternatives of an item needs."""
    sizes = []
    for alternative in item.shapes:
        pair = header_pair(alternative)
        sizes.append(0 if pair is None else sum(_least_of_text(part) for part in pair))
    return min(sizes, default=0)


def _least_of_text(text: Value) -> int:
    sizes = [
        max(sum(len(piece.encode("utf-8", "replace")) for piece in shape.known), shape.least_length)
        if isinstance(shape, Str)
        else 0
        for shape in text.shapes
    ]
    return min(sizes, default=0)


def unreadable_length(headers: Value) -> str | None:
    """A Content-Length that is surely no number of bytes; None where there is none such."""
    for name, value in header_pairs(headers):
        text = _only_text(value)
        if (_only_text(name) or "").lower() != "content-length" or text is None:
            continue
        if not _is_length(text):
            return text
    return None


def _only_text(value: Value) -> str | None:
    """The text that a value is, where it is exactly one."""
    shape = value.shapes[0] if len(value.shapes) == 1 else None
    return shape.value if isinstance(shape, Str) else None


def _is_length(text: str) -> bool:
    digits = text.strip(" \t")
    return digits.isascii() and digits.isdigit()


def mismatch(declared: Size, sent: Size) -> str | None:
    """What is provably wrong with a declared length: the words for it, or None.

    A part without an identity is something of which nothing is known, which equals nothing.
    """
    if not declared.parts and not sent.parts:
        if declared.constant == sent.constant:
            return None
        return f"declares {counted(declared.constant, 'byte')}, the body has {sent.constant}"
    if not declared.parts:
        if sent.constant > declared.constant:
            declares = f"declares {counted(declared.constant, 'byte')}"
            return f"{declares}, the body has at least {sent.constant}"
        return None
    if any(identity is None for identity, _ in (*declared.parts, *sent.parts)):
        return None
    if Counter(declared.parts) == Counter(sent.parts):
        more = declared.constant - sent.constant
        if not more:
            return None
        by = f"{counted(abs(more), 'byte')} {'more' if more > 0 else 'fewer'}"
        return f"declares {by} than the body has"
    return _counts_characters(declared, sent)


def _counts_characters(declared: Size, sent: Size) -> str | None:
    """``len()`` of text where the bytes of its encoding are sent."""
    rest, needed = Counter(declared.parts), Counter(sent.parts)
    common = rest & needed
    rest, needed = rest - common, needed - common
    as_bytes = Counter({(identity, "bytes"): count for (identity, _), count in rest.items()})
    in_characters = all(unit == "characters" for _, unit in rest)
    if not rest or not in_characters or as_bytes != needed:
        return None
    if declared.constant > sent.constant:
        return None
    return "counts the characters of a text whose encoding is sent"
