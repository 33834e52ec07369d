"""The abstract interpreter: foresees, from source, what happens when a handler is called.

``docs/analysis.md`` explains how it works and where everything is.
"""

from __future__ import annotations

from fclint.analysis.api import HandlerRun, analyse

__all__ = ["HandlerRun", "analyse"]
