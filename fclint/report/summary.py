"""What is said at the end: how many findings, of which kinds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from fclint.finding import Finding, Severity
from fclint.report.style import Style

CLEAN = "All checks passed!"


def summary(findings: Sequence[Finding], fixed: int = 0, known: int = 0) -> str:
    """``Found 3 errors, 1 warning.`` or that there is nothing to tell; and how many were fixed, or
    are ``known`` to a baseline, which are not among ``findings``."""
    told = _summary(findings, fixed)
    return f"{told} ({known} hidden by the baseline)" if known else told


def _summary(findings: Sequence[Finding], fixed: int) -> str:
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return f"Found {_findings(fixed)}: {fixed} fixed, none remaining." if fixed else CLEAN
    parts = [
        f"{counts[severity]} {_noun(severity, counts[severity])}"
        for severity in sorted(counts, reverse=True)
    ]
    found = ", ".join(parts) + _confirmed(findings)
    if not fixed:
        return f"Found {found}."
    return f"Found {_findings(fixed + len(findings))}: {fixed} fixed, {found} remaining."


def _confirmed(findings: Sequence[Finding]) -> str:
    """How many of ``findings`` were shown by a request, where that was tried."""
    tried = [each.confirmation for each in findings if each.confirmation is not None]
    return f"; {sum(bool(each.request) for each in tried)} confirmed" if tried else ""


def fixable(findings: Sequence[Finding], *, unsafe: bool) -> str:
    """How many of ``findings`` a fix would mend, and with which option; empty for none."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    ready = sum(fix.safe or unsafe for fix in fixes)
    hidden = len(fixes) - ready
    if not fixes:
        return ""
    if not ready:
        return f"{hidden} fixable with --fix --unsafe-fixes."
    return f"[*] {ready} fixable with --fix{f', {hidden} more with --unsafe-fixes' * bool(hidden)}."


def would_fix(count: int) -> str:
    """What ``--diff`` says of the findings that it would fix."""
    return f"would fix {_findings(count)}" if count else "nothing to fix"


def _findings(count: int) -> str:
    return f"{count} {'finding' if count == 1 else 'findings'}"


def statistics(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """A line per code: how often, code, name; the most frequent first."""
    counts = _counts(findings)
    if counts:
        digits = max(len(str(count)) for _, count in counts)
        for finding, count in counts:
            code = style.severity(finding.code, finding.severity)
            yield f"{style.paint(f'{count:>{digits}}', 'bold')}  {code}  {finding.name}"


def statistics_json(findings: Sequence[Finding]) -> str:
    """The same as a JSON list of objects with ``code``, ``name`` and ``count``."""
    return json.dumps(
        [
            {"code": finding.code, "name": finding.name, "count": count}
            for finding, count in _counts(findings)
        ],
        indent=2,
    )


def _counts(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """The worst finding of each code, and how many there are of the code."""
    counts = Counter(finding.code for finding in findings)
    worst: dict[str, Finding] = {}
    for finding in findings:
        known = worst.get(finding.code)
        if known is None or finding.severity > known.severity:
            worst[finding.code] = finding
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return [(worst[code], counts[code]) for code in ordered]


def _noun(severity: Severity, count: int) -> str:
    if severity is Severity.INFO:
        return "note" if count == 1 else "notes"
    return severity.label if count == 1 else f"{severity.label}s"
