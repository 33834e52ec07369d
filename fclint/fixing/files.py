"""Fixing files: what is linted again, until nothing is left to fix."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from fclint.finding import Finding
from fclint.fixing.edits import Contents, fix_all, is_applicable
from fclint.fixing.writing import replaced, writable
from fclint.request import Outcome, Problem, Request

LintRequest = Callable[[Request], Outcome]


@dataclass(slots=True)
class Fixing:
    """What came of a request with fixes: the last ``outcome``, the files that have changed as they
    were (``before``) and as they are now (``after``), and how many findings were fixed."""

    outcome: Outcome
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    fixed: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of a file and a line that says what was not fixed in it, and why."""


def fix_request(request: Request, lint: LintRequest, *, unsafe: bool, write: bool) -> Fixing:
    """Lints, fixes until nothing is left to fix, and with ``write`` replaces the files.

    Only files that were linted are changed. What ``lint`` raises passes through.
    """
    outcome = lint(request)
    fixing = Fixing(outcome)
    contents, unwritable = _contents(request, fixing, unsafe=unsafe)
    if not contents:
        fixing.outcome = replace(outcome, problems=(*outcome.problems, *unwritable))
        return fixing
    # What was read now may differ from what was linted a moment ago.
    names = aliases(contents, outcome.files)
    last = lint(with_contents(request, contents, names))

    def findings_with(changed: Contents) -> Sequence[Finding]:
        nonlocal last
        last = lint(with_contents(request, changed, names))
        broken = [problem for problem in last.problems if problem.traceback]
        return [*_all_findings(last), *map(_as_finding, broken)]

    fixed = fix_all(contents, _all_findings(last), findings_with, unsafe=unsafe)
    fixing.before = {name: data for name, data in contents.items() if fixed.contents[name] != data}
    fixing.after = {name: fixed.contents[name] for name in fixing.before}
    refusals = (_refusal(finding, codes) for finding, codes in fixed.refused)
    fixing.left += dict.fromkeys(refusals)  # tried again where the line has changed since
    failed = _write(fixing) if write and request.stdin is None else []
    for problem in failed:
        del fixing.before[problem.filename], fixing.after[problem.filename]
    fixing.fixed = sum(fixed.counts[name] for name in fixing.after)
    final = lint(with_contents(request, {**contents, **fixing.after}, names))
    fixing.outcome = replace(final, problems=(*final.problems, *unwritable, *failed))
    return fixing


def _all_findings(outcome: Outcome) -> list[Finding]:
    """All findings: those that a baseline hides are left as they are, but a fix that changes their
    line, and so brings them up again, does no harm."""
    known = (replace(finding, fix=None) for finding in outcome.known)
    return sorted([*outcome.findings, *known], key=lambda finding: finding.sort_key)


def _as_finding(problem: Problem) -> Finding:
    """A problem, so that a fix that brings it is left out."""
    from fclint.finding import Severity, Span

    span = Span(problem.filename, 1, 1, 1, 1)
    return Finding("an internal error", "", problem.message, Severity.ERROR, span, (1, 1), "")


def with_contents(request: Request, contents: Contents, aliases: dict[str, str]) -> Request:
    """The request where files have these contents, under whatever name they are linted."""
    if request.stdin is not None:
        return replace(request, stdin=contents.get(request.stdin_name, request.stdin))
    everything = dict(contents)
    everything.update((alias, contents[name]) for alias, name in aliases.items())
    return replace(request, contents=everything)


def aliases(contents: Contents, files: Sequence[str]) -> dict[str, str]:
    """The other names under which files of ``contents`` are linted: links to them."""
    real = {os.path.realpath(name): name for name in contents}
    linked = (name for name in files if name not in contents and os.path.realpath(name) != name)
    return {name: real[path] for name in linked if (path := os.path.realpath(name)) in real}


def _contents(request: Request, fixing: Fixing, *, unsafe: bool) -> tuple[Contents, list[Problem]]:
    """The content of each file in which there is something to fix; and why some of these can't be
    written."""
    outcome = fixing.outcome
    wanted = dict.fromkeys(
        finding.span.filename
        for finding in outcome.findings
        if is_applicable(finding, unsafe=unsafe) and finding.span.filename in outcome.files
    )
    if request.stdin is not None:
        name = request.stdin_name
        return {name: request.stdin} if name in wanted else {}, []
    found, problems, left = writable(wanted, request.paths, told="not fixed")
    fixing.left += left
    return found, problems


def _refusal(finding: Finding, codes: str) -> tuple[str, str]:
    span = finding.span
    return (
        span.filename,
        f"line {span.row}: the fix of {finding.code} would lead to {codes}; left as it is",
    )


def _write(fixing: Fixing) -> list[Problem]:
    """Replaces the files that have changed; the problems where that failed."""
    attempts = (
        replaced(name, fixing.before[name], data, told="not fixed")
        for name, data in fixing.after.items()
    )
    return [problem for problem in attempts if problem is not None]
