"""Misuse: operations that the type of request data doesn't have.

Each function takes the operands of an operation, ends the path with an exception for those
alternatives that surely raise one, and gives what is left of the operands (None: nothing is). An
alternative of which not everything is known never raises here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin import formatting
from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.domain.learning import learn
from fclint.analysis.domain.shapes import Ref, constant_of
from fclint.analysis.domain.state import State
from fclint.analysis.libraries import catalogue
from fclint.analysis.requests.origins import LENGTH, is_numeral_or_empty, origin_of, read_from
from fclint.events import Cause, ContextMisused, LengthUnusable, RequestMisused
from fclint.protocol.refusals import (
    GIVE_A_DEFAULT,
    NUMERALS,
    TAKE_AN_ITEM,
    attribute_advice,
    is_of_containers,
    operator_advice,
    subscript_advice,
)
from fclint.targets.context import LOGGER
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Float,
    Instance,
    Int,
    Mapping,
    NoneShape,
    Origin,
    Sequence,
    Shape,
    Str,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

TYPE_ERROR = "builtins.TypeError"
ATTRIBUTE_ERROR = "builtins.AttributeError"


@dataclass(frozen=True, slots=True)
class Refused:
    """An alternative of an operand for which the operation raises, and why fclint cares."""

    shape: Shape
    exception: str
    cause: Cause | None


def drop(
    interp: Interpreter, state: State, value: Value, refused: Iterable[Refused], node: cst.CSTNode
) -> Value | None:
    """Ends the path for the refused alternatives; what is left of ``value`` on the others."""
    gone: set[Shape] = set()
    for each in refused:
        gone.add(each.shape)
        if each.cause is None and not interp.catching:
            continue
        own = state.fork()
        if learn(own, value, (each.shape,)):
            interp.throw(own, node, each.exception, cause=each.cause)
    if not gone:
        return value
    kept = tuple(shape for shape in value.shapes if shape not in gone)
    if not kept or not learn(state, value, kept):
        return None
    return Value(kept, value.term)


def misused(operation: str, origin: Origin | None, advice: str = "") -> Cause | None:
    """The cause of an exception; None where no request data is involved."""
    if origin is None:
        return None
    if origin.name == LOGGER:
        return ContextMisused("context", "logger", "none", "getLogger()")
    return RequestMisused(operation, origin.name, advice)


def checked(state: State, value: Value) -> None:
    """Code that isn't followed has got ``value``, and may have refused what is unusable: None where
    other things are possible, an empty CONTENT_LENGTH."""
    value = state.resolve(value)
    is_length = any(map(is_numeral_or_empty, value.shapes))
    kept = tuple(
        replace(shape, nonempty=True)
        if isinstance(shape, Str) and is_numeral_or_empty(shape)
        else shape
        for shape in value.shapes
        if not (isinstance(shape, NoneShape) and shape.origin is not None)
        and not (is_length and isinstance(shape, Str) and shape.value == "")
    )
    if kept and kept != value.shapes:
        learn(state, value, kept)


# --- kinds

_KINDS: dict[type[Shape], str] = {
    Str: "str",
    Bytes: "bytes",
    NoneShape: "None",
    Int: "int",
    Bool: "bool",
    Float: "float",
}
_TEXT = ("str", "bytes")
_NUMBERS = ("int", "bool", "float")


def kind_name(state: State, shape: Shape) -> str | None:
    """The name of the builtin type that an object surely has, ``stream`` for that of the body; None
    where it isn't known."""
    known = _KINDS.get(type(shape))
    if known is not None:
        return known
    match shape:
        case ByteArray(kind=kind) | Sequence(kind=kind):
            return kind
        case Mapping():
            return "dict"
        case Instance() if read_from(shape) is not None:
            return "stream"
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, ListObject):
                return thing.kind
            if isinstance(thing, (DictObject, EnvironObject)):
                return "dict"
    return None


# --- attributes and subscripts


def attribute_cause(state: State, shape: Shape, name: str, term: object) -> Cause | None:
    """Why ``object.name`` raises, where the type of the object has no such attribute."""
    kind = kind_name(state, shape) or "object"
    call = "()" if _is_method(name) else ""
    advice = attribute_advice(kind, name)
    return misused(f"{kind}.{name}{call}", origin_of(state, shape, term), advice)


