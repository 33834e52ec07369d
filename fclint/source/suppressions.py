"""Comments that silence findings: noqa, ignore and skip-file.

Behind ``noqa:`` stand codes or prefixes of codes, with commas or spaces between them, in any case.
As in flake8 a ``noqa`` without codes silences everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

_CODE = r"[A-Z]+[0-9]+|FC[0-9]*"
_CANDIDATE = re.compile(r"#\s*(?:noqa\b|fclint\s*:)", re.IGNORECASE)
_NOQA = re.compile(
    rf"#\s*noqa\b(?:\s*:\s*(?P<codes>(?:{_CODE})\b(?:[,\s]+(?:{_CODE})\b)*))?", re.IGNORECASE
)
_IGNORE = re.compile(r"#\s*fclint\s*:\s*ignore\b(?:\s*\[(?P<codes>[^\]#]*)\])?", re.IGNORECASE)
_SKIP = re.compile(r"#\s*fclint\s*:\s*skip-file\b", re.IGNORECASE)
_WORD = re.compile(r"[^,\s]+")
_MOST_CODES = 100
"""In one suppression: there are fewer rules. What looks for unused ones compares all with all."""
OWN = "FC"
"""What all of fclint's codes begin with; others are other linters'."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code, or a prefix of codes, in a suppression: in upper case, and where it stands (columns
    from 0, in characters)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """``# noqa: FC301`` or ``# fclint: ignore[FC301]`` in row ``row``; without ``codes`` it
    silences everything. It stands in the columns ``start`` to ``end`` (from 0) of the row, in the
    comment that begins at ``comment`` and ends at ``comment_end``."""

    row: int
    start: int
    end: int
    codes: tuple[Code, ...] | None = field(hash=False)
    comment: int
    comment_end: int

    def covers(self, code: str) -> bool:
        """Whether it silences ``code``."""
        return self.codes is None or any(code.startswith(each.text) for each in self.codes)


class Suppressions:
    """The suppressing comments of one file."""

    def __init__(self, skip_file: bool, found: Sequence[Suppression]) -> None:
        """``found`` are all suppressions, in order."""
        self.skip_file = skip_file
        self.all = tuple(found)
        self._rows: dict[int, list[Suppression]] = {}
        for each in found:
            self._rows.setdefault(each.row, []).append(each)

    @classmethod
    def of(cls, text: str) -> Suppressions:
        """The suppressions in a file's text (line ends are newlines).

        A comment counts, the same words in a string don't. The text is tokenised only where
        something looks like a suppression; from the point where that fails, looks decide.
        """
        if _CANDIDATE.search(text) is None:
            return cls(False, ())
        skip_file = False
        found: list[Suppression] = []
        for row, column, comment in _comments(text):
            skip_file = skip_file or _SKIP.search(comment) is not None
            found.extend(_suppressions(row, column, comment))
        return cls(skip_file, found)

    def on(self, rows: tuple[int, int]) -> Iterator[Suppression]:
        """The suppressions on the first or the last row of a statement."""
        for row in dict.fromkeys(rows):
            yield from self._rows.get(row, ())

    def suppresses(self, code: str, rows: tuple[int, int]) -> bool:
        """Whether a comment on the first or the last row of a statement silences ``code``."""
        return any(each.covers(code.upper()) for each in self.on(rows))


def _suppressions(row: int, column: int, comment: str) -> Iterator[Suppression]:
    for pattern in (_NOQA, _IGNORE):
        for match in pattern.finditer(comment):
            codes = None
            if match["codes"] is not None:
                first = column + match.start("codes")
                codes = tuple(
                    Code(word[0].upper(), first + word.start(), first + word.end())
                    for word in islice(_WORD.finditer(match["codes"]), _MOST_CODES)
                )
            end = column + len(comment)
            yield Suppression(row, column + match.start(), column + match.end(), codes, column, end)


def _comments(text: str) -> list[tuple[int, int, str]]:
    """The comments of ``text`` that may be suppressions, with their rows and columns (from 0)."""
    lines = text.split("\n")
    rows = [row for row, line in enumerate(lines, 1) if _CANDIDATE.search(line) is not None]
    if not any(quote in text for quote in ("'", '"')):
        starts = [(row, lines[row - 1].index("#")) for row in rows]
        return [(row, start, lines[row - 1][start:]) for row, start in starts]
    import io
    import tokenize

    wanted = frozenset(rows)
    comments: list[tuple[int, int, str]] = []
    reached = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="\n").readline):
            reached = token.end[0]
            if token.type == tokenize.COMMENT and token.start[0] in wanted:
                comments.append((*token.start, token.string))
            if reached > rows[-1]:
                break
    except (tokenize.TokenError, SyntaxError):
        pass
    for row in rows:
        if row > reached:
            match = _CANDIDATE.search(lines[row - 1])
            start = match.start() if match else 0
            comments.append((row, start, lines[row - 1][start:] if match else ""))
    return comments
