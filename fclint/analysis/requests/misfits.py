"""Arguments that don't fit: request data handed to methods and functions that refuse its type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.matches import LOOKING, PATTERN, dealt_in
from fclint.analysis.domain.shapes import known_text
from fclint.analysis.domain.state import State
from fclint.analysis.requests.misuse import (
    ATTRIBUTE_ERROR,
    TYPE_ERROR,
    Refused,
    checked,
    drop,
    kind_name,
    misused,
)
from fclint.analysis.requests.origins import is_numeral_or_empty, origin_of, read_from
from fclint.events import Cause
from fclint.protocol.refusals import (
    ARGUMENT_ADVICE,
    BYTES_ONLY,
    CONVERT,
    NO_SIZE,
    PATTERNS,
    READS,
    REFUSED,
    TEXT_ONLY,
    bare_name,
    method_advice,
)
from fclint.values import Bytes, Instance, Origin, Sequence, Shape, Str, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_NUMBERS = frozenset({"int", "bool"})
_BUFFERS = frozenset({"bytes", "bytearray", "memoryview"})
_PLAIN = frozenset({"str", "bytes", "None", "int", "bool", "float", "list", "dict", "tuple", "set"})

# The arguments of methods of str and bytes that have to be of the same type: how many from the
# first, and whether None may stand for "the default".
_SAME_KIND: dict[str, tuple[int, bool]] = {
    **dict.fromkeys(("split", "rsplit", "strip", "lstrip", "rstrip"), (1, True)),
    **dict.fromkeys(("partition", "rpartition", "removeprefix", "removesuffix"), (1, False)),
    **dict.fromkeys(("find", "rfind", "index", "rindex", "count"), (1, False)),
    **dict.fromkeys(("startswith", "endswith"), (1, False)),
    "replace": (2, False),
}
_MAY_BE_A_BYTE = frozenset({"find", "rfind", "index", "rindex", "count"})
_MAY_BE_A_TUPLE = frozenset({"startswith", "endswith"})

# What raises something else: these look for a method of str in None.
_NOT_TYPE_ERROR = {
    ("urllib.parse.unquote_plus", "None"): ATTRIBUTE_ERROR,
    ("html.escape", "None"): ATTRIBUTE_ERROR,
}
# What the methods of library objects refuse as their first argument.
_TEXT_FILES = ("io.TextIOWrapper", "io.StringIO")
_BYTE_FILES = ("io.BufferedWriter", "io.BytesIO", "io.BufferedRandom")


def method_arguments(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Arguments | None:
    """The arguments of ``receiver.name(...)`` that are left; None where nothing is."""
    if not arguments.positional or arguments.more_positional:
        return arguments
    shape = receiver.shapes[0]
    if isinstance(shape, Instance):
        return _library_method(interp, state, shape, name, arguments, node)
    rule = _SAME_KIND.get(name)
    if rule is None or not isinstance(shape, (Str, Bytes)):
        return arguments
    count, optional = rule
    own = "str" if isinstance(shape, Str) else "bytes"
    origin = origin_of(state, shape, receiver.term)
    for index in range(min(count, len(arguments.positional))):
        refused = []
        value = state.resolve(arguments.positional[index])
        for each in value.shapes:
            kind = _misfit(state, own, name, each)
            if kind is None or (kind == "None" and optional):
                continue
            cause = _argument_cause(f"{own}.{name}", kind, origin, state, each, value)
            refused.append(Refused(each, TYPE_ERROR, cause))
        left = _left(interp, state, arguments, index, value, refused, node)
        if left is None:
            return None
        arguments = left
    return arguments


def _misfit(state: State, own: str, method: str, shape: Shape) -> str | None:
    """The kind of an argument that a method of ``own`` refuses; None where it may do."""
    kind = kind_name(state, shape)
    if kind is None or kind == own or (own == "bytes" and kind in _BUFFERS):
        return None
    if own == "bytes" and kind in _NUMBERS and method in _MAY_BE_A_BYTE:
        return None
    if kind == "tuple" and method in _MAY_BE_A_TUPLE:
        items = shape.items if isinstance(shape, Sequence) else None
        kinds = {
            kind_name(state, item.shapes[0]) if len(item.shapes) == 1 else None
            for item in items or ()
        }
        # Items are tried in turn: the first one decides only where it doesn't fit.
        return None if not kinds or None in kinds or own in kinds else "tuple"
    return kind if kind in _PLAIN else None


def _argument_cause(
    operation: str, kind: str, origin: Origin | None, state: State, shape: Shape, value: Value
) -> Cause | None:
    """Why a call with an argument of that kind raises; the receiver's origin counts as well."""
    own = origin_of(state, shape, value.term) if kind in ("str", "bytes", "None") else None
    other = "bytes" if operation.startswith("bytes.") else "str"
    return misused(f"{operation}({kind})", origin or own, method_advice(other, kind))


def _left(
    interp: Interpreter,
    state: State,
    arguments: Arguments,
    index: int,
    value: Value,
    refused: list[Refused],
    node: cst.CSTNode,
) -> Arguments | None:
    if not refused:
        return arguments
    kept = drop(interp, state, value, refused, node)
    if kept is None:
        return None
    positional = list(arguments.positional)
    positional[index] = kept
    return replace(arguments, positional=tuple(positional))


