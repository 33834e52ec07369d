"""Lints one file that a host (an editor, another linter) hands over, perhaps with changes that are
not saved yet, as ``fclint FILE`` would lint it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from fclint.configuration.config import ConfigError, ConfigFinder
from fclint.finding import Finding
from fclint.request import Outcome, Request
from fclint.source import disk
from fclint.source.handler_names import names_file
from fclint.source.prefilter import may_hold_handler

if TYPE_CHECKING:
    from fclint.baseline.applying import Baselines
    from fclint.source.deployment import Manifest


class FileLinter:
    """Files, one after the other. ``extend_select`` are rules to apply beside those that the
    configuration selects: codes or prefixes, checked or not."""

    def __init__(self, extend_select: Sequence[str] = ()) -> None:
        """Reads nothing yet."""
        self._configs = ConfigFinder()
        self._extend_select = tuple(extend_select)
        self._manifests: dict[str, dict[str, bytes]] = {}
        self._inside: dict[str, tuple[str, ...]] = {}
        self._read: dict[tuple[str, bytes], Manifest] = {}
        self._baselines: Baselines | None = None
        self._saved: dict[str, frozenset[tuple[str, int, int]]] = {}

    def may_matter(self, filename: str, data: bytes) -> bool:
        """Whether there may be something to say of the file ``filename`` with the content ``data``.

        Costs a few searches in ``data``; configurations are read once per folder. Raises
        :class:`~fclint.configuration.config.ConfigError`, also for a baseline that can't be used.
        """
        config = self._configs.for_file(filename)
        if config.baseline is not None:
            self._known().of(Request(), config)
        return (
            may_hold_handler(data)
            or any(names_file(handler, filename) for handler in config.handlers)
            or self._may_be_deployed(filename)
        )

    def lint(self, filename: str, data: bytes) -> Outcome:
        """What ``fclint`` says of it; nothing where the configuration excludes the file.

        Imports are looked up on the disk, from the current folder on, or where the file is not
        in there from the folder of its configuration or the root of its repository. Raises
        :class:`~fclint.configuration.config.ConfigError`.
        """
        from fclint.report.sources import Sources
        from fclint.runner import Linting

        name = os.path.abspath(filename)
        request = Request(
            paths=(),
            extend_select=self._extend_select,
            jobs=1,
            stdin=data,
            stdin_filename=name,
            roots=(self._root(name),),
        )
        linting = Linting(
            request,
            Sources({name: data}).text,
            self._configs,
            manifest_reader=self._manifest,
            baselines=self._known(),
        )
        if linting.settings.is_excluded(name):
            return Outcome(files=())
        linting.manifests.update(
            (manifest, None)
            for manifest in self._manifests_for(os.path.dirname(name))
            if not linting.settings.is_excluded(manifest)
        )
        return linting.run()

    def says_so(self, finding: Finding) -> bool:
        """Whether ``finding`` is also said of the file it is in, as it is on the disk, when that
        is linted for itself."""
        filename = finding.span.filename
        if filename not in self._saved:
            self._saved[filename] = frozenset(map(_identity, self._lint_saved(filename)))
        return _identity(finding) in self._saved[filename]

    def _known(self) -> Baselines:
        """The baselines, each read once for all files."""
        if self._baselines is None:
            from fclint.baseline.applying import Baselines

            self._baselines = Baselines()
        return self._baselines

    def _lint_saved(self, filename: str) -> tuple[Finding, ...]:
        try:
            data = disk.read(filename)
            return self.lint(filename, data).findings if self.may_matter(filename, data) else ()
        except (OSError, ConfigError):
            return ()

    def _may_be_deployed(self, filename: str) -> bool:
        """Whether a manifest in or above the folder may name the file's module: it holds the name
        and a dot."""
        folder, base = os.path.split(os.path.abspath(filename))
        manifests = self._manifests_for(folder)
        if not manifests:
            return False
        stem = os.path.splitext(base)[0]
        module = os.path.basename(folder) if stem == "__init__" else stem
        name = os.fsencode(f"{module}.")
        return any(name in data for data in manifests.values())

    def _manifests_for(self, folder: str) -> dict[str, bytes]:
        """The manifests in ``folder`` and above it, up to where imports begin or the repository
        does, and their contents."""
        known = self._manifests.get(folder)
        if known is None:
            from fclint.source.manifests.search import manifests_above

            names = dict.fromkeys(manifests_above(folder))
            root = self._root(os.path.join(folder, "_"))
            each = folder
            while each != root and each != os.path.dirname(each):
                each = os.path.dirname(each)
                names.update(dict.fromkeys(self._manifests_in(each)))
            known = {}
            for name in names:
                with suppress(OSError):
                    known[name] = disk.read(name)
            self._manifests[folder] = known
        return known

    def _manifests_in(self, folder: str) -> tuple[str, ...]:
        known = self._inside.get(folder)
        if known is None:
            from fclint.source.files import is_manifest_name

            known = ()
            with suppress(OSError), os.scandir(folder) as scan:
                known = tuple(sorted(each.path for each in scan if is_manifest_name(each.name)))
            self._inside[folder] = known
        return known

    def _manifest(self, filename: str, data: bytes) -> Manifest:
        """The manifest, read once for all files that it is about."""
        known = self._read.get((filename, data))
        if known is None:
            from fclint.source.manifests import read_manifest

            known = self._read[filename, data] = read_manifest(filename, data)
        return known

    def _root(self, filename: str) -> str:
        from fclint.report.paths import repository

        here = os.getcwd()
        if filename.startswith(os.path.join(here, "")):
            return here
        config = self._configs.for_file(filename)
        return config.folder or repository(os.path.dirname(filename), {})


def _identity(finding: Finding) -> tuple[str, int, int]:
    return (finding.code, finding.span.row, finding.span.column)
