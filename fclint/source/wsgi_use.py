"""Which functions may use two parameters as a WSGI handler uses them, told from ``ast`` alone.

A function whose parameters have other names is a handler if it asks the first for environ keys and
calls the second with a status, or hands both on (RULEBOOK, "What is a handler"). Only running it
tells for sure; but hardly any function of two parameters does anything of the kind, and the others
need neither LibCST nor a run.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from fclint.source.bindings import library_names
from fclint.source.module import SourceModule, TopLevel
from fclint.source.outlines import Function, Outline, outlines, parameter_names
from fclint.source.prefilter import QUOTED_KEY

_NO_KEY = re.compile(r"[a-z0-9_]*$")
"""Keys in lower case without a dot are neither WSGI's nor the platform's."""
_STATUS = re.compile(r"\d\d\d")
_ASKING = frozenset({"get", "pop", "setdefault", "__getitem__", "__contains__"})
_KEEPING = frozenset({"add", "append", "dict", "extend", "list", "setdefault", "tuple", "update"})
"""What keeps its arguments, so that they are found in it again."""
_HARMLESS_METHODS = frozenset(
    {name for kind in (dict, list, set, str, bytes) for name in dir(kind)}
    | {"critical", "debug", "error", "exception", "info", "log", "warning", "writelines"}
)
_HARMLESS_FUNCTIONS = frozenset(dir(builtins)) - {"filter", "map", "super"}

_MAPPING = frozenset(dir(dict))
_PLAIN = frozenset({"bool", "bytes", "float", "int", "list", "str", "tuple"})

_CALLING_MODULES = frozenset({"contextlib", "functools", "itertools", "operator", "wsgiref"})

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Handed:
    """A call that is handed two things side by side. ``position`` is that of the first; None: any
    of the parameters may get either."""

    callee: ast.expr
    first: Names
    second: Names
    position: int | None
    is_last: bool = True
    """Whether no further argument follows, as none does where an application is called."""

    @property
    def root(self) -> str:
        """The first part of what is called."""
        node = self.callee
        while isinstance(node, (ast.Attribute, ast.Call)):
            node = node.value if isinstance(node, ast.Attribute) else node.func
        return node.id if isinstance(node, ast.Name) else ""

    @property
    def name(self) -> str:
        """The last part of what is called."""
        if isinstance(self.callee, ast.Attribute):
            return self.callee.attr
        return self.callee.id if isinstance(self.callee, ast.Name) else ""


@dataclass(slots=True)
class Uses:
    """What a function, and those inside it, do with names."""

    asked: set[str] = field(default_factory=set)
    """Asked for what may be a key of environ."""
    looked_into: set[str] = field(default_factory=set)
    """Asked for a key that is not written there, or iterated."""
    called: set[str] = field(default_factory=set)
    """Called with what may be a status."""
    passed: set[str] = field(default_factory=set)
    """Arguments of calls, bound to other names, put into containers, returned."""
    handed: list[_Handed] = field(default_factory=list)
    asks: bool = False
    """Whether anything at all is asked for what may be a key of environ."""
    rebound: set[str] = field(default_factory=set)
    """Bound to something else, here or in a function inside."""
    invoked: set[str] = field(default_factory=set)
    """Called at all."""
    other_than_mapping: set[str] = field(default_factory=set)
    """Asked for attributes that no mapping has."""
    other_than_function: set[str] = field(default_factory=set)
    """Asked for attributes or items, or iterated."""

    def may_be_environ(self, name: str) -> bool:
        """Whether nothing is done with ``name`` that can't be done with environ."""
        return name in self.rebound or name not in self.invoked | self.other_than_mapping

    def may_be_start_response(self, name: str) -> bool:
        """Whether nothing is done with ``name`` that can't be done with a function."""
        return name in self.rebound or name not in self.other_than_function


