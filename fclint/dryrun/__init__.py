"""The dry run: a handler is called as a platform calls it, and what happens is recorded.

:class:`Shim` is a WSGI middleware that works anywhere; :class:`~fclint.dryrun.process.Instance`
does the same in a process of its own, with the runtime's loading rules, limits and environment.
"""

from __future__ import annotations

from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.dryrun.response import Response, ResponseError
from fclint.dryrun.shim import Shim

__all__ = ["Recorded", "Request", "Response", "ResponseError", "Shim"]
