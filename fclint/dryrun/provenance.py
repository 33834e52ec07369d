"""Where the objects of a frame come from: which request data an expression stands for.

When an exception has left a handler, its traceback has the frames, and their files the expressions.
Nothing of the user's is evaluated: names are looked up, items of builtin dicts taken, and from
there on the syntax tells, as far as it is simple enough to be certain.
"""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fclint.dryrun import places
from fclint.protocol.refusals import READS

_KINDS: dict[type, str] = {
    type(None): "None",
    **{
        kind: kind.__name__
        for kind in (
            str, bytes, int, bool, float, list, tuple, dict, set, bytearray, memoryview
        )
    },
}  # fmt: skip
_SAME = frozenset({"strip", "lstrip", "rstrip", "lower", "upper", "replace", "title"})
_LISTS = frozenset({"split", "rsplit", "splitlines"})
_QUERIES = ("parse_qs", "parse_qsl")
_DEEPEST = 8


class _NotKnown:
    """Stands for an object that isn't known: it is none of any kind."""


NOT_KNOWN = _NotKnown()


def kind_of(thing: object) -> str | None:
    """The name of the builtin type of an object, as messages have it; None for other types."""
    return _KINDS.get(type(thing))


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of a frame; ``call`` is the expression that called it, and the scope of that."""

    frame: types.FrameType
    file: places.Source
    call: tuple[ast.Call, Scope] | None = None

    @property
    def definition(self) -> ast.AST | None:
        """The function that the frame runs."""
        return self.file.definition(self.frame.f_code)

    def value(self, node: ast.expr) -> Any:
        """The object that a name, a constant, an attribute of an instance or an item of a dict
        stands for; :data:`NOT_KNOWN` where that isn't known."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self._named(node.id)
        if isinstance(node, ast.Attribute):
            try:
                own = object.__getattribute__(self.value(node.value), "__dict__")
            except AttributeError:
                return NOT_KNOWN
            return own[node.attr] if isinstance(own, dict) and node.attr in own else NOT_KNOWN
        looked_up = lookup(node)
        if looked_up is None:
            return NOT_KNOWN
        holder, key = self.value(looked_up.holder), self.value(looked_up.key)
        if type(holder) is not dict or type(key) is not str:
            return NOT_KNOWN
        if key in holder:
            return holder[key]
        if not looked_up.defaults:
            return NOT_KNOWN
        return self.value(looked_up.default) if looked_up.default is not None else None

    def _named(self, name: str) -> Any:
        scopes: tuple[Mapping[str, Any], ...] = (
            self.frame.f_locals,
            self.frame.f_globals,
            vars(builtins),
        )
        return next((names[name] for names in scopes if name in names), NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Lookup:
    """``holder[key]``, or ``holder.get(key, default)``, which ``defaults``."""

    holder: ast.expr
    key: ast.expr
    default: ast.expr | None = None
    defaults: bool = False


def lookup(node: ast.expr) -> Lookup | None:
    """What ``node`` looks up; None where it is no lookup."""
    if isinstance(node, ast.Subscript):
        return Lookup(node.value, node.slice)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "get"
        and 1 <= len(node.args) <= 2
        and not node.keywords
    ):
        return Lookup(node.func.value, node.args[0], (*node.args, None)[1], True)
    return None


def scope_of(error: BaseException, entry: types.TracebackType) -> Scope:
    """The scope of ``entry``, an entry of the traceback of ``error``, with those of its callers."""
    scope: Scope | None = None
    caller: tuple[types.TracebackType, Scope] | None = None
    current = error.__traceback__
    while current is not None:
        file = places.source(current.tb_frame.f_code.co_filename)
        scope = Scope(current.tb_frame, file, _call(*caller) if caller is not None else None)
        if current is entry:
            return scope
        caller, current = (current, scope), current.tb_next
    return Scope(entry.tb_frame, places.source(entry.tb_frame.f_code.co_filename))


def _call(entry: types.TracebackType, scope: Scope) -> tuple[ast.Call, Scope] | None:
    where = places.position(entry.tb_frame.f_code, entry.tb_lasti, entry.tb_lineno)
    node = scope.file.find(where, ast.Call)
    return (node, scope) if isinstance(node, ast.Call) else None


