"""Parts of a request, by the keys of environ that they become: set, changed and left out.

Source: RFC 3875, section 4.1, for what becomes which key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fclint.dryrun.request import Request, RequestError

_MOST_BODY = 100_000
_NAMES = {"CONTENT_TYPE": "Content-Type", "CONTENT_LENGTH": "Content-Length"}


def with_key(request: Request, key: str, value: Any) -> Request | None:
    """``request``, changed so that environ has ``value`` under ``key`` (None: has no such key);
    None where no request has that."""
    try:
        return _with_key(request, key, value)
    except (RequestError, ValueError):
        return None


def _with_key(request: Request, key: str, value: Any) -> Request | None:
    if isinstance(value, bytes):
        if key == "wsgi.input":
            return replace(request, body=value) if len(value) <= _MOST_BODY else None
        value = value.decode("latin-1")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        return None
    match key:
        case "REQUEST_METHOD":
            return replace(request, method=value) if value and value.isupper() else None
        case "PATH_INFO":
            return replace(request, path=value) if value is not None else None
        case "QUERY_STRING":
            return replace(request, query=value) if value is not None and _is_query(value) else None
        case "CONTENT_LENGTH":
            return _with_length(request, value)
        case "CONTENT_TYPE":
            return _with_header(request, _NAMES[key], value)
    if key.startswith("HTTP_") and key != "HTTP_":
        return _with_header(request, header_name(key), value)
    return None


def header_name(key: str) -> str:
    """The header that becomes the environ key ``key``."""
    return _NAMES.get(key) or key.removeprefix("HTTP_").replace("_", "-").title()


def _is_query(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value


def _with_header(request: Request, name: str, value: str | None) -> Request:
    others = [pair for pair in request.headers if pair[0].lower() != name.lower()]
    added = [] if value is None else [(name, value.strip())]
    return replace(request, headers=(*others, *added))


def _with_length(request: Request, value: str | None) -> Request | None:
    """A body of so many bytes; a length that is none is sent as it is."""
    if value is None:
        return _with_header(replace(request, body=b""), "Content-Length", None)
    if not value.isascii() or not value.isdigit():
        return _with_header(request, "Content-Length", value)
    size = int(value)
    if size > _MOST_BODY:
        return None
    body = request.body[:size]
    filler = b" " if body else b"1"
    return replace(request, body=body + filler * (size - len(body)))
