"""Tracing: how a request may be changed so that an expression over it has another value.

The expression is followed back to the part of the request that it was computed from, and the
operations on the way are turned round as far as that is possible: for ``path.split('/')[1]`` to be
``'orders'`` the path is put together with ``orders`` in its second place.
"""

from __future__ import annotations

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
    with_item,
    without,
)
from fclint.confirming.parts import with_key
from fclint.dryrun.request import Request

_SAME = frozenset(
    {".strip", ".lstrip", ".rstrip", ".replace", ".casefold", ".copy", ".items", ".expandtabs",
     "str", "html.unescape", "html.escape", "posixpath.normpath", "posixpath.basename",
     "list", "tuple", "sorted", "set", "dict", "frozenset", "bytes", ".getvalue"}
)  # fmt: skip
"""Operations that leave the values that are looked for as they are."""
MATCHING = frozenset({"re.match", "re.search", "re.fullmatch", ".match", ".search", ".fullmatch"})
MISSING = object()
"""Instead of a value that isn't known."""


class Tracing:
    """Proposals that change ``request``, for which ``now`` evaluates expressions. ``other`` are
    values to try where any other value will do."""

    def __init__(self, request: Request, now: Evaluation, other: Iterable[Any]) -> None:
        """Looks at nothing yet."""
        self._request = request
        self._now = now
        self._other = tuple(other)

    def _values(self, expression: Expression, values: Iterable[Any]) -> Iterator[Request]:
        """Requests for which ``expression`` may be one of ``values``."""
        if expression.is_of_request:
            for value in values:
                yield from while_it_goes(self._value(expression, value))

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
        elif name in MATCHING and others:
            yield from self._matching(whole, bool(value))
        elif name == ".group":
            group = self._now.known(others[0], 0) if others else 0
            yield from self._matching(first, True, {group: value})

    def _entry(
        self, name: str, first: Expression, others: list[Expression], value: Any
    ) -> Iterator[Request]:
        """``first[key]`` or ``first.get(key, default)`` as ``value``."""
        key = self._now.known(others[0], MISSING) if others else MISSING
        if key is MISSING:
            yield from self._item(first, value)
            return
        default = self._now.known(others[1], MISSING) if len(others) > 1 else None
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

    def _matching(
        self, expression: Expression, outcome: bool, groups: dict[Any, Any] | None = None
    ) -> Iterator[Request]:
        """Requests for which a pattern matches, or does not; ``groups`` are what groups are to
        be, by number or name."""
        if not isinstance(expression, Applied) or expression.operation not in MATCHING:
            return
        pattern, *rest = expression.operands
        given = self._now.known(pattern)
        flags = 0
        if isinstance(given, re.Pattern):
            given, flags = given.pattern, given.flags & ~re.UNICODE
        if not rest or not isinstance(given, (str, bytes)):
            return
        if not outcome:
            yield from self._values(rest[0], self._other)
            return
        numbers = re.compile(given, flags).groupindex
        named = {numbers.get(key, key): str(part) for key, part in (groups or {}).items()}
        found = patterns.example(given, flags, {key: named[key] for key in named if key})
        if found is not None:
            wanted = found.encode("latin-1") if isinstance(given, bytes) else found
            yield from self._values(rest[0], (wanted,))


def while_it_goes(proposals: Iterator[Request]) -> Iterator[Request]:
    """The proposals up to one that can't be made: values of any kind go through operations of any
    kind, and some refuse them."""
    with suppress(Exception):
        yield from proposals