class Provenance:
    """Knows the request of one run, whose environ was ``original`` when it began."""

    def __init__(self, environ: dict[str, Any], original: Mapping[str, Any]) -> None:
        """Both are recognised by identity, and by their input stream."""
        self._environ = environ
        self._input = original.get("wsgi.input")

    def is_environ(self, thing: object) -> bool:
        """Whether ``thing`` is the environ or a copy of it."""
        if thing is self._environ:
            return True
        return (
            isinstance(thing, dict)
            and self._input is not None
            and thing.get("wsgi.input") is self._input
        )

    def key(self, node: ast.expr, scope: Scope) -> str:
        """The key of environ whose value ``node`` is; or ``""``."""
        found = self._source(node, scope)
        if found is None:
            return ""
        looked_up = lookup(found[0])
        if looked_up is None or not self.is_environ(found[1].value(looked_up.holder)):
            return ""
        key = found[1].value(looked_up.key)
        return key if isinstance(key, str) else ""

    def is_input(self, node: ast.expr, scope: Scope) -> bool:
        """Whether ``node`` is ``wsgi.input``."""
        if self._input is not None and scope.value(node) is self._input:
            return True
        return self.key(node, scope) == "wsgi.input"

    def kind(self, node: ast.expr, scope: Scope, depth: int = _DEEPEST) -> str | None:
        """The name of the builtin type of what ``node`` gives; None where it isn't known."""
        known = kind_of(scope.value(node))
        if known is not None or not depth:
            return known
        if self.is_input(node, scope):
            return "stream"
        if isinstance(node, ast.JoinedStr):
            return "str"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            kinds = {self.kind(each, scope, depth - 1) for each in (node.left, node.right)}
            return kinds.pop() if len(kinds) == 1 else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return self._result(node.func, scope, depth - 1)
        found = self._source(node, scope)
        if found is not None and found[0] is not node:
            return self.kind(*found, depth - 1)
        return None

    def _result(self, method: ast.Attribute, scope: Scope, depth: int) -> str | None:
        """The kind of what a method of a builtin type returns."""
        name = method.attr
        if name in READS and self.is_input(method.value, scope):
            return "list" if name == "readlines" else "bytes"
        own = self.kind(method.value, scope, depth)
        if own not in ("str", "bytes"):
            return None
        if name in _LISTS:
            return "list"
        if name in _SAME:
            return own
        return {("bytes", "decode"): "str", ("str", "encode"): "bytes"}.get((own, name))

    def origin(self, node: ast.expr, scope: Scope, depth: int = _DEEPEST) -> str:
        """The request data that ``node`` comes from, as messages name it: ``the body``, a key of
        environ, ``parse_qs()``; or ``""``."""
        found = self._source(node, scope)
        if found is None or not depth:
            return ""
        node, scope = found
        if isinstance(node, _Item):
            return "the body" if self.is_input(node.holder, scope) else ""
        key = self.key(node, scope)
        if key:
            if key == "wsgi.input":
                return "the body"
            return "" if key.startswith(("wsgi.", "fc.")) else key
        looked_up = lookup(node)
        if looked_up is not None:
            held = self.origin(looked_up.holder, scope, depth - 1)
            if held == "parse_qs()" and scope.value(node) is None:
                return f"the field {scope.value(looked_up.key)!r}"
            return held
        if isinstance(node, ast.BinOp):
            left = self.origin(node.left, scope, depth - 1)
            return left or self.origin(node.right, scope, depth - 1)
        if isinstance(node, ast.Call):
            return self._called(node, scope, depth - 1)
        return ""

    def _called(self, node: ast.Call, scope: Scope, depth: int) -> str:
        function = scope.value(node.func)
        if isinstance(function, types.FunctionType):
            is_query = function.__module__ == "urllib.parse" and function.__name__ in _QUERIES
            known = is_query and node.args and self.origin(node.args[0], scope, depth)
            return f"{function.__name__}()" if known else ""
        if not isinstance(node.func, ast.Attribute):
            return ""
        if node.func.attr in READS and self.is_input(node.func.value, scope):
            return "the body"
        if self.kind(node, scope, depth) is None:
            return ""
        return self.origin(node.func.value, scope, depth)

    def _source(self, node: ast.expr, scope: Scope) -> tuple[ast.expr, Scope] | None:
        """The expression that a name stands for, and where; other expressions are their own.

        None where a name is bound more than once, or otherwise than by an assignment, by a loop, or
        as a parameter of a function of which the call is seen.
        """
        for _ in range(_DEEPEST):
            if isinstance(node, ast.NamedExpr):
                node = node.value
                continue
            if not isinstance(node, ast.Name):
                return node, scope
            bound = list(_bindings(node.id, scope.definition))
            if not bound:
                passed = _argument(node.id, scope)
                if passed is None:
                    return None
                node, scope = passed
                continue
            if len(bound) != 1 or bound[0] is None:
                return None
            node = bound[0]
            if isinstance(node, _Item):
                return node, scope
        return None


class _Item(ast.expr):
    """An item of ``holder``, over which a loop goes."""

    def __init__(self, holder: ast.expr) -> None:
        super().__init__()
        self.holder = holder


def _bindings(name: str, definition: ast.AST | None) -> Iterator[ast.expr | None]:
    """What a function binds ``name`` to, but for its parameter; None for what isn't simple."""
    if definition is None:
        return
    simple: set[ast.AST] = set()
    for node in ast.walk(definition):
        target: ast.AST | None = None
        value: ast.expr | None = None
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
        elif isinstance(node, (ast.NamedExpr, ast.AnnAssign)):
            target, value = node.target, node.value
        elif isinstance(node, (ast.For, ast.comprehension)):
            target, value = node.target, _Item(node.iter)
        elif isinstance(node, ast.AugAssign):
            simple.add(node.target)  # what it was before is what matters
        if isinstance(target, ast.Name) and target.id == name and value is not None:
            simple.add(target)
            yield value
    for node in ast.walk(definition):
        is_it = isinstance(node, ast.Name) and node.id == name and node not in simple
        if is_it and not isinstance(getattr(node, "ctx", None), ast.Load):
            yield None


def _argument(name: str, scope: Scope) -> tuple[ast.expr, Scope] | None:
    """The argument that a call passes for the parameter ``name``, and where."""
    if scope.call is None:
        return None
    call, outer = scope.call
    code = scope.frame.f_code
    names = code.co_varnames[: code.co_argcount]
    if name not in names or any(isinstance(each, ast.Starred) for each in call.args):
        return None
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value, outer
    bound = isinstance(call.func, ast.Attribute) and names[0] in ("self", "cls")
    index = names.index(name) - int(bound)
    return (call.args[index], outer) if 0 <= index < len(call.args) else None
