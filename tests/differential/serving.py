"""The dry run's shim as an oracle: it goes on where a server would refuse, and sees all mistakes.

Like the analysis: a mistake in a call of start_response is told at that call, and what follows is
judged as though the server had taken it, so that one mistake doesn't hide the next.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from choices import Stop
from inputs import Environ, Input, Oracle

from fclint.dryrun.exits import holds_both
from fclint.dryrun.leaks import Leaks
from fclint.dryrun.places import NoDecisions, definition_spot
from fclint.dryrun.platform import FunctionComputeServer
from fclint.dryrun.response import Response
from fclint.dryrun.run import Run
from fclint.dryrun.usercode import UserCode
from fclint.events import Event, Handler, ResponseCompleted, RunEnded
from fclint.finding import Place
from fclint.values import Bytes, IteratorShape, Value

_ENOUGH = 1 << 20
_MOST_CHUNKS = 400
"""What a loop appends and sends in each round grows with the square of the rounds."""
_GENERATOR = 0x20  # inspect.CO_GENERATOR


class TolerantServer(FunctionComputeServer):
    """Takes what it is given; only what Python itself refuses is refused."""

    def accept(self, status: Any, headers: Any) -> tuple[int, str, list[tuple[Any, Any]]]:
        """The pairs among the headers, and a status that is as good as any."""
        pairs = list(headers) if isinstance(headers, (list, tuple)) else []
        return 200, "OK", [each for each in pairs if isinstance(each, tuple) and len(each) == 2]

    def written(self, data: Any) -> bytes:
        """What write() sends, if it can be sent."""
        return self.chunk(data)

    def chunk(self, item: Any) -> bytes:
        """The bytes of one item, if it has any."""
        if isinstance(item, str):
            return item.encode("utf-8", "replace")
        return item if isinstance(item, bytes) else b""


class ProgramCode(UserCode):
    """The one file whose code is the user's."""

    def __init__(self, filename: str) -> None:
        super().__init__()
        self._filename = filename

    def holds(self, filename: str) -> bool:
        """Whether that is the program."""
        return filename == self._filename

    def entry(self, traceback: types.TracebackType | None) -> types.TracebackType | None:
        """The innermost entry in the program; what an environ adds to it is left out, as the
        methods of a plain dict leave no trace."""
        found = super().entry(traceback)
        if found is None or found.tb_next is None:
            return found
        if isinstance(found.tb_next.tb_frame.f_locals.get("self"), (Environ, Input)):
            found.tb_next = None
        return found


class ObservedRun(Run):
    """One request. ``units`` are the rows of the definitions that called start_response."""

    def __init__(
        self,
        app: Any,
        environ: Environ,
        handler: Handler,
        program: ProgramCode,
        units: set[int],
        oracle: Oracle,
    ) -> None:
        super().__init__(
            app, environ, handler, program, Leaks(), max_body=_ENOUGH, ever_started=False
        )
        self._platform = TolerantServer()
        self._units = units
        self._root = handler.place.span.row
        self._oracle = oracle
        oracle.on_stop = self._note_stop
        self._kept: int | None = None
        self._began: Place | None = None
        self._chunks = 0
        self._noted: tuple[object, bool, bool] | None = None
        """What was known when it was noted last how a generator began."""
        self.has_empty_chunk = False
        self.opened: list[Event] = []
        """Where a generator began to answer, and whether start_response was called by then."""
        environ.mirrors.append(self._explainer._original)

    def _callable(self) -> Callable[..., Any]:
        def start_response(*args: Any, **kwargs: Any) -> Any:
            if not self._oracle.stopped:
                self._note_units(sys._getframe(1))
            return self._start(args, kwargs)

        return start_response

    def _note_units(self, caller: types.FrameType | None) -> None:
        """Start_response is called while these functions serve the request."""
        end = self._recorder.server
        passed = (self._environ, self._start_response)
        while caller is not None and caller is not end:
            own = self._user.holds(caller.f_code.co_filename)
            if own and (caller.f_back is end or holds_both(caller, passed)):
                self._units.add(definition_row(caller.f_code))
                if caller.f_back is end and caller.f_code.co_flags & _GENERATOR:
                    self._units.add(self._root)  # which has left the answer to this generator
            caller = caller.f_back

    def observed(self) -> tuple[Event, ...]:
        """What happens; in a run that is stopped, what happened until then."""
        events = self.execute().events
        return events if self._kept is None else events[: self._kept]

    def _receive(self, data: bytes, into: bytearray) -> None:
        super()._receive(data, into)
        if self._oracle.stopped:
            return
        self.has_empty_chunk = self.has_empty_chunk or not data
        self._chunks += 1
        if self._chunks > _MOST_CHUNKS:
            self._oracle.stop()
            raise Stop
        body = self._places.unit
        if into is self._body and body is not None and body.co_flags & _GENERATOR:
            self._began = self._began or self._at
            known = (self._last_call, self.started, self._sent)
            if self._began is not None and known != self._noted:
                self._noted = known
                self._note_opened(self._began)

    def _note_opened(self, place: Place) -> None:
        """What could be said if the generator ended here."""
        handler, trace = self._recorder.handler, NoDecisions()
        if self._places.unit is not None:
            handler = replace(handler, place=definition_spot(self._places.unit))
        self.opened.append(
            RunEnded(
                handler=handler,
                place=place,
                trace=trace,
                started=self.started,
                ever_started=None,
            )
        )
        call = self._last_call
        if call is not None:
            self.opened.append(
                ResponseCompleted(
                    handler=handler,
                    place=call.place,
                    trace=trace,
                    status=call.status,
                    headers=call.headers,
                    body=Value((IteratorShape("generator", Value((Bytes(),))),)),
                    nonempty=self._sent,
                )
            )

    def _note_stop(self) -> None:
        if self._kept is None:
            self._kept = len(self._recorder.events)

    def _response(self) -> Response:
        return Response(200, "OK", (), b"")


def definition_row(code: types.CodeType) -> int:
    """The row of the name in the ``def``."""
    return definition_spot(code).span.row
