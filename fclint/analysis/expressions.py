"""Expressions: names, constants, displays, conditionals, lambdas, await and yield.

Operators are in :mod:`operators`, calls in :mod:`calls`, comprehensions in :mod:`comprehensions`.
Each function maps a node and a state to outcomes, in Python's order of evaluation.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import library
from fclint.analysis.arithmetic import eval_binary
from fclint.analysis.attributes import eval_attribute
from fclint.analysis.calls import eval_call
from fclint.analysis.completions import Outcome
from fclint.analysis.comprehensions import (
    eval_dict_comp,
    eval_generator_exp,
    eval_list_comp,
    eval_set_comp,
)
from fclint.analysis.environ import environ_of
from fclint.analysis.functions import Site
from fclint.analysis.generators import run_generator
from fclint.analysis.heap import DictObject, EnvironObject, ListObject, Scope
from fclint.analysis.iteration import known_items
from fclint.analysis.joins import bounded, optional_union, union
from fclint.analysis.mappings import put, update_from
from fclint.analysis.operators import eval_boolean, eval_comparison, eval_unary
from fclint.analysis.shapes import (
    FALSE,
    INT,
    NONE,
    STR,
    TRUE,
    UNKNOWN,
    Address,
    FunctionShape,
    LibraryObject,
    Ref,
    integer,
    known_text,
    raw,
    text,
)
from fclint.analysis.state import State
from fclint.analysis.subscripts import eval_subscript
from fclint.analysis.taint import is_tainted
from fclint.analysis.text import NUMERAL_LIMIT, formatted, join_text
from fclint.values import Float, Function, Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

__all__ = ["EXPRESSIONS", "lookup_name", "make_function"]


# --- constants


def eval_integer(interp: Interpreter, node: cst.Integer, state: State) -> list[Outcome]:
    """``42``, ``0x2a``, ``1_000``."""
    if len(node.value) > NUMERAL_LIMIT:
        return [(state, INT)]
    try:
        return [(state, integer(int(node.value.replace("_", ""), 0)))]
    except ValueError:
        return [(state, UNKNOWN)]


def eval_float(interp: Interpreter, node: cst.Float, state: State) -> list[Outcome]:
    """``1.5``."""
    return [(state, Value((Float(float(node.value.replace("_", ""))),)))]


def eval_imaginary(interp: Interpreter, node: cst.Imaginary, state: State) -> list[Outcome]:
    """``2j``."""
    return [(state, Value((Float(),)))]


def eval_string(interp: Interpreter, node: cst.SimpleString, state: State) -> list[Outcome]:
    """``'text'``, ``b'bytes'``."""
    return [(state, _literal(node.value))]


@lru_cache(maxsize=1024)
def _literal(source: str) -> Value:
    """A literal's value; the same one is evaluated in many states."""
    try:
        value = ast.literal_eval(source)
    except (ValueError, SyntaxError):
        return UNKNOWN
    return raw(value) if isinstance(value, bytes) else text(value)


def eval_concatenated(
    interp: Interpreter, node: cst.ConcatenatedString, state: State
) -> list[Outcome]:
    """``'a' 'b' f'{c}'``; the right-leaning chain is walked, not recursed."""
    parts: list[cst.BaseExpression] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.ConcatenatedString):
        parts.append(current.left)
        current = current.right
    parts.append(current)
    return [
        (after, join_text(values, after)) for after, values in interp.evaluate_all(parts, state)
    ]


def eval_formatted(interp: Interpreter, node: cst.FormattedString, state: State) -> list[Outcome]:
    """``f'text {expression!r:spec}'``."""
    outcomes: list[tuple[State, tuple[Value, ...]]] = [(state, ())]
    is_raw = "r" in node.start.lower()
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            piece = _unescape(part.value, is_raw)
            outcomes = [(each, (*values, piece)) for each, values in outcomes]
            continue
        assert isinstance(part, cst.FormattedStringExpression)
        specification = _specification(part)
        conversion = part.conversion
        outcomes = [
            (after, (*values, formatted(after, value, specification, conversion)))
            for before, values in outcomes
            for after, value in interp.evaluate(part.expression, before)
        ]
    return [(each, join_text(values or (text(""),), each)) for each, values in outcomes]


def _specification(part: cst.FormattedStringExpression) -> str:
    """The format of a field as it is written; ``?`` stands for what is computed."""
    written = part.format_spec or ()
    return "".join(
        each.value if isinstance(each, cst.FormattedStringText) else "?" for each in written
    )


def _unescape(source: str, is_raw: bool) -> Value:
    source = source.replace("{{", "{").replace("}}", "}")
    if is_raw or "\\" not in source:
        return text(source)
    quoted = source.replace('"', '\\"') if '\\"' not in source else source
    try:
        return text(str(ast.literal_eval(f'"""{quoted}"""')))
    except (ValueError, SyntaxError):
        return STR


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
    member = library.lookup(f"builtins.{name}")
    if member is not None and not isinstance(member, library.LibModule):
        return Value((LibraryObject(member.qualified),))
    return UNKNOWN


# --- displays


