"""Calls: evaluating arguments, and what calling each kind of value does.

Functions of the project are executed in the caller's state; start_response becomes an event;
what isn't known may do anything with what it is handed.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments, bind
from fclint.analysis.coroutines import make_coroutine
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import (
    ClassObject,
    EnvironObject,
    GeneratorObject,
    InstanceObject,
    ManagerObject,
    Scope,
)
from fclint.analysis.domain.shapes import (
    NONE,
    UNKNOWN,
    Address,
    BoundMethod,
    BuiltinMethod,
    FunctionShape,
    LibraryObject,
    Partial,
    Ref,
    Wrapped,
    WriteCallable,
)
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Unfollowed
from fclint.analysis.functions import Exit, Frame, FunctionInfo, Return
from fclint.analysis.messages import looks_receiving
from fclint.analysis.requests.misuse import checked, kind_name, misused
from fclint.analysis.requests.origins import origin_of
from fclint.analysis.requests.taint_checks import handed_over
from fclint.analysis.requests.unknown_data import method_of_data
from fclint.values import (
    ByteArray,
    Bytes,
    Float,
    Instance,
    Int,
    Mapping,
    Module,
    NoneShape,
    Sequence,
    Shape,
    StartResponse,
    Str,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_NOTED = (LibraryObject, BuiltinMethod, Unknown, Instance)
"""What isn't followed when it is called: how its results came about is noted."""
_NOT_CALLABLE = (NoneShape, Int, Float, Str, Bytes, ByteArray, Sequence, Mapping, Module)


def eval_call(interp: Interpreter, node: cst.Call, state: State) -> list[Outcome]:
    """A call expression."""
    from fclint.analysis.builtin.functions import SYNTACTIC

    if isinstance(node.func, cst.Name) and node.func.value in SYNTACTIC:
        special = SYNTACTIC[node.func.value](interp, node, state)
        if special is not None:
            return special
    outcomes: list[Outcome] = []
    for before, callee in interp.evaluate(node.func, state):
        for after, arguments in eval_arguments(interp, node.args, before):
            outcomes.extend(interp.call(after, callee, arguments, node))
    return outcomes


def eval_arguments(
    interp: Interpreter, nodes: object, state: State
) -> list[tuple[State, Arguments]]:
    """Evaluates a call's arguments, star-arguments unpacked where their items are known."""
    assert isinstance(nodes, (list, tuple))
    done: list[tuple[State, Arguments]] = [(state, Arguments())]
    for node in nodes:
        following = []
        for before, arguments in done:
            for after, value in _passed(interp, node, before):
                following.append((after, _with_argument(interp, after, arguments, node, value)))
        done = following
    return done


def _passed(interp: Interpreter, node: cst.Arg, state: State) -> list[Outcome]:
    """What an argument is, or holds where it is starred."""
    from fclint.analysis.builtin.consuming import spread

    found = interp.evaluate(node.value, state)
    if node.star != "*":
        return found
    return [each for after, value in found for each in spread(interp, after, value, node)]


def _with_argument(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.Arg, value: Value
) -> Arguments:
    from fclint.analysis.builtin.subscripts import known_entries
    from fclint.analysis.known_items import known_items

    if node.star == "*":
        items = known_items(interp, state, value)
        if items is None:
            return arguments.with_unknown_positional()
        return arguments.with_positional(*items)
    if node.star == "**":
        entries = known_entries(state, value)
        if entries is None:
            return arguments.with_unknown_keywords(value)
        return arguments.with_keywords(*entries)
    if node.keyword is not None:
        return arguments.with_keywords((node.keyword.value, value))
    return arguments.with_positional(value)


def call(
    interp: Interpreter,
    state: State,
    callee: Value,
    arguments: Arguments,
    node: cst.CSTNode,
    *,
    tail: bool = False,
    unit: FunctionInfo | None = None,
) -> list[Return]:
    """Calls each alternative of ``callee``. ``tail``: a function of the project that is handed
    environ and start_response is the handler from here on."""
    callee = state.resolve(callee)
    if len(callee.shapes) == 1:
        return _call_shape(interp, state, callee, callee.shapes[0], arguments, node, tail, unit)
    results: list[Return] = []
    for index, shape in enumerate(callee.shapes):
        own = state.fork() if index < len(callee.shapes) - 1 else state
        results.extend(_call_shape(interp, own, callee, shape, arguments, node, tail, unit))
    return results


def _plain(interp: Interpreter, outcomes: list[Outcome], node: cst.CSTNode) -> list[Return]:
    """Outcomes of something that is no function of the project."""
    exit_ = Exit(interp.frame.info, node) if interp.frame.info else _no_exit(interp, node)
    return [Return(state, value, exit_) for state, value in outcomes]


def _no_exit(interp: Interpreter, node: cst.CSTNode) -> Exit:
    info = FunctionInfo(interp.frame.module, interp.frame.statement, None, "<module>")
    return Exit(info, node)


