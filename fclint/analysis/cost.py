"""Cost: how much one handler's analysis may execute, so that it ends in any code.

A step is one statement executed in one state. A budget that is spent makes calls unknown; where
a handler runs, the path ends silently at a call of a function that returns no value: it may be
there to raise, which decides what is true of the rest. One that is overdrawn as much again makes
the analysis of that handler give up, and what follows silent.
"""

from __future__ import annotations

from dataclasses import dataclass

DEPTH = 24
"""How deeply calls are followed."""
FORKS = 48
"""How many outcomes beyond one each the expressions of a statement may have: each multiplies what
comes after it, as in ``(a or b) + (c or d) + ...``."""
CAP = 32
"""How many states may live at one point of the program (DESIGN, "Disjunctive states")."""
IMPORTING_CAP = 4
"""How many of them while a module is imported: paths through its top level are joined anyway."""


@dataclass(slots=True)
class Budget:
    """``steps`` in all, of which ``followed`` in functions that the handler calls. ``silent``: when
    it is spent, nothing is said of what comes after a call.

    The handler's own statements are bounded by its size and the number of states; a call may lead
    into a whole framework.
    """

    steps: int
    followed: int
    silent: bool = False

    def __post_init__(self) -> None:
        """Notes what there was to begin with."""
        self._steps, self._followed = self.steps, self.followed

    _steps: int = 0
    _followed: int = 0

    def spend(self, states: int, *, own: bool) -> bool:
        """Pays for a statement in so many states, one of the handler's ``own`` or one of a
        function it calls. False where the analysis has to give up."""
        self.steps -= states
        if not own:
            self.followed -= states
        return self.steps > -self._steps and (own or self.followed > -self._followed)

    @property
    def is_spent(self) -> bool:
        """Whether no further call may be followed."""
        return self.steps <= 0 or self.followed <= 0

    def width(self, loops: int, *, own: bool) -> int:
        """How many states may go on side by side inside so many loops: fewer in nested loops,
        whose rounds multiply, in functions that the handler calls, and when much is spent. What
        calls have cost takes nothing away from the handler's own statements."""
        if self.steps <= 0 or (self.is_spent and not own):
            return 2
        if not own:
            return 8 if loops < 2 else 2
        if self.steps < self._steps // 2:
            return 8 if loops < 2 else 2
        return (CAP, CAP, 8, 4)[loops] if loops < 4 else 2


def for_handler() -> Budget:
    """For running a handler."""
    return Budget(30_000, 1_000, silent=True)


def for_probe() -> Budget:
    """For finding out whether a function of two parameters is a handler at all."""
    return Budget(200, 60)


def for_surroundings() -> Budget:
    """For calling the function around a nested definition, to see the definition made."""
    return Budget(1_000, 200)


def for_top_level() -> Budget:
    """For executing the top level of the module that is linted."""
    return Budget(10_000, 600)


def for_imports() -> Budget:
    """For executing the top levels of all modules that it imports: a handler in a large tree may
    lead anywhere."""
    return Budget(1_500, 100)
