"""The JSON report with one object a line, for programs that read line by line.

The objects are those of :mod:`fclint.report.json`; where there are none, nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from fclint.report.formats import Report
from fclint.report.json import as_json
from fclint.report.visible import in_json


def lines(report: Report) -> Iterator[str]:
    """A line for each finding."""
    for finding in report.outcome.findings:
        yield in_json(json.dumps(as_json(finding, report.sources)))
