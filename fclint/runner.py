"""Lints many files: finds and reads them, spreads the work, and puts the results together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fclint.baseline.applying import Baselines
from fclint.configuration.config import Config, ConfigFinder
from fclint.configuration.settings import Settings
from fclint.finding import Finding
from fclint.linter import FileResult, is_whole
from fclint.request import STDIN, Outcome, Problem, Request, UsageError
from fclint.source import disk
from fclint.source.handler_names import missing_attribute, names_file
from fclint.source.prefilter import may_hold_handler
from fclint.spreading import Progress, spread, spread_unknown
from fclint.suggest import did_you_mean
from fclint.survey import ManifestReader, Survey
from fclint.targets import DEFAULT_TARGET
from fclint.work import FileWork, Task, noted_rules, unreadable

if TYPE_CHECKING:
    from fclint.baseline.applying import Anchor, Judged
    from fclint.cache.outcomes import Cache
    from fclint.listing import Listed


@dataclass
class Linting:
    """One request on its way to its outcome. ``texts`` reads the files that findings are in."""

    request: Request
    texts: Callable[[str], str]
    configs: ConfigFinder = field(default_factory=ConfigFinder)
    manifests: dict[str, None] = field(default_factory=dict)
    """The files in the linted folders, and those that are named, that may be manifests."""
    manifest_reader: ManifestReader | None = None
    baselines: Baselines = field(default_factory=Baselines)
    cache: Cache | None = None
    _candidates: set[str] = field(default_factory=set)
    """Files that may hold a handler by their content."""
    _digests: dict[str, str] = field(default_factory=dict)
    """Of the content of the files, where that may matter."""

    def __post_init__(self) -> None:
        """Reads nothing yet."""
        self.settings = Settings(self.request, self.configs)

    def files(self) -> tuple[list[str], list[Problem]]:
        """The files to look at, absolute and sorted, without standard input; and what could not
        be looked into.

        Raises :class:`UsageError` for a path that is not there, and
        :class:`~fclint.configuration.config.ConfigError`.
        """
        from fclint.source.files import discover, is_manifest_name

        found: dict[str, None] = {}
        problems: list[Problem] = []
        for path in self.request.paths:
            if not os.path.lexists(path):
                raise UsageError(f"no such file or folder: {path!r}{_nearest_path(path)}")
            absolute = os.path.abspath(path)
            if is_manifest_name(os.path.basename(path)) and disk.is_file(path):
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
                (name, None) for name in walked.manifests if not self.settings.is_excluded(name)
            )
            found.update(
                (entry.path, None)
                for entry in walked.files
                if entry.named or not self.settings.is_excluded(entry.path)
            )
        return sorted(found), problems

    def run(self, progress: Progress = lambda done, total: None) -> Outcome:
        """Lints everything. Raises as :meth:`files` does, and
        :class:`~fclint.baseline.entries.BaselineError`."""
        cache = self._cache
        if cache is None:
            return self._without_known(*self._run(progress))
        with disk.noting() as notes:
            outcome = self._without_known(*self._run(progress))
        notes.update(noted_rules())
        cache.keep(self.request, outcome, notes, sorted(self._candidates))
        return outcome

    @property
    def _cache(self) -> Cache | None:
        """The cache, if what is linted comes from the disk."""
        return self.cache if self.request.is_on_disk else None

    def judged(
        self, progress: Progress = lambda done, total: None
    ) -> tuple[Outcome, Judged, dict[Anchor, tuple[str, ...]]]:
        """Lints everything, whatever baselines say; also what has been judged, and from which
        other files handlers lead to findings. Raises as :meth:`files` does."""
        from fclint.baseline.applying import leading
        from fclint.judge import without_helpers

        outcome, survey, results = self._run(progress)
        runs = without_helpers(run for result in results for run in result.runs)
        return outcome, self._judged(outcome, survey, results), leading(runs)

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
            left_out = survey.is_left_out(name) and not self.settings.handlers(name)
            tasks = [] if left_out else [self._task(name, len(request.stdin), survey)]
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
                asked = any(names_file(handler, filename) for handler in request.handlers)
                try:
                    size, may_hold = self._look(filename, contents if asked else None)
                except OSError as error:
                    problems.append(Problem(filename, unreadable(error)))
                    continue
                if self.settings.handlers(filename) or (
                    (survey.entry_points(filename) or may_hold) and not survey.is_left_out(filename)
                ):
                    tasks.append(self._task(filename, size, survey))
        self._check_handlers(files, contents)
        for folder in dict.fromkeys(os.path.dirname(filename) for filename in files):
            self.baselines.of(request, self.configs.for_folder(folder))  # or it raises
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
            failing=sum(map(self.settings.fails, findings)),
            problems=tuple(sorted(problems, key=lambda problem: problem.filename)),
            notes=tuple((result.filename, note) for result in results for note in result.notes),
        )
        return outcome, survey, results

    def _without_known(
        self, outcome: Outcome, survey: Survey, results: Sequence[FileResult]
    ) -> Outcome:
        """The outcome without what baselines hide."""
        if not self.baselines.any:
            return outcome
        from fclint.report.sources import Sources

        request = self.request
        stdin = {} if request.stdin is None else {request.stdin_name: request.stdin}
        unknown, known, gone = self.baselines.apart(
            outcome.findings,
            lambda filename: self.baselines.of(request, self.settings.config(filename)),
            Sources({**request.contents, **stdin}),
            self._judged(outcome, survey, results),
        )
        return replace(
            outcome,
            findings=tuple(unknown),
            failing=sum(map(self.settings.fails, unknown)),
            known=tuple(known),
            gone=tuple(gone),
        )

    def _judged(self, outcome: Outcome, survey: Survey, results: Sequence[FileResult]) -> Judged:
        from fclint.baseline.applying import Judged, real_names
        from fclint.registry import load_rules
        from fclint.unused import probe

        rules = {rule.code: rule for rule in load_rules()}
        broken = {result.filename for result in results if not is_whole(result)}
        broken.update(problem.filename for problem in outcome.problems)
        files = (*outcome.files, *survey.configurations)
        return Judged(
            real_names(filename for filename in files if filename not in broken),
            tuple(map(disk.realpath, filter(disk.is_folder, self.request.paths)))
            if self.request.stdin is None
            else (),
            lambda filename, code: (
                code not in rules or self.settings.is_selected(probe(rules[code], filename))
            ),
        )

    def _results(
        self, tasks: Sequence[Task], roots: tuple[str, ...], progress: Progress
    ) -> Iterator[FileResult]:
        """The result of each task, in any order."""
        request, cache = self.request, self._cache
        noting = cache is not None and disk.notes() is not None
        work = FileWork(roots, request.contents, noting=noting)
        if cache is None or not noting:
            return (result for _, result, _ in spread(tasks, work, request.jobs, progress))
        return spread_unknown(cache, tasks, self._digests, work, request.jobs, progress)

    def _survey(self, files: Sequence[str], paths: Sequence[str]) -> Survey:
        """What manifests in and above ``paths``, and configurations for ``files``, name."""
        from fclint.source.manifests.search import manifests_above

        for folder in dict.fromkeys(map(_root, paths)):
            above = (
                name for name in manifests_above(folder) if not self.settings.is_excluded(name)
            )
            self.manifests.update((name, None) for name in above)
        survey = Survey(files, paths, self.settings.target, self.manifest_reader)
        survey.read(sorted(self.manifests))
        if not self.request.handlers:
            fits: dict[str, tuple[Config, list[str]]] = {}
            for path in paths:
                config = self.configs.for_folder(_root(path))
                fits.setdefault(config.filename or "", (config, []))
            for filename in files:
                config = self.settings.config(filename)
                fits.setdefault(config.filename or "", (config, []))[1].append(filename)
            for config, held in fits.values():
                survey.check(config, held)
        return survey

    def _look(self, filename: str, contents: dict[str, bytes] | None) -> tuple[int, bool]:
        """The size of a file, and whether it may hold a handler; its content goes to ``contents``,
        if that is wanted. Raises OSError."""
        data = self.request.contents.get(filename)
        noted = disk.notes()
        cache = self._cache
        seen = cache.seen(filename) if cache is not None and contents is None else None
        if seen is not None:
            state, digest, may_hold = seen
            size = state[2]
        else:
            if data is None:
                data, state = disk.read_state(filename)
            else:
                noted = None
            size, may_hold, digest = len(data), may_hold_handler(data), disk.NO_HANDLER
            if noted is not None and (may_hold or contents is not None):
                digest = disk.digest_of(data)
        if noted is not None:
            noted.file(filename, state, digest)
            self._digests[filename] = digest
        if contents is not None and data is not None:
            contents[filename] = data
        if may_hold:
            self._candidates.add(filename)
        return size, may_hold

    def _task(self, filename: str, size: int, survey: Survey) -> Task:
        target, conditions = survey.surroundings(filename)
        return Task(
            filename=filename,
            size=size,
            target=self.settings.target(filename) or target,
            conditions=conditions,
            entry_points=survey.entry_points(filename),
            handlers=self.settings.handlers(filename),
            with_routes=self.request.with_routes,
            data=self.request.stdin
            if self.request.stdin is not None
            else self.request.contents.get(filename),
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
        return Suppressing(self._data, self.settings.is_selected, load_rules()).chosen(
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
            return disk.read(filename)
        except OSError:
            return b""

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


def _root(path: str) -> str:
    return path if disk.is_folder(path) else os.path.dirname(path)


def _nearest_path(path: str) -> str:
    """A hint at the entry of the folder that the user probably meant."""
    folder, _ = os.path.split(path.rstrip("/\\"))
    try:
        entries = sorted(os.listdir(folder or "."))
    except OSError:
        return ""
    return did_you_mean(path, [os.path.join(folder, entry) for entry in entries])
