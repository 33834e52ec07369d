"""Deployments and files: what manifests name in which file, and what they name in vain.

Looks at the file system, reads no code and executes none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fclint import events
from fclint.source import disk
from fclint.source.deployment import CodeDirectory, Deployment, Manifest, NamedHandler
from fclint.source.entry_points import EntryPoint, Stated
from fclint.source.manifests.search import repository_of
from fclint.source.modules import Lookup, find_module
from fclint.targets import DEFAULT_TARGET, Conditions
from fclint.targets.fc2 import FC2
from fclint.targets.runtimes import (
    EVENT,
    IMPORTED_MODULES,
    RESERVED_PREFIXES,
    Serving,
    is_python2,
    is_reserved,
    serving,
)
from fclint.targets.wsgi import WSGI

ExplicitTarget = Callable[[str], str | None]
"""The target that the user has set for a file, on the command line or in its configuration."""


@dataclass(frozen=True, slots=True)
class ManifestRun:
    """What can be said of a manifest without its code: a run of one event for the judge."""

    handler: events.Handler
    events: tuple[events.Event, ...]
    key: tuple[str, int]
    explicit: bool = True
    reached: frozenset[tuple[str, int]] = frozenset()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A handler of a deployment, whatever became of it.

    ``file`` is its module's file; without one ``missing`` says why. ``target`` is a target,
    ``event``, or None where the runtime doesn't call it or isn't known.
    """

    deployment: Deployment
    handler: NamedHandler
    serving: Serving
    file: str | None = None
    missing: str = ""
    entry: EntryPoint | None = None


@dataclass(frozen=True, slots=True)
class _Area:
    """A function whose code is in some directory, and how it is served."""

    serving: Serving
    generation: int
    conditions: Conditions


