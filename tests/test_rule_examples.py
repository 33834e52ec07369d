"""Every example of every rule, linted: exactly the marked lines are reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fclint.finding import Severity
from fclint.linter import lint_source
from fclint.registry import load_rules
from fclint.rule import Example, Rule

MARK = re.compile(r"# (FC\d{3}(?:, FC\d{3})*)$")


def examples() -> Iterator[object]:
    for rule in load_rules():
        for example in (*rule.reported, *rule.clean):
            yield pytest.param(rule, example, id=f"{rule.code}: {example.title}")


def expected(source: str) -> set[tuple[str, int]]:
    """Code and row of each finding that the comments announce."""
    return {
        (code, row)
        for row, line in enumerate(source.splitlines(), start=1)
        if (mark := MARK.search(line)) is not None
        for code in mark.group(1).split(", ")
    }


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_the_marked_lines_are_reported_and_nothing_else(rule: Rule, example: Example) -> None:
    # Rules that are off unless selected are selected for their own examples only.
    extra = (rule.code,) if rule.severity[example.target] is Severity.INFO else ()
    findings = lint_source(
        example.source.encode(), "index.py", target=example.target, extend_select=extra
    )
    assert {(finding.code, finding.span.row) for finding in findings} == expected(example.source)
    assert len(findings) == len(expected(example.source))
