"""What ``fclint handlers`` prints: a line for each handler, or JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence

from fclint.finding import Span
from fclint.listing import Listed
from fclint.report.style import Style
from fclint.report.visible import in_json, width


def render(handlers: Sequence[Listed], style: Style) -> Iterator[str]:
    """Aligned columns: where, name, target, how; below a handler what is wrong with it."""
    rows = [(_where(each, style), *_columns(each, style)) for each in handlers]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(4)]
    for each, row in zip(handlers, rows, strict=True):
        looks = ("place", "bold", "label", "")
        cells = []
        for cell, look, wide in zip(row, looks, widths, strict=True):
            padding = " " * (wide - width(cell))
            cells.append((style.paint(cell, look) if look else cell) + padding)
        yield "  ".join(cells).rstrip()
        if each.problem:
            yield f"  {style.paint('not found:', 'error')} {style.visible(each.problem)}"


def as_json(handlers: Sequence[Listed]) -> str:
    """The JSON text: a list of objects. File names are absolute, rows and columns count from 1."""
    return in_json(json.dumps([_object(each) for each in handlers], indent=2))


def _where(each: Listed, style: Style) -> str:
    if each.place is None:
        return "-"
    return f"{style.path(each.place.filename)}:{each.place.row}"


def _columns(each: Listed, style: Style) -> tuple[str, str, str]:
    how = each.how
    deployment = each.deployment
    if deployment is not None and each.named is not None:
        details = [deployment.runtime or "unknown runtime", *(deployment.methods or ())]
        if deployment.http is False:
            details.append("no HTTP trigger")
        manifest = f"{style.path(each.named.filename)}:{each.named.row}"
        how = f"{manifest} {style.visible(deployment.name)} ({style.visible(', '.join(details))})"
    return style.visible(each.name), each.target or "-", how


def _object(each: Listed) -> dict[str, object]:
    deployment = each.deployment
    return {
        "name": each.name,
        "how": each.how,
        "target": each.target,
        "found": each.place is not None,
        "problem": each.problem or None,
        "filename": os.path.abspath(each.place.filename) if each.place is not None else None,
        "location": _location(each.place),
        "manifest": deployment.manifest if deployment is not None else None,
        "manifest_location": _location(each.named) if deployment is not None else None,
        "kind": deployment.kind if deployment is not None else None,
        "function": deployment.name if deployment is not None else None,
        "runtime": deployment.runtime if deployment is not None else None,
        "http": deployment.http if deployment is not None else None,
        "methods": list(deployment.methods)
        if deployment is not None and deployment.methods is not None
        else None,
    }


def _location(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"row": span.row, "column": span.column}
