"""``fclint check --confirm``: lints, then runs handlers to show what was found."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from fclint.commands.check import conclude
from fclint.configuration.config import ConfigError
from fclint.confirming.running import confirmed
from fclint.console import Exit, Output, complain, shown, tell
from fclint.registry import load_rules
from fclint.report.progress import ProgressLine
from fclint.report.sources import Sources
from fclint.request import Outcome, Request, UsageError
from fclint.runner import Linting
from fclint.spreading import processors


def check(request: Request, output: Output) -> Exit:
    """Lints what ``request`` asks for, tries to show each finding, and prints the outcome.

    Executes the code of the handlers that have findings.
    """
    began = time.perf_counter()
    sources = Sources()
    asked = replace(request, with_routes=True)
    try:
        with ProgressLine(sys.stderr) as progress:
            linting = Linting(asked, sources.text)
            outcome = linting.run(progress)
            outcome = _confirmed(asked, outcome, tuple(linting.manifests), progress)
    except (UsageError, ConfigError) as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"cannot run handlers: {error.strerror or error}")
    if output.verbose:
        _tell_reasons(outcome)
    return conclude(request, outcome, sources, output, began=began)


def _confirmed(
    request: Request, outcome: Outcome, manifests: tuple[str, ...], progress: ProgressLine
) -> Outcome:
    findings, notes = confirmed(
        outcome.findings,
        load_rules(),
        manifests=manifests,
        jobs=request.jobs or processors(),
        progress=lambda done, total: progress(done, total, "running", "handlers"),
    )
    return replace(outcome, findings=tuple(findings), notes=(*outcome.notes, *notes))


def _tell_reasons(outcome: Outcome) -> None:
    """Why findings were not shown."""
    for finding in outcome.findings:
        known = finding.confirmation
        if known is not None and not known.request:
            place = f"{shown(finding.span.filename)}:{finding.span.row}"
            tell(f"{place}: {finding.code} is not confirmed: {known.reason}")
