"""Presence: what tests teach of environ's keys, which are there and what their items may be."""

from __future__ import annotations

from fclint.analysis.domain.shapes import constant_of, known_text, of_constant
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import EnvironGet, EnvironItem, EnvironKey
from fclint.analysis.environs.copies import known_presence, learn_presence, subject
from fclint.values import Shape, Str, Unknown, Value


def learn_of_key(state: State, term: EnvironKey, shapes: tuple[Shape, ...]) -> bool:
    """Which key it is that iterating over environ gave: that one is there."""
    name = known_text(Value(shapes))
    if name is None:
        return True
    address, own = subject(state, term.address, name)
    if own and known_presence(state, address, name, own) is False:
        return True  # removed since
    return learn_presence(state, address, name, True, own)


def learn_of_get(state: State, term: EnvironGet, shapes: tuple[Shape, ...]) -> bool:
    """What is left of ``environ.get(key, default)`` tells whether the key is there."""
    may_be_default = any(
        may_equal(shape, default) for shape in shapes for default in term.default.shapes
    )
    may_be_item = any(isinstance(shape, (Str, Unknown)) for shape in shapes)
    if not may_be_default:
        if not learn_presence(state, term.address, term.key, True, term.own):
            return False
        _learn_of_item(state, term, shapes)
    elif not may_be_item:
        return learn_presence(state, term.address, term.key, False, term.own)
    else:  # the item, if there is one
        items = tuple(shape for shape in shapes if isinstance(shape, (Str, Unknown)))
        _learn_of_item(state, term, items)
    return True


def learn_not_default(state: State, term: object, unwanted: Shape) -> bool:
    """What ``environ.get(key, default)`` isn't: where that is the default, the key is there."""
    if not isinstance(term, EnvironGet) or term.default.shapes != (unwanted,):
        return True
    return learn_presence(state, term.address, term.key, True, term.own)


def learn_of_item(state: State, item: EnvironItem, shapes: tuple[Shape, ...]) -> bool:
    """What ``environ[key]`` is, ``environ.get(key)`` has given. False where infeasible."""
    for term, known in list(state.facts.items()):
        if isinstance(term, EnvironGet) and item_of(state, term) == item:
            kept = tuple(
                shape
                for shape in shapes
                if any(may_equal(shape, each) and may_equal(each, shape) for each in known)
            )
            if not kept:
                return False
            state.facts[term] = kept
    return True


def item_of(state: State, term: object) -> object:
    """The term of ``environ[key]`` for that of ``environ.get(key)``; others as they are."""
    if not isinstance(term, EnvironGet) or term.own:
        return term
    return EnvironItem(term.address, term.key)


def is_there(state: State, term: object) -> bool:
    """Whether what ``environ[key]`` or ``environ.get(key)`` gives is an item, and no default."""
    if isinstance(term, EnvironGet):
        return known_presence(state, term.address, term.key, term.own) is True
    return isinstance(term, EnvironItem)


def _learn_of_item(state: State, get: EnvironGet, shapes: tuple[Shape, ...]) -> None:
    """Narrows what an item of environ may be, if it is there."""
    if get.own:
        return
    item = EnvironItem(get.address, get.key)
    known = state.facts.get(item, shapes)
    kept = tuple(
        shape
        for shape in shapes
        if any(may_equal(shape, each) and may_equal(each, shape) for each in known)
    )
    state.facts[item] = kept or known


def may_equal(shape: Shape, default: Shape) -> bool:
    """Whether an object of one shape may be equal to one of the other."""
    known, constant = constant_of(shape)
    default_known, default_constant = constant_of(default)
    if known and default_known:
        return type(constant) is type(default_constant) and constant == default_constant
    if isinstance(shape, Unknown):
        if default_known and shape.truthy is not None and bool(default_constant) != shape.truthy:
            return False
        plain = of_constant(default_constant) if default_known else default
        return plain not in shape.excluded
    if isinstance(shape, Str) and isinstance(default, Str):
        return not (shape.least_length and default.value == "")
    return type(shape) is type(default)
