"""A request as a curl command line, to be pasted into a shell.

What curl sends of its own accord (User-Agent, Accept, and Content-Type with a body) is taken away
where it would change the request, so that a handler sees what it saw in the matrix.
Source: curl's manual page; quoting and ``printf`` as POSIX has them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection

from fclint.dryrun.request import Request

SERVER = "http://localhost:8000"
"""Where ``fclint serve`` listens."""
_LONG = 1024
"""Bytes of one kind beyond which a body is made by a command instead of being written out."""


_RUN = re.compile(r"([A-Za-z0-9])\1{200,}")


def curl_command(request: Request, asked: Collection[str] = ()) -> str:
    """The command that sends ``request``. ``asked`` are the environ keys that the handler asks
    for: of the headers that curl adds only those are taken away."""
    words = ["curl"]
    if request.method == "HEAD" and not request.body:
        words.append("--head")
    elif request.method != ("POST" if request.body else "GET"):
        words += ["-X", request.method]
    headers = list(request.headers)
    if request.asynchronous and request.header("X-Fc-Invocation-Type") is None:
        headers.append(("X-Fc-Invocation-Type", "Async"))
    for name, value in headers:
        words += ["-H", f"{name}: {value}" if value else f"{name};"]
    named = {name.lower() for name, _ in headers}
    for name, key in (("User-Agent", "HTTP_USER_AGENT"), ("Accept", "HTTP_ACCEPT")):
        if key in asked and name.lower() not in named:
            words += ["-H", f"{name}:"]
    if request.body and "content-type" not in named:
        words += ["-H", "Content-Type:"]
    before = ""
    if request.body:
        text = _text(request.body)
        if text is None:
            before = f"{_printed(request.body)} | "
            words += ["--data-binary", "@-"]
        else:
            words += ["--data-raw", text]
    if any(char in request.query for char in "[]{}"):
        words.append("--globoff")
    words += _address(request)
    return before + " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """A word as a shell takes it; what repeats one character many times is made by a command."""
    found = _RUN.search(word)
    if found is None or len(word) <= _LONG:
        return shlex.quote(word)
    made = f"\"$(head -c {len(found[0])} /dev/zero | tr '\\0' {found[1]})\""
    rest = word[found.end() :]
    return shlex.quote(word[: found.start()]) + made + (_quoted(rest) if rest else "")


def _address(request: Request) -> list[str]:
    dots = any(part in (".", "..") for part in request.path.split("/"))
    return [*(["--path-as-is"] if dots else []), f"{SERVER}{request.target}"]


def _text(body: bytes) -> str | None:
    """The body as an argument of a command; None where it can't be one."""
    if len(body) > _LONG or b"\0" in body:
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if all(char.isprintable() or char in "\n\t" for char in text) else None


def _printed(body: bytes) -> str:
    """A command that prints the body."""
    if len(body) > _LONG and len(set(body)) == 1:
        return f"head -c {len(body)} /dev/zero | tr '\\0' '\\{body[0]:03o}'"
    escaped = "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in "\\%'" else f"\\{byte:03o}"
        for byte in body
    )
    return f"printf '{escaped}'"
