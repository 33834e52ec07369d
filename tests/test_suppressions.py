"""Comments that silence findings."""

from pathlib import Path
from typing import Any

import pytest

from fclint.cli import main
from fclint.linter import lint_source
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


def test_each_suppression_knows_where_its_codes_stand() -> None:
    text = "x = 1\nreturn ''  # type: ignore  # noqa: FC301, E501 # fclint: ignore[fc2]\n"
    noqa, ignore = Suppressions.of(text).all
    line = text.split("\n")[1]
    assert (noqa.row, line[noqa.start : noqa.end]) == (2, "# noqa: FC301, E501")
    assert line[ignore.start : ignore.end] == "# fclint: ignore[fc2]"
    assert [(code.text, line[code.start : code.end]) for code in noqa.codes or ()] == [
        ("FC301", "FC301"),
        ("E501", "E501"),
    ]
    assert [code.text for code in ignore.codes or ()] == ["FC2"]
    assert line[noqa.comment :].startswith("# type")
    assert noqa.comment_end == len(line)


HANDLER = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'']{comment}
"""


def unused(source: str, **options: Any) -> list[tuple[int, int, str]]:
    """Row, column and message of each unused suppression."""
    return [
        (finding.span.row, finding.span.column, finding.message)
        for finding in lint_source(source.encode(), "index.py", **options)
        if finding.code == "FC007"
    ]


def test_an_unused_suppression_is_told_at_its_code() -> None:
    source = HANDLER.format(comment="  # noqa: E501, FC301, FC302")
    assert unused(source) == [(3, 33, "nothing to suppress for FC301, FC302")]


def test_a_code_that_is_not_selected_is_not_told() -> None:
    source = HANDLER.format(comment="  # noqa: FC301, FC2")
    assert unused(source, ignore=["FC301"]) == [(3, 34, "nothing to suppress for FC2")]
    assert unused(source, select=["FC007", "FC301"]) == [(3, 27, "nothing to suppress for FC301")]
    assert unused(source, select=["FC301"]) == []


def test_what_is_suppressed_though_not_selected_counts() -> None:
    source = HANDLER.format(comment="  # noqa: FC3").replace("[b'']", "''")
    assert unused(source, ignore=["FC301"]) == []


@pytest.mark.parametrize(
    "source",
    [
        "x = 1  # noqa: FC301\n",
        HANDLER.format(comment="") + "\n\ndef alone(environ):\n    return 'x'  # noqa: FC301\n",
        HANDLER.format(comment="  # noqa: FC301") + "x = (\n",
        "# fclint: skip-file\n" + HANDLER.format(comment="  # noqa: FC301"),
        HANDLER.format(comment="\n    x = '# noqa: FC301'"),
    ],
    ids=["no handler", "no handler leads there", "syntax error", "skipped", "a string"],
)
def test_what_was_not_analysed_is_not_judged(source: str) -> None:
    assert unused(source) == []


def test_the_top_level_of_a_file_with_a_handler_is_judged() -> None:
    source = "import json  # noqa: FC401\n" + HANDLER.format(comment="") + "# noqa: FC2\n"
    assert [row for row, _, _ in unused(source)] == [1, 5]


def test_a_helper_in_another_file_is_judged_by_what_handlers_of_all_files_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helper.py").write_text(
        "def token(environ):\n    x = 1  # noqa: FC401\n"
        "    return environ['HTTP_X_TOKEN']  # noqa: FC401\n"
    )
    (tmp_path / "index.py").write_text(
        "from helper import token\n\n\n"
        + HANDLER.format(comment="").replace("b''", "token(environ).encode()")
    )
    main(["--output-format", "concise", "helper.py"])
    assert capsys.readouterr().out == "All checks passed!\n"
    main(["--output-format", "concise", "."])
    assert capsys.readouterr().out.splitlines()[0].startswith("helper.py:2:20: FC007 ")


@pytest.mark.parametrize(
    "comment",
    ["# noqa: " + "FC301," * 50_000, "# fclint: ignore[" * 100_000, "# noqa" + " " * 10**6 + ":"],
    ids=["codes", "brackets", "blanks"],
)
def test_no_comment_takes_longer_than_it_is(comment: str) -> None:
    """What compared every code with every other, or looked for each end anew, would not end."""
    source = (
        "def handler(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        f"    return 'text'  {comment}\n"
    )
    codes = {finding.code for finding in lint_source(source.encode())}
    assert codes <= {"FC301"}
