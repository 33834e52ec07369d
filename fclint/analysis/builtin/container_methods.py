"""Methods of heap objects, each by its kind; those of generators and managers by their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.dict_methods import call_dict_method
from fclint.analysis.builtin.list_methods import call_list_method
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import (
    ClassObject,
    DictObject,
    EnvironObject,
    GeneratorExpression,
    GeneratorObject,
    InstanceObject,
    ListObject,
    ManagerObject,
)
from fclint.analysis.domain.shapes import NONE, Address, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.environs import environ
from fclint.analysis.generators import next_item
from fclint.values import Sequence, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def call_object_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """A method of the object at ``address``; None where only its type is known."""
    thing = state.heap.get(address)
    match thing:
        case EnvironObject():
            return environ.call_method(
                interp, state, address, name, arguments.positional, arguments.keywords, node
            )
        case ListObject():
            return call_list_method(interp, state, address, thing, name, arguments, node)
        case DictObject():
            return call_dict_method(interp, state, address, thing, name, arguments, node)
        case GeneratorObject() | GeneratorExpression():
            return _generator_method(interp, state, address, name, arguments, node)
        case ManagerObject():
            return _manager_method(interp, state, address, thing, name, arguments, node)
        case InstanceObject() | ClassObject():
            return _inherited_method(interp, state, address, name, arguments, node)
    return None


def _generator_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    value = Value((Ref(address),))
    match name:
        case "__next__":
            return next_item(interp, state, value, None, node)
        case "__iter__":
            return [(state, value)]
        case "close":
            return [(state, NONE)]
    interp.escape(state, value, *arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]


def _manager_method(
    interp: Interpreter,
    state: State,
    address: Address,
    thing: ManagerObject,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """Methods of an ``ExitStack``."""
    if thing.kind != "stack" or not arguments.positional:
        return None
    first = arguments.positional[0]
    mine = state.mutable(address, ManagerObject)
    if name == "enter_context":
        mine.values = (*mine.values, first)
        from fclint.analysis.class_attributes import method_of

        enter = method_of(interp, state, first, "__enter__", node)
        if enter is not None:
            return interp.call(state, enter, Arguments(), node)
        return [(state, interp.opaque(state, node))]
    if name == "push":
        mine.values = (*mine.values, first)
        return [(state, first)]
    if name == "callback":
        rest = Value((Sequence("tuple", arguments.positional[1:], None),))
        mine.values = (*mine.values, Value((Sequence("tuple", (first, rest), None),)))
        return [(state, first)]
    return None


def _inherited_method(
    interp: Interpreter,
    state: State,
    address: Address,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A method that a class of the project inherits from a library class."""
    if name in ("__init__", "__init_subclass__", "__setattr__"):
        return [(state, NONE)]
    interp.escape(state, Value((Ref(address),)), *arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.opaque(state, node))]
