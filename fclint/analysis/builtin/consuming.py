"""What takes all items of an iterable without a loop: ``[*x]``, ``a, b = x``, ``f(*x)``,
``y in x``, ``items += x``, ``dict(x)``. A generator runs there, with all that its body does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.domain.heap import (
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    IteratorObject,
)
from fclint.analysis.domain.shapes import Ref
from fclint.analysis.domain.state import State
from fclint.analysis.iteration import NOT_ITERABLE
from fclint.analysis.known_items import known_items
from fclint.analysis.requests.misuse import TYPE_ERROR, Refused, drop, iterable
from fclint.values import Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.domain.completions import Outcome
    from fclint.analysis.interpreter import Interpreter

_ONE_PASS = (GeneratorObject, GeneratorExpression, IteratorObject)


def consumed(
    interp: Interpreter,
    state: State,
    value: Value,
    node: cst.CSTNode,
    *,
    instances: bool = True,
) -> list[Outcome]:
    """``value``, or a tuple of its items where taking them runs code of the project, which has
    then run. ``instances``: objects with an ``__iter__`` of their own are such, too."""
    from fclint.analysis.builtin.iterators import collect

    value = state.resolve(value)
    lazy = (*_ONE_PASS, InstanceObject) if instances else _ONE_PASS
    runs = any(
        isinstance(shape, Ref) and isinstance(state.heap.get(shape.address), lazy)
        for shape in value.shapes
    )
    if not runs or known_items(interp, state, value) is not None:
        return [(state, value)]
    return [
        (after, Value((Sequence("tuple", items, item),)))
        for after, items, item in collect(interp, state, value, node)
    ]


def spread(interp: Interpreter, state: State, value: Value, node: cst.CSTNode) -> list[Outcome]:
    """``consumed``, where what has no items raises TypeError: ``[*x]``, ``f(*x)``."""
    left = iterable(interp, state, state.resolve(value), node)
    if left is not None and left.may_be(*NOT_ITERABLE):
        refused = [Refused(each, TYPE_ERROR, None) for each in left.of(*NOT_ITERABLE)]
        left = drop(interp, state, left, refused, node)
    return consumed(interp, state, left, node) if left is not None else []


def with_items(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[tuple[State, Arguments]]:
    """The arguments of ``dict(pairs)`` or ``mapping.update(pairs)``, an iterator's items taken."""
    if not arguments.positional:
        return [(state, arguments)]
    first, *others = arguments.positional
    return [
        (after, replace(arguments, positional=(items, *others)))
        for after, items in consumed(interp, state, first, node, instances=False)
    ]
