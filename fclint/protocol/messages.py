"""What exceptions say, fit for a message."""

from __future__ import annotations

_LONGEST = 160


def one_line(text: str) -> str:
    """``text`` in one line, without a full stop at its end, and not too long."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."
