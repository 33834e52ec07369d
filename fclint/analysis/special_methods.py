"""Special methods of the project's classes: what operators and conversions call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.class_attributes import method_of
from fclint.analysis.domain.compare import compare
from fclint.analysis.domain.shapes import UNKNOWN, LibraryObject, boolean
from fclint.analysis.domain.state import State
from fclint.analysis.domain.truth import negated
from fclint.values import Bool, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.domain.completions import Outcome
    from fclint.analysis.interpreter import Interpreter

METHODS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod",
    "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
    "@": "matmul",
}  # fmt: skip
"""Operators with the name of their method, without what is around it."""
_COMPARISONS: dict[type[cst.BaseCompOp], tuple[str, str]] = {
    cst.Equal: ("__eq__", "__eq__"),
    cst.NotEqual: ("__ne__", "__ne__"),
    cst.LessThan: ("__lt__", "__gt__"),
    cst.GreaterThan: ("__gt__", "__lt__"),
    cst.LessThanEqual: ("__le__", "__ge__"),
    cst.GreaterThanEqual: ("__ge__", "__le__"),
}
"""Operators with the method of the left operand, and of the right where the left has no say."""
_NOT_IMPLEMENTED = LibraryObject("builtins.NotImplemented")


def by_method(
    interp: Interpreter,
    state: State,
    value: Value,
    names: tuple[str, ...],
    arguments: tuple[Value, ...],
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """What the first of the methods ``names`` that the class of ``value`` defines gives; None
    where ``value`` is no instance of the project, or its class has none of them."""
    value = state.resolve(value)
    for name in names:
        method = method_of(interp, state, value, name, node)
        if method is None:
            continue
        outcomes: list[Outcome] = []
        for after, made in interp.call(state, method, Arguments(arguments), node):
            refused = _NOT_IMPLEMENTED in made.shapes
            outcomes.append((after, interp.opaque(after, node) if refused else made))
        return outcomes
    return None


def by_operator(
    interp: Interpreter,
    state: State,
    symbol: str,
    left: Value,
    right: Value,
    node: cst.CSTNode,
    *,
    augmented: bool = False,
) -> list[Outcome] | None:
    """``left symbol right`` by a method of either; None where neither has one."""
    name = METHODS.get(symbol)
    if name is None:
        return None
    names = (f"__i{name}__", f"__{name}__") if augmented else (f"__{name}__",)
    found = by_method(interp, state, left, names, (right,), node)
    if found is not None:
        return found
    return by_method(interp, state, right, (f"__r{name}__",), (left,), node)


def by_comparison(
    interp: Interpreter,
    state: State,
    operation: cst.BaseCompOp,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """``left == right`` and such by a method of either, whose result it is; None where neither
    has one. The right operand is asked where the left has none, or returns NotImplemented."""
    names = _COMPARISONS.get(type(operation))
    if names is None:
        return None
    left, right = state.resolve(left), state.resolve(right)
    asked = False
    open_: list[State] = [state]
    outcomes: list[Outcome] = []
    for value, name, other in ((left, names[0], right), (right, names[1], left)):
        method, opposed = method_of(interp, state, value, name, node), False
        if method is None and isinstance(operation, cst.NotEqual):
            method, opposed = method_of(interp, state, value, "__eq__", node), True
        if method is None or method.may_be(Unknown):
            continue
        asked, before, open_ = True, open_, []
        for each in before:
            for after, made in interp.call(each, method, Arguments((other,)), node):
                if made.must_be(LibraryObject) and _NOT_IMPLEMENTED in made.shapes:
                    open_.append(after)
                elif _NOT_IMPLEMENTED in made.shapes:
                    outcomes.append((after, interp.opaque(after, node)))
                else:
                    outcomes.append((after, negated(after, made) if opposed else made))
    if not asked:
        return None
    return outcomes + [(each, _by_identity(each, operation, left, right)) for each in open_]


def _by_identity(state: State, operation: cst.BaseCompOp, left: Value, right: Value) -> Value:
    """What a comparison gives that no method answers."""
    if not isinstance(operation, (cst.Equal, cst.NotEqual)):
        return UNKNOWN
    answer = compare(state, "is", left, right)
    if answer is None:
        return Value((Bool(),))
    return boolean(answer is isinstance(operation, cst.Equal))
