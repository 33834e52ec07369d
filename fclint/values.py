"""Abstract values: what is known of an object at one moment of a run.

The analysis makes them from syntax, the dry run from real objects; rules can't tell which.
A :class:`Value` is a finite union of *shapes*. A shape says what kind of object it is and what
is known about it. :class:`Unknown` says that nothing is known, and silences every rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar


class Shape:
    """One alternative of a :class:`Value`."""

    __slots__ = ()
    weight: int = 1
    """How many shapes it consists of, where it holds values."""


Kind = TypeVar("Kind", bound=Shape)


@dataclass(frozen=True, slots=True)
class Value:
    """A union of shapes: the object has one of them. An empty union is impossible (no object)."""

    shapes: tuple[Shape, ...]
    term: object = None
    """Identity for the analysis: equal terms are the same object on one path. Not for rules."""

    def of(self, *kinds: type[Kind]) -> Iterator[Kind]:
        """The alternatives that are one of ``kinds``."""
        return (shape for shape in self.shapes if isinstance(shape, kinds))

    def may_be(self, *kinds: type[Shape]) -> bool:
        """Whether one of the alternatives is one of ``kinds``."""
        return any(isinstance(shape, kinds) for shape in self.shapes)

    def must_be(self, *kinds: type[Shape]) -> bool:
        """Whether every alternative is one of ``kinds``."""
        return bool(self.shapes) and all(isinstance(shape, kinds) for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the request something comes from, and what it may hold because of that.

    ``name`` is for messages: ``the body``, ``PATH_INFO``, ``HTTP_X_TOKEN``, ``QUERY_STRING``,
    ``parse_qs()``. A request is parsed by lines, so that its raw headers and its query string hold
    neither CR nor LF (RFC 9112, sections 3 and 5); what has been decoded from it may.
    """

    name: str
    breaks: str = ""
    """Which of CR and LF it may hold: ``""``, ``"\\r"``, ``"\\n"`` or ``"\\r\\n"``."""
    quoted: bool = False
    """Percent-encoded: unquoting it may bring CR and LF forth."""


@dataclass(frozen=True, slots=True)
class Unknown(Shape):
    """Anything at all, but for what tests have ruled out."""

    truthy: bool | None = None
    excluded: frozenset[object] = frozenset()
    """Constants and kinds (names of builtin types, ``'None'``) that tests have excluded."""
    origin: Origin | None = None
    """Request data of a kind that isn't known, such as what ``json.loads(body)`` gives."""


@dataclass(frozen=True, slots=True)
class NoneShape(Shape):
    """``None``; with an ``origin`` where it stands for something that the request lacks."""

    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Bool(Shape):
    """A bool; ``value`` is None where it may be either."""

    value: bool | None = None


@dataclass(frozen=True, slots=True)
class Int(Shape):
    """An int that is no bool; ``value`` is None where it isn't known."""

    value: int | None = None


@dataclass(frozen=True, slots=True)
class Float(Shape):
    """A float or complex number."""

    value: float | None = None


@dataclass(frozen=True, slots=True)
class Str(Shape):
    """Text, as known pieces in order; None stands for text of unknown content and length.

    ``Str(("200 ", None))`` begins with ``"200 "``; ``Str(("",))`` is the empty string.
    """

    pieces: tuple[str | None, ...] = (None,)
    nonempty: bool = False
    """Known not to be empty although no piece says so."""
    origin: Origin | None = None
    """Where the request has a part in it: of several origins the one that may break lines."""
    ascii: bool = False
    """Known to be ASCII although pieces of it are not known: numerals, ``json.dumps()``."""

    @property
    def value(self) -> str | None:
        """The whole text where it is known."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        return None

    @property
    def known(self) -> tuple[str, ...]:
        """The fragments that are known to occur in the text."""
        return tuple(piece for piece in self.pieces if piece is not None)

    @property
    def least_length(self) -> int:
        """A lower bound of the length, in characters."""
        return max(sum(map(len, self.known)), int(self.nonempty))


@dataclass(frozen=True, slots=True)
class Bytes(Shape):
    """Bytes, as known pieces in order; None stands for unknown content and length."""

    pieces: tuple[bytes | None, ...] = (None,)
    nonempty: bool = False
    origin: Origin | None = None

    @property
    def value(self) -> bytes | None:
        """The whole content where it is known."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        return None

    @property
    def least_length(self) -> int:
        """A lower bound of the length, in bytes."""
        known = sum(len(piece) for piece in self.pieces if piece is not None)
        return max(known, int(self.nonempty))


