"""The command line, as users call it: a real process, real files, real exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fclint import __version__, cli, console, parameters
from fclint.registry import load_rules
from fclint.runner import Linting
from fclint.targets import TARGETS

BROKEN = "def handler(environ, start_response)\n    pass\n"
TEXT = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""
GOOD = TEXT.replace("'hello'", "[b'hello']")
TEXT_FINDING = "index.py:3:5: FC301"


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def fclint(
    *arguments: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fclint", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    """Exit code and lines of both outputs, in this process: quicker, and as true where neither
    streams nor modules matter."""
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


def test_a_mistake_is_found_and_told() -> None:
    write("index.py", TEXT)
    done = fclint()
    assert done.returncode == 1
    assert done.stderr == b""
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith(f"{TEXT_FINDING} [warning] ")
    assert "3 |     return 'hello'" in lines
    assert any(line.startswith("  = On Function Compute: ") for line in lines)
    assert any(line.startswith("  = Use instead: ") for line in lines)
    assert lines[-2:] == ["Found 1 warning.", "[*] 1 fixable with --fix."]


def test_a_good_handler_passes() -> None:
    write("index.py", GOOD)
    done = fclint("index.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"All checks passed!\n", b"")


def test_the_other_target_is_louder(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", TEXT)
    code, out, _ = run(capsys, "--target", "wsgi")
    assert code == 1
    assert out[0].startswith(f"{TEXT_FINDING} [error] ")


def test_the_path_to_a_mistake_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "index.py",
        TEXT.replace("    return", "    if environ['PATH_INFO'] == '/':\n        return"),
    )
    _, out, _ = run(capsys, "--select", "FC301")
    assert out[0].startswith("index.py:4:9: FC301")
    assert out[out.index("  = Path:") + 1].startswith("      line 3: ")


def test_a_helper_in_another_file_is_judged_through_its_caller(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("page.py", TEXT.replace("handler", "page").replace("'hello'", "environ['HTTP_X']"))
    write(
        "index.py",
        "from page import page\n\n"
        "def handler(environ, start_response):\n"
        "    environ['HTTP_X'] = b''\n"
        "    return [page(environ, start_response)]\n",
    )
    code, out, _ = run(capsys, "--output-format", "concise", "--select", "FC4")
    assert (code, out) == (0, ["All checks passed!"])
    code, out, _ = run(capsys, "--output-format", "concise", "--select", "FC4", "page.py")
    assert code == 1


def test_check_is_the_default_command(capsys: pytest.CaptureFixture[str]) -> None:
    write("src/a.py", BROKEN)
    short = run(capsys, "src")
    assert short == run(capsys, "check", "src") == run(capsys) == run(capsys, "--jobs", "1")
    assert short[0] == 1


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    write("bad/a.py", BROKEN)
    write("good/a.py", "x = 1\n")
    write("empty/readme.txt", "")
    assert run(capsys, "good")[0] == 0
    assert run(capsys, "bad")[0] == 1
    assert run(capsys, "bad", "--exit-zero")[0] == 0
    assert run(capsys, "bad", "--fail-on", "error")[0] == 1
    assert run(capsys, "nowhere")[0] == 2
    code, out, err = run(capsys, "empty")
    assert (code, out) == (3, [])
    assert err == ["fclint: nothing to lint: no Python files in 'empty'"]


def test_warnings_fail_unless_only_errors_shall(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", TEXT)
    assert run(capsys)[0] == 1
    assert run(capsys, "--fail-on", "error")[0] == 0
    assert run(capsys, "--fail-on", "info")[0] == 1
    write("pyproject.toml", '[tool.fclint]\nfail-on = "error"\n')
    assert run(capsys)[0] == 0
    assert run(capsys, "--fail-on", "warning")[0] == 1


def test_style_is_told_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    write("index.py", GOOD.replace("environ", "request"))
    assert run(capsys)[:2] == (0, ["All checks passed!"])
    code, out, _ = run(capsys, "--extend-select", "FC104", "--output-format", "concise")
    assert out[0].startswith("index.py:1:5: FC104 ")
    assert out[-1] == "Found 1 note."
    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--selct", "FC2"], "no such option '--selct'."),
        (["--select", "FC310"], "no rule has the code 'FC310'; did you mean 'FC301'?"),
        (["--ignore", "FC2,str-body"], "no rule has the code 'str-body'; did you mean 'FC301'"),
        (["--target", "fc"], "'fc' is not one of 'fc2', 'wsgi'"),
        (["--fail-on", "warn"], "'warn' is not one of 'error', 'warning', 'info'"),
        (["--output-format", "xml"], "'xml' is not one of 'full', 'concise', 'grouped', 'json'"),
        (["--jobs", "0"], "0 is not in the range x>=1"),
        (["--handler", "index:handler"], "did you mean 'index.handler'?"),
        (["--handler", "indx.handler"], "no handler 'indx.handler'; did you mean 'index.handler'?"),
        (["indx.py"], "no such file or folder: 'indx.py'; did you mean 'index.py'?"),
        (["chek", "index.py"], "'chek'; did you mean the command 'check'?"),
        (["rul", "FC301"], "'rul'; did you mean the command 'rule'?"),
        (["-", "index.py"], "- (standard input) can't be combined with other paths"),
        (["--stdin-filename", "a.py"], "--stdin-filename needs - (standard input) as the path"),
        (["--quiet", "--verbose"], "--quiet and --verbose exclude each other"),
        (
            ["--show-files", "--show-settings"],
            "--show-files and --show-settings exclude each other",
        ),
        (["rule", "FC310"], "no rule has the code or name 'FC310'"),
        (["rule", "str-bdy"], "no rule has the code or name 'str-bdy'; did you mean 'str-body'?"),
        (["rule"], "name one rule, such as `fclint rule FC301`, or pass --all"),
        (["rule", "FC301", "--all"], "name one rule"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    write("index.py", GOOD)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, [])
    [line] = err
    assert line.startswith("fclint: ")
    assert told in line


def test_a_mistake_in_the_configuration_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("index.py", GOOD)
    write("pyproject.toml", "[tool.fclint]\nselct = []\n")
    code, out, [line] = run(capsys)
    assert (code, out) == (2, [])
    assert line.endswith("pyproject.toml: unknown key 'tool.fclint.selct'; did you mean 'select'?")


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, [f"fclint {__version__}"], [])
    assert "Usage: fclint [OPTIONS] COMMAND" in run(capsys, "--help")[1][0]
    assert "Usage: fclint check [OPTIONS] [PATHS]..." in run(capsys, "check", "-h")[1][0]


def test_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    done = fclint("-", "--output-format", "concise", stdin=BROKEN.encode())
    assert done.returncode == 1
    assert done.stdout.startswith(b"-:1:37: FC001 ")
    named = fclint("-", "--stdin-filename", "src/a.py", "--quiet", stdin=b"\xff = environ['HTTP_")
    assert named.returncode == 1
    assert named.stdout.startswith(os.path.join("src", "a.py").encode() + b":1:")


def test_show_files(capsys: pytest.CaptureFixture[str]) -> None:
    write("b.py", "")
    write("a/c.py", "")
    write(".venv/d.py", "")
    assert run(capsys, "--show-files") == (0, [os.path.join("a", "c.py"), "b.py"], [])


def test_concise_and_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.py", BROKEN)
    write("b.py", BROKEN)
    _, out, _ = run(capsys, "--output-format", "concise")
    assert [line.partition(" ")[0] for line in out] == ["a.py:1:37:", "b.py:1:37:", "Found"]
    assert run(capsys, "--statistics")[1] == ["2\tFC001\tsyntax-error", "Found 2 errors."]
    assert run(capsys, "--statistics", "--quiet")[1] == ["2\tFC001\tsyntax-error"]
    _, out, _ = run(capsys, "--statistics", "--output-format", "json")
    assert json.loads("".join(out)) == [
        {
            "code": "FC001",
            "name": "syntax-error",
            "count": 2,
            "fixable": False,
            "fixable_count": 0,
        }
    ]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.py", "x = 1\n")
    assert run(capsys, "--output-format", "json") == (0, ["[]"], [])
    write("empty/readme.txt", "")
    assert run(capsys, "empty", "--output-format", "json")[:2] == (3, ["[]"])
    write("index.py", TEXT)
    code, out, _ = run(capsys, "--output-format", "json")
    [told] = json.loads("\n".join(out))
    assert code == 1
    assert told["code"] == "FC301"
    assert told["filename"] == os.path.abspath("index.py")
    assert told["handler"] == "handler"
    assert told["location"] == {"row": 3, "column": 5}


def test_quiet_says_nothing_of_a_clean_tree(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.py", "x = 1\n")
    assert run(capsys, "--quiet") == (0, [], [])


def test_verbose_tells_more_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.py", "x = 1\n")
    code, out, [line] = run(capsys, "--verbose")
    assert (code, out) == (0, ["All checks passed!"])
    assert line.startswith("fclint: 1 file, 0 of them may hold a handler, ")


def test_rules_are_explained_by_code_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rule", "FC301")
    assert code == 0
    assert out[0] == "FC301 str-body"
    assert "Use instead" in out
    assert run(capsys, "rule", "str-body") == run(capsys, "rule", "fc301") == (0, out, [])
    _, everything, _ = run(capsys, "rule", "--all")
    assert [line.partition(" ")[0] for line in everything] == [rule.code for rule in load_rules()]


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "rule", "FC301", "--output-format", "json")
    one = json.loads("\n".join(out))
    assert (one["code"], one["severity"]) == ("FC301", {"fc2": "warning", "wsgi": "error"})
    assert one["reported"][0]["source"]
    _, out, _ = run(capsys, "rule", "--all", "--output-format", "json")
    assert one in json.loads("\n".join(out))


def test_colour_is_forced_and_forbidden() -> None:
    write("a.py", BROKEN)
    assert b"\x1b[" not in fclint().stdout
    assert b"\x1b[1;31mFC001" in fclint(FORCE_COLOR="1").stdout
    assert b"\x1b[" not in fclint(FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("output_format", ["full", "concise", "json"])
def test_any_output_encoding_will_do(encoding: str, output_format: str) -> None:
    write("中文/é.py", "x = '中文é'; def handler(environ, start_response)\n")
    done = fclint("--output-format", output_format, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 1
    assert done.stderr == b""
    assert "FC001" in done.stdout.decode(encoding)


def test_the_tree_without_a_handler_never_imports_libcst() -> None:
    write("a.py", "import json\nprint('environ')\n")
    write("b.py", "def application(request):\n    return request\n")
    program = (
        "import sys\n"
        "before = set(sys.modules)  # coverage, where it measures, has modules of its own\n"
        "from fclint.cli import main\n"
        "assert not {'libcst', 'pathspec', 'fclint.rule'} & set(sys.modules)\n"
        "assert main(['.']) == 0\n"
        "heavy = {'libcst', 'pathspec', 'fclint.rule', 'multiprocessing', 'difflib'} - before\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE to speak of")
def test_a_reader_that_has_enough_is_no_error() -> None:
    for number in range(300):
        write(f"f{number}.py", BROKEN)
    process = subprocess.Popen(
        [sys.executable, "-m", "fclint"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
@pytest.mark.parametrize("arguments", [[], ["--help"], ["check", "--help"], ["--version"]])
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    write("a.py", BROKEN)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fclint", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"fclint: cannot write to standard output: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is used can't be deleted")
@pytest.mark.parametrize("command", [".", "--fix -", "handlers .", "clean", "--show-settings"])
def test_a_current_folder_that_was_deleted(command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'mkdir gone; cd gone; rmdir ../gone; "{sys.executable}" -m fclint {command}'],
        input=TEXT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = "fclint: the current folder is not there any more\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("-", "standard input"),
        ("--fix --stdin-filename a.py -", "standard input"),
        ("dry-run index.handler --data-file -", "'-'"),
        ("dry-run index.handler --request -", "'-'"),
    ],
)
def test_standard_input_that_the_caller_has_closed(command: str, what: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"exec '{sys.executable}' -m fclint {command} <&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    told = f"fclint: cannot read {what}: it is closed\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_ctrl_c_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(self: Linting, progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Linting, "run", interrupted)
    code, out, err = run(capsys, ".")
    assert (code, out) == (console.Exit.INTERRUPTED, [])
    assert "Traceback" not in "".join(err)


def test_an_error_inside_fclint_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*args: object, **options: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("fclint.work.analyse_file", fails)
    write("a.py", BROKEN)
    code, out, [line] = run(capsys, "--jobs", "1")
    assert (code, out) == (2, [])
    assert line.startswith("fclint: a.py: internal error, this file was not linted: ZeroDivision")
    assert console.BUGS in line
    _, _, err = run(capsys, "--jobs", "1", "--verbose")
    assert any("Traceback" in line for line in err)


def test_names_of_files_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, [line] = run(capsys, "no\x1b[31m\nsuch\u202e.py")
    assert code == 2
    assert line.isprintable()


def test_the_command_line_knows_all_targets() -> None:
    assert tuple(TARGETS) == parameters.TARGET_NAMES
