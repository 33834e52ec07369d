"""All handlers of a project in one list: what they are called, where they are, who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fclint.finding import Span
from fclint.judge import Key, without_helpers
from fclint.linter import FileResult, FoundHandler
from fclint.source.deployment import Deployment
from fclint.survey import Survey

_NOT_FOUND = ("FC002", "FC003")
_Start = tuple[str, int]
"""A file, and where in it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A handler. ``how`` is ``manifest``, ``configuration``, ``comment`` or ``code``.

    ``name`` is the handler as it is deployed, or its qualified name in its file. ``target`` is
    ``fc2``, ``wsgi``, ``event``, or None where the runtime isn't known or not judged. ``place`` is
    where it is defined; ``problem`` tells why it isn't found or never loaded.
    """

    name: str
    how: str
    target: str | None
    place: Span | None = None
    problem: str = ""
    deployment: Deployment | None = None
    named: Span | None = None
    """Where the manifest names it, or the configuration in vain."""


def listed(survey: Survey, results: Sequence[FileResult]) -> list[Listed]:
    """The handlers that were found, and those that manifests or the configuration name in vain; by
    file and line."""
    problems = {
        (finding.span.filename, finding.span.start): finding.message
        for result in results
        for run in result.runs
        for finding in run.findings
        if finding.code in _NOT_FOUND
    }
    everything = [*_in_code(results), *_in_manifests(survey, results, problems)]
    everything += _configured_in_vain(survey, problems)
    return sorted(everything, key=_order)


def _in_code(results: Sequence[FileResult]) -> Iterator[Listed]:
    kept = {run.key for run in without_helpers(run for each in results for run in each.runs)}
    found: dict[Key, FoundHandler] = {}
    for result in results:
        for each in result.handlers:
            if each.entry is None and each.key in kept:
                is_own = each.key[0] == result.filename  # rather than imported there
                found[each.key] = each if is_own else found.get(each.key, each)
    for each in found.values():
        yield Listed(each.name, each.how, each.target, each.span)


def _configured_in_vain(survey: Survey, problems: dict[_Start, str]) -> Iterator[Listed]:
    for each in survey.configured:
        problem = problems.get((each.span.filename, each.span.start))
        if problem is not None:
            yield Listed(
                each.written, "configuration", each.target, problem=problem, named=each.span
            )


def _in_manifests(
    survey: Survey, results: Iterable[FileResult], problems: dict[_Start, str]
) -> Iterator[Listed]:
    found: dict[object, FoundHandler] = {}
    for result in results:
        for each in result.handlers:
            if each.entry is not None:
                found.setdefault((result.filename, each.entry.same), each)
    for named in survey.named:
        if named.handler.role != "handler":
            continue
        runtime = named.deployment.runtime
        served = named.serving
        if not served.names_handler and not (runtime is None or runtime.startswith("python")):
            continue  # a server of its own, or another language
        where = found.get((named.file, named.entry.same)) if named.entry is not None else None
        span = named.handler.span
        code = named.deployment.code.span if named.deployment.code is not None else span
        yield Listed(
            name=named.handler.written,
            how="manifest",
            target=where.target if where is not None else served.target,
            place=where.span if where is not None else None,
            problem=problems.get((span.filename, span.start))
            or (problems.get((code.filename, code.start), "") if named.file is None else ""),
            deployment=named.deployment,
            named=span,
        )


def _order(each: Listed) -> tuple[str, int, int, str, str]:
    span = each.place or each.named
    named = each.named.filename if each.named is not None else ""
    return (
        span.filename if span else "",
        span.row if span else 0,
        span.column if span else 0,
        named,
        each.deployment.name if each.deployment is not None else each.name,
    )
