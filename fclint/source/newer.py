"""Files in a newer Python than the running one: LibCST knows their grammar already.

LibCST accepts more than CPython does, so its word alone does not acquit a file: it must hold a
construct that the grammar of the running Python cannot know.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fclint.source.bounds import MAX_SIZE, WHOLE_FILE, tokens_too_deep, with_stack

if TYPE_CHECKING:
    import libcst as cst

_HINT = re.compile(
    r"\btype\s+\w+[^\n=]*=|\b(?:def|class)\s+\w+\s*\[|\bexcept\s*\*|\bexcept\b[^\n:]*,"
    r"|\b(?:[rR]?[fFtT]|[fFtT][rR])[\"']|\*",
)
"""What every file with one of the constructs below holds: spares LibCST most broken files."""


def may_be_newer(error: SyntaxError | ValueError) -> bool:
    """Whether CPython's complaint may come from a grammar that is older than the file.

    Bad indentation, null bytes and undecodable text are wrong in every version.
    """
    return type(error) is SyntaxError and bool(error.lineno)


def parse_newer(text: str) -> cst.Module | None:
    """The LibCST module of ``text``, if LibCST can parse it and it holds syntax newer than the
    running Python; else None."""
    if len(text) > MAX_SIZE or _HINT.search(text) is None or tokens_too_deep(text):
        return None
    import libcst as cst

    try:
        module = with_stack(WHOLE_FILE, lambda: cst.parse_module(text))
    except Exception:  # whatever LibCST dislikes, CPython's own complaint stands
        return None
    return module if any(_is_newer(node) for node in _nodes(module)) else None


def _nodes(module: cst.Module) -> Iterator[cst.CSTNode]:
    pending: list[cst.CSTNode] = [module]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(node.children)


def _is_newer(node: cst.CSTNode, version: tuple[int, ...] = sys.version_info[:2]) -> bool:
    """Whether ``node`` is a construct that Python ``version`` does not know."""
    import libcst as cst

    match node:
        case cst.TryStar() | cst.Index(star="*"):  # PEP 654, PEP 646
            return version < (3, 11)
        case cst.TypeAlias() | cst.TypeParameters():  # PEP 695
            return version < (3, 12)
        case cst.FormattedString():  # PEP 701
            return version < (3, 12) and _is_free_form(node)
        case cst.TypeParam(default=cst.BaseExpression()):  # PEP 696
            return version < (3, 13)
        case cst.TemplatedString():  # PEP 750
            return version < (3, 14)
        case cst.ExceptHandler(type=cst.Tuple(lpar=[]) as kinds):  # PEP 758
            return version < (3, 14) and not _binds_error(kinds)
    return False


def _is_free_form(string: cst.FormattedString) -> bool:
    """Whether an f-string's expression holds what PEP 701 first allows there: the quotes of the
    string itself, backslashes, comments, line ends between single quotes."""
    import libcst as cst

    empty = cst.Module([])
    quote = string.quote
    forbidden = (quote, "\\", "#", "\n") if len(quote) == 1 else (quote, "\\", "#")
    return any(
        mark in empty.code_for_node(part)
        for part in string.parts
        if isinstance(part, cst.FormattedStringExpression)
        for mark in forbidden
    )


def _binds_error(kinds: cst.Tuple) -> bool:
    """Whether ``except A, b:`` looks like Python 2, where b is the name of the caught error, not a
    second class: classes are named with a capital letter, variables are not."""
    import libcst as cst

    if len(kinds.elements) != 2:
        return False
    second = kinds.elements[1].value
    return isinstance(second, cst.Name) and not second.value[:1].isupper()
