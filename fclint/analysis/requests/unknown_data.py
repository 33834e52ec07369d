"""Request data of a kind that isn't known, such as what ``json.loads(body)`` gives.

It is Unknown, which silences every rule but the one that asks for its origin; what is taken out of
it is request data, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.text import composed
from fclint.analysis.domain.shapes import single
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Attribute
from fclint.analysis.requests import taint, taint_checks, taint_places
from fclint.values import Bool, Origin, Sequence, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_ACCESS = frozenset({"get", "pop", "setdefault", "copy", "values", "keys"})
_TEXT = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "replace", "split",
     "rsplit", "splitlines", "partition", "rpartition", "encode", "decode", "casefold"}
)  # fmt: skip


def origin_of(value: Value) -> Origin | None:
    """The origin of a value that is nothing but data of unknown kind."""
    if len(value.shapes) != 1 or not isinstance(value.shapes[0], Unknown):
        return None
    return value.shapes[0].origin


def method_of_data(
    interp: Interpreter, state: State, callee: Value, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """``data.get('name')`` and its like; None for what isn't known to be a method of data."""
    origin = origin_of(callee)
    if origin is None or not isinstance(callee.term, Attribute) or not arguments.complete:
        return None
    name, owner = callee.term.name, callee.term.owner
    receiver = state.resolve(Value((Unknown(origin=origin),), owner))
    interp.may_throw(state, node)
    if name == "items":
        found = Value((Unknown(origin=origin),))
        pair = Value((Sequence("tuple", (found, found), found),))
        return Value((Sequence("dict_items", None, pair),))
    if name in taint_checks.VALIDATING:
        return taint_checks.verdict(state, node, Value((Bool(),)), (receiver,))
    if name in _ACCESS:
        found = Value((Unknown(origin=origin),))
        default = arguments.get(1)
        shapes = found.shapes if default is None else (*found.shapes, *default.shapes)
        key = arguments.get(0)
        if key is not None and interp.asking is not None:
            interp.asking.taken(state, receiver, key)
        if name in ("pop", "setdefault"):
            taint_places.forget_places(state, receiver)
        if key is None or not single(key)[0]:
            return Value(shapes, state.symbol(node))
        return taint_places.take(state, receiver, receiver.shapes[0], key, Value(shapes), node)
    if name not in _TEXT:
        return None
    left = taint.of_method(state, receiver, name, arguments.positional)
    if name in ("encode", "decode"):
        left = taint.origin(receiver)
    term = composed(name, receiver, *arguments.positional) or state.symbol(node)
    return state.resolve(Value((Unknown(origin=left),), term))


def item_of_data(state: State, value: Value, key: Value, node: cst.CSTNode) -> Value | None:
    """``data['name']``; None where ``value`` is no data of unknown kind."""
    origin = origin_of(value)
    if origin is None:
        return None
    found = Value((Unknown(origin=origin),))
    if not single(key)[0]:
        return Value(found.shapes, state.symbol(node))
    return taint_places.take(state, value, value.shapes[0], key, found, node)
