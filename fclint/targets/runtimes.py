"""Which runtime of Function Compute calls what: a WSGI handler, an event handler, any server.

Sources: the vendor's documentation (https://www.alibabacloud.com/help/en/functioncompute/, the
pages on the Python runtimes, custom runtimes, HTTP triggers and environment variables) where it
speaks, and the behaviour of the platform's own Python runtimes (builds of 2023) where it does not:
marked [run] below.
"""

from __future__ import annotations

from dataclasses import dataclass

from fclint.targets.fc2 import FC2
from fclint.targets.wsgi import WSGI

EVENT = "event"
"""What is served as ``handler(event, context)``: no WSGI, so none of the targets."""

RESERVED_PREFIXES = ("FC_", "_FC_")
"""Environment variables of the user that are deleted before user code runs [run], but for those
that the runtime keeps (:attr:`~fclint.targets.facts.Target.kept_environment`)."""

LIFECYCLE_HOOKS = ("initializer", "pre_stop", "pre_freeze")
"""The handlers that are called with the context alone, and whose result becomes JSON [run]."""

_WITH_WSGI = frozenset({"python3", "python3.6", "python3.9", "python3.10"})
"""Documentation, "HTTP handlers": the built-in runtimes that call WSGI handlers on FC 2.0."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How a runtime serves requests.

    ``target`` is the name of a target, :data:`EVENT`, or None where nothing can be said: another
    language, an unknown runtime, Python 2.7. ``reason`` tells why in a few words. ``names_handler``
    says that the runtime itself loads the handler that the manifest names.
    """

    target: str | None
    reason: str = ""
    names_handler: bool = False


def serving(runtime: str | None, generation: int, http: bool | None) -> Serving:
    """How ``runtime`` serves the requests of a function on Function Compute ``generation`` (2 or
    3), which has an HTTP trigger or not (None: not known; it is judged as if it had one)."""
    if runtime is None:
        return Serving(None)
    if is_custom(runtime):
        return Serving(WSGI.name, f"the runtime {runtime} starts a server of its own")
    if not is_builtin_python3(runtime):
        return Serving(None)
    if generation >= 3:
        return Serving(EVENT, f"FC 3.0 calls {runtime} handlers with an event", True)
    if runtime not in _WITH_WSGI:
        return Serving(EVENT, f"the runtime {runtime} knows event handlers only", True)
    if http is False:
        return Serving(EVENT, "the function has no HTTP trigger", True)
    return Serving(FC2.name, f"an HTTP trigger of FC 2.0 calls {runtime} handlers as WSGI", True)


def is_custom(runtime: str) -> bool:
    """Whether the function is a server of its own: ``custom``, ``custom.debian10``,
    ``custom-container``. Its handler means nothing then."""
    return runtime.partition(".")[0] in ("custom", "custom-container")


def is_python2(runtime: str | None) -> bool:
    """Whether the code is written for Python 2, which none of the rules is meant for."""
    return runtime is not None and runtime.partition(".")[0] in ("python2", "python2.7")


def is_builtin_python3(runtime: str) -> bool:
    """Whether ``runtime`` is one of the platform's own Python 3 runtimes: ``python3.9``.

    Python 2.7 is left out: text is bytes there, which makes most of the rules wrong.
    """
    name, _, minor = runtime.partition(".")
    return name == "python3" and (not minor or minor.isdigit())


def is_reserved(variable: str) -> bool:
    """Whether the runtime deletes the user's environment variable of this name [run]."""
    return variable.startswith(RESERVED_PREFIXES) and variable not in FC2.kept_environment


IMPORTED_MODULES = frozenset(
    """
    json time logging signal decimal datetime base64 io types

    __main__ abc builtins codecs encodings errno genericpath marshal os posix posixpath site stat
    sys zipimport _abc _codecs _collections_abc _frozen_importlib _frozen_importlib_external _imp
    _io _signal _sitebuiltins _stat _thread _warnings _weakref

    binascii collections copyreg enum functools heapq importlib itertools keyword linecache numbers
    operator re reprlib string struct threading token tokenize traceback warnings weakref
    """.split()  # noqa: SIM905
)
"""Modules that the runtime has imported before it loads a handler, so that a handler's module of
that name is never loaded: those that were seen [run], those that every CPython imports when it
starts, and those that the seen ones import. There are more; of those nothing is said."""
