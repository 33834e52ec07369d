"""From paths on the command line to the Python files to lint, and to the manifests among them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fclint.source import disk

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    _Fail = Callable[[str, OSError | ValueError], None]

SUFFIXES = (".py", ".pyw")

_MANIFEST_SUFFIXES = (".yaml", ".yml", ".tf")
_MANIFEST_NAME = re.compile(r"(?:s|s[_.-].*|template)\.ya?ml|.+\.tf", re.DOTALL)

DEFAULT_EXCLUDES = frozenset(
    {
        ".bzr", ".direnv", ".eggs", ".fclint_cache", ".fun", ".git", ".hg",
        ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pyenv", ".pytest_cache", ".ruff_cache", ".s",
        ".svn", ".terraform", ".tox", ".venv", ".vscode",
        "__pycache__", "__pypackages__", "_build", "build", "dist", "node_modules",
        "site-packages", "venv",
    }
)  # fmt: skip
"""Folders that are walked only if they are named. So are ``*.egg-info`` and any folder that holds
a ``pyvenv.cfg``, whatever its name. Deployment tools keep copies of what they deploy in ``.s``,
``.fun`` and ``.terraform``."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file to lint. ``named`` says that the user named it, rather than a folder it is in;
    ``root`` is the folder that was walked, or the folder of a named file."""

    path: str
    root: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class FileError:
    """A file or folder that could not be read, and why, in the system's words."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What :func:`discover` found, all sorted by path.

    ``manifests`` are absolute paths of the files in the walked folders whose name is that of a
    manifest.
    """

    files: tuple[FileEntry, ...]
    errors: tuple[FileError, ...]
    manifests: tuple[str, ...] = ()


def is_manifest_name(name: str) -> bool:
    """Whether a file of this name (without its folder) may be a manifest: Serverless Devs'
    ``s.yaml`` and its variants, Fun's and ROS's ``template.yml``, Terraform's ``*.tf``."""
    return name.endswith(_MANIFEST_SUFFIXES) and _MANIFEST_NAME.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Ignore patterns that count for what is below ``base`` (an absolute path with a slash)."""

    base: str
    spec: GitIgnoreSpec

    def decides(self, absolute: str) -> bool | None:
        """Whether ``absolute`` is ignored (True), re-included (False) or not spoken of (None).
        Folders end with a slash."""
        if not absolute.startswith(self.base):
            return None
        return self.spec.check_file(absolute[len(self.base) :]).include


def discover(
    paths: Iterable[str],
    *,
    exclude: Sequence[str] = (),
    exclude_root: str = "",
    respect_gitignore: bool = True,
) -> Discovery:
    """The Python files that ``paths`` name or hold, each once, sorted by path.

    A file that is named is always linted, whatever its suffix and whatever excludes say. A folder
    is walked, without following links to folders, leaving out :data:`DEFAULT_EXCLUDES`, what
    ``.gitignore`` files say (in the folders walked and in their parents up to the root of the
    repository), and ``exclude``: patterns in the language of ``.gitignore``, relative to
    ``exclude_root`` (the current folder by default). What cannot be read becomes an error, and
    the rest goes on.

    Raises ValueError for a pattern of ``exclude`` that makes no sense.
    """
    walk = _Walk(_excludes(exclude, exclude_root), respect_gitignore)
    for path in paths:
        walk.add(path)
    return Discovery(
        tuple(sorted(walk.files.values(), key=lambda entry: entry.path)),
        tuple(sorted(walk.errors.values(), key=lambda error: error.path)),
        tuple(sorted(walk.manifests)),
    )


class _Walk:
    """The files and errors of one discovery, by absolute path."""

    def __init__(self, excludes: tuple[_Patterns, ...], respect_gitignore: bool) -> None:
        self.files: dict[str, FileEntry] = {}
        self.errors: dict[str, FileError] = {}
        self.manifests: set[str] = set()
        self._excludes = excludes
        self._respect_gitignore = respect_gitignore

    def add(self, path: str) -> None:
        """Adds what the user named."""
        path = os.path.normpath(path)
        try:
            mode = os.stat(path).st_mode
            disk.kind(path)
        except (OSError, ValueError) as error:
            self._fail(path, error)
            return
        if stat.S_ISDIR(mode):
            self._walk(path)
        elif stat.S_ISREG(mode):
            entry = FileEntry(path, os.path.dirname(path), named=True)
            self.files[os.path.abspath(path)] = entry
        else:
            self.errors[os.path.abspath(path)] = FileError(path, "not a regular file")

    def _fail(self, path: str, error: OSError | ValueError) -> None:
        message = (error.strerror if isinstance(error, OSError) else None) or str(error)
        self.errors[os.path.abspath(path)] = FileError(path, message)

    def _walk(self, root: str) -> None:
        absolute = _slashed(os.path.abspath(root))
        outer = tuple(_parents_ignores(absolute, self._fail)) if self._respect_gitignore else ()
        if _ignored(outer, absolute):
            outer = ()  # named by the user: what excludes the folder itself doesn't count
        excludes = () if _ignored(self._excludes, absolute) else self._excludes
        pending = [("" if root == os.curdir else os.path.join(root, ""), absolute, outer)]
        while pending:
            prefix, absolute, ignores = pending.pop()
            try:
                entries = disk.entries(prefix or os.curdir)
            except OSError as error:
                self._fail(os.path.normpath(prefix), error)
                continue
            names = {entry.name for entry in entries}
            if "pyvenv.cfg" in names and prefix.rstrip(os.sep) != root:
                continue
            if self._respect_gitignore and ".gitignore" in names:
                found = _read_ignores(prefix + ".gitignore", absolute, self._fail)
                ignores = (*ignores, *found)
            for entry in entries:
                name = entry.name
                if name.endswith(SUFFIXES):
                    path = absolute + name
                    if not (_ignored(ignores, path) or _ignored(excludes, path)) and (
                        self._is_file(entry)
                    ):
                        self.files.setdefault(
                            os.path.abspath(entry.path), FileEntry(prefix + name, root)
                        )
                        continue
                elif is_manifest_name(name):
                    path = absolute + name
                    if not (_ignored(ignores, path) or _ignored(excludes, path)) and (
                        self._is_file(entry)
                    ):
                        self.manifests.add(os.path.abspath(entry.path))
                        continue
                if name in DEFAULT_EXCLUDES or name.endswith(".egg-info"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below = absolute + name + "/"
                    if not (_ignored(ignores, below) or _ignored(excludes, below)):
                        pending.append((prefix + name + os.sep, below, ignores))

    def _is_file(self, entry: os.DirEntry[str]) -> bool:
        try:
            if not entry.is_symlink():
                return entry.is_file()
            os.stat(entry.path)
            return disk.is_file(entry.path)
        except FileNotFoundError:
            return disk.is_file(entry.path)
        except OSError as error:  # a link that leads to itself
            self._fail(entry.path, error)
            return False


def _ignored(patterns: Sequence[_Patterns], absolute: str) -> bool:
    """What the innermost patterns that speak of ``absolute`` say."""
    for each in reversed(patterns):
        decision = each.decides(absolute)
        if decision is not None:
            return decision
    return False


def _slashed(folder: str) -> str:
    """``folder`` with slashes on every system, and one at its end."""
    return folder.replace(os.sep, "/").rstrip("/") + "/"


def _excludes(exclude: Sequence[str], root: str) -> tuple[_Patterns, ...]:
    if not exclude:
        return ()
    from fclint.source.globbing import ignoring

    base = _slashed(os.path.abspath(root or os.curdir))
    return (_Patterns(base, ignoring(exclude)),)


def _parents_ignores(absolute: str, fail: _Fail) -> Iterator[_Patterns]:
    """The .gitignore files above ``absolute``, outermost first, if it is in a repository."""
    folders = []
    folder = absolute.rstrip("/") or "/"
    while not disk.kind(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent
        folders.append(folder)
    for each in reversed(folders):
        path = os.path.join(each, ".gitignore")
        if disk.is_file(path):
            yield from _read_ignores(path, _slashed(each), fail)


def is_ignored(path: str) -> bool:
    """Whether ``.gitignore`` files above ``path``, which need not be there, leave it out, or one of
    the folders it is in. Patterns that can't be read say nothing."""
    absolute = os.path.abspath(path).replace(os.sep, "/")
    patterns = tuple(_parents_ignores(absolute, lambda path, error: None))
    folders = (f"{above}/" for above in _above(absolute))
    return bool(patterns) and any(
        _ignored(patterns, each) for each in (absolute, f"{absolute}/", *folders)
    )


def _above(absolute: str) -> Iterator[str]:
    while "/" in absolute.rstrip("/")[1:]:
        absolute = absolute.rpartition("/")[0]
        yield absolute


def _read_ignores(path: str, base: str, fail: _Fail) -> tuple[_Patterns, ...]:
    try:
        lines = disk.read(path).decode("utf-8", "surrogateescape").splitlines()
    except OSError as error:
        fail(path, error)
        return ()
    from fclint.source.globbing import ignoring

    return (_Patterns(base, ignoring(lines, strict=False)),)
