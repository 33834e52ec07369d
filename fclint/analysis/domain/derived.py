"""Derived values: what a test of something computed tells about what it was computed from.

``len(environ.get(key, '').split(',')) > 1`` came out true: then the text was not ``''``, and so the
key is there. Each computation is a chain of pure operations on one value with constant arguments
(:class:`~fclint.analysis.domain.terms.Pure`), done for the constants that the value may be.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from fclint.analysis.domain.shapes import constant_of, single
from fclint.analysis.domain.terms import Operand, Pure, depth
from fclint.values import Bytes, Int, Shape, Str, Value

Computation = Callable[[object], object]


def computations(term: object) -> Iterator[tuple[Value, Computation]]:
    """Each value that a chain of pure operations went through, the last one first, with what the
    rest of the chain makes of it. Nothing where ``term`` is no such chain."""
    following: list[Computation] = []
    while isinstance(term, Pure) and term.operation not in ("in", "type"):
        source, *others = term.operands
        arguments = [single(each.value) for each in others]
        if not all(known for known, _ in arguments):
            return
        given = [constant for _, constant in arguments]
        following.insert(0, functools.partial(_apply, term.operation, given))
        yield source.value, functools.partial(_apply_all, tuple(following))
        term = source.value.term


def _apply_all(steps: tuple[Computation, ...], subject: object) -> object:
    for step in steps:
        subject = step(subject)
    return subject


def _apply(operation: str, arguments: Sequence[object], subject: object) -> object:
    match operation:
        case "len":
            return len(subject)  # type: ignore[arg-type]
        case "int":
            return int(subject)  # type: ignore[call-overload]
        case "[]":
            return subject[arguments[0]]  # type: ignore[index]
        case "re.match" | "re.search" | "re.fullmatch":
            return _matched(operation.removeprefix("re."), subject, *arguments)
    return getattr(subject, operation)(*arguments)


_LONGEST = 64
"""Text longer than this is not searched: how long that takes is for the pattern to say."""


def _matched(function: str, subject: object, pattern: object, flags: object) -> object:
    if not isinstance(subject, (str, bytes)) or len(subject) > _LONGEST:
        raise ValueError("not searched")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return getattr(re, function)(pattern, subject, flags)


def results_of(compute: Computation, constant: object) -> Iterator[object]:
    """What a computation makes of a constant; nothing where it raises."""
    try:
        yield compute(constant)
    except Exception:
        return


def left_where(
    shapes: tuple[Shape, ...], compute: Computation, holds: Callable[[object], bool]
) -> tuple[Shape, ...]:
    """The shapes of a value of which the computation may give something that ``holds``.

    Where it raises there is nothing to hold. Of text that isn't known only ``''`` is tried.
    """

    def may_be(constant: object) -> bool:
        try:
            return holds(compute(constant))
        except Exception:
            return False

    kept: list[Shape] = []
    for shape in shapes:
        known, constant = constant_of(shape)
        if known:
            kept.extend([shape] if may_be(constant) else [])
        elif isinstance(shape, (Str, Bytes)) and not shape.least_length:
            empty = "" if isinstance(shape, Str) else b""
            kept.append(shape if may_be(empty) else replace(shape, nonempty=True))
        else:
            kept.append(shape)
    return tuple(kept)


def pure(operation: str, subject: Value, *arguments: Value) -> Pure | None:
    """The term of an operation on a value whose identity is known, with constant arguments."""
    if subject.term is None or not all(single(each)[0] for each in arguments):
        return None
    term = Pure(operation, (Operand(subject), *map(Operand, arguments)))
    return term if depth(term) < 6 else None


def number(operation: str, subject: Value, *arguments: Value) -> Value | None:
    """An int that an operation computes; None where what it computes it from has no identity."""
    term = pure(operation, subject, *arguments)
    return Value((Int(),), term) if term is not None else None
