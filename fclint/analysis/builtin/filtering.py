"""``filter(function, items)``: the function is asked for each item, as a comprehension would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.joins import list_item, union
from fclint.analysis.domain.learning import split
from fclint.analysis.domain.shapes import UNKNOWN, Address, single
from fclint.analysis.domain.state import State
from fclint.values import Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_FEW = 8
"""So many items are told apart: which of them are kept may be a path for each choice."""


def lazy(kind: str, items: tuple[Value, ...] | None, item: Value | None) -> Value:
    """An iterator that gives these items, or any number of such an item."""
    if items is not None:
        item = union(items) if items else None
    return Value((Sequence(kind, items, item),))


def filtered(
    interp: Interpreter,
    state: State,
    function: Value,
    items: tuple[Value, ...] | None,
    item: Value | None,
    node: cst.CSTNode,
) -> list[Outcome]:
    """What ``filter(function, items)`` gives; ``item`` is any of items that aren't known."""
    if items is None or len(items) > _FEW:
        return _of_any(interp, state, function, item or UNKNOWN, node)
    address = state.allocate((node, "kept"), ListObject("list", []))
    states = [state]
    for each in items:
        following: list[State] = []
        for before in states:
            for after, answer in _answers(interp, before, function, each, node):
                kept, dropped = split(after, answer, None)
                if kept is not None:
                    _keep(kept, address, each)
                    following.append(kept)
                if dropped is not None:
                    following.append(dropped)
        states = bounded(following, interp.width)
    outcomes: list[Outcome] = []
    for after in states:
        thing = after.heap.pop(address)
        after.owned.discard(address)
        assert isinstance(thing, ListObject)
        found = None if thing.items is None else tuple(thing.items)
        outcomes.append((after, lazy("filter", found, list_item(thing))))
    return outcomes


def _keep(state: State, address: Address, item: Value) -> None:
    mine = state.mutable(address, ListObject)
    item = state.resolve(item)
    if mine.items is not None:
        mine.items.append(item)
    else:
        mine.item = item if mine.item is None else union((mine.item, item))


def _of_any(
    interp: Interpreter, state: State, function: Value, item: Value, node: cst.CSTNode
) -> list[Outcome]:
    """Items that aren't known one by one: what is left of one that is kept."""
    sample = interp.identified(state, item, node)
    outcomes: list[Outcome] = []
    for after, answer in _answers(interp, state, function, sample, node):
        kept, _ = split(after.fork(), answer, None)
        left = Value(kept.resolve(sample).shapes, item.term) if kept is not None else None
        outcomes.append((after, lazy("filter", None, left)))
    return outcomes


def _answers(
    interp: Interpreter, state: State, function: Value, item: Value, node: cst.CSTNode
) -> list[Outcome]:
    """What is true of an item that is kept."""
    answers: list[Outcome] = [(state, item)]
    if single(function) != (True, None):
        answers = interp.call(state, function, Arguments((item,)), node)
    return [
        each for after, answer in answers for each in interp.truth_outcomes(after, answer, node)
    ]
