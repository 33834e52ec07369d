"""Checks of request data: what tests and validating code say of its line breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.shapes import Address, Ref, constant_of, single
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
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
    Taken,
    Term,
    Verdict,
)
from fclint.analysis.requests.taint import BREAKS, DEPTH, KEEPING, is_tainted, without
from fclint.values import Bool, Bytes, Float, Int, NoneShape, Sequence, Shape, Str, Unknown, Value

VALIDATING = frozenset(
    {"isdigit", "isalpha", "isalnum", "isdecimal", "isnumeric", "isidentifier", "isprintable"}
)
"""Methods that are true of no text with CR or LF."""


def clean(state: State, value: Value, chars: str = BREAKS, limit: int = DEPTH) -> None:
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
        ) if operation in KEEPING:
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


def _parts(term: object, limit: int = DEPTH) -> Iterator[Verdict | Pure]:
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
