"""Lints one file: bytes in, findings out. Reads no file and no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fclint.configuration.selection import Selection, check_codes
from fclint.finding import Finding, Span
from fclint.source.handler_names import names_file
from fclint.source.prefilter import may_hold_handler
from fclint.suggest import did_you_mean
from fclint.targets import DEFAULT_TARGET, TARGETS, Conditions

if TYPE_CHECKING:
    from fclint.analysis.handler_run import HandlerRun
    from fclint.judge import JudgedRun, Key
    from fclint.rule import Rule
    from fclint.source.entry_points import EntryPoint
    from fclint.source.project import Project

SYNTAX_ERROR = "FC001"
"""The one rule that judges no event: the file has none."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error inside fclint: ``summary`` in one line, ``traceback`` for a bug report."""

    summary: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class FoundHandler:
    """A handler that was found. ``how`` is ``manifest``, ``configuration``, ``comment`` or
    ``code``; ``entry`` is what a manifest says of it. ``target`` is the platform that it is judged
    for, or ``event``."""

    key: Key
    name: str
    span: Span
    how: str
    target: str
    entry: EntryPoint | None = None


@dataclass(frozen=True, slots=True)
class FileResult:
    """What is known of one file before the files are put together.

    ``runs`` are its handlers' findings, ``findings`` those that belong to no handler, ``notes``
    what could not be analysed and why.
    """

    filename: str
    runs: tuple[JudgedRun, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    failure: Failure | None = None
    handlers: tuple[FoundHandler, ...] = ()
    entered: frozenset[Key] = frozenset()
    """The functions that are handlers here because a manifest says so: nothing else is said of
    them."""


def lint_source(
    data: bytes,
    filename: str = "index.py",
    *,
    target: str = DEFAULT_TARGET,
    handlers: Sequence[str] = (),
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    project: Project | None = None,
) -> list[Finding]:
    """The findings in ``data``, the content of a Python file, sorted by place.

    ``filename`` is what findings call the file; it decides which of ``handlers`` (such as
    ``index.handler``) are in it. ``select``, ``ignore`` and ``extend_select`` hold codes or
    prefixes of codes. ``project`` finds the modules that the file imports; without it they are
    unknown. ``# noqa`` comments are honoured.

    Raises :class:`ValueError` for an unknown target or code; an error inside fclint passes through.
    """
    if target not in TARGETS:
        raise ValueError(f"no target {target!r}{did_you_mean(target, TARGETS)}")
    from fclint.judge import combine
    from fclint.registry import load_rules

    rules = load_rules()
    selection = Selection(
        select=None if select is None else check_codes(select, rules),
        ignore=check_codes(ignore, rules),
        extend_select=check_codes(extend_select, rules),
    )
    result = analyse_file(
        data, filename, target=target, handlers=handlers, rules=rules, project=project
    )
    findings = [*result.findings, *combine(result.runs)]
    if not findings and not result.runs:
        return []
    from fclint.unused import Suppressing

    suppressing = Suppressing(
        data=lambda name: data if name == filename else b"",
        is_selected=lambda finding: selection.admits(finding.code, finding.severity),
        rules=rules,
    )
    judged = [filename] if is_whole(result) else []
    return suppressing.chosen(findings, result.runs, judged, target)


def is_whole(result: FileResult) -> bool:
    """Whether nothing kept fclint from analysing the file as a whole."""
    refused = any(finding.code == SYNTAX_ERROR for finding in result.findings)
    return not (result.failure or result.notes or refused)


def analyse_file(
    data: bytes,
    filename: str,
    *,
    target: str,
    handlers: Sequence[str],
    rules: Sequence[Rule],
    project: Project | None,
    conditions: Conditions | None = None,
    entry_points: Sequence[EntryPoint] = (),
    with_routes: bool = False,
) -> FileResult:
    """Everything that the rules say of one file, selected and suppressed or not.

    ``entry_points`` are what manifests name in it, ``conditions`` those of the function that it is
    deployed in. ``with_routes``: findings say how to get there. Only a file that says
    ``# fclint: skip-file`` or surely holds no handler is left out here.
    """
    named = tuple(handler for handler in handlers if names_file(handler, filename))
    if not named and not entry_points and not may_hold_handler(data):
        return FileResult(filename)
    from fclint.source.module import SourceModule, SourceSyntaxError, decode
    from fclint.source.suppressions import Suppressions

    if b"skip-file" in data and Suppressions.of(decode(data)).skip_file:
        return FileResult(filename)
    try:
        module = SourceModule.parse(data, filename)
    except SourceSyntaxError as error:
        span = Span(filename, error.row, error.column, error.row, error.column + 1)
        return FileResult(filename, findings=syntax_error(error.message, span, target, rules))
    from fclint.source.gate import candidates

    names = ("handler", *(name.rpartition(".")[2] for name in named))
    if not entry_points and not candidates(module, names):
        return FileResult(filename, notes=module.notes)
    if project is not None:
        project.add(filename, module)  # so that files which import each other share it
    from fclint.analysis import analyse
    from fclint.judge import judge_run

    judges = tuple(rules)
    runs = analyse(
        module,
        target=target,
        handlers=named,
        project=project,
        conditions=conditions,
        entry_points=tuple(entry_points),
        with_conditions=with_routes,
    )
    module_name = filename if with_routes else None
    return FileResult(
        filename,
        runs=tuple(judge_run(run, judges, module=module_name) for run in runs),
        notes=module.notes,
        handlers=tuple(map(_found, filter(_is_found, runs))),
        entered=frozenset(run.key for run in runs if _is_found(run) and run.entry is not None),
    )


def _is_found(run: HandlerRun) -> bool:
    """Whether it is the run of a handler, rather than of a lifecycle handler or of a manifest."""
    entry = run.entry
    return entry is None or (entry.role == "handler" and run.handler.place is not entry.span)


def _found(run: HandlerRun) -> FoundHandler:
    entry = run.entry
    is_event = entry is not None and entry.expected == "event"
    return FoundHandler(
        key=run.key,
        name=run.handler.name,
        span=run.handler.place.span,
        how=run.how,
        target="event" if is_event else run.handler.target,
        entry=entry,
    )


def syntax_error(
    message: str, span: Span, target: str, rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """FC001 at the place where a parser gave up."""
    from fclint.judge import rule_url

    return tuple(
        Finding(
            code=rule.code,
            name=rule.name,
            message=message,
            severity=rule.severity[target],
            span=span,
            noqa_rows=span.statement_rows,
            url=rule_url(rule),
            target=target,
            consequence=rule.consequence.get(target, ""),
            advice=rule.advice,
        )
        for rule in rules
        if rule.code == SYNTAX_ERROR and target in rule.severity
    )
