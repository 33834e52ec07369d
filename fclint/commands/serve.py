"""``fclint serve``: from what is asked to the exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from fclint.configuration.config import ConfigError
from fclint.console import Exit, complain, style_of, tell
from fclint.dryrun.deployed import DeploymentError
from fclint.dryrun.process import WorkerError
from fclint.planning import Wanted, plan
from fclint.request import UsageError
from fclint.targets import TARGETS

if TYPE_CHECKING:
    from fclint.serving.function import ServedFunction
    from fclint.serving.terminal import Terminal

_PLAN_ERRORS = (UsageError, ConfigError, DeploymentError)


@dataclass(frozen=True, slots=True)
class Asked(Wanted):
    """What the command line asks for."""

    host: str = "127.0.0.1"
    port: int = 8000
    reload: bool = True


def serve(asked: Asked) -> Exit:
    """Serves until Ctrl-C."""
    try:
        import waitress  # noqa: F401

        if asked.reload:
            import watchfiles  # noqa: F401
    except ImportError as error:
        return complain(f"{error.name} is not installed: pip install 'fclint[serve]'")
    from fclint.serving.function import ServedFunction
    from fclint.serving.http import ListenError, listen
    from fclint.serving.terminal import Terminal

    try:
        function = ServedFunction(lambda: plan(asked))
        listening = listen(asked.host, asked.port)
    except (*_PLAN_ERRORS, ListenError) as error:
        return complain(str(error))
    terminal = Terminal(style_of(sys.stdout))
    try:
        with listening, _stopping(function):
            _run(asked, function, listening, terminal)
    except KeyboardInterrupt:
        pass
    except WorkerError as error:
        terminal.complain(f"internal error: {error}", error.traceback)
        return Exit.ERROR
    except OSError as error:
        return complain(f"cannot start the function: {error.strerror or error}")
    finally:
        function.close()
    terminal.ended()
    return Exit.CLEAN


def _run(asked: Asked, function: ServedFunction, listening: Any, terminal: Terminal) -> None:
    """Serves until KeyboardInterrupt."""
    from fclint.serving.application import ServingApplication, tell_start
    from fclint.serving.http import address_of, is_loopback, server

    running = server(ServingApplication(function, terminal), listening)
    title = TARGETS[function.plan.function.target].title
    address = address_of(listening, asked.host)
    terminal.line(f"{asked.handler} at {address} as on {title}; Ctrl-C ends it", look="label")
    if not is_loopback(listening):
        tell("note: whoever reaches this machine can call the handler")
    with _reloading(asked, function, terminal):
        tell_start(function.start(), function.plan, terminal)
        try:
            running.run()
        finally:
            with suppress(OSError):
                running.close()


@contextmanager
def _stopping(function: ServedFunction) -> Iterator[None]:
    """Inside, SIGINT and SIGTERM end the request that is being answered, and the serving."""

    def stop(number: int, frame: object) -> NoReturn:
        function.interrupt()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _reloading(asked: Asked, function: ServedFunction, terminal: Terminal) -> Iterator[None]:
    """Inside, a change of the code starts a new instance."""
    if not asked.reload:
        yield
        return
    from fclint.serving.application import tell_start
    from fclint.serving.watching import Watcher

    def reload(names: Sequence[str]) -> None:
        terminal.changed(names)
        try:
            tell_start(function.reload(), function.plan, terminal)
        except _PLAN_ERRORS as error:
            terminal.complain(f"{error}; the code from before goes on being served")
        except (WorkerError, OSError) as error:
            terminal.complain(f"cannot start the function: {error}")

    def failed(reason: str) -> None:
        terminal.complain(f"changes are not noticed any more: {reason}")

    manifest = function.plan.deployed.manifest
    others = [*asked.env_files, *([manifest] if manifest else [])]
    watcher = Watcher(
        function.plan.function.root, list(map(os.path.abspath, others)), reload, failed
    )
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()
