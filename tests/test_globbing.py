"""Patterns of files: those of .gitignore, `exclude` and `per-file-ignores`, also such as nobody
writes but who wants to keep a pipeline busy. A pattern that took exponential time would not end."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from fclint.cli import main
from fclint.configuration.file_patterns import compiled
from fclint.source.globbing import ignoring

PIECES = ("*", "*", "a", "b", "?", "[ab]", "**", "/", "/**/", "**/", "a*", ".")
ENDLESS = (
    ("*a" * 40 + "b", "a" * 250),
    ("*[a]" * 40 + "b", "a" * 250),
    ("*?" * 40 + "b", "a" * 250),
    ("**/a" + "/**/a" * 40 + "/c", "a/" * 1_000 + "b"),
    ("*a*/" * 30 + "c", "aaaaaaaaa/" * 200 + "b"),
)


@pytest.mark.parametrize(("pattern", "name"), ENDLESS)
def test_no_pattern_takes_longer_than_it_is(pattern: str, name: str) -> None:
    assert not ignoring([pattern]).match_file(name)
    assert compiled(pattern).fullmatch(name) is None
    match = pattern.replace("*", "").replace("?", "a").replace("[a]", "a").replace("//", "/")
    assert ignoring([pattern]).match_file(match)


def test_patterns_mean_what_they_mean_to_pathspec() -> None:
    chance = random.Random(1)
    seen = set()
    for _ in range(3_000):
        pattern = "".join(chance.choices(PIECES, k=chance.randint(1, 9)))
        theirs, ours = GitIgnoreSpec.from_lines([pattern]), ignoring([pattern])
        for _ in range(5):
            folders = ["".join(chance.choices("ab.", k=3)) for _ in range(chance.randint(1, 5))]
            name = "/".join(folders)
            assert ours.check_file(name).include == theirs.check_file(name).include, pattern
            seen.add(ours.match_file(name))
    assert seen == {True, False}


@pytest.mark.parametrize("wrong", ["[z-a]", "\\", "!"])
def test_a_pattern_that_makes_no_sense(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In .gitignore it matches nothing, as for git; in the configuration it is a mistake."""
    monkeypatch.chdir(tmp_path)
    Path(".gitignore").write_text(f"{wrong}\nleft_out.py\n[[:alpha:]]\n", "utf-8")
    for name in ("left_out.py", "kept.py"):
        Path(name).write_text("def handler(environ, start_response): pass\n", "utf-8")
    assert main(["--show-files", "--no-cache", "."]) == 0
    assert capsys.readouterr() == ("kept.py\n", "")

    Path("fclint.toml").write_text(f"exclude = ['{wrong}', 'x']\n", "utf-8")
    assert main(["--no-cache", "."]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"exclude: {wrong!r} is not a pattern of files" in told.replace("\\\\\\\\", "\\\\")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a" * 1_000_000, "is longer than 1,000 characters"),
        ("{a,b}" * 20, "stands for more than 256 patterns"),
        ("{a,b", "holds a { without its }"),
        ("a[b", "holds a [ without its ]"),
        ("[z-a]", "is not a pattern of files"),
    ],
    ids=["long", "many", "brace", "bracket", "range"],
)
def test_patterns_for_codes_that_are_refused(pattern: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        compiled(pattern)
