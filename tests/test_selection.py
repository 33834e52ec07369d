"""Which rules speak: select, ignore, extend-select, and prefixes of codes."""

from __future__ import annotations

import pytest

from fclint.configuration.selection import Selection, UnknownCodeError, check_codes
from fclint.finding import Severity
from fclint.registry import load_rules


def test_by_default_everything_but_style_speaks() -> None:
    selection = Selection()
    assert selection.admits("FC301", Severity.ERROR)
    assert selection.admits("FC301", Severity.WARNING)
    assert not selection.admits("FC104", Severity.INFO)


def test_select_replaces_the_default() -> None:
    selection = Selection(select=("FC2", "FC104"))
    assert selection.admits("FC201", Severity.ERROR)
    assert selection.admits("FC104", Severity.INFO)
    assert not selection.admits("FC301", Severity.ERROR)


def test_extend_select_adds_to_the_default() -> None:
    selection = Selection(extend_select=("FC104",))
    assert selection.admits("FC104", Severity.INFO)
    assert selection.admits("FC301", Severity.ERROR)


@pytest.mark.parametrize(
    ("select", "ignore", "speaks"),
    [
        (("FC2",), ("FC203",), False),
        (("FC203",), ("FC2",), True),
        (("FC203",), ("FC203",), False),
        (("ALL",), ("FC2",), False),
        (("ALL",), ("FC3",), True),
        (("ALL",), ("ALL",), False),
        (None, ("FC20",), False),
        (None, ("FC1",), True),
    ],
)
def test_the_longer_prefix_wins_and_ignore_where_both_are_equal(
    select: tuple[str, ...] | None, ignore: tuple[str, ...], speaks: bool
) -> None:
    assert Selection(select, ignore).admits("FC203", Severity.ERROR) is speaks


def test_codes_and_prefixes_are_known_in_any_case() -> None:
    assert check_codes(["fc301", "FC2", "all"], load_rules()) == ("FC301", "FC2", "ALL")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("FC310", "did you mean 'FC301'?"),
        ("FC8", "there are FC0, FC1, FC2, FC3, FC4, FC5, FC9 and ALL"),
        ("str-body", "did you mean 'FC301' (str-body)?"),
        ("", "no rule has the code ''"),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest_known_one(code: str, hint: str) -> None:
    with pytest.raises(UnknownCodeError) as error:
        check_codes([code], load_rules())
    assert hint in str(error.value)
    assert repr(code) in str(error.value)
