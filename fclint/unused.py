"""Suppressions: which findings they silence, and which of them silence nothing.

What was not analysed is not judged: a suppression counts as unused only in a function that some
handler's run has reached and been through, and at the top level of a file with such a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fclint.finding import Edit, Finding, Severity, Span

if TYPE_CHECKING:
    from fclint.events import SuppressionUnused
    from fclint.judge import JudgedRun
    from fclint.rule import Rule
    from fclint.source.module import SourceModule
    from fclint.source.suppressions import Code, Suppression, Suppressions

UNUSED = "FC007"
_MAY_BE = re.compile(rb"noqa|fclint\s*:\s*ignore", re.IGNORECASE)
_ELSEWHERE = ("FC00", "FC9", "FC502", "FC503", "FC504")
"""What is deployed, and what a dry run sees, may report these where the code alone does not."""


@dataclass(slots=True)
class Suppressing:
    """Leaves out what is suppressed. ``data`` reads a file, ``is_selected`` says whether the user
    wants to hear a finding."""

    data: Callable[[str], bytes]
    is_selected: Callable[[Finding], bool]
    rules: Sequence[Rule]
    _known: dict[str, Suppressions] = field(default_factory=dict)

    def chosen(
        self,
        findings: Sequence[Finding],
        runs: Iterable[JudgedRun],
        files: Iterable[str],
        target: str,
    ) -> list[Finding]:
        """Those of ``findings`` that are selected and not suppressed, and FC007 for suppressions
        in ``files`` that silence none of ``findings``, selected or not; sorted.

        ``files`` are those that were analysed as a whole.
        """
        chosen = [
            finding
            for finding in findings
            if self.is_selected(finding) and not self._is_suppressed(finding)
        ]
        judged = set(files)
        grouped: dict[str, list[JudgedRun]] = {}
        for run in runs:
            for filename in dict.fromkeys(name for name, _ in (run.key, *sorted(run.reached))):
                grouped.setdefault(filename, []).append(run)
        for filename, reaching in grouped.items():
            if filename in judged and _MAY_BE.search(self.data(filename)):
                chosen.extend(self._unused(filename, findings, reaching, target))
        return sorted(chosen, key=lambda finding: finding.sort_key)

    def _of(self, filename: str) -> Suppressions:
        if filename not in self._known:
            from fclint.source.module import decode
            from fclint.source.suppressions import Suppressions

            self._known[filename] = Suppressions.of(decode(self.data(filename)))
        return self._known[filename]

    def _is_suppressed(self, finding: Finding) -> bool:
        suppressions = self._of(finding.span.filename)
        return suppressions.skip_file or suppressions.suppresses(finding.code, finding.noqa_rows)

    def _unused(
        self, filename: str, findings: Sequence[Finding], runs: list[JudgedRun], target: str
    ) -> Iterator[Finding]:
        """FC007 for the suppressions of one file."""
        suppressions = self._of(filename)
        used = {
            (each, code)
            for finding in findings
            if finding.span.filename == filename
            for each in suppressions.on(finding.noqa_rows)
            for code in each.codes or ()
            if finding.code.startswith(code.text)
        }
        idle = [
            (each, unused)
            for each in suppressions.all
            if (
                unused := [
                    c for c in each.codes or () if (each, c) not in used and self._is_ours(c)
                ]
            )
        ]
        if not idle or suppressions.skip_file:
            return
        from fclint.judge import judge_event
        from fclint.source.module import SourceModule, SourceSyntaxError

        try:
            module = SourceModule.parse(self.data(filename), filename)
        except SourceSyntaxError:
            return
        covered = _Coverage(module, runs)
        for each, codes in idle:
            if not covered.includes(each.row):
                continue
            for finding in judge_event(_event(module, each, codes, target), self.rules):
                explicit = any(
                    code.text.startswith("FC0")
                    for other in suppressions.on((each.row, each.row))
                    for code in other.codes or ()
                    if UNUSED.startswith(code.text)
                )
                if self.is_selected(finding) and not explicit:
                    yield finding

    def _is_ours(self, code: Code) -> bool:
        """Whether ``code`` is fclint's and the user wants to hear some rule of it."""
        text = code.text
        if not text.startswith("FC") or text.startswith(_ELSEWHERE):
            return False
        meant = [rule for rule in self.rules if rule.code.startswith(text)]
        if not meant:
            return len(text) == len(UNUSED)
        return any(
            self.is_selected(probe(rule)) for rule in meant if not rule.code.startswith(_ELSEWHERE)
        )


