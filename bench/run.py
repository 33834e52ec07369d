#!/usr/bin/env python3
"""Measures fclint beside ruff, flake8, fixit and flake8-async, and writes docs/performance.md.

The tools take turns, so that whatever else the machine does meets all of them; what counts are
the ratios within a round, not the seconds. Needs Linux or macOS, and a package index for the
sources and for the environments of the tools.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import corpus
from measuring import MIB, Cost, Costs, Tool, interleaved, median, program, ratio

DOCS = Path(__file__).resolve().parent.parent / "docs"
CHECKOUT = DOCS.parent
MEMORY = 120
"""MiB that a process of fclint may take."""
PEERS = ("fixit==2.2.1", "flake8-async==26.8.1")

COLD, WARM, ONE_FILE = "fclint, cold", "fclint, warm", "fclint, one file"
RUFF, RUFF_CACHED = "ruff --select ASYNC, uncached", "ruff --select ASYNC, cached"
FLAKE8, FLAKE8_PLUGIN = "flake8 --select F", "flake8 --select F, with fclint's plugin"
FIXIT, FLAKE8_ASYNC = "fixit", "flake8-async"


@dataclass(frozen=True, slots=True)
class Group:
    """What was measured on one corpus."""

    corpus: corpus.Corpus
    costs: Costs
    rounds: int


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio that is aimed at: ``mine`` takes at most ``limit`` times what ``other`` takes."""

    group: Group
    mine: str
    other: str
    limit: float

    def row(self) -> str:
        """As a row of the table of targets."""
        found = ratio(self.group.costs, self.mine, self.other)
        verdict = (
            "met" if found.median <= self.limit else f"missed: {found.median / self.limit:.1f}×"
        )
        what = f"{self.mine} / {self.other}, {self.group.corpus.title}"
        return f"| {what} | ≤ {self.limit:g} | {found} | {verdict} |"


