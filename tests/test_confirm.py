"""``fclint check --confirm``, as users call it: real files, real processes, real exit codes."""

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
from fclint.matrix.commands import SERVER

pytestmark = pytest.mark.slow

TOKEN = """\
print('at import')


def handler(environ, start_response):
    print('called')
    token = environ['HTTP_X_TOKEN']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [token.encode()]
"""
GUARDED = """\
{before}

def handler(environ, start_response):
    if {guard}:
        return [b'mistake']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
"""
CLEAN = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
"""


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "DEBUG"):
        monkeypatch.delenv(name, raising=False)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    code = cli.main(("check", "-n", *arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def confirmed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Any]:
    """What is told of each finding's confirmation."""
    code, out, err = run(capsys, "--confirm", "--output-format", "json", *arguments)
    assert code in (0, 1), err
    return [finding["confirmed"] for finding in json.loads(out)]


# --- what is told


def test_the_full_report_shows_request_and_answer(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", TOKEN)
    code, out, err = run(capsys, "--confirm", "index.py")
    assert code == 1
    lines = [line.strip() for line in out.splitlines()]
    at = lines.index("= Confirmed: index.handler answers 502 (KeyError: 'HTTP_X_TOKEN') to")
    assert lines[at + 1] == f"curl {SERVER}/"
    assert "Found 1 error; 1 confirmed." in lines
    assert "at import" not in out + err
    assert [line for line in lines if "called" in line] == ["5 |     print('called')"]


def test_other_reports(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", TOKEN)
    assert confirmed(capsys, "index.py") == [
        {
            "handler": "index.handler",
            "request": f"curl {SERVER}/",
            "status": 502,
            "error": "KeyError: 'HTTP_X_TOKEN'",
        }
    ]
    _, concise, _ = run(capsys, "--confirm", "--output-format", "concise", "index.py")
    assert concise.splitlines()[0].endswith("the header is optional [confirmed]")
    _, sarif, _ = run(capsys, "--confirm", "--output-format", "sarif", "index.py")
    [result] = json.loads(sarif)["runs"][0]["results"]
    assert result["properties"]["confirmed"]["status"] == 502


def test_without_the_option_nothing_is_said_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", TOKEN)
    code, out, _ = run(capsys, "--output-format", "json", "index.py")
    assert code == 1
    assert "confirmed" not in json.loads(out)[0]
    _, out, _ = run(capsys, "index.py")
    assert "onfirmed" not in out


def test_the_witness_is_the_same_with_and_without_the_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    guard = "environ['PATH_INFO'] == '/x' and environ.get('HTTP_A') in ('1', '2')"
    write("index.py", GUARDED.format(before="", guard=guard))
    _, plain, _ = run(capsys, "--output-format", "json", "index.py")
    _, tried, _ = run(capsys, "--confirm", "--output-format", "json", "index.py")
    found = json.loads(tried)
    assert found[0].pop("confirmed")["request"]
    assert found == json.loads(plain)


def test_clean_code_is_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", f"open('trace', 'w').close()\n{CLEAN}")
    assert run(capsys, "--confirm", "index.py")[:2] == (0, "All checks passed!\n")
    assert not Path("trace").exists()


def test_quiet_and_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", TOKEN)
    _, out, _ = run(capsys, "--confirm", "--quiet", "--output-format", "concise", "index.py")
    assert len(out.splitlines()) == 1
    _, out, _ = run(capsys, "--confirm", "--statistics", "index.py")
    assert "Found 1 error; 1 confirmed." in out.splitlines()


# --- user code runs with the option alone


def test_code_runs_with_the_option_alone(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", f"open('imported', 'w').close()\n{TOKEN}")
    assert run(capsys, "index.py")[0] == 1
    assert not Path("imported").exists()
    assert run(capsys, "--confirm", "index.py")[0] == 1
    assert Path("imported").exists()


def test_what_user_code_prints_stays_away_from_the_report() -> None:
    source = f"import os, sys\nos.write(1, b'raw')\nsys.stderr.write('err')\n{TOKEN}"
    write("index.py", source)
    ended = subprocess.run(
        [sys.executable, "-m", "fclint", "check", "-n", "--confirm", "--output-format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert json.loads(ended.stdout)[0]["confirmed"]["status"] == 502
    assert ended.stderr == ""


# --- what no request decides stays unconfirmed


@pytest.mark.parametrize(
    ("before", "guard"),
    [
        ("import random", "random.random() < 2"),
        ("import time", "time.time() > 0"),
        ("import datetime", "datetime.datetime.now().year > 2000"),
        ("import os", "not os.environ.get('DEBUG')"),
        ("import os", "os.getenv('HOME', '') is not None and os.getpid() > 0"),
        ("import uuid", "uuid.uuid4().hex"),
        ("import socket", "socket.gethostname()"),
        ("import secrets", "environ['PATH_INFO'] == '/' and secrets.randbelow(9) < 9"),
        ("import random", "random.random() < float(environ.get('HTTP_X') or '2')"),
        ("import time", "environ.get('HTTP_X', '') < str(time.time())"),
    ],
)
def test_a_path_that_no_request_decides_is_not_confirmed(
    before: str, guard: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("index.py", GUARDED.format(before=before, guard=guard))
    assert confirmed(capsys, "--select", "FC202", "index.py") == [None]
    _, _, err = run(capsys, "--confirm", "--verbose", "--select", "FC202", "index.py")
    assert re.match(
        r"fclint: index\.py:\d+: FC202 is not confirmed: no request decides whether", err
    )


@pytest.mark.parametrize(
    ("code", "expression"),
    [
        ("FC401", "environ['CONTENT_LENGTH']"),
        ("FC403", "int(environ.get('CONTENT_LENGTH', 0))"),
        ("FC403", "int(environ.get('CONTENT_LENGTH'))"),
    ],
)
def test_what_the_runtimes_set_today_is_always_there(
    code: str, expression: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        "index.py",
        "def handler(environ, start_response):\n"
        f"    length = {expression}\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [str(length).encode()]\n",
    )
    _, _, err = run(capsys, "--confirm", "--verbose", "--select", code, "index.py")
    assert err.splitlines()[0] == (
        f"fclint: index.py:2: {code} is not confirmed: "
        "the dry run sets CONTENT_LENGTH on every request, as today's runtimes do"
    )
    assert confirmed(capsys, "--target", "wsgi", "--select", code, "index.py") != [None]


def test_an_unreachable_network_confirms_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "index.py",
        "import urllib.request\n\n\n"
        "def handler(environ, start_response):\n"
        "    try:\n"
        "        page = urllib.request.urlopen('http://127.0.0.1:9/').read()\n"
        "    except OSError:\n"
        "        return [b'mistake']\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [page]\n",
    )
    assert confirmed(capsys, "--select", "FC202", "index.py") == [None]


def test_a_false_alarm_is_not_confirmed(capsys: pytest.CaptureFixture[str]) -> None:
    """The analysis doesn't follow the dictionary that exec() fills; Python does."""
    source = (
        "space = {}\n"
        "exec('def allowed(path): return True', space)\n\n\n"
        "def handler(environ, start_response):\n"
        "    if not space['allowed'](environ['PATH_INFO']):\n"
        "        return [b'never']\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [b'ok']\n"
    )
    write("index.py", source)
    assert confirmed(capsys, "--select", "FC202", "index.py") == [None]


def test_the_same_code_at_another_line_confirms_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = (
        "import random\n\n\n"
        "def handler(environ, start_response):\n"
        "    if environ['PATH_INFO'] == '/x':\n"
        "        return [b'shown']\n"
        "    if random.random() < 0.5:\n"
        "        return [b'by chance']\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [b'ok']\n"
    )
    write("index.py", source)
    first, second = confirmed(capsys, "--select", "FC202", "index.py")
    assert first["request"] == f"curl {SERVER}/x"
    assert second is None


# --- handlers that misbehave


@pytest.mark.parametrize(
    "misbehaviour",
    ["while True: pass", "import os; os._exit(3)", "import sys; sys.exit(1)",
     "import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "raise RuntimeError('no')",
     "import no_such_module_anywhere"],
)  # fmt: skip
def test_a_module_that_does_not_load_disturbs_nothing(
    misbehaviour: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fclint.confirming.functions.PATIENCE", 1.0)
    write("bad.py", f"{TOKEN}\n\n{misbehaviour}\n")
    write("good.py", TOKEN)
    told = confirmed(capsys, "bad.py", "good.py", "--select", "FC401")
    assert told[0] is None
    assert told[1]["status"] == 502


def test_why_a_handler_was_not_run_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", f"import no_such_module_anywhere\n{TOKEN}")
    code, _, err = run(capsys, "--confirm", "index.py")
    assert code == 1
    assert "note: index.py: index.handler was not run: ImportModuleError" in err
    assert "install no_such_module_anywhere there" in err


@pytest.mark.parametrize(
    "way", ["while True: pass", "os._exit(3)", "os.kill(os.getpid(), 9)", "sys.exit()"]
)
def test_a_request_that_ends_the_process_leaves_the_others(
    way: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fclint.confirming.functions.PATIENCE", 1.0)
    source = (
        "import os, sys\n\n\n"
        "def handler(environ, start_response):\n"
        "    if environ['PATH_INFO'] == '/bad':\n"
        f"        {way}\n"
        "        return [environ['HTTP_A'].encode()]\n"
        "    token = environ['HTTP_X_TOKEN']\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [token.encode()]\n"
    )
    write("index.py", source)
    told = confirmed(capsys, "--select", "FC401", "index.py")
    assert told[-1]["error"] == "KeyError: 'HTTP_X_TOKEN'"


# --- where code lies


def test_imports_of_the_same_folder_and_of_a_package(capsys: pytest.CaptureFixture[str]) -> None:
    write("app/__init__.py", "")
    write("app/tokens.py", "def token(environ):\n    return environ['HTTP_X_TOKEN']\n")
    write("app/web.py", "from app.tokens import token\n" + _delegating("token"))
    write("flat/helper.py", "def token(environ):\n    return environ['HTTP_X_TOKEN']\n")
    write("flat/index.py", "from helper import token\n" + _delegating("token"))
    told = confirmed(capsys, "--select", "FC401", ".")
    assert [each["status"] for each in told] == [502, 502]


def _delegating(name: str) -> str:
    return (
        "\n\ndef handler(environ, start_response):\n"
        f"    text = {name}(environ)\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [text.encode()]\n"
    )


def test_the_manifest_says_where_and_with_which_variables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(
        "s.yaml",
        "edition: 1.0.0\n"
        "services:\n"
        "  shop:\n"
        "    component: fc\n"
        "    props:\n"
        "      function:\n"
        "        name: shop\n"
        "        handler: web/index.handler\n"
        "        runtime: python3.9\n"
        "        codeUri: ./code\n"
        "        environmentVariables:\n"
        "          TABLE: orders\n"
        "      triggers:\n"
        "        - name: http\n"
        "          type: http\n"
        "          config:\n"
        "            methods: [GET]\n",
    )
    write("code/settings.py", "import os\nTABLE = os.environ['TABLE']\n")
    write("code/web/index.py", "from settings import TABLE\n\n\n" + TOKEN)
    [told] = confirmed(capsys, "--select", "FC401", ".")
    assert told["error"] == "KeyError: 'HTTP_X_TOKEN'"


def test_a_method_is_no_handler_that_can_be_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "index.py",
        "class Site:\n"
        "    def index(self, environ, start_response):\n"
        "        if environ['PATH_INFO'] == '/x':\n"
        "            return [b'mistake']\n"
        "        start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "        return [b'ok']\n",
    )
    code, _, err = run(capsys, "--confirm", "--verbose", "index.py")
    assert code == 1
    assert "FC202 is not confirmed: Site.index was not run" in err


def test_several_handlers_on_several_processes(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(4):
        write(f"h{number}.py", TOKEN)
    alone = run(capsys, "--confirm", "--jobs", "1", ".")
    assert alone[:2] == run(capsys, "--confirm", "--jobs", "3", ".")[:2]
    assert "Found 4 errors; 4 confirmed." in alone[1]


def test_header_injection_is_shown_by_an_injection(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "index.py",
        "from urllib.parse import parse_qs\n\n\n"
        "def handler(environ, start_response):\n"
        "    query = parse_qs(environ.get('QUERY_STRING', ''))\n"
        "    start_response('302 Found', [('Location', query.get('next', ['/'])[0])])\n"
        "    return [b'']\n",
    )
    [told] = confirmed(capsys, "--select", "FC212", "index.py")
    assert "next=x%0D%0AX-Injected" in told["request"]


# --- what does not go together


@pytest.mark.parametrize(
    "arguments",
    [("--fix", "index.py"), ("--diff", "index.py"), ("--write-baseline", "b.json", "index.py"),
     ("-",), ("-", "--stdin-filename", "index.py")],
)  # fmt: skip
def test_refusals(
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("index.py", TOKEN)
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        code, out, err = run(capsys, "--confirm", *arguments)
    assert (code, out) == (2, "")
    assert "--confirm" in err
    assert Path("index.py").read_text(encoding="utf-8") == TOKEN


def test_the_exit_code_is_that_of_check(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", GUARDED.format(before="import random", guard="random.random() < 0.5"))
    assert run(capsys, "--confirm", "index.py")[0] == 1
    assert run(capsys, "--confirm", "--exit-zero", "index.py")[0] == 0
