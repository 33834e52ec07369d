"""Applications of five frameworks stand the matrix without a finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fclint import cli

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "framework_apps"


def matrix(
    capsys: pytest.CaptureFixture[str], name: str, *arguments: str
) -> tuple[int, list[dict[str, object]], str]:
    folder = str(FOLDER / f"{name}_app")
    options = ("--root", folder, "--matrix", "--output-format", "json")
    code = cli.main(("dry-run", *arguments, *options))
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["findings"] == []
    return code, told["matrix"], captured.err


@pytest.mark.parametrize("name", ["bottle", "django", "falcon", "flask", "pyramid"])
def test_no_findings_and_paths_of_text_are_explained(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, rows, notes = matrix(capsys, name, "index.app")
    assert code == 0
    assert len(rows) > 20
    failed = {row["label"] for row in rows if row["response"]["status"] >= 500}  # type: ignore[index]
    assert "a path beyond latin-1" in failed
    assert failed <= {"a path beyond latin-1", "a path beyond ASCII"}
    assert "PATH_INFO is text" in notes
    assert "it is an application of a framework" in notes


def test_handed_the_path_as_pep_3333_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, notes = matrix(capsys, "flask", "index.handler")
    assert code == 0
    assert all(row["response"]["status"] < 500 for row in rows)  # type: ignore[index]
    assert "PATH_INFO" not in notes
