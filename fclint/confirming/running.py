"""Running: each finding's handler is called with requests made for it, until one shows it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fclint import events
from fclint.conditions import (
    Applied,
    Constant,
    Environ,
    Expression,
    Key,
    PathCondition,
    Test,
    applied,
)
from fclint.confirming.functions import Functions
from fclint.confirming.solving import Solver
from fclint.dryrun.missing import what_is_missing
from fclint.dryrun.process import Function, Instance, WorkerError
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.finding import Confirmation, Finding
from fclint.judge import judge_run
from fclint.matrix.commands import curl_command
from fclint.rule import Rule
from fclint.targets import TARGETS
from fclint.targets.facts import Presence

_MOST_TIMEOUTS = 2
"""A handler that has not answered so often isn't asked again."""

Handler = tuple[str, str, str]
"""The file of a handler's module, its name there, and the target."""


def confirmed(
    findings: Sequence[Finding],
    rules: Sequence[Rule],
    *,
    manifests: Sequence[str] = (),
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """The findings, each with what came of trying to show it; and what kept handlers from being
    run, as pairs of a file's name and a line. Executes the handlers' code, in processes of its own.

    ``manifests`` are files that may deploy them. ``jobs`` handlers run at a time. Raises OSError
    where no process can be started.
    """
    groups: dict[Handler, list[int]] = {}
    for index, finding in enumerate(findings):
        for route in finding.routes:
            groups.setdefault((route.filename, route.name, route.target), []).append(index)
    deployed = Functions(manifests)
    work = [
        _HandlerWork(handler, {i: findings[i] for i in indices}, rules, deployed)
        for handler, indices in groups.items()
    ]
    known: dict[int, Confirmation] = {}
    notes: dict[tuple[str, str], None] = {}
    for done, each in enumerate(_parallel(work, jobs)):
        progress(done, len(work))
        notes.update(dict.fromkeys(each.notes))
        for index, confirmation in each.results.items():
            if index not in known or not known[index].request:
                known[index] = confirmation
    nothing = Confirmation(reason="no handler leads here")
    told = [
        replace(finding, routes=(), confirmation=known.get(index, nothing))
        for index, finding in enumerate(findings)
    ]
    return told, list(notes)


def _parallel(work: Sequence[_HandlerWork], jobs: int) -> Iterator[_HandlerWork]:
    """Does the work, in order."""
    if min(jobs, len(work)) < 2:
        for each in work:
            each.run()
            yield each
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(jobs) as pool:
        for each, _ in zip(work, pool.map(_HandlerWork.run, work), strict=True):
            yield each


class _NotLoadedError(Exception):
    """The runtime would not load the handler; the message says why."""


@dataclass(slots=True)
class _HandlerWork:
    """What is to be shown of one handler, and what came of it, by the findings' numbers."""

    handler: Handler
    findings: dict[int, Finding]
    rules: Sequence[Rule]
    functions: Functions
    results: dict[int, Confirmation] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _timeouts: int = 0

    def run(self) -> None:
        """Tries to show each finding."""
        filename, name, target = self.handler
        refusal = ""
        for function in self.functions.of(filename, name, target):
            refusal = self._run(function)
            if not refusal:
                return
        if refusal:
            self.notes.append((filename, refusal))
        else:
            refusal = f"{name} was not run: the runtime loads no such name from a module"
        for index in self.findings:
            self.results.setdefault(index, Confirmation(reason=refusal))

    def _run(self, function: Function) -> str:
        """Tries to show each finding with ``function``; why that can't be, or nothing."""
        try:
            with Instance(function) as instance:
                for index, finding in self.findings.items():
                    self.results[index] = self._try(instance, finding)
        except _NotLoadedError as error:
            return f"{function.facts.handler} was not run: {error}"
        except WorkerError as error:
            return f"{function.facts.handler} was not run to the end: internal error: {error}"
        return ""

    def _try(self, instance: Instance, finding: Finding) -> Confirmation:
        reason = ""
        tried: dict[Request, None] = {}
        for route in finding.routes:
            if (route.filename, route.name, route.target) != self.handler:
                continue
            solver = Solver(route.target, dict(instance.function.environment))
            candidates = solver.candidates(route.condition, *_more(finding, route.condition))
            reason = reason or _why_not(solver, candidates, route.condition)
            for request in candidates:
                if request in tried:
                    continue
                tried[request] = None
                if self._timeouts >= _MOST_TIMEOUTS:
                    return Confirmation(reason="the handler does not answer in time")
                recorded = self._call(instance, request)
                if self._shows(recorded, finding):
                    return _confirmation(instance.function, request, route.condition, recorded)
        return Confirmation(reason=reason)

    def _call(self, instance: Instance, request: Request) -> Recorded:
        recorded = instance.call(request)
        for event in recorded.events:
            if isinstance(event, events.LoadFailed):
                function = instance.function
                handler, root = function.facts.handler, function.root
                missing = what_is_missing(recorded, handler, root, os.getcwd())
                told = (f"{event.error_type}: {event.message}", missing)
                raise _NotLoadedError("; ".join(filter(None, told)))
        self._timeouts += any(isinstance(event, events.TimedOut) for event in recorded.events)
        return recorded

    def _shows(self, recorded: Recorded, finding: Finding) -> bool:
        """Whether the rules say the same of what happened."""
        judged = judge_run(recorded, self.rules).findings
        return any(_is_evidence(each, finding, recorded) for each in judged)


def _more(finding: Finding, condition: PathCondition) -> tuple[Test, ...]:
    """What must hold beyond the path."""
    if finding.code == _INJECTION and condition.headers is not None:
        return (Test(applied("breaks", condition.headers), True),)
    return ()


def _is_evidence(seen: Finding, finding: Finding, recorded: Recorded) -> bool:
    """Whether what the dry run reports shows what the analysis has reported.

    That is the same code at the same line, but for what a run can't know: that start_response is
    called nowhere, that a line break has come from the request, and why an exception was raised.
    """
    if (seen.code, finding.code) == (_NOT_STARTED, _NEVER_STARTED):
        return True
    if not _is_at(seen, finding):
        return False
    if seen.code == finding.code or (seen.code, finding.code) == (_LINE_BREAK, _INJECTION):
        return True
    error = recorded.response.error
    unexplained = seen.code == _UNEXPLAINED and finding.code.startswith(_EXCEPTIONS)
    return unexplained and error is not None and f" {error.type}" in finding.message


_NEVER_STARTED, _NOT_STARTED = "FC201", "FC202"
_INJECTION, _LINE_BREAK = "FC212", "FC208"
_EXCEPTIONS, _UNEXPLAINED = "FC40", "FC901"


def _is_at(seen: Finding, finding: Finding) -> bool:
    one, other = seen.span, finding.span
    return one.row == other.row and os.path.realpath(one.filename) == os.path.realpath(
        other.filename
    )


def _why_not(solver: Solver, candidates: Sequence[Request], condition: PathCondition) -> str:
    """What keeps a path from being shown, as far as its condition tells."""
    for test in condition.undecided:
        return f"no request decides whether {test.text} (line {test.row})"
    unsolved = solver.unsolved(candidates[0], condition)
    keys = list(dict.fromkeys(_keys(unsolved.expression))) if unsolved is not None else []
    presences = {TARGETS[solver.target].presence(each) for each in keys}
    if presences == {Presence.UNDOCUMENTED}:
        return f"the dry run sets {' and '.join(keys)} on every request, as today's runtimes do"
    if unsolved is not None and unsolved.text:
        return f"no request was found for which {unsolved.text} (line {unsolved.row})"
    if unsolved is not None:
        return "no request was found that gets there"
    return "no request that was tried shows it"


def _keys(expression: Expression) -> Iterator[str]:
    """The keys of environ that a test asks for, or whose values it asks about."""
    match expression:
        case Key(name=name):
            yield name
        case Applied(operation="in", operands=(Constant(value=str(name)), Environ())):
            yield name
        case Applied(operands=(Environ(), Constant(value=str(name)), *_)):
            yield name
        case Applied(operands=operands):
            for each in operands:
                yield from _keys(each)


def _confirmation(
    function: Function, request: Request, condition: PathCondition, recorded: Recorded
) -> Confirmation:
    response = recorded.response
    error = response.error
    told = ""
    if error is not None:
        told = ": ".join(part for part in (error.type, error.message) if part)
    command = curl_command(request, condition.constants)
    return Confirmation(command, response.status, told, handler=function.facts.handler)
