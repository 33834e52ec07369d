"""What the analysis says of a program held against what its runs show."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from execution import MAX_RUNS, Breach, execute

from fclint.judge import combine
from fclint.linter import analyse_file
from fclint.registry import load_rules

CODES = (
    *("FC201", "FC202", "FC203", "FC204", "FC205", "FC206", "FC207", "FC208", "FC209", "FC210"),
    *("FC211", "FC301", "FC302", "FC303", "FC304", "FC305", "FC306", "FC401", "FC403", "FC404"),
)
"""The rules whose breaches a run shows."""

NOT_SHOWN = ("FC402", "FC212")
"""Left out: a key that nobody sets looks like one that is absent, and the inputs hold no line
breaks that could be injected."""

_MAY_BE_MISSED = ("FC210", "FC305")
"""What is said only of bodies whose emptiness or length is known: not said isn't missed."""

_UNKNOWN = "issubclass(kind, ValueError)"
"""A test of the kind of an exception that is under way is not remembered (docs/accuracy.md): no
claim is made that what is reported of a program with such a manager is possible."""

_OF_HEADERS = ("FC208", "FC209")

_ESCAPED = "FC901"
"""An exception that the dry run, other than the analysis, can't trace back to the request."""
_EXCEPTIONS = ("FC401", "FC403", "FC404")


@dataclass(frozen=True, slots=True)
class Comparison:
    """``missed`` was observed and not reported, ``infeasible`` reported and never observed
    although every input was tried; ``unseen`` was reported and not observed, and either not every
    input was tried."""

    source: str
    target: str
    missed: tuple[Breach, ...]
    infeasible: tuple[Breach, ...]
    unseen: tuple[Breach, ...]
    seen: int
    runs: int
    complete: bool
    """Every input was tried, and what they show is all that is possible."""
    foreseen: bool
    """The analysis came to the end of every path. Of the others it is silent: then nothing counts
    as missed."""

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return not self.missed and not self.infeasible

    def __str__(self) -> str:
        numbered = enumerate(self.source.splitlines(), start=1)
        text = "\n".join(f"{row:3} {line}" for row, line in numbered)
        return f"{self.target}: missed {self.missed}, infeasible {self.infeasible}:\n{text}"


def compare(source: str, *, target: str = "fc2", max_runs: int = MAX_RUNS) -> Comparison:
    """Lints and runs ``source``."""
    reported, foreseen = _reported(source, target)
    observation = execute(source, target=target, max_runs=max_runs)
    seen = set(observation.breaches)
    told = {("FC208", row) for code, row in reported if code == "FC212"}  # injected line breaks
    # Headers that are no list are wrong as a whole.
    told |= {(each, row) for code, row in reported if code == "FC207" for each in _OF_HEADERS}
    missed = {
        each
        for each in seen - observation.unsure - reported - told
        if each[0] in CODES and each[0] not in _MAY_BE_MISSED
    }
    if not observation.complete:  # a run that wasn't tried may call start_response
        missed = {each for each in missed if each[0] != "FC201"}
    missed = {each for each in missed if not _is_of_nothing(each, source)}
    if not foreseen:
        missed = set()
    shown = {each for each in reported if each[0] in CODES}
    unseen = {each for each in shown - seen if not _has_escaped(each, seen)}
    if unseen:
        for name in _other_handlers(source):
            other = execute(source, target=target, root=name, max_runs=max_runs).breaches
            unseen = {each for each in unseen - other if not _has_escaped(each, set(other))}
    is_definite = observation.complete and _UNKNOWN not in source
    infeasible, possible = (unseen, set()) if is_definite else (set(), unseen)
    return Comparison(
        source,
        target,
        tuple(sorted(missed)),
        tuple(sorted(infeasible)),
        tuple(sorted(possible)),
        len(shown - unseen),
        observation.runs,
        is_definite,
        foreseen,
    )


def _reported(source: str, target: str) -> tuple[set[Breach], bool]:
    """What the analysis says, and whether it came to the end of every path: it is silent of what
    it has no steps left for."""
    result = analyse_file(
        source.encode(),
        "index.py",
        target=target,
        handlers=(),
        rules=load_rules(),
        project=None,
    )
    found = {(each.code, each.span.row) for each in combine(result.runs)}
    return found, all(run.complete for run in result.runs)


def _is_of_nothing(breach: Breach, source: str) -> bool:
    """Whether a body may have been read before that is misused: of the nothing that is left the
    analysis is silent."""
    read = "environ['wsgi.input']"
    line = source.splitlines()[breach[1] - 1]
    return breach[0] == "FC404" and read in line and source.count(read) > 1


def _has_escaped(finding: Breach, seen: set[Breach]) -> bool:
    """Whether an exception left the handler where ``finding`` says it may."""
    return finding[0] in _EXCEPTIONS and (_ESCAPED, finding[1]) in seen


def _other_handlers(source: str) -> list[str]:
    """Functions that are handlers of their own where nothing that can run calls them."""
    return [
        each.name
        for each in ast.parse(source).body
        if isinstance(each, ast.FunctionDef)
        and each.name != "handler"
        and [argument.arg for argument in each.args.args[:1]] == ["environ"]
        and len(each.args.args) == 2
    ]
