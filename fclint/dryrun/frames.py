"""Messages between the worker and its parent: two lengths in ASCII, a line end, JSON, and bytes.

The bytes are what a message has under the key ``attached``: a body, which may have megabytes.
"""

from __future__ import annotations

import json
import os
from typing import Any

from fclint.dryrun import wire
from fclint.dryrun.response import Response, ResponseError
from fclint.dryrun.wire import WireError

LARGEST = 128 * 1024 * 1024
"""Bytes of a message beyond which nobody reads on."""
ATTACHED = "attached"
LARGEST_BODY = 32 * 1024 * 1024
"""Bytes of a response body that are handed over; of more, the beginning."""
_PIECE = 1 << 16


def write_frame(descriptor: int, message: dict[str, Any]) -> None:
    """Writes a message. Raises OSError where nobody reads."""
    attached = message.get(ATTACHED, b"")
    content = json.dumps({k: v for k, v in message.items() if k != ATTACHED}).encode("ascii")
    head = b"%d %d\n" % (len(content), len(attached))
    for part in (head + content, attached):
        data = memoryview(part)
        while data:
            data = data[os.write(descriptor, data[:_PIECE]) :]


def read_frame(descriptor: int) -> dict[str, Any] | None:
    """The next message, its attached bytes among it; None at the end.

    Raises :class:`WireError` for anything else.
    """
    head = b""
    while not head.endswith(b"\n"):
        byte = os.read(descriptor, 1)
        if not byte:
            if head:
                raise WireError("cut off")
            return None
        head += byte
        if len(head) > 24:
            raise WireError("no length")
    lengths = head.split()
    if len(lengths) != 2 or not all(each.isdigit() for each in lengths):
        raise WireError("no length")
    content, attached = (_read(descriptor, int(each)) for each in lengths)
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):
        raise WireError("no JSON") from None
    if not isinstance(message, dict):
        raise WireError("no object")
    return {**message, ATTACHED: attached}


def _read(descriptor: int, size: int) -> bytes:
    if size > LARGEST:
        raise WireError("no length")
    content = bytearray()
    while len(content) < size:
        piece = os.read(descriptor, min(size - len(content), _PIECE))
        if not piece:
            raise WireError("cut off")
        content += piece
    return bytes(content)


def response_data(response: Response) -> dict[str, Any]:
    """A response as JSON data, but for its body."""
    error = response.error
    return {
        "status": response.status,
        "reason": response.reason,
        "headers": [list(pair) for pair in response.headers],
        "length": response.size,
        "error": None if error is None else [error.type, error.message, list(error.stack)],
    }


def response_of(data: Any, body: bytes) -> Response:
    """The response that :func:`response_data` made ``data`` of, with its body. Raises
    :class:`WireError`."""
    try:
        error = data["error"]
        headers = tuple((_text(name), _text(value)) for name, value in data["headers"])
        return Response(
            status=_number(data["status"]),
            reason=_text(data["reason"]),
            headers=headers,
            body=body,
            error=None
            if error is None
            else ResponseError(_text(error[0]), _text(error[1]), tuple(map(_text, error[2]))),
            length=_number(data["length"]),
        )
    except (KeyError, IndexError, TypeError, ValueError) as failure:
        raise WireError(f"no response: {failure}") from None


def events_of(data: Any) -> tuple[Any, ...]:
    """The events of a message. Raises :class:`WireError`."""
    from fclint.events import Event

    found = wire.decode(data)
    if not isinstance(found, tuple) or not all(isinstance(each, Event) for each in found):
        raise WireError("no events")
    return found


def _text(thing: Any) -> str:
    if not isinstance(thing, str):
        raise WireError("no text")
    return thing


def _number(thing: Any) -> int:
    if type(thing) is not int:
        raise WireError("no number")
    return thing
