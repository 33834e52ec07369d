"""``fclint serve`` as its users meet it: real processes, real sockets, files that change."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import pytest

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
PREFIX = "/2016-08-15/proxy/service.LATEST/function"
PATIENCE = 60.0
"""Seconds after which something that has to happen is taken not to happen."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent to one process")


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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "index.py").write_text(INDEX, encoding="utf-8")
    with Server(folder, "--no-reload", "--env", "GIVEN=yes", "--timeout", "2") as running:
        yield running


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "index.py").write_text(INDEX, encoding="utf-8")
    return tmp_path


# --- requests


def test_a_request_reaches_the_handler_as_on_the_platform(server: Server) -> None:
    status, headers, body = server.ask("POST", "/a%20b?x=%C3%A9", b"12345", Content_Type="text/x")
    told = body.decode().split("|")
    assert status == 200
    assert told[:4] == ["POST", "/a b", "x=%C3%A9", f"{PREFIX}/a%20b?x=%C3%A9"]
    assert told[4:9] == ["text/x", "5", "5", "-", "yes"]
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Content-Length"] == str(len(body))
    assert "Server" not in headers
    server.wait_for(r"^\d\d:\d\d:\d\d POST /a%20b\?x=%C3%A9  200 OK  \d+ B  [\d.]+ ms$")


@pytest.mark.parametrize(
    ("target", "path", "query", "sent"),
    [
        (b"/%FFx", "/\ufffdx", "", "/%FFx"),
        (b"/\xff\xc3\xa9", "/\ufffd\xe9", "", "/%FF%C3%A9"),
        (b"//two?a=\xe9", "//two", "a=%E9", "//two?a=%E9"),
        (b"/a%2Fb;c?d?e", "/a/b;c", "d?e", "/a%2Fb;c?d?e"),
    ],
)
def test_paths_of_any_bytes(
    server: Server, target: bytes, path: str, query: str, sent: str
) -> None:
    head = b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
    answer = server.send(head + b"Connection: close\r\n\r\n").decode()
    assert answer.startswith("HTTP/1.1 200 OK\r\n")
    told = answer.partition("\r\n\r\n")[2].split("|")
    assert told[:4] == ["GET", path, query, f"{PREFIX}{sent}"]
    assert told[7] == "1,2", "several values are joined without a space"


def test_a_body_in_chunks_has_its_length(server: Server) -> None:
    head = b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    told = server.send(head + b"5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n").decode().split("|")
    assert told[5:7] == ["8", "8"]


