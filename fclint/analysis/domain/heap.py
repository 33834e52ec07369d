"""Heap objects: what the interpreter knows of each mutable object of the program.

Objects are mutable, but a state changes one only after making it its own (``State.mutable``).
``summary`` marks an object that stands for several (allocated in earlier rounds of a loop): it
can only be weakly updated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fclint.analysis.domain.shapes import Address
from fclint.values import Value

if TYPE_CHECKING:
    import libcst as cst

    from fclint.analysis.functions import Frame, FunctionInfo


@dataclass(slots=True)
class HeapObject:
    """Base class of heap objects."""

    summary: bool = field(default=False, kw_only=True)

    def copy(self) -> HeapObject:
        """A copy that can be changed without changing this one."""
        return replace(self)


@dataclass(slots=True)
class Scope(HeapObject):
    """The variables of a module, of one activation of a function, or of a comprehension.

    ``open`` says that names that are not bound may exist nevertheless (what surrounds a nested
    function is unknown, or ``from x import *`` of an unknown module).
    """

    names: dict[str, Value]
    parent: Address | None = None
    open: bool = False

    def copy(self) -> Scope:
        return replace(self, names=dict(self.names))


@dataclass(slots=True)
class ListObject(HeapObject):
    """A list, set, deque or bytearray-like container. ``items`` where all are known; ``item`` is
    the join of all items otherwise (None: none so far). ``open``: some of these were put there by
    unknown code, it isn't known where."""

    kind: str
    items: list[Value] | None
    item: Value | None = None
    nonempty: bool | None = None
    version: int = 0
    open: bool = False
    held: tuple[int, tuple[Value, ...]] = (0, ())
    """Items that it holds where not all are known, and the ``version`` of which that is so."""
    derived: Value | None = None
    """The list as something that was computed (``text.split(',')``), while ``version`` is 0."""
    keys_of: Address | None = None
    """The environ whose keys these are, all of them, while ``version`` is 0."""

    def copy(self) -> ListObject:
        return replace(self, items=None if self.items is None else list(self.items))


@dataclass(slots=True)
class DictObject(HeapObject):
    """A dict. ``entries`` are known by constant key; ``optional`` of these may be missing; where
    ``rest`` is not None there may be further entries with any key and such values."""

    kind: str
    entries: dict[Value, Value]
    optional: frozenset[Value] = frozenset()
    rest: tuple[Value, Value] | None = None
    absent: frozenset[Value] = frozenset()
    version: int = 0
    default: Value | None = None
    """What a missing key gives (``defaultdict``)."""

    def copy(self) -> DictObject:
        return replace(self, entries=dict(self.entries))


@dataclass(slots=True)
class EnvironObject(HeapObject):
    """The environ the server passed, or a copy of it.

    ``values`` are keys the program has set; ``present`` keys are there with what the server put
    there, ``absent`` ones are not. ``loose``: unknown code may have set or removed any key.
    ``embellished``: unknown middleware may have added application keys before the handler ran.
    ``extended``: the function may have environment variables that aren't known.
    ``emptied``: only what the program set is there. ``changed`` keys the program has set or
    removed, ``copies`` are those made of this environ.
    """

    origin: Address | None = None
    values: dict[str, Value] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    loose: bool = False
    embellished: bool = False
    extended: bool = False
    emptied: bool = False
    changed: frozenset[str] = frozenset()
    copies: tuple[Address, ...] = ()

    def copy(self) -> EnvironObject:
        return replace(self, values=dict(self.values))


@dataclass(slots=True)
class ClassObject(HeapObject):
    """A class of the project. ``bases`` are classes of the project or the library, or Unknown."""

    name: str
    qualified: str
    names: dict[str, Value]
    bases: tuple[Value, ...]
    info: object = None
    """The ClassInfo with its node."""
    decorated: bool = False
    fields: tuple[str, ...] | None = None
    """The fields of a dataclass or NamedTuple, in the order of ``__init__``."""

    def copy(self) -> ClassObject:
        return replace(self, names=dict(self.names))


@dataclass(slots=True)
class InstanceObject(HeapObject):
    """An instance of a class of the project (or of a library class with attributes of its own).

    ``open``: attributes that are not listed may exist nevertheless.
    """

    cls: Value
    names: dict[str, Value]
    open: bool = False
    exact: bool = True
    """False where it may be an instance of an unknown subclass."""
    extra: tuple[Value, ...] = ()
    """What the instance holds as a container or exception: its constructor's arguments."""

    def copy(self) -> InstanceObject:
        return replace(self, names=dict(self.names))


@dataclass(slots=True)
class GeneratorObject(HeapObject):
    """A generator that a call of a generator function made, with its arguments bound in
    ``scope``. ``consumed``: it was advanced before."""

    info: FunctionInfo
    scope: Address
    owner: Address | None = None
    consumed: bool = False


@dataclass(slots=True)
class GeneratorExpression(HeapObject):
    """A generator expression: evaluated in ``scope`` when it is iterated."""

    node: cst.GeneratorExp
    scope: Address
    frame: Frame
    first: Value
    """The first iterable, which Python evaluates at once."""
    consumed: bool = False


@dataclass(slots=True)
class IteratorObject(HeapObject):
    """``iter(source)``, ``map(...)`` and the like; ``position`` counts the items taken."""

    kind: str
    source: Value
    position: int | None = 0


@dataclass(slots=True)
class ManagerObject(HeapObject):
    """A context manager made by a generator function under ``@contextmanager``, by ``suppress``,
    ``closing``, ``nullcontext`` or ``ExitStack``; or a coroutine: its function and what its
    parameters, ``names``, are bound to."""

    kind: str
    values: tuple[Value, ...] = ()
    names: tuple[str, ...] = ()


_NOTHING: dict[Address, HeapObject] = {}


class Heap(dict[Address, HeapObject]):
    """The objects that a run has made or changed, over those that were there before it.

    ``base`` is never changed, and shared by all states of a run: what modules have at their top
    level costs nothing to fork, compare or join, until it is changed. Iterating gives the run's
    own objects only.
    """

    __slots__ = ("base",)

    def __init__(
        self,
        objects: Mapping[Address, HeapObject] = _NOTHING,
        base: dict[Address, HeapObject] = _NOTHING,
    ) -> None:
        super().__init__(objects)
        self.base = base

    def __missing__(self, address: Address) -> HeapObject:
        return self.base[address]

    def __contains__(self, address: object) -> bool:
        return super().__contains__(address) or address in self.base

    def get(self, address: Address, default: object = None) -> HeapObject | None:  # type: ignore[override]
        """The object at ``address``; None where there is none."""
        return dict.get(self, address) or self.base.get(address)

    def copy(self) -> Heap:
        """A heap of its own with the same objects."""
        return Heap(self, self.base)

    def everything(self) -> dict[Address, HeapObject]:
        """All objects, those from before the run included."""
        return {**self.base, **self}
