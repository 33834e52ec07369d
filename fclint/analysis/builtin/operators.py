"""Operators: arithmetic and concatenation, boolean operators, comparisons, and text building."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.arithmetic import apply, eval_binary
from fclint.analysis.builtin.text import (
    concatenate,
    join_text,
    to_text,
)
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.compare import compare
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import DictObject
from fclint.analysis.domain.learning import split
from fclint.analysis.domain.shapes import (
    LibraryObject,
    Ref,
    boolean,
    constant_of,
    single,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Comparison, DictHas, Operand, Pure, Term, depth
from fclint.analysis.domain.truth import negated
from fclint.analysis.environs.environ import note_membership
from fclint.analysis.environs.key_sets import has_all, membership_term
from fclint.analysis.requests.misuse import operands
from fclint.analysis.requests.taint import tainted
from fclint.analysis.requests.taint_checks import verdict
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Instance,
    Int,
    Mapping,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


# --- unary, boolean, comparison


def eval_unary(interp: Interpreter, node: cst.UnaryOperation, state: State) -> list[Outcome]:
    """``not x``, ``-x``, ``+x``, ``~x``."""
    outcomes: list[Outcome] = []
    for after, value in interp.evaluate(node.expression, state):
        if isinstance(node.operator, cst.Not):
            outcomes.extend(
                (each, negated(each, outcome))
                for each, outcome in interp.truth_outcomes(after, value, node)
            )
            continue
        known, constant = single(value)
        if known and isinstance(constant, int) and isinstance(node.operator, cst.Minus):
            outcomes.append((after, Value((Int(-constant),))))
        elif value.must_be(Int, Bool, Float):
            outcomes.append((after, value))
        else:
            from fclint.analysis.special_methods import by_method

            own = by_method(interp, after, value, (_UNARY[type(node.operator)],), (), node)
            if own is not None:
                outcomes.extend(own)
                continue
            interp.may_throw(after, node, of=(value,))
            outcomes.append((after, interp.opaque(after, node, of=(value,))))
    return outcomes


_UNARY = {cst.Minus: "__neg__", cst.Plus: "__pos__", cst.BitInvert: "__invert__"}


def eval_boolean(interp: Interpreter, node: cst.BooleanOperation, state: State) -> list[Outcome]:
    """``a and b``, ``a or b`` as values."""
    chain: list[cst.BooleanOperation] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.BooleanOperation):
        chain.append(current)
        current = current.left
    outcomes = interp.evaluate(current, state)
    left_node = current
    for operation in reversed(chain):
        is_and = isinstance(operation.operator, cst.And)
        following: list[Outcome] = []
        for before, left in outcomes:
            for after, value in interp.truth_outcomes(before, left, left_node):
                true, false = split(after, value, interp.site(left_node))
                going, decided = (true, false) if is_and else (false, true)
                if decided is not None:
                    following.append((decided, outcome_kept(decided, left, not is_and)))
                if going is not None:
                    following.extend(interp.evaluate(operation.right, going))
        outcomes = following
        left_node = operation.right
    return outcomes


def outcome_kept(state: State, value: Value, truth: bool) -> Value:
    """The left operand as the result: what is left of it where it came out as ``truth``."""
    from fclint.analysis.domain.truth import truth_of

    value = state.resolve(value)
    shapes = tuple(shape for shape in value.shapes if truth_of(state, shape) is not (not truth))
    if not truth:
        shapes = tuple(_empty(shape) for shape in shapes)
    else:
        shapes = tuple(_filled(shape) for shape in shapes)
    return Value(shapes or value.shapes, value.term)


def _empty(shape: Shape) -> Shape:
    match shape:
        case Str():
            return Str(("",))
        case Bytes():
            return Bytes((b"",))
        case Int():
            return Int(0)
        case Bool():
            return Bool(False)
        case Unknown():
            return replace(shape, truthy=False)
    return shape


def _filled(shape: Shape) -> Shape:
    match shape:
        case Str() | Bytes():
            return replace(shape, nonempty=True)
        case Bool():
            return Bool(True)
        case Unknown():
            return replace(shape, truthy=True)
    return shape


def eval_comparison(interp: Interpreter, node: cst.Comparison, state: State) -> list[Outcome]:
    """``a < b < c``: each operand once, the rest only while true."""
    done: list[Outcome] = []
    going = interp.evaluate(node.left, state)
    last = len(node.comparisons) - 1
    for index, target in enumerate(node.comparisons):
        following: list[Outcome] = []
        for before, given in going:
            for after, other in _compared_with(interp, target, before):
                for reached, result in _one_comparison(interp, after, target, given, other, node):
                    if index == last:
                        done.append((reached, result))
                        continue
                    true, false = split(reached, result, interp.site(node))
                    if false is not None:
                        done.append((false, boolean(False)))
                    if true is not None:
                        following.append((true, other))
        going = following
    return done


def _compared_with(
    interp: Interpreter, target: cst.ComparisonTarget, state: State
) -> list[Outcome]:
    """The right operand; ``in`` takes the items of an iterator."""
    found = interp.evaluate(target.comparator, state)
    if not isinstance(target.operator, (cst.In, cst.NotIn)):
        return found
    from fclint.analysis.builtin.consuming import consumed

    return [
        each
        for after, value in found
        for each in consumed(interp, after, value, target, instances=False)
    ]


def _one_comparison(
    interp: Interpreter,
    state: State,
    target: cst.ComparisonTarget,
    given: Value,
    other: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    """One comparison of two values; a ``__contains__`` of the project runs."""
    operation = target.operator
    if isinstance(operation, (cst.In, cst.NotIn)):
        from fclint.analysis.special_methods import by_method

        found = by_method(interp, state, other, ("__contains__",), (given,), node)
        if found is not None and isinstance(operation, cst.NotIn):
            return [(after, negated(after, value)) for after, value in found]
        if found is not None:
            return found
    elif given.may_be(Ref) or other.may_be(Ref):
        from fclint.analysis.special_methods import by_comparison

        found = by_comparison(interp, state, operation, given, other, node)
        if found is not None:
            return found
    fitting = _comparable(interp, state, operation, given, other, node)
    if fitting is None:
        return []
    return [(state, compared(interp, state, operation, *fitting, node))]


def _comparable(
    interp: Interpreter,
    state: State,
    operation: cst.CSTNode,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> tuple[Value, Value] | None:
    """The operands without the alternatives for which comparing them raises."""
    if isinstance(operation, (cst.In, cst.NotIn)):
        symbol = "in"
    elif isinstance(
        operation, (cst.LessThan, cst.GreaterThan, cst.LessThanEqual, cst.GreaterThanEqual)
    ):
        symbol = "<"
    else:
        return left, right
    return operands(interp, state, symbol, state.resolve(left), state.resolve(right), node)


_COMPARISONS: dict[type[cst.CSTNode], tuple[str, bool, bool]] = {
    cst.Equal: ("==", False, False), cst.NotEqual: ("==", False, True),
    cst.Is: ("is", False, False), cst.IsNot: ("is", False, True),
    cst.In: ("in", False, False), cst.NotIn: ("in", False, True),
    cst.LessThan: ("<", False, False), cst.GreaterThanEqual: ("<", False, True),
    cst.GreaterThan: ("<", True, False), cst.LessThanEqual: ("<", True, True),
}  # fmt: skip
"""What each operator asks: a test, whether of the operands in turn, and whether it is negated."""


def compared(
    interp: Interpreter,
    state: State,
    operation: cst.CSTNode,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> Value:
    """One comparison as a value: decided, or with a term that says what was compared."""
    all_there = _of_key_sets(state, operation, left, right)
    if all_there is not None:
        return all_there
    found = _COMPARISONS.get(type(operation))
    if found is None:
        return interp.opaque(state, node)
    symbol, is_swapped, is_negated = found
    pair = (right, left) if is_swapped else (left, right)
    result = test(interp, state, symbol, *pair, node)
    return negated(state, result) if is_negated else result


def _of_key_sets(state: State, operation: cst.CSTNode, left: Value, right: Value) -> Value | None:
    """``keys <= set(environ)``, which is never equal to some constants."""
    match operation:
        case cst.LessThanEqual() | cst.LessThan():
            return has_all(state, left, right)
        case cst.GreaterThanEqual() | cst.GreaterThan():
            return has_all(state, right, left)
    return None


def test(
    interp: Interpreter, state: State, symbol: str, left: Value, right: Value, node: cst.CSTNode
) -> Value:
    """``left symbol right`` as a bool that is known or has a term."""
    known = state.sites.provenance
    if known is not None:
        expression = known.operation(state, symbol, (left, right), node)
        return known.made(state, _test(interp, state, symbol, left, right, node), expression)
    return _test(interp, state, symbol, left, right, node)


def _test(
    interp: Interpreter, state: State, symbol: str, left: Value, right: Value, node: cst.CSTNode
) -> Value:
    left, right = state.resolve(left), state.resolve(right)
    if symbol in ("<", "in") and (left.may_be(Unknown) or right.may_be(Unknown)):
        interp.may_throw(state, node, of=(left, right))
    if symbol == "in":
        note_membership(interp, state, left, right, node)
    if interp.asking is not None:
        interp.asking.compared(state, symbol, left, right)
    answer = compare(state, symbol, left, right)
    if answer is not None:
        return boolean(answer)
    if symbol == "==" and single(left)[0] and not single(right)[0]:
        left, right = right, left
    term = _comparison_term(state, symbol, left, right)
    if term is None or depth(term) >= 6:
        return verdict(state, node, Value((Bool(),), state.symbol(node)), tainted((left, right)))
    return state.resolve(Value((Bool(),), term))


def _comparison_term(state: State, symbol: str, left: Value, right: Value) -> Term | None:
    if symbol == "in":
        special = _membership(state, left, right)
        if special is not None:
            return special
    if not (_stable(left) and _stable(right)):
        return None
    return Comparison(symbol, Operand(left), Operand(right))


def _membership(state: State, left: Value, right: Value) -> Term | None:
    term = membership_term(state, left, right)
    if term is not None:
        return term
    if right.must_be(Str) and _stable(left) and right.term is not None:
        return Pure("in", (Operand(left), Operand(right)))
    if len(right.shapes) != 1:
        return None
    shape = right.shapes[0]
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        if isinstance(thing, DictObject) and not thing.summary:
            return DictHas(shape.address, Operand(left), thing.version)
    if isinstance(shape, (Str, Bytes)) and _stable(left) and _stable(right):
        return Pure("in", (Operand(left), Operand(right)))
    return None


def _stable(value: Value) -> bool:
    """Whether comparing the value again later gives the same answer."""
    if value.term is not None:
        return True
    return all(
        constant_of(shape)[0]
        or isinstance(shape, (Sequence, Ref, Instance, Mapping, LibraryObject))
        for shape in value.shapes
    ) and bool(value.shapes)


__all__ = [
    "apply",
    "bounded",
    "compared",
    "concatenate",
    "eval_binary",
    "eval_boolean",
    "eval_comparison",
    "eval_unary",
    "join_text",
    "test",
    "to_text",
]
