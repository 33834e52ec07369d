"""The WSGI application that waitress calls: each request goes to the function, and is told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fclint.commands.dry_run import notes
from fclint.console import BUGS
from fclint.distributions import RulesError
from fclint.dryrun.process import WorkerError
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request, RequestError
from fclint.finding import Finding
from fclint.judging import findings_of
from fclint.planning import Plan
from fclint.report.sources import Sources
from fclint.serving.function import InterruptedRequestError, ServedFunction
from fclint.serving.incoming import outgoing, read
from fclint.serving.terminal import Terminal
from fclint.targets.calling import ACCEPTED

_PLAIN = [("Content-Type", "text/plain; charset=utf-8")]


class ServingApplication:
    """Answers requests as the platform would."""

    def __init__(self, function: ServedFunction, terminal: Terminal) -> None:
        """``terminal`` is told what happens."""
        self._function = function
        self._terminal = terminal

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """One request."""
        status, headers, body = self._answer(environ)
        start_response(status, headers)
        return [body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def _answer(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        terminal = self._terminal
        target = self._function.plan.function.target
        try:
            incoming = read(environ, target)
        except RequestError as error:
            terminal.complain(f"a request was refused: {error}")
            return "400 Bad Request", _PLAIN, f"{error}\n".encode()
        request = incoming.request
        try:
            recorded = self._function.call(request, incoming.too_much)
        except InterruptedRequestError:
            terminal.unanswered(request, "ended: the code has changed, or the server stops")
            return "503 Service Unavailable", [*_PLAIN, ("Retry-After", "1")], b"ended\n"
        except (WorkerError, OSError) as error:
            traceback = error.traceback if isinstance(error, WorkerError) else ""
            terminal.complain(f"internal error: {error}; please report it at {BUGS}", traceback)
            return "500 Internal Server Error", _PLAIN, b"internal error of fclint\n"
        plan = self._function.plan
        findings: list[Finding] = []
        try:
            findings = findings_of(recorded, plan.config, None, Sources())
        except RulesError as error:
            terminal.complain(str(error))
        status, headers, body = outgoing(recorded.response)
        told = status
        if request.asynchronous and not incoming.too_much:
            told = f"{ACCEPTED} (asynchronous: nobody sees the handler's {status})"
            status, headers, body = ACCEPTED, [], b""
        terminal.request(request, recorded, findings, told)
        if recorded.response.truncated:
            size = recorded.response.size
            terminal.complain(f"the body has {size:,} bytes, of which {len(body):,} are sent")
        terminal.note(notes(plan.deployed, plan.function, request, None, recorded))
        return status, headers, body


def tell_start(recorded: Recorded | None, plan: Plan, terminal: Terminal) -> None:
    """Tells that the handler could not be loaded, if that is so."""
    if recorded is not None:
        terminal.load_failed(recorded, findings_of(recorded, plan.config, None, Sources()))
    terminal.note(notes(plan.deployed, plan.function, Request(), None, recorded))
