"""Special methods of the project's classes: what operators and conversions call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.class_attributes import method_of
from fclint.analysis.shapes import LibraryObject
from fclint.analysis.state import State
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.completions import Outcome
    from fclint.analysis.interpreter import Interpreter

_OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod",
    "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
    "@": "matmul",
}  # fmt: skip
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
    name = _OPERATORS.get(symbol)
    if name is None:
        return None
    names = (f"__i{name}__", f"__{name}__") if augmented else (f"__{name}__",)
    found = by_method(interp, state, left, names, (right,), node)
    if found is not None:
        return found
    return by_method(interp, state, right, (f"__r{name}__",), (left,), node)
