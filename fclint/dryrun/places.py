"""Where in the user's source something happened: frames and tracebacks become spans.

Python says which instruction a frame is at, and from version 3.11 on which columns that
instruction comes from; the syntax tree says which expression or statement that is.
"""

from __future__ import annotations

import ast
import os
import re
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from fclint.dryrun.instructions import Operation, operation_at
from fclint.finding import Span, Step

_DEFINITION = re.compile(r"(?:async\s+def|def|class)\s+")
_LARGEST = 2_000_000
"""Bytes of a file beyond which lines alone must do."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A span, and the rows of the statement that holds it."""

    span: Span
    statement_rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class NoDecisions:
    """The trace of what a dry run saw: it took one path, and names no decisions."""

    length: int = 0

    def steps(self) -> tuple[Step, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an instruction comes from. Rows count from 1; columns are offsets in UTF-8, as
    ``ast`` has them, and None where Python doesn't tell (before 3.11)."""

    filename: str
    row: int
    end_row: int
    column: int | None = None
    end_column: int | None = None
    operation: Operation | None = None
    """Which instruction of its row it is, where columns aren't known."""


def position(code: types.CodeType, instruction: int, row: int | None) -> Position:
    """Where the instruction at the offset ``instruction`` of ``code`` comes from; ``row`` is what
    the frame says its line is."""
    line = row or code.co_firstlineno
    positions = getattr(code, "co_positions", None)
    if positions is not None and instruction >= 0:
        nothing = (None, None, None, None)
        start, end, column, end_column = next(islice(positions(), instruction // 2, None), nothing)
        if start is not None:
            return Position(code.co_filename, start, end or start, column, end_column)
    operation = operation_at(code, instruction, line) if positions is None else None
    return Position(code.co_filename, line, line, operation=operation)


def of_frame(frame: types.FrameType) -> Position:
    """Where ``frame`` is now."""
    return position(frame.f_code, frame.f_lasti, frame.f_lineno)


class Source:
    """One file of the user's, parsed when it is first asked for."""

    def __init__(self, filename: str) -> None:
        """Reads the file; one that can't be read, or is too large, has no lines and no tree."""
        self.filename = filename
        self.lines: list[str] = []
        self.tree: ast.Module | None = None
        self._nodes: list[ast.AST] | None = None
        self._found: dict[object, ast.AST | None] = {}
        """What was looked for before: a handler comes to the same places with every request."""
        try:
            with open(filename, "rb") as file:
                data = file.read(_LARGEST + 1)
        except (OSError, ValueError):
            return
        if len(data) > _LARGEST:
            return
        from fclint.source.module import decode

        text = decode(data)
        self.lines = text.split("\n")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.tree = ast.parse(data)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return

    def nodes(self) -> Iterator[ast.AST]:
        """Every node, from the outside inwards."""
        if self._nodes is None:
            self._nodes = list(ast.walk(self.tree)) if self.tree is not None else []
        return iter(self._nodes)

    def find(self, where: Position, *kinds: type[ast.AST]) -> ast.AST | None:
        """The node of one of ``kinds`` that the instruction at ``where`` belongs to.

        Python reports the end of an expression exactly, while its start may be moved to the name
        of a method; so ends are compared. Without columns the only one on the row is taken.
        """
        key = (where, kinds)
        if key not in self._found:
            self._found[key] = self._find(where, kinds)
        return self._found[key]

    def _find(self, where: Position, kinds: tuple[type[ast.AST], ...]) -> ast.AST | None:
        if where.column is None:
            return self._find_on_row(where, kinds)
        found: ast.AST | None = None
        for node in self.nodes():
            if not isinstance(node, kinds):
                continue
            row, end = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
            if (end, getattr(node, "end_col_offset", -1)) == (where.end_row, where.end_column):
                if (row, getattr(node, "col_offset", 0)) == (where.row, where.column):
                    return node
                found = found or node
        return found

    def _find_on_row(self, where: Position, kinds: tuple[type[ast.AST], ...]) -> ast.AST | None:
        on_row = [
            node
            for node in _in_order(self.tree)
            if getattr(node, "lineno", 0) == where.row and not isinstance(node, ast.expr_context)
        ]
        picked = where.operation.pick(on_row) if where.operation is not None else None
        if isinstance(picked, kinds):
            return picked
        alike = [node for node in on_row if isinstance(node, kinds)]
        return alike[0] if len(alike) == 1 else None

    def statement(self, row: int) -> ast.stmt | None:
        """The innermost statement that ``row`` is part of."""
        if row not in self._found:
            self._found[row] = self._statement(row)
        found = self._found[row]
        return found if isinstance(found, ast.stmt) else None

    def _statement(self, row: int) -> ast.stmt | None:
        best: ast.stmt | None = None
        for node in self.nodes():
            if (
                isinstance(node, ast.stmt)
                and node.lineno <= row <= (node.end_lineno or 0)
                and (best is None or node.lineno >= best.lineno)
            ):
                best = node
        return best

    def return_at(self, row: int) -> ast.AST | None:
        """The innermost ``return`` statement that ``row`` is part of."""
        key = ("return", row)
        if key not in self._found:
            found = [
                node
                for node in self.nodes()
                if isinstance(node, ast.Return) and node.lineno <= row <= (node.end_lineno or 0)
            ]
            self._found[key] = max(found, key=lambda node: node.lineno, default=None)
        return self._found[key]

    def definition(self, code: types.CodeType) -> ast.AST | None:
        """The ``def`` or ``lambda`` that ``code`` is the body of."""
        key = (code.co_name, code.co_firstlineno)
        if key not in self._found:
            self._found[key] = self._definition(*key)
        return self._found[key]

    def _definition(self, name: str, row: int) -> ast.AST | None:
        for node in self.nodes():
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                if node.name == name and first == row:
                    return node
            elif isinstance(node, ast.Lambda) and name == "<lambda>" and node.lineno == row:
                return node
        return None

    def class_definition(self, name: str) -> ast.ClassDef | None:
        """The class of the qualified name ``name``."""
        last = name.rpartition(".")[2]
        for node in self.nodes():
            if isinstance(node, ast.ClassDef) and node.name == last:
                return node
        return None

    def spot(self, node: ast.AST) -> Spot:
        """Where ``node`` is; for a definition that is its name."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return self._name_spot(node)
        row, end_row = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        span = Span(
            self.filename,
            row,
            self._column(row, node.col_offset),  # type: ignore[attr-defined]
            end_row,
            self._column(end_row, node.end_col_offset),  # type: ignore[attr-defined]
        )
        return Spot(span, self._statement_rows(row, end_row))

    def row_spot(self, row: int) -> Spot:
        """The whole of line ``row``, where nothing more is known."""
        line = self.lines[row - 1] if 0 < row <= len(self.lines) else ""
        width = len(line.rstrip())
        column = len(line) - len(line.lstrip()) + 1 if width else 1
        span = Span(self.filename, row, column, row, max(width + 1, column))
        return Spot(span, self._statement_rows(row, row))

    def _name_spot(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Spot:
        line = self.lines[node.lineno - 1]
        start = self._column(node.lineno, node.col_offset) - 1
        keyword = _DEFINITION.match(line, start)
        column = (keyword.end() if keyword else start) + 1
        span = Span(self.filename, node.lineno, column, node.lineno, column + len(node.name))
        return Spot(span, (node.lineno, max(node.body[0].lineno - 1, node.lineno)))

    def _column(self, row: int, offset: int) -> int:
        """The column, from 1 in characters, of an offset in bytes of UTF-8."""
        line = self.lines[row - 1] if 0 < row <= len(self.lines) else ""
        return len(line.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace")) + 1

    def _statement_rows(self, row: int, end_row: int) -> tuple[int, int]:
        statement = self.statement(row)
        if statement is None:
            return (row, end_row)
        body = getattr(statement, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.stmt):  # a header
            return (statement.lineno, max(body[0].lineno - 1, end_row))
        return (statement.lineno, max(statement.end_lineno or row, end_row))


def _in_order(tree: ast.AST | None) -> Iterator[ast.AST]:
    """Every node behind its children: the order in which most expressions are evaluated."""
    pending: list[tuple[ast.AST, bool]] = [(tree, False)] if tree is not None else []
    while pending:
        node, visited = pending.pop()
        if visited:
            yield node
            continue
        pending.append((node, True))
        pending.extend((child, False) for child in reversed(list(ast.iter_child_nodes(node))))


def source(filename: str) -> Source:
    """The file ``filename``, parsed once, and again when it has changed."""
    try:
        found = os.stat(filename)
    except (OSError, ValueError):
        return _parsed(filename, (0, 0))
    return _parsed(filename, (found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=64)
def _parsed(filename: str, version: tuple[int, int]) -> Source:
    return Source(filename)


def binding_spot(filename: str, name: str) -> Spot | None:
    """Where the top level of a module last binds ``name``; None where it isn't seen to."""
    file = source(filename)
    found: ast.AST | None = None
    for statement in file.tree.body if file.tree is not None else ():
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found = statement if statement.name == name else found
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found = node if node.id == name else found
            elif isinstance(node, ast.alias):
                found = node if (node.asname or node.name) == name else found
    return file.spot(found) if found is not None else None


def call_spot(where: Position) -> Spot:
    """The call that is executed at ``where``."""
    return _spot(where, ast.Call)


def yield_spot(where: Position) -> Spot:
    """The ``yield`` that a generator rests at."""
    return _spot(where, ast.Yield, ast.YieldFrom)


def expression_spot(where: Position) -> Spot:
    """The expression or statement that raised an exception."""
    return _spot(where, ast.expr, ast.stmt)


def return_statement(where: Position, code: types.CodeType) -> ast.AST | None:
    """The ``return`` of the function with ``code`` that is executed at ``where``, or the
    expression of a lambda; None where the function falls off its end."""
    file = source(where.filename)
    definition = file.definition(code)
    if isinstance(definition, ast.Lambda):
        return definition.body
    return file.return_at(where.row) if definition is not None else None


def definition_spot(code: types.CodeType) -> Spot:
    """The name in the ``def`` (or the ``lambda``) that ``code`` comes from."""
    file = source(code.co_filename)
    node = file.definition(code)
    return file.spot(node) if node is not None else file.row_spot(code.co_firstlineno)


def _spot(where: Position, *kinds: type[ast.AST]) -> Spot:
    file = source(where.filename)
    node = file.find(where, *kinds)
    if node is not None:
        return file.spot(node)
    statement = file.statement(where.row)
    if statement is not None and statement.lineno == where.row and not hasattr(statement, "body"):
        return file.spot(statement)
    return file.row_spot(where.row)
