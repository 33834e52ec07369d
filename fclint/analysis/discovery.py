"""Discovery: which callables of a module are handlers, found by evaluating its top level.

RULEBOOK, "What is a handler": named ones; functions and methods of two required positional
parameters whose second is named start_response, or which use both parameters as WSGI does; a
module-level ``handler`` whose first parameter is environ; instances, classes and the results of
decorators that come to such a function.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from fclint.analysis.class_attributes import class_attribute
from fclint.analysis.domain.heap import ClassObject, InstanceObject
from fclint.analysis.domain.shapes import BoundMethod, FunctionShape, Partial, Ref, Wrapped
from fclint.analysis.domain.state import State
from fclint.analysis.functions import FunctionInfo
from fclint.analysis.interpreter import Interpreter
from fclint.analysis.syntax import children, dotted_name
from fclint.events import Parameter, Signature
from fclint.source.concrete import Apart
from fclint.source.gate import candidates as candidate_statements
from fclint.source.gate import marked_rows
from fclint.source.module import SourceModule, TopLevel
from fclint.source.outlines import FUNCTIONS, Function
from fclint.source.prefilter import QUOTED_KEY
from fclint.values import Shape, Unknown, Value


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition that may be a handler.

    ``certainty`` is ``marked`` (the comment), ``declared`` (its second parameter is
    start_response), ``swapped`` (FC103), or ``probe``: only running it tells.
    """

    node: cst.FunctionDef | cst.Lambda
    statement: TopLevel
    certainty: str
    cls: cst.ClassDef | None
    outer: tuple[cst.FunctionDef | cst.ClassDef, ...]
    """The functions and classes around it, from the outside in."""

    @property
    def is_nested(self) -> bool:
        """Whether a function surrounds it."""
        return any(isinstance(each, cst.FunctionDef) for each in self.outer)


def definitions(module: SourceModule, names: tuple[str, ...]) -> list[Definition]:
    """The definitions of a module that may be handlers, in source order."""
    has_keys = QUOTED_KEY.search(module.data) is not None
    marks = frozenset(marked_rows(module.text))
    return [
        definition
        for statement in candidate_statements(module, names)
        for definition in _InStatement(module, statement, has_keys, marks).definitions()
    ]


