"""Did you mean: the nearest known word to one that isn't known."""

from __future__ import annotations

from collections.abc import Iterable

_NEAR = 0.6
"""Less likeness than this (of 1) is none."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``word`` was probably meant to be; None where none is near.

    Case doesn't count. Of equally near ones the first is given.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=word.casefold())
    best, score = None, _NEAR
    for candidate in known:
        matcher.set_seq1(candidate.casefold())
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > score:
            ratio = matcher.ratio()
            if ratio > score:
                best, score = candidate, ratio
    return best


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean 'select'?"`` to put behind an error message, or nothing."""
    match = nearest(word, known)
    return f"; did you mean {match!r}?" if match is not None else ""
