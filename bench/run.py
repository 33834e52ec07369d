#!/usr/bin/env python3
"""Measures fclint beside flake8 and ruff on the sources of WSGI web libraries.

The tools take turns, so that whatever else the machine does meets all of them; what counts are
the ratios to flake8 within a round, not the seconds. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions, version
from pathlib import Path

LIBRARIES = (
    "bottle",
    "cheroot",
    "django",
    "falcon",
    "flask",
    "gunicorn",
    "pyramid",
    "waitress",
    "webob",
    "werkzeug",
)
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fclint-bench"
RESULTS = Path(__file__).resolve().parent / "results.md"
BASELINE = "flake8 --select F"
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tool:
    """A command to measure; the folder to lint is appended. ``variables`` join its environment."""

    title: str
    command: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of wall time, seconds of CPU in the whole process tree, and the
    memory in bytes of its largest process."""

    wall: float
    cpu: float
    memory: int


def tools(jobs: int | None) -> tuple[Tool, ...]:
    """The tools, each limited to ``jobs`` processes or threads unless that is None."""
    option = () if jobs is None else ("--jobs", str(jobs))
    threads = () if jobs is None else (("RAYON_NUM_THREADS", str(jobs)),)
    ruff = ("check", "--isolated", "--no-respect-gitignore", "--select", "ASYNC", "--no-cache")
    return (
        Tool("fclint", (program("fclint"), "check", "--no-cache", *option)),
        Tool(BASELINE, (program("flake8"), "--isolated", "--select", "F", *option)),
        Tool("ruff --select ASYNC", (program("ruff"), *ruff), threads),
    )


def program(name: str) -> str:
    """The path of the program ``name`` in the running environment.

    Raises SystemExit if it is not installed there.
    """
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"{name} is not installed beside {sys.executable}: pip install -e .[dev]")
    return found


def install(folder: Path) -> None:
    """Puts the sources of LIBRARIES into ``folder``, unless they are there already."""
    done = folder / ".complete"
    if done.exists():
        return
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run(
        [*pip, "--no-deps", "--no-compile", "--target", str(folder), *LIBRARIES], check=True
    )
    done.touch()


def measure(tool: Tool, folder: Path) -> Cost:
    """Runs ``tool`` once over ``folder``.

    Raises RuntimeError if it ends with anything but 0 (nothing found) or 1 (findings).
    """
    environment = {**os.environ, **dict(tool.variables)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [*tool.command, str(folder)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{tool.title} ended with exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def check(tool: Tool, folder: Path) -> None:
    """Runs ``tool`` once to see that it works: a Python program that crashes ends with 1 as well.

    It also fills the file system's cache. Raises SystemExit if the tool crashes.
    """
    run = subprocess.run(
        [*tool.command, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if b"Traceback" in run.stderr:
        raise SystemExit(f"{tool.title} crashed:\n{run.stderr.decode(errors='replace')}")


def interleaved(
    candidates: Sequence[Tool], folder: Path, rounds: int
) -> Mapping[str, Sequence[Cost]]:
    """The costs of every tool in each round; each round begins with another tool."""
    costs: dict[str, list[Cost]] = {tool.title: [] for tool in candidates}
    for turn in range(rounds):
        first = turn % len(candidates)
        for tool in (*candidates[first:], *candidates[:first]):
            costs[tool.title].append(measure(tool, folder))
            print(f"\rround {turn + 1} of {rounds}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return costs


def table(costs: Mapping[str, Sequence[Cost]]) -> str:
    """The medians as a Markdown table; ratios are medians of the ratios within each round."""
    lines = [
        f"| tool | wall | CPU | largest process | wall, `{BASELINE}` = 1 (range) | CPU |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    base = costs[BASELINE]
    for title, runs in costs.items():
        walls = [run.wall / other.wall for run, other in zip(runs, base, strict=True)]
        cpus = [run.cpu / other.cpu for run, other in zip(runs, base, strict=True)]
        lines.append(
            f"| {title} | {statistics.median(run.wall for run in runs):.2f} s "
            f"| {statistics.median(run.cpu for run in runs):.2f} s "
            f"| {statistics.median(run.memory for run in runs) / MIB:.0f} MiB "
            f"| {statistics.median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f}) "
            f"| {statistics.median(cpus):.2f} |"
        )
    return "\n".join(lines)


def subject(folder: Path) -> str:
    """What is linted, in words."""
    files = list(folder.rglob("*.py"))
    lines = sum(file.read_bytes().count(b"\n") for file in files)
    names = sorted(f"{found.name} {found.version}" for found in distributions(path=[str(folder)]))
    return f"{len(files):,} files, {lines:,} lines: {', '.join(names)}."


def circumstances(rounds: int, jobs: int | None) -> str:
    """With what it was measured, in words."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("fclint", "flake8", "ruff"))
    return (
        f"{versions}; Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores; jobs: {jobs or 'default'}; "
        f"medians of {rounds} rounds."
    )


def main() -> int:
    """Installs, measures, prints; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool (default: 5)")
    parser.add_argument("--jobs", type=int, help="processes or threads (default: each tool's own)")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} as well")
    parser.add_argument("--folder", type=Path, help="lint this instead of the libraries")
    arguments = parser.parse_args()

    folder = arguments.folder or CACHE / "libraries"
    if arguments.folder is None:
        install(folder)
    candidates = tools(arguments.jobs)
    for tool in candidates:
        check(tool, folder)
    costs = interleaved(candidates, folder, arguments.rounds)
    text = "\n\n".join(
        (subject(folder), circumstances(arguments.rounds, arguments.jobs), table(costs))
    )
    print(text)
    if arguments.write:
        RESULTS.write_text(
            f"<!-- Written by bench/run.py --write. -->\n\n# Cost\n\n{text}\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
