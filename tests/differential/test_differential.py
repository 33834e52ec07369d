"""The analysis says of a program what its runs show: nothing is missed, nothing is made up.

Each program is run over every combination of what it reads; see ``execution``. ``make fuzz`` does
the same with many more programs.
"""

from __future__ import annotations

import random

import comparison
import pytest
from campaign import TARGETS, made
from comparison import CODES, NOT_SHOWN, compare
from execution import execute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from maker import Maker
from minimise import disagreements, minimise

pytestmark = pytest.mark.slow

PROGRAMS = 2_000
PARTS = 20


@pytest.mark.parametrize("part", range(PARTS))
def test_the_analysis_agrees_with_execution(part: int) -> None:
    wrong: list[str] = []
    for number in range(part, PROGRAMS, PARTS):
        found = compare(made(number), target=TARGETS[number % 2], max_runs=60)
        if not found.agrees:
            wrong.append(f"program {number}, {minimise(found, seconds=10)}")
    assert not wrong, "\n\n".join(wrong)


@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_every_program_is_one(choose: random.Random) -> None:
    source = Maker(choose).program().text()
    compile(source, "<program>", "exec")
    assert execute(source, max_runs=1).runs == 1


def test_the_programs_break_every_rule_that_is_compared() -> None:
    seen: set[str] = set()
    for number in range(500):
        seen.update(code for code, _ in execute(made(number), max_runs=8).breaches)
        if seen.issuperset(CODES):
            break
    assert seen.issuperset(CODES)
    assert seen.isdisjoint(NOT_SHOWN)


def test_a_run_shows_the_breach_and_its_line() -> None:
    source = """\
import oracle
def handler(environ, start_response):
    if environ.get('HTTP_B'):
        return [b'early']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['HTTP_A'].encode()]
"""
    observation = execute(source)
    assert observation.complete
    assert observation.breaches == {("FC202", 4), ("FC401", 6)}
    assert observation.runs == 13  # HTTP_A is asked for where HTTP_B is absent or empty


def test_an_exception_of_unknown_code_is_tried() -> None:
    source = """\
import oracle
def handler(environ, start_response):
    try:
        oracle.flag()
    except OSError:
        return 'never in a test by hand'
    start_response('200 OK', [])
    return []
"""
    assert ("FC301", 6) in execute(source).breaches


def test_a_run_without_end_is_ended() -> None:
    source = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    while True:
        yield 'x'
"""
    assert execute(source).breaches == {("FC303", 4)}


def test_a_mistake_that_both_see_is_an_agreement() -> None:
    both = compare("def handler(environ, start_response):\n    return [b'x']\n")
    assert both.agrees
    assert both.complete
    assert both.seen == 1


@pytest.mark.parametrize(
    ("said", "missed", "infeasible"),
    [
        (set(), (("FC201", 1),), ()),
        ({("FC201", 1), ("FC301", 2)}, (), (("FC301", 2),)),
        ({("FC202", 2)}, (("FC201", 1),), (("FC202", 2),)),
    ],
)
def test_what_one_side_says_alone_is_a_disagreement(
    monkeypatch: pytest.MonkeyPatch,
    said: set[tuple[str, int]],
    missed: tuple[tuple[str, int], ...],
    infeasible: tuple[tuple[str, int], ...],
) -> None:
    monkeypatch.setattr(comparison, "_reported", lambda source, target: (said, True))
    found = compare("def handler(environ, start_response):\n    return [b'x']\n")
    assert (found.missed, found.infeasible) == (missed, infeasible)
    assert not found.agrees
    smaller = minimise(found, seconds=1)
    assert disagreements(smaller) & disagreements(found)
