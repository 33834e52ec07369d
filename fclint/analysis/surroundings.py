"""Surroundings: a candidate that no name leads to, as a value with what is around it.

Methods of classes that nothing instantiates, functions inside functions that nothing calls: what
surrounds them is found by calling it with unknown arguments, and left open where that fails.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.cost import for_surroundings
from fclint.analysis.discovery import Definition, callable_of
from fclint.analysis.domain.heap import ClassObject, InstanceObject, Scope
from fclint.analysis.domain.shapes import UNKNOWN, BoundMethod, FunctionShape, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Frame, FunctionInfo
from fclint.analysis.interpreter import Interpreter
from fclint.analysis.modules import Program
from fclint.analysis.syntax import walk
from fclint.source.module import SourceModule
from fclint.values import Value


class Surroundings:
    """Finds what surrounds the candidates of ``module``."""

    def __init__(self, module: SourceModule, program: Program, interp: Interpreter) -> None:
        self.module = module
        self.program = program
        self.interp = interp

    def closure(
        self, definition: Definition, reached: AbstractSet[FunctionInfo]
    ) -> tuple[State, Value] | None:
        """The candidate as a value, with what surrounds it as far as it can be known."""
        if definition.cls is not None and not definition.is_nested:
            return self._method(definition)
        node = definition.node
        self.interp.closures.pop(node, None)
        if definition.outer:
            self._call_outermost(definition)
        known = self.interp.closures.get(node)
        if known is not None and definition.cls is not None:
            methods = [BoundMethod(shape, UNKNOWN) for shape in known[1].shapes]
            return known[0].fork(), Value(tuple(methods))
        if known is not None:
            return known[0].fork(), known[1]
        if any(info.node is node for info in reached):
            return None
        return self._surrounded_by_unknown(definition)

    def _call_outermost(self, definition: Definition) -> None:
        """Calls the function around a nested candidate with unknown arguments, to see it made."""
        outermost = definition.outer[0]
        scope = self.program.base.heap.get(self.program.main.scope)
        value = scope.names.get(outermost.name.value) if isinstance(scope, Scope) else None
        state = self.program.base.settled()
        function: Value | None = value
        if isinstance(outermost, cst.ClassDef) and len(definition.outer) > 1 and value is not None:
            inner = definition.outer[1]
            instance = _open_instance(state, value, inner)
            outcomes = self.interp.attribute(state, instance, inner.name.value, inner)
            if not outcomes:
                return
            state, function = outcomes[0]
        if function is None or not function.must_be(FunctionShape, BoundMethod):
            return
        target = callable_of(self.interp, state, function)
        if target is None:
            return
        arguments = Arguments(more_positional=True, more_keywords=True)
        self._quietly(state, function, arguments, target.info)

    def _quietly(
        self, state: State, function: Value, arguments: Arguments, info: FunctionInfo
    ) -> None:
        """Calls something for what it defines, not for what happens."""
        unit = self.program.main
        before = self.interp.enter(Frame(unit.module, info.statement, unit.scope))
        self.interp.budget = for_surroundings()
        try:
            outcomes = self.interp.call(state, function, arguments, info.anchor)
            for after, value in outcomes:
                shape = value.shapes[0]
                thing = after.heap.get(shape.address) if isinstance(shape, Ref) else None
                if hasattr(thing, "info"):
                    self.interp.iterate(after, value, lambda s, v, site: [s], info.anchor)
        finally:
            self.interp.enter(before)

    def _surrounded_by_unknown(self, definition: Definition) -> tuple[State, Value] | None:
        state = self.program.base.settled()
        parent = self.program.main.scope
        if definition.outer:
            parent = state.allocate(definition.node, self._scope_around(definition, state))
        name = "<lambda>"
        if isinstance(definition.node, cst.FunctionDef):
            name = ".".join(
                (*(each.name.value for each in definition.outer), definition.node.name.value)
            )
        info = self.program.function(self.module, definition.statement, definition.node, name)
        defaults = tuple(
            (each.name, UNKNOWN)
            for each in info.params
            if not each.required and "VAR" not in each.kind
        )
        shape: FunctionShape | BoundMethod = FunctionShape(info, parent, defaults)
        if definition.cls is not None:
            shape = BoundMethod(shape, UNKNOWN)
        return state, Value((shape,))

    def _scope_around(self, definition: Definition, state: State) -> Scope:
        """The variables of the functions around a candidate, which may hold anything. What none of
        them binds is a name of the module."""
        names: dict[str, Value] = {}
        rebound: set[str] = set()
        for outer in definition.outer:
            if not isinstance(outer, cst.FunctionDef):
                continue  # methods don't see the names of their class
            info = FunctionInfo(self.module, definition.statement, outer, outer.name.value)
            if not info.is_readable:
                return Scope({}, self.program.main.scope, open=True)
            rebound |= {
                item.name.value
                for each in walk(info.body)
                if isinstance(each, cst.Nonlocal)
                for item in each.names
            }
            for name in sorted(info.names.bound | {each.name for each in info.params}):
                names[name] = Value(UNKNOWN.shapes, state.symbol((outer, name)))
        names.update((name, UNKNOWN) for name in sorted(rebound & names.keys()))
        return Scope(names, self.program.main.scope)

    def _method(self, definition: Definition) -> tuple[State, Value] | None:
        """A method of a class that nothing instantiates: on an instance of unknown attributes."""
        scope = self.program.base.heap.get(self.program.main.scope)
        outermost = definition.outer[0]
        cls = scope.names.get(outermost.name.value) if isinstance(scope, Scope) else None
        node = definition.node
        if cls is None or not isinstance(node, cst.FunctionDef) or len(definition.outer) > 1:
            return self._surrounded_by_unknown(definition)
        state = self.program.base.settled()
        shape = cls.shapes[0]
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if len(cls.shapes) != 1 or not isinstance(thing, ClassObject):
            return None
        if node.name.value == "__init__":
            return state, cls
        instance = _open_instance(state, cls, node)
        before = self.interp.enter(
            Frame(self.module, definition.statement, self.program.main.scope)
        )
        try:
            outcomes = self.interp.attribute(state, instance, node.name.value, node)
        finally:
            self.interp.enter(before)
        return outcomes[0] if outcomes else None


def _open_instance(state: State, cls: Value, site: cst.CSTNode) -> Value:
    """An instance of a class of which only the class is known."""
    thing = InstanceObject(cls, {}, open=True, exact=False)
    return Value((Ref(state.allocate((site, "self"), thing)),))
