"""Rows and columns of byte offsets, for the edits of a fix."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from bisect import bisect_right

_LINE_END = re.compile(rb"\r\n|\r|\n")


class Offsets:
    """The places of byte offsets in ``data``, a Python file."""

    def __init__(self, data: bytes) -> None:
        """Finds the file's encoding (PEP 263) and its lines."""
        self._data = data
        # The byte order mark is no column.
        first = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        self._starts = [first, *(match.end() for match in _LINE_END.finditer(data))]
        try:
            self._encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        except (SyntaxError, ValueError):
            self._encoding = "utf-8"
        if self._encoding == "utf-8-sig":
            self._encoding = "utf-8"

    def place(self, offset: int) -> tuple[int, int]:
        """Row and column, both from 1, columns in characters."""
        row = max(bisect_right(self._starts, offset), 1)
        before = self._data[self._starts[row - 1] : offset]
        return row, len(self.text(before)) + 1

    def text(self, content: bytes) -> str:
        """``content``, bytes of the file or of an edit, as text."""
        return content.decode(self._encoding, "replace")
