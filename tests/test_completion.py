"""Shell completion, asked for as shells ask: by click's protocol, and by a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fclint.registry import load_rules

pytestmark = pytest.mark.slow

CODES = [rule.code for rule in load_rules()]
BASH = shutil.which("bash")


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def offered(*words: str) -> list[str]:
    """What is offered for the last of ``words``, as ``type,value``."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from fclint.cli import main; sys.exit(main())"],
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "_FCLINT_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("fclint", *words)),
            "COMP_CWORD": str(len(words)),
        },
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def plain(values: list[str]) -> list[str]:
    return [f"plain,{value}" for value in values]


def test_codes_after_select() -> None:
    found = offered("--select", "FC30")
    assert found == plain([code for code in CODES if code.startswith("FC30")])
    assert "plain,FC301" in found


def test_codes_behind_a_comma_and_of_families() -> None:
    found = offered("check", "--ignore", "fc2,fc3")
    assert found[0] == "plain,fc2,FC3"
    assert "plain,fc2,FC301" in found
    assert "plain,ALL" in offered("--extend-select", "A")


def test_rules_by_code_and_by_name() -> None:
    assert offered("rule", "FC301") == ["plain,FC301"]
    assert offered("rule", "str-b") == ["plain,str-body"]


def test_commands_options_and_choices() -> None:
    assert offered("ru") == ["plain,rule"]
    assert "plain,--select" in offered("--sel")
    assert offered("--output-format", "sa") == ["plain,sarif"]
    assert offered("generate-shell-completion", "z") == ["plain,zsh"]


def test_files_where_files_are_meant() -> None:
    Path("rules").mkdir()
    Path("src").mkdir()
    assert offered("sr") == ["file,sr"]
    assert offered("ru") == plain(["rule", "rules/"])
    assert offered("src", "ru") == ["file,ru"]
    assert offered("check", "ru") == ["file,ru"]
    assert offered("--baseline", "ru") == ["file,ru"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fclint", "generate-shell-completion", shell],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if shell == "bash" and BASH is None:
        pytest.skip("click asks bash for its version")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_FCLINT_COMPLETE={shell}_complete" in done.stdout
    assert done.stdout.endswith("\n")


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="there is no bash")
def test_bash_itself(tmp_path: Path) -> None:
    command = tmp_path / "bin" / "fclint"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fclint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    done = subprocess.run(
        [
            str(BASH),
            *("--norc", "-c"),
            'eval "$(fclint generate-shell-completion bash)"\n'
            "compopt() { :; }\n"  # bash has it only while it completes
            "COMP_WORDS=(fclint --select FC301); COMP_CWORD=2; COMPREPLY=()\n"
            '_fclint_completion fclint; printf "%s\\n" "${COMPREPLY[@]}"\n'
            "complete -p fclint",
        ],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}"},
        check=False,
    )
    assert done.stderr == ""
    replies, registered = done.stdout.splitlines()
    assert replies == "FC301"
    assert "-F _fclint_completion fclint" in registered
