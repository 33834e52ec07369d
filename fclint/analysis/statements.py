"""Statements: assignment, branches, loops, return, definitions, imports.

``try``, ``with`` and ``raise`` are in :mod:`trying`, ``match`` in :mod:`matching`. Each function
maps a node and states to the states that complete normally; other completions go to ``done``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.assignment import (
    bind_name,
    execute_annotated,
    execute_assign,
    execute_augmented,
    execute_del,
)
from fclint.analysis.calls import call, eval_arguments, hands_on_request
from fclint.analysis.classes import define_class
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Completions
from fclint.analysis.domain.shapes import NONE
from fclint.analysis.domain.state import State
from fclint.analysis.expressions import make_function
from fclint.analysis.functions import Exit, FunctionInfo, Return
from fclint.analysis.loops import execute_for, execute_while
from fclint.analysis.matching import execute_match
from fclint.analysis.trying import execute_raise, execute_try, execute_with
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

Execute = Callable[["Interpreter", cst.CSTNode, list[State], Completions], list[State]]


# --- blocks and simple statements


def execute_block(
    interp: Interpreter, body: cst.BaseSuite, states: list[State], done: Completions
) -> list[State]:
    """The statements of an indented block or of a suite on one line."""
    inner = interp.execute(body.body, states)
    done.absorb(inner)
    return inner.normal


def execute_line(
    interp: Interpreter, node: cst.SimpleStatementLine, states: list[State], done: Completions
) -> list[State]:
    """``a; b; c``."""
    inner = interp.execute(node.body, states)
    done.absorb(inner)
    return inner.normal


def execute_expression(
    interp: Interpreter, node: cst.Expr, states: list[State], done: Completions
) -> list[State]:
    """An expression for its effects."""
    return [after for state in states for after, _ in interp.evaluate(node.value, state)]


def execute_pass(
    interp: Interpreter, node: cst.CSTNode, states: list[State], done: Completions
) -> list[State]:
    """``pass``, ``global``, ``nonlocal``, ``type X = ...``: nothing happens."""
    return states


# --- branches


def execute_if(
    interp: Interpreter, node: cst.If, states: list[State], done: Completions
) -> list[State]:
    """``if``/``elif``/``else``; a long chain of elifs is walked, not recursed."""
    after_all: list[State] = []
    current: cst.If | cst.Else | None = node
    while current is not None and states:
        if isinstance(current, cst.Else):
            after_all.extend(execute_block(interp, current.body, states, done))
            states = []
            break
        trues: list[State] = []
        falses: list[State] = []
        for state in states:
            true, false = interp.branch(current.test, state)
            trues.extend(true)
            falses.extend(false)
        if trues:
            after_all.extend(
                execute_block(interp, current.body, bounded(trues, interp.width), done)
            )
        states = bounded(falses, interp.width)
        current = current.orelse
    after_all.extend(states)
    return bounded(after_all, interp.width)


def execute_assert(
    interp: Interpreter, node: cst.Assert, states: list[State], done: Completions
) -> list[State]:
    """``assert test, message``: the message is evaluated only where the test fails."""
    after_all: list[State] = []
    for state in states:
        trues, falses = interp.branch(node.test, state)
        after_all.extend(trues)
        for failed in falses:
            outcomes = [(failed, NONE)]
            if node.msg is not None:
                outcomes = interp.evaluate(node.msg, failed)
            for after, _ in outcomes:
                interp.throw(after, node, "builtins.AssertionError")
    return after_all


# --- leaving


def execute_return(
    interp: Interpreter, node: cst.Return, states: list[State], done: Completions
) -> list[State]:
    """``return value``."""
    for state in states:
        if node.value is None:
            done.returns.append(Return(state, NONE, _exit(interp, node)))
        else:
            done.returns.extend(evaluate_return(interp, node.value, node, state))
    return []


def _exit(interp: Interpreter, node: cst.CSTNode) -> Exit:
    info = interp.frame.info
    if info is None:
        frame = interp.frame
        info = FunctionInfo(frame.module, frame.statement, None, "<module>")
    return Exit(info, node)


def evaluate_return(
    interp: Interpreter, expression: cst.BaseExpression, node: cst.CSTNode, state: State
) -> list[Return]:
    """The returns of ``return expression``. Where it hands environ and start_response on to a
    known function, that function is the handler from there on, and its exits are the exits."""
    if isinstance(expression, cst.IfExp):
        trues, falses = interp.branch(expression.test, state)
        return [
            *(r for each in trues for r in evaluate_return(interp, expression.body, node, each)),
            *(r for each in falses for r in evaluate_return(interp, expression.orelse, node, each)),
        ]
    if not isinstance(expression, cst.Call):
        exit_ = _exit(interp, node)
        return [Return(after, value, exit_) for after, value in interp.evaluate(expression, state)]
    returns: list[Return] = []
    for before, callee in interp.evaluate(expression.func, state):
        for after, arguments in eval_arguments(interp, expression.args, before):
            # What a generator returns is nobody's answer.
            own = interp.frame.info is None or not interp.frame.info.is_generator
            delegates = own and hands_on_request(after, arguments)
            inner = call(interp, after, callee, arguments, expression, tail=delegates)
            returns.extend(_through(interp, each, node, delegates) for each in inner)
    return returns


def _through(interp: Interpreter, inner: Return, node: cst.CSTNode, delegates: bool) -> Return:
    """A helper's return seen from its caller: its own exit only where it is the handler now."""
    is_inner = inner.exit.unit is not interp.frame.info or isinstance(inner.exit.node, cst.Return)
    if delegates and inner.exit.unit.node is not None and is_inner:
        if interp.recorder is not None:
            interp.recorder.written.delegating.add(node)
        return inner
    exit_ = _exit(interp, node)
    if inner.exit.node is not None and inner.exit.unit is not interp.frame.info:
        return Return(inner.state, inner.value, Exit(exit_.unit, node, helper=inner.exit.site))
    return Return(inner.state, inner.value, exit_)


