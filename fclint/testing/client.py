"""Sends requests to one function, and fails the test for its mistakes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from fclint.configuration.config import Config
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.judging import findings_of
from fclint.report.sources import Sources
from fclint.testing.failure import FindingsError, check_allowed, to_blame
from fclint.testing.requests import Options, build_request
from fclint.testing.response import Response, response_of

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Runner(Protocol):
    """Where the function runs: in this process, or in one of its own."""

    def call(self, request: Request) -> Recorded:
        """What comes of a request."""

    def close(self) -> None:
        """Ends what was started."""


class Client:
    """A function that can be sent requests.

    Every method takes the options of :class:`fclint.testing.requests.Options` and gives the
    :class:`Response`. Findings at error level that are not allowed raise :class:`FindingsError`.
    """

    def __init__(
        self, runner: Runner, config: Config, allow: str | Iterable[str] = (), *, quiet: bool = True
    ) -> None:
        """``allow`` are rules whose findings don't fail a test; raises ValueError for unknown
        ones. ``quiet``: what the handler prints has been printed already."""
        __tracebackhide__ = True
        self._runner = runner
        self._config = config
        self._allowed = check_allowed(allow)
        self._quiet = quiet

    def request(self, method: str, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a request. ``path`` may hold a query and percent-escapes, as in a URL."""
        __tracebackhide__ = True
        allowed = self._allowed + check_allowed(options.get("allow", ()))
        request = build_request(method, path, options)
        recorded = self._runner.call(request)
        if recorded.log and not self._quiet:
            sys.stdout.write(recorded.log)
        findings = findings_of(recorded, self._config, None, Sources())
        response = response_of(recorded, request, findings)
        blamed = to_blame(findings, allowed)
        if blamed:
            raise FindingsError(response, blamed)
        return response

    def get(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a GET request."""
        __tracebackhide__ = True
        return self.request("GET", path, **options)

    def head(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a HEAD request."""
        __tracebackhide__ = True
        return self.request("HEAD", path, **options)

    def post(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a POST request."""
        __tracebackhide__ = True
        return self.request("POST", path, **options)

    def put(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a PUT request."""
        __tracebackhide__ = True
        return self.request("PUT", path, **options)

    def patch(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a PATCH request."""
        __tracebackhide__ = True
        return self.request("PATCH", path, **options)

    def delete(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends a DELETE request."""
        __tracebackhide__ = True
        return self.request("DELETE", path, **options)

    def options(self, path: str = "/", **options: Unpack[Options]) -> Response:
        """Sends an OPTIONS request."""
        __tracebackhide__ = True
        return self.request("OPTIONS", path, **options)
