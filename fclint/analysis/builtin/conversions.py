"""Conversions: what ``str``, ``bytes``, ``int``, ``bool``, ``list``, ``dict`` and such make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.consuming import with_items
from fclint.analysis.builtin.iterators import collect
from fclint.analysis.builtin.mappings import put, update_from
from fclint.analysis.builtin.text import NUMERAL_LIMIT, as_composed, to_text
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.derived import number
from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.learning import learn
from fclint.analysis.domain.shapes import (
    BYTES,
    FALSE,
    INT,
    STR,
    UNKNOWN,
    Ref,
    boolean,
    constant_of,
    integer,
    known_text,
    single,
    text,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.truth import possible
from fclint.analysis.environs.copies import allocated, as_copy
from fclint.analysis.environs.environ import environ_address
from fclint.analysis.environs.key_sets import all_keys, of_test
from fclint.analysis.environs.merging import with_mappings
from fclint.analysis.environs.presence import learn_not_default
from fclint.analysis.known_items import known_items
from fclint.analysis.requests import taint, taint_checks
from fclint.analysis.requests.misuse import misused, numeral
from fclint.analysis.requests.origins import is_numeral_or_empty, origin_of
from fclint.analysis.special_methods import by_method
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Float,
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


def make_str(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``str()``, ``str(x)``, ``str(raw, encoding)``."""
    if not arguments.positional:
        return [(state, text(""))]
    value = arguments.positional[0]
    if len(arguments.positional) > 1 or arguments.keywords:
        interp.may_throw(state, node, "builtins.UnicodeDecodeError")
        known, constant = single(state.resolve(value))
        if known and isinstance(constant, bytes):
            return (
                [(state, text(constant.decode("latin-1")))]
                if constant.isascii()
                else [(state, STR)]
            )
        found = taint.origin(state.resolve(value))
        return [(state, interp.identified(state, Value((Str(origin=found),)), node))]
    own = by_method(interp, state, value, ("__str__",), (), node)
    if own is not None:
        return own
    return [(state, interp.identified(state, to_text(state, value), node))]


