"""The identity of a finding, which outlives changes elsewhere in its file.

It is made of the rule, the file and the text of the line, its space normalised; equal ones are
numbered in the order of the findings. Row and column are no part of it, nor is the message.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from fclint.finding import Finding
from fclint.report.paths import portable
from fclint.report.sources import Sources


class Identity(NamedTuple):
    """What tells a finding from others: the file's name as it was asked for, the rule's code, the
    line with single spaces, and how many equal ones come before it."""

    path: str
    code: str
    line: str
    before: int


def identities(
    findings: Iterable[Finding], sources: Sources, name: Callable[[str], str]
) -> Iterator[Identity]:
    """The identity of each of ``findings``, all different; ``name`` names files."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        span = finding.span
        lines = sources.lines(span.filename)
        line = lines[span.row - 1] if 0 < span.row <= len(lines) else ""
        shared = (name(span.filename), finding.code, " ".join(line.split()))
        yield Identity(*shared, seen[shared])
        seen[shared] += 1


def fingerprints(findings: Iterable[Finding], sources: Sources, root: str) -> Iterator[str]:
    """A fingerprint for each of ``findings``, 64 hexadecimal digits, all different.

    Files are named relative to ``root``.
    """
    for path, code, line, before in identities(
        findings, sources, lambda filename: portable(filename, root)
    ):
        text = "\0".join((code, path, line, str(before)))
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
