"""Which arguments the operator ``%`` refuses on text and bytes."""

from __future__ import annotations

from collections.abc import Callable

from fclint.analysis.builtin.text import percent_parts
from fclint.analysis.domain.state import State
from fclint.values import Bytes, Sequence, Shape, Str

_NUMERIC = frozenset("diouxXeEfFgG")
_BYTES_ONLY = frozenset("sb")

KindOf = Callable[[State, Shape], "str | None"]
"""The name of an object's type; None where it isn't known."""


def refuses(state: State, template: Shape, given: Shape, kind_of: KindOf) -> bool:
    """Whether ``template % given`` surely raises TypeError, as far as the types of what fills the
    template's places tell. Templates with names or with widths among the arguments never do."""
    letters = _conversions(template)
    if letters is None:
        return False
    if isinstance(given, Sequence):
        if given.kind != "tuple" or given.items is None or len(given.items) != len(letters):
            return False
        alternatives = [state.resolve(item).shapes for item in given.items]
    elif kind_of(state, given) in _SINGLE and len(letters) == 1:
        alternatives = [(given,)]
    else:
        return False
    text = isinstance(template, Str)
    return any(
        shapes and all(_misfit(letter, kind_of(state, shape), text=text) for shape in shapes)
        for letter, shapes in zip(letters, alternatives, strict=True)
    )


_SINGLE = frozenset({"str", "bytes", "bytearray", "None", "int", "bool", "float"})


def _conversions(template: Shape) -> list[str] | None:
    """The letters of a template's conversions; None where they aren't known."""
    value = template.value if isinstance(template, (Str, Bytes)) else None
    if value is None:
        return None
    parts = percent_parts(value if isinstance(value, str) else value.decode("latin-1"))
    fields = [part for part in parts[1::2] if part[-1] != "%"]
    if any("%" in part for part in parts[::2]) or any("(" in f or "*" in f for f in fields):
        return None
    return [field[-1] for field in fields]


def _misfit(letter: str, kind: str | None, *, text: bool) -> bool:
    if letter in _NUMERIC:
        return kind in ("str", "bytes", "bytearray", "None")
    if letter in _BYTES_ONLY and not text:
        return kind in ("str", "None", "int", "bool", "float")
    return False
