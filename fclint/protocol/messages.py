"""What exceptions say, fit for a message."""

from __future__ import annotations

from fclint.values import shorten

_LONGEST = 160


def one_line(text: str) -> str:
    """``text`` in one line, without a full stop at its end, and not too long."""
    return shorten(" ".join(text.split()).rstrip("."), _LONGEST)
