"""Completions: the ways in which a block of statements can end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.domain.state import State
from fclint.analysis.functions import Return, Site
from fclint.values import Value

if TYPE_CHECKING:
    from fclint.analysis.arguments import Arguments
    from fclint.analysis.interpreter import Interpreter

Outcome = tuple[State, Value]
"""What evaluating an expression gives on one path."""
Special = Callable[
    ["Interpreter", State, "Arguments", cst.CSTNode], list[tuple[State, Value]] | None
]
"""A library function that has a semantics of its own; None where it can't tell."""
OnItem = Callable[[State, Value, Site | None], list[State]]
"""What happens with each item of an iteration; the site is the ``yield`` that produced it. The
states that come back go on iterating."""


@dataclass(slots=True)
class Completions:
    """What a block of statements leads to, exceptions excepted (those are in the frame's sink)."""

    normal: list[State] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)

    def absorb(self, other: Completions) -> None:
        """Takes over everything but the normal completions of ``other``."""
        self.returns.extend(other.returns)
        self.breaks.extend(other.breaks)
        self.continues.extend(other.continues)
