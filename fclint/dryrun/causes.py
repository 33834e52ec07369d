"""Why an exception left the handler, where a rule of FC4 explains it.

The traceback says which expression raised; names in it are looked up in the frame, and nothing is
evaluated. Where this doesn't make the cause certain there is none.
"""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Mapping
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.context import FCContext, owner_of
from fclint.dryrun.response import message_of
from fclint.events import Cause, ContextMisused, KeyMissing, LengthUnusable, RequestMisused
from fclint.targets import TARGETS, Presence
from fclint.targets import context as context_facts

_LENGTH = "CONTENT_LENGTH"


class Explainer:
    """Explains exceptions of one run, whose environ held ``keys`` when it began."""

    def __init__(self, environ: dict[str, Any], target: str) -> None:
        """Remembers what the server put into environ."""
        self._environ = environ
        self._target = TARGETS[target]
        self._original = dict(environ)

    def cause(self, error: BaseException, entry: types.TracebackType) -> Cause | None:
        """Why ``error`` was raised at ``entry``, the innermost one of the traceback in user code.

        Only where user code itself raised it: what a library raises is its own affair.
        """
        if entry.tb_next is not None:
            return None
        frame = entry.tb_frame
        where = places.position(frame.f_code, entry.tb_lasti, entry.tb_lineno)
        file = places.source(where.filename)
        scope = _Scope(frame)
        if isinstance(error, KeyError):
            kinds: tuple[type[ast.AST], ...] = (ast.Subscript, ast.Call, ast.Delete)
            return self._missing_key(error, file.find(where, *kinds), scope, file)
        if isinstance(error, AttributeError):
            node = file.find(where, ast.Attribute, ast.Call)
            return self._attribute(error, node, scope, file)
        if isinstance(error, (ValueError, TypeError)):
            length = self._length(error, file.find(where, ast.Call), scope, file)
            if length is not None:
                return length
        if isinstance(error, TypeError):
            return self._type_error(error, file.find(where, ast.Subscript, ast.BinOp), scope, file)
        return None

    # --- FC401

    def _missing_key(
        self, error: KeyError, node: ast.AST | None, scope: _Scope, file: places.Source
    ) -> Cause | None:
        key = error.args[0] if error.args else None
        if not isinstance(key, str):
            return None
        operation = "[]"
        if isinstance(node, ast.Delete):
            targets = [each for each in node.targets if isinstance(each, ast.Subscript)]
            if len(node.targets) != 1 or not targets:
                return None
            holder: ast.expr = targets[0].value
            operation = "del"
        elif isinstance(node, ast.Subscript):
            holder = node.value
            operation = "del" if isinstance(node.ctx, ast.Del) else "[]"
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "pop"
            and len(node.args) == 1
        ):
            holder, operation = node.func.value, "pop"
        else:
            return None
        if not self._is_environ(scope.value(holder)):
            return None
        removed = key in self._original
        if not removed and self._target.presence(key) is Presence.ALWAYS:
            return None  # this server is not the target, and its environ not the target's
        return KeyMissing(key, operation, removed)

    def _is_environ(self, thing: object) -> bool:
        """Whether ``thing`` is the environ or a copy of it."""
        if thing is self._environ:
            return True
        body = self._original.get("wsgi.input")
        return isinstance(thing, dict) and body is not None and thing.get("wsgi.input") is body

    # --- FC403

    def _length(
        self, error: BaseException, node: ast.AST | None, scope: _Scope, file: places.Source
    ) -> Cause | None:
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and len(node.args) == 1
            and scope.value(node.func) is builtins.int
        ):
            return None
        argument = node.args[0]
        if self._request_key(argument, scope, file) != _LENGTH:
            return None
        if isinstance(error, TypeError):
            return LengthUnusable(None)
        given = self._original.get(_LENGTH)
        return LengthUnusable(given if isinstance(given, str) else "")

    # --- FC404, FC405

    def _attribute(
        self, error: AttributeError, node: ast.AST | None, scope: _Scope, file: places.Source
    ) -> Cause | None:
        owner = owner_of(error.obj)
        if owner and isinstance(error.name, str):
            runtime = None
            meant = context_facts.meant(owner, error.name, runtime)
            return ContextMisused(owner, error.name, "attribute", meant)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func
        if not isinstance(node, ast.Attribute) or node.attr != error.name:
            return None
        if error.obj is None:
            holder = node.value
            if isinstance(holder, ast.Attribute) and holder.attr == "logger":
                if isinstance(scope.value(holder.value), FCContext):
                    return ContextMisused("context", "logger", "none", "getLogger()")
                return None
            key = self._request_key(holder, scope, file)
            if key:
                return RequestMisused(f"None.{node.attr}()", key)
        if type(error.obj) is bytes and self._is_body(node.value, scope, file):
            return RequestMisused(f"bytes.{node.attr}()", "the body")
        return None

    def _type_error(
        self, error: TypeError, node: ast.AST | None, scope: _Scope, file: places.Source
    ) -> Cause | None:
        if isinstance(node, ast.Subscript):
            owner = owner_of(scope.value(node.value))
            if owner:
                key = scope.value(node.slice)
                return ContextMisused(owner, key if isinstance(key, str) else "", "subscript")
            return None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = scope.value(node.left), scope.value(node.right)
            for here, other, side in ((left, right, node.left), (right, left, node.right)):
                if self._is_body(side, scope, file) and (
                    isinstance(other, str) or "str" in message_of(error)
                ):
                    operation = "bytes + str" if side is node.left else "str + bytes"
                    return RequestMisused(operation, "the body")
                if here is None and isinstance(other, str):
                    key = self._request_key(side, scope, file)
                    if key:
                        operation = "None + str" if side is node.left else "str + None"
                        return RequestMisused(operation, key)
        return None

    # --- where a value comes from

    def _request_key(self, node: ast.expr, scope: _Scope, file: places.Source) -> str:
        """The key of environ whose value ``node`` is; or ``""``."""
        if isinstance(node, ast.Name):
            assigned = _only_assignment(node.id, scope.definition(file))
            return self._request_key(assigned, scope, file) if assigned is not None else ""
        key: object = None
        if isinstance(node, ast.Subscript) and self._is_environ(scope.value(node.value)):
            key = scope.value(node.slice)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
            and self._is_environ(scope.value(node.func.value))
        ):
            key = scope.value(node.args[0])
        return key if isinstance(key, str) else ""

    def _is_body(self, node: ast.expr, scope: _Scope, file: places.Source) -> bool:
        """Whether ``node`` is what was read from ``wsgi.input``."""
        if isinstance(node, ast.Name):
            assigned = _only_assignment(node.id, scope.definition(file))
            return assigned is not None and self._is_body(assigned, scope, file)
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "read"
            and self._is_input(node.func.value, scope, file)
        )

    def _is_input(self, node: ast.expr, scope: _Scope, file: places.Source) -> bool:
        body = self._original.get("wsgi.input")
        if body is not None and scope.value(node) is body:
            return True
        return self._request_key(node, scope, file) == "wsgi.input"


