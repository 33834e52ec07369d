"""Traces: the decisions on a path, told in words when a finding is reported."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from fclint.analysis.domain.state import Decision, State
from fclint.analysis.functions import Site
from fclint.conditions import Expression, Opaque, PathCondition, Test
from fclint.finding import Step
from fclint.values import Value, shorten

_LONG = 60


@dataclass(frozen=True, slots=True)
class DecisionTrace:
    """The decisions that lead to an event; ``facts`` are what else is known of the request there,
    where that is asked for."""

    last: Decision | None
    facts: tuple[Test, ...] = ()
    others: tuple[DecisionTrace, ...] = ()
    """Other ways to the event, where these are asked for."""
    headers: Expression | None = None

    @classmethod
    def of(cls, state: State, headers: Value | None = None) -> DecisionTrace:
        """The decisions that have led to ``state``, where start_response is called with
        ``headers``."""
        known = state.sites.provenance
        if known is None:
            return cls(state.witness)
        passed = known.of(state, headers) if headers is not None else None
        return cls(state.witness, known.facts(state), headers=passed)

    @property
    def length(self) -> int:
        """How many decisions there are."""
        return self.last.length if self.last else 0

    def has(self, *outcomes: str) -> bool:
        """Whether a decision has come out as one of these."""
        decision = self.last
        while decision is not None and decision.outcome not in outcomes:
            decision = decision.previous
        return decision is not None

    def steps(self) -> tuple[Step, ...]:
        """The decisions in the order of execution."""
        found: list[Step] = []
        decision = self.last
        while decision is not None:
            if decision.site is not None:
                found.append(_step(decision.site, decision.outcome))
            decision = decision.previous
        return tuple(dict.fromkeys(reversed(found)))

    def conditions(self) -> tuple[PathCondition, ...]:
        """What must hold of a request that goes this way, as far as that was noted; then the same
        for other ways."""
        return tuple(each.condition() for each in (self, *self.others))

    def condition(self) -> PathCondition:
        """What must hold of a request that goes this very way."""
        found: list[Test] = []
        decision = self.last
        while decision is not None:
            expression, outcome = decision.test or (Opaque(), True)
            step = _step(decision.site, decision.outcome) if decision.site is not None else None
            found.append(
                Test(expression, outcome, step.text, step.row)
                if step is not None
                else Test(expression, outcome)
            )
            decision = decision.previous
        return PathCondition((*dict.fromkeys(reversed(found)), *self.facts), self.headers)


def _step(site: Site, what: str) -> Step:
    node: cst.CSTNode = site.node
    if isinstance(node, (cst.For, cst.CompFor)):
        node = node.iter
    code = shorten(site.module.source(node), _LONG)
    if what == "empty":
        said = f"`{code}` has no items"
    elif what == "items":
        said = f"`{code}` has items"
    elif what in ("true", "false"):
        said = f"`{code}` is {what}"
    else:
        said = f"`{code}` {what}"
    return Step(site.module.filename, site.place.span.row, said)
