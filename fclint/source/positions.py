"""Where LibCST nodes are in the text, found by writing them back and watching the offset.

LibCST's metadata providers compute rows and columns of every node of a file, which costs more than
parsing. Here one statement is written back, only when something in it is reported, and rows are
looked up only for what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import libcst as cst
from libcst._nodes.internal import CodegenState


@dataclass(slots=True)
class Frame:
    """The simple statement or compound header that nodes stand in, as offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extent:
    """Offsets of a node: without parentheses and surrounding space, and (``whole_start``) with
    decorators; ``frame`` is the statement around it."""

    start: int
    end: int
    whole_start: int
    frame: Frame


class Extents:
    """The extents of all nodes in ``root``, a part of ``tree``. It is written as ``code``, of
    which ``start`` is the offset in the text."""

    def __init__(self, root: cst.CSTNode, tree: cst.Module, code: str, start: int = 0) -> None:
        """Writes ``root`` back once."""
        state = _RecordingState(tree.default_indent, tree.default_newline, code, start)
        self._extents = state.extents
        # Bounded statements fit into Python's stack; where the caller is deep already, the nodes
        # that were not reached have no extent and the place falls back to the statement's row.
        with suppress(RecursionError):
            root._codegen(state)

    def find(self, node: cst.CSTNode) -> Extent | None:
        """The extent of ``node``; None where the tree doesn't hold it."""
        return self._extents.get(node)

    def around(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        """The nodes that ``node`` is part of. Raises KeyError where the tree doesn't hold it."""
        inner = self._extents[node]
        return [
            outer
            for outer, extent in self._extents.items()
            if extent.start <= inner.start and inner.end <= extent.end and outer is not node
        ]

    def of(self, node: cst.CSTNode) -> Extent:
        """The extent of ``node``. Raises KeyError where the tree doesn't hold it."""
        return self._extents[node]


class _RecordingState(CodegenState):
    """Writes nothing; follows the code and notes the offset at which each node begins and ends."""

    def __init__(self, default_indent: str, default_newline: str, code: str, start: int) -> None:
        super().__init__(default_indent, default_newline)
        self.code = code
        self.start = start
        self.offset = start
        self.extents: dict[cst.CSTNode, Extent] = {}
        self._starts: list[int] = []
        self._frames: list[tuple[cst.CSTNode | None, Frame]] = [(None, Frame(start, start))]

    def add_token(self, value: str) -> None:
        if not value:
            return
        at = self.offset - self.start
        if not self.code.startswith(value, at):
            # LibCST does not write everything back (`except X :`): take up the code again after
            # the space that was lost; space that LibCST made up is not in the code.
            if value.isspace():
                return
            while at < len(self.code) and self.code[at] in " \t\f\\\n":
                at += 1
            if not self.code.startswith(value, at):
                return
        self.offset = self.start + at + len(value)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def pop_trailing_newline(self) -> None:
        pass

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._starts.append(self.offset)
        holder, frame = self._frames[-1]
        if isinstance(node, cst.BaseSuite):
            if holder is not None and getattr(holder, "body", None) is node:
                frame.end = self.offset
        elif isinstance(node, cst.MatchCase) and frame.end <= frame.start:
            frame.end = self.offset
        if _holds_nodes(node):
            self._frames.append((node, Frame(self.offset, self.offset)))

    def after_codegen(self, node: cst.CSTNode) -> None:
        start = self._starts.pop()
        if self._frames[-1][0] is node:
            _, frame = self._frames.pop()
            if frame.end <= frame.start:  # no header: a simple statement
                known = self.extents.get(node)
                frame.end = known.end if known is not None else self.offset
        if node not in self.extents:
            self.extents[node] = Extent(start, self.offset, start, self._frames[-1][1])

    @contextmanager
    def record_syntactic_position(
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> Iterator[None]:
        start = self.offset
        holder, frame = self._frames[-1]
        if holder is node:
            frame.start = start
        yield
        end = self.offset
        if start_node is not None and start_node in self.extents:
            start = self.extents[start_node].start
        if end_node is not None and end_node in self.extents:
            end = self.extents[end_node].end
        whole = start
        decorators = getattr(node, "decorators", ())
        if decorators and decorators[0] in self.extents:
            whole = self.extents[decorators[0]].start
        self.extents[node] = Extent(start, end, whole, frame)


def _holds_nodes(node: cst.CSTNode) -> bool:
    """Whether ``node`` is a simple statement line or begins a compound statement's header."""
    if isinstance(node, (cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.Decorator)):
        return True
    return isinstance(getattr(node, "body", None), cst.BaseSuite) or isinstance(node, cst.Match)


class _TextState(CodegenState):
    """Writes a node back without its comments."""

    def __init__(self) -> None:
        super().__init__("    ", "\n")
        self._in_comment = False

    def add_token(self, value: str) -> None:
        if not self._in_comment:
            self.tokens.append(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._in_comment = self._in_comment or isinstance(node, cst.Comment)

    def after_codegen(self, node: cst.CSTNode) -> None:
        if isinstance(node, cst.Comment):
            self._in_comment = False


def one_line(node: cst.CSTNode) -> str:
    """The source of ``node`` on one line, without comments."""
    state = _TextState()
    try:
        node._codegen(state)
    except RecursionError:
        return "..."
    return " ".join("".join(state.tokens).split())
