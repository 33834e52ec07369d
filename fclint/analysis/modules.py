"""Modules: what names mean at a module's top level, executed on demand, statement by statement.

Only the statements that a wanted name depends on are executed: those that bind it, those that
mention what they bind at import time, and so on. A plain ``def`` is bound without being parsed.
All modules share one base state, as they share one process.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.cost import for_imports, for_top_level
from fclint.analysis.domain.heap import ClassObject, DictObject, HeapObject, InstanceObject, Scope
from fclint.analysis.domain.joins import join_states
from fclint.analysis.domain.shapes import (
    UNKNOWN,
    Address,
    FunctionShape,
    LibraryObject,
    NamespaceModule,
    ProjectModule,
    of_constant,
    text,
)
from fclint.analysis.domain.state import Sites, State
from fclint.analysis.functions import Frame, FunctionInfo
from fclint.analysis.instance_state import apply, apply_to_objects
from fclint.analysis.libraries import catalogue
from fclint.analysis.syntax import dotted_name, target_names
from fclint.analysis.units import Importer, Unit
from fclint.source.module import SourceModule, TopLevel
from fclint.values import Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


class Program:
    """The modules of a project, and the state that executing their top levels has led to."""

    def __init__(self, module: SourceModule, importer: Importer | None) -> None:
        self.importer = importer
        self.base = State(Sites(serving=Sites()))
        self._served: dict[Address, HeapObject] | None = None
        self._renewed: tuple[object, object, dict[Address, HeapObject]] = (None, None, {})
        self._units: dict[str, Unit] = {}
        self._by_scope: dict[Address, Unit] = {}
        self._functions: dict[object, FunctionInfo] = {}
        self._import_calls: set[tuple[str, str]] = set()
        self._own, self._imports = for_top_level(), for_imports()
        self.main = self.unit(module, module_name(module.filename))

    def note_provenance(self) -> None:
        """From now on it is noted how values come about."""
        from fclint.analysis.requests.provenance import Provenance

        self.base.sites.provenance = self.base.sites.serving.provenance = Provenance()

    def unit(self, module: SourceModule, name: str) -> Unit:
        """The unit of a module, made when it is first asked for."""
        unit = self._units.get(module.filename)
        if unit is None:
            unit = Unit(module, name)
            self._units[module.filename] = unit
            self._by_scope[unit.scope] = unit
            self.base.heap[unit.scope] = Scope({})
        return unit

    def function(
        self,
        module: SourceModule,
        statement: TopLevel | None,
        node: cst.FunctionDef | cst.Lambda,
        qualified: str,
    ) -> FunctionInfo:
        """The one description of a definition."""
        info = self._functions.get(node)
        if info is None:
            info = self._functions[node] = FunctionInfo(module, statement, node, qualified)
        return info

    def note_imported(self, info: FunctionInfo) -> None:
        """A function is called while a module is being imported."""
        self._import_calls.add((info.module.filename, info.qualified))

    def serve(self, state: State) -> None:
        """Makes a state that importing has led to what any request may find."""
        for unit in self._units.values():
            imported = (name for file, name in self._import_calls if file == unit.module.filename)
            changes = unit.in_service(frozenset(imported))
            apply(state, unit.scope, changes)
            apply_to_objects(state, changes)

    # --- names

    def module_scope(self, interp: Interpreter, state: State, module: SourceModule) -> Address:
        """The scope of a module's top level."""
        unit = self.unit(module, module_name(module.filename))
        if unit.scope not in state.heap:
            self._merge(state)
        return unit.scope

    def module_name(
        self, interp: Interpreter, state: State, address: Address, name: str
    ) -> Value | None:
        """What ``name`` means at the top level whose scope is at ``address``."""
        unit = self._by_scope.get(address)
        if unit is None:
            return None
        if name == "__name__":
            return text(unit.name)
        if name in ("__file__", "__doc__", "__package__"):
            return Value((Str(),))
        if name not in unit.required:
            self.require(interp, unit, self._wanted_with(interp, unit, name))
        known = self.base.heap.get(address)
        if isinstance(known, Scope) and name in known.names:
            self._merge(state)
            scope = state.heap.get(address)
            if isinstance(scope, Scope) and name in scope.names:
                return scope.names[name]
        if unit.is_open or unit.binders(name):
            return UNKNOWN
        return None

    def _wanted_with(self, interp: Interpreter, unit: Unit, name: str) -> list[str]:
        """``name``, and what else of the module the running function mentions: executing it all
        at once is cheaper than one by one."""
        info = interp.frame.info
        if info is None or info.module is not unit.module:
            return [name]
        return [name, *sorted(info.mentions - unit.required)]

    def require(self, interp: Interpreter, unit: Unit, names: Iterable[str]) -> None:
        """Executes the statements of a module that ``names`` depend on: those that bind them or
        change what they mean, and what these need when they are executed. What functions look up
        when they are called is executed when they are."""
        wanted: set[TopLevel] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name in unit.required:
                continue
            unit.required.add(name)
            for statement in (*unit.binders(name), *unit.effects(name)):
                if statement in wanted or statement in unit.executed:
                    continue
                wanted.add(statement)
                known = unit.index.of(statement)
                if known is not None:
                    needed = (name for name in known.needs if not unit.is_constant(name))
                    pending.extend(sorted({*needed, *known.binds} - unit.required))
        self._execute(interp, unit, sorted(wanted, key=lambda each: each.index))

    def _execute(self, interp: Interpreter, unit: Unit, statements: list[TopLevel]) -> None:
        if not statements:
            return
        unit.executed.update(statements)
        self._served = None
        state = self.base.fork()
        saved = interp.suspend(self._own if unit is self.main else self._imports)
        try:
            for statement in statements:
                state = self._execute_one(interp, unit, statement, state)
                self.base = state.fork()
        finally:
            interp.resume(saved)

    def _execute_one(
        self, interp: Interpreter, unit: Unit, statement: TopLevel, state: State
    ) -> State:
        """One top-level statement; the paths through it are joined behind it."""
        lazy = _plain_function(statement)
        if lazy is not None:
            name, defaults = lazy
            info = FunctionInfo(unit.module, statement, None, name)
            value = Value((FunctionShape(info, unit.scope, defaults),))
            state.mutable(unit.scope, Scope).names[name] = value
            return state
        frame = Frame(unit.module, statement, unit.scope)
        interp.enter(frame)
        parsed = unit.module.concrete(statement)
        if parsed is None:
            known = unit.index.of(statement)
            for name in sorted(known.binds) if known else ():
                state.mutable(unit.scope, Scope).names[name] = UNKNOWN
            return state
        before = state.fork()
        done = interp.execute(parsed, [state])
        after = join_states(done.normal) if done.normal else before
        after.witness = None
        if len(done.normal) > 1:
            _identify(interp, after)
        self._merge(after)
        return after

    def _merge(self, state: State) -> None:
        """Brings what the base state has meanwhile come to know into ``state``."""
        base = self.base
        if base is state:
            return
        if state.heap.base:
            self._renew(state)
            return
        for address, thing in base.heap.items():
            mine = state.heap.get(address)
            if mine is None:
                state.heap[address] = thing
            elif mine is not thing and isinstance(mine, Scope) and isinstance(thing, Scope):
                missing = thing.names.keys() - mine.names.keys()
                if missing:
                    scope = state.mutable(address, Scope)
                    for name, value in thing.names.items():
                        scope.names.setdefault(name, value)
        base.owned = set()
        for site, count in base.counts.items():
            if count > state.counts.get(site, 0):
                state.counts[site] = count

    def _renew(self, state: State) -> None:
        """Brings what was executed in the middle of a run under the objects of the run."""
        if self._served is None:
            served = self.base.fork()
            self.serve(served)
            self._served = served.heap.everything()
        old, now, renewed = self._renewed
        if old is not state.heap.base or now is not self._served:
            renewed = {**state.heap.base, **self._served}
            self._renewed = (state.heap.base, self._served, renewed)
        state.heap.base = renewed
        for address, mine in list(state.heap.items()):
            thing = renewed.get(address)
            if isinstance(mine, Scope) and isinstance(thing, Scope):
                missing = thing.names.keys() - mine.names.keys()
                scope = state.mutable(address, Scope) if missing else mine
                for name in sorted(missing):
                    scope.names[name] = thing.names[name]

    # --- imports

    def module_attribute(
        self, interp: Interpreter, state: State, module: ProjectModule, name: str
    ) -> Value:
        """``module.name`` for a module of the project."""
        unit = self._units.get(module.filename)
        if unit is None:
            return UNKNOWN
        found = self._global(interp, state, unit, name)
        if found is not None:
            return state.resolve(found)
        sub = self._find(f"{module.name}.{name}" if module.name else name, module.filename)
        if sub is not None:
            return sub
        return UNKNOWN

    def _global(self, interp: Interpreter, state: State, unit: Unit, name: str) -> Value | None:
        if unit.scope not in state.heap:
            self._merge(state)
        scope = state.heap.get(unit.scope)
        if isinstance(scope, Scope) and name in scope.names:
            return scope.names[name]
        return self.module_name(interp, state, unit.scope, name)

    def submodule(
        self, interp: Interpreter, state: State, package: NamespaceModule, name: str
    ) -> Value:
        """``package.name`` for a package that is only a name."""
        return self._find(f"{package.name}.{name}", package.importer) or UNKNOWN

    def _find(self, name: str, importer: str, level: int = 0) -> Value | None:
        """The module ``name`` as a value; None where it is not of the project."""
        if self.importer is None:
            return None
        found = self.importer.find(name, importer, level)
        if found is None:
            return None
        if found.is_namespace:
            return Value((NamespaceModule(found.name, importer),))
        if found.module is None:
            return UNKNOWN
        self.unit(found.module, found.name)
        return Value((ProjectModule(found.module.filename, found.name),))

    def import_module(
        self, interp: Interpreter, alias: cst.ImportAlias, state: State
    ) -> list[State]:
        """``import a.b``, ``import a.b as c``."""
        from fclint.analysis.assignment import bind_name

        dotted = dotted_name(alias.name)
        if dotted is None:
            return [state]
        importer = interp.frame.module.filename
        if alias.asname is not None:
            value = self._find(dotted, importer) or self._library(interp, state, dotted, alias)
            for name in target_names(alias.asname.name):
                bind_name(interp, state, name, value)
            return [state]
        root, _, _rest = dotted.partition(".")
        value = self._find(root, importer) or self._library(interp, state, root, alias)
        bind_name(interp, state, root, value)
        return [state]

    def _library(self, interp: Interpreter, state: State, dotted: str, node: cst.CSTNode) -> Value:
        """A module that is not of the project."""
        if catalogue.module(dotted) is not None:
            if not catalogue.is_stdlib(dotted):
                interp.may_throw(state, node, "builtins.ImportError")
            return Value((LibraryObject(dotted),))
        interp.may_throw(state, node, "builtins.ImportError")
        return Value((Unknown(truthy=True),), state.symbol(node))

    def import_names(self, interp: Interpreter, node: cst.ImportFrom, state: State) -> list[State]:
        """``from a import b as c``, ``from . import b``, ``from a import *``."""
        from fclint.analysis.assignment import bind_name

        dotted = dotted_name(node.module) if node.module is not None else ""
        level = len(node.relative)
        if dotted == "__future__" or dotted is None:
            return [state]
        importer = interp.frame.module.filename
        source = self._find(dotted, importer, level)
        if isinstance(node.names, cst.ImportStar):
            self._import_star(interp, state, source)
            return [state]
        if source is None:
            source = UNKNOWN if level else self._library(interp, state, dotted, node)
        states = [state]
        for alias in node.names:
            name = dotted_name(alias.name) or ""
            bound = alias.asname.name.value if alias.asname is not None else name  # type: ignore[union-attr]
            following: list[State] = []
            for before in states:
                for after, value in self._imported(interp, before, source, name, node):
                    bind_name(interp, after, bound, value)
                    following.append(after)
            states = following
        return states

    def _imported(
        self, interp: Interpreter, state: State, source: Value, name: str, node: cst.CSTNode
    ) -> list[tuple[State, Value]]:
        outcomes = interp.attribute(state, source, name, node)
        return [
            (after, value if value.shapes != (Unknown(),) else interp.opaque(after, (node, name)))
            for after, value in outcomes
        ]

    def _import_star(self, interp: Interpreter, state: State, source: Value | None) -> None:
        from fclint.analysis.assignment import bind_name

        shape = source.shapes[0] if source is not None else None
        unit = self._units.get(shape.filename) if isinstance(shape, ProjectModule) else None
        if unit is None:
            here = self.unit(interp.frame.module, module_name(interp.frame.module.filename))
            here.is_open = True
            return
        self.require(interp, unit, unit.all_names())
        self._merge(state)
        scope = state.heap.get(unit.scope)
        if isinstance(scope, Scope):
            for name, value in list(scope.names.items()):
                if not name.startswith("_"):
                    bind_name(interp, state, name, value)


