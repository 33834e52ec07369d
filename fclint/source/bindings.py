"""Which names a top-level statement binds and mentions, so that only those that matter are run."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from fclint.source.module import SourceModule, TopLevel

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Names:
    """``binds``: the names that the statement may bind or delete in the module, ``"*"`` for a star
    import; those that functions inside declare global are among them. ``mentions``: every name
    that stands anywhere inside it; ``needs``: those that executing the statement looks up, which
    leaves out the bodies of functions."""

    binds: frozenset[str]
    mentions: frozenset[str]
    needs: frozenset[str]


class NameIndex:
    """The names of a module's statements, each computed when it is first asked for."""

    def __init__(self, module: SourceModule) -> None:
        """Computes nothing yet."""
        self._module = module
        self._names: dict[TopLevel, Names | None] = {}

    def of(self, statement: TopLevel) -> Names | None:
        """The names of ``statement``; None where only LibCST could parse the file: it may bind and
        mention anything."""
        if statement not in self._names:
            known = self._module.tree is not None
            self._names[statement] = names_of(statement) if known else None
        return self._names[statement]

    def binding(self, name: str) -> tuple[TopLevel, ...]:
        """The statements, in order, that may bind ``name`` in the module."""
        return tuple(
            statement
            for statement in self._module.statements
            if (names := self.of(statement)) is None or name in names.binds or "*" in names.binds
        )


def names_of(statement: TopLevel) -> Names:
    """The names of ``statement``, which has ``ast`` nodes."""
    binds: set[str] = set()
    mentions: set[str] = set()
    needs: set[str] = set()
    pending: list[tuple[ast.AST, bool, bool]] = [(node, True, True) for node in statement.nodes]
    while pending:
        node, in_module, is_run = pending.pop()
        if isinstance(node, ast.Name):
            mentions.add(node.id)
            if is_run:
                needs.add(node.id)
            if in_module and not isinstance(node.ctx, ast.Load):
                binds.add(node.id)
            continue
        if isinstance(node, ast.Global):
            binds.update(node.names)
        elif in_module:
            binds.update(_bound_by(node))
        if isinstance(node, _SCOPES):
            own = node.body if isinstance(node.body, list) else [node.body]
            body_is_run = is_run and isinstance(node, ast.ClassDef)
            pending.extend((child, False, body_is_run) for child in own)
            inside = set(map(id, own))
            rest = (child for child in ast.iter_child_nodes(node) if id(child) not in inside)
            pending.extend((child, in_module, is_run) for child in rest)
        else:
            pending.extend((child, in_module, is_run) for child in ast.iter_child_nodes(node))
    return Names(frozenset(binds), frozenset(mentions), frozenset(needs))


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
