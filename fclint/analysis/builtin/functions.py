"""Builtin functions that have a semantics of their own; the rest is known by type alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.attributes import has_attribute_term, set_attribute
from fclint.analysis.builtin.conversions import (
    make_bool,
    make_bytearray,
    make_bytes,
    make_dict,
    make_float,
    make_int,
    make_str,
    sequence_maker,
)
from fclint.analysis.builtin.iterators import ITERATING, collect, extreme_item
from fclint.analysis.builtin.text import NUMERAL_LIMIT, as_composed, formatted, to_text
from fclint.analysis.class_attributes import has_attribute
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.derived import number
from fclint.analysis.domain.exceptions import is_subclass
from fclint.analysis.domain.heap import DictObject, InstanceObject, ListObject
from fclint.analysis.domain.isinstance import class_of_value, instance_test
from fclint.analysis.domain.joins import list_nonempty, union
from fclint.analysis.domain.learning import learn
from fclint.analysis.domain.shapes import (
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
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Length
from fclint.analysis.named_attributes import attributes_like
from fclint.analysis.special_methods import by_method
from fclint.values import (
    Bool,
    Bytes,
    Float,
    Int,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


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
            case Sequence() if (length := number("len", value)) is not None:
                return [(state, state.resolve(length))]
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
                    own = by_method(interp, state, value, ("__len__",), (), node)
                    return own or [(state, interp.identified(state, INT, node))]
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
        if len(given) == 1 and arguments.complete:
            return extreme_item(interp, state, arguments, name, node)
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
    if all(_is_never_called(state, shape) for shape in value.shapes):
        return [(state, FALSE)]
    return [(state, Value((Bool(),), state.symbol(node)))]


def _is_never_called(state: State, shape: Shape) -> bool:
    if isinstance(shape, Ref):
        return isinstance(state.heap.get(shape.address), (ListObject, DictObject))
    return isinstance(shape, (NoneShape, Str, Bytes, Int, Bool, Float, Sequence))


def _getattr(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``getattr(x, 'name'[, default])``."""
    if len(arguments.positional) < 2:
        return None
    owner, name = arguments.positional[0], known_text(arguments.positional[1])
    default = arguments.get(2)
    if name is None:
        found = attributes_like(interp, state, owner, arguments.positional[1], default, node)
        if found is not None:
            return [(state, found)]
        interp.escape(state, owner)
        interp.may_throw(state, node)
        return [(state, interp.opaque(state, node))]
    if default is None:
        return interp.attribute(state, owner, name, node)
    from fclint.analysis.trying import Caught

    other = state.fork() if owner.may_be(Unknown) else None
    with Caught(interp) as caught:
        outcomes = interp.attribute(state, owner, name, node)
    if other is not None:
        outcomes.append((other, default))
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
    """``hasattr(x, 'name')``, decided for the alternatives whose attributes are all known."""
    if len(arguments.positional) != 2:
        return None
    value, name = state.resolve(arguments.positional[0]), known_text(arguments.positional[1])
    answers = [
        None if name is None else has_attribute(interp, state, s, name) for s in value.shapes
    ]
    outcomes: list[Outcome] = []
    for answer in dict.fromkeys(answers):
        shapes = tuple(s for s, has in zip(value.shapes, answers, strict=True) if has is answer)
        own = state if len(shapes) == len(value.shapes) else state.fork()
        if not learn(own, value, shapes):
            continue
        if answer is None:
            asked = has_attribute_term(own, value, name) if name is not None else None
            found = own.resolve(Value((Bool(),), asked or own.symbol(node)))
        else:
            found = boolean(answer)
        outcomes.append((own, found))
    return outcomes


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
        from fclint.analysis.domain.shapes import Wrapped

        if not arguments.positional:
            return None
        return [(state, Value((Wrapped(kind, arguments.positional[0]),)))]

    return wrap


BUILTINS: dict[str, Special] = {
    **ITERATING,
    "str": make_str,
    "bytes": make_bytes,
    "int": make_int,
    "float": make_float,
    "bool": make_bool,
    "list": sequence_maker("list"),
    "tuple": sequence_maker("tuple"),
    "set": sequence_maker("set"),
    "frozenset": sequence_maker("frozenset"),
    "dict": make_dict,
    "len": _len,
    "isinstance": _isinstance,
    "issubclass": _issubclass,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "callable": _callable,
    "getattr": _getattr,
    "setattr": _setattr,
    "hasattr": _hasattr,
    "bytearray": make_bytearray,
    "memoryview": make_bytearray,
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
