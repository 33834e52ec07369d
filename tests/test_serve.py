"""``fclint serve``: requests over real sockets, what is answered and what is printed."""

from __future__ import annotations

import http.client
import json
import os
import threading
from collections.abc import Iterator

import pytest

from served import INDEX, PATIENCE, Server

PREFIX = "/2016-08-15/proxy/service.LATEST/function"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent to one process"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "index.py").write_text(INDEX, encoding="utf-8")
    with Server(folder, "--no-reload", "--env", "GIVEN=yes", "--timeout", "2") as running:
        yield running


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
