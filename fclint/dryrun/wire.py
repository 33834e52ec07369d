"""Events as JSON: what crosses the border between the process of the user's code and ours.

The other side runs the user's code and isn't trusted. So JSON, which makes no objects, and every
dataclass that is built here is checked against its annotations.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from fclint import events, finding, values
from fclint.dryrun import places
from fclint.finding import Place, Span, Trace

_KIND = "_"
_LONGEST_LIST = 20_000
_DEEPEST = 40


class WireError(ValueError):
    """Data that no fclint has written."""


def encode(thing: Any) -> Any:
    """A dataclass of the vocabulary, or what its fields hold, as JSON data."""
    if thing is None or isinstance(thing, (bool, int, float, str)):
        return thing
    if isinstance(thing, bytes):
        return {_KIND: "bytes", "base64": base64.b64encode(thing).decode("ascii")}
    if isinstance(thing, (tuple, list)):
        return [encode(each) for each in thing]
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        found: dict[str, Any] = {_KIND: type(thing).__name__}
        for field in dataclasses.fields(thing):
            if not field.init:  # computed of the others
                continue
            value = getattr(thing, field.name)
            if field.default is dataclasses.MISSING or value != field.default:
                found[field.name] = encode(value)
        return found
    raise TypeError(f"{type(thing).__name__} is not of the vocabulary")


def decode(data: Any, depth: int = 0) -> Any:
    """The object that :func:`encode` made ``data`` of. Raises :class:`WireError`."""
    if depth > _DEEPEST:
        raise WireError("nested too deeply")
    if data is None or isinstance(data, (bool, int, float, str)):
        return data
    if isinstance(data, list):
        if len(data) > _LONGEST_LIST:
            raise WireError("too long")
        return tuple(decode(each, depth + 1) for each in data)
    if not isinstance(data, Mapping):
        raise WireError("no JSON data")
    kind = data.get(_KIND)
    if kind == "bytes":
        try:
            return base64.b64decode(data.get("base64", ""), validate=True)
        except (binascii.Error, ValueError, TypeError):
            raise WireError("no base64") from None
    cls = _vocabulary().get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise WireError(f"unknown kind {kind!r}")
    fields = {key: decode(value, depth + 1) for key, value in data.items() if key != _KIND}
    hints = _hints(cls)
    for name, value in fields.items():
        if name not in hints or not _fits(value, hints[name]):
            raise WireError(f"{kind}.{name}")
    try:
        return cls(**fields)
    except (TypeError, ValueError):
        raise WireError(f"incomplete {kind}") from None


@cache
def _vocabulary() -> Mapping[str, type]:
    """The dataclasses that may be built, by name."""
    found: dict[str, type] = {}
    for module in (values, events):
        for name, member in vars(module).items():
            if not isinstance(member, type) or member.__module__ != module.__name__:
                continue
            if hasattr(member, "__dataclass_fields__"):
                found[name] = member
    for cls in (finding.Related, Span, places.Spot, places.NoDecisions):
        found[cls.__name__] = cls
    return found


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    return typing.get_type_hints(cls)


def _fits(value: Any, hint: Any) -> bool:
    """Whether ``value`` may be in a field of the type ``hint``."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, each) for each in typing.get_args(hint))
    if origin is tuple:
        arguments = typing.get_args(hint)
        if not isinstance(value, tuple):
            return False
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return all(_fits(each, arguments[0]) for each in value)
        return len(value) == len(arguments) and all(map(_fits, value, arguments))
    if hint is Place:
        return isinstance(value, (Span, places.Spot))
    if hint is Trace:
        return isinstance(value, places.NoDecisions)
    if hint in (object, type(None)):
        return bool(value is None)
    if hint is float:
        return type(value) in (int, float)
    if hint in (str, int, bool, bytes):
        return bool(type(value) is hint)
    return isinstance(hint, type) and bool(isinstance(value, hint))
