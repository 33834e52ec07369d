"""Taint: where request data goes that may hold CR or LF, and what rids it of them.

A value carries its :class:`~fclint.values.Origin`. Operations on text hand it on; conversions,
removals and checks take away what it may hold. A check teaches about the value that was checked,
about what that was put together from, and about the place in a container that it was taken from.
Code that isn't followed may be a check, too: whatever is tested of what it makes of request data
counts as one, however the test comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from fclint.analysis.heap import DictObject, ListObject
from fclint.analysis.shapes import Address, Ref, constant_of, single
from fclint.analysis.state import State
from fclint.analysis.terms import (
    Attribute,
    Comparison,
    Composed,
    DictHas,
    InstanceTest,
    Iterated,
    Negation,
    Operand,
    Place,
    Pure,
    Symbol,
    Taken,
    Term,
    Verdict,
)
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Int,
    NoneShape,
    Origin,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

BREAKS = "\r\n"
_DEPTH = 6

# --- origins


@lru_cache(maxsize=1024)
def combined(left: Origin | None, right: Origin | None) -> Origin | None:
    """The origin of something made of both: the name of the one that may break lines."""
    if left is None or right is None or left == right:
        return left or right
    first = right if right.breaks and not left.breaks else left
    breaks = "".join(char for char in BREAKS if char in left.breaks + right.breaks)
    return Origin(first.name, breaks, left.quoted or right.quoted)


def origin(value: Value | None) -> Origin | None:
    """The origin of what one of a value's alternatives holds."""
    found: Origin | None = None
    for shape in value.shapes if value is not None else ():
        if isinstance(shape, (Str, Bytes, Unknown)) and shape.origin is not None:
            found = combined(found, shape.origin)
    return found


def is_tainted(value: Value | None) -> bool:
    """Whether a value may hold CR or LF from the request."""
    if value is None:
        return False
    return any(
        isinstance(shape, (Str, Bytes, Unknown))
        and shape.origin is not None
        and bool(shape.origin.breaks)
        for shape in value.shapes
    )


def tainted(values: Iterable[Value]) -> tuple[Value, ...]:
    """Those of the values that may hold CR or LF from the request."""
    return tuple(value for value in values if is_tainted(value))


def decoded(found: Origin, name: str) -> Origin:
    """The origin of what was decoded by ``name`` from request data: CR and LF come forth."""
    return found if found.breaks == BREAKS else Origin(name, BREAKS)


def marked(state: State, value: Value, found: Origin | None) -> Value:
    """The value as request data; so are the items of a list or tuple that was made for it."""
    if found is None:
        return value
    shapes = tuple(_marked_shape(state, shape, found) for shape in value.shapes)
    return Value(shapes, value.term)


def _marked_shape(state: State, shape: Shape, found: Origin) -> Shape:
    match shape:
        case Str() | Bytes():
            if shape.value is not None:
                return shape
            return replace(shape, origin=found)
        case Unknown():
            return replace(shape, origin=found)
        case Sequence(kind="tuple", items=items, item=item) if item is not None:
            kept = None if items is None else tuple(marked(state, each, found) for each in items)
            return replace(shape, items=kept, item=marked(state, item, found))
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, ListObject) and thing.item is not None and thing.items is None:
                state.mutable(address, ListObject).item = marked(state, thing.item, found)
    return shape


def without(shape: Shape, chars: str) -> Shape:
    """The shape, known to hold none of ``chars``."""
    if isinstance(shape, (Str, Bytes, Unknown)) and shape.origin is not None:
        left = "".join(char for char in shape.origin.breaks if char not in chars)
        if left != shape.origin.breaks:
            return replace(shape, origin=replace(shape.origin, breaks=left))
    return shape


# --- methods of text

_HANDING_ON = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "title", "casefold", "capitalize", "swapcase",
     "replace", "split", "rsplit", "splitlines", "partition", "rpartition", "zfill", "ljust",
     "rjust", "center", "removeprefix", "removesuffix", "expandtabs"}
)  # fmt: skip
"""Methods of text whose result holds what the text holds."""


