"""An instance of a function: a child process that serves requests, and the limits around it.

The user's code runs in the child alone. What the child says is data that is checked; what it
doesn't say (it hangs, it died) is told by its parent. On POSIX everything that the child has
started ends with it.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from types import TracebackType
from typing import Any

from fclint import events
from fclint.dryrun import frames, limits, wire
from fclint.dryrun.capture import stuck_at
from fclint.dryrun.child import Child, Late
from fclint.dryrun.context import FunctionFacts, new_request_id
from fclint.dryrun.loading import LoadError
from fclint.dryrun.places import NoDecisions, Spot
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.dryrun.response import ResponseError
from fclint.dryrun.unloaded import death, load_failure, unanswered, unloaded_handler
from fclint.dryrun.wire import WireError
from fclint.events import Handler
from fclint.finding import Place
from fclint.targets import DEFAULT_TARGET

_START = 60.0
"""Seconds that Python may take to start, before any code of the user's."""
_GRACE = 0.4
"""Seconds that an answer of the last moment may take to arrive."""


class WorkerError(Exception):
    """An error inside fclint's worker; ``traceback`` is for a bug report."""

    def __init__(self, message: str, traceback: str = "") -> None:
        """The arguments become the message and the attribute."""
        super().__init__(message)
        self.traceback = traceback


@dataclass(frozen=True, slots=True)
class Function:
    """What is run: the handler ``facts.handler`` in the folder ``root``, for ``target``.

    ``environment`` are the variables that the user has set for it.
    """

    root: str
    facts: FunctionFacts = field(default_factory=FunctionFacts)
    target: str = DEFAULT_TARGET
    environment: Mapping[str, str] = field(default_factory=dict)


