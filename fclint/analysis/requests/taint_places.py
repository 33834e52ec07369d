"""Places of request data: items taken out of containers, and put into them."""

from __future__ import annotations

from dataclasses import replace

from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.shapes import Ref
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Iterated, Operand, Place, Symbol, Taken, Term
from fclint.analysis.requests.taint import is_tainted, origin
from fclint.analysis.requests.taint_checks import verdict
from fclint.values import Bytes, Sequence, Shape, Str, Value


def take(state: State, owner: Value, shape: Shape, key: Value, item: Value, site: object) -> Value:
    """``item``, which was found in ``owner`` (as ``shape``) under ``key``: what a check has shown
    about this place before holds for it."""
    if item.term is not None and not isinstance(item.term, Symbol):
        return item
    if not (is_tainted(item) or _is_request_data(state, item)):
        return item
    container = _container(state, owner, shape)
    if container is None:
        return item
    place = Place(container, Operand(Value(key.shapes, key.term)))
    known = state.facts.get(place)
    symbol = state.symbol(site)
    return Value(known or item.shapes, Taken(symbol.site, symbol.count, place))


def holds_taint(state: State, item: Value | None) -> bool:
    """Whether an item, or what is in it, may hold CR or LF from the request."""
    if item is None:
        return False
    if is_tainted(item) or _is_request_data(state, item):
        return True
    return any(
        isinstance(shape, Sequence)
        and shape.items is not None
        and len(shape.items) <= 4
        and any(is_tainted(each) or _is_request_data(state, each) for each in shape.items)
        for shape in item.shapes
    )


def iterated(state: State, source: Value, item: Value, site: object) -> Value:
    """``item``, which iterating over ``source`` gave: a check of it may be one of all of it."""
    if source.may_be(Str, Bytes):
        return verdict(state, site, item, (source,))
    symbol = state.symbol(site)
    term = Iterated(symbol.site, symbol.count, Operand(source))
    if len(item.shapes) == 1 and isinstance(item.shapes[0], Sequence):
        shape = item.shapes[0]
        if shape.kind != "tuple" or shape.items is None:
            return item
        items = []
        for index, each in enumerate(shape.items):
            own = Iterated(symbol.site, symbol.count, Operand(Value(source.shapes, source.term)))
            named = each.term is None and (is_tainted(each) or _is_request_data(state, each))
            if named and index:
                more = state.symbol(site)
                own = Iterated(more.site, more.count, own.source)
            items.append(Value(each.shapes, own) if named else each)
        return Value((replace(shape, items=tuple(items)),))
    return Value(item.shapes, item.term or term)


def stored(state: State, owner: Value, key: Value | None, value: Value) -> None:
    """``owner[key] = value`` in data of unknown kind."""
    forget_places(state, owner)
    if key is not None and isinstance(owner.term, Term) and origin(owner) is not None:
        place = Place(owner.term, Operand(Value(key.shapes, key.term)))
        state.facts[place] = value.shapes


def forget_places(state: State, owner: Value) -> None:
    """Something was stored in data of unknown kind: what was learnt of its items is over."""
    if owner.term is None:
        return
    places = [
        fact for fact in state.facts if isinstance(fact, Place) and fact.container == owner.term
    ]
    for place in places:
        del state.facts[place]


def _is_request_data(state: State, item: Value) -> bool:
    for shape in item.shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, ListObject) and thing.items is None and is_tainted(thing.item):
            return True
    return False


def _container(state: State, owner: Value, shape: Shape) -> object:
    if isinstance(owner.term, Taken):
        return owner.term.place
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        if not isinstance(thing, (ListObject, DictObject)) or thing.summary:
            return None
        derived = thing.derived if isinstance(thing, ListObject) else None
        if derived is not None and derived.term is not None and not thing.version:
            return derived.term
        return (shape.address, thing.version)
    return owner.term
