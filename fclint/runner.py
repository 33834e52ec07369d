"""Lints many files: finds and reads them, spreads the work, and puts the results together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fclint.config import Config, ConfigFinder
from fclint.file_patterns import ignores
from fclint.finding import Finding, Severity
from fclint.linter import FileResult, is_whole, missing_attribute, names_file
from fclint.request import STDIN, Outcome, Problem, Request, UsageError
from fclint.selection import Selection
from fclint.source.prefilter import may_hold_handler
from fclint.suggest import did_you_mean
from fclint.survey import ManifestReader, Survey
from fclint.targets import DEFAULT_TARGET
from fclint.work import FileWork, Task, read_file, unreadable

if TYPE_CHECKING:
    from fclint.listing import Listed

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
    manifests: dict[str, None] = field(default_factory=dict)
    """The files in the linted folders, and those that are named, that may be manifests."""
    manifest_reader: ManifestReader | None = None
    _excluded: dict[tuple[str, ...], Callable[[str], bool]] = field(default_factory=dict)

    def files(self) -> tuple[list[str], list[Problem]]:
        """The files to look at, absolute and sorted, without standard input; and what could not
        be looked into.

        Raises :class:`UsageError` for a path that is not there, and
        :class:`~fclint.config.ConfigError`.
        """
        from fclint.source.files import discover, is_manifest_name

        found: dict[str, None] = {}
        problems: list[Problem] = []
        for path in self.request.paths:
            if not os.path.lexists(path):
                raise UsageError(f"no such file or folder: {path!r}{_nearest_path(path)}")
            absolute = os.path.abspath(path)
            if is_manifest_name(os.path.basename(path)) and os.path.isfile(path):
                self.manifests[absolute] = None
                continue
            config = self.configs.for_folder(_root(absolute))
            # The folder's own configuration spares walking what it excludes; others may say more.
            walked = discover(
                [absolute], exclude=config.exclude, exclude_root=config.base("exclude") or ""
            )
            problems += (
                Problem(error.path, f"cannot be read: {error.message}") for error in walked.errors
            )
            self.manifests.update(
                (name, None) for name in walked.manifests if not self.is_excluded(name)
            )
            found.update(
                (entry.path, None)
                for entry in walked.files
                if entry.named or not self.is_excluded(entry.path)
            )
        return sorted(found), problems

    def run(self, progress: Progress = lambda done, total: None) -> Outcome:
        """Lints everything. Raises as :meth:`files` does."""
        return self._run(progress)[0]

    def handlers(
        self, progress: Progress = lambda done, total: None
    ) -> tuple[Outcome, list[Listed]]:
        """Lints everything, and lists all handlers. Raises as :meth:`files` does."""
        from fclint.listing import listed

        outcome, survey, results = self._run(progress)
        return outcome, listed(survey, results)

    def _run(self, progress: Progress) -> tuple[Outcome, Survey, list[FileResult]]:
        request = self.request
        problems: list[Problem] = []
        if request.stdin is not None:
            name = request.stdin_name
            files = [name]
            survey = self._survey(files, [] if name == STDIN else [name])
            left_out = survey.is_left_out(name) and not self._names(name)
            tasks = [] if left_out else [self._task(name, request.stdin, survey)]
            contents = {name: request.stdin}
            roots = list(request.roots) or [os.path.dirname(os.path.abspath(name))]
        else:
            files, problems = self.files()
            tasks = []
            contents = {}
            paths = [os.path.abspath(path) for path in request.paths]
            roots = list(map(_root, paths))
            survey = self._survey(files, paths)
            for filename in files:
                try:
                    known = request.contents.get(filename)
                    data = known if known is not None else read_file(filename)
                except OSError as error:
                    problems.append(Problem(filename, unreadable(error)))
                    continue
                if self._names(filename) or (
                    (survey.entry_points(filename) or may_hold_handler(data))
                    and not survey.is_left_out(filename)
                ):
                    tasks.append(self._task(filename, data, survey))
                if any(names_file(handler, filename) for handler in request.handlers):
                    contents[filename] = data
        self._check_handlers(files, contents)
        problems += survey.problems
        roots += survey.roots
        everything = [*tasks, *survey.foreign_tasks()]
        results = survey.complete(
            sorted(
                self._results(everything, tuple(dict.fromkeys(roots)), progress),
                key=lambda result: result.filename,
            )
        )
        problems.extend(
            Problem(result.filename, result.failure.summary, result.failure.traceback)
            for result in results
            if result.failure is not None
        )
        findings = self._chosen(results, files)
        outcome = Outcome(
            files=(*files, *survey.looked_at),
            candidates=len(tasks),
            findings=tuple(findings),
            failing=sum(finding.severity >= self._threshold(finding) for finding in findings),
            problems=tuple(sorted(problems, key=lambda problem: problem.filename)),
            notes=tuple((result.filename, note) for result in results for note in result.notes),
        )
        return outcome, survey, results

    def _results(
        self, tasks: Sequence[Task], roots: tuple[str, ...], progress: Progress
    ) -> Iterator[FileResult]:
        """The result of each task, in any order."""
        work = FileWork(roots, self.request.contents)
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

    def _survey(self, files: Sequence[str], paths: Sequence[str]) -> Survey:
        """What manifests in and above ``paths``, and configurations for ``files``, name."""
        from fclint.source.manifests.search import manifests_above

        for folder in dict.fromkeys(map(_root, paths)):
            above = (name for name in manifests_above(folder) if not self.is_excluded(name))
            self.manifests.update((name, None) for name in above)
        survey = Survey(files, paths, self._explicit_target, self.manifest_reader)
        survey.read(sorted(self.manifests))
        if not self.request.handlers:
            fits: dict[str, tuple[Config, list[str]]] = {}
            for path in paths:
                config = self.configs.for_folder(_root(path))
                fits.setdefault(config.filename or "", (config, []))
            for filename in files:
                config = self._config(filename)
                fits.setdefault(config.filename or "", (config, []))[1].append(filename)
            for config, held in fits.values():
                survey.check(config, held)
        return survey

    def _explicit_target(self, filename: str) -> str | None:
        return self.request.target or self._config(filename).target

    def _task(self, filename: str, data: bytes, survey: Survey) -> Task:
        target, conditions = survey.surroundings(filename)
        return Task(
            filename=filename,
            size=len(data),
            target=self._explicit_target(filename) or target,
            conditions=conditions,
            entry_points=survey.entry_points(filename),
            handlers=self._names(filename),
            data=data
            if self.request.stdin is not None or filename in self.request.contents
            else None,
        )

    def _names(self, filename: str) -> tuple[str, ...]:
        """The handlers that the user names in the file."""
        named = self.request.handlers or self._config(filename).handlers
        return tuple(handler for handler in named if names_file(handler, filename))

    def _config(self, filename: str) -> Config:
        return self.configs.for_file(filename)

    def is_excluded(self, filename: str) -> bool:
        """Whether the configuration of the file ``filename`` leaves it out. Raises
        :class:`~fclint.config.ConfigError`."""
        config = self._config(filename)
        if not config.exclude:
            return False
        try:
            relative = os.path.relpath(filename, config.base("exclude"))
        except ValueError:  # another drive
            return False
        matcher = self._excluded.get(config.exclude)
        if matcher is None:
            from pathspec import GitIgnoreSpec

            matcher = GitIgnoreSpec.from_lines(config.exclude).match_file
            self._excluded[config.exclude] = matcher
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

    def _chosen(self, results: Sequence[FileResult], files: Sequence[str]) -> list[Finding]:
        """The findings of all files that were selected and are not suppressed, sorted."""
        everything = [finding for result in results for finding in result.findings]
        runs = [run for result in results for run in result.runs]
        if not everything and not runs:
            return []
        from fclint.judge import combine
        from fclint.registry import load_rules
        from fclint.unused import Suppressing

        everything += combine(runs)
        broken = {result.filename for result in results if not is_whole(result)}
        return Suppressing(self._data, self._is_selected, load_rules()).chosen(
            everything,
            runs,
            [filename for filename in files if filename not in broken],
            self.request.target or DEFAULT_TARGET,
        )

    def _data(self, filename: str) -> bytes:
        """The content of a linted file; empty where it can't be read any more."""
        if self.request.stdin is not None and filename == self.request.stdin_name:
            return self.request.stdin
        known = self.request.contents.get(filename)
        if known is not None:
            return known
        try:
            with open(filename, "rb") as file:
                return file.read()
        except OSError:
            return b""

    def _is_selected(self, finding: Finding) -> bool:
        filename = finding.span.filename
        config = self._config(filename)
        admitted = self._selection(config).admits(finding.code, finding.severity)
        return admitted and not ignores(config, filename, finding.code)

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
