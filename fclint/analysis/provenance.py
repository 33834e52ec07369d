"""Provenance: how the values of a run were computed from the request.

Only asked for where findings are to be confirmed: then the tests on a path become expressions over
the request (:mod:`fclint.conditions`). The analysis itself knows values by their shapes and terms;
what terms don't say is noted here, value by value, and changes nothing of what is analysed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from fclint.analysis.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.shapes import (
    Address,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    Ref,
    constant_of,
    single,
)
from fclint.analysis.terms import (
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
    Applied,
    Constant,
    Environ,
    Expression,
    Key,
    Opaque,
    Some,
    Test,
    Token,
    applied,
    some,
)
from fclint.values import Bytes, Instance, NoneShape, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.state import State

_EXACT = (EnvironItem, EnvironGet, EnvironHas, EnvironHasAll, InstanceTest)
"""Terms that say everything there is to say."""
_FUNCTIONS = frozenset({"len", "int", "type"})
_MANY = 40


class _Filled(NamedTuple):
    """An object that was filled after it had been made, by its identity."""

    term: object


class _Version(NamedTuple):
    """How often the container at an address had been changed when it was noted."""

    address: Address


class Provenance:
    """What is noted in the course of one file's runs."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._values: dict[int, tuple[Value, Expression]] = {}
        """By identity of the value, which is kept alive."""
        self._sources: dict[object, Expression] = {}
        """By identity on a path and by address: what some path has noted. States know their own."""
        self._nodes: dict[cst.CSTNode, Expression] = {}
        """What was computed last at a node."""

    # --- noting

    def made(self, state: State, value: Value, expression: Expression) -> Value:
        """``value``, noted as the result of ``expression``: an equal one with an identity."""
        if single(value)[0] or isinstance(value.term, _EXACT):
            return value
        shape = value.shapes[0] if len(value.shapes) == 1 else None
        fresh = Value(value.shapes, value.term)
        if isinstance(shape, Sequence) and shape.items is not None:
            fresh = Value((self._with_parts(state, shape, expression),), value.term)
        self._values[id(fresh)] = (fresh, expression)
        if value.term is not None:
            self._note(state, value.term, expression)
        elif isinstance(shape, Ref):
            self._note(state, shape.address, expression)
            thing = state.heap.get(shape.address)
            if isinstance(thing, (ListObject, DictObject)):
                self._note(state, _Version(shape.address), Constant(thing.version))
        return fresh

    def named(self, state: State, value: Value, named: Value) -> Value:
        """``named``, which is ``value`` with an identity that it did not have."""
        noted = self._values.get(id(value))
        return named if noted is None else self.made(state, named, noted[1])

    def _is_changed(self, state: State, shape: Shape) -> bool:
        """Whether a container is no longer what it was when it was noted."""
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if not isinstance(shape, Ref) or not isinstance(thing, (ListObject, DictObject)):
            return False
        return self._noted(state, _Version(shape.address)) != Constant(thing.version)

    def joined(self, state: State, value: Value, parts: Iterable[Value]) -> Value:
        """``value``, noted as the concatenation of texts."""
        return self.made(state, value, applied("+", *(self.of(state, each) for each in parts)))

    def _note(self, state: State, key: object, expression: Expression) -> None:
        self._sources[key] = state.sources[key] = expression

    def _noted(self, state: State, key: object) -> Expression | None:
        return state.sources.get(key) or self._sources.get(key)

    def _with_parts(self, state: State, shape: Sequence, expression: Expression) -> Sequence:
        """A tuple whose items are noted as its items."""
        parts = (
            self.made(state, each, applied("[]", expression, Constant(index)))
            for index, each in enumerate(shape.items or ())
        )
        return replace(shape, items=tuple(parts))

    def operation(
        self, state: State, name: str, operands: Iterable[Value], node: cst.CSTNode
    ) -> Expression:
        """Notes that ``node`` applies an operation; gives it as an expression."""
        made = applied(name, *(self.of(state, each) for each in operands))
        self._nodes[node] = made
        return made

    def called(
        self, state: State, callee: Value, shape: Shape, arguments: Arguments, node: cst.CSTNode
    ) -> Expression:
        """Notes that ``node`` calls something that is no function of the project."""
        given = [self.of(state, each) for each in arguments.positional]
        keywords = tuple((name, self.of(state, value)) for name, value in arguments.keywords)
        match shape:
            case LibraryObject(qualified=qualified):
                name = qualified.removeprefix("builtins.")
                made = applied(name, *given, keywords=keywords)
            case BuiltinMethod(receiver=receiver, name=method):
                owner = self.of(state, receiver)
                made = applied(f".{method}", owner, *given, keywords=keywords)
                self._fill(state, receiver, method, given)
            case _:
                match self.of(state, callee):
                    case Applied(operation="attribute", operands=(owner, Constant(value=bound))):
                        made = applied(f".{bound}", owner, *given, keywords=keywords)
                    case unknown:
                        made = _opaque(unknown, *given, *(each for _, each in keywords))
        if not arguments.complete:
            made = _opaque(made)
        self._nodes[node] = made
        return made

    def _fill(self, state: State, receiver: Value, method: str, given: list[Expression]) -> None:
        """``cookie.load(text)``: from now on it is what its class would make of the text."""
        for shape in receiver.shapes:
            cookies = isinstance(shape, Instance) and shape.name.startswith("http.cookies.")
            if cookies and method == "load" and len(given) == 1 and receiver.term is not None:
                made = applied("http.cookies.SimpleCookie", *given)
                self._note(state, _Filled(receiver.term), made)

    def results(
        self, outcomes: Iterable[tuple[State, Value]], expression: Expression
    ) -> list[tuple[State, Value]]:
        """Outcomes of what was noted as ``expression``."""
        return [(state, self.made(state, value, expression)) for state, value in outcomes]

    def attribute(
        self, state: State, value: Value, name: str, outcomes: Iterable[tuple[State, Value]]
    ) -> list[tuple[State, Value]]:
        """Outcomes of ``value.name``."""
        owner = self.of(state, value)
        if isinstance(owner, Token):
            return list(outcomes)
        found = applied("attribute", owner, Constant(name))
        noted: list[tuple[State, Value]] = []
        for after, each in outcomes:
            shape = each.shapes[0] if len(each.shapes) == 1 else None
            if isinstance(shape, BuiltinMethod):
                receiver = shape.receiver
                self._values[id(receiver)] = (receiver, owner)
                noted.append((after, each))
            elif any(isinstance(shape, (FunctionShape, Ref)) for shape in each.shapes):
                noted.append((after, each))
            else:
                noted.append((after, self.made(after, each, found)))
        return noted

    def iterating(self, state: State, value: Value, node: cst.CSTNode) -> Expression:
        """Notes that ``node`` iterates over ``value``; gives what an item of it is."""
        source = self.of(state, value)
        self._nodes[node] = source
        return some(source)

    def item(self, state: State, item: Value, expression: Expression) -> Value:
        """An item that iterating has given, noted as ``expression`` unless more is known of it."""
        shape = item.shapes[0] if len(item.shapes) == 1 else None
        known = self.of(state, item)
        plain = isinstance(shape, Sequence) and shape.items is not None
        if plain and not expression.is_of_request:
            return item
        return self.made(state, item, expression) if plain or _is_vague(known) else item

    def unpacked(
        self, state: State, value: Value, items: list[Value], node: cst.CSTNode
    ) -> list[Value]:
        """The items of ``a, b = value``, where they aren't known."""
        source = self.of(state, value)
        whole = applied("unpack", source, Constant(len(items)))
        self._nodes[node] = whole
        return [
            self.made(state, each, applied("[]", whole, Constant(index)))
            for index, each in enumerate(items)
        ]

    # --- asking

    def facts(self, state: State) -> tuple[Test, ...]:
        """What is left of the alternatives of what environ gives: an operation that None does not
        have was executed with None, or was not."""
        found: list[Test] = []
        for term, shapes in state.facts.items():
            if not isinstance(term, (EnvironItem, EnvironGet)):
                continue
            allowed = alternatives(shapes)
            expression = self._of_term(state, term)
            if allowed is not None and expression is not None and expression.is_of_request:
                found.append(Test(applied("matches", expression, Constant(allowed)), True))
        return tuple(found)

    def decided(
        self, state: State, node: cst.CSTNode, outcome: str, value: Value | None
    ) -> tuple[Expression, bool]:
        """A decision as an expression and what it came out as."""
        if value is not None:
            return self.of(state, value), outcome == "true"
        known = self._nodes.get(node, Opaque())
        if outcome.startswith("raises"):
            kind = outcome.removeprefix("raises ")
            return applied("raises", known, Constant(kind)), True
        return applied("items", known), outcome == "items"

    def completed(self, node: cst.CSTNode) -> Expression | None:
        """That what ``node`` does raises nothing; None where that isn't known to matter."""
        known = self._nodes.get(node)
        return applied("completes", known) if known is not None and known.is_of_request else None

    def of(self, state: State, value: Value) -> Expression:
        """How ``value`` was computed."""
        known, constant = single(value)
        if known:
            return Constant(constant)
        filled = self._noted(state, _Filled(value.term)) if value.term is not None else None
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
                return _opaque(*parts)
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
                return _opaque(*self._of_operands(state, about))
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


def _is_vague(expression: Expression) -> bool:
    return isinstance(expression, (Opaque, Some))


def _display(kind: str) -> str:
    return f"[{kind}]" if kind in ("tuple", "set", "frozenset") else "[list]"


def _opaque(*parts: Expression) -> Opaque:
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


def alternatives(shapes: tuple[Shape, ...]) -> tuple[tuple[str, object], ...] | None:
    """What a value may be, as plain data: constants, and names of kinds; None for anything."""
    found: list[tuple[str, object]] = []
    for shape in shapes:
        known, constant = constant_of(shape)
        if known:
            found.append(("constant", constant))
        elif isinstance(shape, Str):
            found.append(("str", bool(shape.least_length)))
        elif isinstance(shape, Bytes):
            found.append(("bytes", bool(shape.least_length)))
        else:
            return None
    return tuple(found)
