"""Comments that silence findings, as ``--add-noqa`` writes them. Pure: bytes and findings to edits.

A comment goes to the end of the first row of a statement, or of its last row where the first one
ends inside a string or with a backslash: these are the rows on which a suppression is honoured
(:mod:`fclint.source.suppressions`). A suppression that is there is extended.
"""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fclint.finding import Edit, Finding
from fclint.fixing.edits import apply_edits
from fclint.source.module import SourceModule, SourceSyntaxError
from fclint.source.suppressions import Suppression, Suppressions

_SYNTAX_ERROR = "FC001"
_STRING_BEGINS = ("FSTRING_START", "TSTRING_START")
_STRING_ENDS = ("FSTRING_END", "TSTRING_END")
_SPACE = " \t\f"


@dataclass(frozen=True, slots=True)
class Silenced:
    """A file's content ``data`` with comments that silence findings, how many comments were
    ``added`` or extended, and the findings that none can silence, ``left``."""

    data: bytes
    added: int
    left: tuple[Finding, ...]


def silence(data: bytes, findings: Iterable[Finding], filename: str) -> Silenced:
    """``data``, the content of the file ``filename``, with a comment for each of ``findings``."""
    findings = tuple(findings)
    unchanged = Silenced(data, 0, findings)
    try:
        module = SourceModule.parse(data, filename)
    except SourceSyntaxError:
        return unchanged
    closed = _closed_rows(module)
    there = Suppressions.of(module.text)
    wanted: dict[int, dict[str, None]] = {}
    left: list[Finding] = []
    for finding in findings:
        row = _row(finding, module, there, closed)
        if row is None or finding.code == _SYNTAX_ERROR:
            left.append(finding)
        else:
            wanted.setdefault(row, {})[finding.code] = None
    edits = [
        _edit(module, row, sorted(codes), _with_codes(there, row)) for row, codes in wanted.items()
    ]
    changed = apply_edits(data, edits)
    if not _means_the_same(data, changed):
        return unchanged
    return Silenced(changed, len(edits), tuple(left))


def _row(
    finding: Finding, module: SourceModule, there: Suppressions, closed: Mapping[int, None]
) -> int | None:
    """The row whose end takes the comment for ``finding``."""
    rows = dict.fromkeys(finding.noqa_rows)
    fitting = [row for row in rows if row not in closed and 1 <= row <= module.rows]
    extended = [row for row in fitting if _with_codes(there, row) is not None]
    return next(iter((*extended, *fitting)), None)


def _with_codes(there: Suppressions, row: int) -> Suppression | None:
    """The suppression in ``row`` that a code can be added to."""
    return next((each for each in there.on((row, row)) if each.codes is not None), None)


def _edit(module: SourceModule, row: int, codes: list[str], known: Suppression | None) -> Edit:
    if known is not None:
        return _extension(module, row, codes, known)
    line = module.line(row)
    end = len(line.rstrip(_SPACE))
    comment = f"{'  ' if end else ''}# noqa: {', '.join(codes)}"
    return _replacement(module, row, end, len(line), comment)


def _extension(module: SourceModule, row: int, codes: list[str], known: Suppression) -> Edit:
    """Adds ``codes`` to the suppression ``known``, separated as the others are."""
    line = module.line(row)
    there = known.codes or ()
    separator = line[there[-2].end : there[-1].start] if len(there) > 1 else ", "
    text = separator.join(codes)
    if there:
        return _replacement(module, row, there[-1].end, there[-1].end, separator + text)
    inside = line.index("[", known.start) + 1  # of `fclint: ignore[]`
    return _replacement(module, row, inside, inside, text)


def _replacement(module: SourceModule, row: int, start: int, end: int, text: str) -> Edit:
    """Puts ``text`` in place of the columns ``start`` to ``end`` (from 0) of the row."""
    return Edit(
        module.byte_offset(row, start + 1),
        module.byte_offset(row, end + 1),
        text.encode(module.encoding),
    )


def _closed_rows(module: SourceModule) -> dict[int, None]:
    """The rows whose end can't take a comment: it is inside a string or behind a backslash, or
    the row is the one that tells the system which interpreter to start."""
    closed: dict[int, None] = {}
    if module.text.startswith("#!"):
        closed[1] = None
    commented: dict[int, None] = {}
    opened: list[int] = []
    reader = io.StringIO(module.text, newline="\n").readline
    try:
        for token in tokenize.generate_tokens(reader):
            name = tokenize.tok_name[token.type]
            first, last = token.start[0], token.end[0]
            if name in _STRING_BEGINS:
                opened.append(first)
            elif name in _STRING_ENDS and opened:
                closed.update(dict.fromkeys(range(opened.pop(), last)))
            elif name == "STRING":
                closed.update(dict.fromkeys(range(first, last)))
            elif name == "COMMENT":
                commented[first] = None
    except (tokenize.TokenError, SyntaxError):
        return dict.fromkeys(range(1, module.rows + 1))
    for row in range(1, module.rows + 1):
        if row not in commented and module.line(row).endswith("\\"):
            closed[row] = None
    return closed


def _means_the_same(before: bytes, after: bytes) -> bool:
    """Whether Python reads the same program, or can read neither."""
    return _tree(before) == _tree(after)


def _tree(data: bytes) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.dump(ast.parse(data))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
