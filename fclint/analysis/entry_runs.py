"""Runs of what a manifest names: whether it is there, and what the platform does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fclint import events
from fclint.analysis.discovery import HandlerCallable
from fclint.analysis.domain.snapshot import snapshot
from fclint.analysis.domain.traces import DecisionTrace
from fclint.analysis.entry_points import is_application, is_missing, similar_name
from fclint.analysis.handler_run import HandlerRun
from fclint.analysis.lifecycle import lifecycle_events
from fclint.analysis.recording import Recorder
from fclint.finding import Related, Span
from fclint.source.entry_points import EntryPoint
from fclint.targets import TARGETS
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter
    from fclint.analysis.units import Unit


def naming_run(interp: Interpreter, entry: EntryPoint) -> HandlerRun:
    """Whether the attribute that a manifest names is there."""
    unit = interp.program.main
    missing = is_missing(interp, unit, entry.attribute) and not entry.shadowed
    handler = events.Handler(entry.written, entry.span, entry.target)
    suggestion = similar_name(unit, entry.attribute) if missing else ""
    module = entry.written.rpartition(".")[0]
    event = events.HandlerNamed(
        handler=handler,
        place=entry.span,
        trace=DecisionTrace(None),
        written=entry.written,
        missing="attribute" if missing else "",
        detail=f"{entry.shown} has no {entry.attribute!r}" if missing else "",
        suggestion=f"{module}.{suggestion}" if suggestion else "",
        shadowed=entry.shadowed,
    )
    key = (entry.span.filename, entry.span.start)
    return HandlerRun(handler, (event,), key, True, frozenset(), "manifest", entry)


def unseen_run(interp: Interpreter, entry: EntryPoint, value: Value) -> HandlerRun:
    """The run of something whose code isn't seen: a framework's application."""
    unit = interp.program.main
    seen = snapshot(interp, interp.program.base, value)
    place = _binding(unit, entry.attribute)
    handler = events.Handler(entry.attribute, place, entry.target)
    kind = "wsgi" if is_application(seen) else ""
    happened = deployed_events(entry, handler, kind, ())
    key = (unit.module.filename, place.start)
    return HandlerRun(handler, happened, key, True, frozenset(), "manifest", entry)


def _binding(unit: Unit, name: str) -> Span:
    """The line that binds a name of the top level."""
    statements = unit.binders(name)
    row = statements[-1].first_row if statements else 1
    filename = unit.module.filename
    start = unit.module.byte_offset(row, 1)
    return Span(filename, row, 1, row, 1 + len(name), start, start)


def lifecycle_run(
    interp: Interpreter, entry: EntryPoint, value: Value, target: HandlerCallable
) -> HandlerRun:
    """The run of a lifecycle handler."""
    interp.target = TARGETS[entry.target]
    interp.conditions = entry.conditions
    site = target.info.site()
    handler = events.Handler(entry.attribute, site.place, entry.target, target.signature)
    recorder = Recorder(handler)
    state = interp.program.base.settled()
    interp.program.serve(state)
    happened = lifecycle_events(
        interp, recorder, entry.role, state.settled(), value, site, target.signature
    )
    span = site.place.span
    key = (span.filename, span.start)
    # What the rules of requests say has not been looked at.
    return HandlerRun(handler, happened, key, True, frozenset(), "manifest", entry, complete=False)


def deployed_events(
    entry: EntryPoint,
    handler: events.Handler,
    kind: str,
    happened: tuple[events.Event, ...],
) -> tuple[events.Event, ...]:
    """The events of a deployed handler: none of a WSGI request where none is served."""
    deployed = events.HandlerDeployed(
        handler=handler,
        place=handler.place,
        trace=DecisionTrace(None),
        related=(Related(entry.span, f"{entry.deployment} is deployed here"),),
        expected=entry.expected,
        kind=kind,
        deployment=entry.deployment,
        reason=entry.reason,
    )
    if entry.expected == "event":
        return (deployed,)
    # A handler that the user has judged for other servers, or whose trigger isn't known.
    is_other = kind == "event" and handler.target == "wsgi"
    if is_other or (not entry.expected and kind != "wsgi"):
        return ()
    return (deployed, *happened)
