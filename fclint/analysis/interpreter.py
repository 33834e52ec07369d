"""The interpreter: executes a program's syntax over abstract values.

``evaluate`` maps a state to outcomes (state, value), ``execute`` maps states to completions,
exceptions travel through the frame's sink. The modules beside this one hold what each kind of
expression and statement does; this one holds what they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import recording
from fclint.analysis.arguments import Arguments
from fclint.analysis.attributes import attribute, truth_by_method
from fclint.analysis.calls import call
from fclint.analysis.cost import DEPTH, FORKS, IMPORTING_CAP, Budget, for_handler
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Completions, OnItem, Outcome
from fclint.analysis.domain.exceptions import Raised, crowd
from fclint.analysis.domain.joins import merged
from fclint.analysis.domain.learning import split
from fclint.analysis.domain.shapes import Address, constant_of
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import EnvironKey, Unfollowed, is_unfollowed
from fclint.analysis.escape import escape
from fclint.analysis.expressions import EXPRESSIONS
from fclint.analysis.functions import Frame, FunctionInfo, Site
from fclint.analysis.iteration import iterate
from fclint.analysis.statements import STATEMENTS
from fclint.events import Cause
from fclint.targets import Conditions, Target
from fclint.values import Bool, Bytes, Float, Int, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.modules import Program
    from fclint.analysis.requests.asking import Asking


class Interpreter:
    """Executes one module's handlers. Not shared between modules that are linted."""

    def __init__(
        self, program: Program, target: Target, conditions: Conditions | None = None
    ) -> None:
        self.program = program
        self.target = target
        self.conditions = conditions or Conditions()
        """What the deployed function is like, beside its target."""
        self.catching = 0
        """How many try statements and managers that may catch are active."""
        self.budget = for_handler()
        self.forks = 0
        """How many outcomes the expressions of the running statement have had beyond one each."""
        self.is_importing = False
        """Whether a module's top level is being executed."""
        self.loops = 0
        """How many loops that go to a fixpoint are under way."""
        self.recorder: recording.Recorder | None = None
        self.asking: Asking | None = None
        """Notes what the handler asks of the request, where that is wanted."""
        self._frame: Frame | None = None
        self.closures: dict[cst.CSTNode, tuple[State, Value]] = {}
        """The first closure made of each candidate definition that is being looked for."""
        self.wanted: frozenset[cst.CSTNode] = frozenset()

    # --- frames

    @property
    def frame(self) -> Frame:
        """The activation that is running."""
        assert self._frame is not None
        return self._frame

    def enter(self, frame: Frame | None) -> Frame | None:
        """Makes ``frame`` the running one; gives the one before, to be restored."""
        before, self._frame = self._frame, frame
        return before

    def site(self, node: cst.CSTNode) -> Site:
        """The site of a node of the running code."""
        return self.frame.site(node)

    # --- expressions

    def evaluate(self, node: cst.CSTNode, state: State) -> list[Outcome]:
        """Evaluates an expression; exceptions go to the sink."""
        handler = EXPRESSIONS.get(type(node))
        if handler is None:
            return [(state, self.opaque(state, node))]
        outcomes = handler(self, node, state)
        if len(outcomes) > 1:
            self.forks += len(outcomes) - 1
            if self.forks > FORKS:
                return merged(outcomes)
        return outcomes

    def evaluate_all(
        self, nodes: Sequence[cst.CSTNode], state: State
    ) -> list[tuple[State, tuple[Value, ...]]]:
        """Evaluates expressions in order."""
        done: list[tuple[State, tuple[Value, ...]]] = [(state, ())]
        for node in nodes:
            done = [
                (after, (*values, value))
                for before, values in done
                for after, value in self.evaluate(node, before)
            ]
        return done

    def opaque(self, state: State, site: object, of: Sequence[Value] = ()) -> Value:
        """A fresh value of which nothing is known but its identity, and ``of`` what it was made."""
        symbol = state.symbol(site)
        if any(map(is_unfollowed, of)):
            symbol = Unfollowed(symbol.site, symbol.count)
        return Value((Unknown(),), symbol)

    def identified(self, state: State, value: Value, site: object) -> Value:
        """The value with an identity, so that tests can teach about it."""
        if value.term is not None:
            return self.distinct(state, value, site)
        if len(value.shapes) == 1 and not _vague(value):
            return value
        named = Value(value.shapes, state.symbol(site))
        known = state.sites.provenance
        return named if known is None else known.named(state, value, named)

    def distinct(self, state: State, value: Value, site: object) -> Value:
        """A key that was any of environ's as one of them; every other value as it is."""
        term = value.term
        if isinstance(term, EnvironKey) and term.identity is None:
            return Value(value.shapes, EnvironKey(term.address, state.symbol(site)))
        return value

    def branch(self, node: cst.BaseExpression, state: State) -> tuple[list[State], list[State]]:
        """Evaluates a test: the states where it is true, and those where it is false."""
        if isinstance(node, cst.BooleanOperation):
            return self._branch_boolean(node, state)
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            true, false = self.branch(node.expression, state)
            return false, true
        trues: list[State] = []
        falses: list[State] = []
        for after, value in self.evaluate(node, state):
            for outcome, value_after in self.truth_outcomes(after, value, node):
                true_state, false_state = split(outcome, value_after, self.site(node))
                if true_state is not None:
                    trues.append(true_state)
                if false_state is not None:
                    falses.append(false_state)
        return trues, falses

    def truth_outcomes(self, state: State, value: Value, node: cst.CSTNode) -> list[Outcome]:
        """Calls ``__bool__`` or ``__len__`` of the project's instances where they have one."""
        return truth_by_method(self, state, value, node)

    def _branch_boolean(
        self, node: cst.BooleanOperation, state: State
    ) -> tuple[list[State], list[State]]:
        """``a and b``, ``a or b``; a long chain leans to the left and is walked, not recursed."""
        chain: list[cst.BooleanOperation] = []
        current: cst.BaseExpression = node
        while isinstance(current, cst.BooleanOperation):
            chain.append(current)
            current = current.left
        trues, falses = self.branch(current, state)
        for operation in reversed(chain):
            is_and = isinstance(operation.operator, cst.And)
            going, decided = (trues, falses) if is_and else (falses, trues)
            next_trues: list[State] = []
            next_falses: list[State] = []
            for each in going:
                true, false = self.branch(operation.right, each)
                next_trues.extend(true)
                next_falses.extend(false)
            (next_falses if is_and else next_trues).extend(decided)
            trues, falses = bounded(next_trues), bounded(next_falses)
        return trues, falses

    # --- statements

    def execute(self, statements: Sequence[cst.CSTNode], states: list[State]) -> Completions:
        """Executes statements in order."""
        done = Completions()
        for statement in statements:
            if not states:
                break
            handler = STATEMENTS.get(type(statement))
            if handler is None:
                continue
            if not self.spend(len(states)):
                states = []
                break
            before = len(states)
            outer, self.forks = self.forks, 0
            states = handler(self, statement, states, done)
            self.forks = outer
            if len(states) > max(1, before) or len(states) > self.width:
                states = bounded(states, self.width)
        done.normal = states
        return done

    # --- cost

    @property
    def width(self) -> int:
        """How many states may go on side by side here."""
        if self.is_importing:
            return IMPORTING_CAP
        frame = self.frame
        return self.budget.width(self.loops, own=frame.is_handler or frame.info is None)

    @property
    def room(self) -> int:
        """How many exceptions may be under way side by side here."""
        return 2 * self.width

    def spend(self, states: int) -> bool:
        """Pays for executing something in so many states. False where the analysis gives up:
        nothing is then said of what follows."""
        frame = self.frame
        if self.budget.spend(states, own=frame.is_handler or frame.info is None):
            return True
        self.note_escape()
        return False

    # --- exceptions

    def throw(
        self,
        state: State,
        node: cst.CSTNode,
        name: str | None = None,
        *,
        cause: Cause | None = None,
        cls: Address | None = None,
        value: Value | None = None,
    ) -> None:
        """The path ends here with an exception. The caller must not go on with ``state``."""
        if cause is None and not self.catching:
            return
        self.rethrow(Raised(state, name, cls, value, self.site(node), cause))

    def may_throw(
        self,
        state: State,
        node: cst.CSTNode,
        name: str | None = None,
        *,
        cause: Cause | None = None,
        raising: State | None = None,
        of: Sequence[Value] = (),
    ) -> None:
        """An exception may be raised here; ``state`` goes on where it is not. ``raising`` knows
        what holds where it is. ``of``: the operands that may be the reason."""
        if any(map(is_unfollowed, of)):
            return
        known = state.sites.provenance
        if cause is None and not self.catching:
            if known is not None:
                state.grant(known.completed(node), True)
            return
        other = state.fork() if raising is None else raising
        if known is not None:
            state.grant(known.completed(node), True)
        what = f"raises {name.removeprefix('builtins.')}" if name else "raises an exception"
        other.decide(self.site(node), what)
        self.throw(other, node, name, cause=cause)

    def rethrow(self, raised: Raised) -> None:
        """An exception under way reaches the running frame."""
        if raised.cause is None and not self.catching:
            return
        sink = self.frame.sink
        sink.append(raised)
        if len(sink) > 64:
            sink[:] = crowd(sink)

    # --- what other modules add

    def call(
        self, state: State, callee: Value, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome]:
        """Calls a value; see :mod:`fclint.analysis.calls`."""
        return [(each.state, each.value) for each in call(self, state, callee, arguments, node)]

    def iterate(
        self, state: State, value: Value, on_item: OnItem, node: cst.CSTNode
    ) -> list[State]:
        """Iterates over a value; see :mod:`fclint.analysis.iteration`."""
        return iterate(self, state, value, on_item, node)

    def attribute(self, state: State, value: Value, name: str, node: cst.CSTNode) -> list[Outcome]:
        """``value.name``; see :mod:`fclint.analysis.attributes`."""
        return attribute(self, state, value, name, node)

    def escape(self, state: State, *values: Value) -> None:
        """Unknown code gets hold of values; see :mod:`fclint.analysis.escape`."""
        escape(self, state, values)

    def suspend(
        self, budget: Budget
    ) -> tuple[Frame | None, recording.Recorder | None, int, Budget, bool]:
        """Sets the run aside, to execute a module's top level in between, as far as ``budget``
        goes."""
        saved = (self._frame, self.recorder, self.catching, self.budget, self.is_importing)
        self.recorder, self.catching, self.is_importing = None, 0, True
        self.budget = budget
        return saved

    def resume(
        self, saved: tuple[Frame | None, recording.Recorder | None, int, Budget, bool]
    ) -> None:
        """Goes on with the run that was set aside."""
        self._frame, self.recorder, self.catching, self.budget, self.is_importing = saved

    # --- what the run is told

    def start_response(
        self, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome]:
        """start_response is called."""
        return recording.start_response_called(self, state, arguments, node)

    def write(self, state: State, arguments: Arguments, node: cst.CSTNode) -> list[Outcome]:
        """The legacy write() is called."""
        return recording.write_called(self, state, arguments, node)

    def foreign_application(self, state: State, environ: Value, node: cst.CSTNode) -> list[Outcome]:
        """A framework's application is called with the request."""
        return recording.foreign_application_called(self, state, environ, node)

    def note_escape(self) -> None:
        """Unknown code got start_response."""
        recording.escape_noted(self)

    def note_delegated(self, info: FunctionInfo) -> None:
        """A function is the handler from here on."""
        recording.delegated(self, info)

    def note_key(
        self, state: State, address: Address, key: str, node: cst.CSTNode, operation: str
    ) -> None:
        """A key of environ is asked for."""
        recording.key_read(self, state, address, key, node, operation)
        if self.asking is not None:
            self.asking.read(state, address, key)

    def note_request_used(self, qualified: str, state: State, value: Value) -> None:
        """A library function, or the attribute of an object, is applied to ``value``, which may be
        an object of the request: that tells what kind of handler this is."""
        if self.recorder is not None:
            recording.request_used(self.recorder, qualified, state, value)

    def note_called(self, info: FunctionInfo) -> None:
        """A function of the project is called otherwise than as the handler."""
        if self.recorder is not None:
            self.recorder.written.called.add(info)

    def note_reached(self, info: FunctionInfo) -> None:
        """A function of the project is called."""
        if self.recorder is not None:
            self.recorder.reached[info] = None
        elif self.is_importing:
            self.program.note_imported(info)

    def exhausted(self) -> bool:
        """Whether the budget is spent or calls nest too deeply to follow another one."""
        return self.budget.is_spent or self.frame.depth >= DEPTH

    def gives_up(self) -> bool:
        """Whether a call that could be followed ends the path instead, as nothing that it decides
        may be reported."""
        if not (self.budget.is_spent and self.budget.silent):
            return False
        self.note_escape()
        return True

    def active(self, info: FunctionInfo) -> int:
        """How many activations of a function are under way."""
        count = 0
        frame = self._frame
        while frame is not None:
            count += frame.info is info
            frame = frame.caller
        return count


def _vague(value: Value) -> bool:
    """Whether tests can still teach something about a value of one shape."""
    shape = value.shapes[0]
    return isinstance(shape, (Unknown, Bool, Bytes, Float, Int, Str)) and not constant_of(shape)[0]
