"""Which names a top-level statement binds and needs, so that only those that matter are run."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence

from fclint.source.module import SourceModule, TopLevel

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Names:
    """``binds``: the names that the statement may bind or delete in the module, ``"*"`` for a star
    import; those that functions inside declare global are among them."""

    __slots__ = ("_needs", "_nodes", "binds")

    def __init__(self, nodes: Sequence[ast.stmt], binds: frozenset[str]) -> None:
        """Computes nothing yet."""
        self._nodes = nodes
        self._needs: frozenset[str] | None = None
        self.binds = binds

    @property
    def needs(self) -> frozenset[str]:
        """The names that executing the statement looks up, which leaves out the bodies of
        functions."""
        if self._needs is None:
            self._needs = _needed(self._nodes)
        return self._needs


class NameIndex:
    """The names of a module's statements, each computed when it is first asked for."""

    def __init__(self, module: SourceModule) -> None:
        """Computes nothing yet."""
        self._module = module
        self._names: dict[TopLevel, Names | None] = {}
        self._is_plain = "global" not in module.text and ":=" not in module.text

    def of(self, statement: TopLevel) -> Names | None:
        """The names of ``statement``; None where only LibCST could parse the file: it may bind and
        mention anything."""
        if statement not in self._names:
            known = self._module.tree is not None
            self._names[statement] = names_of(statement, self._is_plain) if known else None
        return self._names[statement]

    def binding(self, name: str) -> tuple[TopLevel, ...]:
        """The statements, in order, that may bind ``name`` in the module."""
        return tuple(
            statement
            for statement in self._module.statements
            if (names := self.of(statement)) is None or name in names.binds or "*" in names.binds
        )


def names_of(statement: TopLevel, is_plain: bool = False) -> Names:
    """The names of ``statement``, which has ``ast`` nodes. ``is_plain``: nothing in it is declared
    global or bound within an expression."""
    binds: set[str] = set()
    pending: list[tuple[ast.AST, bool]] = [(node, True) for node in statement.nodes]
    while pending:
        node, in_module = pending.pop()
        if isinstance(node, ast.Name):
            if in_module and not isinstance(node.ctx, ast.Load):
                binds.add(node.id)
            continue
        if isinstance(node, ast.Global):
            binds.update(node.names)
        elif in_module:
            binds.update(_bound_by(node))
        if is_plain and isinstance(node, (*_SCOPES, ast.Constant, ast.Attribute, ast.Call)):
            continue
        inside = (
            {id(child) for child in _own_body(node)} if isinstance(node, _SCOPES) else frozenset()
        )
        pending.extend(
            (child, in_module and id(child) not in inside) for child in ast.iter_child_nodes(node)
        )
    return Names(statement.nodes, frozenset(binds))


def mentioned_by(node: ast.AST) -> frozenset[str]:
    """Every name that occurs in ``node``, attributes' names excepted."""
    found: set[str] = set()
    pending = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, ast.Name):
            found.add(each.id)
            continue
        if isinstance(each, (ast.Global, ast.Nonlocal)):
            found.update(each.names)
        pending.extend(ast.iter_child_nodes(each))
    return frozenset(found)


def _needed(nodes: Sequence[ast.AST]) -> frozenset[str]:
    needs: set[str] = set()
    pending: list[ast.AST] = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            needs.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            body = {id(child) for child in _own_body(node)}
            pending.extend(each for each in ast.iter_child_nodes(node) if id(each) not in body)
        else:
            pending.extend(ast.iter_child_nodes(node))
    return frozenset(needs)


def _own_body(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda,
) -> Sequence[ast.AST]:
    return node.body if isinstance(node.body, list) else [node.body]


def _bound_by(node: ast.AST) -> tuple[str, ...]:
    """The names that ``node`` itself binds, other than by ``ast.Name``."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.Import(names=aliases):
            return tuple(alias.asname or alias.name.partition(".")[0] for alias in aliases)
        case ast.ImportFrom(names=aliases):
            return tuple(alias.asname or alias.name for alias in aliases)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return (name,)
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return (name,)
    return ()


def library_names(module: SourceModule) -> dict[str, str]:
    """The names that the top level imports from the standard library, and from which module."""
    found: dict[str, str] = {}
    for statement in module.statements:
        for node in statement.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    root = alias.name.partition(".")[0]
                    found[alias.asname or root] = root
            elif isinstance(node, ast.ImportFrom) and not node.level:
                root = (node.module or "").partition(".")[0]
                found.update((alias.asname or alias.name, root) for alias in node.names)
    return {name: root for name, root in found.items() if root in sys.stdlib_module_names}
