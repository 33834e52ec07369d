"""Functions and activations: what the interpreter knows of a ``def`` before and while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from fclint.analysis.domain.shapes import Address
from fclint.analysis.stubs import is_stub
from fclint.analysis.syntax import Names, children, mentions, names_of, walk
from fclint.events import Parameter
from fclint.finding import Place
from fclint.source.bindings import mentioned_by
from fclint.source.module import SourceModule, TopLevel
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.domain.exceptions import Raised
    from fclint.analysis.domain.state import State

_SCOPES = frozenset({cst.FunctionDef, cst.ClassDef, cst.Lambda})


class Site(NamedTuple):
    """A node of a module's syntax, and the top-level statement that holds it."""

    module: SourceModule
    statement: TopLevel | None
    node: cst.CSTNode

    @property
    def place(self) -> Place:
        """Where it stands, computed when it is asked for."""
        return self.module.place(self.node, self.statement)


class FunctionInfo:
    """A function definition: a ``def``, a ``lambda``; or a top-level ``def`` not yet parsed."""

    def __init__(
        self,
        module: SourceModule,
        statement: TopLevel | None,
        node: cst.FunctionDef | cst.Lambda | None,
        qualified: str,
    ) -> None:
        self.module = module
        self.statement = statement
        self.qualified = qualified
        self._node = node

    @property
    def name(self) -> str:
        """The function's own name (``<lambda>`` for a lambda)."""
        return self.qualified.rpartition(".")[2]

    @cached_property
    def node(self) -> cst.FunctionDef | cst.Lambda | None:
        """The definition; None where LibCST can't parse it (too deep, too large)."""
        if self._node is not None or self.statement is None:
            return self._node
        parsed = self.module.concrete(self.statement)
        if parsed and isinstance(parsed[0], cst.FunctionDef):
            return parsed[0]
        return None

    @cached_property
    def names(self) -> Names:
        """What the body does with names."""
        return names_of(self.body)

    @cached_property
    def rebinds(self) -> frozenset[str]:
        """The names that the body declares nonlocal."""
        if isinstance(self.node, cst.FunctionDef) and self.module.apart(self.node) is not None:
            return frozenset()  # no function is around it
        return self.names.nonlocal_names

    @cached_property
    def mentions(self) -> frozenset[str]:
        """Every name that occurs in the definition."""
        if self.node is None:
            return frozenset()
        apart = None
        if isinstance(self.node, cst.FunctionDef):
            apart = self.module.apart(self.node)
        return mentioned_by(apart.function) if apart else frozenset(mentions(self.node))

    @cached_property
    def uses(self) -> frozenset[str]:
        """Every name that occurs in the body, attributes' names included."""
        return frozenset(each.value for each in walk(self.body) if isinstance(each, cst.Name))

    @cached_property
    def is_readable(self) -> bool:
        """Whether LibCST can parse it."""
        return self.node is not None and self._read is not None

    @property
    def body(self) -> tuple[cst.CSTNode, ...]:
        """The statements of the body, or the lambda's expression; none where it isn't readable."""
        return self._read or ()

    @cached_property
    def _read(self) -> tuple[cst.CSTNode, ...] | None:
        node = self.node
        if isinstance(node, cst.FunctionDef):
            return self.module.body(node)
        return (node.body,) if node is not None else None

    @cached_property
    def is_stub(self) -> bool:
        """Whether the body says that the real thing is elsewhere."""
        return isinstance(self.node, cst.FunctionDef) and is_stub(self.node, self.body)

    @cached_property
    def yielded(self) -> dict[cst.CSTNode, cst.BaseExpression]:
        """What the body itself yields, by its ``yield`` expressions."""
        return {
            node: node.value
            for node in self._leaving
            if isinstance(node, cst.Yield) and isinstance(node.value, cst.BaseExpression)
        }

    @cached_property
    def returned(self) -> dict[cst.CSTNode, cst.Return]:
        """The ``return`` statements of the body itself, by what they return and, where that is a
        display, by its parts."""
        found: dict[cst.CSTNode, cst.Return] = {}
        for node in self._leaving:
            if isinstance(node, cst.Return) and node.value is not None:
                found[node.value] = node
                found.update((each.value, node) for each in getattr(node.value, "elements", ()))
        return found

    @cached_property
    def gives_back(self) -> bool:
        """Whether it is written to come back: it returns values, or makes an object ready. Other
        functions may be there to raise."""
        return isinstance(self.node, cst.Lambda) or bool(self.returned) or self.name == "__init__"

    @cached_property
    def _leaving(self) -> list[cst.CSTNode]:
        """The body's ``return`` and ``yield``, those of functions and classes in it left out."""
        found: list[cst.CSTNode] = []
        stack = list(self.body)
        while stack:
            node = stack.pop()
            kind = type(node)
            if kind is cst.Return or kind is cst.Yield:
                found.append(node)
            if kind not in _SCOPES:
                stack.extend(children(node))
        return found

    @property
    def is_async(self) -> bool:
        """Whether it is an ``async def``."""
        return isinstance(self.node, cst.FunctionDef) and self.node.asynchronous is not None

    @property
    def is_generator(self) -> bool:
        """Whether calling it makes a generator (for ``async def``: an async generator)."""
        return self.names.is_generator

    @property
    def form(self) -> str:
        """The form as in :class:`fclint.events.Signature`."""
        if isinstance(self.node, cst.Lambda):
            return "lambda"
        if self.is_async:
            return "async generator" if self.is_generator else "async def"
        return "def"

    @cached_property
    def params(self) -> tuple[Parameter, ...]:
        """The parameters in order, ``self`` included."""
        if self.node is None:
            return ()
        params = self.node.params
        found = [
            *((each, "POSITIONAL_ONLY") for each in params.posonly_params),
            *((each, "POSITIONAL_OR_KEYWORD") for each in params.params),
        ]
        if isinstance(params.star_arg, cst.Param):
            found.append((params.star_arg, "VAR_POSITIONAL"))
        found.extend((each, "KEYWORD_ONLY") for each in params.kwonly_params)
        if params.star_kwarg is not None:
            found.append((params.star_kwarg, "VAR_KEYWORD"))
        return tuple(
            Parameter(each.name.value, kind, each.default is None and "VAR" not in kind)
            for each, kind in found
        )

    @property
    def anchor(self) -> cst.CSTNode:
        """The node that stands for the definition in findings: the name, or the lambda."""
        assert self.node is not None
        return self.node.name if isinstance(self.node, cst.FunctionDef) else self.node

    def site(self, node: cst.CSTNode | None = None) -> Site:
        """The site of ``node``, or of the definition itself."""
        return Site(self.module, self.statement, node if node is not None else self.anchor)

    @property
    def key(self) -> tuple[str, int]:
        """Identity across runs and processes: the file, and the byte where the name begins."""
        return (self.module.filename, self.site().place.span.start)


