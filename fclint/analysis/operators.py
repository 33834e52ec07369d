"""Operators: arithmetic and concatenation, boolean operators, comparisons, and text building."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import libcst as cst

from fclint.analysis.compare import compare
from fclint.analysis.completions import Outcome
from fclint.analysis.environ import environ_of, has_all, membership_term, missing_keys
from fclint.analysis.heap import DictObject, ListObject
from fclint.analysis.joins import bounded, optional_union, union
from fclint.analysis.mappings import update_from
from fclint.analysis.shapes import (
    BYTES,
    STR,
    UNKNOWN,
    Constant,
    Ref,
    boolean,
    constant_of,
    of_constant,
    single,
)
from fclint.analysis.state import State
from fclint.analysis.terms import Comparison, DictHas, Negation, Operand, Pure, Term, depth
from fclint.analysis.truth import possible, split
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

_TEXT_LIMIT = 100_000
"""Constants longer than this are not computed."""
_PIECES = 32

# --- text


def to_text(state: State, value: Value) -> Value:
    """``str(value)`` (also ``format(value)`` and ``{value}`` in an f-string)."""
    value = state.resolve(value)
    shapes = dict.fromkeys(_as_text(shape) for shape in value.shapes)
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Str):
        return value
    return Value(tuple(shapes))


def _as_text(shape: Shape) -> Shape:
    if isinstance(shape, Str):
        return shape
    known, constant = constant_of(shape)
    if known and not isinstance(constant, bytes):
        return Str((str(constant),))
    return Str(nonempty=isinstance(shape, (Int, Float, Bool)))


def join_text(values: Iterable[Value]) -> Value:
    """The concatenation of values that are all str, or all bytes."""
    joined: Value | None = None
    for value in values:
        joined = value if joined is None else concatenate(joined, value)
    return joined if joined is not None else STR


def concatenate(left: Value, right: Value) -> Value:
    """``left + right`` of two values that are both str or both bytes."""
    shapes: dict[Shape, None] = {}
    for one in left.shapes:
        for other in right.shapes:
            shapes[_concatenate(one, other)] = None
    return Value(tuple(shapes)) if len(shapes) <= 8 else Value((_common_kind(shapes),))


def _common_kind(shapes: Iterable[Shape]) -> Shape:
    kinds = {type(shape) for shape in shapes}
    return {Str: Str(), Bytes: Bytes()}.get(kinds.pop(), Unknown()) if len(kinds) == 1 else Unknown()


def _concatenate(left: Shape, right: Shape) -> Shape:
    if isinstance(left, Str) and isinstance(right, Str):
        pieces = _merge_pieces(left.pieces, right.pieces, "")
        return Str(pieces, nonempty=left.nonempty or right.nonempty)
    if isinstance(left, Bytes) and isinstance(right, Bytes):
        merged = _merge_pieces(left.pieces, right.pieces, b"")
        return Bytes(merged, nonempty=left.nonempty or right.nonempty)
    if isinstance(left, (Str, Bytes)) and isinstance(right, Unknown):
        return type(left)(_merge_pieces(left.pieces, (None,), ""), left.nonempty)
    if isinstance(right, (Str, Bytes)) and isinstance(left, Unknown):
        return type(right)(_merge_pieces((None,), right.pieces, ""), right.nonempty)
    return Unknown()


def _merge_pieces(left: tuple[Any, ...], right: tuple[Any, ...], empty: Any) -> tuple[Any, ...]:
    """Adjacent known pieces grow together, adjacent unknown ones are one."""
    pieces = list(left)
    for piece in right:
        last = pieces[-1]
        if piece == empty and piece is not None:
            continue
        if last is not None and piece is not None:
            if len(last) + len(piece) > _TEXT_LIMIT:
                return (None,)
            pieces[-1] = last + piece
        elif last is not None or piece is not None:
            if last is not None and not last:
                pieces[-1] = piece
            else:
                pieces.append(piece)
    return tuple(pieces) if len(pieces) <= _PIECES else (pieces[0], None, pieces[-1])


# --- arithmetic

_OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.Add: "+", cst.AddAssign: "+", cst.Subtract: "-", cst.SubtractAssign: "-",
    cst.Multiply: "*", cst.MultiplyAssign: "*", cst.Divide: "/", cst.DivideAssign: "/",
    cst.FloorDivide: "//", cst.FloorDivideAssign: "//", cst.Modulo: "%", cst.ModuloAssign: "%",
    cst.Power: "**", cst.PowerAssign: "**", cst.LeftShift: "<<", cst.LeftShiftAssign: "<<",
    cst.RightShift: ">>", cst.RightShiftAssign: ">>", cst.BitAnd: "&", cst.BitAndAssign: "&",
    cst.BitOr: "|", cst.BitOrAssign: "|", cst.BitXor: "^", cst.BitXorAssign: "^",
    cst.MatrixMultiply: "@", cst.MatrixMultiplyAssign: "@",
}  # fmt: skip
_COMPUTE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "&": operator.and_, "|": operator.or_,
    "^": operator.xor,
}  # fmt: skip


def eval_binary(interp: Interpreter, node: cst.BinaryOperation, state: State) -> list[Outcome]:
    """``left operator right``; a long chain leans to the left and is walked, not recursed."""
    chain: list[cst.BinaryOperation] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.BinaryOperation):
        chain.append(current)
        current = current.left
    outcomes = interp.evaluate(current, state)
    for operation in reversed(chain):
        following: list[Outcome] = []
        for before, left in outcomes:
            for after, right in interp.evaluate(operation.right, before):
                following.extend(apply(interp, after, operation.operator, left, right, operation))
        outcomes = following
    return outcomes


def apply(
    interp: Interpreter,
    state: State,
    operation: cst.CSTNode,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    """One binary operation on values."""
    symbol = _OPERATORS.get(type(operation), "?")
    left, right = state.resolve(left), state.resolve(right)
    results: list[Value] = []
    for one in left.shapes:
        for other in right.shapes:
            result = _binary(interp, state, symbol, one, other, node)
            if result is not None:
                results.append(result)
    if not results:
        return []
    return [(state, union(results) if len(results) > 1 else results[0])]


def _binary(
    interp: Interpreter, state: State, symbol: str, left: Shape, right: Shape, node: cst.CSTNode
) -> Value | None:
    """The result for two shapes; None where it surely raises."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        interp.may_throw(state, node)
        if symbol == "%" and isinstance(left, Str):
            return STR
        if symbol == "+" and isinstance(left, (Str, Bytes)):
            return Value((_concatenate(left, right),))
        return interp.opaque(state, node)
    if isinstance(left, Str):
        return _text_operation(interp, state, symbol, left, right, node)
    if isinstance(left, Bytes):
        if symbol == "+" and isinstance(right, Bytes):
            return Value((_concatenate(left, right),))
        return BYTES if symbol in "%*" else UNKNOWN
    known_left, one = constant_of(left)
    known_right, other = constant_of(right)
    if known_left and known_right and isinstance(one, int) and isinstance(other, int):
        return _compute(interp, state, symbol, one, other, node)
    if isinstance(left, (Int, Bool)) and isinstance(right, (Int, Bool)):
        return Value((Float(),)) if symbol == "/" else Value((Int(),))
    if isinstance(left, (Int, Bool, Float)) and isinstance(right, (Int, Bool, Float)):
        return Value((Float(),))
    if isinstance(left, (Int, Bool)) and symbol == "*" and isinstance(right, (Str, Bytes)):
        return Value((type(right)(),))
    return _container_operation(interp, state, symbol, left, right, node)


