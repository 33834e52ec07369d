"""Which ``return`` a function is about to leave through, while ``with`` and ``finally`` run.

Once their code runs, the interpreter says that the function is at their lines, and it still does
when the function has returned. So for functions that have such a ``return`` its line is kept when
it is come to, until another line says that it was not carried out after all.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fclint.dryrun import places

_Rows = frozenset[int]


@dataclass(frozen=True, slots=True)
class DelayedReturn:
    """A ``return`` statement: its ``rows``, and those of what runs before it takes effect; of
    these, ``guarded`` are those whose exceptions may be caught before they put an end to it."""

    row: int
    rows: _Rows
    leaving: _Rows
    guarded: _Rows


class ReturnWatch:
    """The ``return`` that each function is carrying out. Told of every line and exception."""

    def __init__(self) -> None:
        """No function runs yet."""
        self._pending: dict[types.FrameType, DelayedReturn] = {}
        self._known: dict[tuple[str, str, int], dict[int, DelayedReturn]] = {}

    def wants(self, code: types.CodeType) -> bool:
        """Whether ``code`` holds a ``return`` inside ``with`` or ``try ... finally``."""
        return any(each.leaving for each in self._delayed(code).values())

    def line(self, frame: types.FrameType) -> None:
        """``frame`` has come to another line."""
        row = frame.f_lineno
        found = self._delayed(frame.f_code).get(row)
        pending = self._pending.get(frame)
        if found is not None:
            self._pending[frame] = found
        elif pending is not None and row not in pending.rows and row not in pending.leaving:
            del self._pending[frame]

    def raised(self, frame: types.FrameType, kind: type[BaseException]) -> None:
        """An exception was raised in ``frame``: nothing is to be returned any more, unless it is
        caught before that is known, or is how an iterator says that it has ended."""
        pending = self._pending.get(frame)
        if pending is None or issubclass(kind, StopIteration):
            return
        row = frame.f_lineno
        if row in pending.rows or row in pending.leaving - pending.guarded:
            del self._pending[frame]

    def row(self, frame: types.FrameType) -> int | None:
        """The row of the ``return`` that ``frame`` leaves through, if it is one of these."""
        pending = self._pending.get(frame)
        return pending.row if pending is not None else None

    def _delayed(self, code: types.CodeType) -> dict[int, DelayedReturn]:
        key = (code.co_filename, code.co_name, code.co_firstlineno)
        known = self._known.get(key)
        if known is None:
            node = places.source(code.co_filename).definition(code)
            is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            known = self._known[key] = _of_definition(node) if is_function else {}
        return known


@lru_cache(maxsize=256)
def _of_definition(node: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[int, DelayedReturn]:
    return dict(_delayed(node.body, frozenset(), frozenset(_guarded(node.body))))


def _delayed(
    statements: list[ast.stmt], leaving: _Rows, guarded: _Rows
) -> Iterator[tuple[int, DelayedReturn]]:
    """The ``return`` statements by their rows; ``leaving`` is what runs when one is left."""
    for each in statements:
        if isinstance(each, ast.Return):
            rows = _rows(each.lineno, each.end_lineno)
            found = DelayedReturn(each.lineno, rows, leaving, guarded)
            yield from ((row, found) for row in rows)
            continue
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        inside = leaving
        if isinstance(each, (ast.With, ast.AsyncWith)):
            inside = leaving | _rows(each.lineno, each.body[0].lineno - 1)
        last = getattr(each, "finalbody", None) or []
        if last:
            inside = leaving | _rows(last[0].lineno, last[-1].end_lineno) - frozenset(_jumps(last))
        for block in ("body", "orelse"):
            yield from _delayed(getattr(each, block, None) or [], inside, guarded)
        for clause in getattr(each, "handlers", None) or getattr(each, "cases", None) or []:
            yield from _delayed(clause.body, inside, guarded)
        yield from _delayed(last, leaving, guarded)


def _guarded(statements: list[ast.stmt]) -> Iterator[int]:
    """The rows inside ``finally`` whose exceptions something inside it may catch."""
    for statement in statements:
        for each in ast.walk(statement):
            for last in getattr(each, "finalbody", None) or []:
                for inner in ast.walk(last):
                    catches = isinstance(inner, (ast.With, ast.AsyncWith)) or getattr(
                        inner, "handlers", None
                    )
                    body = getattr(inner, "body", None)
                    if catches and isinstance(body, list):
                        yield from _rows(body[0].lineno, body[-1].end_lineno)


def _jumps(statements: list[ast.stmt]) -> Iterator[int]:
    """The rows of ``break`` and ``continue`` that leave ``statements``."""
    for each in statements:
        if isinstance(each, (ast.Break, ast.Continue)):
            yield each.lineno
        elif isinstance(each, (ast.If, ast.With, ast.AsyncWith, ast.Try)):
            for block in ("body", "orelse", "finalbody"):
                yield from _jumps(getattr(each, block, None) or [])
            for clause in getattr(each, "handlers", None) or []:
                yield from _jumps(clause.body)


def _rows(first: int, last: int | None) -> _Rows:
    return frozenset(range(first, max(first, last or first) + 1))