class Instance:
    """One instance of ``function``: started with the first request, and again after a death.

    A context manager; :meth:`close` ends the process. Not for several threads at once.
    """

    def __init__(self, function: Function) -> None:
        """Starts nothing yet."""
        self.function = replace(function, root=os.path.abspath(function.root))
        self.memory_enforced: bool | None = None
        """Whether the memory limit is enforced here (None: not known before the first request)."""
        self._child: Child | None = None
        self._handler: Handler | None = None

    def __enter__(self) -> Instance:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process and everything that it has started."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def call(self, request: Request, too_much: tuple[limits.Excess, ...] | None = None) -> Recorded:
        """Sends one request; what came of it. A request beyond the platform's limits is refused
        and never reaches the handler; ``too_much`` says which, where ``request`` doesn't.

        Raises :class:`WorkerError` for an error of fclint's own, OSError where no process can be
        started.
        """
        if too_much is None:
            too_much = limits.excesses(request, self.function.target)
        if too_much:
            return limits.refusal(self._known_handler(), too_much)
        recorded = self._guarded(lambda: self._started() or self._answer(request))
        assert recorded is not None
        return recorded

    def start(self) -> Recorded | None:
        """Has the handler loaded, which else the first request does; what came of it where that
        failed, None where it is ready. Raises as :meth:`call` does."""
        return self._guarded(self._started)

    def interrupt(self) -> None:
        """Ends the process; the request that it is answering, if any, fails. For other threads."""
        child = self._child
        if child is not None:
            child.stop()

    # --- the conversation

    def _guarded(self, action: Callable[[], Recorded | None]) -> Recorded | None:
        """What ``action`` returns, or what became of the process instead."""
        began = time.perf_counter()
        try:
            recorded = action()
        except WireError as error:
            self.close()
            how = f"its process wrote what is no answer ({error})"
            recorded = self._died(how, self._place(), self._log())
        except BaseException:
            self.close()
            raise
        if recorded is None:
            return None
        if recorded.duration == 0.0:
            recorded = replace(recorded, duration=time.perf_counter() - began)
        if recorded.died:
            self.close()
        return recorded

    def _started(self) -> Recorded | None:
        """Starts the child and has the handler loaded; how that failed, or None."""
        if self._child is not None:
            return None
        self._handler = None
        f = self.function
        child = self._child = Child(f.root, f.facts, f.target, f.environment)
        try:
            child.send(
                {
                    "root": self.function.root,
                    "target": self.function.target,
                    "facts": asdict(self.function.facts),
                    "marker": child.log.marker.decode("ascii"),
                    "trace": child.trace,
                }
            )
        except OSError:
            raise WorkerError("the process of the dry run does not start", self._log()) from None
        ready = child.receive(_START)
        if not isinstance(ready, dict) or ready.get("kind") != "ready":
            raise _broken(ready, self._log())
        self.memory_enforced = bool(ready.get("enforced"))
        message = child.receive(self._patience)
        if isinstance(message, dict) and message.get("kind") == "loaded":
            handler = wire.decode(message.get("handler"))
            if not isinstance(handler, Handler):
                raise WireError("no handler")
            self._handler = handler
            return None
        return self._load_failed(message)

    def _load_failed(self, message: dict[str, Any] | Late | None) -> Recorded:
        if not isinstance(message, dict) or message.get("kind") != "failed":
            return self._ended(message)
        error, place = message.get("error"), wire.decode(message.get("place"))
        if not isinstance(place, Spot) or not isinstance(error, list) or len(error) != 3:
            raise WireError("no error")
        told = ResponseError(str(error[0]), str(error[1]), tuple(map(str, error[2])))
        failed = LoadError(told, place, str(message.get("exited") or ""))
        return load_failure(self._known_handler(), failed, self._log())

    def _answer(self, request: Request) -> Recorded:
        child = self._child
        assert child is not None
        message: dict[str, Any] | Late | None = None
        with suppress(BrokenPipeError):  # it ended between two requests
            child.send(
                {
                    "request": replace(request, body=b"").as_json(),
                    "id": new_request_id(),
                    frames.ATTACHED: request.body,
                }
            )
            message = child.receive(self._patience)
        if not isinstance(message, dict) or message.get("kind") != "answer":
            return self._ended(message)
        handler = wire.decode(message.get("handler"))
        if not isinstance(handler, Handler):
            raise WireError("no handler")
        found = frames.events_of(message.get("events"))
        duration, peak = message.get("duration"), message.get("memory")
        return Recorded(
            handler=handler,
            events=found,
            response=frames.response_of(message.get("response"), message[frames.ATTACHED]),
            log=self._log(),
            duration=float(duration) if isinstance(duration, (int, float)) else 0.0,
            memory=float(peak) if isinstance(peak, (int, float)) else None,
            died=bool(message.get("died")),
        )

    @property
    def _patience(self) -> float:
        return self.function.facts.timeout + _GRACE

    # --- when there is no answer

    def _ended(self, message: dict[str, Any] | Late | None) -> Recorded:
        """The child hangs, has died, or says something else."""
        child = self._child
        assert child is not None
        if isinstance(message, Late):
            child.abort()
            place = stuck_at(child.trace, self.function.root) or self._place()
            child.kill()
            seconds = self.function.facts.timeout
            event = events.TimedOut(
                handler=self._known_handler(), place=place, trace=NoDecisions(), seconds=seconds
            )
            error = ResponseError("", f"Function timed out after {seconds:g} seconds")
            return unanswered(self._known_handler(), event, error, self._log())
        if message is not None and message.get("kind") == "exiting":
            place = wire.decode(message.get("place"))
            if not isinstance(place, Spot):
                raise WireError("no place")
            return self._died(str(message.get("how")), place, self._log())
        if message is not None:
            raise _broken(message, self._log())
        how = _how(child.wait())
        place = stuck_at(child.trace, self.function.root) or self._place()
        return self._died(how, place, self._log())

    def _died(self, how: str, place: Place, log: str) -> Recorded:
        return death(self._known_handler(), how, place, log)

    def _known_handler(self) -> Handler:
        """The handler, as far as it is known without having been loaded."""
        if self._handler is not None:
            return self._handler
        function = self.function
        return unloaded_handler(function.facts.handler, function.root, function.target)

    def _place(self) -> Place:
        return self._known_handler().place

    def _log(self) -> str:
        return self._child.log.take() if self._child is not None else ""


def _broken(message: Any, log: str) -> WorkerError:
    traceback = message.get("traceback", "") if isinstance(message, dict) else log
    return WorkerError("the process of the dry run failed", str(traceback))


def _how(code: int) -> str:
    """How a process with this exit code ended."""
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