def _library_method(
    interp: Interpreter,
    state: State,
    shape: Instance,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Arguments | None:
    value = state.resolve(arguments.positional[0])
    kinds: frozenset[str]
    origin: Origin | None = None
    operation = f"{shape.name.rpartition('.')[2]}.{name}"
    if name in READS and shape.name.startswith("io."):
        kinds, origin = NO_SIZE, read_from(shape)
        operation = name
    elif name == "write" and shape.name in _TEXT_FILES:
        kinds = TEXT_ONLY
    elif (name == "write" and shape.name in _BYTE_FILES) or (
        name == "update" and shape.name.endswith(("HASH", "_Hash", "hmac.HMAC"))
    ):
        kinds = BYTES_ONLY
    else:
        if shape.name != PATTERN:
            return arguments
        _looked_at(state, value)
        dealt = dealt_in(shape)
        if dealt is None or name not in LOOKING:
            return arguments
        kinds = TEXT_ONLY if dealt is Str else BYTES_ONLY
    refused = []
    for each in value.shapes:
        kind = kind_name(state, each)
        if kind not in kinds:
            continue
        own = origin_of(state, each, value.term)
        advice = CONVERT if name in READS else ARGUMENT_ADVICE[kind]
        cause = misused(f"{operation}({kind})", own or origin, advice)
        if cause is not None:
            refused.append(Refused(each, TYPE_ERROR, cause))
    return _left(interp, state, arguments, 0, value, refused, node)


def function_arguments(
    interp: Interpreter, state: State, qualified: str, arguments: Arguments, node: cst.CSTNode
) -> Arguments | None:
    """The arguments of a call of a library function that are left; None where nothing is."""
    kinds = REFUSED.get(qualified)
    is_pattern = qualified in PATTERNS
    if (kinds is None and not is_pattern) or not arguments.positional or arguments.more_positional:
        return arguments
    index = 0
    if is_pattern:
        if len(arguments.positional) < 2:
            return arguments
        index, kinds = 1, _refused_by_pattern(state, arguments.positional[0])
        _looked_at(state, arguments.positional[1])
    assert kinds is not None
    indices = range(len(arguments.positional)) if qualified.endswith("path.join") else (index,)
    for each in indices:
        left = _fitting(interp, state, qualified, kinds, each, arguments, node)
        if left is None:
            return None
        arguments = left
    return arguments


def _looked_at(state: State, value: Value) -> None:
    """CONTENT_LENGTH is matched with a pattern, which is how one tests for a numeral."""
    if any(is_numeral_or_empty(shape) for shape in state.resolve(value).shapes):
        checked(state, value)


def _fitting(
    interp: Interpreter,
    state: State,
    qualified: str,
    kinds: frozenset[str],
    index: int,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Arguments | None:
    value = state.resolve(arguments.positional[index])
    refused = []
    for shape in value.shapes:
        kind = kind_name(state, shape)
        if kind not in kinds:
            continue
        operation = f"{bare_name(qualified)}({kind})"
        cause = misused(operation, origin_of(state, shape, value.term), ARGUMENT_ADVICE[kind])
        if cause is not None:
            exception = _NOT_TYPE_ERROR.get((qualified, kind), TYPE_ERROR)
            refused.append(Refused(shape, exception, cause))
    return _left(interp, state, arguments, index, value, refused, node)


def _refused_by_pattern(state: State, pattern: Value) -> frozenset[str]:
    """What a pattern of a known kind can't be looked for in."""
    pattern = state.resolve(pattern)
    dealt = dealt_in(pattern.shapes[0]) if len(pattern.shapes) == 1 else None
    if dealt is Str or (pattern.must_be(Str) and known_text(pattern) is not None):
        return TEXT_ONLY
    if dealt is Bytes:
        return BYTES_ONLY
    return BYTES_ONLY if pattern.must_be(Bytes) else frozenset({"None"})


def joinable(
    interp: Interpreter,
    state: State,
    separator: Str | Bytes,
    items: tuple[Value, ...] | None,
    item: Value | None,
    node: cst.CSTNode,
) -> bool:
    """``separator.join(items)``: False where it raises for whatever the items may be.

    ``item`` is what any of them may be where they aren't known one by one.
    """
    own = "str" if isinstance(separator, Str) else "bytes"
    known = items is not None
    origin = separator.origin
    for value in items or ():
        for shape in value.shapes:
            if origin is None and isinstance(shape, (Str, Bytes)):
                origin = shape.origin
    for value in items if items is not None else (item,) if item is not None else ():
        value = state.resolve(value)
        refused = []
        wrong = 0
        for shape in value.shapes:
            kind = kind_name(state, shape)
            if kind is None or kind == own or (own == "bytes" and kind in _BUFFERS):
                continue
            wrong += 1
            cause = _argument_cause(f"{own}.join", kind, origin, state, shape, value)
            if cause is not None:
                refused.append(Refused(shape, TYPE_ERROR, cause))
        if known and not refused and wrong == len(value.shapes):
            interp.throw(state, node, TYPE_ERROR)
            return False
        if not refused or (not known and len(refused) < len(value.shapes)):
            continue
        if drop(interp, state, value, refused, node) is None and known:
            return False
    return True