@dataclass(frozen=True, slots=True)
class Size:
    """A length that is known exactly, if only by name: ``constant`` plus that of ``parts``.

    Each part is the identity of an object whose length isn't known, and its unit, ``characters`` or
    ``bytes``: the characters of a text and the bytes of its encoding are two parts of one identity.
    Parts are compared, never shown.
    """

    constant: int = 0
    parts: tuple[tuple[object, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ByteArray(Shape):
    """A bytearray or memoryview: bytes-like, but not what WSGI accepts."""

    kind: str = "bytearray"


@dataclass(frozen=True, slots=True)
class Sequence(Shape):
    """A finite re-iterable: ``kind`` is list, tuple, set, frozenset, range, dict_items, ...

    ``items`` are the items where each is known; ``item`` is what any of them may be (None where
    the sequence is known to be empty). Of items that are sequences in sequences, too many in all,
    nothing is known: ``pair = (pair, x)`` in a loop is no larger after a thousand rounds.
    """

    kind: str
    items: tuple[Value, ...] | None
    item: Value | None
    nonempty: bool | None = None
    weight: int = field(default=1, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Forgets what is too large."""
        weight = 1
        if self.item is not None:
            (item,), own = lightened((self.item,))
            if item is not self.item:
                object.__setattr__(self, "item", item)
            weight += own
        if self.items is not None:
            items, own = lightened(self.items)
            if items is not self.items:
                object.__setattr__(self, "items", items)
            weight += own
        object.__setattr__(self, "weight", weight)


_HEAVIEST = 500
_ANYTHING = Value((Unknown(),))


def lightened(values: tuple[Value, ...]) -> tuple[tuple[Value, ...], int]:
    """The values, of which those are unknown that hold too much, and how many shapes they hold."""
    weights = [sum(shape.weight for shape in value.shapes) for value in values]
    if not weights or max(weights) <= _HEAVIEST:
        return values, sum(weights)
    kept = [weight <= _HEAVIEST for weight in weights]
    return (
        tuple(value if keep else _ANYTHING for value, keep in zip(values, kept, strict=True)),
        sum(weight if keep else 1 for weight, keep in zip(weights, kept, strict=True)),
    )


@dataclass(frozen=True, slots=True)
class Mapping(Shape):
    """A dict or a subclass of it. ``entries`` are its items where all are known."""

    kind: str
    entries: tuple[tuple[Value, Value], ...] | None
    key: Value | None
    value: Value | None
    nonempty: bool | None = None


@dataclass(frozen=True, slots=True)
class IteratorShape(Shape):
    """A one-pass iterable: ``kind`` is generator, file, map, iterator, ..."""

    kind: str
    item: Value


@dataclass(frozen=True, slots=True)
class Coroutine(Shape):
    """The result of calling an ``async def``: a coroutine, or an async generator."""

    kind: str = "coroutine"


@dataclass(frozen=True, slots=True)
class Function(Shape):
    """A function, lambda, bound method or partial object."""

    name: str


@dataclass(frozen=True, slots=True)
class Class(Shape):
    """A class object."""

    name: str


@dataclass(frozen=True, slots=True)
class Instance(Shape):
    """An object of a class that is known by its qualified name.

    ``iterable`` is None where it isn't known. ``role`` is ``"app"`` for a WSGI application object
    and ``"response"`` for a framework's response, which is an application too. ``base`` names the
    builtin the class derives from where that matters (``int`` for enum.IntEnum members).
    """

    name: str
    iterable: bool | None = None
    role: str | None = None
    item: Value | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Module(Shape):
    """A module object."""

    name: str


@dataclass(frozen=True, slots=True)
class StartResponse(Shape):
    """The start_response callable that the server passed."""


@dataclass(frozen=True, slots=True)
class Environ(Shape):
    """The environ that the server passed, or a copy of it."""


def describe(shape: Shape) -> str:
    """A few words for a message: ``str 'hello'``, ``int 200``, ``None``, ``dict``."""
    match shape:
        case NoneShape():
            return "None"
        case Bool(value=value):
            return "bool" if value is None else str(value)
        case Int(value=value):
            return "int" if value is None else f"int {shorten(repr(value))}"
        case Float():
            return "float"
        case Str():
            return "str" if shape.value is None else f"str {shorten(repr(shape.value))}"
        case Bytes():
            return "bytes" if shape.value is None else f"bytes {shorten(repr(shape.value))}"
        case ByteArray(kind=kind) | Sequence(kind=kind) | Mapping(kind=kind):
            return kind
        case IteratorShape(kind=kind) | Coroutine(kind=kind):
            return kind
        case Function(name=name):
            return f"function {name}"
        case Class(name=name):
            return f"class {name}"
        case Instance(name=name):
            return name.rpartition(".")[2] or name
        case Module(name=name):
            return f"module {name}"
        case StartResponse():
            return "start_response"
        case Environ():
            return "environ"
    return "an object"


def shorten(text: str, limit: int = 40) -> str:
    """``text`` where it has at most ``limit`` characters, else its beginning and dots."""
    return text if len(text) <= limit else text[: limit - 3] + "..."
