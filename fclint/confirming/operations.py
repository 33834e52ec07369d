"""Operations that an expression over a request may hold, done with Python's own objects.

What is here has no effect, and takes little time and memory for the short texts of a request that
is being looked for. Everything else is not known.
"""

from __future__ import annotations

import base64
import binascii
import functools
import html
import http.cookies
import io
import json
import operator
import posixpath
import re
import urllib.parse
import warnings
from collections.abc import Callable, Mapping
from typing import Any

_LONGEST_TEXT = 64
"""Characters in which a regular expression is looked for: some need time that doubles with each."""
_LARGEST = 1_000_000
_WIDE = re.compile(r"\d{3}|\*|\{[^{}]*\{")

_PLAIN = (str, bytes, int, float, bool, list, tuple, dict, set, frozenset, type(None))
_OBJECTS: tuple[type, ...] = (
    io.BytesIO,
    re.Match,
    re.Pattern,
    http.cookies.BaseCookie,
    http.cookies.Morsel,
    type({}.keys()),
    type({}.values()),
    type({}.items()),
    urllib.parse.SplitResult,
    urllib.parse.ParseResult,
)
_GROWING = frozenset({"zfill", "ljust", "rjust", "center", "expandtabs", "format_map", "load"})
"""Methods whose result may be of any size, and one that changes its object."""


class NotKnownError(Exception):
    """The operation is none of those that are known."""


def method(name: str, subject: Any, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """``subject.name(...)``. Raises :class:`NotKnownError`, or what the method raises."""
    if name in _GROWING or name.startswith("_") or not isinstance(subject, (*_PLAIN, *_OBJECTS)):
        raise NotKnownError
    if isinstance(subject, re.Pattern):
        _check_text(*arguments)
    if name == "format" and isinstance(subject, str):
        _check_template(subject)
    return getattr(subject, name)(*arguments, **keywords)


def attribute(subject: Any, name: str) -> Any:
    """``subject.name``, where that is data."""
    if name.startswith("_") or not isinstance(subject, _OBJECTS):
        raise NotKnownError
    return getattr(subject, name)


def function(name: str, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What the operator, builtin or library function ``name`` gives."""
    known = _OPERATORS.get(name) or _FUNCTIONS.get(name)
    if known is None:
        raise NotKnownError
    return known(*arguments, **keywords)


def _check_text(*texts: Any) -> None:
    if any(isinstance(each, (str, bytes)) and len(each) > _LONGEST_TEXT for each in texts):
        raise NotKnownError


def _regex(search: str) -> Callable[..., Any]:
    def run(pattern: Any, text: Any, *rest: Any, **keywords: Any) -> Any:
        _check_text(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return getattr(re, search)(pattern, text, *rest, **keywords)

    return run


def _compile(pattern: Any, *flags: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(pattern, *flags)


def _times(left: Any, right: Any) -> Any:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, int) and hasattr(other, "__len__") and len(other) * one > _LARGEST:
            raise NotKnownError
    return left * right


def _percent(left: Any, right: Any) -> Any:
    if isinstance(left, (str, bytes)):
        _check_template(left)
    return left % right


def _check_template(template: str | bytes) -> None:
    """A template may ask for any width."""
    text = template if isinstance(template, str) else template.decode("latin-1")
    if _WIDE.search(text):
        raise NotKnownError


def _slice(subject: Any, start: Any, stop: Any, step: Any) -> Any:
    return subject[slice(start, stop, step)]


def _unpack(subject: Any, count: int) -> tuple[Any, ...]:
    items = tuple(subject)
    if len(items) != count:
        raise ValueError("another number of values")
    return items


def _entries(*parts: Any) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _load(stream: Any, **keywords: Any) -> Any:
    return json.loads(stream.read(), **keywords)


def _breaks(subject: Any) -> bool:
    """Whether some text in ``subject`` holds CR or LF."""
    if isinstance(subject, str):
        return "\r" in subject or "\n" in subject
    if isinstance(subject, bytes):
        return b"\r" in subject or b"\n" in subject
    if isinstance(subject, dict):
        return any(map(_breaks, subject.values()))
    return isinstance(subject, (list, tuple)) and any(map(_breaks, subject))


def _make(kind: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *items: kind(items)


_OPERATORS: Mapping[str, Callable[..., Any]] = {
    "==": operator.eq,
    "is": operator.is_,
    "<": operator.lt,
    "in": lambda part, whole: part in whole,
    "has all": lambda whole, *parts: all(part in whole for part in parts),
    "not": operator.not_,
    "[]": operator.getitem,
    "[:]": _slice,
    "unpack": _unpack,
    "breaks": _breaks,
    "items": lambda subject: any(True for _ in subject),
    "+": lambda *parts: functools.reduce(operator.add, parts),
    "-": operator.sub,
    "*": _times,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": _percent,
    "[list]": _make(list),
    "[tuple]": _make(tuple),
    "[set]": _make(set),
    "[frozenset]": _make(frozenset),
    "[dict]": _entries,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **{each.__name__: each for each in (len, int, str, float, bool, list, tuple, set, dict)},
    **{each.__name__: each for each in (frozenset, sorted, min, max, abs, any, all, sum, ord)},
    "bytes": lambda *given: bytes(*given) if not isinstance(given[0], int) else _unknown(),
    "type": lambda subject: type(subject),
    "json.loads": json.loads,
    "json.load": _load,
    "re.compile": _compile,
    "re.match": _regex("match"),
    "re.search": _regex("search"),
    "re.fullmatch": _regex("fullmatch"),
    "re.split": _regex("split"),
    "re.findall": _regex("findall"),
    "urllib.parse.parse_qs": urllib.parse.parse_qs,
    "urllib.parse.parse_qsl": urllib.parse.parse_qsl,
    "urllib.parse.unquote": urllib.parse.unquote,
    "urllib.parse.unquote_plus": urllib.parse.unquote_plus,
    "urllib.parse.quote": urllib.parse.quote,
    "urllib.parse.urlsplit": urllib.parse.urlsplit,
    "urllib.parse.urlparse": urllib.parse.urlparse,
    "base64.b64decode": base64.b64decode,
    "base64.urlsafe_b64decode": base64.urlsafe_b64decode,
    "base64.standard_b64decode": base64.standard_b64decode,
    "binascii.unhexlify": binascii.unhexlify,
    "html.unescape": html.unescape,
    **dict.fromkeys(("hmac.compare_digest", "_operator._compare_digest"), operator.eq),
    "html.escape": html.escape,
    "http.cookies.SimpleCookie": http.cookies.SimpleCookie,
    "posixpath.basename": posixpath.basename,
    "posixpath.dirname": posixpath.dirname,
    "posixpath.splitext": posixpath.splitext,
    "posixpath.normpath": posixpath.normpath,
    "posixpath.join": posixpath.join,
}


def _unknown() -> Any:
    raise NotKnownError
