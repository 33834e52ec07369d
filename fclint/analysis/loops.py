"""Loops: exact where the items or the tests are known, to a fixpoint where they are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.domain.aging import age
from fclint.analysis.domain.bounding import bounded, distinct
from fclint.analysis.domain.completions import Completions
from fclint.analysis.domain.joins import give_up_growing, groupwise, join_states
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Site
from fclint.analysis.known_items import LONG, Thrift
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_ROUNDS = 3
"""How many rounds of a loop are kept apart before they are joined."""
_UNROLLED = 64
"""How many rounds whose test is decided are executed one by one; LONG, where that is cheap."""
_LIMIT = 12
_DEEP = 3
"""Loops nested deeper than this are not followed to the fixpoint."""
_ROUND_COST = 4
"""What beginning a round costs of the budget; a comprehension has no statements that would pay."""


def fixpoint(
    interp: Interpreter, states: list[State], step: Callable[[list[State]], list[State]]
) -> list[State]:
    """Everything that any number of rounds of ``step``, none included, leads to.

    The first rounds stay apart; then what a round adds is joined with what was there, protocol by
    protocol, until nothing new comes.
    """
    interp.loops += 1
    try:
        return _rounds(interp, bounded(states, interp.width), step)
    finally:
        interp.loops -= 1


def _rounds(
    interp: Interpreter, states: list[State], step: Callable[[list[State]], list[State]]
) -> list[State]:
    seen = list(states)
    heads = states
    invariants: dict[object, State] = {}
    apart = _ROUNDS if interp.loops == 1 else 1 if interp.loops == 2 else 0
    for round_ in range(_LIMIT if interp.loops <= _DEEP else 2):
        if not interp.spend(_ROUND_COST * len(heads)):
            return []
        marks = [dict(state.counts) for state in heads]
        common = _common_counts(marks)
        unchanged = {id(thing) for head in heads for thing in head.heap.values()}
        after = [age(state, common, unchanged) for state in step([head.fork() for head in heads])]
        _forget_sent(after, heads)
        fresh = [state for state in distinct(after) if not any(s.same(state) for s in seen)]
        if not fresh:
            break
        if round_ >= apart:
            # What has been through a round knows what the test has shown, the beginning doesn't.
            fresh = _widened(seen[len(states) :] if apart else seen, fresh, invariants)
            if not fresh:
                break
        seen.extend(fresh)
        heads = bounded(fresh, interp.width)
    unsure_of_sent(seen)
    return bounded(seen, interp.width)


def _forget_sent(after: list[State], heads: list[State]) -> None:
    """How much a round of a loop sends is not known, because how many rounds there are isn't."""
    before = [head.protocol.sent for head in heads]
    for state in after:
        if state.protocol.sent not in before:
            state.protocol = replace(state.protocol, sent=None)


def unsure_of_sent(states: list[State]) -> None:
    """Where it isn't known how much one way through a loop sends, none of them is judged."""
    if any(state.protocol.sent is None for state in states):
        for state in states:
            if state.protocol.sent is not None:
                state.protocol = replace(state.protocol, sent=None)


def _common_counts(marks: list[dict[int, int]]) -> dict[int, int]:
    """How many objects each site had made before the round, at the most."""
    common: dict[int, int] = {}
    for counts in marks:
        for site, count in counts.items():
            common[site] = max(count, common.get(site, 0))
    return common


def _widened(seen: list[State], fresh: list[State], invariants: dict[object, State]) -> list[State]:
    """What was seen joined with what is new, one state per protocol; none where that adds nothing.

    ``invariants`` keeps these states from round to round.
    """
    widened: list[State] = []
    for key, group in groupwise(fresh).items():
        known = invariants.get(key)
        before = [known] if known is not None else groupwise(seen).get(key, [])
        joined = join_states([*before, *group])
        for each in before:
            give_up_growing(each, joined)
        if not any(each.same(joined) for each in before):
            widened.append(joined)
        invariants[key] = joined
    return widened