def _call_shape(
    interp: Interpreter,
    state: State,
    callee: Value,
    shape: Shape,
    arguments: Arguments,
    node: cst.CSTNode,
    tail: bool,
    unit: FunctionInfo | None,
) -> list[Return]:
    known = state.sites.provenance
    if known is not None and isinstance(shape, _NOTED):
        expression = known.called(state, callee, shape, arguments, node)
        returned = _call_leaf(interp, state, callee, shape, arguments, node, tail, unit)
        return [
            each._replace(value=known.made(each.state, each.value, expression)) for each in returned
        ]
    return _call_leaf(interp, state, callee, shape, arguments, node, tail, unit)


def _call_leaf(
    interp: Interpreter,
    state: State,
    callee: Value,
    shape: Shape,
    arguments: Arguments,
    node: cst.CSTNode,
    tail: bool,
    unit: FunctionInfo | None,
) -> list[Return]:
    from fclint.analysis.builtin.methods import call_builtin_method
    from fclint.analysis.builtin.subscripts import taken_by
    from fclint.analysis.libraries.calling import call_library

    match shape:
        case FunctionShape():
            return call_function(interp, state, shape, arguments, node, tail=tail, unit=unit)
        case StartResponse():
            return _plain(interp, interp.start_response(state, arguments, node), node)
        case WriteCallable():
            return _plain(interp, interp.write(state, arguments, node), node)
        case BoundMethod(function=function, receiver=receiver):
            inner = arguments.after(receiver)
            return call(interp, state, Value((function,)), inner, node, tail=tail, unit=unit)
        case Partial(function=target, positional=positional, keywords=keywords):
            inner = arguments.under(positional, keywords)
            return call(interp, state, target, inner, node, tail=tail)
        case Wrapped(kind="contextmanager", function=target):
            return _plain(interp, _manager(interp, state, target, arguments, node), node)
        case Wrapped(kind="itemgetter", function=keys):
            return _plain(interp, taken_by(interp, state, keys, arguments, node), node)
        case Wrapped(function=target):
            return call(interp, state, target, arguments, node, tail=tail)
        case BuiltinMethod(receiver=receiver, name=name):
            outcomes = call_builtin_method(interp, state, receiver, name, arguments, node)
            return _plain(interp, outcomes, node)
        case LibraryObject(qualified=qualified):
            outcomes = call_library(interp, state, qualified, arguments, node)
            return _plain(interp, outcomes, node)
        case Ref(address=address):
            return _call_object(interp, state, address, arguments, node, tail)
        case Instance():
            from fclint.analysis.libraries.calling import call_library_instance

            return _plain(
                interp, call_library_instance(interp, state, shape, arguments, node), node
            )
    if isinstance(shape, _NOT_CALLABLE):
        sure = len(callee.shapes) == 1 or isinstance(shape, NoneShape)
        origin = origin_of(state, shape, callee.term) if sure else None
        cause = misused(f"calling {kind_name(state, shape)}", origin)
        interp.throw(state, node, "builtins.TypeError", cause=cause)
        return []
    return _plain(interp, call_unknown(interp, state, callee, arguments, node), node)


