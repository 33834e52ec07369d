"""Library functions that give text or bytes, by arguments that say which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.shapes import BYTES, STR, known_text, single
from fclint.analysis.domain.state import State
from fclint.analysis.escape import hand_over
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


def _check_output(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``subprocess.check_output()``: bytes, unless anything asks for text."""
    made = BYTES
    for name in ("text", "universal_newlines", "encoding", "errors"):
        given = arguments.get(-1, name)
        known, constant = (True, None) if given is None else single(state.resolve(given))
        if not known:
            return None
        made = STR if constant else made
    return _given(interp, state, "subprocess.check_output", arguments, made, node)


def _tostring(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``ElementTree.tostring()``: bytes, unless the encoding is ``'unicode'``."""
    encoding = arguments.get(1, "encoding")
    text = known_text(state.resolve(encoding)) if encoding is not None else ""
    if text is None:
        return None
    made = STR if text == "unicode" else BYTES
    return _given(interp, state, "xml.etree.ElementTree.tostring", arguments, made, node)


def _given(
    interp: Interpreter,
    state: State,
    qualified: str,
    arguments: Arguments,
    made: Value,
    node: cst.CSTNode,
) -> list[Outcome]:
    hand_over(interp, state, qualified, arguments.values())
    interp.may_throw(state, node)
    return [(state, interp.identified(state, made, node))]


FUNCTIONS: dict[str, Special] = {
    "subprocess.check_output": _check_output,
    "xml.etree.ElementTree.tostring": _tostring,
}
"""For the table of functions with a semantics of their own."""
