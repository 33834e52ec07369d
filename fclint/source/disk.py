"""What a run asks the file system, and the answers, noted so that a cache can ask again.

Whatever a result may depend on is asked through this module. Outside of :func:`noting` the
functions only answer.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

State = tuple[int, int, int, int]
"""Of a file or folder: when its content and when its inode changed last (nanoseconds), its size,
its inode. Nobody can set the second one, so that a file which was changed has another state unless
that happened within one tick of the file system's clock."""

NO_HANDLER = ""
"""Instead of a digest: all that counts of the content is that it surely holds no handler."""

PASSING = frozenset({"__pycache__", ".fclint_cache", ".git", ".mypy_cache", ".pytest_cache",
                     ".ruff_cache", ".hg", ".svn", ".tox", ".nox"})  # fmt: skip
"""Entries that come and go in folders without meaning anything: no walk looks into them. Whether
one of them is there is a question of its own (:func:`kind`)."""


class Notes:
    """Questions and their answers, by absolute path.

    ``files`` that were read and ``folders`` that were listed have a state, from just before, and a
    digest of what was found; folders also the names of the links in them. ``kinds`` are as
    :func:`kind` tells them, ``links`` real paths.
    """

    def __init__(self) -> None:
        """Nothing has been asked yet."""
        self.files: dict[str, tuple[State, str]] = {}
        self.folders: dict[str, tuple[State, str, frozenset[str]]] = {}
        self.kinds: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.coherent = True
        """False where one question had two answers, or where an answer was an error."""

    def file(self, path: str, state: State, digest: str) -> None:
        """The file ``path`` was read. A digest says more than :data:`NO_HANDLER`."""
        known = self.files.get(path)
        if known is None or (known[1] == NO_HANDLER and known[0] == state):
            self.files[path] = (state, digest)
        elif known[1] != digest and not (digest == NO_HANDLER and known[0] == state):
            self.coherent = False

    def folder(self, path: str, state: State, digest: str, links: frozenset[str]) -> None:
        """The folder ``path`` was listed."""
        known = self.folders.setdefault(path, (state, digest, links))
        self.coherent &= known[1] == digest

    def kind(self, path: str, kind: str) -> None:
        """What ``path`` is."""
        self.coherent &= self.kinds.setdefault(path, kind) == kind

    def link(self, path: str, real: str) -> None:
        """Where ``path`` leads."""
        self.coherent &= self.links.setdefault(path, real) == real

    def update(self, other: Notes) -> None:
        """Adds what ``other`` holds."""
        for path, (state, digest) in other.files.items():
            self.file(path, state, digest)
        for path, (state, digest, links) in other.folders.items():
            self.folder(path, state, digest, links)
        for path, kind in other.kinds.items():
            self.kind(path, kind)
        for path, real in other.links.items():
            self.link(path, real)
        self.coherent &= other.coherent


_noting: ContextVar[Notes | None] = ContextVar("noting", default=None)


@contextmanager
def noting() -> Iterator[Notes]:
    """What is asked inside is noted here, and nowhere else."""
    notes = Notes()
    token = _noting.set(notes)
    try:
        yield notes
    finally:
        _noting.reset(token)


@contextmanager
def noting_apart() -> Iterator[Notes]:
    """As :func:`noting` where questions are noted just now; elsewhere nothing is noted."""
    if _noting.get() is None:
        yield Notes()
        return
    with noting() as apart:
        yield apart


def notes() -> Notes | None:
    """Where questions are noted just now, if they are."""
    return _noting.get()


def state_of(status: os.stat_result) -> State:
    """The part of a stat result that tells whether something has changed."""
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def digest_of(data: bytes) -> str:
    """A digest that other content surely has not."""
    from hashlib import blake2b

    return blake2b(data, digest_size=20).hexdigest()


def read(path: str) -> bytes:
    """The content of the regular file ``path``. Raises OSError."""
    data, state = read_state(path)
    noted = _noting.get()
    if noted is None:
        return data
    noted.file(os.path.abspath(path), state, digest_of(data))
    return data


def read_state(path: str) -> tuple[bytes, State]:
    """The content of the regular file ``path``, and the state it had just before. Raises OSError,
    which is noted."""
    try:
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "not a regular file")
            data: bytes | None = file.read()
            if data is None:  # some files of /proc have nothing yet
                raise OSError(errno.EAGAIN, "nothing can be read from it now")
            return data, state_of(status)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        kind(path)
        raise
    except OSError:
        failed()
        raise


def _open(path: str, flags: int) -> int:
    # A pipe that has the name of a file would block for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def failed() -> None:
    """Notes that a question had no answer that can be asked for again."""
    noted = _noting.get()
    if noted is not None:
        noted.coherent = False


def kind(path: str) -> str:
    """``file``, ``folder``, ``other``, or empty where nothing is (or a link leads nowhere)."""
    answer = kind_of(path)
    noted = _noting.get()
    if noted is not None:
        noted.kind(os.path.abspath(path), answer)
    return answer


def kind_of(path: str) -> str:
    """As :func:`kind`, unnoted."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return ""
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def is_file(path: str) -> bool:
    """Whether ``path`` is a regular file, or a link to one."""
    return kind(path) == "file"


def is_folder(path: str) -> bool:
    """Whether ``path`` is a folder, or a link to one."""
    return kind(path) == "folder"


def realpath(path: str) -> str:
    """``path`` without links in it."""
    real = os.path.realpath(path)
    noted = _noting.get()
    if noted is not None:
        noted.link(os.path.abspath(path), real)
    return real


def entries(folder: str) -> list[os.DirEntry[str]]:
    """What is in ``folder``, in any order. Raises OSError."""
    noted = _noting.get()
    if noted is None:
        with os.scandir(folder) as scan:
            return list(scan)
    try:
        state = state_of(os.stat(folder))
        with os.scandir(folder) as scan:
            found = list(scan)
    except (FileNotFoundError, NotADirectoryError):
        kind(folder)
        raise
    except OSError:
        failed()
        raise
    links = frozenset(entry.name for entry in found if entry.is_symlink())
    noted.folder(os.path.abspath(folder), state, digest_of_entries(found), links)
    return found


def names(folder: str) -> list[str]:
    """The names in ``folder``, sorted. Raises OSError."""
    return sorted(entry.name for entry in entries(folder))


def digest_of_entries(found: list[os.DirEntry[str]]) -> str:
    """A digest of the names and of what they are, without following links."""
    lines = [f"{entry.name}\0{_sort(entry)}" for entry in found if entry.name not in PASSING]
    return digest_of("\0\0".join(sorted(lines)).encode("utf-8", "surrogateescape"))


def _sort(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def is_inside(path: str, folder: str) -> bool:
    """Whether the name ``path`` is that of ``folder`` or below it; asks nothing."""
    return path == folder or path.startswith(os.path.join(folder, ""))
