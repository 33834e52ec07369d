"""The function that is served: one instance at a time, replaced when its code changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from fclint.dryrun.limits import Excess
from fclint.dryrun.process import Instance, WorkerError
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.planning import Plan

_PATIENCE = 2.0
"""Seconds that a request may go on after its code has changed."""


class InterruptedRequestError(Exception):
    """The request has no answer: its instance was ended."""


class ServedFunction:
    """Serves one request after the other. ``plan`` says what is run, each time anew; its errors
    are those of :func:`fclint.planning.plan`."""

    def __init__(self, plan: Callable[[], Plan]) -> None:
        """Starts nothing yet."""
        self._replan = plan
        self.plan = plan()
        self._instance = Instance(self.plan.function)
        self._turn = threading.Lock()
        self._interrupted = False
        self._ended = False

    def start(self) -> Recorded | None:
        """Has the handler loaded; how that failed, None where it is ready. Raises as
        :meth:`fclint.dryrun.process.Instance.call` does."""
        with self._turn, suppress(InterruptedRequestError):
            return self._undisturbed(self._instance.start)
        return None

    def call(self, request: Request, too_much: tuple[Excess, ...]) -> Recorded:
        """What comes of a request, which ``too_much`` keeps from the handler.

        Raises :class:`InterruptedRequestError`, and as
        :meth:`fclint.dryrun.process.Instance.call` does.
        """
        with self._turn:
            recorded = self._undisturbed(lambda: self._instance.call(request, too_much))
        assert recorded is not None
        return recorded

    def reload(self) -> Recorded | None:
        """Ends the instance and starts one of the code as it is now; as :meth:`start`.

        A request that goes on is ended. Raises as the plan does: then the old code stays.
        """
        with _Taken(self._turn, self._interrupt):
            if self._ended:
                return None
            self.plan = self._replan()
            self._instance.close()
            self._instance = Instance(self.plan.function)
            with suppress(InterruptedRequestError):
                return self._undisturbed(self._instance.start)
            return None

    def interrupt(self) -> None:
        """Ends what is going on; from now on nobody is served. For signal handlers, too."""
        self._ended = True
        self._interrupt()

    def close(self) -> None:
        """Ends the process."""
        self._ended = True
        with _Taken(self._turn, self._interrupt):
            self._instance.close()

    def _undisturbed(self, action: Callable[[], Recorded | None]) -> Recorded | None:
        """What ``action`` returns. Raises :class:`InterruptedRequestError` where the instance was
        ended meanwhile: that is nothing which the handler did."""
        if self._ended:
            raise InterruptedRequestError
        self._interrupted = False
        try:
            recorded = action()
        except WorkerError:
            if not self._interrupted:
                raise
        else:
            if not self._interrupted:
                return recorded
        raise InterruptedRequestError

    def _interrupt(self) -> None:
        self._interrupted = True
        self._instance.interrupt()


class _Taken:
    """Holds a lock, for which nobody has to wait long."""

    def __init__(self, lock: threading.Lock, interrupt: Callable[[], None]) -> None:
        self._lock = lock
        self._interrupt = interrupt

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=_PATIENCE):
            self._interrupt()
            self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
