"""Builtin functions that have a semantics of their own; the rest is known by type alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import taint
from fclint.analysis.arguments import Arguments
from fclint.analysis.attributes import set_attribute
from fclint.analysis.builtin_iterators import ITERATING, collect
from fclint.analysis.class_attributes import has_attribute
from fclint.analysis.completions import Outcome, Special
from fclint.analysis.derived import number
from fclint.analysis.environ import copied, environ_address
from fclint.analysis.exceptions import is_subclass
from fclint.analysis.heap import (
    DictObject,
    EnvironObject,
    InstanceObject,
    ListObject,
)
from fclint.analysis.isinstance import class_of_value, instance_test
from fclint.analysis.joins import list_nonempty, union
from fclint.analysis.mappings import put, update_from
from fclint.analysis.misuse import misused, numeral
from fclint.analysis.origins import is_numeral_or_empty, origin_of
from fclint.analysis.shapes import (
    BYTES,
    FALSE,
    INT,
    NONE,
    STR,
    UNKNOWN,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    Partial,
    Ref,
    boolean,
    integer,
    known_text,
    single,
    text,
)
from fclint.analysis.state import State
from fclint.analysis.terms import Length
from fclint.analysis.text import NUMERAL_LIMIT, as_composed, formatted, to_text
from fclint.analysis.truth import learn, possible
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Float,
    Int,
    Sequence,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


# --- those that need the syntax


def _super(interp: Interpreter, node: cst.Call, state: State) -> list[Outcome] | None:
    """``super()`` in a method: attributes are looked up behind the method's class."""
    frame = interp.frame
    if node.args or frame.owner is None or frame.info is None or not frame.info.params:
        return None
    receiver = state.heap.get(frame.scope)
    names = getattr(receiver, "names", {})
    first = names.get(frame.info.params[0].name)
    if first is None:
        return None
    proxy = BoundMethod(LibraryObject("builtins.super"), first)
    return [(state, Value((proxy,)))]


def _locals(interp: Interpreter, node: cst.Call, state: State) -> list[Outcome] | None:
    """``locals()``: everything there is escapes."""
    scope = state.heap.get(interp.frame.scope)
    values = list(getattr(scope, "names", {}).values())
    interp.escape(state, *values)
    return [(state, interp.opaque(state, node))]


SYNTACTIC: dict[str, Callable[[Interpreter, cst.Call, State], list[Outcome] | None]] = {
    "super": _super,
    "locals": _locals,
    "vars": _locals,
}


# --- conversions


