"""Statements: assignment, branches, loops, return, definitions, imports.

``try``, ``with`` and ``raise`` are in :mod:`trying`, ``match`` in :mod:`matching`. Each function
maps a node and states to the states that complete normally; other completions go to ``done``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.attributes import set_attribute
from fclint.analysis.calls import call, eval_arguments, hands_on_request
from fclint.analysis.classes import define_class
from fclint.analysis.completions import Completions
from fclint.analysis.expressions import make_function
from fclint.analysis.functions import Exit, FunctionInfo, Return
from fclint.analysis.heap import EnvironObject, ListObject, Scope
from fclint.analysis.iteration import known_items
from fclint.analysis.joins import bounded, union
from fclint.analysis.loops import execute_for, execute_while
from fclint.analysis.matching import execute_match
from fclint.analysis.operators import apply
from fclint.analysis.shapes import NONE, Address, Ref
from fclint.analysis.state import State
from fclint.analysis.subscripts import delete_item, item_of, set_item
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


def execute_assign(
    interp: Interpreter, node: cst.Assign, states: list[State], done: Completions
) -> list[State]:
    """``a = b = value``."""
    after_all: list[State] = []
    for state in states:
        for after, value in interp.evaluate(node.value, state):
            targets = [after]
            for target in node.targets:
                targets = [
                    each for before in targets for each in assign(interp, target.target, value, before)
                ]
            after_all.extend(targets)
    return after_all


def execute_annotated(
    interp: Interpreter, node: cst.AnnAssign, states: list[State], done: Completions
) -> list[State]:
    """``a: int = value``; without a value nothing happens."""
    if node.value is None:
        return states
    return [
        each
        for state in states
        for after, value in interp.evaluate(node.value, state)
        for each in assign(interp, node.target, value, after)
    ]


def execute_augmented(
    interp: Interpreter, node: cst.AugAssign, states: list[State], done: Completions
) -> list[State]:
    """``a += value``: a list is changed in place, other values are replaced."""
    after_all: list[State] = []
    for state in states:
        for before, old in interp.evaluate(node.target, state):
            for after, value in interp.evaluate(node.value, before):
                if isinstance(node.operator, (cst.AddAssign, cst.BitOrAssign)) and _in_place(
                    interp, after, old, value
                ):
                    after_all.append(after)
                    continue
                for last, new in apply(interp, after, node.operator, old, value, node):
                    after_all.extend(assign(interp, node.target, new, last))
    return after_all


def _in_place(interp: Interpreter, state: State, old: Value, value: Value) -> bool:
    """``list += items``, ``dict |= other``."""
    if len(old.shapes) != 1 or not isinstance(old.shapes[0], Ref):
        return False
    from fclint.analysis.builtin_methods import extend
    from fclint.analysis.heap import DictObject
    from fclint.analysis.mappings import update_from

    address = old.shapes[0].address
    thing = state.heap.get(address)
    if isinstance(thing, ListObject):
        extend(interp, state, address, value)
        return True
    if isinstance(thing, DictObject):
        update_from(state, state.mutable(address, DictObject), value)
        return True
    if isinstance(thing, EnvironObject):
        update_from(state, state.mutable(address, EnvironObject), value)
        return True
    return False


# --- assignment targets


def assign(interp: Interpreter, target: cst.CSTNode, value: Value, state: State) -> list[State]:
    """Assigns ``value`` to a target of any form."""
    match target:
        case cst.Name(value=name):
            bind_name(interp, state, name, interp.identified(state, value, target))
            return [state]
        case cst.Attribute(value=owner, attr=attr):
            return [
                each
                for after, owner_value in interp.evaluate(owner, state)
                for each in set_attribute(interp, after, owner_value, attr.value, value, target)
            ]
        case cst.Subscript():
            return set_item(interp, target, value, state)
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return _unpack(interp, list(elements), value, state, target)
        case cst.StarredElement(value=inner):
            return assign(interp, inner, value, state)
    return [state]


def _unpack(
    interp: Interpreter,
    elements: list[cst.BaseElement],
    value: Value,
    state: State,
    node: cst.CSTNode,
) -> list[State]:
    """``a, *b, c = value``."""
    items = known_items(interp, state, value)
    star = next((i for i, e in enumerate(elements) if isinstance(e, cst.StarredElement)), None)
    if items is None:
        interp.may_throw(state, node, "builtins.ValueError")
        item = item_of(interp, state, value)
        values = [item] * len(elements)
        if star is not None:
            values[star] = Value((Ref(state.allocate(elements[star], ListObject("list", None, item))),))
    elif star is None:
        if len(items) != len(elements):
            interp.throw(state, node, "builtins.ValueError")
            return []
        values = list(items)
    else:
        tail = len(elements) - star - 1
        if len(items) < len(elements) - 1:
            interp.throw(state, node, "builtins.ValueError")
            return []
        middle = list(items[star : len(items) - tail])
        rest = Value((Ref(state.allocate(elements[star], ListObject("list", middle))),))
        values = [*items[:star], rest, *(items[len(items) - tail :] if tail else ())]
    states = [state]
    for element, each in zip(elements, values, strict=True):
        states = [
            after for before in states for after in assign(interp, element.value, each, before)
        ]
    return states


def bind_name(interp: Interpreter, state: State, name: str, value: Value) -> None:
    """Binds a variable of the running frame, by ``global`` and ``nonlocal`` elsewhere."""
    address = scope_of(interp, state, name)
    if address is None:
        return
    scope = state.mutable(address, Scope)
    if scope.summary and name in scope.names:
        value = union((scope.names[name], value))
    scope.names[name] = value


def scope_of(interp: Interpreter, state: State, name: str) -> Address | None:
    """The scope in which an assignment to ``name`` binds."""
    frame = interp.frame
    info = frame.info
    if info is not None and name in info.names.global_names:
        return interp.program.module_scope(interp, state, info.module)
    if info is not None and name in info.names.nonlocal_names:
        scope = state.heap.get(frame.scope)
        address = scope.parent if isinstance(scope, Scope) else None
        while address is not None:
            scope = state.heap.get(address)
            if not isinstance(scope, Scope):
                return None
            if name in scope.names:
                return address
            address = scope.parent
        return None
    return frame.scope


def execute_del(
    interp: Interpreter, node: cst.Del, states: list[State], done: Completions
) -> list[State]:
    """``del a, b[c], d.e``."""
    targets: list[cst.BaseExpression] = [node.target]
    if isinstance(node.target, (cst.Tuple, cst.List)):
        targets = [element.value for element in node.target.elements]
    for target in targets:
        states = [after for state in states for after in _delete(interp, target, state)]
    return states


def _delete(interp: Interpreter, target: cst.BaseExpression, state: State) -> list[State]:
    if isinstance(target, cst.Subscript):
        return delete_item(interp, target, state)
    if isinstance(target, cst.Name):
        address = scope_of(interp, state, target.value)
        if address is not None:
            state.mutable(address, Scope).names.pop(target.value, None)
    return [state]


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
            after_all.extend(execute_block(interp, current.body, bounded(trues), done))
        states = bounded(falses)
        current = current.orelse
    after_all.extend(states)
    return bounded(after_all)


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
            delegates = hands_on_request(after, arguments)
            inner = call(interp, after, callee, arguments, expression, tail=delegates)
            returns.extend(_through(interp, each, node, delegates) for each in inner)
    return returns


def _through(interp: Interpreter, inner: Return, node: cst.CSTNode, delegates: bool) -> Return:
    """A helper's return seen from its caller: its own exit only where it is the handler now."""
    if delegates and inner.exit.unit.node is not None and inner.exit.unit is not interp.frame.info:
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
    interp: Interpreter, state: State, decorators: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> list[tuple[State, Value]]:
    """Calls decorators from the innermost outwards."""
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.library_calls import decorate

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
            after for state in states for after in interp.program.import_module(interp, alias, state)
        ]
    return states


def execute_import_from(
    interp: Interpreter, node: cst.ImportFrom, states: list[State], done: Completions
) -> list[State]:
    """``from .a import b as c``."""
    return [
        after for state in states for after in interp.program.import_names(interp, node, state)
    ]


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
