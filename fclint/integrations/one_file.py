"""Lints one file that a host (an editor, another linter) hands over, perhaps with changes that are
not saved yet, as ``fclint FILE`` would lint it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from fclint.config import ConfigError, ConfigFinder
from fclint.finding import Finding
from fclint.linter import names_file
from fclint.request import Outcome, Request
from fclint.source.prefilter import may_hold_handler


class FileLinter:
    """Files, one after the other. ``extend_select`` are rules to apply beside those that the
    configuration selects: codes or prefixes, checked or not."""

    def __init__(self, extend_select: Sequence[str] = ()) -> None:
        """Reads nothing yet."""
        self._configs = ConfigFinder()
        self._extend_select = tuple(extend_select)
        self._manifests: dict[str, tuple[bytes, ...]] = {}
        self._saved: dict[str, frozenset[tuple[str, int, int]]] = {}

    def may_matter(self, filename: str, data: bytes) -> bool:
        """Whether there may be something to say of the file ``filename`` with the content ``data``.

        Costs a few searches in ``data``; configurations are read once per folder. Raises
        :class:`~fclint.config.ConfigError`.
        """
        config = self._configs.for_file(filename)
        return (
            may_hold_handler(data)
            or any(names_file(handler, filename) for handler in config.handlers)
            or self._may_be_deployed(filename)
        )

    def lint(self, filename: str, data: bytes) -> Outcome:
        """What ``fclint`` says of it; nothing where the configuration excludes the file.

        Imports are looked up on the disk, from the current folder on, or where the file is not
        in there from the folder of its configuration or the root of its repository. Raises
        :class:`~fclint.config.ConfigError`.
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
        linting = Linting(request, Sources({name: data}).text, self._configs)
        return Outcome(files=()) if linting.is_excluded(name) else linting.run()

    def says_so(self, finding: Finding) -> bool:
        """Whether ``finding`` is also said of the file it is in, as it is on the disk, when that
        is linted for itself."""
        filename = finding.span.filename
        if filename not in self._saved:
            self._saved[filename] = frozenset(map(_identity, self._lint_saved(filename)))
        return _identity(finding) in self._saved[filename]

    def _lint_saved(self, filename: str) -> tuple[Finding, ...]:
        try:
            with open(filename, "rb") as file:
                data = file.read()
            return self.lint(filename, data).findings if self.may_matter(filename, data) else ()
        except (OSError, ConfigError):
            return ()

    def _may_be_deployed(self, filename: str) -> bool:
        """Whether a manifest in or above the folder may name the file's module: it holds the name
        and a dot."""
        folder, base = os.path.split(os.path.abspath(filename))
        manifests = self._manifests.get(folder)
        if manifests is None:
            manifests = self._manifests[folder] = tuple(_manifests_above(folder))
        if not manifests:
            return False
        stem = os.path.splitext(base)[0]
        module = os.path.basename(folder) if stem == "__init__" else stem
        name = os.fsencode(f"{module}.")
        return any(name in data for data in manifests)

    def _root(self, filename: str) -> str:
        from fclint.report.paths import repository

        here = os.getcwd()
        if filename.startswith(os.path.join(here, "")):
            return here
        config = self._configs.for_file(filename)
        return config.folder or repository(os.path.dirname(filename), {})


def _manifests_above(folder: str) -> Iterator[bytes]:
    from fclint.source.manifests.search import manifests_above

    for filename in manifests_above(folder):
        with suppress(OSError), open(filename, "rb") as file:
            yield file.read()


def _identity(finding: Finding) -> tuple[str, int, int]:
    return (finding.code, finding.span.row, finding.span.column)
