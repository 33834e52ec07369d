#!/usr/bin/env python3
"""What fclint says of real code: bench/primer/summary.txt, or how it would change.

Lints the packages of bench/primer/packages.txt, and the folders that are named, for both targets.
The summary holds each finding with the line it is on, so that a change of fclint shows what it
does to code that nobody wrote for it. With ``--check`` nothing is written: the exit code is 1 and
the difference is printed where the summary is not up to date. Folders are summed up on standard
output alone: what is in them is not ours to keep.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "bench" / "primer"
PACKAGES = HOME / "packages.txt"
SUMMARY = HOME / "summary.txt"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fclint-primer"
TARGETS = ("fc2", "wsgi")
OPTIONS = ("--no-cache", "--jobs", "1", "--output-format", "json")
WIDEST = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What fclint said of one folder: findings by place, and the lines it wrote beside them."""

    name: str
    handlers: int
    findings: tuple[str, ...]
    complaints: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The lines of the summary."""
        yield f"{self.name}: {self.handlers} handlers, {len(self.findings)} findings"
        yield from (f"  {line}" for line in (*self.findings, *self.complaints))


def main() -> int:
    """Writes, or compares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, show differences")
    parser.add_argument("folders", nargs="*", type=Path, help="lint these too")
    asked = parser.parse_args()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = list(pool.map(unpacked, requirements()))
        said = list(pool.map(lint, (folder.name for folder in folders), folders))
        own = list(pool.map(lint, map(str, asked.folders), asked.folders))
    for each in own:
        print("\n".join(each.lines()))
    text = summary(said)
    old = SUMMARY.read_text("utf-8") if SUMMARY.exists() else ""
    if not asked.check:
        SUMMARY.write_text(text, "utf-8")
    difference = list(difflib.unified_diff(old.splitlines(), text.splitlines(), lineterm="", n=0))
    print("\n".join(line for line in difference[2:] if not line.startswith("@@")))
    return int(asked.check and bool(difference))


def requirements() -> list[str]:
    """The pinned packages, as they are in the file."""
    lines = PACKAGES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unpacked(requirement: str) -> Path:
    """The folder with a package's files, which is fetched from the registry once."""
    folder = CACHE / requirement.replace("==", "-")
    if folder.exists():
        return _as_a_project(folder)
    fetched = CACHE / "fetched" / folder.name
    command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest")
    subprocess.run((*command, str(fetched), requirement), check=True)
    [archive] = fetched.iterdir()
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(partial)
    else:
        shutil.unpack_archive(archive, partial)
    partial.rename(folder)
    return _as_a_project(folder)


def _as_a_project(folder: Path) -> Path:
    """Without what says that the package is installed there: its imports shall be followed."""
    for info in folder.glob("*.dist-info"):
        shutil.rmtree(info)
    return folder


def lint(name: str, folder: Path) -> Said:
    """What fclint says of ``folder``, as a user would see it."""
    findings: collections.Counter[str] = collections.Counter()
    complaints: dict[str, None] = {}
    for target in TARGETS:
        run = fclint("check", *OPTIONS, "--target", target, cwd=folder)
        complaints.update(dict.fromkeys(run.stderr.splitlines()))
        for finding in json.loads(run.stdout):
            findings.update([told(finding, folder, target)])
    listed = fclint("handlers", "--output-format", "json", cwd=folder)
    return Said(
        name,
        len(json.loads(listed.stdout or "[]")),
        tuple(
            f"{line}{f' ({count} times)' if count > 1 else ''}" for line, count in findings.items()
        ),
        tuple(complaints),
    )


def fclint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A run of the command; raises CalledProcessError where it crashed."""
    command = [str(Path(sys.executable).with_name("fclint")), *arguments, "."]
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if "Traceback" in run.stderr or run.returncode not in (0, 1, 2, 3):
        raise subprocess.CalledProcessError(run.returncode, command, run.stdout, run.stderr)
    return run


def told(finding: dict[str, object], folder: Path, target: str) -> str:
    """A finding in one line: the place, the rule, and the line of source that it is on."""
    filename = Path(str(finding["filename"]))
    location = finding["location"]
    assert isinstance(location, dict)
    lines = (folder / filename).read_bytes().splitlines()
    source = lines[location["row"] - 1].decode("utf-8", "replace").strip()
    relative = os.path.relpath(folder / filename, folder)
    return f"{relative}:{location['row']} {finding['code']} {target}: {source}"[:WIDEST]


def summary(said: Sequence[Said]) -> str:
    """The text of the file."""
    codes: collections.Counter[str] = collections.Counter()
    for each in said:
        codes.update(line.split()[1] for line in each.findings)
    counts = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
    head = [
        "Written by `make primer`: what fclint says of the packages in packages.txt.",
        f"{len(said)} packages, {sum(each.handlers for each in said)} handlers.",
        f"Findings for both targets: {counts}.",
        "",
    ]
    return "\n".join([*head, *(line for each in said for line in each.lines())]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
