"""Every example of every rule, linted: exactly the marked lines are reported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fclint.finding import Severity
from fclint.registry import own_rules
from fclint.rule import Example, Rule
from fclint.testing.rules import marked, told


def examples() -> Iterator[object]:
    for rule in own_rules():
        for example in (*rule.reported, *rule.clean):
            yield pytest.param(rule, example, id=f"{rule.code}: {example.title}")


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_the_marked_lines_are_reported_and_nothing_else(rule: Rule, example: Example) -> None:
    # Rules that are off unless selected are selected for their own examples only.
    extra = (rule.code,) if rule.severity.get(example.target) is Severity.INFO else ()
    assert told(example, extra) == marked(example)
