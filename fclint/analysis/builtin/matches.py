"""Regular expressions: whether patterns and matches deal in text or bytes, and what is found.

A pattern and a match carry what they deal in as their ``item``. A group that had no part in a match
is None; which have is not known here: a group is text, or something that isn't known.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.derived import pure
from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.joins import unite
from fclint.analysis.domain.shapes import NONE, STR, Ref, of_constant, single
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Composed
from fclint.values import Bytes, Instance, IteratorShape, Sequence, Shape, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

PATTERN, MATCH = "re.Pattern", "re.Match"
LOOKING = frozenset({"match", "search", "fullmatch", "findall", "finditer", "split"})
"""Methods of a pattern that look for it in their first argument."""


def with_texts(shape: Instance, texts: Value) -> Instance:
    """A pattern or match that deals in ``texts``: str or bytes."""
    return replace(shape, item=texts) if texts.must_be(Str, Bytes) else shape


def dealt_in(shape: Shape) -> type[Str] | type[Bytes] | None:
    """What a pattern or match deals in, where that is known."""
    if not isinstance(shape, Instance) or shape.name not in (PATTERN, MATCH):
        return None
    if shape.item is None:
        return None
    kinds = {type(each) for each in shape.item.shapes}
    return Str if kinds == {Str} else Bytes if kinds == {Bytes} else None


def constant_pattern(value: Value) -> tuple[str | bytes, int] | None:
    """The pattern and the flags that a constant, or what ``re.compile()`` made of one, is."""
    flags = 0
    if isinstance(value.term, Composed) and value.term.operation == "re.compile":
        pattern, *others = value.term.operands
        numbers = [single(each.value)[1] for each in others]
        flags = sum(number for number in numbers if isinstance(number, int))
        value = pattern.value
    known, text = single(value)
    return (text, flags) if known and isinstance(text, (str, bytes)) else None


def found_by(
    interp: Interpreter, state: State, qualified: str, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """What a function of ``re`` or a method of a pattern or match gives; None where it has nothing
    to do with text, or it isn't known whether it deals in text or bytes.

    ``arguments`` begin with the pattern or the match.
    """
    if not qualified.startswith("re.") or not arguments.positional:
        return None
    owner, _, method = qualified.removeprefix("re.").rpartition(".")
    source = state.resolve(arguments.positional[0])
    kind = _kind_of(source.shapes[0]) if len(source.shapes) == 1 else None
    if kind is None:
        return None
    part = Value((kind(),))
    if owner == "Match":
        found = _of_match(state, method, part, arguments, node)
    elif method in ("match", "search", "fullmatch") and len(arguments.positional) == 2:
        found = _searched(state, method, part, source, arguments)
    else:
        found = _of_pattern(state, method, part, source, node)
    return None if found is None else interp.identified(state, found, node)


def _kind_of(shape: Shape) -> type[Str] | type[Bytes] | None:
    return type(shape) if isinstance(shape, (Str, Bytes)) else dealt_in(shape)


def _of_pattern(
    state: State, method: str, part: Value, source: Value, node: cst.CSTNode
) -> Value | None:
    found = Instance(MATCH, iterable=False, item=part)
    match method:
        case "match" | "search" | "fullmatch":
            return Value((found, *NONE.shapes))
        case "finditer":
            return Value((IteratorShape("iterator", Value((found,))),))
        case "findall" if (groups := _groups(source)) is not None:
            pair = Value((Sequence("tuple", (part,) * groups, part),))
            return _new_list(state, part if groups < 2 else pair, node)
        case "split":
            return _new_list(state, _perhaps(part) if _groups(source) != 0 else part, node)
        case "sub" if isinstance(source.shapes[0], Instance):
            return part
    return None


def _flags_known(source: Value) -> bool:
    if not isinstance(source.term, Composed):
        return True
    return all(isinstance(single(each.value)[1], int) for each in source.term.operands[1:])


def _searched(state: State, method: str, part: Value, source: Value, arguments: Arguments) -> Value:
    """A match or None: where the pattern is known, a test of it tells of the text."""
    found = Value((Instance(MATCH, iterable=False, item=part), *NONE.shapes))
    known = constant_pattern(source) if not arguments.keywords and _flags_known(source) else None
    subject = state.resolve(arguments.positional[1])
    if known is None:
        return found
    pattern, flags = (Value((of_constant(each),)) for each in known)
    return state.resolve(Value(found.shapes, pure(f"re.{method}", subject, pattern, flags)))


def _of_match(
    state: State, method: str, part: Value, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    wanted = arguments.positional[1:]
    match method:
        case "group" | "__getitem__" if len(wanted) > 1:
            items = tuple(_group(part, each) for each in wanted)
            return Value((Sequence("tuple", items, _perhaps(part)),))
        case "group" | "__getitem__":
            return _group(part, wanted[0]) if wanted else part
        case "groups" if not wanted and not arguments.keywords:
            return Value((Sequence("tuple", None, _perhaps(part)),))
        case "groupdict" if not wanted and not arguments.keywords:
            thing = DictObject("dict", {}, rest=(STR, _perhaps(part)))
            return Value((Ref(state.allocate(node, thing)),))
        case "expand":
            return part
    return None


def _group(part: Value, number: Value) -> Value:
    return part if single(number) == (True, 0) else _perhaps(part)


def _perhaps(part: Value) -> Value:
    return Value(unite([*part.shapes, Unknown()]))


def _new_list(state: State, item: Value, node: cst.CSTNode) -> Value:
    return Value((Ref(state.allocate(node, ListObject("list", None, item))),))


def _groups(source: Value) -> int | None:
    """The number of groups of a pattern; None where that isn't known."""
    known = constant_pattern(source)
    if known is None or len(known[0]) > 1000:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text, flags = known
            if isinstance(text, bytes):
                return re.compile(text, flags).groups
            return re.compile(text, flags).groups
    except (re.error, ValueError, OverflowError, RecursionError):
        return None
