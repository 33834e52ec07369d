"""What a run asks the file system is noted: no module on the way to an outcome asks it directly."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fclint.source import disk

ROOT = Path(__file__).resolve().parent.parent / "fclint"

ON_THE_WAY = (
    "analysis/**/*.py", "source/**/*.py", "baseline/entries.py", "configuration/config.py",
    "configuration/selection.py", "deployed.py", "judge.py", "linter.py", "runner.py",
    "spreading.py", "survey.py", "unused.py", "work.py",
)  # fmt: skip
"""The modules that make an outcome."""

QUESTIONS = frozenset(
    {
        "os.listdir", "os.lstat", "os.path.exists", "os.path.getmtime", "os.path.getsize",
        "os.path.isdir", "os.path.isfile", "os.path.islink", "os.path.lexists", "os.path.realpath",
        "os.readlink", "os.scandir", "os.stat", "os.walk", "os.getenv", "os.environ", "open",
    }
)  # fmt: skip

ALLOWED = {
    # What leads to an error, or is told by one: then nothing is kept.
    "configuration/config.py: os.path.isdir", "configuration/config.py: os.path.isfile",
    "configuration/config.py: os.path.realpath", "baseline/entries.py: os.path.isdir",
    "runner.py: os.path.lexists", "runner.py: os.listdir", "survey.py: os.path.getsize",
    # Beside a question that is noted.
    "source/files.py: os.stat",
    # The means to ask.
    *(f"source/disk.py: {each}" for each in QUESTIONS),
}  # fmt: skip


def _asked() -> Iterator[str]:
    for pattern in ON_THE_WAY:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    asked = node.func.id
                elif isinstance(node, ast.Attribute):
                    asked = ast.unparse(node)
                else:
                    continue
                if asked in QUESTIONS:
                    yield f"{name}: {asked}"


def test_nothing_asks_beside_the_notes() -> None:
    asked = set(_asked())
    assert "source/disk.py: os.stat" in asked
    assert sorted(asked - ALLOWED) == []


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_questions_are_noted_where_that_is_wanted() -> None:
    Path("file").write_bytes(b"text")
    os.mkdir("folder")
    with disk.noting() as notes:
        assert disk.read("file") == b"text"
        assert disk.is_file("file")
        assert disk.is_folder("folder")
        assert not disk.kind("missing")
        assert disk.names(".") == ["file", "folder"]
        assert disk.realpath("folder") == os.path.realpath("folder")
    here = os.getcwd()
    assert {os.path.relpath(each, here) for each in notes.files} == {"file"}
    assert {os.path.relpath(path, here): kind for path, kind in notes.kinds.items()} == {
        "file": "file", "folder": "folder", "missing": "",
    }  # fmt: skip
    assert list(notes.folders) == [here]
    assert list(notes.links) == [os.path.join(here, "folder")]
    assert notes.coherent
    assert disk.notes() is None


def test_two_answers_to_one_question_are_not_kept() -> None:
    Path("file").write_bytes(b"text")
    with disk.noting() as notes:
        disk.read("file")
        Path("file").write_bytes(b"other")
        disk.read("file")
    assert not notes.coherent


def test_errors_are_not_kept_but_absence_is() -> None:
    with disk.noting() as notes:
        with pytest.raises(FileNotFoundError):
            disk.read("missing")
        assert notes.coherent
        os.mkdir("folder")
        with pytest.raises(OSError, match=r".+"):
            disk.read("folder")
    assert notes.kinds[os.path.abspath("missing")] == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_what_is_no_regular_file_is_not_read() -> None:
    os.mkfifo("pipe")
    with disk.noting() as notes, pytest.raises(OSError, match="not a regular file"):
        disk.read("pipe")
    assert not notes.coherent
