"""Folding: methods of constant text and pure functions of the library, with constant arguments, as
Python computes them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.text import TEXT_LIMIT, is_wide
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.joins import union
from fclint.analysis.domain.shapes import UNKNOWN, Ref, of_constant, single
from fclint.analysis.domain.state import State
from fclint.values import Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_FOLDED = frozenset(
    [
        "upper",
        "lower",
        "strip",
        "lstrip",
        "rstrip",
        "title",
        "capitalize",
        "swapcase",
        "casefold",
        "replace",
        "split",
        "rsplit",
        "partition",
        "rpartition",
        "splitlines",
        "startswith",
        "endswith",
        "isdigit",
        "isalpha",
        "isalnum",
        "isdecimal",
        "isspace",
        "isupper",
        "islower",
        "zfill",
        "ljust",
        "rjust",
        "center",
        "removeprefix",
        "removesuffix",
        "find",
        "rfind",
        "count",
        "index",
        "isascii",
        "isidentifier",
        "format",
        "hex",
    ]
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


def folded_method(
    interp: Interpreter,
    state: State,
    constant: str | bytes,
    name: str,
    arguments: Arguments,
    site: object,
) -> Value | None:
    """The method of a constant with constant arguments, as Python computes it."""
    given = _constants(state, arguments)
    if given is None or name not in _FOLDED or _may_be_long(constant, name, *given):
        return None
    try:
        result = getattr(constant, name)(*given[0], **given[1])
    except Exception:
        return None
    return _from_python(state, result, site)


_PURE = frozenset(
    {
        "wsgiref.util.is_hop_by_hop", "html.escape", "html.unescape",
        "urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.unquote",
        "urllib.parse.unquote_plus", "base64.b64encode", "base64.urlsafe_b64encode",
        "base64.standard_b64encode", "base64.encodebytes", "base64.b32encode", "base64.b16encode",
        "base64.b64decode", "base64.urlsafe_b64decode", "binascii.hexlify",
        "posixpath.basename", "posixpath.dirname", "posixpath.normpath", "posixpath.splitext",
        "textwrap.dedent",
    }
)  # fmt: skip
"""Functions whose result depends on their arguments alone, and takes time in proportion to them."""


def folded_function(
    state: State, qualified: str, arguments: Arguments, site: object
) -> Value | None:
    """A pure function of the library with constant arguments, as Python computes it."""
    given = _constants(state, arguments) if qualified in _PURE else None
    if given is None:
        return None
    positional, keywords = given
    lengths = (len(each) for each in positional if isinstance(each, (str, bytes)))
    if sum(lengths) > TEXT_LIMIT:
        return None
    module, _, name = qualified.rpartition(".")
    try:
        result = getattr(importlib.import_module(module), name)(*positional, **keywords)
    except Exception:
        return None
    return _from_python(state, result, site)


def _may_be_long(
    constant: str | bytes, name: str, positional: list[object], keywords: dict[str, object]
) -> bool:
    """Whether the result may be longer than TEXT_LIMIT: it is not computed to find out."""
    given = [*positional, *keywords.values()]
    longest = max((len(each) for each in given if isinstance(each, (str, bytes))), default=0)
    if len(constant) + longest > TEXT_LIMIT:
        return True
    if name in ("zfill", "ljust", "rjust", "center"):
        return any(isinstance(each, int) and each > TEXT_LIMIT for each in given)
    if name == "replace":
        return (len(constant) + 1) * longest > TEXT_LIMIT
    if name == "format" and isinstance(constant, str):
        return constant.count("{") * longest > TEXT_LIMIT or _has_wide_field(constant)
    return False


def _has_wide_field(template: str) -> bool:
    """Whether a field of ``template`` asks for a great width, or for one given as an argument."""
    from string import Formatter

    try:
        fields = list(Formatter().parse(template))
    except ValueError:
        return True
    return any(spec and (is_wide(spec) or "{" in spec) for _, _, spec, _ in fields)


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
