"""``fclint dry-run``, as users call it: a real process, real files, real exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fclint import cli

pytestmark = pytest.mark.slow

ECHO = """\
import os


def handler(environ, start_response):
    print('log of', environ['PATH_INFO'])
    start_response('200 OK', [('Content-Type', 'text/plain')])
    told = [environ['REQUEST_METHOD'], environ['PATH_INFO'], environ['QUERY_STRING'],
            environ['CONTENT_TYPE'], environ.get('HTTP_X', ''), os.environ.get('A', ''),
            os.environ.get('B', ''), environ['wsgi.input'].read().decode()]
    return ['|'.join(told).encode()]
"""
TEXT = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""
FAILING = TEXT.replace("return 'hello'", "return 1 / 0")


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    Path("index.py").write_text(ECHO, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = cli.main(("dry-run", *arguments))
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The body of the answer."""
    code = cli.main(("dry-run", "index.handler", "--output-format", "json", *arguments))
    answer = json.loads(capsys.readouterr().out)
    assert code == 0, answer
    body: str = answer["response"]["body"]
    return body


def test_the_response_the_log_and_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "index.handler", "--path", "/x")
    assert code == 0
    assert out == [
        "HTTP/1.1 200 OK",
        "Content-Type: text/plain",
        "Content-Length: 36",
        "",
        "GET|/x||application/octet-stream||||",
        "",
        "Log:",
        "  log of /x",
        "",
        "All checks passed!",
    ]
    assert err == [] or "memory limit" in err[0]


def test_a_path_beyond_ascii_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert any(
        "PATH_INFO is text" in line for line in run(capsys, "index.handler", "--path", "/ü")[2]
    )
    _, _, err = run(capsys, "index.handler", "--path", "/ü", "--ignore", "FC4", "--target", "wsgi")
    assert not any("PATH_INFO" in line for line in err)


def test_findings_look_as_those_of_check(capsys: pytest.CaptureFixture[str]) -> None:
    Path("index.py").write_text(TEXT, encoding="utf-8")
    code, out, _ = run(capsys, "index.handler")
    assert code == 1
    assert "index.py:3:5: FC301 [warning] returns str 'hello', not an iterable of bytes" in out
    assert "    ^^^^^^^^^^^^^^" in "\n".join(out)
    assert out[-1] == "Found 1 warning."
    cli.main(("check", "index.py"))
    foreseen = capsys.readouterr().out.replace(" [*]", "").splitlines()
    assert out[out.index(foreseen[0]) :][: len(foreseen) - 3] == foreseen[:-3]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    Path("index.py").write_text(FAILING, encoding="utf-8")
    code, out, _ = run(capsys, "index.handler", "--output-format", "json")
    answer: dict[str, Any] = json.loads("\n".join(out))
    assert code == 1
    assert list(answer) == ["response", "findings", "log", "duration_ms", "memory_mb"]
    response = answer["response"]
    assert (response["status"], response["reason"]) == (502, "Bad Gateway")
    assert ["X-Fc-Error-Type", "UnhandledInvocationError"] in response["headers"]
    assert response["error"]["errorType"] == "ZeroDivisionError"
    assert response["error"]["errorMessage"] == "division by zero"
    assert len(response["error"]["stackTrace"]) == 1
    assert [(each["code"], each["location"]) for each in answer["findings"]] == [
        ("FC901", {"row": 3, "column": 12})
    ]
    assert answer["duration_ms"] >= 0


def test_a_body_that_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    source = TEXT.replace("'hello'", "[bytes(range(256))]").replace("text/plain", "image/png")
    Path("index.py").write_text(source, encoding="utf-8")
    _, out, _ = run(capsys, "index.handler")
    assert any(line.startswith("[image/png, 256 bytes: 00 01 02") for line in out)
    _, out, _ = run(capsys, "index.handler", "--output-format", "json")
    assert json.loads("\n".join(out))["response"]["bodyBase64"].startswith("AAECAw")


def test_escapes_of_a_terminal_are_shown_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    source = TEXT.replace("'hello'", "[b'a\\x1b[31mb']").replace(
        "    return", "    print('\\x1b]0;title\\x07')\n    return"
    )
    Path("index.py").write_text(source, encoding="utf-8")
    _, out, _ = run(capsys, "index.handler")
    assert "a\\x1b[31mb" in out
    assert "\x1b" not in "\n".join(out)


