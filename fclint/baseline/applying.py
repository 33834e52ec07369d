"""Baselines in a run: what they hide, which of their entries no longer occur, what is written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fclint.baseline.entries import (
    Baseline,
    BaselineError,
    Entry,
    dumps,
    loads,
    read_baseline,
    real_name,
)
from fclint.configuration.config import Config
from fclint.finding import Finding
from fclint.report.fingerprint import identities
from fclint.report.sources import Sources
from fclint.request import Request
from fclint.source import disk

if TYPE_CHECKING:
    from fclint.judge import JudgedRun

Anchor = tuple[str, str, int, int]
"""The code and the place of a finding."""


def anchor(finding: Finding) -> Anchor:
    """Where ``finding`` is, and of which rule."""
    span = finding.span
    return finding.code, span.filename, span.row, span.column


def leading(runs: Iterable[JudgedRun]) -> dict[Anchor, tuple[str, ...]]:
    """The files of handlers that lead to findings in other files."""
    found: dict[Anchor, dict[str, None]] = {}
    for run in runs:
        for finding in run.findings:
            if finding.span.filename != run.key[0]:
                found.setdefault(anchor(finding), {})[run.key[0]] = None
    return {place: tuple(sorted(files)) for place, files in found.items()}


@dataclass(frozen=True)
class Judged:
    """What a run has judged: ``files`` as a whole, and ``folders`` with all that is in them.
    ``speaks`` says whether a finding of some rule in some file would be told. Names are those of
    :func:`~fclint.baseline.entries.real_name`."""

    files: frozenset[str]
    folders: tuple[str, ...]
    speaks: Callable[[str, str], bool]

    def covering(self, baseline: Baseline) -> Callable[[Entry], bool]:
        """Tells of entries of ``baseline`` whether their findings would have been told if they
        still occurred."""
        names: dict[str, str] = {}

        def looked_at(path: str) -> bool:
            if path not in names:
                names[path] = baseline.absolute(path)
            return self._looked_at(names[path])

        return lambda entry: (
            all(map(looked_at, (entry.path, *entry.handlers)))
            and self.speaks(names[entry.path], entry.code)
        )

    def _looked_at(self, name: str) -> bool:
        if name in self.files:
            return True
        inside = any(name.startswith(os.path.join(folder, "")) for folder in self.folders)
        return inside and not disk.kind(name)


@dataclass
class Baselines:
    """The baselines that apply to files, each read once: the one that is asked for, or that of a
    file's configuration."""

    _read: dict[str, tuple[Baseline, frozenset[Entry]]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self._read)

    def of(self, request: Request, config: Config) -> Baseline | None:
        """The baseline for files with this configuration. Raises
        :class:`~fclint.baseline.entries.BaselineError`."""
        filename = config.baseline if request.baseline is None else request.baseline
        if filename is None or not request.use_baseline:
            return None
        if filename not in self._read:
            baseline = read_baseline(filename)
            self._read[filename] = baseline, frozenset(baseline.entries)
        return self._read[filename][0]

    def apart(
        self,
        findings: Sequence[Finding],
        baseline_for: Callable[[str], Baseline | None],
        sources: Sources,
        judged: Judged,
    ) -> tuple[list[Finding], list[Finding], list[tuple[str, int]]]:
        """The findings that are in no baseline, those that are, and of each baseline whose entries
        no longer occur its name and how many these are."""
        unknown: list[Finding] = []
        known: list[Finding] = []
        used: dict[str, set[Entry]] = {}
        for finding, entry in zip(findings, _entries(findings, baseline_for, sources), strict=True):
            baseline = baseline_for(finding.span.filename)
            if baseline is not None and entry in self._read[baseline.filename][1]:
                used.setdefault(baseline.filename, set()).add(entry)
                known.append(finding)
            else:
                unknown.append(finding)
        gone: list[tuple[str, int]] = []
        for name, (baseline, _) in sorted(self._read.items()):
            covers = judged.covering(baseline)
            count = sum(
                entry not in used.get(name, ())
                and covers(entry)
                and baseline_for(baseline.absolute(entry.path)) is baseline
                for entry in baseline.entries
            )
            if count:
                gone.append((name, count))
        return unknown, known, gone


