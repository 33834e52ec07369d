"""A text that a regular expression matches, for expressions as people write them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

_LONGEST = 1_000
_CHARS = "x1/-_ .~:a0A\n"
"""What stands for a character of which only a class is known, the first one that fits."""
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


def sample(pattern: str, flags: int = 0) -> str | None:
    """A short text that ``pattern`` matches; None where none was found."""
    if len(pattern) > _LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern, flags)
            text = _Sampler().of(_parse(pattern, flags))
            return text if compiled.search(text) is not None else None
    except Exception:  # a pattern that is wrong, or more than is understood here
        return None


def _parse(pattern: str, flags: int) -> Iterable[Any]:
    """The pattern as Python's own parser has it, under its name of today or of before 3.11."""
    from importlib import import_module

    try:
        parser = import_module("re._parser")
    except ImportError:
        parser = import_module("sre_parse")
    parsed: Iterable[Any] = parser.parse(pattern, flags)
    return parsed


class _Sampler:
    """Walks a parsed pattern; ``groups`` are the texts of those seen so far."""

    def __init__(self) -> None:
        self.groups: dict[int, str] = {}

    def of(self, parsed: Iterable[Any]) -> str:
        """A text for the whole. Raises ValueError for what isn't understood."""
        return "".join(self._one(str(operation), given) for operation, given in parsed)

    def _one(self, operation: str, given: Any) -> str:
        match operation:
            case "LITERAL":
                return chr(given)
            case "ANY":
                return "x"
            case "NOT_LITERAL":
                return _first(lambda char: char != chr(given))
            case "IN":
                return _of_class(given)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, inner = given
                return "".join(self.of(inner) for _ in range(least or int(most > 1)))
            case "SUBPATTERN":
                text = self.of(given[-1])
                if given[0] is not None:
                    self.groups[given[0]] = text
                return text
            case "ATOMIC_GROUP":
                return self.of(given)
            case "BRANCH":
                return self.of(given[1][0])
            case "GROUPREF":
                return self.groups.get(given, "")
            case "AT" | "ASSERT" | "ASSERT_NOT":
                return ""
        raise ValueError(operation)


def _of_class(items: Sequence[Any]) -> str:
    """A character of a class such as ``[a-z_]``."""
    negated = str(items[0][0]) == "NEGATE"
    for operation, given in () if negated else items:
        if str(operation) == "LITERAL":
            return chr(given)
        if str(operation) == "RANGE":
            return chr(given[0])
    return _first(lambda char: _holds(items, char) is not negated)


def _holds(items: Sequence[Any], char: str) -> bool:
    for operation, given in items:
        match str(operation):
            case "LITERAL" if chr(given) == char:
                return True
            case "RANGE" if given[0] <= ord(char) <= given[1]:
                return True
            case "CATEGORY" if re.match(_CATEGORIES[str(given)], char):
                return True
    return False


def _first(fits: Callable[[str], bool]) -> str:
    found = next(filter(fits, _CHARS), None)
    if found is None:
        raise ValueError("no such character")
    return found
