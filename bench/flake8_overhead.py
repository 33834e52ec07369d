#!/usr/bin/env python3
"""Measures what the plugin costs flake8: the same flake8 in two environments, with fclint and
without.

Pairs of runs take turns at being first; what counts are the ratios within a pair. The sources are
Python's own library: the first 66,000 lines as they are, and as many of files that cannot hold a
handler. Needs Linux or macOS, and a package index for the environments.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fclint.source.prefilter import may_hold_handler

CHECKOUT = Path(__file__).resolve().parent.parent
LINES = 66_000
LIMIT = 1.03
SELECTIONS = ("F", "F,FC")
"""With ``F`` fclint is switched off; with ``F,FC`` it looks at every file. On files without a
handler neither may cost more than LIMIT."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time, and of CPU in the whole process tree."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Pairs:
    """The ratios with / without of every pair of runs, and the seconds without."""

    wall: Sequence[float]
    cpu: Sequence[float]
    seconds: float


def environment(folder: Path, *packages: str) -> Path:
    """The program flake8 of a new environment with ``packages``."""
    venv.create(folder, with_pip=True)
    subprocess.run(
        [str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install",
         "--quiet", *packages],
        check=True,
    )  # fmt: skip
    return folder / "bin/flake8"


def sources() -> Iterator[tuple[str, bytes]]:
    """Name and content of the standard library's modules, in a fixed order."""
    library = Path(sysconfig.get_path("stdlib"))
    for path in sorted(library.rglob("*.py")):
        name = path.relative_to(library)
        if not {"test", "tests", "idlelib", "lib2to3", "site-packages"} & set(name.parts):
            yield name.as_posix(), path.read_bytes()


def lay_out(folder: Path, *, handlers: bool) -> tuple[int, int]:
    """Writes LINES lines of sources to ``folder``, without ``handlers`` none that may hold one.
    How many files that are, and how many of them may."""
    lines = files = candidates = 0
    for name, data in sources():
        candidate = may_hold_handler(data)
        if lines >= LINES:
            break
        if candidate and not handlers:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        lines += data.count(b"\n")
        files += 1
        candidates += candidate
    return files, candidates


def measure(program: Path, selection: str, folder: Path, jobs: int) -> Cost:
    """One run. Raises RuntimeError if flake8 fails."""
    command = [str(program), "--isolated", f"--jobs={jobs}", "--select", selection, str(folder)]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.stderr is not None
    complaint = process.stderr.read()
    process.stderr.close()
    if process.returncode not in (0, 1) or complaint:
        raise RuntimeError(f"{' '.join(command)} failed: {complaint.decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def compare(
    programs: tuple[Path, Path], selection: str, folder: Path, jobs: int, pairs: int
) -> Pairs:
    """Runs the program without the plugin and the one with it ``pairs`` times."""
    without, with_plugin = programs
    for program in programs:  # fills caches
        measure(program, selection, folder, jobs)
    walls, cpus, seconds = [], [], []
    for turn in range(pairs):
        order = programs if turn % 2 else programs[::-1]
        costs = {program: measure(program, selection, folder, jobs) for program in order}
        walls.append(costs[with_plugin].wall / costs[without].wall)
        cpus.append(costs[with_plugin].cpu / costs[without].cpu)
        seconds.append(costs[without].wall)
    return Pairs(walls, cpus, statistics.median(seconds))


def row(title: str, selection: str, found: Pairs) -> str:
    """A row of the table."""
    wall, cpu = statistics.median(found.wall), statistics.median(found.cpu)
    return (
        f"| {title} | `{selection}` | {found.seconds:.2f} s "
        f"| {wall:.3f} ({min(found.wall):.2f}–{max(found.wall):.2f}) "
        f"| {cpu:.3f} ({min(found.cpu):.2f}–{max(found.cpu):.2f}) |"
    )


def main() -> int:
    """Measures and prints. The exit code is 1 where the plugin costs more than LIMIT."""
    parser = argparse.ArgumentParser(description="Measures what the plugin costs flake8.")
    parser.add_argument("--pairs", type=int, default=7, help="pairs of runs (default: 7)")
    parser.add_argument("--jobs", type=int, default=1, help="processes of flake8 (default: 1)")
    arguments = parser.parse_args()

    flake8 = f"flake8=={version('flake8')}"
    over: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="fclint-bench-") as name:
        base = Path(name)
        programs = (
            environment(base / "without", flake8),
            environment(base / "with", flake8, str(CHECKOUT)),
        )
        print(
            f"{flake8.replace('==', ' ')}, Python {platform.python_version()}, "
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
            f"jobs: {arguments.jobs}, {arguments.pairs} pairs, medians (ranges).\n"
        )
        print("| sources | `--select` | without fclint | wall, ratio | CPU, ratio |")
        print("|---|---|---:|---:|---:|")
        for handlers in (False, True):
            folder = base / ("as-they-are" if handlers else "no-handlers")
            files, candidates = lay_out(folder, handlers=handlers)
            title = f"{files} files, {candidates} may hold a handler"
            for selection in SELECTIONS:
                found = compare(programs, selection, folder, arguments.jobs, arguments.pairs)
                print(row(title, selection, found), flush=True)
                ratio = statistics.median(found.cpu)
                if not handlers and ratio > LIMIT:
                    over[selection] = ratio
    for selection, ratio in over.items():
        print(f"--select {selection}: {ratio:.3f} is more than {LIMIT}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
