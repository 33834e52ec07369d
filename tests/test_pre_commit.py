"""The hooks, by pre-commit itself: it installs this checkout and runs it in another repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parent.parent
HOOKS = CHECKOUT / ".pre-commit-hooks.yaml"
MISTAKE = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""
GOOD = MISTAKE.replace("'hello'", "[b'hello']")
CONFIGURATION = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: {hook}
        verbose: true
        {options}
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    # pre-commit is itself run by git, whose variables would point to another repository.
    names = {"HOME": str(folder.parent), "PYTHONUTF8": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        names |= {f"GIT_{role}_NAME": "somebody", f"GIT_{role}_EMAIL": "somebody@example.com"}
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        command,
        cwd=folder,
        env={**clean, **names, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")},
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *arguments: str) -> str:
    done = run(folder, "git", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pre_commit(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output."""
    done = run(folder, sys.executable, "-m", "pre_commit", *arguments, "--color", "never")
    return done.returncode, done.stdout + done.stderr


def commit(folder: Path) -> str:
    """The revision of a new repository with everything in ``folder``."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "all")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def fclint(tmp_path: Path) -> Path:
    """A repository with this checkout as it is, changes that are not committed included."""
    copy = tmp_path / "fclint"
    for name in ("pyproject.toml", "README.md", "LICENSE", HOOKS.name):
        copy.mkdir(exist_ok=True)
        shutil.copy(CHECKOUT / name, copy / name)
    for name in ("fclint", "rules"):
        shutil.copytree(CHECKOUT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    commit(copy)
    return copy


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A repository of somebody who uses fclint."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    (folder / "index.py").write_text(MISTAKE, encoding="utf-8")
    (folder / "page.py").write_text("PAGE = b'page'\n", encoding="utf-8")
    commit(folder)
    return folder


def test_the_hooks_file_is_valid() -> None:
    done = run(CHECKOUT, sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS))
    assert done.returncode == 0, done.stdout


def test_try_repo(fclint: Path, scratch: Path) -> None:
    # A file without a mistake is part of the commit: the project is judged.
    code, told = pre_commit(scratch, "try-repo", str(fclint), "fclint", "--files", "page.py")
    assert code == 1, told
    assert "index.py:3:5: FC301 " in told
    assert "Found 1 warning." in told


def test_serial_parallel_and_with_fixes(fclint: Path, scratch: Path) -> None:
    revision = git(fclint, "rev-parse", "HEAD").strip()

    def configure(hook: str, options: str = "") -> None:
        text = CONFIGURATION.format(
            repository=fclint, revision=revision, hook=hook, options=options
        )
        (scratch / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
        git(scratch, "add", "--all")

    (scratch / "index.py").write_text(GOOD, encoding="utf-8")
    configure("fclint")
    code, told = pre_commit(scratch, "run", "--all-files")
    assert code == 0, told
    assert "All checks passed!" in told

    # More files than one process is given.
    names = [f"functions/f{number}/index.py" for number in range(10)]
    for name in names:
        path = scratch / name
        path.parent.mkdir(parents=True)
        path.write_text(MISTAKE, encoding="utf-8")
    for serial in ("true", "false"):
        configure(
            "fclint",
            f"pass_filenames: true\n        require_serial: {serial}\n"
            "        args: [--output-format, concise]",
        )
        code, told = pre_commit(scratch, "run", "--all-files")
        assert code == 1, told
        lines = [line for line in told.splitlines() if ": FC301 " in line]
        assert sorted(line.partition(":")[0] for line in lines) == sorted(names)
        runs = sum(line.startswith("Found ") for line in told.splitlines())
        assert (runs == 1) == (serial == "true" or os.cpu_count() == 1)

    # What did not change is not linted.
    code, told = pre_commit(scratch, "run", "--files", ".pre-commit-config.yaml")
    assert (code, "(no files to check)" in told) == (0, True), told

    configure("fclint-fix")
    code, told = pre_commit(scratch, "run", "--all-files")
    assert code == 1, told
    assert "files were modified by this hook" in told
    assert (scratch / names[0]).read_text(encoding="utf-8") != MISTAKE
    git(scratch, "add", "--all")
    code, told = pre_commit(scratch, "run", "--all-files")
    assert code == 0, told
