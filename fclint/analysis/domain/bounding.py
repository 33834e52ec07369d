"""Bounds: how many states go on side by side, and which of them become one.

States that differ stay apart up to a cap; past it those are joined that agree in the protocol, so
that what every rule asks first survives.
"""

from __future__ import annotations

from fclint.analysis.cost import CAP
from fclint.analysis.domain.heap import Scope
from fclint.analysis.domain.joins import groupwise, join_states
from fclint.analysis.domain.shapes import PERMANENT
from fclint.analysis.domain.state import Decision, State, shortest
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Int,
    NoneShape,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

_FEW = 6
"""So many states are compared with each other faster than by signature."""

_DATA = frozenset({Bool, Bytes, Float, Int, NoneShape, Sequence, Str, Unknown})
"""Plain data: a variable that may hold something else as well keeps all that is known of it."""


def distinct(states: list[State]) -> list[State]:
    """The states without repetition; of two that are the same the shorter witness survives."""
    if len(states) < 2:
        return states
    kept: list[State] = []
    alike: dict[int, list[State]] = {}
    many = len(states) > _FEW
    known: dict[int, int] = {}
    for state in states:
        rivals = alike.setdefault(state.signature(known) if many else 0, [])
        for each in rivals:
            if each.same(state):
                each.witness = shortest((each, state))
                for site, count in state.counts.items():
                    if count > each.counts.get(site, 0):
                        each.counts[site] = count
                break
        else:
            kept.append(state)
            rivals.append(state)
    return kept


def bounded(states: list[State], cap: int = CAP) -> list[State]:
    """The states, made distinct, and joined past ``cap`` where they agree in the protocol."""
    states = distinct(states)
    if len(states) <= cap:
        return states
    groups = groupwise(states)
    room = max(1, cap // len(groups))
    kept = []
    for group in groups.values():
        kept.extend(group if len(group) <= room else _squeeze(group, room))
    return kept


def _squeeze(group: list[State], room: int) -> list[State]:
    """Joins states of one protocol into at most ``room``: first those with the same response, of
    these first those whose variables hold the same kinds of objects, and of these first those that
    came to differ long ago. So what is text where a flag is set and bytes where it isn't stays so:
    each kind keeps its flag."""
    by_start: dict[object, list[State]] = {}
    for state in group:
        start = state.protocol.start
        by_start.setdefault(start.site.node if start else None, []).append(state)
    if len(by_start) > room:
        return [join_states(group)]
    share = room // len(by_start)
    kept = []
    for states in by_start.values():
        kept.extend(states if len(states) <= share else _squeeze_kinds(states, share))
    return kept


def _squeeze_kinds(states: list[State], room: int) -> list[State]:
    by_kinds = _by_kinds(states)
    if len(by_kinds) > room:
        rest = states[room - 1 :]
        return [*states[: room - 1], _without_mixed_kinds(join_states(rest), rest)]
    spare = room - len(by_kinds)
    kept: list[State] = []
    for group in by_kinds:
        parts = _by_latest(group, 1 + spare)
        spare -= len(parts) - 1
        kept.extend(join_states(part) for part in parts)
    return kept


def _by_latest(states: list[State], room: int) -> list[list[State]]:
    """The states in at most ``room`` groups: together are those whose latest decisions were the
    same, as many of these as the room allows. Code goes on to ask for what it has just decided,
    rather than for what it has decided long before."""
    groups = [[(state, state.witness) for state in states]]
    while len(groups) < room and any(way is not None for group in groups for _, way in group):
        finer: list[list[tuple[State, Decision | None]]] = []
        for group in groups:
            parts: dict[object, list[tuple[State, Decision | None]]] = {}
            for state, way in group:
                key = (way.site.node if way.site else None, way.outcome) if way else None
                parts.setdefault(key, []).append((state, way.previous if way else None))
            finer.extend(parts.values())
        if len(finer) > room:
            break
        groups = finer
    return [[state for state, _ in group] for group in groups]


def _without_mixed_kinds(joined: State, states: list[State]) -> State:
    """``joined``, in which a variable that held data of another kind in each of ``states`` may hold
    anything: what told the kinds apart is lost, and nothing shall be said of one of them."""
    for address, thing in list(joined.heap.items()):
        if not isinstance(thing, Scope) or address.serial == PERMANENT:
            continue
        scopes = [each for state in states if isinstance(each := state.heap.get(address), Scope)]
        for name, value in thing.names.items():
            given = {_kinds(each.names[name]) for each in scopes if name in each.names}
            if len(given) > 1 and frozenset().union(*given) <= _DATA:
                mine = joined.mutable(address, Scope)
                mine.names[name] = Value((Unknown(),), value.term)
    return joined


def _kinds(value: Value) -> frozenset[type[Shape]]:
    return frozenset(map(type, value.shapes))


def _by_kinds(states: list[State]) -> list[list[State]]:
    """The states by the kinds of what their variables hold."""
    groups: dict[object, list[State]] = {}
    known: dict[int, object] = {}
    for state in states:
        kinds = []
        for address, thing in state.heap.items():
            if isinstance(thing, Scope) and address.serial != PERMANENT:
                if id(thing) not in known:
                    known[id(thing)] = tuple(
                        (name, _kinds(value)) for name, value in sorted(thing.names.items())
                    )
                kinds.append((address, known[id(thing)]))
        groups.setdefault(frozenset(kinds), []).append(state)
    return list(groups.values())
