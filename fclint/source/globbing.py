"""Patterns of files whose matching takes no longer than the pattern and the name are.

A pattern with many wildcards, as a regular expression, tries as many ways to match a name as there
are to place them. But where a wildcard ends may be settled at once: at the first place where what
stands between it and the next wildcard fits, for the next one takes any rest.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_TOKEN = re.compile(
    r"""(?P<deep>\(\?:\.\+/\)\?|\(\?:/\.\+\)\?/)  # folders, any number of them
    |(?P<star>\[\^/\]\*)                          # anything within one folder
    |(?P<set>\[(?!\^/\])\^?\]?(?:\\.|[^\]\\])*\])  # one of some characters
    |(?P<one>\[\^/\]\+?|\\.|[^\\()\[\]|^$?*+{}.])    # something of which there is one way to match
    |(?P<end>\(\?.*|\$)                           # the name's end
    """,
    re.VERBOSE | re.DOTALL,
)
"""The pieces of the regular expressions that pathspec makes of patterns."""
_LAZY = {"(?:.+/)?": "(?:.+?/)??", "(?:/.+)?/": "(?:/.+?)??/", "[^/]*": "[^/]*?"}


def at_once(regex: str, name: str) -> str:
    """``regex`` so that what it has matched first is never tried in another way: an atomic group,
    which Python has from 3.11 on only. No other group of the pattern has the ``name``."""
    return f"(?=(?P<{name}>{regex}))(?P={name})"


def ignoring(patterns: Iterable[str], *, strict: bool = True) -> GitIgnoreSpec:
    """The patterns in the language of ``.gitignore``. Raises ValueError for one that makes no
    sense, such as ``[z-a]``; unless ``strict`` it matches nothing, as for git."""
    from pathspec import GitIgnoreSpec

    patterns = tuple(patterns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of [[:alpha:]], which re may learn
        try:
            spec = GitIgnoreSpec.from_lines(patterns)
        except (ValueError, re.error):
            wrong = [pattern for pattern in patterns if not _makes_sense(pattern)]
            if strict:
                raise ValueError(f"{wrong[0]!r} is not a pattern of files") from None
            spec = GitIgnoreSpec.from_lines(each for each in patterns if each not in wrong)
        for pattern in spec.patterns:
            regex: re.Pattern[str] | None = getattr(pattern, "regex", None)
            if regex is not None and regex.pattern.count("*") + regex.pattern.count(".+") > 1:
                pattern.regex = re.compile(_settled(regex.pattern))
    return spec


def _makes_sense(pattern: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines((pattern,))
    except (ValueError, re.error):
        return False
    return True


def _settled(regex: str) -> str:
    """``regex``, made by pathspec of a pattern, with the same matches."""
    tokens = list(_tokens(regex.removeprefix("^")))
    if "".join(text for _, text in tokens) != regex.removeprefix("^"):
        return regex  # of a pathspec that we don't know
    tokens = [(kind, f"(?!/){text}" if kind == "set" else text) for kind, text in tokens]
    within = _grouped(tokens, "star", "")
    return "^" + "".join(text for _, text in _grouped(within, "deep", "(?=/)"))


def _grouped(tokens: list[tuple[str, str]], wildcard: str, ahead: str) -> list[tuple[str, str]]:
    """``tokens`` with each ``wildcard`` settled that another one follows; ``ahead`` is what has to
    stand before that one."""
    found: list[tuple[str, str]] = []
    start: int | None = None
    for kind, text in tokens:
        if kind == wildcard:
            if start is not None:
                lazy = _LAZY[found[start][1]] + "".join(each for _, each in found[start + 1 :])
                found[start:] = [("one", at_once(lazy + ahead, f"{wildcard}{start}"))]
            start = len(found)
        elif wildcard == "star" and (text == "/" or kind in ("deep", "end")):
            start = None
        found.append((kind, text))
    return found


def _tokens(regex: str) -> Iterator[tuple[str, str]]:
    position = 0
    while match := _TOKEN.match(regex, position):
        yield str(match.lastgroup), match[0]
        position = match.end()