@dataclass
class Deployed:
    """What some manifests say of some files. ``files`` are those that are linted, ``paths`` what
    the user asked to lint; all are absolute."""

    files: Sequence[str]
    paths: Sequence[str]
    explicit_target: ExplicitTarget
    named: list[Named] = field(default_factory=list)
    runs: list[ManifestRun] = field(default_factory=list)
    _areas: dict[str, list[_Area]] = field(default_factory=dict)
    """By code directory, a real path."""
    _old: set[str] = field(default_factory=set)
    """Files that functions in Python 2 name."""
    _modern: set[str] = field(default_factory=set)
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    _real: dict[str, str] = field(default_factory=dict)
    _linted: frozenset[str] = frozenset()
    _lookups: dict[tuple[str, str], Lookup] = field(default_factory=dict)
    _project: Sequence[str] = ()
    """The folders, real paths, that what is being added may lead into."""

    def __post_init__(self) -> None:
        self._linted = frozenset(self.files)
        for filename in self.files:
            self._by_name.setdefault(os.path.basename(filename), []).append(filename)

    def add(self, manifest: Manifest) -> None:
        """Takes in what a manifest deploys. One that lies outside of what is linted counts only
        for the functions whose code is linted."""
        inside = any(disk.is_inside(manifest.filename, path) for path in self.paths)
        repository = repository_of(os.path.dirname(manifest.filename))
        self._project = [self._realpath(each) for each in (repository, *self.paths, os.getcwd())]
        for deployment in manifest.deployments:
            if deployment.code is not None and self._is_outside(deployment.code.path):
                deployment = replace(deployment, code=None)
            if inside or self._overlaps(deployment.code):
                self._add(deployment)

    def entry_points(self) -> dict[str, tuple[EntryPoint, ...]]:
        """The entry points in each file, linted or not."""
        found: dict[str, list[EntryPoint]] = {}
        for each in self.named:
            if each.entry is not None and each.file is not None:
                found.setdefault(each.file, []).append(each.entry)
        return {filename: tuple(entries) for filename, entries in found.items()}

    def surroundings(self, filename: str) -> tuple[str, Conditions]:
        """What handlers in ``filename`` that no manifest names are judged for: the target and the
        conditions of the functions whose code it belongs to."""
        around = self._around(filename)
        targets = {area.serving.target for area in around}
        target = DEFAULT_TARGET
        if FC2.name not in targets and (
            WSGI.name in targets or (around and all(area.generation > 2 for area in around))
        ):
            target = WSGI.name  # on FC 3.0 nothing else than a server of one's own serves WSGI
        return target, _common(area.conditions for area in around)

    def is_left_out(self, filename: str) -> bool:
        """Whether ``filename`` is code for Python 2 alone."""
        if filename in self._modern:
            return False
        if filename in self._old:
            return True
        around = self._around(filename)
        return bool(around) and all(is_python2(area.conditions.runtime) for area in around)

    def _around(self, filename: str) -> list[_Area]:
        """The functions whose code directory is the nearest around a file."""
        around: list[_Area] = []
        folder = self._realpath(filename) if self._areas else ""
        while not around and folder != os.path.dirname(folder):
            folder = os.path.dirname(folder)
            around = self._areas.get(folder, [])
        return around

    # --- one deployment

    def _is_outside(self, path: str) -> bool:
        """Whether a code directory, or a module in one, lies outside of the manifest's repository,
        of what is linted and of the current folder. Nothing is looked for there: it may be another
        machine's folder, and a manifest that someone else wrote must not make us read any file."""
        real = self._realpath(path)
        return not any(disk.is_inside(real, each) for each in self._project)

    def _overlaps(self, code: CodeDirectory | None) -> bool:
        if code is None:
            return False
        folder = disk.realpath(code.path)
        return any(
            disk.is_inside(real, folder) or disk.is_inside(folder, real)
            for real in map(self._realpath, self.paths)
        )

    def _add(self, deployment: Deployment) -> None:
        served = serving(deployment.runtime, deployment.generation, deployment.http)
        is_old = is_python2(deployment.runtime)
        if deployment.code is not None and (is_old or served.target is not None):
            folder = self._realpath(deployment.code.path)
            conditions = conditions_of(deployment)
            area = _Area(served, deployment.generation, conditions)
            around = self._areas.setdefault(folder, [])
            if area not in around[-20:]:
                around.append(area)
        if served.names_handler:
            self.runs.extend(self._variables(deployment))
        handlers = (deployment.handler, *deployment.lifecycle)
        self.named.extend(
            self._resolve(deployment, handler, served)
            for handler in handlers
            if handler is not None
        )

    def _variables(self, deployment: Deployment) -> Iterator[ManifestRun]:
        target = self.explicit_target(deployment.manifest) or FC2.name
        for variable in deployment.environment:
            if variable.name.startswith(RESERVED_PREFIXES):
                handler = events.Handler(deployment.name, variable.span, target)
                event = events.VariableSet(
                    handler=handler, place=variable.span, trace=Stated(), name=variable.name
                )
                yield ManifestRun(handler, (event,), (deployment.manifest, variable.span.start))

    def _resolve(self, deployment: Deployment, handler: NamedHandler, served: Serving) -> Named:
        if not served.names_handler or "${" in handler.written or "{{" in handler.written:
            if is_python2(deployment.runtime) and deployment.code is not None:
                old = self._lookup(deployment.code.path, handler.written).file
                self._old.update([self._as_linted(old)] if old is not None else [])
            return Named(deployment, handler, served)
        code = deployment.code.path if deployment.code is not None else None
        looked = self._lookup(code, handler.written)
        if looked.file is None:
            if looked.missing:
                self.runs.append(self._missing(deployment, handler, looked))
            return Named(deployment, handler, served, missing=looked.detail)
        filename = self._as_linted(looked.file)
        entry = self._entry(deployment, handler, served, filename, looked)
        self._modern.add(filename)
        return Named(deployment, handler, served, filename, entry=entry)

    def _lookup(self, code: str | None, written: str) -> Lookup:
        key = (code or "", written)
        if key not in self._lookups:
            looked = find_module(code, written, self._linted)
            through_link = (
                looked.file is not None
                and looked.file not in self._linted
                and self._is_outside(looked.file)
            )
            self._lookups[key] = Lookup() if through_link else looked
        return self._lookups[key]

    def _missing(
        self, deployment: Deployment, handler: NamedHandler, looked: Lookup
    ) -> ManifestRun:
        target = self.explicit_target(deployment.manifest) or FC2.name
        place = handler.span
        if looked.missing == "code" and deployment.code is not None:
            place = deployment.code.span
        subject = events.Handler(handler.written, place, target)
        event = events.HandlerNamed(
            handler=subject,
            place=place,
            trace=Stated(),
            written=handler.written,
            missing=looked.missing,
            detail=looked.told(os.path.dirname(deployment.manifest)),
            suggestion=looked.suggestion,
        )
        return ManifestRun(subject, (event,), (deployment.manifest, place.start))

    def _entry(
        self,
        deployment: Deployment,
        handler: NamedHandler,
        served: Serving,
        filename: str,
        looked: Lookup,
    ) -> EntryPoint:
        explicit = self.explicit_target(filename)
        expected = "event" if served.target == EVENT else "wsgi"
        if deployment.http is None and expected == "wsgi":
            expected = ""
        if explicit is not None and expected == "event":
            expected = ""  # the user knows better what calls it
        assert looked.file is not None
        return EntryPoint(
            attribute=looked.attribute,
            written=handler.written,
            span=handler.span,
            shown=_relative(looked.file, os.path.dirname(deployment.manifest)),
            deployment=f"function {deployment.name!r}",
            target=explicit or (FC2.name if served.target == EVENT else served.target or FC2.name),
            expected=expected,
            reason=served.reason,
            role=handler.role,
            conditions=conditions_of(deployment),
            shadowed=looked.module in IMPORTED_MODULES,
        )

    # --- files

    def _as_linted(self, filename: str) -> str:
        """The linted file that ``filename`` is, perhaps through a link; else itself."""
        candidates = self._by_name.get(os.path.basename(filename), ())
        if filename in candidates or not candidates:
            return filename
        real = disk.realpath(filename)
        return next((each for each in candidates if self._realpath(each) == real), filename)

    def _realpath(self, filename: str) -> str:
        known = self._real.get(filename)
        if known is None:
            known = self._real[filename] = disk.realpath(filename)
        return known


def conditions_of(deployment: Deployment) -> Conditions:
    """What a deployment says of the function that its handlers run in."""
    names = frozenset(
        variable.name for variable in deployment.environment if not is_reserved(variable.name)
    )
    return Conditions(
        names, deployment.runtime, deployment.concurrency, not deployment.environment_known
    )


def _common(conditions: Iterable[Conditions]) -> Conditions:
    """What is so under all of ``conditions``."""
    listed = list(conditions)
    if not listed:
        return Conditions()
    first, *rest = listed
    return Conditions(
        first.environment.intersection(*(each.environment for each in rest)),
        first.runtime if all(each.runtime == first.runtime for each in rest) else None,
        first.concurrency if all(each.concurrency == first.concurrency for each in rest) else None,
        any(each.more_environment for each in listed),
    )


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return path
