"""What a test gets: the response as a client sees it, and what fclint says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from wsgiref.headers import Headers

from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.dryrun.response import ResponseError
from fclint.finding import Finding


@dataclass(frozen=True, slots=True)
class Response:
    """The response to one request.

    ``findings`` are those that are selected and not suppressed, also those that were allowed.
    ``log`` is what was printed while the handler ran. ``error`` is why the platform answers in
    the handler's place, where it does.
    """

    status: int
    reason: str
    headers: Headers
    body: bytes
    request: Request
    findings: tuple[Finding, ...] = ()
    log: str = ""
    error: ResponseError | None = None

    @property
    def text(self) -> str:
        """The body as text, in the charset of its Content-Type, or UTF-8."""
        return self.body.decode(self._charset, "replace")

    def json(self) -> Any:
        """What the body says as JSON. Raises ValueError where it is none."""
        return json.loads(self.body)

    @property
    def _charset(self) -> str:
        import codecs
        from email.message import Message

        message = Message()
        message["Content-Type"] = self.headers.get("Content-Type") or ""
        charset = message.get_content_charset("utf-8")
        try:
            codecs.lookup(charset)
        except LookupError:
            return "utf-8"
        return charset


def response_of(recorded: Recorded, request: Request, findings: list[Finding]) -> Response:
    """The response that was recorded."""
    response = recorded.response
    return Response(
        status=response.status,
        reason=response.reason,
        headers=Headers(list(response.headers)),
        body=response.body,
        request=request,
        findings=tuple(findings),
        log=recorded.log,
        error=response.error,
    )
