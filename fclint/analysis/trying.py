"""``try``, ``with`` and ``raise``: where exceptions are caught, let through and thrown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis import managers
from fclint.analysis.domain.bounding import bounded
from fclint.analysis.domain.completions import Completions
from fclint.analysis.domain.exceptions import Raised, catches, crowd, handled
from fclint.analysis.domain.heap import ClassObject, InstanceObject, Scope
from fclint.analysis.domain.shapes import NONE, LibraryObject, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.functions import Frame, Return
from fclint.values import Instance, Sequence, Shape, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


class Caught:
    """Runs code with a sink of its own: what it raises is ``raised`` afterwards."""

    def __init__(self, interp: Interpreter) -> None:
        self.interp = interp
        self.raised: list[Raised] = []

    def __enter__(self) -> Caught:
        self._frame = self.interp.frame
        self._outer, self._frame.sink = self._frame.sink, []
        self.interp.catching += 1
        return self

    def __exit__(self, *details: object) -> None:
        self.interp.catching -= 1
        self.raised, self._frame.sink = self._frame.sink, self._outer


def execute_try(
    interp: Interpreter, node: cst.Try | cst.TryStar, states: list[State], done: Completions
) -> list[State]:
    """``try``: body, handlers, ``else`` (whose exceptions the handlers don't see), ``finally``."""
    if node.finalbody is None:
        return _execute_handlers(interp, node, states, done)
    inner = Completions()
    with Caught(interp) as caught:
        normal = _execute_handlers(interp, node, states, inner)
    return finally_(interp, normal, inner, caught.raised, done, _final_block(interp, node))


def _final_block(
    interp: Interpreter, node: cst.Try | cst.TryStar
) -> Callable[[list[State], Completions], list[State]]:
    from fclint.analysis.statements import execute_block

    def run(states: list[State], done: Completions) -> list[State]:
        assert node.finalbody is not None
        return execute_block(interp, node.finalbody.body, states, done)

    return run


def finally_(
    interp: Interpreter,
    normal: list[State],
    inner: Completions,
    raised: list[Raised],
    done: Completions,
    final: Callable[[list[State], Completions], list[State]],
) -> list[State]:
    """Runs ``final`` once per kind of completion; a completion goes on only where ``final``
    completes normally, otherwise what ``final`` does replaces it."""
    for each in inner.returns:
        for after in final([each.state], done):
            done.returns.append(Return(after, each.value, each.exit))
    if inner.breaks:
        done.breaks.extend(final(bounded(inner.breaks, interp.width), done))
    if inner.continues:
        done.continues.extend(final(bounded(inner.continues, interp.width), done))
    frame = interp.frame
    for thrown in crowd(raised, interp.room):
        outer, frame.handling = frame.handling, (*frame.handling, thrown)
        try:
            states = final([thrown.state], done)
        finally:
            frame.handling = outer
        for after in states:
            interp.rethrow(thrown.at(after))
    return final(bounded(normal, interp.width), done) if normal else []


def _execute_handlers(
    interp: Interpreter, node: cst.Try | cst.TryStar, states: list[State], done: Completions
) -> list[State]:
    from fclint.analysis.statements import execute_block

    if not node.handlers:
        return execute_block(interp, node.body, states, done)
    with Caught(interp) as caught:
        normal = execute_block(interp, node.body, states, done)
    if node.orelse is not None and normal:
        normal = execute_block(interp, node.orelse.body, normal, done)
    after_all = list(normal)
    for raised in crowd(caught.raised, interp.room):
        after_all.extend(_handle(interp, node, raised, done))
    return bounded(after_all, interp.width)


def _handle(
    interp: Interpreter, node: cst.Try | cst.TryStar, raised: Raised, done: Completions
) -> list[State]:
    """Offers an exception to the handlers in order; gives the states behind the ``try``."""
    after_all: list[State] = []
    doubtful = False
    for handler in node.handlers:
        answer, raised_here = _answer(interp, handler, raised)
        if answer is False:
            continue
        doubtful = doubtful or answer is None
        if answer is None:
            raised = replace(
                raised, excluded=(*raised.excluded, *_named(raised_here, handler, interp))
            )
        caught = raised_here if answer else raised_here.at(raised_here.state.fork())
        after_all.extend(_run_handler(interp, handler, caught, done))
        if answer:
            return after_all
    interp.rethrow(replace(raised, cause=None) if doubtful else raised)
    return after_all


def _answer(
    interp: Interpreter, handler: cst.ExceptHandler | cst.ExceptStarHandler, raised: Raised
) -> tuple[bool | None, Raised]:
    if handler.type is None:
        return True, raised
    outcomes = interp.evaluate(handler.type, raised.state)
    if not outcomes:
        return None, raised
    state, kinds = outcomes[0]
    answer = catches(state, raised, kinds)
    known = raised.at(state)
    if answer is None and raised.name is None and raised.cls is None:
        known = _narrowed(known, kinds)
    return answer, known


def _named(
    raised: Raised, handler: cst.ExceptHandler | cst.ExceptStarHandler, interp: Interpreter
) -> tuple[Shape, ...]:
    """The classes that a handler names."""
    if handler.type is None:
        return ()
    found: list[Shape] = []
    for _, kinds in interp.evaluate(handler.type, raised.state.fork())[:1]:
        for shape in kinds.shapes:
            items = shape.items if isinstance(shape, Sequence) else None
            if len(kinds.shapes) == 1:
                found.extend(
                    s for item in items or () for s in item.shapes if len(item.shapes) == 1
                )
                found.extend([shape] if items is None else [])
    return tuple(each for each in found if isinstance(each, (LibraryObject, Ref)))


def _narrowed(raised: Raised, kinds: Value) -> Raised:
    """An unknown exception that a handler caught is one of the handler's kind."""
    match kinds.shapes:
        case (LibraryObject(qualified=qualified),):
            return replace(raised, name=qualified, derived=True)
        case (Ref(address=address),) if isinstance(raised.state.heap.get(address), ClassObject):
            return replace(raised, cls=address, derived=True)
    return raised


def _run_handler(
    interp: Interpreter,
    handler: cst.ExceptHandler | cst.ExceptStarHandler,
    raised: Raised,
    done: Completions,
) -> list[State]:
    from fclint.analysis.assignment import bind_name, scope_of
    from fclint.analysis.statements import execute_block

    frame = interp.frame
    name = handler.name.name.value if handler.name else None  # type: ignore[union-attr]
    raised, value = handled(raised, handler)
    if name is not None:
        bind_name(interp, raised.state, name, value)
    outer = frame.handling
    frame.handling = (*outer, raised)
    try:
        states = execute_block(interp, handler.body, [raised.state], done)
    finally:
        frame.handling = outer
    if name is not None:
        for state in states:
            address = scope_of(interp, state, name)
            if address is not None:
                state.mutable(address, Scope).names.pop(name, None)
    return states


def execute_raise(
    interp: Interpreter, node: cst.Raise, states: list[State], done: Completions
) -> list[State]:
    """``raise``, ``raise X``, ``raise X(...) from Y``."""
    for state in states:
        if node.exc is None:
            _reraise(interp, node, state)
            continue
        for after, value in interp.evaluate(node.exc, state):
            throw_value(interp, after, value, node)
    return []


def _reraise(interp: Interpreter, node: cst.CSTNode, state: State) -> None:
    under_way = next(being_handled(interp), None)
    if under_way is not None:
        interp.rethrow(under_way.at(state))
    else:
        interp.throw(state, node)


def being_handled(interp: Interpreter) -> Iterator[Raised]:
    """The exceptions that are being handled where the interpreter is, the innermost first."""
    frame: Frame | None = interp.frame
    while frame is not None:
        yield from reversed(frame.handling)
        frame = frame.caller


def throw_value(interp: Interpreter, state: State, value: Value, node: cst.CSTNode) -> None:
    """Raises an exception object or class."""
    for shape in state.resolve(value).shapes:
        single = Value((shape,), value.term)
        again = next((each for each in being_handled(interp) if _is_same(each, single)), None)
        if again is not None:
            interp.rethrow(again.at(state.fork()))
        else:
            _throw_shape(interp, state.fork(), shape, single, node)


def _is_same(raised: Raised, thrown: Value) -> bool:
    """Whether ``thrown`` is the object of an exception that is being handled."""
    if raised.value is None:
        return False
    if thrown.term is not None:
        return thrown.term == raised.value.term
    return isinstance(thrown.shapes[0], Ref) and raised.value.shapes == thrown.shapes


def _throw_shape(
    interp: Interpreter, state: State, shape: Shape, single: Value, node: cst.CSTNode
) -> None:
    match shape:
        case LibraryObject(qualified=qualified):
            interp.throw(state, node, qualified)
        case Instance(name=name):
            interp.throw(state, node, name, value=single)
        case Ref(address=address):
            thing = state.heap.get(address)
            if isinstance(thing, ClassObject):
                interp.throw(state, node, cls=address)
            elif isinstance(thing, InstanceObject) and len(thing.cls.shapes) == 1:
                cls = thing.cls.shapes[0]
                if isinstance(cls, Ref):
                    interp.throw(state, node, cls=cls.address, value=single)
                else:
                    interp.throw(state, node, value=single)
            else:
                interp.throw(state, node)
        case _:
            interp.throw(state, node)


# --- with


def execute_with(
    interp: Interpreter, node: cst.With, states: list[State], done: Completions
) -> list[State]:
    """``with a as b, c: ...``."""
    if node.asynchronous is not None:
        return _async_with(interp, node, states, done)
    after_all: list[State] = []
    for state in states:
        after_all.extend(_enter_items(interp, node, 0, state, done))
    return bounded(after_all, interp.width)


def _async_with(
    interp: Interpreter, node: cst.With, states: list[State], done: Completions
) -> list[State]:
    from fclint.analysis.statements import execute_block

    for state in states:
        for item in node.items:
            for after, value in interp.evaluate(item.item, state):
                interp.escape(after, value)
    return execute_block(interp, node.body, states, done)


def _enter_items(
    interp: Interpreter, node: cst.With, index: int, state: State, done: Completions
) -> list[State]:
    """Enters the manager at ``index``, and inside it the rest, and inside that the body."""
    from fclint.analysis.assignment import assign
    from fclint.analysis.statements import execute_block

    if index == len(node.items):
        return execute_block(interp, node.body, [state], done)
    item = node.items[index]
    after_all: list[State] = []

    def inside(entered: State, value: Value, inner: Completions) -> list[State]:
        starts = [entered]
        if item.asname is not None:
            starts = assign(interp, item.asname.name, value, entered)
        return [
            after
            for start in starts
            for after in _enter_items(interp, node, index + 1, start, inner)
        ]

    for before, manager in interp.evaluate(item.item, state):
        after_all.extend(managers.run(interp, before, manager, inside, done, item.item))
    return after_all


__all__ = [
    "NONE",
    "Caught",
    "execute_raise",
    "execute_try",
    "execute_with",
    "finally_",
    "throw_value",
]
