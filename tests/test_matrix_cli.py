"""``fclint dry-run --matrix`` as users see it: the table, the JSON, notes and exit codes."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from fclint import cli
from fclint.dryrun.process import Instance, WorkerError
from fclint.dryrun.request import Request
from fclint.matrix import running
from fclint.matrix.plan import MOST
from matrix_runs import Matrix

pytestmark = pytest.mark.slow

START = "start_response('200 OK', [('Content-Type', 'text/plain')])"
OK = f"""\
def handler(environ, start_response):
    {START}
    return [b'ok']
"""
TOKEN = f"""\
def handler(environ, start_response):
    if environ['PATH_INFO'].startswith('/admin/'):
        token = environ['HTTP_X_TOKEN']
    {START}
    return [b'ok']
"""


@pytest.fixture
def matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Matrix:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return Matrix(tmp_path, capsys)


def failing(test: str, statement: str) -> str:
    """A handler that executes ``statement`` where ``test`` is true."""
    return f"""\
import os, sys, time

def handler(environ, start_response):
    if {test}:
        {statement}
    {START}
    return [b'ok']
"""


# --- the table


def test_a_handler_without_findings(matrix: Matrix) -> None:
    code, out, err = matrix.text(OK)
    assert code == 0
    assert out[0].split() == ["Request", "Answer", "Findings"]
    assert out[1].split("  ")[0] == "no optional header"
    assert out[1].endswith("200 text/plain, 2 bytes")
    assert "HEAD /                            200 text/plain, no body" in out
    assert out[-1] == f"{len(out) - 3} requests. All checks passed!"
    assert err == [] or "memory limit" in err[0]


def test_each_finding_is_told_once_with_the_smallest_request(matrix: Matrix) -> None:
    code, out, _ = matrix.text(TOKEN)
    assert code == 1
    rows = [line for line in out if line.endswith("  FC401")]
    assert [line.split("  ")[0] for line in rows] == ["GET /admin/", "GET /admin/x"]
    assert all("502 KeyError" in line for line in rows)
    at = out.index(
        "index.py:3:17: FC401 [error] environ['HTTP_X_TOKEN'] may raise KeyError: "
        "the header is optional"
    )
    told = out[at:]
    assert "3 |         token = environ['HTTP_X_TOKEN']" in told
    assert told[-4:] == [
        "  Smallest request (of 2 that show it):",
        "    curl http://localhost:8000/admin/",
        "",
        f"{at - 2} requests. Found 1 error.",
    ]


def test_requests_beyond_a_limit_are_answered_by_the_platform_and_no_finding(
    matrix: Matrix,
) -> None:
    _, out, _ = matrix.text(OK)
    refused = [line for line in out if "as meant" in line]
    assert [line.split("  ")[0] for line in refused] == [
        "GET /, path of 4,097 bytes",
        "GET /, headers of 8,193 bytes",
        "POST /, body of 33,554,433 bytes",
    ]
    assert all("400 InvalidArgument, as meant" in line for line in refused)


def test_a_request_of_the_users_own_beyond_a_limit_is_a_finding(matrix: Matrix) -> None:
    told = matrix.json(OK, "--header", f"X-Large: {'x' * 9000}")
    assert [each["code"] for each in told["findings"]] == ["FC502"]
    assert told["exit"] == 1


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_of_the_table_fit_the_terminal(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    long = failing("environ.get('HTTP_X_QUITE_A_LONG_NAME') == 'and a long value'", "1 / 0")
    _, out, _ = matrix.text(long, "--target", "wsgi")
    table = out[: out.index("")]
    assert len(table) > 20
    assert max(map(len, table)) <= columns
    assert any("..." in line for line in table) is (columns < 120)


def test_colours_where_they_are_wanted(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = matrix.text(TOKEN, "--target", "wsgi")[1]
    assert not any("\x1b" in line for line in plain)
    monkeypatch.setenv("FORCE_COLOR", "1")
    painted = matrix.text(TOKEN, "--target", "wsgi")[1]
    assert any("\x1b[1;31mFC401\x1b[0m" in line for line in painted)
    monkeypatch.setenv("NO_COLOR", "1")
    assert matrix.text(TOKEN, "--target", "wsgi")[1] == plain


def test_quiet(matrix: Matrix) -> None:
    _, out, err = matrix.text(OK, "--quiet", "--target", "wsgi")
    assert out[-1] == ""
    assert err == []


def test_it_is_told_that_more_would_be_worth_sending(matrix: Matrix) -> None:
    tables = "".join(f"TABLE_{n} = {[f'/{n}/{each}' for each in range(60)]}\n" for n in range(5))
    tests = "".join(f"    if environ['PATH_INFO'] in TABLE_{n}:\n        pass\n" for n in range(5))
    source = f"{tables}{OK}".replace("response):\n", f"response):\n{tests}")
    told = matrix.json(source, "--target", "wsgi")
    assert len(told["matrix"]) == MOST
    assert told["left_out"] > 50
    note = f"{told['left_out']} further requests would be worth sending; the matrix ends at {MOST}"
    assert any(note in line for line in told["err"])


# --- programs


def test_json(matrix: Matrix) -> None:
    told = matrix.json(TOKEN, "--target", "wsgi")
    assert told["left_out"] == 0
    first = told["matrix"][0]
    assert list(first) == [
        "label", "request", "beyond_limit", "response", "second_response", "findings", "log",
        "duration_ms", "memory_mb", "problem",
    ]  # fmt: skip
    assert first["label"] == "no optional header"
    assert first["request"] == {
        "method": "GET", "path": "/", "query": "", "headers": [], "body": "",
    }  # fmt: skip
    assert (first["response"]["status"], first["response"]["body"]) == (200, "ok")
    assert first["second_response"] is None
    assert first["findings"] == []
    (finding,) = told["findings"]
    assert finding["code"] == "FC401"
    assert finding["request"]["path"] == "/admin/"
    assert (finding["times"], finding["proved"]) == (1, True)
    assert finding["requests"] == ["GET /admin/", "GET /admin/x"]
    rows = {row["label"]: row for row in told["matrix"]}
    for label in finding["requests"]:
        assert [each["code"] for each in rows[label]["findings"]] == ["FC401"]


def test_findings_are_those_of_a_dry_run(
    matrix: Matrix, capsys: pytest.CaptureFixture[str]
) -> None:
    told = matrix.json(TOKEN)
    (finding,) = told["findings"]
    (matrix.folder / "r.json").write_text(json.dumps(finding["request"]), encoding="utf-8")
    arguments = ("--request", "r.json", "--output-format", "json")
    assert cli.main(("dry-run", "index.handler", *arguments)) == 1
    alone = json.loads(capsys.readouterr().out)
    for key in ("curl", "request", "times", "proved", "requests"):
        del finding[key]
    assert alone["findings"] == [finding]
    row = next(each for each in told["matrix"] if each["findings"])
    assert row["response"] == alone["response"]


def test_a_second_answer_is_told_where_it_differs(matrix: Matrix) -> None:
    source = f"""\
