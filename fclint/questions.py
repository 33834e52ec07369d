"""What a handler asks of a request: the parts that it reads, and what it compares them with.

The analysis notes questions, requests that answer them differently are made of them. A question is
asked on some path: what is known of the request there is told beside it, so that a request that
gets there can be made.
"""

from __future__ import annotations

from dataclasses import dataclass

Answer = str | bytes | int | float | bool | None
"""What a part of a request is compared with."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a request.

    ``kind`` is ``environ`` (``name`` is the key), ``query`` (a field of the query string), ``form``
    (one of a form in the body), ``member`` (of a JSON body; dots lead to members of members),
    ``cookie``, ``body``, or ``unknown`` for what isn't followed. ``name`` is ``""`` where it isn't
    known which one.
    """

    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a part: that it is ``value``, or (``holds`` is False) that it is not.

    A ``value`` of None stands for a part that the request lacks.
    """

    part: Part
    value: Answer
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A part that is asked for, on a path where ``given`` is known.

    ``value`` is what the part would have to be for a test to come out true; None where it is only
    read.
    """

    part: Part
    value: Answer = None
    given: tuple[Condition, ...] = ()
