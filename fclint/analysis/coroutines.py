"""Coroutines of the project: made by calling an ``async def``, run where they are awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ManagerObject, Scope
from fclint.analysis.domain.shapes import FunctionShape, Ref
from fclint.analysis.domain.state import State
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def make_coroutine(
    state: State, shape: FunctionShape, names: dict[str, Value], node: cst.CSTNode
) -> Value:
    """What calling an ``async def`` gives, whose parameters are bound to ``names``."""
    kind = "async_generator" if shape.info.is_generator else "coroutine"
    thing = ManagerObject(kind, (Value((shape,)), *names.values()), tuple(names))
    return Value((Ref(state.allocate(node, thing)),))


def awaited(
    interp: Interpreter, state: State, value: Value, node: cst.CSTNode
) -> list[Outcome] | None:
    """What a coroutine gives that is run to its end; None where it isn't one of the project."""
    only = value.shapes[0] if len(value.shapes) == 1 else None
    thing = state.heap.get(only.address) if isinstance(only, Ref) else None
    if not isinstance(thing, ManagerObject) or thing.kind != "coroutine":
        return None
    shape, *values = thing.values
    function = shape.shapes[0]
    if not isinstance(function, FunctionShape) or interp.exhausted() or interp.gives_up():
        return None
    if interp.active(function.info) >= 2:
        return None
    from fclint.analysis.calls import node_of, run_body

    names = dict(zip(thing.names, values, strict=True))
    scope = state.allocate(node_of(function.info), Scope(names, function.scope))
    returns = run_body(interp, state, function, scope, is_handler=False)
    return [(each.state, each.value) for each in returns]


def run_coroutine(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``asyncio.run(coroutine)``."""
    if not arguments.positional:
        return None
    return awaited(interp, state, state.resolve(arguments.positional[0]), node)
