"""A request held against the platform's limits, before the handler sees it.

The numbers are facts of :mod:`fclint.targets.limits`; only Function Compute has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint.dryrun.request import Request
from fclint.targets import limits
from fclint.targets.fc2 import FC2
from fclint.targets.limits import Limit


@dataclass(frozen=True, slots=True)
class Excess:
    """A request that is too large: ``size`` bytes where ``limit`` allows fewer."""

    limit: Limit
    size: int


def excesses(request: Request, target: str) -> tuple[Excess, ...]:
    """Every limit of ``target`` that ``request`` exceeds, in the order the platform looks."""
    if target != FC2.name:
        return ()
    headers = sum(_size(name) + _size(value) for name, value in request.headers)
    body = limits.ASYNCHRONOUS_BODY if request.asynchronous else limits.REQUEST_BODY
    sizes = (
        (limits.REQUEST_HEADERS, headers),
        (limits.REQUEST_PATH, len(request.target)),
        (body, len(request.body)),
    )
    return tuple(Excess(limit, size) for limit, size in sizes if size > limit.maximum)


def response_headers(target: str) -> int | None:
    """How many bytes the response headers may have; None where there is no limit."""
    return limits.RESPONSE_HEADERS.maximum if target == FC2.name else None


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
