"""Events and rules make findings.

First each run of a handler is judged for itself (:func:`judge_run`), then the handlers of all
files together (:func:`combine`): a function that only serves as another handler's helper is judged
through its callers, and what several handlers share is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from fclint.events import Event, Handler
from fclint.finding import Finding
from fclint.rule import DOCUMENTATION, Report, Rule

Key = tuple[str, int]
"""The identity of a function: the file that defines it, and where in it."""

_Anchor = tuple[str, str, int, int]


class Run(Protocol):
    """What the analysis foresees, or the dry run recorded, of one handler."""

    @property
    def handler(self) -> Handler:
        """Whose run this is."""

    @property
    def events(self) -> tuple[Event, ...]:
        """What happens, on all paths."""

    @property
    def key(self) -> Key:
        """The identity of the handler's function."""

    @property
    def explicit(self) -> bool:
        """Whether the user named this handler: then it is judged whoever else calls it."""

    @property
    def reached(self) -> frozenset[Key]:
        """The project's functions that this run called."""


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """The findings of one handler, before it is known whether the handler is only a helper."""

    key: Key
    explicit: bool
    reached: frozenset[Key]
    findings: tuple[Finding, ...]


def rule_url(rule: Rule) -> str:
    """The address of a rule's page."""
    return f"{DOCUMENTATION}/{rule.code}.md"


def judge_run(run: Run, rules: Sequence[Rule]) -> JudgedRun:
    """What ``rules`` say of one run: one finding for each code and place.

    Of several reports at one place the most severe is kept, of those the one with the shortest
    trace. A rule without a severity on the handler's target says nothing. What a reporting rule
    mutes is left out, whether or not the user selected that rule.
    """
    chosen: dict[_Anchor, tuple[Rule, Event, Report]] = {}
    for event in run.events:
        for rule in rules:
            for report in rule.judge(event):
                if run.handler.target not in report.severity:
                    continue
                span = report.place.span
                anchor = (rule.code, span.filename, span.row, span.column)
                known = chosen.get(anchor)
                if known is None or _rank(event, report) < _rank(known[1], known[2]):
                    chosen[anchor] = (rule, event, report)
    muting = dict.fromkeys(rule for rule, _, _ in chosen.values() if rule.mutes)
    findings = [
        _finding(rule, event, report)
        for rule, event, report in chosen.values()
        if not any(rule is not other and rule.code.startswith(other.mutes) for other in muting)
    ]
    findings.sort(key=_sort_key)
    return JudgedRun(run.key, run.explicit, run.reached, tuple(findings))


def combine(runs: Iterable[JudgedRun]) -> list[Finding]:
    """The findings of all handlers of a project, sorted, each place told once.

    Handlers that are only helpers of other handlers are left out. A finding that several handlers
    share keeps the shortest witness and lists all of them.
    """
    merged: dict[_Anchor, list[Finding]] = {}
    for run in without_helpers(runs):
        for finding in run.findings:
            span = finding.span
            anchor = (finding.code, span.filename, span.row, span.column)
            merged.setdefault(anchor, []).append(finding)
    findings = [_merge(shared) for shared in merged.values()]
    findings.sort(key=_sort_key)
    return findings


def without_helpers(runs: Iterable[JudgedRun]) -> list[JudgedRun]:
    """The runs of handlers that no other handler calls, and of those that the user named.

    Where handlers call each other in a circle that nobody else enters, the first one is kept.
    """
    ordered = sorted(runs, key=lambda run: run.key)
    calls: dict[Key, set[Key]] = {}
    for run in ordered:
        calls.setdefault(run.key, set()).update(run.reached - {run.key})
    called = {key for reached in calls.values() for key in reached}
    kept = {run.key for run in ordered if run.explicit or run.key not in called}
    covered = _closure(kept, calls)
    entered: list[Key] = []
    for key in calls:
        if key in covered:
            continue
        circle = _closure([key], calls)
        covered |= circle
        # What looked like the entry of a circle may turn out to be behind another one.
        entered = [other for other in entered if other not in circle]
        entered.append(key)
    kept.update(entered)
    return [run for run in ordered if run.key in kept]


def _closure(start: Iterable[Key], calls: dict[Key, set[Key]]) -> set[Key]:
    """Everything that is reached from ``start``, itself included."""
    reached: set[Key] = set()
    pending = list(start)
    while pending:
        key = pending.pop()
        if key not in reached:
            reached.add(key)
            pending.extend(calls.get(key, ()))
    return reached


def _rank(event: Event, report: Report) -> tuple[int, int]:
    return (-report.severity[event.handler.target], event.trace.length)


def _finding(rule: Rule, event: Event, report: Report) -> Finding:
    target = event.handler.target
    return Finding(
        code=rule.code,
        name=rule.name,
        message=report.message,
        severity=report.severity[target],
        span=report.place.span,
        noqa_rows=report.place.statement_rows,
        url=rule_url(rule),
        target=target,
        consequence=report.consequence.get(target, ""),
        advice=report.advice,
        handlers=(event.handler.name,),
        witness=event.trace.steps(),
        related=report.related,
        fix=report.fix,
    )


def _merge(shared: list[Finding]) -> Finding:
    best = min(shared, key=lambda finding: (-finding.severity, len(finding.witness)))
    handlers = dict.fromkeys(_handlers(shared))
    return replace(best, handlers=tuple(handlers))


def _handlers(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from finding.handlers


def _sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.sort_key