def is_stream_without(state: State, shape: Shape, name: str) -> bool:
    """Whether the object is the stream of the body, and ``name`` a method of what is read from it
    instead."""
    return kind_name(state, shape) == "stream" and is_of_containers(name)


def _is_method(name: str) -> bool:
    for kind in ("str", "bytes", "dict", "list"):
        member = catalogue.lookup(f"builtins.{kind}.{name}")
        if isinstance(member, catalogue.LibFunction):
            return True
    return False


def subscriptable(
    interp: Interpreter, state: State, value: Value, key: Value | None, node: cst.CSTNode
) -> Value | None:
    """``value[key]`` (None: a slice): what is left of ``value``."""
    text_key = key is not None and key.must_be(Str, NoneShape, Bytes)
    refused: list[Refused] = []
    for shape in value.shapes:
        kind = kind_name(state, shape) or "object"
        refusing = isinstance(shape, NoneShape) or kind == "stream"
        if not refusing and not (text_key and _is_indexed(state, shape)):
            continue
        origin = origin_of(state, shape, value.term)
        cause = misused(f"{kind}[{_key(key)}]", origin, subscript_advice(kind))
        if cause is not None or isinstance(shape, NoneShape):
            refused.append(Refused(shape, TYPE_ERROR, cause))
    return drop(interp, state, value, refused, node) if refused else value


def _key(key: Value | None) -> str:
    if key is None:
        return ":"
    known, constant = constant_of(key.shapes[0]) if len(key.shapes) == 1 else (False, None)
    text = repr(constant) if known else "..."
    return text if len(text) <= 40 else "..."


def _is_text(shape: Shape) -> bool:
    return isinstance(shape, (Str, Bytes))


def _is_indexed(state: State, shape: Shape) -> bool:
    """Whether only numbers and slices can be subscripts."""
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        return isinstance(thing, ListObject) and thing.kind == "list"
    return _is_text(shape)


def item_assignable(interp: Interpreter, state: State, owner: Value, node: cst.CSTNode) -> bool:
    """``owner[key] = value``: False where nothing is left of it."""
    refused = [
        Refused(shape, TYPE_ERROR, cause)
        for shape in owner.shapes
        if isinstance(shape, (Str, Bytes, NoneShape))
        and (
            cause := misused(
                f"{kind_name(state, shape)}[...] = ...", origin_of(state, shape, owner.term)
            )
        )
    ]
    return not refused or drop(interp, state, owner, refused, node) is not None


_ITERATING = "iterating over None"


def iterable(interp: Interpreter, state: State, value: Value, node: cst.CSTNode) -> Value | None:
    """Iterating over ``value``: what is left of it."""
    if not value.may_be(NoneShape):
        return value
    refused = [
        Refused(shape, TYPE_ERROR, cause)
        for shape in value.shapes
        if isinstance(shape, NoneShape)
        and (cause := misused(_ITERATING, origin_of(state, shape, value.term), GIVE_A_DEFAULT))
    ]
    return drop(interp, state, value, refused, node) if refused else value


# --- operators

_TESTS = ("<", "in")
"""What other operators refuse that is no request data ends its path in ``arithmetic.py``."""


def operands(
    interp: Interpreter, state: State, symbol: str, left: Value, right: Value, node: cst.CSTNode
) -> tuple[Value, Value] | None:
    """``left symbol right``, of arithmetic or a comparison: what is left of the two."""
    bad = [
        (one, other)
        for one in left.shapes
        for other in right.shapes
        if _refuses(state, symbol, one, other)
        and (
            symbol in _TESTS
            or _origin_of_operand(state, symbol, one, left)
            or _origin_of_operand(state, symbol, other, right)
        )
    ]
    if not bad:
        return left, right
    for one, other in bad:
        own = state.fork()
        if learn(own, left, (one,)) and learn(own, right, (other,)):
            kinds = (kind_name(state, one) or "object", kind_name(state, other) or "object")
            operation = f"{kinds[0]} {symbol} {kinds[1]}"
            origin = _origin_of_operand(state, symbol, one, left) or _origin_of_operand(
                state, symbol, other, right
            )
            advice = operator_advice(*kinds)
            interp.throw(own, node, TYPE_ERROR, cause=misused(operation, origin, advice))
    lefts = tuple(a for a in left.shapes if any((a, b) not in bad for b in right.shapes))
    rights = tuple(b for b in right.shapes if any((a, b) not in bad for a in left.shapes))
    if not lefts or not rights:
        return None
    if lefts != left.shapes and not learn(state, left, lefts):
        return None
    if rights != right.shapes and not learn(state, right, rights):
        return None
    return Value(lefts, left.term), Value(rights, right.term)


