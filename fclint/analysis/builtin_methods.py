"""Methods of builtin objects: exact on constants, by effect on containers, else by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import environ, library
from fclint.analysis.arguments import Arguments
from fclint.analysis.completions import Outcome
from fclint.analysis.escape import leak
from fclint.analysis.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    ListObject,
    ManagerObject,
)
from fclint.analysis.iteration import known_items, next_item
from fclint.analysis.joins import list_item, optional_union, union
from fclint.analysis.libtypes import kind_of, returned
from fclint.analysis.mappings import get, put, remove, update_from
from fclint.analysis.operators import join_text, test, to_text
from fclint.analysis.shapes import (
    BYTES,
    NONE,
    STR,
    UNKNOWN,
    Address,
    Ref,
    boolean,
    constant_of,
    known_text,
    of_constant,
    single,
    text,
)
from fclint.analysis.state import State
from fclint.analysis.terms import Operand, Pure, depth
from fclint.values import Bool, Bytes, Int, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def call_builtin_method(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """``receiver.name(arguments)`` where the receiver is of a builtin or library type."""
    shape = receiver.shapes[0]
    match shape:
        case Str():
            return _text_method(interp, state, shape, name, arguments, node)
        case Bytes():
            return _bytes_method(interp, state, shape, name, arguments, node)
        case Ref(address=address):
            known = _object_method(interp, state, address, name, arguments, node)
            if known is not None:
                return known
        case Sequence(kind=kind):
            if name == "count":
                return [(state, Value((Int(),), state.symbol(node)))]
            if name == "__iter__" or (name in ("copy",) and kind == "frozenset"):
                return [(state, receiver)]
    return by_type(interp, state, receiver, name, arguments, node)


def by_type(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A method known only by the type of its result. Library code changes no argument, but may
    call what it is handed."""
    kind = kind_of(state, receiver.shapes[0])
    member = library.attribute(kind, name) if kind is not None else None
    leak(interp, state, arguments.values())
    if not isinstance(member, library.LibFunction):
        interp.escape(state, *arguments.values())
        interp.may_throw(state, node)
        return [(state, interp.opaque(state, node))]
    if member.never_returns:
        interp.throw(state, node)
        return []
    if not _is_harmless(member.qualified):
        interp.may_throw(state, node)
    value = returned(interp, state, member.returns, arguments.positional, node)
    if member.returns.kind == "self":
        value = receiver
    return [(state, value)]


_HARMLESS = ("builtins.", "logging.", "datetime.", "time.", "uuid.", "io.BytesIO", "io.StringIO")


def _is_harmless(qualified: str) -> bool:
    """Whether calls don't raise for arguments of the right kind."""
    return qualified.startswith(_HARMLESS)


# --- text

_FOLDED = frozenset(
    "upper lower strip lstrip rstrip title capitalize swapcase casefold replace split rsplit "
    "partition rpartition splitlines startswith endswith isdigit isalpha isalnum isdecimal isspace "
    "isupper islower zfill ljust rjust center removeprefix removesuffix find rfind count index "
    "isascii isidentifier format hex".split()
)
_PURE_TESTS = frozenset(
    "startswith endswith isdigit isalpha isalnum isdecimal isspace isupper islower isascii "
    "isnumeric isidentifier".split()
)


def _constants(state: State, arguments: Arguments) -> tuple[list[object], dict[str, object]] | None:
    positional: list[object] = []
    for value in arguments.positional:
        constant = _constant(state, value)
        if constant is _MISSING:
            return None
        positional.append(constant)
    keywords: dict[str, object] = {}
    for name, value in arguments.keywords:
        constant = _constant(state, value)
        if constant is _MISSING:
            return None
        keywords[name] = constant
    return (positional, keywords) if arguments.complete else None


_MISSING = object()


def _constant(state: State, value: Value) -> object:
    value = state.resolve(value)
    known, constant = single(value)
    if known:
        return constant
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Sequence):
        shape = value.shapes[0]
        if shape.kind == "tuple" and shape.items is not None:
            items = [_constant(state, item) for item in shape.items]
            return _MISSING if _MISSING in items else tuple(items)
    return _MISSING


def _folded(
    interp: Interpreter, state: State, constant: object, name: str, arguments: Arguments, site: object
) -> Value | None:
    """The method of a constant with constant arguments, as Python computes it."""
    given = _constants(state, arguments)
    if given is None or name not in _FOLDED:
        return None
    try:
        result = getattr(constant, name)(*given[0], **given[1])
    except Exception:
        return None
    return _from_python(state, result, site)


