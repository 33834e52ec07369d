"""Execution as the measure of the analysis: a program is run over every input that it reads.

A program is the text of a module with a ``handler`` that may ``import oracle``, a module nobody
knows. Each question to it, and each key that is read from environ, is a choice; the choices are
enumerated. The shim records each run, and the rules judge all of them together.
"""

from __future__ import annotations

import ast
import itertools
import sys
import tempfile
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from choices import Choices, Enumeration, Stop
from inputs import Environ, Oracle, answers, domain, handles, kinds
from serving import ObservedRun, ProgramCode

from fclint.dryrun import places
from fclint.dryrun.handlers import describe_handler
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.response import Response
from fclint.events import Event, Handler, RunEnded
from fclint.judge import judge_run
from fclint.registry import load_rules
from fclint.rule import Rule

Breach = tuple[str, int]
"""A code and a line."""

MAX_RUNS = 500
MAX_ITERATIONS = 100


@dataclass(frozen=True, slots=True)
class Observation:
    """What all runs together show. ``complete``: there is no input that was not tried.

    ``unsure`` are those of ``breaches`` that depend on whether a chunk is empty, where some are.
    """

    breaches: frozenset[Breach]
    unsure: frozenset[Breach]
    complete: bool
    runs: int


@dataclass(slots=True)
class _Loops:
    """Counts rounds, so that a loop without end has one."""

    oracle: Oracle
    rounds: int = 0

    def on_round(self) -> None:
        self.rounds += 1
        if self.rounds > MAX_ITERATIONS:
            self.oracle.stop()
            raise Stop


class _Instrument(ast.NodeTransformer):
    """Tells of each round of a loop; lines stay as they are."""

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._counted(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._counted(node)

    def _counted(self, node: ast.For | ast.While) -> ast.AST:
        self.generic_visit(node)
        call = ast.Call(
            ast.Attribute(ast.Name("_loops_", ast.Load()), "on_round", ast.Load()), [], []
        )
        node.body.insert(0, ast.Expr(call))
        return node


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(load_rules())


_folder = tempfile.TemporaryDirectory(prefix="programs-")
_numbers = itertools.count()


@contextmanager
def _saved(source: str) -> Iterator[str]:
    """The program as a file of its own: the dry run looks up in it where something happened."""
    path = Path(_folder.name, f"program{next(_numbers)}.py")
    path.write_text(source, encoding="utf-8")
    try:
        yield str(path)
    finally:
        path.unlink()


def execute(
    source: str, *, target: str = "fc2", root: str = "handler", max_runs: int = MAX_RUNS
) -> Observation:
    """Runs ``source`` over its inputs on ``target`` and judges what happens."""
    with _saved(source) as filename:
        return _Program(source, filename, target, root).observe(max_runs)


class _Program:
    def __init__(self, source: str, filename: str, target: str, root: str) -> None:
        tree = ast.parse(source, filename)
        named = (each for each in tree.body if isinstance(each, ast.FunctionDef))
        self._named = next((each for each in named if each.name == root), None)
        tree = _Instrument().visit(tree)
        self._code = compile(ast.fix_missing_locations(tree), filename, "exec")
        self._kinds = kinds(source)
        self._given = answers(source)
        self._handles = handles(source)
        self._filename = filename
        self._target = target
        self._root = root
        self._options = domain(source, target)
        self._files = ProgramCode(filename)
        self._handler: Handler | None = None
        self._units: set[int] = set()
        self._has_empty_chunk = False
        self._opened: dict[Event, None] = {}

    def observe(self, max_runs: int) -> Observation:
        inputs = Enumeration(max_runs)
        seen: dict[Event, None] = {}
        with _quiet():
            for choices in inputs:
                seen.update(dict.fromkeys(self._events(choices)))
        breaches = self._judged(tuple(self._finished(seen, complete=inputs.complete)))
        # What isn't known to be empty is not known to have been sent, either.
        late = {each for each in breaches if each[0] == "FC204"}
        unsure = frozenset(late if self._has_empty_chunk else ())
        return Observation(breaches, unsure, inputs.complete, inputs.runs)

    def _finished(self, seen: dict[Event, None], *, complete: bool) -> Iterator[Event]:
        """What was seen, with the ends of all runs seen together: whether start_response is ever
        called is asked of all of them."""
        ends = [each for each in seen if isinstance(each, RunEnded)]
        yield from (each for each in seen if not isinstance(each, RunEnded))
        if not ends and complete:  # a generator that always fails: how it began to answer
            ends = [each for each in self._opened if isinstance(each, RunEnded)]
            yield from (each for each in self._opened if not isinstance(each, RunEnded))
        for each in ends:
            ever = each.handler.place.span.row in self._units
            yield replace(each, ever_started=ever, handler=self._anchored(each.handler))

    def _judged(self, events: tuple[Event, ...]) -> frozenset[Breach]:
        if self._handler is None:
            return frozenset()
        recorded = Recorded(self._handler, events, Response(200, "OK", (), b""))
        findings = judge_run(recorded, _rules()).findings
        return frozenset(
            (each.code, each.span.row) for each in findings if each.span.filename == self._filename
        )

    def _anchored(self, handler: Handler) -> Handler:
        """What is said of a wrapper as a whole is said at the ``def`` that bears its name."""
        assert self._handler is not None
        if handler.place.span.row != self._handler.place.span.row or self._named is None:
            return handler
        return replace(handler, place=places.source(self._filename).spot(self._named))

    def _events(self, choices: Choices) -> tuple[Event, ...]:
        """What happens in one run; in one that is stopped, what happened until then."""
        oracle = Oracle(choices, self._kinds, self._given, handles=self._handles)
        environ = Environ(oracle, self._options, self._filename)
        module = types.ModuleType("index")
        module.__dict__["_loops_"] = _Loops(oracle)
        oracle.namespace = module.__dict__
        sys.modules.update(oracle=oracle, index=module)
        try:
            try:
                exec(self._code, module.__dict__)
            except (Exception, Stop):  # a module that can't be loaded has no runs
                return ()
            app = module.__dict__[self._root]
            if not callable(app):
                raise ValueError(f"{self._root} is no handler")
            if self._handler is None:
                self._handler = describe_handler(app, self._target)
            run = ObservedRun(app, environ, self._handler, self._files, self._units, oracle)
            found = run.observed()
            self._opened.update(dict.fromkeys(run.opened))
            self._has_empty_chunk = self._has_empty_chunk or run.has_empty_chunk
            return found
        finally:
            oracle.over = True
            del sys.modules["oracle"], sys.modules["index"]


@contextmanager
def _quiet() -> Iterator[None]:
    """A generator that is thrown away may raise where nobody listens."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = hook
