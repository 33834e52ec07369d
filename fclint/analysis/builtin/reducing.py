"""``functools.reduce()``: a function applied to items, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.iterators import collect
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.state import State

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_FEW = 16
"""More items than these are not put together one by one."""


def reduced(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``functools.reduce(function, items, first)``, of items that are all known."""
    if not 2 <= len(arguments.positional) <= 3:
        return None
    function, iterable, *rest = arguments.positional
    outcomes: list[Outcome] = []
    for after, items, _ in collect(interp, state, iterable, node):
        values = None if items is None else (*rest, *items)
        if not values or len(values) > _FEW:
            interp.escape(after, *arguments.values())
            interp.may_throw(after, node)
            outcomes.append((after, interp.opaque(after, node)))
            continue
        going: list[Outcome] = [(after, values[0])]
        for item in values[1:]:
            going = [
                each
                for before, made in going
                for each in interp.call(before, function, Arguments((made, item)), node)
            ]
        outcomes += going
    return outcomes
