"""Which statements may go to LibCST, and on how large a stack.

LibCST's parser recurses on the native stack and kills the process when that overflows. What it
takes was measured with LibCST 1.9 (x86-64 Linux), in kilobytes per level: 7 for a bracket or a call
inside a call, 10 for two kinds of brackets in turn, 26 for an indented block, 3.5 for a link
of a call chain ``a.b().c()``, 1.5 to 2.5 for an operator, elif, ternary or lambda, 1 for adjacent
strings. The weights below are about twice that.

Time grows with the square of the depth: 190 calls inside each other take 0.3 s, 400 operators
0.05 s. CPython itself refuses more than 200 brackets and 100 indented blocks.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

_Result = TypeVar("_Result")

MAX_DEPTH = 600
"""Levels of the syntax tree: room for a text put together of 500 parts. Writing a node back takes
two Python frames a level, for which the analysis makes room."""
MAX_BRACKETS = 200
MAX_SIZE = 400_000
"""Characters of one statement, or of a file that ``ast`` could not read: LibCST reads some
60,000 to 160,000 characters of dense code a second."""

_BLOCK, _LEVEL, _CHAIN, _STRING = 48, 20, 6, 2
"""Kilobytes of native stack: a level of the tree counts as if it had brackets of its own."""
_SMALL = 512
"""What any thread's stack has left (Windows and threads: 1 MB)."""
_STACK = 64 * 1024
"""The stack of the thread in which larger statements are parsed. All bounds together, 100 blocks,
600 levels, 200 brackets and 600 strings, weigh 22 MB."""

_BLOCKS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While, ast.If,
    ast.With, ast.AsyncWith, ast.Try, ast.Match, getattr(ast, "TryStar", ast.Try),
)  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<string>(?P<prefix>\b[a-zA-Z]{0,2})?"""
    r"""(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))"""
    r"""|(?P<comment>\#[^\n]*)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)|(?P<end>\n)"""
    r"""|(?P<operator>\*\*|//|<<|>>|[-+*/%@&|^~.:]|\b(?:and|or|not|if|else|elif|lambda|for|await)\b)"""
    r"""|(?P<other>\w+|[^\w\s])""",
    re.DOTALL | re.VERBOSE,
)


_DOUBLE_BRACKET = re.compile(r"\((?=(?:\s|\\\n|\#[^\n]*\n)*\()")
_ADJACENT_QUOTES = re.compile(r"[\"'](?=(?:\s|\\\n|\#[^\n]*\n)*[a-zA-Z]{0,2}[\"'])")


class Need:
    """How deep the text of a statement nests."""

    __slots__ = ("brackets", "operators", "strings")

    def __init__(self, text: str) -> None:
        """Reads the tokens of ``text``, a statement or a file."""
        self.brackets = 0
        """The deepest nesting of brackets, those in f-strings included."""
        self.operators = 0
        """The most operators between two commas or line ends, those around the brackets included;
        elif and else, which nest, are counted over the whole text."""
        self.strings = 0
        """The longest run of adjacent strings."""
        self._scan(text)

    def _scan(self, text: str) -> None:
        outer: list[int] = []
        count = run = branches = 0
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind in ("comment", "end"):
                if not outer:
                    count = run = 0
                continue
            run = run + 1 if kind == "string" else 0
            self.strings = max(self.strings, run)
            if kind == "string" and set(token["prefix"] or "") & set("fFtT"):
                deepest = _depth(token["string"])
                self.brackets = max(self.brackets, len(outer) + deepest)
            elif kind == "open":
                outer.append(count)
                self.brackets = max(self.brackets, len(outer))
            elif kind == "close" and outer:
                count = outer.pop() + 1
            elif kind == "comma":
                count = outer[-1] if outer else 0
            elif kind == "operator":
                count += 1
                branches += token["operator"] == "elif"
            self.operators = max(self.operators, count, branches)


def _depth(text: str) -> int:
    """The deepest nesting of brackets in ``text``, whatever they mean there."""
    depth = deepest = 0
    for mark in re.findall(r"[(\[{)\]}]", text):
        depth = depth + 1 if mark in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def tokens_too_deep(text: str) -> bool:
    """Whether LibCST must not see ``text``, a file of which there is no syntax tree."""
    need = Need(text)
    return max(need.operators, need.strings) > MAX_DEPTH // 2 or need.brackets > MAX_BRACKETS // 2


def stack_need(
    nodes: Sequence[ast.stmt], text: str, without: Collection[ast.AST] = ()
) -> int | None:
    """The kilobytes of native stack that LibCST may take for the statements ``nodes``, whose
    source is ``text``, which lacks the bodies of the functions ``without``; None where they are
    too deep for it."""
    if len(text) * _LEVEL <= _SMALL:
        return 0
    deepest = 0
    pending: list[tuple[ast.AST, int, int]] = [(node, 0, 0) for node in nodes]
    while pending:
        node, depth, need = pending.pop()
        if isinstance(
            node, (ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
        ):
            # Side by side in this tree, one in the other in LibCST's.
            parts = node.values if isinstance(node, ast.BoolOp) else node.generators
            depth += len(parts)
            need += len(parts) * _CHAIN
        depth += 1
        if depth > MAX_DEPTH:
            return None
        need += _BLOCK if isinstance(node, _BLOCKS) else _LEVEL
        deepest = max(deepest, need)
        below = ast.iter_child_nodes(node)
        if without and node in without:
            below = (child for child in below if not isinstance(child, ast.stmt))
        for child in below:
            saved = _BLOCK - _CHAIN if _is_elif(node, child) else 0
            pending.append((child, depth, need - saved))
    # What the tree doesn't show: brackets right inside brackets, and strings beside strings.
    brackets = min(len(_DOUBLE_BRACKET.findall(text)), MAX_BRACKETS)
    strings = len(_ADJACENT_QUOTES.findall(text))
    if strings > MAX_DEPTH:  # or just many empty strings: look closely
        strings = Need(text).strings
        if strings > MAX_DEPTH:
            return None
    return deepest + brackets * _LEVEL + strings * _STRING


def _is_elif(node: ast.AST, child: ast.AST) -> bool:
    """Whether ``child`` is the elif of ``node``, rather than an if in its else."""
    return (
        isinstance(node, ast.If)
        and isinstance(child, ast.If)
        and node.orelse == [child]
        and node.col_offset == child.col_offset
    )


def with_stack(need: int, parse: Callable[[], _Result]) -> _Result:
    """What ``parse`` returns or raises, run where ``need`` kilobytes of native stack are free."""
    if need <= _SMALL:
        return parse()
    import threading

    results: list[_Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(parse())
        except BaseException as error:
            errors.append(error)

    before = threading.stack_size(_STACK * 1024)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if errors:
        raise errors[0]
    return results[0]


WHOLE_FILE = _STACK // 4
"""What LibCST may take, in kilobytes, for a file that :func:`tokens_too_deep` lets pass."""
