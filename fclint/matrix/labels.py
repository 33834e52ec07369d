"""Labels: what is special about a request, in a few words."""

from __future__ import annotations

from fclint.dryrun.request import Request
from fclint.matrix.samples import FORM, JSON
from fclint.values import shorten

_LONGEST = 60
_SHORT_BODY = 48
_KINDS = {JSON: "JSON", FORM: "form", "application/octet-stream": "binary"}


def describe(request: Request, base: Request) -> str:
    """Method and target, and what ``request`` has otherwise than ``base``."""
    parts = [f"{request.method} {shorten(request.target, _LONGEST)}"]
    known = {(name.lower(), value) for name, value in base.headers}
    kind = _KINDS.get(request.header("Content-Type") or "", "") if request.body else ""
    for name, value in request.headers:
        told = kind and name.lower() == "content-type"
        if (name.lower(), value) not in known and not told:
            parts.append(f"{name}: {shorten(value, _LONGEST)}".rstrip())
    if request.body != base.body:
        parts.append(_body(request.body, kind or "body"))
    return ", ".join(parts)


def _body(body: bytes, kind: str) -> str:
    if not body:
        return "no body"
    if len(body) <= _SHORT_BODY:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return f"{kind} {body!r}"
        if text.isprintable():
            return f"{kind} {text}"
        return f"{kind} {text!r}"
    if body.isascii():
        return f"{kind} of {len(body):,} bytes"
    return f"binary body of {len(body):,} bytes"
