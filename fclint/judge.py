"""Events and rules make findings.

First each run of a handler is judged for itself (:func:`judge_run`), then the handlers of all
files together (:func:`combine`): a function that only serves as another handler's helper is judged
through its callers, and what several handlers share is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from fclint.conditions import Conditional, PathCondition, Route
from fclint.events import Event, Handler
from fclint.finding import Edit, Finding, Fix
from fclint.rule import DOCUMENTATION, OWN_CODE, Report, Rule

Key = tuple[str, int]
"""The identity of a function: the file that defines it, and where in it."""

_Anchor = tuple[str, str, int, int]
_MOST_ROUTES = 8


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

    @property
    def complete(self) -> bool:
        """Whether it was foreseen, or recorded, to the end of every path."""


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """The findings of one handler, before it is known whether the handler is only a helper."""

    key: Key
    explicit: bool
    reached: frozenset[Key]
    findings: tuple[Finding, ...]
    complete: bool = True
    """Whether the run was foreseen, or recorded, to the end of every path."""


def rule_url(rule: Rule) -> str:
    """The address of a rule's page; empty where a rule of someone else's has none."""
    return f"{DOCUMENTATION}/{rule.code}.md" if OWN_CODE.match(rule.code) else rule.url


def judge_run(run: Run, rules: Sequence[Rule], *, module: str | None = None) -> JudgedRun:
    """What ``rules`` say of one run: one finding for each code and place.

    Of several reports at one place the most severe is kept, of those the one with the shortest
    trace. A rule without a severity on the handler's target says nothing. What a reporting rule
    mutes is left out, whether or not the user selected that rule. What is told of several items at
    one place is mended together, or not at all. With ``module``, the file that the handler is
    loaded from, findings have routes.
    """
    ways: dict[_Anchor, list[Event]] = {}
    fixes: dict[_Anchor, list[Fix | None]] = {}
    chosen: dict[_Anchor, tuple[Rule, Event, Report]] = {}
    for event in run.events:
        for rule in rules:
            for report in rule.judge(event):
                if run.handler.target not in report.severity:
                    continue
                span = report.place.span
                anchor = (rule.code, span.filename, span.row, span.column)
                fixes.setdefault(anchor, []).append(report.fix)
                if module is not None:
                    ways.setdefault(anchor, []).append(event)
                known = chosen.get(anchor)
                if known is None or _rank(event, report) < _rank(known[1], known[2]):
                    chosen[anchor] = (rule, event, report)
    muting = dict.fromkeys(rule for rule, _, _ in chosen.values() if rule.mutes)
    findings = [
        _finding(
            rule,
            event,
            report,
            _united(fixes[anchor]),
            _routes(run.handler, module, ways[anchor]) if module is not None else (),
        )
        for anchor, (rule, event, report) in chosen.items()
        if not any(rule is not other and rule.code.startswith(other.mutes) for other in muting)
    ]
    findings.sort(key=_sort_key)
    return JudgedRun(run.key, run.explicit, run.reached, tuple(findings), run.complete)


def judge_event(event: Event, rules: Iterable[Rule]) -> list[Finding]:
    """What ``rules`` say of an event that belongs to no run."""
    return [
        _finding(rule, event, report, report.fix)
        for rule in rules
        for report in rule.judge(event)
        if event.handler.target in report.severity
    ]


def combine(runs: Iterable[JudgedRun]) -> list[Finding]:
    """The findings of all handlers of a project, sorted, each place told once.

    Handlers that are only helpers of other handlers are left out. A finding that several handlers
    share keeps the shortest witness and lists all of them.
    """
    merged: dict[_Anchor, list[Finding]] = {}
    kept = without_helpers(runs)
    for run in kept:
        for finding in run.findings:
            span = finding.span
            anchor = (finding.code, span.filename, span.row, span.column)
            merged.setdefault(anchor, []).append(finding)
    findings = [_merge(shared, kept) for shared in merged.values()]
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


def _united(fixes: list[Fix | None]) -> Fix | None:
    """One fix for everything that is told at one place; None where a part of it has none."""
    first = fixes[0]
    if first is None:
        return None
    edits: dict[Edit, None] = {}
    for fix in fixes:
        if fix is None or (fix.message, fix.scope) != (first.message, first.scope):
            return None
        edits.update(dict.fromkeys(fix.edits))
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(before.end > after.start for before, after in pairwise(ordered)):
        return None
    return replace(first, edits=tuple(ordered), safe=all(fix.safe for fix in fixes if fix))


def _routes(handler: Handler, module: str, ways: list[Event]) -> tuple[Route, ...]:
    """How to get to any of the events ``ways``, the shortest way first."""
    ordered = sorted(ways, key=lambda event: event.trace.length)
    conditions: dict[PathCondition, None] = {}
    for event in ordered[:_MOST_ROUTES]:
        trace = event.trace
        known = trace.conditions() if isinstance(trace, Conditional) else (PathCondition(),)
        conditions.update(dict.fromkeys(known))
    chosen = list(conditions)[:_MOST_ROUTES]
    return tuple(Route(module, handler.name, handler.target, each) for each in chosen)


def _finding(
    rule: Rule, event: Event, report: Report, fix: Fix | None, routes: tuple[Route, ...] = ()
) -> Finding:
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
        handlers=(event.handler.name,) if event.handler.name else (),
        witness=event.trace.steps(),
        related=report.related,
        fix=fix,
        routes=routes,
    )


def _merge(shared: list[Finding], runs: list[JudgedRun]) -> Finding:
    best = min(shared, key=lambda finding: (-finding.severity, len(finding.witness)))
    handlers = dict.fromkeys(_handlers(shared))
    fix = best.fix
    if fix is not None and not _is_agreed(fix, shared, runs):
        fix = None
    others = (route for each in shared if each is not best for route in each.routes)
    routes = (*best.routes, *others)[:_MOST_ROUTES]
    return replace(best, handlers=tuple(handlers), fix=fix, routes=routes)


def _is_agreed(fix: Fix, shared: list[Finding], runs: list[JudgedRun]) -> bool:
    """Whether every run that calls the function whose result is changed has this very fix."""
    if any(finding.fix != fix for finding in shared):
        return False
    if fix.scope is None:
        return True
    calling = [run for run in runs if fix.scope == run.key or fix.scope in run.reached]
    return all(any(finding.fix == fix for finding in run.findings) for run in calling)


def _handlers(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from finding.handlers


def _sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.sort_key