def make_bytes(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``bytes()``, ``bytes(text, encoding)``, ``bytes(iterable)``."""
    if not arguments.positional:
        return [(state, Value((Bytes((b"",)),)))]
    value = state.resolve(arguments.positional[0])
    own = by_method(interp, state, value, ("__bytes__",), (), node)
    if own is not None:
        return own
    if value.must_be(Str) and len(arguments.positional) == 1 and not arguments.keywords:
        cause = misused("bytes(str)", origin_of(state, value.shapes[0], value.term), _ENCODING)
        interp.throw(state, node, "builtins.TypeError", cause=cause)
        return []
    if value.must_be(Bytes):
        return [(state, value)]
    if value.must_be(Str):
        from fclint.analysis.builtin.text_methods import encoded

        encoding = known_text(arguments.get(1, "encoding") or UNKNOWN) or "utf-8"
        made = as_composed(state, encoded(value, encoding), "encode", value, text(encoding))
        return [(state, interp.identified(state, made, node))]
    numbers = known_items(interp, state, value)
    made = Value((Bytes((None,), nonempty=True),)) if numbers else BYTES
    return [(state, interp.identified(state, made, node))]


_ENCODING = "say the encoding: bytes(text, 'utf-8')"


def make_int(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``int()``, ``int(x)``: junk raises ValueError, None raises TypeError."""
    if not arguments.positional:
        return [(state, integer(0))]
    left = numeral(interp, state, "int", state.resolve(arguments.positional[0]), node)
    if left is None:
        return []
    value = left
    known, constant = single(value)
    if isinstance(constant, str) and len(constant) > NUMERAL_LIMIT:
        known = False
    if known and len(arguments.positional) == 1 and isinstance(constant, (int, str)):
        try:
            return [(state, integer(int(constant)))]
        except ValueError:
            interp.throw(state, node, "builtins.ValueError")
            return []
    if any(
        isinstance(each, (Str, Bytes, Unknown)) and not is_numeral_or_empty(each)
        for each in value.shapes
    ):
        _junk(interp, state, value, node, int if len(arguments.positional) == 1 else None)
    taint_checks.handed_over(state, (value,))
    computed = number("int", value) if len(arguments.positional) == 1 else None
    return [(state, state.resolve(computed or interp.identified(state, INT, node)))]


def _junk(
    interp: Interpreter,
    state: State,
    value: Value,
    node: cst.CSTNode,
    convert: type[int] | type[float] | None,
) -> None:
    """Converting ``value`` to a number may raise ValueError: where it is none of those constants
    that are numerals, such as a default."""
    numerals = [shape for shape in value.shapes if convert and _is_numeral(shape, convert)]
    raising = None
    if numerals and interp.catching:
        raising = state.fork()
        kept = tuple(shape for shape in value.shapes if shape not in numerals)
        if not learn(raising, value, kept):
            return
        if not all(learn_not_default(raising, value.term, shape) for shape in numerals):
            return
    interp.may_throw(state, node, "builtins.ValueError", raising=raising)


def _is_numeral(shape: Shape, convert: type[int] | type[float]) -> bool:
    known, constant = constant_of(shape)
    if not known or not isinstance(constant, (str, bytes, int, float)):
        return isinstance(shape, (Int, Bool))
    try:
        convert(constant)
    except (ValueError, OverflowError):
        return False
    return True


def make_float(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``float(x)``: junk raises ValueError, None raises TypeError."""
    if not arguments.positional:
        return None
    value = numeral(interp, state, "float", state.resolve(arguments.positional[0]), node)
    if value is None:
        return []
    if value.may_be(Str, Bytes, Unknown):
        _junk(interp, state, value, node, float)
    taint_checks.handed_over(state, (value,))
    return [(state, interp.identified(state, Value((Float(),)), node))]


def make_bool(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``bool(...)``."""
    if not arguments.positional:
        return [(state, FALSE)]
    outcomes: list[Outcome] = []
    for after, value in interp.truth_outcomes(state, arguments.positional[0], node):
        true, false = possible(after, value)
        if true != false:
            outcomes.append((after, boolean(true)))
            continue
        from fclint.analysis.domain.terms import Negation, Operand

        inner = Value((Bool(),), Negation(Operand(value))) if value.term is not None else None
        term = Negation(Operand(inner)) if inner is not None else after.symbol(node)
        outcomes.append((after, Value((Bool(),), term)))
    return outcomes


def sequence_maker(kind: str) -> Special:
    """``list(...)``, ``tuple(...)``, ``set(...)``, ``frozenset(...)``: what makes a ``kind``."""

    def make(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        if not arguments.positional:
            return [(state, _made(state, kind, (), None, node))]
        address = environ_address(state, state.resolve(arguments.positional[0]))
        if address is not None and kind != "tuple":
            return [(state, all_keys(state, address, kind, node))]
        outcomes: list[Outcome] = []
        for after, items, item in collect(interp, state, arguments.positional[0], node):
            sure = _has_items(after, arguments.positional[0])
            made = _made(after, kind, items, item, node, sure)
            if items is None and isinstance(made.shapes[0], Ref):
                thing = after.mutable(made.shapes[0].address, ListObject)
                thing.derived = of_test(after, arguments.positional[0])
            given = taint.tainted([after.resolve(arguments.positional[0])])
            outcomes.append((after, taint_checks.verdict(after, node, made, given)))
        return outcomes

    return make


def _has_items(state: State, value: Value) -> bool | None:
    """True where the iterable surely has items."""
    true, false = possible(state, value)
    countable = all(isinstance(shape, (Ref, Sequence)) for shape in value.shapes)
    return True if countable and true and not false else None


def _made(
    state: State,
    kind: str,
    items: tuple[Value, ...] | None,
    item: Value | None,
    node: cst.CSTNode,
    nonempty: bool | None = None,
) -> Value:
    if items is not None and kind in ("set", "frozenset"):
        items = tuple(dict.fromkeys(items))
    if kind in ("tuple", "frozenset"):
        return Value((Sequence(kind, items, item, nonempty),))
    thing = ListObject(kind, None if items is None else list(items), item, nonempty)
    return Value((Ref(state.allocate(node, thing)),))


def make_dict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``dict(mapping, key=value)``; of an environ it makes a copy that is still an environ."""
    outcomes: list[Outcome] = []
    for after, taken in with_items(interp, state, arguments, node):
        outcomes.extend(_make_dict(interp, after, taken, node))
    return outcomes


def _make_dict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    first = arguments.get(0)
    address = environ_address(state, state.resolve(first)) if first is not None else None
    if address is not None:
        copy = with_mappings(state, as_copy(state, address), arguments)
        for name, value in arguments.keywords:
            put(copy, text(name), value)
        return [(state, allocated(state, copy, node))]
    thing = DictObject("dict", {})
    if first is not None and state.resolve(first).must_be(NoneShape, Int, Bool, Float):
        interp.throw(state, node, "builtins.TypeError")
        return []
    if first is not None:
        known = all(isinstance(shape, (Ref, Sequence)) for shape in first.shapes)
        if not known:
            interp.may_throw(state, node)
        update_from(state, thing, state.resolve(first))
    merged = with_mappings(state, thing, arguments)
    for name, value in arguments.keywords:
        put(merged, text(name), value)
    if arguments.more_positional:
        put(merged, UNKNOWN, UNKNOWN)
    return [(state, allocated(state, merged, node))]


def make_bytearray(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``bytearray(...)``."""
    return [(state, Value((ByteArray("bytearray"),)))]
