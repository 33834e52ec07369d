"""The report for GitHub Actions: workflow commands, which become annotations.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from fclint.finding import Finding, Severity
from fclint.report.formats import Report
from fclint.request import STDIN, Problem

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def lines(report: Report) -> Iterator[str]:
    """A command for each problem and each finding; nothing that isn't one."""
    for problem in report.outcome.problems:
        yield _problem(problem, report)
    for finding in report.outcome.findings:
        yield _finding(finding, report)


def _problem(problem: Problem, report: Report) -> str:
    message = f"{report.style.path(problem.filename)}: {report.style.visible(problem.message)}"
    properties = {**_file(problem.filename, report), "title": "fclint"}
    return _command("error", properties, message)


def _finding(finding: Finding, report: Report) -> str:
    style = report.style
    span = finding.span
    properties: dict[str, object] = {
        **_file(span.filename, report),
        "line": span.row,
        "endLine": span.end_row,
    }
    if span.row == span.end_row:  # columns are for annotations of one line only
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{finding.code} ({finding.name})"
    parts = (finding.message, finding.consequence, finding.advice and f"Use: {finding.advice}")
    head = f"{style.path(span.filename)}:{span.row}:{span.column}: {finding.code} "
    message = head + "\n".join(style.visible(part) for part in parts if part)
    return _command(_COMMANDS[finding.severity], properties, message)


def _file(filename: str, report: Report) -> dict[str, object]:
    """The file's name: absolute, of which the runner takes away its workspace, wherever in it
    fclint runs."""
    if filename == STDIN:
        return {}
    return {"file": report.style.visible(os.path.abspath(filename))}


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    told = ",".join(f"{key}={_escaped_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    """What the runner undoes in the text of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    """What the runner undoes in the value of a property."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
