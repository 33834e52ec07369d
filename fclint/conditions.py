"""What must hold of a request so that it takes a path: expressions over the request, and tests.

The analysis says it, whoever wants to send such a request reads it. Expressions are plain data: an
operation is named, not a function, so that a condition can go from one process to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

_LARGEST = 160
"""Expressions with more parts than this say no more than where they come from."""


class Expression:
    """How a value was computed."""

    __slots__ = ()

    @property
    def size(self) -> int:
        """How many parts it has."""
        return 1

    @property
    def is_of_request(self) -> bool:
        """Whether something of the request is part of it."""
        return False


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A Python constant."""

    value: object


@dataclass(frozen=True, slots=True)
class Token(Expression):
    """An object of the program, such as a function, that is none of the request's."""

    name: str


@dataclass(frozen=True, slots=True)
class Environ(Expression):
    """The environ, as the server passes it."""

    @property
    def is_of_request(self) -> bool:
        """It is."""
        return True


@dataclass(frozen=True, slots=True)
class Key(Expression):
    """What the server put under ``name`` into environ."""

    name: str

    @property
    def is_of_request(self) -> bool:
        """It is."""
        return True


@dataclass(frozen=True, slots=True)
class Applied(Expression):
    """An operation on operands.

    ``operation`` is an operator (``==``, ``in``, ``+``, ``[]``), a method (``.split``), a builtin
    or library function (``len``, ``urllib.parse.parse_qs``), a display (``[list]``, ``[tuple]``,
    ``[dict]``: keys and values in turn), ``attribute``, ``isinstance``, or one of those that tests
    are made of: ``not``, ``raises``, ``completes``, ``items`` (there are some), ``unpack``,
    ``matches`` and ``breaks`` (there is a line break).
    """

    operation: str
    operands: tuple[Expression, ...] = ()
    keywords: tuple[tuple[str, Expression], ...] = ()
    size: int = 1
    is_of_request: bool = False


@dataclass(frozen=True, slots=True)
class Some(Expression):
    """Some item of ``source``, as a loop gives it."""

    source: Expression
    size: int = 1

    @property
    def is_of_request(self) -> bool:
        """Whether ``source`` is."""
        return self.source.is_of_request


@dataclass(frozen=True, slots=True)
class Opaque(Expression):
    """Something that isn't followed; of ``about``, where it is known what it was made of."""

    about: tuple[Expression, ...] = ()
    is_of_request: bool = False


def applied(
    operation: str,
    *operands: Expression,
    keywords: tuple[tuple[str, Expression], ...] = (),
) -> Expression:
    """An operation on operands; where that gets too large, :class:`Opaque`."""
    parts = (*operands, *(value for _, value in keywords))
    size = 1 + sum(each.size for each in parts)
    of_request = any(each.is_of_request for each in parts)
    if size > _LARGEST:
        return Opaque(is_of_request=of_request)
    return Applied(operation, operands, keywords, size, of_request)


def some(source: Expression) -> Expression:
    """Some item of ``source``."""
    return source if isinstance(source, Opaque) else Some(source, source.size + 1)


@dataclass(frozen=True, slots=True)
class Test:
    """That ``expression`` is true, or that it is false.

    ``text`` tells it as the user's code has it (``row`` of a file); it is empty for what the code
    takes for granted rather than decides.
    """

    __test__ = False  # nothing for pytest to collect

    expression: Expression
    outcome: bool
    text: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class PathCondition:
    """What must hold on a path, in the order in which it is asked."""

    tests: tuple[Test, ...] = ()
    headers: Expression | None = None
    """What was passed as response headers, where the path ends in a call of start_response."""

    @property
    def constants(self) -> frozenset[str]:
        """Every text that is asked about: keys of environ are among them."""
        found: set[str] = set()
        pending = [test.expression for test in self.tests]
        while pending:
            match pending.pop():
                case Constant(value=str() as value) | Key(name=value):
                    found.add(value)
                case Applied(operands=operands, keywords=keywords):
                    pending += (*operands, *(value for _, value in keywords))
                case Some(source=source):
                    pending.append(source)
                case Opaque(about=about):
                    pending += about
        return frozenset(found)

    @property
    def undecided(self) -> tuple[Test, ...]:
        """The decisions on the path that no request decides, nor the program's own constants."""
        return tuple(test for test in self.tests if test.text and not _is_decided(test.expression))


_DETERMINED = (
    "io.StringIO", "io.BytesIO", "re.", "json.", "itertools.", "collections.", "functools.",
    "urllib.parse.", "html.", "string.", "textwrap.", "base64.", "math.", "operator.",
)  # fmt: skip
"""Functions whose result depends on their arguments alone."""
_AFFECTED = frozenset({"open", "input", "id", "hash", "print", "globals", "vars", "__import__"})
"""Builtins of which this can't be said."""
_BY_CHANCE = (
    "random.", "_random.", "secrets.", "uuid.uuid1", "uuid.uuid4", "os.", "posix.", "time.",
    "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow",
    "datetime.date.today", "socket.", "_socket.", "select.", "subprocess.", "threading.",
    "urllib.request.", "http.client.", "ftplib.", "smtplib.", "sqlite3.", "queue.", "platform.",
    "getpass.", "tempfile.", "shutil.", "requests.", "httpx.", "aiohttp.", "redis.", "pymysql.",
)  # fmt: skip
"""Functions whose result is another thing at another time, whatever they are given."""


def _is_decided(expression: Expression) -> bool:
    """Whether the request decides what ``expression`` is, or nothing does: it is a constant."""
    match expression:
        case Constant() | Token():
            return True
        case Applied(operation=operation, operands=operands, keywords=keywords):
            parts = (*operands, *(value for _, value in keywords))
            if expression.is_of_request:
                return not operation.startswith(_BY_CHANCE) and not any(map(_is_by_chance, parts))
            plain = "." not in operation.removeprefix(".") and operation not in _AFFECTED
            known = plain or operation.startswith(_DETERMINED)
            return known and bool(parts) and all(map(_is_decided, parts))
    return expression.is_of_request and not _is_by_chance(expression)


def _is_by_chance(expression: Expression) -> bool:
    """Whether something is part of it that is another thing at another time."""
    match expression:
        case Applied(operation=operation, operands=operands, keywords=keywords):
            parts = (*operands, *(value for _, value in keywords))
            return operation.startswith(_BY_CHANCE) or any(map(_is_by_chance, parts))
        case Opaque(about=about):
            return any(map(_is_by_chance, about))
        case Some(source=source):
            return _is_by_chance(source)
    return False


@runtime_checkable
class Conditional(Protocol):
    """A trace that tells what must hold on its way."""

    def conditions(self) -> tuple[PathCondition, ...]:
        """What must hold of a request that goes this way, as far as that was noted; then the same
        for other ways to the same event."""


@dataclass(frozen=True, slots=True)
class Route:
    """How to get to a finding: which handler to call, and what must hold of the request.

    ``filename`` and ``name`` are the handler's, ``target`` the platform it was judged for.
    """

    filename: str
    name: str
    target: str
    condition: PathCondition
