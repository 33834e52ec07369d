"""What a handler is, seen from its object: its name, its place and its signature."""

from __future__ import annotations

import ast
import functools
import inspect
import os
import types
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.places import Spot
from fclint.events import Handler, Parameter, Signature
from fclint.finding import Span

_MOST_LAYERS = 20


def describe_handler(app: Any, target: str, name: str = "") -> Handler:
    """The handler that ``app`` is; ``name`` is what it is called where its object doesn't say."""
    function, owner = function_of(app)
    signature = _signature(app, function, owner)
    if function is not None:
        qualified = function.__qualname__.replace(".<locals>", "")
        spot = places.definition_spot(function.__code__)
    else:
        kind = app if isinstance(app, type) else type(app)
        qualified = name or kind.__qualname__
        spot = _class_spot(kind)
    return Handler(qualified, spot, target, signature)


def function_of(app: Any) -> tuple[types.FunctionType | None, type | None]:
    """The Python function that calling ``app`` runs, and the class that is instantiated by it."""
    for _ in range(_MOST_LAYERS):
        if isinstance(app, functools.partial):
            app = app.func
        elif isinstance(app, types.MethodType):
            app = app.__func__
        else:
            break
    if isinstance(app, types.FunctionType):
        return app, None
    cls = app if isinstance(app, type) else type(app)
    name = "__init__" if isinstance(app, type) else "__call__"
    for each in type.__getattribute__(cls, "__mro__"):
        found = each.__dict__.get(name)
        if isinstance(found, types.FunctionType):
            return found, app if isinstance(app, type) else None
    return None, None


def _signature(
    app: Any, function: types.FunctionType | None, owner: type | None
) -> Signature | None:
    try:
        found = inspect.signature(app, follow_wrapped=False)
    except BaseException:  # __signature__ of a class of the user's may do anything
        return None
    parameters = tuple(
        Parameter(
            each.name,
            each.kind.name,
            each.default is each.empty and "VAR" not in each.kind.name,
        )
        for each in found.parameters.values()
    )
    if owner is not None:
        return Signature("class", parameters)
    if function is None:
        return Signature("def", parameters)
    return Signature(form_of(function.__code__), parameters)


def form_of(code: types.CodeType) -> str:
    """The form of the function that ``code`` is, as in a signature."""
    if code.co_flags & inspect.CO_ASYNC_GENERATOR:
        return "async generator"
    if code.co_flags & inspect.CO_COROUTINE:
        return "async def"
    return "lambda" if code.co_name == "<lambda>" else "def"


def _class_spot(cls: type) -> Spot:
    """Where a class is defined, as far as its module's file tells."""
    import sys

    module = sys.modules.get(cls.__module__)
    filename = getattr(module, "__file__", None)
    if isinstance(filename, str):
        file = places.source(filename)
        node = file.class_definition(cls.__qualname__)
        if node is not None:
            return file.spot(node)
        return file_spot(filename)
    return file_spot("<unknown>")


def file_spot(filename: str, row: int = 1) -> Spot:
    """A line of a file, or its beginning."""
    if os.path.exists(filename):
        return places.source(filename).row_spot(row)
    return Spot(Span(filename, row, 1, row, 1), (row, row))


def mentions_start_response(code: types.CodeType) -> bool:
    """Whether the function with ``code`` uses its second parameter anywhere: in its own body, or
    in an inner function that the body mentions."""
    names = [name for name in code.co_varnames[: code.co_argcount] if name != "self"]
    node = places.source(code.co_filename).definition(code)
    if node is None or len(names) < 2:
        return True  # not known: then other calls may use it
    return _uses(node, names[1])


def _uses(function: ast.AST, name: str) -> bool:
    loaded: set[str] = set()
    inner: list[ast.AST] = []
    pending = list(ast.iter_child_nodes(function))
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner.append(node)
            pending.extend(node.decorator_list)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            loaded.add(node.id)
        pending.extend(ast.iter_child_nodes(node))
    return name in loaded or any(
        getattr(node, "name", "") in loaded and _uses(node, name) for node in inner
    )
