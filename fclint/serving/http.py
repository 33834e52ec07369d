"""The HTTP server: waitress, with the request headers as the client sent them.

waitress joins headers of the same name with a comma and a space. Function Compute joins them
without the space, and limits count what was sent, so the lines themselves are kept.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import socket
from collections.abc import Callable, Iterable
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, get_header_lines
from waitress.server import create_server
from waitress.task import WSGITask

HEADERS = "fclint.headers"
"""The environ key of the request headers: pairs of a name and a value, as bytes."""
_LARGEST_BODY = 1 << 30
"""Bytes of a request body beyond which it is not even read."""
_LARGEST_HEADERS = 1 << 20
_BACKLOG = 128
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Parser(HTTPRequestParser):
    """Keeps the header lines."""

    lines: tuple[tuple[bytes, bytes], ...] = ()

    def parse_header(self, header_plus: bytes) -> None:
        """Parses request line and headers; raises waitress's ParsingError for wrong ones."""
        line, end, block = header_plus.partition(b"\r\n")
        # Bytes beyond ASCII are not allowed there, and clients send them.
        super().parse_header(_BEYOND_ASCII.sub(_escaped, line) + end + block)
        pairs = (line.partition(b":") for line in get_header_lines(block))
        self.lines = tuple((name, value.strip(b" \t")) for name, _, value in pairs)


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]


class _Task(WSGITask):
    """Hands on the header lines."""

    def get_environment(self) -> dict[str, Any]:
        """environ, with :data:`HEADERS` in it."""
        environ: dict[str, Any] = super().get_environment()
        environ[HEADERS] = getattr(self.request, "lines", ())
        return environ


class _Channel(HTTPChannel):
    parser_class = _Parser
    task_class = _Task


class ListenError(Exception):
    """Nobody can be served there; the message is one line."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that accepts connections; the port 0 is any free one. Raises
    :class:`ListenError`."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
        )
    except (OSError, UnicodeError):
        raise ListenError(f"no such host: {host!r}") from None
    family, kind, protocol, _, address = found[0]
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise ListenError(
                f"port {port} is in use: choose another with --port (0 is any free one)"
            ) from None
        if error.errno == errno.EADDRNOTAVAIL:
            raise ListenError(f"{host!r} is no address of this machine") from None
        raise ListenError(f"cannot listen on port {port}: {error.strerror or error}") from None
    return listening


def address_of(listening: socket.socket, host: str) -> str:
    """The URL under which ``listening`` is reached."""
    port = listening.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def is_loopback(listening: socket.socket) -> bool:
    """Whether this machine alone can connect to ``listening``."""
    import ipaddress

    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def server(application: Application, listening: socket.socket) -> Any:
    """The server, whose ``run()`` serves until KeyboardInterrupt. It has one thread for requests:
    they are answered one after the other."""
    logging.getLogger("waitress").setLevel(logging.ERROR)  # that requests wait is as it should be
    made: Any = create_server(
        application,
        sockets=[listening],
        threads=1,
        ident="",
        clear_untrusted_proxy_headers=False,
        max_request_body_size=_LARGEST_BODY,
        max_request_header_size=_LARGEST_HEADERS,
    )
    made.channel_class = _Channel
    return made
