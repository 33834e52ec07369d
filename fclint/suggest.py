"""Did you mean: the nearest known word to one that isn't known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``word`` was probably meant to be; None where none is near.

    Case doesn't count. Equal distances are decided by the order of ``known``.
    """
    import difflib

    by_folded = {candidate.casefold(): candidate for candidate in reversed(list(known))}
    order = list(reversed(by_folded))
    matches = difflib.get_close_matches(word.casefold(), order, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean 'select'?"`` to put behind an error message, or nothing."""
    match = nearest(word, known)
    return f"; did you mean {match!r}?" if match is not None else ""
