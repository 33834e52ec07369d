"""``fclint clean``: the cache is deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fclint.console import Exit, complain, shown, tell
from fclint.request import ConfigError

if TYPE_CHECKING:
    pass


def clean(named: str | None) -> Exit:
    """Deletes the cache in the folder that is ``named``, or in the one that the configuration or
    the project has."""
    import shutil

    from fclint.cache.folder import is_cache
    from fclint.cache.place import cache_place

    try:
        path = cache_place(named)
    except ConfigError as error:
        return complain(str(error))
    if not os.path.lexists(path):
        tell(f"nothing to clean: there is no cache in {shown(path)}")
        return Exit.CLEAN
    if not is_cache(path):
        return complain(f"{shown(path)} is left alone: fclint has not made it for a cache")
    try:
        shutil.rmtree(path)
    except OSError as error:
        return complain(f"cannot delete {shown(path)}: {error.strerror or error}")
    tell(f"deleted the cache in {shown(path)}")
    return Exit.CLEAN