def of_method(
    state: State, receiver: Value, name: str, arguments: tuple[Value, ...]
) -> Origin | None:
    """The origin of what a method of text gives."""
    if name not in _HANDING_ON:
        return None
    found = origin(receiver)
    removed = ""
    known, first = single(state.resolve(arguments[0])) if arguments else (True, None)
    if isinstance(first, bytes):
        first = first.decode("latin-1")
    match name:
        case "replace":
            if not known:
                removed = BREAKS
            elif isinstance(first, str) and len(first) == 1:
                removed = first
            if len(arguments) > 2:
                removed = ""
        case "split" | "rsplit" | "partition" | "rpartition":
            removed = BREAKS if first is None else str(first) if len(str(first)) == 1 else ""
        case "splitlines":
            removed = "" if arguments else BREAKS
    if found is not None:
        found = replace(found, breaks="".join(c for c in found.breaks if c not in removed))
    added = arguments[1] if name == "replace" and len(arguments) > 1 else None
    return combined(found, origin(added))


# --- checks

_KEEPING = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "title", "casefold", "capitalize", "swapcase",
     "+", "str", "encode", "decode", "join", "format", "replace", "items", "tail"}
)  # fmt: skip
"""Operations whose result holds what the operands hold: a check of it is a check of these. Of a
text cut at its beginning that is taken for granted: what was cut off was a known prefix."""
VALIDATING = frozenset(
    {"isdigit", "isalpha", "isalnum", "isdecimal", "isnumeric", "isidentifier", "isprintable"}
)
"""Methods that are true of no text with CR or LF."""


def clean(state: State, value: Value, chars: str = BREAKS, limit: int = _DEPTH) -> None:
    """``value`` has turned out to hold none of ``chars``."""
    value = state.resolve(value)
    if is_tainted(value) and isinstance(value.term, Term):
        state.facts[value.term] = tuple(without(shape, chars) for shape in value.shapes)
    for shape in value.shapes:
        if isinstance(shape, Ref):
            _clean_object(state, shape.address, chars, limit)
    if not limit:
        return
    match value.term:
        case (
            Pure(operation=operation, operands=operands)
            | Composed(operation=operation, operands=operands)
        ) if operation in _KEEPING:
            for each in operands:
                clean(state, each.value, chars, limit - 1)
        case Taken(place=place):
            state.facts[place] = tuple(without(shape, chars) for shape in value.shapes)
        case Iterated(source=source):
            clean(state, source.value, chars, limit - 1)


def _clean_object(state: State, address: Address, chars: str, limit: int) -> None:
    """A container of request data was checked item by item."""
    thing = state.heap.get(address)
    if not limit or not isinstance(thing, (ListObject, DictObject)):
        return
    if isinstance(thing, ListObject):
        if thing.item is not None and thing.items is None:
            kept = _cleaned_item(state, thing.item, chars, limit)
            if kept != thing.item:
                state.mutable(address, ListObject).item = kept
    elif thing.rest is not None:
        key, value = thing.rest
        pair = (
            _cleaned_item(state, key, chars, limit),
            _cleaned_item(state, value, chars, limit),
        )
        if pair != thing.rest:
            state.mutable(address, DictObject).rest = pair


def _cleaned_item(state: State, item: Value, chars: str, limit: int) -> Value:
    shapes: list[Shape] = []
    for shape in item.shapes:
        if isinstance(shape, Ref):
            _clean_object(state, shape.address, chars, limit - 1)
        if isinstance(shape, Sequence) and shape.items is not None:
            items = tuple(_cleaned_item(state, each, chars, limit - 1) for each in shape.items)
            shape = replace(shape, items=items)
        shapes.append(without(shape, chars))
    return Value(tuple(shapes), item.term)


def settle(state: State, term: object) -> None:
    """A test is made: where it is about something that wasn't followed, it may be a check."""
    for each in _parts(term):
        if isinstance(each, Verdict):
            for operand in each.about:
                clean(state, operand.value)
        elif isinstance(each, Pure) and each.operation in _SEARCHING:
            receiver, *others = each.operands
            known, part = single(others[0].value) if others else (True, None)
            chars = part if known and isinstance(part, str) else BREAKS
            clean(state, receiver.value, chars)


_SEARCHING = frozenset(
    {"find", "rfind", "index", "rindex", "count", "split", "rsplit", "splitlines"}
)
"""Methods that find line breaks in text, if they are asked to."""


def _parts(term: object, limit: int = _DEPTH) -> Iterator[Verdict | Pure]:
    """Where a term comes from: what wasn't followed, and the operations on the way there."""
    if isinstance(term, Verdict):
        yield term
        return
    if not limit:
        return
    match term:
        case Negation(operand=operand) | InstanceTest(operand=operand):
            yield from _parts(operand.value.term, limit - 1)
        case Comparison(left=left, right=right):
            yield from _parts(left.value.term, limit - 1)
            yield from _parts(right.value.term, limit - 1)
        case Pure(operands=operands) | Composed(operands=operands):
            if isinstance(term, Pure):
                yield term
            for each in operands:
                yield from _parts(each.value.term, limit - 1)
        case Attribute(owner=owner):
            yield from _parts(owner, limit - 1)


