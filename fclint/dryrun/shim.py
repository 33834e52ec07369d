"""The shim: a WSGI middleware that calls a handler as a target does, and records what happens.

It is usable alone: around an application in a test, or under any WSGI server. It never raises on a
handler's mistakes; what the target would answer is what it answers. The body is collected before
anything is sent, as Function Compute does it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.handlers import describe_handler
from fclint.dryrun.leaks import Leaks
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.response import Response, reason_phrase
from fclint.dryrun.run import Run
from fclint.dryrun.usercode import UserCode
from fclint.events import Handler
from fclint.protocol.headers import TOKEN
from fclint.targets import DEFAULT_TARGET, TARGETS

DEFAULT_MAX_BODY = 512 * 1024 * 1024
"""Bytes of a body beyond which a function of ordinary size has no memory left."""


class Shim:
    """Calls ``app`` as ``target`` (``fc2`` or ``wsgi``) does.

    ``name`` is what the handler is called where its object has no name, ``root`` the folder of the
    user's own code, ``module`` the file that names the handler: an object that others have defined
    (a framework's application) is told of there. ``on_recorded`` gets each run; ``last`` is the
    latest. A body of more than ``max_body`` bytes counts as out of memory. ``leave_trace``: a
    debugger may be started in the handler, so ``sys.settrace`` is left to it. Exceptions of the
    types ``reraise`` are nothing that the handler does wrong: they are raised. Raises ValueError
    for an unknown target.
    """

    def __init__(
        self,
        app: Callable[..., Any],
        target: str = DEFAULT_TARGET,
        *,
        name: str = "",
        root: str | None = None,
        module: str = "",
        max_body: int = DEFAULT_MAX_BODY,
        on_recorded: Callable[[Recorded], None] | None = None,
        leave_trace: bool = False,
        reraise: tuple[type[BaseException], ...] = (),
    ) -> None:
        """Calls nothing of ``app`` yet."""
        if target not in TARGETS:
            from fclint.suggest import did_you_mean

            raise ValueError(f"no target {target!r}{did_you_mean(target, TARGETS)}")
        self.app = app
        self.target = target
        self._user = UserCode(root)
        self.handler = self._bound(describe_handler(app, target, name), name, module)
        self.last: Recorded | None = None
        self._max_body = max_body
        self._on_recorded = on_recorded
        self._leave_trace = leave_trace
        self._reraise = reraise
        self._leaks = Leaks()
        self._ever_started = False

    def _bound(self, handler: Handler, name: str, module: str) -> Handler:
        """``handler``, told of where ``module`` gives it its ``name`` if others have defined it."""
        if not module or self._user.holds(handler.place.span.filename):
            return handler
        place = places.binding_spot(module, name)
        return replace(handler, name=name, place=place) if place is not None else handler

    def run(self, environ: dict[str, Any]) -> Recorded:
        """Calls the handler with ``environ`` and reads what it returns.

        Raises nothing, whatever the handler does, but ``reraise`` and an error inside fclint.
        """
        if type(environ) is not dict:
            environ = dict(environ)
        run = Run(
            self.app,
            environ,
            self.handler,
            self._user,
            self._leaks,
            max_body=self._max_body,
            ever_started=self._ever_started,
            leave_trace=self._leave_trace,
            reraise=self._reraise,
        )
        recorded = run.execute()
        self._ever_started = self._ever_started or run.started
        self.last = recorded
        if self._on_recorded is not None:
            self._on_recorded(recorded)
        return recorded

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """The shim as a WSGI application: answers as the target would."""
        response = self.run(environ).response
        exc_info = sys.exc_info()
        start_response(*sendable(response), exc_info if exc_info[0] else None)
        if environ.get("REQUEST_METHOD") == "HEAD" or response.status in (204, 304):
            return []
        return [response.body]


def sendable(response: Response) -> tuple[str, list[tuple[str, str]]]:
    """Status and headers that any WSGI server takes, whatever the handler passed."""
    status, reason = response.status, response.reason
    if not 100 <= status <= 599:
        status, reason = 502, reason_phrase(502)
    reason = "".join(char for char in reason if char.isprintable() and ord(char) < 256).strip()
    headers = []
    for name, value in response.headers:
        clean = "".join(char for char in value if char >= " " or char == "\t")
        headers.append((name, clean.encode("utf-8", "replace").decode("latin-1")))
    headers = [(name, value) for name, value in headers if name and TOKEN.issuperset(name)]
    return f"{status} {reason or reason_phrase(status)}", headers
