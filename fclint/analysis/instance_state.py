"""Instance state: what an initializer or an earlier request may have left in a module.

Function Compute loads a module once per instance and then calls it for many requests (vendor
documentation, "Lifecycle of function instances"). So a handler does not find its module as the
import left it: a variable that some function declares global, a list, a dict or an attribute that
some function changes may hold anything by then. What only ran during the import, such as a
decorator that fills a table of routes, is known.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fclint.analysis.heap import (
    ClassObject,
    DictObject,
    HeapObject,
    InstanceObject,
    ListObject,
    Scope,
)
from fclint.analysis.joins import list_item, optional_union
from fclint.analysis.shapes import UNKNOWN, Address, FunctionShape, Ref, Wrapped
from fclint.analysis.state import State
from fclint.source.module import SourceModule
from fclint.values import Unknown, Value

_CHANGING = frozenset(
    {
        "append", "appendleft", "add", "clear", "discard", "extend", "insert", "pop", "popitem",
        "popleft", "remove", "reverse", "setdefault", "sort", "update",
    }
)  # fmt: skip
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(slots=True)
class Changes:
    """What the functions of a module do to it: ``rebound`` are names they declare global,
    ``changed`` names of containers they change, ``attributes`` those they store or change."""

    rebound: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


def changes_by_function(module: SourceModule) -> list[tuple[str, Changes]]:
    """The changes that each function of ``module`` makes, by its qualified name; functions that
    change nothing are left out."""
    if module.tree is None:
        return []
    found: list[tuple[str, Changes]] = []
    for qualified, function in _functions(module.tree, ""):
        changes = Changes()
        for node in _own_nodes(function):
            _note(node, changes)
        if changes.rebound or changes.changed or changes.attributes:
            found.append((qualified, changes))
    return found


def in_service(functions: list[tuple[str, Changes]], imported: frozenset[str]) -> Changes:
    """The changes made when requests are served: those of all functions, but for what only
    constructors and the ``imported`` ones, which importing has called, change."""
    together = Changes()
    for qualified, changes in functions:
        together.rebound |= changes.rebound
        if qualified not in imported and not qualified.endswith(".__init__"):
            together.changed |= changes.changed
            together.attributes |= changes.attributes
    return together


def _functions(
    node: ast.AST, prefix: str
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The functions of a tree with their qualified names."""
    pending: list[tuple[ast.AST, str]] = [(node, prefix)]
    while pending:
        current, prefix = pending.pop()
        for child in ast.iter_child_nodes(current):
            if isinstance(child, _FUNCTIONS):
                yield prefix + child.name, child
                pending.append((child, f"{prefix}{child.name}.<locals>."))
            elif isinstance(child, ast.ClassDef):
                pending.append((child, f"{prefix}{child.name}."))
            elif isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                pending.append((child, prefix))


def _own_nodes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function's body, without those of functions and classes inside."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            continue
        yield node
        pending.extend(ast.iter_child_nodes(node))


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


def apply(state: State, scope: Address, changes: Changes) -> None:
    """Makes ``state`` what any request may find, for the module whose top level is ``scope``."""
    thing = state.heap.get(scope)
    if not isinstance(thing, Scope):
        return
    rebound = sorted(changes.rebound & thing.names.keys())
    if rebound:
        names = state.mutable(scope, Scope).names
        for name in rebound:
            names[name] = Value((Unknown(),), state.symbol((scope, name)))
    for name in sorted(changes.changed & thing.names.keys()):
        for shape in thing.names[name].shapes:
            if isinstance(shape, Ref):
                _loosen(state, shape.address)


def apply_to_objects(state: State, changes: Changes) -> None:
    """The same for the attributes of instances and classes that importing has made."""
    if not changes.attributes:
        return
    for address, thing in list(state.heap.everything().items()):
        if isinstance(thing, (InstanceObject, ClassObject)):
            for name in sorted(changes.attributes & thing.names.keys()):
                _loosen_attribute(state, address, thing.names, name)


def _loosen_attribute(
    state: State, address: Address, names: Mapping[str, Value], name: str
) -> None:
    value = names[name]
    if any(isinstance(shape, (FunctionShape, Wrapped)) for shape in value.shapes):
        return
    for shape in value.shapes:
        if isinstance(shape, Ref):
            _loosen(state, shape.address)
    if not all(isinstance(shape, Ref) for shape in value.shapes):
        kind = type(state.heap[address])
        changed: HeapObject = state.mutable(address, kind)
        if isinstance(changed, (InstanceObject, ClassObject)):
            changed.names[name] = Value((Unknown(),), state.symbol((address, name)))


def _loosen(state: State, address: Address) -> None:
    """A container may hold more, or less, than importing put into it."""
    thing = state.heap.get(address)
    if isinstance(thing, ListObject):
        mine = state.mutable(address, ListObject)
        mine.item = optional_union(list_item(mine), UNKNOWN)
        mine.items, mine.nonempty = None, None
    elif isinstance(thing, DictObject):
        entries = state.mutable(address, DictObject)
        entries.optional = frozenset(entries.entries)
        entries.rest = (UNKNOWN, UNKNOWN)
        for key in list(entries.entries):
            entries.entries[key] = UNKNOWN
