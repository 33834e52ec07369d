"""Execution as the measure of the analysis: a program is run over every input that it reads.

A program is the text of a module with a ``handler`` that may ``import oracle``, a module nobody
knows. Each question to it, and each key that is read from environ, is a choice; the choices are
enumerated, and what goes wrong in the runs is observed as breaches, with the codes and the lines
that the rulebook names. The body is read as Function Compute reads it.
"""

from __future__ import annotations

import ast
import re
import sys
import types
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Breach = tuple[str, int]
"""A code and a line."""

MAX_RUNS = 1500
MAX_CHOICES = 12
MAX_ITERATIONS = 30

_ABSENT = None
_VALUES: tuple[str | None, ...] = (_ABSENT, "", "x", "y", "z")
_ALWAYS = {"REQUEST_METHOD": ("GET", "POST", "x"), "PATH_INFO": ("/", "/a", "/b")}
_KEY = re.compile(r"'((?:HTTP|REQUEST|PATH|QUERY|CONTENT)_[A-Z_]+)'")
_RAISED = re.compile(r"\b([A-Z]\w*(?:Error|Exception|Boom|Bang))\b|\b(Boom|Bang)\b")
_KINDS = (
    "LookupError",
    "ValueError",
    "KeyError",
    "TypeError",
    "OSError",
    "Boom",
    "Bang",
    "RuntimeError",
)
_PROGRAM = "<program>"


class _Stop(BaseException):
    """Ends a run that goes on for too long."""


class Choices:
    """The answers that one run gets: those of ``prefix`` first, then always the first option."""

    def __init__(self, prefix: tuple[int, ...]) -> None:
        self.prefix = prefix
        self.made: list[int] = []
        self.widths: list[int] = []

    def choose(self, width: int) -> int:
        """One of ``width`` options."""
        index = len(self.made)
        if index >= MAX_CHOICES:
            raise _Stop
        pick = self.prefix[index] if index < len(self.prefix) else 0
        self.made.append(pick)
        self.widths.append(width)
        return pick

    def alternatives(self) -> Iterator[tuple[int, ...]]:
        """The prefixes that this run leaves to be tried."""
        for index in range(len(self.prefix), len(self.made)):
            for other in range(1, self.widths[index]):
                yield (*self.made[:index], other)


