"""Comments that silence findings."""

import pytest

from fclint.source.suppressions import Suppressions


@pytest.mark.parametrize(
    ("comment", "silent", "loud"),
    [
        ("# noqa", ["FC301", "FC401"], []),
        ("#NOQA", ["FC301"], []),
        ("# noqa: FC301", ["FC301"], ["FC302"]),
        ("# noqa:fc301,FC2", ["FC301", "FC202", "FC210"], ["FC302"]),
        ("# noqa: E501 FC4", ["FC401"], ["FC301"]),
        ("# noqa: E501", [], ["FC301"]),
        ("# noqa: FC", ["FC301"], []),
        ("# type: ignore  # noqa: FC301", ["FC301"], ["FC302"]),
        ("# noqa: FC301 because it is so", ["FC301"], ["FC302"]),
        ("# fclint: ignore[FC301, FC2]", ["FC301", "FC201"], ["FC302"]),
        ("# fclint: ignore", ["FC301"], []),
        ("# noqability", [], ["FC301"]),
        ("# see noqa", [], ["FC301"]),
    ],
)
def test_codes(comment: str, silent: list[str], loud: list[str]) -> None:
    suppressions = Suppressions.of(f"x = 'a'\nreturn 'text'  {comment}\n")
    assert [code for code in silent if not suppressions.suppresses(code, (2, 2))] == []
    assert [code for code in loud if suppressions.suppresses(code, (2, 2))] == []


def test_the_first_and_the_last_row_of_a_statement_count() -> None:
    text = "f(\n  1,\n  2,\n)\n"
    marked = [
        "\n".join(
            line + ("  # noqa: FC301" if row == chosen else "")
            for row, line in enumerate(text.split("\n"), 1)
        )
        for chosen in range(1, 5)
    ]
    assert [Suppressions.of(each).suppresses("FC301", (1, 4)) for each in marked] == [
        True,
        False,
        False,
        True,
    ]


def test_a_string_is_no_comment() -> None:
    text = "a = '# noqa'\nb = '''\n# noqa\n# fclint: skip-file\n'''\nc = '#'  # noqa\n"
    suppressions = Suppressions.of(text)
    assert not suppressions.skip_file
    assert [suppressions.suppresses("FC301", (row, row)) for row in (1, 3, 6)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("text", ["# fclint: skip-file\n", "x = ''  # fclint: skip-file\n"])
def test_a_file_can_be_skipped(text: str) -> None:
    assert Suppressions.of(text).skip_file


def test_text_that_does_not_tokenise_keeps_its_suppressions() -> None:
    text = "a = ''  # noqa: FC301\nb = '''\n  ) # noqa: FC302\n"
    suppressions = Suppressions.of(text)
    assert suppressions.suppresses("FC301", (1, 1))
    assert not suppressions.suppresses("FC301", (2, 2))
