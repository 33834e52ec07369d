"""A file that a report is written to: whole or not at all.

The text goes to a new file beside it, which then takes its place, so that a reader never sees half
a report and a failure leaves the old one as it was.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress


def write_file(path: str, lines: Iterable[str]) -> None:
    """Makes ``lines``, in UTF-8, the content of the file ``path``.

    A link is followed; the permissions of a file that is there are kept. What is no regular file
    (``/dev/stderr``, a named pipe) is written to as it is. Raises OSError.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.writelines(f"{line}\n" for line in lines)
        return
    descriptor, temporary = tempfile.mkstemp(
        prefix=f".{os.path.basename(target)[:50]}.", suffix=".tmp", dir=os.path.dirname(target)
    )
    try:
        with open(
            descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as stream:
            stream.writelines(f"{line}\n" for line in lines)
        with suppress(OSError):  # a file system without permissions
            os.chmod(temporary, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    """The permissions that new files don't get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
