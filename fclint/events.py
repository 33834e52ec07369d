"""The vocabulary of a run: what happens when a server calls a WSGI handler.

A run is a sequence of these events. The analysis foresees them for every feasible path, the dry
run records the ones of a real call; rules judge them and don't know which of the two they see.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint.finding import Place, Related, Trace
from fclint.values import Value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a handler, after ``self``. ``kind`` is inspect's: ``POSITIONAL_ONLY``,
    ``POSITIONAL_OR_KEYWORD``, ``VAR_POSITIONAL``, ``KEYWORD_ONLY`` or ``VAR_KEYWORD``."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """How a handler is declared. ``form`` is ``def``, ``async def``, ``async generator``,
    ``lambda`` or ``class``."""

    form: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Handler:
    """A callable that Function Compute or another WSGI server calls.

    ``name`` is its qualified name in its module (``App.__call__``), ``place`` the name in its
    ``def`` (or the ``lambda``), ``target`` the platform it is judged for.
    """

    name: str
    place: Place
    target: str
    signature: Signature | None = None
    """None where it could not be seen (an unknown decorator, an instance of unknown class)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has: whose run, where, and how it got there."""

    handler: Handler
    place: Place
    trace: Trace
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerEntered(Event):
    """The server calls the handler. ``place`` is the handler's name in its definition."""

    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class StartResponseCalled(Event):
    """start_response is called; ``place`` is the call.

    ``complete`` is False where star-arguments of unknown content may hide further arguments.
    ``calls_before`` counts earlier calls on this path that are certain; ``chunk_before`` says that
    a chunk known to be non-empty went out before.
    """

    positional: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...] = ()
    complete: bool = True
    calls_before: int = 0
    chunk_before: bool = False

    def argument(self, index: int, *names: str) -> Value | None:
        """The argument at ``index`` or with one of the keywords ``names``; None if not passed."""
        if index < len(self.positional):
            return self.positional[index]
        for name, value in self.keywords:
            if name in names:
                return value
        return None

    @property
    def status(self) -> Value | None:
        """The first argument, however it was passed."""
        return self.argument(0, "status")

    @property
    def headers(self) -> Value | None:
        """The second argument, however it was passed."""
        return self.argument(1, "headers", "response_headers")

    @property
    def exc_info(self) -> Value | None:
        """The third argument, however it was passed."""
        return self.argument(2, "exc_info")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCalled(Event):
    """The legacy write() callable that start_response returned is called with ``value``."""

    value: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkProduced(Event):
    """The server gets one item of the body. ``place`` is the ``yield`` that produced it, else the
    ``return`` statement of the handler (for ``write()`` see :class:`WriteCalled`)."""

    value: Value
    container: str = ""
    """The kind of what holds the item: ``list``, ``generator``, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReturned(Event):
    """The handler returns ``value`` to the server. ``place`` is the ``return`` statement, or the
    name in the ``def`` for falling off the end (then ``implicit``)."""

    value: Value
    implicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorReturned(Event):
    """A generator handler executes ``return value`` with a value: Python drops it."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded(Event):
    """One path through the handler is over without an exception.

    ``place`` is the exit: the ``return``, the first ``yield`` of a generator, or the ``def`` line.
    ``started`` says whether start_response was called on this path (None: not known),
    ``ever_started`` whether some feasible path of this handler calls it (None: not known).
    """

    started: bool | None
    ever_started: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseCompleted(Event):
    """The last start_response of a path together with the body that follows it; ``place`` is the
    call. ``nonempty`` says whether the body is known to hold at least one byte (None: unknown)."""

    status: Value | None
    headers: Value | None
    body: Value
    nonempty: bool | None


@dataclass(frozen=True, slots=True)
class KeyMissing:
    """Why an exception was raised: environ was asked for ``key``, which is not there.

    ``operation`` is ``"[]"``, ``"pop"``, ``"del"`` or ``"popitem"``.
    """

    key: str
    operation: str = "[]"
    removed: bool = False
    """The program has removed the key itself, or a test has shown that it isn't there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionEscaped(Event):
    """An exception leaves the handler, or the iteration of its body. ``place`` is the expression
    that raised it. ``cause`` says why, where that is known."""

    exception: str
    cause: KeyMissing | None = None
