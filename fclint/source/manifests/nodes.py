"""What manifests of every format are made of: scalars, sequences and mappings with positions.

Aliases share nodes, so a graph may hold cycles and stand for far more than its size: whoever walks
it looks up names and never unfolds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Scalar:
    """A value or key. ``start`` and ``end`` are offsets, inside the quotes if it has any."""

    value: str
    start: int
    end: int
    plain: bool = False
    """Written without quotes."""

    @property
    def is_null(self) -> bool:
        """Whether it says that there is no value."""
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True, eq=False)
class Opaque:
    """An expression whose value is not known; ``text`` is what is written."""

    text: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Sequence:
    """A list."""

    start: int
    end: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Budget:
    """How many more entries of merged mappings (``<<``) may be looked at in one manifest."""

    left: int = 200_000


@dataclass(slots=True, eq=False)
class Mapping:
    """Names and values. What it merges (``<<``) is found by looking up, after its own."""

    start: int
    end: int
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    merged: list[Node] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    _entries: dict[str, tuple[Scalar, Node]] | None = None

    def get(self, *names: str) -> Node | None:
        """The value under the first of ``names`` that is there and says more than null."""
        for name in names:
            entry = self._all().get(name)
            if entry is not None and not (isinstance(entry[1], Scalar) and entry[1].is_null):
                return entry[1]
        return None

    def mapping(self, *names: str) -> Mapping | None:
        """What :meth:`get` finds, if it is a mapping."""
        found = self.get(*names)
        return found if isinstance(found, Mapping) else None

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        """Its entries, its own first."""
        return iter(self._all().values())

    def values(self) -> Iterator[Node]:
        """The values of its entries."""
        return (value for _, value in self._all().values())

    def _all(self) -> dict[str, tuple[Scalar, Node]]:
        if self._entries is None:
            entries = {key.value: (key, value) for key, value in self.pairs}
            pending = [*reversed(self.merged)]
            seen = {id(self)}
            while pending and self.budget.left > 0:
                node = pending.pop()
                if id(node) in seen:
                    continue
                seen.add(id(node))
                self.budget.left -= 1
                if isinstance(node, Sequence):
                    pending += reversed(node.items)
                elif isinstance(node, Mapping):
                    self.budget.left -= len(node.pairs)
                    for key, value in node.pairs:
                        entries.setdefault(key.value, (key, value))
                    pending += reversed(node.merged)
            self._entries = entries
        return self._entries


Node = Scalar | Sequence | Mapping | Opaque


class MalformedError(Exception):
    """The text can't be read: ``message`` is one line, ``start`` the offset it is about."""

    def __init__(self, start: int, message: str) -> None:
        """``start`` counts characters."""
        super().__init__(message)
        self.start = start
        self.message = message
