"""Drives the WSGI validators and fclint over an application, and tells what each of them sees.

The validators are the real packages; each application is called with the same environ, its body is
read to the end and closed, as PEP 3333 wants it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.metadata
import inspect
import io
import linecache
import platform
import sys
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shimmed
from fclint.dryrun import Shim, places
from fclint.finding import Finding, Severity
from fclint.judge import judge_run
from fclint.linter import lint_source
from fclint.registry import load_rules
from mini_apps.app import MiniApp

Application = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Validator:
    """A middleware that checks. ``factory`` is its name in ``module``, ``package`` what it is
    installed with (empty: Python itself)."""

    name: str
    module: str
    factory: str
    package: str = ""

    @property
    def version(self) -> str:
        """What is installed, in words."""
        if not self.package:
            return f"of Python {'.'.join(platform.python_version_tuple()[:2])}"
        return importlib.metadata.version(self.package)


VALIDATORS = (
    Validator("wsgiref.validate", "wsgiref.validate", "validator"),
    Validator("werkzeug", "werkzeug.middleware.lint", "LintMiddleware", "werkzeug"),
    Validator("paste.lint", "paste.lint", "middleware", "paste"),
    Validator("webtest.lint", "webtest.lint", "middleware", "webtest"),
)

REPORTED, SILENT, CRASHED = "reported", "silent", "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was seen: ``told`` are the messages, ``crash`` is the validator's own exception."""

    told: tuple[str, ...] = ()
    crash: str = ""

    @property
    def words(self) -> str:
        """``reported``, ``silent``, ``crashed`` or ``reported, crashed``."""
        found = [word for word, is_so in ((REPORTED, self.told), (CRASHED, self.crash)) if is_so]
        return ", ".join(found) or SILENT


def validate(validator: Validator, app: MiniApp, folder: Path) -> Outcome:
    """What ``validator`` says of ``app``: a warning, or an exception that it raises by an
    ``assert`` or ``raise`` statement, is a report; any other exception inside it is a crash. What
    the application raises, or a stream that it calls through the validator, is neither."""
    with warnings.catch_warnings(record=True) as caught, _unraisable_ignored():
        warnings.simplefilter("ignore")
        module = importlib.import_module(validator.module)
        warnings.simplefilter("always")
        kept: list[Any] = []
        told, crash = [], ""
        try:
            _serve(getattr(module, validator.factory)(_keeping(load(app, folder), kept)), app)
        except Exception as error:
            source = _source_of(error, str(module.__file__))
            if source.startswith(_DELIBERATE) and not isinstance(error, TypeError):
                told.append(f"{type(error).__name__}: {error}")
            elif source:
                crash = f"{type(error).__name__}: {error}"
        for thing in kept:
            if inspect.iscoroutine(thing):
                thing.close()
        kept.clear()
        gc.collect(1)  # what young objects do when they go must happen in here
        told += [
            str(each.message)
            for each in caught
            if each.category.__module__.startswith(validator.module)
        ]
    return Outcome(tuple(told), crash)


def _source_of(error: BaseException, validator: str) -> str:
    """The statement that raised ``error``, if the file ``validator`` did, or a library that it
    called; else nothing."""
    entry, inside, statement = error.__traceback__, False, ""
    while entry is not None:
        frame = entry.tb_frame
        filename = frame.f_code.co_filename
        statement = _statement(filename, entry.tb_lineno)
        if filename == validator:
            forwards = type(frame.f_locals.get("self")).__name__ in _STREAMS
            inside = not forwards or statement.startswith(_DELIBERATE)
        elif not _is_library(filename):
            inside = False
        entry = entry.tb_next
    return statement if inside else ""


_DELIBERATE = ("assert ", "raise ")
_STREAMS = ("InputWrapper", "ErrorWrapper", "InputStream", "ErrorStream")


def _is_library(filename: str) -> bool:
    return "site-packages" in filename or filename.startswith(str(Path(io.__file__).parent))


def _statement(filename: str, row: int) -> str:
    """The beginning of the statement that the line is part of."""
    found = places.source(filename).statement(row)
    return linecache.getline(filename, found.lineno if found is not None else row).strip()


@contextlib.contextmanager
def _unraisable_ignored() -> Iterator[None]:
    """``__del__`` of some validators' objects fails where their making has failed."""
    hook = sys.unraisablehook
    sys.unraisablehook = lambda unraisable: None
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        sys.unraisablehook = hook


def _keeping(application: Application, kept: list[Any]) -> Application:
    """``application``, whose results are put into ``kept``."""

    def called(environ: dict[str, Any], start_response: Any) -> Any:
        body = application(environ, start_response)
        kept.append(body)
        return body

    return called


def _serve(application: Application, app: MiniApp) -> None:
    """Calls ``application`` as a server would that minds nothing."""

    def start_response(status: Any, headers: Any, exc_info: Any = None) -> Any:
        return lambda data: None

    body = application(environ_of(app, "wsgi"), start_response)
    try:
        for _ in body:
            pass
    finally:
        if hasattr(body, "close"):
            body.close()


def environ_of(app: MiniApp, target: str) -> dict[str, Any]:
    """The environ of the application's request, with the server's mistake if it has one."""
    environ = shimmed.environ_of(app.request, target)
    environ["wsgi.errors"] = io.StringIO()
    for key, value in app.environ.items():
        if not key and isinstance(value, type):
            environ = value(environ)
        elif value is None:
            del environ[key]
        else:
            environ[key] = value
    return environ


def load(app: MiniApp, folder: Path) -> Application:
    """The handler of ``app``, whose source is written into ``folder``."""
    path = folder / f"app_{zlib.crc32(app.source.encode())}.py"
    handler: Application = shimmed.loaded(app.source, path)["handler"]
    return handler


def dry_run(app: MiniApp, target: str, folder: Path) -> set[tuple[str, int]]:
    """Code and line of what the dry run reports."""
    recorded = Shim(load(app, folder), target).run(environ_of(app, target))
    return _told(judge_run(recorded, load_rules()).findings)


def check(app: MiniApp, target: str) -> set[tuple[str, int]]:
    """Code and line of what static analysis reports."""
    source = app.source.encode()
    return _told(lint_source(source, "index.py", target=target, handlers=("index.handler",)))


def _told(findings: Iterable[Finding]) -> set[tuple[str, int]]:
    return {(each.code, each.span.row) for each in findings if each.severity > Severity.INFO}