class WsgiUse:
    """The functions of one module that may be handlers by what they do, or by their parameters."""

    def __init__(self, module: SourceModule) -> None:
        """Reads nothing yet."""
        self._module = module
        self._has_keys = QUOTED_KEY.search(module.data) is not None
        self._outlines: dict[TopLevel, list[Outline]] = {}
        self._uses: dict[Function, Uses] = {}
        self._named: dict[str, list[Outline]] | None = None
        self._plausible: dict[TopLevel, frozenset[tuple[bool, int]]] = {}

    def outlines(self, statement: TopLevel) -> list[Outline]:
        """The functions in a top-level statement."""
        known = self._outlines.get(statement)
        if known is None:
            known = self._outlines[statement] = outlines(self._module, statement)
        return known

    def plausible(self, statement: TopLevel) -> frozenset[tuple[bool, int]]:
        """The functions in ``statement`` that may use two required parameters as WSGI does:
        whether each is a lambda, and its number among its kind."""
        if not self._has_keys:
            return frozenset()
        known = self._plausible.get(statement)
        if known is None:
            known = self._plausible[statement] = frozenset(
                (isinstance(each.node, ast.Lambda), each.order)
                for each in self.outlines(statement)
                if self._is_plausible(each)
            )
        return known

    def _is_plausible(self, outline: Outline) -> bool:
        required = outline.required
        if len(required) != 2 or not _is_called_by_servers(outline):
            return False
        try:
            return self._may_serve(outline.node, required[0], required[1], set())
        except RecursionError:
            return True

    def _may_serve(
        self, function: Function, first: str, second: str, seen: set[tuple[Function, str, str]]
    ) -> bool:
        """Whether ``first`` may be used as environ and ``second`` as start_response."""
        if (function, first, second) in seen:
            return False
        seen.add((function, first, second))
        uses = self.uses(function)
        if first in uses.asked and second in uses.called:
            return True
        if not (uses.may_be_environ(first) and uses.may_be_start_response(second)):
            return False
        if _is_plain(function, first) or _is_plain(function, second):
            return False
        if second not in uses.called and second not in uses.passed:
            return False
        is_environ = first in uses.asked or (
            uses.asks and (first in uses.passed or first in uses.looked_into)
        )
        may_be = first in uses.passed or first in uses.looked_into
        if is_environ or (may_be and second in uses.called):
            return True
        return any(
            first in each.first
            and second in each.second
            and self._is_followed(each, function, seen)
            for each in uses.handed
        )

    def _is_followed(
        self, handed: _Handed, caller: Function, seen: set[tuple[Function, str, str]]
    ) -> bool:
        """Whether what is called with both may use them so; what isn't of this module may."""
        name = handed.name
        if name.startswith("__"):
            return False
        own = parameter_names(caller)
        known = self._by_name().get(name)
        if not known or (isinstance(handed.callee, ast.Name) and name in own):
            is_library = handed.root in self._libraries and handed.root not in own
            is_handed_on = handed.is_last or isinstance(handed.callee, ast.Name)
            return is_handed_on and not is_library
        return any(
            self._may_serve(function.node, *pair, seen)
            for function in known
            for pair in _pairs(function, handed.position)
        )

    @cached_property
    def _libraries(self) -> frozenset[str]:
        """The names of the standard library's that call no WSGI application."""
        names = library_names(self._module)
        return frozenset(name for name, root in names.items() if root not in _CALLING_MODULES)

    def uses(self, function: Function) -> Uses:
        """What a function does with names."""
        known = self._uses.get(function)
        if known is None:
            known = self._uses[function] = _read(function)
        return known

    def _by_name(self) -> dict[str, list[Outline]]:
        """The module's functions by their names; classes stand for their ``__init__``."""
        if self._named is None:
            self._named = {}
            for statement in self._module.statements:
                for each in self.outlines(statement):
                    name = getattr(each.node, "name", "")
                    self._named.setdefault(name, []).append(each)
                    if name == "__init__" and each.cls is not None:
                        self._named.setdefault(each.cls.name, []).append(each)
        return self._named


def _pairs(function: Outline, position: int | None) -> Iterator[tuple[str, str]]:
    """The parameters that two arguments may become, counted with and without ``self``."""
    names = function.parameters
    given = function.node.args
    names += [each.arg for each in given.kwonlyargs] if position is None else []
    if position is None:
        yield from ((a, b) for a in names for b in names if a != b)
    else:
        yield from zip(names[position : position + 2], names[position + 1 :], strict=False)
    rest = [each.arg for each in (given.vararg, given.kwarg) if each is not None]
    if position is None or position + 2 >= len(names):
        yield from ((a, b) for a in (*names[position or 0 :], *rest) for b in rest)


def _is_called_by_servers(outline: Outline) -> bool:
    """Whether it is no special method, but for ``__call__`` and the ``__init__`` of a class whose
    instances are response bodies."""
    name = getattr(outline.node, "name", "")
    if name == "__init__" and outline.cls is not None:
        return any(
            isinstance(each, ast.FunctionDef) and each.name == "__iter__"
            for each in outline.cls.body
        )
    return name == "__call__" or not name[:2] == name[-2:] == "__"


def _is_plain(function: Function, name: str) -> bool:
    """Whether a parameter is annotated as what is neither a mapping nor a function."""
    given = function.args
    for each in (*given.posonlyargs, *given.args):
        kind = each.annotation
        if isinstance(kind, ast.Subscript):
            kind = kind.value
        if each.arg == name and isinstance(kind, ast.Name):
            return kind.id in _PLAIN
    return False


def _read(function: Function) -> Uses:
    uses = Uses()
    inert: set[int] = set()
    names: list[ast.Name] = []
    body = function.body
    pending: list[ast.AST] = list(body) if isinstance(body, list) else [body]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            names.append(node)
            if not isinstance(node.ctx, ast.Load):
                uses.rebound.add(node.id)
            continue
        if isinstance(node, ast.arg):  # of a function inside: its own name
            uses.rebound.add(node.arg)
        for each in _without_consequence(node, uses):
            inert.add(id(each))
        for name in node._fields:
            child = getattr(node, name, None)
            if isinstance(child, list):
                pending.extend(each for each in child if isinstance(each, ast.AST))
            elif isinstance(child, ast.AST):
                pending.append(child)
    uses.passed.update(name.id for name in names if id(name) not in inert)
    return uses


