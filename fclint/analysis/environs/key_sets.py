"""Sets of environ's keys: ``keys <= set(environ)``, ``keys - environ.keys()``.

Lists and sets are made of all keys that environ held at one moment, or of some of them, which a
loop or a comprehension has chosen: that one of these is there says that it is in environ, that it
isn't says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fclint.analysis.domain.compare import environ_has
from fclint.analysis.domain.heap import EnvironObject, ListObject
from fclint.analysis.domain.joins import list_item
from fclint.analysis.domain.shapes import STR, Address, Ref, boolean, known_text
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import EnvironHas, EnvironHasAll, EnvironKey, Negation, Operand
from fclint.analysis.domain.truth import negated, possible
from fclint.analysis.environs.copies import copied, subject
from fclint.values import Bool, Sequence, Str, Value


@dataclass(frozen=True, slots=True)
class Held:
    """The keys of the environ at ``address`` that a container holds: all of them, or some."""

    address: Address
    all: bool


def held(state: State, container: Value) -> Held | None:
    """Which of environ's keys ``container`` surely consists of; None for anything else."""
    if len(container.shapes) != 1:
        return None
    shape, item = container.shapes[0], None
    if isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        if isinstance(thing, EnvironObject):
            return Held(shape.address, True)
        if isinstance(thing, ListObject):
            if thing.keys_of is not None and not thing.version:
                return Held(thing.keys_of, True)
            item = list_item(thing) if not thing.summary else None
    elif isinstance(shape, Sequence):
        item = shape.item
    term = item.term if item is not None else None
    return Held(term.address, False) if isinstance(term, EnvironKey) else None


def all_keys(state: State, address: Address, kind: str, site: object) -> Value:
    """``list(environ)``, ``set(environ)``: the keys as they are now."""
    (snapshot,) = copied(state, address, (site, "keys")).shapes
    assert isinstance(snapshot, Ref)
    item = Value((Str(nonempty=True),), EnvironKey(snapshot.address))
    made = ListObject(kind, None, item, True, keys_of=snapshot.address)
    return Value((Ref(state.allocate(site, made)),))


def membership_term(state: State, key: Value, container: Value) -> EnvironHas | None:
    """The term of ``key in environ``, and of ``key in set(environ)``."""
    keys, name = held(state, container), known_text(key)
    if keys is None or not keys.all or name is None:
        return None
    return EnvironHas(*_asked(state, keys.address, name))


def _asked(state: State, address: Address, name: str) -> tuple[Address, str, bool]:
    source, own = subject(state, address, name)
    return source, name, own


def has_all(state: State, wanted: Value, container: Value) -> Value | None:
    """``wanted <= environ.keys()`` for a set of constants; None for anything else."""
    names = _constants(state, wanted)
    if names and possible(state, container) == (False, True) and _is_container(container):
        return boolean(False)
    keys = held(state, container)
    return None if keys is None or names is None else _has_each(state, keys, names)


def _is_container(value: Value) -> bool:
    return value.must_be(Ref, Sequence)


def _has_each(state: State, keys: Held, names: tuple[str, ...]) -> Value | None:
    answers = {name: environ_has(state, keys.address, name) for name in names}
    if False in answers.values():
        return boolean(False)
    if keys.all and None not in answers.values():
        return boolean(True)
    left = tuple(name for name in names if not keys.all or answers[name] is None)
    asked = dict.fromkeys(subject(state, keys.address, name) for name in left)
    if len(asked) != 1:
        return None
    ((source, own),) = asked
    chosen = None if keys.all else state.symbol("some keys")
    return state.resolve(Value((Bool(),), EnvironHasAll(source, left, own, chosen)))


def missing_keys(state: State, wanted: Value, container: Value) -> Value | None:
    """``wanted - set(environ)`` for a set of constants: empty where environ has them all."""
    test = has_all(state, wanted, container)
    if test is None:
        return None
    missing = Value((Sequence("set", None, STR),), Negation(Operand(test)))
    return state.resolve(missing)


def common_keys(state: State, left: Value, right: Value) -> Value | None:
    """``wanted & set(environ)`` for a set of constants; None for anything else."""
    for wanted, container in ((left, right), (right, left)):
        keys, names = held(state, container), _constants(state, wanted)
        if keys is not None and names is not None:
            return _common(state, keys, names)
    return None


def _common(state: State, keys: Held, names: tuple[str, ...]) -> Value:
    answers = {name: environ_has(state, keys.address, name) for name in names}
    left = tuple(name for name in names if answers[name] is not False)
    if not left:
        return Value((Sequence("set", (), None),))
    item = Value(tuple(Str((name,)) for name in left), EnvironKey(keys.address))
    if keys.all and any(answers[name] for name in left):
        return Value((Sequence("set", None, item, True),))
    test = _has_each(state, keys, left) if len(left) == 1 else None
    return Value((Sequence("set", None, item),), test.term if test is not None else None)


def of_test(state: State, value: Value) -> Value | None:
    """``value`` where a test decides whether it is empty, as that of ``missing_keys``: of a list
    that is made of it the same is true."""
    value = state.resolve(value)
    tests = (EnvironHas, EnvironHasAll, Negation)
    return value if value.must_be(Sequence) and isinstance(value.term, tests) else None


METHODS = frozenset({"issubset", "issuperset", "difference", "intersection", "isdisjoint"})


def method(state: State, receiver: Value, name: str, arguments: Iterable[Value]) -> Value | None:
    """``wanted.issubset(environ)`` and such; None where it is about something else."""
    given = tuple(arguments)
    if len(given) != 1:
        return None
    other = state.resolve(given[0])
    match name:
        case "issubset":
            return has_all(state, receiver, other)
        case "issuperset":
            return has_all(state, other, receiver)
        case "difference":
            return missing_keys(state, receiver, other)
        case "intersection":
            return common_keys(state, receiver, other)
        case "isdisjoint":
            common = common_keys(state, receiver, other)
            return negated(state, common) if common is not None else None
    return None


def _constants(state: State, keys: Value) -> tuple[str, ...] | None:
    """The str constants a set (list, tuple) consists of."""
    if len(keys.shapes) != 1:
        return None
    shape, items = keys.shapes[0], None
    if isinstance(shape, Sequence):
        items = shape.items
    elif isinstance(shape, Ref):
        thing = state.heap.get(shape.address)
        items = tuple(thing.items) if isinstance(thing, ListObject) and thing.items else None
    names = [known_text(item) for item in items] if items is not None else [None]
    return None if None in names else tuple(name for name in names if name is not None)
