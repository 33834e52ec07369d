"""A line on a terminal that tells how far a long run has come."""

from __future__ import annotations

import os
import time
from typing import TextIO

_PATIENCE = 1.0
_INTERVAL = 0.1


class ProgressLine:
    """Shows nothing during the first second, and nothing at all where ``stream`` is no terminal, or
    one that can't erase a line.

    A context manager; the line is gone behind it.
    """

    def __init__(self, stream: TextIO) -> None:
        """Begins to wait."""
        self._stream = stream
        self._wanted = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._due = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(
        self, done: int, total: int, doing: str = "linting", things: str = "files"
    ) -> None:
        """Tells that ``done`` of ``total`` files are linted, or whatever else is done."""
        if self._wanted and time.monotonic() >= self._due:
            self._due = time.monotonic() + _INTERVAL
            self._shown = True
            self._write(f"\r\x1b[K{doing} {done}/{total} {things}")

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._shown = False
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            self._wanted = False
