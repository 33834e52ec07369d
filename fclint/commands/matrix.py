"""``fclint dry-run --matrix``: many requests to one handler, and what is told of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import count

from fclint.commands.dry_run import Asked, complain_of_bug, judge, notes, plan_request
from fclint.configuration.config import ConfigError
from fclint.configuration.settings import DEFAULT_FAIL_ON
from fclint.console import Exit, Output, complain, style_of, tell, write
from fclint.dryrun.deployed import Deployed, DeploymentError
from fclint.dryrun.process import Function, Instance
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request, RequestError
from fclint.finding import Finding
from fclint.interest import Interest, interest_of
from fclint.matrix.plan import Plan, plan
from fclint.matrix.running import NOT_LOADED, Ran, run
from fclint.matrix.smallest import Shown, key_of, smallest
from fclint.planning import plan as plan_function
from fclint.plurals import counted, noun
from fclint.report.progress import ProgressLine
from fclint.report.sources import Sources
from fclint.request import UsageError


def run_matrix(asked: Asked, output: Output) -> Exit:
    """Sends a systematic set of requests to the handler and prints what came of it."""
    try:
        wanted = plan_function(asked)
        base = plan_request(asked)
    except (UsageError, ConfigError, RequestError, DeploymentError) as error:
        return complain(str(error))
    function, deployed = wanted.function, wanted.deployed
    sources = Sources()

    def judged(recorded: Recorded) -> list[Finding]:
        return judge(recorded, wanted.config, asked, sources)

    interest = interest_of(function)
    planned = plan(interest.questions, base, target=function.target, trigger=deployed.methods)
    total, sent, reduced = len(planned.requests), count(1), count(1)
    try:
        with ProgressLine(sys.stderr) as progress:
            with Instance(function) as instance:
                ran = run(
                    planned.requests,
                    instance,
                    judged,
                    lambda row: progress(next(sent), total, "sending", "requests"),
                )
                enforced = instance.memory_enforced
            found = {key_of(each) for row in ran.rows for told in row.findings for each in told}
            shown = smallest(
                ran.rows,
                lambda: Instance(function),
                judged,
                lambda: progress(next(reduced), len(found), "reducing", "requests"),
            )
    except OSError as error:
        return complain(f"cannot start the dry run: {error.strerror or error}")
    written = write(_report(ran, shown, planned, interest, sources, output))
    if not output.quiet:
        for note in _notes(planned, interest, ran, deployed, function, enforced):
            tell(f"note: {note}")
    if _tell_problems(ran, output) or not written:
        return Exit.ERROR
    threshold = asked.fail_on or wanted.config.fail_on or DEFAULT_FAIL_ON
    failing = any(each.finding.severity >= threshold for each in shown)
    return Exit.FINDINGS if failing and not output.exit_zero else Exit.CLEAN


def _report(
    ran: Ran,
    shown: tuple[Shown, ...],
    planned: Plan,
    interest: Interest,
    sources: Sources,
    output: Output,
) -> Iterator[str]:
    from fclint.report import matrix, summary

    if output.format == "json":
        data = matrix.as_data(ran.rows, shown, interest.keys, sources)
        data["left_out"] = planned.left_out + len(planned.requests) - len(ran.rows)
        yield json.dumps(data, indent=2)
        return
    yield from matrix.render(ran.rows, shown, interest.keys, sources, style_of(sys.stdout))
    if not output.quiet:
        told = f"{len(ran.rows):,} {noun(len(ran.rows), 'request')}"
        yield f"{told}. {summary.summary([each.finding for each in shown])}"


def _notes(
    planned: Plan,
    interest: Interest,
    ran: Ran,
    deployed: Deployed,
    function: Function,
    enforced: bool | None,
) -> Iterator[str]:
    """What a reader of the matrix should know beside it."""
    if ran.stopped == NOT_LOADED:
        yield f"{ran.stopped}: the other requests of the matrix were not sent"
    else:
        yield from _notes_on_requests(planned, interest, ran, deployed)
    first = next((answer for row in ran.rows for answer in row.answers), None)
    yield from notes(deployed, function, _explained(ran), enforced, first)


def _notes_on_requests(
    planned: Plan, interest: Interest, ran: Ran, deployed: Deployed
) -> Iterator[str]:
    """Why these requests were sent, and others were not."""
    if interest.unknown:
        yield (
            f"what the handler compares requests with is not known: {interest.unknown}; "
            "--path, --header and the like say what all requests begin with"
        )
    if ran.stopped:
        left = len(planned.requests) - len(ran.rows)
        sent = f"{counted(left, 'request')} {noun(left, 'was', 'were')} not sent"
        yield f"the matrix stopped before its end, {sent}: {ran.stopped}"
    if planned.left_out:
        yield (
            f"{counted(planned.left_out, 'further request')} would be worth sending; "
            f"the matrix ends at {len(planned.requests)}"
        )
    if planned.refused:
        yield (
            f"{' and '.join(planned.refused)} are not sent: the trigger lets through "
            f"{', '.join(deployed.methods or ())} only"
        )


def _explained(ran: Ran) -> Request:
    """A request that failed and whose path is beyond ASCII, if there is one: that wants an
    explanation."""
    for row in ran.rows:
        failed = any(each.response.status >= 500 for each in row.answers)
        if failed and not any(row.findings) and not row.planned.request.path.isascii():
            return row.planned.request
    return Request()


def _tell_problems(ran: Ran, output: Output) -> bool:
    """Tells of errors inside fclint; whether there are any."""
    problems = [row for row in ran.rows if row.problem]
    for row in problems[:1]:
        complain_of_bug(row.problem, row.traceback, output)
    return bool(problems)
