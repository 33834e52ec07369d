"""Which installed distributions bring rules, and which files the user appends: nothing of either
is executed here, and little is imported, for the cache asks this in every run.
"""

from __future__ import annotations

import os
import sys
from functools import cache

GROUP = "fclint.rules"
"""The group of entry points under which a distribution names its rules."""
VARIABLE = "FCLINT_APPEND_RULES"
"""The environment variable that holds what ``--append-rules`` names, with the separator of PATH
between, so that all processes of a run know it."""

_SECTION = f"[{GROUP}]".encode()
_SUFFIXES = (".dist-info", ".egg-info")


class RulesError(Exception):
    """Rules of someone else's that can't be used, or that failed; the message is one line and says
    whose they are."""


def bringing_rules() -> tuple[str, ...]:
    """The metadata folders of the installed distributions that bring rules, in the order in which
    Python looks for modules; of two versions of one distribution the first counts.

    The current folder is where ``python -m`` looks first without anybody's will: what lies in
    there is not installed.
    """
    try:
        here = os.getcwd()
    except OSError:  # it is no more
        here = ""
    return _bringing_rules(tuple(sys.path), here)


@cache
def _bringing_rules(path: tuple[str, ...], here: str) -> tuple[str, ...]:
    found: list[str] = []
    seen: dict[str, None] = {}
    for folder in dict.fromkeys(path):
        if not os.path.isabs(folder) or _is_same(folder, here):
            continue
        for name in sorted(_metadata_in(folder)):
            distribution = name.rpartition(".")[0].partition("-")[0].lower().replace(".", "_")
            if distribution in seen:
                continue
            seen[distribution] = None
            if _names_rules(os.path.join(folder, name)):
                found.append(os.path.join(folder, name))
    return tuple(found)


def appended() -> tuple[str, ...]:
    """The files and folders that the user appends, absolute, in order."""
    named = os.environ.get(VARIABLE, "").split(os.pathsep)
    return tuple(dict.fromkeys(os.path.abspath(path) for path in named if path.strip()))


def fingerprint() -> str:
    """Another text where another distribution or file may bring rules. What is in the modules is
    not part of it: that is known when they have been imported."""
    metadata = bringing_rules()
    installed = [(path, _changed(os.path.join(path, "entry_points.txt"))) for path in metadata]
    return repr((installed, appended())) if installed or appended() else ""


def _is_same(folder: str, other: str) -> bool:
    try:
        return os.path.samefile(folder, other)
    except OSError:
        return False


def _metadata_in(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as scan:
            return [entry.name for entry in scan if entry.name.endswith(_SUFFIXES)]
    except OSError:
        return []


def _names_rules(metadata: str) -> bool:
    try:
        # Unbuffered: there are hundreds, most of them small or not there.
        with open(os.path.join(metadata, "entry_points.txt"), "rb", buffering=0) as file:
            return _SECTION in file.readall()
    except OSError:
        return False


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
