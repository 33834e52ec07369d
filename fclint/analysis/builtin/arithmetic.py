"""Binary operators: arithmetic, concatenation, set and dict operations."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.text import (
    as_composed,
    concatenate_shapes,
    names_in_percent_template,
    percent_bytes,
    percent_format,
    repeated,
)
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.domain.joins import optional_union, union
from fclint.analysis.domain.kinds import is_iterator
from fclint.analysis.domain.shapes import (
    UNKNOWN,
    Constant,
    Ref,
    constant_of,
    known_text,
    of_constant,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Verdict
from fclint.analysis.environs.copies import allocated, as_copy
from fclint.analysis.environs.environ import environ_address, lookup_all
from fclint.analysis.environs.key_sets import common_keys, missing_keys
from fclint.analysis.environs.merging import with_update
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import kind_of, returned
from fclint.analysis.requests.decoding import given_back
from fclint.analysis.requests.misuse import operands
from fclint.analysis.requests.taint import marked, origin
from fclint.analysis.requests.taint_checks import of_verdicts
from fclint.analysis.special_methods import METHODS, by_operator
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Float,
    Instance,
    Int,
    NoneShape,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_MANY = 1024
"""Lists longer than this are not multiplied out."""

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
    known = state.sites.provenance
    if known is not None:
        expression = known.operation(state, symbol, (left, right), node)
        outcomes = _apply(interp, state, operation, symbol, left, right, node)
        return known.results(outcomes, expression)
    return _apply(interp, state, operation, symbol, left, right, node)


def _apply(
    interp: Interpreter,
    state: State,
    operation: cst.CSTNode,
    symbol: str,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    in_place = isinstance(operation, cst.BaseAugOp)
    if left.may_be(Ref, Unknown) or right.may_be(Ref, Unknown):
        made_by = by_operator(interp, state, symbol, left, right, node, augmented=in_place)
        if made_by is not None:
            return made_by
    augmented = "=" if in_place and symbol == "+" else ""
    fitting = operands(
        interp, state, symbol + augmented, state.resolve(left), state.resolve(right), node
    )
    if fitting is None:
        return []
    left, right = fitting
    if symbol == "%" and left.must_be(Str):
        return [
            (each, _percent(interp, each, left, right, node))
            for each in _looked_up(interp, state, left, right, node)
        ]
    results: list[Value] = []
    for one in left.shapes:
        for other in right.shapes:
            result = _binary(interp, state, symbol, one, other, node, of=(left, right))
            if result is not None:
                results.append(result)
    if not results:
        return []
    made = union(results) if len(results) > 1 else results[0]
    if symbol == "+" and made.must_be(Str, Bytes, Int):
        made = as_composed(state, made, "+", left, right)
    elif isinstance(left.term, Verdict) or isinstance(right.term, Verdict):
        made = of_verdicts(state, made, (left, right), node)
    return [(state, made)]


def _looked_up(
    interp: Interpreter, state: State, template: Value, environ: Value, node: cst.CSTNode
) -> list[State]:
    """``'%(HTTP_HOST)s' % environ`` looks up each key that the template names."""
    address = environ_address(state, environ)
    written = known_text(template)
    if address is None or written is None:
        return [state]
    return lookup_all(interp, state, address, names_in_percent_template(written), node)


def _percent(
    interp: Interpreter, state: State, left: Value, right: Value, node: cst.CSTNode
) -> Value:
    """``template % arguments``."""
    if right.may_be(Unknown):
        interp.may_throw(state, node, of=(right,))
    return union(
        percent_format(state, template, Value((shape,), right.term))
        for template in left.shapes
        for shape in right.shapes
        if isinstance(template, Str)
    )


def _binary(
    interp: Interpreter,
    state: State,
    symbol: str,
    left: Shape,
    right: Shape,
    node: cst.CSTNode,
    of: tuple[Value, Value],
) -> Value | None:
    """The result for two shapes, those ``of`` the operands; None where it surely raises."""
    if _lacks_operator(state, symbol, left, right):
        interp.throw(state.fork(), node, "builtins.TypeError")
        return None
    if isinstance(left, Instance):
        made = _library_operation(interp, state, symbol, left, right, node)
        if made is not None:
            return made
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        interp.may_throw(state, node, of=of)
        if symbol == "+" and isinstance(left, (Str, Bytes)):
            return Value((concatenate_shapes(left, right),))
        made = interp.opaque(state, node, of=of)
        if symbol == "+" and isinstance(right, (Str, Bytes, Unknown)):
            made = marked(state, made, origin(Value((left, right))))
        return made
    if isinstance(left, Str):
        return _text_operation(interp, state, symbol, left, right, node)
    if isinstance(left, Bytes):
        if symbol == "+" and isinstance(right, Bytes):
            return Value((concatenate_shapes(left, right),))
        if symbol == "*":
            return Value((repeated(left, _count(right)),))
        if symbol == "+" and isinstance(right, ByteArray):
            return Value((Bytes(),))
        return Value((percent_bytes(left),)) if symbol == "%" else UNKNOWN
    if isinstance(left, ByteArray) and left.kind == "bytearray" and symbol in "+*":
        return Value((left,)) if isinstance(right, (Bytes, ByteArray, Int)) else UNKNOWN
    known_left, one = constant_of(left)
    known_right, other = constant_of(right)
    if known_left and known_right and isinstance(one, int) and isinstance(other, int):
        return _compute(interp, state, symbol, one, other, node)
    if isinstance(left, Bool) and isinstance(right, Bool) and symbol in "|&":
        decisive = symbol == "|"
        known = decisive in (left.value, right.value)
        return Value((Bool(decisive if known else None),))
    if isinstance(left, (Int, Bool)) and isinstance(right, (Int, Bool)):
        return Value((Float(),)) if symbol == "/" else Value((Int(),))
    if isinstance(left, (Int, Bool, Float)) and isinstance(right, (Int, Bool, Float)):
        return Value((Float(),))
    if isinstance(left, (Int, Bool)) and symbol == "*" and isinstance(right, (Str, Bytes)):
        return Value((repeated(right, _count(left)),))
    return _container_operation(interp, state, symbol, left, right, node)


def _library_operation(
    interp: Interpreter, state: State, symbol: str, left: Instance, right: Shape, node: cst.CSTNode
) -> Value | None:
    """``path / name`` and such: what the method of a library class gives, by its type."""
    owner, name = kind_of(state, left), METHODS.get(symbol)
    member = catalogue.attribute(owner, f"__{name}__") if owner is not None else None
    if not isinstance(member, catalogue.LibFunction) or not member.returns.is_known:
        return None
    interp.may_throw(state, node)
    operands = (Value((left,)), Value((right,)))
    made = returned(interp, state, member.returns, operands[1:], node)
    return given_back(state, member.qualified, made, Arguments(operands), node)


def _lacks_operator(state: State, symbol: str, left: Shape, right: Shape) -> bool:
    """Whether one operand is None or an iterator, and the other no object that knows what to do
    with it; or whether builtin types have no such operator between them."""
    if symbol == "|" or (symbol == "%" and isinstance(left, (Str, Bytes))):
        return False
    one, other = _addend(state, left), _addend(state, right)
    if symbol == "+":
        if one and other and one != other and one != "list":
            return True
    elif {one, other} <= _BUILTIN and not _is_defined(symbol, one, other):
        return True
    lacking = False
    for each in (left, right):
        thing = state.heap.get(each.address) if isinstance(each, Ref) else None
        lacks = isinstance(each, NoneShape) or (symbol in "+*" and is_iterator(state, each))
        if not lacks and not isinstance(each, _PLAIN) and not isinstance(thing, _CONTAINERS):
            return False
        lacking = lacking or lacks
    return lacking


def _addend(state: State, shape: Shape) -> str:
    """The kind of what can only be added to its like; empty for others."""
    match shape:
        case Str():
            return "str"
        case Bytes():
            return "bytes"
        case Int() | Bool() | Float():
            return "number"
        case Sequence(kind="tuple" | "list" as kind):
            return kind
        case Ref(address=address):
            thing = state.heap.get(address)
            return thing.kind if isinstance(thing, (ListObject, DictObject)) else ""
    return ""


_BUILTIN = frozenset({"str", "bytes", "number", "tuple", "list", "set", "dict"})
_REPEATED = frozenset({"str", "bytes", "tuple", "list"})


def _is_defined(symbol: str, one: str, other: str) -> bool:
    """Whether builtin types of these kinds know the operator, which isn't ``+``."""
    if one == other:
        return one == "number" or (one == "set" and symbol in ("-", "&", "^"))
    return symbol == "*" and "number" in (one, other) and bool({one, other} & _REPEATED)


