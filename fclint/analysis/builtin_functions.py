"""Builtin functions that have a semantics of their own; the rest is known by type alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis import library
from fclint.analysis.attributes import has_attribute, set_attribute
from fclint.analysis.completions import Outcome
from fclint.analysis.environ import copied, environ_address
from fclint.analysis.escape import leak
from fclint.analysis.functions import Site
from fclint.analysis.heap import (
    DictObject,
    EnvironObject,
    InstanceObject,
    IteratorObject,
    ListObject,
)
from fclint.analysis.isinstance import instance_test
from fclint.analysis.iteration import MANY, known_items, next_item
from fclint.analysis.joins import bounded, list_item, list_nonempty, optional_union, union
from fclint.analysis.libtypes import kind_of
from fclint.analysis.mappings import put, update_from
from fclint.analysis.operators import to_text
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
from fclint.analysis.truth import possible
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Int,
    Sequence,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

Builtin = Callable[["Interpreter", State, Arguments, cst.CSTNode], "list[Outcome] | None"]


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
            return [(state, text(constant.decode("latin-1")))] if constant.isascii() else [(state, STR)]
        return [(state, interp.identified(state, STR, node))]
    return [(state, interp.identified(state, to_text(state, value), node))]


def _bytes(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``bytes()``, ``bytes(text, encoding)``, ``bytes(iterable)``."""
    if not arguments.positional:
        return [(state, Value((Bytes((b"",)),)))]
    value = state.resolve(arguments.positional[0])
    if value.must_be(Str) and len(arguments.positional) == 1 and not arguments.keywords:
        interp.throw(state, node, "builtins.TypeError")
        return []
    if value.must_be(Bytes):
        return [(state, value)]
    if value.must_be(Str):
        from fclint.analysis.builtin_methods import encoded

        encoding = known_text(arguments.get(1, "encoding") or UNKNOWN) or "utf-8"
        return [(state, encoded(value, encoding))]
    return [(state, interp.identified(state, BYTES, node))]