count = []

def handler(environ, start_response):
    count.append(1)
    {START}
    return [str(len(count)).encode()]
"""
    told = matrix.json(source, "--target", "wsgi")
    assert told["exit"] == 0, "a counter is no mistake"
    first = told["matrix"][0]
    assert (first["response"]["body"], first["second_response"]["body"]) == ("1", "2")


def test_large_bodies_are_cut_for_programs(matrix: Matrix) -> None:
    source = OK.replace("[b'ok']", "[environ['wsgi.input'].read()]")
    told = matrix.json(source)
    row = next(each for each in told["matrix"] if "33,554,432" in each["label"])
    assert row["request"]["truncated"] is True
    assert row["request"]["size"] == 32 * 1024 * 1024
    assert row["response"]["truncated"] is True
    assert len(json.dumps(told)) < 500_000
    beyond = next(each for each in told["matrix"] if each["beyond_limit"] == "body")
    assert beyond["response"]["error"]["errorType"] == "InvalidArgument"


# --- what a handler does to its process


def test_a_process_that_dies_is_replaced(matrix: Matrix) -> None:
    source = failing("environ['REQUEST_METHOD'] == 'DELETE'", "os._exit(3)")
    told = matrix.json(source, "--target", "wsgi")
    (finding,) = told["findings"]
    assert (finding["code"], finding["curl"]) == ("FC904", "curl -X DELETE http://localhost:8000/")
    rows = {row["label"]: row["response"]["status"] for row in told["matrix"]}
    assert rows["DELETE /"] == 500
    assert [label for label, status in rows.items() if status != 200] == ["DELETE /"]


def test_a_process_that_always_dies_is_not_started_forever(matrix: Matrix) -> None:
    code, out, err = matrix.text(failing("True", "os._exit(3)"))
    assert code == 1
    assert sum("process died" in line for line in out) == running.MOST_DEATHS
    assert any(f"the process died of {running.MOST_DEATHS} requests" in line for line in err)


def test_requests_without_an_answer(matrix: Matrix) -> None:
    source = failing("environ['PATH_INFO'] == '/wait'", "time.sleep(60)")
    told = matrix.json(source, "--target", "wsgi", "--timeout", "0.3")
    (finding,) = told["findings"]
    assert (finding["code"], finding["curl"]) == ("FC903", "curl http://localhost:8000/wait")
    assert finding["proved"]


def test_a_handler_that_never_answers_ends_the_matrix(matrix: Matrix) -> None:
    code, out, err = matrix.text(failing("True", "time.sleep(60)"), "--timeout", "0.3")
    assert code == 1
    assert out[: out.index("")][1:] == out[1 : 1 + running.MOST_TIMEOUTS]
    assert any("got no answer within the timeout" in line for line in err)


@pytest.mark.parametrize(
    "source",
    ["raise ValueError\n", "def handler(environ, start_response)\n    return []\n", "x = 1\n"],
)
def test_a_handler_that_does_not_load_is_tried_once(matrix: Matrix, source: str) -> None:
    code, out, err = matrix.text(source)
    assert code == 1
    assert out[1].startswith("no optional header")
    assert "FC902" in out[1]
    assert out[2] == ""
    assert [line for line in err if "memory limit" not in line] == [
        "fclint: note: the handler does not load: the other requests of the matrix were not sent"
    ]


def test_a_package_that_is_not_installed_is_told_beside_it(matrix: Matrix) -> None:
    _, _, err = matrix.text("import no_such_module\n")
    assert any("install no_such_module there" in line for line in err)
    assert not any("compares requests with" in line for line in err)


def test_a_handler_that_cannot_be_analysed_is_run_nevertheless(matrix: Matrix) -> None:
    source = f"""\
