"""A Python file: its bytes, its text, and its statements, parsed only as far as they are needed.

CPython's own parser (``ast``, some ten times faster than LibCST) says whether the file parses and
where its top-level statements are. LibCST parses a statement only when the analysis asks for it.
"""

from __future__ import annotations

import ast
import codecs
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fclint.finding import Place, Span
from fclint.source.concrete import Apart, ConcreteSyntax

if TYPE_CHECKING:
    import libcst as cst

    from fclint.source.bindings import NameIndex
    from fclint.source.changes import Changes
    from fclint.source.concrete import ConcreteStatement
    from fclint.source.positions import Extent
    from fclint.source.wsgi_use import WsgiUse

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
"""PEP 263, in one of the first two lines."""
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_NEWLINE = re.compile(rb"\r\n|\r|\n")


class SourceSyntaxError(Exception):
    """A file that Python refuses: CPython's own words, and where (row and column from 1)."""

    def __init__(self, message: str, row: int, column: int) -> None:
        """The arguments become the attributes of the same names."""
        super().__init__(message)
        self.message = message
        self.row = row
        self.column = column


@dataclass(frozen=True, slots=True, eq=False)
class TopLevel:
    """A top-level statement, or several that share a line (``a; b``).

    Rows count from 1 and begin with the first decorator; ``start`` and ``end`` are offsets into
    :attr:`SourceModule.text`, at line boundaries. ``nodes`` is empty where only LibCST could
    parse the file.
    """

    index: int
    nodes: tuple[ast.stmt, ...]
    first_row: int
    end_row: int
    start: int
    end: int


