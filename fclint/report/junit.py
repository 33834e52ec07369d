"""The report as JUnit's XML, which most services of continuous integration show as tests.

A test suite for each file with findings, a failed test for each finding. Without any there is
one suite with a test that passed, for some readers take an empty document for an error. Files
that could not be linted are tests with an error.

Everything that XML can't say is escaped as text beforehand. Only ASCII is written, other
characters as references, so that the document is right in every encoding of the output.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from fclint.finding import Finding
from fclint.report.formats import Report
from fclint.report.paths import portable
from fclint.report.visible import visible
from fclint.request import Problem


def lines(report: Report) -> Iterator[str]:
    """The document."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    for line in _document(report):
        yield line.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _document(report: Report) -> Iterator[str]:
    findings = report.outcome.findings
    problems = report.outcome.problems
    tests = len(findings) + len(problems) or 1
    counts = f'tests="{tests}" failures="{len(findings)}" errors="{len(problems)}"'
    yield f'<testsuites name="fclint" {counts}>'
    for filename, group in groupby(findings, lambda finding: finding.span.filename):
        yield from _suite(filename, list(group), report)
    for problem in problems:
        yield from _error(problem, report)
    if not findings and not problems:
        yield '  <testsuite name="fclint" tests="1" failures="0" errors="0">'
        yield '    <testcase name="fclint" classname="fclint"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _suite(filename: str, findings: list[Finding], report: Report) -> Iterator[str]:
    name = portable(filename, report.root)
    count = len(findings)
    yield (
        f'  <testsuite name={quoteattr(name)} tests="{count}" failures="{count}" errors="0"'
        ' package="fclint">'
    )
    for finding in findings:
        span = finding.span
        yield (
            f"    <testcase name={quoteattr(f'{finding.code} {finding.name}')}"
            f" classname={quoteattr(_class_name(name))} file={quoteattr(name)}"
            f' line="{span.row}" column="{span.column}">'
        )
        message = visible(finding.message)
        yield (
            f'      <failure type="{finding.severity.label}" message={quoteattr(message)}>'
            f"{escape(_text(name, finding))}</failure>"
        )
        yield "    </testcase>"
    yield "  </testsuite>"


def _error(problem: Problem, report: Report) -> Iterator[str]:
    name = portable(problem.filename, report.root)
    message = visible(problem.message)
    yield (
        f'  <testsuite name={quoteattr(name)} tests="1" failures="0" errors="1" package="fclint">'
    )
    yield f'    <testcase name="fclint" classname={quoteattr(_class_name(name))}>'
    yield f"      <error message={quoteattr(message)}>{escape(message)}</error>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _text(name: str, finding: Finding) -> str:
    """Place, message and what to know, a line each."""
    span = finding.span
    told = [f"{name}:{span.row}:{span.column}: {finding.code} {visible(finding.message)}"]
    told += [visible(part) for part in (finding.consequence, finding.advice, finding.url) if part]
    return "\n".join(told)


def _class_name(name: str) -> str:
    return name.removesuffix(".py").replace("/", ".")
