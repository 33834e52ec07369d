"""Exceptions that travel: what was raised, where and why, and what catches it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fclint.analysis.domain.heap import ClassObject
from fclint.analysis.domain.joins import join_states, protocol_key
from fclint.analysis.domain.shapes import Address, LibraryObject, Ref
from fclint.analysis.libraries import catalogue
from fclint.events import Cause
from fclint.values import Instance, Sequence, Shape, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.domain.state import State
    from fclint.analysis.functions import Site

_CROWD = 48
"""How many exceptions may be under way at one point before those alike are joined."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception under way.

    ``name`` is the qualified name of a builtin or library exception; ``cls`` the class of the
    project. With neither it may be any Exception. ``cause`` is why fclint cares.
    """

    state: State
    name: str | None
    cls: Address | None
    value: Value | None
    site: Site
    cause: Cause | None = None
    derived: bool = False
    """It may be of a class that is derived from this one."""
    excluded: tuple[Shape, ...] = ()
    """Classes of exceptions that it isn't: handlers for these have let it pass."""

    @property
    def label(self) -> str:
        """The exception's name for a message."""
        return (self.name or "an exception").removeprefix("builtins.")

    def at(self, state: State) -> Raised:
        """The same exception in another state."""
        return replace(self, state=state)


def crowd(raised: list[Raised], most: int = _CROWD) -> list[Raised]:
    """Joins exceptions that are alike where there are very many."""
    if len(raised) <= most:
        return raised
    groups: dict[object, list[Raised]] = {}
    for each in raised:
        kind = (
            (each.name, each.cls, each.cause, each.derived, each.excluded),
            each.site.node if each.cause else None,
        )
        groups.setdefault((kind, protocol_key(each.state)), []).append(each)
    return [group[0].at(join_states([each.state for each in group])) for group in groups.values()]


def class_chain(state: State, shape: Shape, limit: int = 32) -> tuple[list[object], bool]:
    """The class and its bases as addresses and qualified names, and whether all are known."""
    chain: list[object] = []
    complete = True
    pending = [shape]
    while pending and len(chain) < limit:
        current = pending.pop(0)
        match current:
            case LibraryObject(qualified=qualified):
                names = catalogue.class_mro(_class_name(qualified))
                chain.extend(name for name in names if name not in chain)
                found = catalogue.lookup(qualified)
                complete = complete and isinstance(found, catalogue.LibClass)
            case Ref(address=address):
                thing = state.heap.get(address)
                if not isinstance(thing, ClassObject):
                    return chain, False
                chain.append(address)
                for base in thing.bases:
                    complete = complete and len(base.shapes) == 1
                    pending.extend(base.shapes)
            case Unknown():
                complete = False
    return chain, complete


def is_subclass(state: State, shape: Shape, other: Shape) -> bool | None:
    """Whether a class is, or derives from, another one."""
    chain, complete = class_chain(state, shape)
    match other:
        case LibraryObject(qualified=qualified):
            found = catalogue.lookup(qualified)
            name = found.qualified if isinstance(found, catalogue.LibClass) else qualified
            inside = name in chain
        case Ref(address=address):
            inside = address in chain
        case _:
            return None
    return True if inside else (False if complete else None)


def _class_name(qualified: str) -> str:
    found = catalogue.lookup(qualified)
    return found.qualified if isinstance(found, catalogue.LibClass) else qualified


def catches(state: State, raised: Raised, handler: Value) -> bool | None:
    """Whether ``except handler`` catches the exception; None where it may or may not."""
    answers = [_catches(state, raised, shape) for shape in handler.shapes]
    if answers and all(answer is True for answer in answers):
        return True
    return False if all(answer is False for answer in answers) else None


def _catches(state: State, raised: Raised, handler: Shape) -> bool | None:
    if isinstance(handler, Sequence) and handler.items is not None:
        answers = [catches(state, raised, item) for item in handler.items]
        if True in answers:
            return True
        return None if None in answers else False
    if raised.name is None and raised.cls is None:
        if any(is_subclass(state, handler, other) for other in raised.excluded):
            return False
        general = ("builtins.Exception", "builtins.BaseException")
        return True if _names(handler) in general else _may_be_exception(state, handler)
    own: Shape = Ref(raised.cls) if raised.cls else LibraryObject(raised.name or "")
    chain, complete = class_chain(state, own)
    match handler:
        case LibraryObject(qualified=qualified):
            caught = _class_name(qualified) in chain
        case Ref(address=address):
            caught = address in chain
        case _:
            return None
    if not caught and raised.derived and is_subclass(state, handler, own) is not False:
        return None
    return True if caught else (False if complete else None)


def _may_be_exception(state: State, handler: Shape) -> bool | None:
    """An unknown exception is an Exception: SystemExit and its like are not meant."""
    name = _names(handler)
    if name is None:
        return None
    return None if "builtins.Exception" in catalogue.class_mro(name) else False


def _names(handler: Shape) -> str | None:
    return _class_name(handler.qualified) if isinstance(handler, LibraryObject) else None


def handled(raised: Raised, node: object) -> tuple[Raised, Value]:
    """An exception as what handles it at ``node`` sees it, and its object, which is known again
    from now on: raising it is raising this exception, raising an equal one is not."""
    value = raised.value
    if value is None:
        shape = Unknown(truthy=True) if raised.name is None else None
        value = Value((shape or Instance(raised.name or "", iterable=False),))
    if value.term is None and not isinstance(value.shapes[0], Ref):
        value = Value(value.shapes, raised.state.symbol(node))
    return replace(raised, value=value), value
