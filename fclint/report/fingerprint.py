"""The identity of a finding, which outlives changes elsewhere in its file.

It is made of the rule, the file and the text of the line, its space normalised; equal ones are
numbered in the order of the findings. Row and column are no part of it, nor is the message.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from fclint.finding import Finding
from fclint.report.paths import portable
from fclint.report.sources import Sources


def fingerprints(findings: Iterable[Finding], sources: Sources, root: str) -> Iterator[str]:
    """A fingerprint for each of ``findings``, 64 hexadecimal digits, all different.

    Files are named relative to ``root``.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        span = finding.span
        lines = sources.lines(span.filename)
        line = lines[span.row - 1] if 0 < span.row <= len(lines) else ""
        identity = (finding.code, portable(span.filename, root), " ".join(line.split()))
        text = "\0".join((*identity, str(seen[identity])))
        seen[identity] += 1
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
