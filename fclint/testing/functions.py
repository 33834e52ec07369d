"""Functions to test: by the name of their handler, or as a WSGI application."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

from fclint.configuration.config import ConfigError, ConfigFinder, check_handlers
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.deployed import DeploymentError
from fclint.dryrun.handlers import describe_handler
from fclint.dryrun.loading import module_file
from fclint.dryrun.process import Function, Instance
from fclint.planning import Plan, Wanted, plan
from fclint.request import UsageError
from fclint.suggest import did_you_mean
from fclint.targets import DEFAULT_TARGET, TARGETS
from fclint.testing.client import Client, Runner
from fclint.testing.in_process import InProcess
from fclint.testing.modules import Modules


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for each function unless its test says otherwise; see :class:`Functions`."""

    target: str | None = None
    root: str | os.PathLike[str] | None = None
    allow: str | Iterable[str] = ()
    isolated: bool = False


@dataclass(slots=True)
class Workspace:
    """What the tests of one process share. ``folder`` is the project's."""

    folder: str = field(default_factory=os.getcwd)
    modules: Modules = field(default_factory=Modules)
    plans: dict[tuple[Wanted, str], Plan] = field(default_factory=dict)


class Functions:
    """Makes clients: ``fc("index.handler")`` for a handler that is loaded as the runtime loads it,
    ``fc(app)`` for any WSGI application.

    A context manager; :meth:`close` ends the processes of isolated functions.
    """

    def __init__(
        self,
        folder: str | None = None,
        *,
        defaults: Defaults | None = None,
        workspace: Workspace | None = None,
        reraise: tuple[type[BaseException], ...] = (),
    ) -> None:
        """``folder`` is that of the test: code directories are looked for in it and above it, up
        to the project's. Exceptions of the types ``reraise`` are the test's own, wherever they are
        raised."""
        self._workspace = workspace or Workspace()
        self._folder = os.path.abspath(folder or self._workspace.folder)
        self._defaults = defaults or Defaults()
        self._reraise = reraise
        self._open: list[Runner] = []

    def __call__(
        self,
        handler: str | Callable[..., Any],
        *,
        target: str | None = None,
        root: str | os.PathLike[str] | None = None,
        allow: str | Iterable[str] | None = None,
        env: Mapping[str, str] | None = None,
        isolated: bool | None = None,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Client:
        """A client for ``handler``.

        ``target`` is ``fc2`` or ``wsgi`` (default: what the manifest, then the configuration
        says), ``root`` the code directory (default: the nearest folder with that module, from the
        test's own upwards, then the manifest's, then the entries of ``sys.path``), ``allow`` rules
        whose findings don't fail the test, ``env`` environment variables. ``isolated``: the
        function gets a process of its own, in which ``timeout`` (seconds) and ``memory`` (MB,
        where the system can) are enforced. Raises ValueError for what can't be, UsageError,
        ConfigError and DeploymentError as :func:`fclint.planning.plan` does.
        """
        __tracebackhide__ = True
        defaults = self._defaults
        target = target if target is not None else defaults.target
        allow = allow if allow is not None else defaults.allow
        apart = defaults.isolated if isolated is None else isolated
        if target is not None and target not in TARGETS:
            raise ValueError(f"no target {target!r}{did_you_mean(target, TARGETS)}")
        if not isinstance(handler, str):
            if not callable(handler):
                raise ValueError(f"neither the name of a handler nor an application: {handler!r}")
            if isolated:
                raise ValueError("an application can't be isolated: name it, such as 'index.app'")
        chosen = root if root is not None else defaults.root
        try:
            if not isinstance(handler, str):
                return self._of_application(handler, target, allow, env or {})
            check_handlers((handler,))
            wanted = Wanted(handler, None, target, timeout, memory)
            planned = self._plan(wanted, os.fspath(chosen) if chosen is not None else None)
        except (ValueError, UsageError, ConfigError, DeploymentError) as error:
            raise error.with_traceback(None) from None  # the mistake is the test's or a file's
        function = planned.function
        if apart:
            both = {**function.environment, **(env or {})}
            runner: Runner = Instance(replace(function, environment=both))
        else:
            modules = self._workspace.modules
            runner = InProcess(function, modules, variables=env, reraise=self._reraise)
        self._open.append(runner)
        return Client(runner, planned.config, allow, quiet=not apart)

    def __enter__(self) -> Functions:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends what was started."""
        while self._open:
            self._open.pop().close()

    def _of_application(
        self,
        app: Callable[..., Any],
        target: str | None,
        allow: str | Iterable[str],
        env: Mapping[str, str],
    ) -> Client:
        filename = describe_handler(app, DEFAULT_TARGET).place.span.filename
        folder = os.path.dirname(filename) if os.path.isfile(filename) else self._folder
        config = ConfigFinder().for_folder(folder)
        target = target or config.target or DEFAULT_TARGET
        function = Function(folder, FunctionFacts(), target)
        modules = self._workspace.modules
        runner = InProcess(function, modules, app=app, variables=env, reraise=self._reraise)
        return Client(runner, config, allow)

    def _plan(self, wanted: Wanted, root: str | None) -> Plan:
        """What is to be run, looked up once for all tests of a folder."""
        folder = self._workspace.folder
        if root is None:
            root = self._nearest(wanted.handler)
        elif not os.path.isabs(root):
            root = os.path.join(folder, root)
        key = (replace(wanted, root=root), folder)
        planned = self._workspace.plans.get(key)
        if planned is None:
            planned = plan(key[0], folder)
            function = planned.function
            if root is None and not os.path.isfile(module_file(wanted.handler, function.root)):
                for entry in sys.path:
                    if os.path.isfile(module_file(wanted.handler, entry or os.curdir)):
                        planned = plan(replace(wanted, root=os.path.abspath(entry)), folder)
                        break
            self._workspace.plans[key] = planned
        return planned

    def _nearest(self, handler: str) -> str | None:
        """The nearest folder that has the handler's module, from the test's own upwards."""
        folder, last = self._folder, self._workspace.folder
        while True:
            if os.path.isfile(module_file(handler, folder)):
                return folder
            parent = os.path.dirname(folder)
            if folder in (last, parent):
                return None
            folder = parent