class SourceModule:
    """One Python file.

    ``text`` is what Python reads: decoded, without the byte order mark, each line end (CRLF, CR)
    turned into a newline. ``encoding`` is the codec's canonical name. ``tree`` is None where only
    LibCST could parse the file, because it needs a newer Python than the running one.
    """

    def __init__(
        self, filename: str, data: bytes, text: str, encoding: str, tree: ast.Module | None
    ) -> None:
        """For :meth:`parse` alone."""
        self.filename = filename
        self.data = data
        self.text = text
        self.encoding = encoding
        self.tree = tree
        self.statements: tuple[TopLevel, ...] = ()
        self._row_starts: list[int] = [0, *(m.end() for m in re.finditer("\n", text))]
        self._byte_starts: list[int] | None = None
        self._syntax = ConcreteSyntax(self)

    @classmethod
    def parse(cls, data: bytes, filename: str) -> SourceModule:
        """The module in ``data``; ``filename`` is only what findings call it.

        Raises :class:`SourceSyntaxError` where Python refuses the file. A file too deeply nested
        for CPython's parser has no statements, and a note that says so.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(data, filename)
        except (SyntaxError, ValueError) as error:
            failure = _syntax_error(error, data)
            newer = cls._parse_newer(data, filename, error)
            if newer is None:
                raise failure from None
            return newer
        except (RecursionError, MemoryError, OverflowError):
            module = cls(filename, data, *_decode(data, errors="replace"), tree=None)
            module._syntax.note(1, "nested too deeply for Python's parser; file")
            return module
        module = cls(filename, data, *_decode(data, errors="replace"), tree=tree)
        module.statements = module._top_level(tree)
        return module

    @classmethod
    def _parse_newer(
        cls, data: bytes, filename: str, error: SyntaxError | ValueError
    ) -> SourceModule | None:
        """The module, where the file is fine but for syntax newer than the running Python."""
        from fclint.source.newer import may_be_newer, parse_newer

        if not may_be_newer(error):
            return None
        try:
            text, encoding = _decode(data, errors="strict")
        except (UnicodeError, LookupError):
            return None
        concrete = parse_newer(text)
        if concrete is None:
            return None
        module = cls(filename, data, text, encoding, tree=None)
        module._adopt(concrete)
        return module

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes: measured, 45 for a character that ``ast`` has
        parsed, and 180 more for one that LibCST has."""
        return 45 * len(self.text) + 180 * self._syntax.parsed

    @cached_property
    def names(self) -> NameIndex:
        """What its statements bind and need."""
        from fclint.source.bindings import NameIndex

        return NameIndex(self)

    @cached_property
    def changes(self) -> list[tuple[str, Changes]]:
        """What each of its functions changes in it."""
        from fclint.source.changes import changes_by_function

        return changes_by_function(self.tree) if self.tree is not None else []

    @cached_property
    def wsgi_use(self) -> WsgiUse:
        """Which of its functions may be handlers by what they do."""
        from fclint.source.wsgi_use import WsgiUse

        return WsgiUse(self)

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be analysed and why, one line each, such as ``line 12: nested too deeply
        to analyse; skipped``. Grows while statements are asked for."""
        return self._syntax.notes

    def concrete(self, statement: TopLevel) -> tuple[ConcreteStatement, ...] | None:
        """The LibCST nodes of ``statement``, parsed on first demand. The bodies of its longer
        functions are left out: :meth:`body` has them.

        None where LibCST must not be tried (too deep or too large: it would overflow the native
        stack) or where it fails; :attr:`notes` then says so.
        """
        return self._syntax.of(statement)

    def body(self, function: cst.FunctionDef) -> tuple[cst.CSTNode, ...] | None:
        """The statements of the body of ``function``, a node of :meth:`concrete` or of another
        body; None as there."""
        return self._syntax.body(function)

    def apart(self, function: cst.FunctionDef) -> Apart | None:
        """What is known of the body of ``function`` before it is parsed; None where it was parsed
        together with the function."""
        return self._syntax.apart(function)

    def place(self, node: cst.CSTNode, statement: TopLevel | None = None) -> Place:
        """Where ``node`` is, computed when asked. ``statement`` is the one that holds the node;
        without it, all statements parsed so far are searched.

        For a function or class pass its ``name`` to point at the name.
        """
        return _NodePlace(self, node, statement)

    def around(self, node: cst.CSTNode, statement: TopLevel | None = None) -> list[cst.CSTNode]:
        """The nodes that ``node`` is part of, in any order, no further out than the body of a
        function; none where its place isn't known."""
        return self._syntax.around(node, statement)

    def source(self, node: cst.CSTNode) -> str:
        """The source of ``node`` on one line, without comments, for messages."""
        from fclint.source.positions import one_line

        return one_line(node)

    def line(self, row: int) -> str:
        """The text of row ``row`` (from 1), without its line end; empty past the end."""
        if not 1 <= row <= len(self._row_starts):
            return ""
        start = self._row_starts[row - 1]
        end = self._row_starts[row] - 1 if row < len(self._row_starts) else len(self.text)
        return self.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]``."""
        row, column = self._row_column(start)
        end_row, end_column = self._row_column(end)
        return Span(
            filename=self.filename,
            row=row,
            column=column,
            end_row=end_row,
            end_column=end_column,
            start=self.byte_offset(row, column),
            end=self.byte_offset(end_row, end_column),
        )

    @property
    def rows(self) -> int:
        """How many rows there are; the one behind the last line end counts."""
        return len(self._row_starts)

    def offset(self, row: int, column: int) -> int:
        """The offset in :attr:`text` of a row and column (both from 1)."""
        return self._row_starts[row - 1] + column - 1

    def byte_offset(self, row: int, column: int) -> int:
        """The offset in the file on disk of a row and column (both from 1, in characters)."""
        if self._byte_starts is None:
            bom = len(codecs.BOM_UTF8) if self.data.startswith(codecs.BOM_UTF8) else 0
            self._byte_starts = [bom, *(m.end() for m in _NEWLINE.finditer(self.data))]
        if len(self._byte_starts) != len(self._row_starts):
            # A codec that makes line ends of its own (unicode_escape); nothing better is known.
            offset = self._row_starts[row - 1] + column - 1
            return len(self.text[:offset].encode(self.encoding, "replace"))
        before = self.line(row)[: column - 1]
        size = len(before) if before.isascii() else len(before.encode(self.encoding, "replace"))
        return self._byte_starts[row - 1] + size

    def _row_column(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._row_starts, offset)
        return row, offset - self._row_starts[row - 1] + 1

    def _top_level(self, tree: ast.Module) -> tuple[TopLevel, ...]:
        """The statements of ``tree``, those that share a line joined."""
        groups: list[tuple[list[ast.stmt], int, int]] = []
        for node in tree.body:
            first = node.lineno
            for decorator in getattr(node, "decorator_list", ()):
                first = min(first, decorator.lineno)
            last = node.end_lineno or node.lineno
            while last < len(self._row_starts) and self.line(last).endswith("\\"):
                last += 1  # `a; \` goes on; after a comment this joins too much, which is harmless
            if groups and first <= groups[-1][2]:
                nodes, begin, end = groups[-1]
                nodes.append(node)
                groups[-1] = (nodes, begin, max(end, last))
            else:
                groups.append(([node], first, last))
        return tuple(
            self._statement(index, tuple(nodes), first, last)
            for index, (nodes, first, last) in enumerate(groups)
        )

    def _statement(
        self, index: int, nodes: tuple[ast.stmt, ...], first: int, last: int
    ) -> TopLevel:
        end = self._row_starts[last] if last < len(self._row_starts) else len(self.text)
        return TopLevel(index, nodes, first, last, self._row_starts[first - 1], end)

    def _adopt(self, tree: cst.Module) -> None:
        """Takes the statements from a LibCST module of the whole file."""
        self._syntax.adopt(tree, self._statements_at)

    def _statements_at(self, extents: Iterable[Extent]) -> tuple[TopLevel, ...]:
        statements = []
        for index, extent in enumerate(extents):
            first, _ = self._row_column(extent.whole_start)
            last, _ = self._row_column(max(extent.end - 1, extent.start))
            statements.append(self._statement(index, (), first, last))
        self.statements = tuple(statements)
        return self.statements


class _NodePlace:
    """The place of a LibCST node; equal to any other place of the same node."""

    __slots__ = ("_module", "_node", "_rows", "_span", "_statement")

    def __init__(self, module: SourceModule, node: cst.CSTNode, statement: TopLevel | None) -> None:
        self._module = module
        self._node = node
        self._statement = statement
        self._span: Span | None = None
        self._rows = (1, 1)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _NodePlace) and self._node is other._node

    def __hash__(self) -> int:
        return id(self._node)

    def __repr__(self) -> str:
        span = self.span
        return f"<{type(self._node).__name__} at {span.filename}:{span.row}:{span.column}>"

    @property
    def span(self) -> Span:
        """The position of the node, without parentheses around it."""
        if self._span is None:
            self._span, self._rows = self._compute()
        return self._span

    @property
    def statement_rows(self) -> tuple[int, int]:
        """First and last row of the simple statement, or of the compound statement's header."""
        if self._span is None:
            self._span, self._rows = self._compute()
        return self._rows

    def _compute(self) -> tuple[Span, tuple[int, int]]:
        module = self._module
        extent = module._syntax.extent(self._node, self._statement)
        if extent is None:  # a node that is not in the file: the statement is the best answer
            row = self._statement.first_row if self._statement else 1
            start = module._row_starts[row - 1]
            span = module.span(start, start + len(module.line(row)))
            return span, (row, row)
        first, _ = module._row_column(extent.frame.start)
        last, _ = module._row_column(max(extent.frame.end - 1, extent.frame.start))
        return module.span(extent.start, extent.end), (first, last)