def _identify(interp: Interpreter, state: State) -> None:
    """Gives what differed on the paths that were joined an identity: one of the alternatives is
    there, and stays, so that what a request's test shows of it holds when it is used."""
    for address, thing in list(state.heap.items()):
        if isinstance(thing, (Scope, InstanceObject, ClassObject)):
            named = {
                name: interp.identified(state, value, ("joined", address, name))
                for name, value in thing.names.items()
                if len(value.shapes) > 1 and value.term is None
            }
            if named:
                state.mutable(address, type(thing)).names.update(named)
        elif isinstance(thing, DictObject):
            entries = {
                key: interp.identified(state, value, ("joined", address, key))
                for key, value in thing.entries.items()
                if len(value.shapes) > 1 and value.term is None
            }
            if entries:
                state.mutable(address, DictObject).entries.update(entries)


def _plain_function(statement: TopLevel) -> tuple[str, tuple[tuple[str, Value], ...]] | None:
    """The name of a ``def`` that can be bound without looking at it, and its defaults: no
    decorators, and no defaults but constants."""
    if len(statement.nodes) != 1:
        return None
    node = statement.nodes[0]
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or node.decorator_list:
        return None
    positional = [*node.args.posonlyargs, *node.args.args]
    given = node.args.defaults
    parameters = [*positional[len(positional) - len(given) :], *node.args.kwonlyargs]
    defaults = []
    for parameter, default in zip(parameters, [*given, *node.args.kw_defaults], strict=True):
        match default:
            case None:
                continue
            case ast.Constant(value=None | bool() | int() | float() | str() | bytes() as constant):
                defaults.append((parameter.arg, Value((of_constant(constant),))))
            case _:
                return None
    return node.name, tuple(defaults)


def module_name(filename: str) -> str:
    """The name a file has when it is imported as a module of its own."""
    stem = filename.replace("\\", "/").rpartition("/")[2]
    return stem.removesuffix(".py")
