"""Every body of a few statements over the alphabet of control flow.

A body is a sequence of statements; a compound one holds bodies of its own. What it is made of: a
call of start_response, bodies returned, exceptions, ``yield``, loops with their jumps, tests of
flags that nothing is known of, every shape of ``try``, managers that swallow and that don't.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_LEAVES = (
    "start_response('200 OK', [])",
    "return [b'ok']",
    "raise ValueError('v')",
    "oracle.risky()",
)
_JUMPS = ("break", "continue")
_LEAVING = ("return", "raise", *_JUMPS)
_YIELD = "yield b'ok'"
_ONE = (
    "if oracle.flag(1):",
    "if 'HTTP_A' in environ:",
    "while oracle.flag(2):",
    "for _ in (1, 2):",
    "with suppress(ValueError):",
    "with Plain():",
)
"""Compound statements of one body."""
_TWO = (
    ("if oracle.flag(1):", "else:"),
    ("try:", "except ValueError:"),
    ("try:", "finally:"),
    ("for _ in oracle.items():", "else:"),
    ("while True:", "else:"),
    ("try:", "except KeyError:"),
)
"""Those of two bodies, either of which may be empty."""
_LOOPS = ("while", "for")
_HEADER = """\
import oracle
from contextlib import suppress
class Plain:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        return None
def handler(environ, start_response):
"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a body stands."""

    loop: bool
    generator: bool


Body = tuple[str, ...]
"""The lines of a body."""


@cache
def _bodies(size: int, place: _Place) -> tuple[Body, ...]:
    """The bodies of exactly ``size`` statements."""
    if size == 0:
        return ((),)
    return tuple(
        first + rest
        for taken in range(1, size + 1)
        for first in _statements(taken, place)
        if taken == size or not _leaves(first)
        for rest in _bodies(size - taken, place)
    )


def _leaves(statement: Body) -> bool:
    """Whether nothing behind the statement can run."""
    return (
        statement[-1].startswith(("return", "raise", "break", "continue")) and len(statement) == 1
    )


@cache
def _statements(size: int, place: _Place) -> tuple[Body, ...]:
    """The statements of ``size`` statements, their own included."""
    if size == 1:
        simple = [
            *_LEAVES,
            *(_JUMPS if place.loop else ()),
            *((_YIELD,) if place.generator else ()),
        ]
        return tuple((each,) for each in simple)
    made: list[Body] = []
    for header in _ONE:
        inside = _Place(place.loop or header.startswith(_LOOPS), place.generator)
        made.extend(_block(header, body) for body in _bodies(size - 1, inside))
    for first, second in _TWO:
        inside = _Place(place.loop or first.startswith(_LOOPS), place.generator)
        made.extend(
            _block(first, one) + _block(second, other)
            for left in range(size)
            for one in _bodies(left, inside)
            for other in _bodies(size - 1 - left, place)
        )
    return tuple(made)


def _block(header: str, body: Body) -> Body:
    return (header, *(f"    {line}" for line in body or ("pass",)))


def programs(size: int) -> Iterator[str]:
    """Every program whose handler has ``size`` statements, functions first, then generators."""
    for generator in (False, True):
        for body in _bodies(size, _Place(loop=False, generator=generator)):
            if not generator or any(line.strip() == _YIELD for line in body):
                yield _HEADER + "".join(f"    {line}\n" for line in body or ("pass",))
