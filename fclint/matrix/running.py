"""Running: the requests of a matrix are sent to one instance of the function, each twice.

An instance that dies is replaced; what its death says belongs to the request that it died of.
Nothing that a handler does ends the matrix, but where nothing new is to be learnt it stops.
"""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fclint import events
from fclint.distributions import RulesError
from fclint.dryrun.process import Function, Instance, WorkerError
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.dryrun.usercode import UserCode
from fclint.finding import Finding
from fclint.matrix.plan import Planned
from fclint.targets.fc2 import FC2

NOT_LOADED = "the handler does not load"
"""Why a matrix stopped that nothing can be learnt from but this."""
MOST_TIMEOUTS = 3
"""After so many requests without an answer the matrix stops: each takes the whole timeout."""
MOST_DEATHS = 12
"""After so many requests that the process died of the matrix stops."""
_LARGE = 1024 * 1024
"""Bytes of a body that is sent once only."""
_KEPT = 64 * 1024
"""Bytes of a response's body, and characters of a log, that are kept."""

Judge = Callable[[Recorded], list[Finding]]
OnRow = Callable[["Row"], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A request and what came of it: the answers, and the findings of each.

    There is one answer where the process died of the first, the platform refused it, or its body
    is large.
    ``problem`` is an error of fclint's own, in place of answers.
    """

    planned: Planned
    answers: tuple[Recorded, ...] = ()
    findings: tuple[tuple[Finding, ...], ...] = ()
    problem: str = ""
    traceback: str = ""

    is_explained: bool = False
    """A framework took PATH_INFO for what PEP 3333 says it is, which the platform's isn't."""

    @property
    def is_refused(self) -> bool:
        """Whether the platform answered in the handler's place, as the request meant it to."""
        return bool(self.planned.beyond)


@dataclass(frozen=True, slots=True)
class Ran:
    """The rows, in the order of the plan. ``stopped`` says why some are missing, or is empty."""

    rows: tuple[Row, ...]
    stopped: str = ""


def run(planned: Iterable[Planned], instance: Instance, judge: Judge, on_row: OnRow) -> Ran:
    """Sends every request; raises OSError where no process can be started."""
    rows: list[Row] = []
    ended: dict[type[events.Event], int] = {}
    for each in planned:
        row, last = _row(each, instance, judge)
        rows.append(row)
        on_row(row)
        for kind in _ENDS:
            ended[kind] = ended.get(kind, 0) + any(isinstance(event, kind) for event in last)
        stopped = _stopped(ended)
        if stopped:
            return Ran(tuple(rows), stopped)
    return Ran(tuple(rows))


_ENDS = (events.LoadFailed, events.TimedOut, events.ProcessDied)


def _stopped(ended: dict[type[events.Event], int]) -> str:
    if ended[events.LoadFailed]:
        return NOT_LOADED
    if ended[events.TimedOut] >= MOST_TIMEOUTS:
        return f"{MOST_TIMEOUTS} requests got no answer within the timeout"
    if ended[events.ProcessDied] >= MOST_DEATHS:
        return f"the process died of {MOST_DEATHS} requests"
    return ""


def _row(
    planned: Planned, instance: Instance, judge: Judge
) -> tuple[Row, tuple[events.Event, ...]]:
    answers: list[Recorded] = []
    findings: list[tuple[Finding, ...]] = []
    happened: tuple[events.Event, ...] = ()
    explained = False
    try:
        large = len(planned.request.body) > _LARGE
        for _ in range(1 if planned.beyond or large else 2):
            recorded = instance.call(planned.request)
            happened += recorded.events
            found = [] if planned.beyond else judge(recorded)
            if is_text_path(recorded, planned.request, instance.function):
                explained = True
                found = [each for each in found if each.code != "FC901"]
            findings.append(tuple(found))
            answers.append(_trimmed(recorded))
            if recorded.died:
                break
    except WorkerError as error:
        instance.close()
        return Row(planned, problem=str(error), traceback=error.traceback), happened
    except (OSError, RulesError):  # no process can be started; a rule of someone else's failed
        raise
    except Exception as error:  # an error of a rule's: the other requests have still to be told
        told = f"{type(error).__name__}: {error}"
        return Row(planned, problem=told, traceback=traceback.format_exc()), happened
    return Row(planned, tuple(answers), tuple(findings), is_explained=explained), happened


def is_text_path(recorded: Recorded, request: Request, function: Function) -> bool:
    """Whether a framework failed because PATH_INFO is text on Function Compute.

    Frameworks take it for what PEP 3333 ("Unicode Issues") says it is, bytes decoded as latin-1,
    and encode it again. That is no mistake of the handler's that calls them.
    """
    error = recorded.response.error
    if function.target != FC2.name or request.path.isascii() or error is None:
        return False
    innermost = _FRAME.match(error.stack[-1]) if error.stack else None
    if innermost is None or "codec can't" not in error.message:
        return False
    return not UserCode(function.root).holds(ast.literal_eval(innermost[1]))


_FRAME = re.compile(r"File ('.*'|\".*\"), line \d+, in ")


def _trimmed(recorded: Recorded) -> Recorded:
    """The answer without what nobody reads: there are hundreds of them."""
    response = recorded.response
    kept = replace(response, body=response.body[:_KEPT], length=response.size)
    return replace(recorded, events=(), response=kept, log=recorded.log[:_KEPT])