def environment(name: str, *packages: str) -> Path:
    """The environment ``name`` with ``packages``, made unless it is there with the same ones."""
    folder = corpus.CACHE / "environments" / name
    done = folder / ".packages"
    wanted = "\n".join(packages)
    pip = (str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check")
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([*pip, "install", "--quiet", *packages], check=True)
        done.write_text(wanted, encoding="utf-8")
    elif str(CHECKOUT) in packages:  # it may have changed
        again = ("install", "--quiet", "--force-reinstall", "--no-deps", str(CHECKOUT))
        subprocess.run([*pip, *again], check=True)
    return folder


@cache
def installed_fclint() -> Path:
    """An environment with fclint as its users have it: installed, and compiled."""
    return environment("fclint", str(CHECKOUT))


def fclint_command(jobs: int | None, *options: str) -> tuple[str, ...]:
    """fclint as a command."""
    limited = () if jobs is None else ("--jobs", str(jobs))
    return (program("fclint", installed_fclint()), "check", *limited, *options)


def ruff_command(*options: str) -> tuple[str, ...]:
    """ruff as a command: rules that are about as narrow as fclint's."""
    ruff = (program("ruff"), "check", "--isolated", "--no-respect-gitignore")
    return (*ruff, "--select", "ASYNC", *options)


def on_large(rounds: int, jobs: int | None) -> Group:
    """All packages: fclint and ruff, with their caches and without."""
    subject = corpus.large()
    caches = corpus.CACHE / "caches"
    largest = corpus.one_file(corpus.web())
    tools = (
        Tool(COLD, fclint_command(jobs, "--no-cache")),
        Tool(WARM, fclint_command(jobs, "--cache-dir", str(caches / "fclint"))),
        Tool(ONE_FILE, fclint_command(jobs, "--no-cache"), subject=largest.folder),
        Tool(RUFF, ruff_command("--no-cache")),
        Tool(RUFF_CACHED, ruff_command("--cache-dir", str(caches / "ruff"))),
    )
    return Group(subject, interleaved(tools, subject.folder, rounds), rounds)


def on_project(rounds: int, jobs: int | None) -> Group:
    """A small project."""
    subject = corpus.project()
    plain = environment("flake8", f"flake8=={version('flake8')}")
    tools = (
        Tool(COLD, fclint_command(jobs, "--no-cache")),
        Tool(FLAKE8, (program("flake8", plain), "--isolated", "--select", "F")),
        Tool(RUFF, ruff_command("--no-cache")),
    )
    return Group(subject, interleaved(tools, subject.folder, rounds), rounds)


def on_web(rounds: int, jobs: int | None) -> Group:
    """The web libraries: the linters that are written in Python, too."""
    subject = corpus.web()
    flake8 = f"flake8=={version('flake8')}"
    plain, plugin = environment("flake8", flake8), environment("plugin", flake8, str(CHECKOUT))
    peers = environment("peers", flake8, *PEERS)
    isolated = ("--isolated", "--select")
    tools = (
        Tool(COLD, fclint_command(jobs, "--no-cache")),
        Tool(FLAKE8, (program("flake8", plain), *isolated, "F")),
        Tool(FLAKE8_PLUGIN, (program("flake8", plugin), *isolated, "F")),
        Tool(FLAKE8_ASYNC, (program("flake8", peers), *isolated, "ASYNC")),
        # Some of the files are beyond it: what it says of them ends with 2 or 3.
        Tool(FIXIT, (program("fixit", peers), "--quiet", "lint"), ends_with=(0, 1, 2, 3)),
    )
    return Group(subject, interleaved(tools, subject.folder, rounds, warm_up=False), rounds)


def table(group: Group) -> str:
    """The medians as a Markdown table; ratios are medians of the ratios within each round."""
    lines = [
        f"### {str(group.corpus)[:1].upper()}{str(group.corpus)[1:]}",
        "",
        f"| tool | wall | range | CPU | largest process | wall, `{COLD}` = 1 (range) |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for title, runs in group.costs.items():
        walls = [run.wall for run in runs]
        lines.append(
            f"| {title} | {median(runs, 'wall'):.2f} s | {min(walls):.2f}–{max(walls):.2f} "
            f"| {median(runs, 'cpu'):.2f} s | {_largest(runs) / MIB:.0f} MiB "
            f"| {ratio(group.costs, title, COLD)} |"
        )
    return "\n".join((*lines, "", f"Medians of {group.rounds} rounds." if group.rounds > 1 else ""))


def _largest(runs: Sequence[Cost]) -> int:
    return max(run.memory for run in runs)


def targets(groups: Sequence[Group]) -> str:
    """What is aimed at, and what was found."""
    aims: list[Target] = []
    for group in groups:
        if RUFF_CACHED in group.costs:
            aims += [Target(group, COLD, RUFF, 1.0), Target(group, WARM, RUFF_CACHED, 1.5)]
        elif FIXIT in group.costs:
            aims += [Target(group, COLD, each, 1 / 50) for each in (FIXIT, FLAKE8_ASYNC)]
        else:
            aims.append(Target(group, COLD, FLAKE8, 0.7))
    lines = ["| ratio of wall times | aim | found (range) | |", "|---|---:|---:|---|"]
    lines += [aim.row() for aim in aims]
    memory = max(_largest(group.costs[COLD]) for group in groups) / MIB
    verdict = "met" if memory <= MEMORY else "missed"
    found = f"{memory:.0f} MiB | {verdict}"
    lines.append(f"| memory of fclint's largest process | ≤ {MEMORY} MiB | {found} |")
    return "\n".join(lines)


def circumstances(jobs: int | None, load: Sequence[float]) -> str:
    """With what it was measured, in words."""
    names = ("fclint", "flake8", "ruff")
    versions = [f"{name} {version(name)}" for name in names]
    versions += [each.replace("==", " ") for each in PEERS]
    return (
        f"{', '.join(versions)}; Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores; jobs: {jobs or 'default'}. The machine's "
        f"load average was {load[0]:.1f} when this began and {os.getloadavg()[0]:.1f} when it "
        "ended: much more than one while nothing else should run means that the seconds are too "
        "many, and the ratios uncertain."
    )


def plot(groups: Sequence[Group], target: Path) -> None:
    """Draws the wall times, on a logarithmic scale."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "fclint"
    from matplotlib import pyplot

    heights = [len(group.costs) for group in groups]
    figure, panels = pyplot.subplots(
        len(groups), figsize=(8, 1 + 0.45 * sum(heights)), height_ratios=heights, squeeze=False
    )
    for group, panel in zip(groups, panels[:, 0], strict=True):
        titles = list(group.costs)[::-1]
        walls = [median(group.costs[title], "wall") for title in titles]
        colours = ["#1f6feb" if title.startswith("fclint") else "#9aa4af" for title in titles]
        bars = panel.barh(titles, walls, color=colours)
        panel.bar_label(bars, [f"{wall:.2f} s" for wall in walls], padding=3)
        panel.set_xscale("log")
        panel.margins(x=0.2)
        panel.set_title(str(group.corpus), loc="left", fontsize=10)
        panel.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})


def page(groups: Sequence[Group], jobs: int | None, load: Sequence[float]) -> str:
    """The page for the documentation."""
    parts = (
        "<!-- Written by bench/run.py. -->",
        "# Performance",
        "How long fclint takes, beside other linters on the same files: `make bench` measures it "
        "anew. *Cold* is without a cache, *warm* with one that is up to date. The tools took "
        "turns, and ratios are those within one round, so that noise meets all of them.",
        "![Wall times](performance.svg)",
        circumstances(jobs, load),
        "## What is aimed at",
        targets(groups),
        "## What was measured",
        *map(table, groups),
        "The ranges are the least and the most of all rounds. The packages are "
        + ", ".join(each.replace("==", " ") for each in (*corpus.WEB, *corpus.OTHERS))
        + f", and the library of Python {platform.python_version()} with its tests.",
    )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def main() -> int:
    """Installs, measures, prints; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool (default: 5)")
    parser.add_argument(
        "--slow-rounds", type=int, default=1, help="runs of the tools in Python (default: 1)"
    )
    parser.add_argument("--jobs", type=int, help="processes of fclint (default: its own)")
    parser.add_argument("--only", choices=("large", "project", "web"), help="one corpus")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md as well")
    arguments = parser.parse_args()

    load = os.getloadavg()
    measurements = {
        "large": lambda: on_large(arguments.rounds, arguments.jobs),
        "project": lambda: on_project(2 * arguments.rounds, arguments.jobs),
        "web": lambda: on_web(arguments.slow_rounds, arguments.jobs),
    }
    chosen = [arguments.only] if arguments.only else list(measurements)
    groups: list[Group] = []
    for name in chosen:
        groups.append(measurements[name]())
        print(table(groups[-1]), "", sep="\n", flush=True)
    text = page(groups, arguments.jobs, load)
    print(text)
    if arguments.write:
        (DOCS / "performance.md").write_text(text, encoding="utf-8")
        plot(groups, DOCS / "performance.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
