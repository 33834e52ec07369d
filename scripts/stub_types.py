"""Reads types out of typeshed's stubs: annotations become type expressions.

:class:`Stubs` is typeshed for one version of Python; :class:`Scope` says what names mean at one
place of it. What isn't certain becomes unknown.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import typeshed_client
from typeshed_client.parser import (
    ImportedName,
    NameDict,
    NameInfo,
    get_dunder_all_from_info,
)

from fclint.analysis.libraries.typeexpr import (
    KINDS,
    NONE,
    NORETURN,
    SELF,
    STR,
    UNKNOWN,
    TypeExpr,
    union,
)

_TYPING = {"typing", "typing_extensions", "collections.abc", "_collections_abc"}
_TRANSPARENT = {"Final", "ClassVar", "Annotated", "Required", "NotRequired", "ReadOnly"}
_ITERABLES = (
    *("Iterable", "Collection", "Reversible", "Container", "Sequence", "MutableSequence"),
    *("AbstractSet", "MutableSet", "KeysView", "ValuesView", "MappingView"),
)
_SIMPLE = {
    "Any": UNKNOWN,
    "LiteralString": STR,
    "Text": STR,
    "Self": SELF,
    "NoReturn": NORETURN,
    "Never": NORETURN,
    "TypeGuard": TypeExpr("bool"),
    "TypeIs": TypeExpr("bool"),
}
_GENERIC = {
    # name: (kind, number of the type argument that counts)
    "Iterator": ("iterator", 0),
    "Generator": ("generator", 0),
    "Coroutine": ("coroutine", 2),
    "AsyncIterator": ("asynciterator", 0),
    "AsyncIterable": ("asynciterator", 0),
    "AsyncGenerator": ("asynciterator", 0),
    "GeneratorType": ("generator", 0),
    "CoroutineType": ("coroutine", 2),
    **dict.fromkeys(_ITERABLES, ("iterable", 0)),
}
_ABSTRACT = {"Awaitable", "Mapping", "MutableMapping", "ItemsView", "Hashable", "Sized"}
_ABSTRACT |= {"ByteString", "Buffer", "ContextManager", "AsyncContextManager", "Callable"}
_CLASS_ALIASES = {"List": "list", "Dict": "dict", "Set": "set", "FrozenSet": "frozenset"}
_CLASS_ALIASES |= {"Tuple": "tuple", "Type": "type"}


@dataclass(frozen=True)
class Definition:
    """Where a name is defined: ``path`` are the classes around it and its own name."""

    module: str
    path: tuple[str, ...]
    info: NameInfo | None
    """None for a module."""

    @property
    def name(self) -> str:
        """The dotted name."""
        return ".".join((self.module, *self.path))


@dataclass(frozen=True)
class Scope:
    """Where an annotation stands: its module, the classes around it, what type variables mean."""

    module: str
    classes: tuple[Definition, ...] = ()
    variables: Mapping[str, TypeExpr] = field(default_factory=dict)
    expanding: frozenset[str] = frozenset()
    """Aliases that are being expanded: a recursive one is unknown."""

    def binding(self, variables: Mapping[str, TypeExpr]) -> Scope:
        """The same place with further type variables bound."""
        return replace(self, variables={**self.variables, **variables})


class Stubs:
    """Typeshed's stubs of the standard library for one version of Python on Linux."""

    def __init__(self, version: tuple[int, int]) -> None:
        """The stubs for Python ``version``."""
        self.context = typeshed_client.get_search_context(
            search_path=[], version=version, platform="linux"
        )
        found = typeshed_client.get_all_stub_files(self.context)
        self.modules = frozenset(name for name, _ in found)
        self.public: dict[str, str] = {}
        """Public names of what private modules define."""
        self._find_public_names()

    @functools.cache  # noqa: B019 (lives as long as the script)
    def names(self, module: str) -> NameDict:
        """The names of a module."""
        return typeshed_client.get_stub_names(module, search_context=self.context) or {}

    @functools.cache  # noqa: B019
    def exported(self, module: str) -> frozenset[str]:
        """The imported names that a module hands on."""
        names = self.names(module)
        listed: set[str] = set()
        own = names.get("__all__")
        if own is not None and isinstance(own.ast, ImportedName):
            listed = set(self.exported(".".join(own.ast.module_name)))
        elif own is not None:
            listed = set(get_dunder_all_from_info(own) or ())
        return frozenset(name for name, info in names.items() if info.is_exported or name in listed)

    def _find_public_names(self) -> None:
        candidates: dict[str, list[str]] = {}
        for module in sorted(self.modules):
            if any(part.startswith("_") for part in module.split(".")):
                continue
            for name in self.exported(module):
                info = self.names(module)[name]
                if isinstance(info.ast, ImportedName):
                    found = self.definition(module, name)
                    private = found and any(p.startswith("_") for p in found.module.split("."))
                    if found and found.info and private and found.path == (name,):
                        candidates.setdefault(found.name, []).append(f"{module}.{name}")
        for private_name, names in candidates.items():
            home = private_name.lstrip("_")
            self.public[private_name] = min(names, key=lambda name: (name != home, len(name), name))

    def definition(self, module: str, name: str) -> Definition | None:
        """Where the name ``name`` of ``module`` is defined, imports followed."""
        for _ in range(20):
            info = self.names(module).get(name) if module in self.modules else None
            if info is None:
                inner = f"{module}.{name}"
                return Definition(inner, (), None) if inner in self.modules else None
            target = info.ast
            if not isinstance(target, ImportedName):
                return Definition(module, (name,), info)
            module = ".".join(target.module_name)
            if target.name is None:
                return Definition(module, (), None) if module in self.modules else None
            name = target.name
        return None

    def resolve(self, node: ast.AST, scope: Scope) -> Definition | None:
        """What a dotted name in a stub means."""
        if isinstance(node, ast.Attribute):
            owner = self.resolve(node.value, scope)
            if owner is None or owner.info is None:
                return self.definition(owner.module, node.attr) if owner else None
            return self.inner(owner, node.attr)
        if not isinstance(node, ast.Name):
            return None
        for outer in reversed(scope.classes):
            if found := self.inner(outer, node.id):
                return found
        return self.definition(scope.module, node.id) or self.definition("builtins", node.id)

    def inner(self, owner: Definition, name: str) -> Definition | None:
        """What a class defines under a name."""
        info = (owner.info.child_nodes or {}).get(name) if owner.info else None
        return Definition(owner.module, (*owner.path, name), info) if info else None

    def public_name(self, definition: Definition) -> str:
        """The name under which users know it."""
        top = f"{definition.module}.{definition.path[0]}"
        return ".".join((self.public.get(top, top), *definition.path[1:]))

    def type_variable(self, node: ast.AST, scope: Scope) -> tuple[str, bool] | None:
        """The name of the type variable that ``node`` is, and whether it is constrained."""
        found = self.resolve(node, scope)
        if found is None or found.info is None or not isinstance(found.info.ast, ast.Assign):
            return None
        value = found.info.ast.value
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
            return None
        if value.func.id not in {"TypeVar", "ParamSpec", "TypeVarTuple"}:
            return None
        return found.path[-1], len(value.args) > 1

    def is_protocol(self, definition: Definition) -> bool:
        """Whether a class is a protocol, which says nothing of what an object is."""
        node = definition.info.ast if definition.info else None
        if not isinstance(node, ast.ClassDef):
            return False
        bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
        return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in bases)

    def type(self, node: ast.AST | None, scope: Scope) -> TypeExpr:
        """The type that an annotation says."""
        match node:
            case ast.Constant(value=None):
                return NONE
            case ast.Constant(value=str(text)):
                return self.type(ast.parse(text, mode="eval").body, scope)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self._union([left, right], scope)
            case ast.Subscript(value=value, slice=ast.Tuple(elts=args)):
                return self._named(value, args, scope)
            case ast.Subscript(value=value, slice=arg):
                return self._named(value, [arg], scope)
            case ast.Name() | ast.Attribute():
                return self._named(node, [], scope)
        return UNKNOWN

    def _union(self, members: list[ast.expr], scope: Scope) -> TypeExpr:
        return union([self.type(member, scope) for member in members])

    def _named(self, node: ast.expr, args: list[ast.expr], scope: Scope) -> TypeExpr:
        variable = self.type_variable(node, scope)
        if variable is not None:
            return scope.variables.get(variable[0], UNKNOWN)
        found = self.resolve(node, scope)
        if found is None or found.info is None:
            return UNKNOWN
        special = self._special(found, args, scope)
        if special is not None:
            return special
        definition = found.info.ast
        if isinstance(definition, ast.ClassDef):
            return UNKNOWN if self.is_protocol(found) else self.instance(found, args, scope)
        alias = self.alias(found)
        if alias is None or found.name in scope.expanding:
            return UNKNOWN
        return self.type(alias, Scope(found.module, expanding=scope.expanding | {found.name}))

    def alias(self, found: Definition) -> ast.expr | None:
        """What a name is another name for: the value of ``X = ...`` or ``X: TypeAlias = ...``."""
        match found.info.ast if found.info else None:
            case ast.Assign(value=ast.Name() | ast.Attribute() | ast.Subscript() as value):
                return value
            case ast.Assign(value=ast.BinOp() as value):
                return value
            case ast.AnnAssign(
                annotation=ast.Name(id="TypeAlias") | ast.Attribute(attr="TypeAlias"), value=value
            ):
                return value
        return None

    def _special(self, found: Definition, args: list[ast.expr], scope: Scope) -> TypeExpr | None:
        """The meaning of names that the type system gives one; None for ordinary names."""
        name = found.path[-1]
        if found.name in {"builtins.object", "types.UnionType"}:
            return UNKNOWN
        if found.name == "types.NoneType":
            return NONE
        if found.name == "builtins.type":
            inner = self.type(args[0], scope) if args else UNKNOWN
            return TypeExpr("type", (inner,)) if inner.is_known else TypeExpr("type")
        if found.module not in _TYPING and found.name not in {
            "types.GeneratorType",
            "types.CoroutineType",
        }:
            return None
        if name in _SIMPLE:
            return _SIMPLE[name]
        if name in _GENERIC:
            kind, index = _GENERIC[name]
            item = self.type(args[index], scope) if index < len(args) else UNKNOWN
            return TypeExpr(kind, (item,) if item.is_known else ())
        if name == "Optional":
            return union([self.type(args[0], scope), NONE])
        if name == "Union":
            return self._union(args, scope)
        if name in _TRANSPARENT:
            return self.type(args[0], scope) if args else UNKNOWN
        if name == "Literal":
            return union([_constant_type(arg) for arg in args])
        if name == "Callable" and len(args) == 2:
            result = self.type(args[1], scope)
            return TypeExpr("callable", (result,) if result.is_known else ())
        if name in _CLASS_ALIASES:
            return self._builtin(_CLASS_ALIASES[name], args, scope)
        return UNKNOWN if name in _ABSTRACT else None

    def instance(self, found: Definition, args: list[ast.expr], scope: Scope) -> TypeExpr:
        """An object of a class, with its type arguments."""
        name = self.public_name(found)
        if name.removeprefix("builtins.") in KINDS:
            return self._builtin(name.removeprefix("builtins."), args, scope)
        known = tuple(self.type(arg, scope) for arg in args)
        if not any(arg.is_known for arg in known):
            known = ()
        return TypeExpr("instance", known, name)

    def _builtin(self, kind: str, args: list[ast.expr], scope: Scope) -> TypeExpr:
        if kind == "tuple" and len(args) == 2 and isinstance(args[1], ast.Constant):
            item = self.type(args[0], scope)
            return TypeExpr(kind, (item,), variadic=True) if item.is_known else TypeExpr(kind)
        if kind == "slice" or any(isinstance(arg, ast.Starred) for arg in args):
            return TypeExpr(kind)
        known = tuple(self.type(arg, scope) for arg in args)
        if kind != "tuple" and not any(arg.is_known for arg in known):
            known = ()
        return TypeExpr(kind, known)


def _constant_type(node: ast.expr) -> TypeExpr:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    if not isinstance(node, ast.Constant):
        return UNKNOWN
    return TypeExpr(type(node.value).__name__) if node.value is not None else NONE
