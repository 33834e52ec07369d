"""The answer of a handler that did not fail, as it arrives at the client."""

from __future__ import annotations

from typing import Any

from fclint.dryrun.platform import FunctionComputeServer
from fclint.dryrun.response import Response, ResponseError, reason_phrase, refused, unhandled
from fclint.targets import TARGETS
from fclint.targets.limits import RESPONSE_HEADERS

_NO_BODY = (204, 304)


def header_size(pairs: list[tuple[Any, Any]]) -> int | None:
    """The bytes of all names and values; None where one of them is no text."""
    parts = [part for pair in pairs for part in pair]
    if not all(isinstance(part, str) for part in parts):
        return None
    return sum(len(part.encode("utf-8", "replace")) for part in parts)


def answer(
    platform: FunctionComputeServer,
    code: int,
    reason: str,
    pairs: list[tuple[Any, Any]],
    body: bytes,
    *,
    head: bool,
    maximum: int | None,
) -> Response:
    """What the platform makes of status, headers and body: headers that it sets itself are left
    out, there is none of the body for HEAD, 204 and 304, and what it can't send, or what has more
    than ``maximum`` bytes of headers, is an error of its own."""
    target = TARGETS[platform.name]
    wrong = platform.unserialisable(pairs)
    if wrong:
        return unhandled(ResponseError("TypeError", wrong), target.name)
    wrong = platform.undecodable(pairs)
    if wrong:
        return refused(RESPONSE_HEADERS.status, RESPONSE_HEADERS.error, wrong)
    size = header_size(pairs)
    if maximum is not None and size is not None and size > maximum:
        told = f"the response headers have {size} bytes, more than {maximum}"
        return refused(RESPONSE_HEADERS.status, RESPONSE_HEADERS.error, told)
    headers = [(str(n), str(v)) for n, v in pairs if not target.refuses_header(n)]
    if target.name == "fc2":
        headers = [(n, v) for n, v in headers if n.lower() != "content-length"]
    if code not in _NO_BODY and not any(n.lower() == "content-length" for n, _ in headers):
        headers.append(("Content-Length", str(len(body))))
    if head or code in _NO_BODY:
        body = b""
    return Response(code, reason or reason_phrase(code), tuple(headers), body)
