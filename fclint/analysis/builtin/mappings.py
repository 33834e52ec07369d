"""Dicts and environs as data: reading, writing and merging entries. No control flow here."""

from __future__ import annotations

from dataclasses import replace

from fclint.analysis.domain.heap import DictObject, EnvironObject, ListObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import UNKNOWN, LibraryObject, Ref, constant_of, known_text
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import EnvironKey
from fclint.analysis.requests.origins import selected
from fclint.values import Bool, Bytes, Int, Mapping, NoneShape, Sequence, Shape, Str, Value


def put(thing: DictObject | EnvironObject, key: Value, value: Value) -> None:
    """``thing[key] = value`` on an object that may be changed."""
    if isinstance(thing, EnvironObject):
        _put_environ(thing, key, value)
        return
    thing.version += 1
    source = EnvironKey(key.term.address) if isinstance(key.term, EnvironKey) else None
    key = _bare(key)
    if len(key.shapes) == 1 and (constant_of(key.shapes[0])[0] or _is_identity(key)):
        if thing.summary and key in thing.entries:
            value = union((thing.entries[key], value))
        elif thing.summary:
            thing.optional |= {key}
        else:
            thing.optional -= {key}
            thing.absent -= {key}
        thing.entries[key] = value
        return
    key = Value(key.shapes, source)
    if thing.rest is not None:
        key, value = union((thing.rest[0], key)), union((thing.rest[1], value))
    thing.rest = (key, value)
    thing.absent = frozenset()
    if len(thing.entries) <= 16:
        for known, old in thing.entries.items():
            thing.entries[known] = union((old, value))


def _is_identity(key: Value) -> bool:
    """Whether a key that is no constant is the same object wherever it is written: a tuple, a
    class of the library (``{str: ..., bytes: ...}``)."""
    shape = key.shapes[0]
    if isinstance(shape, LibraryObject):
        return True
    return isinstance(shape, Sequence) and shape.items is not None


def _put_environ(thing: EnvironObject, key: Value, value: Value) -> None:
    name = known_text(key)
    if name is None:
        thing.loose = True
        return
    thing.values[name] = value
    thing.changed |= {name}
    thing.present -= {name}
    thing.absent -= {name}


def remove(thing: DictObject | EnvironObject, key: Value) -> None:
    """``del thing[key]`` on an object that may be changed."""
    if isinstance(thing, EnvironObject):
        name = known_text(key)
        if name is None:
            thing.loose = True
            return
        thing.values.pop(name, None)
        thing.changed |= {name}
        thing.present -= {name}
        thing.absent |= {name}
        return
    thing.version += 1
    key = _bare(key)
    if thing.summary or not (len(key.shapes) == 1 and constant_of(key.shapes[0])[0]):
        thing.optional |= thing.entries.keys()
        return
    thing.entries.pop(key, None)
    thing.optional -= {key}
    thing.absent |= {key}


def update_from(state: State, thing: DictObject | EnvironObject, other: Value) -> None:
    """``thing.update(other)`` on an object that may be changed."""
    for shape in other.shapes:
        source = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(source, DictObject):
            _update_entries(thing, source)
        elif isinstance(source, EnvironObject) and isinstance(thing, EnvironObject):
            _update_environ(thing, source)
        elif isinstance(source, EnvironObject) and isinstance(shape, Ref):
            put(thing, Value((Str(nonempty=True),), EnvironKey(shape.address)), UNKNOWN)
        elif isinstance(source, ListObject) and source.items is not None:
            _update_pairs(thing, source.items)
        elif isinstance(source, ListObject) and (pair := _pair(source.item)) is not None:
            put(thing, *pair)
        elif isinstance(shape, Sequence) and shape.items is not None:
            _update_pairs(thing, shape.items)
        elif isinstance(shape, Sequence) and (pair := _pair(shape.item)) is not None:
            put(thing, *pair)
        elif isinstance(shape, Mapping) and shape.entries is not None:
            for key, value in shape.entries:
                put(thing, key, value)
        else:
            put(thing, UNKNOWN, UNKNOWN)


def _update_entries(thing: DictObject | EnvironObject, source: DictObject) -> None:
    for key, value in source.entries.items():
        if key in source.optional:
            _put_perhaps(thing, key, value)
        else:
            put(thing, key, value)
    if source.rest is not None:
        put(thing, *source.rest)


def _put_perhaps(thing: DictObject | EnvironObject, key: Value, value: Value) -> None:
    if isinstance(thing, EnvironObject):
        thing.loose = True
    elif key in thing.entries:
        thing.entries[key] = union((thing.entries[key], value))
    else:
        thing.entries[key] = value
        thing.optional |= {key}


