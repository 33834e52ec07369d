"""Facts of HTTP itself that hold on every target."""

from __future__ import annotations

# RFC 2616, section 13.5.1 ("Trailers" is its spelling of the header Trailer), and Proxy-Connection,
# which clients send although no RFC defines it. PEP 3333, "Other HTTP Features": an application
# must not use any of them.
_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "trailers",
        "transfer-encoding",
        "upgrade",
    }
)
# The one header of a response that begins with Proxy- and is end-to-end (RFC 9209, section 2).
_END_TO_END = frozenset({"proxy-status"})


def is_hop_by_hop(name: str) -> bool:
    """Whether the header ``name`` concerns one connection only and belongs to the server."""
    lowered = name.lower()
    if lowered in _END_TO_END:
        return False
    return lowered in _HOP_BY_HOP or lowered.startswith("proxy-")
