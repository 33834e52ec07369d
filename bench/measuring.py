"""Measuring commands: seconds, memory, and turns that the tools take."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tool:
    """A command to measure; what is linted is appended: ``subject``, or what all tools lint."""

    title: str
    command: tuple[str, ...]
    subject: Path | None = None
    ends_with: tuple[int, ...] = (0, 1)
    """The exit codes of a run that worked."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of wall time, seconds of CPU in the whole process tree, and the
    memory in bytes of its largest process."""

    wall: float
    cpu: float
    memory: int


Costs = Mapping[str, Sequence[Cost]]
"""The costs of every tool, by its title, in each round."""


def measure(tool: Tool, subject: Path) -> Cost:
    """Runs ``tool`` once over ``subject``.

    Raises RuntimeError if the tool fails, or says that it crashed: a Python program that does ends
    with 1, as a linter does that has found something.
    """
    subject = tool.subject or subject
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [*tool.command, str(subject)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            cwd=subject if subject.is_dir() else subject.parent,
            env=_surroundings(),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complaint = said.read().decode(errors="replace")
    if process.returncode not in tool.ends_with or "Traceback" in complaint:
        raise RuntimeError(f"{tool.title} failed ({process.returncode}):\n{complaint[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def _surroundings() -> dict[str, str]:
    """The environment variables that a user has: settings of the running Python are left out, such
    as the one that makes every start compile everything anew."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def interleaved(
    tools: Sequence[Tool], subject: Path, rounds: int, *, warm_up: bool = True
) -> Costs:
    """The costs of every tool in each round, so that whatever else the machine does meets all of
    them; each round begins with another tool. ``warm_up``: first each runs once unmeasured."""
    costs: dict[str, list[Cost]] = {tool.title: [] for tool in tools}
    for tool in tools if warm_up else ():
        measure(tool, subject)
    for turn in range(rounds):
        first = turn % len(tools)
        for tool in (*tools[first:], *tools[:first]):
            print(f"\r{subject.name}: round {turn + 1} of {rounds}: {tool.title:50}", end="",
                  file=sys.stderr, flush=True)  # fmt: skip
            costs[tool.title].append(measure(tool, subject))
    print(file=sys.stderr)
    return costs


@dataclass(frozen=True, slots=True)
class Ratio:
    """How much one tool takes of what another does: the median over the rounds, and the range."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        """As in a table."""
        return f"{self.median:.2f} ({self.least:.2f}–{self.most:.2f})"


def ratio(costs: Costs, title: str, other: str, kind: str = "wall") -> Ratio:
    """The ratios of two tools within each round. ``kind`` is a field of :class:`Cost`."""
    found = [
        getattr(mine, kind) / getattr(its, kind)
        for mine, its in zip(costs[title], costs[other], strict=True)
    ]
    return Ratio(statistics.median(found), min(found), max(found))


def median(runs: Sequence[Cost], kind: str) -> float:
    """The median of a field of :class:`Cost`."""
    return float(statistics.median(getattr(run, kind) for run in runs))


def program(name: str, folder: Path | None = None) -> str:
    """The path of the program ``name`` in the running environment, or in that of ``folder``.

    Raises SystemExit if it is not installed there.
    """
    binaries = folder / "bin" if folder is not None else Path(sys.executable).parent
    found = shutil.which(name, path=str(binaries))
    if found is None:
        raise SystemExit(f"{name} is not installed in {binaries}: pip install -e .[dev,bench]")
    return found
