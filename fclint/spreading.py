"""The results of many files: those that a cache knows, and the others by one process or several."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fclint.linter import FileResult
from fclint.source import disk
from fclint.source.disk import Notes
from fclint.work import FileWork, Task

if TYPE_CHECKING:
    from fclint.cache.outcomes import Cache

Progress = Callable[[int, int], None]
"""Called with the number of files done, and of all that need work."""

_CAN_FORK = sys.platform.startswith("linux")
"""Elsewhere a fork is impossible (Windows) or unsafe (macOS: system libraries have threads)."""

# Measured: two forks and the way back take 12 ms, two fresh interpreters that load LibCST 0.6 s.
# LibCST parses not quite a megabyte a second.
_WORTH_FORKING = 100_000
_WORTH_SPAWNING = 1_000_000
_CHUNK = 64_000


def spread(
    tasks: Sequence[Task], work: FileWork, jobs: int | None, progress: Progress
) -> Iterator[tuple[Task, FileResult, Notes]]:
    """The result of each task, in any order, and what it depends on, if ``work`` notes that.
    ``jobs`` is the number of processes; by default one for each processor. Raises
    :class:`~fclint.distributions.RulesError`."""
    if tasks:
        from fclint.registry import load_rules

        load_rules()  # whatever is wrong with them is told once, not for each file
    jobs = jobs or processors()
    size = sum(task.size for task in tasks)
    if min(jobs, len(tasks)) < 2 or size < (_WORTH_FORKING if _CAN_FORK else _WORTH_SPAWNING):
        for done, task in enumerate(tasks):
            progress(done, len(tasks))
            yield task, *work.noted(task)
        return
    from fclint import pool

    ended = pool.run(work.noted, _chunks(tasks), jobs, fork=_CAN_FORK, warm=work.warm)
    for done, (task, result) in enumerate(ended, 1):
        progress(done, len(tasks))
        if isinstance(result, pool.Died):
            yield task, work.died(task, result), Notes()
        else:
            yield task, *result


def spread_unknown(
    cache: Cache,
    tasks: Sequence[Task],
    digests: Mapping[str, str],
    work: FileWork,
    jobs: int | None,
    progress: Progress,
) -> Iterator[FileResult]:
    """As :func:`spread`, but for what ``cache`` knows; it keeps the rest. ``digests`` are those of
    files that have been read before."""
    unknown: list[Task] = []
    for task in tasks:
        known = cache.result(task, _digest(task.filename, digests), work.roots)
        if known is None:
            unknown.append(task)
        else:
            yield known
    for task, result, notes in spread(unknown, work, jobs, progress):
        cache.keep_result(task, result, notes, work.roots)
        yield result


def _digest(filename: str, digests: Mapping[str, str]) -> str:
    known = digests.get(filename)
    if known:
        return known
    try:
        return disk.digest_of(disk.read(filename))
    except OSError:
        return ""


def _chunks(tasks: Sequence[Task]) -> list[list[Task]]:
    """Largest first; small ones together."""
    chunks: list[list[Task]] = []
    size = _CHUNK
    for task in sorted(tasks, key=lambda task: (-task.size, task.filename)):
        if size + task.size > _CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(task)
        size += task.size
    return chunks


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
