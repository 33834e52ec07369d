"""Real objects become abstract values: what a rule may know of what the handler passed.

Nothing of the user's code is called for it: no ``__repr__``, ``__len__`` or ``__eq__`` of a class
of theirs, only the type and the content of builtin objects.
"""

from __future__ import annotations

import io
import types
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from fclint.dryrun.injection import RequestText
from fclint.values import (
    Bool,
    ByteArray,
    Bytes,
    Class,
    Coroutine,
    Environ,
    Float,
    Function,
    Instance,
    Int,
    IteratorShape,
    Mapping,
    Module,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

_DEPTH = 5
_MOST_ITEMS = 500
_MOST_TEXT = 16_384
"""Of longer text the beginning is kept: twice what all response headers together may have."""
_VIEWS = {
    type({}.keys()): "dict_keys",
    type({}.values()): "dict_values",
    type({}.items()): "dict_items",
}
_SEQUENCES: tuple[type, ...] = (list, tuple, set, frozenset)
_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodWrapperType,
    types.WrapperDescriptorType,
)
_BIGGEST = 10**30
"""Greater numbers can't be written down: CPython refuses to convert thousands of digits."""

UNKNOWN = Value((Unknown(),))


class Observer:
    """Knows the objects that the server passed in a run."""

    def __init__(
        self,
        environ: object = None,
        start_response: object = None,
        request: RequestText | None = None,
    ) -> None:
        """The first two are recognised by identity, line breaks of the ``request`` by what
        surrounds them."""
        self._environ = environ
        self._start_response = start_response
        self._request = request

    def value(self, thing: Any, depth: int = _DEPTH) -> Value:
        """What is known of ``thing`` at this moment."""
        return UNKNOWN if depth == 0 else Value((self.shape(thing, depth),))

    def shape(self, thing: Any, depth: int = _DEPTH) -> Shape:
        """The one shape of ``thing``."""
        if self._environ is not None and thing is self._environ:
            return Environ()
        if self._start_response is not None and thing is self._start_response:
            return StartResponse()
        found = _scalar(thing) or self._collection(thing, depth) or _instance(thing)
        if isinstance(found, Str) and found.value is not None and self._request is not None:
            origin = self._request.origin(found.value)
            return found if origin is None else replace(found, origin=origin)
        return found

    def iterator(self, kind: str, items: Iterable[object]) -> Value:
        """A one-pass iterable that held ``items``, which have been taken from it."""
        seen = self._sequence(kind, items, _DEPTH)
        if kind != "generator":
            return Value((seen,))
        return Value((IteratorShape(kind, UNKNOWN if seen.item is None else seen.item),))

    def _collection(self, thing: Any, depth: int) -> Shape | None:
        cls = type(thing)
        for builtin in _SEQUENCES:
            if issubclass(cls, builtin):
                return self._sequence(builtin.__name__, _iterate(builtin, thing), depth)
        if cls in _VIEWS:
            return self._sequence(_VIEWS[cls], iter(thing), depth)
        if cls is range:
            return Sequence("range", None, Value((Int(),)), thing != range(0))
        if issubclass(cls, dict):
            return self._mapping(thing, cls.__name__, depth)
        return None

    def _sequence(self, kind: str, items: Iterable[object], depth: int) -> Sequence:
        seen = list(islice(items, _MOST_ITEMS + 1))
        values = tuple(self.value(item, depth - 1) for item in seen[:_MOST_ITEMS])
        shapes = dict.fromkeys(shape for value in values for shape in value.shapes)
        complete = len(seen) <= _MOST_ITEMS
        return Sequence(
            kind, values if complete else None, Value(tuple(shapes)) if shapes else None, bool(seen)
        )

    def _mapping(self, thing: dict[object, object], kind: str, depth: int) -> Mapping:
        pairs = list(islice(dict.items(thing), _MOST_ITEMS + 1))
        seen = tuple(
            (self.value(key, depth - 1), self.value(value, depth - 1))
            for key, value in pairs[:_MOST_ITEMS]
        )
        keys = dict.fromkeys(shape for key, _ in seen for shape in key.shapes)
        values = dict.fromkeys(shape for _, value in seen for shape in value.shapes)
        return Mapping(
            kind,
            seen if len(pairs) <= _MOST_ITEMS else None,
            Value(tuple(keys)) if keys else None,
            Value(tuple(values)) if values else None,
            bool(pairs),
        )


