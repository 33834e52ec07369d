"""Entry points in a module: whether the attribute is there, and what its code is written for."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING

from fclint import events
from fclint.analysis.domain.heap import Scope
from fclint.analysis.recording import Recorder
from fclint.source import disk
from fclint.suggest import nearest
from fclint.values import ByteArray, Bytes, Instance, IteratorShape, Mapping, Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter
    from fclint.analysis.units import Unit
    from fclint.source.module import SourceModule

_DYNAMIC_NAMES = frozenset({"globals", "vars", "locals", "exec", "__getattr__", "__dict__"})
_WSGI_PREFIXES = ("wsgi.", "fc.", "HTTP_", "SERVER_", "REMOTE_")
_WSGI_KEYS = frozenset(
    {
        "REQUEST_METHOD",
        "PATH_INFO",
        "QUERY_STRING",
        "CONTENT_TYPE",
        "CONTENT_LENGTH",
        "SCRIPT_NAME",
        "REQUEST_URI",
    }
)


def is_missing(interp: Interpreter, unit: Unit, name: str) -> bool:
    """Whether the module of ``unit`` surely has no attribute ``name`` once it is loaded.

    A name that is bound on some path only, or that unknown code may bind, counts as there.
    """
    program = interp.program
    scope = program.base.heap.get(unit.scope)
    if isinstance(scope, Scope) and name in scope.names:
        return False
    if any("*" not in _binds(unit, statement) for statement in unit.binders(name)):
        return False  # bound on a path that was not taken, or where LibCST gave up
    if unit.is_open or _binds_dynamically(unit.module):
        return False
    return not _is_submodule(unit.module.filename, name)


def similar_name(unit: Unit, name: str) -> str:
    """The name of the module's top level that is probably meant; empty if none is near."""
    return nearest(name, [each for each in unit.all_names() if not each.startswith("__")]) or ""


def _binds(unit: Unit, statement: object) -> frozenset[str]:
    names = unit.index.of(statement)  # type: ignore[arg-type]
    return names.binds if names is not None else frozenset()


def _binds_dynamically(module: SourceModule) -> bool:
    """Whether the module may get names that no statement binds."""
    if module.tree is None:
        return True
    for node in ast.walk(module.tree):
        match node:
            case ast.Name(id=name) | ast.FunctionDef(name=name):
                found = name in _DYNAMIC_NAMES
            case ast.Attribute(attr=name):
                found = name in ("__dict__", "modules", "import_module")
            case _:
                found = False
        if found:
            return True
    return False


def _is_submodule(filename: str, name: str) -> bool:
    """Whether ``name`` is a module of the package whose ``__init__.py`` is ``filename``."""
    folder, base = os.path.split(filename)
    return base == "__init__.py" and (
        disk.is_file(os.path.join(folder, name + ".py"))
        or disk.is_folder(os.path.join(folder, name))
    )


def kind_of(recorder: Recorder, signature: events.Signature | None) -> str:
    """What the code of a handler is written for, told from its run as a WSGI handler: ``wsgi``,
    ``event``, or empty where that can't be decided.

    Use decides before names do: real WSGI handlers name their parameters (event, context).
    """
    if recorder.inspected:
        return ""  # it looks what it was called with, and may know both
    names = _required(signature)
    happened = recorder.found.values()
    called = any(isinstance(each, events.StartResponseCalled) for each in happened)
    used = called or bool(recorder.statuses) or any(map(_is_wsgi_key, recorder.keys))
    named = names[:1] == ["environ"] or "start_response" in names
    if used or named:
        return "" if recorder.event_like else "wsgi"
    if len(names) != 2:
        return ""
    if recorder.event_like:
        return "event"
    bodies = [each.value for each in happened if isinstance(each, events.BodyReturned)]
    if bodies and all(value.must_be(Mapping) for value in bodies):
        return "event"
    if recorder.escaped or recorder.started:
        return ""
    return "" if any(map(_is_wsgi_body, bodies)) else "event"


def _required(signature: events.Signature | None) -> list[str]:
    """The names of the required positional parameters."""
    if signature is None:
        return []
    return [
        each.name
        for each in signature.parameters
        if each.required and each.kind.startswith("POSITIONAL")
    ]


def _is_wsgi_key(key: str) -> bool:
    return key in _WSGI_KEYS or key.startswith(_WSGI_PREFIXES)


def _is_wsgi_body(value: Value) -> bool:
    """Whether a returned value looks like a WSGI body: bytes in something iterable."""
    for shape in value.shapes:
        match shape:
            case IteratorShape() | Bytes() | ByteArray():
                return True
            case Sequence(kind="list" | "tuple", item=Value() as item) if item.may_be(Bytes):
                return True
            case Instance(iterable=True):
                return True
    return False


def is_application(value: Value) -> bool:
    """Whether a module-level object is a framework's WSGI application."""
    return value.must_be(Instance) and all(
        isinstance(shape, Instance) and shape.role == "app" for shape in value.shapes
    )
