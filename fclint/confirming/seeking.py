"""Seeking: how a request may be changed so that a test comes out otherwise.

An expression is followed back to the part of the request that it was computed from, and the
operations on the way are turned round as far as that is possible: for ``path.split('/')[1]`` to be
``'orders'`` the path is put together with ``orders`` in its second place. What comes out are
proposals: whoever asks tries them.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from fclint.conditions import (
    Applied,
    Environ,
    Expression,
    Key,
    Opaque,
    Some,
)
from fclint.confirming import patterns
from fclint.confirming.evaluation import Evaluation
from fclint.confirming.inverses import (
    INVERSE,
    is_json,
    parted,
    with_item,
    with_part,
    without,
)
from fclint.confirming.parts import with_key
from fclint.confirming.samples import FALSE, MEMBERS, OTHER, READABLE, SAMPLES, TRUE, UNREADABLE
from fclint.dryrun.request import Request

_SAME = frozenset(
    {".strip", ".lstrip", ".rstrip", ".replace", ".casefold", ".copy", ".items", ".expandtabs",
     "str", "html.unescape", "html.escape", "posixpath.normpath", "posixpath.basename",
     "list", "tuple", "sorted", "set", "dict", "frozenset", "bytes", ".getvalue"}
)  # fmt: skip
"""Operations that leave the values that are looked for as they are."""
_MATCHING = frozenset({"re.match", "re.search", "re.fullmatch", ".match", ".search", ".fullmatch"})
_MOST = 48


class Seeking:
    """Proposals that change ``request``, for which ``now`` evaluates expressions."""

    def __init__(self, request: Request, now: Evaluation, constants: Iterable[str] = ()) -> None:
        """Looks at nothing yet. ``constants`` are texts that the code asks about: they are tried,
        too."""
        self._request = request
        self._now = now
        self._other = (*OTHER, *constants)

    def truth(self, expression: Expression, outcome: bool) -> Iterator[Request]:
        """Requests for which ``expression`` may come out as ``outcome``."""
        return itertools.islice(_while_it_goes(self._truth(expression, outcome)), _MOST)

    def guesses(self, expression: Expression) -> Iterator[Request]:
        """Requests for which something that isn't followed may come out otherwise."""
        return itertools.islice(_while_it_goes(self._guesses(expression)), _MOST)

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
            case "==" | "is":
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
            case name if name in _MATCHING:
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
                wanted = self._now.known(other, _MISSING)
                if wanted is not _MISSING:
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
        wanted = self._now.known(part, _MISSING)
        if whole.is_of_request and wanted is not _MISSING:
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

    def _matching(self, expression: Applied, outcome: bool) -> Iterator[Request]:
        pattern, *rest = expression.operands
        given = self._now.known(pattern)
        flags = 0
        if isinstance(given, re.Pattern):
            given, flags = given.pattern, given.flags & ~re.UNICODE
        if not rest or not isinstance(given, (str, bytes)):
            return
        if not outcome:
            yield from self._values(rest[0], OTHER)
            return
        found = patterns.example(given, flags)
        if found is not None:
            wanted = found.encode("latin-1") if isinstance(given, bytes) else found
            yield from self._values(rest[0], (wanted,))

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
                key = self._now.known(others[0], _MISSING)
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
            if self._now.known(operand, _MISSING) is _MISSING:
                yield from self._working(operand)
        first, *others = expression.operands or (Opaque(),)
        if expression.operation == "[]":
            key = self._now.known(others[0], _MISSING)
            if isinstance(first, Environ):
                yield from self._changed(str(key), "1")
            for value in MEMBERS:
                yield from self._values(first, with_item(self._now.known(first), key, value))
        if expression.operation == "unpack":
            count = self._now.known(others[0])
            yield from self._values(first, parted(self._now.known(first), count))
        for operand in expression.operands:
            yield from self._values(operand, READABLE)

    # --- values

    def _values(self, expression: Expression, values: Iterable[Any]) -> Iterator[Request]:
        """Requests for which ``expression`` may be one of ``values``."""
        if expression.is_of_request:
            for value in values:
                yield from _while_it_goes(self._value(expression, value))

    def _value(self, expression: Expression, value: Any) -> Iterator[Request]:
        match expression:
            case Key(name=name):
                yield from self._changed(name, value)
            case Some(source=source):
                yield from self._item(source, value)
            case Applied(operands=(first, *others)):
                yield from self._operand(expression, first, others, value)
            case Opaque(about=about):
                for part in about:
                    yield from self._value(part, value)

    def _operand(
        self, whole: Applied, first: Expression, others: list[Expression], value: Any
    ) -> Iterator[Request]:
        """Requests for which an operation may give ``value``."""
        name = whole.operation
        if name in (".get", "[]", ".pop", ".setdefault"):
            yield from self._entry(name, first, others, value)
        elif name in _SAME:
            yield from self._value(first, value)
        elif name in INVERSE:
            arguments = [self._now.known(each) for each in others]
            try:
                sources = INVERSE[name](self._now.known(first), value, *arguments)
            except (TypeError, ValueError, AttributeError, IndexError, LookupError):
                return
            yield from self._values(first, sources)
        elif name == "+":
            yield from self._sum(whole, value)
        elif name == ".readlines":
            yield from self._changed("wsgi.input", b"x")
        elif name in (".read", ".readline", "json.load", ".getvalue"):
            content = json.dumps(value) if name == "json.load" and is_json(value) else value
            if isinstance(content, (str, bytes)):
                content = content.encode() if isinstance(content, str) else content
                yield from self._changed("wsgi.input", content)
        elif name == "attribute":
            yield from self._attribute(first, str(self._now.known(others[0])), value)
        elif name in _MATCHING and others:
            yield from self._matching(whole, bool(value))
        elif name == ".group":
            yield from self._truth(first, True)

    def _entry(
        self, name: str, first: Expression, others: list[Expression], value: Any
    ) -> Iterator[Request]:
        """``first[key]`` or ``first.get(key, default)`` as ``value``."""
        key = self._now.known(others[0], _MISSING) if others else _MISSING
        if key is _MISSING:
            yield from self._item(first, value)
            return
        default = self._now.known(others[1], _MISSING) if len(others) > 1 else None
        absent = name != "[]" and (value == default or value is None)
        if isinstance(first, Environ):
            yield from self._changed(str(key), None if absent else value)
            if absent and value is not None:
                yield from self._changed(str(key), value)
            return
        container = self._now.known(first)
        if absent:
            yield from self._values(first, without(container, key))
        yield from self._values(first, with_item(container, key, value))

    def _item(self, source: Expression, value: Any) -> Iterator[Request]:
        """The last item of ``source`` as ``value``."""
        if isinstance(source, Environ):
            yield from self._changed(str(value), "1")
            return
        if source == Key("wsgi.input"):  # its items are lines
            yield from self._changed("wsgi.input", value if isinstance(value, bytes) else b"x")
            return
        now = self._now.known(source)
        if isinstance(now, dict):
            yield from self._value(source, {**now, value: "1"})
            return
        if isinstance(now, (str, bytes)):
            yield from self._value(source, value)
            return
        items: list[Any] = list(now) if isinstance(now, (list, tuple)) else []
        yield from self._value(source, [*items[:-1], value])
        yield from self._value(source, [*items, value])

    def _sum(self, whole: Applied, value: Any) -> Iterator[Request]:
        """``'a' + x + 'b'`` as ``value``: what is known around ``x`` is taken off."""
        parts = [self._now.known(each) for each in whole.operands]
        for index, each in enumerate(whole.operands):
            if not each.is_of_request:
                continue
            try:
                if isinstance(value, (int, float)):
                    yield from self._value(each, value - (sum(parts) - parts[index]))
                    continue
                before = value[:0].join(parts[:index])
                after = value[:0].join(parts[index + 1 :])
            except TypeError:
                continue
            if value.startswith(before) and value.endswith(after):
                yield from self._value(each, value[len(before) : len(value) - len(after)])

    def _attribute(self, owner: Expression, name: str, value: Any) -> Iterator[Request]:
        if name in ("value", "coded_value", "path"):
            yield from self._value(owner, value)
        elif name == "query" and isinstance(value, str):
            yield from self._value(owner, f"/?{value}")

    def _changed(self, key: str, value: Any) -> Iterator[Request]:
        found = with_key(self._request, key, value)
        if found is None and key == "PATH_INFO" and isinstance(value, str):
            found = with_key(self._request, key, f"/{value}")
        if found is not None and found != self._request:
            yield found


_MISSING = object()
_BREAK = "x\r\nX-Injected: 1"


def _while_it_goes(proposals: Iterator[Request]) -> Iterator[Request]:
    """The proposals up to one that can't be made: values of any kind go through operations of any
    kind, and some refuse them."""
    with suppress(Exception):
        yield from proposals


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
