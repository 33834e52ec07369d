"""Expressions as they are written, for rules that rewrite them: text out, edits of bytes back in.

Everything is computed on demand: events carry snippets of many values, reports ask few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.events import CallSource
from fclint.finding import Edit, Span
from fclint.source.prefilter import is_odd_codec

if TYPE_CHECKING:
    from fclint.source.module import SourceModule, TopLevel

Scope = Callable[[], tuple[str, int] | None]

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FORMS: dict[type[cst.CSTNode], str] = {
    cst.Integer: "number",
    cst.Float: "number",
    cst.Imaginary: "number",
    cst.Name: "name",
    cst.Attribute: "attribute",
    cst.Subscript: "subscript",
    cst.Call: "call",
    cst.List: "list",
    cst.Tuple: "tuple",
    cst.Dict: "dict",
    cst.FormattedString: "f-string",
}


class NodeSnippet:
    """A LibCST node of a module as a :class:`fclint.finding.Snippet`.

    The parentheses of a tuple and of a generator expression are part of it.
    """

    __slots__ = ("_module", "_node", "_scope", "_statement")

    def __init__(
        self,
        module: SourceModule,
        node: cst.CSTNode,
        statement: TopLevel | None,
        scope: Scope | None = None,
    ) -> None:
        """``statement`` is the top-level statement that holds ``node``; ``scope`` tells the
        function whose result it is."""
        self._module = module
        self._node = node
        self._statement = statement
        self._scope = scope

    def __repr__(self) -> str:
        return f"<{self.form} {self.text!r}>"

    @property
    def span(self) -> Span:
        """The position, without parentheses around it."""
        node = self._node
        if isinstance(node, (cst.Tuple, cst.GeneratorExp)) and node.lpar:
            begin = self._module.place(node.lpar[-1], self._statement).span
            end = self._module.place(node.rpar[0], self._statement).span
            return Span(
                begin.filename, begin.row, begin.column, end.end_row, end.end_column,
                begin.start, end.end,
            )  # fmt: skip
        return self._module.place(node, self._statement).span

    @property
    def statement_rows(self) -> tuple[int, int]:
        """First and last row of the statement around it."""
        return self._module.place(self._node, self._statement).statement_rows

    @property
    def scope(self) -> tuple[str, int] | None:
        """The function whose result it is."""
        return self._scope() if self._scope is not None else None

    @property
    def text(self) -> str:
        """The source text, without parentheses around it; line ends are newlines."""
        span = self.span
        lines = [self._module.line(row) for row in range(span.row, span.end_row + 1)]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)

    @property
    def form(self) -> str:
        """The kind of expression, as :class:`fclint.finding.Snippet` lists them."""
        node = self._node
        if isinstance(node, cst.ConcatenatedString):
            return _form_of_parts(node)
        if isinstance(node, cst.SimpleString):
            return "bytes" if "b" in node.prefix.lower() else "str"
        return _FORMS.get(type(node), "other")

    def edit(self, text: str) -> Edit:
        """The edit that puts ``text`` in the expression's place.

        What ``text`` repeats of the expression keeps its bytes. Raises :class:`ValueError` where
        the file's encoding can't say it, where the bytes of the expression can't be told for sure,
        for the target of ``x += 1``, and for quotes that would end the f-string around it.
        """
        span, module = self.span, self._module
        old = module.data[span.start : span.end]
        own = self.text
        if is_odd_codec(module.data) or _decoded(old, module.encoding) != own:
            raise ValueError(f"the bytes of {own!r} are not known")
        for holder in module.around(self._node, self._statement):
            if isinstance(holder, cst.AugAssign) and holder.target is self._node:
                raise ValueError(f"{own!r} is a target")
            if isinstance(holder, cst.FormattedString) and not _fits(text, own):
                raise ValueError(f"{text!r} can't stand in an f-string")
        head, kept, tail = text.partition(own)
        if own and kept:
            content = self._encoded(head, []) + old + self._encoded(tail, [])
        else:
            content = self._encoded(text, _LINE_END.findall(old))
        return Edit(span.start, span.end, content)

    def _encoded(self, text: str, line_ends: list[bytes]) -> bytes:
        """``text`` in the file's encoding. As many line ends as there were stay as they were."""
        lines = text.encode(self._module.encoding).split(b"\n")
        if len(line_ends) != len(lines) - 1:
            first = _LINE_END.search(self._module.data)
            line_ends = [first[0] if first else b"\n"] * (len(lines) - 1)
        return b"".join(line + end for line, end in zip(lines, [*line_ends, b""], strict=True))


class ArgumentsSnippet(NodeSnippet):
    """What stands between the parentheses of a call."""

    __slots__ = ()

    @property
    def span(self) -> Span:
        """From behind the opening parenthesis to the closing one."""
        node = self._node
        assert isinstance(node, cst.Call)
        begin = self._module.place(node.whitespace_before_args, self._statement).span
        end = self._module.place(node, self._statement).span
        return Span(
            begin.filename, begin.row, begin.column, end.end_row, end.end_column - 1,
            begin.start, end.end - 1,
        )  # fmt: skip

    @property
    def form(self) -> str:
        """Arguments are no expression of a kind of its own."""
        return "other"


def call_source(module: SourceModule, node: cst.Call, statement: TopLevel | None) -> CallSource:
    """The arguments of a call, none of which is a star-argument."""
    positional = []
    keywords = []
    for argument in node.args:
        snippet = NodeSnippet(module, argument.value, statement)
        if argument.keyword is None:
            positional.append(snippet)
        else:
            keywords.append((argument.keyword.value, snippet))
    whole = ArgumentsSnippet(module, node, statement)
    return CallSource(whole, tuple(positional), tuple(keywords))


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeError:
        return None


def _fits(text: str, own: str) -> bool:
    """Whether ``text`` may stand where ``own`` does in an f-string: before Python 3.12 neither the
    f-string's quotes nor backslashes may (PEP 701)."""
    return all(character in own for character in "'\"\\#\n" if character in text)


def _form_of_parts(node: cst.ConcatenatedString) -> str:
    """``f-string`` where one of the literals side by side is one, else what they all are."""
    current: cst.BaseExpression = node
    while isinstance(current, cst.ConcatenatedString):
        left = current.left
        if not isinstance(left, cst.SimpleString):
            return _FORMS.get(type(left), "other")
        current = current.right
    if isinstance(current, cst.SimpleString):
        return "bytes" if "b" in current.prefix.lower() else "str"
    return _FORMS.get(type(current), "other")