def call_unknown(
    interp: Interpreter, state: State, callee: Value, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """Unknown code: may raise any Exception, change what it is handed, call start_response."""
    if looks_receiving(node, arguments):
        state.receive()
    data = method_of_data(interp, state, callee, arguments, node)
    if data is not None:
        return [(state, data)]
    handed_over(state, arguments.values())
    interp.escape(state, callee, *arguments.values())
    interp.may_throw(state, node, of=(callee,))
    for each in arguments.values():
        checked(state, each)
    return [(state, interp.opaque(state, node, of=(callee,)))]


def _call_object(
    interp: Interpreter,
    state: State,
    address: Address,
    arguments: Arguments,
    node: cst.CSTNode,
    tail: bool,
) -> list[Return]:
    from fclint.analysis.class_attributes import bind_method, class_attribute
    from fclint.analysis.classes import instantiate

    thing = state.heap.get(address)
    if isinstance(thing, ClassObject):
        made = instantiate(interp, state, address, arguments, node)
        if tail and interp.frame.is_handler:
            return _read_instances(interp, made, node)
        return _plain(interp, made, node)
    receiver = Value((Ref(address),))
    if isinstance(thing, InstanceObject):
        found = class_attribute(interp, state, thing.cls, "__call__")
        if found is not None:
            method, owner = found
            bound = [bind_method(shape, receiver, owner) for shape in method.shapes]
            return call(interp, state, Value(tuple(bound)), arguments, node, tail=tail)
    elif isinstance(thing, EnvironObject):
        interp.throw(state, node, "builtins.TypeError")
        return []
    return _plain(interp, call_unknown(interp, state, receiver, arguments, node), node)


def _read_instances(interp: Interpreter, made: list[Outcome], node: cst.CSTNode) -> list[Return]:
    """Instances that are response bodies: ``__iter__`` goes on as the handler."""
    from fclint.analysis.class_attributes import bind_method, class_attribute

    returns: list[Return] = []
    for state, instance in made:
        shape = instance.shapes[0]
        thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
        cls = thing.cls if isinstance(thing, InstanceObject) else UNKNOWN
        init = class_attribute(interp, state, cls, "__init__")
        body = class_attribute(interp, state, cls, "__iter__")
        function = init[0].shapes[0] if init is not None else None
        if body is None or not isinstance(function, FunctionShape):
            returns.extend(_plain(interp, [(state, instance)], node))
            continue
        interp.note_delegated(function.info)
        method = bind_method(body[0].shapes[0], instance, body[1])
        inner = call(
            interp, state, Value((method,)), Arguments(), node, tail=True, unit=function.info
        )
        returns.extend(
            Return(each.state, each.value, replace(each.exit, handler=function.info))
            for each in inner
        )
    return returns


def _manager(
    interp: Interpreter, state: State, target: Value, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome]:
    """A function under ``@contextmanager`` is called: its generator becomes a manager."""
    outcomes: list[Outcome] = []
    for after, generator in interp.call(state, target, arguments, node):
        address = after.allocate(node, ManagerObject("generator", (generator,)))
        outcomes.append((after, Value((Ref(address),))))
    return outcomes


# --- functions of the project


def hands_on_request(state: State, arguments: Arguments) -> bool:
    """Whether a call's arguments are the request itself: environ, then start_response, and maybe
    others, such as what a router found in the path."""
    return any(
        is_environ(state, first) and is_start_response(second)
        for first, second in pairwise(arguments.positional)
    )


def is_environ(state: State, value: Value) -> bool:
    """Whether the value is the environ or a copy of it."""
    return any(
        isinstance(shape, Ref) and isinstance(state.heap.get(shape.address), EnvironObject)
        for shape in value.shapes
    )


def is_start_response(value: Value) -> bool:
    """Whether the value is start_response, or a callable of the project in its place."""
    return value.may_be(StartResponse, FunctionShape, BoundMethod, Partial)


def call_function(
    interp: Interpreter,
    state: State,
    shape: FunctionShape,
    arguments: Arguments,
    node: cst.CSTNode,
    *,
    tail: bool = False,
    unit: FunctionInfo | None = None,
) -> list[Return]:
    """Executes a function of the project in the caller's state.

    ``unit`` is the handler that runs, where that is not the function itself."""
    info = shape.info
    if info.node is not None and interp.gives_up():
        if not info.gives_back:
            return []
        from fclint.analysis.trying import Caught

        symbol = state.symbol(node)
        callee = Value((shape,), Unfollowed(symbol.site, symbol.count))
        with Caught(interp):  # what it may raise isn't known, and nothing is said of it
            outcomes = call_unknown(interp, state, callee, arguments, node)
        return _plain(interp, outcomes, node)
    if not info.is_readable or interp.exhausted() or interp.active(info) >= 2:
        outcomes = call_unknown(interp, state, Value((shape,)), arguments, node)
        return _plain(interp, outcomes, node)
    interp.note_reached(info)
    if info.is_stub:
        outcomes = call_unknown(interp, state, UNKNOWN, arguments, node)
        return _plain(interp, outcomes, node)
    names = bind(interp, state, shape, arguments, node)
    if names is None:
        interp.throw(state, node, "builtins.TypeError")
        return []
    is_handler = tail and interp.frame.is_handler
    if not is_handler:
        interp.note_called(info)
    if is_handler and unit is None:
        interp.note_delegated(info)
    if info.is_async:
        return [Return(state, make_coroutine(state, shape, names, node), Exit(info, None))]
    scope = state.allocate(node_of(info), Scope(names, shape.scope))
    if info.is_generator:
        generator = GeneratorObject(info, scope, shape.owner)
        value = Value((Ref(state.allocate(node, generator)),))
        return [Return(state, value, Exit(info, None, generator=True))]
    return run_body(interp, state, shape, scope, is_handler=is_handler, unit=unit)


def node_of(info: FunctionInfo) -> cst.CSTNode:
    """The definition, which exists where the function is being called."""
    assert info.node is not None
    return info.node


def run_body(
    interp: Interpreter,
    state: State,
    shape: FunctionShape,
    scope: Address,
    *,
    is_handler: bool,
    unit: FunctionInfo | None = None,
) -> list[Return]:
    """Executes the body of a function that is no generator, its arguments bound in ``scope``."""
    info = shape.info
    caller = interp.frame
    frame = Frame(
        module=info.module,
        statement=info.statement,
        scope=scope,
        info=info,
        caller=caller,
        owner=shape.owner,
        is_handler=is_handler,
        unit=unit,
        depth=caller.depth + 1,
    )
    interp.enter(frame)
    try:
        if isinstance(info.node, cst.Lambda):
            from fclint.analysis.statements import evaluate_return

            returns = evaluate_return(interp, info.node.body, info.node.body, state)
        else:
            done = interp.execute(info.body, [state])
            returns = done.returns
            returns.extend(Return(each, NONE, Exit(info)) for each in done.normal)
    finally:
        interp.enter(caller)
    for raised in frame.sink:
        interp.rethrow(raised)
    if not info.names.closes:
        for each in returns:  # its variables are gone, and with them what they differ in
            each.state.heap.pop(scope, None)
            each.state.owned.discard(scope)
    return returns
