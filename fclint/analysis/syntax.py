"""What the interpreter asks of LibCST trees: children, the names a body binds and mentions.

LibCST's own visitors and metadata are far slower than these walks, and recursive; these are
iterative, so that depth is no danger.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import cast

import libcst as cst

_LAYOUT = (
    "whitespace",
    "lpar",
    "rpar",
    "leading_lines",
    "lines_after_decorators",
    "header",
    "footer",
    "trailing_whitespace",
    "semicolon",
    "comma",
    "newline",
    "lbracket",
    "rbracket",
    "lbrace",
    "rbrace",
    "equal",
    "annotation",
    "returns",
    "type_parameters",
    "asynchronous",
    "indent",
)


@cache
def _child_fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a node type that hold code (neither layout nor annotations)."""
    names = (each.name for each in fields(kind))
    return tuple(name for name in names if not name.startswith(_LAYOUT))


@cache
def _is_node(kind: Hashable) -> bool:
    """Whether a type is a node's. Asked per type: LibCST's classes are abstract base classes,
    and isinstance is slow on these."""
    return isinstance(kind, type) and issubclass(kind, cst.CSTNode)


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The child nodes that hold code, in source order as far as it matters."""
    found: list[cst.CSTNode] = []
    for name in _child_fields(type(node)):
        value = getattr(node, name)
        if value is None:
            continue
        kind = type(value)
        if kind is tuple or kind is list:
            found.extend(each for each in value if _is_node(cast(Hashable, type(each))))
        elif _is_node(cast(Hashable, kind)):
            found.append(value)
    return found


def walk(roots: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """All nodes below and including ``roots``, in source order, functions and classes included."""
    stack = list(roots)[::-1]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


_SCOPES = (cst.FunctionDef, cst.ClassDef, cst.Lambda)
_CLOSING = (cst.FunctionDef, cst.ClassDef, cst.Lambda, cst.GeneratorExp)
_COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
_BINDING = (
    cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.NamedExpr, cst.For, cst.Del, cst.AsName,
    cst.ImportAlias, cst.MatchAs, cst.MatchStar, cst.MatchMapping,
)  # fmt: skip
_TELLING = frozenset((*_SCOPES, *_COMPREHENSIONS, *_BINDING, cst.Yield, cst.Global, cst.Nonlocal))
"""The nodes that say something about names; the others are only walked through."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a function's body does with names."""

    bound: frozenset[str]
    global_names: frozenset[str]
    nonlocal_names: frozenset[str]
    captured: frozenset[str]
    """Names that nested functions, classes and comprehensions mention."""
    is_generator: bool
    closes: bool = False
    """Whether something made in the body may refer to its variables after it has returned."""


def names_of(body: Iterable[cst.CSTNode]) -> Names:
    """Scans a body without entering nested functions and classes (but for what they mention)."""
    bound: set[str] = set()
    global_names: set[str] = set()
    nonlocal_names: set[str] = set()
    captured: set[str] = set()
    is_generator = closes = False
    stack: list[cst.CSTNode] = list(body)
    while stack:
        node = stack.pop()
        if type(node) not in _TELLING:
            stack.extend(children(node))
            continue
        if isinstance(node, _CLOSING):
            closes = True
        if isinstance(node, _SCOPES):
            if not isinstance(node, cst.Lambda):
                bound.add(node.name.value)
                stack.extend(node.decorators)
            captured |= mentions(node)
            if isinstance(node, cst.ClassDef):
                stack.extend(node.bases)
                continue
            stack.extend(
                each.default
                for each in (*node.params.params, *node.params.kwonly_params)
                if each.default is not None
            )
            continue
        if isinstance(node, _COMPREHENSIONS):
            captured |= mentions(node)
            bound |= _walrus_targets(node)
            closes = closes or any(isinstance(each, _CLOSING) for each in walk([node]))
            continue
        if isinstance(node, cst.Yield):
            is_generator = True
        elif isinstance(node, cst.Global):
            global_names.update(item.name.value for item in node.names)
        elif isinstance(node, cst.Nonlocal):
            nonlocal_names.update(item.name.value for item in node.names)
        else:
            bound.update(_binds(node))
        stack.extend(children(node))
    return Names(
        frozenset(bound - global_names - nonlocal_names),
        frozenset(global_names),
        frozenset(nonlocal_names),
        frozenset(captured),
        is_generator,
        closes,
    )


def _binds(node: cst.CSTNode) -> Iterator[str]:
    """The names that this node itself binds (not its children)."""
    match node:
        case cst.AssignTarget(target=target) | cst.AnnAssign(target=target):
            yield from target_names(target)
        case cst.AugAssign(target=target) | cst.NamedExpr(target=target) | cst.For(target=target):
            yield from target_names(target)
        case cst.Del(target=target):
            yield from target_names(target)
        case cst.AsName(name=name):
            yield from target_names(name)
        case cst.ImportAlias(asname=None):
            root: cst.CSTNode = node.name
            while isinstance(root, cst.Attribute):
                root = root.value
            if isinstance(root, cst.Name):
                yield root.value
        case cst.MatchAs(name=name) | cst.MatchStar(name=name) if name is not None:
            yield name.value
        case cst.MatchMapping(rest=rest) if rest is not None:
            yield rest.value


def target_names(target: cst.CSTNode) -> Iterator[str]:
    """The names an assignment target binds: ``a, (b, *c)``."""
    stack = [target]
    while stack:
        node = stack.pop()
        match node:
            case cst.Name(value=value):
                yield value
            case cst.Tuple(elements=elements) | cst.List(elements=elements):
                stack.extend(each.value for each in elements)
            case cst.StarredElement(value=value):
                stack.append(value)


def _walrus_targets(node: cst.CSTNode) -> set[str]:
    found: set[str] = set()
    for each in walk([node]):
        if isinstance(each, cst.NamedExpr):
            found.update(target_names(each.target))
    return found


def mentions(node: cst.CSTNode) -> set[str]:
    """Every name that occurs in ``node``, attributes' names excepted."""
    found: set[str] = set()
    stack: list[cst.CSTNode] = [node]
    while stack:
        each = stack.pop()
        kind = type(each)
        if kind is cst.Name:
            found.add(each.value)  # type: ignore[attr-defined]
        elif kind is cst.Attribute or kind is cst.Arg:
            stack.append(each.value)  # type: ignore[attr-defined]
        elif kind is cst.Global or kind is cst.Nonlocal:
            found.update(item.name.value for item in each.names)  # type: ignore[attr-defined]
        else:
            stack.extend(children(each))
    return found


def dotted_name(node: cst.BaseExpression) -> str | None:
    """``a.b.c`` of a chain of names; None for anything else."""
    parts: list[str] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.Attribute):
        parts.append(current.attr.value)
        current = current.value
    if not isinstance(current, cst.Name):
        return None
    parts.append(current.value)
    return ".".join(reversed(parts))
