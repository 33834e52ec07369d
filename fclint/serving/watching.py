"""Tells when the code has changed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection

from watchfiles import Change, DefaultFilter, watch

from fclint.configuration.config import FILENAMES

_DEBOUNCE = 300
"""Milliseconds within which several changes are one: an editor writes a file in steps."""


class Watcher:
    """Watches Python files in ``root``, the configuration there, and the files ``others``."""

    def __init__(
        self,
        root: str,
        others: Collection[str],
        on_change: Callable[[list[str]], None],
        on_failure: Callable[[str], None],
    ) -> None:
        """``on_change`` gets the names of changed files, ``on_failure`` why nothing is watched any
        more; both are called in other threads."""
        self._root = os.path.realpath(root)
        self._others = frozenset(map(os.path.realpath, others))
        self._on_change = on_change
        self._on_failure = on_failure
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._watch, args=(self._root, True), daemon=True)]
        inside = os.path.join(self._root, "")
        for folder in sorted({os.path.dirname(name) for name in self._others}):
            if os.path.isdir(folder) and not os.path.join(folder, "").startswith(inside):
                thread = threading.Thread(target=self._watch, args=(folder, False), daemon=True)
                self._threads.append(thread)

    def start(self) -> None:
        """Begins to watch."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends watching."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=2)

    def _watch(self, folder: str, recursive: bool) -> None:
        try:
            for changes in watch(
                folder,
                watch_filter=_Filter(folder, self._others),
                stop_event=self._stop,
                recursive=recursive,
                debounce=_DEBOUNCE,
                raise_interrupt=False,
            ):
                self._on_change(sorted({name for _, name in changes}))
        except (OSError, RuntimeError) as error:
            self._on_failure(str(error))


class _Filter(DefaultFilter):
    """What counts: Python files outside of folders such as ``.git`` and ``node_modules``, the
    configuration, and certain other files."""

    def __init__(self, folder: str, others: Collection[str]) -> None:
        super().__init__()
        self._folder = folder
        self._others = others

    def __call__(self, change: Change, path: str) -> bool:
        if path in self._others:
            return True
        wanted = (
            path.endswith(".py")
            or os.path.basename(path) in FILENAMES
            # What is in a new folder may be older than the watching of it.
            or (change is Change.added and _holds_python(path))
        )
        # Relative: the code directory itself may lie in a folder that is otherwise left out.
        return wanted and super().__call__(change, os.path.relpath(path, self._folder))


def _holds_python(folder: str) -> bool:
    try:
        return any(name.endswith(".py") for name in os.listdir(folder))
    except OSError:  # no folder
        return False