def execute_break(
    interp: Interpreter, node: cst.Break, states: list[State], done: Completions
) -> list[State]:
    """``break``."""
    done.breaks.extend(states)
    return []


def execute_continue(
    interp: Interpreter, node: cst.Continue, states: list[State], done: Completions
) -> list[State]:
    """``continue``."""
    done.continues.extend(states)
    return []


# --- definitions and imports


def execute_def(
    interp: Interpreter, node: cst.FunctionDef, states: list[State], done: Completions
) -> list[State]:
    """``def``, with its decorators applied from the innermost outwards."""
    after_all: list[State] = []
    qualified = _qualified(interp, node.name.value)
    for state in states:
        decorators = [each.decorator for each in node.decorators]
        for before, functions in interp.evaluate_all(decorators, state):
            for after, value in make_function(interp, node, before, qualified):
                for last, decorated in apply_decorators(interp, after, functions, value, node):
                    if node in interp.wanted and functions:
                        interp.closures[node] = (last.fork(), decorated)
                    bind_name(interp, last, node.name.value, decorated)
                    after_all.append(last)
    return after_all


def apply_decorators(
    interp: Interpreter,
    state: State,
    decorators: tuple[Value, ...],
    value: Value,
    node: cst.CSTNode,
) -> list[tuple[State, Value]]:
    """Calls decorators from the innermost outwards."""
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.libraries.calling import decorate

    outcomes = [(state, value)]
    for decorator in reversed(decorators):
        following: list[tuple[State, Value]] = []
        for before, decorated in outcomes:
            known = decorate(interp, before, decorator, decorated)
            if known is not None:
                following.append((before, known))
            else:
                following.extend(interp.call(before, decorator, Arguments((decorated,)), node))
        outcomes = following
    return outcomes


def _qualified(interp: Interpreter, name: str) -> str:
    frame = interp.frame
    if frame.info is not None and frame.enclosing is None:
        return f"{frame.info.qualified}.<locals>.{name}"
    return f"{frame.class_name}.{name}" if frame.class_name else name


def execute_class(
    interp: Interpreter, node: cst.ClassDef, states: list[State], done: Completions
) -> list[State]:
    """``class``."""
    after_all: list[State] = []
    qualified = _qualified(interp, node.name.value)
    for state in states:
        for before, decorators in interp.evaluate_all(
            [each.decorator for each in node.decorators], state
        ):
            for after, value in define_class(interp, node, qualified, before):
                for last, decorated in apply_decorators(interp, after, decorators, value, node):
                    bind_name(interp, last, node.name.value, decorated)
                    after_all.append(last)
    return after_all


def execute_import(
    interp: Interpreter, node: cst.Import, states: list[State], done: Completions
) -> list[State]:
    """``import a.b as c``."""
    for alias in node.names:
        states = [
            after
            for state in states
            for after in interp.program.import_module(interp, alias, state)
        ]
    return states


def execute_import_from(
    interp: Interpreter, node: cst.ImportFrom, states: list[State], done: Completions
) -> list[State]:
    """``from .a import b as c``."""
    return [after for state in states for after in interp.program.import_names(interp, node, state)]


STATEMENTS: dict[type[cst.CSTNode], Callable[..., list[State]]] = {
    cst.SimpleStatementLine: execute_line,
    cst.Expr: execute_expression,
    cst.Pass: execute_pass,
    cst.Assign: execute_assign,
    cst.AnnAssign: execute_annotated,
    cst.AugAssign: execute_augmented,
    cst.Del: execute_del,
    cst.If: execute_if,
    cst.Assert: execute_assert,
    cst.Return: execute_return,
    cst.Break: execute_break,
    cst.Continue: execute_continue,
    cst.FunctionDef: execute_def,
    cst.ClassDef: execute_class,
    cst.Import: execute_import,
    cst.ImportFrom: execute_import_from,
    cst.For: execute_for,
    cst.While: execute_while,
    cst.Try: execute_try,
    cst.TryStar: execute_try,
    cst.With: execute_with,
    cst.Raise: execute_raise,
    cst.Match: execute_match,
}
