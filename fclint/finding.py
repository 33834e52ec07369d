"""What fclint tells its user: findings, and the places in source text they point at."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from fclint.conditions import Route


class Severity(enum.IntEnum):
    """How loud a finding is; greater is worse, so thresholds compare with ``>=``."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word users read and write: ``info``, ``warning`` or ``error``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of source text.

    Rows and columns count from 1, columns in characters, the end is exclusive, as in ruff's JSON.
    ``start`` and ``end`` are byte offsets into the file as it is on disk (BOM included).
    """

    filename: str
    row: int
    column: int
    end_row: int
    end_column: int
    start: int = 0
    end: int = 0

    @property
    def span(self) -> Span:
        """The span itself: a Span is a Place whose position is already known."""
        return self

    @property
    def statement_rows(self) -> tuple[int, int]:
        """The rows on which a ``# noqa`` comment for this place is honoured."""
        return (self.row, self.end_row)


class Place(Protocol):
    """Somewhere in the user's source. Its position may be computed only when it is asked for."""

    @property
    def span(self) -> Span:
        """The position, computed on demand."""

    @property
    def statement_rows(self) -> tuple[int, int]:
        """First and last row of the (simple) statement or compound header that holds the place."""


class Snippet(Place, Protocol):
    """An expression as it is written, for a rule that wants to rewrite it.

    Nothing is computed before it is asked for.
    """

    @property
    def text(self) -> str:
        """Its source text, without parentheses and space around it. Line ends are newlines."""

    @property
    def form(self) -> str:
        """What kind of expression it is: ``str``, ``bytes``, ``f-string``, ``number``, ``name``,
        ``attribute``, ``subscript``, ``call``, ``list``, ``tuple``, ``dict`` or ``other``."""

    @property
    def scope(self) -> tuple[str, int] | None:
        """The function whose result it is, if it is one: what else calls that function gets the
        rewritten result, too. Identified as in :class:`Fix`."""

    def edit(self, text: str) -> Edit:
        """The edit that puts ``text`` in its place, in the file's encoding and line ends.

        Raises :class:`ValueError` where ``text`` can't stand there: the file's encoding can't say
        it, or what is around the expression doesn't allow it.
        """


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way to a finding: ``row`` in ``filename``, told as ``text``."""

    filename: str
    row: int
    text: str


class Trace(Protocol):
    """The decisions that lead to an event, rendered only when the event is reported."""

    @property
    def length(self) -> int:
        """How many decisions there are; of two ways to one finding the shorter is shown."""

    def steps(self) -> tuple[Step, ...]:
        """The decisions in the order of execution."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand a finding, such as a helper's own return."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes ``start:end`` of the original file by ``content``."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a finding: edits of one file, and whether they keep the meaning."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool
    scope: tuple[str, int] | None = None
    """The function (its file, and the byte where its name begins) whose result is changed. Where
    several handlers call it, the fix is right only if it is every one's fix."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What came of trying to show a finding by running its handler.

    ``request`` is the curl command of a request that shows it when it goes to ``handler``, as a
    manifest would write it (``index.handler``); ``status`` is what a client gets then, ``error``
    the exception (``KeyError: 'HTTP_X_TOKEN'``) behind that, or empty. Without a
    ``request`` it was not shown, which proves nothing: ``reason`` says what is known of why.
    """

    request: str = ""
    status: int | None = None
    error: str = ""
    reason: str = ""
    handler: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place.

    ``consequence`` says what happens on the target, ``advice`` what to write instead;
    ``handlers`` are the qualified names of all handlers that lead here.
    """

    code: str
    name: str
    message: str
    severity: Severity
    span: Span
    noqa_rows: tuple[int, int]
    url: str
    target: str = ""
    consequence: str = ""
    advice: str = ""
    handlers: tuple[str, ...] = ()
    witness: tuple[Step, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    routes: tuple[Route, ...] = ()
    """How to get there, where that is asked for; the shortest way first."""
    confirmation: Confirmation | None = None
    """None where nobody has tried."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of findings in every output."""
        return (self.span.filename, self.span.row, self.span.column, self.code, self.message)