def _compute(
    interp: Interpreter, state: State, symbol: str, one: Any, other: Any, node: cst.CSTNode
) -> Value | None:
    function = _COMPUTE.get(symbol)
    if function is None:
        return Value((Int(),))
    try:
        result: Constant = function(one, other)
    except ZeroDivisionError:
        interp.throw(state.fork(), node, "builtins.ZeroDivisionError")
        return None
    if isinstance(result, int) and abs(result) > 1 << 64:
        return Value((Int(),))
    return Value((of_constant(result),))


def _text_operation(
    interp: Interpreter, state: State, symbol: str, left: Str, right: Shape, node: cst.CSTNode
) -> Value:
    if symbol == "+" and isinstance(right, Str):
        return Value((_concatenate(left, right),))
    if symbol == "%":
        return _percent(state, left, right)
    if symbol == "*":
        known, count = constant_of(right)
        value = left.value
        if known and isinstance(count, int) and value is not None:
            if len(value) * max(count, 0) < _TEXT_LIMIT:
                return Value((Str((value * count,)),))
            return Value((Str(nonempty=True),))
        return STR
    return UNKNOWN


def _percent(state: State, left: Str, right: Shape) -> Value:
    """``'...%s...' % arguments``, exactly where all is known."""
    template = left.value
    if template is None:
        return STR
    if isinstance(right, Sequence) and right.kind == "tuple" and right.items is not None:
        values = [single(state.resolve(item)) for item in right.items]
        items: Any = tuple(constant for _, constant in values)
        known = all(is_known for is_known, _ in values)
    else:
        known, items = constant_of(right)
    if known:
        try:
            return Value((Str((template % items,)),))
        except (TypeError, ValueError):
            return STR
    pieces: tuple[str | None, ...] = ("",)
    for index, part in enumerate(_percent_parts(template)):
        pieces = _merge_pieces(pieces, (None,) if index % 2 else (part,), "")
    return Value((Str(pieces),))


