"""Calls into the standard library and frameworks: by table where a function has a semantics of
its own, else by the type of its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import library
from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin_functions import BUILTINS, collect
from fclint.analysis.classes import as_dataclass
from fclint.analysis.completions import Outcome
from fclint.analysis.environ import copied, environ_address
from fclint.analysis.escape import escape, leak
from fclint.analysis.heap import DictObject, ListObject, ManagerObject
from fclint.analysis.joins import optional_union
from fclint.analysis.libtypes import instance_of, returned
from fclint.analysis.mappings import update_from
from fclint.analysis.shapes import (
    BYTES,
    STR,
    UNKNOWN,
    BoundMethod,
    FunctionShape,
    LibraryObject,
    Partial,
    Ref,
    Wrapped,
    known_text,
)
from fclint.analysis.state import State
from fclint.analysis.subscripts import item_of
from fclint.values import (
    Bytes,
    Instance,
    IteratorShape,
    NoneShape,
    Sequence,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

Known = Callable[["Interpreter", State, Arguments, cst.CSTNode], "list[Outcome] | None"]


def call_library(
    interp: Interpreter, state: State, qualified: str, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """Calls a function or class of the library."""
    special = _SPECIAL.get(qualified)
    if special is None and qualified.startswith("builtins."):
        special = BUILTINS.get(qualified.removeprefix("builtins."))
    if special is not None and arguments.complete:
        known = special(interp, state, arguments, node)
        if known is not None:
            return known
    member = library.lookup(qualified)
    if isinstance(member, library.LibFunction):
        return _call_function(interp, state, member, arguments, node)
    if isinstance(member, library.LibClass):
        return _make_instance(interp, state, member, arguments, node)
    if isinstance(member, (library.LibVariable, library.LibProperty)):
        found = library.attribute(member.type, "__call__")
        if isinstance(found, library.LibFunction):
            return _call_function(interp, state, found, arguments, node)
    escape(interp, state, arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _call_function(
    interp: Interpreter,
    state: State,
    member: library.LibFunction,
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
    return [(state, returned(interp, state, member.returns, arguments.positional, node))]


_ENDS_PROCESS = frozenset(
    {"os._exit", "posix._exit", "os.abort", "posix.abort", "os.execv", "os.execve", "posix.execv",
     "posix.execve", "os.execl", "os.execlp", "os.execvp", "os.execvpe", "os.execle"}
)  # fmt: skip
_HARMLESS = (
    "logging.", "time.", "random.", "uuid.", "html.escape", "html.unescape", "urllib.parse.quote",
    "urllib.parse.urlencode", "urllib.parse.unquote", "builtins.print", "builtins.id",
    "builtins.hash", "posixpath.", "genericpath.", "hashlib.", "os.getenv", "os.getpid", "os.getcwd",
    "mimetypes.", "base64.b64encode", "traceback.", "secrets.", "warnings.", "sys.exc_info", "sys.getsizeof",
)  # fmt: skip
"""Library functions that don't raise when they are used as meant."""
_CHANGES = ("heapq.", "random.shuffle", "bisect.insort", "wsgiref.util.", "builtins.exec", "builtins.eval")
"""Library functions that change their arguments."""


def _hand_over(interp: Interpreter, state: State, qualified: str, arguments: Arguments) -> None:
    """The library may call what it is handed; few functions change it."""
    is_known_library = library.is_stdlib(qualified) or qualified.startswith("builtins.")
    if qualified.startswith(_CHANGES) or not is_known_library:
        escape(interp, state, arguments.values())
    else:
        leak(interp, state, arguments.values())


