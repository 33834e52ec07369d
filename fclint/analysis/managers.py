"""Context managers: what entering gives, and what becomes of an exception at the exit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.class_attributes import method_of
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Completions
from fclint.analysis.domain.exceptions import Raised, catches, crowd, handled
from fclint.analysis.domain.heap import GeneratorObject, InstanceObject, ManagerObject
from fclint.analysis.domain.learning import split
from fclint.analysis.domain.shapes import NONE, UNKNOWN, Address, LibraryObject, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Return, Site
from fclint.analysis.generators import generator_returns
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import from_type, kind_of
from fclint.values import Sequence, Shape, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

Inside = Callable[[State, Value, Completions], list[State]]


def run(
    interp: Interpreter,
    state: State,
    manager: Value,
    inside: Inside,
    done: Completions,
    node: cst.CSTNode,
) -> list[State]:
    """Executes ``inside`` under a context manager; gives the states behind the ``with``."""
    manager = state.resolve(manager)
    if len(manager.shapes) == 1 and isinstance(manager.shapes[0], Ref):
        address = manager.shapes[0].address
        thing = state.heap.get(address)
        if isinstance(thing, ManagerObject):
            return _run_manager(interp, state, address, thing, inside, done, node)
        if method_of(interp, state, manager, "__exit__", node) is not None:
            return _run_instance(interp, state, manager, inside, done, node)
    return _run_library(interp, state, manager, inside, done, node)


def _run_manager(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ManagerObject,
    inside: Inside,
    done: Completions,
    node: cst.CSTNode,
) -> list[State]:
    match thing.kind:
        case "suppress":
            handler = Value((Sequence("tuple", thing.values, None),))
            return _run_suppress(interp, state, handler, inside, done)
        case "generator":
            return _run_generator(interp, state, thing.values[0], inside, done, node)
        case "stack":
            return _run_stack(interp, state, address, inside, done, node)
        case "closing" | "nullcontext":
            value = thing.values[0] if thing.values else NONE
            return _run_plain(interp, state, value, inside, done)
    return _run_plain(interp, state, UNKNOWN, inside, done)


def _run_plain(
    interp: Interpreter, state: State, value: Value, inside: Inside, done: Completions
) -> list[State]:
    """A manager that swallows nothing and whose exit does nothing of note."""
    return inside(state, value, done)


def _run_suppress(
    interp: Interpreter, state: State, handler: Value, inside: Inside, done: Completions
) -> list[State]:
    from fclint.analysis.trying import Caught

    with Caught(interp) as caught:
        normal = inside(state, NONE, done)
    for raised in crowd(caught.raised, interp.room):
        answer = catches(raised.state, raised, handler)
        if answer is not False:
            normal.append(raised.state if answer else raised.state.fork())
        if answer is None:
            raised = replace(raised, excluded=(*raised.excluded, *_classes(handler)))
        if not answer:
            interp.rethrow(raised)
    return bounded(normal, interp.width)


def _classes(handler: Value) -> tuple[Shape, ...]:
    """The classes of exceptions that ``suppress`` names."""
    shape = handler.shapes[0]
    items = shape.items if isinstance(shape, Sequence) else None
    return tuple(item.shapes[0] for item in items or () if len(item.shapes) == 1)


def _run_instance(
    interp: Interpreter,
    state: State,
    manager: Value,
    inside: Inside,
    done: Completions,
    node: cst.CSTNode,
) -> list[State]:
    """A class of the project with ``__enter__`` and ``__exit__``."""
    from fclint.analysis.trying import Caught, finally_

    entered: list[tuple[State, Value]] = [(state, manager)]
    enter = method_of(interp, state, manager, "__enter__", node)
    if enter is not None:
        entered = interp.call(state, enter, Arguments(), node)
    after_all: list[State] = []
    for before, value in entered:
        inner = Completions()
        with Caught(interp) as caught:
            normal = inside(before, value, inner)

        def final(states: list[State], _: Completions) -> list[State]:
            return [
                after
                for each in states
                for after, _ in _call_exit(interp, each, manager, (NONE, NONE, NONE), node)
            ]

        after_all.extend(finally_(interp, normal, inner, [], done, final))
        for raised in crowd(caught.raised, interp.room):
            after_all.extend(_exit_with(interp, raised, manager, node))
    return bounded(after_all, interp.width)


def _call_exit(
    interp: Interpreter,
    state: State,
    manager: Value,
    details: tuple[Value, Value, Value],
    node: cst.CSTNode,
) -> list[tuple[State, Value]]:
    exit_ = method_of(interp, state, manager, "__exit__", node)
    return interp.call(state, exit_ or UNKNOWN, Arguments(details), node)


def _exit_with(
    interp: Interpreter, raised: Raised, manager: Value, node: cst.CSTNode
) -> list[State]:
    """``__exit__`` sees an exception: where it returns something true, the exception is gone."""
    kind = Value((Unknown(truthy=True),))
    if raised.name is not None:
        kind = Value((LibraryObject(raised.name),))
    elif raised.cls is not None:
        kind = Value((Ref(raised.cls),))
    raised, error = handled(raised, node)
    frame = interp.frame
    outer, frame.handling = frame.handling, (*frame.handling, raised)
    try:
        details = (kind, error, Value((Unknown(truthy=True),)))
        answers = _call_exit(interp, raised.state, manager, details, node)
    finally:
        frame.handling = outer
    swallowed: list[State] = []
    for after, answer in answers:
        true, false = split(after, answer, None)
        if true is not None:
            swallowed.append(true)
        if false is not None:
            known = not answer.may_be(Unknown)
            interp.rethrow(raised.at(false) if known else _doubtful(raised, false))
    return swallowed


def _doubtful(raised: Raised, state: State) -> Raised:
    """An exception that may have been swallowed by code that isn't known: nothing to report."""
    return replace(raised, state=state, cause=None)


