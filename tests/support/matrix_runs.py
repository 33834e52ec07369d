"""``fclint dry-run --matrix`` in tests: a handler's source goes in, what is told comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fclint import cli


class Matrix:
    """Runs the command in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def write(self, name: str, text: str) -> None:
        """Puts a file into the folder."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def text(self, source: str, *arguments: str) -> tuple[int, list[str], list[str]]:
        """Exit code, and the lines of standard output and standard error."""
        self.write("index.py", source)
        code = cli.main(("dry-run", "index.handler", "--matrix", *arguments))
        captured = self._capsys.readouterr()
        return code, captured.out.splitlines(), captured.err.splitlines()

    def json(self, source: str, *arguments: str) -> dict[str, Any]:
        """What programs are told; ``exit`` is the exit code beside it."""
        code, out, err = self.text(source, "--output-format", "json", *arguments)
        assert out, err
        return {**json.loads("\n".join(out)), "exit": code, "err": err}
