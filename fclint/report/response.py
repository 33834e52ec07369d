"""A response as a client sees it, for people and for programs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fclint.report.style import Style

if TYPE_CHECKING:
    from fclint.dryrun.response import Response

_MOST_LINES = 100
_LONGEST_LINE = 2_000
_FIRST_BYTES = 32


def render(response: Response, style: Style) -> Iterator[str]:
    """Status line, headers and body; a body that is no text is summarised."""
    status = f"HTTP/1.1 {response.status} {style.visible(response.reason)}"
    yield style.paint(status, "label" if response.status < 400 else "error")
    for name, value in response.headers:
        yield f"{style.paint(style.visible(name) + ':', 'place')} {style.visible(value)}"
    if response.body:
        yield ""
        yield from _body(response, style)


def as_json(response: Response) -> dict[str, object]:
    """The response as JSON values; a body that is no text in base64, ``truncated`` only where the
    end of it was left out."""
    error = response.error
    data: dict[str, object] = {
        "status": response.status,
        "reason": response.reason,
        "headers": [list(pair) for pair in response.headers],
    }
    text = _text(response.body)
    if text is None:
        data["bodyBase64"] = base64.b64encode(response.body).decode("ascii")
    else:
        data["body"] = text
    if response.truncated:
        data["truncated"] = True
    data["error"] = (
        None
        if error is None
        else {
            "errorType": error.type,
            "errorMessage": error.message,
            "stackTrace": list(error.stack),
        }
    )
    return data


def text_lines(text: str, style: Style) -> Iterator[str]:
    """Lines of foreign text that are safe to print, no more than a reader wants."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    for line in lines[:_MOST_LINES]:
        shown = line[:_LONGEST_LINE].removesuffix("\r")
        yield style.visible(shown) + ("..." if len(line) > _LONGEST_LINE else "")
    if len(lines) > _MOST_LINES:
        yield style.paint(f"... {len(lines) - _MOST_LINES} more lines ...", "dim")


def _body(response: Response, style: Style) -> Iterator[str]:
    text = _text(response.body)
    if text is not None:
        yield from text_lines(text, style)
    else:
        kind = next((v for n, v in response.headers if n.lower() == "content-type"), "bytes")
        first = response.body[:_FIRST_BYTES].hex(" ")
        more = " ..." if response.size > _FIRST_BYTES else ""
        told = f"[{style.visible(kind)}, {response.size:,} bytes: {first}{more}]"
        yield style.paint(told, "dim")
    if response.truncated:
        yield style.paint(f"[{response.size:,} bytes in all]", "dim")


def _text(body: bytes) -> str | None:
    """The body as text; None where it is something else."""
    if b"\0" in body:
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    controls = sum(char < " " and char not in "\t\r\n\f" for char in text[:4096])
    return text if controls * 5 <= len(text[:4096]) else None
