"""``fclint handlers``: which handlers there are, and what says so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fclint.console import Exit, complain, shown, style_of, tell, write
from fclint.request import ConfigError, Request, UsageError

if TYPE_CHECKING:
    pass


def show_handlers(request: Request, output_format: str) -> Exit:
    """Prints the handlers that are found, and those that manifests name in vain."""
    from fclint.linter import SYNTAX_ERROR
    from fclint.report import handlers as report
    from fclint.report.progress import ProgressLine
    from fclint.report.sources import Sources
    from fclint.runner import Linting

    try:
        with ProgressLine(sys.stderr) as progress:
            outcome, found = Linting(request, Sources().text).handlers(progress)
    except (UsageError, ConfigError) as error:
        return complain(str(error))
    if output_format == "json":
        written = write([report.as_json(found)])
    else:
        written = write(report.render(found, style_of(sys.stdout)))
        if not found:
            tell("no handlers found")
    for finding in outcome.findings:
        if finding.code == SYNTAX_ERROR:  # its handlers are in no list
            tell(f"{shown(finding.span.filename)}:{finding.span.row}: {finding.message}")
    for problem in outcome.problems:
        tell(f"{shown(problem.filename)}: {problem.message}")
    if outcome.problems or not written:
        return Exit.ERROR
    return Exit.CLEAN if found else Exit.NOTHING
