"""The analysis says of a program what its runs show: nothing is missed, nothing is made up.

Each program is run over every combination of what it reads; see ``execution``. A program that
fails here is printed with the lines in question; made smaller by hand, it belongs in the corpus.
"""

from __future__ import annotations

import random
from collections import Counter

from comparison import CODES, compare
from execution import execute
from maker import Maker

PROGRAMS = 300


def made(seed: int) -> str:
    return Maker(random.Random(seed)).program().text()


def test_the_programs_break_every_rule_that_is_compared() -> None:
    seen: Counter[str] = Counter()
    for seed in range(PROGRAMS):
        seen.update(code for code, _ in execute(made(seed), max_runs=50).breaches)
    assert set(CODES) <= set(seen)


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
    assert shown.seen == 1
