"""Traces: the decisions on a path, told in words when a finding is reported."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from fclint.analysis.state import Decision
from fclint.finding import Step

_LONG = 60


@dataclass(frozen=True, slots=True)
class DecisionTrace:
    """The decisions that lead to an event."""

    last: Decision | None

    @property
    def length(self) -> int:
        """How many decisions there are."""
        return self.last.length if self.last else 0

    def steps(self) -> tuple[Step, ...]:
        """The decisions in the order of execution."""
        found: list[Step] = []
        decision = self.last
        while decision is not None:
            found.append(_step(decision))
            decision = decision.previous
        return tuple(dict.fromkeys(reversed(found)))


def _step(decision: Decision) -> Step:
    site = decision.site
    node: cst.CSTNode = site.node
    what = decision.outcome
    if isinstance(node, (cst.For, cst.CompFor)):
        node = node.iter
    code = site.module.source(node)
    if len(code) > _LONG:
        code = code[: _LONG - 3] + "..."
    if what == "empty":
        said = f"`{code}` has no items"
    elif what == "items":
        said = f"`{code}` has items"
    elif what in ("true", "false"):
        said = f"`{code}` is {what}"
    else:
        said = f"`{code}` {what}"
    return Step(site.module.filename, site.place.span.row, said)