def _iterate(builtin: Any, thing: Any) -> Iterator[Any]:
    """The items as the builtin type has them, whatever a subclass overrides."""
    found: Iterator[Any] = builtin.__iter__(thing)
    return found


def plain_text(thing: str) -> str:
    """The text of an object of a subclass of str, whatever that overrides."""
    return str.__str__(thing)


def container_kind(thing: Any) -> str:
    """What holds the items of a body, in one word: ``list``, ``generator``, ``file``."""
    cls = type(thing)
    if isinstance(thing, types.GeneratorType):
        return "generator"
    if issubclass(cls, io.IOBase):
        return "file"
    for builtin in (*_SEQUENCES, dict):
        if issubclass(cls, builtin):
            return builtin.__name__
    return cls.__name__ if cls.__module__ == "builtins" else "iterable"


def _scalar(thing: Any) -> Shape | None:
    """The shape of what has no items; None for anything else."""
    cls = type(thing)
    if thing is None:
        return NoneShape()
    if cls is bool:
        return Bool(thing is True)
    if issubclass(cls, str):
        text = plain_text(thing)
        if len(text) <= _MOST_TEXT:
            return Str((text,))
        return Str((text[:_MOST_TEXT], None), nonempty=True)
    if issubclass(cls, bytes):
        content = bytes.__getitem__(thing, slice(_MOST_TEXT))
        if bytes.__len__(thing) <= _MOST_TEXT:
            return Bytes((content,))
        return Bytes((content[:64], None), nonempty=True)
    if cls is int:
        return Int(thing if -_BIGGEST < thing < _BIGGEST else None)
    if cls in (float, complex):
        return Float(None)
    if cls in (bytearray, memoryview):
        return ByteArray(cls.__name__)
    if isinstance(thing, types.CoroutineType):
        return Coroutine()
    if isinstance(thing, types.AsyncGeneratorType):
        return Coroutine("async_generator")
    return _code_object(thing, cls)


def _code_object(thing: Any, cls: type) -> Shape | None:
    if isinstance(thing, _FUNCTIONS):
        return Function(getattr(thing, "__name__", "function"))
    if issubclass(cls, type):
        return Class(type.__getattribute__(thing, "__name__"))
    if isinstance(thing, types.ModuleType):
        return Module(str(types.ModuleType.__getattribute__(thing, "__dict__").get("__name__")))
    return None


def _instance(thing: Any) -> Shape:
    """An object of another class: an iterator, a response, an enumeration's member."""
    cls = type(thing)
    if isinstance(thing, types.GeneratorType):
        return IteratorShape("generator", UNKNOWN)
    if issubclass(cls, io.IOBase):
        return IteratorShape("file", UNKNOWN)
    iterable = has_method(cls, "__iter__") or has_method(cls, "__getitem__")
    if has_method(cls, "__next__") and has_method(cls, "__iter__"):
        return IteratorShape(cls.__name__ if cls.__module__ == "builtins" else "iterator", UNKNOWN)
    base = next((kind.__name__ for kind in (int, float) if issubclass(cls, kind)), "object")
    name = (
        cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
    )
    return Instance(name, iterable=iterable, role=_role(cls), base=base)


def has_method(cls: type, name: str) -> bool:
    """Whether objects of ``cls`` have a special method, looked up as the interpreter does: on the
    type, where None stands for "not supported"."""
    for each in type.__getattribute__(cls, "__mro__"):
        if name in each.__dict__:
            return each.__dict__[name] is not None
    return False


def _role(cls: type) -> str | None:
    """``app`` or ``response`` for a WSGI application object: its ``__call__`` says so."""
    for each in type.__getattribute__(cls, "__mro__"):
        call = each.__dict__.get("__call__")
        if isinstance(call, types.FunctionType):
            names = call.__code__.co_varnames[1 : call.__code__.co_argcount]
            if "start_response" in names:
                return "response" if "response" in cls.__name__.lower() else "app"
            return None
    return None
