"""What each platform guarantees to a handler and does with its answer: data with sources.

Everything fclint knows about Function Compute is a fact of one of these targets; nothing about
the platform is written anywhere else.
"""

from __future__ import annotations

from fclint.targets.facts import Conditions, Presence, Target
from fclint.targets.fc2 import FC2
from fclint.targets.wsgi import WSGI

__all__ = ["DEFAULT_TARGET", "TARGETS", "Conditions", "Presence", "Target"]

DEFAULT_TARGET = FC2.name
TARGETS: dict[str, Target] = {target.name: target for target in (FC2, WSGI)}
