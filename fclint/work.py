"""The work on one file, as a process of its own may do it: nothing that goes wrong gets out."""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fclint import distributions
from fclint.distributions import RulesError
from fclint.linter import Failure, FileResult, analyse_file
from fclint.source import disk
from fclint.targets.facts import Conditions

if TYPE_CHECKING:
    from fclint.pool import Died
    from fclint.source.entry_points import EntryPoint
    from fclint.source.project import Project


_GROWN = 150_000
"""Objects more than after the last look for cycles: what one file with handlers leaves behind."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to lint. ``data`` is its content where it is not on disk."""

    filename: str
    size: int
    target: str
    handlers: tuple[str, ...] = ()
    data: bytes | None = None
    conditions: Conditions | None = None
    entry_points: tuple[EntryPoint, ...] = ()
    is_foreign: bool = False
    """Not among the linted files: only what manifests say of it counts."""
    with_routes: bool = False
    """Findings say how to get there."""


class FileWork:
    """Lints files that import each other. ``roots`` are the folders that imports begin in."""

    def __init__(
        self,
        roots: tuple[str, ...],
        contents: Mapping[str, bytes] | None = None,
        *,
        noting: bool = False,
    ) -> None:
        """Reads nothing yet. ``contents`` count, by absolute name, whatever is on disk. With
        ``noting`` it is noted what results depend on."""
        self.roots = roots
        self._noting = noting
        self._contents = dict(contents or {})
        self._project: Project | None = None
        self._rules: disk.Notes | None = None

    def __call__(self, task: Task) -> FileResult:
        """The result for one file; where it can't be had, one that says why."""
        try:
            data = task.data
            if data is None:
                data = disk.read(task.filename)
        except OSError as error:
            return FileResult(task.filename, failure=Failure(unreadable(error)))
        try:
            from fclint.registry import load_rules

            return analyse_file(
                data,
                task.filename,
                target=task.target,
                handlers=task.handlers,
                rules=load_rules(),
                project=self._importer(),
                conditions=task.conditions,
                entry_points=task.entry_points,
                with_routes=task.with_routes,
            )
        except RulesError as error:
            return FileResult(task.filename, failure=Failure(str(error)))
        except Exception as error:
            return FileResult(
                task.filename, failure=Failure(_summary(error), traceback.format_exc())
            )
        finally:
            if self._project is not None:
                self._project.make_room()
            if gc.get_count()[0] > _GROWN:
                gc.collect()

    def noted(self, task: Task) -> tuple[FileResult, disk.Notes]:
        """As a call; and, if that is wanted, everything on the disk that the result depends on."""
        if not self._noting:
            return self(task), disk.Notes()
        with disk.noting() as notes:
            result = self(task)
        if self._rules is None:
            self._rules = noted_rules()
        notes.update(self._rules)
        if self._project is not None:
            notes.update(self._project.noted(task.filename))
        return result, notes

    def warm(self) -> None:
        """Loads what every file needs, once, before processes are forked."""
        import libcst

        import fclint.analysis
        import fclint.source.module
        import fclint.source.project
        import fclint.source.suppressions  # noqa: F401
        from fclint.registry import load_rules

        load_rules()
        libcst.parse_module("pass\n")
        gc.collect()
        gc.freeze()  # what has been loaded stays: no need to look through it

    def died(self, task: Task, death: Died) -> FileResult:
        """The result for a file on which the process died."""
        failure = Failure(death.reason, traceback=f"(none: {death.reason})")
        return FileResult(task.filename, failure=failure)

    def _read(self, path: str) -> bytes:
        known = self._contents.get(os.path.abspath(path))
        return known if known is not None else read_file(path)

    def _importer(self) -> Project:
        if self._project is None:
            from fclint.source.project import Project

            self._project = Project(self.roots, self._read)
        return self._project


def noted_rules() -> disk.Notes:
    """What the rules of others were read from. Raises :class:`~fclint.distributions.RulesError`."""
    if not (distributions.bringing_rules() or distributions.appended()):
        return disk.Notes()
    from fclint.registry import third_party

    loaded = third_party()
    with disk.noting() as notes, suppress(OSError):  # which is noted, too
        for path in loaded.files:
            disk.read(path)
        for folder in loaded.folders:
            disk.entries(folder)
    return notes


def read_file(path: str) -> bytes:
    """The content of the file ``path``. Raises OSError."""
    return disk.read(path)


def unreadable(error: OSError) -> str:
    """Why a file can't be read, in a few words."""
    return f"cannot be read: {error.strerror or error}"


def _summary(error: Exception) -> str:
    """The exception and where it was raised, in one line."""
    from fclint.values import shorten

    text = shorten(" ".join(str(error).split()), 200)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{': ' + text if text else ''}{where}"
