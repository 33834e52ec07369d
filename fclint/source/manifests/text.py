"""A manifest's bytes as text, and where an offset in that text is."""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from itertools import accumulate

from fclint.finding import Span

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNDECODED = re.compile("[\udc80-\udcff]")


class ManifestText:
    """The text of one manifest. Offsets count characters after the byte order mark.

    Bytes that are no UTF-8 each count as one character, which parsers see as U+FFFD: what the
    deployment tools would read there.
    """

    def __init__(self, filename: str, data: bytes) -> None:
        """Decodes ``data``; never fails."""
        self.filename = filename
        self.folder = os.path.dirname(os.path.abspath(filename))
        self._encoding = "utf-8"
        self._first = 0
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                self._encoding, self._first = encoding, len(mark)
                break
        errors = "surrogateescape" if self._encoding == "utf-8" else "replace"
        self._exact = data[self._first :].decode(self._encoding, errors)
        self.text = self._exact if self._exact.isascii() else _UNDECODED.sub("\ufffd", self._exact)
        """What a parser reads."""
        self._rows = [0, *(match.end() for match in _LINE_END.finditer(self._exact))]
        self._row_bytes: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The stretch from ``start`` to ``end``, offsets in :attr:`text`."""
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        row, column = self._position(start)
        end_row, end_column = self._position(end)
        return Span(
            self.filename,
            row + 1,
            column + 1,
            end_row + 1,
            end_column + 1,
            self._byte(row, start),
            self._byte(end_row, end),
        )

    def row_span(self, offset: int) -> Span:
        """The stretch from ``offset`` to the end of its row."""
        offset = min(max(offset, 0), len(self.text))
        match = _LINE_END.search(self._exact, offset)
        return self.span(offset, match.start() if match else len(self._exact))

    def _position(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._rows, offset) - 1
        return row, offset - self._rows[row]

    def _byte(self, row: int, offset: int) -> int:
        if self._row_bytes is None:
            ends = [*self._rows[1:], len(self._exact)]
            lengths = (
                self._length(start, end) for start, end in zip(self._rows, ends, strict=True)
            )
            self._row_bytes = list(accumulate(lengths, initial=self._first))
        return self._row_bytes[row] + self._length(self._rows[row], offset)

    def _length(self, start: int, end: int) -> int:
        errors = "surrogateescape" if self._encoding == "utf-8" else "surrogatepass"
        return len(self._exact[start:end].encode(self._encoding, errors))
