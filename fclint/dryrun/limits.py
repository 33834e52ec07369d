"""A request held against the platform's limits, before the handler sees it, and the answer to one
that is beyond them.

The numbers are facts of :mod:`fclint.targets.limits`; only Function Compute has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint import events
from fclint.dryrun.places import NoDecisions
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request, encoded
from fclint.dryrun.response import refused
from fclint.events import Handler
from fclint.targets import limits
from fclint.targets.fc2 import FC2
from fclint.targets.limits import Limit


@dataclass(frozen=True, slots=True)
class Excess:
    """A request that is too large: ``size`` bytes where ``limit`` allows fewer."""

    limit: Limit
    size: int


def excesses(request: Request, target: str, body_size: int | None = None) -> tuple[Excess, ...]:
    """Every limit of ``target`` that ``request`` exceeds, in the order the platform looks;
    ``body_size`` is that of the body where it isn't in ``request``."""
    if target != FC2.name:
        return ()
    headers = header_size(request)
    body = limits.ASYNCHRONOUS_BODY if request.asynchronous else limits.REQUEST_BODY
    sizes = (
        (limits.REQUEST_HEADERS, headers),
        (limits.REQUEST_PATH, _size(request.target)),
        (body, len(request.body) if body_size is None else body_size),
    )
    return tuple(Excess(limit, size) for limit, size in sizes if size > limit.maximum)


def refusal(handler: Handler, too_much: tuple[Excess, ...]) -> Recorded:
    """What the platform answers to a request that exceeds limits, of which there is at least one;
    ``handler`` is not called."""
    found = tuple(
        events.RequestRefused(
            handler=handler,
            place=handler.place,
            trace=NoDecisions(),
            limit=excess.limit.name,
            size=excess.size,
            maximum=excess.limit.maximum,
        )
        for excess in too_much
    )
    first = too_much[0]
    message = (
        f"request too large ({first.limit.name}): {first.size} bytes, at most {first.limit.maximum}"
    )
    return Recorded(handler, found, refused(first.limit.status, first.limit.error, message))


def header_size(request: Request) -> int:
    """The bytes of all names and values of the request's headers."""
    return sum(_size(name) + _size(value) for name, value in request.headers)


def response_headers(target: str) -> int | None:
    """How many bytes the response headers may have; None where there is no limit."""
    return limits.RESPONSE_HEADERS.maximum if target == FC2.name else None


def _size(text: str) -> int:
    return len(encoded(text))
