"""Whose code a frame runs: the user's, or that of Python, of an installed package, of fclint."""

from __future__ import annotations

import os
import sysconfig
import types
from collections.abc import Iterable, Iterator

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_INSTALLED = ("site-packages", "dist-packages")


class UserCode:
    """Tells files of the user from others.

    ``root`` is the code directory, whose own files are the user's wherever it lies; without one
    everything is that was not installed. Packages that ``pip install -t`` put into it aren't.
    """

    def __init__(self, root: str | None = None) -> None:
        """Looks for what pip has installed in ``root``."""
        self._root = _with_separator(root) if root is not None else None
        self._vendored = frozenset(_vendored(root)) if root is not None else frozenset()
        paths = sysconfig.get_paths()
        self._python = tuple(
            _with_separator(paths[name]) for name in ("stdlib", "platstdlib") if name in paths
        )
        self._known: dict[str, bool] = {}

    def holds(self, filename: str) -> bool:
        """Whether ``filename``, as a code object has it, is a file of the user's."""
        known = self._known.get(filename)
        if known is None:
            known = self._known[filename] = self._judge(filename)
        return known

    def frame(
        self, frame: types.FrameType | None, end: types.FrameType | None = None
    ) -> types.FrameType | None:
        """The innermost frame of user code among ``frame`` and its callers, up to ``end``."""
        while frame is not None and frame is not end:
            if self.holds(frame.f_code.co_filename):
                return frame
            frame = frame.f_back
        return None

    def entry(self, traceback: types.TracebackType | None) -> types.TracebackType | None:
        """The innermost entry of a traceback that is in user code."""
        found = None
        while traceback is not None:
            if self.holds(traceback.tb_frame.f_code.co_filename):
                found = traceback
            traceback = traceback.tb_next
        return found

    def _judge(self, filename: str) -> bool:
        if filename.startswith("<"):
            return False
        path = os.path.abspath(filename)
        if path.startswith(_OWN + os.sep):
            return False
        parts = path.split(os.sep)
        if self._root is not None and path.startswith(self._root):
            inside = path[len(self._root) :].split(os.sep)
            return inside[0] not in self._vendored and not any(n in inside for n in _INSTALLED)
        return not any(name in parts for name in _INSTALLED) and not path.startswith(self._python)


def _with_separator(path: str) -> str:
    return os.path.join(os.path.abspath(path), "")


def _vendored(root: str) -> Iterator[str]:
    """The top-level names that pip's records in ``root`` list."""
    try:
        folders: Iterable[str] = sorted(os.listdir(root))
    except OSError:
        return
    for folder in folders:
        if folder.endswith(".dist-info"):
            try:
                with open(os.path.join(root, folder, "RECORD"), encoding="utf-8") as file:
                    for line in file:
                        yield line.partition(",")[0].strip('"').partition("/")[0]
            except (OSError, ValueError):
                continue
