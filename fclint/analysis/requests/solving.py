"""Solving: which part of a request makes a test come out true.

A test looks at what the program has computed: ``environ['PATH_INFO'].strip('/').split('/')[0]``.
The computation is known by its term, so it can be done again for a guess. A handful of guesses that
hold the constant in likely places solves what people write; no equation is turned round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from fclint.analysis.domain.shapes import single
from fclint.analysis.domain.terms import (
    Composed,
    DictGet,
    EnvironGet,
    EnvironItem,
    Iterated,
    Place,
    Pure,
    Taken,
    Verdict,
)
from fclint.analysis.requests.origins import BODY
from fclint.questions import Answer, Part
from fclint.values import Bytes, NoneShape, Shape, Str, Unknown, Value

_KEY = re.compile(r"[A-Z][A-Z0-9_]*|fc\.request_uri")
Test = Callable[[object], object]
"""Whether what the program computes is as a test wants it; may raise anything."""
_GROWING = frozenset({"zfill", "ljust", "rjust", "center", "expandtabs", "format"})
_LONGEST = 100_000
_SHORT = 100
_DEPTH = 12
_PATH = Part("environ", "PATH_INFO")


def part_of(value: Value, depth: int = _DEPTH) -> Part | None:
    """The part of the request that ``value`` is, or was computed from; None where that isn't
    known, or it is none."""
    match value.term:
        case EnvironItem(key=key) | EnvironGet(key=key):
            return Part("environ", key)
        case Taken(place=place):
            kind = kind_of_item(value.shapes) or "query"
            names = parts_of_place(place)
            if kind == "member":
                return Part(kind, ".".join(names)) if names else None
            return Part(kind, names[0] if names else "")
        case DictGet(key=key):
            known, name = single(key.value)
            kind = kind_of_item(value.shapes) or "query"
            return Part(kind, name) if known and isinstance(name, str) else None
        case Pure(operands=operands) | Composed(operands=operands) if depth:
            for each in operands:
                found = part_of(each.value, depth - 1)
                if found is not None:
                    return found
        case Iterated(source=source) if depth and kind_of_item(value.shapes) is None:
            return part_of(source.value, depth - 1)
        case Verdict(about=about) if depth and about:
            return part_of(about[0].value, depth - 1)
    return _by_origin(value)


def parts_of_place(place: Place) -> tuple[str, ...]:
    """The names that lead to a place, from the outside inwards."""
    names: list[str] = []
    current: object = place
    while isinstance(current, Place):
        known, key = single(current.key.value)
        if known and isinstance(key, str):
            names.insert(0, key)
        current = current.container
    return tuple(names)


def shares(value: Value, text: Answer) -> dict[Part, Answer] | None:
    """What each part has to be so that they make ``text`` together (``method + ' ' + path``); None
    where ``value`` isn't put together from several parts."""
    term = value.term
    if not isinstance(term, Composed) or term.operation != "+" or not isinstance(text, str):
        return None
    pattern, asked = "", []
    for each in term.operands:
        known, constant = single(each.value)
        part = None if known else part_of(each.value)
        if part is None and not isinstance(constant, str):
            return None
        pattern += re.escape(str(constant)) if part is None else "(.*?)"
        asked += [(part, each.value)] if part is not None else []
    found = re.fullmatch(pattern, text, re.DOTALL)
    if found is None or len({part for part, _ in asked}) < 2:
        return None
    return {
        part: holding(own, part, relation("==", share), share)
        for (part, own), share in zip(asked, found.groups(), strict=True)
    }


def relation(operation: str, constant: Answer) -> Test:
    """The test that something relates to ``constant`` as ``operation`` says: ``==``, ``in``, or a
    method that looks for it (``startswith``, ``find``)."""
    match operation:
        case "==":
            return lambda result: type(result) is type(constant) and result == constant
        case "in" | "find" | "rfind" | "index" | "rindex" | "count":
            return lambda result: constant in result  # type: ignore[operator]
    return lambda result: getattr(result, operation)(constant)


def holding(
    value: Value, part: Part, test: Test, constant: Answer, hints: Sequence[Answer] = ()
) -> Answer:
    """What ``part`` may be so that ``value``, computed from it, passes ``test``.

    ``constant`` is what the test looks for, ``hints`` what the part is known to begin with. Where
    no guess is right it is the constant itself, and None where that is no answer.
    """
    if constant is None:
        return None
    for guess in _guesses(part, constant, hints):
        if part == _PATH and not str(guess).startswith("/"):
            continue
        if _is_right(guess, value, part, test):
            return guess
    fallback = constant.decode("latin-1") if isinstance(constant, bytes) else constant
    if part.kind == "environ" and not isinstance(fallback, str):
        return None
    return fallback if part != _PATH or str(fallback).startswith("/") else f"/{fallback}"