class Environ(dict[str, Any]):
    """A dict whose keys are decided on when somebody looks."""

    def __init__(self, choices: Choices, keys: tuple[str, ...]) -> None:
        super().__init__(SERVER_NAME="FCRUNTIME", SERVER_PORT="9000")
        self._choices = choices
        self._open = dict.fromkeys(keys)

    def _decide(self, key: object) -> None:
        if key in self._open:
            del self._open[key]
            options = _ALWAYS.get(key, _VALUES)
            value = options[self._choices.choose(len(options))]
            if value is not _ABSENT:
                super().__setitem__(key, value)

    def _decide_all(self) -> None:
        for key in list(self._open):
            self._decide(key)

    def __getitem__(self, key: str) -> Any:
        self._decide(key)
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._open.pop(key, None)
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self._decide(key)
        super().__delitem__(key)

    def __contains__(self, key: object) -> bool:
        self._decide(key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._decide_all()
        return super().__iter__()

    def __len__(self) -> int:
        self._decide_all()
        return super().__len__()

    def get(self, key: str, default: Any = None) -> Any:
        self._decide(key)
        return super().get(key, default)

    def pop(self, key: str, *default: Any) -> Any:
        self._decide(key)
        return super().pop(key, *default)

    def setdefault(self, key: str, default: Any = None) -> Any:
        self._decide(key)
        return super().setdefault(key, default)

    def keys(self) -> Any:
        self._decide_all()
        return super().keys()

    def items(self) -> Any:
        self._decide_all()
        return super().items()

    def values(self) -> Any:
        self._decide_all()
        return super().values()

    def copy(self) -> dict[str, Any]:
        self._decide_all()
        return dict(super().items())

    def update(self, *others: Any, **named: Any) -> None:
        for key, value in dict(*others, **named).items():
            self[key] = value


@dataclass
class Run:
    """One run: what it chose, and what went wrong."""

    choices: Choices
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    breaches: set[Breach] = field(default_factory=set)
    opened: Breach | None = None
    """The first chunk, if it went out without start_response."""
    ended: bool = False
    finished: bool = False
    """The run is over: what is left are generators that are thrown away."""
    missing: Breach | None = None
    """The exit without start_response, if the run came to one."""
    calls: int = 0
    chunk: bool = False
    stopped: bool = False
    exits: dict[types.FrameType | None, tuple[int, bool]] = field(default_factory=dict)
    yielded: int | None = None
    iterations: int = 0
    name_errors: int = 0
    namespace: dict[str, Any] = field(default_factory=dict)
    environ: Any = None
    asked: set[str] = field(default_factory=set)
    attempts: int = 0
    last: tuple[int, bool] | None = None

    # --- what instrumented code calls

    def on_return(self, line: int, value: Any) -> Any:
        self.exits[sys._getframe(1).f_back] = (line, value is not None)
        return value

    def on_delegation(
        self, line: int, function: Callable[..., Any], *args: Any, **named: Any
    ) -> Any:
        here, caller = sys._getframe(0), sys._getframe(1).f_back
        value = function(*args, **named)
        inner = self.exits.pop(here, None)
        passed = (*args, *named.values())
        if any(a is self.environ for a in passed) and any(a is self.start_response for a in passed):
            if inner is not None:
                self.exits[caller] = inner
                return value
            if isinstance(value, types.GeneratorType):
                self.exits.pop(caller, None)
                return value
        self.exits[caller] = (line, value is not None)
        return value

    def on_yield(self, line: int, value: Any) -> Any:
        self.yielded = line
        return value

    def on_yield_from(self, line: int, source: Any) -> Any:
        items = iter(source)
        if isinstance(items, types.GeneratorType) and items.gi_code.co_name != "<genexpr>":
            return items
        return self._marked(line, items)

    def _marked(self, line: int, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self.yielded = line
            yield item

    def on_iteration(self) -> None:
        self.iterations += 1
        if self.iterations > MAX_ITERATIONS:
            self.stopped = True
            raise _Stop

    # --- the unknown module

    def _may_raise(self, options: tuple[Any, ...]) -> Any:
        if self.finished:
            return options[0]
        if self.stopped:
            raise _Stop
        try:
            pick = self.choices.choose(len(options) + len(self.kinds))
        except _Stop:
            self.stopped = True
            raise
        if pick < len(options):
            return options[pick]
        kind = self.kinds[pick - len(options)]
        raise (self.namespace.get(kind) or getattr(__import__("builtins"), kind))("oracle")

    def flag(self, *_: Any) -> Any:
        return self._may_raise((True, False))

    def risky(self, *_: Any) -> Any:
        return self._may_raise(("x", None, "", 7))

    def value(self, *_: Any) -> Any:
        return self._may_raise((None, "x", "", "y", 7))

    def items(self, *_: Any) -> Any:
        return list(
            self._may_raise(
                ((), ("k",), ("k", ""), ("", "k"), ("k", "l"), ("", ""), ("l",), ("k", "k", "k"))
            )
        )

    # --- the server

    def start_response(self, *args: Any, **named: Any) -> Any:
        line = _line_of_caller()
        self.attempts += 1
        given = len(args) + len(named)
        exc_info = args[2] if len(args) > 2 else named.get("exc_info")
        if exc_info is None and not self.stopped:
            if self.calls:
                self.breaches.add(("FC203", line))
            if self.chunk:
                self.breaches.add(("FC204", line))
        names = ("status", "headers", "exc_info")[: len(args)]
        bad = (
            len(args) > 3
            or given < 2
            or any(n not in ("status", "headers", "exc_info") or n in names for n in named)
        )
        bad = bad or len(args) + ("status" in named) + ("headers" in named) < 2
        if bad or named:
            self.breaches.add(("FC205", line))
        if bad:
            raise TypeError("start_response")
        self.calls += 1
        status = args[0] if args else named["status"]
        headers = args[1] if len(args) > 1 else named["headers"]
        if not isinstance(status, str) or not re.fullmatch(r"[1-5]\d\d .+", status):
            self.breaches.add(("FC206", line))
        if type(headers) is not list or any(
            type(pair) is not tuple
            or len(pair) != 2
            or type(pair[0]) is not str
            or type(pair[1]) is not str
            for pair in headers
        ):
            self.breaches.add(("FC207", line))
        return self.write

    def write(self, data: Any) -> None:
        if type(data) is not bytes:
            self.breaches.add(("FC303", _line_of_caller()))

    def serve(self, handler: Callable[..., Any], definition: int) -> None:
        """Calls the handler and reads what it returns."""
        self._serve(handler, definition)
        if self.stopped:
            self.missing = self.opened = None

    def _serve(self, handler: Callable[..., Any], definition: int) -> None:
        frame = sys._getframe(0)
        body = self.call(handler)
        own = isinstance(body, types.GeneratorType) and frame not in self.exits
        line, _ = self.exits.pop(frame, (definition, False))
        if self.stopped:
            return
        if isinstance(body, str):
            self.breaches.add(("FC301", line))
        elif isinstance(body, bytes):
            self.breaches.add(("FC304", line))
        elif isinstance(body, dict):
            if body:
                self.breaches.add(("FC303", line))
        elif not hasattr(body, "__iter__"):
            self.breaches.add(("FC302", line))
        else:
            items = iter(body)
            lazy = isinstance(items, types.GeneratorType)
            first: int | None = None
            while True:
                self.yielded = None
                if lazy:
                    more, item = self.advance(items)
                    if not more:
                        break
                    if first is None:
                        first = self.yielded
                    where = self.yielded or line
                    if own and not self.calls and self.opened is None:
                        self.opened = ("FC202", first or line)
                else:
                    self._read(list(items), line)
                    break
                if self.stopped:
                    return
                if type(item) is not bytes:
                    self.breaches.add(("FC303", where))
                if item and isinstance(item, (bytes, str)):
                    self.chunk = True
            if own:
                ended = self.last
                if ended is not None and ended[1]:
                    self.breaches.add(("FC306", ended[0]))
                line = first or (ended[0] if ended else line)
        self.ended = True
        if not self.calls:
            self.missing = ("FC202", line)

    def call(self, handler: Callable[..., Any]) -> Any:
        here = sys._getframe(0)
        body = handler(self.environ, self.start_response)
        if here in self.exits:
            self.exits[here.f_back] = self.exits.pop(here)
        return body

    def advance(self, body: Any) -> tuple[bool, Any]:
        here = sys._getframe(0)
        try:
            return True, next(body)
        except StopIteration:
            return False, None
        finally:
            self.last = self.exits.pop(here, self.last)

    def _read(self, items: list[Any], line: int) -> None:
        if any(type(item) is not bytes for item in items):
            self.breaches.add(("FC303", line))


def _line_of_caller() -> int:
    frame: types.FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename != _PROGRAM:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else 0


class _Instrument(ast.NodeTransformer):
    """Tells the run about returns, yields and iterations; lines stay as they are."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node = self.generic_visit(node)  # type: ignore[assignment]
        last = ast.Return(_call("on_return", node.lineno, ast.Constant(None)))
        node.body.append(last)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        node.value = _returned(node.value or ast.Constant(None), node.lineno)
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        self.generic_visit(node)
        return ast.Yield(_call("on_yield", node.lineno, node.value or ast.Constant(None)))

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        self.generic_visit(node)
        return ast.YieldFrom(_call("on_yield_from", node.lineno, node.value))

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("on_iteration")))
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("on_iteration")))
        return node


def _returned(value: ast.expr, line: int) -> ast.expr:
    if isinstance(value, ast.IfExp):
        return ast.IfExp(value.test, _returned(value.body, line), _returned(value.orelse, line))
    if isinstance(value, ast.Call):
        call = _call("on_delegation", line, value.func, *value.args)
        call.keywords = value.keywords
        return call
    return _call("on_return", line, value)


def _call(name: str, *arguments: int | ast.expr) -> ast.Call:
    args = [ast.Constant(a) if isinstance(a, int) else a for a in arguments]
    return ast.Call(ast.Attribute(ast.Name("_run_", ast.Load()), name, ast.Load()), args, [])


@dataclass(frozen=True, slots=True)
class Observation:
    """What all runs together show. ``complete``: there is no input that was not tried."""

    breaches: frozenset[Breach]
    complete: bool
    runs: int
    stopped: int
    name_errors: int = 0


def execute(
    source: str, *, root: str = "handler", max_runs: int = MAX_RUNS, watch_names: bool = False
) -> Observation:
    """Runs ``source`` over its inputs, those with the fewest choices first."""
    tree = ast.parse(source, _PROGRAM)
    definition = _definition(tree, root)
    code = compile(ast.fix_missing_locations(_Instrument().visit(tree)), _PROGRAM, "exec")
    keys = tuple(dict.fromkeys(("HTTP_A", "HTTP_B", *_KEY.findall(source))))
    mentioned = {name for pair in _RAISED.findall(source) for name in pair if name}
    kinds = tuple(kind for kind in _KINDS if kind in mentioned or kind == "RuntimeError")
    pending: deque[tuple[int, ...]] = deque([()])
    breaches: set[Breach] = set()
    missing: set[Breach] = set()
    opened: set[Breach] = set()
    ever = ended = False
    runs = stopped = name_errors = 0
    while pending and runs < max_runs:
        run = Run(Choices(pending.popleft()), keys, kinds)
        runs += 1
        _execute_once(run, code, root, definition, watch_names)
        pending.extend(run.choices.alternatives())
        breaches |= run.breaches
        stopped += run.stopped
        name_errors += run.name_errors
        ever = ever or run.attempts > 0
        ended = ended or run.ended
        if run.missing:
            missing.add(run.missing)
        if run.opened:
            opened.add(run.opened)
    if not ended:  # a generator that always fails: nothing is told but how it began
        missing = opened
    if ever:
        breaches |= missing
    elif missing:
        breaches.add(("FC201", definition))
    return Observation(frozenset(breaches), not pending, runs, stopped, name_errors)


def _definition(tree: ast.Module, root: str) -> int:
    lines = [n.lineno for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == root]
    return lines[-1] if lines else 0


def _execute_once(
    run: Run, code: types.CodeType, root: str, definition: int, watch_names: bool
) -> None:
    run.environ = Environ(run.choices, run.keys)
    oracle = types.ModuleType("oracle")
    for name in ("flag", "risky", "value", "items"):
        setattr(oracle, name, getattr(run, name))
    run.start_response = run.start_response  # type: ignore[method-assign]  # one object
    sys.modules["oracle"] = oracle
    module = types.ModuleType("index")
    sys.modules["index"] = module
    run.namespace = module.__dict__
    run.namespace["_run_"] = run
    if watch_names:

        def trace(frame: types.FrameType, event: str, arg: Any) -> Any:
            if event == "call" and frame.f_code.co_filename == _PROGRAM:
                frame.f_trace_lines = False
                return trace
            if event == "exception" and issubclass(arg[0], NameError):
                run.name_errors += 1
            return trace if event != "call" else None

        sys.settrace(trace)
    # A generator that is thrown away may raise where nobody listens.
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        exec(code, run.namespace)
        run.serve(run.namespace[root], definition)
    except _Stop:
        run.stopped = True
    except KeyError as error:
        if not run.stopped and error.args and error.args[0] in run.keys:
            run.breaches.add(("FC401", _origin(error)))
    except BaseException:  # whatever a program raises is an answer
        pass
    finally:
        run.finished = True
        if watch_names:
            sys.settrace(None)
        sys.unraisablehook = hook
        del sys.modules["oracle"], sys.modules["index"]


def _origin(error: BaseException) -> int:
    line, entry = 0, error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_code.co_filename == _PROGRAM:
            line = entry.tb_lineno
        entry = entry.tb_next
    return line