@dataclass(frozen=True, slots=True)
class Exit:
    """How control left a function. ``unit`` is the function itself, ``node`` its ``return``
    (None: fell off the end). ``generator``: a generator handler, whose body runs later."""

    unit: FunctionInfo
    node: cst.CSTNode | None = None
    generator: bool = False
    handler: FunctionInfo | None = None
    """The handler whose exit this is, where that is not ``unit``: a class's ``__init__``."""
    helper: Site | None = None
    """Where a helper returned the value that is returned here."""

    @property
    def site(self) -> Site:
        """Where a finding about this exit is anchored."""
        return self.unit.site(self.node)


class Return(NamedTuple):
    """A completion: the state, what is returned, and the exit it went through."""

    state: State
    value: Value
    exit: Exit


@dataclass(slots=True)
class Frame:
    """An activation of a function (or a module's top level, or a class body)."""

    module: SourceModule
    statement: TopLevel | None
    scope: Address
    info: FunctionInfo | None = None
    caller: Frame | None = None
    owner: Address | None = None
    is_handler: bool = False
    """The root of a run, or what it delegated to: its exits are exits of the handler."""
    unit: FunctionInfo | None = None
    """The handler that runs here, where that is not ``info``: in the frame of the server itself,
    and in the ``__iter__`` of a class whose ``__init__`` took the request."""
    sink: list[Raised] = field(default_factory=list)
    handling: tuple[Raised, ...] = ()
    """The exceptions being handled, for a bare ``raise``."""
    walrus_scope: Address | None = None
    """Where ``:=`` binds, inside a comprehension."""
    class_name: str = ""
    """In a class body: the qualified name of the class."""
    enclosing: Address | None = None
    """In a class body: the scope around it, which its functions close over."""
    on_yield: Callable[[State, Value, Site | None], list[State]] | None = None
    depth: int = 0

    @property
    def closure_scope(self) -> Address:
        """The scope that functions defined here close over."""
        return self.enclosing or self.scope

    def site(self, node: cst.CSTNode) -> Site:
        """The site of a node of the code that runs in this frame."""
        return Site(self.module, self.statement, node)
