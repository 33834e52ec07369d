"""Iteration over items that are known: one by one, as they are when their turn comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import OnItem
from fclint.analysis.domain.heap import DictObject, IteratorObject, ListObject
from fclint.analysis.domain.shapes import Address, Ref, integer, text
from fclint.analysis.domain.state import State
from fclint.values import Bytes, Sequence, Str, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

MANY = 64
"""More items than this are not handed on one by one but as one that stands for all."""

_MORE = 4
"""So many items more than a list had at the beginning are waited for."""

LONG = 1024
"""So many are handed on one by one where that costs little: what a loop puts into a list counts."""


def known_items(interp: Interpreter, state: State, value: Value) -> tuple[Value, ...] | None:
    """The items of a value that is surely one finite iterable whose items are all known; taking
    them has no effect."""
    value = state.resolve(value)
    if len(value.shapes) != 1:
        return None
    match value.shapes[0]:
        case Sequence(items=items):
            return items
        case Str(value=content) if content is not None and len(content) <= MANY:
            return tuple(text(each) for each in content)
        case Bytes(value=chunk) if chunk is not None and len(chunk) <= MANY:
            return tuple(integer(each) for each in chunk)
        case Ref(address=address):
            return _items_of_object(interp, state, address)
    return None


def _items_of_object(
    interp: Interpreter, state: State, address: Address
) -> tuple[Value, ...] | None:
    thing = state.heap.get(address)
    match thing:
        case ListObject(items=items) if items is not None and not thing.summary:
            return tuple(items)
        case DictObject(rest=None) if not thing.optional and not thing.summary:
            return tuple(thing.entries)
        case IteratorObject(source=source, position=position) if position is not None:
            rest = known_items(interp, state, source)
            return None if rest is None else rest[position:]
    return None


def each_item(state: State, items: tuple[Value, ...], on_item: OnItem) -> list[State]:
    """Hands on items that nothing changes."""
    states = [state]
    for item in items:
        states = [after for before in states for after in on_item(before, item, None)]
        states = bounded(states)
        if not states:
            break
    return states


def each_of_list(
    state: State, address: Address, items: tuple[Value, ...], on_item: OnItem
) -> tuple[list[State], list[State]]:
    """Hands on what is in a list when its turn comes: what is done with the items may change it.

    Gives the states in which it has ended, and those in which it had grown so much that it has not.
    """
    ended: list[State] = []
    going = [state]
    for index in range(len(items) + _MORE):
        following: list[State] = []
        for each in going:
            thing = each.heap.get(address)
            known = thing.items if isinstance(thing, ListObject) and not thing.summary else None
            now = items if known is None else known
            if index < len(now):
                following.extend(on_item(each, now[index], None))
            else:
                ended.append(each)
        going = bounded(following)
        if not going:
            break
    return bounded(ended), going


def one_by_one(
    interp: Interpreter, state: State, items: tuple[Value, ...], on_item: OnItem
) -> list[State] | None:
    """Hands on many items; None where that costs more than a few steps each, or paths part."""
    if interp.loops or len(items) > LONG:
        return None
    cheap = Thrift(interp)
    states = [state]
    for index, item in enumerate(items, start=1):
        states = bounded(on_item(states[0], item, None), interp.width)
        if not states:
            return states
        if len(states) > 1 or not cheap.after(index):
            return None
    return states


class Thrift:
    """Watches what rounds cost: a few steps each, and not much of the budget in all."""

    _ROUND, _OWN, _CALLED = 6, 4_000, 400

    def __init__(self, interp: Interpreter) -> None:
        """Begins with what is left of the budget now."""
        self.budget = interp.budget
        self.before = interp.budget.steps
        frame = interp.frame
        self.most = self._OWN if frame.is_handler or frame.info is None else self._CALLED

    def after(self, rounds: int) -> bool:
        """Whether going on is cheap after so many rounds."""
        spent = self.before - self.budget.steps
        return spent <= self._ROUND * (rounds + 1) and spent <= self.most
