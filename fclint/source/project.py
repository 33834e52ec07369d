"""Imports among the files of a project: which file a module's name means.

The search stays in the project: the folders that are linted, and the folder of the importing file.
The standard library and installed packages are never looked into.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fclint.source import disk
from fclint.source.module import SourceModule, SourceSyntaxError

_KEPT = 20_000_000
"""How many bytes of parsed modules are kept from one linted file to the next."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an import leads to.

    ``path`` is the file, or the folder of a namespace package (a folder without ``__init__.py``),
    which has no module. ``module`` is None, too, where the file can't be read or parsed.
    """

    name: str
    path: str
    module: SourceModule | None
    is_package: bool
    is_namespace: bool = False
    is_forgotten: bool = False
    """Whether the module has to be read again."""


class Project:
    """The files under ``roots`` (folders), read and parsed at most once each.

    ``read`` gives the bytes of a path, or raises OSError.
    """

    def __init__(self, roots: tuple[str, ...], read: Callable[[str], bytes] = disk.read) -> None:
        """Reads nothing yet."""
        self._read = read
        self._here = os.path.abspath(os.curdir)
        self._relative = not any(os.path.isabs(root) for root in roots)
        self._roots = tuple(dict.fromkeys(os.path.abspath(root or os.curdir) for root in roots))
        with disk.noting_apart() as self._surroundings:
            self._real_roots = tuple(disk.realpath(root) for root in self._roots)
            self._tops = tuple(dict.fromkeys(map(_above_package, self._roots)))
        self._modules: dict[str, SourceModule | None] = {}
        self._found: dict[tuple[str, str, int], Found | None] = {}
        self._installed: dict[str, frozenset[str]] = {}
        self._dependencies: set[str] = set()
        self._notes: dict[str, disk.Notes] = {}
        self._leads: dict[str, dict[str, None]] = {}

    @property
    def dependencies(self) -> tuple[str, ...]:
        """The files that imports have led to so far, sorted."""
        return tuple(sorted(self._dependencies))

    def load(self, path: str) -> SourceModule | None:
        """The module at ``path``; None where it can't be read or parsed."""
        path = os.path.abspath(path)
        if path not in self._modules:
            with disk.noting_apart() as notes:
                try:
                    data = self._read(path)
                    module: SourceModule | None = SourceModule.parse(data, self._shown(path))
                except (OSError, ValueError, SourceSyntaxError):
                    module = None
            self._modules[path] = module
            self._of(path).update(notes)
        return self._modules[path]

    def make_room(self) -> None:
        """Forgets modules, those first that were asked for longest ago, until the rest takes
        little memory. They are read again when an import leads to them."""
        left = _KEPT
        forgotten: set[str] = set()
        for path, module in reversed(list(self._modules.items())):
            left -= module.weight if module is not None else 0
            if left < 0:
                forgotten.add(path)
        for path in forgotten:
            del self._modules[path]
        for key, found in list(self._found.items()):
            if found is not None and found.module is not None and found.path in forgotten:
                self._found[key] = replace(found, module=None, is_forgotten=True)

    def add(self, path: str, module: SourceModule) -> None:
        """Makes ``module``, parsed already, what ``path`` leads to."""
        path = os.path.abspath(path)
        self._modules[path] = module
        asked = disk.notes()
        if asked is not None and path in asked.files:
            self._of(path).file(path, *asked.files[path])

    def noted(self, path: str) -> disk.Notes:
        """What has been asked of the file system for the imports of the file ``path``, and of those
        that they lead to. It may be more than one analysis of the file has needed."""
        found = disk.Notes()
        found.update(self._surroundings)
        pending = [os.path.abspath(path)]
        seen = set(pending)
        while pending:
            each = pending.pop()
            if each in self._notes:
                found.update(self._notes[each])
            following = [lead for lead in self._leads.get(each, ()) if lead not in seen]
            seen.update(following)
            pending += following
        return found

    def _of(self, path: str) -> disk.Notes:
        return self._notes.setdefault(path, disk.Notes())

    def _shown(self, path: str) -> str:
        """``path`` as findings show it: relative to the current folder where the roots are."""
        inside = self._relative and disk.is_inside(path, self._here)
        return path[len(self._here) :].lstrip(os.sep) if inside else path

    def find(self, name: str, importer: str, level: int = 0) -> Found | None:
        """What ``import name`` means in the file ``importer``; None where it leaves the project.

        ``level`` is the number of leading dots; ``name`` may be empty then (``from . import x``).
        Absolute names are looked up as the runtime does, in the folder of the importing file and
        its parents up to the linted folder, then in the linted folders and their ``src``. Where
        a package's own folder is linted, its name is known, too.
        """
        importer = os.path.abspath(importer)
        key = (name, importer, level)
        if key not in self._found:
            with disk.noting_apart() as notes:
                self._found[key] = self._search(name, importer, level)
            self._of(importer).update(notes)
        found = self._found[key]
        if found is not None and found.is_forgotten:
            found = replace(found, module=self.load(found.path), is_forgotten=False)
            self._found[key] = found
        if found is not None and found.path in self._modules:
            self._modules[found.path] = self._modules.pop(found.path)
        if found is not None and not found.is_namespace:
            self._dependencies.add(found.path)
            self._leads.setdefault(importer, {})[found.path] = None
        return found

    def _search(self, name: str, importer: str, level: int) -> Found | None:
        parts = name.split(".") if name else []
        if not all(part.isidentifier() for part in parts) or not (parts or level):
            return None
        folder = os.path.dirname(importer)
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self._in_folders([folder], parts, name, importer)
        first = parts[0]
        if first in sys.builtin_module_names:
            return None
        return self._in_folders(list(self._folders(folder, first)), parts, name, importer)

    def _folders(self, folder: str, first: str) -> Iterator[str]:
        """Where the absolute name ``first`` is looked up, in order."""
        standard = first in sys.stdlib_module_names
        inside = [root for root in self._roots if disk.is_inside(folder, root)]
        parents = [folder]
        if inside:
            top = max(inside, key=len)
            while parents[-1] != top:
                parents.append(os.path.dirname(parents[-1]))
        sources = (os.path.join(root, "src") for root in self._roots)
        for each in dict.fromkeys((*parents, *self._roots, *sources, *self._tops)):
            # A file shadows the standard library only from a folder that is itself searched, as
            # the runtime's code folder is; a package's own folder never is.
            if standard and disk.is_file(os.path.join(each, "__init__.py")):
                continue
            if first not in self._installed_in(each):
                yield each

    def _in_folders(
        self, folders: list[str], parts: list[str], name: str, importer: str
    ) -> Found | None:
        namespace: Found | None = None
        own = disk.realpath(os.path.dirname(importer))
        for folder in folders:
            path = os.path.join(folder, *parts)
            package = os.path.join(path, "__init__.py")
            for file, is_package in ((package, True), (path + ".py", False)):
                if (is_package or parts) and disk.is_file(file) and self._is_ours(file, own):
                    return Found(name, file, self.load(file), is_package)
            if namespace is None and disk.is_folder(path) and self._is_ours(path, own):
                namespace = Found(name, path, None, True, is_namespace=True)
            if parts and _is_regular(os.path.join(folder, parts[0])):
                return None  # the package is found here; it lacks the module
        if parts and parts[0] in sys.stdlib_module_names:
            return None  # a folder without __init__.py never shadows a module
        return namespace

    def _is_ours(self, path: str, own: str) -> bool:
        real = disk.realpath(path)
        return any(disk.is_inside(real, root) for root in (*self._real_roots, own))

    def _installed_in(self, folder: str) -> frozenset[str]:
        """The packages that pip installed into ``folder`` (code packages carry theirs along)."""
        if folder not in self._installed:
            with disk.noting_apart() as notes:
                self._installed[folder] = _installed_in(folder)
            self._of(folder).update(notes)
        asked = disk.notes()
        if asked is not None:
            asked.update(self._of(folder))
        return self._installed[folder]


