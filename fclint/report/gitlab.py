"""The report for GitLab: code quality issues, which merge requests show.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from fclint.finding import Finding, Severity
from fclint.report.fingerprint import fingerprints
from fclint.report.formats import Report
from fclint.report.paths import portable
from fclint.report.visible import in_json

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def lines(report: Report) -> Iterator[str]:
    """A JSON list, an object for each finding on a line of its own."""
    findings = report.outcome.findings
    marks = fingerprints(findings, report.sources, report.root)
    yield "["
    for left, (finding, mark) in enumerate(zip(findings, marks, strict=True), 1 - len(findings)):
        yield in_json(json.dumps(_issue(finding, mark, report))) + ("," if left else "")
    yield "]"


def _issue(finding: Finding, fingerprint: str, report: Report) -> dict[str, object]:
    span = finding.span
    return {
        "description": f"{finding.code}: {finding.message}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": portable(span.filename, report.root),
            "lines": {"begin": span.row, "end": span.end_row},
        },
    }
