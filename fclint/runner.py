"""Lints many files: finds and reads them, spreads the work, and puts the results together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from fclint.config import Config, ConfigFinder
from fclint.finding import Finding, Severity
from fclint.linter import FileResult, missing_attribute, names_file
from fclint.request import STDIN, Outcome, Problem, Request, UsageError
from fclint.selection import Selection, matches
from fclint.source.prefilter import may_hold_handler
from fclint.suggest import did_you_mean
from fclint.targets import DEFAULT_TARGET
from fclint.work import FileWork, Task, unreadable

DEFAULT_FAIL_ON = Severity.WARNING

_CAN_FORK = sys.platform.startswith("linux")
"""Elsewhere a fork is impossible (Windows) or unsafe (macOS: system libraries have threads)."""

# Measured: two forks and the way back take 12 ms, two fresh interpreters that load LibCST 0.6 s.
# LibCST parses not quite a megabyte a second.
_WORTH_FORKING = 100_000
_WORTH_SPAWNING = 1_000_000
_CHUNK = 64_000

Progress = Callable[[int, int], None]
"""Called with the number of files done, and of all that need work."""


@dataclass
class Linting:
    """One request on its way to its outcome. ``texts`` reads the files that findings are in."""

    request: Request
    texts: Callable[[str], str]
    configs: ConfigFinder = field(default_factory=ConfigFinder)
    _excluded: dict[tuple[str, ...], Callable[[str], bool]] = field(default_factory=dict)

    def files(self) -> tuple[list[str], list[Problem]]:
        """The files to look at, absolute and sorted, without standard input; and what could not
        be looked into.

        Raises :class:`UsageError` for a path that is not there, and
        :class:`~fclint.config.ConfigError`.
        """
        from fclint.source.files import discover

        found: dict[str, None] = {}
        problems: list[Problem] = []
        for path in self.request.paths:
            if not os.path.lexists(path):
                raise UsageError(f"no such file or folder: {path!r}{_nearest_path(path)}")
            absolute = os.path.abspath(path)
            config = self.configs.for_folder(_root(absolute))
            # The folder's own configuration spares walking what it excludes; others may say more.
            walked = discover([absolute], exclude=config.exclude, exclude_root=config.folder or "")
            problems += (
                Problem(error.path, f"cannot be read: {error.message}") for error in walked.errors
            )
            found.update(
                (entry.path, None)
                for entry in walked.files
                if entry.named or not self._is_excluded(entry.path)
            )
        return sorted(found), problems

    def run(self, progress: Progress = lambda done, total: None) -> Outcome:
        """Lints everything. Raises as :meth:`files` does."""
        request = self.request
        problems: list[Problem] = []
        if request.stdin is not None:
            name = request.stdin_name
            files = [name]
            tasks = [self._task(name, request.stdin)]
            contents = {name: request.stdin}
            roots = [os.path.dirname(os.path.abspath(name))]
        else:
            files, problems = self.files()
            tasks = []
            contents = {}
            roots = [_root(os.path.abspath(path)) for path in request.paths]
            for filename in files:
                try:
                    with open(filename, "rb") as file:
                        data = file.read()
                except OSError as error:
                    problems.append(Problem(filename, unreadable(error)))
                    continue
                task = self._task(filename, data)
                if task.handlers or may_hold_handler(data):
                    tasks.append(task)
                if any(names_file(handler, filename) for handler in request.handlers):
                    contents[filename] = data
        self._check_handlers(files, contents)
        results = sorted(
            self._results(tasks, tuple(dict.fromkeys(roots)), progress),
            key=lambda result: result.filename,
        )
        problems.extend(
            Problem(result.filename, result.failure.summary, result.failure.traceback)
            for result in results
            if result.failure is not None
        )
        findings = self._chosen(results)
        return Outcome(
            files=tuple(files),
            candidates=len(tasks),
            findings=tuple(findings),
            failing=sum(finding.severity >= self._threshold(finding) for finding in findings),
            problems=tuple(sorted(problems, key=lambda problem: problem.filename)),
            notes=tuple((result.filename, note) for result in results for note in result.notes),
        )

    def _results(
        self, tasks: Sequence[Task], roots: tuple[str, ...], progress: Progress
    ) -> Iterator[FileResult]:
        """The result of each task, in any order."""
        work = FileWork(roots)
        jobs = self.request.jobs or _processors()
        size = sum(task.size for task in tasks)
        if min(jobs, len(tasks)) < 2 or size < (_WORTH_FORKING if _CAN_FORK else _WORTH_SPAWNING):
            for done, task in enumerate(tasks):
                progress(done, len(tasks))
                yield work(task)
            return
        from fclint import pool

        ended = pool.run(work, _chunks(tasks), jobs, fork=_CAN_FORK, warm=work.warm)
        for done, (task, result) in enumerate(ended, 1):
            progress(done, len(tasks))
            yield work.died(task, result) if isinstance(result, pool.Died) else result

    def _task(self, filename: str, data: bytes) -> Task:
        config = self._config(filename)
        return Task(
            filename=filename,
            size=len(data),
            target=self.request.target or config.target or DEFAULT_TARGET,
            handlers=tuple(
                handler
                for handler in (self.request.handlers or config.handlers)
                if names_file(handler, filename)
            ),
            data=data if self.request.stdin is not None else None,
        )

    def _config(self, filename: str) -> Config:
        return self.configs.for_file(filename)

    def _is_excluded(self, filename: str) -> bool:
        config = self._config(filename)
        return bool(config.exclude) and self._matches(config, config.exclude, filename)

    def _matches(self, config: Config, patterns: tuple[str, ...], filename: str) -> bool:
        """Whether ``filename`` is one that ``patterns``, as in .gitignore, mean."""
        folder = config.folder or os.getcwd()
        try:
            relative = os.path.relpath(filename, folder)
        except ValueError:  # another drive
            return False
        matcher = self._excluded.get(patterns)
        if matcher is None:
            from pathspec import GitIgnoreSpec

            matcher = self._excluded[patterns] = GitIgnoreSpec.from_lines(patterns).match_file
        return matcher(relative.replace(os.sep, "/"))

    def _threshold(self, finding: Finding) -> Severity:
        return (
            self.request.fail_on or self._config(finding.span.filename).fail_on or DEFAULT_FAIL_ON
        )

    def _selection(self, config: Config) -> Selection:
        """``--select`` starts afresh; ``--ignore`` and ``--extend-select`` add to the file."""
        request = self.request
        if request.select is not None:
            return Selection(request.select, request.ignore, request.extend_select)
        return Selection(
            config.select,
            config.ignore + request.ignore,
            config.extend_select + request.extend_select,
        )

    def _chosen(self, results: Sequence[FileResult]) -> list[Finding]:
        """The findings of all files that were selected and are not suppressed, sorted."""
        everything = [finding for result in results for finding in result.findings]
        if any(result.runs for result in results):
            from fclint.judge import combine

            everything += combine(run for result in results for run in result.runs)
        chosen = [finding for finding in everything if self._is_selected(finding)]
        if chosen:
            from fclint.source.suppressions import Suppressions

            names = dict.fromkeys(finding.span.filename for finding in chosen)
            suppressions = {name: Suppressions.of(self.texts(name)) for name in names}
            chosen = [
                finding
                for finding in chosen
                if not suppressions[finding.span.filename].skip_file
                and not suppressions[finding.span.filename].suppresses(
                    finding.code, finding.noqa_rows
                )
            ]
        return sorted(chosen, key=lambda finding: finding.sort_key)

    def _is_selected(self, finding: Finding) -> bool:
        filename = finding.span.filename
        config = self._config(filename)
        return self._selection(config).admits(finding.code, finding.severity) and not any(
            matches(codes, finding.code) and self._matches(config, (pattern,), filename)
            for pattern, codes in config.per_file_ignores
        )

    def _check_handlers(self, files: Sequence[str], contents: dict[str, bytes]) -> None:
        """Raises :class:`UsageError` for a ``--handler`` that surely isn't there."""
        for handler in self.request.handlers:
            holders = [filename for filename in files if names_file(handler, filename)]
            if not holders:
                if files == [STDIN]:
                    hint = "; name it with --stdin-filename"
                else:
                    module, _, attribute = handler.rpartition(".")
                    stems = {os.path.splitext(os.path.basename(name))[0]: None for name in files}
                    known = [f"{stem}.{attribute}" for stem in stems]
                    hint = did_you_mean(handler, known) or f", for no linted file is {module!r}"
                raise UsageError(f"no handler {handler!r}{hint}")
            missing = [
                missing_attribute(handler, contents[filename])
                for filename in holders
                if filename in contents
            ]
            if missing and missing[0] is not None and None not in missing:
                raise UsageError(f"no handler {handler!r}: {missing[0]}")


def _chunks(tasks: Sequence[Task]) -> list[list[Task]]:
    """Largest first; small ones together."""
    chunks: list[list[Task]] = []
    size = _CHUNK
    for task in sorted(tasks, key=lambda task: (-task.size, task.filename)):
        if size + task.size > _CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(task)
        size += task.size
    return chunks


def _root(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def _nearest_path(path: str) -> str:
    """A hint at the entry of the folder that the user probably meant."""
    folder, _ = os.path.split(path.rstrip("/\\"))
    try:
        entries = sorted(os.listdir(folder or "."))
    except OSError:
        return ""
    return did_you_mean(path, [os.path.join(folder, entry) for entry in entries])
