"""Counts with their nouns."""

from __future__ import annotations

import pytest

from fclint.plurals import counted, noun


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1200, "1200 files")]
)
def test_only_one_is_singular(count: int, told: str) -> None:
    assert counted(count, "file") == told


def test_irregular_nouns_are_given() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(2, "entry", "entries") == "2 entries"
    assert (noun(1, "occurs", "occur"), noun(2, "occurs", "occur")) == ("occurs", "occur")
