"""Fixing files: which may be written, what is read, and how a file is replaced."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from fclint.finding import Finding
from fclint.fix import Contents, fix_all, is_applicable
from fclint.request import Outcome, Problem, Request
from fclint.work import read_file

LintRequest = Callable[[Request], Outcome]
Result = TypeVar("Result")


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
    aliases = _aliases(contents, outcome.files)
    last = lint(_with(request, contents, aliases))

    def findings_with(changed: Contents) -> Sequence[Finding]:
        nonlocal last
        last = lint(_with(request, changed, aliases))
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
    final = lint(_with(request, {**contents, **fixing.after}, aliases))
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


def _with(request: Request, contents: Contents, aliases: dict[str, str]) -> Request:
    """The request where files have these contents, under whatever name they are linted."""
    if request.stdin is not None:
        return replace(request, stdin=contents.get(request.stdin_name, request.stdin))
    everything = dict(contents)
    everything.update((alias, contents[name]) for alias, name in aliases.items())
    return replace(request, contents=everything)


def _aliases(contents: Contents, files: Sequence[str]) -> dict[str, str]:
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
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for name in wanted:
        target = os.path.realpath(name)
        if target in seen:
            continue
        seen.add(target)
        if not _is_inside(target, request.paths):
            where = f"it leads to {target}, outside of what is linted"
            fixing.left.append((name, f"not fixed: {where}"))
            continue
        data = _attempt(name, partial(_read_writable, target))
        if isinstance(data, Problem):
            problems.append(data)
        else:
            found[name] = data
    return found, problems


def _read_writable(path: str) -> bytes:
    if not os.stat(path).st_mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only")
    return read_file(path)


def _attempt(name: str, action: Callable[[], Result]) -> Result | Problem:
    """What ``action`` gives, or why the file ``name`` can't be fixed."""
    try:
        return action()
    except OSError as error:
        return Problem(name, f"not fixed: {error.strerror or error}")


def _is_inside(target: str, paths: Sequence[str]) -> bool:
    """Whether a file is in a linted folder, beside a linted file, or below the current folder."""
    folders = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths]
    for folder in (*folders, os.curdir):
        real = os.path.realpath(folder)
        if target.startswith(os.path.join(real, "")):
            return True
    return False


def _refusal(finding: Finding, codes: str) -> tuple[str, str]:
    span = finding.span
    return (
        span.filename,
        f"line {span.row}: the fix of {finding.code} would lead to {codes}; left as it is",
    )


def _write(fixing: Fixing) -> list[Problem]:
    """Replaces the files that have changed; the problems where that failed."""
    attempts = [
        _attempt(name, partial(replace_file, os.path.realpath(name), fixing.before[name], data))
        for name, data in fixing.after.items()
    ]
    return [problem for problem in attempts if problem is not None]


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Makes ``after`` the content of the file ``path``, which has to be ``before`` until then.

    A new file takes the old one's place at once, with the same permissions. Raises OSError, also
    where the file has changed; the old one is left as it was then.
    """
    if read_file(path) != before:
        raise OSError(errno.EBUSY, "the file was changed by something else in the meantime")
    descriptor, temporary = tempfile.mkstemp(
        prefix=f".{os.path.basename(path)[:50]}.", suffix=".tmp", dir=os.path.dirname(path)
    )
    try:
        with open(descriptor, "wb") as stream:
            stream.write(after)
        with suppress(OSError):  # a file system without permissions
            os.chmod(temporary, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