def _installed_in(folder: str) -> frozenset[str]:
    names: set[str] = set()
    try:
        entries = disk.names(folder)
    except OSError:
        entries = []
    for entry in entries:
        path = os.path.join(folder, entry)
        if entry.endswith(".dist-info"):
            names.update(_top_level(path))
        elif not entry.endswith(".egg-info") or not _is_installed_egg(path):
            continue
        names.add(entry.rpartition(".")[0].partition("-")[0])
    return frozenset(names)


def _is_installed_egg(info: str) -> bool:
    """Whether ``info`` was left by installing a package. Building one, and installing it for
    development, leave such a folder beside the sources as well, without a list of files."""
    return not disk.is_folder(info) or disk.is_file(os.path.join(info, "installed-files.txt"))


def _top_level(info: str) -> list[str]:
    """The import names of an installed distribution: the first folders of the files it lists."""
    try:
        record = disk.read(os.path.join(info, "RECORD")).decode("utf-8", "replace")
    except OSError:
        return []
    tops = {line.partition(",")[0].partition("/")[0] for line in record.splitlines()}
    return [top.removesuffix(".py") for top in tops]


def _above_package(folder: str) -> str:
    """The folder that holds the outermost package around ``folder``, or ``folder`` itself."""
    while disk.is_file(os.path.join(folder, "__init__.py")):
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    return folder


def _is_regular(path: str) -> bool:
    """Whether ``path`` is a regular package or, with ``.py``, a module."""
    return disk.is_file(os.path.join(path, "__init__.py")) or disk.is_file(path + ".py")