def _make_instance(
    interp: Interpreter,
    state: State,
    member: library.LibClass,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    if member.is_enum:
        interp.may_throw(state, node, "builtins.ValueError")
        base = "int" if "builtins.int" in library.class_mro(member.qualified) else None
        return [(state, Value((Instance(member.qualified, iterable=False, base=base),)))]
    _hand_over(interp, state, member.qualified, arguments)
    if not member.is_exception and not member.qualified.startswith(_HARMLESS_CLASSES):
        interp.may_throw(state, node)
    expr = member.instance
    if expr.kind != "instance":
        return [(state, returned(interp, state, expr, arguments.positional, node))]
    shape = instance_of(state, expr, node)
    return [(state, Value((shape,), state.symbol(node)))]


_HARMLESS_CLASSES = ("io.BytesIO", "io.StringIO", "collections.", "threading.", "datetime.timedelta",
                     "wsgiref.headers", "http.cookies", "queue.", "flask.app.Flask")  # fmt: skip


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
    member = library.attribute(library.TypeExpr("instance", name=shape.name), "__call__")
    if isinstance(member, library.LibFunction):
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


def _decorator_factory(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``@wraps(f)``, ``@lru_cache(maxsize=1)``: a decorator that changes nothing that matters."""
    return [(state, Value((Wrapped("identity", UNKNOWN),)))]


def _lru_cache(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    first = arguments.get(0)
    if first is not None and first.must_be(FunctionShape, BoundMethod):
        return [(state, first)]
    return _decorator_factory(interp, state, arguments, node)


def _identity(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, arguments.positional[0])] if arguments.positional else None


def _second(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``typing.cast(type, value)``."""
    return [(state, arguments.positional[1])] if len(arguments.positional) > 1 else None


def _dataclass(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    first = arguments.get(0)
    if first is None:
        return [(state, Value((Wrapped("dataclass", UNKNOWN),)))]
    return [(state, as_dataclass(state, first))]


def _field(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    factory = arguments.get(-1, "default_factory")
    if factory is not None:
        return [(state, Value((Wrapped("default_factory", factory),)))]
    return [(state, arguments.get(-1, "default") or UNKNOWN)]


def _contextmanager(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    return [(state, Value((Wrapped("contextmanager", arguments.positional[0]),)))]


def _partial(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    function, *positional = arguments.positional
    shape = Partial(function, tuple(positional), arguments.keywords)
    return [(state, Value((shape,)))]


# --- context managers


def _manager(kind: str) -> Known:
    def make(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        thing = ManagerObject(kind, arguments.positional)
        return [(state, Value((Ref(state.allocate(node, thing)),)))]

    return make


# --- containers and iterators


def _ordered_dict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return BUILTINS["dict"](interp, state, arguments, node)


def _defaultdict(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    first = arguments.get(0)
    thing = DictObject("dict", {}, default=first if first and not first.may_be(NoneShape) else None)
    for each in arguments.positional[1:]:
        update_from(state, thing, each)
    return [(state, Value((Ref(state.allocate(node, thing)),)))]


def _deque(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return [(state, Value((Ref(state.allocate(node, ListObject("deque", []))),)))]
    outcomes: list[Outcome] = []
    for after, items, item in collect(interp, state, arguments.positional[0], node):
        thing = ListObject("deque", None if items is None else list(items), item)
        outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
    return outcomes


def _chain(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``itertools.chain(*iterables)``."""
    done: list[tuple[State, tuple[Value, ...] | None, Value | None]] = [(state, (), None)]
    for each in arguments.positional:
        following = []
        for before, items, item in done:
            for after, more, other in collect(interp, before, each, node):
                both = items + more if items is not None and more is not None else None
                following.append((after, both, optional_union(item, other)))
        done = following
    return [(s, Value((Sequence("chain", items, item),))) for s, items, item in done]


def _endless(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``itertools.count()``, ``cycle(xs)``, ``repeat(x)``: never used up."""
    item = UNKNOWN
    if isinstance(node, cst.Call) and arguments.positional:
        item = item_of(interp, state, arguments.positional[0])
    return [(state, Value((IteratorShape("endless", item),)))]


def _count(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, Value((IteratorShape("endless", UNKNOWN),)))]


def _repeat(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 1:
        return None
    return [(state, Value((IteratorShape("endless", arguments.positional[0]),)))]


def _copy(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if not arguments.positional:
        return None
    value = state.resolve(arguments.positional[0])
    address = environ_address(state, value)
    if address is not None:
        return [(state, copied(state, address, node))]
    if len(value.shapes) == 1 and isinstance(value.shapes[0], Ref):
        thing = state.heap.get(value.shapes[0].address)
        if isinstance(thing, (ListObject, DictObject)):
            copy = thing.copy()
            copy.summary = False
            return [(state, Value((Ref(state.allocate(node, copy)),)))]
    return [(state, value)] if not value.may_be(Ref) else None


def _file_wrapper(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    return [(state, Value((IteratorShape("FileWrapper", BYTES),)))]


# --- files, data


def _open(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``open(path, mode)``: text or bytes by the mode."""
    mode = arguments.get(1, "mode")
    text_mode = known_text(mode) if mode is not None else "r"
    interp.may_throw(state, node, "builtins.OSError")
    if text_mode is None:
        return [(state, interp.opaque(state, node))]
    name = "io.BufferedReader" if "b" in text_mode else "io.TextIOWrapper"
    shape = instance_of(state, library.TypeExpr("instance", name=name), node)
    if isinstance(shape, Instance):
        item = Value((Bytes() if "b" in text_mode else Str(),))
        shape = Instance(shape.name, iterable=True, item=item)
    return [(state, Value((shape,), state.symbol(node)))]


def _getenv(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``os.getenv``: configuration, which is taken to be there."""
    return [(state, interp.opaque(state, node))]


def _json_loads(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    interp.may_throw(state, node, "json.decoder.JSONDecodeError")
    interp.may_throw(state, node, "builtins.TypeError")
    return [(state, interp.opaque(state, node))]


def _json_dumps(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    interp.may_throw(state, node, "builtins.TypeError")
    return [(state, interp.identified(state, Value((Str(nonempty=True),)), node))]


def _exc_info(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    some = Value((Unknown(truthy=True),))
    return [(state, Value((Sequence("tuple", (some, some, some), some),)))]


def _itemgetter(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    if len(arguments.positional) != 1:
        return None
    return [(state, Value((Wrapped("itemgetter", arguments.positional[0]),)))]


_SPECIAL: dict[str, Known] = {
    "functools.partial": _partial,
    "functools.wraps": _decorator_factory,
    "functools.update_wrapper": _identity,
    "functools.lru_cache": _lru_cache,
    "functools.cache": _lru_cache,
    "typing.cast": _second,
    "dataclasses.dataclass": _dataclass,
    "dataclasses.field": _field,
    "contextlib.contextmanager": _contextmanager,
    "contextlib.suppress": _manager("suppress"),
    "contextlib.closing": _manager("closing"),
    "contextlib.nullcontext": _manager("nullcontext"),
    "contextlib.ExitStack": _manager("stack"),
    "collections.OrderedDict": _ordered_dict,
    "collections.defaultdict": _defaultdict,
    "collections.deque": _deque,
    "itertools.chain": _chain,
    "itertools.count": _count,
    "itertools.cycle": _endless,
    "itertools.repeat": _repeat,
    "copy.copy": _copy,
    "copy.deepcopy": _copy,
    "wsgiref.util.FileWrapper": _file_wrapper,
    "builtins.open": _open,
    "io.open": _open,
    "os.getenv": _getenv,
    "json.loads": _json_loads,
    "json.dumps": _json_dumps,
    "sys.exc_info": _exc_info,
    "operator.itemgetter": _itemgetter,
}