def _entries(
    findings: Iterable[Finding],
    baseline_for: Callable[[str], Baseline | None],
    sources: Sources,
    handlers: Mapping[Anchor, tuple[str, ...]] | None = None,
) -> list[Entry]:
    """The entry that each of ``findings`` would have."""
    findings = list(findings)
    names: dict[str, str] = {}

    def name(filename: str) -> str:
        if filename not in names:
            baseline = baseline_for(filename)
            names[filename] = filename if baseline is None else baseline.path(filename)
        return names[filename]

    return [
        Entry(
            each.path,
            each.code,
            each.line,
            each.before + 1,
            finding.message,
            tuple(sorted(map(name, (handlers or {}).get(anchor(finding), ())))),
        )
        for finding, each in zip(findings, identities(findings, sources, name), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Update:
    """A baseline as it will be, and how it differs from the one before: how many entries are
    ``new``, how many were ``pruned``, how many are ``kept`` although this run did not see them."""

    baseline: Baseline
    new: int
    pruned: int
    kept: int


def updated(
    previous: Baseline,
    findings: Sequence[Finding],
    handlers: Mapping[Anchor, tuple[str, ...]],
    sources: Sources,
    judged: Judged,
) -> Update:
    """``previous`` with ``findings`` in place of what the run has judged. ``handlers`` are the
    files from which handlers in other files lead to findings."""
    found = _entries(findings, lambda _: previous, sources, handlers)
    seen = frozenset(found)
    unseen = [entry for entry in previous.entries if entry not in seen]
    covers = judged.covering(previous)
    kept = [entry for entry in unseen if not covers(entry)]
    return Update(
        Baseline(previous.filename, tuple(sorted([*found, *kept]))),
        new=len(seen.difference(previous.entries)),
        pruned=len(unseen) - len(kept),
        kept=len(kept),
    )


def previous_baseline(filename: str) -> Baseline:
    """The baseline that is about to be written anew; empty where there is none yet.

    Raises :class:`~fclint.baseline.entries.BaselineError` for a file that is something else, or
    that can't be written.
    """
    try:
        mode = os.stat(filename).st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            return Baseline(filename)  # such as /dev/stdout
        if stat.S_ISREG(mode) and not mode & 0o222:
            raise PermissionError(errno.EACCES, "the file is read-only")
        if stat.S_ISREG(mode) and not os.path.getsize(filename):
            return Baseline(filename)
    except FileNotFoundError:
        folder = os.path.dirname(os.path.abspath(filename))
        if not os.path.isdir(folder):
            message = f"cannot write baseline {filename!r}: there is no folder {folder!r}"
            raise BaselineError(message) from None
        return Baseline(filename)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BaselineError(f"cannot write baseline {filename!r}: {reason}") from None
    return read_baseline(filename)


def write_baseline(baseline: Baseline) -> None:
    """Writes ``baseline`` to its file, whole or not at all. Raises
    :class:`~fclint.baseline.entries.BaselineError`."""
    from fclint.destination import write_file

    text = dumps(baseline.entries)
    assert loads(text.encode("utf-8", "backslashreplace"), baseline.filename) == baseline
    try:
        write_file(baseline.filename, [text])
    except OSError as error:
        reason = error.strerror or error
        raise BaselineError(f"cannot write baseline {baseline.filename!r}: {reason}") from None


def real_names(filenames: Iterable[str]) -> frozenset[str]:
    """The absolute names of files, their folders without links."""
    folders: dict[str, str] = {}
    names: list[str] = []
    for filename in filenames:
        folder, base = os.path.split(os.path.abspath(filename))
        if folder not in folders:
            folders[folder] = os.path.dirname(real_name(os.path.join(folder, "_")))
        names.append(os.path.join(folders[folder], base))
    return frozenset(names)
