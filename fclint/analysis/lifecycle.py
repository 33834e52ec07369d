"""Lifecycle handlers: what happens when the platform calls one with the context alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fclint import events
from fclint.analysis.arguments import Arguments
from fclint.analysis.calls import call
from fclint.analysis.cost import for_handler
from fclint.analysis.domain.snapshot import snapshot
from fclint.analysis.domain.traces import DecisionTrace
from fclint.analysis.environs.context import context_value
from fclint.analysis.functions import Frame, Site
from fclint.analysis.recording import Recorder
from fclint.analysis.runs import Run
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.domain.state import State
    from fclint.analysis.interpreter import Interpreter


def lifecycle_events(
    interp: Interpreter,
    recorder: Recorder,
    hook: str,
    state: State,
    value: Value,
    site: Site,
    signature: events.Signature | None,
) -> tuple[events.Event, ...]:
    """The events of one call of ``value`` as the lifecycle handler ``hook``, by ``recorder``."""
    handler = recorder.handler
    if signature is not None:
        entered = events.LifecycleEntered(
            handler=handler,
            place=site.place,
            trace=DecisionTrace(None),
            hook=hook,
            signature=signature,
        )
        recorder.add("entered", entered)
    unit = interp.program.main
    interp.budget = for_handler()
    interp.recorder = recorder
    frame = Frame(unit.module, site.statement, unit.scope)
    before = interp.enter(frame)
    try:
        context = context_value(interp, state)
        for each in call(interp, state, value, Arguments((context,)), site.node):
            returned = snapshot(interp, each.state, each.value)
            place = each.exit.site.place
            event = events.LifecycleReturned(
                handler=handler,
                place=place,
                trace=DecisionTrace.of(each.state),
                related=(),
                hook=hook,
                value=returned,
            )
            recorder.add(("returned", each.exit.node, returned), event)
        run = Run(interp, recorder)
        for raised in frame.sink:
            run.escaped(raised)
    finally:
        interp.enter(before)
        interp.recorder = None
    return tuple(recorder.found.values())
