"""Provenance: how the values of a run were computed from the request.

Only asked for where findings are to be confirmed: then the tests on a path become expressions over
the request (:mod:`fclint.conditions`). The analysis itself knows values by their shapes and terms;
what terms don't say is noted here, value by value, and changes nothing of what is analysed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.shapes import (
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    Ref,
    constant_of,
    single,
)
from fclint.analysis.domain.terms import (
    EnvironGet,
    EnvironHas,
    EnvironHasAll,
    EnvironItem,
    InstanceTest,
)
from fclint.analysis.requests.derivations import Derivations, Filled, Version, opaque_of
from fclint.conditions import (
    Applied,
    Constant,
    Expression,
    Opaque,
    Some,
    Test,
    Token,
    applied,
    some,
)
from fclint.values import Bytes, Instance, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.domain.state import State

_EXACT = (EnvironItem, EnvironGet, EnvironHas, EnvironHasAll, InstanceTest)
"""Terms that say everything there is to say."""


class Provenance(Derivations):
    """What is noted in the course of one file's runs."""

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
                self._note(state, Version(shape.address), Constant(thing.version))
        return fresh

    def named(self, state: State, value: Value, named: Value) -> Value:
        """``named``, which is ``value`` with an identity that it did not have."""
        noted = self._values.get(id(value))
        return named if noted is None else self.made(state, named, noted[1])

    def joined(self, state: State, value: Value, parts: Iterable[Value]) -> Value:
        """``value``, noted as the concatenation of texts."""
        return self.made(state, value, applied("+", *(self.of(state, each) for each in parts)))

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
                        made = opaque_of(unknown, *given, *(each for _, each in keywords))
        if not arguments.complete:
            made = opaque_of(made)
        self._nodes[node] = made
        return made

    def _fill(self, state: State, receiver: Value, method: str, given: list[Expression]) -> None:
        """``cookie.load(text)``: from now on it is what its class would make of the text."""
        for shape in receiver.shapes:
            cookies = isinstance(shape, Instance) and shape.name.startswith("http.cookies.")
            if cookies and method == "load" and len(given) == 1 and receiver.term is not None:
                made = applied("http.cookies.SimpleCookie", *given)
                self._note(state, Filled(receiver.term), made)

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

    def assignable(self, state: State, owner: Value, key: Value) -> Expression | None:
        """That ``owner[key] = ...`` raises nothing, where ``owner`` is data of unknown kind."""
        given, constant = single(key)
        if not given or not owner.may_be(Unknown):
            return None
        kind = "list" if isinstance(constant, int) else "dict"
        return applied("isinstance", self.of(state, owner), Constant((kind,)))

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


def _is_vague(expression: Expression) -> bool:
    return isinstance(expression, (Opaque, Some))


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