def _update_environ(thing: EnvironObject, source: EnvironObject) -> None:
    thing.values.update(source.values)
    thing.changed |= source.changed
    thing.present |= source.present
    thing.absent &= source.absent
    thing.loose = thing.loose or source.loose
    thing.embellished = thing.embellished or source.embellished
    thing.extended = thing.extended or source.extended
    thing.emptied = thing.emptied and source.emptied
    thing.origin = thing.origin or source.origin


def _pair(item: Value | None) -> tuple[Value, Value] | None:
    """Key and value, where every item is known to be such a pair."""
    if item is None:
        return None
    items = [shape.items for shape in item.of(Sequence)]
    pairs = [pair for pair in items if pair is not None and len(pair) == 2]
    if len(pairs) < len(item.shapes):
        return None
    return union(pair[0] for pair in pairs), union(pair[1] for pair in pairs)


def _update_pairs(thing: DictObject | EnvironObject, pairs: object) -> None:
    assert isinstance(pairs, (list, tuple))
    for pair in pairs:
        put(thing, *(_pair(pair) or (UNKNOWN, UNKNOWN)))


def _bare(key: Value) -> Value:
    """The key without its identity; a None is one key, whatever it stands for."""
    shapes = key.shapes
    if any(isinstance(shape, NoneShape) for shape in shapes):
        shapes = tuple(NoneShape() if isinstance(shape, NoneShape) else shape for shape in shapes)
    return Value(shapes)


def is_no_key(state: State, key: Value) -> bool:
    """Whether ``key`` is surely a list, a set or a dict, which no dict takes for a key."""
    things = [
        state.heap.get(shape.address) if isinstance(shape, Ref) else None for shape in key.shapes
    ]
    return bool(things) and all(
        isinstance(thing, (ListObject, DictObject)) and thing.kind in ("list", "set", "dict")
        for thing in things
    )


def get(thing: DictObject, key: Value) -> tuple[Value | None, bool | None]:
    """What is under ``key``: the value if it is there (None: nothing known to be there), and
    whether the key is there."""
    key = _bare(key)
    constant = len(key.shapes) == 1 and (constant_of(key.shapes[0])[0] or _is_identity(key))
    if constant and key not in thing.entries and isinstance(key.shapes[0], (Bool, Int)):
        key = _entry_equal(thing, key.shapes[0]) or key
    if constant and key in thing.entries:
        return thing.entries[key], None if key in thing.optional else True
    rest = thing.rest if thing.rest is not None and may_equal(thing.rest[0], key) else None
    if constant and (key in thing.absent or (rest is None and _constant_keys(thing))):
        return None, False
    if not constant and (found := _by_each(thing, key)) is not None:
        return found, True
    candidates = (
        [] if constant else [value for k, value in thing.entries.items() if _may_be(k, key)]
    )
    if rest is not None:
        candidates.append(rest[1])
    if not candidates:
        return None, False if rest is None else None
    return selected(union(candidates)), None


def may_equal(one: Value, other: Value) -> bool:
    """Whether keys may be the same: text and bytes never are."""
    pairs = ((Str, Bytes), (Bytes, Str))
    return not any(one.must_be(kind) and other.must_be(unlike) for kind, unlike in pairs)


def _by_each(thing: DictObject, key: Value) -> Value | None:
    """What is under a key that is one of a few constants, all of which are there; else None."""
    found: list[Value] = []
    for shape in key.shapes:
        either = isinstance(shape, Bool) and shape.value is None
        for each in (Bool(True), Bool(False)) if either else (shape,):
            entry = _entry_equal(thing, each)
            if entry is None or entry in thing.optional:
                return None
            found.append(thing.entries[entry])
    return union(found) if found else None


def _entry_equal(thing: DictObject, shape: Shape) -> Value | None:
    """The key of the entry that a constant finds: ``True`` finds the one of ``1``, too."""
    exact = Value((shape,))
    if exact in thing.entries:
        return exact
    known, constant = constant_of(shape)
    if not known:
        return None
    for entry in thing.entries if isinstance(constant, int) else ():
        if len(entry.shapes) == 1 and constant_of(entry.shapes[0]) == (True, constant):
            return entry
    return None


def _constant_keys(thing: DictObject) -> bool:
    return all(
        len(key.shapes) == 1 and (constant_of(key.shapes[0])[0] or _is_identity(key))
        for key in thing.entries
    )


def _may_be(entry: Value, key: Value) -> bool:
    """Whether a key of which less is known may be this entry's."""
    known, constant = constant_of(entry.shapes[0])
    if not known:
        return True
    for shape in key.shapes:
        is_constant, other = constant_of(shape)
        if not is_constant or other == constant:
            return True
    return False


def widened(thing: DictObject) -> DictObject:
    """A dict of which nothing is known any more."""
    return replace(
        thing,
        entries={},
        optional=frozenset(),
        rest=(UNKNOWN, UNKNOWN),
        absent=frozenset(),
        version=thing.version + 1,
    )
