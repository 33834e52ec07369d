"""Learning: what a path learns when a test comes out true (or false).

``split`` is the only place where states part on a test. It learns through variables, helpers and
negations alike, because a value's term says how the value came about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import NoneType

from fclint.analysis.domain.derived import computations, left_where, results_of
from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.kinds import left_of_classes, left_of_kinds
from fclint.analysis.domain.shapes import (
    Ref,
    constant_of,
    of_constant,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
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
    Pure,
    Taken,
    Term,
)
from fclint.analysis.domain.truth import possible, truth_of
from fclint.analysis.environs.copies import known_presence, learn_presence
from fclint.analysis.environs.excerpts import learn_held, learn_of_dict_get
from fclint.analysis.environs.presence import (
    is_there,
    item_of,
    learn_not_default,
    learn_of_get,
    learn_of_item,
    learn_of_key,
    may_equal,
)
from fclint.analysis.functions import Site
from fclint.analysis.requests.taint_checks import learn_from_test, learnt_of_item, settle
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
        and learn_where(state, value.term, lambda result: bool(result) is truth)
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
    return learn_where(state, term, lambda result: _may_be_any(result, shapes))


def learn_where(state: State, term: object, holds: Callable[[object], bool]) -> bool:
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
    from fclint.analysis.domain import comparisons

    learn_from_test(state, term, truth)
    match term:
        case Negation(operand=operand):
            return assume(state, operand.value, not truth)
        case Comparison(operator="==" | "is" as operator, left=left, right=right):
            return comparisons.assume_equal(state, operator, left.value, right.value, truth)
        case Comparison(operator="in", left=left, right=right):
            return comparisons.assume_member(state, left.value, right.value, truth)
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
            return comparisons.assume_less(state, state.resolve(left.value), right.value, truth)
        case Pure(
            operation="startswith" | "endswith" | "in" as operation, operands=(whole, part)
        ) if truth:
            if operation == "in":
                whole, part = part, whole
            return comparisons.assume_part(state, operation, whole.value, part.value)
        case DictGet():
            return True
        case DictHas() if truth:
            return learn_held(state, term)
        case DictHas(address=address, key=key):
            thing = state.heap.get(address)
            if isinstance(thing, DictObject) and not thing.summary:
                state.mutable(address, DictObject).absent |= {key.value}
    return True