REQUESTS = [
    ((), "GET|/||application/octet-stream||||"),
    (("--path", "/a%20b?c=1"), "GET|/a b|c=1|application/octet-stream||||"),
    (("--path", "/a", "--query", "d=2"), "GET|/a|d=2|application/octet-stream||||"),
    (("--method", "put", "--header", "X: y"), "PUT|/||application/octet-stream|y|||"),
    (("--data", "ü"), "POST|/||application/octet-stream||||ü"),
    (("--json", '{"a": 1}'), 'POST|/||application/json||||{"a": 1}'),
    (("--data-file", "body"), "POST|/||application/octet-stream||||of a file"),
    (("--env", "A=1", "--env", "B=2"), "GET|/||application/octet-stream||1|2|"),
    (("--env-file", "env", "--env", "B=2"), "GET|/||application/octet-stream||file|2|"),
    (("--request", "get.http"), "GET|/of/file||application/octet-stream|z|||"),
    (("--request", "get.http", "--path", "/q"), "GET|/q||application/octet-stream|z|||"),
]


@pytest.mark.parametrize(("arguments", "expected"), REQUESTS)
def test_what_is_sent(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: str
) -> None:
    Path("body").write_text("of a file")
    Path("env").write_text("A=file\nB=file\n")
    Path("get.http").write_text("GET /of/file\nX: z\n")
    assert told(capsys, *arguments) == expected


def test_standard_input() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "fclint", "dry-run", "index.handler", "--request", "-", "-q"],
        input=b"curl -X DELETE http://example.com/thing -H 'X: y'",
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert b"DELETE|/thing||application/octet-stream|y|||" in result.stdout


MANIFEST = """\
edition: 1.0.0
services:
  one:
    component: fc
    props:
      function:
        name: one
        handler: index.handler
        runtime: RUNTIME
        codeUri: ./code
        environmentVariables: {A: from manifest, B: "${env(B)}"}
      triggers:
        - {name: http, type: http, config: {methods: [GET]}}
"""


def test_a_manifest_gives_folder_and_environment(capsys: pytest.CaptureFixture[str]) -> None:
    Path("code").mkdir()
    Path("index.py").rename("code/index.py")
    Path("s.yaml").write_text(MANIFEST.replace("RUNTIME", "python3.9"))
    code, out, err = run(capsys, "index.handler")
    assert code == 0
    assert "GET|/||application/octet-stream||from manifest||" in out
    assert any("s.yaml" in line for line in err)
    assert any("B by a template" in line for line in err)
    _, out, _ = run(capsys, "index.handler", "--env", "A=mine", "--env", "B=b")
    assert "GET|/||application/octet-stream||mine|b|" in out
    Path("s.yaml").write_text(MANIFEST.replace("RUNTIME", "python3.12"))
    code, _, err = run(capsys, "index.handler")
    assert code == 2
    assert "is no WSGI handler" in err[0]
    assert run(capsys, "index.handler", "--target", "wsgi")[0] == 1  # CONTENT_TYPE is absent


def test_codes_are_selected_and_suppressed_as_in_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("index.py").write_text(TEXT, encoding="utf-8")
    assert run(capsys, "index.handler", "--ignore", "FC301")[0] == 0
    assert run(capsys, "index.handler", "--select", "FC2")[0] == 0
    assert run(capsys, "index.handler", "--exit-zero")[0] == 0
    assert run(capsys, "index.handler", "--fail-on", "error")[0] == 0
    assert run(capsys, "index.handler", "--target", "wsgi", "--fail-on", "error")[0] == 1
    Path("pyproject.toml").write_text("[tool.fclint]\nignore = ['FC301']\n")
    assert run(capsys, "index.handler")[0] == 0
    Path("pyproject.toml").write_text("[tool.fclint]\ntarget = 'wsgi'\n")
    code, out, _ = run(capsys, "index.handler")
    assert (code, out[0]) == (1, "HTTP/1.1 500 Internal Server Error")
    Path("index.py").write_text(TEXT.replace("'hello'", "'hello'  # noqa: FC301"))
    assert run(capsys, "index.handler")[0] == 0


def test_information_is_told_when_it_is_selected(capsys: pytest.CaptureFixture[str]) -> None:
    Path("index.py").write_text(TEXT.replace("'hello'", "open(__file__, 'rb')"))
    assert run(capsys, "index.handler")[1][-1] == "All checks passed!"
    code, out, _ = run(capsys, "index.handler", "--extend-select", "FC905")
    assert (code, out[-1]) == (0, "Found 1 note.")


def test_several_times(capsys: pytest.CaptureFixture[str]) -> None:
    source = "HEADERS = []\n" + TEXT.replace("'hello'", "[]").replace(
        "    start_response('200 OK', [('Content-Type', 'text/plain')])",
        "    HEADERS.append(('X', 'y'))\n    start_response('200 OK', HEADERS)",
    )
    Path("index.py").write_text(source)
    assert run(capsys, "index.handler")[0] == 0
    code, out, _ = run(capsys, "index.handler", "--times", "2")
    assert code == 1
    assert any("FC906" in line for line in out)


