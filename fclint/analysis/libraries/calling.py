"""Calls into the standard library and frameworks: by table where a function has a semantics of
its own, else by the type of its result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.functions import BUILTINS
from fclint.analysis.builtin.matches import found_by
from fclint.analysis.builtin.methods import call_builtin_method
from fclint.analysis.classes import as_dataclass
from fclint.analysis.domain.builtin_kinds import BUILTIN_KINDS, is_kind
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import InstanceObject
from fclint.analysis.domain.shapes import (
    BYTES,
    STR,
    UNKNOWN,
    BoundMethod,
    LibraryObject,
    Ref,
    Wrapped,
)
from fclint.analysis.domain.state import State
from fclint.analysis.escape import escape, hand_over, leak
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.folding import folded_function
from fclint.analysis.libraries.libtypes import instance_of, returned
from fclint.analysis.libraries.semantics import SPECIAL
from fclint.analysis.requests.decoding import given_back
from fclint.analysis.requests.misfits import function_arguments
from fclint.analysis.requests.taint_checks import handed_over
from fclint.values import (
    Instance,
    IteratorShape,
    StartResponse,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_TELLING = frozenset(
    {"builtins.isinstance", "builtins.callable", "builtins.hasattr", "builtins.type",
     "builtins.getattr", "json.loads", "json.load"}
)  # fmt: skip
"""Functions whose use on an object of the request tells what kind of handler it is."""


_TAKING_MAPPINGS = frozenset({"builtins.dict", "collections.OrderedDict"})
"""Functions that make something of ``**mapping``."""


def call_library(
    interp: Interpreter, state: State, qualified: str, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """Calls a function or class of the library."""
    if qualified in _TELLING and arguments.positional:
        interp.note_request_used(qualified, state, state.resolve(arguments.positional[0]))
    fitting = function_arguments(interp, state, qualified, arguments, node)
    if fitting is None:
        return []
    arguments = fitting
    receiver = _receiver(state, qualified, arguments)
    if receiver is not None:
        name, given = qualified.rpartition(".")[2], arguments.positional[1:]
        rest = replace(arguments, positional=given)
        return call_builtin_method(interp, state, receiver, name, rest, node)
    special = SPECIAL.get(qualified)
    if special is None and qualified.startswith("builtins."):
        special = BUILTINS.get(qualified.removeprefix("builtins."))
    if special is not None and (arguments.complete or qualified in _TAKING_MAPPINGS):
        known = special(interp, state, arguments, node)
        if known is not None:
            return known
    computed = folded_function(state, qualified, arguments, node)
    if computed is not None:
        return [(state, computed)]
    member = catalogue.lookup(qualified)
    if isinstance(member, catalogue.LibFunction):
        return _call_function(interp, state, member, arguments, node)
    if isinstance(member, catalogue.LibClass):
        return _make_instance(interp, state, member, arguments, node)
    if isinstance(member, (catalogue.LibVariable, catalogue.LibProperty)):
        found = catalogue.attribute(member.type, "__call__")
        if isinstance(found, catalogue.LibFunction):
            return _call_function(interp, state, found, arguments, node)
    escape(interp, state, arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _receiver(state: State, qualified: str, arguments: Arguments) -> Value | None:
    """The object whose method is called by its class: ``dict.get(environ, key)``."""
    owner = qualified.removeprefix("builtins.").rpartition(".")[0]
    if owner not in BUILTIN_KINDS or not qualified.startswith("builtins.") or owner == "type":
        return None
    member = catalogue.lookup(qualified)
    if not isinstance(member, catalogue.LibFunction) or member.binding != "method":
        return None
    if not arguments.complete or not arguments.positional:
        return None
    receiver = state.resolve(arguments.positional[0])
    is_one = len(receiver.shapes) == 1 and is_kind(state, receiver.shapes[0], (owner,)) is True
    return receiver if is_one and not _is_instance(state, receiver) else None


def _is_instance(state: State, value: Value) -> bool:
    """Whether the value may be an object of a class of the project."""
    return any(
        isinstance(each, Ref) and isinstance(state.heap.get(each.address), InstanceObject)
        for each in value.shapes
    )


def _call_function(
    interp: Interpreter,
    state: State,
    member: catalogue.LibFunction,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    if member.never_returns:
        leak(interp, state, arguments.values())
        if member.qualified not in _ENDS_PROCESS:
            name = "builtins.SystemExit" if "exit" in member.qualified else None
            interp.throw(state, node, name)
        return []
    _hand_over(interp, state, member.qualified, arguments)
    if not member.qualified.startswith(_HARMLESS):
        interp.may_throw(state, node)
    returns = member.returns
    if member.binding == "class":  # called on the class itself
        returns = catalogue.substitute(returns, self_type=_owner(member.qualified))
    result = found_by(interp, state, member.qualified, arguments, node) or returned(
        interp, state, returns, arguments.positional, node
    )
    result = given_back(state, member.qualified, result, arguments, node)
    if interp.asking is not None:
        interp.asking.matched(state, member.qualified, arguments.positional, result)
    return [(state, result)]


def _owner(qualified: str) -> catalogue.TypeExpr:
    """The type whose method that is."""
    name = qualified.rpartition(".")[0]
    bare = name.removeprefix("builtins.")
    if bare in catalogue.KINDS:
        return catalogue.TypeExpr(bare)
    return catalogue.TypeExpr("instance", name=name)


_ENDS_PROCESS = frozenset(
    {"os._exit", "posix._exit", "os.abort", "posix.abort", "os.execv", "os.execve", "posix.execv",
     "posix.execve", "os.execl", "os.execlp", "os.execvp", "os.execvpe", "os.execle"}
)  # fmt: skip
_HARMLESS = (
    "logging.", "time.", "random.", "uuid.", "html.escape", "html.unescape", "urllib.parse.quote",
    "urllib.parse.urlencode", "urllib.parse.unquote", "builtins.print", "builtins.id",
    "builtins.hash", "posixpath.", "genericpath.", "hashlib.", "os.getenv", "os.getpid",
    "os.getcwd",
    "mimetypes.", "base64.b64encode", "traceback.", "secrets.", "warnings.", "sys.exc_info",
    "sys.getsizeof",
)  # fmt: skip
"""Library functions that don't raise when they are used as meant."""
_CHANGES = (
    "heapq.",
    "random.shuffle",
    "bisect.insort",
    "wsgiref.headers.",
    "wsgiref.util.",
    "builtins.exec",
    "builtins.eval",
)
"""Library functions that change their arguments."""


