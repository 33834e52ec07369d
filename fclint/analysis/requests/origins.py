"""Origins: which values are request data, and where in the request they come from.

A request is parsed by lines: what is taken from it as it is (headers, the query string) holds
neither CR nor LF; what the server has decoded (the path) and the body may hold both.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.shapes import Address, Ref
from fclint.analysis.domain.terms import EnvironGet, EnvironItem
from fclint.values import (
    Bytes,
    Instance,
    Int,
    IteratorShape,
    NoneShape,
    Origin,
    Shape,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.domain.state import State

BODY = Origin("the body", "\r\n")
"""What ``environ['wsgi.input']`` holds."""
LENGTH = "CONTENT_LENGTH"
_DECODED = frozenset({"PATH_INFO", "SCRIPT_NAME", "PATH_TRANSLATED"})
_QUOTED = frozenset({"QUERY_STRING", "REQUEST_URI", "RAW_URI", "fc.request_uri"})


@lru_cache(maxsize=256)
def of_key(key: str) -> Origin:
    """The origin of what the server puts under ``key``."""
    return Origin(key, "\r\n" if key in _DECODED else "", quoted=key in _QUOTED)


def is_of_application(key: str) -> bool:
    """Whether ``key`` is one that applications and middleware agree on (``myapp.session``)."""
    return "." in key and not key.startswith(("wsgi.", "fc."))


def absent(key: str, default: Value) -> Value:
    """The default of ``environ.get(key, default)``: a None stands for what the request lacks."""
    if not any(isinstance(shape, NoneShape) and shape.origin is None for shape in default.shapes):
        return default
    if is_of_application(key):
        return default
    missing = NoneShape(of_key(key))
    shapes = (missing if isinstance(shape, NoneShape) else shape for shape in default.shapes)
    return Value(tuple(dict.fromkeys(shapes)), default.term)


def selected(value: Value) -> Value:
    """One of several values, chosen by what isn't known: that one of them is None doesn't mean
    that it can be the one."""
    if len(value.shapes) == 1 or not value.may_be(NoneShape):
        return value
    shapes = (NoneShape() if isinstance(shape, NoneShape) else shape for shape in value.shapes)
    return Value(tuple(dict.fromkeys(shapes)), value.term)


def length_of_body() -> Str:
    """CONTENT_LENGTH where a server sets it: a numeral, or nothing (PEP 3333)."""
    return Str(origin=of_key(LENGTH), ascii=True)


def is_numeral_or_empty(shape: Shape) -> bool:
    """Whether the shape is CONTENT_LENGTH as it came."""
    return (
        isinstance(shape, Str)
        and shape.ascii
        and shape.pieces == (None,)
        and shape.origin is not None
        and shape.origin.name == LENGTH
    )


def origin_of(state: State, shape: Shape, term: object = None) -> Origin | None:
    """Where in the request the object, or what it holds, comes from; None where it doesn't.

    ``term`` is the identity of the value that ``shape`` is an alternative of: whatever
    ``environ.get(key, default)`` gives stands for that key.
    """
    match shape:
        case Str(origin=origin) | Bytes(origin=origin) | NoneShape(origin=origin):
            found = origin
        case Unknown():
            return None
        case Instance(item=item) | IteratorShape(item=item):
            found = _of_alternatives(item)
        case Ref(address=address):
            found = _of_container(state, address)
        case _:
            found = None
    if found is None and isinstance(term, (EnvironGet, EnvironItem)):
        return None if is_of_application(term.key) else of_key(term.key)
    return found


def _of_container(state: State, address: Address, depth: int = 2) -> Origin | None:
    """The origin of what a list or dict holds."""
    thing = state.heap.get(address)
    items: tuple[Value | None, ...] = ()
    if isinstance(thing, ListObject):
        items = (*(thing.items or ())[:_FEW], thing.item)
    elif isinstance(thing, DictObject) and thing.rest is not None:
        items = (thing.rest[1],)
    for item in items:
        found = _of_alternatives(item)
        for shape in item.shapes if item is not None and depth else ():
            if found is None and isinstance(shape, Ref):
                found = _of_container(state, shape.address, depth - 1)
        if found is not None:
            return found
    return None


_FEW = 8
"""So many items of a list are looked at."""


def _of_alternatives(value: Value | None) -> Origin | None:
    """The origin of one of a value's alternatives."""
    for shape in value.shapes if value is not None else ():
        if isinstance(shape, (Str, Bytes)) and shape.origin is not None:
            return shape.origin
    return None


def stream() -> Instance:
    """``environ['wsgi.input']``: its items are lines of the body, which marks it."""
    item = Value((Bytes(nonempty=True, origin=BODY),))
    return Instance("io.BytesIO", iterable=True, item=item)


_USED_UP = replace(stream(), item=Value(()))


def read_from(receiver: Shape) -> Origin | None:
    """The origin of what a file gives, where it is a stream of request data."""
    if is_used_up(receiver):
        return BODY
    if isinstance(receiver, Instance) and receiver.name.startswith("io."):
        return _of_alternatives(receiver.item)
    return None


def is_used_up(stream: Shape) -> bool:
    """Whether nothing is left in a stream of request data."""
    return stream == _USED_UP


def note_reading(state: State, receiver: Value, method: str, arguments: Arguments) -> None:
    """``method`` of a file is called: one that reads to the end leaves nothing of the request's
    body to be read, until somebody goes back."""
    shape = receiver.shapes[0]
    if not isinstance(receiver.term, EnvironItem) or not isinstance(shape, Instance):
        return
    if method == "seek":
        state.facts[receiver.term] = (stream(),)
    elif method in ("read", "readlines") and _is_all(arguments):
        state.facts[receiver.term] = (_USED_UP,)


def note_used_up(state: State, source: Shape, term: object) -> None:
    """All items of ``source`` have been taken: of the request's body nothing is left to be read."""
    if isinstance(term, EnvironItem) and isinstance(source, Instance) and read_from(source):
        state.facts[term] = (_USED_UP,)


def may_go_back(state: State, environ: Address) -> None:
    """Unknown code has got the environ there, or what it holds: it may have gone back to where the
    request's body begins."""
    for term, known in list(state.facts.items()):
        if isinstance(term, EnvironItem) and term.address == environ and known == (_USED_UP,):
            state.facts[term] = (stream(),)


def _is_all(arguments: Arguments) -> bool:
    """Whether what is given as a size means everything: nothing, None or a negative number."""
    if not arguments.complete or arguments.keywords:
        return False
    sizes = [shape for value in arguments.positional for shape in value.shapes]
    return all(
        isinstance(size, NoneShape) or (isinstance(size, Int) and (size.value or 0) < 0)
        for size in sizes
    )


def with_origin(state: State, value: Value, origin: Origin) -> Value:
    """The value, its bytes and text (also in a list that was made for it) marked as request
    data."""
    for shape in value.shapes:
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        if isinstance(thing, ListObject) and isinstance(shape, Ref) and thing.item is not None:
            item = with_origin(state, thing.item, origin)
            state.mutable(shape.address, ListObject).item = item
    shapes = tuple(
        replace(shape, origin=origin) if isinstance(shape, (Str, Bytes)) else shape
        for shape in value.shapes
    )
    return Value(shapes, value.term)
