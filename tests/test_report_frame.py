"""Source frames: what is shown of the source, and that carets stand below what they mean."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fclint.finding import Severity, Span
from fclint.report.frame import Gutter, frame
from fclint.report.style import Style, colour_wanted, relative
from fclint.report.visible import visible, width
from robustness_settings import MORE, RANDOM


def draw(
    source: str,
    row: int,
    column: int,
    end_row: int,
    end_column: int,
    *,
    columns: int = 100,
    encoding: str = "utf-8",
    context: int = 2,
) -> str:
    span = Span("index.py", row, column, end_row, end_column)
    gutter = Gutter(Style(columns=columns, encoding=encoding), 2)
    lines = frame(span, source.split("\n"), Severity.ERROR, gutter, context)
    return "\n".join(lines)


def marked(drawing: str) -> str:
    """What stands above the carets of a drawing with one line of them."""
    lines = drawing.split("\n")
    [below] = [index for index, line in enumerate(lines) if line.endswith("^")]
    start, end = lines[below].index("^"), lines[below].rindex("^") + 1
    return in_columns(lines[below - 1], start, end)


def in_columns(line: str, start: int, end: int) -> str:
    taken, column = "", 0
    for character in line:
        if start <= column < end and width(character):
            taken += character
        column += width(character)
    return taken


def test_the_line_is_shown_with_two_lines_around_it() -> None:
    source = "one\ntwo\nthree\nfour(five)\nsix\nseven\neight"
    assert draw(source, 4, 6, 4, 10) == "\n".join(
        [
            "   |",
            " 2 | two",
            " 3 | three",
            " 4 | four(five)",
            "   |      ^^^^",
            " 5 | six",
            " 6 | seven",
            "   |",
        ]
    )


def test_empty_lines_at_the_edges_are_left_out() -> None:
    assert draw("x = 1\n\ny\n\n\nz", 3, 1, 3, 2) == "\n".join(
        ["   |", " 1 | x = 1", " 2 |", " 3 | y", "   | ^", "   |"]
    )


def test_a_span_of_several_lines_is_framed_on_the_left() -> None:
    assert draw("a\n    return f(\n        b,\n    )\nc", 2, 5, 4, 6, context=0) == "\n".join(
        [
            "   |",
            " 2 | /     return f(",
            " 3 | |         b,",
            " 4 | |     )",
            "   | |_____^",
            "   |",
        ]
    )


def test_a_span_of_several_lines_may_begin_within_a_line() -> None:
    assert draw("x = f(\n    b,\n)", 1, 5, 3, 2) == "\n".join(
        ["   |", " 1 |   x = f(", "   |  _____^", " 2 | |     b,", " 3 | | )", "   | |_^", "   |"]
    )


def test_of_a_very_long_span_the_middle_is_left_out() -> None:
    source = "f(\n" + "    1,\n" * 50 + ")"
    drawing = draw(source, 1, 1, 52, 2)
    assert " 3 | |     1," in drawing
    assert " 4 |" not in drawing
    assert ".. | |" in drawing
    assert "50 | |     1," in drawing
    assert "52 | | )" in drawing


@pytest.mark.parametrize("before", ["", "\t", "\t\t", "a\t", "abcd\t", "  \t "])
def test_tabs_become_spaces_and_carets_follow(before: str) -> None:
    column = len(before) + 1
    drawing = draw(f"{before}mark", 1, column, 1, column + 4)
    assert marked(drawing) == "mark"
    assert "\t" not in drawing


@pytest.mark.parametrize("before", ["中文", "ｗｉｄｅ", "e\u0301", "é", "\U0001f600", "\u200b"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_carets_stand_right_behind_characters_of_any_width(before: str, encoding: str) -> None:
    column = len(before) + 1
    drawing = draw(f"{before}mark", 1, column, 1, column + 4, encoding=encoding)
    assert marked(drawing) == "mark"
    drawing.encode(encoding)


@pytest.mark.parametrize("where", [0, 50, 500, 995])
def test_of_a_very_long_line_the_part_with_the_span_is_shown(where: int) -> None:
    line = "x" * where + "mark" + "y" * (1000 - where)
    drawing = draw(line, 1, where + 1, 1, where + 5, columns=80)
    assert marked(drawing) == "mark"
    assert all(len(row) <= 80 for row in drawing.split("\n"))
    assert "..." in drawing


def test_a_very_long_line_of_wide_characters_is_cut_between_them() -> None:
    drawing = draw("中" * 300 + "mark" + "文" * 300, 1, 301, 1, 305, columns=81)
    assert marked(drawing) == "mark"
    assert all(width(row) <= 81 for row in drawing.split("\n"))


@settings(RANDOM, max_examples=100 * MORE)
@example(source="\xa0\u3000\u2028\u202e", position=(1, 1, 1, 5), columns=80, encoding="utf-8")
@given(
    source=st.text(st.characters(exclude_characters="\r"), max_size=400),
    position=st.tuples(*[st.integers(1, 60)] * 4),
    columns=st.integers(60, 120),
    encoding=st.sampled_from(["utf-8", "cp1252", "ascii"]),
)
def test_whatever_is_drawn_fits_and_can_be_printed(
    source: str, position: tuple[int, int, int, int], columns: int, encoding: str
) -> None:
    for line in draw(source, *position, columns=columns, encoding=encoding).split("\n"):
        # Spaces of any width stay what they are, as in Chinese text.
        assert all(each.isprintable() or category(each) == "Zs" for each in line)
        assert width(line) <= columns
        line.encode(encoding)


def test_an_empty_span_gets_one_caret() -> None:
    assert draw("", 1, 1, 1, 1) == "   |\n 1 |\n   | ^\n   |"
    assert "   |    ^" in draw("abc", 1, 4, 1, 4)


def test_a_row_that_is_not_there_draws_nothing() -> None:
    assert draw("one", 9, 1, 9, 2) == ""


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain text", "plain text"),
        ("中文 é", "中文 é"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bell\x07", "bell\\x07"),
        ("a\rb\nc\td", "a\\rb\\nc\\td"),
        ("\x7f\x9b31m", "\\x7f\\x9b31m"),
        ("right\u202eleft", "right\\u202eleft"),
        ("isolate\u2066", "isolate\\u2066"),
        ("line\u2028end", "line\\u2028end"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("undecodable\udcff", "undecodable\\xff"),
        ("lone\ud800", "lone\\ud800"),
        ("a ##[stop-commands]b", "a #\\x23[stop-commands]b"),
        ("##vso[task.complete]", "#\\x23vso[task.complete]"),
        ("###[error]\x07", "##\\x23[error]\\x07"),
        ("## [1] ##a, #[b]", "## [1] ##a, #[b]"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_instead(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_what_the_output_cannot_show_is_escaped() -> None:
    assert visible("中é", "cp1252") == "\\u4e2dé"
    assert visible("中é", "ascii") == "\\u4e2d\\xe9"


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_who_decides_about_colour(
    environment: dict[str, str], terminal: bool, wanted: bool
) -> None:
    assert colour_wanted(environment, terminal) is wanted


def test_paths_below_the_folder_are_shown_relative_to_it() -> None:
    import os

    folder = os.path.abspath("project")
    assert relative(os.path.join(folder, "a", "b.py"), folder) == os.path.join("a", "b.py")
    assert relative(folder + "-other.py", folder) == folder + "-other.py"
    assert relative("-", folder) == "-"
