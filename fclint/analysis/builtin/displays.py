"""Displays: tuples, lists, sets and dicts as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.consuming import spread
from fclint.analysis.builtin.subscripts import item_of
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.domain.joins import optional_union, union
from fclint.analysis.domain.shapes import UNKNOWN, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.environs.copies import allocated
from fclint.analysis.environs.merging import with_entry, with_update
from fclint.analysis.known_items import known_items
from fclint.values import Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_MANY = 256
"""Displays longer than this are summarised: what any item may be, rather than each."""


def eval_tuple(interp: Interpreter, node: cst.Tuple, state: State) -> list[Outcome]:
    """``a, *b``."""
    outcomes = []
    for after, items, item in _elements(interp, node.elements, state):
        shape = Sequence("tuple", items, item)
        outcomes.append((after, Value((shape,))))
    return outcomes


def eval_list(interp: Interpreter, node: cst.List, state: State) -> list[Outcome]:
    """``[a, *b]``."""
    return _container(interp, node, "list", state)


def eval_set(interp: Interpreter, node: cst.Set, state: State) -> list[Outcome]:
    """``{a, *b}``."""
    return _container(interp, node, "set", state)


def _container(
    interp: Interpreter, node: cst.List | cst.Set, kind: str, state: State
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for after, items, item in _elements(interp, node.elements, state):
        thing = ListObject(kind, None if items is None else list(items), item)
        if items is None and any(isinstance(each, cst.Element) for each in node.elements):
            thing.nonempty = True
        outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
    return outcomes


def _elements(
    interp: Interpreter, elements: object, state: State
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """Evaluates the elements of a display: the items if all are known, and their join."""
    assert isinstance(elements, (list, tuple))
    if len(elements) > _MANY:
        return [(state, None, _summary(interp, [each.value for each in elements], state))]
    done: list[tuple[State, list[Value] | None, Value | None]] = [(state, [], None)]
    for element in elements:
        following: list[tuple[State, list[Value] | None, Value | None]] = []
        for before, items, join in done:
            for after, value in _values(interp, element, before):
                if isinstance(element, cst.StarredElement):
                    more = known_items(interp, after, value)
                    joined = union(more) if more else None
                    if more is None:
                        joined = item_of(interp, after, value)
                    if items is not None and more is not None:
                        following.append((after, [*items, *more], optional_union(join, joined)))
                    else:
                        following.append((after, None, optional_union(join, joined)))
                else:
                    kept = None if items is None else [*items, value]
                    following.append((after, kept, optional_union(join, value)))
        done = following
    return [(each, None if items is None else tuple(items), join) for each, items, join in done]


def _values(interp: Interpreter, element: cst.BaseElement, state: State) -> list[Outcome]:
    """What an element is, or holds where it is starred."""
    found = interp.evaluate(element.value, state)
    if not isinstance(element, cst.StarredElement):
        return found
    return [each for after, value in found for each in spread(interp, after, value, element)]


def _summary(interp: Interpreter, nodes: list[cst.BaseExpression], state: State) -> Value:
    """The join of a long display's elements: constants only, no effects to speak of."""
    joined: Value | None = None
    for node in nodes[:_MANY]:
        for _, value in interp.evaluate(node, state)[:1]:
            joined = optional_union(joined, value)
    return joined or UNKNOWN


def eval_dict(interp: Interpreter, node: cst.Dict, state: State) -> list[Outcome]:
    """``{key: value, **more}``."""
    if len(node.elements) > _MANY:
        rest = _summary(interp, [each.value for each in node.elements], state)
        return [(state, allocated(state, DictObject("dict", {}, rest=(UNKNOWN, rest)), node))]
    done: list[tuple[State, DictObject | EnvironObject]] = [(state, DictObject("dict", {}))]
    for element in node.elements:
        following: list[tuple[State, DictObject | EnvironObject]] = []
        for before, thing in done:
            if isinstance(element, cst.DictElement):
                for after, (key, value) in interp.evaluate_all(
                    [element.key, element.value], before
                ):
                    following.append((after, with_entry(thing, key, value)))
            else:
                for after, value in interp.evaluate(element.value, before):
                    following.append((after, with_update(after, thing, value)))
        done = following
    return [(each, allocated(each, thing, node)) for each, thing in done]
