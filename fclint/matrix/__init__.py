"""The matrix: a handler is sent a systematic set of requests, and judged for all of them.

Which requests these are is computed from what the handler asks of a request (:mod:`.plan`); they
are sent one after the other (:mod:`.running`); of those that show a finding the smallest is told
(:mod:`.smallest`).
"""

from __future__ import annotations
