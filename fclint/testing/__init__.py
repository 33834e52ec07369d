"""Handlers in tests: called as Function Compute calls them, and judged by the rules of fclint.

With pytest the fixture ``fc`` is a :class:`Functions`; elsewhere ``Functions()`` does the same.
"""

from __future__ import annotations

from fclint.testing.client import Client
from fclint.testing.failure import FindingsError
from fclint.testing.functions import Functions
from fclint.testing.response import Response

__all__ = ["Client", "FindingsError", "Functions", "Response"]

FindingsError.__module__ = __name__  # where users find it, and what pytest shows