def learn_from_test(state: State, term: object, truth: bool) -> None:
    """What a test that came out as ``truth`` says about CR and LF in what was tested."""
    match term:
        case Pure(operation="in", operands=(part, whole)):
            _learn_from_part(state, part.value, whole.value, truth)
        case Pure(operation=operation, operands=(receiver, *_)) if truth:
            if operation in VALIDATING:
                clean(state, receiver.value)
            elif operation == "isascii":
                _is_ascii(state, receiver.value)
        case Comparison(operator="in", left=left) | DictHas(key=left) if truth:
            clean(state, left.value)
        case Comparison(operator="==", left=left, right=right) if truth:
            _learn_from_equal(state, left.value, right.value)
        case Comparison(operator="<", left=left, right=right):
            clean(state, left.value)
            clean(state, right.value)


def _learn_from_equal(state: State, left: Value, right: Value) -> None:
    """What equals something that isn't request data holds what the program has chosen."""
    if is_tainted(state.resolve(left)) != is_tainted(state.resolve(right)):
        clean(state, left)
        clean(state, right)


def _is_ascii(state: State, value: Value) -> None:
    """``text.isascii()`` came out true."""
    value = state.resolve(value)
    if isinstance(value.term, Term) and value.must_be(Str):
        state.facts[value.term] = tuple(
            replace(shape, ascii=shape.value is None) if isinstance(shape, Str) else shape
            for shape in value.shapes
        )


def _learn_from_part(state: State, part: Value, whole: Value, truth: bool) -> None:
    """``part in whole`` came out as ``truth``."""
    known, constant = single(state.resolve(part))
    if isinstance(constant, bytes):
        constant = constant.decode("latin-1")
    if not truth:
        clean(state, whole, constant if known and isinstance(constant, str) else BREAKS)
    known, constant = single(state.resolve(whole))
    if truth and known and isinstance(constant, str) and not set(constant) & set(BREAKS):
        clean(state, part)


def verdict(state: State, site: object, result: Value, given: tuple[Value, ...]) -> Value:
    """What something that isn't followed gave for ``given`` request data."""
    if not given or isinstance(result.term, Composed):
        return result
    if len(result.shapes) == 1 and constant_of(result.shapes[0])[0]:
        return result
    symbol = state.symbol(site)
    return Value(result.shapes, Verdict(symbol.site, symbol.count, tuple(map(Operand, given))))


def of_verdicts(state: State, result: Value, given: tuple[Value, ...], site: object) -> Value:
    """What was made of something that may be the outcome of a check: ``ord(char)``."""
    for value in given:
        if isinstance(value.term, Verdict):
            return verdict(state, site, result, tuple(each.value for each in value.term.about))
    return result


def learnt_of_item(state: State, place: Place, shapes: tuple[Shape, ...]) -> None:
    """An item has turned out to be of a kind that holds no line breaks: so it is there."""
    if all(isinstance(shape, _PLAIN) for shape in shapes) and not is_tainted(Value(shapes)):
        state.facts.setdefault(place, (Unknown(),))


_PLAIN = (Str, Bytes, Int, Float, Bool, NoneShape)


def handed_over(state: State, values: Iterable[Value]) -> None:
    """Unknown code gets request data: it may raise an exception where there is CR or LF."""
    for value in values:
        if is_tainted(value):
            clean(state, value)


# --- items of containers


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


# --- at the end


def refreshed(state: State, value: Value, limit: int = _DEPTH) -> Value:
    """The value, rid of an origin that what it was put together from no longer has: a part was
    checked after the whole had been made."""
    value = state.resolve(value)
    if not is_tainted(value) or not limit:
        return value
    match value.term:
        case (
            Pure(operation=operation, operands=operands)
            | Composed(operation=operation, operands=operands)
        ) if operation in _KEEPING:
            parts = [refreshed(state, each.value, limit - 1) for each in operands]
            if not any(map(is_tainted, parts)):
                return Value(tuple(without(shape, BREAKS) for shape in value.shapes), value.term)
        case Taken(place=place) if place in state.facts:
            return Value(state.facts[place], value.term)
    return value
