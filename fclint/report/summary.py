"""What is said at the end: how many findings, of which kinds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fclint.finding import Finding, Severity
from fclint.plurals import counted
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
        told = f"Found {counted(fixed, 'finding')}: {fixed} fixed, none remaining."
        return told if fixed else CLEAN
    parts = [
        counted(counts[severity], "note" if severity is Severity.INFO else severity.label)
        for severity in sorted(counts, reverse=True)
    ]
    found = ", ".join(parts) + _confirmed(findings)
    if not fixed:
        return f"Found {found}."
    return f"Found {counted(fixed + len(findings), 'finding')}: {fixed} fixed, {found} remaining."


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
    return f"would fix {counted(count, 'finding')}" if count else "nothing to fix"


def statistics(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """A line per code, as ruff's: how often, code, whether all (``[*]``) or some (``[-]``) can be
    fixed where any finding can, name; the most frequent first."""
    counts = _counts(findings, unsafe=style.unsafe_fixes)
    digits = max((len(str(each.count)) for each in counts), default=0)
    marked = any(each.fixable for each in counts)
    for each in counts:
        code = style.severity(each.worst.code, each.worst.severity)
        sign = "*" if each.fixable == each.count else "-" if each.fixable else ""
        mark = f"[{style.paint(sign, 'place') or ' '}] " if marked else ""
        count = style.paint(f"{each.count:>{digits}}", "bold")
        yield f"{count}\t{code}\t{mark}{each.worst.name}"


def statistics_json(findings: Sequence[Finding], *, unsafe: bool) -> str:
    """The same as a JSON list of objects with ``code``, ``name``, ``count``, ``fixable`` (all are)
    and ``fixable_count``."""
    return json.dumps(
        [
            {
                "code": each.worst.code,
                "name": each.worst.name,
                "count": each.count,
                "fixable": each.fixable == each.count,
                "fixable_count": each.fixable,
            }
            for each in _counts(findings, unsafe=unsafe)
        ],
        indent=2,
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """The findings of one code: the worst of them, how many, how many can be fixed."""

    worst: Finding
    count: int
    fixable: int


def _counts(findings: Sequence[Finding], *, unsafe: bool) -> list[_Count]:
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    counts = [
        _Count(
            max(each, key=lambda finding: finding.severity),
            len(each),
            sum(finding.fix is not None and (finding.fix.safe or unsafe) for finding in each),
        )
        for each in by_code.values()
    ]
    return sorted(counts, key=lambda each: (-each.count, each.worst.code))
