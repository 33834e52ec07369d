"""What a client gets: the handler's answer, or the platform's error in its place."""

from __future__ import annotations

import json
import os
import traceback
from dataclasses import dataclass
from http import HTTPStatus

from fclint.dryrun.observe import plain_text
from fclint.targets.calling import ERROR_TYPE_HEADER, UNHANDLED


@dataclass(frozen=True, slots=True)
class ResponseError:
    """Why there is no answer of the handler's: what the platform's error JSON holds.

    ``stack`` are the lines of the traceback, or empty.
    """

    type: str
    message: str
    stack: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """A response. ``length`` is that of the whole body, of which ``body`` may be the beginning."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    error: ResponseError | None = None
    length: int = -1

    @property
    def size(self) -> int:
        """How many bytes the whole body has."""
        return self.length if self.length >= 0 else len(self.body)

    @property
    def truncated(self) -> bool:
        """Whether the end of the body was left out."""
        return self.size > len(self.body)


def reason_phrase(status: int) -> str:
    """The usual reason phrase of a status code, or ``Unknown``."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def unhandled(error: ResponseError, target: str) -> Response:
    """The answer to a request on which the handler failed.

    On Function Compute HTTP 502 with the error as JSON; other servers say 500 and hide it.
    """
    if target != "fc2":
        return _plain(500, b"Internal Server Error", error)
    content: dict[str, object] = {"errorMessage": error.message}
    if error.type:
        content["errorType"] = error.type
    if error.stack:
        content["stackTrace"] = list(error.stack)
    body = json.dumps(content).encode()
    headers = (
        ("Content-Type", "application/json"),
        (ERROR_TYPE_HEADER, UNHANDLED),
        ("Content-Length", str(len(body))),
    )
    return Response(502, reason_phrase(502), headers, body, error)


def refused(status: int, code: str, message: str) -> Response:
    """The platform's own refusal: 400 InvalidArgument or 502 BadResponse, as JSON."""
    body = json.dumps({"ErrorCode": code, "ErrorMessage": message}).encode()
    headers = (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
    return Response(status, reason_phrase(status), headers, body, ResponseError(code, message))


def _plain(status: int, body: bytes, error: ResponseError) -> Response:
    headers = (("Content-Type", "text/plain"), ("Content-Length", str(len(body))))
    return Response(status, reason_phrase(status), headers, body, error)


_LONGEST = 2_000
_OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "")


def message_of(error: BaseException) -> str:
    """What an exception says, if its class lets it."""
    try:
        return plain_text(str(error))[:_LONGEST]
    except BaseException:  # whatever __str__ does
        return ""


def describe_exception(error: BaseException) -> ResponseError:
    """An exception as the runtime tells it: its class, message and traceback."""
    entries = traceback.extract_tb(error.__traceback__, limit=50)
    lines = [
        f"File {entry.filename!r}, line {entry.lineno}, in {entry.name}"
        for entry in entries
        if not entry.filename.startswith(_OWN)
    ]
    return ResponseError(type(error).__name__, message_of(error), tuple(lines))
