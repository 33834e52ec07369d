"""Linting someone else's code is safe: nothing of it is executed, obeyed, or reached around."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPTS = Path(sys.executable).parent
FCLINT = str(SCRIPTS / "fclint")

TRACE = "open({trace!r}, 'a').write(__file__ + chr(10))\n"
"""Code that tells where it was executed."""

HANDLER = """\
import helper
import os

{trace}

def leave(name):
    {trace}
    return name

@leave
class App:
    {trace}

def handler(environ, start_response):
    {trace}
    start_response("200 OK", [("Content-Type", "text/plain")], helper.value)
    return "text"  # noqa: FC999
"""
MANIFEST = """\
ROSTemplateFormatVersion: '2015-09-01'
Transform: 'Aliyun::Serverless-2018-04-03'
Resources:
  service:
    Type: 'Aliyun::Serverless::Service'
    function:
      Type: 'Aliyun::Serverless::Function'
      Properties:
        Handler: index.handler
        Runtime: python3.9
        CodeUri: !!python/object/apply:os.system ['echo yaml >> {trace}']
        EnvironmentVariables: {{A: !!python/object/apply:os.system ['echo yaml >> {trace}']}}
      Events:
        http: {{Type: HTTP, Properties: {{AuthType: anonymous, Methods: [GET]}}}}
"""
TERRAFORM = """\
resource "alicloud_fc_function" "f" {{
  name     = "${{file("{trace}")}}"
  handler  = "index.handler"
  runtime  = "python3.9"
  filename = abspath("${{path.module}}")
  provisioner "local-exec" {{ command = "echo terraform >> {trace}" }}
}}
"""
PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[tool.fclint]
handlers = ["index.handler"]

[tool.hatch.version]
source = "code"
path = "index.py"
"""
NEVER_IMPORTED = (
    *("click", "libcst", "yaml", "hcl2", "pathspec", "tomli", "json", "ast", "colorama"),
    *("helper", "conftest", "setup", "sitecustomize", "usercustomize", "backend", "fclint_rules"),
    *("flake8", "pycodestyle", "pyflakes", "mccabe", "fclint"),
)
"""Modules of the linted tree that something might take for its own."""


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """A file that is there as soon as anything of ``tree`` was executed."""
    return tmp_path / "trace"


@pytest.fixture
def tree(tmp_path: Path, trace: Path) -> Path:
    folder = tmp_path / "tree"
    folder.mkdir()
    code = TRACE.format(trace=str(trace))
    for name in NEVER_IMPORTED:
        (folder / f"{name}.py").write_text(f"value = None\n{code}")
    (folder / "package").mkdir()
    (folder / "package" / "__init__.py").write_text(code)
    (folder / "index.py").write_text(HANDLER.format(trace=code.strip()))
    (folder / "template.yml").write_text(MANIFEST.format(trace=trace))
    (folder / "main.tf").write_text(TERRAFORM.format(trace=trace))
    (folder / "pyproject.toml").write_text(PYPROJECT)
    return folder


def run(*command: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    variables = {"PATH": os.environ["PATH"], "HOME": str(cwd), "PYTHONUTF8": "1"}
    for name in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG", "SYSTEMROOT"):
        if name in os.environ:
            variables[name] = os.environ[name]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, env=variables, check=False
    )


def test_the_trap_works(tree: Path, trace: Path) -> None:
    run(sys.executable, "-c", "import package, helper", cwd=tree)
    assert len(trace.read_text().splitlines()) >= 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "."),
        ("check", "--jobs", "2", "--no-cache", "."),
        ("check", "--fix", "--unsafe-fixes", "."),
        ("check", "--diff", "."),
        ("check", "--handler", "index.App", "--target", "wsgi", "."),
        ("check", "--output-format", "sarif", "."),
        ("handlers", "."),
    ],
    ids=" ".join,
)
def test_nothing_of_the_linted_tree_is_executed(
    tree: Path, trace: Path, arguments: tuple[str, ...]
) -> None:
    result = run(FCLINT, *arguments, cwd=tree)
    assert b"Traceback" not in result.stderr, result.stderr.decode()
    assert b"index.py" in result.stdout or b"1 fixed" in result.stdout, result.stderr.decode()
    assert not trace.exists(), trace.read_text()


