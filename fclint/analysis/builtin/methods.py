"""Methods of builtin objects: exact on constants, by effect on containers, else by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.container_methods import call_object_method
from fclint.analysis.builtin.text_methods import call_text_method
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.shapes import (
    Ref,
)
from fclint.analysis.domain.state import State
from fclint.analysis.environs import key_sets
from fclint.analysis.libraries.typed_methods import by_type
from fclint.analysis.requests.misfits import method_arguments
from fclint.analysis.requests.origins import is_numeral_or_empty
from fclint.values import Bytes, Int, Sequence, Str, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


_STRIPPING = ("strip", "lstrip", "rstrip")


def call_builtin_method(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """``receiver.name(arguments)`` where the receiver is of a builtin or library type."""
    shape = receiver.shapes[0]
    fitting = method_arguments(interp, state, receiver, name, arguments, node)
    if fitting is None:
        return []
    arguments = fitting
    if name in _STRIPPING and not arguments.values() and is_numeral_or_empty(shape):
        return [(state, receiver)]
    if name in key_sets.METHODS:
        of_keys = key_sets.method(state, receiver, name, arguments.values())
        if of_keys is not None:
            return [(state, of_keys)]
    match shape:
        case Str() | Bytes():
            return call_text_method(interp, state, shape, receiver.term, name, arguments, node)
        case Ref(address=address):
            known = call_object_method(interp, state, address, name, arguments, node)
            if known is not None:
                return known
        case Sequence(kind=kind):
            if name == "count":
                return [(state, Value((Int(),), state.symbol(node)))]
            if name == "__iter__" or (name in ("copy",) and kind == "frozenset"):
                return [(state, receiver)]
    return by_type(interp, state, receiver, name, arguments, node)
