"""The piece of source that a finding is about, with line numbers and carets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fclint.finding import Severity, Span
from fclint.report.style import Style
from fclint.report.visible import cells, width

CONTEXT = 2
"""Lines shown above and below."""
_MOST_ROWS = 6
"""Of a longer span only the first and the last lines are shown."""
_ELLIPSIS = "..."


@dataclass(frozen=True, slots=True)
class Gutter:
    """The column of line numbers, ``digits`` wide."""

    style: Style
    digits: int

    def line(self, number: object = "", text: str = "", bar: str = "|") -> str:
        """A line of output, ``text`` behind the bar."""
        head = self.style.paint(f"{number!s:>{self.digits}} {bar}", "gutter")
        return f"{head} {text}".rstrip() if text else head


def frame(
    span: Span, lines: Sequence[str], severity: Severity, gutter: Gutter, context: int = CONTEXT
) -> Iterator[str]:
    """The lines of output that show ``span``, whose file has ``lines``; nothing where the file
    has no such row."""
    if not 1 <= span.row <= len(lines):
        return
    style = gutter.style
    last = min(max(span.end_row, span.row), len(lines))
    if last > span.row and span.end_column == 1:
        last -= 1
    first_row, last_row = _with_context(span.row, last, lines, context)
    room = max(style.columns - gutter.digits - 5, 30)
    yield gutter.line()
    if last == span.row:
        window = _Window(lines[span.row - 1], span, room, style.encoding)
        for row in range(first_row, last_row + 1):
            if row == span.row:
                yield gutter.line(row, window.text)
                yield gutter.line("", window.indent + style.severity(window.carets, severity))
            else:
                yield gutter.line(row, _crop(lines[row - 1], window.offset, room, style.encoding))
    else:
        yield from _several_rows(span, lines, (first_row, last, last_row), severity, gutter, room)
    yield gutter.line()


def _with_context(first: int, last: int, lines: Sequence[str], context: int) -> tuple[int, int]:
    """The rows to show: some around the span, without empty ones at the edges."""
    start, end = max(1, first - context), min(len(lines), last + context)
    while start < first and not lines[start - 1].strip():
        start += 1
    while end > last and not lines[end - 1].strip():
        end -= 1
    return start, end


class _Window:
    """The part of a long line that holds the span, and the carets below it."""

    def __init__(self, line: str, span: Span, room: int, encoding: str) -> None:
        glyphs = cells(line, encoding)
        begin = min(max(span.column - 1, 0), len(glyphs))
        end = min(max(span.end_column - 1, begin), len(glyphs))
        before = sum(map(width, glyphs[:begin]))
        marked = sum(map(width, glyphs[begin:end]))
        total = sum(map(width, glyphs))
        self.offset = 0
        if total > room and before + marked > room:
            # The span's beginning is what matters; it gets a quarter of the line before it.
            self.offset = max(min(before - room // 4, total - room), 0)
        self.text = _crop(line, self.offset, room, encoding)
        shown = before - self.offset
        self.indent = " " * shown
        self.carets = "^" * max(min(marked, room - shown), 1)


def _crop(line: str, offset: int, room: int, encoding: str) -> str:
    """``room`` columns of ``line`` from column ``offset`` on; dots where something is left out."""
    glyphs = cells(line.rstrip(), encoding)
    if offset == 0 and sum(map(width, glyphs)) <= room:
        return "".join(glyphs)
    shown: list[str] = []
    column = 0
    for glyph in glyphs:
        size = width(glyph)
        if column >= offset and column + size <= offset + room:
            shown.append(glyph)
        elif column < offset < column + size:
            shown.append(" " * (column + size - offset))
        column += size
    text = "".join(shown)
    if offset and text:
        text = _ELLIPSIS + _drop(text, len(_ELLIPSIS))
    if column > offset + room:
        text = _keep(text, room - len(_ELLIPSIS)) + _ELLIPSIS
    return text


def _drop(text: str, columns: int) -> str:
    """``text`` without its first ``columns`` columns."""
    gone = 0
    for index, character in enumerate(text):
        if gone >= columns:
            return " " * (gone - columns) + text[index:]
        gone += width(character)
    return ""


def _keep(text: str, columns: int) -> str:
    """The first ``columns`` columns of ``text``."""
    kept = 0
    for index, character in enumerate(text):
        kept += width(character)
        if kept > columns:
            return text[:index] + " " * (columns - kept + width(character))
    return text


def _several_rows(
    span: Span,
    lines: Sequence[str],
    rows: tuple[int, int, int],
    severity: Severity,
    gutter: Gutter,
    room: int,
) -> Iterator[str]:
    """A span of several lines: a bar on the left joins its first line to carets below its last."""
    style = gutter.style
    room -= 2
    first_row, last, last_row = rows
    bar = style.severity("|", severity)
    left_out = range(span.row + _MOST_ROWS // 2, last - _MOST_ROWS // 2 + 1)
    if len(left_out) < 2:
        left_out = range(0)
    starts_line = not lines[span.row - 1][: span.column - 1].strip()
    for row in range(first_row, last_row + 1):
        text = _crop(lines[row - 1], 0, room, style.encoding)
        if row == span.row and starts_line:
            yield gutter.line(row, f"{style.severity('/', severity)} {text}")
        elif row < span.row or row > last or row == span.row:
            yield gutter.line(row, f"  {text}" if text else "")
        elif row not in left_out:
            yield gutter.line(row, f"{bar} {text}")
        elif row == left_out[0]:
            yield gutter.line(_ELLIPSIS[: gutter.digits], bar)
        if row == span.row and not starts_line:
            indent = min(_columns(lines[row - 1], span.column - 1, style.encoding), room - 1)
            yield gutter.line("", " " + style.severity("_" * (indent + 1) + "^", severity))
        if row == last:
            column = span.end_column - 1 if row == span.end_row else len(lines[row - 1])
            end = max(min(_columns(lines[row - 1], column, style.encoding), room), 1)
            yield gutter.line("", bar + style.severity("_" * end + "^", severity))


def _columns(line: str, characters: int, encoding: str) -> int:
    return sum(map(width, cells(line, encoding)[:characters]))