def test_a_timeout(capsys: pytest.CaptureFixture[str]) -> None:
    Path("index.py").write_text("while True: pass\n")
    code, out, _ = run(capsys, "index.handler", "--timeout", "0.5")
    assert code == 1
    assert out[0] == "HTTP/1.1 502 Bad Gateway"
    assert any(line.endswith("FC903 [error] no answer within 0.5 s") for line in out)


def test_the_root_is_relative_to_the_current_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("shop").mkdir()
    Path("shop/index.py").write_text(ECHO.replace("'|'", "'+'"), encoding="utf-8")
    assert told(capsys, "--root", "shop").startswith("GET+/")


def test_a_manifest_that_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("s.yaml").write_text(MANIFEST + "more: [", encoding="utf-8")
    code, out, err = run(capsys, "index.handler")
    assert (code, out, len(err)) == (2, [], 1)
    assert re.match(r"fclint: s\.yaml:\d+: malformed YAML: .*; --root does without", err[0])
    assert run(capsys, "index.handler", "--root", ".")[0] == 0


NOT_INSTALLED = f"the handler runs with fclint's own Python ({sys.executable}): install acme there"


@pytest.mark.parametrize("more", [(), ("--matrix",)])
@pytest.mark.parametrize(
    ("handler", "source", "note"),
    [
        ("indx.handler", ECHO, "there is no file indx.py; did you mean 'index.handler'?"),
        ("index.handlr", ECHO, "there is no file index.py; did you mean 'index.handler'?"),
        ("index.handler", "import acme\n" + ECHO, NOT_INSTALLED),
        ("index.handler", ECHO.replace("    print", "    import acme\n    print"), NOT_INSTALLED),
        (
            "code/index.py",
            "import storage\n" + ECHO,
            "storage is in code, not in the code directory",
        ),
        ("index.handler", "raise ImportError('today')\n" + ECHO, None),
    ],
)
def test_a_missing_module_is_explained(
    capsys: pytest.CaptureFixture[str],
    handler: str,
    source: str,
    note: str | None,
    more: tuple[str, ...],
) -> None:
    Path("index.py").unlink()
    Path("code").mkdir()
    Path("code/index.py").write_text(source, encoding="utf-8")
    Path("code/storage.py").touch()
    Path("s.yaml").write_text(MANIFEST.replace("RUNTIME", "python3.9"), encoding="utf-8")
    code, out, err = run(capsys, handler, *more)
    assert code == 1
    assert any("FC90" in line for line in out)
    explanations = [line for line in err if "?" in line or "install" in line]
    assert len(explanations) == (note is not None)
    assert note is None or explanations[0].startswith(f"fclint: note: {note}")


def test_a_code_directory_inside_of_its_package_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Path("acme/web").mkdir(parents=True)
    Path("acme/web/index.py").write_text("import acme.web\n" + ECHO, encoding="utf-8")
    _, _, err = run(capsys, "index.handler", "--root", "acme/web")
    inner = tmp_path / "acme" / "web"
    assert err[0] == (
        f"fclint: note: acme is in {tmp_path}, not in the code directory {inner}: "
        "is the former meant?"
    )


def test_no_frame_is_shown_of_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "indx.handler")
    assert any(line.startswith("indx.py:1:1: FC902") for line in out)
    assert not any("|" in line for line in out)


USAGE = [
    (("nope",), "'nope' is not of the form module.attribute"),
    (("index.handler", "--root", "missing"), "no such folder: 'missing'"),
    (("index.handler", "--env", "=x"), "no NAME=value: '=x'"),
    (("index.handler", "--env-file", "missing"), "cannot read 'missing'"),
    (("index.handler", "--request", "missing"), "cannot read 'missing'"),
    (("index.handler", "--entry", "2"), "--entry needs --request"),
    (("index.handler", "--request", "-", "--data-file", "-"), "can't both be standard input"),
    (("index.handler", "--data", "a", "--json", "1"), "exclude each other"),
    (("index.handler", "--json", "{"), "--json is no JSON"),
    (("index.handler", "--header", "x"), "no header such as 'Name: value': 'x'"),
    (("index.handler", "--timeout", "0"), "0"),
    (("index.handler", "--select", "FC999"), "no rule has the code 'FC999'"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_usage_is_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out, len(err)) == (2, [], 1)
    assert message in err[0]


def test_the_parent_imports_nothing_of_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    Path("index.py").write_text("import acme_marker\n" + TEXT)
    Path("acme_marker.py").write_text("")
    before = set(sys.modules)
    run(capsys, "index.handler")
    assert not {"index", "acme_marker"} & (set(sys.modules) - before)
