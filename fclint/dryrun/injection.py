"""Whether line breaks in a header come from the request (FC212).

Text has no mark of where it comes from. What stands beside a line break says it: where the same
character stands beside one in the decoded path, query or body, a client has put it there.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, unquote_plus

from fclint.values import Origin

_BREAK = re.compile(r"[\r\n]+")
_LARGEST = 100_000
"""Bytes of a body beyond which nothing is looked for in it."""


class RequestText:
    """The decoded text of a request, by the names of its parts."""

    def __init__(self, environ: Mapping[str, Any]) -> None:
        """Reads ``environ``, and nothing from its input stream."""
        self._environ = dict(environ)
        self._parts: tuple[tuple[str, str], ...] | None = None

    def origin(self, text: str) -> Origin | None:
        """The part of the request that a line break in ``text`` comes from, if there is one."""
        beside = [
            each
            for found in _BREAK.finditer(text)
            for each in (
                text[max(found.start() - 1, 0) : found.end()],
                text[found.start() : found.end() + 1],
            )
            if each.strip("\r\n")
        ]
        if not beside:
            return None
        if self._parts is None:
            self._parts = tuple(self._read())
        for name, content in self._parts:
            if any(each in content for each in beside):
                return Origin(name, breaks="".join(each for each in "\r\n" if each in text))
        return None

    def _read(self) -> Iterator[tuple[str, str]]:
        path = self._environ.get("PATH_INFO")
        if isinstance(path, str):
            yield "PATH_INFO", path
        query = self._environ.get("QUERY_STRING")
        if isinstance(query, str):
            yield "the query string", unquote(query)
            yield "the query string", unquote_plus(query)
        stream = self._environ.get("wsgi.input")
        if type(stream) is not io.BytesIO or stream.closed or stream.getbuffer().nbytes > _LARGEST:
            return
        body = stream.getvalue().decode("utf-8", "replace")
        yield "the body", body
        yield "the body", unquote_plus(body)
        try:
            yield "the body", "\0".join(_strings(json.loads(body)))
        except (ValueError, RecursionError):
            return


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _strings(value)
    elif isinstance(data, list):
        for item in data:
            yield from _strings(item)
