"""fclint: what Function Compute will do with your HTTP handler, before you deploy it.

PYTEST_DONT_REWRITE, or pytest warns where fclint was imported before it.
"""

from __future__ import annotations

__version__ = "0.1.0"
