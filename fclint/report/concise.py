"""The report of one line per finding: ``path:row:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fclint.finding import Finding
from fclint.report.formats import Report
from fclint.report.style import Style


def lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    return render(report.outcome.findings, report.style)


def render(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """The report on ``findings``, line by line."""
    for finding in findings:
        span = finding.span
        yield (
            f"{style.paint(style.path(span.filename), 'bold')}"
            f"{style.paint(f':{span.row}:{span.column}:', 'place')} "
            f"{style.severity(finding.code, finding.severity)} "
            f"{style.mark(finding)}{style.visible(finding.message)}{style.proof(finding)}"
        )