class _InStatement:
    """The definitions of one top-level statement. ``marks`` are the rows of comments that make
    handlers; without ``has_keys`` nothing is one for what it does."""

    def __init__(
        self, module: SourceModule, statement: TopLevel, has_keys: bool, marks: frozenset[int]
    ) -> None:
        self.module = module
        self.statement = statement
        self.has_keys = has_keys
        self.marks = marks
        self.plausible = module.wsgi_use.plausible(statement) if statement.nodes else None
        self.outlines = module.wsgi_use.outlines(statement) if statement.nodes else []
        self.passed = {False: 0, True: 0}
        """How many functions there were so far, and how many lambdas."""

    def definitions(self) -> Iterator[Definition]:
        """Those that may be handlers, in source order."""
        for root in self.module.concrete(self.statement) or ():
            yield from self._below(root)

    def _below(self, root: cst.CSTNode) -> Iterator[Definition]:
        Around = tuple[cst.FunctionDef | cst.ClassDef, ...]  # noqa: N806 (a type)
        stack: list[tuple[cst.CSTNode, Around]] = [(root, ())]
        while stack:
            node, outer = stack.pop()
            inner = outer
            # LibCST's classes are abstract base classes, and isinstance is slow on these.
            kind = type(node)
            if kind is cst.FunctionDef or kind is cst.Lambda:
                assert isinstance(node, (cst.FunctionDef, cst.Lambda))
                definition = self._definition(node, outer)
                if definition is not None:
                    yield definition
            if kind is cst.FunctionDef or kind is cst.ClassDef:
                assert isinstance(node, (cst.FunctionDef, cst.ClassDef))
                inner = (*outer, node)
            stack.extend((child, inner) for child in reversed(self._inside(node)))

    def _definition(
        self, node: cst.FunctionDef | cst.Lambda, outer: tuple[cst.FunctionDef | cst.ClassDef, ...]
    ) -> Definition | None:
        cls = outer[-1] if outer and isinstance(outer[-1], cst.ClassDef) else None
        certainty = _certainty(self.module, self.statement, node, cls, self.has_keys, self.marks)
        is_lambda = isinstance(node, cst.Lambda)
        number = self.passed[is_lambda]
        self.passed[is_lambda] += 1
        is_implausible = self.plausible is not None and (is_lambda, number) not in self.plausible
        if certainty is None or (certainty == "probe" and is_implausible):
            return None
        return Definition(node, self.statement, certainty, cls, outer)

    def _inside(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        """The nodes in ``node`` that may hold a handler. Bodies are left out, and not even parsed,
        that define none."""
        apart = self.module.apart(node) if isinstance(node, cst.FunctionDef) else None
        if apart is None:
            return children(node)
        assert isinstance(node, cst.FunctionDef)
        header = [each for each in children(node) if each is not node.body]
        if self._may_define(apart):
            return [*header, *(self.module.body(node) or ())]
        for each in _functions_in(apart.function.body):
            self.passed[isinstance(each, ast.Lambda)] += 1
        return header

    def _may_define(self, apart: Apart) -> bool:
        """Whether something in a body may be a handler."""
        text = self.module.text
        first, last = apart.function.lineno, apart.function.end_lineno or apart.function.lineno
        if any(first < row <= last for row in self.marks):
            return True
        inner = [
            each
            for each in self.outlines
            if first <= each.node.lineno <= last and each.node is not apart.function
        ]
        if not inner:
            return False
        is_named = text.find("start_response", apart.start, apart.end) >= 0
        return (
            is_named
            or self.plausible is None
            or any(
                (isinstance(each.node, ast.Lambda), each.order) in self.plausible for each in inner
            )
        )


def _functions_in(nodes: Sequence[ast.AST]) -> Iterator[Function]:
    """All functions below ``nodes``."""
    pending = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, FUNCTIONS):
            yield node
        pending.extend(ast.iter_child_nodes(node))


def _certainty(
    module: SourceModule,
    statement: TopLevel,
    node: cst.FunctionDef | cst.Lambda,
    cls: cst.ClassDef | None,
    has_keys: bool,
    marks: frozenset[int],
) -> str | None:
    if cls is not None and _is_protocol(cls):
        return None
    names = _required_names(node, is_method=cls is not None)
    if isinstance(node, cst.FunctionDef):
        if marks and _is_marked(module, statement, node, marks):
            return "marked"
        if node.name.value == "__init__" and cls is not None and not _has_iter(cls):
            return None
    if len(names) != 2:
        return None
    if names[1] == "start_response":
        return "declared"
    if names == ["start_response", "environ"]:
        return "swapped"
    return "probe" if has_keys else None


def _required_names(node: cst.FunctionDef | cst.Lambda, *, is_method: bool) -> list[str]:
    """The names of the required positional parameters, after ``self``."""
    params = [*node.params.posonly_params, *node.params.params]
    if is_method and isinstance(node, cst.FunctionDef) and not _is_static(node):
        params = params[1:]
    return [each.name.value for each in params if each.default is None]


def _is_static(node: cst.FunctionDef) -> bool:
    return any(dotted_name(each.decorator) == "staticmethod" for each in node.decorators)


def _is_protocol(cls: cst.ClassDef) -> bool:
    names = [
        dotted_name(base.value.value if isinstance(base.value, cst.Subscript) else base.value) or ""
        for base in cls.bases
    ]
    return any(name.rpartition(".")[2] == "Protocol" for name in names)


def _has_iter(cls: cst.ClassDef) -> bool:
    return any(
        isinstance(each, cst.FunctionDef) and each.name.value == "__iter__"
        for each in cls.body.body
    )


