"""Samples: what clients send in a part of a request of which only the name is known."""

from __future__ import annotations

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

_TYPICAL = {
    "accept": "*/*",
    "accept-encoding": "gzip",
    "accept-language": "en",
    "authorization": "Bearer x",
    "content-type": JSON,
    "cookie": "x=x",
    "host": "www.example.com",
    "if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT",
    "if-none-match": '"x"',
    "if-unmodified-since": "Mon, 01 Jan 2024 00:00:00 GMT",
    "origin": "https://www.example.com",
    "range": "bytes=0-0",
    "referer": "https://www.example.com/",
    "user-agent": "Mozilla/5.0",
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-host": "www.example.com",
    "x-forwarded-proto": "https",
    "x-real-ip": "203.0.113.7",
}
BROWSER = tuple(
    (name.title(), _TYPICAL[name])
    for name in ("host", "user-agent", "accept", "accept-encoding", "accept-language", "cookie",
                 "referer")
)  # fmt: skip
"""The headers that every request of a browser has."""


def typical(name: str) -> str:
    """A value that the header ``name`` really has."""
    return _TYPICAL.get(name.lower(), "x")


def header_values(name: str) -> tuple[str, ...]:
    """Values that the header ``name`` may have: a usual one, another, none."""
    return tuple(dict.fromkeys((typical(name), "x", "1", "")))


CONTENT_TYPES = (JSON, FORM, "text/plain; charset=utf-8", "multipart/form-data", "x")
LENGTHS = ("", "junk")
"""What CONTENT_LENGTH may be (PEP 3333: it may be empty), and what a server may pass on."""
QUERIES = ("x=x", "x", "x=%FF", "x=a%0D%0Ab", "x=%C3%A9", "=&&")
FIELDS = ("x", "1", "", "a\r\nb", "é", "-1")
"""Values of a field of a query string or form."""
COOKIES = ("x", "")
MEMBERS = ("x", 1, 0, None, "")
"""Values of a member of a JSON object."""
NOT_UTF8 = b"caf\xe9 \xff\xfe"
BINARY = bytes(range(256))
BODIES = (
    (b"x", ""),
    (NOT_UTF8, ""),
    (BINARY, "application/octet-stream"),
    (b"{}", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b'{"x": ', JSON),
    (b"x=x", FORM),
    (b"\xff=\xff&x", FORM),
)
"""Bodies, each with its Content-Type, if it has one."""
PATHS = (
    ("/é", "a path beyond ASCII"),
    ("/日本", "a path beyond latin-1"),
    ("/x\r\nX-Injected: 1", "a path with CR and LF, encoded"),
)
