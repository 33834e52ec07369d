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

    A link is followed; permissions and owner of a file that is there are kept. What is no regular
    file (``/dev/stderr``, a named pipe) is written to as it is. Raises OSError.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
    except FileNotFoundError:
        status = None
    if status is not None and not stat.S_ISREG(status.st_mode):
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
        if status is not None:
            resemble(temporary, status)
        else:
            with suppress(OSError):  # a file system without permissions
                os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def resemble(temporary: str, status: os.stat_result) -> None:
    """Gives the new file ``temporary`` the owner, the group and the permissions that ``status``
    tells of the file whose place it will take, as far as they can be given: who runs as root, as
    containers do, takes nobody's file away."""
    own = os.stat(temporary)
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        for owner in (status.st_uid, -1):
            with suppress(OSError):  # only root gives files away
                os.chown(temporary, owner, status.st_gid)
                break
    with suppress(OSError):  # a file system without permissions
        os.chmod(temporary, stat.S_IMODE(status.st_mode))


def _umask() -> int:
    """The permissions that new files don't get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
