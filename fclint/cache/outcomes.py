"""The cache: what was found before, as long as it surely would be found again.

Two kinds of entries. A *run* holds the outcome of a request and everything it depended on: every
folder that was walked, every file that was read, every place where something was looked for and
not found. Where all of this still holds the outcome does, and nothing is read. Else the *results*
of single files may hold: they depend on the file, on what its imports lead to, and on what is
deployed, but not on which rules are selected.

An entry counts only for the same fclint (its version and its code), Python and libraries.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import zlib
from collections.abc import Sequence
from contextlib import suppress

from fclint import __version__
from fclint.cache.facts import Asking, facts_of, mark_of, merge
from fclint.cache.folder import CacheFolder
from fclint.distributions import fingerprint
from fclint.source.disk import State, digest_of, state_of

TYPE_CHECKING = False  # typing and dataclasses take time to import
if TYPE_CHECKING:
    from typing import Any

    from fclint.cache.facts import Facts
    from fclint.linter import FileResult
    from fclint.request import Outcome, Request
    from fclint.source.disk import Notes
    from fclint.work import Task

_LIBRARIES = ("libcst", "yaml", "hcl2", "pathspec", "tomli")
_WITHOUT_MEANING = ("jobs", "contents", "stdin", "stdin_filename", "roots")
"""Parts of a request that say nothing about its outcome, where nothing comes from memory."""

_BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an entry may lead to that no fclint has written."""


