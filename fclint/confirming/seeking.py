"""Seeking: how a request may be changed so that a test comes out otherwise.

A test says which values the expressions in it would have to have; :mod:`fclint.confirming.tracing`
says how the request gives them. What comes out are proposals: whoever asks tries them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from fclint.conditions import (
    Applied,
    Environ,
    Expression,
    Opaque,
    Some,
)
from fclint.confirming.evaluation import Evaluation
from fclint.confirming.inverses import (
    parted,
    with_item,
    with_part,
    without,
)
from fclint.confirming.samples import FALSE, MEMBERS, OTHER, READABLE, SAMPLES, TRUE, UNREADABLE
from fclint.confirming.tracing import MATCHING, MISSING, Tracing, while_it_goes
from fclint.dryrun.request import Request

_MOST = 48


class Seeking(Tracing):
    """Proposals that change ``request``, for which ``now`` evaluates expressions."""

    def __init__(self, request: Request, now: Evaluation, constants: Iterable[str] = ()) -> None:
        """Looks at nothing yet. ``constants`` are texts that the code asks about: they are tried,
        too."""
        super().__init__(request, now, (*OTHER, *constants))

    def truth(self, expression: Expression, outcome: bool) -> Iterator[Request]:
        """Requests for which ``expression`` may come out as ``outcome``."""
        return itertools.islice(while_it_goes(self._truth(expression, outcome)), _MOST)

    def guesses(self, expression: Expression) -> Iterator[Request]:
        """Requests for which something that isn't followed may come out otherwise."""
        return itertools.islice(while_it_goes(self._guesses(expression)), _MOST)

    def _guesses(self, expression: Expression) -> Iterator[Request]:
        for each in _leaves(expression):
            yield from self._values(each, ("1", "x", None, "x@example.com", "2024-01-01", ""))

    # --- tests

    def _truth(self, expression: Expression, outcome: bool) -> Iterator[Request]:
        if not isinstance(expression, Applied):
            yield from self._values(expression, TRUE if outcome else FALSE)
            return
        first, *others = expression.operands or (Opaque(),)
        match expression.operation:
            case "not":
                yield from self._truth(first, not outcome)
            case "==" | "is" | "hmac.compare_digest" | "_operator._compare_digest":
                yield from self._equal(first, others[0], outcome)
            case "<":
                yield from self._less(first, others[0], outcome)
            case "in":
                yield from self._member(first, others[0], outcome)
            case "has all":
                for each in others if outcome else others[:1]:
                    name = str(self._now.known(each))
                    yield from self._changed(name, "1" if outcome else None)
            case "isinstance":
                kinds = self._now.known(others[0])
                known = kinds if isinstance(kinds, tuple) else ()
                named = [each for name, each in SAMPLES.items() if (name in known) is outcome]
                yield from self._values(first, named)
            case "matches":
                yield from self._values(first, _fitting(self._now.known(others[0])))
            case "raises":
                yield from self._failing(first)
            case "items":
                if outcome:
                    yield from self._item(first, "x")
                yield from self._values(first, TRUE if outcome else FALSE)
            case "breaks":
                yield from self._broken(first)
            case "completes":
                yield from self._working(first)
            case ".startswith" | ".endswith" as name:
                yield from self._affix(first, others, name, outcome)
            case name if name in MATCHING:
                yield from self._matching(expression, outcome)
            case ".isdigit" | ".isnumeric" | ".isdecimal" | ".isalnum":
                yield from self._values(first, ("1", b"1") if outcome else ("x y", "", b"-"))
            case ".isalpha" | ".isidentifier" | ".islower":
                yield from self._values(first, ("x", b"x") if outcome else ("1 1", "", b"-"))
            case ".isascii":
                yield from self._values(first, ("x", b"x") if outcome else ("\u00e9", b"\xe9"))
            case _:
                yield from self._values(expression, TRUE if outcome else FALSE)

    def _equal(self, left: Expression, right: Expression, outcome: bool) -> Iterator[Request]:
        for one, other in ((left, right), (right, left)):
            if one.is_of_request:
                wanted = self._now.known(other, MISSING)
                if wanted is not MISSING:
                    values = (
                        [wanted] if outcome else [each for each in self._other if each != wanted]
                    )
                    yield from self._values(one, values)

    def _less(self, left: Expression, right: Expression, outcome: bool) -> Iterator[Request]:
        """``left < right``."""
        limit, least = self._now.known(right), self._now.known(left)
        if left.is_of_request and isinstance(limit, (int, float)):
            smaller, greater = (limit - 1, limit // 2), (limit, limit + 1)
            yield from self._values(left, smaller if outcome else greater)
        if right.is_of_request and isinstance(least, (int, float)):
            smaller, greater = (least, least - 1), (least + 1, least * 2)
            yield from self._values(right, greater if outcome else smaller)
        if left.is_of_request and isinstance(limit, str):
            yield from self._values(left, ("", "!") if outcome else (limit, f"{limit}x"))
        if right.is_of_request and isinstance(least, str):
            yield from self._values(right, (f"{least}x",) if outcome else ("", least))

    def _member(self, part: Expression, whole: Expression, outcome: bool) -> Iterator[Request]:
        container = self._now.known(whole)
        wanted = self._now.known(part, MISSING)
        if whole.is_of_request and wanted is not MISSING:
            if isinstance(whole, Environ):
                yield from self._changed(str(wanted), "1" if outcome else None)
                return
            yield from self._values(whole, with_part(container, wanted) if outcome else [])
            if not outcome:
                yield from self._values(whole, without(container, wanted))
        if part.is_of_request:
            try:
                members = list(container or ())[:_MOST]
            except TypeError:
                return
            values = members if outcome else [each for each in self._other if each not in members]
            yield from self._values(part, values)

    def _affix(
        self, whole: Expression, others: list[Expression], name: str, outcome: bool
    ) -> Iterator[Request]:
        given = self._now.known(others[0]) if others else None
        affixes = given if isinstance(given, tuple) else (given,)
        if not outcome:
            yield from self._values(whole, OTHER)
            return
        now = self._now.known(whole)
        for each in affixes:
            if isinstance(each, (str, bytes)):
                kept = now if isinstance(now, type(each)) else each[:0]
                both: Any = each + kept if name == ".startswith" else kept + each  # type: ignore[operator]
                more: Any = each + (b"x" if isinstance(each, bytes) else "x")  # type: ignore[operator]
                yield from self._values(whole, (each, more, both))

    def _broken(self, expression: Expression) -> Iterator[Request]:
        """Requests for which text in ``expression`` may hold a line break."""
        match expression:
            case Applied(operation="[list]" | "[tuple]" | "[dict]" | "+", operands=operands):
                for each in operands:
                    yield from self._broken(each)
            case Opaque(about=about):
                for each in about:
                    yield from self._broken(each)
            case _ if expression.is_of_request:
                now = self._now.known(expression)
                broken = _BREAK.encode() if isinstance(now, bytes) else _BREAK
                yield from self._value(expression, broken)
                if isinstance(now, (str, bytes)) and now:
                    yield from self._value(expression, now + broken)  # type: ignore[operator]
                yield from self._deepest(expression)

    def _deepest(self, expression: Expression) -> Iterator[Request]:
        """The same for the parts that an expression is made of."""
        if isinstance(expression, Applied):
            for each in expression.operands:
                yield from self._broken(each)

    def _failing(self, expression: Expression) -> Iterator[Request]:
        """Requests for which computing ``expression`` may raise."""
        if isinstance(expression, Applied):
            first, *others = expression.operands or (Opaque(),)
            if expression.operation == "[]":
                key = self._now.known(others[0], MISSING)
                yield from self._values(first, without(self._now.known(first), key))
            if expression.operation == "unpack":
                yield from self._values(first, ([], ["x"] * (self._now.known(others[0]) + 1)))
            for operand in expression.operands:
                yield from self._values(operand, UNREADABLE)
                yield from self._failing(operand)

    def _working(self, expression: Expression) -> Iterator[Request]:
        """Requests for which computing ``expression`` may raise nothing: inner parts first."""
        if not isinstance(expression, Applied):
            return
        for operand in expression.operands:
            if self._now.known(operand, MISSING) is MISSING:
                yield from self._working(operand)
        first, *others = expression.operands or (Opaque(),)
        if expression.operation == "[]":
            key = self._now.known(others[0], MISSING)
            if isinstance(first, Environ):
                yield from self._changed(str(key), "1")
            for value in MEMBERS:
                yield from self._values(first, with_item(self._now.known(first), key, value))
        if expression.operation == "unpack":
            count = self._now.known(others[0])
            yield from self._values(first, parted(self._now.known(first), count))
        for operand in expression.operands:
            yield from self._values(operand, READABLE)


_BREAK = "x\r\nX-Injected: 1"


def _leaves(expression: Expression) -> Iterator[Expression]:
    """What isn't followed, and the regions of the request that it was made of."""
    match expression:
        case Opaque(about=about):
            yield from about
        case Applied(operands=operands):
            known = False
            for each in operands:
                for leaf in _leaves(each):
                    known = True
                    yield leaf
            if not known and expression.is_of_request:
                yield expression
        case Some(source=source):
            yield from _leaves(source)


def _fitting(allowed: Any) -> list[Any]:
    found: list[Any] = []
    for kind, known in allowed or ():
        found.extend([known] if kind == "constant" else [SAMPLES[kind], "1", "/x"])
    return found
