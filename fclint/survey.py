"""A survey of what is deployed: manifests and configuration read before any file is linted.

It tells what each file is judged for, and adds what can be said of the manifests themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from fclint import events
from fclint.configuration.config import Config
from fclint.deployed import Deployed, ExplicitTarget, ManifestRun, Named
from fclint.finding import Finding, Span
from fclint.linter import FileResult, syntax_error
from fclint.request import Problem
from fclint.source import disk
from fclint.source.deployment import Manifest, ManifestError
from fclint.source.entry_points import EntryPoint, Stated
from fclint.source.handler_names import names_file
from fclint.source.modules import find_module
from fclint.targets import DEFAULT_TARGET, Conditions
from fclint.work import Task, unreadable

ManifestReader = Callable[[str, bytes], Manifest]
"""What reads a manifest of a name and a content."""

_LARGEST = 4_000_000
"""Bytes of the largest manifest that is read. The platform's own limit is a fraction of it."""


@dataclass(frozen=True, slots=True)
class Configured:
    """A handler that the configuration names at ``span``."""

    written: str
    span: Span
    target: str


@dataclass
class Survey:
    """What manifests and configurations name. Files are absolute, ``paths`` what is linted."""

    files: Sequence[str]
    paths: Sequence[str]
    explicit_target: ExplicitTarget
    reader: ManifestReader | None = None
    """Instead of :func:`~fclint.source.manifests.read_manifest`, such as one that remembers."""
    problems: list[Problem] = field(default_factory=list)
    errors: list[ManifestError] = field(default_factory=list)
    manifests: dict[str, None] = field(default_factory=dict)
    """Those that deploy something, or would if they weren't malformed."""
    configured: list[Configured] = field(default_factory=list)
    """What configurations name, there or not."""
    _read: list[str] = field(default_factory=list)
    _configured: dict[str, list[EntryPoint]] = field(default_factory=dict)
    _runs: list[ManifestRun] = field(default_factory=list)
    _configs: dict[str, None] = field(default_factory=dict)

    @cached_property
    def deployed(self) -> Deployed:
        """The manifests' functions and the files."""
        return Deployed(self.files, self.paths, self.explicit_target)

    @property
    def looked_at(self) -> list[str]:
        """The manifests that are among what is linted."""
        return [
            name for name in self._read if any(disk.is_inside(name, path) for path in self.paths)
        ]

    @property
    def configurations(self) -> list[str]:
        """The configuration files whose handlers were looked for."""
        return list(self._configs)

    @property
    def named(self) -> Sequence[Named]:
        """The handlers of all functions that count."""
        return self.deployed.named if self.manifests else ()

    def read(self, filenames: Iterable[str]) -> None:
        """Reads the files that may be manifests."""
        from fclint.source.manifests import read_manifest

        for filename in filenames:
            try:
                if os.path.getsize(filename) > _LARGEST:
                    problem = f"too large for a manifest: more than {_LARGEST:,} bytes"
                    self.problems.append(Problem(filename, problem))
                    continue
                data = disk.read(filename)
            except OSError as error:
                self.problems.append(Problem(filename, unreadable(error)))
                continue
            manifest = (self.reader or read_manifest)(filename, data)
            if manifest.deployments or manifest.errors:
                self.manifests[filename] = None
            if filename in self.manifests or filename in self.paths:
                self._read.append(filename)
            inside = any(disk.is_inside(filename, path) for path in self.paths)
            self.errors += manifest.errors if inside else ()
            if manifest.deployments:
                self.deployed.add(manifest)

    def check(self, config: Config, files: Sequence[str]) -> None:
        """Takes in what a configuration names; ``files`` are the linted ones that it is for."""
        origin, folder = config.origin("handlers"), config.base("handlers")
        if not config.handlers or origin is None or folder is None:
            return
        if not any(disk.is_inside(folder, path) for path in self.paths):
            return  # what it names may be in a part of the project that isn't linted
        self._configs[origin] = None
        for handler in config.handlers:
            span = _span_in(origin, handler)
            self.configured.append(Configured(handler, span, config.target or DEFAULT_TARGET))
            holders = [filename for filename in files if names_file(handler, filename)]
            for filename in holders:
                entry = EntryPoint(
                    attribute=handler.rpartition(".")[2],
                    written=handler,
                    span=span,
                    shown=os.path.relpath(filename, folder).replace(os.sep, "/"),
                    deployment="",
                    target=config.target or DEFAULT_TARGET,
                    expected="",
                    role="configuration",
                )
                self._configured.setdefault(filename, []).append(entry)
            if not holders:
                self._runs.extend(_not_linted(config, handler, span))

    def entry_points(self, filename: str) -> tuple[EntryPoint, ...]:
        """What manifests and configurations name in the file."""
        return (*self._entered.get(filename, ()), *self._configured.get(filename, ()))

    def is_left_out(self, filename: str) -> bool:
        """Whether the file is deployed in Python 2 alone, and the user asks for no target."""
        return (
            bool(self.manifests)
            and self.deployed.is_left_out(filename)
            and self.explicit_target(filename) is None
        )

    def surroundings(self, filename: str) -> tuple[str, Conditions]:
        """See :meth:`fclint.deployed.Deployed.surroundings`."""
        if not self.manifests:
            return DEFAULT_TARGET, Conditions()
        return self.deployed.surroundings(filename)

    def foreign_tasks(self) -> Iterator[Task]:
        """The files that are not linted, but in which manifests name something."""
        for filename in self._foreign:
            entries = self._entered[filename]
            yield Task(filename, os.path.getsize(filename), entries[0].target, entry_points=entries)

    @property
    def roots(self) -> list[str]:
        """The code directories around what is linted: imports begin there, too."""
        if not self.manifests:
            return []
        found = dict.fromkeys(
            each.deployment.code.path
            for each in self.deployed.named
            if each.deployment.code is not None and each.entry is not None
        )
        return [code for code in found if any(disk.is_inside(path, code) for path in self.paths)]

    def complete(self, results: Sequence[FileResult]) -> list[FileResult]:
        """The results of all files as they are told, and those of the manifests themselves."""
        entered = frozenset(key for result in results for key in result.entered)
        found: list[FileResult] = []
        own = {**self.manifests, **self._configs}
        for result in results:
            if result.filename in self._foreign:
                runs = tuple(run for run in result.runs if run.key[0] in own)
                found.append(FileResult(result.filename, runs, handlers=result.handlers))
                continue
            elsewhere = entered - result.entered
            found.append(
                replace(
                    result,
                    runs=tuple(run for run in result.runs if run.key not in elsewhere),
                    handlers=tuple(each for each in result.handlers if each.key not in elsewhere),
                )
            )
        return [*self._settle(found), *self._results()]

    # --- inside

    @cached_property
    def _entered(self) -> Mapping[str, tuple[EntryPoint, ...]]:
        return self.deployed.entry_points() if self.manifests else {}

    @cached_property
    def _foreign(self) -> Mapping[str, None]:
        linted = frozenset(self.files)
        return dict.fromkeys(name for name in self._entered if name not in linted)

    def _settle(self, results: Sequence[FileResult]) -> Iterator[FileResult]:
        """A name of the configuration is missing only if none of the files it fits has it."""
        named = [run for each in results for run in each.runs if run.key[0] in self._configs]
        there = {run.key for run in named if not run.findings}
        for result in results:
            runs = (run for run in result.runs if not (run.findings and run.key in there))
            yield replace(result, runs=tuple(runs))

    def _results(self) -> Iterator[FileResult]:
        """What is said of the manifests and configurations."""
        runs = [*self._runs, *(self.deployed.runs if self.manifests else ())]
        if not runs and not self.errors:
            return
        from fclint.judge import judge_run
        from fclint.registry import load_rules

        rules = load_rules()
        judged = tuple(judge_run(run, rules) for run in runs)
        findings: list[Finding] = []
        for error in self.errors:
            target = self.explicit_target(error.span.filename) or DEFAULT_TARGET
            findings += syntax_error(error.message, error.span, target, rules)
        yield FileResult("", judged, tuple(findings))