def _run_generator(
    interp: Interpreter,
    state: State,
    generator: Value,
    inside: Inside,
    done: Completions,
    node: cst.CSTNode,
) -> list[State]:
    """A generator under ``@contextmanager``: the body of the ``with`` is what its ``yield``
    means. Exceptions of the body are raised at the ``yield``; returns, breaks and continues wait
    until the generator has run to its end."""
    from fclint.analysis.trying import Caught

    shape = generator.shapes[0] if len(generator.shapes) == 1 else None
    thing = state.heap.get(shape.address) if isinstance(shape, Ref) else None
    if not isinstance(shape, Ref) or not isinstance(thing, GeneratorObject):
        return _run_library(interp, state, UNKNOWN, inside, done, node)
    waiting = Completions()
    mark = object()
    thrown: list[Raised] = []

    def on_item(each: State, value: Value, site: Site | None) -> list[State]:
        inner = Completions()
        with Caught(interp) as caught:
            states = inside(each, value, inner)
        thrown.extend(caught.raised)
        for returned in inner.returns:
            states.append(_waiting(returned.state, Pending(mark, "return", returned)))
        states.extend(_waiting(state, Pending(mark, "break")) for state in inner.breaks)
        states.extend(_waiting(state, Pending(mark, "continue")) for state in inner.continues)
        return states

    normal: list[State] = []
    for each in generator_returns(interp, state, shape.address, thing, on_item, thrown=thrown):
        _release(each.state, mark, waiting, normal)
    done.absorb(waiting)
    return bounded(normal, interp.width)


@dataclass(frozen=True, slots=True)
class Pending:
    """A completion that waits until the generator of the manager has run to its end."""

    mark: object
    kind: str
    returned: Return | None = None


def _waiting(state: State, pending: Pending) -> State:
    state.pending = (*state.pending, pending)
    return state


def _release(state: State, mark: object, waiting: Completions, normal: list[State]) -> None:
    """A state behind the generator's end goes on with the completion that has waited."""
    last = state.pending[-1] if state.pending else None
    if not isinstance(last, Pending) or last.mark is not mark:
        normal.append(state)
        return
    state.pending = state.pending[:-1]
    if last.returned is not None:
        waiting.returns.append(Return(state, last.returned.value, last.returned.exit))
    elif last.kind == "break":
        waiting.breaks.append(state)
    else:
        waiting.continues.append(state)


