"""The requests of a test: what its author writes becomes what a client sends."""

from __future__ import annotations

import json as json_module
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict
from urllib.parse import urlencode

from fclint.dryrun.reading import split_target
from fclint.dryrun.request import Request, RequestError, is_asynchronous
from fclint.plurals import counted, noun

Pairs = Mapping[str, Any] | Iterable[tuple[str, Any]]
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Options(TypedDict, total=False):
    """What may be said of a request beside its method and path.

    ``query`` is a string or pairs, ``headers`` are pairs, ``data`` is the body: bytes, text, or
    the pairs of a form; ``json`` is anything that becomes JSON. ``allow`` are rules, by code,
    prefix of codes or name, whose findings don't fail the test.
    """

    query: str | Pairs
    headers: Pairs
    data: bytes | str | Pairs
    json: Any
    allow: str | Iterable[str]


def build_request(method: str, path: str, options: Options) -> Request:
    """The request. Raises :class:`~fclint.dryrun.request.RequestError` for one that can't be, and
    TypeError for options of a wrong type."""
    if "data" in options and "json" in options:
        raise RequestError("data and json exclude each other")
    headers = [(name, str(value)) for name, value in _pairs(options.get("headers", ()))]
    body, kind = _body(options)
    if kind and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", kind))
    path, query = split_target(path)
    if "query" in options:
        query = _query(options["query"])
    return Request(
        method=method.upper(),
        path=path,
        query=query,
        headers=tuple(headers),
        body=body,
        asynchronous=is_asynchronous(headers),
    )


def describe(request: Request) -> list[str]:
    """The request in a few lines: request line, headers, size of the body."""
    lines = [f"{request.method} {_short(request.target)}"]
    lines += [f"{name}: {_short(value)}" for name, value in request.headers[:20]]
    if len(request.headers) > 20:
        lines.append(f"... {counted(len(request.headers) - 20, 'more header')} ...")
    if request.body:
        lines.append(f"[{len(request.body):,} {noun(len(request.body), 'byte')} of body]")
    return lines


def _body(options: Options) -> tuple[bytes, str]:
    """The body, and the Content-Type that it has where nobody says another."""
    if "json" in options:
        return json_module.dumps(options["json"]).encode(), _JSON
    data = options.get("data", b"")
    if isinstance(data, str):
        return data.encode("utf-8", "surrogateescape"), ""
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data), ""
    return urlencode(list(_pairs(data)), doseq=True).encode(), _FORM


def _query(query: str | Pairs) -> str:
    if isinstance(query, str):
        return query.removeprefix("?")
    return urlencode(list(_pairs(query)), doseq=True)


def _pairs(pairs: Pairs) -> Iterable[tuple[str, Any]]:
    return pairs.items() if isinstance(pairs, Mapping) else pairs


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}... ({len(text):,} characters)"
