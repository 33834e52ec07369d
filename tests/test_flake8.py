"""The plugin in flake8 itself: a real process, as users and editors run it."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flake8.main.cli import main as flake8_main  # type: ignore[import-untyped]

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).resolve().parent / "corpus"
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HANDLER = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""
FINDING = "index.py:3:5: FC301 returns str 'hello', not an iterable of bytes"
TYPO = '[tool.fclint]\nselct = ["FC2"]\n'


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def run(module: str, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
        timeout=300,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def flake8(*arguments: str, stdin: bytes = b"") -> list[str]:
    """The lines that flake8 prints, without the ``./`` of the current folder."""
    done = run("flake8", "--isolated", *arguments, stdin=stdin)
    assert done.stderr == ""
    assert done.returncode == bool(done.stdout)
    return [line.removeprefix("./") for line in done.stdout.splitlines()]


def flake8_here(*arguments: str) -> list[str]:
    """The same in this process: quicker, and as true where flake8's processes don't matter."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(output):
        code = flake8_main(["--isolated", "--jobs=1", *arguments])
        output.flush()
        output.seek(0)
        lines = output.read().splitlines()
    assert code == bool(lines)
    return [line.removeprefix("./") for line in lines]


def findings(lines: list[str]) -> set[tuple[str, int, int, str]]:
    places = [re.match(r"(.+?):(\d+):(\d+): (FC\d{3}) ", line) for line in lines]
    return {(place[1], int(place[2]), int(place[3]), place[4]) for place in places if place}


def by_fclint(*arguments: str) -> set[tuple[str, int, int, str]]:
    done = run("fclint", *arguments, "--output-format", "json")
    assert done.stderr == ""
    return {
        (
            os.path.relpath(finding["filename"]),
            finding["location"]["row"],
            finding["location"]["column"],
            finding["code"],
        )
        for finding in json.loads(done.stdout)
    }


def lay_out_corpus() -> int:
    """Writes each corpus case of one file that parses into a folder of its own."""
    count = 0
    for path in sorted(CORPUS.glob("*.py")):
        for case in re.split(r"^# --- case:.*\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            source = re.sub(r"\s*# expect:.*", "", case)
            try:
                ast.parse(source)
            except SyntaxError:
                continue
            if "# --- file:" not in source:
                write(f"{path.stem}/{count}/index.py", source)
                count += 1
    return count


def test_the_same_findings_at_the_same_places_as_fclint_on_the_whole_corpus() -> None:
    assert lay_out_corpus() > 1000
    told = findings(flake8("--select", "FC", "--jobs", "2", "."))
    assert len(told) > 500
    assert told == by_fclint(".", "--select", "ALL")


def test_the_same_on_projects_of_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    told = findings(flake8("--select", "FC1,FC2,FC3,FC4,FC5", "."))
    assert {code for *_, code in told} >= {"FC207", "FC301", "FC401"}
    assert told == by_fclint(".")


# --- flake8's own options


def test_fclint_speaks_by_default_beside_the_others() -> None:
    write("index.py", f"import os\n\n\n{HANDLER}")
    assert flake8_here("index.py") == [
        "index.py:1:1: F401 'os' imported but unused",
        FINDING.replace(":3:", ":6:"),
    ]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], {"FC301"}),
        (["--select", "FC"], {"FC301"}),
        (["--select", "FC3,E"], {"FC301"}),
        (["--select", "F"], set()),  # pyflakes
        (["--select", "E,W"], set()),
        (["--ignore", "FC"], set()),
        (["--extend-ignore", "FC301"], set()),
        (["--per-file-ignores", "index.py:FC3"], set()),
    ],
)
def test_flake8_selects(options: list[str], codes: set[str]) -> None:
    write("index.py", HANDLER)
    assert {code for *_, code in findings(flake8_here(*options, "index.py"))} == codes


def test_rules_that_are_off_speak_where_flake8_or_the_configuration_names_them() -> None:
    write("index.py", HANDLER.replace("environ", "env").replace("'hello'", "[b'']"))
    assert flake8_here("index.py") == []
    for option in ("--extend-select=FC104", "--select=FC"):
        assert [code for *_, code in findings(flake8_here(option, "index.py"))] == ["FC104"]
    write("pyproject.toml", '[tool.fclint]\nextend-select = ["FC104"]\n')
    assert [code for *_, code in findings(flake8_here("index.py"))] == ["FC104"]


@pytest.mark.parametrize(
    "comment", ["# noqa", "# noqa: FC301", "# noqa: FC3", "# fclint: ignore[FC301]"]
)
def test_suppressions_of_both_count(comment: str) -> None:
    write("index.py", HANDLER.replace("'hello'", f"'hello'  {comment}"))
    assert flake8_here("index.py") == []


