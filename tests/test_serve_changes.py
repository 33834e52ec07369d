"""``fclint serve``: files that change, how it begins and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from served import INDEX, PATIENCE, Server, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="SIGINT is sent to one process"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "index.py").write_text(INDEX, encoding="utf-8")
    return tmp_path


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