def _run_stack(
    interp: Interpreter,
    state: State,
    address: Address,
    inside: Inside,
    done: Completions,
    node: cst.CSTNode,
) -> list[State]:
    """``ExitStack``: what was entered into it handles the exception, the last entered first."""
    from fclint.analysis.trying import Caught, finally_

    inner = Completions()
    with Caught(interp) as caught:
        normal = inside(state, Value((Ref(address),)), inner)

    def final(states: list[State], _: Completions) -> list[State]:
        return [s for each in states for s in _unwind(interp, each, address, None, node)[0]]

    after_all = finally_(interp, normal, inner, [], done, final)
    for raised in crowd(caught.raised, interp.room):
        swallowed, rest = _unwind(interp, raised.state, address, raised, node)
        after_all.extend(swallowed)
        for each in rest:
            interp.rethrow(each)
    return bounded(after_all, interp.width)


def _unwind(
    interp: Interpreter,
    state: State,
    address: Address,
    raised: Raised | None,
    node: cst.CSTNode,
) -> tuple[list[State], list[Raised]]:
    """Exits the managers of a stack: the states without, and the exceptions still under way."""
    stack = state.heap.get(address)
    entered = stack.values if isinstance(stack, ManagerObject) else ()
    calm: list[State] = [] if raised else [state]
    thrown: list[Raised] = [raised] if raised else []
    for each in reversed(entered):
        if isinstance(each.shapes[0], Sequence):
            callback, arguments = each.shapes[0].items or (UNKNOWN, UNKNOWN)
            items = arguments.shapes[0].items or ()  # type: ignore[attr-defined]
            calm = [s for c in calm for s, _ in interp.call(c, callback, Arguments(items), node)]
            thrown = [
                t.at(s)
                for t in thrown
                for s, _ in interp.call(t.state, callback, Arguments(items), node)
            ]
            continue
        still: list[Raised] = []
        for under_way in thrown:
            swallowed, rest = _swallows(interp, under_way, each, node)
            calm.extend(swallowed)
            still.extend(rest)
        thrown = still
    return calm, thrown


def _swallows(
    interp: Interpreter, raised: Raised, manager: Value, node: cst.CSTNode
) -> tuple[list[State], list[Raised]]:
    """What one manager of a stack makes of an exception."""
    shape = manager.shapes[0]
    thing = raised.state.heap.get(shape.address) if isinstance(shape, Ref) else None
    if isinstance(thing, ManagerObject) and thing.kind == "suppress":
        answer = catches(raised.state, raised, Value((Sequence("tuple", thing.values, None),)))
        swallowed = [] if answer is False else [raised.state.fork()]
        return swallowed, [] if answer else [raised]
    if isinstance(thing, InstanceObject):
        from fclint.analysis.trying import Caught

        with Caught(interp) as caught:
            swallowed = _exit_with(interp, raised, manager, node)
        return swallowed, caught.raised
    return [], [
        raised if _never_swallows(raised.state, manager) else _doubtful(raised, raised.state)
    ]


def _run_library(
    interp: Interpreter,
    state: State,
    manager: Value,
    inside: Inside,
    done: Completions,
    node: cst.CSTNode,
) -> list[State]:
    """A manager of the library, or one that isn't known. One that isn't known is taken not to
    swallow; but what leaves it is nothing to report, for it may."""
    from fclint.analysis.trying import Caught

    value = _entered(state, manager, node)
    if _never_swallows(state, manager):
        return inside(state, value, done)
    interp.escape(state, manager)
    interp.may_throw(state, node)
    inner = Completions()
    with Caught(interp) as caught:
        normal = inside(state, value, inner)
    done.absorb(inner)
    for raised in caught.raised:
        interp.rethrow(_doubtful(raised, raised.state))
    return normal


def _entered(state: State, manager: Value, node: cst.CSTNode) -> Value:
    if len(manager.shapes) == 1:
        kind = kind_of(state, manager.shapes[0])
        cls = catalogue.class_of(kind) if kind is not None else None
        if cls is not None and cls.enter is not None and kind is not None:
            if cls.enter.kind == "self":
                return manager
            member = catalogue.attribute(kind, "__enter__")
            if isinstance(member, catalogue.LibFunction):
                return from_type(state, member.returns, node)
    return Value((Unknown(),), state.symbol(node))


def _never_swallows(state: State, manager: Value) -> bool:
    for shape in manager.shapes:
        kind = kind_of(state, shape)
        cls = catalogue.class_of(kind) if kind is not None else None
        if cls is None or cls.exit_swallows is not False:
            return False
    return True