def execute_for(
    interp: Interpreter, node: cst.For, states: list[State], done: Completions
) -> list[State]:
    """``for target in iterable: ... else: ...``."""
    from fclint.analysis.assignment import assign
    from fclint.analysis.statements import execute_block

    inner = Completions()
    frame = interp.frame

    def on_item(state: State, item: Value, site: Site | None) -> list[State]:
        before = interp.enter(frame)
        try:
            round_ = Completions()
            starts = assign(interp, node.target, item, state)
            normal = execute_block(interp, node.body, starts, round_)
        finally:
            interp.enter(before)
        inner.breaks.extend(round_.breaks)
        inner.returns.extend(round_.returns)
        return bounded([*normal, *round_.continues], interp.width)

    exhausted: list[State] = []
    for state in bounded(states, max(1, interp.width // 4)):
        for after, iterable in interp.evaluate(node.iter, state):
            exhausted.extend(interp.iterate(after, iterable, on_item, node))
    done.returns.extend(inner.returns)
    normal = bounded(exhausted, interp.width)
    if node.orelse is not None:
        normal = execute_block(interp, node.orelse.body, normal, done)
    unsure_of_sent([*normal, *inner.breaks])
    return bounded([*normal, *inner.breaks], interp.width)


def execute_while(
    interp: Interpreter, node: cst.While, states: list[State], done: Completions
) -> list[State]:
    """``while test: ... else: ...``; rounds whose test is decided are executed one by one."""
    from fclint.analysis.statements import execute_block

    breaks: list[State] = []
    finished: list[State] = []

    def body(trues: list[State]) -> list[State]:
        round_ = Completions()
        normal = execute_block(interp, node.body, bounded(trues, interp.width), round_)
        breaks.extend(round_.breaks)
        done.returns.extend(round_.returns)
        return bounded([*normal, *round_.continues], interp.width)

    def step(heads: list[State]) -> list[State]:
        trues: list[State] = []
        for head in heads:
            true, false = interp.branch(node.test, head)
            trues.extend(true)
            finished.extend(false)
        return body(trues) if trues else []

    heads = states
    cheap = Thrift(interp)
    for round_ in range(LONG):
        if round_ >= _UNROLLED and (len(heads) > 1 or interp.loops or not cheap.after(round_)):
            break
        trues: list[State] = []
        falses: list[State] = []
        probe = [head.fork() for head in heads]
        mark = _sinks(interp)
        for head in probe:
            true, false = interp.branch(node.test, head)
            trues.extend(true)
            falses.extend(false)
        if trues and (falses or _is_endless(node.test)):
            _restore(interp, mark)
            fixpoint(interp, heads, step)
            heads = []
            break
        finished.extend(falses)
        if not trues:
            heads = []
            break
        heads = body(trues)
        if not heads:
            break
    if heads:
        fixpoint(interp, heads, step)
    normal = bounded(finished, interp.width)
    if node.orelse is not None:
        normal = execute_block(interp, node.orelse.body, normal, done)
    unsure_of_sent([*normal, *breaks])
    return bounded([*normal, *breaks], interp.width)


def _is_endless(test: cst.BaseExpression) -> bool:
    """``while True`` and its like: decided in every round, and never to be unrolled."""
    return not any(isinstance(each, (cst.Name, cst.Call)) for each in _parts(test)) or (
        isinstance(test, cst.Name) and test.value == "True"
    )


def _parts(node: cst.CSTNode) -> list[cst.CSTNode]:
    from fclint.analysis.syntax import walk

    return list(walk([node]))


def _sinks(interp: Interpreter) -> int:
    return len(interp.frame.sink)


def _restore(interp: Interpreter, mark: int) -> None:
    """Forgets what evaluating the test once too often has raised."""
    del interp.frame.sink[mark:]