def test_several_requests_on_one_connection(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    for path in ("/1", "/2", "/3"):
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.version == 11
        assert response.read().decode().split("|")[1] == path
    connection.close()


def test_responses_without_a_body(server: Server) -> None:
    status, headers, body = server.ask("HEAD", "/x")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0
    status, headers, body = server.ask("GET", "/empty")
    assert (status, body) == (204, b"")


def test_headers_of_the_connection_are_the_servers_own(server: Server) -> None:
    status, headers, body = server.ask("GET", "/hop")
    assert (status, headers["Content-Length"]) == (200, str(len(body)))
    assert "Transfer-Encoding" not in headers
    server.wait_for(r"FC209 \[warning\] sets Connection")


def test_what_is_no_http_is_refused(server: Server) -> None:
    assert server.send(b"nonsense\r\n\r\n").startswith(b"HTTP/1.0 400 ")
    assert server.get("/still-there")[1] == "/still-there"


# --- what the platform answers in the handler's place


@pytest.mark.parametrize(
    ("code", "path", "size", "headers"),
    [
        ("FC502", "/", 0, {"X": "x" * 8192}),
        ("FC503", "/" + "x" * 4096, 0, {}),
        ("FC504", "/", 32 * 1024 * 1024 + 1, {}),
        ("FC504", "/", 128 * 1024 + 1, {"X-Fc-Invocation-Type": "Async"}),
    ],
)
def test_requests_beyond_the_limits(
    server: Server, code: str, path: str, size: int, headers: dict[str, str]
) -> None:
    before = int(server.get("/count")[-1])
    status, _, body = server.ask("POST", path, b"x" * size, **headers)
    assert (status, json.loads(body)["ErrorCode"]) == (400, "InvalidArgument")
    server.wait_for(rf"index.py:6:5: {code} \[error\]")
    assert int(server.get("/count")[-1]) == before + 1, "the handler was not called"


def test_the_largest_request_is_let_through(server: Server) -> None:
    size = 32 * 1024 * 1024
    status, _, body = server.ask("POST", "/", b"x" * size)
    assert status == 200
    assert body.decode().split("|")[6] == str(size)


def test_response_headers_beyond_the_limit(server: Server) -> None:
    status, _, body = server.ask("GET", "/large")
    assert (status, json.loads(body)["ErrorCode"]) == (502, "BadResponse")
    server.wait_for(r"FC501 \[error\]")


def test_an_asynchronous_invocation_is_answered_at_once(server: Server) -> None:
    status, _, body = server.ask("POST", "/later", b"x", **{"X-Fc-Invocation-Type": "Async"})
    assert (status, body) == (202, b"")
    server.wait_for(r"POST /later  202 Accepted \(asynchronous: nobody sees the handler's 200 OK\)")


def test_a_handler_that_fails_hangs_or_ends_its_process_is_survived(server: Server) -> None:
    status, headers, body = server.ask("GET", "/token")
    assert (status, headers["X-Fc-Error-Type"]) == (502, "UnhandledInvocationError")
    assert json.loads(body)["errorType"] == "KeyError"
    status, _, body = server.ask("GET", "/hang")
    assert (status, json.loads(body)["errorMessage"]) == (
        502,
        "Function timed out after 2 seconds",
    )
    assert server.ask("GET", "/exit")[0] == 502
    assert server.get("/x")[-1] == "1", "a new instance"
    for code in ("FC401", "FC903", "FC904"):
        server.wait_for(rf"{code} \[error\]")


# --- what is printed


def test_a_finding_is_told_in_full_once_and_counted_afterwards(server: Server) -> None:
    assert [server.ask("GET", "/text")[2] for _ in range(3)] == [b"hello"] * 3
    server.wait_for(r"FC301 at index.py:\d+ again \(3 times\)$")
    full = [line for line in server.lines if "FC301 [warning] returns str 'hello'" in line]
    assert len(full) == 1
    assert any("Use instead: return a list of bytes" in line for line in server.lines)


def test_what_the_handler_prints_is_shown(server: Server) -> None:
    server.get("/print")
    server.wait_for(r"^  \| printed$")


def test_text_of_requests_does_not_steer_the_terminal(server: Server) -> None:
    server.send(b"GET /\x1b[31m%1b[31m HTTP/1.1\r\nConnection: close\r\n\r\n")
    server.wait_for(r"GET /.*%1b\[31m")
    assert not any("\x1b" in line for line in server.lines)


# --- one at a time


def test_requests_at_the_same_time_are_served_one_after_the_other(server: Server) -> None:
    before = int(server.get("/x")[-1])
    counts: list[int] = []

    def ask() -> None:
        counts.append(int(server.get("/wait")[-1]))

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(counts) == list(range(before + 1, before + 6)), "one instance, no request lost"


# --- changes


def test_saving_a_file_starts_the_new_code(project: Path) -> None:
    with Server(project) as server:
        server.get("/1")
        assert server.ask("GET", "/text")[2] == b"hello"
        for text in ("return 'broken", "return 'changed'"):
            seen = len(server.lines)
            (project / "index.py").write_text(INDEX.replace("return 'hello'", text))
            server.wait_for(r"changed: index\.py$", seen)
            if "broken" in text:
                server.wait_for(r"^The handler does not load; mend it and save\.$", seen)
                server.wait_for(r"^index\.py:39:1: FC902 \[error\]|FC902 \[error\]", seen)
                status, _, body = server.ask("GET", "/text")
                assert (status, json.loads(body)["errorType"]) == (502, "UserCodeSyntaxError")
        wait_until(lambda: server.ask("GET", "/text")[2] == b"changed")
        server.wait_for(r"FC301 \[warning\] returns str 'changed'")
        assert server.get("/x")[-1] != "1", "the module was not loaded anew for that"


def test_a_helper_counts_and_what_is_no_code_does_not(project: Path) -> None:
    with Server(project) as server:
        assert [server.get("/x")[-1] for _ in range(2)] == ["1", "2"]
        (project / "data.json").write_text("{}")
        (project / "node_modules").mkdir()
        (project / "node_modules" / "tool.py").write_text("")
        (project / "package").mkdir()
        (project / "package" / "helper.py").write_text("")
        server.wait_for(r"changed: package")
        wait_until(lambda: server.get("/x")[-1] == "1")
        assert not any("data.json" in line or "tool.py" in line for line in server.lines)


def test_a_request_that_hangs_ends_when_its_code_changes(project: Path) -> None:
    with Server(project) as server:
        answers: list[int] = []
        thread = threading.Thread(target=lambda: answers.append(server.ask("GET", "/hang")[0]))
        thread.start()
        wait_until((project / "hanging").exists)
        (project / "index.py").write_text(INDEX + "\n# mended\n")
        thread.join(PATIENCE)
        assert answers == [503]
        assert server.get("/x")[-1] == "1"
        assert not any("FC904" in line for line in server.lines), "nobody's mistake"


def test_a_configuration_that_breaks_is_told_and_the_old_one_stays(project: Path) -> None:
    (project / ".fclint.toml").write_text('target = "wsgi"\n')
    with Server(project) as server:
        assert server.ask("GET", "/text")[0] == 500
        (project / ".fclint.toml").write_text('target = "fc3"\n')
        server.wait_for(r"^fclint: .*\.fclint\.toml.*'fc3'.*; the code from before goes on")
        assert server.ask("GET", "/text")[0] == 500
        seen = len(server.lines)
        (project / ".fclint.toml").write_text('target = "fc2"\n')
        server.wait_for(r"changed: \.fclint\.toml$", seen)
        wait_until(lambda: server.ask("GET", "/text")[0] == 200)


def test_a_manifest_above_the_code_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "index.py").write_text(INDEX)
    manifest = tmp_path / "s.yaml"
    text = (
        "services:\n  shop:\n    component: fc\n    props:\n      function:\n"
        "        handler: index.handler\n        runtime: python3.9\n        codeUri: ./code\n"
        "        environmentVariables:\n          GIVEN: first\n"
        "      triggers:\n        - name: http\n          type: http\n          config: {}\n"
    )
    manifest.write_text(text)
    with Server(tmp_path) as server:
        assert server.get("/x")[8] == "first"
        server.wait_for(r"^fclint: note: environment, timeout and memory are those of .*s\.yaml$")
        manifest.write_text(text.replace("first", "second"))
        server.wait_for(r"changed: s\.yaml$")
        wait_until(lambda: server.get("/x")[8] == "second")


