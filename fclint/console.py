"""What a run prints, where, and with which exit code it ends."""

from __future__ import annotations

import enum
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TextIO

from fclint.report.formats import FORMATS, Report
from fclint.report.style import Style, colour_wanted, relative
from fclint.report.visible import visible
from fclint.request import ConfigError, Outcome, Problem, Request, UsageError
from fclint.source import disk

if TYPE_CHECKING:
    from fclint.cache import Cache
    from fclint.fixing import Fixing
    from fclint.report.progress import ProgressLine
    from fclint.report.sources import Sources
    from fclint.source.disk import Notes

BUGS = "https://github.com/fclint/fclint/issues"
"""Where errors of fclint itself are reported."""


class Exit(enum.IntEnum):
    """How fclint ends. The worst applies, in the order ERROR, FINDINGS, NOTHING."""

    CLEAN = 0
    FINDINGS = 1
    """At least one finding is at or above the threshold."""
    ERROR = 2
    """Wrong usage, a file that could not be read, or an error inside fclint."""
    NOTHING = 3
    """There was no file to lint."""
    INTERRUPTED = 130
    """Ctrl-C: 128 and the number of SIGINT, as shells have it."""


@dataclass(frozen=True, slots=True)
class Output:
    """How the outcome is told."""

    format: str = "full"
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    exit_zero: bool = False
    file: str | None = None
    """Where the report is written; None for standard output."""
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    """Show what fixes would change, and write nothing."""
    cache: bool = False
    cache_dir: str | None = None
    """The folder of the cache; None for the one that the configuration or the project has."""
    command: tuple[str, ...] | None = None
    """The command line, if it is the process's: what it tells may be told again."""


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
            f"{len(outcome.files)} files, {outcome.candidates} of them may hold a handler, "
            f"{time.perf_counter() - began:.2f} s"
        )
    return code if written else Exit.ERROR


