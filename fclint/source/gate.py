"""Which top-level statements of a module may define a handler: the others need no LibCST."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection

from fclint.source.bindings import library_names
from fclint.source.module import SourceModule, TopLevel
from fclint.source.outlines import parameter_names

MARKER = re.compile(r"#\s*fclint:\s*handler\b")
"""The comment that makes a handler of the function below or beside it."""


def candidates(module: SourceModule, names: Collection[str] = ("handler",)) -> tuple[TopLevel, ...]:
    """The top-level statements that may define a handler, in order: a superset of those that do.

    ``names`` are the module-level names that are handlers by being named. A statement that only
    calls or imports what another one defines is none, unless it binds such a name. Without an
    ``ast`` tree every statement may define a handler.
    """
    if module.tree is None:
        return module.statements
    wanted = frozenset(names)
    marked = marked_rows(module.text)
    return tuple(
        statement
        for statement in module.statements
        if any(statement.first_row - 1 <= row <= statement.end_row for row in marked)
        or _defines_handler(module, statement)
        or (_binds(module, statement, wanted) and not _is_library_object(statement, module))
    )


def _binds(module: SourceModule, statement: TopLevel, names: Collection[str]) -> bool:
    """Whether the statement may bind one of ``names``, none of which a star import counts for."""
    text = module.text
    if not any(text.find(name, statement.start, statement.end) >= 0 for name in names):
        return False
    known = module.names.of(statement)
    return known is None or not known.binds.isdisjoint(names)


def _is_library_object(statement: TopLevel, module: SourceModule) -> bool:
    """Whether an assignment or import surely gives an object of the standard library or a
    constant, such as ``handler = logging.StreamHandler()``: no handler of requests."""
    libraries = frozenset(library_names(module))
    for node in statement.nodes:
        if isinstance(node, ast.ImportFrom):
            if node.level or (node.module or "").partition(".")[0] not in sys.stdlib_module_names:
                return False
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = node.value
            while isinstance(value, (ast.Call, ast.Attribute)):
                value = value.func if isinstance(value, ast.Call) else value.value
            is_library = isinstance(value, ast.Name) and value.id in libraries
            if not is_library and not isinstance(value, (ast.Constant, type(None))):
                return False
        else:
            return False
    return bool(statement.nodes)


def marked_rows(text: str) -> tuple[int, ...]:
    """The rows that seem to hold the comment ``# fclint: handler`` (or a string that looks so)."""
    if "fclint:" not in text:
        return ()
    return tuple(text.count("\n", 0, match.start()) + 1 for match in MARKER.finditer(text))


def _defines_handler(module: SourceModule, statement: TopLevel) -> bool:
    """Whether a function, method or lambda in ``statement`` takes start_response, or else, in a
    file with environ keys, may use two parameters as WSGI does."""
    use = module.wsgi_use
    if "start_response" in module.text[statement.start : statement.end] and any(
        "start_response" in parameter_names(each.node) for each in use.outlines(statement)
    ):
        return True
    return bool(use.plausible(statement))