def make():
    def inner(environ, start_response):
        environ['HTTP_X_TOKEN']
        {START}
        return [b'ok']
    return inner

globals()['hand' + 'ler'] = make()
"""
    told = matrix.json(source, "--target", "wsgi")
    assert {"HEAD /", "POST /, JSON {}"} <= {row["label"] for row in told["matrix"]}
    assert [each["code"] for each in told["findings"]] == ["FC401"]


def test_an_error_of_fclints_own_does_not_end_the_matrix(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = Instance.call

    def broken(self: Instance, request: Request) -> object:
        if request.method == "PUT":
            raise WorkerError("on purpose", "Traceback")
        return call(self, request)

    monkeypatch.setattr(Instance, "call", broken)
    code, out, err = matrix.text(OK, "--target", "wsgi")
    assert code == 2
    assert "PUT /                             internal error" in out
    assert sum("internal error" in line for line in out) == 1
    assert err[-1].startswith("fclint: internal error: on purpose; please report it")


# --- beside the code


def test_the_users_own_request_is_the_base(matrix: Matrix) -> None:
    source = failing("environ.get('HTTP_X_KEY') != 'k'", "1 / 0")
    told = matrix.json(source, "--target", "wsgi", "--header", "X-Key: k", "--path", "/base?a=1")
    assert told["matrix"][0]["request"]["headers"] == [["X-Key", "k"]]
    assert {row["request"]["path"] for row in told["matrix"]} >= {"/base"}
    shown = {tuple(map(tuple, row["request"]["headers"])) for row in told["matrix"]}
    wrong = [row for row in told["matrix"] if row["findings"]]
    assert wrong, "other values are tried"
    assert all(["X-Key", "k"] not in row["request"]["headers"] for row in wrong)
    assert (("X-Key", "k"),) in shown


def test_methods_of_the_manifests_trigger(matrix: Matrix) -> None:
    matrix.write(
        "s.yaml",
        """\