def eval_tuple(interp: Interpreter, node: cst.Tuple, state: State) -> list[Outcome]:
    """``a, *b``."""
    outcomes = []
    for after, items, item in _elements(interp, node.elements, state):
        shape = Sequence("tuple", items, item)
        outcomes.append((after, Value((shape,))))
    return outcomes


def eval_list(interp: Interpreter, node: cst.List, state: State) -> list[Outcome]:
    """``[a, *b]``."""
    return _container(interp, node, "list", state)


def eval_set(interp: Interpreter, node: cst.Set, state: State) -> list[Outcome]:
    """``{a, *b}``."""
    return _container(interp, node, "set", state)


def _container(
    interp: Interpreter, node: cst.List | cst.Set, kind: str, state: State
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for after, items, item in _elements(interp, node.elements, state):
        thing = ListObject(kind, None if items is None else list(items), item)
        if items is None and any(isinstance(each, cst.Element) for each in node.elements):
            thing.nonempty = True
        outcomes.append((after, Value((Ref(after.allocate(node, thing)),))))
    return outcomes


_MANY = 256
"""Displays longer than this are summarised: what any item may be, rather than each."""


def _elements(
    interp: Interpreter, elements: object, state: State
) -> list[tuple[State, tuple[Value, ...] | None, Value | None]]:
    """Evaluates the elements of a display: the items if all are known, and their join."""
    assert isinstance(elements, (list, tuple))
    if len(elements) > _MANY:
        return [(state, None, _summary(interp, [each.value for each in elements], state))]
    done: list[tuple[State, list[Value] | None, Value | None]] = [(state, [], None)]
    for element in elements:
        following: list[tuple[State, list[Value] | None, Value | None]] = []
        for before, items, join in done:
            for after, value in interp.evaluate(element.value, before):
                if isinstance(element, cst.StarredElement):
                    more = known_items(interp, after, value)
                    joined = union(more) if more else (UNKNOWN if more is None else None)
                    if items is not None and more is not None:
                        following.append((after, [*items, *more], optional_union(join, joined)))
                    else:
                        following.append((after, None, optional_union(join, joined)))
                else:
                    kept = None if items is None else [*items, value]
                    following.append((after, kept, optional_union(join, value)))
        done = following
    return [(each, None if items is None else tuple(items), join) for each, items, join in done]


def _summary(interp: Interpreter, nodes: list[cst.BaseExpression], state: State) -> Value:
    """The join of a long display's elements: constants only, no effects to speak of."""
    joined: Value | None = None
    for node in nodes[:_MANY]:
        for _, value in interp.evaluate(node, state)[:1]:
            joined = optional_union(joined, value)
    return joined or UNKNOWN


def eval_dict(interp: Interpreter, node: cst.Dict, state: State) -> list[Outcome]:
    """``{key: value, **more}``."""
    if len(node.elements) > _MANY:
        rest = _summary(interp, [each.value for each in node.elements], state)
        return [(state, _new_dict(state, node, DictObject("dict", {}, rest=(UNKNOWN, rest))))]
    done: list[tuple[State, DictObject | EnvironObject]] = [(state, DictObject("dict", {}))]
    for element in node.elements:
        following: list[tuple[State, DictObject | EnvironObject]] = []
        for before, thing in done:
            if isinstance(element, cst.DictElement):
                for after, (key, value) in interp.evaluate_all(
                    [element.key, element.value], before
                ):
                    following.append((after, with_entry(thing, key, value)))
            else:
                for after, value in interp.evaluate(element.value, before):
                    following.append((after, with_update(after, thing, value)))
        done = following
    return [(each, _new_dict(each, node, thing)) for each, thing in done]


def _new_dict(state: State, node: cst.CSTNode, thing: DictObject | EnvironObject) -> Value:
    return Value((Ref(state.allocate(node, thing)),))


def with_entry(
    thing: DictObject | EnvironObject, key: Value, value: Value
) -> DictObject | EnvironObject:
    """A copy of the mapping with one more entry."""
    copy = thing.copy()
    put(copy, key, value)
    return copy


def with_update(
    state: State, thing: DictObject | EnvironObject, other: Value
) -> DictObject | EnvironObject:
    """A copy of the mapping updated by another one."""
    environ = environ_of(state, other)
    if environ is not None and isinstance(thing, DictObject):
        merged = environ.copy()
        for key, value in thing.entries.items():
            name = known_text(key)
            if name is not None and name not in merged.present:
                merged.values.setdefault(name, value)
        return merged
    copy = thing.copy()
    update_from(state, copy, other)
    return copy


# --- conditionals, functions, generators


def eval_if_exp(interp: Interpreter, node: cst.IfExp, state: State) -> list[Outcome]:
    """``a if test else b``."""
    trues, falses = interp.branch(node.test, state)
    outcomes: list[Outcome] = []
    for each in bounded(trues):
        outcomes.extend(interp.evaluate(node.body, each))
    for each in bounded(falses):
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
    """``await x``: what a coroutine gives isn't followed."""
    outcomes: list[Outcome] = []
    for after, value in interp.evaluate(node.expression, state):
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
        (each, NONE) for after, value in values for each in bounded(on_yield(after, value, site))
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
