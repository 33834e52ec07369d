"""Why TypeError or AttributeError was raised, where request data was misused (FC404).

The exception says that something was refused, the traceback which expression it was; the kinds of
its operands are those that the analysis tells of, in the same words.
"""

from __future__ import annotations

import ast
import re
import types
from typing import Any

from fclint.dryrun import places
from fclint.dryrun.provenance import NOT_KNOWN, Provenance, Scope, kind_of
from fclint.dryrun.response import message_of
from fclint.events import RequestMisused
from fclint.protocol import refusals

_SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
_TEXT = ("str", "bytes")
_DATA = (*_TEXT, "None")
_SOURCES = (*_DATA, "stream")
_JOINED = re.compile(r"expected (?:a )?(?:str instance|bytes-like object), (\w+) found")
_METHODS = (str, bytes, dict, list)


class Misuse:
    """Explains exceptions of one run."""

    def __init__(self, provenance: Provenance) -> None:
        """``provenance`` knows the run's request."""
        self._from = provenance

    def attribute(
        self, error: AttributeError, node: ast.AST | None, scope: Scope
    ) -> RequestMisused | None:
        """``object.name``, of which the type of the object has no such attribute."""
        if isinstance(node, ast.Call):
            node = node.func
        if not isinstance(node, ast.Attribute) or node.attr != error.name:
            return None
        kind = kind_of(error.obj)
        if refusals.is_of_containers(node.attr) and self._from.is_input(node.value, scope):
            kind = "stream"
        if kind not in (*_DATA, "list", "stream"):
            return None
        call = "()" if any(hasattr(each, node.attr) for each in _METHODS) else ""
        origin = self._from.origin(node.value, scope)
        advice = refusals.attribute_advice(kind, node.attr)
        return _misused(f"{kind}.{node.attr}{call}", origin, advice)

    def type_error(
        self, error: Exception, where: places.Position, scope: Scope, *, inside: bool
    ) -> RequestMisused | None:
        """An operation on data of a type that refuses it. ``inside``: it was raised by Python's
        library, which was called at ``where``."""
        kinds = (ast.Subscript, ast.BinOp, ast.AugAssign, ast.Compare, ast.Call)
        node = scope.file.find(where, *kinds)
        iterated = None if inside else self._iterated(error, where, scope)
        if iterated is not None:
            return iterated
        if isinstance(node, ast.Call):
            return self._call(error, node, scope, inside=inside)
        if inside:
            return None
        if isinstance(node, ast.Subscript):
            return self._subscript(node, scope)
        if isinstance(node, ast.BinOp):
            symbol = _SYMBOLS.get(type(node.op))
            if symbol == "%" and _counts_arguments(error):
                return None  # the format is wrong, whatever the data is
            return self._operator(node.left, symbol, node.right, scope)
        if isinstance(node, ast.AugAssign):
            symbol = _SYMBOLS.get(type(node.op))
            if symbol == "%" and _counts_arguments(error):
                return None
            return self._operator(node.target, f"{symbol}=" if symbol else None, node.value, scope)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._comparison(node, scope)
        return None

    # --- expressions

    def _iterated(
        self, error: Exception, where: places.Position, scope: Scope
    ) -> RequestMisused | None:
        if "'NoneType' object is not iterable" not in message_of(error):
            return None
        for each in scope.file.nodes():
            if isinstance(each, ast.For):
                expression = each.iter
            elif isinstance(each, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
                expression = each.generators[0].iter
            else:
                continue
            # Which of the two Python tells, depends on its version.
            found = _is_at(each, where) or _is_at(expression, where)
            origin = self._from.origin(expression, scope) if found else ""
            if origin:
                return _misused("iterating over None", origin, refusals.GIVE_A_DEFAULT)
        return None

    def _subscript(self, node: ast.Subscript, scope: Scope) -> RequestMisused | None:
        kind = self._from.kind(node.value, scope)
        key = scope.value(node.slice)
        written = ":" if isinstance(node.slice, ast.Slice) else _shown(key)
        if kind not in (*_DATA, "list", "stream"):
            return None
        if kind not in ("None", "stream") and kind_of(key) not in _DATA:
            return None
        origin = self._from.origin(node.value, scope)
        return _misused(f"{kind}[{written}]", origin, refusals.subscript_advice(kind))

    def _comparison(self, node: ast.Compare, scope: Scope) -> RequestMisused | None:
        left, right = node.left, node.comparators[0]
        symbol = "in" if isinstance(node.ops[0], (ast.In, ast.NotIn)) else "<"
        return self._operator(left, symbol, right, scope)

    def _operator(
        self, left: ast.expr, symbol: str | None, right: ast.expr, scope: Scope
    ) -> RequestMisused | None:
        one, other = self._from.kind(left, scope), self._from.kind(right, scope)
        if isinstance(right, ast.Tuple):
            other = "tuple"
        if symbol is None or one is None or other is None:
            return None
        sides = [(left, one), (right, other)]
        if symbol.startswith("%") and one in _TEXT and isinstance(right, ast.Tuple):
            sides = [(item, self._from.kind(item, scope) or "") for item in right.elts]
        origins = (self._from.origin(node, scope) for node, kind in sides if kind in _SOURCES)
        origin = next(filter(None, origins), "")
        advice = refusals.operator_advice(one, other)
        return _misused(f"{one} {symbol} {other}", origin, advice)

    # --- calls

    def _call(
        self, error: Exception, node: ast.Call, scope: Scope, *, inside: bool
    ) -> RequestMisused | None:
        function = node.func
        if isinstance(function, ast.Attribute) and not inside:
            if function.attr in refusals.READS and self._from.is_input(function.value, scope):
                return self._read(function.attr, node, scope)
            own = self._from.kind(function.value, scope)
            if own in _TEXT and function.attr == "join":
                return self._join(error, own, node, scope)
            if own in _TEXT:
                return self._method(own, function, node, scope)
        return self._function(node, scope)

    def _read(self, name: str, node: ast.Call, scope: Scope) -> RequestMisused | None:
        if not node.args:
            return None
        kind = self._from.kind(node.args[0], scope)
        if kind not in refusals.NO_SIZE:
            return None
        origin = self._from.origin(node.args[0], scope) or "the body"
        return _misused(f"{name}({kind})", origin, refusals.CONVERT)

    def _join(
        self, error: Exception, own: str, node: ast.Call, scope: Scope
    ) -> RequestMisused | None:
        receiver = node.func.value if isinstance(node.func, ast.Attribute) else node
        if len(node.args) != 1:
            return None
        items = node.args[0]
        if self._from.kind(items, scope) == "None":
            origin = self._from.origin(items, scope)
            return _misused("iterating over None", origin, refusals.GIVE_A_DEFAULT)
        said = _JOINED.search(message_of(error))
        if said is None:
            return None
        kind = "None" if said.group(1) == "NoneType" else said.group(1)
        written = items.elts if isinstance(items, (ast.List, ast.Tuple)) else [items]
        origins = (self._from.origin(each, scope) for each in (receiver, *written))
        operation = f"{own}.join({kind})"
        return _misused(
            operation, next(filter(None, origins), ""), refusals.method_advice(own, kind)
        )

    def _method(
        self, own: str, method: ast.Attribute, node: ast.Call, scope: Scope
    ) -> RequestMisused | None:
        for argument in node.args:
            kind = self._from.kind(argument, scope)
            if kind is None or kind == own or kind in ("int", "bool"):
                continue
            received = self._from.origin(method.value, scope)
            origin = received or self._from.origin(argument, scope)
            advice = refusals.method_advice(own, kind)
            return _misused(f"{own}.{method.attr}({kind})", origin, advice)
        return None

    def _function(self, node: ast.Call, scope: Scope) -> RequestMisused | None:
        qualified = _qualified(scope.value(node.func))
        is_numeral = qualified in ("builtins.int", "builtins.float")
        is_pattern = qualified in refusals.PATTERNS
        refused: frozenset[str] = refusals.REFUSED.get(qualified, frozenset())
        if is_numeral:
            refused = refusals.NUMERALS | {"None"}
        elif is_pattern:
            refused = refusals.TEXT_ONLY | refusals.BYTES_ONLY
        name = refusals.bare_name(qualified)
        for argument in node.args[int(is_pattern) :]:
            kind = self._from.kind(argument, scope)
            if kind not in refused or kind is None:
                continue
            advice = refusals.ARGUMENT_ADVICE.get(kind, refusals.TAKE_AN_ITEM)
            return _misused(f"{name}({kind})", self._from.origin(argument, scope), advice)
        return None


def _counts_arguments(error: Exception) -> bool:
    """Whether a format has more or fewer places than there are arguments."""
    return "arguments" in message_of(error)


def _is_at(node: ast.stmt | ast.expr, where: places.Position) -> bool:
    if where.column is None:
        return node.lineno == where.row
    return (node.lineno, node.end_lineno, node.end_col_offset) == (
        where.row,
        where.end_row,
        where.end_column,
    )


def _qualified(function: Any) -> str:
    """The name of a function of Python's library, with its module; or ``""``."""
    if function is NOT_KNOWN:
        return ""
    if isinstance(function, (types.FunctionType, types.BuiltinFunctionType)) or (
        isinstance(function, type) and function in (int, float)
    ):
        return f"{function.__module__}.{function.__qualname__}"
    return ""


def _misused(operation: str, origin: str, advice: str) -> RequestMisused | None:
    return RequestMisused(operation, origin, advice) if origin else None


def _shown(key: object) -> str:
    """A subscript for a message."""
    text = repr(key) if kind_of(key) in (*_DATA, "int", "bool") else "..."
    return text if len(text) <= 40 else "..."
