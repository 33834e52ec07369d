"""Units: what each statement of a module's top level binds and depends on."""

from __future__ import annotations

import ast
from collections.abc import Container
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from fclint.analysis.domain.shapes import PERMANENT, Address
from fclint.analysis.instance_state import in_service
from fclint.source.bindings import library_names
from fclint.source.changes import Changes
from fclint.source.module import SourceModule, TopLevel

if TYPE_CHECKING:
    from fclint.source.project import Found


class Importer(Protocol):
    """What finds the project's modules; :class:`fclint.source.project.Project` is one."""

    def find(self, name: str, importer: str, level: int = 0) -> Found | None:
        """What ``import name`` means in the file ``importer``."""


class Unit:
    """A module of the project, as far as its top level has been executed."""

    def __init__(self, module: SourceModule, name: str) -> None:
        self.module = module
        self.name = name
        self.scope = Address(("module", module.filename), PERMANENT)
        self.index = module.names
        self.executed: set[TopLevel] = set()
        self.required: set[str] = set()
        self.is_open = False
        self._binders: dict[str, list[TopLevel]] | None = None
        self._effects: dict[str, list[TopLevel]] = {}
        self._in_service: dict[frozenset[str], Changes] = {}

    def in_service(self, imported: frozenset[str]) -> Changes:
        """What serving requests changes, when importing has called the functions ``imported``."""
        known = self._in_service.get(imported)
        if known is None:
            known = self._in_service[imported] = in_service(self.module.changes, imported)
        return known

    def binders(self, name: str) -> list[TopLevel]:
        """The statements that may bind ``name``."""
        self._prepare()
        assert self._binders is not None
        return [*self._binders.get(name, ()), *self._binders.get("*", ())]

    def is_constant(self, name: str) -> bool:
        """Whether one statement binds ``name`` and none changes what it means: it makes no
        difference when that statement is executed."""
        return len(self.binders(name)) == 1 and not self.effects(name)

    def effects(self, name: str) -> list[TopLevel]:
        """The statements that, when executed, mention ``name`` (or a function that changes it) and
        may so change what it means."""
        self._prepare()
        names = (name, *self._changers.get(name, ()))
        return [each for name in names for each in self._effects.get(name, ())]

    @cached_property
    def _changers(self) -> dict[str, list[str]]:
        """For each name of the module, the functions and classes that change what it means when
        they are called, such as a decorator that fills a table."""
        found: dict[str, dict[str, None]] = {}
        for qualified, changes in self.module.changes:
            for name in sorted(changes.rebound | changes.changed):
                found.setdefault(name, {})[qualified.partition(".")[0]] = None
        return {name: list(changers) for name, changers in found.items()}

    def all_names(self) -> list[str]:
        """Every name the top level may bind, in the order of the statements."""
        self._prepare()
        assert self._binders is not None
        return [name for name in self._binders if name != "*"]

    def _prepare(self) -> None:
        if self._binders is not None:
            return
        self._binders = {}
        libraries = library_names(self.module)
        for statement in self.module.statements:
            names = self.index.of(statement)
            if names is None:
                for name in _names_by_libcst(self.module, statement):
                    self._binders.setdefault(name, []).append(statement)
                continue
            for name in sorted(names.binds):
                self._binders.setdefault(name, []).append(statement)
            for name in _mentioned_at_import(statement, libraries):
                self._effects.setdefault(name, []).append(statement)


def _names_by_libcst(module: SourceModule, statement: TopLevel) -> list[str]:
    """The names a statement binds, where the running Python can't parse it."""
    from fclint.analysis.syntax import names_of

    return sorted(names_of(module.concrete(statement) or ()).bound)


def _mentioned_at_import(statement: TopLevel, libraries: Container[str]) -> list[str]:
    """The names that statements other than imports, functions and classes mention; of functions
    and classes what their decorators mention. What is made by calling something of ``libraries``
    changes nothing there."""
    found: dict[str, None] = {}
    for node in statement.nodes:
        roots: list[ast.AST] = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            roots.extend(node.decorator_list)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and _binds_plain_names(node):
            value = node.value
            if isinstance(value, ast.Call):
                made = root_name(value) in libraries
                roots.extend([*value.args, *value.keywords] if made else [value])
        elif not isinstance(node, (ast.Import, ast.ImportFrom)):
            roots.append(node)
        for root in roots:
            for each in ast.walk(root):
                if isinstance(each, ast.Name):
                    found[each.id] = None
    return list(found)


def root_name(node: ast.AST) -> str | None:
    """``a`` of ``a.b().c``; None where it doesn't begin with a name."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _binds_plain_names(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(isinstance(target, ast.Name) for target in targets)
