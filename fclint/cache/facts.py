"""Facts: answers of the file system that a stored result depends on, and whether they still hold.

A file is not read where its state (see :data:`fclint.source.disk.State`) is the one that was noted.
That is trusted only where a later change surely shows: a file that had changed just before it was
noted may be changed again within one tick of the file system's clock. What is not trusted, and what
has another state, is read and compared by digest.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable

from fclint.source import disk
from fclint.source.disk import NO_HANDLER, PASSING, Notes, State

_TICK = 100_000_000
_COARSE_TICK = 3_000_000_000
"""Nanoseconds: more than clocks of file systems need to move on. The longer one is for those that
count whole seconds (FAT: two)."""

_UNTRUSTED = 0

TYPE_CHECKING = False  # typing takes time to import
if TYPE_CHECKING:
    from typing import TypedDict

    Noted = list[int | str]
    """A mark of the state, 0 where it isn't trusted, and the digest."""

    class Facts(TypedDict):
        """Everything by absolute path; ``files`` by folder and name. ``plain`` are no links."""

        files: dict[str, dict[str, Noted]]
        folders: dict[str, Noted]
        kinds: dict[str, str]
        links: dict[str, str]
        plain: list[str]


def mark_of(state: State) -> int:
    """A number that another state has not."""
    return hash(state) or 1  # the hash of integers is the same in every process


def facts_of(notes: Notes, began: int) -> Facts | None:
    """The facts in ``notes``, of a run that began at ``began`` (nanoseconds of the epoch, by the
    file system's clock). None where they contradict each other."""
    if not notes.coherent:
        return None
    files: dict[str, dict[str, Noted]] = {}
    for path, (state, digest) in notes.files.items():
        folder, name = os.path.split(path)
        files.setdefault(folder, {})[name] = [_mark(state, began), digest]
    folders: dict[str, Noted] = {
        path: [_mark(state, began), digest] for path, (state, digest, _) in notes.folders.items()
    }
    plain: dict[str, None] = {}
    for path, real in notes.links.items():
        while path == real and path not in plain:
            plain[path] = None
            path = real = os.path.dirname(path)
    return {
        "files": files,
        "folders": folders,
        "kinds": {path: kind for path, kind in notes.kinds.items() if not _is_listed(path, notes)},
        "links": {path: real for path, real in notes.links.items() if path != real},
        "plain": [path for path in plain if not _is_listed(path, notes)],
    }


def merge(into: Facts, other: Facts) -> Facts | None:
    """Adds ``other`` to ``into``; what can't be added, to be asked beside it. None where the two
    contradict each other."""
    apart: dict[str, dict[str, Noted]] = {}
    for folder, names in other["files"].items():
        known = into["files"].setdefault(folder, {})
        for name, (mark, digest) in names.items():
            mine = known.setdefault(name, [mark, digest])
            if mine[1] == digest:
                mine[0] = mine[0] or mark
            elif NO_HANDLER not in (mine[1], digest):
                return None
            elif mine[0] == mark != _UNTRUSTED:
                mine[1] = mine[1] or digest
            else:
                apart.setdefault(folder, {})[name] = [mark, digest]
    for path, noted in other["folders"].items():
        listed = into["folders"].setdefault(path, noted)
        if listed[1] != noted[1]:
            return None
    for path, kind in other["kinds"].items():
        if into["kinds"].setdefault(path, kind) != kind:
            return None
    for path, real in other["links"].items():
        if into["links"].setdefault(path, real) != real:
            return None
    into["plain"] = list(dict.fromkeys((*into["plain"], *other["plain"])))
    return {"files": apart, "folders": {}, "kinds": {}, "links": {}, "plain": []}


def _is_listed(path: str, notes: Notes) -> bool:
    """Whether the listing of its folder tells what ``path`` is."""
    folder, name = os.path.split(path)
    listed = notes.folders.get(folder)
    return listed is not None and name not in PASSING and name not in listed[2]


def _mark(state: State, began: int) -> int:
    modified, changed = state[:2]
    coarse = modified % 1_000_000_000 == 0 or changed % 1_000_000_000 == 0
    safe = began - (_COARSE_TICK if coarse else _TICK)
    return mark_of(state) if max(modified, changed) < safe else _UNTRUSTED


class Asking:
    """Asks the file system again; each question once. ``clock`` tells the time that a run begins
    at, as for :func:`facts_of`, when it is needed."""

    def __init__(self, clock: Callable[[], int]) -> None:
        """Asks nothing yet."""
        self.renewed = False
        """Whether a mark in facts that hold has changed since they were noted."""
        self._clock = clock
        self._files: dict[tuple[str, str], int | None] = {}
        self._folders: dict[tuple[str, str], int | None] = {}
        self._kinds: dict[str, str] = {}
        self._links: dict[str, str] = {}

    def hold(self, facts: Facts) -> bool:
        """Whether ``facts`` are still so. Marks of what had to be read are renewed in them."""
        return (
            self._folders_hold(facts["folders"])
            and all(self._kind(path) == kind for path, kind in facts["kinds"].items())
            and self._files_hold(facts["files"])
            and all(self._real(path) == path for path in facts["plain"])
            and all(os.path.realpath(path) == real for path, real in facts["links"].items())
        )

    def _folders_hold(self, folders: dict[str, Noted]) -> bool:
        status = os.stat
        for path, noted in folders.items():
            try:
                found = status(path)
            except (OSError, ValueError):
                return False
            state = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
            if hash(state) != noted[0] and not self._is_same_folder(path, state, noted):
                return False
        return True

    def _files_hold(self, files: dict[str, dict[str, Noted]]) -> bool:
        status = os.stat
        for folder, names in files.items():
            prefix = os.path.join(folder, "")
            for name, noted in names.items():
                path = prefix + name
                try:
                    found = status(path)
                except (OSError, ValueError):
                    return False
                state = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
                if hash(state) != noted[0] and not (
                    stat.S_ISREG(found.st_mode) and self._is_same_file(path, noted)
                ):
                    return False
        return True

    def _is_same_file(self, path: str, noted: Noted) -> bool:
        key = (path, str(noted[1]))
        if key not in self._files:
            began = self._clock()
            try:
                data, state = disk.read_state(path)
            except OSError:
                return False
            if noted[1] == NO_HANDLER:
                from fclint.source.prefilter import may_hold_handler

                same = not may_hold_handler(data)
            else:
                same = disk.digest_of(data) == noted[1]
            self._files[key] = _mark(state, began) if same else None
        return self._renew(noted, self._files[key])

    def _is_same_folder(self, path: str, state: State, noted: Noted) -> bool:
        key = (path, str(noted[1]))
        if key not in self._folders:
            began = self._clock()
            try:
                with os.scandir(path) as scan:
                    same = disk.digest_of_entries(list(scan)) == noted[1]
            except OSError:
                return False
            self._folders[key] = _mark(state, began) if same else None
        return self._renew(noted, self._folders[key])

    def _renew(self, noted: Noted, mark: int | None) -> bool:
        if mark is not None and mark != noted[0]:
            noted[0] = mark
            self.renewed = True
        return mark is not None

    def _kind(self, path: str) -> str:
        known = self._kinds.get(path)
        if known is None:
            known = self._kinds[path] = disk.kind_of(path)
        return known

    def _real(self, path: str) -> str:
        """``path``, if it is no link."""
        known = self._links.get(path)
        if known is None:
            known = self._links[path] = "" if os.path.islink(path) else path
        return known
