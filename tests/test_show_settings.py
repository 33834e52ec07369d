"""``--show-settings``: what holds, and which file says so; and configurations that extend others,
on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from fclint import cli
from fclint.configuration.options import OPTIONS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HANDLER = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "FCLINT_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = cli.main(["--no-cache", *arguments])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


def lay_out() -> None:
    write("pyproject.toml", '[tool.fclint]\ntarget = "wsgi"\nignore = ["FC211"]\n')
    write(
        "app/.fclint.toml",
        'extend = "../pyproject.toml"\nfail-on = "error"\nignore = ["FC304"]\n'
        'per-file-ignores = {"tests/*" = ["FC2"]}\n',
    )
    for name in ("main.py", "app/a.py", "app/b.py"):
        write(name, "x = 1\n")


def test_each_configuration_has_a_block_that_says_where_values_are_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay_out()
    code, out, err = run(capsys, "--show-settings")
    assert (code, err) == (0, [])
    assert out[0] == "# app/.fclint.toml (2 files)"
    assert out[1] == "# extends pyproject.toml"
    block = out[: out.index("")]
    assert 'target = "wsgi"  # pyproject.toml' in block
    assert 'ignore = ["FC211", "FC304"]  # app/.fclint.toml, pyproject.toml' in block
    assert 'fail-on = "error"  # app/.fclint.toml' in block
    assert 'per-file-ignores = { "tests/*" = ["FC2"] }  # app/.fclint.toml' in block
    assert "exclude = []  # default" in block
    other = out[out.index("") + 1 :]
    assert other[0] == "# pyproject.toml (1 file)"
    assert 'fail-on = "warning"  # default' in other
    assert run(capsys, "--show-settings")[1] == out


def test_the_text_is_a_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    lay_out()
    _, out, _ = run(capsys, "--show-settings", "app")
    assert tomllib.loads("\n".join(out)) == {
        "ignore": ["FC211", "FC304"],
        "extend-select": [],
        "target": "wsgi",
        "handlers": [],
        "exclude": [],
        "per-file-ignores": {"tests/*": ["FC2"]},
        "fail-on": "error",
    }


def test_the_command_line_wins(capsys: pytest.CaptureFixture[str]) -> None:
    lay_out()
    options = ["--select", "FC3", "--ignore", "FC301", "--target", "fc2", "--baseline", "k.json"]
    _, out, _ = run(capsys, "--show-settings", *options, "app")
    assert 'select = ["FC3"]  # command line' in out
    assert 'ignore = ["FC301"]  # command line' in out
    assert 'target = "fc2"  # command line' in out
    assert 'baseline = "k.json"  # command line' in out
    assert out[-1] == "# rules that speak: FC302, FC303, FC304, FC305, FC306"
    _, out, _ = run(capsys, "--show-settings", "--ignore", "FC301", "app")
    told = "# app/.fclint.toml, pyproject.toml, command line"
    assert f'ignore = ["FC211", "FC304", "FC301"]  {told}' in out


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    lay_out()
    code, out, _ = run(capsys, "--show-settings", "--output-format", "json")
    first, second = json.loads("\n".join(out))
    here = Path.cwd()
    assert code == 0
    assert first["filename"] == str(here / "app" / ".fclint.toml")
    assert first["extends"] == [str(here / "pyproject.toml")]
    assert (first["files"], second["files"]) == (2, 1)
    assert list(first["settings"]) == [key for key in OPTIONS if key != "extend"]
    assert first["settings"]["target"] == {
        "value": "wsgi",
        "sources": [str(here / "pyproject.toml")],
    }
    assert "FC301" in first["rules"]
    assert "FC304" not in first["rules"]


def test_without_a_configuration_everything_is_a_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a.py", "x = 1\n")
    _, out, _ = run(capsys, "--show-settings")
    assert out[0] == "# no configuration (1 file)"
    assert all("default" in line for line in out[1:-1])


def test_mistakes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--show-settings")[0] == 3
    assert run(capsys, "--show-settings", "nowhere")[0] == 2
    write("a.py", "x = 1\n")
    write(".fclint.toml", 'extend = "b.toml"\n')
    code, out, [line] = run(capsys, "--show-settings")
    assert (code, out) == (2, [])
    assert line.endswith("b.toml is not there")


def test_patterns_of_an_extended_file_are_relative_to_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(
        "base.toml",
        'exclude = ["app/old/"]\nper-file-ignores = {"app/gen/*" = ["FC301"]}\n',
    )
    write("app/fclint.toml", 'extend = "../base.toml"\n')
    for name in ("app/index.py", "app/old/index.py", "app/gen/index.py"):
        write(name, HANDLER)
    code, out, _ = run(capsys, "--output-format", "concise", "app")
    assert code == 1
    assert [line.partition(":")[0] for line in out[:-2]] == ["app/index.py"]
    assert out[-2] == "Found 1 warning."


def test_handlers_of_an_extended_file_are_looked_for_from_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("base.toml", 'handlers = ["app/index.main", "app/index.missing"]\n')
    write(".fclint.toml", 'extend = "base.toml"\n')
    write("app/index.py", "def main(a, b):\n    return []\n")
    _, out, _ = run(capsys, "--output-format", "concise")
    assert [line.partition(" [")[0].split(" ")[:2] for line in out[:-1]] == [
        ["app/index.py:1:5:", "FC201"],
        ["base.toml:1:31:", "FC002"],
    ]


def test_all_files_but_some_are_free_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    write("pyproject.toml", '[tool.fclint.per-file-ignores]\n"!src/**" = ["FC3"]\n')
    write("src/index.py", HANDLER)
    write("tests/index.py", HANDLER)
    _, out, _ = run(capsys, "--output-format", "concise")
    assert out[0].startswith("src/index.py:3:5: FC301")
    assert out[1] == "Found 1 warning."
