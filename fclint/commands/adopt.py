"""Taking fclint up in a project that has findings: they become a baseline, or comments."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import replace

from fclint import console
from fclint.baseline.applying import Update, previous_baseline, updated
from fclint.baseline.applying import write_baseline as write
from fclint.baseline.entries import BaselineError
from fclint.commands import check as check_command
from fclint.configuration.config import ConfigError
from fclint.fixing.files import Fixing, aliases, with_contents
from fclint.fixing.noqa import silence
from fclint.fixing.writing import replaced, writable
from fclint.plurals import counted
from fclint.report.progress import ProgressLine
from fclint.report.sources import Sources
from fclint.request import STDIN, Outcome, Problem, Request, UsageError
from fclint.runner import Linting
from fclint.source.files import is_manifest_name

_NOT_ADDED = "no noqa added"


def write_baseline(request: Request, output: console.Output, filename: str) -> console.Exit:
    """Makes the findings of ``request`` the baseline ``filename``, and tells how it changes.

    What a baseline that is there says of files and rules that are not looked at now stays.
    """
    began = time.perf_counter()
    request = replace(request, use_baseline=False)
    fixing: Fixing | None = None
    try:
        previous = previous_baseline(filename)
        if request.stdin is not None and request.stdin_name == STDIN:
            raise UsageError("a baseline names files: give --stdin-filename")
        with ProgressLine(sys.stderr) as progress:
            if output.fix:
                fixing = check_command.fix(request, output, progress)
                request = _fixed(request, fixing)
            sources = Sources(_contents(request))
            outcome, judged, handlers = Linting(request, sources.text).judged(progress)
        if outcome.files:
            if os.path.realpath(filename) in map(os.path.realpath, outcome.files):
                raise BaselineError(f"cannot write baseline {filename!r}: that file was linted")
            update = updated(previous, outcome.findings, handlers, sources, judged)
            if update.baseline != previous or not os.path.lexists(filename):
                write(update.baseline)
            if not output.quiet:
                console.tell(_told(update))
    except (UsageError, ConfigError) as error:
        return console.complain(str(error))
    outcome = replace(outcome, findings=(), failing=0, known=outcome.findings)
    return check_command.conclude(request, outcome, sources, output, began=began, fixing=fixing)


def add_noqa(request: Request, output: console.Output) -> console.Exit:
    """Silences the findings of ``request`` by comments, and tells what is left.

    Files are written as fixes are: those that were linted, whole or not at all. With standard
    input the result goes to standard output.
    """
    began = time.perf_counter()
    try:
        with ProgressLine(sys.stderr) as progress:
            outcome = Linting(request, Sources(_contents(request)).text).run(progress)
            adding = Fixing(outcome)
            found, problems = _commentable(request, adding)
            if found:
                _silence(request, adding, found, progress)
    except (UsageError, ConfigError) as error:
        return console.complain(str(error))
    if not output.quiet and outcome.files:
        files = len(adding.after)
        where = f" in {counted(files, 'file')}" if files else ""
        console.tell(f"added {counted(adding.fixed, 'noqa directive')}{where}")
    last = adding.outcome
    last = replace(last, problems=(*last.problems, *problems))
    sources = Sources({**_contents(request), **adding.after})
    if request.stdin is None:
        adding.fixed = 0  # nothing was fixed
        for filename, line in adding.left:
            console.tell(f"{console.shown(filename)}: {line}")
        return check_command.conclude(request, last, sources, output, began=began)
    return check_command.conclude(
        request, last, sources, output, began=began, fixing=replace(adding, fixed=0)
    )


def _commentable(request: Request, adding: Fixing) -> tuple[dict[str, bytes], list[Problem]]:
    """The contents of the files that take comments; and why some can't be written."""
    linted = adding.outcome.files
    names: dict[str, None] = {}
    for finding in adding.outcome.findings:
        name = finding.span.filename
        if name in linted and not is_manifest_name(os.path.basename(name)):
            names[name] = None
        else:
            why = "it is no Python file that was linted"
            adding.left.append((name, f"line {finding.span.row}: {finding.code} stays: {why}"))
    if request.stdin is not None:
        return {name: request.stdin for name in names if name == request.stdin_name}, []
    found, problems, left = writable(names, request.paths, told=_NOT_ADDED)
    adding.left += left
    return found, problems


def _silence(
    request: Request, adding: Fixing, found: dict[str, bytes], progress: ProgressLine
) -> None:
    """Adds comments to the files ``found``, and lints again."""

    def lint(contents: Mapping[str, bytes]) -> Outcome:
        again = with_contents(request, contents, names)
        return Linting(again, Sources({**_contents(again), **again.contents}).text).run(progress)

    names = aliases(found, adding.outcome.files)
    # What was read now may differ from what was linted a moment ago.
    findings = lint(found).findings
    failed: list[Problem] = []
    for name, data in found.items():
        own = [
            each for each in findings if names.get(each.span.filename, each.span.filename) == name
        ]
        silenced = silence(data, own, name)
        adding.left += (
            (name, f"line {each.span.row}: {each.code} stays: no comment is possible there")
            for each in silenced.left
        )
        if silenced.data == data:
            continue
        problem = (
            replaced(name, data, silenced.data, told=_NOT_ADDED) if request.stdin is None else None
        )
        if problem is not None:
            failed.append(problem)
            continue
        adding.before[name], adding.after[name] = data, silenced.data
        adding.fixed += silenced.added
    last = lint({**found, **adding.after})
    adding.outcome = replace(last, problems=(*last.problems, *failed))


def _told(update: Update) -> str:
    changes = [f"{update.new} new"] * bool(update.new)
    changes += [f"{update.pruned} pruned"] * bool(update.pruned)
    changes += [f"{update.kept} kept that this run did not look at"] * bool(update.kept)
    count = len(update.baseline.entries)
    told = f"baseline {update.baseline.filename!r} has {counted(count, 'entry', 'entries')}"
    return f"{told}: {', '.join(changes)}" if changes else told


def _contents(request: Request) -> dict[str, bytes]:
    return {} if request.stdin is None else {request.stdin_name: request.stdin}


def _fixed(request: Request, fixing: Fixing) -> Request:
    """The request with what fixes made of standard input; other files are fixed on disk."""
    if request.stdin is None:
        return request
    return replace(request, stdin=fixing.after.get(request.stdin_name, request.stdin))
