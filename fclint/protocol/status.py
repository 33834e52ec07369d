"""What is wrong with the status that is passed to start_response.

Source: PEP 3333, "The start_response() Callable": a str of the form ``'999 Message here'`` without
control characters and surrounding white space; RFC 9110, section 15: codes are 100 to 599.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from fclint.values import Bytes, Instance, Shape, Str, Unknown, Value, describe

CODES = range(100, 600)
_PHRASES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
"""Phrases of RFC 9110 that Python's library has only since 3.13."""


class Flaw(enum.Enum):
    """The ways a status can be wrong."""

    TYPE = "not a str"
    BYTES = "bytes"
    EMPTY = "empty"
    NUMBER = "no number"
    RANGE = "out of range"
    CONTROL = "control character"
    REASON = "no reason phrase"
    SPACE = "surrounding white space"
    ENCODING = "not latin-1"


@dataclass(frozen=True, slots=True)
class StatusFlaw:
    """What is wrong, and the words for it that follow ``status is``."""

    kind: Flaw
    words: str


def status_flaw(shape: Shape) -> StatusFlaw | None:
    """What is provably wrong with a status of this shape; None where nothing is."""
    match shape:
        case Unknown():
            return None
        case Str():
            return _text_flaw(shape)
        case Bytes():
            return StatusFlaw(Flaw.BYTES, f"{describe(shape)}, not str")
        case Instance(base="str"):
            return None
        case Instance(base=None, role=None, name=name) if name != "http.HTTPStatus":
            return None
    return StatusFlaw(Flaw.TYPE, f"{describe(shape)}, not a str such as '200 OK'")


def status_code(shape: Shape) -> int | None:
    """The number a status of this shape begins with, where it is certain."""
    if not isinstance(shape, Str):
        return None
    word, ended = _first_word(shape)
    return int(word) if ended and _is_number(word) else None


def with_phrase(text: str) -> str | None:
    """``text`` without surrounding white space, and with the reason phrase of its code (RFC 9110,
    section 15) if it has none; None where the code has none either."""
    text = text.strip()
    if len(text) == 3 and _is_number(text):
        from http import HTTPStatus

        known = {status.value: status.phrase for status in HTTPStatus}
        known |= _PHRASES
        phrase = known.get(int(text))
        return f"{text} {phrase}" if phrase else None
    return text or None


def may_have_code(status: Value, codes: frozenset[int]) -> bool:
    """Whether a known alternative of ``status`` has one of ``codes``."""
    return any(status_code(shape) in codes for shape in status.shapes)


def must_have_code(status: Value, codes: frozenset[int]) -> bool:
    """Whether every alternative of ``status`` is known to have one of ``codes``."""
    return bool(status.shapes) and all(status_code(shape) in codes for shape in status.shapes)


def _first_word(text: Str) -> tuple[str, bool]:
    """What is known of the first word, and whether that is the whole word."""
    prefix = text.pieces[0] or "" if text.pieces else ""
    words = prefix.split(None, 1)
    if not words:
        return "", text.value is not None
    whole = text.value is not None or prefix.lstrip() != words[0]
    return words[0], whole


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _text_flaw(text: Str) -> StatusFlaw | None:
    """The flaw of a text of which some pieces are known, the worst one first."""
    seen = describe(text)
    begins = seen if text.value is not None else f"a str that begins with {text.pieces[0]!r}"
    word, ended = _first_word(text)
    if ended and not word:
        return StatusFlaw(Flaw.EMPTY, f"{seen}, without a status code")
    if word and not _is_number(word):
        return StatusFlaw(Flaw.NUMBER, f"{begins}, without a three-digit status code")
    if len(word) > 3 or (ended and (len(word) < 3 or int(word) not in CODES)):
        return StatusFlaw(Flaw.RANGE, f"{begins}, outside 100 to 599")
    if any(ord(char) < 0x20 or ord(char) == 0x7F for piece in text.known for char in piece):
        return StatusFlaw(Flaw.CONTROL, f"{seen}, with a control character")
    if text.value is not None and text.value.strip() == word:
        return StatusFlaw(Flaw.REASON, f"{seen}, without a reason phrase")
    if (text.pieces[0] or "")[:1].isspace() or (
        (text.pieces[-1] or "")[-1:].isspace() and (text.value is not None)
    ):
        return StatusFlaw(Flaw.SPACE, f"{begins}, with surrounding white space")
    if any(ord(char) > 0xFF for piece in text.known for char in piece):
        return StatusFlaw(Flaw.ENCODING, f"{seen}, with characters outside latin-1")
    return None