def test_flake8_itself_may_leave_a_file_out() -> None:
    write("index.py", f"# flake8: noqa\n{HANDLER}")
    assert flake8_here("index.py") == []


# --- standard input


def test_a_buffer_is_linted_as_the_file_it_will_be() -> None:
    write("index.py", HANDLER)
    write("page.py", "def page():\n    return 'text'\n")
    write("pyproject.toml", '[tool.fclint]\nignore = ["FC302"]\ntarget = "wsgi"\n')
    unsaved = "from page import page\n" + HANDLER.replace("'hello'", "page()")
    told = flake8("--stdin-display-name", "index.py", "-", stdin=unsaved.encode())
    assert told[-1].startswith("index.py:4:5: FC301 returns str")


def test_a_buffer_without_a_name_is_linted_too() -> None:
    assert flake8("-", stdin=HANDLER.encode()) == [FINDING.replace("index.py", "stdin")]


@pytest.mark.parametrize(
    ("source", "column"),
    [
        (HANDLER.encode(), 5),
        (HANDLER.replace("\n", "\r\n").encode(), 5),
        (b"\xef\xbb\xbf" + HANDLER.encode(), 5),
        (HANDLER.replace("    return", "    '\u00fc'; return").encode(), 10),
        (
            b"# coding: latin-1\n"
            + HANDLER.replace("    return", "    '\u00fc\u00df'; return").encode("latin-1"),
            11,
        ),
    ],
    ids=["plain", "CRLF", "BOM", "UTF-8", "latin-1"],
)
def test_columns_count_characters_whatever_the_encoding(source: bytes, column: int) -> None:
    Path("index.py").write_bytes(source)
    [(_, _, by_file, code)] = findings(flake8_here("--select", "FC", "index.py"))
    [(_, _, by_buffer, _)] = findings(flake8("--select", "FC", "-", stdin=source))
    assert (code, by_file, by_buffer) == ("FC301", column, column)


# --- [tool.fclint]


def test_the_nearest_configuration_counts() -> None:
    write("pyproject.toml", '[tool.fclint]\nexclude = ["old/"]\n')
    write("one/.fclint.toml", 'ignore = ["FC3"]\n')
    write("two/.fclint.toml", '[per-file-ignores]\n"index.py" = ["FC301"]\n')
    write("three/.fclint.toml", 'handlers = ["index.main"]\n')
    for folder in ("one", "two", "old", "plain"):
        write(f"{folder}/index.py", HANDLER)
    write("three/index.py", "def main(a, b):\n    return []\n")
    told = findings(flake8_here("--select", "FC2,FC3", "."))
    assert {(name, code) for name, _, _, code in told} == {
        ("plain/index.py", "FC301"),
        ("three/index.py", "FC201"),
    }


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_mistake_in_the_configuration_is_told_once(jobs: str) -> None:
    write("pyproject.toml", TYPO)
    write("a_broken.py", "def (\n")
    for name in ("b.py", "c.py", "d.py", "e/f.py"):
        write(name, f"import os\n{HANDLER}")
    lines = flake8("--select", "F,FC,E9", "--jobs", jobs, ".")
    trouble = [line for line in lines if "FC0" in line]
    assert trouble == [
        f"b.py:1:1: FC000 configuration error: {Path.cwd() / 'pyproject.toml'}: "
        "unknown key 'tool.fclint.selct'; did you mean 'select'?"
    ]
    assert sum("F401" in line for line in lines) == 4


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"pyproject.toml": TYPO}, "unknown key 'tool.fclint.selct'"),
        ({".fclint.toml": 'extend = "a.toml"', "a.toml": 'extend = "a.toml"'}, "in a circle"),
        ({".fclint.toml": 'extend = "a.toml"'}, "a.toml is not there"),
        ({".fclint.toml": 'baseline = "known.json"'}, "is not there; --write-baseline writes it"),
        ({".fclint.toml": 'baseline = "k.json"', "k.json": "{"}, "k.json': not a baseline: "),
    ],
)
def test_of_many_files_in_several_processes_one_tells_the_mistake(
    files: dict[str, str], told: str
) -> None:
    for name, text in files.items():
        write(name, text + "\n")
    for number in range(40):
        write(f"p{number % 4}/m{number}.py", HANDLER if number % 3 else "import os\n")
    lines = flake8("--select", "F,FC", "--jobs", "2", ".")
    [trouble] = [line for line in lines if "FC0" in line]
    assert trouble.startswith("p0/m0.py:1:1: FC000 configuration error: ")
    assert told in trouble
    assert sum("F401" in line for line in lines) == 14


