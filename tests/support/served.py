"""A running ``fclint serve``: a real process, real sockets."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

INDEX = """\
import os, sys, time

count = 0


def handler(environ, start_response):
    global count
    count += 1
    path = environ['PATH_INFO']
    if path == '/wait':
        time.sleep(0.3)
    if path == '/hang':
        open('hanging', 'w').close()
        time.sleep(60)
    if path == '/exit':
        os._exit(3)
    if path == '/token':
        return [environ['HTTP_X_TOKEN'].encode()]
    headers = [('Content-Type', 'text/plain; charset=utf-8')]
    if path == '/large':
        headers.append(('X-A', 'x' * 8192))
    if path == '/hop':
        headers += [('Connection', 'close'), ('Transfer-Encoding', 'chunked')]
    start_response('204 No Content' if path == '/empty' else '200 OK', headers)
    if path == '/print':
        print('printed', file=sys.stderr)
    if path == '/text':
        return 'hello'
    body = environ['wsgi.input'].read()
    told = [environ['REQUEST_METHOD'], path, environ['QUERY_STRING'], environ['fc.request_uri'],
            environ['CONTENT_TYPE'], environ['CONTENT_LENGTH'], str(len(body)),
            environ.get('HTTP_X_TWICE', '-'), environ.get('GIVEN', '-'), str(count)]
    return ['|'.join(told).encode()]
"""
PATIENCE = 60.0
"""Seconds after which something that has to happen is taken not to happen."""


class Server:
    """A running ``fclint serve``."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "fclint", "serve", "index.handler", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "NO_COLOR": "1"},
        )
        self.lines: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        address = self.wait_for(r"^\S+ at http://127\.0\.0\.1:(\d+) as on .*; Ctrl-C ends it$")
        self.port = int(address[1])

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGTERM)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.lines.append(line.rstrip("\n"))
                self._news.notify_all()
        self.process.stdout.close()

    def wait_for(self, pattern: str, after: int = 0) -> re.Match[str]:
        """The first line that ``pattern`` is found in, among those after the first ``after``."""

        def found() -> re.Match[str] | None:
            matches = (re.search(pattern, line) for line in self.lines[after:])
            return next((match for match in matches if match), None)

        with self._news:
            assert self._news.wait_for(found, PATIENCE), (pattern, self.lines)
        match = found()
        assert match is not None
        return match

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ends it as a user does; the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        response = connection.getresponse()
        found = (response.status, dict(response.getheaders()), response.read())
        connection.close()
        return found

    def get(self, path: str) -> list[str]:
        """What the handler has told."""
        status, _, body = self.ask("GET", path)
        assert status == 200, body
        return body.decode().split("|")

    def send(self, data: bytes) -> bytes:
        """What comes back for bytes, until the connection is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))


def wait_until(happened: Callable[[], bool]) -> None:
    """Waits for something that no line tells of."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)
