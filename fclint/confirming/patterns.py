"""Texts that a regular expression matches: one short example."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants, _parser  # type: ignore[attr-defined]
else:
    import sre_constants as _constants
    import sre_parse as _parser

_MOST_ROUNDS = 32
_LIKELY = "a1x0 -/_.@:"
_CATEGORIES = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_DIGIT: "a",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_NOT_WORD: "-",
}


def example(
    pattern: str | bytes, flags: int = 0, groups: Mapping[int, str] | None = None
) -> str | None:
    """A text in which ``pattern`` is found at the beginning, and has ``groups`` in the places of
    these groups; None where that isn't simple."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed: Any = _parser.parse(text, flags)
            made = _sequence(parsed, {}, groups or {})
            found = re.match(text, made, flags)
            if found is None:
                return None
            same = all(found.group(number) == part for number, part in (groups or {}).items())
            return made if same else None
    except (
        re.error,
        ValueError,
        OverflowError,
        RecursionError,
        KeyError,
        IndexError,
        _UnknownError,
    ):
        return None


class _UnknownError(Exception):
    pass


def _sequence(parts: Iterable[Any], groups: dict[int, str], wanted: Mapping[int, str]) -> str:
    return "".join(_one(operation, argument, groups, wanted) for operation, argument in parts)


def _one(operation: Any, argument: Any, groups: dict[int, str], wanted: Mapping[int, str]) -> str:
    match str(operation):
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return "a" if argument != ord("a") else "b"
        case "ANY":
            return "a"
        case "AT" | "ASSERT_NOT":
            return ""
        case "IN":
            return _member(argument)
        case "BRANCH":
            return _sequence(argument[1][0], groups, wanted)
        case "SUBPATTERN":
            made = wanted.get(argument[0])
            if made is None:
                made = _sequence(argument[-1], groups, wanted)
            if argument[0] is not None:
                groups[argument[0]] = made
            return made
        case "GROUPREF":
            return groups[argument]
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = argument
            rounds = max(least, 1) if most else 0
            if rounds > _MOST_ROUNDS:
                raise _UnknownError
            return "".join(_sequence(inner, groups, wanted) for _ in range(rounds))
        case "ATOMIC_GROUP":
            return _sequence(argument, groups, wanted)
    raise _UnknownError


def _member(choices: Any) -> str:
    """A character of a set."""
    negated = str(choices[0][0]) == "NEGATE"
    likely = [char for char in _LIKELY if _is_in(char, choices[negated:]) is not negated]
    if likely:
        return likely[0]
    for operation, argument in choices:
        if str(operation) == "LITERAL":
            return chr(argument)
        if str(operation) == "RANGE":
            return chr(argument[0])
        if str(operation) == "CATEGORY":
            return _CATEGORIES[argument]
    raise _UnknownError


def _is_in(char: str, choices: Any) -> bool:
    for operation, argument in choices:
        match str(operation):
            case "LITERAL":
                if ord(char) == argument:
                    return True
            case "RANGE":
                if argument[0] <= ord(char) <= argument[1]:
                    return True
            case "CATEGORY":
                name = str(argument)
                known = {
                    "CATEGORY_DIGIT": char.isdigit(),
                    "CATEGORY_NOT_DIGIT": not char.isdigit(),
                    "CATEGORY_SPACE": char.isspace(),
                    "CATEGORY_NOT_SPACE": not char.isspace(),
                    "CATEGORY_WORD": char.isalnum() or char == "_",
                    "CATEGORY_NOT_WORD": not (char.isalnum() or char == "_"),
                }
                if known.get(name, False):
                    return True
    return False
