"""Escape: unknown code gets hold of values, and may call, keep or change what it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from fclint.analysis.builtin.mappings import widened
from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    IteratorObject,
    ListObject,
    ManagerObject,
    Scope,
)
from fclint.analysis.domain.shapes import (
    UNKNOWN,
    Address,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    Partial,
    Ref,
    Wrapped,
    WriteCallable,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import EnvironItem, Symbol
from fclint.analysis.environs.environ import loosen
from fclint.analysis.requests.origins import may_go_back
from fclint.analysis.syntax import mentions
from fclint.values import Mapping, Sequence, Shape, StartResponse, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def escape(interp: Interpreter, state: State, values: Iterable[Value]) -> None:
    """Unknown code may do anything with what ``values`` reach: start_response may have been
    called, containers and instances may have been changed."""
    if state.protocol.exposed:
        interp.note_escape()
        state.escape_start_response()
    _Escape(interp, state, changes=True).run(values)


def expose(state: State, target: Address | None, value: Value) -> None:
    """``value`` is stored in the object at ``target`` (None: in a module). What was there before
    the run is within reach of other modules."""
    reaches = value.may_be(StartResponse, FunctionShape, BoundMethod, Partial)
    if reaches and (target is None or target in state.heap.base):
        state.protocol = replace(state.protocol, exposed=True)


def leak(interp: Interpreter, state: State, values: Iterable[Value]) -> None:
    """Library code that changes nothing may nevertheless call what ``values`` reach."""
    _Escape(interp, state, changes=False).run(values)


_SHOWING = (
    "logging.", "builtins.print", "builtins.id", "builtins.hash", "builtins.repr", "pprint.",
    "warnings.", "traceback.", "inspect.", "reprlib.",
)  # fmt: skip
"""Library code that shows what it is handed: it calls none of the functions among it."""


def hand_over(interp: Interpreter, state: State, qualified: str, values: tuple[Value, ...]) -> None:
    """The library's function ``qualified`` gets ``values``: it may call what they reach, or, where
    it only shows them, what the ``__repr__`` of instances among them reaches."""
    if qualified.startswith(_SHOWING):
        values = tuple(_instances(state, values))
    leak(interp, state, values)


def _instances(state: State, values: Iterable[Value], depth: int = 3) -> Iterable[Value]:
    """What is no builtin container or function among ``values`` and in the containers."""
    for shape in (shape for value in values for shape in value.shapes):
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        inner: Iterable[Value | None] = ()
        if isinstance(thing, ListObject):
            inner = thing.items or (thing.item,)
        elif isinstance(thing, DictObject):
            inner = (*thing.entries.values(), *(thing.rest or ()))
        elif isinstance(shape, Sequence):
            inner = shape.items or (shape.item,)
        elif thing is not None:
            yield Value((shape,))
        held = [each for each in inner if each is not None]
        yield from _instances(state, held, depth - 1) if depth else held


class _Escape:
    """One walk over everything reachable."""

    def __init__(self, interp: Interpreter, state: State, *, changes: bool) -> None:
        self.interp = interp
        self.state = state
        self.changes = changes
        self.seen: set[object] = set()

    def run(self, values: Iterable[Value]) -> None:
        pending: list[Value] = list(values)
        while pending:
            value = pending.pop()
            if isinstance(value.term, Symbol) and self.changes:
                self.state.touch(value.term)
            elif isinstance(value.term, EnvironItem) and self.changes:
                may_go_back(self.state, value.term.address)
            for shape in value.shapes:
                pending.extend(self._reach(shape))

    def _reach(self, shape: Shape) -> Iterable[Value]:
        match shape:
            case StartResponse() | WriteCallable():
                self.interp.note_escape()
                self.state.escape_start_response()
            case Ref(address=address) if address not in self.seen:
                self.seen.add(address)
                return self._reach_object(address)
            case FunctionShape() if (shape.info, shape.scope) not in self.seen:
                self.seen.add((shape.info, shape.scope))
                return self._reach_closure(shape)
            case BoundMethod(function=function, receiver=receiver):
                return (Value((function,)), receiver)
            case BuiltinMethod(receiver=receiver):
                return (receiver,)
            case Partial(function=target, positional=positional, keywords=keywords):
                return (target, *positional, *(value for _, value in keywords))
            case Wrapped(function=target):
                return (target,)
            case Sequence(items=items, item=item):
                return items if items is not None else ((item,) if item else ())
            case Mapping(value=value) if value is not None:
                return (value,)
        return ()

    def _reach_object(self, address: Address) -> Iterable[Value]:
        state = self.state
        thing = state.heap.get(address)
        match thing:
            case EnvironObject():
                reached = list(thing.values.values())
                if self.changes:
                    loosen(state, address)
                    may_go_back(state, thing.origin or address)
                return reached
            case ListObject():
                reached = list(thing.items or ()) + ([thing.item] if thing.item else [])
                is_known = thing.items is not None or thing.item != UNKNOWN or not thing.open
                if self.changes and is_known:
                    mine = state.mutable(address, ListObject)
                    mine.items, mine.item, mine.nonempty, mine.open = None, UNKNOWN, None, True
                    mine.version += 1
                return reached
            case DictObject():
                reached = list(thing.entries.values()) + ([thing.rest[1]] if thing.rest else [])
                if self.changes and (thing.entries or thing.rest != (UNKNOWN, UNKNOWN)):
                    state.heap[address] = widened(thing)
                    state.owned.discard(address)
                return reached
            case InstanceObject():
                reached = [*thing.names.values(), *thing.extra, *self._methods(thing)]
                if self.changes and (thing.names or not thing.open):
                    mine_too = state.mutable(address, InstanceObject)
                    mine_too.names = {}
                    mine_too.open = True
                return reached
            case IteratorObject(source=source):
                return (source,)
            case ManagerObject(values=values):
                return values
            case GeneratorObject(scope=scope):
                return self._scope_values(scope)
            case GeneratorExpression(first=first, scope=scope, node=node):
                return (first, *self._mentioned(frozenset(mentions(node)), scope))
        return ()

    def _methods(self, thing: InstanceObject) -> list[Value]:
        """The functions of an instance's class: unknown code may call any of them."""
        found: list[Value] = []
        for shape in thing.cls.shapes:
            cls = self.state.heap.get(shape.address) if isinstance(shape, Ref) else None
            if isinstance(cls, ClassObject):
                found.extend(cls.names.values())
        return found

    def _scope_values(self, address: Address) -> list[Value]:
        scope = self.state.heap.get(address)
        return list(scope.names.values()) if isinstance(scope, Scope) else []

    def _reach_closure(self, shape: FunctionShape) -> Iterable[Value]:
        """What a function mentions of the scopes around it, and what it may rebind there."""
        reached = [value for _, value in shape.defaults]
        if shape.info.node is None or shape.scope is None:
            return reached
        rebound = shape.info.rebinds if self.changes else frozenset()
        return [*reached, *self._mentioned(shape.info.mentions, shape.scope, rebound)]

    def _mentioned(
        self, names: AbstractSet[str], innermost: Address, rebound: AbstractSet[str] = frozenset()
    ) -> list[Value]:
        """What code that mentions ``names`` reaches of the functions around it."""
        reached: list[Value] = []
        address: Address | None = innermost
        while address is not None:
            scope = self.state.heap.get(address)
            if not isinstance(scope, Scope) or scope.parent is None:
                break
            reached.extend(scope.names[name] for name in sorted(names & scope.names.keys()))
            for name in sorted(rebound & scope.names.keys()):
                self.state.mutable(address, Scope).names[name] = UNKNOWN
            address = scope.parent
        return reached
