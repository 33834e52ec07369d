"""From a handler as it is written to the file of its module, as the runtime looks for it.

Function Compute splits a handler at its last dot: what stands before it is a path below the code
directory, with slashes or dots, what stands behind it an attribute. Parent packages are not
imported, so they need no ``__init__.py``.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fclint.source import disk
from fclint.source.files import DEFAULT_EXCLUDES, is_ignored
from fclint.source.handler_names import missing_attribute
from fclint.suggest import nearest

_COMPILED = (".pyc", ".so", ".pyd")
_BUILT = frozenset({*DEFAULT_EXCLUDES, "artifacts", "out", "output", "target"})
"""Folders that a build makes: that they are not there says nothing."""
_MOST = 300
"""So many files of the code directory are considered as the one that was meant."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What became of looking for a handler.

    ``file`` is its module's file. Without one ``missing`` is as in
    :class:`fclint.events.HandlerNamed`, or empty where nothing can be said. ``path`` is what
    ``detail`` speaks of, and ``suggestion`` a handler that may be meant.
    """

    module: str = ""
    attribute: str = ""
    file: str | None = None
    missing: str = ""
    detail: str = ""
    path: str = ""
    suggestion: str = ""

    def told(self, folder: str) -> str:
        """The detail with its path as it looks from ``folder``."""
        if not self.path:
            return self.detail
        try:
            shown = os.path.relpath(self.path, folder).replace(os.sep, "/")
        except ValueError:  # another drive
            shown = self.path
        return self.detail.replace("%", shown)


def find_module(code: str | None, written: str, known: Collection[str] = ()) -> Lookup:
    """Looks for the module of the handler ``written`` in the code directory (None: not known).
    ``known`` are files that count as being there, such as one that an editor hasn't saved yet."""
    module, dot, attribute = written.rpartition(".")
    if not dot or not module or not attribute.isidentifier() or not _parts(module):
        return Lookup(
            missing="form",
            detail="it is not of the form module.attribute",
            suggestion=_reformed(code, written),
        )
    if module.startswith("/") or ".." in module:
        return Lookup(
            missing="module", detail="a module outside of the code directory is not loaded"
        )
    if code is None:
        return Lookup()
    if not disk.is_folder(code):
        if disk.is_file(code) or _is_built(code, os.path.normpath(code).split(os.sep)[-2:]):
            return Lookup()
        return Lookup(missing="code", detail="there is no folder %", path=code)
    base = os.path.join(code, *_parts(module))
    name = module.removeprefix("./")
    for file in (base + ".py", os.path.join(base, "__init__.py")):
        if disk.is_file(file) or file in known:
            return Lookup(name, attribute, file)
    if any(disk.is_file(base + suffix) for suffix in _COMPILED) or _is_extension(base):
        return Lookup()
    if _is_built(base + ".py", _parts(module)[:-1]):
        return Lookup()
    detail = "% is a folder, not a module" if disk.is_folder(base) else "there is no file %"
    path = base if disk.is_folder(base) else base + ".py"
    suggestion = _similar(code, _parts(module), attribute)
    return Lookup(missing="module", detail=detail, path=path, suggestion=suggestion)


def _parts(module: str) -> list[str]:
    return [part for part in module.replace("/", ".").split(".") if part]


def _reformed(code: str | None, written: str) -> str:
    """The handler that one of a wrong form is probably meant to be."""
    changed = written.strip().replace(":", ".").removesuffix("()").replace(".py.", ".")
    module, dot, attribute = changed.rpartition(".")
    if changed != written and dot and module and attribute.isidentifier():
        return changed
    if code is not None and written.isidentifier():
        if disk.is_file(os.path.join(code, written + ".py")):
            return f"{written}.handler"
        if disk.is_file(os.path.join(code, "index.py")):
            return f"index.{written}"
    return ""


def _similar(code: str, parts: list[str], attribute: str) -> str:
    """The module of the code directory that is probably meant, with the attribute."""
    known = [module for module, _ in zip(_modules(code), range(_MOST), strict=False)]
    wanted = "/".join(parts)
    last = parts[-2] if parts[-1] == "py" and len(parts) > 1 else parts[-1]
    same = [module for module in known if module.rpartition("/")[2] == last]
    same = same or [module for module in known if module in (f"{wanted}/index", f"{wanted}/main")]
    found = same[0] if same else nearest(wanted, known)
    meant = f"{found}.{attribute}"
    return meant if found and _may_have(os.path.join(code, found + ".py"), meant) else ""


def _may_have(file: str, handler: str) -> bool:
    """Whether the module may have the attribute that the handler's name ends with."""
    try:
        return missing_attribute(handler, disk.read(file)) is None
    except (OSError, ValueError):
        return True


def _modules(code: str) -> Iterator[str]:
    """The modules in a folder and in the folders below it, the nearest first."""
    folders = [""]
    for prefix in folders:
        try:
            entries = disk.entries(os.path.join(code, prefix))
        except OSError:
            continue
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = entry.name
            if name.endswith(".py") and name != "__init__.py":
                yield prefix + name.removesuffix(".py")
            elif (
                prefix.count("/") < 2
                and name not in DEFAULT_EXCLUDES
                and "." not in name
                and len(folders) < _MOST
                and entry.is_dir(follow_symlinks=False)  # links may lead in circles
            ):
                folders.append(f"{prefix}{name}/")


def _is_extension(base: str) -> bool:
    """Whether a compiled module is there: ``index.cpython-39-x86_64-linux-gnu.so``."""
    folder, name = os.path.split(base)
    try:
        return any(
            entry.startswith(name + ".") and entry.endswith(_COMPILED)
            for entry in disk.names(folder)
        )
    except OSError:
        return False


def _is_built(path: str, folders: Sequence[str]) -> bool:
    """Whether a path that is not there is probably made by a build: one of the ``folders`` it ends
    in is such as builds make, or the repository ignores it."""
    return not _BUILT.isdisjoint(folders) or is_ignored(path)
