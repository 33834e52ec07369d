"""Terraform's language (HCL) as nodes.

The library's parse tree is read, which knows every token's place; its expressions are evaluated
only where they are literals. Everything else stays what it is: text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fclint.source.manifests.nodes import MalformedError, Mapping, Node, Opaque, Scalar, Sequence

if TYPE_CHECKING:
    from lark import Token, Tree

    _Tree = Tree[Token]

_MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 40
# The library looks for the end of a heredoc in time that grows with the square of blank space.
_TOO_BLANK = re.compile(r"\s{1000}")

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|\$\$\{|%%\{", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_HEREDOC = re.compile(r"<<-?([A-Za-z][\w.-]*)\r?\n(.*?)^[ \t]*\1\s*\Z", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block at the top of the file, such as ``resource "type" "name" { ... }``."""

    kind: str
    labels: tuple[Scalar, ...]
    body: Mapping


def blocks(text: str) -> Iterator[Block]:
    """The blocks in ``text``. Raises :class:`MalformedError` where it can't be parsed."""
    if len(text) > _MAX_CHARACTERS:
        raise MalformedError(0, f"{len(text):,} characters are too many for a manifest")
    if "<<" in text and (blank := _TOO_BLANK.search(text)):
        raise MalformedError(blank.start(), "too much blank space to be read")
    tree = _parse(text)
    reader = _Reader(text)
    for body in _trees(tree):
        for each in _trees(body):
            if each.data == "block":
                yield reader.block(each)


def _parse(text: str) -> _Tree:
    import hcl2
    from lark.exceptions import LarkError, UnexpectedInput

    try:
        tree: _Tree = hcl2.parses_to_tree(text)
    except UnexpectedInput as error:
        offset = error.pos_in_stream
        if offset is None or not 0 <= offset < len(text.rstrip()):
            raise MalformedError(
                len(text.rstrip()), "malformed Terraform configuration: it ends unexpectedly"
            ) from error
        found = text[offset:].splitlines()[0][:20]
        unexpected = repr(found) if found else "end of line"
        raise MalformedError(
            offset, f"malformed Terraform configuration: unexpected {unexpected}"
        ) from error
    except LarkError as error:
        raise MalformedError(0, "malformed Terraform configuration") from error
    return tree


def _trees(tree: _Tree) -> list[_Tree]:
    """The parts of ``tree`` that are no tokens."""
    from lark import Tree

    return [child for child in tree.children if isinstance(child, Tree)]


class _Reader:
    """Makes nodes of the parse tree of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def block(self, tree: _Tree, depth: int = 0) -> Block:
        *heads, body = [each for each in _trees(tree) if each.data != "new_line_or_comment"]
        names = [self._label(each) for each in heads]
        return Block(names[0].value, tuple(names[1:]), self._body(body, depth))

    def _label(self, tree: _Tree) -> Scalar:
        start, end = _extent(tree)
        if tree.data == "string":
            return Scalar(self._text[start + 1 : end - 1], start + 1, end - 1)
        return Scalar(self._text[start:end], start, end, plain=True)

    def _body(self, tree: _Tree, depth: int) -> Mapping:
        mapping = Mapping(*_extent(tree))
        for each in _trees(tree):
            if each.data == "attribute":
                name, value, *_ = _trees(each)
                mapping.pairs.append((self._label(name), self._value(value, depth + 1)))
            elif each.data == "block" and depth < _MAX_DEPTH:
                block = self.block(each, depth + 1)
                name = _trees(each)[0]
                mapping.pairs.append((self._label(name), block.body))
        return mapping

    def _value(self, tree: _Tree, depth: int) -> Node:
        start, end = _extent(tree)
        inner = [each for each in _trees(tree) if each.data != "new_line_or_comment"]
        if tree.data == "expr_term" and len(inner) == 1 and depth < _MAX_DEPTH:
            return self._term(inner[0], depth) or Opaque(self._text[start:end], start, end)
        return Opaque(self._text[start:end], start, end)

    def _term(self, tree: _Tree, depth: int) -> Node | None:
        start, end = _extent(tree)
        inner = [each for each in _trees(tree) if each.data != "new_line_or_comment"]
        if tree.data == "expr_term":
            return self._value(tree, depth + 1)  # in parentheses
        if tree.data == "string":
            return self._string(tree)
        if tree.data in ("int_lit", "float_lit", "literal_value"):
            return Scalar(self._text[start:end], start, end, plain=True)
        if tree.data == "tuple":
            return Sequence(start, end, [self._value(each, depth + 1) for each in inner])
        if tree.data == "object":
            return self._object(start, end, inner, depth)
        if tree.data in ("heredoc_template", "heredoc_template_trim"):
            return self._heredoc(start, end)
        if tree.data == "function_call" and self._text.startswith("jsonencode", start):
            arguments = _trees(inner[-1])
            if inner[-1].data == "arguments" and len(arguments) == 1:
                return self._value(arguments[0], depth + 1)
        return None

    def _object(self, start: int, end: int, elements: list[_Tree], depth: int) -> Mapping:
        mapping = Mapping(start, end)
        for element in elements:
            parts = [each for each in _trees(element) if each.data != "new_line_or_comment"]
            if len(parts) != 2:
                continue
            key = self._key(parts[0], depth)
            if key is not None:
                mapping.pairs.append((key, self._value(parts[1], depth + 1)))
        return mapping

    def _key(self, tree: _Tree, depth: int) -> Scalar | None:
        start, end = _extent(tree)
        written = self._text[start:end]
        if re.fullmatch(r"[^\W\d][\w-]*", written):
            return Scalar(written, start, end, plain=True)
        inner = _trees(tree)
        value = self._value(inner[0], depth + 1) if inner else None
        return value if isinstance(value, Scalar) else None

    def _string(self, tree: _Tree) -> Scalar | None:
        from lark import Token

        start, end = _extent(tree)
        for part in _trees(tree):
            if not all(isinstance(each, Token) for each in part.children):
                return None  # interpolation or a directive
            if part.data != "string_part":
                return None
        return Scalar(_unescaped(self._text[start + 1 : end - 1]), start + 1, end - 1)

    def _heredoc(self, start: int, end: int) -> Scalar | None:
        match = _HEREDOC.match(self._text[start:end])
        if not match or "${" in match[2] or "%{" in match[2]:
            return None
        return Scalar(match[2], start, end)


def _extent(tree: _Tree) -> tuple[int, int]:
    meta: Any = tree.meta  # an empty tree has no place
    return (0, 0) if meta.empty else (meta.start_pos, meta.end_pos)


def _unescaped(written: str) -> str:
    if "\\" not in written and "$${" not in written and "%%{" not in written:
        return written
    return _ESCAPE.sub(_character, written)


def _character(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _ESCAPED.get(match[3], match[3]) if match[3] else match[0][1:]
