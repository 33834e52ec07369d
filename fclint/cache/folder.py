"""The folder of a cache: where it is, what is in it, how entries are written and thrown away.

An entry is a file that takes its place at once, with a checksum: whoever reads while another
process writes, crashes or fills the disk gets an old entry, a new one, or none.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import time
import zlib
from contextlib import suppress

from fclint import __version__

TYPE_CHECKING = False  # typing takes time to import
if TYPE_CHECKING:
    from typing import Any

FOLDER = ".fclint_cache"
TAG = "CACHEDIR.TAG"
TAG_TEXT = """\
Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of fclint. It may be deleted at any time.
# For information about cache directory tags see https://bford.info/cachedir/
"""

MOST_BYTES = 100_000_000
MOST_ENTRIES = 10_000
"""What is more than this goes, the oldest first."""

_LARGEST_ENTRY = 64_000_000
_SUFFIX = ".json"
_UNFINISHED = ".tmp"
_ABANDONED = 3600
"""Seconds: an unfinished entry that is older is nobody's any more."""


class CacheFolder:
    """The entries below the folder ``path`` that this version of fclint writes."""

    def __init__(self, path: str) -> None:
        """Touches nothing yet."""
        self.path = path
        self._entries = os.path.join(path, __version__)

    def prepare(self) -> None:
        """Makes the folder, which says that it is a cache and is no part of a repository. Raises
        OSError, also for a folder that holds other files: who deletes the cache would delete
        them."""
        os.makedirs(self.path, exist_ok=True)
        if _holds_others(self.path):
            raise OSError(errno.ENOTEMPTY, "other files are in it; name a folder of its own")
        for name, text in ((TAG, TAG_TEXT), (".gitignore", "# Made by fclint.\n*\n")):
            place = os.path.join(self.path, name)
            if not os.path.lexists(place):
                self._replace(self.path, place, text.encode())
        os.makedirs(self._entries, exist_ok=True)

    def now(self) -> int:
        """The time by the clock of the file system that the folder is in, or by the system's if
        that one is behind (nanoseconds of the epoch). Raises OSError."""
        os.makedirs(self._entries, exist_ok=True)
        descriptor, name = _new_file(self._entries)
        try:
            return min(os.fstat(descriptor).st_mtime_ns, time.time_ns())
        finally:
            os.close(descriptor)
            with suppress(OSError):
                os.unlink(name)

    def load(self, name: str) -> Any:
        """What the entry ``name`` holds; None where there is none that is whole."""
        path = os.path.join(self._entries, name + _SUFFIX)
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_ENTRY:
                return None
            with open(path, "rb") as file:
                checksum, data = file.readline(), file.read()
            return json.loads(data) if checksum == _checksum(data) else None
        except (OSError, ValueError, RecursionError):
            return None

    def save(self, name: str, content: Any) -> None:
        """Makes ``content``, which :mod:`json` can write, the entry ``name``. Raises OSError."""
        data = json.dumps(content, separators=(",", ":")).encode()
        path = os.path.join(self._entries, name + _SUFFIX)
        self._replace(self._entries, path, _checksum(data) + data)

    def prune(self) -> None:
        """Throws away what is too much. What can't be deleted stays."""
        entries: list[tuple[float, int, str]] = []
        for folder in (self.path, *_folders(self.path)):
            with suppress(OSError), os.scandir(folder) as scan:
                for entry in scan:
                    with suppress(OSError):
                        if entry.name.endswith((_SUFFIX, _UNFINISHED)):
                            status = entry.stat(follow_symlinks=False)
                            entries.append((status.st_mtime, status.st_size, entry.path))
        entries.sort(reverse=True)
        size, now = 0, time.time()
        for kept, (modified, bytes_, path) in enumerate(entries, 1):
            size += bytes_
            abandoned = path.endswith(_UNFINISHED) and modified < now - _ABANDONED
            if size > MOST_BYTES or kept > MOST_ENTRIES or abandoned:
                with suppress(OSError):
                    os.unlink(path)

    def _replace(self, folder: str, path: str, data: bytes) -> None:
        descriptor, temporary = _new_file(folder)
        try:
            with open(descriptor, "wb") as stream:
                stream.write(data)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise


def is_cache(path: str) -> bool:
    """Whether ``path`` is a folder that fclint has made for its cache: only such are deleted."""
    return not os.path.islink(path) and os.path.isdir(path) and _has_tag(path)


def _holds_others(path: str) -> bool:
    """Whether there are files in a folder that is not marked as a cache of fclint."""
    if _has_tag(path) or all(name.endswith(_UNFINISHED) for name in os.listdir(path)):
        return False
    return not _has_tag(path)  # another process may just have marked it


def _has_tag(path: str) -> bool:
    try:
        with open(os.path.join(path, TAG), encoding="utf-8") as file:
            return file.read(len(TAG_TEXT)) == TAG_TEXT
    except (OSError, ValueError):
        return False


def _new_file(folder: str) -> tuple[int, str]:
    """A file of a name that no other process takes (tempfile takes long to import)."""
    name = os.path.join(
        folder, f"{os.getpid()}-{time.time_ns()}-{os.urandom(4).hex()}{_UNFINISHED}"
    )
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(name, flags, 0o666), name


def _checksum(data: bytes) -> bytes:
    return b"%08x\n" % zlib.crc32(data)


def _folders(path: str) -> list[str]:
    try:
        with os.scandir(path) as scan:
            return [entry.path for entry in scan if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
