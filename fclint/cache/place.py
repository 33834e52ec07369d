"""Where the cache is: where the user says, else in the project."""

from __future__ import annotations

import os

from fclint.cache.folder import FOLDER
from fclint.source import disk

VARIABLE = "FCLINT_CACHE_DIR"
_FILENAMES = (".fclint.toml", "fclint.toml", "pyproject.toml")


def cache_place(named: str | None) -> str:
    """The cache's folder, absolute. ``named`` is what the command line or the environment says;
    without it the configuration's ``cache-dir`` counts, else it is ``.fclint_cache`` in the folder
    of the configuration nearest to the current folder, or in the current folder itself.

    Raises :class:`~fclint.configuration.config.ConfigError`.
    """
    if named:
        return os.path.abspath(named)
    here = folder = os.getcwd()
    while True:
        for name in _FILENAMES:
            data = _read(os.path.join(folder, name))
            if data is not None and (name != "pyproject.toml" or b"fclint" in data):
                return _configured(here, data) or os.path.join(folder, FOLDER)
        parent = os.path.dirname(folder)
        if parent == folder:
            return os.path.join(here, FOLDER)
        folder = parent


def _configured(here: str, data: bytes) -> str | None:
    if b"cache-dir" not in data and b"extend" not in data:
        return None  # configurations are read only where they are needed: that takes time
    from fclint.configuration.config import ConfigFinder

    config = ConfigFinder().for_folder(here)
    return config.cache_dir


def _read(path: str) -> bytes | None:
    try:
        return disk.read(path)
    except OSError:
        return None
