"""Baselines: files of findings that are known and not reported.

An entry is a rule, a file, the text of a line and which of several equal ones it is; no line
number, so that it outlives edits elsewhere. Files are named relative to the baseline's folder.
The file is JSON that is made to be reviewed: sorted, a key a line, with the messages.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fclint.request import ConfigError
from fclint.source import disk

_LONGEST_PATH = 4_096
VERSION = 1
"""Of the format. A reader refuses any other."""


class BaselineError(ConfigError):
    """A baseline that can't be used; the message is one line that names the file."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A known finding: the file's path, the rule's code, the line with single spaces, and which of
    equal ones it is, from 1. ``message`` is for readers; ``handlers`` are the files of handlers
    elsewhere that lead there: unless they are linted, too, the finding can't be seen."""

    path: str
    code: str
    line: str
    occurrence: int
    message: str = field(default="", compare=False)
    handlers: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of the file ``filename``, sorted, each once."""

    filename: str
    entries: tuple[Entry, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that paths are relative to, links resolved."""
        return disk.realpath(os.path.dirname(os.path.abspath(self.filename)))

    def path(self, filename: str) -> str:
        """What entries call the file ``filename``: relative, with slashes."""
        real = real_name(filename)
        with suppress(ValueError):  # another drive
            real = os.path.relpath(real, self.folder)
        return real.replace(os.sep, "/")

    def absolute(self, path: str) -> str:
        """The file that entries call ``path``, as :func:`real_name` names it."""
        with suppress(ValueError):  # no name of a file
            return real_name(os.path.join(self.folder, path))
        return path


def real_name(filename: str) -> str:
    """The absolute name of a file, its folder without links."""
    folder, base = os.path.split(os.path.abspath(filename))
    return os.path.join(disk.realpath(folder), base)


def dumps(entries: Iterable[Entry]) -> str:
    """The text of a baseline with ``entries``: the same for the same entries in any order."""
    listed = [
        {
            "path": entry.path,
            "rule": entry.code,
            "line": entry.line,
            "occurrence": entry.occurrence,
            "message": entry.message,
            **({"handlers": list(entry.handlers)} if entry.handlers else {}),
        }
        for entry in sorted(entries)
    ]
    return json.dumps({"version": VERSION, "entries": listed}, indent=2, ensure_ascii=False)


def read_baseline(filename: str) -> Baseline:
    """The baseline in the file ``filename``. Raises :class:`BaselineError`."""
    try:
        data = disk.read(filename)
    except FileNotFoundError:
        raise BaselineError(
            f"baseline {filename!r} is not there; --write-baseline writes it"
        ) from None
    except (OSError, ValueError) as error:
        reason = "is a folder" if os.path.isdir(filename) else None
        reason = reason or f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise BaselineError(f"baseline {filename!r} {reason}") from None
    return loads(data, filename)


def loads(data: bytes, filename: str) -> Baseline:
    """The baseline with the content ``data``. Raises :class:`BaselineError`."""
    try:
        entries = tuple(sorted(_entries(_document(data))))
    except ValueError as error:
        raise BaselineError(f"baseline {filename!r}: {error}") from None
    return Baseline(filename, entries)


def _document(data: bytes) -> object:
    """The JSON in ``data``. Raises ValueError that says what is wrong."""
    if not data.strip():
        raise ValueError("is empty")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not a baseline: not UTF-8") from None
    except json.JSONDecodeError as error:
        hint = ""
        if b"\n<<<<<<<" in data or data.startswith(b"<<<<<<<"):
            hint = "; there is a merge conflict in it"
        where = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"not a baseline: {error.msg} ({where}){hint}") from None
    except RecursionError:
        raise ValueError("not a baseline: nested too deeply") from None


def _entries(document: object) -> Iterator[Entry]:
    if not isinstance(document, dict) or "version" not in document:
        raise ValueError('not a baseline: no object with a "version"')
    version = document["version"]
    if version != VERSION or isinstance(version, bool):
        raise ValueError(
            f"version {version!r} is not known to this fclint, which reads version {VERSION}"
        )
    entries = document.get("entries")
    if not isinstance(entries, list):
        raise ValueError('"entries" must be a list')
    seen: dict[Entry, int] = {}
    for number, each in enumerate(entries, 1):
        try:
            entry = _entry(each)
        except ValueError as error:
            raise ValueError(f"entry {number}: {error}") from None
        if entry in seen:
            raise ValueError(
                f"entries {seen[entry]} and {number} are the same: {entry.code} in {entry.path!r}"
            )
        seen[entry] = number
        yield entry


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_path(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_PATH and "\0" not in value


_KEYS: Mapping[str, Callable[[Any], bool]] = {
    "path": _is_path,
    "rule": _is_text,
    "line": _is_text,
    "occurrence": lambda value: type(value) is int and value > 0,
    "message": _is_text,
    "handlers": lambda value: isinstance(value, list) and all(map(_is_path, value)),
}
_OPTIONAL = ("message", "handlers")


def _entry(each: object) -> Entry:
    if not isinstance(each, dict):
        raise ValueError("is no object")
    for key in each:
        if key not in _KEYS:
            raise ValueError(f"unknown key {key!r}")
    for key, fits in _KEYS.items():
        if key not in each and key not in _OPTIONAL:
            raise ValueError(f"{key!r} is missing")
        if key in each and not fits(each[key]):
            raise ValueError(f"{key!r} can't be {each[key]!r:.60}")
    return Entry(
        path=each["path"],
        code=each["rule"],
        line=each["line"],
        occurrence=each["occurrence"],
        message=each.get("message", ""),
        handlers=tuple(each.get("handlers", ())),
    )
