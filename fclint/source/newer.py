"""Files in a newer Python than the running one: LibCST knows their grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libcst as cst


def may_be_newer(error: SyntaxError | ValueError) -> bool:
    """Whether CPython's complaint may come from a grammar that it can't know yet."""
    return type(error) is SyntaxError


def parse_newer(text: str) -> cst.Module | None:
    """The LibCST module of ``text`` if it holds syntax newer than the running Python."""
    return None