def _str(
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
    return [(state, interp.identified(state, to_text(state, value), node))]


def _bytes(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``bytes()``, ``bytes(text, encoding)``, ``bytes(iterable)``."""
    if not arguments.positional:
        return [(state, Value((Bytes((b"",)),)))]
    value = state.resolve(arguments.positional[0])
    if value.must_be(Str) and len(arguments.positional) == 1 and not arguments.keywords:
        cause = misused("bytes(str)", origin_of(state, value.shapes[0], value.term), _ENCODING)
        interp.throw(state, node, "builtins.TypeError", cause=cause)
        return []
    if value.must_be(Bytes):
        return [(state, value)]
    if value.must_be(Str):
        from fclint.analysis.text_methods import encoded

        encoding = known_text(arguments.get(1, "encoding") or UNKNOWN) or "utf-8"
        made = as_composed(state, encoded(value, encoding), "encode", value, text(encoding))
        return [(state, interp.identified(state, made, node))]
    return [(state, interp.identified(state, BYTES, node))]


_ENCODING = "say the encoding: bytes(text, 'utf-8')"


def _int(
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
        interp.may_throw(state, node, "builtins.ValueError")
    taint.handed_over(state, (value,))
    return [(state, interp.identified(state, INT, node))]


def _float(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``float(x)``: junk raises ValueError, None raises TypeError."""
    if not arguments.positional:
        return None
    value = numeral(interp, state, "float", state.resolve(arguments.positional[0]), node)
    if value is None:
        return []
    if value.may_be(Str, Bytes, Unknown):
        interp.may_throw(state, node, "builtins.ValueError")
    taint.handed_over(state, (value,))
    return [(state, interp.identified(state, Value((Float(),)), node))]


def _bool(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return [(state, FALSE)]
    outcomes: list[Outcome] = []
    for after, value in interp.truth_outcomes(state, arguments.positional[0], node):
        true, false = possible(after, value)
        if true != false:
            outcomes.append((after, boolean(true)))
            continue
        from fclint.analysis.terms import Negation, Operand

        inner = Value((Bool(),), Negation(Operand(value))) if value.term is not None else None
        term = Negation(Operand(inner)) if inner is not None else after.symbol(node)
        outcomes.append((after, Value((Bool(),), term)))
    return outcomes


def _sequence_maker(kind: str) -> Special:
    def make(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        if not arguments.positional:
            return [(state, _made(state, kind, (), None, node))]
        address = environ_address(state, state.resolve(arguments.positional[0]))
        if address is not None and kind in ("set", "frozenset"):
            return [(state, Value((Ref(address),)))]
        outcomes: list[Outcome] = []
        for after, items, item in collect(interp, state, arguments.positional[0], node):
            sure = _has_items(after, arguments.positional[0])
            made = _made(after, kind, items, item, node, sure)
            given = taint.tainted([after.resolve(arguments.positional[0])])
            outcomes.append((after, taint.verdict(after, node, made, given)))
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


def _dict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``dict(mapping, key=value)``; of an environ it makes a copy that is still an environ."""
    first = arguments.get(0)
    address = environ_address(state, state.resolve(first)) if first is not None else None
    if address is not None:
        made = copied(state, address, node)
        environ = state.mutable(made.shapes[0].address, EnvironObject)  # type: ignore[attr-defined]
        for name, value in arguments.keywords:
            put(environ, text(name), value)
        environ.loose = environ.loose or arguments.more_keywords
        return [(state, made)]
    thing = DictObject("dict", {})
    if first is not None:
        known = all(isinstance(shape, (Ref, Sequence)) for shape in first.shapes)
        if not known:
            interp.may_throw(state, node)
        update_from(state, thing, state.resolve(first))
    for name, value in arguments.keywords:
        put(thing, text(name), value)
    if arguments.more_keywords or arguments.more_positional:
        put(thing, UNKNOWN, UNKNOWN)
    return [(state, Value((Ref(state.allocate(node, thing)),)))]


# --- containers


def _len(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    value = state.resolve(arguments.positional[0])
    if len(value.shapes) == 1:
        match value.shapes[0]:
            case Str(value=content) if content is not None:
                return [(state, integer(len(content)))]
            case Bytes(value=chunk) if chunk is not None:
                return [(state, integer(len(chunk)))]
            case Sequence(items=items) if items is not None:
                return [(state, integer(len(items)))]
            case Ref(address=address):
                thing = state.heap.get(address)
                if (
                    isinstance(thing, ListObject)
                    and thing.items is not None
                    and thing.kind != "set"
                ):
                    return [(state, integer(len(thing.items)))]
                if isinstance(thing, ListObject) and not thing.summary:
                    if thing.derived is not None and not thing.version:
                        length = number("len", thing.derived)
                        if length is not None:
                            return [(state, state.resolve(length))]
                    term = Length(address, thing.version)
                    if list_nonempty(thing):
                        return [(state, Value((Int(),), term))]
                    return [(state, state.resolve(Value((Int(),), term)))]
                if isinstance(thing, InstanceObject):
                    return [(state, interp.identified(state, INT, node))]
            case Unknown():
                interp.may_throw(state, node, "builtins.TypeError")
    computed = number("len", value) if value.must_be(Str, Bytes) else None
    return [(state, state.resolve(computed or interp.identified(state, INT, node)))]


def _isinstance(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 2:
        return None
    value, cls = arguments.positional
    return [(state, instance_test(interp, state, value, cls, node))]


def _issubclass(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 2:
        return None
    cls, wanted = map(state.resolve, arguments.positional)
    shape = wanted.shapes[0]
    items = shape.items if isinstance(shape, Sequence) else None
    others = [s for item in items or (wanted,) for s in item.shapes]
    answers = [is_subclass(state, own, other) for own in cls.shapes for other in others]
    if len(cls.shapes) == 1 and True in answers:
        return [(state, boolean(True))]
    if answers and all(answer is False for answer in answers):
        return [(state, FALSE)]
    return [(state, Value((Bool(),), state.symbol(node)))]


def _extreme(name: str) -> Special:
    """``max`` and ``min``: exact on constants, else one of the arguments."""

    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        given = [state.resolve(each) for each in arguments.positional]
        if len(given) < 2 or arguments.keywords:
            return None
        constants = [single(each) for each in given]
        numbers = [value for known, value in constants if known and isinstance(value, int)]
        if len(numbers) == len(given):
            return [(state, integer(max(numbers) if name == "max" else min(numbers)))]
        if any(each.may_be(Unknown) for each in given):
            interp.may_throw(state, node, "builtins.TypeError")
        kinds = {type(shape) for each in given for shape in each.shapes}
        result = INT if kinds == {Int} else union([Value(each.shapes) for each in given])
        return [(state, interp.identified(state, result, node))]

    return run


def _callable(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    value = state.resolve(arguments.positional[0]) if arguments.positional else UNKNOWN
    functions = (FunctionShape, BoundMethod, BuiltinMethod, Partial, StartResponse)
    if value.must_be(*functions):
        return [(state, boolean(True))]
    if value.must_be(Str, Bytes, Int, Bool, Sequence):
        return [(state, FALSE)]
    return [(state, Value((Bool(),), state.symbol(node)))]


def _getattr(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``getattr(x, 'name'[, default])``."""
    if len(arguments.positional) < 2:
        return None
    owner, name = arguments.positional[0], known_text(arguments.positional[1])
    if name is None:
        interp.escape(state, owner)
        interp.may_throw(state, node)
        return [(state, interp.opaque(state, node))]
    default = arguments.get(2)
    if default is None:
        return interp.attribute(state, owner, name, node)
    if owner.may_be(Unknown):
        other = state.fork()
        found = interp.attribute(state, owner, name, node)
        return [*found, (other, default)]
    from fclint.analysis.trying import Caught

    with Caught(interp) as caught:
        outcomes = interp.attribute(state, owner, name, node)
    for raised in caught.raised:
        if raised.name == "builtins.AttributeError":
            outcomes.append((raised.state, default))
        else:
            interp.rethrow(raised)
    return outcomes


def _setattr(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 3:
        return None
    owner, name, value = arguments.positional
    constant = known_text(name)
    if constant is None:
        interp.escape(state, owner, value)
        return [(state, NONE)]
    states = set_attribute(interp, state, owner, constant, value, node)
    return [(each, NONE) for each in states]


def _hasattr(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``hasattr(x, 'name')``, decided for objects whose attributes are all known."""
    if len(arguments.positional) != 2:
        return None
    value, name = state.resolve(arguments.positional[0]), known_text(arguments.positional[1])
    answers = [
        None if name is None else has_attribute(interp, state, s, name) for s in value.shapes
    ]
    if None not in answers:
        outcomes: list[Outcome] = []
        for answer in dict.fromkeys(answers):
            shapes = tuple(s for s, has in zip(value.shapes, answers, strict=True) if has is answer)
            own = state if len(shapes) == len(value.shapes) else state.fork()
            if learn(own, value, shapes):
                outcomes.append((own, boolean(answer)))
        return outcomes
    return [(state, Value((Bool(),), state.symbol(node)))]


def _bytearray(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, Value((ByteArray("bytearray"),)))]


def _print(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, NONE)]


def _object(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``object()``: a sentinel with an identity of its own."""
    cls = Value((LibraryObject("builtins.object"),))
    return [(state, Value((Ref(state.allocate(node, InstanceObject(cls, {}))),)))]


def _type(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``type(x)``: the class, where the object is of one known builtin type or class."""
    if len(arguments.positional) != 1:
        return None
    return [(state, class_of_value(interp, state, arguments.positional[0], node))]


def _format(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) == 1:
        return [(state, to_text(state, arguments.positional[0]))]
    if len(arguments.positional) == 2:
        specification = known_text(state.resolve(arguments.positional[1])) or "?"
        made = formatted(state, arguments.positional[0], specification, None)
        return [(state, interp.identified(state, made, node))]
    return [(state, interp.identified(state, STR, node))]


def _repr(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``repr(x)``: a number as ``str(x)``, text with its line breaks escaped."""
    if len(arguments.positional) != 1:
        return None
    value = state.resolve(arguments.positional[0])
    if value.must_be(Int, Float, Bool):
        return [(state, to_text(state, value))]
    known, constant = single(value)
    if known and isinstance(constant, (str, bytes)) and len(constant) < NUMERAL_LIMIT:
        return [(state, text(repr(constant)))]
    return [(state, interp.identified(state, formatted(state, value, "", "r"), node))]


def _sum(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``sum(numbers)``: put together from the numbers where each is known by name."""
    if len(arguments.positional) != 1 or arguments.keywords:
        return None
    outcomes: list[Outcome] = []
    for after, items, _ in collect(interp, state, arguments.positional[0], node):
        given = [after.resolve(each) for each in items or ()]
        if items is None or not all(each.must_be(Int) for each in given):
            interp.may_throw(after, node, "builtins.TypeError")
            outcomes.append((after, interp.opaque(after, node)))
            continue
        numbers = [single(each)[1] for each in given]
        known = [number for number in numbers if isinstance(number, int)]
        if len(known) == len(given):
            outcomes.append((after, integer(sum(known))))
            continue
        made = as_composed(after, INT, "+", *given)
        outcomes.append((after, interp.identified(after, made, node)))
    return outcomes


def _wrapper(kind: str) -> Special:
    def wrap(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        from fclint.analysis.shapes import Wrapped

        if not arguments.positional:
            return None
        return [(state, Value((Wrapped(kind, arguments.positional[0]),)))]

    return wrap


BUILTINS: dict[str, Special] = {
    **ITERATING,
    "str": _str,
    "bytes": _bytes,
    "int": _int,
    "float": _float,
    "bool": _bool,
    "list": _sequence_maker("list"),
    "tuple": _sequence_maker("tuple"),
    "set": _sequence_maker("set"),
    "frozenset": _sequence_maker("frozenset"),
    "dict": _dict,
    "len": _len,
    "isinstance": _isinstance,
    "issubclass": _issubclass,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "callable": _callable,
    "getattr": _getattr,
    "setattr": _setattr,
    "hasattr": _hasattr,
    "bytearray": _bytearray,
    "memoryview": _bytearray,
    "print": _print,
    "repr": _repr,
    "ascii": _repr,
    "format": _format,
    "sum": _sum,
    "object": _object,
    "type": _type,
    "staticmethod": _wrapper("staticmethod"),
    "classmethod": _wrapper("classmethod"),
    "property": _wrapper("property"),
}
