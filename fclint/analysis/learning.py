"""Learning: what a path learns when a test comes out true (or false).

``split`` is the only place where states part on a test. It learns through variables, helpers and
negations alike, because a value's term says how the value came about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import NoneType

from fclint.analysis.compare import compare, compare_shapes
from fclint.analysis.copies import known_presence, learn_presence
from fclint.analysis.derived import computations, left_where, results_of
from fclint.analysis.excerpts import learn_held, learn_of_dict_get
from fclint.analysis.functions import Site
from fclint.analysis.heap import DictObject, ListObject
from fclint.analysis.joins import union
from fclint.analysis.key_sets import has_all
from fclint.analysis.kinds import left_of_classes, left_of_kinds
from fclint.analysis.presence import (
    is_there,
    item_of,
    learn_not_default,
    learn_of_get,
    learn_of_item,
    learn_of_key,
    may_equal,
)
from fclint.analysis.shapes import (
    LibraryObject,
    Ref,
    constant_of,
    known_text,
    of_constant,
    single,
)
from fclint.analysis.state import State
from fclint.analysis.taint import is_tainted
from fclint.analysis.taint_checks import learn_from_test, learnt_of_item, settle
from fclint.analysis.terms import (
    Comparison,
    DictGet,
    DictHas,
    EnvironGet,
    EnvironHas,
    EnvironHasAll,
    EnvironItem,
    EnvironKey,
    InstanceTest,
    Negation,
    Operand,
    Pure,
    Taken,
    Term,
)
from fclint.analysis.truth import possible, truth_of
from fclint.values import Bool, Bytes, Float, Int, Mapping, Sequence, Shape, Str, Unknown, Value


def split(state: State, value: Value, site: Site | None) -> tuple[State | None, State | None]:
    """The state where ``value`` is true, and the one where it is false; None where infeasible.

    ``site`` is the test, noted in the witness where both are feasible.
    """
    if value.term is not None:
        settle(state, value.term)
    may_be_true, may_be_false = possible(state, value)
    if may_be_true and may_be_false:
        other = state.fork()
        true = state if assume(state, value, True) else None
        false = other if assume(other, value, False) else None
        if state.protocol.received and not _is_of_request(value.term):
            for each in (true, false):
                if each is not None:
                    each.relay()
        if true is not None and false is not None:
            if site is not None:
                true.decide(site, "true", value)
                false.decide(site, "false", value)
            elif (known := state.sites.provenance) is not None:
                true.grant(known.of(true, value), True)
                false.grant(known.of(false, value), False)
        return true, false
    if may_be_true:
        return (state if assume(state, value, True) else None), None
    return None, (state if assume(state, value, False) else None)


def _is_of_request(term: object) -> bool:
    """Whether what a test speaks of is what the server put into the environ."""
    match term:
        case EnvironGet() | EnvironHas() | EnvironHasAll() | EnvironItem():
            return True
        case Negation(operand=operand) | InstanceTest(operand=operand):
            return _is_of_request(operand.value.term)
        case Comparison(left=left, right=right):
            return _is_of_request(left.value.term) or _is_of_request(right.value.term)
        case Pure(operands=operands):
            return any(_is_of_request(each.value.term) for each in operands)
    return False


def assume(state: State, value: Value, truth: bool) -> bool:
    """Teaches ``state`` that ``value`` is true (or false). False where that is infeasible."""
    value = state.resolve(value)
    shapes = tuple(
        kept for shape in value.shapes if (kept := _keep(state, shape, truth)) is not None
    )
    if not shapes:
        return False
    return (
        learn(state, value, shapes)
        and _learn_where(state, value.term, lambda result: bool(result) is truth)
        and _assume_operands(state, value.term, truth)
    )


def _keep(state: State, shape: Shape, truth: bool) -> Shape | None:
    """The shape, narrowed to the objects of it whose truth is ``truth``; None for none."""
    known = truth_of(state, shape)
    if known is not None:
        return shape if known is truth else None
    match shape:
        case Unknown():
            return replace(shape, truthy=truth)
        case Str():
            return replace(shape, nonempty=True) if truth else Str(("",))
        case Bytes():
            return replace(shape, nonempty=True) if truth else Bytes((b"",))
        case Bool():
            return Bool(truth)
        case Int():
            return shape if truth else Int(0)
        case Float():
            return shape if truth else Float(0.0)
        case Sequence() | Mapping():
            return replace(shape, nonempty=truth)
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, ListObject) and not thing.summary:
                source = thing.derived if not thing.version else None
                if source is not None and source.must_be(Sequence):
                    return shape if assume(state, source, truth) else None
                state.mutable(address, ListObject).nonempty = truth
                if not truth:
                    state.mutable(address, ListObject).items = []
    return shape


def learn(state: State, value: Value, shapes: tuple[Shape, ...]) -> bool:
    """Notes that the object behind ``value`` has one of ``shapes``. False where infeasible."""
    if not shapes:
        return False
    term = value.term
    if not isinstance(term, Term):
        return True
    if isinstance(term, EnvironKey) and term.identity is None:
        return learn_of_key(state, term, shapes)
    state.facts[term] = shapes
    return _learn_elsewhere(state, term, shapes) and _fits_what_was_tested(state, term, shapes)


def _learn_elsewhere(state: State, term: Term, shapes: tuple[Shape, ...]) -> bool:
    """Notes what the object behind ``term`` tells of others. False where infeasible."""
    match term:
        case EnvironItem():
            return learn_of_item(state, term, shapes)
        case EnvironGet():
            return learn_of_get(state, term, shapes)
        case Pure():
            return _learn_of_source(state, term, shapes)
        case EnvironKey():
            return learn_of_key(state, term, shapes)
        case DictGet():
            return learn_of_dict_get(state, term, shapes)
        case Taken():
            learnt_of_item(state, term.place, shapes)
    return True


def _fits_what_was_tested(state: State, term: Term, shapes: tuple[Shape, ...]) -> bool:
    """Whether constants that a value is now known to be one of fit what is known of things computed
    from it: after ``if text.isdigit():`` it isn't ``'x'``."""
    constants = [constant_of(shape) for shape in shapes]
    if not all(known for known, _ in constants):
        return True
    item = item_of(state, term) if is_there(state, term) else None
    for fact, found in state.facts.items():
        if not isinstance(fact, Pure):
            continue
        for source, compute in computations(fact):
            same = source.term == term or (item and item_of(state, source.term) == item)
            if same and not any(
                _may_be_any(result, found)
                for _, constant in constants
                for result in results_of(compute, constant)
            ):
                return False
    return True