def _hand_over(interp: Interpreter, state: State, qualified: str, arguments: Arguments) -> None:
    """The library may call what it is handed; few functions change it."""
    is_known_library = catalogue.is_stdlib(qualified) or qualified.startswith("builtins.")
    if qualified.startswith(_CHANGES) or not is_known_library:
        escape(interp, state, arguments.values())
    else:
        hand_over(interp, state, qualified, arguments.values())


def _make_instance(
    interp: Interpreter,
    state: State,
    member: catalogue.LibClass,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    if member.is_enum:
        handed_over(state, arguments.values())
        interp.may_throw(state, node, "builtins.ValueError")
        base = "int" if "builtins.int" in catalogue.class_mro(member.qualified) else None
        return [(state, Value((Instance(member.qualified, iterable=False, base=base),)))]
    _hand_over(interp, state, member.qualified, arguments)
    if not member.is_exception and not member.qualified.startswith(_HARMLESS_CLASSES):
        interp.may_throw(state, node)
    expr = member.instance
    if expr.kind != "instance":
        return [(state, returned(interp, state, expr, arguments.positional, node))]
    shape = instance_of(state, expr, node)
    made = Value((shape,), state.symbol(node))
    return [(state, given_back(state, member.qualified, made, arguments, node))]


_HARMLESS_CLASSES = ("io.BytesIO", "io.StringIO", "collections.", "threading.",
                     "datetime.timedelta", "wsgiref.headers", "http.cookies", "queue.",
                     "flask.app.Flask")  # fmt: skip


def call_library_instance(
    interp: Interpreter, state: State, shape: Instance, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """Calls an instance: a WSGI application or response answers the request."""
    if shape.role in ("app", "response") and len(arguments.positional) == 2:
        environ, start_response = arguments.positional
        if start_response.must_be(StartResponse):
            return interp.foreign_application(state, environ, node)
        escape(interp, state, arguments.values())
        interp.may_throw(state, node)
        outcomes = interp.call(state, start_response, Arguments((STR, UNKNOWN)), node)
        body = Value((IteratorShape("iterator", BYTES),))
        return [(after, body) for after, _ in outcomes]
    member = catalogue.attribute(catalogue.TypeExpr("instance", name=shape.name), "__call__")
    if isinstance(member, catalogue.LibFunction):
        return _call_function(interp, state, member, arguments, node)
    escape(interp, state, arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


# --- decorators


def decorate(interp: Interpreter, state: State, decorator: Value, value: Value) -> Value | None:
    """What a well-known decorator makes of a function or class; None for any other."""
    if len(decorator.shapes) != 1:
        return None
    shape = decorator.shapes[0]
    if isinstance(shape, Wrapped) and shape.kind == "identity":
        return value
    if isinstance(shape, Wrapped) and shape.kind.startswith("property."):
        known = shape.function.shapes[0]
        getter = known.function if isinstance(known, Wrapped) else UNKNOWN
        setter = known.setter if isinstance(known, Wrapped) else None
        if shape.kind == "property.setter":
            setter = value
        return Value((Wrapped("property", getter, setter),))
    if isinstance(shape, Wrapped) and shape.kind == "dataclass":
        return as_dataclass(state, value)
    if isinstance(shape, BoundMethod) or not isinstance(shape, LibraryObject):
        return None
    name = shape.qualified
    if name in ("builtins.staticmethod", "builtins.classmethod", "builtins.property"):
        return Value((Wrapped(name.removeprefix("builtins."), value),))
    if name in ("functools.cached_property", "abc.abstractproperty"):
        return Value((Wrapped("cached_property", value),))
    if name == "contextlib.contextmanager":
        return Value((Wrapped("contextmanager", value),))
    if name == "dataclasses.dataclass":
        return as_dataclass(state, value)
    if name in _IDENTITY:
        return value
    return None


_IDENTITY = frozenset(
    {
        "functools.lru_cache", "functools.cache", "typing.final", "typing.no_type_check",
        "abc.abstractmethod", "functools.total_ordering", "typing.runtime_checkable",
        "typing.override", "enum.unique", "functools.singledispatch", "typing.overload",
        "atexit.register", "types.coroutine",
    }
)  # fmt: skip
