"""Literals: numbers, strings, and strings that are put together of them."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.builtin.text import NUMERAL_LIMIT, formatted, join_text
from fclint.analysis.domain.completions import Outcome
from fclint.analysis.domain.shapes import INT, STR, UNKNOWN, integer, raw, text
from fclint.analysis.domain.state import State
from fclint.analysis.special_methods import by_method
from fclint.values import Float, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter


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
            (last, (*values, formatted(last, shown, specification, conversion)))
            for before, values in outcomes
            for after, value in interp.evaluate(part.expression, before)
            for last, shown in _shown(interp, after, value, part)
        ]
    return [(each, join_text(values or (text(""),), each)) for each, values in outcomes]


def _shown(
    interp: Interpreter, state: State, value: Value, part: cst.FormattedStringExpression
) -> list[Outcome]:
    """What is formatted: of an object of the project what its ``__format__`` or ``__str__``
    gives."""
    if part.conversion in ("r", "a"):
        return [(state, value)]
    if part.conversion is None:
        own = by_method(interp, state, value, ("__format__",), (STR,), part)
        if own is not None:
            return own
    return by_method(interp, state, value, ("__str__",), (), part) or [(state, value)]


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
