"""Requests as curl commands: a shell and curl send what the matrix sent, and fclint reads them."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator

import pytest

from fclint.dryrun.curl import parse_curl
from fclint.dryrun.request import Request
from fclint.matrix.commands import SERVER, curl_command

pytestmark = pytest.mark.slow

REQUESTS = {
    "the simplest": Request(),
    "HEAD": Request("HEAD", "/x"),
    "a method": Request("PROPFIND", "/x"),
    "a header": Request(headers=(("X-Mode", 'it\'s "quoted" $HOME `x`'),)),
    "an empty header": Request(headers=(("X-Mode", ""),)),
    "a query": Request(query="a=1&b=%C3%A9&c[]={x}"),
    "a path beyond ASCII": Request(path="/é/日本"),
    "a path with line breaks": Request(path="/a\r\nX-Injected: 1"),
    "dots in the path": Request(path="/a/../b"),
    "text": Request("POST", body="it's @ é\n".encode()),
    "a file's name that is none": Request("POST", body=b"@/etc/hostname"),
    "text with a type": Request(
        "POST", headers=(("Content-Type", "application/json"),), body=b'{"a": "b"}'
    ),
    "text with PUT": Request("PUT", body=b"x"),
    "a body with GET": Request("GET", body=b"x"),
    "a body with HEAD": Request("HEAD", body=b"x"),
    "asynchronous": Request("POST", headers=(("X-Fc-Invocation-Type", "Async"),), body=b"x"),
}
BINARY = {
    "bytes": Request("POST", body=bytes(range(256))),
    "quotes and percents": Request("POST", body=b"\xff'%s\\n%%"),
    "a NUL": Request("POST", body=b"\0"),
    "many bytes": Request("POST", body=b"x" * 5000),
    "many others": Request("POST", body=b"\xfe" * 5000),
    "a long header": Request(headers=(("X-Long", "ab" + "x" * 5000 + "'c"),)),
    "a long path": Request(path="/" + "x" * 3000),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_fclint_reads_them(name: str) -> None:
    request = REQUESTS[name]
    read = parse_curl(curl_command(request))
    sent = [(key, value) for key, value in read.headers if key != "Host"]
    assert (read.method, read.path, read.query, read.body) == (
        request.method,
        request.path,
        request.query,
        request.body,
    )
    assert sent == [pair for pair in request.headers if pair[1]]


def test_they_go_to_where_fclint_serve_listens() -> None:
    from fclint import cli

    serve = cli.cli.commands["serve"]
    (port,) = [each.default for each in serve.params if each.name == "port"]
    assert f"http://localhost:{port}" == SERVER


def test_headers_that_curl_adds_are_taken_away_where_the_handler_asks_for_them() -> None:
    asked = frozenset({"HTTP_USER_AGENT", "HTTP_X_MODE"})
    assert curl_command(Request(), asked) == f"curl -H User-Agent: {SERVER}/"
    own = Request(headers=(("user-agent", "me"),))
    assert curl_command(own, asked) == f"curl -H 'user-agent: me' {SERVER}/"


class Server(http.server.BaseHTTPRequestHandler):
    """Keeps what it is sent."""

    seen: list[tuple[str, str, dict[str, str], bytes]]

    def _keep(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        self.seen.append((self.command, self.path, dict(self.headers.items()), body))
        self.send_response(204)
        self.end_headers()

    do_GET = do_HEAD = do_POST = do_PUT = do_PROPFIND = _keep  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, str, dict[str, str], bytes]]]]:
    seen: list[tuple[str, str, dict[str, str], bytes]] = []
    handler = type("Recording", (Server,), {"seen": seen})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}", seen
        listening.shutdown()
        thread.join()


@pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("sh") is None, reason="needs curl and a shell"
)
@pytest.mark.parametrize("name", [*REQUESTS, *BINARY])
def test_curl_sends_them(
    server: tuple[str, list[tuple[str, str, dict[str, str], bytes]]], name: str
) -> None:
    address, seen = server
    request = {**REQUESTS, **BINARY}[name]
    command = curl_command(request, ("HTTP_USER_AGENT", "HTTP_ACCEPT")).replace(SERVER, address)
    subprocess.run(["sh", "-c", command], check=True, capture_output=True, timeout=30)
    ((method, target, headers, body),) = seen
    assert (method, target, body) == (request.method, request.target, request.body)
    sent = {k: v for k, v in headers.items() if k not in ("Host", "Content-Length", "Expect")}
    assert sent == dict(request.headers)
