"""Inputs as sequences of choices, enumerated: those that differ from the first ones least first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

MAX_CHOICES = 12
"""How many questions of one run are answered in more than one way."""


class Stop(BaseException):
    """Ends a run that goes on for too long."""


class Choices:
    """The answers that one run gets: those of ``prefix`` first, then always the first option."""

    def __init__(self, prefix: tuple[int, ...] = ()) -> None:
        self.prefix = prefix
        self.made: list[int] = []
        self.widths: list[int] = []

    def choose(self, width: int) -> int:
        """One of ``width`` options. Raises :class:`Stop` when there were too many questions."""
        index = len(self.made)
        if index >= MAX_CHOICES:
            raise Stop
        pick = self.prefix[index] if index < len(self.prefix) else 0
        self.made.append(pick)
        self.widths.append(width)
        return pick

    def alternatives(self) -> Iterator[tuple[int, ...]]:
        """The prefixes that this run leaves to be tried."""
        for index in range(len(self.prefix), len(self.made)):
            for other in range(1, self.widths[index]):
                yield (*self.made[:index], other)


class Enumeration:
    """All inputs, breadth first, up to ``most`` of them."""

    def __init__(self, most: int) -> None:
        self._pending: deque[tuple[int, ...]] = deque([()])
        self._most = most
        self.runs = 0

    @property
    def complete(self) -> bool:
        """Whether there is no input that was not tried."""
        return not self._pending

    def __iter__(self) -> Iterator[Choices]:
        while self._pending and self.runs < self._most:
            self.runs += 1
            choices = Choices(self._pending.popleft())
            yield choices
            self._pending.extend(choices.alternatives())
