"""What a command told is told again, where everything that it depends on is the same.

This is the quickest way through fclint: neither the command line nor the configuration nor the
outcome is read, and little is imported. All of them are part of what has to be the same.
"""

from __future__ import annotations

import os
import sys
import zlib

from fclint.cache.outcomes import Cache
from fclint.cache.place import VARIABLE, cache_place

TYPE_CHECKING = False  # typing takes time to import
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from fclint.source.disk import Notes


_MOST = 4_000_000
"""Longer reports are made anew."""


def tell_again(arguments: Sequence[str]) -> int | None:
    """Tells what the command told before, and returns its exit code; None where it is to run."""
    try:
        cache = Cache(_place())
        told = cache.told(*_key(arguments))
    except Exception:  # whatever it is, the command itself will tell
        return None
    if told is None:
        return None
    out, err, code = told
    try:
        sys.stdout.write(out)
        sys.stdout.flush()
        sys.stderr.write(err)
        sys.stderr.flush()
    except OSError as error:
        from fclint.console import give_up

        return code if give_up(error) else 2
    return code


def keep(
    cache: Cache, arguments: Sequence[str], notes: Notes, out: str, err: str, code: int
) -> None:
    """Keeps what the command told, if ``cache`` is where :func:`tell_again` looks for it."""
    if cache.folder.path == _place() and len(out) < _MOST:
        cache.keep_told(*_key(arguments), notes, out, err, code)


def _place() -> str:
    return cache_place(os.environ.get(VARIABLE))


def _key(arguments: Sequence[str]) -> tuple[str, list[object]]:
    """The name of the entry, and all that what is told depends on beside the file system: the
    environment as a checksum, for it may hold secrets."""
    where = repr((os.getcwd(), list(arguments))).encode("utf-8", "backslashreplace")
    environment = repr(sorted(os.environ.items())).encode("utf-8", "backslashreplace")
    sums = [zlib.crc32(environment), zlib.crc32(environment[::-1]), len(environment)]
    streams = [_stream(stream) for stream in (sys.stdout, sys.stderr)]
    name = f"told-{zlib.crc32(where):08x}{zlib.adler32(where):08x}"
    return name, [where.decode(), sums, streams]


def _stream(stream: TextIO) -> list[object]:
    size = list(os.get_terminal_size(stream.fileno())) if stream.isatty() else []
    return [stream.encoding, stream.errors, size]
