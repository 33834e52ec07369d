"""Unpacking: what ``kind, data = text.split(' ', 1)`` tells of the text."""

from __future__ import annotations

from fclint.analysis.domain.derived import number, pure
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.learning import assume
from fclint.analysis.domain.shapes import Ref, integer
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Comparison, Operand, Pure
from fclint.values import Bool, Value


def learn_places(state: State, value: Value, values: list[Value]) -> list[Value] | None:
    """That a list which was computed has as many items as there are ``values``, and what each of
    them is in it. None where it can't have so many."""
    shape = value.shapes[0] if len(value.shapes) == 1 else None
    thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    derived = thing.derived if isinstance(thing, ListObject) and not thing.version else None
    if derived is None or not isinstance(derived.term, Pure):
        return values
    length = number("len", derived)
    if length is not None:
        as_long = Comparison("==", Operand(length), Operand(integer(len(values))))
        if not assume(state, Value((Bool(),), as_long), True):
            return None
    return [
        Value(each.shapes, pure("[]", derived, integer(place)) or each.term)
        for place, each in enumerate(values)
    ]
