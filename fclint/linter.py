"""Lints one file: bytes in, findings out. Reads no file and no clock."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fclint.finding import Finding, Span
from fclint.selection import Selection, check_codes
from fclint.source.prefilter import may_hold_handler
from fclint.suggest import did_you_mean
from fclint.targets import DEFAULT_TARGET, TARGETS

if TYPE_CHECKING:
    from fclint.judge import JudgedRun
    from fclint.rule import Rule
    from fclint.source.module import SourceModule, SourceSyntaxError
    from fclint.source.project import Project

SYNTAX_ERROR = "FC001"
"""The one rule that judges no event: the file has none."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error inside fclint: ``summary`` in one line, ``traceback`` for a bug report."""

    summary: str
    traceback: str = ""


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
    if not findings:
        return []
    from fclint.source.module import decode
    from fclint.source.suppressions import Suppressions

    suppressions = Suppressions.of(decode(data))
    return sorted(
        (
            finding
            for finding in findings
            if selection.admits(finding.code, finding.severity)
            and not (
                finding.span.filename == filename
                and suppressions.suppresses(finding.code, finding.noqa_rows)
            )
        ),
        key=lambda finding: finding.sort_key,
    )


def analyse_file(
    data: bytes,
    filename: str,
    *,
    target: str,
    handlers: Sequence[str],
    rules: Sequence[Rule],
    project: Project | None,
) -> FileResult:
    """Everything that the rules say of one file, selected and suppressed or not.

    Only a file that says ``# fclint: skip-file`` or surely holds no handler is left out here.
    """
    named = tuple(handler for handler in handlers if names_file(handler, filename))
    if not named and not may_hold_handler(data):
        return FileResult(filename)
    from fclint.source.module import SourceModule, SourceSyntaxError, decode
    from fclint.source.suppressions import Suppressions

    if b"skip-file" in data and Suppressions.of(decode(data)).skip_file:
        return FileResult(filename)
    try:
        module = SourceModule.parse(data, filename)
    except SourceSyntaxError as error:
        return FileResult(filename, findings=_syntax_error(error, filename, target, rules))
    from fclint.source.gate import candidates

    names = ("handler", *(name.rpartition(".")[2] for name in named))
    if not candidates(module, names):
        return FileResult(filename, notes=module.notes)
    if project is not None:
        project.add(filename, module)  # so that files which import each other share it
    runs = _judge(module, target, named, rules, project)
    return FileResult(filename, runs=runs, notes=module.notes)


def names_file(handler: str, filename: str) -> bool:
    """Whether ``handler`` (``index.handler``, ``src/index.handler``, ``pkg.main.handler``) names
    something in the file ``filename``."""
    module = _module_parts(handler)
    stem, extension = os.path.splitext(filename)
    parts = re.split(r"[/\\]", stem)
    if parts[-1] == "__init__" and extension == ".py":
        parts.pop()
    return bool(module) and parts[-len(module) :] == module


def missing_attribute(handler: str, data: bytes) -> str | None:
    """Why ``data``, the module that ``handler`` names, surely has no such attribute; or None.

    A name that the text never mentions can't be bound in it, unless by a star import.
    """
    attribute = handler.rpartition(".")[2]
    if not attribute.isascii() or attribute.encode() in data or b"import *" in data:
        return None
    bound = re.findall(rb"^(?:(?:async )?def |class )?(\w+) ?(?:[(:=])", data, re.MULTILINE)
    names = dict.fromkeys(name.decode("ascii", "replace") for name in bound)
    return f"there is no {attribute!r} in it{did_you_mean(attribute, names)}"


def _module_parts(handler: str) -> list[str]:
    module = handler.rpartition(".")[0]
    return [part for part in re.split(r"[/\\.]", module) if part]


def _judge(
    module: SourceModule,
    target: str,
    handlers: tuple[str, ...],
    rules: Iterable[Rule],
    project: Project | None,
) -> tuple[JudgedRun, ...]:
    from fclint.analysis import analyse
    from fclint.judge import judge_run

    judges = tuple(rules)
    runs = analyse(module, target=target, handlers=handlers, project=project)
    return tuple(judge_run(run, judges) for run in runs)


def _syntax_error(
    error: SourceSyntaxError, filename: str, target: str, rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """FC001 at the place where Python gave up."""
    from fclint.judge import rule_url

    return tuple(
        Finding(
            code=rule.code,
            name=rule.name,
            message=error.message,
            severity=rule.severity[target],
            span=Span(filename, error.row, error.column, error.row, error.column + 1),
            noqa_rows=(error.row, error.row),
            url=rule_url(rule),
            target=target,
            consequence=rule.consequence.get(target, ""),
            advice=rule.advice,
        )
        for rule in rules
        if rule.code == SYNTAX_ERROR and target in rule.severity
    )
