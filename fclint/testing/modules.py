"""The modules of several functions in one process.

Each function has a code directory of its own, and many have an ``index`` and a ``db``. What has
been imported for one must not be taken for another's.
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

from fclint.targets.runtimes import IMPORTED_MODULES


class Modules:
    """Which modules of ``sys.modules`` belong to which code directory.

    What was imported while a function ran is moved about; what the tests themselves have imported
    is where it was as soon as the function doesn't run.
    """

    def __init__(self) -> None:
        """None belongs to any yet."""
        self._imported: dict[str, set[str]] = {}
        self._aside: dict[str, dict[str, types.ModuleType]] = {}

    @contextmanager
    def of(self, root: str, handler: str) -> Iterator[None]:
        """Inside, imports find the modules of the code directory ``root`` first, of which
        ``handler`` is the name of the one that is called."""
        self._make_room(root)
        hidden = sys.modules.get(handler)
        if hidden is not None and (handler in IMPORTED_MODULES or _is_in(hidden, root)):
            hidden = None
        if hidden is not None:
            del sys.modules[handler]
        for name, module in self._aside.pop(root, {}).items():
            sys.modules.setdefault(name, module)
        before = set(sys.modules)
        path = list(sys.path)
        sys.path[:] = [root, *(entry for entry in path if entry != root)]
        try:
            yield
        finally:
            sys.path[:] = path
            new = {name for name in sys.modules if name not in before}
            self._imported.setdefault(root, set()).update(new)
            if hidden is not None:
                if handler in sys.modules:
                    self._aside.setdefault(root, {})[handler] = sys.modules[handler]
                sys.modules[handler] = hidden

    def _make_room(self, root: str) -> None:
        """Puts aside the modules of other directories that would hide those of ``root``."""
        for other, names in self._imported.items():
            if other == root:
                continue
            for name in sorted(names):
                module = sys.modules.get(name)
                if module is None or not _is_in(module, other) or _is_in(module, root):
                    continue
                if _has(root, name.partition(".")[0]):
                    self._aside.setdefault(other, {})[name] = module
                    del sys.modules[name]


def imported_from(filename: str, preferred: str) -> types.ModuleType | None:
    """The module that was imported from the file ``filename``, under the name ``preferred`` if it
    was under several; None where there is none."""
    if not os.path.exists(filename):
        return None
    found = sys.modules.get(preferred)
    if found is not None and _is_file(found, filename):
        return found
    # A module that is being imported, or was replaced by something else, may be anything.
    for module in list(sys.modules.values()):
        if isinstance(module, types.ModuleType) and _is_file(module, filename):
            return module
    return None


def _is_file(module: types.ModuleType, filename: str) -> bool:
    own = _file(module)
    if os.path.basename(own) != os.path.basename(filename):
        return False
    return os.path.realpath(own) == os.path.realpath(filename)


def _is_in(module: types.ModuleType, root: str) -> bool:
    return os.path.abspath(_file(module)).startswith(os.path.join(root, ""))


def _file(module: types.ModuleType) -> str:
    found = getattr(module, "__dict__", {}).get("__file__")
    return found if isinstance(found, str) else ""


def _has(root: str, name: str) -> bool:
    path = os.path.join(root, name)
    return os.path.isfile(f"{path}.py") or os.path.isdir(path)
