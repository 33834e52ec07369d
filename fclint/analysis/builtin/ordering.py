"""Sorting: the order of items where they are known, their number where they aren't."""

from __future__ import annotations

from collections.abc import Sequence

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import single
from fclint.analysis.domain.state import State
from fclint.analysis.requests.misuse import kind_name
from fclint.values import Sequence as SequenceShape
from fclint.values import Shape, Value


def in_order(items: Sequence[Value], arguments: Arguments) -> list[Value]:
    """What ``sorted(items, ...)`` holds: each item at its place, or anywhere.

    ``arguments`` may hold ``key`` and ``reverse``.
    """
    if len(items) < 2:
        return list(items)
    known = [single(item) for item in items]
    kinds = {type(constant) for is_known, constant in known if is_known}
    plain = not any(name in ("key", "reverse") for name, _ in arguments.keywords)
    if plain and all(is_known for is_known, _ in known) and kinds in ({str}, {bytes}, {int}):
        order = sorted(range(len(items)), key=lambda index: known[index][1])  # type: ignore[arg-type,return-value]
        return [items[index] for index in order]
    return [union(items)] * len(items)


_NUMBERS = frozenset({"int", "bool", "float"})
_ORDERED = frozenset({"str", "bytes", "tuple", "list", "None"}) | _NUMBERS


def has_no_order(state: State, items: Sequence[Value], arguments: Arguments) -> bool:
    """Whether comparing the items surely raises TypeError: they are of different kinds."""
    if len(items) < 2 or any(name == "key" for name, _ in arguments.keywords):
        return False
    return _kinds(state, items) == {"None"} or _are_mixed(state, items)


def _kinds(state: State, items: Sequence[Value]) -> set[str | None]:
    """The types of the items; None among them where one isn't known, or not for sure."""
    return {kind_name(state, item.shapes[0]) if len(item.shapes) == 1 else None for item in items}


def _are_mixed(state: State, items: Sequence[Value]) -> bool:
    """Whether the items surely are of types that aren't compared with each other. Tuples are where
    their first items are: these differ, so that no others are compared."""
    kinds = _kinds(state, items)
    if kinds == {"tuple"}:
        firsts = [_first(item.shapes[0]) for item in items]
        known = [first for first in firsts if first is not None]
        return len(known) == len(items) and _are_mixed(state, known)
    return kinds <= _ORDERED and len(kinds - _NUMBERS) + bool(kinds & _NUMBERS) > 1


def _first(shape: Shape) -> Value | None:
    items = shape.items if isinstance(shape, SequenceShape) else None
    return items[0] if items else None