# --- beginning and end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(project: Path, number: int) -> None:
    with Server(project) as server:
        server.get("/x")
        server.ask("GET", "/token")
        assert server.stop(number) == 0
        assert server.lines[-1] == "2 requests; 1 x FC401"
        assert not any("Traceback" in line for line in server.lines)
        with pytest.raises(OSError, match="refused"):
            server.get("/x")


def test_it_ends_while_a_request_hangs(project: Path) -> None:
    with Server(project) as server:
        answers: list[int] = []
        thread = threading.Thread(target=lambda: answers.append(server.ask("GET", "/hang")[0]))
        thread.start()
        wait_until((project / "hanging").exists)
        assert server.stop() == 0
        thread.join(PATIENCE)
        assert answers == [503]


def test_code_that_hangs_while_it_loads_is_mended_or_ended(project: Path) -> None:
    hanging = "open('hanging', 'w').close()\nimport time\ntime.sleep(60)\n"
    (project / "index.py").write_text(hanging)
    with Server(project) as server:
        wait_until((project / "hanging").exists)
        (project / "index.py").write_text(INDEX)
        assert server.get("/x")[1] == "/x"
        assert not any("FC90" in line for line in server.lines), "nobody's mistake"
        (project / "hanging").unlink()
        (project / "index.py").write_text(hanging)
        wait_until((project / "hanging").exists)
        assert server.stop() == 0


def run(project: Path, *arguments: str, code: str = "pass") -> tuple[int, str, str]:
    """Exit code and output of a command that doesn't come to serve."""
    start = f"import sys; {code}; from fclint.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", start, "serve", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_port_in_use_is_one_line(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run(project, "index.handler", "--port", str(port))
    assert (code, out) == (2, "")
    assert err == (
        f"fclint: port {port} is in use: choose another with --port (0 is any free one)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("index.handler", "--host", "no such host"), "no such host: 'no such host'"),
        (("index.handler", "--root", "nowhere"), "no such folder: "),
        (("index:handler",), "did you mean 'index.handler'"),
        (("index.handler", "--port", "99999"), "99999 is not in the range"),
        (("index.handler", "--env", "=x"), "no NAME=value: '=x'"),
    ],
)
def test_wrong_usage_is_one_line(project: Path, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(project, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("missing", ["waitress", "watchfiles"])
def test_a_missing_package_is_one_line_that_says_what_to_install(
    project: Path, missing: str
) -> None:
    code, out, err = run(project, "index.handler", code=f"sys.modules['{missing}'] = None")
    assert (code, out) == (2, "")
    assert err == f"fclint: {missing} is not installed: pip install 'fclint[serve]'\n"


def test_a_handler_that_is_not_there_is_told_before_the_first_request(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        server.wait_for(r"FC902 \[error\] .*No module named 'index'")
        assert server.ask("GET", "/")[0] == 502
        (tmp_path / "index.py").write_text(INDEX)
        server.wait_for(r"changed: index\.py$")
        wait_until(lambda: server.ask("GET", "/")[0] == 200)