def _is_marked(
    module: SourceModule, statement: TopLevel, node: cst.FunctionDef, marks: frozenset[int]
) -> bool:
    first, last = module.place(node.name, statement).statement_rows
    rows = {*range(first, last + 1), first - 1}
    for decorator in node.decorators:
        rows.add(module.place(decorator.decorator, statement).span.row - 1)
    return bool(rows & marks)


# --- what a value is, once it is called


@dataclass(frozen=True, slots=True)
class HandlerCallable:
    """The function that runs when a value is called, and how many arguments are given already."""

    info: FunctionInfo
    given: int
    is_class: bool = False

    @property
    def signature(self) -> Signature:
        """The parameters that the server's two arguments go to."""
        return Signature("class" if self.is_class else self.info.form, self.parameters)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Those of :attr:`signature`."""
        return self.info.params[self.given :]

    @property
    def required(self) -> list[Parameter]:
        """The required positional parameters that the server has to fill."""
        return [
            each for each in self.parameters if each.required and each.kind.startswith("POSITIONAL")
        ]


def callable_of(interp: Interpreter, state: State, value: Value) -> HandlerCallable | None:
    """What function of the project runs when ``value`` is called; None if that isn't known."""
    if len(value.shapes) != 1:
        return None
    return _callable(interp, state, value.shapes[0], 0)


def _callable(
    interp: Interpreter, state: State, shape: Shape, given: int, depth: int = 8
) -> HandlerCallable | None:
    if depth == 0:
        return None
    match shape:
        case FunctionShape(info=info):
            return HandlerCallable(info, given) if info.node is not None else None
        case BoundMethod(function=function):
            return _callable(interp, state, function, given + 1, depth - 1)
        case Partial(function=function, positional=positional, keywords=()):
            if len(function.shapes) == 1:
                more = given + len(positional)
                return _callable(interp, state, function.shapes[0], more, depth - 1)
        case Wrapped(kind="staticmethod", function=function):
            return _callable(interp, state, function.shapes[0], given, depth - 1)
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, InstanceObject):
                found = class_attribute(interp, state, thing.cls, "__call__")
                if found is not None and len(found[0].shapes) == 1:
                    return _callable(interp, state, found[0].shapes[0], given + 1, depth - 1)
            if isinstance(thing, ClassObject):
                return _class_callable(interp, state, Ref(address))
    return None


def _class_callable(interp: Interpreter, state: State, shape: Ref) -> HandlerCallable | None:
    """A class whose instances are response bodies: ``__init__`` takes the request."""
    cls = Value((shape,))
    init = class_attribute(interp, state, cls, "__init__")
    body = class_attribute(interp, state, cls, "__iter__")
    if init is None or body is None or len(init[0].shapes) != 1:
        return None
    function = init[0].shapes[0]
    if not isinstance(function, FunctionShape) or function.info.node is None:
        return None
    return HandlerCallable(function.info, 1, is_class=True)


def is_declared(target: HandlerCallable) -> bool:
    """Whether a callable takes two required arguments, the second of them start_response."""
    required = target.required
    return len(required) == 2 and required[1].name == "start_response"


def is_named_handler(target: HandlerCallable) -> bool:
    """Rule 3: the first parameter of a module-level ``handler`` is environ."""
    parameters = target.parameters
    if bool(parameters) and parameters[0].name == "environ":
        return True
    declared = target.info.params  # a method that lacks self: environ takes the instance
    return bool(target.given) and [each.name for each in declared[:2]] == [
        "environ",
        "start_response",
    ]


def is_swapped(target: HandlerCallable) -> bool:
    """FC103's declaration."""
    return [each.name for each in target.required] == ["start_response", "environ"]


def is_no_handler(target: HandlerCallable) -> bool:
    """Stubs and abstract methods are none."""
    return target.info.is_stub


def is_unknown(value: Value) -> bool:
    """Whether nothing is known about the value."""
    return value.may_be(Unknown)


def is_partial(value: Value) -> bool:
    """Whether arguments were given in advance."""
    return value.may_be(Partial)
