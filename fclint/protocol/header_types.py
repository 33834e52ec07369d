"""Whether headers have the type that start_response wants: a list of tuples of two str.

Sources: PEP 3333, "The start_response() Callable" and "Unicode Issues"; what Function Compute's
runtime accepts nevertheless was observed on its Python 3 runtimes (builds of 2023).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fclint.protocol.headers import header_items, header_pair
from fclint.rule import modal
from fclint.values import (
    Bytes,
    Instance,
    IteratorShape,
    Mapping,
    Sequence,
    Shape,
    Str,
    Unknown,
    Value,
    describe,
)


@dataclass(frozen=True, slots=True)
class HeaderFlaw:
    """What is wrong, and whether Function Compute's runtime accepts it nevertheless."""

    message: str
    accepted: bool = False


def header_type_flaws(headers: Value) -> Iterator[HeaderFlaw]:
    """Everything of a wrong type in some alternative of ``headers``, from the outside inwards."""
    for shape in headers.shapes:
        flaw = _container_flaw(headers, shape)
        if flaw is not None:
            yield flaw
        for item in header_items(shape):
            yield from _item_flaws(item)


def _container_flaw(headers: Value, shape: Shape) -> HeaderFlaw | None:
    match shape:
        case Unknown() | Sequence(kind="list"):
            return None
        case Instance():
            if not _is_wrong_instance(shape):
                return None
        case Sequence() | IteratorShape():
            return HeaderFlaw(_not_a_list(headers, shape), accepted=True)
    # What is known to be empty is never taken apart, so that nothing can go wrong there.
    return HeaderFlaw(_not_a_list(headers, shape), accepted=_is_empty(shape))


def _is_wrong_instance(shape: Instance) -> bool:
    """Whether iterating the object surely raises.

    The standard library's Headers has ``__getitem__`` with names, which makes ``iter`` succeed
    and the first step fail. Of other classes only what is known not to be iterable counts.
    """
    return shape.iterable is False or shape.name == "wsgiref.headers.Headers"


def _not_a_list(headers: Value, shape: Shape) -> str:
    return (
        f"headers {modal(headers, 'are', 'may be')} {describe(shape)}, "
        "not a list of (name, value) tuples"
    )


def _is_empty(shape: Shape) -> bool:
    match shape:
        case Mapping(entries=()) | Str(pieces=("",)) | Bytes(pieces=(b"",)):
            return True
    return False


def _item_flaws(item: Value) -> Iterator[HeaderFlaw]:
    for shape in item.shapes:
        match shape:
            case Unknown():
                continue
            case Instance() if shape.iterable is not False:
                continue
            case Sequence(kind="tuple" | "list", items=items) if items is None or len(items) == 2:
                pair = header_pair(shape)
                if shape.kind == "list":
                    yield HeaderFlaw("a header is a list, not a (name, value) tuple", accepted=True)
                if pair is not None:
                    yield from _pair_flaws(*pair)
            case Sequence(kind="tuple" | "list", items=items) if items is not None:
                yield HeaderFlaw(
                    f"a header is a {shape.kind} of length {len(items)}, not a (name, value) tuple"
                )
            case _:
                yield HeaderFlaw(f"a header is {describe(shape)}, not a (name, value) tuple")


def _pair_flaws(name: Value, value: Value) -> Iterator[HeaderFlaw]:
    for shape in name.shapes:
        if _is_no_str(shape):
            yield HeaderFlaw(
                f"header name {modal(name, 'is', 'may be')} {describe(shape)}, not str"
            )
    label = _label(name)
    for shape in value.shapes:
        if _is_no_str(shape):
            yield HeaderFlaw(
                f"header value{label} {modal(value, 'is', 'may be')} {describe(shape)}, not str"
            )


def _label(name: Value) -> str:
    """``for 'X-Count'`` where the name is known."""
    if len(name.shapes) == 1:
        (shape,) = name.shapes
        if isinstance(shape, Str) and shape.value is not None:
            return f" for {shape.value!r}"
    return ""


def _is_no_str(shape: Shape) -> bool:
    """Whether an object of this shape is certainly no str.

    An instance of a class whose base isn't known may be one (``markupsafe.Markup`` is), unless it
    is known not to be iterable, as every str is.
    """
    match shape:
        case Str() | Unknown() | Instance(base="str"):
            return False
        case Instance(base=None, role=None, iterable=iterable):
            return iterable is False
    return True