def _learn_of_source(state: State, term: Pure, shapes: tuple[Shape, ...]) -> bool:
    """What is left of ``text.lower()`` tells what the text may have been."""
    if term.operation == "type":
        source = state.resolve(term.operands[0].value)
        kept = [left for shape in source.shapes for left in left_of_classes(state, shape, shapes)]
        return learn(state, source, tuple(dict.fromkeys(kept)))
    if term.operation == "len" and shapes == (Int(0),):
        return assume(state, term.operands[0].value, False)
    return _learn_where(state, term, lambda result: _may_be_any(result, shapes))


def _learn_where(state: State, term: object, holds: Callable[[object], bool]) -> bool:
    """Teaches what something was computed from: of that the result is one that ``holds``."""
    if isinstance(term, Pure) and term.operation == "len":
        whole = state.resolve(term.operands[0].value)
        if whole.must_be(Sequence):
            return _learn_of_length(state, whole, holds)
    for value, compute in computations(term):
        source = state.resolve(value)
        kept = left_where(source.shapes, compute, holds)
        if kept != source.shapes and not learn(state, source, kept):
            return False
        for shape in source.shapes:
            is_dropped = shape not in kept and constant_of(shape)[0]
            if is_dropped and not learn_not_default(state, source.term, shape):
                return False
    return True


def _learn_of_length(state: State, whole: Value, holds: Callable[[object], bool]) -> bool:
    """A length that ``holds``: no other than 0, or any but 0."""
    if not holds(0):
        return assume(state, whole, True)
    if not any(map(holds, (1, 2, 3, 1000))):
        return assume(state, whole, False)
    return True


def _may_be_any(result: object, shapes: tuple[Shape, ...]) -> bool:
    if not isinstance(result, (str, bytes, int, float, NoneType)):
        return True
    return any(may_equal(each, of_constant(result)) for each in shapes)


def _assume_operands(state: State, term: object, truth: bool) -> bool:
    """Teaches what the outcome of a test says about what was tested."""
    learn_from_test(state, term, truth)
    match term:
        case Negation(operand=operand):
            return assume(state, operand.value, not truth)
        case Comparison(operator="==" | "is" as operator, left=left, right=right):
            return _assume_equal(state, operator, left.value, right.value, truth)
        case Comparison(operator="in", left=left, right=right):
            return _assume_member(state, left.value, right.value, truth)
        case InstanceTest(operand=operand, kinds=kinds):
            value = state.resolve(operand.value)
            kept = tuple(
                narrowed
                for shape in value.shapes
                for narrowed in left_of_kinds(state, shape, kinds, truth)
            )
            return learn(state, value, kept)
        case EnvironHas(address=address, key=key, own=own):
            return learn_presence(state, address, key, truth, own)
        case EnvironHasAll(address=address, keys=keys, own=own) if truth:
            return all(learn_presence(state, address, each, True, own) for each in keys)
        case EnvironHasAll(some=None, address=address, keys=keys, own=own):
            missing = [key for key in keys if not known_presence(state, address, key, own)]
            if len(missing) == 1:
                return learn_presence(state, address, missing[0], False, own)
            return bool(missing)
        case Comparison(operator="<", left=left, right=right):
            return _assume_less(state, state.resolve(left.value), right.value, truth)
        case Pure(
            operation="startswith" | "endswith" | "in" as operation, operands=(whole, part)
        ) if truth:
            if operation == "in":
                whole, part = part, whole
            return _assume_part(state, operation, whole.value, part.value)
        case DictGet():
            return True
        case DictHas() if truth:
            return learn_held(state, term)
        case DictHas(address=address, key=key):
            thing = state.heap.get(address)
            if isinstance(thing, DictObject) and not thing.summary:
                state.mutable(address, DictObject).absent |= {key.value}
    return True


def _assume_less(state: State, left: Value, right: Value, truth: bool) -> bool:
    """``left < right`` with a constant on one side came out as ``truth``."""
    (known, limit), (limited, least) = single(right), single(left)
    if known and not limited:
        return _assume_number(state, left.term, lambda it: (it < limit) is truth)  # type: ignore[operator]
    if limited and not known:
        return _assume_number(state, right.term, lambda it: (least < it) is truth)  # type: ignore[operator]
    return True


def _assume_number(state: State, term: object, holds: Callable[[object], bool]) -> bool:
    """Teaches what a number was computed from; what has no more than no items is empty."""
    if not _learn_where(state, term, holds):
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


def _assume_part(state: State, operation: str, whole: Value, part: Value) -> bool:
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


def _assume_equal(state: State, operator: str, left: Value, right: Value, truth: bool) -> bool:
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
    if known_right and not _learn_where(state, left.term, lambda it: (it == constant) is truth):
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


def _assume_member(state: State, left: Value, right: Value, truth: bool) -> bool:
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
        if not _assume_equal(state, "==", left, member, False):
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
