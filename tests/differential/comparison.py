"""What the analysis says of a program held against what its runs show."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from execution import Breach, execute

from fclint.linter import lint_source

CODES = (
    *("FC201", "FC202", "FC203", "FC204", "FC205", "FC206", "FC207"),
    *("FC301", "FC302", "FC303", "FC304", "FC306", "FC401"),
)
"""The rules whose breaches a run shows."""

_DELEGATES = ("other", "page", "streamed")
"""Functions that are handlers of their own where nothing that can run calls them."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``missed`` was observed and not reported, ``infeasible`` reported and never observed
    although every input was tried."""

    source: str
    missed: tuple[Breach, ...]
    infeasible: tuple[Breach, ...]
    observed: int
    complete: bool

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return not self.missed and not self.infeasible

    def __str__(self) -> str:
        numbered = enumerate(self.source.splitlines(), start=1)
        text = "\n".join(f"{row:3} {line}" for row, line in numbered)
        return f"missed {self.missed}, infeasible {self.infeasible}:\n{text}"


def compare(source: str, *, max_runs: int = 1500) -> Comparison:
    """Lints and runs ``source``."""
    found = lint_source(source.encode(), "index.py", select=CODES)
    reported = {(finding.code, finding.span.row) for finding in found}
    observation = execute(source, max_runs=max_runs)
    observed = set(observation.breaches)
    reported = _by_unit(source, reported, observed)
    infeasible = reported - observed if observation.complete else set()
    for name in _DELEGATES:
        if infeasible and f"def {name}(" in source:
            infeasible -= execute(source, root=name, max_runs=max_runs).breaches
    return Comparison(
        source,
        tuple(sorted(observed - reported)),
        tuple(sorted(infeasible)),
        len(observed),
        observation.complete,
    )


def _by_unit(source: str, reported: set[Breach], observed: set[Breach]) -> set[Breach]:
    """FC201 of a function that others delegate to stands for FC202 at each of its exits: whether
    start_response is ever called is asked of the function, but observed of the whole program."""
    if "@" not in source and "environ, start_response)" not in source.replace(
        "def handler(environ, start_response)", ""
    ):
        return reported
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        never = ("FC201", node.lineno)
        end = node.end_lineno or node.lineno
        exits = {each for each in observed if each[0] == "FC202" and node.lineno <= each[1] <= end}
        if never in reported - observed and exits:
            reported = (reported - {never}) | exits
    return reported
