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
from fclint.source.globbing import at_once

if TYPE_CHECKING:
    from fclint.configuration.config import Config

_NEGATION = "!"
_CLASS = re.compile(r"\[([!^]?)(\]?[^\]]*)\]")
_PIECE = re.compile(rf"\*\*/|\*+|{_CLASS.pattern}|\\?.", re.DOTALL)
_LONGEST = 1_000
_MOST = 256
"""Patterns without braces that one with braces may stand for."""


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
    if len(pattern) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST:,} characters")
    plain = _alternatives(pattern.removeprefix("./").rstrip("/"))
    regexes = [_regex(each, f"a{number}_") for number, each in enumerate(plain)]
    try:
        return re.compile("|".join(regexes), re.DOTALL)
    except re.error as error:
        raise ValueError(f"is not a pattern of files: {error}") from None


def _alternatives(pattern: str) -> list[str]:
    """The patterns without braces that ``pattern`` stands for."""
    opened: list[tuple[list[str], list[str]]] = []  # what stood before a {, what its commas part
    parted: list[str] = []
    current = [""]
    for match in _PIECE.finditer(pattern):
        piece = match[0]
        if piece == "[" and _CLASS.match(pattern, match.start()) is None:
            raise ValueError("holds a [ without its ]")
        if piece == "{":
            opened.append((current, parted))
            current, parted = [""], []
        elif piece == "," and opened:
            parted, current = parted + current, [""]
        elif piece == "}" and opened:
            inside = parted + current
            current, parted = opened.pop()
            current = [f"{before}{each}" for before in current for each in inside]
        else:
            current = [f"{each}{piece}" for each in current]
        if len(current) + len(parted) > _MOST:
            raise ValueError(f"stands for more than {_MOST} patterns")
    if opened:
        raise ValueError("holds a { without its }")
    return current


def _regex(pattern: str, prefix: str) -> str:
    """``pattern``, which has no braces, as a regular expression, its groups named ``prefix``..."""
    blocks = [""]  # what stands before, between and behind wildcards
    wildcards: list[tuple[str, str]] = []  # greedy and lazy
    before = "/"
    for match in _PIECE.finditer(pattern):
        piece = match[0]
        if piece == "**/" and before.endswith("/"):
            wildcards.append(("(?:.*/)?", "(?:.*?/)??"))
            blocks.append("")
        elif piece[0] == "*":
            wildcards.append((".*", ".*?"))
            blocks.append("/" if piece.endswith("/") else "")
        else:
            blocks[-1] += _one(piece)
        before = piece
    regex = blocks[0]
    for number, ((greedy, lazy), block) in enumerate(zip(wildcards, blocks[1:], strict=True), 1):
        last = number == len(wildcards)
        regex += greedy + block if last else at_once(lazy + block, f"{prefix}{number}")
    return regex


def _one(piece: str) -> str:
    """The regular expression for a piece that matches one character."""
    if piece == "?":
        return "."
    if piece[0] == "[" and len(piece) > 1:
        found = _CLASS.fullmatch(piece)
        assert found is not None
        inner = re.sub(r"[^\w-]", lambda match: re.escape(match[0]), found[2])
        return f"[{'^' * bool(found[1])}{inner}]"
    return re.escape(piece[1:] if piece[0] == "\\" and len(piece) > 1 else piece)