def _is_right(guess: Answer, value: Value, part: Part, test: Test) -> bool:
    try:
        return bool(test(_computed(value, part, guess, _DEPTH)))
    except Exception:  # the computation fails for this guess, or isn't understood
        return False


def _guesses(part: Part, constant: Answer, hints: Sequence[Answer]) -> Iterator[Answer]:
    if part.kind == "member":
        yield constant
    if isinstance(constant, bytes):
        constant = constant.decode("latin-1")
    if isinstance(constant, bool):
        return
    if isinstance(constant, (int, float)):
        yield str(constant)
        if isinstance(constant, int) and 0 <= constant <= _LONGEST:
            yield "x" * constant
            yield "/" + "x" * (constant - 1)
        return
    text = str(constant)
    if len(text) > _LONGEST:
        return
    for hint in map(str, hints):
        yield from (f"{hint}{text}", f"{hint}/{text}", f"{hint}{text}/x", f"{hint}/{text}/x")
    for pattern in _PATTERNS:
        for each in (text, text.lower(), text.upper()):
            yield pattern.replace("=", each)
    for index in range(1, min(len(text), _SHORT)):  # something is put before it, or behind it
        yield from (text[:-index], text[index:])


_PATTERNS = (
    "=", "/=", "=/", "/=/", "= x", "=/x", "/=/x", "/x/=", "/x/=/x", "/x/x/=", "/x/x/=/x",
    "/x/x/x/=", "x =", "=;x", "=; x", "x;=", "=,x", "x,=", "=:x", "x:=", "/x.=", "/=.x",
    "x.=", "=.x", "=x", "x=", "x=x",
)  # fmt: skip
"""Where in a part of a request a constant (``=``) may be found."""


def _computed(value: Value, part: Part, guess: Answer, depth: int) -> object:
    """What the program computes of ``guess``. Raises where that fails, or isn't known."""
    term = value.term
    if isinstance(term, (Pure, Composed)) and depth:
        operands = [_computed(each.value, part, guess, depth - 1) for each in term.operands]
        return _applied(term.operation, operands)
    known, constant = single(value)
    if known and term is None:
        return constant
    if part_of(value) != part:
        if known:
            return constant
        raise ValueError("another part of the request")
    if value.must_be(Bytes) and isinstance(guess, str):
        return guess.encode("utf-8")
    return guess


def _applied(operation: str, operands: list[object]) -> object:
    first, *others = operands
    match operation:
        case "in":
            return first in others[0]  # type: ignore[operator]
        case "len":
            return len(first)  # type: ignore[arg-type]
        case "int":
            return int(*operands)  # type: ignore[call-overload]
        case "str":
            return str(first)
        case "[]":
            return first[others[0]]  # type: ignore[index]
        case "tail":
            return first[others[0] :]  # type: ignore[index]
        case "+":
            total: object = first
            for each in others:
                total = total + each  # type: ignore[operator]
            return total
    if not isinstance(first, (str, bytes)) or operation in _GROWING:
        raise ValueError(operation)
    return getattr(first, operation)(*others)


def kind_of_item(shapes: Iterable[Shape]) -> str | None:
    """What kind of part an item is that was taken out of decoded request data."""
    for shape in shapes:
        origin = shape.origin if isinstance(shape, (Str, Bytes, Unknown)) else None
        if origin is None:
            continue
        if isinstance(shape, Unknown):  # json.loads() of something
            return "member"
        if origin.name == BODY.name:
            return "form"
        if origin.name.startswith("parse_qs"):
            return "query"
    return None


def _by_origin(value: Value) -> Part | None:
    """The part that a value of unknown identity comes from."""
    for shape in value.shapes:
        origin = shape.origin if isinstance(shape, (Str, Bytes, NoneShape, Unknown)) else None
        if origin is None:
            continue
        if origin.name == BODY.name:
            return Part("body")
        kind = kind_of_item((shape,))
        if kind is not None:
            return Part(kind)
        if _KEY.fullmatch(origin.name):
            return Part("environ", origin.name)
    return None
