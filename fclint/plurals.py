"""Plurals: a count with its noun."""

from __future__ import annotations


def noun(count: int, one: str, many: str | None = None) -> str:
    """``one`` or ``many`` (``one`` and an s, if not given), whichever goes with ``count``."""
    return one if count == 1 else many or f"{one}s"


def counted(count: int, one: str, many: str | None = None) -> str:
    """``"1 file"``, ``"2 files"``, ``"2 entries"``."""
    return f"{count} {noun(count, one, many)}"
