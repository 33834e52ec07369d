"""The abstract interpreter: foresees, from source, what happens when a handler is called.

``docs/analysis.md`` explains how it works and where everything is.
"""

from __future__ import annotations

from fclint.analysis.api import analyse
from fclint.analysis.handler_run import HandlerRun

__all__ = ["HandlerRun", "analyse"]
