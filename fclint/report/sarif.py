"""The report as SARIF 2.1.0, which code scanning services and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ ; what GitHub makes of it:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

One run. Its rules are all rules of fclint, with their pages; results stand a line each. Files of
the repository are named relative to ``%SRCROOT%``. Columns count characters, ends are exclusive.
Only ASCII is written, so that every encoding of the output is right.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence

from fclint import __version__
from fclint.finding import Edit, Finding, Fix, Related, Span, Step
from fclint.report.fingerprint import fingerprints
from fclint.report.formats import Report
from fclint.report.json import confirmed
from fclint.report.offsets import Offsets
from fclint.report.paths import file_uri, is_below, uri
from fclint.report.sarif_rules import LEVELS, descriptors
from fclint.report.visible import in_json, visible
from fclint.request import Problem
from fclint.rule import DOCUMENTATION

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "fclint/v1"
"""The name of the fingerprint, with a version as SARIF wants it: section 3.27.17."""

_Object = dict[str, object]

_ROOT = "%SRCROOT%"
_LANGUAGE: Mapping[str, _Object] = {
    suffix: {"sourceLanguage": "python"} for suffix in (".py", ".pyw")
}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\(")


def lines(report: Report) -> Iterator[str]:
    """The log file."""
    rules = descriptors()
    order = {str(rule["id"]): index for index, rule in enumerate(rules)}
    driver = {
        "name": "fclint",
        "informationUri": DOCUMENTATION.partition("/blob/")[0],
        "version": __version__,
        "semanticVersion": __version__,
        "language": "en-US",
        "rules": rules,
    }
    head: _Object = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }
    if report.root:
        head["originalUriBaseIds"] = {
            _ROOT: {"uri": file_uri(report.root).rstrip("/") + "/"},
        }
    findings = report.outcome.findings
    head["artifacts"] = [
        {"location": _artifact(name, report), **_LANGUAGE.get(os.path.splitext(name)[1], {})}
        for name in dict.fromkeys(finding.span.filename for finding in findings)
    ]
    yield "{"
    yield f' "$schema": {_dumps(SCHEMA)},'
    yield ' "version": "2.1.0",'
    yield ' "runs": [{'
    for key, value in head.items():
        yield f"  {_dumps(key)}: {_dumps(value)},"
    yield '  "results": ['
    marks = fingerprints(findings, report.sources, report.root)
    last = len(findings) - 1
    for index, (finding, mark) in enumerate(zip(findings, marks, strict=True)):
        result = _result(finding, mark, order, report)
        yield f"   {_dumps(result)}{'' if index == last else ','}"
    yield "  ]"
    yield " }]"
    yield "}"


def _dumps(value: object) -> str:
    return in_json(json.dumps(value))


def _result(
    finding: Finding, fingerprint: str, order: Mapping[str, int], report: Report
) -> _Object:
    result: _Object = {"ruleId": finding.code}
    if finding.code in order:  # always, but for a finding of a rule that is not installed here
        result["ruleIndex"] = order[finding.code]
    location: _Object = {"physicalLocation": _place(finding.span, report, snippet=True)}
    if finding.handlers:
        location["logicalLocations"] = [
            {"fullyQualifiedName": visible(name), "kind": "function"} for name in finding.handlers
        ]
    result |= {
        "level": LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            _related(number, related, report) for number, related in enumerate(finding.related)
        ]
    if finding.witness:
        result["codeFlows"] = [_code_flow(finding, report)]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix, finding.span.filename, report)]
    told = {
        "target": finding.target,
        "consequence": finding.consequence,
        "advice": finding.advice,
    }
    properties: _Object = {key: text for key, text in told.items() if text}
    if finding.confirmation is not None:
        properties["confirmed"] = confirmed(finding.confirmation)
    if properties:
        result["properties"] = properties
    return result


def _message(text: str) -> _Object:
    """``text`` as a plain text message: what looks like a placeholder (section 3.11.5) or an
    embedded link (3.11.6) is only text."""
    shown = _PLACEHOLDER.sub(r"{{\1}}", visible(text))
    return {"text": _LINK.sub(r"[\1\\](", shown)}


def _artifact(filename: str, report: Report) -> _Object:
    location: _Object = {"uri": uri(filename, report.root)}
    if is_below(filename, report.root):
        location["uriBaseId"] = _ROOT
    return location


def _place(span: Span, report: Report, *, snippet: bool = False) -> _Object:
    region: _Object = {
        "startLine": span.row,
        "startColumn": span.column,
        "endLine": span.end_row,
        "endColumn": span.end_column,
    }
    if span.end > span.start:
        region |= {"byteOffset": span.start, "byteLength": span.end - span.start}
    if snippet:
        text = _text(span, report.sources.lines(span.filename))
        if text:
            region["snippet"] = {"text": text}
    return {"artifactLocation": _artifact(span.filename, report), "region": region}


def _text(span: Span, lines: Sequence[str]) -> str:
    """What ``span`` covers; where that is long, nothing."""
    part = list(lines[span.row - 1 : span.end_row])
    if not part or span.end_row > len(lines):
        return ""
    part[-1] = part[-1][: span.end_column - 1]
    part[0] = part[0][span.column - 1 :]
    text = "\n".join(part)
    return text.encode("utf-8", "replace").decode("utf-8") if len(text) <= 1000 else ""


def _related(number: int, related: Related, report: Report) -> _Object:
    return {
        "id": number,
        "physicalLocation": _place(related.span, report),
        "message": _message(related.message),
    }


def _code_flow(finding: Finding, report: Report) -> _Object:
    """The decisions that lead to the finding, and it."""
    steps = [_step(step, report) for step in finding.witness]
    end: _Object = {
        "physicalLocation": _place(finding.span, report),
        "message": _message(finding.message),
    }
    locations = [
        {"location": location, "executionOrder": number, "nestingLevel": 0}
        for number, location in enumerate([*steps, end])
    ]
    return {"threadFlows": [{"locations": locations}]}


def _step(step: Step, report: Report) -> _Object:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(step.filename, report),
            "region": {"startLine": step.row},
        },
        "message": _message(step.text),
    }


def _fix(fix: Fix, filename: str, report: Report) -> _Object:
    offsets = Offsets(report.sources.data(filename))
    return {
        "description": _message(fix.message),
        "artifactChanges": [
            {
                "artifactLocation": _artifact(filename, report),
                "replacements": [_replacement(edit, offsets) for edit in fix.edits],
            }
        ],
        "properties": {"applicability": "safe" if fix.safe else "unsafe"},
    }


def _replacement(edit: Edit, offsets: Offsets) -> _Object:
    row, column = offsets.place(edit.start)
    end_row, end_column = offsets.place(edit.end)
    return {
        "deletedRegion": {
            "startLine": row,
            "startColumn": column,
            "endLine": end_row,
            "endColumn": end_column,
            "byteOffset": edit.start,
            "byteLength": edit.end - edit.start,
        },
        "insertedContent": {"text": offsets.text(edit.content)},
    }


def _invocation(report: Report) -> _Object:
    outcome = report.outcome
    notifications = [_failure(problem, report) for problem in outcome.problems]
    notifications += [
        _notification("note", filename, note, report) for filename, note in outcome.notes
    ]
    invocation: _Object = {
        "executionSuccessful": not outcome.problems,
        "exitCode": report.exit_code,
    }
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    return invocation


def _failure(problem: Problem, report: Report) -> _Object:
    said = "internal error, this file was not linted: " if problem.traceback else ""
    return _notification("error", problem.filename, said + problem.message, report)


def _notification(level: str, filename: str, text: str, report: Report) -> _Object:
    place = {"physicalLocation": {"artifactLocation": _artifact(filename, report)}}
    return {"level": level, "message": _message(text), "locations": [place]}
