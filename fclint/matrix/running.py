"""Running: the requests of a matrix are sent to one instance of the function, each twice.

An instance that dies is replaced; what its death says belongs to the request that it died of.
Nothing that a handler does ends the matrix, but where nothing new is to be learnt it stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fclint import events
from fclint.dryrun.process import Instance, WorkerError
from fclint.dryrun.recorded import Recorded
from fclint.finding import Finding
from fclint.matrix.plan import Planned

MOST_TIMEOUTS = 3
"""After so many requests without an answer the matrix stops: each takes the whole timeout."""
MOST_DEATHS = 25
"""After so many requests that the process died of the matrix stops."""
_KEPT = 64 * 1024
"""Bytes of a response's body, and characters of a log, that are kept."""
_LIMITS = frozenset({"FC502", "FC503", "FC504"})

Judge = Callable[[Recorded], list[Finding]]
OnRow = Callable[["Row"], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A request and what came of it: the answers, and the findings of each.

    There is one answer where the process died of the first, or the platform refused it.
    ``problem`` is an error of fclint's own, in place of answers.
    """

    planned: Planned
    answers: tuple[Recorded, ...] = ()
    findings: tuple[tuple[Finding, ...], ...] = ()
    problem: str = ""
    traceback: str = ""

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
        return "the module does not load"
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
    try:
        for _ in range(1 if planned.beyond else 2):
            recorded = instance.call(planned.request)
            happened += recorded.events
            findings.append(tuple(shown(recorded, judge, meant=bool(planned.beyond))))
            answers.append(_trimmed(recorded))
            if recorded.died:
                break
    except WorkerError as error:
        instance.close()
        return Row(planned, problem=str(error), traceback=error.traceback), happened
    return Row(planned, tuple(answers), tuple(findings)), happened


def shown(recorded: Recorded, judge: Judge, *, meant: bool) -> Iterable[Finding]:
    """The findings of one answer. That a request is refused which is ``meant`` to be is none."""
    return (each for each in judge(recorded) if not (meant and each.code in _LIMITS))


def _trimmed(recorded: Recorded) -> Recorded:
    """The answer without what nobody reads: there are hundreds of them."""
    response = recorded.response
    kept = replace(response, body=response.body[:_KEPT], length=response.size)
    return replace(recorded, events=(), response=kept, log=recorded.log[:_KEPT])
