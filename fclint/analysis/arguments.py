"""Arguments of a call, and how they are bound to a function's parameters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.domain.heap import DictObject, EnvironObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import UNKNOWN, FunctionShape, text
from fclint.analysis.domain.state import State
from fclint.values import Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call passes. ``more_positional`` and ``more_keywords``: star-arguments of unknown
    content may add further ones; the latter are what ``mappings`` hold."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    more_positional: bool = False
    more_keywords: bool = False
    mappings: tuple[Value, ...] = ()

    def with_positional(self, *values: Value) -> Arguments:
        """With further positional arguments; behind an unknown number their place is unknown."""
        if self.more_positional:
            return self
        return replace(self, positional=(*self.positional, *values))

    def with_keywords(self, *pairs: tuple[str, Value]) -> Arguments:
        """With further keyword arguments."""
        return replace(self, keywords=(*self.keywords, *pairs))

    def with_unknown_positional(self) -> Arguments:
        """With ``*values`` of unknown content."""
        return replace(self, more_positional=True)

    def with_unknown_keywords(self, mapping: Value) -> Arguments:
        """With ``**mapping`` of unknown content."""
        return replace(self, more_keywords=True, mappings=(*self.mappings, mapping))

    def after(self, receiver: Value) -> Arguments:
        """With ``self`` in front."""
        return replace(self, positional=(receiver, *self.positional))

    def under(
        self, positional: tuple[Value, ...], keywords: tuple[tuple[str, Value], ...]
    ) -> Arguments:
        """With the arguments of a partial in front; the call's own keywords win."""
        given = {name for name, _ in self.keywords}
        kept = tuple(pair for pair in keywords if pair[0] not in given)
        return replace(
            self, positional=(*positional, *self.positional), keywords=(*kept, *self.keywords)
        )

    def values(self) -> tuple[Value, ...]:
        """All values that are passed."""
        return (*self.positional, *(value for _, value in self.keywords))

    def get(self, index: int, name: str = "") -> Value | None:
        """The argument at a position or with a name."""
        if 0 <= index < len(self.positional):
            return self.positional[index]
        for keyword, value in self.keywords:
            if keyword == name:
                return value
        return None

    @property
    def complete(self) -> bool:
        """Whether every argument is known to be listed."""
        return not (self.more_positional or self.more_keywords)


def bind(
    interp: Interpreter,
    state: State,
    shape: FunctionShape,
    arguments: Arguments,
    node: cst.CSTNode,
) -> dict[str, Value] | None:
    """The variables a call starts with; None where the call surely raises TypeError."""
    names: dict[str, Value] = {}
    positional = list(arguments.positional)
    keywords = dict(arguments.keywords)
    defaults = dict(shape.defaults)
    for parameter in shape.info.params:
        name = parameter.name
        if parameter.kind == "VAR_POSITIONAL":
            items = None if arguments.more_positional else tuple(positional)
            item = union(positional) if positional else None
            if arguments.more_positional:
                item = UNKNOWN
            names[name] = Value((Sequence("tuple", items, item),))
            positional = []
            continue
        if parameter.kind == "VAR_KEYWORD":
            names[name] = _keyword_dict(state, keywords, arguments, node)
            keywords = {}
            continue
        if parameter.kind != "KEYWORD_ONLY" and positional:
            names[name] = positional.pop(0)
            if name in keywords and parameter.kind == "POSITIONAL_OR_KEYWORD":
                return None
        elif name in keywords and parameter.kind != "POSITIONAL_ONLY":
            names[name] = keywords.pop(name)
        elif arguments.more_positional or arguments.more_keywords:
            found = _of_environ(state, arguments, name, defaults.get(name))
            names[name] = found or interp.opaque(state, (shape.info, name))
        elif name in defaults:
            names[name] = defaults[name]
        else:
            return None
        names[name] = interp.identified(state, names[name], (shape.info, name))
    if positional or keywords:
        return None
    return names


def _keyword_dict(
    state: State, keywords: dict[str, Value], arguments: Arguments, node: cst.CSTNode
) -> Value:
    from fclint.analysis.environs.copies import allocated
    from fclint.analysis.environs.merging import with_entry, with_mappings

    thing = with_mappings(state, DictObject("dict", {}), arguments)
    for name, value in keywords.items():
        thing = with_entry(thing, text(name), value)
    return allocated(state, thing, node)


def _of_environ(
    state: State, arguments: Arguments, name: str, default: Value | None
) -> Value | None:
    """What ``f(**environ)`` gives a parameter that has a default."""
    from fclint.analysis.environs.environ import environ_address, of_get

    if arguments.more_positional or default is None or len(arguments.mappings) != 1:
        return None
    address = environ_address(state, state.resolve(arguments.mappings[0]))
    thing = state.heap.get(address) if address is not None else None
    if address is None or not isinstance(thing, EnvironObject):
        return None
    is_plain = not thing.loose and name not in thing.changed and name not in thing.present
    return of_get(state, address, name, default) if is_plain else None
