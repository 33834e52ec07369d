"""What was recorded of one request: events, and the answer."""

from __future__ import annotations

from dataclasses import dataclass

from fclint.dryrun.response import Response
from fclint.events import Event, Handler

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One run of a handler: what :func:`fclint.judge.judge_run` takes.

    ``log`` is what was printed, where that was captured; ``duration`` is in seconds, ``memory`` in
    MB (None: not known). ``died``: the process ended with this request, or was ended.
    """

    handler: Handler
    events: tuple[Event, ...]
    response: Response
    log: str = ""
    duration: float = 0.0
    memory: float | None = None
    died: bool = False

    @property
    def key(self) -> Key:
        """The identity of the handler's function."""
        span = self.handler.place.span
        return (span.filename, span.row)

    @property
    def explicit(self) -> bool:
        """The user named the handler: it is judged whoever else calls it."""
        return True

    @property
    def reached(self) -> frozenset[Key]:
        """Nothing: what the handler calls is not recorded."""
        return frozenset()

    @property
    def complete(self) -> bool:
        """It was recorded to its end."""
        return True
