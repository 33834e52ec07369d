"""Requests as people have them in files: JSON, HAR, ``.http`` files, curl commands.

Sources: HAR 1.2, "request"; the ``.http`` format of editors' HTTP clients (requests parted by
``###``, each like a message of RFC 9112).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from fclint.dryrun.request import Request, RequestError

_SEPARATOR = re.compile(r"^###.*$", re.MULTILINE)
_REQUEST_LINE = re.compile(r"(?:([A-Z][A-Z-]*)\s+)?(\S+)(?:\s+HTTP/[\d.]+)?\s*")
_LARGEST = 128 * 1024 * 1024


def read_request(data: bytes, filename: str = "", entry: int | None = None) -> Request:
    """The request in ``data``, whatever format it is in; ``entry`` chooses one of several, from 1.

    ``filename`` helps to tell the format, and files that the request names are relative to its
    folder. Raises :class:`RequestError`.
    """
    if len(data) > _LARGEST:
        raise RequestError("the file with the request is too large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError("the file with the request is not UTF-8") from None
    start = text.lstrip()
    folder = os.path.dirname(os.path.abspath(filename))
    if start.split(None, 1)[:1] == ["curl"]:
        from fclint.dryrun.curl import parse_curl

        return parse_curl(text, folder)
    if start[:1] in ("{", "["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RequestError(f"the request is no JSON: {error}") from None
        return _of_json(found, entry)
    if not start:
        raise RequestError("the file with the request is empty")
    return _of_http(text, folder, entry)


def split_target(target: str) -> tuple[str, str]:
    """Path, decoded, and query of a URL or of the path and query alone."""
    try:
        parts = urlsplit(target)
    except ValueError as error:
        raise RequestError(f"no URL: {target!r}: {error}") from None
    path = unquote(parts.path, errors="replace") or "/"
    return path if path.startswith("/") else f"/{path}", parts.query


def _of_json(data: Any, entry: int | None) -> Request:
    if isinstance(data, Mapping) and isinstance(data.get("log"), Mapping):
        return _of_har(data["log"], entry)
    if isinstance(data, list):
        data = _chosen(data, entry)
    if not isinstance(data, Mapping):
        raise RequestError("a request has to be a JSON object")
    data = dict(data)
    if isinstance(data.get("path"), str):
        path, mark, query = data["path"].partition("?")
        data["path"] = unquote(path, errors="replace")
        if mark:
            data.setdefault("query", query)
    return Request.from_json(data)


def _of_har(log: Mapping[str, Any], entry: int | None) -> Request:
    entries = log.get("entries")
    found = _chosen(entries, entry) if isinstance(entries, list) else None
    request = found.get("request") if isinstance(found, Mapping) else None
    if not isinstance(request, Mapping) or not isinstance(request.get("url"), str):
        raise RequestError("the HAR file has no such entry with a request")
    path, query = split_target(request["url"])
    listed = request.get("headers")
    headers = [
        [str(each["name"]), str(each["value"])]
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, Mapping)
        and "name" in each
        and "value" in each
        # HTTP/2 has pseudo-headers; CGI sets the length itself.
        and not str(each["name"]).startswith(":")
    ]
    post = request.get("postData")
    post = post if isinstance(post, Mapping) else {}
    body = "bodyBase64" if post.get("encoding") == "base64" else "body"
    data = {"method": request.get("method", "GET"), "path": path, "query": query}
    return Request.from_json({**data, "headers": headers, body: post.get("text") or ""})


def _of_http(text: str, folder: str, entry: int | None) -> Request:
    blocks = [block for block in map(_without_comments, _SEPARATOR.split(text)) if block.strip()]
    if not blocks:
        raise RequestError("the file with the request is empty")
    head, _, body = _chosen(blocks, entry).strip("\n").partition("\n\n")
    first, *rest = head.split("\n")
    while rest and rest[0][:1].isspace():  # the query on lines of its own
        first += rest.pop(0).strip()
    line = _REQUEST_LINE.fullmatch(first.strip())
    if line is None or not (line[1] or "/" in line[2]):
        raise RequestError(f"no request line such as 'GET /path': {first.strip()[:60]!r}")
    if "{{" in first or "{{" in "".join(rest):
        raise RequestError("variables such as {{name}} are not known here: write their values")
    headers = []
    for row in rest:
        name, colon, value = row.partition(":")
        if not colon:
            raise RequestError(f"no header such as 'Name: value': {row.strip()[:60]!r}")
        headers.append((name.strip(), value.strip()))
    path, query = split_target(line[2])
    content = body.strip("\n").encode()
    if body.startswith("< "):
        content = read_file(body[2:].strip(), folder)
    return Request(line[1] or "GET", path, query, tuple(headers), content)


def read_file(name: str, folder: str) -> bytes:
    """A file that a request names, relative to ``folder``. Raises :class:`RequestError`."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read(_LARGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RequestError(f"cannot read {name!r}: {reason}") from None


def _without_comments(block: str) -> str:
    """A request without the comments above its first line."""
    lines = block.replace("\r\n", "\n").split("\n")
    while lines and (not lines[0].strip() or lines[0].lstrip().startswith(("#", "//", "@"))):
        lines.pop(0)
    return "\n".join(lines)


def _chosen(found: list[Any], entry: int | None) -> Any:
    number = entry or 1
    if not 1 <= number <= len(found):
        raise RequestError(f"there is no request {number}: the file has {len(found)}")
    return found[number - 1]
