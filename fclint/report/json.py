"""The report for programs: ruff's JSON, and what fclint knows beyond it.

A list of objects with ruff's ``code``, ``name``, ``message``, ``severity``, ``filename``
(absolute), ``location``, ``end_location``, ``url``, ``noqa_row`` and ``fix``; and ``target``,
``handler`` (the first one), ``handlers``, ``witness``, ``related``, ``consequence`` and
``advice``; where that was tried, ``confirmed`` (``handler``, ``request``, ``status``, ``error``),
which is null for what was not shown. Rows and columns count from 1, columns in characters, ends are
exclusive. Only ASCII is written, so that every encoding of the output is right.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence

from fclint.finding import Confirmation, Edit, Finding, Fix, Span
from fclint.report.formats import Report
from fclint.report.offsets import Offsets
from fclint.report.sources import Sources
from fclint.report.visible import in_json


def lines(report: Report) -> Iterator[str]:
    """The JSON text, whole."""
    yield render(report.outcome.findings, report.sources)


def render(findings: Sequence[Finding], sources: Sources) -> str:
    """The JSON text on ``findings``, without a newline at its end."""
    return in_json(json.dumps([as_json(finding, sources) for finding in findings], indent=2))


def as_json(finding: Finding, sources: Sources) -> dict[str, object]:
    """Everything there is to know of ``finding``, as JSON values."""
    told = _as_json(finding, sources)
    if finding.confirmation is not None:
        told["confirmed"] = confirmed(finding.confirmation)
    return told


def confirmed(confirmation: Confirmation) -> dict[str, object] | None:
    """The request that shows a finding and what a client gets; None where it was not shown."""
    if not confirmation.request:
        return None
    return {
        "handler": confirmation.handler,
        "request": confirmation.request,
        "status": confirmation.status,
        "error": confirmation.error or None,
    }


def _as_json(finding: Finding, sources: Sources) -> dict[str, object]:
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "severity": finding.severity.label,
        "filename": _absolute(span.filename),
        "location": _location(span.row, span.column),
        "end_location": _location(span.end_row, span.end_column),
        "url": finding.url or None,
        "noqa_row": finding.noqa_rows[0],
        "fix": None if finding.fix is None else _fix(finding.fix, span.filename, sources),
        "target": finding.target,
        "handler": finding.handlers[0] if finding.handlers else None,
        "handlers": list(finding.handlers),
        "witness": [
            {"filename": _absolute(step.filename), "row": step.row, "text": step.text}
            for step in finding.witness
        ],
        "related": [
            {**_place(related.span), "message": related.message} for related in finding.related
        ],
        "consequence": finding.consequence,
        "advice": finding.advice,
    }


def _place(span: Span) -> dict[str, object]:
    return {
        "filename": _absolute(span.filename),
        "location": _location(span.row, span.column),
        "end_location": _location(span.end_row, span.end_column),
    }


def _location(row: int, column: int) -> dict[str, int]:
    return {"row": row, "column": column}


def _fix(fix: Fix, filename: str, sources: Sources) -> dict[str, object]:
    offsets = Offsets(sources.data(filename))
    return {
        "applicability": "safe" if fix.safe else "unsafe",
        "message": fix.message,
        "edits": [_edit(edit, offsets) for edit in fix.edits],
    }


def _edit(edit: Edit, offsets: Offsets) -> dict[str, object]:
    return {
        "content": offsets.text(edit.content),
        "location": _location(*offsets.place(edit.start)),
        "end_location": _location(*offsets.place(edit.end)),
    }


def _absolute(filename: str) -> str:
    return filename if filename == "-" else os.path.abspath(filename)
