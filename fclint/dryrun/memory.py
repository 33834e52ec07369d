"""How much memory this process may use, and has used."""

from __future__ import annotations

import sys
from contextlib import suppress


def limit_memory(size: int) -> bool:
    """Lets this process use ``size`` more bytes of address space; whether that is enforced.

    It is on Linux. macOS takes such a limit and ignores it, Windows has none of the kind.
    """
    if not sys.platform.startswith("linux"):
        return False
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = used + size
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (OSError, ValueError):
        return False
    return True


def lift_memory_limit() -> None:
    """Takes back :func:`limit_memory`, so that there is room to tell what happened."""
    if sys.platform.startswith("linux"):
        import resource

        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def peak_memory() -> float | None:
    """The most memory this process has had, in MB; None where nothing tells."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
