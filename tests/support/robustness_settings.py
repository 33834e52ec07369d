"""How much the tests of robustness try."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

MORE = int(os.environ.get("FCLINT_FUZZ", "1"))
"""How many times as many examples as usual: ``make fuzz`` asks for more, and for others."""

RANDOM = settings(
    database=None,
    deadline=None,
    derandomize=MORE == 1,
    suppress_health_check=list(HealthCheck),
)