def probe(rule: Rule, filename: str = "") -> Finding:
    """Some finding of ``rule``, to ask whether it is selected in the file ``filename``."""
    severity = max(rule.severity.values(), default=Severity.INFO)
    return Finding(rule.code, rule.name, "", severity, Span(filename, 1, 1, 1, 1), (1, 1), "")


class _Coverage:
    """Which rows of a file the runs have been through."""

    def __init__(self, module: SourceModule, runs: list[JudgedRun]) -> None:
        self._statements = [(each, module.span(each.start, each.end)) for each in module.statements]
        self._complete = _starts(module.filename, (run for run in runs if run.complete))
        self._broken = _starts(module.filename, (run for run in runs if not run.complete))

    def includes(self, row: int) -> bool:
        """Whether row ``row`` was analysed: as part of a function, or at the top level."""
        import ast

        for statement, span in self._statements:
            if statement.first_row <= row <= statement.end_row:
                inside = range(span.start, span.end)
                if any(start in inside for start in self._broken):
                    return False
                defines = any(
                    isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
                    for node in statement.nodes
                )
                return not defines or any(start in inside for start in self._complete)
        return bool(self._complete)


def _starts(filename: str, runs: Iterable[JudgedRun]) -> set[int]:
    """Where the functions of a file that runs have been through begin, in bytes."""
    return {start for run in runs for name, start in (run.key, *run.reached) if name == filename}


def _event(
    module: SourceModule, each: Suppression, codes: list[Code], target: str
) -> SuppressionUnused:
    from fclint.events import Handler, SuppressionUnused

    def span(start: int, end: int) -> Span:
        first, last = module.offset(each.row, start + 1), module.offset(each.row, end + 1)
        return module.span(first, last)

    edits = []
    for start, end, text in _removal(module.line(each.row), each, codes):
        place = span(start, end)
        edits.append(Edit(place.start, place.end, text.encode()))
    place = span(codes[0].start, codes[0].end)
    whole = span(each.comment, each.comment_end)
    if not module.line(each.row)[: each.comment].strip() and edits == [
        Edit(whole.start, whole.end, b"")
    ]:
        # Nothing but the comment stands in the row: the row goes.
        following = min(each.row + 1, module.rows)
        end = module.byte_offset(following, 1) if following > each.row else edits[0].end
        edits = [Edit(module.byte_offset(each.row, 1), end, b"")]
    return SuppressionUnused(
        handler=Handler("", place, target),
        place=place,
        trace=_NoDecisions(),
        codes=tuple(code.text for code in codes),
        removal=tuple(edits),
    )


class _NoDecisions:
    """Nothing leads to a comment."""

    length = 0

    def steps(self) -> tuple[()]:
        """None."""
        return ()


def _removal(line: str, each: Suppression, codes: list[Code]) -> list[tuple[int, int, str]]:
    """What to replace in the row, so that ``codes`` are no longer there: columns and texts."""
    everything = each.codes or ()
    if len(codes) < len(everything):
        removed: list[tuple[int, int, str]] = []
        for index, code in enumerate(everything):
            if code not in codes:
                continue
            if any(later not in codes for later in everything[index + 1 :]):
                removed.append((code.start, everything[index + 1].start, ""))
            else:
                # The codes up to the end go, with what separates them from the last one that stays.
                removed.append((everything[index - 1].end, code.end, ""))
        return removed
    rest = line[each.end : each.comment_end]
    if rest.strip() and not rest.lstrip().startswith("#"):
        return [(each.start, each.end + len(rest) - len(rest.lstrip()), "# ")]
    if rest.strip():  # another tool's comment follows
        return [(each.start, each.end + len(rest) - len(rest.lstrip()), "")]
    begin = line[: each.start].rstrip()
    return [(len(begin) if begin else each.comment, each.comment_end, "")]
