"""Comments that silence findings: noqa, ignore and skip-file.

Behind ``noqa:`` stand codes or prefixes of codes, with commas or spaces between them, in any case.
As in flake8 a ``noqa`` without codes silences everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CODE = r"[A-Z]+[0-9]+|FC[0-9]*"
_CANDIDATE = re.compile(r"#\s*(?:noqa\b|fclint\s*:)", re.IGNORECASE)
_NOQA = re.compile(
    rf"#\s*noqa\b(?:\s*:\s*(?P<codes>(?:{_CODE})\b(?:[,\s]+(?:{_CODE})\b)*))?", re.IGNORECASE
)
_IGNORE = re.compile(r"#\s*fclint\s*:\s*ignore\b(?:\s*\[(?P<codes>[^\]]*)\])?", re.IGNORECASE)
_SKIP = re.compile(r"#\s*fclint\s*:\s*skip-file\b", re.IGNORECASE)
_ALL = ("",)


class Suppressions:
    """The suppressing comments of one file."""

    def __init__(self, skip_file: bool, prefixes: Mapping[int, tuple[str, ...]]) -> None:
        """``prefixes`` says, for each row with a comment, which codes it silences."""
        self.skip_file = skip_file
        self._prefixes = prefixes

    @classmethod
    def of(cls, text: str) -> Suppressions:
        """The suppressions in a file's text (line ends are newlines).

        A comment counts, the same words in a string don't. The text is tokenised only where
        something looks like a suppression; from the point where that fails, looks decide.
        """
        if _CANDIDATE.search(text) is None:
            return cls(False, {})
        skip_file = False
        prefixes: dict[int, tuple[str, ...]] = {}
        for row, comment in _comments(text):
            skip_file = skip_file or _SKIP.search(comment) is not None
            found = _prefixes(comment)
            if found:
                prefixes[row] = found
        return cls(skip_file, prefixes)

    def suppresses(self, code: str, rows: tuple[int, int]) -> bool:
        """Whether a comment on the first or the last row of a statement silences ``code``."""
        return any(
            code.upper().startswith(prefix)
            for row in rows
            for prefix in self._prefixes.get(row, ())
        )


def _prefixes(comment: str) -> tuple[str, ...]:
    """The prefixes of the codes that ``comment`` silences; the empty one silences all."""
    found: list[str] = []
    for pattern in (_NOQA, _IGNORE):
        for match in pattern.finditer(comment):
            codes = match["codes"]
            if codes is None:
                return _ALL
            found.extend(code.upper() for code in re.split(r"[,\s]+", codes) if code)
    return tuple(found)


def _comments(text: str) -> list[tuple[int, str]]:
    """The comments of ``text`` that may be suppressions, with their rows."""
    lines = text.split("\n")
    rows = [row for row, line in enumerate(lines, 1) if _CANDIDATE.search(line) is not None]
    if not any(quote in text for quote in ("'", '"')):
        return [(row, lines[row - 1][lines[row - 1].index("#") :]) for row in rows]
    import io
    import tokenize

    wanted = frozenset(rows)
    comments: list[tuple[int, str]] = []
    reached = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="\n").readline):
            reached = token.end[0]
            if token.type == tokenize.COMMENT and token.start[0] in wanted:
                comments.append((token.start[0], token.string))
            if reached > rows[-1]:
                break
    except (tokenize.TokenError, SyntaxError):
        pass
    for row in rows:
        if row > reached:
            match = _CANDIDATE.search(lines[row - 1])
            comments.append((row, lines[row - 1][match.start() :] if match else ""))
    return comments
