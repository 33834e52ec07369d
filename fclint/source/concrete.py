"""What LibCST makes of a module, piece by piece: only what is asked for is parsed.

A piece is a top-level statement without the bodies of its longer functions, or one such body.
Most of a large class is never looked into, and LibCST takes some ten times as long as ``ast``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fclint.source.bounds import MAX_SIZE, stack_need, with_stack

if TYPE_CHECKING:
    import libcst as cst

    from fclint.source.module import SourceModule, TopLevel
    from fclint.source.positions import Extent, Extents

    ConcreteStatement = cst.SimpleStatementLine | cst.BaseCompoundStatement

_WORTH_SETTING_APART = 100
"""Characters of a body; a piece of its own takes LibCST as long as some fifty."""
_QUOTES = '"""'
_Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """The body of a function that is parsed apart. ``start`` and ``end`` are offsets into the
    module's text: where its first line begins, and where its last statement ends."""

    function: _Definition
    statement: TopLevel
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Piece:
    """What LibCST made of a part of the text: ``root`` in the module ``tree`` is ``code``, whose
    offset in the module's text is ``start``."""

    root: cst.CSTNode
    tree: cst.Module
    code: str
    start: int
    extents: Extents | None = None


class ConcreteSyntax:
    """The LibCST nodes of one module, and where they are."""

    def __init__(self, module: SourceModule) -> None:
        """Parses nothing yet."""
        self._module = module
        self._pieces: dict[TopLevel, list[_Piece]] = {}
        self._statements: dict[TopLevel, tuple[ConcreteStatement, ...] | None] = {}
        self._apart: dict[cst.FunctionDef, Apart] = {}
        self._bodies: dict[cst.FunctionDef, tuple[cst.CSTNode, ...] | None] = {}
        self._notes: list[str] = []
        self.parsed = 0
        """How many characters LibCST has parsed."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be parsed and why, one line each."""
        return tuple(self._notes)

    def note(self, row: int, reason: str) -> None:
        """Something that begins in ``row`` is left out."""
        self._notes.append(f"line {row}: {reason} skipped")

    def adopt(
        self,
        tree: cst.Module,
        statements: Callable[[Iterable[Extent]], Iterable[TopLevel]],
    ) -> None:
        """Takes the nodes from a LibCST module of the whole file; ``statements`` tells what the
        statements with given extents are called."""
        piece = _Piece(tree, tree, self._module.text, 0)
        extents = self._extents(piece)
        for statement, node in zip(statements(map(extents.of, tree.body)), tree.body, strict=True):
            self._statements[statement] = (node,)
            self._pieces[statement] = [piece]

    def of(self, statement: TopLevel) -> tuple[ConcreteStatement, ...] | None:
        """The nodes of a statement; None where LibCST must not be tried, or fails. Bodies that are
        :meth:`apart` have a string in their place."""
        if statement not in self._statements:
            self._statements[statement] = self._parse_statement(statement)
        return self._statements[statement]

    def apart(self, node: cst.FunctionDef) -> Apart | None:
        """What is known of the body of ``node`` that is parsed apart; None if it isn't."""
        return self._apart.get(node)

    def body(self, node: cst.FunctionDef) -> tuple[cst.CSTNode, ...] | None:
        """The statements of a function's body; None where LibCST can't parse them."""
        apart = self._apart.get(node)
        if apart is None:
            return tuple(node.body.body)
        if node not in self._bodies:
            self._bodies[node] = self._parse_body(apart)
        return self._bodies[node]

    # --- parsing

    def _parse_statement(self, statement: TopLevel) -> tuple[ConcreteStatement, ...] | None:
        text = self._module.text
        apart = list(self._set_apart(statement))
        parts: list[str] = []
        at = statement.start
        for each in apart:
            parts += text[at : each.start], _filler(text[each.start : each.end])
            at = each.end
        code = "".join((*parts, text[at : statement.end]))
        left_out = frozenset(each.function for each in apart)
        read = len(code) - sum(each.end - each.start for each in apart)
        tree = self._parse(code, statement.nodes, left_out, statement.first_row, read)
        if tree is None:
            return None
        known = {each.function: each for each in apart}
        for node, function in zip(
            _functions(tree.body), _definitions(statement.nodes), strict=True
        ):
            if function in known:
                self._apart[node] = known[function]
        self._pieces[statement] = [_Piece(tree, tree, code, statement.start)]
        return tuple(tree.body)

    def _parse_body(self, apart: Apart) -> tuple[cst.CSTNode, ...] | None:
        import libcst as cst

        text = self._module.text
        line_end = text.find("\n", apart.end)
        code = text[apart.start : line_end if line_end >= 0 else len(text)] + "\n"
        kind = "async def" if isinstance(apart.function, ast.AsyncFunctionDef) else "def"
        wrapped = f"{kind} _():\n{code}"
        function = apart.function
        tree = self._parse(wrapped, [function], frozenset(), function.lineno, len(code))
        if tree is None:
            return None
        (wrapper,) = tree.body
        assert isinstance(wrapper, cst.FunctionDef)
        self._pieces[apart.statement].append(_Piece(wrapper.body, tree, code, apart.start))
        return tuple(wrapper.body.body)

    def _parse(
        self,
        code: str,
        nodes: Sequence[ast.stmt],
        left_out: frozenset[_Definition],
        row: int,
        read: int,
    ) -> cst.Module | None:
        """The module in ``code``, of which ``read`` characters count; its syntax tree is ``nodes``
        but for the bodies of the functions ``left_out``."""
        if read > MAX_SIZE:
            self.note(row, "too large to analyse;")
            return None
        need = stack_need(nodes, code, left_out)
        if need is None:
            self.note(row, "nested too deeply to analyse;")
            return None
        import libcst as cst

        try:
            tree = with_stack(need, lambda: cst.parse_module(code))
        except MemoryError:
            self.note(row, "too large to analyse;")
            return None
        except Exception as error:
            # LibCST's own errors, and TypeError, RecursionError, ... on valid code: see DESIGN.
            self.note(row, f"LibCST cannot parse this ({type(error).__name__});")
            return None
        self.parsed += read
        return tree

    def _set_apart(self, statement: TopLevel) -> Iterator[Apart]:
        """The bodies in ``statement`` that are parsed apart, in source order."""
        module = self._module
        for function in _definitions(statement.nodes):
            first, last = function.body[0], function.body[-1]
            start = module.offset(first.lineno, 1)
            indent = module.text[start : start + first.col_offset]
            decorated: object = getattr(first, "decorator_list", None)
            begins_line = not indent.strip(" \t") and len(indent) == first.col_offset
            if decorated or not begins_line:
                continue
            end = module.offset(*_end(module, last))
            goes_on = module.line(last.end_lineno or last.lineno).endswith("\\")
            if end - start - len(indent) >= _WORTH_SETTING_APART and not goes_on:
                yield Apart(function, statement, start, end)

    # --- places

    def extent(self, node: cst.CSTNode, statement: TopLevel | None) -> Extent | None:
        """Where ``node`` is in the text; None where nothing parsed so far holds it. ``statement``
        is the one that holds it, if that is known."""
        extents = self._holding(node, statement)
        return extents.find(node) if extents is not None else None

    def around(self, node: cst.CSTNode, statement: TopLevel | None) -> list[cst.CSTNode]:
        """The nodes of the same piece that ``node`` is part of."""
        extents = self._holding(node, statement)
        return extents.around(node) if extents is not None else []

    def _holding(self, node: cst.CSTNode, statement: TopLevel | None) -> Extents | None:
        """The extents of the piece that holds ``node``."""
        known = self._pieces.values() if statement is None else [self._pieces.get(statement, [])]
        for piece in (piece for pieces in known for piece in pieces):
            extents = self._extents(piece)
            if extents.find(node) is not None:
                return extents
        return None

    def _extents(self, piece: _Piece) -> Extents:
        from fclint.source.positions import Extents

        if piece.extents is None:
            piece.extents = Extents(piece.root, piece.tree, piece.code, piece.start)
            piece.code = ""
        return piece.extents


def _end(module: SourceModule, node: ast.stmt) -> tuple[int, int]:
    """The row and column (from 1) behind ``node``, whose own columns count bytes of UTF-8."""
    row = node.end_lineno or node.lineno
    line = module.line(row)
    column = node.end_col_offset or 0
    if not line.isascii():
        column = len(line.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))
    return row, column + 1


def _filler(body: str) -> str:
    """A statement as long as ``body``."""
    indent = body[: len(body) - len(body.lstrip(" \t"))]
    space = " " * (len(body) - len(indent) - 2 * len(_QUOTES))
    return f"{indent}{_QUOTES}{space}{_QUOTES}"


def _definitions(nodes: Sequence[ast.AST]) -> Iterator[_Definition]:
    """The functions among statements, and right inside classes among them, in source order."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _definitions(node.body)


def _functions(nodes: Sequence[cst.CSTNode]) -> Iterator[cst.FunctionDef]:
    """As :func:`_definitions`, of LibCST's tree."""
    import libcst as cst

    for node in nodes:
        if isinstance(node, cst.FunctionDef):
            yield node
        elif isinstance(node, cst.ClassDef):
            yield from _functions(node.body.body)
