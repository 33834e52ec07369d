"""A request to a function, as a client sends it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class RequestError(ValueError):
    """A request that can't be made; the message is one line."""


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request.

    ``path`` is percent-decoded text and begins with a slash; ``query`` is as it is sent, without
    the question mark. Bytes that are no UTF-8 are surrogates in them, as ``os.fsdecode`` has them.
    ``headers`` keep order and repetition. ``asynchronous``: the platform answers at once and calls
    the function later. ``sent`` is the request target as the client wrote it, where that is known.
    """

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    asynchronous: bool = False
    sent: str = ""

    def __post_init__(self) -> None:
        """Raises :class:`RequestError` for what no HTTP client can send."""
        if not self.method.isascii() or not self.method.replace("-", "").isalpha():
            raise RequestError(f"no HTTP method: {self.method!r}")
        if not self.path.startswith("/"):
            raise RequestError(f"a path has to begin with a slash: {self.path!r}")
        for name, value in self.headers:
            if not name or any(char in "\r\n:" or char.isspace() for char in name):
                raise RequestError(f"no header name: {name!r}")
            if "\r" in value or "\n" in value or "\0" in value:
                raise RequestError(f"a line break in the value of header {name!r}")

    def header(self, name: str) -> str | None:
        """The values of a header, joined by commas; None where it isn't sent."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return ",".join(found) if found else None

    @property
    def target(self) -> str:
        """The request target: path, percent-encoded, and query."""
        if self.sent:
            return self.sent
        from urllib.parse import quote

        path = quote(encoded(self.path), safe="/:@!$&'()*+,;=~-._")
        return f"{path}?{self.query}" if self.query else path

    def as_json(self) -> dict[str, object]:
        """The request as plain JSON data, in the form that :meth:`from_json` reads."""
        return {
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": [list(pair) for pair in self.headers],
            "bodyBase64": base64.b64encode(self.body).decode("ascii"),
            "async": self.asynchronous,
            **({"target": self.sent} if self.sent else {}),
        }

    @classmethod
    def from_json(cls, data: Any) -> Request:
        """The request that JSON data describes: ``method``, ``path``, ``query`` (a string or an
        object), ``headers`` (an object, whose values may be lists, or pairs), ``body`` (a string)
        or ``bodyBase64``, ``async``, ``target`` (path and query as they are sent).

        Raises :class:`RequestError`."""
        if not isinstance(data, Mapping):
            raise RequestError("a request has to be a JSON object")
        known = ("method", "path", "query", "headers", "body", "bodyBase64", "async", "target")
        for key in data:
            if key not in known:
                from fclint.suggest import did_you_mean

                raise RequestError(f"unknown key {key!r} in the request{did_you_mean(key, known)}")
        query = data.get("query", "")
        if isinstance(query, Mapping):
            from urllib.parse import urlencode

            query = urlencode(query, doseq=True)
        if not isinstance(query, str):
            raise RequestError("'query' has to be a string or an object")
        return cls(
            method=_text(data, "method", "GET").upper(),
            path=_text(data, "path", "/"),
            query=query,
            headers=tuple(_headers(data.get("headers", ()))),
            body=_body(data),
            asynchronous=bool(data.get("async", False)),
            sent=_text(data, "target", ""),
        )


def is_asynchronous(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether the headers of a request ask for an asynchronous invocation."""
    found = [value for name, value in headers if name.lower() == "x-fc-invocation-type"]
    return found == ["Async"]


def encoded(text: str) -> bytes:
    """The bytes that a client sends for ``text``: UTF-8, and for surrogates what they stand for."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # surrogates that stand for nothing
        return text.encode("utf-8", "surrogatepass")


def _text(data: Mapping[str, Any], key: str, default: str) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise RequestError(f"{key!r} has to be a string")
    return value


def _headers(data: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    pairs = data.items() if isinstance(data, Mapping) else data
    if not isinstance(pairs, (list, tuple)) and not isinstance(data, Mapping):
        raise RequestError("'headers' has to be an object, or a list of [name, value]")
    for pair in pairs:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2 or not isinstance(pair[0], str):
            raise RequestError("'headers' has to be an object, or a list of [name, value]")
        name, value = pair
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, bool) or not isinstance(each, (str, int, float)):
                raise RequestError(f"the value of header {name!r} has to be a string")
            found.append((name, str(each)))
    return found


def _body(data: Mapping[str, Any]) -> bytes:
    if "body" in data and "bodyBase64" in data:
        raise RequestError("body and bodyBase64 exclude each other")
    if "bodyBase64" in data:
        try:
            return base64.b64decode(_text(data, "bodyBase64", ""), validate=True)
        except (binascii.Error, ValueError):
            raise RequestError("bodyBase64 is no base64") from None
    body = data.get("body", "")
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode("utf-8", "surrogateescape")
    import json

    return json.dumps(body).encode()
