"""The report by file: the file's name, and below it a line for each finding in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fclint.finding import Finding
from fclint.report.formats import Report


def lines(report: Report) -> Iterator[str]:
    """The report, an empty line after each file."""
    style = report.style
    for filename, group in groupby(report.outcome.findings, _filename):
        findings = list(group)
        width = max(len(_place(finding)) for finding in findings)
        yield style.paint(f"{style.path(filename)}:", "bold")
        for finding in findings:
            place = style.paint(f"{_place(finding):>{width}}", "place")
            code = style.severity(finding.code, finding.severity)
            said = f"{style.mark(finding)}{style.visible(finding.message)}{style.proof(finding)}"
            yield f"  {place} {code} {said}"
        yield ""


def _filename(finding: Finding) -> str:
    return finding.span.filename


def _place(finding: Finding) -> str:
    return f"{finding.span.row}:{finding.span.column}"