SPAWNING = """\
import sys
from fclint import spreading
from fclint.cli import main

if __name__ == "__main__":  # as on macOS and Windows, where nothing is forked
    spreading._CAN_FORK, spreading._WORTH_SPAWNING = False, 0
    sys.exit(main(sys.argv[1:]))
"""


def test_fresh_processes_import_nothing_of_the_linted_tree(tree: Path, trace: Path) -> None:
    """They are started in a folder of their own, and work in the current one."""
    program = tree.parent / "spawning.py"
    program.write_text(SPAWNING)
    for name in (
        "pickle",
        "signal",
        "socket",
        "struct",
        "tempfile",
        "threading",
        "multiprocessing",
    ):
        (tree / f"{name}.py").write_text(TRACE.format(trace=str(trace)))
    (tree / "other.py").write_bytes((tree / "index.py").read_bytes())
    arguments = ("--no-cache", "--output-format", "concise", ".")
    one = run(sys.executable, str(program), "--jobs", "1", *arguments, cwd=tree)
    two = run(sys.executable, str(program), "--jobs", "2", *arguments, cwd=tree)
    assert b"other.py" in one.stdout
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert not trace.exists(), trace.read_text()


def test_code_from_standard_input_is_not_executed(tree: Path, trace: Path) -> None:
    code = (tree / "index.py").read_bytes()
    result = run(FCLINT, "--stdin-filename", "index.py", "-", cwd=tree, stdin=code)
    assert b"FC301" in result.stdout
    assert not trace.exists()


def test_the_flake8_plugin_executes_nothing(tree: Path, trace: Path) -> None:
    result = run(str(SCRIPTS / "flake8"), "--isolated", "--select", "FC", "index.py", cwd=tree)
    assert b"FC301" in result.stdout, result.stderr.decode()
    assert not trace.exists()


EVIL = (
    "::set-output name=a::b\x1b[31m\n::error::<script>alert(1)</script>%0A\u202e]]>"
    "##[stop-commands]a ##vso[task.complete]"
)
COMMAND = re.compile(r"##[A-Za-z]*\[")
"""What runners of pipelines take for a command, wherever in a line."""


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A tree whose names and text try to break out of every format."""
    folder = tmp_path / "evil"
    folder.mkdir()
    try:
        path = folder / (EVIL.replace("/", "\u2215") + ".py")
        path.write_text(
            "def handler(environ, start_response):\n"
            '    start_response("200 OK", [("Content-Type", "text/plain"),\n'
            f"        ({EVIL!a}, {'a' + EVIL!a})])\n"
            f'    return "{EVIL[22:27]}::set-output name=x::y" + environ[{EVIL!a}]'
            "  # ##[set-output name=x]y\n",
            "utf-8",
        )
    except OSError:
        pytest.skip("the file system has no such names")
    return folder


FORMATS = (
    *("full", "concise", "grouped", "json", "json-lines"),
    *("sarif", "github", "gitlab", "junit"),
)


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_hands_on_what_steers_a_terminal_or_a_runner(
    evil: Path, output_format: str
) -> None:
    result = run(FCLINT, "--no-cache", "--output-format", output_format, ".", cwd=evil)
    assert result.returncode == 1, result.stderr.decode()
    text = result.stdout.decode()
    assert "FC208" in text
    assert "\u202e" not in text
    assert all(char.isprintable() or char == "\n" for char in text)
    assert not COMMAND.search(text)
    lines = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    if output_format == "github":
        assert len(lines) == len(text.splitlines())
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    else:
        assert lines == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--show-files",),
        ("--show-settings",),
        ("--show-settings", "--output-format", "json"),
        ("--statistics",),
        ("--verbose",),
        ("handlers",),
        ("handlers", "--output-format", "json"),
        ("--write-baseline", "known.json"),
        ("--add-noqa",),
    ],
    ids=" ".join,
)
def test_nothing_else_that_is_told_steers_a_terminal_or_a_runner(
    evil: Path, arguments: tuple[str, ...]
) -> None:
    (evil / "::warning::x.py").write_text("def handler(environ, start_response): return 1\n")
    (evil / "s.yaml").write_text(s_yaml(".").replace("site", json.dumps(EVIL)))
    result = run(FCLINT, *arguments, ".", cwd=evil)
    text = result.stdout.decode() + result.stderr.decode()
    assert text
    assert "Traceback" not in text
    assert all(char.isprintable() or char in "\n\t" for char in text)
    assert not COMMAND.search(text)
    assert not re.search(r"^\s*::", text, re.MULTILINE)


def test_documents_of_hostile_files_are_whole(evil: Path) -> None:
    """Escaping keeps what was said: the name comes out of each document as it went in."""
    [name] = (path.name for path in evil.iterdir())
    report = run(FCLINT, "--no-cache", "--output-format", "json", ".", cwd=evil).stdout
    assert {Path(each["filename"]).name for each in json.loads(report)} == {name}
    report = run(FCLINT, "--no-cache", "--output-format", "junit", ".", cwd=evil).stdout
    assert len(ElementTree.fromstring(report).findall(".//failure")) >= 3


def s_yaml(code: str) -> str:
    return f"""\
