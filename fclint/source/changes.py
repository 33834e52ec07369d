"""What the functions of a module change in it, told from ``ast``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from fclint.source.outlines import blocks

_CHANGING = frozenset(
    {
        "append", "appendleft", "add", "clear", "discard", "extend", "insert", "pop", "popitem",
        "popleft", "remove", "reverse", "setdefault", "sort", "update",
    }
)  # fmt: skip
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_INNER = frozenset({ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef})
_NOTED = frozenset({ast.Subscript, ast.Attribute, ast.Call, ast.AugAssign, ast.Global})
_LEAVES = frozenset({ast.Load, ast.Store, ast.Del, ast.Name, ast.Constant})


@dataclass(slots=True)
class Changes:
    """What the functions of a module do to it: ``rebound`` are names they declare global,
    ``changed`` names of containers they change, ``attributes`` those they store or change."""

    rebound: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


def changes_by_function(tree: ast.AST) -> list[tuple[str, Changes]]:
    """The changes that each function in ``tree`` makes, by its qualified name; functions that
    change nothing are left out."""
    found: list[tuple[str, Changes]] = []
    for qualified, function in _functions(tree):
        changes = Changes()
        _note_all(function, changes)
        if changes.rebound or changes.changed or changes.attributes:
            found.append((qualified, changes))
    return found


def _functions(tree: ast.AST) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The functions of a tree with their qualified names."""
    pending: list[tuple[ast.AST, str]] = [(tree, "")]
    while pending:
        current, prefix = pending.pop()
        for child in blocks(current):
            if isinstance(child, _FUNCTIONS):
                yield prefix + child.name, child
                pending.append((child, f"{prefix}{child.name}.<locals>."))
            elif isinstance(child, ast.ClassDef):
                pending.append((child, f"{prefix}{child.name}."))
            else:
                pending.append((child, prefix))


def _note_all(function: ast.FunctionDef | ast.AsyncFunctionDef, found: Changes) -> None:
    """What a function's body changes, without functions and classes inside."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind in _INNER:
            continue
        if kind in _NOTED:
            _note(node, found)
        for name in node._fields:
            child = getattr(node, name, None)
            if isinstance(child, list):
                pending.extend(each for each in child if isinstance(each, ast.AST))
            elif isinstance(child, ast.AST) and type(child) not in _LEAVES:
                pending.append(child)


def _note(node: ast.AST, found: Changes) -> None:
    changed: ast.expr | None = None
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        changed = node.value
        match node:
            case ast.Subscript(ast.Call(ast.Name("globals")), ast.Constant(str(name))):
                found.rebound.add(name)
    elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        found.attributes.add(node.attr)
        changed = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in _CHANGING:
            changed = node.func.value
    elif isinstance(node, ast.AugAssign):
        changed = node.target
    elif isinstance(node, ast.Global):
        found.rebound.update(node.names)
    if isinstance(changed, ast.Name):
        found.changed.add(changed.id)
    elif isinstance(changed, ast.Attribute):
        found.attributes.add(changed.attr)
