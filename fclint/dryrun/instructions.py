"""Which expression an instruction comes from, on Python 3.10, which tells rows but no columns.

The instructions of one kind on one row, and the expressions of that kind in the order of their
evaluation, correspond to each other where there are as many of them.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """The ``index``-th of ``count`` instructions of one kind on one row, in order of execution."""

    kinds: tuple[type[ast.AST], ...]
    name: str
    index: int
    count: int

    def pick(self, candidates: list[ast.AST]) -> ast.AST | None:
        """The node among those of a row, in order of evaluation, that the instruction is of."""
        fitting = [
            node
            for node in candidates
            if isinstance(node, self.kinds)
            and (not isinstance(node, ast.Attribute) or node.attr == self.name)
        ]
        return fitting[self.index] if len(fitting) == self.count else None


_OPERATIONS: Mapping[str, tuple[type[ast.AST], ...]] = {
    "BINARY_SUBSCR": (ast.Subscript,),
    "STORE_SUBSCR": (ast.Subscript,),
    "DELETE_SUBSCR": (ast.Subscript,),
    "LOAD_ATTR": (ast.Attribute,),
    "LOAD_METHOD": (ast.Attribute,),
    "CALL_METHOD": (ast.Call,),
    "CALL_FUNCTION": (ast.Call,),
    "CALL_FUNCTION_KW": (ast.Call,),
    "CALL_FUNCTION_EX": (ast.Call,),
    "COMPARE_OP": (ast.Compare,),
    "CONTAINS_OP": (ast.Compare,),
    "YIELD_VALUE": (ast.Yield,),
    "YIELD_FROM": (ast.YieldFrom,),
}
"""What instructions of Python 3.10 come from."""


def operation_at(code: types.CodeType, instruction: int, row: int) -> Operation | None:
    """Which of the instructions of its kind and row the one at the offset ``instruction`` is."""
    import dis

    line = 0
    found: list[tuple[int, tuple[type[ast.AST], ...], str]] = []
    for each in dis.get_instructions(code):
        line = each.starts_line or line
        kinds = _OPERATIONS.get(each.opname)
        if each.opname.startswith(("BINARY_", "INPLACE_")) and kinds is None:
            kinds = (ast.BinOp, ast.AugAssign)
        if kinds is not None and line == row:
            name = each.argval if kinds == (ast.Attribute,) else ""
            found.append((each.offset, kinds, str(name)))
    for offset, kinds, name in found:
        if offset == instruction:
            alike = [at for at, *kind in found if kind == [kinds, name]]
            return Operation(kinds, name, alike.index(offset), len(alike))
    return None