edition: 3.0.0
resources:
  site:
    component: fc3
    props:
      functionName: site
      runtime: python3.9
      handler: index.handle
      code: {code}
"""


@pytest.mark.parametrize("code", ["../outside", "linked", "{absolute}"])
def test_a_manifest_does_not_lead_out_of_the_project(tmp_path: Path, code: str) -> None:
    """There is no ``handle`` in index.py out there: who looked would say so."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.py").write_text("def handler(environ, start_response):\n    return []\n")
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    if code == "linked":
        try:
            (project / "linked").symlink_to(outside)
        except OSError:
            pytest.skip("no symbolic links here")
    (project / "s.yaml").write_text(s_yaml(code.format(absolute=outside)))
    result = run(FCLINT, "--no-cache", ".", cwd=project)
    assert (result.returncode, result.stderr) == (0, b""), result.stdout.decode()
    listed = run(FCLINT, "handlers", ".", cwd=project).stdout.decode()
    assert "index.handle" in listed
    assert "outside" not in listed.replace(code, "")


@pytest.mark.parametrize("handler", ["linked/index.handle", "linked.index.handle"])
def test_a_handler_does_not_lead_out_of_the_project_through_a_link(
    tmp_path: Path, handler: str
) -> None:
    """There is no ``handle`` in index.py out there: who looked would say so."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "index.py").write_text("def handler(environ, start_response): ...\n")
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "s.yaml").write_text(s_yaml(".").replace("index.handle", handler))
    try:
        (project / "linked").symlink_to(tmp_path / "outside")
    except OSError:
        pytest.skip("no symbolic links here")
    result = run(FCLINT, "--no-cache", ".", cwd=project)
    assert (result.returncode, result.stderr) == (0, b""), result.stdout.decode()
    (project / "linked").unlink()
    (project / "linked").mkdir()
    (project / "linked" / "index.py").write_text("def handler(environ, context): ...\n")
    result = run(FCLINT, "--no-cache", ".", cwd=project)
    assert b"linked/index.py has no 'handle'" in result.stdout.replace(b"\\", b"/")


def test_the_same_manifest_inside_of_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "index.py").write_text("def handler(environ, context): ...\n")
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "s.yaml").write_text(s_yaml("../code"))
    result = run(FCLINT, "--no-cache", "deploy", cwd=tmp_path)
    assert b"FC002" in result.stdout


def test_an_import_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    """The helper out there would end the run before start_response: it must not be read."""
    (tmp_path / "helper.py").write_text("def begin(start_response):\n    raise SystemExit\n")
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "index.py").write_text(
        "from ..helper import begin\n\n\ndef handler(environ, start_response):\n"
        "    begin(start_response)\n    return 1\n"
    )
    result = run(FCLINT, "--no-cache", ".", cwd=project)
    assert b"FC302" in result.stdout, "the end of the handler is reached"


@pytest.mark.parametrize("arguments", [("--fix",), ("--add-noqa",)])
def test_a_file_outside_of_the_project_is_not_rewritten_through_a_link(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    outside = tmp_path / "outside.py"
    source = (
        "def handler(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return 'text'\n"
    )
    outside.write_text(source)
    project = tmp_path / "project"
    project.mkdir()
    try:
        (project / "index.py").symlink_to(outside)
    except OSError:
        pytest.skip("no symbolic links here")
    result = run(FCLINT, *arguments, ".", cwd=project)
    assert outside.read_text() == source
    assert b"index.py" in result.stderr, "it is told"