def _percent_parts(template: str) -> list[str]:
    """Literal text and conversions in turn."""
    import re

    parts = re.split(r"(%(?:\(\w+\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-zA-Z%])", template)
    return [part if index % 2 else part for index, part in enumerate(parts)]


def _container_operation(
    interp: Interpreter, state: State, symbol: str, left: Shape, right: Shape, node: cst.CSTNode
) -> Value:
    if isinstance(left, Sequence) and isinstance(right, Sequence) and symbol == "+":
        items = None
        if left.items is not None and right.items is not None:
            items = left.items + right.items
        return Value((Sequence(left.kind, items, optional_union(left.item, right.item)),))
    if symbol == "-":
        missing = missing_keys(state, Value((left,)), Value((right,)))
        if missing is not None:
            return missing
    if isinstance(left, Ref):
        thing = state.heap.get(left.address)
        if isinstance(thing, ListObject):
            return _list_operation(state, symbol, thing, right, node)
        if symbol == "|" and isinstance(thing, DictObject):
            copy = thing.copy()
            update_from(state, copy, Value((right,)))
            return Value((Ref(state.allocate(node, copy)),))
        environ = environ_of(state, Value((left,)))
        if symbol == "|" and environ is not None:
            merged = environ.copy()
            update_from(state, merged, Value((right,)))
            return Value((Ref(state.allocate(node, merged)),))
    interp.may_throw(state, node)
    return interp.opaque(state, node)


def _list_operation(
    state: State, symbol: str, thing: ListObject, right: Shape, node: cst.CSTNode
) -> Value:
    other = state.heap.get(right.address) if isinstance(right, Ref) else None
    if symbol == "+" and isinstance(other, ListObject):
        copy = thing.copy()
        copy.summary = False
        if thing.items is not None and other.items is not None:
            copy.items = [*thing.items, *other.items]
        else:
            copy.items = None
            mine = union(thing.items) if thing.items else thing.item
            theirs = union(other.items) if other.items else other.item
            copy.item = optional_union(mine, theirs)
            copy.nonempty = True if thing.items or other.items else None
        return Value((Ref(state.allocate(node, copy)),))
    if symbol == "*":
        item = union(thing.items) if thing.items else thing.item
        return Value((Ref(state.allocate(node, ListObject(thing.kind, None, item))),))
    copy = thing.copy()
    item = union(thing.items) if thing.items else thing.item
    copy.items, copy.item, copy.nonempty = None, optional_union(item, UNKNOWN), None
    return Value((Ref(state.allocate(node, copy)),))


# --- unary, boolean, comparison


def eval_unary(interp: Interpreter, node: cst.UnaryOperation, state: State) -> list[Outcome]:
    """``not x``, ``-x``, ``+x``, ``~x``."""
    outcomes: list[Outcome] = []
    for after, value in interp.evaluate(node.expression, state):
        if isinstance(node.operator, cst.Not):
            outcomes.extend(
                (each, _negated(each, outcome))
                for each, outcome in interp.truth_outcomes(after, value, node)
            )
            continue
        known, constant = single(value)
        if known and isinstance(constant, int) and isinstance(node.operator, cst.Minus):
            outcomes.append((after, Value((Int(-constant),))))
        elif value.must_be(Int, Bool, Float):
            outcomes.append((after, value))
        else:
            interp.may_throw(after, node)
            outcomes.append((after, interp.opaque(after, node)))
    return outcomes