class Cache:
    """The entries in the folder ``path``. Whatever is wrong with it, linting goes on."""

    def __init__(self, path: str) -> None:
        """Touches nothing yet."""
        self.folder = CacheFolder(path)
        self.error = ""
        """Why nothing can be written, if so."""
        self._stamp = _stamp()
        self._began = 0
        self._asking = Asking(self._clock)
        self._seen: dict[str, Any] = {}
        self._candidates: frozenset[str] = frozenset()
        self._results: list[Facts] = []
        self._whole = True
        self._saved = False
        self.run: tuple[str, str] | None = None
        """The entry of the request's run, if there is one: its name, and what no other has."""

    # --- runs

    def recall(self, request: Request) -> Outcome | None:
        """What came of the request, if the same would come of it now."""
        self._clock()
        name, key = self._run_key(request)
        known = self._load(name)
        try:
            if (
                known is not None
                and known["key"] == key
                and all(self._asking.hold(facts) for facts in known["facts"])
            ):
                from fclint.cache.stored import decode

                outcome: Outcome = decode(known["outcome"])
                self.run = name, known["id"]
                if self._asking.renewed:
                    self._save(name, known)
                return outcome
            if known is not None:
                self._seen = dict(known["facts"][0]["files"])
                self._candidates = frozenset(known["candidates"])
        except _BROKEN:
            self._seen = {}
        return None

    def keep(
        self, request: Request, outcome: Outcome, notes: Notes, candidates: Sequence[str]
    ) -> None:
        """Keeps what came of a request that asked for what is in ``notes``, beside the results
        that were kept or recalled. ``candidates`` are the files that may hold a handler."""
        facts = None if outcome.problems or not self._whole else self._all_facts(notes)
        if facts is not None:
            from fclint.cache.stored import encode

            name, key = self._run_key(request)
            run = os.urandom(8).hex()
            with suppress(TypeError):
                stored = encode(outcome)
                content = {"id": run, "key": key, "facts": facts, "candidates": list(candidates)}
                if self._save(name, {**content, "outcome": stored}):
                    self.run = name, run
        if self._saved:
            self.folder.prune()

    def _all_facts(self, notes: Notes) -> list[Facts] | None:
        facts = facts_of(notes, self._clock())
        if facts is None:
            return None
        everything = [facts]
        for each in self._results:
            apart = merge(facts, each)
            if apart is None:
                return None
            if apart["files"]:
                everything.append(apart)
        return everything

    def _run_key(self, request: Request) -> tuple[str, str]:
        """The name of the entry for the paths, and all that the outcome depends on beside the file
        system."""
        from dataclasses import fields

        here = os.getcwd()
        where = repr((here, request.paths)).encode("utf-8", "backslashreplace")
        asked = [
            (each.name, getattr(request, each.name))
            for each in fields(request)
            if each.name not in _WITHOUT_MEANING
        ]
        name = f"run-{zlib.crc32(where):08x}{zlib.adler32(where):08x}"
        return name, repr((here, asked))

    # --- what was told

    def told(self, name: str, key: object) -> tuple[str, str, int] | None:
        """What a command told on standard output and standard error, and its exit code, if it would
        tell the same now. ``key`` is all that this depends on beside the file system."""
        known = self._load(name)
        try:
            if known is None or known["key"] != key:
                return None
            run = self._load(known["run"])
            if run is None or run["id"] != known["id"]:
                return None
            if not all(self._asking.hold(facts) for facts in (known["facts"], *run["facts"])):
                return None
            if self._asking.renewed:
                self._save(known["run"], run)
                self._save(name, known)
            out, err, code = known["told"]
            return str(out), str(err), int(code)
        except _BROKEN:
            return None

    def keep_told(
        self, name: str, key: object, notes: Notes, out: str, err: str, code: int
    ) -> None:
        """Keeps what a command told of the run. ``notes`` are what telling it depends on."""
        facts = facts_of(notes, self._clock())
        if self.run is not None and facts is not None:
            run, identity = self.run
            content = {"key": key, "run": run, "id": identity, "facts": facts}
            self._save(name, {**content, "told": [out, err, code]})

    # --- files

    def seen(self, filename: str) -> tuple[State, str, bool] | None:
        """The state of a file, the digest of its content, and whether it may hold a handler, if
        that is known without reading it."""
        folder, name = os.path.split(filename)
        try:
            mark, digest = self._seen[folder][name]
            state = state_of(os.stat(filename))
        except (*_BROKEN, OSError):
            return None
        if mark_of(state) != mark:
            return None
        return state, digest, filename in self._candidates

    def result(self, task: Task, digest: str, roots: tuple[str, ...]) -> FileResult | None:
        """The result for the file, whose content has the digest, if it would be the same now."""
        name, key = self._result_key(task, digest, roots)
        known = self._load(name)
        try:
            if known is not None and known["key"] == key and self._asking.hold(known["facts"]):
                from fclint.cache.stored import decode

                result: FileResult = decode(known["result"])
                self._results.append(known["facts"])
                return result
        except _BROKEN:
            pass
        return None

    def keep_result(
        self, task: Task, result: FileResult, notes: Notes, roots: tuple[str, ...]
    ) -> None:
        """Keeps the result for a file; ``notes`` are what it depends on."""
        facts = facts_of(notes, self._clock())
        read = notes.files.get(task.filename)
        if facts is None or read is None or result.failure is not None:
            self._whole = False
            return
        from fclint.cache.stored import encode

        self._results.append(facts)
        name, key = self._result_key(task, read[1], roots)
        with suppress(TypeError):
            self._save(name, {"key": key, "facts": facts, "result": encode(result)})

    def _result_key(
        self, task: Task, digest: str, roots: tuple[str, ...]
    ) -> tuple[str, list[object]]:
        from dataclasses import fields

        from fclint.cache.stored import encode

        asked = [
            [each.name, encode(getattr(task, each.name))]
            for each in fields(task)
            if each.name not in ("data", "size")
        ]
        key: list[object] = [os.getcwd(), digest, list(roots), asked]
        return f"file-{digest_of(json.dumps(key).encode())}", key

    # --- entries

    def _load(self, name: str) -> dict[str, Any] | None:
        known = self.folder.load(name)
        if isinstance(known, dict) and known.get("stamp") == self._stamp:
            return known
        return None

    def _save(self, name: str, content: dict[str, Any]) -> bool:
        if not self.error:
            try:
                self.folder.save(name, {"stamp": self._stamp, **content})
                self._saved = True
            except OSError as error:
                self._fail(error)
        return not self.error

    def _clock(self) -> int:
        """When this began, by the clock of the file system; 0, before everything, if that can't be
        told: then nothing is trusted."""
        if not self._began and not self.error:
            try:
                self.folder.prepare()
                self._began = self.folder.now()
            except OSError as error:
                self._fail(error)
        return self._began

    def _fail(self, error: OSError) -> None:
        self.error = f"cannot write the cache {self.folder.path!r}: {error.strerror or error}"


def _stamp() -> str:
    """What all entries depend on: the code and the data of fclint, Python, the libraries, and who
    brings rules (what is in the modules of those is noted as files that were read)."""
    rules = importlib.import_module("fclint.rules")
    states: list[State] = []
    folders = [os.path.dirname(os.path.dirname(__file__)), *rules.__path__]
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as scan:
            for entry in sorted(scan, key=lambda entry: entry.name):
                if "." in entry.name:
                    states.append(state_of(entry.stat()))
                elif entry.name != "__pycache__" and entry.is_dir():
                    folders.append(entry.path)
    for library in _LIBRARIES:
        for folder in sys.path:
            with suppress(OSError):
                states.append(state_of(os.stat(os.path.join(folder, library, "__init__.py"))))
                break
    own = f"{__version__} {sys.version} {sys.implementation.cache_tag} {hash(tuple(states))}"
    return f"{own} {fingerprint()}".rstrip()
