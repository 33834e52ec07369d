"""Why an exception left the handler, where a rule of FC4 explains it.

The traceback says which expression raised, and what it stands for is looked up, never evaluated.
Where this doesn't make the cause certain there is none.
"""

from __future__ import annotations

import ast
import builtins
import types
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.context import FCContext, owner_of
from fclint.dryrun.misuse import Misuse
from fclint.dryrun.provenance import Provenance, Scope, scope_of
from fclint.events import Cause, ContextMisused, KeyMissing, LengthUnusable
from fclint.targets import TARGETS, Presence
from fclint.targets import context as context_facts

_LENGTH = "CONTENT_LENGTH"


class Explainer:
    """Explains exceptions of one run, whose environ held ``keys`` when it began."""

    def __init__(self, environ: dict[str, Any], target: str) -> None:
        """Remembers what the server put into environ."""
        self._target = TARGETS[target]
        self._original = dict(environ)
        self._provenance = Provenance(environ, self._original)
        self._misuse = Misuse(self._provenance)

    def cause(self, error: BaseException, entry: types.TracebackType) -> Cause | None:
        """Why ``error`` was raised at ``entry``, the innermost one of the traceback in user code.

        What was raised in a library is that one's own affair, but for a function of Python's that
        user code has handed what it doesn't take.
        """
        inside = entry.tb_next is not None
        if inside and not isinstance(error, (TypeError, AttributeError)):
            return None
        where = places.position(entry.tb_frame.f_code, entry.tb_lasti, entry.tb_lineno)
        scope = scope_of(error, entry)
        file = scope.file
        if isinstance(error, KeyError):
            return self._missing_key(
                error, file.find(where, ast.Subscript, ast.Call, ast.Delete), scope
            )
        if isinstance(error, AttributeError) and not inside:
            return self._attribute(error, file.find(where, ast.Attribute, ast.Call), scope)
        if isinstance(error, (ValueError, TypeError)) and not inside:
            length = self._length(error, file.find(where, ast.Call), scope)
            if length is not None:
                return length
        if isinstance(error, (TypeError, AttributeError)):
            return self._type_error(error, where, scope, inside=inside)
        return None

    # --- FC401

    def _missing_key(self, error: KeyError, node: ast.AST | None, scope: Scope) -> Cause | None:
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
        if not self._provenance.is_environ(scope.value(holder)):
            return None
        removed = key in self._original
        if not removed and self._target.presence(key) is Presence.ALWAYS:
            return None  # this server is not the target, and its environ not the target's
        return KeyMissing(key, operation, removed)

    # --- FC403

    def _length(self, error: BaseException, node: ast.AST | None, scope: Scope) -> Cause | None:
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and len(node.args) == 1
            and scope.value(node.func) is builtins.int
        ):
            return None
        argument = node.args[0]
        if self._provenance.key(argument, scope) != _LENGTH:
            return None
        if isinstance(error, TypeError):
            return LengthUnusable(None)
        given = self._original.get(_LENGTH)
        return LengthUnusable(given if isinstance(given, str) else "")

    # --- FC404, FC405

    def _attribute(self, error: AttributeError, node: ast.AST | None, scope: Scope) -> Cause | None:
        owner = owner_of(error.obj)
        if owner and isinstance(error.name, str):
            meant = context_facts.meant(owner, error.name, None)
            return ContextMisused(owner, error.name, "attribute", meant)
        holder = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            holder = node.func.value
        if error.obj is None and isinstance(holder, ast.Attribute) and holder.attr == "logger":
            if isinstance(scope.value(holder.value), FCContext):
                return ContextMisused("context", "logger", "none", "getLogger()")
            return None
        return self._misuse.attribute(error, node, scope)

    def _type_error(
        self, error: Exception, where: places.Position, scope: Scope, *, inside: bool
    ) -> Cause | None:
        node = scope.file.find(where, ast.Subscript) if not inside else None
        if isinstance(node, ast.Subscript):
            owner = owner_of(scope.value(node.value))
            if owner:
                key = scope.value(node.slice)
                return ContextMisused(owner, key if isinstance(key, str) else "", "subscript")
        return self._misuse.type_error(error, where, scope, inside=inside)
