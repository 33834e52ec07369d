"""Terms: the identity of a value on one path.

Two values with equal terms are the same object, so that what one test has shown about the value
holds wherever it is seen again, under whatever name. A term also says how a value came about, so
that learning about the result (``has = 'X' in environ``; later ``if has:``) teaches about the
operands.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint.analysis.domain.shapes import Address
from fclint.values import Value


class Term:
    """Base class of terms."""

    __slots__ = ()


class Operand:
    """A value as part of a term: the same operand as long as it is the same object, whatever
    tests have shown about it in between."""

    __slots__ = ("key", "value")

    def __init__(self, value: Value) -> None:
        self.value = value
        self.key: object = value if value.term is None else value.term

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Operand) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Symbol(Term):
    """An opaque value: made at ``site``, the ``count``-th time on this path."""

    site: object
    count: int


@dataclass(frozen=True, slots=True)
class Attribute(Term):
    """``owner.name`` where the owner is opaque; ``epoch`` counts what may have changed it."""

    owner: Term
    name: str
    epoch: int


@dataclass(frozen=True, slots=True)
class HasAttribute(Term):
    """``hasattr(owner, name)`` of an opaque object."""

    owner: Term
    name: str
    epoch: int


@dataclass(frozen=True, slots=True)
class Negation(Term):
    """``not operand``."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Comparison(Term):
    """``left operator right`` with operator one of ``==``, ``is``, ``<``, ``in``."""

    operator: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class InstanceTest(Term):
    """``isinstance(operand, kinds)``; kinds are names of builtin types."""

    operand: Operand
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pure(Term):
    """A pure operation on immutable operands: ``s.startswith('/a')``, ``len(s)``."""

    operation: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Composed(Term):
    """Text, bytes or a number that is put together: ``a + b``, ``str(n)``, ``text.encode()``.

    Unlike a :class:`Pure` operation it is never computed again for other operands.
    """

    operation: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Verdict(Symbol):
    """What something that isn't followed made of request data: a test of it may be a check of
    that data."""

    about: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Unfollowed(Symbol):
    """What a function of the project has given back that there were no steps left to follow. The
    code knows what it may do with it, and the analysis doesn't: nobody says that this raises."""


def is_unfollowed(value: Value) -> bool:
    """Whether the value, or the object whose attribute it is, wasn't followed."""
    term = value.term
    while isinstance(term, Attribute):
        term = term.owner
    return isinstance(term, Unfollowed)


@dataclass(frozen=True, slots=True)
class Place(Term):
    """Where in a container of request data an item is: what was checked there stays checked.

    ``container`` is the container's own term, or its address and version.
    """

    container: object
    key: Operand


@dataclass(frozen=True, slots=True)
class Taken(Symbol):
    """An item that was taken from ``place``."""

    place: Place


@dataclass(frozen=True, slots=True)
class Iterated(Symbol):
    """An item that iterating over ``source``, a container of request data, has given."""

    source: Operand


@dataclass(frozen=True, slots=True)
class EnvironItem(Term):
    """What the server put under ``key`` into the environ at ``address``."""

    address: Address
    key: str


@dataclass(frozen=True, slots=True)
class EnvironGet(Term):
    """``environ.get(key, default)``: the item, or ``default`` where the key is absent. ``own``: it
    is that of one environ, which the program has changed, and says nothing of its copies."""

    address: Address
    key: str
    default: Value
    own: bool = False


@dataclass(frozen=True, slots=True)
class EnvironHas(Term):
    """``key in environ``."""

    address: Address
    key: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class EnvironHasAll(Term):
    """``keys <= environ.keys()``: every one of ``keys`` is in environ. Where they were looked for
    among some of its keys only, that has an identity, and that they aren't there says nothing."""

    address: Address
    keys: tuple[str, ...]
    own: bool = False
    some: Symbol | None = None


@dataclass(frozen=True, slots=True)
class EnvironKey(Term):
    """Some key that is present in the environ at ``address``: what iterating over it yields. It is
    any of them where it has no ``identity``, as the item that stands for all items of a list."""

    address: Address
    identity: Symbol | None = None


@dataclass(frozen=True, slots=True)
class DictHas(Term):
    """``key in mapping`` for a mapping of the program whose keys are not all known."""

    address: Address
    key: Operand
    version: int


@dataclass(frozen=True, slots=True)
class DictGet(DictHas):
    """``mapping.get(key, default)``: the same object as long as the mapping is not changed."""

    default: Value | None = None


@dataclass(frozen=True, slots=True)
class Length(Term):
    """``len(container)`` at one moment of the container's life."""

    address: Address
    version: int


def depth(term: object, limit: int = 6) -> int:
    """How deeply a term nests, up to ``limit``."""
    if limit == 0 or not isinstance(term, Term):
        return 0
    match term:
        case Negation(operand=operand) | InstanceTest(operand=operand):
            return 1 + depth(operand.value.term, limit - 1)
        case Comparison(left=left, right=right):
            return 1 + max(depth(left.value.term, limit - 1), depth(right.value.term, limit - 1))
        case Pure(operands=operands) | Composed(operands=operands):
            return 1 + max((depth(each.value.term, limit - 1) for each in operands), default=0)
        case Attribute(owner=owner) | HasAttribute(owner=owner):
            return 1 + depth(owner, limit - 1)
    return 1
