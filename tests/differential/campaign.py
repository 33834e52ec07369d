"""The long run: ``make fuzz``. Programs from seeds, held against execution by several processes.

Prints figures, and every disagreement made small. Ends with 1 if there is one. A process does a
batch and is replaced by a new one, so that memory stays bounded.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import permutations
from comparison import Comparison, compare
from maker import Maker
from minimise import disagreements, minimise

TARGETS = ("fc2", "wsgi")
BATCH = 50
MAX_RUNS = 200
MOST_SECONDS = 60
"""Of one program, in processor time. The slowest ones that end take a tenth of it."""


class TooSlow(BaseException):
    """A program that isn't done with in time."""


@dataclass(slots=True)
class Figures:
    """What a campaign found out."""

    programs: int = 0
    complete: int = 0
    """Programs all of whose inputs were tried."""
    given_up: int = 0
    """Programs that the analysis has no steps for to the end of every path."""
    runs: int = 0
    definite: int = 0
    """Findings in these programs that were seen; those that weren't are disagreements."""
    possible: int = 0
    """Findings in the other programs."""
    possible_seen: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    disagreeing: list[tuple[int, Comparison]] = field(default_factory=list)
    """With the numbers of the programs."""
    failed: list[tuple[int, str]] = field(default_factory=list)
    """Programs that ended in an internal error, or did not end."""

    def try_out(self, number: int, source: str) -> None:
        """Compares one program, whatever becomes of it, and counts it."""
        try:
            with _limited(MOST_SECONDS):
                found = compare(source, target=TARGETS[number % 2], max_runs=MAX_RUNS)
        except (Exception, TooSlow) as error:
            self.programs += 1
            self.kinds[type(error).__name__] += 1
            self.failed.append((number, f"{type(error).__name__}: {error}\n{source}"))
        else:
            self._add(number, found)

    def _add(self, number: int, each: Comparison) -> None:
        self.programs += 1
        self.complete += each.complete
        self.given_up += not each.foreseen
        self.runs += each.runs
        if each.complete:
            self.definite += each.seen + len(each.infeasible)
        else:
            self.possible += each.seen + len(each.unseen)
            self.possible_seen += each.seen
        if not each.agrees:
            self.kinds.update(sorted(disagreements(each)))
            self.disagreeing.append((number, each))

    def merge(self, other: Figures) -> None:
        """Counts what another process has counted."""
        for name in (
            *("programs", "complete", "given_up", "runs"),
            *("definite", "possible", "possible_seen"),
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.kinds.update(other.kinds)
        self.disagreeing.extend(other.disagreeing)
        self.failed.extend(other.failed)

    def __str__(self) -> str:
        share = f" ({self.possible_seen / self.possible:.1%} seen)" if self.possible else ""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return (
            f"{self.programs} programs, {self.runs} runs; every input tried of {self.complete}, "
            f"not analysed to the end {self.given_up}; "
            f"{self.definite} findings in these, {self.possible} in the others{share}; "
            f"{len(self.disagreeing) + len(self.failed)} disagreements"
            + (f": {kinds}" if kinds else "")
        )


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises :class:`TooSlow` where something takes more processor time than that."""

    def stop(*_: object) -> None:
        raise TooSlow(f"more than {seconds} s")

    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again where a program swallows it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def made(seed: int) -> str:
    """The program of a seed."""
    return Maker(random.Random(seed)).program().text()


def _of_seeds(first: int) -> Figures:
    figures = Figures()
    for seed in range(first, first + BATCH):
        figures.try_out(seed, made(seed))
    return figures


def _of_permutations(work: tuple[int, int, int]) -> Figures:
    size, part, parts = work
    figures = Figures()
    for index, source in enumerate(permutations.programs(size)):
        if index % parts == part:
            figures.try_out(index, source)
    return figures


def _results(options: argparse.Namespace) -> Iterator[Figures]:
    with multiprocessing.get_context("spawn").Pool(options.jobs, maxtasksperchild=4) as pool:
        if options.permutations:
            parts = 1 + 40 * (options.permutations > 3)
            work = [(options.permutations, part, parts) for part in range(parts)]
            yield from pool.imap_unordered(_of_permutations, work)
        else:
            last = options.seed + options.programs
            yield from pool.imap_unordered(_of_seeds, range(options.seed, last, BATCH))


def main() -> int:
    """Runs a campaign as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--programs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--permutations", type=int, default=0, help="all bodies of so many statements"
    )
    parser.add_argument("--shrink", type=float, default=30.0, help="seconds for each disagreement")
    options = parser.parse_args()
    total, told = Figures(), 0
    began = time.monotonic()
    for each in _results(options):
        total.merge(each)
        for number, problem in each.failed:
            print(f"\nprogram {number}, {problem}\n", flush=True)
        if total.programs - told >= 1_000:
            told = total.programs
            print(f"[{time.monotonic() - began:.0f} s] {total}", flush=True)
        for number, disagreement in each.disagreeing:
            smaller = minimise(disagreement, seconds=options.shrink)
            kinds = ", ".join(sorted(disagreements(disagreement)))
            print(f"\nprogram {number}, {kinds}\n{smaller}\n", flush=True)
    print(f"[{time.monotonic() - began:.0f} s] {total}")
    return 1 if total.disagreeing or total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
