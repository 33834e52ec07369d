"""Methods that are known only by the type of their result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.matches import found_by
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.heap import ListObject
from fclint.analysis.domain.shapes import BYTES, STR, Ref
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import EnvironItem
from fclint.analysis.escape import hand_over
from fclint.analysis.libraries import catalogue
from fclint.analysis.libraries.libtypes import kind_of, returned
from fclint.analysis.libraries.opening import OPENERS, opened
from fclint.analysis.messages import is_receiving
from fclint.analysis.requests.decoding import given_back, substituted
from fclint.analysis.requests.origins import is_used_up, note_reading, read_from, with_origin
from fclint.protocol.refusals import READS
from fclint.values import Bytes, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def by_type(
    interp: Interpreter,
    state: State,
    receiver: Value,
    name: str,
    arguments: Arguments,
    node: cst.CSTNode,
) -> list[Outcome]:
    """A method known only by the type of its result. Library code changes no argument, but may
    call what it is handed."""
    kind = kind_of(state, receiver.shapes[0])
    member = catalogue.attribute(kind, name) if kind is not None else None
    if isinstance(member, catalogue.LibFunction):
        opener = OPENERS.get(member.qualified)
        if opener is not None:
            given = Arguments((receiver, *arguments.positional), arguments.keywords)
            return opened(interp, state, opener, given, node)
        hand_over(interp, state, member.qualified, arguments.values())
    else:
        interp.escape(state, *arguments.values())
        interp.may_throw(state, node)
        return [(state, interp.opaque(state, node))]
    if member.never_returns:
        interp.throw(state, node)
        return []
    if not _is_harmless(member.qualified) or isinstance(receiver.term, EnvironItem):
        interp.may_throw(state, node)
    if is_receiving(member.qualified):
        state.receive()
    if name == "sub" and member.qualified == "re.Pattern.sub" and len(arguments.positional) > 1:
        replacement, subject = arguments.positional[:2]
        left = substituted(interp, state, receiver, replacement, subject, node)
        if left is not None:
            return left
    given = Arguments((receiver, *arguments.positional), arguments.keywords)
    value = found_by(interp, state, member.qualified, given, node) or returned(
        interp, state, member.returns, arguments.positional, node
    )
    value = given_back(state, member.qualified, value, given, node)
    origin = read_from(receiver.shapes[0])
    if is_used_up(receiver.shapes[0]):
        value = _nothing_more(state, name, node) if name in READS else value
    elif origin is not None:
        value = with_origin(state, value, origin)
    note_reading(state, receiver, name, arguments)
    if member.returns.kind == "self" or member.qualified in _GIVING_THEMSELVES:
        value = receiver
    if not member.returns.is_known:
        from fclint.analysis.libraries.frameworks import gives_text

        as_text = gives_text(member.qualified, arguments)
        if as_text is not None:
            value = interp.identified(state, STR if as_text else BYTES, node)
    if interp.asking is not None:
        interp.asking.matched(state, member.qualified, given.positional, value)
    return [(state, value)]


def _nothing_more(state: State, name: str, node: cst.CSTNode) -> Value:
    """What a method gives that reads where nothing is left."""
    if name == "readlines":
        return Value((Ref(state.allocate(node, ListObject("list", []))),))
    return Value((Bytes((b"",)),))


_GIVING_THEMSELVES = frozenset({"builtins.BaseException.with_traceback"})
"""Methods whose result is the object itself, where its type doesn't say so any more."""
_HARMLESS = ("builtins.", "logging.", "datetime.", "time.", "uuid.", "io.BytesIO", "io.StringIO")


def _is_harmless(qualified: str) -> bool:
    """Whether calls don't raise for arguments of the right kind."""
    return qualified.startswith(_HARMLESS)