class _Scope:
    """The names of a frame, looked up and never evaluated."""

    def __init__(self, frame: types.FrameType) -> None:
        self._frame = frame
        self._locals: Mapping[str, Any] = frame.f_locals

    def definition(self, file: places.Source) -> ast.AST | None:
        """The function that the frame runs."""
        return file.definition(self._frame.f_code)

    def value(self, node: ast.expr) -> Any:
        """The object that a name, a constant or an attribute of an instance stands for; a new
        object that nothing else is where that isn't known."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            for names in (self._locals, self._frame.f_globals, vars(builtins)):
                if node.id in names:
                    return names[node.id]
        if isinstance(node, ast.Attribute):
            holder = self.value(node.value)
            try:
                own = object.__getattribute__(holder, "__dict__")
            except AttributeError:
                return object()
            if type(own) is dict and node.attr in own:
                return own[node.attr]
        if isinstance(node, ast.Subscript):  # environ['fc.context']
            holder, key = self.value(node.value), self.value(node.slice)
            if type(holder) is dict and type(key) is str and key in holder:
                return holder[key]
        return object()


def _only_assignment(name: str, definition: ast.AST | None) -> ast.expr | None:
    """What ``name`` is bound to, where the function binds it once and by assignment."""
    if definition is None:
        return None
    found: list[ast.expr | None] = []
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            found.append(None)
        elif isinstance(node, ast.Assign):
            found.extend(
                node.value
                for target in node.targets
                if isinstance(target, ast.Name) and target.id == name
            )
        elif isinstance(node, ast.NamedExpr) and node.target.id == name:
            found.append(node.value)
    values = [each for each in found if each is not None]
    return values[0] if len(values) == 1 and len(found) == 2 else None
