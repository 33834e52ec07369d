"""Expressions: names, conditionals, lambdas, await and yield.

Constants are in :mod:`literals`, containers in :mod:`displays`, operators in :mod:`operators`,
calls in :mod:`calls`, comprehensions in :mod:`comprehensions`.
Each function maps a node and a state to outcomes, in Python's order of evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.attributes import eval_attribute
from fclint.analysis.builtin.arithmetic import eval_binary
from fclint.analysis.builtin.displays import eval_dict, eval_list, eval_set, eval_tuple
from fclint.analysis.builtin.literals import (
    eval_concatenated,
    eval_float,
    eval_formatted,
    eval_imaginary,
    eval_integer,
    eval_string,
)
from fclint.analysis.builtin.operators import eval_boolean, eval_comparison, eval_unary
from fclint.analysis.builtin.subscripts import eval_subscript
from fclint.analysis.calls import eval_call
from fclint.analysis.comprehensions import (
    eval_dict_comp,
    eval_generator_exp,
    eval_list_comp,
    eval_set_comp,
)
from fclint.analysis.coroutines import awaited
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import Scope
from fclint.analysis.domain.shapes import (
    FALSE,
    NONE,
    TRUE,
    UNKNOWN,
    Address,
    FunctionShape,
    LibraryObject,
)
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Site
from fclint.analysis.generators import run_generator
from fclint.analysis.libraries import catalogue
from fclint.analysis.requests.taint import is_tainted
from fclint.values import Function, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

__all__ = ["EXPRESSIONS", "lookup_name", "make_function"]


# --- names


def eval_name(interp: Interpreter, node: cst.Name, state: State) -> list[Outcome]:
    """A variable."""
    return [(state, lookup_name(interp, state, node.value, node))]


_CONSTANTS = {"None": NONE, "True": TRUE, "False": FALSE, "__debug__": TRUE}


def lookup_name(interp: Interpreter, state: State, name: str, site: object) -> Value:
    """What a name means in the running frame: local, enclosing, module, builtin."""
    constant = _CONSTANTS.get(name)
    if constant is not None:
        return constant
    address: Address | None = interp.frame.scope
    info = interp.frame.info
    if info is not None and name in info.names.global_names:
        address = interp.program.module_scope(interp, state, info.module)
    while address is not None:
        scope = state.heap.get(address)
        if not isinstance(scope, Scope):
            return UNKNOWN
        found = scope.names.get(name)
        if found is not None:
            found = state.resolve(found)
            if found.term is None and is_tainted(found) and not scope.summary:
                # A join took its identity: without one no check could teach about it.
                found = interp.identified(state, found, site)
                state.mutable(address, Scope).names[name] = found
            return found
        if scope.open:
            return UNKNOWN
        if scope.parent is None:
            found = interp.program.module_name(interp, state, address, name)
            if found is not None:
                return state.resolve(found)
        address = scope.parent
    member = catalogue.lookup(f"builtins.{name}")
    if member is not None and not isinstance(member, catalogue.LibModule):
        return Value((LibraryObject(member.qualified),))
    return UNKNOWN


# --- conditionals, functions, generators


def eval_if_exp(interp: Interpreter, node: cst.IfExp, state: State) -> list[Outcome]:
    """``a if test else b``."""
    trues, falses = interp.branch(node.test, state)
    outcomes: list[Outcome] = []
    for each in bounded(trues, interp.width):
        outcomes.extend(interp.evaluate(node.body, each))
    for each in bounded(falses, interp.width):
        outcomes.extend(interp.evaluate(node.orelse, each))
    return outcomes


def eval_named(interp: Interpreter, node: cst.NamedExpr, state: State) -> list[Outcome]:
    """``name := value``."""
    from fclint.analysis.assignment import assign

    outcomes: list[Outcome] = []
    for after, value in interp.evaluate(node.value, state):
        named = interp.identified(after, value, node.target)
        saved = interp.frame.scope
        interp.frame.scope = interp.frame.walrus_scope or saved
        try:
            states = assign(interp, node.target, named, after)
        finally:
            interp.frame.scope = saved
        outcomes.extend((each, named) for each in states)
    return outcomes


def make_function(
    interp: Interpreter,
    node: cst.FunctionDef | cst.Lambda,
    state: State,
    qualified: str,
) -> list[Outcome]:
    """The function object a ``def`` or ``lambda`` evaluates to, its defaults evaluated."""
    params = node.params
    with_default = [
        each
        for each in (*params.posonly_params, *params.params, *params.kwonly_params)
        if each.default is not None
    ]
    frame = interp.frame
    info = interp.program.function(frame.module, frame.statement, node, qualified)
    defaults = [each.default for each in with_default if each.default is not None]
    outcomes: list[Outcome] = []
    for after, values in interp.evaluate_all(defaults, state):
        names = tuple(each.name.value for each in with_default)
        shape = FunctionShape(info, frame.closure_scope, tuple(zip(names, values, strict=True)))
        value = Value((shape,))
        if node in interp.wanted and node not in interp.closures:
            interp.closures[node] = (after.fork(), value)
        outcomes.append((after, value))
    return outcomes


def eval_lambda(interp: Interpreter, node: cst.Lambda, state: State) -> list[Outcome]:
    """``lambda x: x``."""
    outer = interp.frame.info
    prefix = f"{outer.qualified}.<locals>." if outer else ""
    return make_function(interp, node, state, f"{prefix}<lambda>")


def eval_await(interp: Interpreter, node: cst.Await, state: State) -> list[Outcome]:
    """``await x``: a coroutine of the project is run."""
    outcomes: list[Outcome] = []
    for after, value in interp.evaluate(node.expression, state):
        known = awaited(interp, after, value, node)
        if known is not None:
            outcomes += known
            continue
        interp.escape(after, value)
        interp.may_throw(after, node)
        outcomes.append((after, interp.opaque(after, node)))
    return outcomes


def eval_yield(interp: Interpreter, node: cst.Yield, state: State) -> list[Outcome]:
    """``yield x`` and ``yield from xs``: hands items to whatever iterates the generator."""
    on_yield = interp.frame.on_yield
    if on_yield is None:
        return [(state, UNKNOWN)]
    site: Site = interp.site(node)
    if isinstance(node.value, cst.From):
        outcomes: list[Outcome] = []

        def on_item(each: State, item: Value, inner: Site | None) -> list[State]:
            return on_yield(each, item, inner or site)

        for after, value in interp.evaluate(node.value.item, state):
            outcomes.extend(run_generator(interp, after, value, on_item, node))
        return outcomes
    values = interp.evaluate(node.value, state) if node.value else [(state, NONE)]
    return [
        (each, NONE)
        for after, value in values
        for each in bounded(on_yield(after, value, site), interp.width)
    ]


def eval_ellipsis(interp: Interpreter, node: cst.Ellipsis, state: State) -> list[Outcome]:
    """``...``."""
    return [(state, Value((Function("Ellipsis"),)))]


EXPRESSIONS: dict[type[cst.CSTNode], Callable[..., list[Outcome]]] = {
    cst.Integer: eval_integer,
    cst.Float: eval_float,
    cst.Imaginary: eval_imaginary,
    cst.SimpleString: eval_string,
    cst.ConcatenatedString: eval_concatenated,
    cst.FormattedString: eval_formatted,
    cst.Name: eval_name,
    cst.Tuple: eval_tuple,
    cst.List: eval_list,
    cst.Set: eval_set,
    cst.Dict: eval_dict,
    cst.IfExp: eval_if_exp,
    cst.NamedExpr: eval_named,
    cst.Lambda: eval_lambda,
    cst.Await: eval_await,
    cst.Yield: eval_yield,
    cst.Ellipsis: eval_ellipsis,
    cst.Attribute: eval_attribute,
    cst.Call: eval_call,
    cst.Subscript: eval_subscript,
    cst.BinaryOperation: eval_binary,
    cst.BooleanOperation: eval_boolean,
    cst.Comparison: eval_comparison,
    cst.UnaryOperation: eval_unary,
    cst.ListComp: eval_list_comp,
    cst.SetComp: eval_set_comp,
    cst.DictComp: eval_dict_comp,
    cst.GeneratorExp: eval_generator_exp,
}
