"""Stubs: definitions whose body says that the real thing is elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from fclint.analysis.syntax import dotted_name

_ABSTRACT = ("abstractmethod", "overload", "abstractproperty")


def is_stub(node: cst.FunctionDef, body: Sequence[cst.CSTNode]) -> bool:
    """Whether a function is abstract, an overload, ``...``, or only raises NotImplementedError.
    ``body`` are its statements."""
    for decorator in node.decorators:
        name = dotted_name(decorator.decorator) or ""
        if name.rpartition(".")[2] in _ABSTRACT:
            return True
    small: list[cst.CSTNode] = []
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine):
            small += statement.body
        elif isinstance(statement, cst.BaseSmallStatement):  # on the line of the `def`
            small.append(statement)
        else:
            return False
    if small and _is_docstring(small[0]):
        small = small[1:]
    return len(small) == 1 and (_is_ellipsis(small[0]) or _is_not_implemented(small[0]))


def _is_docstring(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(
        node.value, (cst.SimpleString, cst.ConcatenatedString)
    )


def _is_ellipsis(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.Ellipsis)


def _is_not_implemented(node: cst.CSTNode) -> bool:
    if not isinstance(node, cst.Raise) or node.exc is None:
        return False
    raised = node.exc.func if isinstance(node.exc, cst.Call) else node.exc
    return dotted_name(raised) == "NotImplementedError"