def _without_consequence(node: ast.AST, uses: Uses) -> Iterable[ast.AST]:
    """The operands of ``node`` that it neither calls nor passes on; what it does with the others
    is noted."""
    match node:
        case ast.Call():
            return _note_call(node, uses)
        case ast.Attribute(value=ast.Name(id=name) as owner, attr=attribute):
            uses.other_than_function.add(name)
            if attribute not in _MAPPING:
                uses.other_than_mapping.add(name)
            return [owner]
        case ast.Subscript(value=owner, slice=index):
            _note_key(owner, index, uses)
            if isinstance(owner, ast.Name):
                uses.other_than_function.add(owner.id)
            return [owner, index]
        case ast.Compare(left=left, ops=operators, comparators=others):
            sides = [left, *others]
            for key, operator, owner in zip(sides, operators, others, strict=False):
                if isinstance(operator, (ast.In, ast.NotIn)):
                    _note_key(owner, key, uses)
            return sides
        case ast.BinOp(left=left, op=operator, right=right):
            # A dict is merged with `|`.
            return [] if isinstance(operator, ast.BitOr) else [left, right]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case (
            ast.For(iter=ast.Name(id=name) as items)
            | ast.comprehension(iter=ast.Name(id=name) as items)
        ):
            uses.looked_into.add(name)
            uses.other_than_function.add(name)
            return [items]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return [test]
        case ast.FormattedValue(value=value):
            return [value]
    return []


def _note_key(owner: ast.expr, index: ast.expr, uses: Uses) -> None:
    """``owner[index]``, ``owner.get(index)`` or ``index in owner``."""
    is_key = True
    match index:
        case ast.Constant(value=value):
            if not isinstance(value, str) or _NO_KEY.match(value):
                return
        case ast.Slice() | ast.UnaryOp():
            return
        case ast.Name(id=name) | ast.Attribute(attr=name):
            is_key = name.isupper()
        case _:
            is_key = False
    uses.asks |= is_key
    if isinstance(owner, ast.Name):
        (uses.asked if is_key else uses.looked_into).add(owner.id)


def _note_call(node: ast.Call, uses: Uses) -> list[ast.AST]:
    callee = node.func
    inert: list[ast.AST] = [callee]
    name = ""
    is_harmless = False
    if isinstance(callee, ast.Name):
        name = callee.id
        is_harmless = name in _HARMLESS_FUNCTIONS
        uses.invoked.add(name)
        if _may_give_status(node):
            uses.called.add(name)
    elif isinstance(callee, ast.Attribute):
        name = callee.attr
        is_harmless = name in _HARMLESS_METHODS
        if name in _ASKING and node.args:
            _note_key(callee.value, node.args[0], uses)
    keywords = [each.value for each in node.keywords]
    if is_harmless:
        if name not in _KEEPING:
            inert += [*node.args, *keywords]
        return inert
    given = [_names_in(each) for each in node.args]
    starred = [_names_in(each) for each in node.args if isinstance(each, ast.Starred)]
    named = frozenset().union(*map(_names_in, keywords), *starred)
    if named:
        every = named.union(*given)
        uses.handed += [_Handed(callee, every, named, None), _Handed(callee, named, every, None)]
    for position, (first, second) in enumerate(pairwise(given)):
        if first and second:
            is_last = position + 2 == len(given) or bool(starred)
            uses.handed.append(_Handed(callee, first, second, position, is_last))
    return inert


def _names_in(node: ast.expr) -> Names:
    """The names of what ``node`` may be or hold: not those whose attributes or items it takes."""
    found: set[str] = set()
    pending: list[ast.AST] = [node]
    while pending:
        current = pending.pop()
        match current:
            case ast.Name(id=name):
                found.add(name)
            case ast.Attribute(value=owner, attr="copy"):
                pending.append(owner)
            case ast.Attribute() | ast.Subscript() | ast.Compare() | ast.Constant():
                pass
            case _:
                pending.extend(ast.iter_child_nodes(current))
    return frozenset(found)


def _may_give_status(node: ast.Call) -> bool:
    """Whether a call may be one of start_response: with a status, and with something beside it
    where that is not written out."""
    given = [*node.args, *(each.value for each in node.keywords)]
    first = given[0] if given else None
    match first:
        case (
            ast.Constant(value=str(value))
            | ast.JoinedStr(values=[ast.Constant(value=str(value)), *_])
        ):
            return _STATUS.match(value) is not None or bool(node.keywords)
        case ast.Starred():
            return True
    return len(given) > 1 or any(each.arg is None for each in node.keywords)
