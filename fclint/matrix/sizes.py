"""Sizes: requests just within and just beyond each limit of the platform.

The limits are facts of :mod:`fclint.targets.limits`. What is exactly as large as a limit is let
through; one byte more is answered by the platform, and never reaches the handler.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fclint.dryrun.limits import header_size
from fclint.dryrun.request import Request
from fclint.targets import limits
from fclint.targets.fc2 import FC2
from fclint.targets.limits import Limit

_PADDING = "X-Padding"
_OTHERS = 1024 * 1024
"""Bytes of a large body where the platform has no limit."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A request of a certain size. ``part`` is ``path``, ``headers`` or ``body``; ``beyond`` names
    the limit that it exceeds."""

    label: str
    request: Request
    part: str
    beyond: str = ""


def sized(request: Request, target: str) -> Iterator[Sized]:
    """``request`` as large as it may be, and larger; what is too large already is left alone."""
    if target != FC2.name:
        yield Sized(_told("body", _OTHERS), replace(request, body=b"x" * _OTHERS), "body")
        return
    for limit, part, make in (
        (limits.REQUEST_PATH, "path", _with_path),
        (limits.REQUEST_HEADERS, "headers", _with_headers),
        (_of_body(request), "body", _with_body),
    ):
        for size in (limit.maximum, limit.maximum + 1):
            made = make(request, size)
            if made is not None:
                beyond = limit.name if size > limit.maximum else ""
                yield Sized(_told(part, size), made, part, beyond)


def padded_header(request: Request, name: str) -> Sized:
    """``request`` with the header ``name`` so long that all headers are as large as they may be."""
    others = [pair for pair in request.headers if pair[0].lower() != name.lower()]
    bare = replace(request, headers=(*others, (name, "")))
    room = max(limits.REQUEST_HEADERS.maximum - header_size(bare), 0)
    padded = replace(request, headers=(*others, (name, "x" * room)))
    return Sized(f"{name} of {room:,} bytes", padded, "headers")


def _of_body(request: Request) -> Limit:
    return limits.ASYNCHRONOUS_BODY if request.asynchronous else limits.REQUEST_BODY


def _with_path(request: Request, size: int) -> Request | None:
    missing = size - len(request.target)
    if missing < 2:
        return None
    path = request.path.removesuffix("/")
    missing += len(request.path) - len(path)
    return replace(request, path=f"{path}/{'x' * (missing - 1)}")


def _with_headers(request: Request, size: int) -> Request | None:
    missing = size - header_size(request) - len(_PADDING)
    if missing < 0:
        return None
    return replace(request, headers=(*request.headers, (_PADDING, "x" * missing)))


def _with_body(request: Request, size: int) -> Request | None:
    return replace(request, body=b"x" * size) if len(request.body) <= size else None


def _told(part: str, size: int) -> str:
    return f"{part} of {size:,} bytes"
