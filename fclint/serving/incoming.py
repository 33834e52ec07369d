"""A request as it came in over HTTP, and the response as it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from fclint.dryrun.limits import Excess, excesses
from fclint.dryrun.request import Request, is_asynchronous
from fclint.dryrun.response import Response
from fclint.dryrun.shim import sendable
from fclint.serving.http import HEADERS
from fclint.targets.limits import REQUEST_BODY

_OF_THE_CONNECTION = ("transfer-encoding", "expect", "te", "trailer", "upgrade")
"""Request headers that are between the client and this server."""
_NOT_TO_BE_SENT = (
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailers",
    "transfer-encoding",
    "upgrade",
)
"""Response headers that are the server's affair. Source: PEP 3333, "Other HTTP Features"."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request, and the limits of the platform that it exceeds. A body beyond them was not
    kept."""

    request: Request
    too_much: tuple[Excess, ...]


def read(environ: dict[str, Any], target: str) -> Incoming:
    """The request in the environ of waitress. Raises
    :class:`~fclint.dryrun.request.RequestError` for one that no function can get."""
    sent = environ["REQUEST_URI"].encode("latin-1").partition(b"#")[0]
    path, _, query = sent.partition(b"?")
    if not path.startswith(b"/"):  # an absolute URI, or *
        path = environ["PATH_INFO"].encode("latin-1")
        path = path if path.startswith(b"/") else b"/"
    else:
        path = unquote_to_bytes(path)
    headers = tuple(
        (name.decode("latin-1"), _text(value))
        for name, value in environ[HEADERS]
        if name.decode("latin-1").lower() not in _OF_THE_CONNECTION
    )
    size = int(environ.get("CONTENT_LENGTH") or 0)
    kept = size <= REQUEST_BODY.maximum or target != "fc2"
    request = Request(
        method=environ["REQUEST_METHOD"],
        path=_text(path),
        query=_text(query),
        headers=headers,
        body=environ["wsgi.input"].read() if kept else b"",
        asynchronous=is_asynchronous(headers) and target == "fc2",
        sent=_text(sent),
    )
    return Incoming(request, excesses(request, target, None if kept else size))


def outgoing(response: Response) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body for waitress."""
    status, headers = sendable(response)
    if response.status < 200:  # which would be no final answer
        status = "502 Bad Gateway"
    found: list[tuple[str, str]] = []
    declared = False
    for name, value in headers:
        lowered = name.lower()
        if lowered in _NOT_TO_BE_SENT:
            continue
        if lowered == "content-length":
            if declared or not (value.isascii() and value.isdigit()):
                continue
            declared = True
        found.append((name, value))
    return status, found, response.body


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
