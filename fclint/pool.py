"""Many files on several processes, none of which can take the others' files down with it.

Each worker sends one result per task. So the parent knows on which one a worker died, and gives
the rest of its tasks to another worker.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Died:
    """Instead of a result: the process that worked on the task ended. ``exitcode`` is negative
    where a signal killed it."""

    exitcode: int | None

    @property
    def reason(self) -> str:
        """How the process ended, in a few words."""
        if self.exitcode is None or self.exitcode >= 0:
            return f"the process ended with exit code {self.exitcode}"
        try:
            name = signal.Signals(-self.exitcode).name
        except ValueError:
            name = f"signal {-self.exitcode}"
        return f"the process was killed by {name}"


def run(
    work: Callable[[Task], Result],
    chunks: Sequence[Sequence[Task]],
    jobs: int,
    *,
    fork: bool,
    warm: Callable[[], object],
) -> Iterator[tuple[Task, Result | Died]]:
    """The result of ``work`` for each task, as they become ready.

    ``work`` raises nothing. Chunks are begun in order. With ``fork``,
    ``warm`` is called before workers are forked; without, they are fresh interpreters that call
    it each, and ``work`` and ``warm`` have to be picklable. A
    task on which a worker dies is tried once more, behind all others and alone in its worker's
    chunk; if that dies too its result is :class:`Died`. The workers end with the iteration,
    whatever ends it.
    """
    if fork:
        warm()
    pool = _Pool(work, None if fork else warm, chunks)
    try:
        while pool.busy:
            pool.keep(jobs)
            yield from pool.results()
    finally:
        pool.end()


@dataclass(frozen=True, slots=True)
class _Attempt(Generic[Task]):
    task: Task
    number: int = 1


@dataclass(eq=False, slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    pending: list[_Attempt[Task]] = field(default_factory=list)


class _Pool(Generic[Task, Result]):
    """The workers, and the chunks (the next one last) that none of them has begun."""

    def __init__(
        self,
        work: Callable[[Task], Result],
        warm: Callable[[], object] | None,
        chunks: Sequence[Sequence[Task]],
    ) -> None:
        self._work = work
        self._warm = warm
        self._waiting = [[_Attempt(task) for task in chunk] for chunk in reversed(chunks) if chunk]
        self._workers: list[_Worker[Task]] = []

    @property
    def busy(self) -> bool:
        """Whether some task has no result yet."""
        return bool(self._waiting) or any(worker.pending for worker in self._workers)

    def keep(self, jobs: int) -> None:
        """Gives each of up to ``jobs`` workers something to do."""
        idle = sum(not worker.pending for worker in self._workers)
        while len(self._workers) < jobs and idle < len(self._waiting):
            self._start()
            idle += 1
        for worker in self._workers:
            if self._waiting and not worker.pending:
                worker.pending = self._waiting.pop()
                # A worker that died while it was idle is noticed when its pipe is read.
                with contextlib.suppress(OSError):
                    worker.pipe.send([attempt.task for attempt in worker.pending])

    def results(self) -> Iterator[tuple[Task, Result | Died]]:
        """Waits until something is ready, and gives it."""
        ready = wait([worker.pipe for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            result = self._receive(worker)
            if result is not None:
                yield result

    def end(self) -> None:
        """Ends all workers, also those that work."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _start(self) -> None:
        context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork")
            if self._warm is None
            else multiprocessing.get_context("spawn")
        )
        ours, theirs = context.Pipe()
        with _without_interrupts(), _elsewhere(self._warm is not None) as folder:
            process = context.Process(
                target=_serve, args=(self._work, self._warm, folder, theirs, ours), daemon=True
            )
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _receive(self, worker: _Worker[Task]) -> tuple[Task, Result | Died] | None:
        try:
            result: Result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        return worker.pending.pop(0).task, result

    def _bury(self, worker: _Worker[Task]) -> tuple[Task, Died] | None:
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        if not worker.pending:
            return None
        attempt, *rest = worker.pending
        if rest:
            self._waiting.append(rest)
        if attempt.number >= _ATTEMPTS:
            return attempt.task, Died(worker.process.exitcode)
        self._waiting.insert(0, [_Attempt(attempt.task, attempt.number + 1)])
        return None


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process that starts in here inherits that Ctrl-C waits, until it ignores it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _elsewhere(is_fresh: bool) -> Iterator[str]:
    """A fresh interpreter that is started in here begins in another folder than the current one,
    where what is linted may be: it would import that folder's pickle.py or signal.py before those
    of the standard library. Gives the folder that it has to go back to; empty for none."""
    try:
        here = os.getcwd() if is_fresh else ""
    except OSError:  # it is no more
        here = ""
    if here:
        os.chdir(sys.prefix)
    try:
        yield here
    finally:
        if here:
            os.chdir(here)


def _serve(
    work: Callable[[Task], Result],
    warm: Callable[[], object] | None,
    folder: str,
    pipe: Connection,
    parents_end: Connection,
) -> None:
    """A worker: takes lists of tasks and sends one result for each until the parent is gone."""
    if folder:
        os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    parents_end.close()
    if warm is not None:
        warm()
    with contextlib.suppress(EOFError, OSError):
        while True:
            for task in pipe.recv():
                pipe.send(work(task))
