"""The analysis says of a program what its runs show: nothing is missed, nothing is made up.

Each program is run over every combination of what it reads; see ``execution``. A program that
fails here is printed with the lines in question; made smaller by hand, it belongs in the corpus.
"""

from __future__ import annotations

from collections import Counter

import pytest
from comparison import Comparison, compare
from execution import execute
from programs import Maker

PROGRAMS = 300
BATCH = 30


def comparisons(first: int) -> list[Comparison]:
    return [
        compare(Maker(seed).program().text(), max_runs=500) for seed in range(first, first + BATCH)
    ]


@pytest.mark.parametrize("first", range(0, PROGRAMS, BATCH))
def test_the_analysis_agrees_with_execution(first: int) -> None:
    disagreements = [str(each) for each in comparisons(first) if not each.agrees]
    assert not disagreements, "\n\n".join(disagreements)


def test_the_programs_break_every_rule_that_is_compared() -> None:
    seen: Counter[str] = Counter()
    for seed in range(PROGRAMS):
        text = Maker(seed).program().text()
        seen.update(code for code, _ in execute(text, max_runs=50).breaches)
    assert set(seen) == {
        *("FC201", "FC202", "FC203", "FC204", "FC205", "FC206", "FC207"),
        *("FC301", "FC302", "FC303", "FC304", "FC306", "FC401"),
    }


def test_a_run_shows_the_breach_and_its_line() -> None:
    source = """\
import oracle
def handler(environ, start_response):
    if oracle.flag():
        return [b'early']
    start_response('200 OK', [])
    return [environ['HTTP_A'].encode()]
"""
    observation = execute(source)
    assert observation.complete
    assert observation.breaches == {("FC202", 4), ("FC401", 6)}


def test_a_mistake_that_both_see_is_an_agreement() -> None:
    shown = compare("def handler(environ, start_response):\n    return [b'x']\n")
    assert shown.agrees
    assert shown.complete
    assert shown.observed == 1
