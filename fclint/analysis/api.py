"""The analysis from outside: a module goes in, the runs of its handlers come out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import libcst as cst

from fclint import events
from fclint.analysis.contracts import (
    calls_overridden,
    overridden_by,
    serves_its_caller,
    without_parts,
)
from fclint.analysis.cost import for_handler, for_probe
from fclint.analysis.discovery import (
    Definition,
    HandlerCallable,
    callable_of,
    definitions,
    is_declared,
    is_named_handler,
    is_no_handler,
    is_partial,
    is_swapped,
    is_unknown,
)
from fclint.analysis.domain.heap import Scope
from fclint.analysis.domain.state import State
from fclint.analysis.domain.traces import DecisionTrace
from fclint.analysis.entry_points import kind_of
from fclint.analysis.entry_runs import deployed_events, lifecycle_run, naming_run, unseen_run
from fclint.analysis.functions import FunctionInfo, Site
from fclint.analysis.handler_run import HandlerRun
from fclint.analysis.interpreter import Interpreter
from fclint.analysis.modules import Program
from fclint.analysis.recording import Recorder
from fclint.analysis.requests.asking import Asking
from fclint.analysis.runs import Run
from fclint.analysis.surroundings import Surroundings
from fclint.analysis.units import Importer
from fclint.source.entry_points import EntryPoint
from fclint.source.module import SourceModule
from fclint.targets import TARGETS, Conditions
from fclint.values import Value

_RECURSION = 12_000
"""Python frames that following calls 24 deep through deeply nested code may need."""

_COLLECT = 200_000
"""States and values are many, and hardly any are cyclic: looking for cycles every 700 objects, as
Python does, takes a tenth of the time and finds nothing."""


@dataclass(frozen=True, slots=True)
class _Root:
    """A callable to be run as a handler."""

    name: str
    value: Value
    state: State
    site: Site
    target: HandlerCallable | None
    explicit: bool = False
    probe: bool = False
    """Only if it turns out to use its parameters as WSGI does is it a handler."""
    how: str = "code"
    entry: EntryPoint | None = None
    inner: str = ""
    """``method`` or ``function``, for a method with a name of its own and a function inside another
    one, which no name of the module leads to, and which nothing that was run has called."""


def analyse(
    module: SourceModule,
    *,
    target: str,
    handlers: tuple[str, ...] = (),
    project: Importer | None = None,
    conditions: Conditions | None = None,
    entry_points: tuple[EntryPoint, ...] = (),
    with_questions: bool = False,
    with_conditions: bool = False,
) -> list[HandlerRun]:
    """The runs of all handlers of ``module`` on ``target``.

    ``handlers`` names some of them, as ``module.attribute``; ``project`` finds what it imports;
    ``conditions`` are those of the function that the module is deployed in, if any.
    ``entry_points`` are what manifests name in the module: each is run for its own target and under
    its own conditions, and one more run tells whether it is there. ``with_questions``: what each
    handler asks of the request is told, too. ``with_conditions``: the traces of events tell what
    must hold of a request that gets there.
    """
    limit, thresholds = sys.getrecursionlimit(), gc.get_threshold()
    sys.setrecursionlimit(max(limit, _RECURSION))
    gc.set_threshold(max(_COLLECT, thresholds[0]), *thresholds[1:])
    try:
        analysis = _Analysis(module, target, handlers, project, conditions, entry_points)
        analysis.with_questions = with_questions
        if with_conditions:
            analysis.program.note_provenance()
        runs = list(analysis.runs())
        runs = [run for run in runs if run.explicit or run.key not in analysis.helpers]
        overridden = analysis.overridden | analysis.called_unseen()
        if overridden:
            runs = [replace(run, events=without_parts(run.events, overridden)) for run in runs]
        return runs
    finally:
        sys.setrecursionlimit(limit)
        gc.set_threshold(*thresholds)


class _Analysis:
    """Finds the handlers of one module and runs each."""

    def __init__(
        self,
        module: SourceModule,
        target: str,
        handlers: tuple[str, ...],
        project: Importer | None,
        conditions: Conditions | None,
        entry_points: tuple[EntryPoint, ...],
    ) -> None:
        self.module = module
        self.target = target
        self.conditions = conditions or Conditions()
        self.entry_points = entry_points
        deployed = {entry.attribute for entry in entry_points if entry.role == "handler"}
        self.configured = tuple(
            name for each in handlers if (name := each.rpartition(".")[2]) not in deployed
        )
        self.explicit = tuple(
            dict.fromkeys((*self.configured, *(entry.attribute for entry in entry_points)))
        )
        self.deployed = frozenset(deployed)
        self.program = Program(module, project)
        self.interp = Interpreter(self.program, TARGETS[target], self.conditions)
        self.surroundings = Surroundings(module, self.program, self.interp)
        self.with_questions = False
        self.reached: set[FunctionInfo] = set()
        self.unfinished: set[FunctionInfo] = set()
        """What was called in runs whose steps were used up: of what these call in turn, something
        may not have been seen."""
        self.overridden: set[FunctionInfo] = set()
        """Methods that are called by others that override them."""
        self.overriding: set[FunctionInfo] = set()
        """Methods whose code calls others that they override, where that was not seen to happen."""
        self.helpers: set[tuple[str, int]] = set()
        """What functions call that look like handlers and are none."""
        self.done: set[cst.CSTNode | None] = set()

    def runs(self) -> Iterator[HandlerRun]:
        """Runs the named ones first, then what the top level binds, then what nothing reached."""
        found = definitions(self.module, ("handler", *self.explicit))
        self.interp.wanted = frozenset(each.node for each in found)
        unit = self.program.main
        names = self._names(found)
        self.program.require(self.interp, unit, names)
        yield from self._enter_all(found)
        for root in self.bound_attribute(found, names):
            yield from self._run(root)
        for definition in sorted(found, key=_is_helper):
            root_or_none = self._unbound(definition)
            if root_or_none is not None:
                yield from self._run(root_or_none)

    def _names(self, found: list[Definition]) -> list[str]:
        """The module-level names that may lead to a handler, the named ones first."""
        wanted = dict.fromkeys((*self.explicit, "handler"))
        unit = self.program.main
        for statement in dict.fromkeys(each.statement for each in found):
            names = unit.index.of(statement)
            wanted.update(dict.fromkeys(sorted(names.binds) if names else unit.all_names()))
        if found:
            wanted.update(dict.fromkeys(self._dependents(list(wanted))))
        return list(wanted)

    def _dependents(self, names: list[str]) -> list[str]:
        """The names bound by statements that mention ``names``: ``app = middleware(app)``."""
        unit = self.program.main
        wanted = set(names)
        found: list[str] = []
        for statement in self.module.statements:
            known = unit.index.of(statement)
            if known is not None and known.needs & wanted:
                found.extend(sorted(known.binds))
        return found

    # --- module-level names

    def bound_attribute(self, found: list[Definition], names: list[str]) -> Iterator[_Root]:
        """The handlers that module-level names are bound to."""
        wanted = {each.node: each for each in found}
        scope = self.program.base.heap.get(self.program.main.scope)
        assert isinstance(scope, Scope)
        ordered = [name for name in names if name in scope.names]
        for name in ordered:
            if name in self.deployed:
                continue
            value = scope.names[name]
            explicit = name in self.configured
            target = callable_of(self.interp, self.program.base, value)
            definition = self._definition_of(name, wanted)
            marked = definition is not None and definition.certainty == "marked"
            root = self._root(name, value, target, definition, explicit or marked)
            if root is not None:
                how = "configuration" if explicit else ("comment" if marked else "code")
                yield replace(root, how=how)
            elif is_unknown(value) and definition is not None:
                self.done.add(definition.node)  # an unknown decorator: nothing can be said

    def _definition_of(
        self, name: str, wanted: dict[cst.FunctionDef | cst.Lambda, Definition]
    ) -> Definition | None:
        """The candidate that a top-level ``def name`` is."""
        for node, definition in wanted.items():
            top = definition.outer == () and isinstance(node, cst.FunctionDef)
            if top and isinstance(node, cst.FunctionDef) and node.name.value == name:
                return definition
        return None

    def _root(
        self,
        name: str,
        value: Value,
        target: HandlerCallable | None,
        definition: Definition | None,
        explicit: bool,
    ) -> _Root | None:
        if target is None:
            if explicit and is_partial(value):
                return self._make(name, value, target, definition, explicit)
            return None
        if is_no_handler(target) and not explicit:
            return None
        foreign = target.info.module is not self.module and definition is None
        if foreign and not explicit and name != "handler":
            return None
        probe = definition is not None and definition.certainty == "probe"
        is_handler = (
            explicit
            or is_declared(target)
            or (name == "handler" and (is_named_handler(target) or is_swapped(target)))
            or (definition is not None)
        )
        if not is_handler:
            return None
        swapped = definition is not None and definition.certainty == "swapped"
        if (probe or swapped) and (explicit or (name == "handler" and is_named_handler(target))):
            probe = False
        return self._make(name, value, target, definition, explicit, probe=probe)

    def _make(
        self,
        name: str,
        value: Value,
        target: HandlerCallable | None,
        definition: Definition | None,
        explicit: bool,
        *,
        probe: bool = False,
    ) -> _Root:
        if definition is not None and not (target and target.info.node is definition.node):
            node: cst.CSTNode = definition.node
            if isinstance(node, cst.FunctionDef):
                node = node.name
            site = Site(self.module, definition.statement, node)
            self.done.add(definition.node)
        elif target is not None:
            site = target.info.site()
        else:
            site = Site(self.module, None, cst.Name(name))
        return _Root(name, value, self.program.base, site, target, explicit, probe)

    # --- definitions that no name leads to

    def _unbound(self, definition: Definition) -> _Root | None:
        """A candidate that was neither bound nor reached: a method, a nested function."""
        node = definition.node
        if node in self.done or any(info.node is node for info in self.reached):
            return None
        closure = self.surroundings.closure(definition, self.reached)
        if closure is None:
            return None
        state, value = closure
        target = callable_of(self.interp, state, value)
        if target is None or is_no_handler(target):
            return None
        if definition.certainty == "swapped" and definition.is_nested:
            return None
        probe = definition.certainty == "probe"
        explicit = definition.certainty == "marked"
        name = target.info.qualified
        how = "comment" if explicit else "code"
        inner = _inner(definition) if not target.info.name.startswith("__") else ""
        site = target.info.site()
        return _Root(name, value, state, site, target, explicit, probe, how, inner=inner)

    # --- running

    def _run(self, root: _Root) -> Iterator[HandlerRun]:
        """Runs a root; one that has still to prove that it is a handler in short first."""
        target = root.target
        if target is not None:
            node = target.info.node
            if node in self.done and not root.explicit:
                return
            if node is not None:
                self.done.add(node)
        platform = root.entry.target if root.entry is not None else self.target
        self.interp.target = TARGETS[platform]
        self.interp.conditions = (
            root.entry.conditions if root.entry is not None else self.conditions
        )
        signature = target.signature if target is not None else None
        handler = events.Handler(root.name, root.site.place, platform, signature)
        recorder = Recorder(handler)
        if self.program.base.sites.provenance is not None:
            recorder.ways = {}
        if signature is not None and target is not None:
            recorder.add(
                "entered",
                events.HandlerEntered(
                    handler=handler,
                    place=target.info.site().place,
                    trace=DecisionTrace(None),
                    signature=signature,
                ),
            )
        self.interp.budget = for_probe() if root.probe else for_handler()
        self.interp.asking = Asking() if self.with_questions else None
        info = target.info if target is not None else None
        run = Run(
            self.interp, recorder, is_handed_on=bool(root.inner) and self._may_be_called(info)
        )
        state = root.state.settled()
        self.program.serve(state)
        run.execute(state.settled(), root.value, info, root.site)
        if root.probe:
            if recorder.keys and recorder.statuses:
                self.done.discard(target.info.node if target is not None else None)
                yield from self._run(replace(root, probe=False))
            return
        self.reached.update(recorder.reached)
        if info is not None:
            self.overridden |= overridden_by(info, recorder)
            if root.inner == "method" and not recorder.written.complete and calls_overridden(info):
                self.overriding.add(info)
        if not recorder.written.complete:
            self.unfinished.update(recorder.reached)
        result = self._result(root, recorder)
        is_method = root.inner == "method"
        if root.inner and not root.explicit and serves_its_caller(recorder, is_method=is_method):
            self.helpers |= result.reached
        else:
            yield result

    def _may_be_called(self, info: FunctionInfo | None) -> bool:
        """Whether a function that was not seen to be called may be called by one that was not seen
        to its end."""
        return info is not None and any(
            info.name in each.uses for each in self.unfinished if each.module is self.module
        )

    def called_unseen(self) -> set[FunctionInfo]:
        """The methods that may be those that ``overriding`` ones call."""
        names = {(info.module, info.name) for info in self.overriding}
        return {
            info
            for info in self.reached - self.overriding
            if (info.module, info.name) in names and "." in info.qualified
        }

    def _result(self, root: _Root, recorder: Recorder) -> HandlerRun:
        span = root.site.place.span
        reached = {info.key for info in recorder.reached}
        if root.target is not None:
            reached.add(root.target.info.key)  # a decorator's wrapper, where that is another one
        happened = tuple(recorder.events())
        if root.entry is not None:
            kind = kind_of(recorder, recorder.handler.signature)
            happened = deployed_events(root.entry, recorder.handler, kind, happened)
        return HandlerRun(
            handler=replace(recorder.handler),
            events=happened,
            key=(span.filename, span.start),
            explicit=root.explicit,
            reached=frozenset(reached),
            how=root.how,
            entry=root.entry,
            # What the rules are silent of has not been looked at.
            complete=recorder.written.complete
            and (root.entry is None or root.entry.expected == "wsgi"),
            questions=self.interp.asking.questions() if self.interp.asking is not None else (),
        )

    # --- what a manifest names

    def _enter_all(self, found: list[Definition]) -> Iterator[HandlerRun]:
        """For each entry point whether it is there, and its own run."""
        wanted = {each.node: each for each in found}
        scope = self.program.base.heap.get(self.program.main.scope)
        done: set[object] = set()
        for entry in self.entry_points:
            yield naming_run(self.interp, entry)
            if entry.same in done or entry.role == "configuration":
                continue  # another function of the same kind, with the same handler
            done.add(entry.same)
            value = scope.names.get(entry.attribute) if isinstance(scope, Scope) else None
            if value is None:
                continue
            target = callable_of(self.interp, self.program.base, value)
            definition = self._definition_of(entry.attribute, wanted)
            if entry.role != "handler":
                if target is not None:
                    yield lifecycle_run(self.interp, entry, value, target)
                continue
            root = self._root(entry.attribute, value, target, definition, True)
            if root is not None:
                yield from self._run(replace(root, how="manifest", entry=entry))
            else:
                if definition is not None:
                    self.done.add(definition.node)
                yield unseen_run(self.interp, entry, value)


def _inner(definition: Definition) -> str:
    """``method`` or ``function`` for what is defined inside a class or a function."""
    if not definition.outer:
        return ""
    return "method" if definition.cls is not None else "function"


def _is_helper(definition: Definition) -> bool:
    """Whether the definition is more likely to be called by another candidate than to call it."""
    node = definition.node
    return not (isinstance(node, cst.FunctionDef) and node.name.value == "__call__")
