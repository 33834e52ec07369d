"""How large a request and a response may be on Function Compute, and what happens beyond that.

Source: the vendor's documentation (https://www.alibabacloud.com/help/en/functioncompute/, "HTTP
triggers", limits). What is exactly as large as a limit is let through.
"""

from __future__ import annotations

from dataclasses import dataclass

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@dataclass(frozen=True, slots=True)
class Limit:
    """``maximum`` is in bytes; ``status`` and ``error`` are the platform's answer beyond it."""

    name: str
    maximum: int
    status: int
    error: str


REQUEST_HEADERS = Limit("headers", 8 * KILOBYTE, 400, "InvalidArgument")
"""The names and values of all request headers together."""
REQUEST_PATH = Limit("path", 4 * KILOBYTE, 400, "InvalidArgument")
"""The path of a request with its query string."""
REQUEST_BODY = Limit("body", 32 * MEGABYTE, 400, "InvalidArgument")
"""The body of a request that is answered at once."""
ASYNCHRONOUS_BODY = Limit("asynchronous body", 128 * KILOBYTE, 400, "InvalidArgument")
"""The body of a request with ``X-Fc-Invocation-Type: Async``."""
RESPONSE_HEADERS = Limit("response headers", 8 * KILOBYTE, 502, "BadResponse")
"""The names and values of all response headers together."""
