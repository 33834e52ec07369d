"""Which statements may go to LibCST: its parser overflows the native stack on deep ones."""

from __future__ import annotations

import ast
from collections.abc import Iterable

MAX_DEPTH = 100
MAX_SIZE = 1_000_000


def nests_too_deeply(node: ast.stmt, text: str, size: int) -> bool:
    """Whether LibCST might overflow on ``node``."""
    if size < MAX_DEPTH:
        return False
    level: list[ast.AST] = [node]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in ast.iter_child_nodes(parent)]
        if not level:
            return False
    return True


def too_large(nodes: Iterable[ast.stmt], size: int) -> bool:
    """Whether LibCST would take too long."""
    return size > MAX_SIZE
