"""The report on a matrix: a table of requests and outcomes, then each finding once with the
smallest request that shows it; for programs the same as JSON."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from fclint.finding import Severity
from fclint.report import full
from fclint.report.json import as_json
from fclint.report.response import as_json as response_as_json
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.report.visible import width

if TYPE_CHECKING:
    from fclint.dryrun.recorded import Recorded
    from fclint.dryrun.request import Request
    from fclint.matrix.running import Row
    from fclint.matrix.smallest import Shown

_CODES = 14
_LEAST_LABEL = 30
_GAP = "  "
_MOST_BODY = 1024
"""Bytes of a body that JSON holds; there may be hundreds of them."""


def render(
    rows: Sequence[Row],
    shown: Sequence[Shown],
    asked: Collection[str],
    sources: Sources,
    style: Style,
) -> Iterator[str]:
    """The report for people. ``asked`` are the environ keys that the handler asks for."""
    labels = [style.visible(row.planned.label) for row in rows]
    answers = [_answer(row, style) for row in rows]
    room, wide = _columns(labels, [text for text, _ in answers], style.columns)
    heading = (_fitted("Request", room), _fitted("Answer", wide), "Findings")
    yield style.paint(_GAP.join(heading), "bold")
    for row, label, (answer, look) in zip(rows, labels, answers, strict=True):
        told, codes = _fitted(answer, wide), _codes(row, style)
        cells = (_fitted(label, room), style.paint(told, look) if look else told, codes)
        yield _GAP.join(cells) if codes else _GAP.join(cells[:2]).rstrip()
    yield ""
    for each in shown:
        *lines, _ = full.render([each.finding], sources, style)
        yield from lines
        yield from _request(each, asked, style)
        yield ""


def _columns(labels: Sequence[str], answers: Sequence[str], columns: int) -> tuple[int, int]:
    """How wide requests and answers are: as they need, if there is room; else labels give way
    first."""
    label = max(map(width, (*labels, "Request")))
    answer = max(map(width, (*answers, "Answer")))
    room = columns - _CODES - 2 * len(_GAP)
    label = max(min(label, room - answer), min(label, _LEAST_LABEL))
    return label, min(answer, room - label)


def _request(shown: Shown, asked: Collection[str], style: Style) -> Iterator[str]:
    from fclint.matrix.commands import curl_command

    count = len(shown.labels)
    told = "Smallest request" if count > 1 else "Request"
    details = [f"of {count} that show it"] if count > 1 else []
    if not shown.proved:
        details.append(shown.unproved)
    elif shown.times > 1:
        details.append(f"sent {shown.times} times to one instance")
    brackets = f" ({', '.join(details)})" if details else ""
    yield f"  {style.paint(told, 'label')}{brackets}:"
    yield f"    {style.visible(curl_command(shown.request, asked))}"


def _answer(row: Row, style: Style) -> tuple[str, str]:
    """What came back, and how it looks."""
    if row.problem:
        return "internal error", "error"
    texts = [_told(each) for each in row.answers]
    if row.is_refused:
        return f"{texts[0]}, as meant", "dim"
    if row.is_explained:
        return f"{texts[0]}, see note", "warning"
    statuses = [each.response.status for each in row.answers]
    text = texts[0]
    if len(texts) > 1 and statuses[0] != statuses[1]:
        text = f"{text}, then {texts[1]}"
    return style.visible(text), "error" if max(statuses) >= 500 else ""


def _told(recorded: Recorded) -> str:
    response = recorded.response
    if response.error is not None:
        return f"{response.status} {response.error.type or _FAILED}"
    kind = next((v for n, v in response.headers if n.lower() == "content-type"), "")
    kind = kind.partition(";")[0].strip()
    size = f"{response.size:,} byte{'s' * (response.size != 1)}" if response.size else "no body"
    return f"{response.status} {kind}, {size}" if kind else f"{response.status}, {size}"


_FAILED = "process died"


def _codes(row: Row, style: Style) -> str:
    worst: dict[str, Severity] = {}
    for findings in row.findings:
        for each in findings:
            worst[each.code] = max(each.severity, worst.get(each.code, each.severity))
    ordered = sorted(worst, key=lambda code: (-worst[code], code))
    painted = [style.severity(code, worst[code]) for code in ordered[:2]]
    more = [f"+{len(ordered) - 2}"] if len(ordered) > 2 else []
    return " ".join((*painted, *more))


def _fitted(text: str, room: int) -> str:
    """``text`` in exactly ``room`` columns."""
    if width(text) <= room:
        return text + " " * (room - width(text))
    kept = text
    while width(kept) > room - 3:
        kept = kept[:-1]
    return f"{kept}..." + " " * (room - 3 - width(kept))


# --- for programs


def as_data(
    rows: Sequence[Row], shown: Sequence[Shown], asked: Collection[str], sources: Sources
) -> dict[str, object]:
    """The report as JSON values: ``matrix`` and ``findings``."""
    return {
        "matrix": [_row_as_json(row, sources) for row in rows],
        "findings": [_shown_as_json(each, asked, sources) for each in shown],
    }


def _row_as_json(row: Row, sources: Sources) -> dict[str, object]:
    """One request: both answers where they differ, what was printed, and the findings."""
    first, *again = row.answers or (None,)
    return {
        "label": row.planned.label,
        "request": request_as_json(row.planned.request),
        "beyond_limit": row.planned.beyond or None,
        "response": None if first is None else _response(first),
        "second_response": (
            _response(again[0])
            if again
            and again[0] is not None
            and first is not None
            and again[0].response != first.response
            else None
        ),
        "findings": [
            as_json(each, sources)
            for each in dict.fromkeys(f for findings in row.findings for f in findings)
        ],
        "log": "" if first is None else first.log,
        "duration_ms": None if first is None else round(first.duration * 1000, 1),
        "memory_mb": None if first is None else first.memory,
        "problem": row.problem or None,
    }


def _response(recorded: Recorded) -> dict[str, object]:
    from dataclasses import replace

    response = recorded.response
    return response_as_json(
        replace(response, body=response.body[:_MOST_BODY], length=response.size)
    )


def request_as_json(request: Request) -> dict[str, object]:
    """A request in the form that ``--request`` reads; of a large body the beginning, with
    ``truncated``."""
    data: dict[str, object] = {
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": [list(pair) for pair in request.headers],
    }
    body = request.body[:_MOST_BODY]
    try:
        data["body"] = body.decode("utf-8")
    except UnicodeDecodeError:
        data["bodyBase64"] = base64.b64encode(body).decode("ascii")
    if request.asynchronous:
        data["async"] = True
    if len(body) < len(request.body):
        data["truncated"] = True
        data["size"] = len(request.body)
    return data


def _shown_as_json(shown: Shown, asked: Collection[str], sources: Sources) -> dict[str, object]:
    from fclint.matrix.commands import curl_command

    return {
        **as_json(shown.finding, sources),
        "curl": curl_command(shown.request, asked),
        "request": request_as_json(shown.request),
        "times": shown.times,
        "proved": shown.proved,
        "requests": list(shown.labels),
    }