def _negated(state: State, value: Value) -> Value:
    may_be_true, may_be_false = possible(state, value)
    if may_be_true != may_be_false:
        return boolean(may_be_false)
    term = Negation(Operand(value))
    return Value((Bool(),), term if value.term is not None and depth(term) < 6 else None)


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
                    following.append((decided, _kept(decided, left, not is_and)))
                if going is not None:
                    following.extend(interp.evaluate(operation.right, going))
        outcomes = following
        left_node = operation.right
    return outcomes


def _kept(state: State, value: Value, truth: bool) -> Value:
    """The left operand as the result: what is left of it where it came out as ``truth``."""
    from fclint.analysis.truth import truth_of

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
        case Unknown(excluded=excluded):
            return Unknown(truthy=False, excluded=excluded)
    return shape


def _filled(shape: Shape) -> Shape:
    match shape:
        case Str(pieces=pieces):
            return Str(pieces, nonempty=True)
        case Bytes(pieces=pieces):
            return Bytes(pieces, nonempty=True)
        case Bool():
            return Bool(True)
        case Unknown(excluded=excluded):
            return Unknown(truthy=True, excluded=excluded)
    return shape


def eval_comparison(interp: Interpreter, node: cst.Comparison, state: State) -> list[Outcome]:
    """``a < b < c``: each operand once, the rest only while true."""
    done: list[Outcome] = []
    going = interp.evaluate(node.left, state)
    last = len(node.comparisons) - 1
    for index, target in enumerate(node.comparisons):
        following: list[Outcome] = []
        for before, left in going:
            for after, right in interp.evaluate(target.comparator, before):
                result = compared(interp, after, target.operator, left, right, node)
                if index == last:
                    done.append((after, result))
                    continue
                true, false = split(after, result, interp.site(node))
                if false is not None:
                    done.append((false, boolean(False)))
                if true is not None:
                    following.append((true, right))
        going = following
    return done


def compared(
    interp: Interpreter,
    state: State,
    operation: cst.CSTNode,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> Value:
    """One comparison as a value: decided, or with a term that says what was compared."""
    match operation:
        case cst.Equal():
            return test(interp, state, "==", left, right, node)
        case cst.NotEqual():
            return _negated(state, test(interp, state, "==", left, right, node))
        case cst.Is():
            return test(interp, state, "is", left, right, node)
        case cst.IsNot():
            return _negated(state, test(interp, state, "is", left, right, node))
        case cst.In():
            return test(interp, state, "in", left, right, node)
        case cst.NotIn():
            return _negated(state, test(interp, state, "in", left, right, node))
        case cst.LessThanEqual() if (all_there := has_all(state, left, right)) is not None:
            return all_there
        case cst.GreaterThanEqual() if (all_there := has_all(state, right, left)) is not None:
            return all_there
        case cst.LessThan():
            return test(interp, state, "<", left, right, node)
        case cst.GreaterThanEqual():
            return _negated(state, test(interp, state, "<", left, right, node))
        case cst.GreaterThan():
            return test(interp, state, "<", right, left, node)
        case cst.LessThanEqual():
            return _negated(state, test(interp, state, "<", right, left, node))
    return interp.opaque(state, node)


def test(
    interp: Interpreter, state: State, symbol: str, left: Value, right: Value, node: cst.CSTNode
) -> Value:
    """``left symbol right`` as a bool that is known or has a term."""
    left, right = state.resolve(left), state.resolve(right)
    if symbol in ("<", "in") and (left.may_be(Unknown) or right.may_be(Unknown)):
        interp.may_throw(state, node)
    answer = compare(state, symbol, left, right)
    if answer is not None:
        return boolean(answer)
    if symbol == "==" and single(left)[0] and not single(right)[0]:
        left, right = right, left
    term = _comparison_term(state, symbol, left, right)
    if term is None or depth(term) >= 6:
        return Value((Bool(),), state.symbol(node))
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
    if term is not None or len(right.shapes) != 1:
        return term
    shape = right.shapes[0]
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        if isinstance(thing, DictObject) and not thing.summary:
            return DictHas(shape.address, Operand(left), thing.version)
    if isinstance(shape, (Str, Bytes)) and _stable(left) and _stable(right):
        return Pure("in", (Operand(left), Operand(right)))
    return None


def _stable(value: Value) -> bool:
    """Whether comparing the value again later gives the same: it has an identity, or is constant."""
    if value.term is not None:
        return True
    return all(
        constant_of(shape)[0] or isinstance(shape, (Sequence, Ref, Instance, Mapping))
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