def _not_linted(config: Config, handler: str, span: Span) -> Iterator[ManifestRun]:
    """A handler of the configuration whose module is in no linted file, unless it is excluded."""
    folder = config.base("handlers")
    looked = find_module(folder, handler)
    if looked.file is not None or not looked.missing:
        return
    subject = events.Handler(handler, span, config.target or DEFAULT_TARGET)
    event = events.HandlerNamed(
        handler=subject,
        place=span,
        trace=Stated(),
        written=handler,
        missing=looked.missing,
        detail=looked.told(folder or ""),
        suggestion=looked.suggestion,
    )
    yield ManifestRun(subject, (event,), (span.filename, span.start))


def _span_in(filename: str, written: str) -> Span:
    """Where a TOML file says ``written``; its beginning where that can't be found."""
    try:
        text = disk.read(filename).decode("utf-8-sig")
    except (OSError, ValueError):
        text = ""
    after = max(text.find("handlers"), 0)
    at = next((i for q in "\"'" if (i := text.find(f"{q}{written}{q}", after)) >= 0), -1)
    if at < 0:
        return Span(filename, 1, 1, 1, 1)
    row = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    start = len(text[:at].encode())
    size = len(written) + 2
    return Span(filename, row, column, row, column + size, start, start + len(written.encode()) + 2)
