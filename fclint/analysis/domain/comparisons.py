"""Comparisons: what a path learns when ``a == b``, ``a < b`` or ``a in b`` comes out so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fclint.analysis.domain.compare import compare, compare_shapes
from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.learning import assume, learn, learn_where
from fclint.analysis.domain.shapes import (
    LibraryObject,
    Ref,
    constant_of,
    known_text,
    of_constant,
    single,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
    Comparison,
    EnvironKey,
    Operand,
    Pure,
)
from fclint.analysis.domain.truth import possible
from fclint.analysis.environs.key_sets import has_all
from fclint.analysis.environs.presence import (
    learn_not_default,
    learn_of_key,
)
from fclint.analysis.requests.taint import is_tainted
from fclint.values import Bool, Bytes, Sequence, Shape, Str, Unknown, Value


def assume_less(state: State, left: Value, right: Value, truth: bool) -> bool:
    """``left < right`` with a constant on one side came out as ``truth``."""
    (known, limit), (limited, least) = single(right), single(left)
    if known and not limited:
        return _assume_number(state, left.term, lambda it: (it < limit) is truth)  # type: ignore[operator]
    if limited and not known:
        return _assume_number(state, right.term, lambda it: (least < it) is truth)  # type: ignore[operator]
    return True


def _assume_number(state: State, term: object, holds: Callable[[object], bool]) -> bool:
    """Teaches what a number was computed from; what has no more than no items is empty."""
    if not learn_where(state, term, holds):
        return False
    if not isinstance(term, Pure) or term.operation != "len" or _holds_for(holds, 1):
        return True
    return not _holds_for(holds, 0) or assume(state, term.operands[0].value, False)


def _holds_for(holds: Callable[[object], bool], number: int) -> bool:
    """Whether a test is passed by a number; one that can't be made is."""
    try:
        return holds(number)
    except TypeError:
        return True


def assume_part(state: State, operation: str, whole: Value, part: Value) -> bool:
    """``whole.startswith(part)``, ``whole.endswith(part)``, ``part in whole`` came out true."""
    fragment = known_text(state.resolve(part))
    if not fragment:
        return True
    whole = state.resolve(whole)
    kept: list[Shape] = []
    for shape in whole.shapes:
        if not isinstance(shape, Str):
            kept.append(shape)
        elif shape.value is None:
            kept.append(replace(shape, nonempty=True))
        elif _holds(operation, shape.value, fragment):
            kept.append(shape)
    return learn(state, whole, tuple(dict.fromkeys(kept)))


def _holds(operation: str, whole: str, fragment: str) -> bool:
    match operation:
        case "startswith":
            return whole.startswith(fragment)
        case "endswith":
            return whole.endswith(fragment)
        case "in":
            return fragment in whole
    return True


def assume_equal(state: State, operator: str, left: Value, right: Value, truth: bool) -> bool:
    """``left == right`` or ``left is right`` came out as ``truth``. False where infeasible."""
    left, right = state.resolve(left), state.resolve(right)
    known = compare_shapes(state, operator, left, right)
    if known is not None:
        return known is truth
    if left.term is not None:
        fact = Comparison(operator, Operand(left), Operand(right))
        state.facts.setdefault(fact, (Bool(truth),))
    known_right, constant = single(right)
    if left.must_be(Sequence) and right.must_be(Sequence, Ref):
        if possible(state, right) == (False, True):
            return assume(state, left, not truth)
        of_keys = has_all(state, right, left) if truth else None
        if of_keys is not None:
            return assume(state, of_keys, True)
    if isinstance(constant, bool) and left.must_be(Bool):
        return assume(state, left, constant is truth)
    if known_right and not learn_where(state, left.term, lambda it: (it == constant) is truth):
        return False
    if truth:
        return learn(state, left, _common(state, operator, left, right)) and learn(
            state, right, _common(state, operator, right, left)
        )
    return _assume_unequal(state, operator, left, right)


def _common(state: State, operator: str, left: Value, right: Value) -> tuple[Shape, ...]:
    """The shapes that ``left`` may have where it equals ``right``."""
    kept: dict[Shape, None] = {}
    for shape in left.shapes:
        for other in right.shapes:
            if compare(state, operator, Value((shape,)), Value((other,))) is False:
                continue
            narrower = not constant_of(shape)[0] and not isinstance(other, Unknown)
            if narrower and not isinstance(shape, Ref):
                shape = _of_both(other, shape)
            kept[shape] = None
    return tuple(kept)


def _of_both(narrower: Shape, shape: Shape) -> Shape:
    """``narrower``, which equals ``shape``: it is request data only where that is, too."""
    if isinstance(narrower, (Str, Bytes, Unknown)) and is_tainted(Value((narrower,))):
        other = shape.origin if isinstance(shape, (Str, Bytes, Unknown)) else None
        return replace(narrower, origin=other)
    return narrower


def _assume_unequal(state: State, operator: str, left: Value, right: Value) -> bool:
    if single(left)[0] and not single(right)[0]:
        left, right = right, left
    if len(right.shapes) != 1:
        return True
    unwanted = right.shapes[0]
    if not constant_of(unwanted)[0] and not isinstance(unwanted, (LibraryObject, Ref)):
        return True
    kept = []
    for shape in left.shapes:
        if compare(state, operator, Value((shape,)), right) is True:
            continue
        kept.append(_without(shape, unwanted))
    return learn(state, left, tuple(kept)) and learn_not_default(state, left.term, unwanted)


def _without(shape: Shape, unwanted: Shape) -> Shape:
    """``shape`` without one constant."""
    match shape, unwanted:
        case Unknown(excluded=excluded), _ if constant_of(unwanted)[0]:
            return replace(shape, excluded=excluded | {of_constant(constant_of(unwanted)[1])})
        case Bool(), Bool(value=value) if value is not None:
            return Bool(not value)
        case Str(), Str(pieces=("",)):
            return replace(shape, nonempty=True)
        case Bytes(), Bytes(pieces=(b"",)):
            return replace(shape, nonempty=True)
    return shape


def assume_member(state: State, left: Value, right: Value, truth: bool) -> bool:
    """``left in right`` came out as ``truth``. False where infeasible."""
    members = member_values(state, state.resolve(right))
    if truth and not _learn_among_keys(state, left, state.resolve(right), members):
        return False
    if members is None:
        return True
    left = state.resolve(left)
    if truth:
        kept: dict[Shape, None] = {}
        for member in members:
            kept.update(dict.fromkeys(_common(state, "==", left, state.resolve(member))))
        return learn(state, left, tuple(kept))
    for member in members:
        if not assume_equal(state, "==", left, member, False):
            return False
        left = state.resolve(left)
    return True


def _learn_among_keys(
    state: State, key: Value, container: Value, members: tuple[Value, ...] | None
) -> bool:
    """A key that is among some of environ's: it is there."""
    if members is None and len(container.shapes) == 1:
        shape = container.shapes[0]
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else shape
        if isinstance(thing, (ListObject, Sequence)) and thing.item is not None:
            members = (thing.item,)
    term = union(members).term if members else None
    return not isinstance(term, EnvironKey) or learn_of_key(state, term, key.shapes)


def member_values(state: State, container: Value) -> tuple[Value, ...] | None:
    """The items (a dict's keys) of a container all of whose items are known."""
    if len(container.shapes) != 1:
        return None
    match container.shapes[0]:
        case Sequence(items=items):
            return items
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, ListObject) and thing.items is not None:
                return tuple(thing.items)
            if isinstance(thing, DictObject) and thing.rest is None and not thing.optional:
                return tuple(thing.entries)
    return None
