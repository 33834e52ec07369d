"""How Function Compute 2.0 calls a handler: what requests look like, what it says of failures.

Sources: the behaviour of the platform's own Python 3 runtimes (builds of 2023), and for the request
headers that are not passed on the vendor's documentation
(https://www.alibabacloud.com/help/en/functioncompute/, "HTTP triggers").
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FIXED_ENVIRON: Mapping[str, str] = MappingProxyType(
    {
        "SCRIPT_NAME": "",
        "SERVER_NAME": "FCRUNTIME",
        "SERVER_PORT": "9000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "FCRUNTIME/1.0",
        "REMOTE_ADDR": "",
        "HTTP": "on",
    }
)
"""The environ keys whose values are the same for every request."""
DEFAULT_CONTENT_TYPE = "application/octet-stream"
"""CONTENT_TYPE of a request that has none."""
WITHHELD_HEADERS = ("CONNECTION", "KEEP_ALIVE")
"""Request headers that are not passed on, as environ spells them without ``HTTP_``."""
WITHHELD_PREFIX = "X_FC_"
"""What the names of further ones begin with."""

DEFAULT_MEMORY = 512
"""Of a function, in MB, where nothing says how much."""
DEFAULT_TIMEOUT = 60.0
"""Of a function, in seconds, where nothing says how long."""

ACCEPTED = "202 Accepted"
"""The answer to an asynchronous invocation, before the handler runs. Source: the vendor's
documentation, "Asynchronous invocation"."""
ERROR_TYPE_HEADER = "X-Fc-Error-Type"
UNHANDLED = "UnhandledInvocationError"
"""What that header says where an exception left the handler; the status is 502."""
HANDLER_NOT_FOUND = "HandlerNotFound"
"""The errorType where the module lacks the attribute, or where it is nothing to call."""
INVALID_HANDLER = "InvalidHandleName"
"""The errorType where the handler's name has no dot."""
NO_MODULE = "ImportModuleError"
"""The errorType where there is no such module."""
LOADING_ERRORS: tuple[tuple[type[Exception], str], ...] = (
    (ImportError, NO_MODULE),
    (SyntaxError, "UserCodeSyntaxError"),
    (ValueError, INVALID_HANDLER),
    (Exception, "UserCodeError"),
)
"""The errorType of an exception at a module's top level: that of the first class it is of."""


def request_uri(service: str, qualifier: str, function: str, path: str) -> str:
    """``fc.request_uri`` on the default domain; ``path`` is path and query as the client sent
    them."""
    return f"/2016-08-15/proxy/{service}.{qualifier}/{function}{path}"
