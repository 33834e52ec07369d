"""The report for people: message, source, the path that leads there, what to do about it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from fclint.finding import Confirmation, Finding, Related, Step
from fclint.report.formats import Report
from fclint.report.frame import Gutter, frame
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.report.visible import width
from fclint.targets import TARGETS

_MOST_RELATED = 3
_MOST_HANDLERS = 4
_MOST_STEPS = 12


def lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    return render(report.outcome.findings, report.sources, report.style)


def render(findings: Sequence[Finding], sources: Sources, style: Style) -> Iterator[str]:
    """The report on ``findings``, line by line, an empty line after each finding."""
    for finding in findings:
        yield from _finding(finding, sources, style)
        yield ""


def header(finding: Finding, style: Style) -> str:
    """``path:row:column: CODE [severity] message``."""
    span = finding.span
    severity = finding.severity
    return (
        f"{style.paint(style.path(span.filename), 'bold')}"
        f"{style.paint(f':{span.row}:{span.column}:', 'place')} "
        f"{style.severity(f'{finding.code} [{severity.label}]', severity)} "
        f"{style.mark(finding)}{style.visible(finding.message)}"
    )


def _finding(finding: Finding, sources: Sources, style: Style) -> Iterator[str]:
    gutter = Gutter(style, _digits(finding, sources))
    span = finding.span
    yield header(finding, style)
    yield from frame(span, sources.lines(span.filename), finding.severity, gutter)
    for related in finding.related[:_MOST_RELATED]:
        yield from _related(related, finding, sources, gutter)
    if finding.witness:
        yield from _witness(finding, gutter)
    if finding.confirmation is not None and finding.confirmation.request:
        yield from _confirmed(finding.confirmation, gutter)
    if len(finding.handlers) > 1:
        names = [style.visible(name) for name in finding.handlers]
        if len(names) > _MOST_HANDLERS:
            names[_MOST_HANDLERS - 1 :] = [f"and {len(names) - _MOST_HANDLERS + 1} more"]
        yield from _note("Handlers", ", ".join(names), gutter)
    if finding.consequence:
        target = TARGETS.get(finding.target)
        title = target.title if target is not None else finding.target
        yield from _note(f"On {title}", finding.consequence, gutter)
    if finding.advice:
        yield from _note("Use instead", finding.advice, gutter)
    if finding.url:
        yield _hint(gutter, style.paint(style.visible(finding.url), "link"))


def _related(related: Related, finding: Finding, sources: Sources, gutter: Gutter) -> Iterator[str]:
    style = gutter.style
    span = related.span
    where = f"{style.path(span.filename)}:{span.row}:{span.column}"
    yield _hint(gutter, f"{style.visible(related.message)}: {style.paint(where, 'place')}")
    yield from frame(span, sources.lines(span.filename), finding.severity, gutter, context=0)


def _witness(finding: Finding, gutter: Gutter) -> Iterator[str]:
    """The decisions that lead to the finding, one a line, aligned."""
    style = gutter.style
    steps = list(finding.witness)
    left_out = len(steps) - _MOST_STEPS
    if left_out > 1:
        # Where a path begins and how it ends says most.
        steps[_MOST_STEPS // 2 : -_MOST_STEPS // 2] = []
    digits = max(len(str(step.row)) for step in steps)
    places = [_place(step, finding, style, digits) for step in steps]
    margin = max(map(width, places))
    yield _hint(gutter, style.paint("Path:", "label"))
    for index, (step, place) in enumerate(zip(steps, places, strict=True)):
        if left_out > 1 and index == _MOST_STEPS // 2:
            yield _hint(gutter, f"  ... {left_out} more decisions ...", " ")
        shown = style.paint(f"{place}:", "place") + " " * (margin - width(place))
        yield _hint(gutter, f"  {shown} {style.visible(step.text)}", " ")


def _confirmed(confirmation: Confirmation, gutter: Gutter) -> Iterator[str]:
    """What a request has shown. The command is not wrapped: it is there to be copied."""
    style = gutter.style
    error = f" ({style.visible(confirmation.error)})" if confirmation.error else ""
    answer = f"{style.visible(confirmation.handler)} answers {confirmation.status}{error} to"
    yield _hint(gutter, f"{style.paint('Confirmed:', 'label')} {answer}")
    yield _hint(gutter, f"  {style.visible(confirmation.request)}", " ")


def _place(step: Step, finding: Finding, style: Style, digits: int) -> str:
    line = f"line {step.row:>{digits}}"
    if step.filename == finding.span.filename:
        return line
    return f"{style.path(step.filename)} {line}"


def _note(label: str, text: str, gutter: Gutter) -> Iterator[str]:
    """A labelled text, wrapped, its further lines indented."""
    style = gutter.style
    margin = gutter.digits + 3
    first = " " * (width(label) + 2)
    wrapped = textwrap.wrap(
        style.visible(text),
        max(style.columns - margin, 40),
        initial_indent=first,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first]
    yield _hint(gutter, style.paint(f"{label}:", "label") + " " + wrapped[0][len(first) :])
    for line in wrapped[1:]:
        yield _hint(gutter, line, " ")


def _hint(gutter: Gutter, text: str, mark: str = "=") -> str:
    return gutter.line("", text, bar=mark)


def _digits(finding: Finding, sources: Sources) -> int:
    """How wide the widest line number is."""
    rows: Iterable[tuple[str, int]] = [
        (finding.span.filename, finding.span.end_row + 2),
        *((related.span.filename, related.span.end_row) for related in finding.related),
    ]
    return max(len(str(min(row, len(sources.lines(name)) or 1))) for name, row in rows)
