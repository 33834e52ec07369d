"""Processes: every task gets a result, whatever happens to the process that works on it."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from fclint.pool import Died, run

# The tests' own process may have threads (pytest-xdist); the command line has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

forks = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")


def nothing() -> None:
    """Needs no warming."""


def square(number: int) -> int:
    return number * number


@forks
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_has_one_result(jobs: int) -> None:
    chunks = [[1, 2, 3], [4], [5, 6], []]
    results = sorted(run(square, chunks, jobs, fork=True, warm=nothing), key=str)
    assert results == sorted(((n, n * n) for n in range(1, 7)), key=str)


def test_fresh_interpreters_serve_where_there_is_no_fork() -> None:
    chunks = [[4.0, 9.0], [16.0]]
    results = dict(run(math.sqrt, chunks, 2, fork=False, warm=os.getpid))
    assert results == {4.0: 2.0, 9.0: 3.0, 16.0: 4.0}


@forks
def test_a_task_that_kills_its_process_takes_no_other_with_it() -> None:
    def work(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(number)

    results = dict(run(work, [[1, 2, 3, 4], [5], [6, 7]], 2, fork=True, warm=nothing))
    assert results.pop(3) == Died(-signal.SIGKILL)
    assert results == {n: n * n for n in (1, 2, 4, 5, 6, 7)}


@forks
def test_a_task_is_tried_again_before_it_is_given_up(tmp_path: Path) -> None:
    mark = tmp_path / "tried"

    def work(number: int) -> int:
        if number == 2 and not mark.exists():
            mark.touch()
            os._exit(7)
        return square(number)

    results = dict(run(work, [[1, 2, 3]], 1, fork=True, warm=nothing))
    assert results == {1: 1, 2: 4, 3: 9}


@forks
def test_processes_end_with_the_iteration() -> None:
    def work(number: int) -> int:
        if number > 1:
            signal.pause()
        return number

    before = set(multiprocessing.active_children())
    results = run(work, [[1], [2], [3]], 2, fork=True, warm=nothing)
    assert next(results) == (1, 1)
    assert set(multiprocessing.active_children()) - before
    results.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) - before == set()


def test_how_a_process_ended_is_told_in_words() -> None:
    assert Died(7).reason == "the process ended with exit code 7"
    assert Died(-signal.SIGTERM).reason == "the process was killed by SIGTERM"
    assert Died(-199).reason == "the process was killed by signal 199"
