"""State that one request leaves to the next, told by the identity of objects.

An instance of a function serves many requests with one set of module globals. That answers differ
proves nothing (counters and clocks differ, too); what is reported is an object of an earlier
request in the place of a new one, changed since.
"""

from __future__ import annotations

from typing import Any, Protocol

from fclint.dryrun.observe import has_method


class Request(Protocol):
    """A request that is being answered."""

    @property
    def finished(self) -> bool:
        """Whether the answer is complete."""

    def leaked(self, what: str) -> None:
        """Something of an earlier request is used in this one."""


class Leaks:
    """The objects that the previous request passed, kept alive so that identities stay theirs."""

    def __init__(self) -> None:
        """Nothing has been passed yet."""
        self._headers: tuple[Any, int] | None = None
        self._body: tuple[Any, int | None] | None = None
        self.active: Request | None = None
        """The request that is being answered, or the latest one."""

    def headers(self, headers: Any) -> str:
        """What leaked into the header list of this request, or ``""``."""
        if not isinstance(headers, list):
            return ""
        known, self._headers = self._headers, (headers, list.__len__(headers))
        if known is None or known[0] is not headers or known[1] >= list.__len__(headers):
            return ""
        return (
            "both requests share one list of headers, which has grown "
            f"from {known[1]} to {list.__len__(headers)}"
        )

    def body(self, body: Any) -> str:
        """What leaked into the body of this request, or ``""``; asked before it is read."""
        known = self._body
        if isinstance(body, list):
            size: int | None = list.__len__(body)
        else:
            size = None
        self._body = (body, size)
        if known is None or known[0] is not body or body is None:
            return ""
        if size is not None:
            if known[1] is not None and size > known[1]:
                return (
                    f"both requests share one body list, which has grown from {known[1]} to {size}"
                )
            return ""
        if has_method(type(body), "__next__"):
            return "the second request returns the body that the first one has consumed"
        return ""