def decode(data: bytes) -> str:
    """The text of a file as Python reads it, also where it doesn't parse: line ends are newlines,
    what can't be decoded is replaced."""
    try:
        return _decode(data, errors="replace")[0]
    except (LookupError, ValueError):  # a cookie that names no codec of text
        return data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, errors: str) -> tuple[str, str]:
    """The text of ``data`` as Python reads it (PEP 263) and the codec's name."""
    if data.startswith(codecs.BOM_UTF8):
        text, encoding = data[len(codecs.BOM_UTF8) :].decode("utf-8", errors), "utf-8"
    else:
        encoding = _declared_encoding(data) or "utf-8"
        try:
            text = data.decode(encoding, errors)
        except UnicodeError:  # not every codec knows how to replace what it can't decode
            text = data.decode(encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, encoding


def _declared_encoding(data: bytes) -> str | None:
    """The encoding that a PEP 263 comment names, if there is one and Python knows it."""
    if b"coding" not in data[:2000]:
        return None
    for line in _NEWLINE.split(data[:2000], maxsplit=2)[:2]:
        cookie = _COOKIE.match(line)
        if cookie is not None:
            name = cookie[1].decode("ascii", "replace").lower().replace("_", "-")
            if name == "utf-8" or name.startswith("utf-8-"):  # as CPython: utf-8-sig is utf-8
                return "utf-8"
            try:
                return codecs.lookup(name).name
            except LookupError:
                return None
        if _BLANK.match(line) is None:
            return None
    return None


def _syntax_error(error: SyntaxError | ValueError, data: bytes) -> SourceSyntaxError:
    """CPython's ``error`` in our terms; its position is found in ``data`` where it has none."""
    if isinstance(error, SyntaxError):
        message, row, column = error.msg, error.lineno, error.offset
    else:
        message, row, column = str(error), None, None
    if not row and b"\0" in data:
        lines = _NEWLINE.split(data[: data.index(b"\0")])
        row, column = len(lines), len(lines[-1]) + 1
    return SourceSyntaxError(message, max(row or 1, 1), max(column or 1, 1))
