"""What JSON can't serialise: the types that ``json.dumps`` raises TypeError for."""

from __future__ import annotations

from fclint.values import (
    ByteArray,
    Bytes,
    Class,
    Coroutine,
    Function,
    Instance,
    IteratorShape,
    Mapping,
    Module,
    Sequence,
    Shape,
    StartResponse,
    Value,
    describe,
)

_NEVER = (
    Bytes, ByteArray, Class, Coroutine, Function, IteratorShape, Module, StartResponse
)  # fmt: skip
CLIENT_PACKAGES = frozenset(
    {"MySQLdb", "elasticsearch", "io", "mysql", "oss2", "psycopg2", "pymongo", "pymysql", "redis",
     "socket", "sqlalchemy", "sqlite3", "tablestore"}
)  # fmt: skip
"""Packages whose objects are connections, files and the like, iterable or not, but never data."""
_SERIALISED = ("list", "tuple")
_DEPTH = 5


def unserialisable(value: Value, depth: int = _DEPTH) -> str | None:
    """A few words for what ``value`` may be or hold that ``json.dumps(value)`` refuses; None where
    it is fine or not known."""
    for shape in value.shapes:
        found = _of_shape(shape, depth)
        if found is not None:
            return found
    return None


def _of_shape(shape: Shape, depth: int) -> str | None:
    match shape:
        case Sequence(kind=kind, items=items, item=item) if depth:
            if kind not in _SERIALISED:
                return kind
            parts = items if items is not None else ((item,) if item is not None else ())
            return _within(kind, parts, depth)
        case Mapping(kind=kind, entries=entries, value=value) if depth:
            keys = [key for key, _ in entries] if entries is not None else []
            if any(key.must_be(Bytes, Sequence) for key in keys):
                return f"{kind} with keys that are no str"
            values = [each for _, each in entries] if entries is not None else [value]
            return _within(kind, tuple(each for each in values if each is not None), depth)
        case Instance(iterable=iterable, role=role, base=base):
            # What can be iterated may be derived from dict, list or tuple.
            package = shape.name.partition(".")[0]
            refused = iterable is False or role is not None or package in CLIENT_PACKAGES
            return describe(shape) if refused and base in (None, "enum") else None
        case _ if isinstance(shape, _NEVER):
            return describe(shape)
    return None


def _within(kind: str, parts: tuple[Value, ...], depth: int) -> str | None:
    for part in parts:
        found = unserialisable(part, depth - 1)
        if found is not None:
            return found if " in " in found else f"{found} in a {kind}"
    return None
