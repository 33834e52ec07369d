"""Which rules a user wants to hear: codes and prefixes of codes.

The longer prefix wins, as in ruff: ``select = ["FC2"]`` with ``ignore = ["FC203"]`` is FC2 without
FC203, and ``select = ["FC203"]`` with ``ignore = ["FC2"]`` is FC203 alone. Of two equally long
ones, ignore wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fclint.finding import Severity
from fclint.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from fclint.rule import Rule

ALL = "ALL"
"""Selects every rule, those of severity info too."""


class UnknownCodeError(ValueError):
    """A code or prefix that no rule has; the message says which, and the nearest known one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that speak. ``select`` is None for the default: all but those whose severity is
    info on the target."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()

    def admits(self, code: str, severity: Severity) -> bool:
        """Whether a finding of ``code`` and ``severity`` is wanted."""
        if self.select is None:
            wanted = 0 if severity > Severity.INFO else -1
        else:
            wanted = _longest(self.select, code)
        wanted = max(wanted, _longest(self.extend_select, code))
        return wanted > _longest(self.ignore, code)


def matches(prefixes: Iterable[str], code: str) -> bool:
    """Whether one of ``prefixes`` (or ``ALL``) covers ``code``."""
    return _longest(prefixes, code) >= 0


def family(code: str) -> str:
    """What the codes of related rules begin with: letters and the first digit."""
    letters = code.rstrip("0123456789")
    return code[: len(letters) + 1]


def check_codes(codes: Sequence[str], rules: Iterable[Rule]) -> tuple[str, ...]:
    """``codes`` in upper case, where each is ``ALL``, a rule's code or a prefix of one.

    Raises :class:`UnknownCodeError` for the first that isn't.
    """
    names = {rule.name: rule.code for rule in rules}
    return tuple(_check_code(code, names) for code in codes)


def _check_code(code: str, names: dict[str, str]) -> str:
    upper = code.strip().upper()
    if upper == ALL or (upper and any(known.startswith(upper) for known in names.values())):
        return upper
    named = nearest(code, names)
    if named is not None:
        hint = f"; did you mean {names[named]!r} ({named})?"
    elif len(upper) <= len("FC1"):
        groups = sorted(set(map(family, names.values())))
        hint = f"; there are {', '.join(groups)} and {ALL}"
    else:
        group = family(upper)
        ordered = sorted(names.values(), key=lambda known: (not known.startswith(group), known))
        hint = did_you_mean(upper, ordered)
        if not hint and not upper.startswith("FC"):
            hint = "; rules of others have to be installed beside fclint, or appended"
    raise UnknownCodeError(f"no rule has the code {code!r}{hint}")


def _longest(prefixes: Iterable[str], code: str) -> int:
    """The length of the longest of ``prefixes`` that covers ``code``; -1 where none does."""
    lengths = (
        0 if prefix == ALL else len(prefix)
        for prefix in prefixes
        if prefix == ALL or code.startswith(prefix)
    )
    return max(lengths, default=-1)
