"""What a run is asked for, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from fclint.finding import Finding, Severity

STDIN = "-"
"""The path that stands for standard input, and what it is called without another name."""


class UsageError(Exception):
    """The user asked for something that can't be; the message is one line."""


class ConfigError(Exception):
    """A configuration that can't be used; the message names file, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for; None or empty where it is silent.

    Where ``stdin`` is not None, those bytes are linted as ``stdin_filename`` and no path is; then
    imports are looked up in the folders ``roots``, by default in the folder of that file.
    """

    paths: tuple[str, ...] = (".",)
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    target: str | None = None
    handlers: tuple[str, ...] = ()
    fail_on: Severity | None = None
    jobs: int | None = None
    stdin: bytes | None = None
    stdin_filename: str = STDIN
    roots: tuple[str, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """What counts as the content of files, by absolute name, whatever is on disk."""
    with_routes: bool = False
    """Findings say how to get there."""
    baseline: str | None = None
    """The file of known findings, instead of those that configurations name."""
    use_baseline: bool = True
    """Whether any baseline counts."""

    @property
    def is_on_disk(self) -> bool:
        """Whether nothing that is linted comes from elsewhere."""
        return self.stdin is None and not self.contents

    @property
    def stdin_name(self) -> str:
        """What findings call standard input: absolute, if it has a name."""
        return STDIN if self.stdin_filename == STDIN else os.path.abspath(self.stdin_filename)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that kept fclint from judging a file, other than the file's own mistakes.

    ``traceback`` is not empty where the fault is fclint's.
    """

    filename: str
    message: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request.

    ``files`` are all that were looked at, ``candidates`` counts those that may hold a handler,
    ``failing`` the findings at or above the threshold. ``notes`` are pairs of a file's name and
    what could not be analysed in it. File names are absolute, but for standard input. ``known``
    are the findings that a baseline hides, ``gone`` are pairs of a baseline and how many of its
    entries no longer occur.
    """

    files: tuple[str, ...]
    candidates: int = 0
    findings: tuple[Finding, ...] = ()
    failing: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    known: tuple[Finding, ...] = ()
    gone: tuple[tuple[str, int], ...] = ()
