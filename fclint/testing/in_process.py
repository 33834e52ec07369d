"""A function that runs in the process of the test.

What a test replaces (``monkeypatch.setattr(index, "db", fake)``), a debugger, the measurement of
coverage and captured output work as everywhere in it. While the handler is loaded and called, the
current folder, ``sys.path`` and the environment variables are those that the runtime has; then
they are put back.
"""

from __future__ import annotations

import bdb
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from fclint.dryrun import limits
from fclint.dryrun.context import build_context, new_request_id
from fclint.dryrun.environ import build_environ
from fclint.dryrun.environment import process_environment
from fclint.dryrun.loading import LoadError, load_handler, module_file
from fclint.dryrun.process import Function
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.dryrun.shim import Shim
from fclint.dryrun.unloaded import load_failure, unloaded_handler
from fclint.targets.fc2 import FC2
from fclint.targets.runtimes import is_reserved
from fclint.testing.modules import Modules, imported_from

_MEGABYTE = 1024 * 1024
_REQUEST_PREFIXES = ("HTTP_", "CONTENT_", "REQUEST_", "SERVER_", "REMOTE_")


class InProcess:
    """A function, or a WSGI application where ``app`` is one, in this process.

    ``function.environment`` are the variables of its manifest, which go behind those that are set
    here, ``variables`` those that go before them. Exceptions of the types ``reraise`` are the
    test's own.
    """

    def __init__(
        self,
        function: Function,
        modules: Modules,
        *,
        app: Callable[..., Any] | None = None,
        variables: Mapping[str, str] | None = None,
        reraise: tuple[type[BaseException], ...] = (),
    ) -> None:
        """Loads the handler; that it can't be loaded is told by each :meth:`call`."""
        self.function = function
        self._modules = modules
        self._variables = dict(variables or {})
        self._named = app is None
        self._failed: LoadError | None = None
        self._load_log = io.StringIO()
        if app is None:
            with self._surroundings(self._load_log):
                loaded = self._load()
            if isinstance(loaded, LoadError):
                self._failed = loaded
                return
            app = loaded
        self._shim = Shim(
            app,
            function.target,
            name=function.facts.handler.rpartition(".")[2] if self._named else "",
            root=function.root if self._named else None,
            module=module_file(function.facts.handler, function.root) if self._named else "",
            max_body=function.facts.memory * _MEGABYTE,
            leave_trace=True,
            reraise=(*reraise, bdb.BdbQuit),
        )

    def call(self, request: Request) -> Recorded:
        """Sends one request; what came of it. One beyond the platform's limits never reaches the
        handler."""
        function = self.function
        if self._failed is not None:
            written = function.facts.handler
            handler = unloaded_handler(written, function.root, function.target)
            return load_failure(handler, self._failed, self._load_log.getvalue())
        too_much = limits.excesses(request, function.target)
        if too_much:
            return limits.refusal(self._shim.handler, too_much)
        log = io.StringIO()
        with self._surroundings(log):
            environ = build_environ(
                request,
                function.target,
                process={n: v for n, v in os.environ.items() if not _passes_for_request(n)},
                context=build_context(function.facts, new_request_id()),
                facts=function.facts,
            )
            recorded = self._shim.run(environ)
        return replace(recorded, log=log.getvalue())

    @property
    def _module(self) -> str:
        """What the runtime calls the handler's module."""
        path = self.function.facts.handler.rpartition(".")[0]
        return path.replace("/", ".").rpartition(".")[2]

    def close(self) -> None:
        """Nothing is left to end."""

    def _load(self) -> Callable[..., Any] | LoadError:
        """The handler: of the module that a test has imported already, else as the runtime does."""
        function = self.function
        written = function.facts.handler
        attribute, last = written.rpartition(".")[2], self._module
        known = imported_from(module_file(written, function.root), last)
        found = getattr(known, attribute, None)
        if callable(found):
            loaded: Callable[..., Any] = found
            return loaded
        had = sys.modules.get(last)
        handler = load_handler(written, function.root, function.target)
        if isinstance(handler, LoadError):  # half a module is none
            if had is not None:
                sys.modules[last] = had
            else:
                sys.modules.pop(last, None)
        return handler

    @contextmanager
    def _surroundings(self, log: io.StringIO) -> Iterator[None]:
        """Makes this process look as the runtime's does; ``log`` gets what is printed."""
        with _printing_into(log):
            if not self._named:
                yield
                return
            with (
                self._modules.of(self.function.root, self._module),
                _in_folder(self.function.root),
                _with_variables(*self._changes()),
            ):
                yield

    def _changes(self) -> tuple[dict[str, str], list[str]]:
        """The environment variables to be set, and those to be left out."""
        function = self.function
        wanted = process_environment(
            os.environ,
            {**function.environment, **self._variables},
            function.facts,
            function.root,
            function.target,
        )
        fc2 = function.target == FC2.name
        changed = {
            name: value
            for name, value in wanted.items()
            if name not in os.environ or name in self._variables or name.startswith("FC_")
        }
        return changed, [name for name in os.environ if fc2 and is_reserved(name)]


class _Copying:
    """A text stream that also writes into ``log`` what is printed."""

    def __init__(self, stream: Any, log: io.StringIO) -> None:
        self._stream = stream
        self._log = log

    def write(self, text: str) -> int:
        self._log.write(text)
        written: int = self._stream.write(text)
        return written

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _printing_into(log: io.StringIO) -> Iterator[None]:
    """What is printed goes where it went, and into ``log``."""
    before = (sys.stdout, sys.stderr)
    copying = tuple(_Copying(stream, log) for stream in before)
    sys.stdout, sys.stderr = copying
    try:
        yield
    finally:
        # A debugger that was started meanwhile may have put other streams there.
        if sys.stdout is copying[0]:
            sys.stdout = before[0]
        if sys.stderr is copying[1]:
            sys.stderr = before[1]


@contextmanager
def _in_folder(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _with_variables(changed: Mapping[str, str], left_out: list[str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in (*changed, *left_out)}
    for name in left_out:
        del os.environ[name]
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is not None:
                os.environ[name] = value
            else:
                os.environ.pop(name, None)


def _passes_for_request(name: str) -> bool:
    """Whether an environment variable would be taken for something of the request."""
    return name.startswith(_REQUEST_PREFIXES) or name in ("PATH_INFO", "QUERY_STRING")
