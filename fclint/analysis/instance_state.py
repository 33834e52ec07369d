"""Instance state: what an initializer or an earlier request may have left in a module.

Function Compute loads a module once per instance and then calls it for many requests (vendor
documentation, "Lifecycle of function instances"). So a handler does not find its module as the
import left it: a variable that some function declares global, a list, a dict or an attribute that
some function changes may hold anything by then. What only ran during the import, such as a
decorator that fills a table of routes, is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    HeapObject,
    InstanceObject,
    ListObject,
    Scope,
)
from fclint.analysis.domain.joins import list_item, optional_union
from fclint.analysis.domain.shapes import UNKNOWN, Address, FunctionShape, Ref, Wrapped
from fclint.analysis.domain.state import State
from fclint.source.changes import Changes
from fclint.values import Int, Shape, Unknown, Value


def in_service(functions: list[tuple[str, Changes]], imported: frozenset[str]) -> Changes:
    """The changes made when requests are served: those of all functions, but for what only
    constructors and the ``imported`` ones, which importing has called, change."""
    together = Changes()
    for qualified, changes in functions:
        together.rebound |= changes.rebound
        if qualified not in imported and not qualified.endswith(".__init__"):
            together.changed |= changes.changed
            together.attributes |= changes.attributes
    return together


def apply(state: State, scope: Address, changes: Changes) -> None:
    """Makes ``state`` what any request may find, for the module whose top level is ``scope``."""
    thing = state.heap.get(scope)
    if not isinstance(thing, Scope):
        return
    rebound = sorted(changes.rebound & thing.names.keys())
    if rebound:
        names = state.mutable(scope, Scope).names
        for name in rebound:
            names[name] = Value(_whatever(names[name]), state.symbol((scope, name)))
    for name in sorted(changes.changed & thing.names.keys()):
        for shape in thing.names[name].shapes:
            if isinstance(shape, Ref):
                _loosen(state, shape.address)


def apply_to_objects(state: State, changes: Changes) -> None:
    """The same for the attributes of instances and classes that importing has made."""
    if not changes.attributes:
        return
    for address, thing in list(state.heap.everything().items()):
        if isinstance(thing, (InstanceObject, ClassObject)):
            for name in sorted(changes.attributes & thing.names.keys()):
                _loosen_attribute(state, address, thing.names, name)


def _loosen_attribute(
    state: State, address: Address, names: Mapping[str, Value], name: str
) -> None:
    value = names[name]
    if any(isinstance(shape, (FunctionShape, Wrapped)) for shape in value.shapes):
        return
    for shape in value.shapes:
        if isinstance(shape, Ref):
            _loosen(state, shape.address)
    if not all(isinstance(shape, Ref) for shape in value.shapes):
        kind = type(state.heap[address])
        changed: HeapObject = state.mutable(address, kind)
        if isinstance(changed, (InstanceObject, ClassObject)):
            changed.names[name] = Value(_whatever(value), state.symbol((address, name)))


def _whatever(imported: Value) -> tuple[Shape, ...]:
    """What a variable that functions change may hold: anything, but of a counter that it may still
    be a number. None or a text, an initializer may have replaced before the first request."""
    return (Int(), Unknown()) if imported.must_be(Int) else (Unknown(),)


def _loosen(state: State, address: Address) -> None:
    """A container may hold more, or less, than importing put into it."""
    thing = state.heap.get(address)
    if isinstance(thing, ListObject):
        mine = state.mutable(address, ListObject)
        mine.item = optional_union(list_item(mine), UNKNOWN)
        mine.items, mine.nonempty = None, None
        mine.version += 1
    elif isinstance(thing, DictObject):
        entries = state.mutable(address, DictObject)
        entries.optional = frozenset(entries.entries)
        entries.rest = (UNKNOWN, UNKNOWN)
        for key in list(entries.entries):
            entries.entries[key] = UNKNOWN
