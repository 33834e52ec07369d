"""The text of the files that findings are in, read when it is needed."""

from __future__ import annotations

from collections.abc import Mapping

from fclint.source import disk


class Sources:
    """Files' texts by name. ``contents`` are files that are not on disk."""

    def __init__(self, contents: Mapping[str, bytes] | None = None) -> None:
        """Reads nothing yet."""
        self._contents = dict(contents or {})
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}

    def text(self, filename: str) -> str:
        """The text as Python reads it; empty where the file can't be read any more."""
        if filename not in self._texts:
            from fclint.source.module import decode

            self._texts[filename] = decode(self.data(filename))
        return self._texts[filename]

    def lines(self, filename: str) -> list[str]:
        """The lines without their ends; only what Python counts as a line end ends one. A file
        without text, or that is not there, has none."""
        if filename not in self._lines:
            text = self.text(filename)
            self._lines[filename] = text.split("\n") if text else []
        return self._lines[filename]

    def data(self, filename: str) -> bytes:
        """The bytes; none where the file can't be read any more."""
        if filename in self._contents:
            return self._contents[filename]
        try:
            return disk.read(filename)
        except (OSError, ValueError):
            return b""
