"""The result of running one handler."""

from __future__ import annotations

from dataclasses import dataclass

from fclint import events
from fclint.questions import Question
from fclint.source.entry_points import EntryPoint


@dataclass(frozen=True, slots=True)
class HandlerRun:
    """What happens when one handler is called.

    ``key`` identifies its function: the file and the byte where its name begins. ``reached`` are
    the keys of the project's functions that the run calls. ``explicit``: the user named it.
    """

    handler: events.Handler
    events: tuple[events.Event, ...]
    key: tuple[str, int]
    explicit: bool
    reached: frozenset[tuple[str, int]]
    how: str = "code"
    """How it was found: ``manifest``, ``configuration``, ``comment`` or ``code``."""
    entry: EntryPoint | None = None
    """The entry point that this is a run of."""
    complete: bool = True
    """Whether every path was foreseen to its end."""
    questions: tuple[Question, ...] = ()
    """What the handler asks of the request, where that was wanted."""
