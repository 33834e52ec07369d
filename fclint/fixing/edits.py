"""Fixes: edits go into bytes, and stay only where they mend what they were made for.

Pure: files are read, linted and written by whoever asks.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fclint.finding import Edit, Finding
from fclint.unused import UNUSED

ROUNDS = 10
"""How often what the last fixes brought to light is fixed in turn."""

Contents = Mapping[str, bytes]
"""The content of files, by name."""
Lint = Callable[[Contents], Sequence[Finding]]
"""The findings where files have these contents (other files are as they are)."""


@dataclass(slots=True)
class Fixed:
    """What came of fixing: the ``contents`` of files that were looked at, how many findings were
    fixed in each of these, and the findings whose fixes had to be left out, with the reason."""

    contents: dict[str, bytes]
    counts: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[Finding, str]] = field(default_factory=list)


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """``data`` with ``edits``, which must not overlap, made. Raises ValueError where they do, or
    where one lies outside of ``data``."""
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not position <= edit.start <= edit.end <= len(data):
            raise ValueError(f"the edit {edit} overlaps another one or the end of the file")
        pieces += [data[position : edit.start], edit.content]
        position = edit.end
    return b"".join(pieces) + data[position:]


def is_applicable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether ``finding`` has a fix that is wanted: a safe one, or any if ``unsafe`` ones are."""
    return finding.fix is not None and (finding.fix.safe or unsafe)


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Those of ``findings``, which have fixes, whose fixes can be made at once: the first of two
    that overlap or touch."""
    chosen: list[Finding] = []
    taken: dict[str, list[Edit]] = {}
    for finding in findings:
        edits = finding.fix.edits if finding.fix is not None else ()
        known = taken.setdefault(finding.span.filename, [])
        if edits and not any(
            edit.start <= other.end and other.start <= edit.end for edit in edits for other in known
        ):
            known.extend(edits)
            chosen.append(finding)
    return chosen


def fix_all(
    contents: Contents,
    findings: Sequence[Finding],
    lint: Lint,
    *,
    unsafe: bool = False,
) -> Fixed:
    """Fixes what can be fixed in the files of ``contents``, whose findings are ``findings``.

    Fixes that overlap are made one after the other, with a look at what the file is like then. A
    fix that leads to a syntax error, or to more findings of some code than there were, is left out.
    """
    fixed = Fixed(dict(contents))
    refused: set[object] = set()
    for _ in range(ROUNDS):
        wanted = without_overlaps(
            finding
            for finding in findings
            if is_applicable(finding, unsafe=unsafe)
            and finding.span.filename in fixed.contents
            and _identity(finding, fixed.contents) not in refused
        )
        if not wanted:
            break
        round_ = _Round(fixed.contents, findings, lint, unsafe)
        round_.settle(wanted)
        for finding, reason in round_.refused:
            refused.add(_identity(finding, fixed.contents))
            fixed.refused.append((finding, reason))
        for finding in round_.made:
            fixed.counts[finding.span.filename] += 1
        fixed.contents, findings = dict(round_.contents), round_.findings
    return fixed


class _Round:
    """The fixes that are made at once."""

    def __init__(
        self, contents: Contents, findings: Sequence[Finding], lint: Lint, unsafe: bool
    ) -> None:
        self.base = contents
        self.contents = contents
        self.findings = findings
        self.made: list[Finding] = []
        self.refused: list[tuple[Finding, str]] = []
        self._lint = lint
        self._unsafe = unsafe

    def settle(self, wanted: list[Finding]) -> None:
        """Makes the fixes of ``wanted``, but for those that do harm, which halving finds."""
        made = [*self.made, *wanted]
        contents = self._with(made)
        harm = _broken(self.base, contents)
        findings: Sequence[Finding] = ()
        if not harm:
            findings = self._lint(contents)
            harm = self._new_codes(findings)
        if not harm:
            self.made, self.contents, self.findings = made, contents, findings
        elif len(wanted) == 1:
            self.refused.append((wanted[0], harm))
        else:
            middle = len(wanted) // 2
            self.settle(wanted[:middle])
            self.settle(wanted[middle:])

    def _with(self, made: list[Finding]) -> dict[str, bytes]:
        contents = dict(self.base)
        edits: dict[str, list[Edit]] = {}
        for finding in made:
            if finding.fix is not None:
                edits.setdefault(finding.span.filename, []).extend(finding.fix.edits)
        for filename, each in edits.items():
            contents[filename] = apply_edits(contents[filename], each)
        return contents

    def _new_codes(self, findings: Sequence[Finding]) -> str:
        """The codes that are reported more often than before; a suppression that a fix has made
        superfluous is removed in the next round."""
        more = Counter(finding.code for finding in findings)
        more -= Counter(finding.code for finding in self.findings)
        if all(
            is_applicable(finding, unsafe=self._unsafe)
            for finding in findings
            if finding.code == UNUSED
        ):
            del more[UNUSED]
        return ", ".join(sorted(more))


def _broken(before: Contents, after: Contents) -> str:
    """``FC001`` where a file that Python could parse is none any more."""
    changed = [name for name, data in after.items() if data != before[name]]
    if any(_parses(before[name]) and not _parses(after[name]) for name in changed):
        return "FC001"
    return ""


def _parses(data: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _identity(finding: Finding, contents: Contents) -> object:
    """What tells a finding from others although lines move."""
    data = contents.get(finding.span.filename, b"")
    start = data.rfind(b"\n", 0, finding.span.start) + 1
    end = data.find(b"\n", finding.span.end)
    line = data[start : end if end >= 0 else len(data)]
    return (finding.code, finding.span.filename, finding.message, line.strip())


def unified_diff(name: str, before: bytes, after: bytes) -> bytes:
    """The difference as ``patch`` reads it, in the file's own bytes; empty where there is none."""
    label = _label(name)
    lines = difflib.diff_bytes(
        difflib.unified_diff, _lines(before), _lines(after), label, label, lineterm=b"\n"
    )
    return b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
        for line in lines
    )


def _label(name: str) -> bytes:
    """``name`` as it stands in a difference: in quotes, as git writes it and ``patch`` reads it,
    where it holds what ends a line or steers a terminal."""
    data = name.encode("utf-8", "surrogateescape")
    if name.isprintable() and '"' not in name:
        return data
    return b'"%s"' % b"".join(
        bytes([byte]) if 0x20 <= byte < 0x7F and byte not in b'\\"' else b"\\%03o" % byte
        for byte in data
    )


def _lines(data: bytes) -> list[bytes]:
    """The lines with their ends; only a newline ends one, as for ``patch``."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