def test_what_the_baseline_knows_is_not_told() -> None:
    write("pyproject.toml", '[tool.fclint]\nbaseline = "known.json"\n')
    write("old/index.py", HANDLER)
    done = run("fclint", "--write-baseline", "known.json")
    assert done.returncode == 0
    write("new/index.py", HANDLER)
    assert flake8("--select", "FC", "--jobs", "2", ".") == [f"new/{FINDING}"]
    buffer = f"import os\n\n{HANDLER}".encode()
    assert flake8("--select", "FC", "--stdin-display-name", "old/index.py", "-", stdin=buffer) == []


def test_a_mistake_in_the_configuration_is_told_in_a_buffer() -> None:
    write("pyproject.toml", TYPO)
    [line] = flake8("--stdin-display-name", "index.py", "-", stdin=HANDLER.encode())
    assert line.startswith("index.py:1:1: FC000 configuration error: ")


# --- several files


def test_a_mistake_in_a_helper_is_told_at_the_handler_unless_it_is_told_there() -> None:
    write("page.py", "def page(environ):\n    return environ['HTTP_X']\n")
    handler = HANDLER.replace("'hello'", "[page(environ).encode()]")
    write("index.py", f"from page import page\n\n\n{handler}")
    assert flake8_here(".") == [
        "index.py:4:1: FC401 environ['HTTP_X'] may raise KeyError: the header is optional "
        "(page.py:2:12)"
    ]


def test_imports_are_looked_up_from_the_current_folder_on() -> None:
    write("src/lib/page.py", "def page():\n    return 'text'\n")
    handler = HANDLER.replace("'hello'", "page()")
    write("src/functions/index.py", f"from lib.page import page\n\n\n{handler}")
    [line] = flake8_here("src/functions/index.py")
    assert line.startswith("src/functions/index.py:6:5: FC301 returns str")


def test_what_a_manifest_deploys_is_a_handler() -> None:
    write(
        "s.yaml",
        "edition: 1.0.0\nservices:\n  web:\n    component: fc\n    props:\n      service:\n"
        "        name: s\n      function:\n        name: f\n        runtime: python3\n"
        "        handler: app.main\n        codeUri: ./code\n      triggers:\n"
        "        - name: http\n          type: http\n          config:\n"
        "            authType: anonymous\n            methods: [GET]\n",
    )
    write("code/app.py", "def main(event, context):\n    return 'text'\n")
    write("code/other.py", "def main(event, context):\n    return 'text'\n")
    by_file = findings(flake8_here("--select", "FC", "code"))
    assert by_file == by_fclint(".")
    assert {(name, code) for name, _, _, code in by_file} == {("code/app.py", "FC004")}


# --- whatever happens, flake8 goes on


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_or_an_endless_file_that_looks_like_a_manifest_blocks_nothing() -> None:
    write("src/sub/index.py", HANDLER)
    write("src/plain.py", "x = 1\n")
    os.mkfifo("s.yaml")
    os.mkfifo("src/template.yml")
    os.symlink("/dev/zero", "src/main.tf")
    assert flake8("--select", "FC", "src") == [f"src/sub/{FINDING}"]


def test_an_error_inside_fclint_is_one_line() -> None:
    write("index.py", f"import os\n\n\n{HANDLER}")
    program = (
        "import fclint.work\n"
        "def broken(*_, **__): raise RuntimeError('first\\nsecond')\n"
        "fclint.work.analyse_file = broken\n"
        "from flake8.main.cli import main\n"
        "raise SystemExit(main(['--isolated', 'index.py']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    trouble, unused = done.stdout.splitlines()
    assert trouble.startswith(
        "index.py:1:1: FC000 internal error, this file was not linted: RuntimeError: first second"
    )
    assert "F401" in unused


def test_a_file_that_does_not_parse_is_flake8s_affair() -> None:
    write("index.py", "def handler(environ, start_response)\n")
    [line] = flake8_here("index.py")
    assert "E999" in line


def test_files_without_a_handler_import_nothing_heavy() -> None:
    write("pyproject.toml", '[tool.fclint]\nhandlers = ["index.handler"]\n')
    write("other.py", "def f(environment):\n    return environment\n")
    program = (
        "import sys\n"
        "from flake8.main.cli import main\n"
        "main(['--isolated', '--jobs=1', 'other.py'])\n"
        "heavy = ('libcst', 'fclint.runner', 'fclint.analysis', 'pathspec', 'yaml', 'hcl2')\n"
        "print(*(name for name in heavy if name in sys.modules))\n"
        "print('fclint.configuration.config' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"True"]