def _from_python(state: State, result: object, site: object) -> Value | None:
    if isinstance(result, (str, bytes, int, type(None))):
        return Value((of_constant(result),))
    if isinstance(result, tuple):
        items = tuple(_from_python(state, each, site) or UNKNOWN for each in result)
        return Value((Sequence("tuple", items, union(items) if items else None),))
    if isinstance(result, list):
        items = tuple(_from_python(state, each, site) or UNKNOWN for each in result)
        return Value((Ref(state.allocate(site, ListObject("list", list(items)))),))
    return None


def _text_method(
    interp: Interpreter, state: State, shape: Str, name: str, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    if shape.value is not None:
        folded = _folded(interp, state, shape.value, name, arguments, node)
        if folded is not None:
            return [(state, folded)]
    receiver = Value((shape,), _term_of(interp, node, state))
    match name:
        case "encode":
            return [_encode(interp, state, shape, arguments, node)]
        case "join":
            return _join(interp, state, shape, arguments, node)
        case "format":
            return [(state, _format(state, shape, arguments))]
        case "split" | "rsplit" | "splitlines":
            nonempty = bool(arguments.positional) or None
            thing = ListObject("list", None, STR, nonempty)
            return [(state, Value((Ref(state.allocate(node, thing)),)))]
        case "index" | "rindex":
            interp.may_throw(state, node, "builtins.ValueError")
        case "strip" | "lstrip" | "rstrip" | "upper" | "lower" | "title" | "replace" | "zfill":
            return [(state, interp.identified(state, STR, node))]
    if name in _PURE_TESTS:
        return [(state, _pure_test(interp, state, receiver, name, arguments, node))]
    return by_type(interp, state, Value((shape,)), name, arguments, node)


def _term_of(interp: Interpreter, node: cst.CSTNode, state: State) -> object:
    """The identity of the object a method is called on, where it is a plain variable."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        owner = node.func.value
        if isinstance(owner, cst.Name):
            from fclint.analysis.expressions import lookup_name

            return lookup_name(interp, state, owner.value, owner).term
        if isinstance(owner, cst.Subscript):
            outcomes = interp.evaluate(owner, state.fork())
            return outcomes[0][1].term if len(outcomes) == 1 else None
    return None


def _pure_test(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Value:
    """``path.startswith('/x')``: the same answer as long as the operands are the same."""
    answer = _prefix_answer(state, receiver.shapes[0], name, arguments)
    if answer is not None:
        return boolean(answer)
    if receiver.term is None:
        return Value((Bool(),), state.symbol(node))
    term = Pure(name, (Operand(receiver), *map(Operand, arguments.positional)))
    if depth(term) >= 6:
        return Value((Bool(),), state.symbol(node))
    return state.resolve(Value((Bool(),), term))


def _prefix_answer(state: State, shape: Shape, name: str, arguments: Arguments) -> bool | None:
    if name != "startswith" or not isinstance(shape, Str) or not arguments.positional:
        return None
    first, wanted = shape.pieces[0], known_text(arguments.positional[0])
    if first is None or wanted is None:
        return None
    if first.startswith(wanted):
        return True
    return None if wanted.startswith(first) else False


def encoded(value: Value, encoding: str) -> Value:
    """``value.encode(encoding)`` of text."""
    shapes: list[Shape] = []
    for shape in value.shapes:
        if not isinstance(shape, Str):
            shapes.append(Unknown())
            continue
        try:
            pieces = tuple(
                None if piece is None else piece.encode(encoding) for piece in shape.pieces
            )
            shapes.append(Bytes(pieces, shape.nonempty))
        except (LookupError, UnicodeError):
            shapes.append(Bytes())
    return Value(tuple(dict.fromkeys(shapes)))


def _encode(
    interp: Interpreter, state: State, shape: Str, arguments: Arguments, node: cst.CSTNode
) -> Outcome:
    given = arguments.get(0, "encoding")
    encoding = "utf-8" if given is None else known_text(state.resolve(given)) or "?"
    if encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        interp.may_throw(state, node, "builtins.UnicodeEncodeError")
    value = encoded(Value((shape,)), encoding)
    return state, interp.identified(state, value, node)


def _join(
    interp: Interpreter, state: State, shape: Str | Bytes, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """``separator.join(items)``."""
    from fclint.analysis.builtin_functions import collect

    kind = type(shape)
    if not arguments.positional:
        return by_type(interp, state, Value((shape,)), "join", arguments, node)
    outcomes: list[Outcome] = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        if items is not None and all(each.must_be(kind) for each in items):
            parts: list[Value] = []
            for index, each in enumerate(items):
                if index:
                    parts.append(Value((shape,)))
                parts.append(Value(after.resolve(each).shapes))
            empty = text("") if kind is Str else Value((Bytes((b"",)),))
            outcomes.append((after, join_text(parts) if parts else empty))
            continue
        if item is None or not item.must_be(kind):
            interp.may_throw(after, node, "builtins.TypeError")
        outcomes.append((after, interp.identified(after, Value((kind(),)), node)))
    return outcomes


def _format(state: State, shape: Str, arguments: Arguments) -> Value:
    """``'{} {name}'.format(...)``: literal text is known, the fields are exact if constant."""
    from string import Formatter

    template = shape.value
    if template is None or not arguments.complete:
        return STR
    parts: list[Value] = []
    index = 0
    try:
        for literal, name, spec, conversion in Formatter().parse(template):
            parts.append(text(literal))
            if name is None:
                continue
            key = name or str(index)
            index += not name
            value = arguments.get(int(key)) if key.isdigit() else arguments.get(-1, key)
            plain = value is not None and not spec and not conversion
            parts.append(to_text(state, value) if plain and value is not None else STR)
    except ValueError:
        return STR
    return join_text(Value(part.shapes) for part in parts) if parts else text("")


def _bytes_method(
    interp: Interpreter,
    state: State,
    shape: Bytes,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    if shape.value is not None:
        folded = _folded(interp, state, shape.value, name, arguments, node)
        if folded is not None:
            return [(state, folded)]
    if name == "decode":
        interp.may_throw(state, node, "builtins.UnicodeDecodeError")
        constant = shape.value
        if constant is not None and constant.isascii():
            return [(state, text(constant.decode("ascii")))]
        value = Value((Str(nonempty=shape.least_length > 0),))
        return [(state, interp.identified(state, value, node))]
    if name == "join":
        return _join(interp, state, shape, arguments, node)
    if name in ("split", "rsplit", "splitlines"):
        return [(state, Value((Ref(state.allocate(node, ListObject("list", None, BYTES))),)))]
    return by_type(interp, state, Value((shape,)), name, arguments, node)


# --- objects


def _object_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    thing = state.heap.get(address)
    match thing:
        case EnvironObject():
            return environ.call_method(
                interp, state, address, name, arguments.positional, arguments.keywords, node
            )
        case ListObject():
            return _list_method(interp, state, address, thing, name, arguments, node)
        case DictObject():
            return _dict_method(interp, state, address, thing, name, arguments, node)
        case GeneratorObject() | GeneratorExpression():
            return _generator_method(interp, state, address, name, arguments, node)
        case ManagerObject():
            return _manager_method(interp, state, address, thing, name, arguments, node)
        case InstanceObject() | ClassObject():
            return _inherited_method(interp, state, address, name, arguments, node)
    return None


def _list_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ListObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    first = arguments.positional[0] if arguments.positional else UNKNOWN
    match name:
        case "append" | "add":
            append(state, address, first)
            return [(state, NONE)]
        case "appendleft":
            insert(state, address, 0, first)
            return [(state, NONE)]
        case "insert":
            known, index = single(first)
            value = arguments.get(1) or UNKNOWN
            insert(state, address, index if known and isinstance(index, int) else None, value)
            return [(state, NONE)]
        case "extend" | "update" | "extendleft" | "union":
            return _extend_method(interp, state, address, name, arguments, node)
        case "pop" | "popleft":
            return _pop(interp, state, address, thing, name, arguments, node)
        case "clear":
            mine = state.mutable(address, ListObject)
            mine.items, mine.item, mine.nonempty = [], None, None
            mine.version += 1
            return [(state, NONE)]
        case "copy":
            copy = thing.copy()
            copy.summary = False
            return [(state, Value((Ref(state.allocate(node, copy)),)))]
        case "remove" | "discard":
            mine = state.mutable(address, ListObject)
            mine.item, mine.items, mine.nonempty = list_item(mine), None, None
            mine.version += 1
            if name == "remove":
                interp.may_throw(state, node, "builtins.ValueError")
            return [(state, NONE)]
        case "reverse" | "sort":
            mine = state.mutable(address, ListObject)
            mine.item = list_item(mine)
            mine.nonempty = bool(mine.items) or None
            mine.items = None if mine.items else mine.items
            leak(interp, state, arguments.values())
            return [(state, NONE)]
        case "__contains__":
            outcome = test(interp, state, "in", first, Value((Ref(address),)), node)
            return [(state, outcome)]
        case "issubset" | "difference":
            ask = environ.has_all if name == "issubset" else environ.missing_keys
            known = ask(state, Value((Ref(address),)), first)
            return None if known is None else [(state, known)]
        case "__iter__":
            return [(state, Value((Ref(address),)))]
        case "__len__":
            return [(state, Value((Int(),), state.symbol(node)))]
        case "__getitem__":
            from fclint.analysis.subscripts import subscript

            return subscript(interp, state, Value((Ref(address),)), first, node)
    return None


def append(state: State, address: Address, value: Value) -> None:
    """``list.append(value)``, ``set.add(value)``."""
    mine = state.mutable(address, ListObject)
    mine.version += 1
    if mine.items is not None and not mine.summary and len(mine.items) < 512:
        if mine.kind != "set" or value not in mine.items:
            mine.items.append(value)
        return
    mine.item = optional_union(list_item(mine), value)
    mine.items = None
    mine.nonempty = True if not mine.summary else mine.nonempty


def insert(state: State, address: Address, index: int | None, value: Value) -> None:
    """``list.insert(index, value)``; None for an index that isn't known."""
    mine = state.mutable(address, ListObject)
    if index is not None and mine.items is not None and not mine.summary:
        mine.items.insert(index, value)
        mine.version += 1
    else:
        append(state, address, value)


def extend(interp: Interpreter, state: State, address: Address, value: Value) -> None:
    """``list.extend(value)`` where iterating over ``value`` has no effects."""
    items = known_items(interp, state, value)
    if items is not None:
        for item in items:
            append(state, address, item)
        return
    from fclint.analysis.subscripts import item_of

    mine = state.mutable(address, ListObject)
    mine.item = optional_union(list_item(mine), item_of(interp, state, value))
    mine.nonempty = True if mine.items else mine.nonempty
    mine.items = None
    mine.version += 1


def _extend_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    from fclint.analysis.builtin_functions import collect

    target = address
    if name == "union":
        thing = state.heap[address].copy()
        target = state.allocate(node, thing)
    outcomes: list[Outcome] = []
    source = arguments.positional[0] if arguments.positional else Value((Sequence("tuple", (), None),))
    for after, items, item in collect(interp, state, source, node):
        shape = Sequence("tuple", items, item)
        extend(interp, after, target, Value((shape,)))
        outcomes.append((after, Value((Ref(target),)) if name == "union" else NONE))
    return outcomes


def _pop(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ListObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    mine = state.mutable(address, ListObject)
    mine.version += 1
    known, index = (True, -1) if not arguments.positional else single(arguments.positional[0])
    if name == "popleft":
        index = 0
    if mine.items is not None and not mine.summary and known and isinstance(index, int):
        if -len(mine.items) <= index < len(mine.items):
            return [(state, state.resolve(mine.items.pop(index)))]
        interp.throw(state, node, "builtins.IndexError")
        return []
    interp.may_throw(state, node, "builtins.IndexError")
    item = list_item(mine) or UNKNOWN
    mine.item, mine.items, mine.nonempty = item, None, None
    return [(state, interp.identified(state, item, node))]


def _dict_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: DictObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    first = state.resolve(arguments.positional[0]) if arguments.positional else UNKNOWN
    default = arguments.get(1) or NONE
    match name:
        case "get":
            return _dict_get(interp, state, thing, first, default, node)
        case "setdefault":
            value, there = get(thing, first)
            if there is not True:
                put(state.mutable(address, DictObject), first, default)
            found = default if value is None else (value if there else union((value, default)))
            return [(state, found)]
        case "pop":
            return _dict_pop(interp, state, address, thing, first, arguments.get(1), node)
        case "update":
            mine = state.mutable(address, DictObject)
            for each in arguments.positional:
                update_from(state, mine, state.resolve(each))
            for keyword, value in arguments.keywords:
                put(mine, text(keyword), value)
            if not arguments.complete:
                put(mine, UNKNOWN, UNKNOWN)
            return [(state, NONE)]
        case "items" | "keys" | "values" | "__iter__":
            return [(state, _view(state, thing, name))]
        case "copy":
            copy = thing.copy()
            copy.summary = False
            return [(state, Value((Ref(state.allocate(node, copy)),)))]
        case "clear":
            mine = state.mutable(address, DictObject)
            mine.entries, mine.rest, mine.optional = {}, None, frozenset()
            mine.absent = frozenset()
            mine.version += 1
            return [(state, NONE)]
        case "__getitem__":
            from fclint.analysis.subscripts import subscript

            return subscript(interp, state, Value((Ref(address),)), first, node)
        case "__contains__":
            outcome = test(interp, state, "in", first, Value((Ref(address),)), node)
            return [(state, outcome)]
        case "__setitem__":
            put(state.mutable(address, DictObject), first, default)
            return [(state, NONE)]
        case "popitem":
            mine = state.mutable(address, DictObject)
            mine.optional |= mine.entries.keys()
            interp.may_throw(state, node, "builtins.KeyError")
            return [(state, UNKNOWN)]
    return None


def _dict_get(
    interp: Interpreter, state: State, thing: DictObject, key: Value, default: Value, node: cst.CSTNode
) -> list[Outcome]:
    value, there = get(thing, key)
    if there is False or (value is None and thing.rest is None):
        return [(state, default)]
    if value is None:
        return [(state, interp.opaque(state, node))]
    if there:
        return [(state, state.resolve(value))]
    if not constant_of(key.shapes[0])[0] and thing.rest is None and len(value.shapes) > 1:
        from fclint.analysis.subscripts import _by_entry
        from fclint.analysis.truth import split

        found = _by_entry(interp, state.fork(), thing, key)
        missing: State | None = state
        for entry in thing.entries:
            if missing is not None:
                outcome = test(interp, missing, "==", key, entry, node)
                missing = split(missing, outcome, None)[1]
        return [*found, (missing, default)] if missing is not None else found
    both = union((Value(value.shapes), Value(default.shapes)))
    return [(state, interp.identified(state, both, node))]


def _dict_pop(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: DictObject,
    key: Value,
    default: Value | None,
    node: cst.CSTNode,
) -> list[Outcome]:
    value, there = get(thing, key)
    remove(state.mutable(address, DictObject), key)
    if there is True and value is not None:
        return [(state, state.resolve(value))]
    if default is None:
        if there is False:
            interp.throw(state, node, "builtins.KeyError")
            return []
        interp.may_throw(state, node, "builtins.KeyError")
        return [(state, value or interp.opaque(state, node))]
    if there is False:
        return [(state, default)]
    both = union((value or UNKNOWN, default))
    return [(state, interp.identified(state, Value(both.shapes), node))]


def _view(state: State, thing: DictObject, name: str) -> Value:
    """``dict.items()``, ``keys()``, ``values()``: a snapshot."""
    pairs = list(thing.entries.items())
    exact = thing.rest is None and not thing.optional and not thing.summary
    every = pairs + ([thing.rest] if thing.rest is not None else [])
    kind = f"dict_{name}" if name != "__iter__" else "iterator"
    picked = [_picked(name, key, value) for key, value in every]
    items = tuple(picked) if exact else None
    item = union(picked) if picked else None
    nonempty = True if thing.entries.keys() - thing.optional else None
    return Value((Sequence(kind, items, item, nonempty),))


def _picked(name: str, key: Value, value: Value) -> Value:
    if name == "values":
        return value
    if name == "items":
        return Value((Sequence("tuple", (key, value), union((key, value))),))
    return key


def _generator_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    value = Value((Ref(address),))
    match name:
        case "__next__":
            return next_item(interp, state, value, None, node)
        case "__iter__":
            return [(state, value)]
        case "close":
            return [(state, NONE)]
    interp.escape(state, value, *arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _manager_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ManagerObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """Methods of an ``ExitStack``."""
    if thing.kind != "stack" or not arguments.positional:
        return None
    first = arguments.positional[0]
    mine = state.mutable(address, ManagerObject)
    if name == "enter_context":
        mine.values = (*mine.values, first)
        from fclint.analysis.attributes import method_of

        enter = method_of(interp, state, first, "__enter__", node)
        if enter is not None:
            return interp.call(state, enter, Arguments(), node)
        return [(state, interp.opaque(state, node))]
    if name == "push":
        mine.values = (*mine.values, first)
        return [(state, first)]
    if name == "callback":
        rest = Value((Sequence("tuple", arguments.positional[1:], None),))
        mine.values = (*mine.values, Value((Sequence("tuple", (first, rest), None),)))
        return [(state, first)]
    return None


def _inherited_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A method that a class of the project inherits from a library class."""
    if name in ("__init__", "__init_subclass__", "__setattr__"):
        return [(state, NONE)]
    interp.escape(state, Value((Ref(address),)), *arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]

