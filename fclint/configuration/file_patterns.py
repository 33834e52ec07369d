"""Patterns of files in ``per-file-ignores``: what they mean is what they mean to ruff.

A pattern is held against the name of a file and against its path, relative to the folder of the
configuration; in a path ``*`` and ``?`` stand for slashes, too. One that fits a folder means all
files in it. ``!`` before a pattern means all files that it does not fit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from fclint.configuration.selection import matches

if TYPE_CHECKING:
    from fclint.configuration.config import Config

_NEGATION = "!"
_CLASS = re.compile(r"\[([!^]?)(\]?[^\]]*)\]")


def ignores(config: Config, filename: str, code: str) -> bool:
    """Whether ``config`` ignores the rule ``code`` in the file ``filename``."""
    return any(
        matches(codes, code) and fits(pattern, filename, config.base("per-file-ignores") or "")
        for pattern, codes in config.per_file_ignores
    )


def fits(pattern: str, filename: str, folder: str) -> bool:
    """Whether ``pattern``, which is relative to ``folder``, means the file ``filename``."""
    if pattern.startswith(_NEGATION):
        return not fits(pattern[len(_NEGATION) :], filename, folder)
    if os.path.isabs(pattern):
        path = os.path.abspath(filename)
    else:
        try:
            path = os.path.relpath(filename, folder or os.getcwd())
        except ValueError:  # another drive
            return False
    wanted = compiled(pattern)
    path = path.replace(os.sep, "/")
    return wanted.fullmatch(os.path.basename(path)) is not None or any(
        wanted.fullmatch(each) for each in _with_parents(path)
    )


def _with_parents(path: str) -> Iterator[str]:
    yield path
    while "/" in path.strip("/"):
        path = path.rpartition("/")[0]
        yield path


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The glob ``pattern`` as a regular expression. Raises ValueError that says what is wrong."""
    pattern = pattern.removeprefix("./").rstrip("/")
    pieces: list[str] = []
    depth = position = 0
    while position < len(pattern):
        rest = pattern[position:]
        character = rest[0]
        size = 1
        if rest.startswith("**/") and (position == 0 or pattern[position - 1] == "/"):
            piece, size = "(?:.*/)?", len("**/")
        elif character == "*":
            piece = ".*"
        elif character == "?":
            piece = "."
        elif character == "[":
            found = _CLASS.match(rest)
            if found is None:
                raise ValueError("holds a [ without its ]")
            inner = re.sub(r"[^\w-]", lambda match: re.escape(match[0]), found[2])
            piece, size = f"[{'^' * bool(found[1])}{inner}]", found.end()
        elif character == "{":
            piece, depth = "(?:", depth + 1
        elif character == "}" and depth:
            piece, depth = ")", depth - 1
        elif character == "," and depth:
            piece = "|"
        elif character == "\\" and len(rest) > 1:
            piece, size = re.escape(rest[1]), 2
        else:
            piece = re.escape(character)
        pieces.append(piece)
        position += size
    if depth:
        raise ValueError("holds a { without its }")
    try:
        return re.compile("".join(pieces), re.DOTALL)
    except re.error as error:
        raise ValueError(f"is not a pattern of files: {error}") from None
