"""Copies of environ: what a test shows of the server's keys, it shows of every copy.

The server's environ never changes; what the program has made of it lives in objects that differ
from it in the keys that were changed. A test of any other key speaks of the server's environ
itself, and so of all copies, those made before the test included.
"""

from __future__ import annotations

from fclint.analysis.domain.heap import EnvironObject, HeapObject
from fclint.analysis.domain.shapes import Address, Ref
from fclint.analysis.domain.state import State
from fclint.values import Value


def as_copy(state: State, address: Address) -> EnvironObject:
    """A copy of the environ at ``address``, which has no address of its own yet."""
    thing = state.heap[address]
    assert isinstance(thing, EnvironObject)
    copy = thing.copy()
    copy.origin = thing.origin or address
    copy.copies = ()
    copy.summary = False
    return copy


def copied(state: State, address: Address, site: object) -> Value:
    """A copy of the environ, which lives on its own from now on."""
    return allocated(state, as_copy(state, address), site)


def allocated(state: State, thing: HeapObject, site: object) -> Value:
    """The object as a new one made at ``site``; of a copy of environ the original is told."""
    address = state.allocate(site, thing)
    if isinstance(thing, EnvironObject):
        _enrol(state, address)
    return Value((Ref(address),))


def _enrol(state: State, address: Address) -> None:
    """Tells the original that there is a copy of it at ``address``."""
    copy = state.heap[address]
    assert isinstance(copy, EnvironObject)
    original = state.heap.get(copy.origin) if copy.origin is not None else None
    if copy.origin is None or not isinstance(original, EnvironObject):
        return
    if address not in original.copies or len(set(original.copies)) < len(original.copies):
        mine = state.mutable(copy.origin, EnvironObject)
        mine.copies = tuple(dict.fromkeys((*mine.copies, address)))


def subject(state: State, address: Address, key: str) -> tuple[Address, bool]:
    """Which environ a question for ``key`` asks, and whether that is this object alone: the program
    has changed the key, or unknown code may have."""
    thing = state.heap.get(address)
    if not isinstance(thing, EnvironObject):
        return address, False
    if key in thing.changed or (thing.loose and thing.origin is not None):
        return address, True
    return thing.origin or address, False


def learn_presence(state: State, address: Address, key: str, there: bool, own: bool) -> bool:
    """That the environ of a ``subject`` holds ``key``, or lacks it. False where infeasible."""
    thing = state.heap.get(address)
    if not isinstance(thing, EnvironObject):
        return True
    for each in (address,) if own else (address, *thing.copies):
        copy = state.heap.get(each)
        if not isinstance(copy, EnvironObject) or (copy.emptied and not copy.loose):
            continue
        if each != address and (copy.loose or thing.loose):
            continue
        if not own and key in copy.changed:
            continue
        if key in (copy.absent if there else copy.present) or (not there and key in copy.values):
            return False
        mine = state.mutable(each, EnvironObject)
        if there and key not in mine.values:
            mine.present |= {key}
        elif not there:
            mine.absent |= {key}
    return True


def known_presence(state: State, address: Address, key: str, own: bool) -> bool | None:
    """Whether the environ of a ``subject`` holds ``key``, as far as that is known by now."""
    thing = state.heap.get(address)
    if not isinstance(thing, EnvironObject) or (not own and key in thing.changed):
        return None
    if key in thing.present or key in thing.values:
        return True
    if key in thing.absent:
        return False
    return False if thing.emptied and own and not thing.loose else None
