"""The vocabulary of a run: what happens when a server calls a WSGI handler.

A run is a sequence of these events. The analysis foresees them for every feasible path, the dry
run records the ones of a real call; rules judge them and don't know which of the two they see.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint.finding import Edit, Place, Related, Snippet, Trace
from fclint.values import Size, Value


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


@dataclass(frozen=True, slots=True)
class CallSource:
    """A call as it is written: its positional arguments, and its keywords, in order.

    A keyword's snippet is that of its value; ``whole`` is the text between the parentheses.
    """

    whole: Snippet
    positional: tuple[Snippet, ...]
    keywords: tuple[tuple[str, Snippet], ...] = ()

    def argument(self, index: int, *names: str) -> Snippet | None:
        """The argument at ``index`` or with one of the keywords ``names``; None if not passed."""
        if index < len(self.positional):
            return self.positional[index]
        return next((value for name, value in self.keywords if name in names), None)


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
    source: CallSource | None = None
    """The arguments as they are written, where that is known and complete."""
    calls_before: int = 0
    chunk_before: bool = False
    own: bool = True
    """Whether the program itself makes the call, and no framework on its behalf (dry run)."""

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
    expression: Snippet | None = None
    """The item as it is written (in the ``yield``, or in a list display that is returned)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReturned(Event):
    """The handler returns ``value`` to the server. ``place`` is the ``return`` statement, or the
    name in the ``def`` for falling off the end (then ``implicit``)."""

    value: Value
    implicit: bool = False
    expression: Snippet | None = None
    """What the ``return`` statement returns, as it is written there."""


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
    method: Value | None = None
    """The REQUEST_METHOD on this path (None: not known)."""
    declared: Size | None = None
    """The Content-Length that the headers declare (None: none, or not known), in bytes."""
    sent: Size | None = None
    """The length of the body (None: not known), in bytes."""
    own: bool = True
    """Whether the program itself has called start_response, and no framework on its behalf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRead(Event):
    """A key of environ is asked for, in whatever way; ``place`` is the expression.

    ``operation`` is ``"[]"``, ``"get"``, ``"pop"``, ``"del"`` or ``"in"``. ``present`` says that
    the program has set the key itself, or that unknown code may have; ``tested`` that a test, or
    an earlier lookup, has shown on this path that it is there.
    """

    key: str
    operation: str = "get"
    present: bool = False
    tested: bool = False
    expression: Snippet | None = None
    """The key as it is written, where it is written in the lookup itself."""


@dataclass(frozen=True, slots=True)
class KeyMissing:
    """Why an exception was raised: environ was asked for ``key``, which is not there.

    ``operation`` is ``"[]"``, ``"pop"``, ``"del"`` or ``"popitem"``.
    """

    key: str
    operation: str = "[]"
    removed: bool = False
    """The program has removed the key itself, or a test has shown that it isn't there."""


@dataclass(frozen=True, slots=True)
class LengthUnusable:
    """Why an exception was raised: ``int()`` was asked to read the request's CONTENT_LENGTH, and
    what it got is no numeral. ``given`` is ``""`` (an empty value) or ``None`` (an absent one)."""

    given: str | None


@dataclass(frozen=True, slots=True)
class RequestMisused:
    """Why an exception was raised: an operation that the type of request data doesn't have.

    ``operation`` is how a reader would write it (``bytes + str``, ``None.lower()``), ``origin``
    names the request data (``the body``, ``HTTP_COOKIE``), ``advice`` what to do instead.
    """

    operation: str
    origin: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ContextMisused:
    """Why an exception was raised: the platform's context was asked for what it hasn't.

    ``owner`` is ``context``, ``credentials``, ``function``, ``service`` or ``tracing``;
    ``operation`` is ``attribute``, ``subscript`` or ``none`` (an attribute that is None was used);
    ``suggestion`` is the name that was probably meant.
    """

    owner: str
    name: str
    operation: str = "attribute"
    suggestion: str = ""


Cause = KeyMissing | LengthUnusable | RequestMisused | ContextMisused
"""Why an exception was raised, where a rule of FC4 explains it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionEscaped(Event):
    """An exception leaves the handler, or the iteration of its body. ``place`` is the expression
    that raised it. ``cause`` says why, where that is known; the analysis tells of no others."""

    exception: str
    cause: Cause | None = None
    message: str = ""
    """What the exception says, where it was really raised."""
    expression: Snippet | None = None
    """What a fix would rewrite: the whole lookup, the argument of ``int()``, the attribute's
    name."""


# --- a file as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionUnused(Event):
    """A suppressing comment silences nothing; ``place`` is the first of the ``codes`` that don't.

    ``removal`` takes these codes out of the file. There is no handler (its name is empty).
    """

    codes: tuple[str, ...]
    removal: tuple[Edit, ...] = ()


# --- deployment


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerNamed(Event):
    """A manifest or the configuration names a handler; ``place`` is where it does.

    ``written`` is the handler as it is written there. ``missing`` is ``""`` where it was found (or
    nothing can be said), else ``module``, ``attribute``, ``form`` (it isn't module.attribute) or
    ``code`` (the code directory isn't there); ``detail`` tells what was looked for, ``suggestion``
    what may be meant. ``shadowed``: the runtime has imported a module of this name before.
    """

    written: str
    missing: str = ""
    detail: str = ""
    suggestion: str = ""
    shadowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerDeployed(Event):
    """A handler that a manifest deploys was found; ``place`` is its name in its definition.

    ``expected`` is what the deployed runtime calls, ``wsgi`` or ``event``; ``kind`` what the code
    is written for. ``deployment`` says which function of which manifest that is, ``reason`` why
    the runtime calls it so.
    """

    expected: str
    kind: str
    deployment: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleEntered(Event):
    """The platform calls a lifecycle handler with the context alone.

    ``hook`` is ``initializer``, ``pre_stop`` or ``pre_freeze``.
    """

    hook: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleReturned(Event):
    """A lifecycle handler returns ``value``, which the runtime serialises as JSON."""

    hook: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableSet(Event):
    """A manifest sets an environment variable; ``place`` is its name there."""

    name: str


# --- only a dry run sees these


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(Event):
    """The platform refuses a request before the handler is called.

    ``limit`` is ``headers``, ``path``, ``body`` or ``asynchronous body``; ``size`` and ``maximum``
    are bytes.
    """

    limit: str
    size: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRefused(Event):
    """The platform refuses the response: its headers are too large (sizes in bytes)."""

    size: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFailed(Event):
    """The handler's module could not be loaded. ``error_type`` is the runtime's errorType."""

    error_type: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedOut(Event):
    """No answer came within ``seconds``, the function's timeout."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDied(Event):
    """The process ended while the handler ran; ``how`` says by what: ``sys.exit(3)``, ``SIGSEGV``,
    ``out of memory``."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyClosed(Event):
    """The body has a ``close()``. ``called`` says whether the target calls it; ``error`` is the
    exception it raised, or empty."""

    called: bool
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLeaked(Event):
    """A second identical request was answered differently because of what the first one left
    behind: ``what`` says in a few words what differs."""

    what: str
