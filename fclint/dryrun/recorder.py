"""Collects the events of one run, each kind of thing at each place once."""

from __future__ import annotations

import types
from typing import Any

from fclint import events
from fclint.dryrun import places
from fclint.dryrun.observe import Observer
from fclint.dryrun.places import NoDecisions, Spot
from fclint.dryrun.usercode import UserCode
from fclint.events import Event, Handler
from fclint.finding import Place
from fclint.values import Shape

_MOST_EVENTS = 2_000
"""A handler that yields without end is told of by what differs."""


class Recorder:
    """The events of one run, and where they happened."""

    def __init__(
        self, handler: Handler, user: UserCode, observer: Observer, server: types.FrameType
    ) -> None:
        """``server`` is the frame that calls the handler: what is outside of it isn't looked at."""
        self.handler = handler
        self.user = user
        self.observer = observer
        self.server = server
        self._events: dict[object, Event] = {}
        self._seen: dict[tuple[type, int], Place] = {}

    @property
    def events(self) -> tuple[Event, ...]:
        """What was recorded, in order."""
        return tuple(self._events.values())

    def add(self, kind: type[Event], place: Place, **facts: Any) -> None:
        """Records an event at ``place``; ``related`` among ``facts`` may be left out."""
        handler = facts.pop("handler", self.handler)
        self.keep(kind(handler=handler, place=place, trace=NoDecisions(), **facts))

    def keep(self, event: Event) -> None:
        """Records ``event``, if it is the first of its kind."""
        if len(self._events) < _MOST_EVENTS:
            self._events.setdefault(event, event)

    def chunk(self, place: Place, item: Any, container: str) -> None:
        """Records an item of the body; of several at one place those of different kinds."""
        quick = (type(item), id(place))
        if quick in self._seen and type(item) in (bytes, str):
            return
        self._seen[quick] = place  # which keeps it alive, and its id its own
        value = self.observer.value(item)
        key = ("chunk", place.span, _kind(value.shapes[0]))
        if key not in self._events and len(self._events) < _MOST_EVENTS:
            self._events[key] = events.ChunkProduced(
                handler=self.handler,
                place=place,
                trace=NoDecisions(),
                value=value,
                container=container,
            )

    def calling_place(self) -> Spot | Place:
        """The call in user code that led here; the handler where none did."""
        import sys

        frame = self.user.frame(sys._getframe(2), self.server)
        if frame is None:
            return self.handler.place
        return places.call_spot(places.of_frame(frame))


def _kind(shape: Shape) -> object:
    return (type(shape), getattr(shape, "kind", None), getattr(shape, "name", None))
