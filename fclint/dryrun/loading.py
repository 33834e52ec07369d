"""Loads a handler as the platform's runtime loads it, with the errorType of each failure.

Source: the behaviour of the platform's own Python runtimes (builds of 2023): the handler is split
at its last dot; what is left of it is a path below the code directory; ``__init__.py`` of its
parents is not executed; a module that the runtime has imported already is used instead.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.handlers import file_spot
from fclint.dryrun.places import Spot
from fclint.dryrun.response import ResponseError, describe_exception
from fclint.dryrun.usercode import UserCode
from fclint.targets.calling import HANDLER_NOT_FOUND, INVALID_HANDLER, LOADING_ERRORS, NO_MODULE
from fclint.targets.runtimes import IMPORTED_MODULES


@dataclass(frozen=True, slots=True)
class LoadError:
    """Why there is no handler: what the runtime says, and where in user code it went wrong.

    ``exited`` is how the process would have ended, where loading ended it.
    """

    error: ResponseError
    place: Spot
    exited: str = ""


class _MissingError(Exception):
    """Something that the handler's name says isn't there; the runtime has a name for it."""

    def __init__(self, kind: str, message: str, filename: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.filename = filename


def load_handler(written: str, root: str, target: str) -> Callable[..., Any] | LoadError:
    """The object that ``written`` (``index.handler``) names below ``root``, the first entry of
    ``sys.path``. Whatever its module raises is told, not raised."""
    try:
        return _load(written, root, target)
    except _MissingError as error:
        place = file_spot(error.filename or module_file(written, root))
        return LoadError(ResponseError(error.kind, str(error)), place)
    except SystemExit as error:
        place = _place(error, written, root)
        code = repr(error.code) if type(error.code) in (int, str, bool) else ""
        return LoadError(
            ResponseError("", "Process exited unexpectedly"), place, f"sys.exit({code})"
        )
    except BaseException as error:
        told = describe_exception(error)
        kind = error_type(error) if target == "fc2" else told.type
        message = told.message or told.type
        return LoadError(ResponseError(kind, message, told.stack), _place(error, written, root))


def error_type(error: BaseException) -> str:
    """What the runtime calls an exception of a module's top level."""
    kinds = (name for kind, name in LOADING_ERRORS if isinstance(error, kind))
    return next(kinds, LOADING_ERRORS[-1][1])


def module_file(written: str, root: str) -> str:
    """The file that the handler's module would be in, whether or not it is there."""
    path = os.path.join(root, *written.rpartition(".")[0].replace("/", ".").split("."))
    package = os.path.join(path, "__init__.py")
    if not os.path.exists(f"{path}.py") and os.path.exists(package):
        return package
    return f"{path}.py"


def _load(written: str, root: str, target: str) -> Callable[..., Any]:
    name, dot, attribute = written.rpartition(".")
    if not dot or not name or not attribute:
        raise _MissingError(INVALID_HANDLER, f"Invalid handler name {written!r}: no dot in it")
    module = _module(name, written, root, target)
    try:
        found = getattr(module, attribute)
    except AttributeError:
        raise _MissingError(
            HANDLER_NOT_FOUND,
            f"Handler {attribute!r} is missing on module {name!r}",
            module_file(written, root),
        ) from None
    if not callable(found):
        # The runtime finds out when it calls it.
        raise _MissingError(
            HANDLER_NOT_FOUND if target == "fc2" else "TypeError",
            f"{written!r} is not callable: it is {type(found).__name__}",
        )
    handler: Callable[..., Any] = found
    return handler


def _module(name: str, written: str, root: str, target: str) -> types.ModuleType:
    if target != "fc2":
        return importlib.import_module(name.replace("/", "."))
    if name in IMPORTED_MODULES:
        return importlib.import_module(name)
    filename = module_file(written, root)
    if not os.path.isfile(filename):
        raise _MissingError(NO_MODULE, f"No module named {name!r}")
    last = name.replace("/", ".").rpartition(".")[2]
    package = os.path.basename(filename) == "__init__.py"
    spec = importlib.util.spec_from_file_location(
        last, filename, submodule_search_locations=[os.path.dirname(filename)] if package else None
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[last] = module
    spec.loader.exec_module(module)
    return module


def _place(error: BaseException, written: str, root: str) -> Spot:
    """The line of user code at which loading failed."""
    user = UserCode(root)
    if isinstance(error, SyntaxError) and error.filename and user.holds(error.filename):
        return file_spot(error.filename, error.lineno or 1)
    entry = user.entry(error.__traceback__)
    if entry is None:
        return file_spot(module_file(written, root))
    frame = entry.tb_frame
    where = places.position(frame.f_code, entry.tb_lasti, entry.tb_lineno)
    file = places.source(where.filename)
    statement = file.statement(where.row)
    if statement is not None and not hasattr(statement, "body"):
        return file.spot(statement)
    return places.expression_spot(where)


__all__ = ["LoadError", "error_type", "load_handler", "module_file"]
