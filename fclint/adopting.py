"""Taking fclint up in a project that has findings: they become a baseline, or comments."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fclint import console
from fclint.baseline import BaselineError
from fclint.baselining import Update, previous_baseline, updated
from fclint.baselining import write_baseline as write
from fclint.config import ConfigError
from fclint.fixing import Fixing
from fclint.report.progress import ProgressLine
from fclint.report.sources import Sources
from fclint.request import STDIN, Request, UsageError
from fclint.runner import Linting


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
        with _progress() as progress:
            if output.fix:
                fixing = console.fix(request, output, progress)
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
    return console.conclude(request, outcome, sources, output, began=began, fixing=fixing)


def _told(update: Update) -> str:
    changes = [f"{update.new} new"] * bool(update.new)
    changes += [f"{update.pruned} pruned"] * bool(update.pruned)
    changes += [f"{update.kept} kept that this run did not look at"] * bool(update.kept)
    count = len(update.baseline.entries)
    entries = f"{count} {'entry' if count == 1 else 'entries'}"
    told = f"baseline {update.baseline.filename!r} has {entries}"
    return f"{told}: {', '.join(changes)}" if changes else told


def _contents(request: Request) -> dict[str, bytes]:
    return {} if request.stdin is None else {request.stdin_name: request.stdin}


def _fixed(request: Request, fixing: Fixing) -> Request:
    """The request with what fixes made of standard input; other files are fixed on disk."""
    if request.stdin is None:
        return request
    return replace(request, stdin=fixing.after.get(request.stdin_name, request.stdin))


@contextmanager
def _progress() -> Iterator[ProgressLine]:
    """The line that tells how far a run is, gone at the end."""
    line = ProgressLine(sys.stderr)
    try:
        yield line
    finally:
        line.clear()