services:
  api:
    component: fc
    props:
      function: {name: f, runtime: python3.9, handler: index.handler, codeUri: ./}
      triggers:
        - {name: http, type: http, config: {methods: [GET, POST]}}
""",
    )
    source = failing("environ['REQUEST_METHOD'] not in ('GET', 'POST')", "1 / 0")
    code, out, err = matrix.text(source)
    assert code == 0, out
    assert any(
        "HEAD and OPTIONS are not sent: the trigger lets through GET, POST only" in line
        for line in err
    )


def test_suppressed_and_unselected_findings_are_not_told(matrix: Matrix) -> None:
    silenced = TOKEN.replace("['HTTP_X_TOKEN']", "['HTTP_X_TOKEN']  # noqa: FC401")
    assert matrix.json(silenced, "--target", "wsgi")["findings"] == []
    told = matrix.json(TOKEN, "--target", "wsgi", "--ignore", "FC4")
    assert (told["findings"], told["exit"]) == ([], 0)
    assert matrix.json(TOKEN, "--target", "wsgi", "--exit-zero")["exit"] == 0


def test_wrong_usage(matrix: Matrix) -> None:
    for arguments in (("--times", "2"), ("--header", "none"), ("--root", "missing")):
        code, out, err = matrix.text(OK, *arguments)
        assert (code, out, len(err)) == (2, [], 1)


def test_a_framework_that_fails_on_a_path_of_text_is_explained(matrix: Matrix) -> None:
    package = matrix.folder / "site-packages"
    package.mkdir()
    matrix.write(
        "site-packages/framework.py",
        f"""\
def app(environ, start_response):
    environ['PATH_INFO'].encode('latin-1').decode('utf-8', 'replace')
    {START}
    return [b'ok']
""",
    )
    source = """\
import os, sys
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'site-packages'))
from framework import app

def handler(environ, start_response):
    return app(environ, start_response)
"""
    code, out, err = matrix.text(source)
    assert code == 0, out
    (row,) = [line for line in out if "see note" in line]
    assert row.startswith("a path beyond latin-1")
    assert any("PATH_INFO is text" in line for line in err)
    own = f"""\
def handler(environ, start_response):
    environ['PATH_INFO'].encode('latin-1')
    {START}
    return [b'ok']
"""
    (finding,) = matrix.json(own)["findings"]
    assert finding["code"] == "FC901", "the handler's own code is another matter"


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(
    ("terminal", "shown"),
    [("xterm", [b"sending", b"reducing"]), ("dumb", [])],
)
def test_how_far_a_long_run_has_come_is_told_on_a_terminal_alone(
    matrix: Matrix, terminal: str, shown: list[bytes]
) -> None:
    import pty
    import subprocess

    # Loading takes longer than the progress waits for, in the first and in every new instance.
    matrix.write("index.py", f"import time\ntime.sleep(1.1)\n\n{TOKEN}")
    controller, other = pty.openpty()
    command = [sys.executable, "-m", "fclint", "dry-run", "index.handler", "--matrix"]
    environment = {**os.environ, "TERM": terminal}
    with subprocess.Popen(
        [*command, "--target", "wsgi"], stdout=subprocess.PIPE, stderr=other, env=environment
    ) as process:
        os.close(other)
        seen = b""
        while True:
            try:
                piece = os.read(controller, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(controller)
    erased, *lines = seen.split(b"\r\x1b[K") if shown else (b"", b"")
    told = [line.split()[0] for line in lines if line]
    assert list(dict.fromkeys(told)) == shown
    assert all(re.fullmatch(rb"\w+ \d+/\d+ requests", line) for line in lines if line)
    assert erased == lines[-1] == b"", "gone in the end"
    assert b"\x1b" not in out