def _int(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``int()``, ``int(x)``: junk raises ValueError, None raises TypeError."""
    if not arguments.positional:
        return [(state, integer(0))]
    value = state.resolve(arguments.positional[0])
    known, constant = single(value)
    if known and len(arguments.positional) == 1 and isinstance(constant, (int, str)):
        try:
            return [(state, integer(int(constant)))]
        except ValueError:
            interp.throw(state, node, "builtins.ValueError")
            return []
    if known and constant is None:
        interp.throw(state, node, "builtins.TypeError")
        return []
    if value.may_be(Str, Bytes, Unknown):
        interp.may_throw(state, node, "builtins.ValueError")
    from fclint.values import NoneShape

    if value.may_be(NoneShape):
        interp.may_throw(state, node, "builtins.TypeError")
    return [(state, interp.identified(state, INT, node))]


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


def _sequence_maker(kind: str) -> Builtin:
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
            outcomes.append((after, _made(after, kind, items, item, node)))
        return outcomes

    return make


def _made(
    state: State, kind: str, items: tuple[Value, ...] | None, item: Value | None, node: cst.CSTNode
) -> Value:
    if items is not None and kind in ("set", "frozenset"):
        items = tuple(dict.fromkeys(items))
    if kind in ("tuple", "frozenset"):
        return Value((Sequence(kind, items, item),))
    thing = ListObject(kind, None if items is None else list(items), item)
    return Value((Ref(state.allocate(node, thing)),))


def collect(
    interp: Interpreter, state: State, value: Value, node: cst.CSTNode
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """Iterates over a value to its end: the items where each is known, and their join.

    Items are collected on the state's heap, so that each path has its own.
    """
    items = known_items(interp, state, value)
    if items is not None and len(items) <= 4 * MANY:
        _exhaust(state, value)
        return [(state, items, union(items) if items else None)]
    address = state.allocate((node, "items"), ListObject("list", []))

    def on_item(each: State, item: Value, site: Site | None) -> list[State]:
        mine = each.mutable(address, ListObject)
        if mine.items is not None and len(mine.items) < MANY and not mine.summary:
            mine.items.append(item)
        else:
            mine.item = optional_union(list_item(mine), item)
            mine.items = None
        return [each]

    results = []
    for after in interp.iterate(state, value, on_item, node):
        thing = after.heap.pop(address, None)
        after.owned.discard(address)
        if isinstance(thing, ListObject) and thing.items is not None and not _is_loose(value):
            found = tuple(thing.items)
            results.append((after, found, union(found) if found else None))
        else:
            item = list_item(thing) if isinstance(thing, ListObject) else UNKNOWN
            results.append((after, None, item))
    return _merged(results, value)


def _is_loose(value: Value) -> bool:
    """Whether the number of items isn't known, so that paths of each length are no use."""
    return not all(isinstance(shape, Ref) for shape in value.shapes)


def _merged(
    results: list[tuple[State, tuple[Value, ...] | None, Value | None]], value: Value
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """Paths that differ only in how many items there were become one."""
    if not _is_loose(value) or len(results) < 2:
        return results
    item: Value | None = None
    for _, _, each in results:
        item = optional_union(item, each)
    states = bounded([state for state, _, _ in results], 4)
    return [(state, None, item) for state in states]


def _exhaust(state: State, value: Value) -> None:
    for shape in value.shapes:
        if isinstance(shape, Ref):
            thing = state.heap.get(shape.address)
            if isinstance(thing, IteratorObject):
                state.mutable(shape.address, IteratorObject).position = 1 << 30


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
                if isinstance(thing, ListObject) and thing.items is not None and thing.kind != "set":
                    return [(state, integer(len(thing.items)))]
                if isinstance(thing, ListObject) and not thing.summary:
                    term = Length(address, thing.version)
                    if list_nonempty(thing):
                        return [(state, Value((Int(),), term))]
                    return [(state, state.resolve(Value((Int(),), term)))]
                if isinstance(thing, InstanceObject):
                    return [(state, interp.identified(state, INT, node))]
            case Unknown():
                interp.may_throw(state, node, "builtins.TypeError")
    return [(state, interp.identified(state, INT, node))]


def _isinstance(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 2:
        return None
    value, cls = arguments.positional
    return [(state, instance_test(interp, state, value, cls, node))]


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
    answers = {None if name is None else has_attribute(interp, state, s, name) for s in value.shapes}
    if len(answers) == 1:
        answer = answers.pop()
        if answer is not None:
            return [(state, boolean(answer))]
    return [(state, Value((Bool(),), state.symbol(node)))]


# --- iterators


def _iter(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 1:
        leak(interp, state, arguments.values())
        return [(state, interp.opaque(state, node))]
    value = state.resolve(arguments.positional[0])
    if known_items(interp, state, value) is not None:
        thing = IteratorObject("iterator", value)
        return [(state, Value((Ref(state.allocate(node, thing)),)))]
    return [(state, value)]


def _next(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    return next_item(interp, state, arguments.positional[0], arguments.get(1), node)


def _enumerate(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    outcomes: list[Outcome] = []
    if not arguments.positional:
        return None
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        if items is None:
            outcomes.append((after, _lazy("enumerate", None, _pair(INT, item))))
        else:
            pairs = tuple(_pair(integer(i), each) for i, each in enumerate(items))
            outcomes.append((after, _lazy("enumerate", pairs, None)))
    return outcomes


def _pair(first: Value, second: Value | None) -> Value:
    other = second or UNKNOWN
    return Value((Sequence("tuple", (first, other), union((first, other))),))


def _lazy(kind: str, items: tuple[Value, ...] | None, item: Value | None) -> Value:
    if items is not None:
        item = union(items) if items else None
    return Value((Sequence(kind, items, item),))


def _zip(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    columns = [known_items(interp, state, each) for each in arguments.positional]
    if columns and all(column is not None for column in columns):
        rows = zip(*(column or () for column in columns), strict=False)
        made = tuple(Value((Sequence("tuple", row, union(row)),)) for row in rows)
        return [(state, _lazy("zip", made, None))]
    from fclint.analysis.subscripts import item_of

    items = tuple(item_of(interp, state, each) for each in arguments.positional)
    row = Value((Sequence("tuple", items, union(items)),)) if items else UNKNOWN
    return [(state, _lazy("zip", None, row))]


def _map(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``map(function, items)``: the function is called once per item, early rather than late."""
    if len(arguments.positional) != 2:
        leak(interp, state, arguments.values())
        return [(state, interp.opaque(state, node))]
    function, source = arguments.positional
    return _mapped(interp, state, function, source, node, keep=False)


def _filter(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 2:
        return None
    function, source = arguments.positional
    return _mapped(interp, state, function, source, node, keep=True)


def _mapped(
    interp: Interpreter,
    state: State,
    function: Value,
    source: Value,
    node: cst.CSTNode,
    *,
    keep: bool,
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    is_none = single(function) == (True, None)
    for after, items, item in collect(interp, state, source, node):
        if items is None or len(items) > MANY or keep:
            sample = item or UNKNOWN
            results = [(after, sample)]
            if not is_none:
                results = interp.call(after, function, Arguments((sample,)), node)
            for last, value in results:
                outcomes.append((last, _lazy("filter" if keep else "map", None, sample if keep else value)))
            continue
        done: list[tuple[State, tuple[Value, ...]]] = [(after, ())]
        for each in items:
            done = [
                (last, (*values, value))
                for before, values in done
                for last, value in interp.call(before, function, Arguments((each,)), node)
            ]
        outcomes.extend((last, _lazy("map", values, None)) for last, values in done)
    return outcomes


def _reordered(kind: str) -> Builtin:
    """``sorted``, ``reversed``."""

    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        if not arguments.positional:
            return None
        outcomes: list[Outcome] = []
        for after, items, item in _keyed(interp, state, arguments, node):
            if kind == "sorted":
                joined = None if items is not None and not items else item
                thing = ListObject("list", None if joined else [], joined, bool(items) or None)
                outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
            else:
                flipped = None if items is None else tuple(reversed(items))
                outcomes.append((after, _lazy("reversed", flipped, item)))
        return outcomes

    return run


def _keyed(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """The items of the first argument, after ``key=`` was called with each."""
    key = arguments.get(-1, "key")
    done = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        states = [after]
        calls = items if items is not None else ((item,) if item is not None else ())
        for each in calls[:MANY] if key is not None and single(key) != (True, None) else ():
            states = [
                last
                for before in states
                for last, _ in interp.call(before, key or UNKNOWN, Arguments((each,)), node)
            ]
        done.extend((last, items, item) for last in states)
    return done


def _range(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    constants = [single(state.resolve(each)) for each in arguments.positional]
    numbers = [constant for known, constant in constants if known and isinstance(constant, int)]
    if constants and len(numbers) == len(constants):
        try:
            span = range(*numbers)
        except (TypeError, ValueError):
            return None
        if len(span) <= MANY:
            return [(state, _lazy("range", tuple(integer(each) for each in span), None))]
        return [(state, Value((Sequence("range", None, INT, nonempty=True),)))]
    if any(each.may_be(Unknown) for each in arguments.positional):
        interp.may_throw(state, node, "builtins.TypeError")
    return [(state, Value((Sequence("range", None, INT),), state.symbol(node)))]


def _any_all(name: str) -> Builtin:
    """``any(items)`` and ``all(items)``, which stop at the first item that decides."""

    def run(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        if len(arguments.positional) != 1:
            return None
        from fclint.analysis.truth import split

        decided: list[State] = []

        def on_item(each: State, item: Value, site: Site | None) -> list[State]:
            true, false = split(each, item, site)
            stop, going = (true, false) if name == "any" else (false, true)
            if stop is not None:
                decided.append(stop)
            return [going] if going is not None else []

        ended = interp.iterate(state, arguments.positional[0], on_item, node)
        is_any = name == "any"
        return [
            *((each, boolean(is_any)) for each in bounded(decided)),
            *((each, boolean(not is_any)) for each in ended),
        ]

    return run


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
    value = state.resolve(arguments.positional[0])
    if len(value.shapes) == 1:
        shape = value.shapes[0]
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, InstanceObject) and thing.exact:
            return [(state, thing.cls)]
        kind = kind_of(state, shape)
        cls = library.class_of(kind) if kind is not None else None
        if cls is not None:
            return [(state, Value((LibraryObject(cls.qualified),)))]
    return [(state, interp.opaque(state, node))]


def _format(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) == 1:
        return [(state, to_text(state, arguments.positional[0]))]
    return [(state, interp.identified(state, STR, node))]


def _wrapper(kind: str) -> Builtin:
    def wrap(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        from fclint.analysis.shapes import Wrapped

        if not arguments.positional:
            return None
        return [(state, Value((Wrapped(kind, arguments.positional[0]),)))]

    return wrap


BUILTINS: dict[str, Builtin] = {
    "str": _str,
    "bytes": _bytes,
    "int": _int,
    "bool": _bool,
    "list": _sequence_maker("list"),
    "tuple": _sequence_maker("tuple"),
    "set": _sequence_maker("set"),
    "frozenset": _sequence_maker("frozenset"),
    "dict": _dict,
    "len": _len,
    "isinstance": _isinstance,
    "callable": _callable,
    "getattr": _getattr,
    "setattr": _setattr,
    "hasattr": _hasattr,
    "iter": _iter,
    "next": _next,
    "enumerate": _enumerate,
    "zip": _zip,
    "map": _map,
    "filter": _filter,
    "sorted": _reordered("sorted"),
    "reversed": _reordered("reversed"),
    "range": _range,
    "any": _any_all("any"),
    "all": _any_all("all"),
    "bytearray": _bytearray,
    "memoryview": _bytearray,
    "print": _print,
    "repr": _format,
    "ascii": _format,
    "format": _format,
    "object": _object,
    "type": _type,
    "staticmethod": _wrapper("staticmethod"),
    "classmethod": _wrapper("classmethod"),
    "property": _wrapper("property"),
}