def _remarks(outcome: Outcome, output: Output) -> Iterator[str]:
    """What is said of a run beside its findings."""
    if output.quiet:
        return
    for filename, note in outcome.notes:
        yield f"note: {shown(filename)}: {note}"
    for baseline, count in outcome.gone:
        entries = "entry" if count == 1 else "entries"
        yield (
            f"{count} {entries} of baseline {shown(baseline)!r} no longer "
            f"{'occurs' if count == 1 else 'occur'}: run with --write-baseline to prune"
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
    from fclint.replay import keep

    assert output.command is not None
    err = "".join(map(_line, _remarks(outcome, output)))
    keep(cache, output.command, notes, "".join(f"{line}\n" for line in lines), err, code)


def _lint(request: Request, output: Output, progress: ProgressLine) -> tuple[Outcome, Cache | None]:
    """What comes of ``request``, perhaps from the cache, and the cache. Raises as
    :meth:`Linting.run` does."""
    cache: Cache | None = None
    if output.cache and request.is_on_disk and not request.with_routes:
        from fclint.cache import Cache
        from fclint.cache_place import cache_place

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
    from fclint.fixing import fix_request

    def lint(each: Request) -> Outcome:
        return _lint(each, output, progress)[0]

    return fix_request(request, lint, unsafe=output.unsafe_fixes, write=not output.diff)


def _show_diff(fixing: Fixing, code: Exit, output: Output) -> tuple[Exit, bool]:
    """Prints what fixes would change; the exit code, and whether that went well."""
    from fclint.fix import unified_diff
    from fclint.report.summary import would_fix

    diffs = [
        unified_diff(relative(name, os.getcwd()), fixing.before[name], fixing.after[name])
        for name in sorted(fixing.after)
    ]
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
        _silence(sys.stderr)


def write_bytes(data: bytes) -> bool:
    """Writes ``data`` to standard output as it is; whether that went well."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        return give_up(error)
    return True


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


def show_handlers(request: Request, output_format: str) -> Exit:
    """Prints the handlers that are found, and those that manifests name in vain."""
    from fclint.linter import SYNTAX_ERROR
    from fclint.report import handlers as report
    from fclint.report.progress import ProgressLine
    from fclint.report.sources import Sources
    from fclint.runner import Linting

    try:
        with ProgressLine(sys.stderr) as progress:
            outcome, found = Linting(request, Sources().text).handlers(progress)
    except (UsageError, ConfigError) as error:
        return complain(str(error))
    if output_format == "json":
        written = write([report.as_json(found)])
    else:
        written = write(report.render(found, style_of(sys.stdout)))
        if not found:
            tell("no handlers found")
    for finding in outcome.findings:
        if finding.code == SYNTAX_ERROR:  # its handlers are in no list
            tell(f"{shown(finding.span.filename)}:{finding.span.row}: {finding.message}")
    for problem in outcome.problems:
        tell(f"{shown(problem.filename)}: {problem.message}")
    if outcome.problems or not written:
        return Exit.ERROR
    return Exit.CLEAN if found else Exit.NOTHING


def clean(named: str | None) -> Exit:
    """Deletes the cache in the folder that is ``named``, or in the one that the configuration or
    the project has."""
    import shutil

    from fclint.cache_folder import is_cache
    from fclint.cache_place import cache_place

    try:
        path = cache_place(named)
    except ConfigError as error:
        return complain(str(error))
    if not os.path.lexists(path):
        tell(f"nothing to clean: there is no cache in {shown(path)}")
        return Exit.CLEAN
    if not is_cache(path):
        return complain(f"{shown(path)} is left alone: fclint has not made it for a cache")
    try:
        shutil.rmtree(path)
    except OSError as error:
        return complain(f"cannot delete {shown(path)}: {error.strerror or error}")
    tell(f"deleted the cache in {shown(path)}")
    return Exit.CLEAN


def show_rule(word: str | None, output_format: str) -> Exit:
    """Prints the page of the rule with the code or name ``word``; of all rules for None."""
    from fclint.registry import load_rules
    from fclint.report import rule_page
    from fclint.suggest import did_you_mean

    rules = load_rules()
    if word is not None:
        chosen = [rule for rule in rules if word.upper() == rule.code or word == rule.name]
        if not chosen:
            known = [label for rule in rules for label in (rule.code, rule.name)]
            hint = did_you_mean(word, known) or "; `fclint rule --all` lists them"
            return complain(f"no rule has the code or name {word!r}{hint}")
        if output_format == "json":
            written = write([rule_page.dumps(rule_page.as_json(chosen[0]))])
        else:
            written = write(rule_page.render(chosen[0], style_of(sys.stdout)))
    elif output_format == "json":
        written = write([rule_page.dumps([rule_page.as_json(rule) for rule in rules])])
    else:
        written = write(rule_page.render_list(rules, style_of(sys.stdout)))
    return Exit.CLEAN if written else Exit.ERROR


def write(lines: Iterable[str]) -> bool:
    """Writes ``lines`` to standard output; whether that went well. A reader that has enough and
    closes the pipe (``fclint | head``) is no error."""
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError as error:
        return give_up(error)
    return True


def give_up(error: OSError) -> bool:
    """Writes no more to standard output; whether nobody wants more, rather than that it failed."""
    _silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return True
    complain(f"cannot write to standard output: {error.strerror or error}")
    return False


def complain(message: str) -> Exit:
    """Tells on standard error why nothing was done, in one line."""
    tell(message)
    return Exit.ERROR


def _line(message: str) -> str:
    return f"fclint: {visible(message, sys.stderr.encoding or 'ascii')}\n"


def tell(message: str) -> None:
    """A line on standard error."""
    try:
        sys.stderr.write(_line(message))
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def tell_interrupted() -> None:
    """That Ctrl-C has ended the run; on a terminal below the ``^C`` that it shows."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    tell("interrupted")


def style_of(stream: TextIO) -> Style:
    """What ``stream`` can show: colour, width, characters."""
    terminal = stream.isatty()
    columns = 100
    if terminal or os.environ.get("COLUMNS"):
        import shutil

        columns = min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120)
    colour = colour_wanted(os.environ, terminal)
    if colour and os.name == "nt":
        os.system("")  # switches the Windows console to escape sequences
    return Style(colour, columns, stream.encoding or "ascii", os.getcwd())


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


def shown(filename: str) -> str:
    """``filename`` as it is told: relative to the current folder, if it is in there."""
    return visible(relative(filename, os.getcwd()))


def _silence(stream: TextIO) -> None:
    """Lets what is still buffered go nowhere, so that the interpreter ends quietly."""
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
    except (OSError, ValueError):
        pass
