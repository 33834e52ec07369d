"""Linted files that get another content: which may be written, and how one is replaced."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar

from fclint.destination import resemble
from fclint.request import Problem
from fclint.work import read_file

Result = TypeVar("Result")


def writable(
    names: Iterable[str], paths: Sequence[str], *, told: str
) -> tuple[dict[str, bytes], list[Problem], list[tuple[str, str]]]:
    """The contents of those of the files ``names`` that may be changed, each file once; why some
    can't be; and, as pairs of a name and a line, which are left since they aren't in ``paths``.

    ``told`` begins what is told of those, such as ``not fixed``.
    """
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    left: list[tuple[str, str]] = []
    seen: set[str] = set()
    for name in names:
        target = os.path.realpath(name)
        if target in seen:
            continue
        seen.add(target)
        if not _is_inside(target, paths):
            where = f"it leads to {target}, outside of what is linted"
            left.append((name, f"{told}: {where}"))
            continue
        data = _attempt(name, partial(_read_writable, target), told)
        if isinstance(data, Problem):
            problems.append(data)
        else:
            found[name] = data
    return found, problems, left


def replaced(name: str, before: bytes, after: bytes, *, told: str) -> Problem | None:
    """Makes ``after`` the content of the file ``name``, if it still is ``before``; else says why
    not, beginning with ``told``. What a link leads to is replaced."""
    target = os.path.realpath(name)
    return _attempt(name, partial(replace_file, target, before, after), told)


def _read_writable(path: str) -> bytes:
    if not os.stat(path).st_mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only")
    return read_file(path)


def _attempt(name: str, action: Callable[[], Result], told: str) -> Result | Problem:
    """What ``action`` gives, or why the file ``name`` can't be written."""
    try:
        return action()
    except OSError as error:
        return Problem(name, f"{told}: {error.strerror or error}")


def _is_inside(target: str, paths: Sequence[str]) -> bool:
    """Whether a file is in a linted folder, beside a linted file, or below the current folder."""
    folders = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths]
    for folder in (*folders, os.curdir):
        real = os.path.realpath(folder)
        if target.startswith(os.path.join(real, "")):
            return True
    return False


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Makes ``after`` the content of the file ``path``, which has to be ``before`` until then.

    A new file takes the old one's place at once, with the same permissions and owner. Raises
    OSError, also where the file has changed; the old one is left as it was then.
    """
    if read_file(path) != before:
        raise OSError(errno.EBUSY, "the file was changed by something else in the meantime")
    descriptor, temporary = tempfile.mkstemp(
        prefix=f".{os.path.basename(path)[:50]}.", suffix=".tmp", dir=os.path.dirname(path)
    )
    try:
        with open(descriptor, "wb") as stream:
            stream.write(after)
        resemble(temporary, os.stat(path))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