def _origin(state: State, shape: Shape, value: Value) -> Origin | None:
    """The origin of text, bytes or None: a container isn't request data because it holds some."""
    if isinstance(shape, Ref):
        return None
    return origin_of(state, shape, value.term)


def _origin_of_operand(state: State, symbol: str, shape: Shape, value: Value) -> Origin | None:
    """The origin of an operand: ``%`` takes what a tuple holds, not the tuple."""
    if symbol != "%" or not isinstance(shape, Sequence):
        return _origin(state, shape, value)
    found = (
        _origin(state, each, item)
        for item in map(state.resolve, shape.items or ())
        for each in item.shapes
    )
    return next(filter(None, found), None)


def _refuses(state: State, symbol: str, left: Shape, right: Shape) -> bool:
    """Whether the operation surely raises TypeError."""
    if not isinstance(left, _PLAIN) and not isinstance(right, _PLAIN):
        return False
    one, other = kind_name(state, left), kind_name(state, right)
    if one is None or other is None:
        return False
    match symbol:
        case "+":
            return not _can_be_added(one, other)
        case "+=":
            return one != "list" and not _can_be_added(one, other)
        case "*":
            return "None" in (one, other) or (one in _TEXT and other in (*_TEXT, "float"))
        case "%":
            return (
                one == "None"
                or (one in _NUMBERS and other not in _NUMBERS)
                or (one in _TEXT and formatting.refuses(state, left, right, kind_name))
            )
        case "-" | "/" | "//" | "**":
            return one in (*_TEXT, "None") or other in (*_TEXT, "None")
        case "<":
            same = one == other and one != "None"
            bytes_like = {one, other} <= {"bytes", "bytearray"}
            return not same and not bytes_like and not {one, other} <= {*_NUMBERS}
        case "in":
            if other == "str":
                return one != "str"
            if other == "bytes":
                return one not in ("bytes", "bytearray", "memoryview", "int", "bool")
            return other in ("None", *_NUMBERS)
    return False


_PLAIN = (Str, Bytes, NoneShape, Int, Float, Bool)


def _can_be_added(one: str, other: str) -> bool:
    if one in _NUMBERS and other in _NUMBERS:
        return True
    if one in ("bytes", "bytearray"):
        return other in ("bytes", "bytearray", "memoryview")
    return one == other and one not in ("None", "dict", "set")


# --- conversions


def numeral(
    interp: Interpreter, state: State, function: str, value: Value, node: cst.CSTNode
) -> Value | None:
    """``int(value)`` and ``float(value)``: what is left of ``value``."""
    refused: list[Refused] = []
    kept: list[Shape] = []
    for shape in value.shapes:
        origin = origin_of(state, shape, value.term)
        is_length = origin is not None and origin.name == LENGTH
        if isinstance(shape, NoneShape):
            cause = misused(f"{function}(None)", origin, GIVE_A_DEFAULT)
            if is_length:
                cause = LengthUnusable(None)
            refused.append(Refused(shape, TYPE_ERROR, cause))
        elif is_length and isinstance(shape, Str) and shape.value == "":
            refused.append(Refused(shape, "builtins.ValueError", LengthUnusable("")))
        elif is_numeral_or_empty(shape) and isinstance(shape, Str) and not shape.nonempty:
            empty = Refused(Str(("",)), "builtins.ValueError", LengthUnusable(""))
            drop(interp, state, value, (empty,), node)
            kept.append(replace(shape, nonempty=True))
        elif (kind := kind_name(state, shape)) in NUMERALS:
            cause = misused(f"{function}({kind})", origin_of(state, shape), TAKE_AN_ITEM)
            refused.append(Refused(shape, TYPE_ERROR, cause))
        else:
            kept.append(shape)
    if refused and drop(interp, state, value, refused, node) is None:
        return None
    narrowed = tuple(dict.fromkeys(kept))
    if not narrowed or (narrowed != value.shapes and not learn(state, value, narrowed)):
        return None
    return Value(narrowed, value.term)
