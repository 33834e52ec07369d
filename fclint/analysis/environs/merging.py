"""Mappings made of others: ``{**defaults, **environ}``, ``defaults | environ``, ``dict(environ)``.

What holds all of environ is a copy of it still, whatever else is in there.
"""

from __future__ import annotations

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.mappings import put, update_from
from fclint.analysis.domain.heap import DictObject, EnvironObject
from fclint.analysis.domain.shapes import UNKNOWN, Address, known_text
from fclint.analysis.domain.state import State
from fclint.analysis.environs.copies import as_copy
from fclint.analysis.environs.environ import environ_address, of_get
from fclint.values import Value


def with_entry(
    thing: DictObject | EnvironObject, key: Value, value: Value
) -> DictObject | EnvironObject:
    """A copy of the mapping with one more entry."""
    copy = thing.copy()
    put(copy, key, value)
    return copy


def with_update(
    state: State, thing: DictObject | EnvironObject, other: Value
) -> DictObject | EnvironObject:
    """A copy of the mapping updated by another one."""
    address = environ_address(state, other)
    if address is not None and isinstance(thing, DictObject):
        return _behind(state, thing, address)
    copy = thing.copy()
    update_from(state, copy, other)
    return copy


def with_mappings(
    state: State, thing: DictObject | EnvironObject, arguments: Arguments
) -> DictObject | EnvironObject:
    """A copy of the mapping updated by the ``**mappings`` of a call."""
    if arguments.more_keywords and not arguments.mappings:
        return with_entry(thing, UNKNOWN, UNKNOWN)
    for mapping in arguments.mappings:
        thing = with_update(state, thing, state.resolve(mapping))
    return thing


def _behind(state: State, thing: DictObject, address: Address) -> EnvironObject:
    """A copy of environ behind what a dict holds: ``{**defaults, **environ}``."""
    merged = as_copy(state, address)
    for key, value in thing.entries.items():
        name = known_text(key)
        if name is None:
            merged.loose = True
        elif name not in merged.present and name not in merged.values:
            put(merged, key, of_get(state, address, name, value))
    merged.loose = merged.loose or thing.rest is not None or bool(thing.optional)
    return merged
