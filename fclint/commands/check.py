"""``fclint check``: what is linted is told, on the terminal, in a file, or as fixes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fclint.console import (
    BUGS,
    Exit,
    Output,
    complain,
    line_of,
    shown,
    silence,
    style_of,
    tell,
    write,
    write_bytes,
)
from fclint.plurals import counted, noun
from fclint.report.formats import FORMATS, Report
from fclint.report.style import Style, colour_wanted, relative
from fclint.request import ConfigError, Outcome, Problem, Request, UsageError
from fclint.source import disk

if TYPE_CHECKING:
    from fclint.cache.outcomes import Cache
    from fclint.fixing.files import Fixing
    from fclint.report.progress import ProgressLine
    from fclint.report.sources import Sources
    from fclint.source.disk import Notes


def check(request: Request, output: Output) -> Exit:
    """Lints what ``request`` asks for and prints the outcome."""
    from fclint.report.progress import ProgressLine
    from fclint.report.sources import Sources

    began = time.perf_counter()
    contents = {request.stdin_name: request.stdin} if request.stdin is not None else {}
    sources = Sources(contents)
    fixing: Fixing | None = None
    cache: Cache | None = None
    try:
        with ProgressLine(sys.stderr) as progress:
            if output.fix or output.diff:
                fixing = fix(request, output, progress)
                outcome, sources = fixing.outcome, Sources({**contents, **fixing.after})
            else:
                outcome, cache = _lint(request, output, progress)
    except (UsageError, ConfigError) as error:
        return complain(str(error))
    return conclude(request, outcome, sources, output, began=began, fixing=fixing, cache=cache)


def conclude(
    request: Request,
    outcome: Outcome,
    sources: Sources,
    output: Output,
    *,
    began: float,
    fixing: Fixing | None = None,
    cache: Cache | None = None,
) -> Exit:
    """Tells what came of ``request``, which ``began`` then (by :func:`time.perf_counter`).
    ``cache`` is where what is told may be kept."""
    if not outcome.files and not outcome.problems:
        written = True
        if not FORMATS[output.format].for_people:
            written = _deliver(_report(outcome, sources, output, Exit.NOTHING), outcome, output)
        return nothing(request) if written else Exit.ERROR
    code = _exit_code(outcome, output)
    if fixing is not None and output.diff:
        code, written = _show_diff(fixing, code, output)
    elif fixing is not None and request.stdin is not None:
        written = write_bytes(fixing.after.get(request.stdin_name, request.stdin))
        lines = _report(outcome, sources, output, code, fixing.fixed)
        if output.file is None:
            _tell_report(lines)
        else:
            written = _deliver(lines, outcome, output) and written
    else:
        fixed = fixing.fixed if fixing is not None else 0
        if cache is not None and _may_tell_again(outcome, output):
            with disk.noting() as notes:
                lines = list(_report(outcome, sources, output, code))
            written = write(lines)
            _keep_told(cache, notes, lines, outcome, output, code)
        else:
            written = _deliver(_report(outcome, sources, output, code, fixed), outcome, output)
    _tell_problems(outcome.problems, output)
    for filename, line in fixing.left if fixing is not None else ():
        tell(f"{shown(filename)}: {line}")
    for remark in _remarks(outcome, output):
        tell(remark)
    if output.verbose:
        tell(
            f"{counted(len(outcome.files), 'file')}, "
            f"{outcome.candidates} of them may hold a handler, {time.perf_counter() - began:.2f} s"
        )
    return code if written else Exit.ERROR


def _remarks(outcome: Outcome, output: Output) -> Iterator[str]:
    """What is said of a run beside its findings."""
    if output.quiet:
        return
    for filename, note in outcome.notes:
        yield f"note: {shown(filename)}: {note}"
    for baseline, count in outcome.gone:
        yield (
            f"{counted(count, 'entry', 'entries')} of baseline {shown(baseline)!r} no longer "
            f"{noun(count, 'occurs', 'occur')}: run with --write-baseline to prune"
        )


def _may_tell_again(outcome: Outcome, output: Output) -> bool:
    """Whether what is told depends on nothing but the command, its surroundings and the files."""
    return not (
        output.command is None or output.file is not None or output.verbose or outcome.problems
    )


def _keep_told(
    cache: Cache, notes: Notes, lines: list[str], outcome: Outcome, output: Output, code: Exit
) -> None:
    """Lets the same command tell the same at once, as long as it would."""
    from fclint.cache.replay import keep

    assert output.command is not None
    err = "".join(map(line_of, _remarks(outcome, output)))
    keep(cache, output.command, notes, "".join(f"{line}\n" for line in lines), err, code)


def _lint(request: Request, output: Output, progress: ProgressLine) -> tuple[Outcome, Cache | None]:
    """What comes of ``request``, perhaps from the cache, and the cache. Raises as
    :meth:`Linting.run` does."""
    cache: Cache | None = None
    if output.cache and request.is_on_disk and not request.with_routes:
        from fclint.cache.outcomes import Cache
        from fclint.cache.place import cache_place

        cache = Cache(cache_place(output.cache_dir))
        known = cache.recall(request)
        if known is not None:
            return known, cache
    from fclint.report.sources import Sources
    from fclint.runner import Linting

    stdin = {request.stdin_name: request.stdin} if request.stdin is not None else {}
    texts = Sources({**stdin, **request.contents}).text
    outcome = Linting(request, texts, cache=cache).run(progress)
    if cache is not None and cache.error and (output.cache_dir is not None or output.verbose):
        tell(cache.error)
    return outcome, cache


def fix(request: Request, output: Output, progress: ProgressLine) -> Fixing:
    """Lints and fixes what ``request`` asks for. Raises as :meth:`Linting.run` does."""
    from fclint.fixing.files import fix_request

    def lint(each: Request) -> Outcome:
        return _lint(each, output, progress)[0]

    return fix_request(request, lint, unsafe=output.unsafe_fixes, write=not output.diff)


def _show_diff(fixing: Fixing, code: Exit, output: Output) -> tuple[Exit, bool]:
    """Prints what fixes would change; the exit code, and whether that went well."""
    from fclint.fixing.edits import unified_diff
    from fclint.report.summary import would_fix

    diffs = [
        unified_diff(relative(name, os.getcwd()), fixing.before[name], fixing.after[name])
        for name in sorted(fixing.after)
    ]
    if sys.stdout.isatty():  # nobody's `patch`: what would steer the terminal is escaped
        from fclint.report.visible import cells

        text = b"".join(diffs).decode("utf-8", "surrogateescape").removesuffix("\n")
        shown_lines = text.split("\n") if text else []
        written = write("".join(cells(line, sys.stdout.encoding)) for line in shown_lines)
    else:
        written = write_bytes(b"".join(diffs))
    if not output.quiet:
        tell(would_fix(fixing.fixed))
    if code is Exit.ERROR or output.exit_zero:
        return code, written
    return Exit.FINDINGS if diffs else Exit.CLEAN, written


def _tell_report(lines: Iterable[str]) -> None:
    """The report on standard error, where standard output has the fixed source."""
    try:
        for line in lines:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def _exit_code(outcome: Outcome, output: Output) -> Exit:
    if outcome.problems:
        return Exit.ERROR
    return Exit.FINDINGS if outcome.failing and not output.exit_zero else Exit.CLEAN


def show_files(request: Request, output: Output) -> Exit:
    """Prints the files that would be looked at, one a line."""
    from fclint.runner import Linting

    linting = Linting(request, lambda filename: "")
    try:
        files, problems = (
            ([request.stdin_name], []) if request.stdin is not None else linting.files()
        )
    except (UsageError, ConfigError) as error:
        return complain(str(error))
    _tell_problems(problems, output)
    if not files and not problems:
        return nothing(request)
    written = write(shown(filename) for filename in files)
    return Exit.CLEAN if written and not problems else Exit.ERROR


def _report(
    outcome: Outcome, sources: Sources, output: Output, code: Exit, fixed: int = 0
) -> Iterable[str]:
    """The lines of the report."""
    findings = outcome.findings
    chosen = FORMATS[output.format]
    if not chosen.for_people and output.statistics:
        from fclint.report import summary

        return [summary.statistics_json(findings, unsafe=output.unsafe_fixes)]
    if chosen.for_people and not findings:
        from fclint.report.summary import summary as summed

        return [] if output.quiet or outcome.problems else [summed((), fixed, len(outcome.known))]
    style = style_of(sys.stdout) if output.file is None else _style_of_file()
    style = replace(style, unsafe_fixes=output.unsafe_fixes)
    if output.statistics:
        from fclint.report import summary

        return _with_summary(summary.statistics(findings, style), outcome, output, fixed)
    root = ""
    if not chosen.for_people:
        from fclint.report.paths import repository

        root = repository(os.getcwd(), os.environ)
    lines = chosen.lines(Report(outcome, sources, style, root, int(code)))
    return _with_summary(lines, outcome, output, fixed) if chosen.for_people else lines


def _with_summary(
    lines: Iterable[str], outcome: Outcome, output: Output, fixed: int
) -> Iterator[str]:
    yield from lines
    if not output.quiet:
        from fclint.report import summary

        yield summary.summary(outcome.findings, fixed, len(outcome.known))
        hint = summary.fixable(outcome.findings, unsafe=output.unsafe_fixes)
        if hint and not output.fix:
            yield hint


def _style_of_file() -> Style:
    """What a file can show."""
    return Style(colour_wanted(os.environ, terminal=False), 100, "utf-8", os.getcwd())


def _deliver(lines: Iterable[str], outcome: Outcome, output: Output) -> bool:
    """Writes the report where it is wanted; whether that went well."""
    if output.file is None:
        return write(lines)
    from fclint.destination import write_file

    # An option without its value takes the next word for it: a report never replaces a source.
    names = (os.path.abspath(output.file), os.path.realpath(output.file))
    if any(name in outcome.files for name in names):
        complain(f"cannot write the report to {output.file!r}: that file was linted")
        return False
    try:
        write_file(output.file, lines)
    except OSError as error:
        complain(f"cannot write {output.file!r}: {error.strerror or error}")
        return False
    return True


def _tell_problems(problems: Iterable[Problem], output: Output) -> None:
    for problem in problems:
        if not problem.traceback:
            tell(f"{shown(problem.filename)}: {problem.message}")
            continue
        hint = "" if output.verbose else " (with the output of --verbose)"
        tell(
            f"{shown(problem.filename)}: internal error, this file was not linted: "
            f"{problem.message}; please report it{hint} at {BUGS}"
        )
        if output.verbose:
            for line in problem.traceback.rstrip().splitlines():
                tell(f"  {line}")


def nothing(request: Request) -> Exit:
    """Tells that there is no file to lint."""
    paths = ", ".join(repr(path) for path in request.paths)
    tell(f"nothing to lint: no Python files in {paths}")
    return Exit.NOTHING
