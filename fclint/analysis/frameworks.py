"""What web frameworks offer: their applications, responses and requests, and what calls give."""

from __future__ import annotations

from fclint.analysis.library import LibModule


def module(name: str) -> LibModule | None:
    """The framework's module ``name``; None if nothing is known of it."""
    return None
