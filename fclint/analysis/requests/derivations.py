"""Derivations: from a value to how it was computed from the request, as an expression.

Terms say it where a value is the request's own, or compared; the rest is what was noted when the
value was made (:mod:`fclint.analysis.requests.provenance`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.domain.shapes import (
    Address,
    FunctionShape,
    LibraryObject,
    Ref,
    single,
)
from fclint.analysis.domain.terms import (
    Attribute,
    Comparison,
    Composed,
    DictGet,
    DictHas,
    EnvironGet,
    EnvironHas,
    EnvironHasAll,
    EnvironItem,
    EnvironKey,
    InstanceTest,
    Iterated,
    Length,
    Negation,
    Operand,
    Place,
    Pure,
    Symbol,
    Taken,
    Verdict,
)
from fclint.conditions import (
    Constant,
    Environ,
    Expression,
    Key,
    Opaque,
    Token,
    applied,
    some,
)
from fclint.values import Bytes, NoneShape, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.domain.state import State

_FUNCTIONS = frozenset({"len", "int", "type"})
_MANY = 40


class Filled(NamedTuple):
    """An object that was filled after it had been made, by its identity."""

    term: object


class Version(NamedTuple):
    """How often the container at an address had been changed when it was noted."""

    address: Address


class Derivations:
    """What is noted, and what is said by it."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._values: dict[int, tuple[Value, Expression]] = {}
        """By identity of the value, which is kept alive."""
        self._sources: dict[object, Expression] = {}
        """By identity on a path and by address: what some path has noted. States know their own."""
        self._nodes: dict[cst.CSTNode, Expression] = {}
        """What was computed last at a node."""

    def _note(self, state: State, key: object, expression: Expression) -> None:
        self._sources[key] = state.sources[key] = expression

    def _noted(self, state: State, key: object) -> Expression | None:
        return state.sources.get(key) or self._sources.get(key)

    def _is_changed(self, state: State, shape: Shape) -> bool:
        """Whether a container is no longer what it was when it was noted."""
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if not isinstance(shape, Ref) or not isinstance(thing, (ListObject, DictObject)):
            return False
        return self._noted(state, Version(shape.address)) != Constant(thing.version)

    def of(self, state: State, value: Value) -> Expression:
        """How ``value`` was computed."""
        known, constant = single(value)
        if known:
            return Constant(constant)
        filled = self._noted(state, Filled(value.term)) if value.term is not None else None
        if filled is not None:
            return filled
        noted = self._values.get(id(value))
        if noted is not None and not self._is_changed(state, value.shapes[0]):
            return noted[1]
        found = self._of_term(state, value.term)
        if found is not None:
            return found
        if len(value.shapes) == 1:
            found = self._of_shape(state, value.shapes[0])
        return found or Opaque(is_of_request=_is_of_request(value))

    def _of_operands(self, state: State, operands: Iterable[Operand]) -> list[Expression]:
        return [self.of(state, each.value) for each in operands]

    def _of_term(self, state: State, term: object) -> Expression | None:
        match term:
            case EnvironItem(key=key):
                return Key(key)
            case EnvironGet(key=key, default=default):
                return applied(".get", Environ(), Constant(key), self.of(state, default))
            case EnvironHas(key=key):
                return applied("in", Constant(key), Environ())
            case EnvironHasAll(keys=keys):
                return applied("has all", Environ(), *map(Constant, keys))
            case EnvironKey():
                return some(Environ())
            case Negation(operand=operand):
                return applied("not", self.of(state, operand.value))
            case Comparison(operator=operator, left=left, right=right):
                return applied(operator, *self._of_operands(state, (left, right)))
            case InstanceTest(operand=operand, kinds=kinds):
                return applied("isinstance", self.of(state, operand.value), Constant(kinds))
        if term is None:
            return None
        return self._noted(state, term) or self._of_derived(state, term)

    def _of_derived(self, state: State, term: object) -> Expression | None:
        """Terms that say less than what was noted when they were made."""
        match term:
            case Pure(operation=operation, operands=operands) if operation.startswith("re."):
                return opaque_of(*self._of_operands(state, operands))
            case Pure(operation=operation, operands=operands):
                plain = operation in _FUNCTIONS or operation in ("in", "[]")
                name = operation if plain else f".{operation}"
                return applied(name, *self._of_operands(state, operands))
            case Composed(operation=operation, operands=operands):
                parts = self._of_operands(state, operands)
                if operation in ("+", "str"):
                    return applied(operation, *parts)
                if operation == "re.compile":
                    return applied("re.compile", *parts)
                if operation in ("encode", "decode", "strip", "lower", "upper", "replace"):
                    return applied(f".{operation}", *parts)
                return opaque_of(*parts)
            case Attribute(owner=owner, name=name):
                holder = self._of_term(state, owner)
                return applied("attribute", holder, Constant(name)) if holder else None
            case DictGet(address=address, key=key):
                table = self._of_address(state, address)
                return applied(".get", table, self.of(state, key.value))
            case DictHas(address=address, key=key):
                return applied("in", self.of(state, key.value), self._of_address(state, address))
            case Taken(place=Place(container=container, key=key)):
                return self._taken(state, container, key)
            case Iterated(source=source):
                return some(self.of(state, source.value))
            case Length(address=address):
                return applied("len", self._of_address(state, address))
            case Verdict(about=about):
                return opaque_of(*self._of_operands(state, about))
            case Symbol():
                return None
        return None

    def _taken(self, state: State, container: object, key: Operand) -> Expression | None:
        owner = self._of_term(state, container)
        if owner is None and isinstance(container, tuple) and len(container) == 2:
            owner = self._of_address(state, container[0])
        if owner is None and isinstance(container, Place):
            owner = self._taken(state, container.container, container.key)
        return applied("[]", owner, self.of(state, key.value)) if owner is not None else None

    # --- objects

    def _of_shape(self, state: State, shape: Shape) -> Expression | None:
        match shape:
            case Ref(address=address):
                return self._of_address(state, address)
            case Sequence(kind=kind, items=items) if items is not None and len(items) <= _MANY:
                return applied(_display(kind), *(self.of(state, each) for each in items))
            case LibraryObject(qualified=qualified):
                return Token(qualified)
            case FunctionShape(info=info):
                return Token(info.name)
        return None

    def _of_address(self, state: State, address: Address) -> Expression:
        thing = state.heap.get(address)
        known = self._noted(state, address)
        if known is not None and not self._is_changed(state, Ref(address)):
            return known
        match thing:
            case EnvironObject():
                return Environ()
            case ListObject(items=items) if items is not None and len(items) <= _MANY:
                parts = [self.of(state, each) for each in items]
                return applied(_display(thing.kind), *parts)
            case DictObject(rest=None) if len(thing.entries) <= _MANY and not thing.optional:
                pairs = [
                    part
                    for key, value in thing.entries.items()
                    for part in (self.of(state, key), self._entry(state, value))
                ]
                return applied("[dict]", *pairs)
        return Opaque(is_of_request=_holds_request(thing))

    def _entry(self, state: State, value: Value) -> Expression:
        """An entry of a table: what kind of object it is matters less than that it is there."""
        known = self.of(state, value)
        return Token("entry") if isinstance(known, Opaque) and not known.is_of_request else known


def _display(kind: str) -> str:
    return f"[{kind}]" if kind in ("tuple", "set", "frozenset") else "[list]"


def opaque_of(*parts: Expression) -> Opaque:
    """Something that isn't followed, made of ``parts``."""
    return Opaque(
        tuple(each for each in parts if each.is_of_request),
        is_of_request=any(each.is_of_request for each in parts),
    )


def _is_of_request(value: Value | None) -> bool:
    """Whether a value that isn't known is request data."""
    return value is not None and any(
        isinstance(shape, (Str, Bytes, Unknown, NoneShape)) and shape.origin is not None
        for shape in value.shapes
    )


def _holds_request(thing: object) -> bool:
    match thing:
        case ListObject(items=items, item=item):
            return _is_of_request(item) or any(map(_is_of_request, items or ()))
        case DictObject(rest=rest) if rest is not None:
            return any(map(_is_of_request, rest))
    return False
