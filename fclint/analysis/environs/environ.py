"""The environ: what reading a key gives, and whether it may raise KeyError.

Whether a key is there on every request is the target's to say; what the program has done to the
environ on this path, and what tests have shown, is the state's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.mappings import put, remove
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import EnvironObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import (
    NONE,
    STR,
    UNKNOWN,
    Address,
    Ref,
    integer,
    known_text,
    text,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import (
    EnvironGet,
    EnvironItem,
    EnvironKey,
)
from fclint.analysis.environs.context import context_value
from fclint.analysis.environs.copies import copied, learn_presence, subject
from fclint.analysis.requests.origins import LENGTH, absent, length_of_body, of_key, stream
from fclint.conditions import Constant, Environ, applied
from fclint.events import KeyMissing
from fclint.targets import Presence, Target
from fclint.targets.context import KEY as CONTEXT_KEY
from fclint.values import Bool, Instance, Sequence, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def environ_address(state: State, value: Value) -> Address | None:
    """Where the environ that ``value`` surely is lives."""
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Ref):
        address = value.shapes[0].address
        if isinstance(state.heap.get(address), EnvironObject):
            return address
    return None


def note_membership(
    interp: Interpreter, state: State, key: Value, container: Value, node: cst.CSTNode
) -> None:
    """``key in environ`` asks for a key."""
    address = environ_address(state, container)
    if address is not None:
        for shape in key.shapes:
            if isinstance(shape, Str) and shape.value is not None:
                interp.note_key(state, address, shape.value, node, "in")


def item_value(thing: EnvironObject, address: Address, key: str) -> Value:
    """What the server put under ``key``, with its identity."""
    term = EnvironItem(thing.origin or address, key) if key not in thing.changed else None
    match key:
        case "wsgi.input":
            return Value((stream(),), term)
        case "wsgi.errors":
            return Value((Instance("io.TextIOWrapper", iterable=True),), term)
        case "wsgi.version":
            return Value((Sequence("tuple", (integer(1), integer(0)), integer(1)),), term)
        case "wsgi.multithread" | "wsgi.multiprocess" | "wsgi.run_once":
            return Value((Bool(),), term)
        case "wsgi.url_scheme" | "REQUEST_METHOD" | "SERVER_NAME" | "SERVER_PORT":
            # A method is a token, a port digits (RFC 9110, sections 9.1 and 4.2).
            plain = key != "SERVER_NAME"
            return Value((Str(nonempty=True, origin=of_key(key), ascii=plain),), term)
    if key == LENGTH:
        return Value((length_of_body(),), term)
    if key.isupper() or key == "fc.request_uri":
        return Value((Str(origin=of_key(key)),), term)
    return Value((Unknown(),), term)


def _item(
    interp: Interpreter, state: State, thing: EnvironObject, address: Address, key: str
) -> Value:
    """What the server put under ``key``; an object where the platform hands one over."""
    if key == CONTEXT_KEY and not thing.loose and interp.target.presence(key) is Presence.ALWAYS:
        return context_value(interp, state)
    return item_value(thing, address, key)


def presence(target: Target, thing: EnvironObject, key: str) -> bool | None:
    """Whether ``key`` is there: surely, surely not, or (None) on some requests only.

    Raises nothing; where unknown code may have had a hand in it, the key counts as there, because
    what isn't known is silent.
    """
    if key in thing.values or key in thing.present:
        return True
    if key in thing.absent:
        return False
    if thing.loose:
        return True
    if thing.emptied:
        return False
    if thing.embellished and "." in key and not key.startswith(("wsgi.", "fc.")):
        return True
    if may_be_variable(target, thing, key):
        return True
    return True if target.presence(key) is Presence.ALWAYS else None


def may_be_variable(target: Target, thing: EnvironObject, key: str) -> bool:
    """Whether ``key`` may be an environment variable that the manifest takes from elsewhere."""
    return (
        thing.extended
        and not thing.emptied
        and key not in target.environ
        and not key.startswith(("HTTP_", "wsgi.", "fc."))
    )


def lookup(
    interp: Interpreter,
    state: State,
    address: Address,
    key: Value,
    node: cst.CSTNode,
    operation: str = "[]",
) -> list[Outcome]:
    """``environ[key]``, and the lookup in ``environ.pop(key)`` and ``del environ[key]``."""
    thing = state.heap[address]
    assert isinstance(thing, EnvironObject)
    if isinstance(key.term, EnvironKey):
        return [(state, Value((Unknown(),)))]
    names = [shape.value if isinstance(shape, Str) else None for shape in key.shapes]
    if None in names or not names:
        interp.may_throw(state, node, "builtins.KeyError")
        return [(state, UNKNOWN)]
    if len(names) == 1:
        return _lookup_one(interp, state, address, str(names[0]), node, operation)
    outcomes: list[Outcome] = []
    for name in names:
        outcomes += _lookup_one(interp, state.fork(), address, str(name), node, operation)
    return outcomes


def lookup_all(
    interp: Interpreter, state: State, address: Address, keys: Iterable[str], node: cst.CSTNode
) -> list[State]:
    """Looks each of the keys up, as a template does that names them."""
    states = [state]
    for key in keys:
        states = [
            after
            for before in states
            for after, _ in lookup(interp, before, address, text(key), node)
        ]
    return states


def _lookup_one(
    interp: Interpreter,
    state: State,
    address: Address,
    key: str,
    node: cst.CSTNode,
    operation: str,
) -> list[Outcome]:
    thing = state.heap[address]
    assert isinstance(thing, EnvironObject)
    interp.note_key(state, address, key, node, operation)
    there = presence(interp.target, thing, key)
    removed = key in thing.absent or (thing.emptied and not thing.loose)
    cause = KeyMissing(key, operation, removed=removed)
    if there is False:
        interp.throw(state, node, "builtins.KeyError", cause=cause)
        return []
    value = thing.values.get(key)
    if value is None:
        value = state.resolve(_item(interp, state, thing, address, key))
    if there is not None:
        return [(state, value)]
    gone = state.fork()
    asked = subject(state, address, key)
    if state.sites.provenance is not None:
        expression = applied("in", Constant(key), Environ())
        gone.grant(expression, False)
        state.grant(expression, True)
    if learn_presence(gone, asked[0], key, False, asked[1]):
        interp.throw(gone, node, "builtins.KeyError", cause=cause)
    return [(state, value)] if learn_presence(state, asked[0], key, True, asked[1]) else []


def get(
    interp: Interpreter,
    state: State,
    address: Address,
    key: Value,
    default: Value,
    node: cst.CSTNode,
    operation: str = "get",
) -> Value:
    """``environ.get(key, default)``, and the lookup in ``pop`` and ``setdefault``."""
    thing = state.heap[address]
    assert isinstance(thing, EnvironObject)
    name = known_text(key)
    if name is None:
        if isinstance(key.term, EnvironKey):
            return STR
        return Value((Unknown(),))
    if operation != "setdefault":
        interp.note_key(state, address, name, node, operation)
    default = absent(name, default)
    if name in thing.values:
        return state.resolve(thing.values[name])
    if name in thing.absent or (thing.emptied and not thing.loose):
        return default
    item = state.resolve(_item(interp, state, thing, address, name))
    source, own = subject(state, address, name)
    asked = EnvironGet(source, name, Value(default.shapes), own)
    if asked in state.facts and name in thing.present:
        return state.resolve(Value(item.shapes, asked))
    if name in thing.present or interp.target.presence(name) is Presence.ALWAYS:
        return item
    if thing.loose or may_be_variable(interp.target, thing, name):
        return Value((Unknown(),), asked)
    return of_get(state, address, name, default, item)


def of_get(
    state: State, address: Address, name: str, default: Value, item: Value | None = None
) -> Value:
    """The item that the server may have put under ``name``, or the default."""
    thing = state.heap[address]
    assert isinstance(thing, EnvironObject)
    if item is None:
        item = item_value(thing, address, name)
    both = union((Value(item.shapes), Value(default.shapes)))
    asked, own = subject(state, address, name)
    return state.resolve(Value(both.shapes, EnvironGet(asked, name, Value(default.shapes), own)))


def call_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    positional: tuple[Value, ...],
    keywords: tuple[tuple[str, Value], ...],
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """A dict method of the environ; None for one that isn't a dict's."""
    first = positional[0] if positional else UNKNOWN
    second = positional[1] if len(positional) > 1 else None
    match name:
        case "get":
            return [(state, get(interp, state, address, first, second or NONE, node))]
        case "__getitem__":
            return lookup(interp, state, address, first, node)
        case "pop":
            return _pop(interp, state, address, first, second, node)
        case "setdefault":
            return _setdefault(interp, state, address, first, second or NONE, node)
        case "__contains__" | "has_key":
            from fclint.analysis.builtin.operators import test

            return [(state, test(interp, state, "in", first, Value((Ref(address),)), node))]
        case "__setitem__":
            put(state.mutable(address, EnvironObject), first, second or UNKNOWN)
            return [(state, NONE)]
        case "update":
            _update(state, address, positional, keywords)
            return [(state, NONE)]
        case "copy" | "__copy__":
            return [(state, copied(state, address, node))]
        case "keys" | "__iter__":
            return [(state, Value((Ref(address),)))]
        case "values":
            return [(state, Value((Sequence("dict_values", None, UNKNOWN, nonempty=True),)))]
        case "items":
            pair = Sequence("tuple", (key_of(address), UNKNOWN), UNKNOWN)
            return [(state, Value((Sequence("dict_items", None, Value((pair,)), nonempty=True),)))]
        case "clear":
            environ = state.mutable(address, EnvironObject)
            environ.values.clear()
            environ.present = environ.absent = environ.changed = frozenset()
            environ.emptied = True
            return [(state, NONE)]
        case "popitem":
            state.mutable(address, EnvironObject).loose = True
            return [(state, UNKNOWN)]
    return None


def key_of(address: Address) -> Value:
    """Some key that is there: what iterating over the environ gives."""
    return Value((Str(nonempty=True),), EnvironKey(address))


def _pop(
    interp: Interpreter,
    state: State,
    address: Address,
    key: Value,
    default: Value | None,
    node: cst.CSTNode,
) -> list[Outcome]:
    if default is None:
        outcomes = lookup(interp, state, address, key, node, "pop")
    else:
        found = get(interp, state, address, key, default, node, "pop")
        is_changed = subject(state, address, known_text(key) or "")[1]
        outcomes = [(state, Value(found.shapes) if is_changed else found)]
    for after, _ in outcomes:
        remove(after.mutable(address, EnvironObject), key)
    return outcomes


def _setdefault(
    interp: Interpreter,
    state: State,
    address: Address,
    key: Value,
    default: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    value = get(interp, state, address, key, default, node, "setdefault")
    name = known_text(key)
    thing = state.mutable(address, EnvironObject)
    if name is None:
        thing.loose = True
    elif name not in thing.present and name not in thing.values:
        put(thing, key, Value(value.shapes))
    return [(state, value)]


def _update(
    state: State,
    address: Address,
    positional: tuple[Value, ...],
    keywords: tuple[tuple[str, Value], ...],
) -> None:
    from fclint.analysis.builtin.mappings import update_from

    thing = state.mutable(address, EnvironObject)
    for each in positional:
        update_from(state, thing, each)
    for name, value in keywords:
        put(thing, text(name), value)


def loosen(state: State, address: Address) -> None:
    """Unknown code got hold of the environ and may have changed it."""
    thing = state.heap.get(address)
    if isinstance(thing, EnvironObject) and not thing.loose:
        state.heap[address] = replace(thing, loose=True, absent=frozenset())
        state.owned.discard(address)
