"""Shapes that only the interpreter knows: references into its heap, callables, library objects.

Rules never see these: :mod:`fclint.analysis.domain.snapshot` turns them into the shapes of
:mod:`fclint.values` when an event is emitted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fclint.values import Bool, Bytes, Int, NoneShape, Shape, Str, Unknown, Value, lightened

if TYPE_CHECKING:
    from fclint.analysis.functions import FunctionInfo


class Address(NamedTuple):
    """Where a heap object lives: what allocated it, and the how-manieth on this path.

    ``serial`` is -1 for an object of an earlier iteration of a loop, and PERMANENT for one that is
    there from the beginning, such as a module's scope.
    """

    site: object
    serial: int


PERMANENT = -2


@dataclass(frozen=True, slots=True)
class Ref(Shape):
    """A reference to a heap object: list, dict, instance, class, generator, environ, ..."""

    address: Address


@dataclass(frozen=True, slots=True)
class FunctionShape(Shape):
    """A function of the project with the scope it closes over."""

    info: FunctionInfo
    scope: Address | None
    defaults: tuple[tuple[str, Value], ...] = ()
    owner: Address | None = None
    """The class in whose body it was found, for ``super()``."""
    weight: int = field(default=1, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Forgets defaults that are too large: ``step = lambda step=step: ...`` in a loop."""
        if self.defaults:
            kept, weight = lightened(tuple(value for _, value in self.defaults))
            named = zip((name for name, _ in self.defaults), kept, strict=True)
            object.__setattr__(self, "defaults", tuple(named))
            object.__setattr__(self, "weight", 1 + weight)


@dataclass(frozen=True, slots=True)
class BoundMethod(Shape):
    """A callable with its first argument already given."""

    function: Shape
    receiver: Value
    weight: int = field(default=1, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Forgets a receiver that is too large."""
        (receiver,), weight = lightened((self.receiver,))
        object.__setattr__(self, "receiver", receiver)
        object.__setattr__(self, "weight", self.function.weight + weight)


@dataclass(frozen=True, slots=True)
class Partial(Shape):
    """``functools.partial(function, *positional, **keywords)``."""

    function: Value
    positional: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]
    weight: int = field(default=1, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Forgets what is too large: ``f = partial(f, f)`` in a loop."""
        given = (self.function, *self.positional, *(value for _, value in self.keywords))
        (function, *others), weight = lightened(given)
        positional = tuple(others[: len(self.positional)])
        named = zip((name for name, _ in self.keywords), others[len(positional) :], strict=True)
        object.__setattr__(self, "function", function)
        object.__setattr__(self, "positional", positional)
        object.__setattr__(self, "keywords", tuple(named))
        object.__setattr__(self, "weight", 1 + weight)


@dataclass(frozen=True, slots=True)
class Wrapped(Shape):
    """``staticmethod``, ``classmethod`` or ``property`` (or a cached one) around a function;
    also ``contextmanager``, whose call makes a manager of a generator."""

    kind: str
    function: Value
    setter: Value | None = None
    """What ``@name.setter`` has added to a property."""
    weight: int = field(default=1, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Forgets what is too large."""
        (function,), weight = lightened((self.function,))
        object.__setattr__(self, "function", function)
        object.__setattr__(self, "weight", 1 + weight)


@dataclass(frozen=True, slots=True)
class BuiltinMethod(Shape):
    """A method of a builtin or library object, bound: ``'abc'.encode``, ``items.append``."""

    receiver: Value
    name: str
    weight: int = field(default=1, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Forgets a receiver that is too large."""
        (receiver,), weight = lightened((self.receiver,))
        object.__setattr__(self, "receiver", receiver)
        object.__setattr__(self, "weight", 1 + weight)


@dataclass(frozen=True, slots=True)
class LibraryObject(Shape):
    """A module, function, class or variable of the standard library or a known framework."""

    qualified: str


@dataclass(frozen=True, slots=True)
class ProjectModule(Shape):
    """A module of the linted project, by file; ``name`` is its dotted name."""

    filename: str
    name: str


@dataclass(frozen=True, slots=True)
class NamespaceModule(Shape):
    """A folder without ``__init__.py``, or a package reached through its dotted name."""

    name: str
    importer: str


@dataclass(frozen=True, slots=True)
class WriteCallable(Shape):
    """The legacy ``write`` that start_response returned."""


@dataclass(frozen=True, slots=True)
class ExceptionType(Shape):
    """The class of an exception that is known only by name, as a value (``exc_info()[0]``)."""

    name: str


UNKNOWN = Value((Unknown(),))
NONE = Value((NoneShape(),))
TRUE = Value((Bool(True),))
FALSE = Value((Bool(False),))
BOOL = Value((Bool(),))
INT = Value((Int(),))
STR = Value((Str(),))
BYTES = Value((Bytes(),))


def text(value: str) -> Value:
    """A known str."""
    return Value((Str((value,)),))


def raw(value: bytes) -> Value:
    """Known bytes."""
    return Value((Bytes((value,)),))


def integer(value: int) -> Value:
    """A known int."""
    return Value((Int(value),))


def boolean(value: bool | None) -> Value:
    """A bool, known or not."""
    return BOOL if value is None else (TRUE if value else FALSE)


Constant = str | bytes | int | float | bool | None


def constant_of(shape: Shape) -> tuple[bool, Constant]:
    """``(True, the Python object)`` where the shape is a known constant, else ``(False, None)``."""
    match shape:
        case NoneShape():
            return True, None
        case Bool(value=value) | Int(value=value) if value is not None:
            return True, value
        case Str():
            return shape.value is not None, shape.value
        case Bytes():
            return shape.value is not None, shape.value
    return False, None


def of_constant(constant: Constant) -> Shape:
    """The shape of a Python constant."""
    from fclint.values import Float

    match constant:
        case None:
            return NoneShape()
        case bool():
            return Bool(constant)
        case int():
            return Int(constant)
        case float():
            return Float(constant)
        case str():
            return Str((constant,))
        case bytes():
            return Bytes((constant,))


def _is_ascii(text: str | None) -> bool:
    return text is not None and text.isascii()


def any_of(shapes: list[Shape]) -> Shape:
    """One shape for several that are all text, or all bytes (or the only one that is given)."""
    if len(shapes) == 1:
        return shapes[0]
    origins = [
        shape.origin
        for shape in shapes
        if isinstance(shape, (Str, Bytes)) and shape.origin is not None
    ]
    origin = max(origins, key=lambda each: len(each.breaks)) if origins else None
    texts = [shape for shape in shapes if isinstance(shape, Str)]
    if texts:
        nonempty = all(shape.least_length > 0 for shape in texts)
        plain = all(shape.ascii or _is_ascii(shape.value) for shape in texts)
        return Str((None,), nonempty, origin, plain and origin is not None)
    nonempty = all(isinstance(shape, Bytes) and shape.least_length > 0 for shape in shapes)
    return Bytes((None,), nonempty, origin)


def single(value: Value) -> tuple[bool, Constant]:
    """The constant a value is, where it is exactly one."""
    if len(value.shapes) == 1:
        return constant_of(value.shapes[0])
    return False, None


def known_text(value: Value) -> str | None:
    """The str a value is, where it is exactly one."""
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Str):
        return value.shapes[0].value
    return None