_PLAIN = (Str, Bytes, Int, Bool, Float, Sequence)
_CONTAINERS = (ListObject, DictObject)


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
        return Value((concatenate_shapes(left, right),))
    if symbol == "*":
        return Value((repeated(left, _count(right)),))
    return UNKNOWN


def _count(shape: Shape) -> int | None:
    """How often something is repeated, where that is known."""
    known, count = constant_of(shape)
    return count if known and isinstance(count, int) else None


def _container_operation(
    interp: Interpreter, state: State, symbol: str, left: Shape, right: Shape, node: cst.CSTNode
) -> Value:
    if isinstance(left, Sequence) and isinstance(right, Sequence) and symbol == "+":
        items = None
        if left.items is not None and right.items is not None:
            items = left.items + right.items
        return Value((Sequence(left.kind, items, optional_union(left.item, right.item)),))
    if symbol == "*" and isinstance(left, (Int, Bool)):
        left, right = right, left
    if symbol == "*" and isinstance(left, Sequence) and left.kind in ("tuple", "list"):
        return Value((_repeated_items(left, _count(right)),))
    if symbol in ("-", "&"):
        of_keys = missing_keys if symbol == "-" else common_keys
        found = of_keys(state, Value((left,)), Value((right,)))
        if found is not None:
            return found
    if isinstance(left, Ref):
        thing = state.heap.get(left.address)
        if isinstance(thing, ListObject):
            return _list_operation(state, symbol, thing, right, node)
        if symbol == "|" and isinstance(thing, (DictObject, EnvironObject)):
            own = as_copy(state, left.address) if isinstance(thing, EnvironObject) else thing
            return allocated(state, with_update(state, own, Value((right,))), node)
    interp.may_throw(state, node)
    return interp.opaque(state, node)


def _repeated_items(shape: Sequence, count: int | None) -> Sequence:
    """A tuple that holds the items so often; None: who knows how often."""
    items = shape.items
    if items is not None and (not items or (count is not None and len(items) * count <= _MANY)):
        return Sequence(shape.kind, items * (count or 0), shape.item)
    if items is None and shape.item is None:
        return shape
    return Sequence(shape.kind, None, union(items) if items else shape.item)


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
        count, made = _count(right), ListObject(thing.kind, None, item)
        is_known = thing.items is not None and not thing.summary and count is not None
        if is_known and len(thing.items or ()) * (count or 0) <= _MANY:
            made = ListObject(thing.kind, (thing.items or []) * (count or 0))
        return Value((Ref(state.allocate(node, made)),))
    copy = thing.copy()
    item = union(thing.items) if thing.items else thing.item
    copy.items, copy.item, copy.nonempty = None, optional_union(item, UNKNOWN), None
    return Value((Ref(state.allocate(node, copy)),))
