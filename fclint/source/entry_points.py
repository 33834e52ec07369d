"""Entry points: what the platform calls in a file, because a manifest says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from fclint.finding import Span, Step
from fclint.targets.facts import Conditions


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """An attribute of a module that a deployed function names.

    ``written`` and ``span`` are the handler as it stands in the manifest, ``shown`` is the module's
    file as a reader of the manifest knows it. ``role`` is ``handler``, one of
    :data:`fclint.targets.runtimes.LIFECYCLE_HOOKS`, or ``configuration`` for a name that only the
    configuration of fclint gives: whether it is there is all that is asked then.
    """

    attribute: str
    written: str
    span: Span
    shown: str
    deployment: str
    """The function and its manifest, for messages."""
    target: str
    """The platform that findings are judged for."""
    expected: str = "wsgi"
    """What the runtime calls: ``wsgi``, ``event``, or empty where that is not known."""
    reason: str = ""
    """Why the runtime calls it so."""
    role: str = "handler"
    conditions: Conditions = field(default_factory=Conditions)
    shadowed: bool = False
    """The runtime has imported another module of this name: this one is never loaded."""

    @property
    def same(self) -> tuple[object, ...]:
        """What one run tells of: functions that share a handler may be alike in all of it."""
        return (self.attribute, self.role, self.target, self.expected, self.conditions)


class Stated:
    """The trace of what is so on every path: no decisions."""

    length = 0

    def steps(self) -> tuple[Step, ...]:
        """None."""
        return ()
