"""Every example of every rule, linted: exactly the marked lines are reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.process import Function, Instance
from fclint.dryrun.request import Request as Sent
from fclint.finding import Severity
from fclint.judge import judge_run
from fclint.linter import lint_source
from fclint.registry import load_rules
from fclint.report.sources import Sources
from fclint.request import Request
from fclint.rule import Example, Rule
from fclint.runner import Linting

MARK = re.compile(r"# (FC\d{3}(?:, FC\d{3})*)$")


def examples() -> Iterator[object]:
    for rule in load_rules():
        for example in (*rule.reported, *rule.clean):
            yield pytest.param(rule, example, id=f"{rule.code}: {example.title}")


def expected(example: Example) -> set[tuple[str, str, int]]:
    """File, code and row of each finding that the comments announce."""
    return {
        (name, code, row)
        for name, text in example.texts.items()
        for row, line in enumerate(text.splitlines(), start=1)
        if (mark := MARK.search(line)) is not None
        for code in mark.group(1).split(", ")
    }


def findings(example: Example, extra: tuple[str, ...], folder: Path) -> list[tuple[str, str, int]]:
    """File, code and row of each finding in the module, or in all files of the example."""
    if example.dry_run is not None:
        return observed(example, extra, folder)
    if not example.files:
        told = lint_source(
            example.source.encode(), "index.py", target=example.target, extend_select=extra
        )
        return [("index.py", each.code, each.span.row) for each in told]
    for name, text in example.texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    outcome = Linting(Request(paths=(str(folder),), extend_select=extra), Sources().text).run()
    assert not outcome.problems
    return [
        (Path(each.span.filename).relative_to(folder).as_posix(), each.code, each.span.row)
        for each in outcome.findings
    ]


def observed(example: Example, extra: tuple[str, ...], folder: Path) -> list[tuple[str, str, int]]:
    """As :func:`findings`, of the last run of a dry run."""
    assert example.dry_run is not None
    for name, text in example.texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    facts = FunctionFacts(timeout=example.dry_run.timeout)
    with Instance(Function(str(folder), facts, example.target)) as instance:
        for _ in range(example.dry_run.times):
            recorded = instance.call(Sent.from_json(example.dry_run.request))
    return [
        (Path(each.span.filename).name, each.code, each.span.row)
        for each in judge_run(recorded, load_rules()).findings
        if each.severity is not Severity.INFO or each.code in extra
    ]


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_the_marked_lines_are_reported_and_nothing_else(
    rule: Rule, example: Example, tmp_path: Path
) -> None:
    # Rules that are off unless selected are selected for their own examples only.
    extra = (rule.code,) if rule.severity.get(example.target) is Severity.INFO else ()
    found = findings(example, extra, tmp_path.resolve())
    assert set(found) == expected(example)
    assert len(found) == len(expected(example))
