"""The functions of a module as far as ``ast`` tells: where they stand, and what they take."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fclint.source.module import SourceModule, TopLevel

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_LAMBDA = re.compile(r"\blambda\b[ \t\\\n]*\w+\s*,")


@dataclass(frozen=True, slots=True)
class Outline:
    """A function. ``order`` counts the ``def`` statements, or else the lambdas, of a top-level
    statement from 0 in source order."""

    node: Function
    cls: ast.ClassDef | None
    order: int

    @property
    def parameters(self) -> list[str]:
        """The positional parameters, ``self`` included."""
        given = self.node.args
        return [each.arg for each in (*given.posonlyargs, *given.args)]

    @property
    def required(self) -> list[str]:
        """The required positional parameters that a server has to fill: without ``self``."""
        names = self.parameters
        names = names[: len(names) - len(self.node.args.defaults)]
        return names[1:] if self.is_method else names

    @property
    def is_method(self) -> bool:
        """Whether the first argument is given already."""
        return (
            self.cls is not None
            and isinstance(self.node, _DEFINITIONS)
            and not any(
                isinstance(each, ast.Name) and each.id == "staticmethod"
                for each in self.node.decorator_list
            )
        )


def parameter_names(function: Function) -> list[str]:
    """All parameters of a function."""
    given = function.args
    every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [each.arg for each in every if each is not None]


def outlines(module: SourceModule, statement: TopLevel) -> list[Outline]:
    """The functions in ``statement``: those that ``def`` statements define, and lambdas of several
    parameters with all others in the same statement."""
    found = list(_defined(statement.nodes))
    if _LAMBDA.search(module.text, statement.start, statement.end):
        nodes = [each for node in statement.nodes for each in ast.walk(node)]
        lambdas = [each for each in nodes if isinstance(each, ast.Lambda)]
        lambdas.sort(key=lambda each: (each.lineno, each.col_offset))
        found += [Outline(node, None, order) for order, node in enumerate(lambdas)]
    return found


def _defined(nodes: tuple[ast.stmt, ...]) -> Iterator[Outline]:
    """Only statements define: their expressions are left alone."""
    order = 0
    pending: list[tuple[ast.AST, ast.ClassDef | None]] = [(node, None) for node in reversed(nodes)]
    while pending:
        node, cls = pending.pop()
        if isinstance(node, _DEFINITIONS):
            yield Outline(node, cls, order)
            order += 1
        inner = node if isinstance(node, ast.ClassDef) else cls
        if isinstance(node, _DEFINITIONS):
            inner = None
        pending.extend((child, inner) for child in reversed(blocks(node)))


def blocks(node: ast.AST) -> list[ast.AST]:
    """The statements, except clauses and cases directly inside ``node``, in source order."""
    found: list[ast.AST] = []
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        inside = getattr(node, name, None)
        if isinstance(inside, list):
            found += inside
    return found
