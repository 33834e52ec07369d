"""What others' continuous integration reads: the action, and the snippets in the documentation."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
ACTION = ROOT / "action.yml"
PAGES = ROOT / "docs" / "integrations"
MISTAKE = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
"""

needs_bash = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="the action's steps are bash"
)


def snippets(page: str) -> list[str]:
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def valid(schema: str, path: Path) -> bool:
    """Whether the file keeps to a schema that check-jsonschema brings along."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0


def test_the_action_is_one(tmp_path: Path) -> None:
    assert valid("vendor.github-actions", ACTION)
    broken = tmp_path / "action.yml"
    broken.write_text(ACTION.read_text(encoding="utf-8").replace("composite", "compose"))
    assert not valid("vendor.github-actions", broken)


@pytest.mark.parametrize(
    ("page", "schema"),
    [
        ("github-actions.md", "vendor.github-workflows"),
        ("gitlab-ci.md", "vendor.gitlab-ci"),
    ],
)
def test_the_snippets_are_valid(page: str, schema: str, tmp_path: Path) -> None:
    found = snippets(page)
    assert found
    for text in found:
        path = tmp_path / "snippet.yml"
        path.write_text(text, encoding="utf-8")
        assert valid(schema, path), text


def test_the_pre_commit_snippets_name_hooks_that_are_there() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    known = {hook["id"] for hook in hooks}
    named = {
        hook["id"]
        for text in snippets("pre-commit.md")
        for repository in yaml.safe_load(text)["repos"]
        for hook in repository["hooks"]
    }
    assert named == known == {"fclint", "fclint-fix"}


def test_the_workflows_set_inputs_that_the_action_has() -> None:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    for text in snippets("github-actions.md"):
        for job in yaml.safe_load(text)["jobs"].values():
            for step in job["steps"]:
                if step.get("uses", "").startswith("fclint/"):
                    assert step.get("with", {}).keys() <= action["inputs"].keys()


def lint_step() -> dict[str, Any]:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    [step] = [step for step in action["runs"]["steps"] if step.get("id") == "lint"]
    return dict(step)


def act(folder: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Runs the action's step that lints, as a runner would: exit code, output, outputs."""
    outputs = folder.parent / "outputs"
    outputs.write_text("")
    program = str(Path(sys.executable).with_name("fclint"))
    defaults = {"PATHS": ".", "ARGS": "", "FORMAT": "github", "REPORT": ""}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lint_step()["run"]],
        cwd=folder,
        env={**os.environ, **defaults, "PROGRAM": program, **inputs, "GITHUB_OUTPUT": str(outputs)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    told = dict(line.split("=", 1) for line in outputs.read_text().splitlines())
    return done.returncode, done.stdout, told


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "a project"
    folder.mkdir()
    (folder / "index.py").write_text(MISTAKE, encoding="utf-8")
    return folder


def test_all_inputs_reach_the_steps_as_variables_only() -> None:
    for step in yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    assert lint_step()["env"].keys() == {"PROGRAM", "PATHS", "ARGS", "FORMAT", "REPORT"}


@needs_bash
def test_the_action_annotates(project: Path) -> None:
    code, told, outputs = act(project)
    assert code == 1
    assert told.startswith("::warning file=")
    assert outputs == {"report": "", "exit-code": "1"}


@needs_bash
def test_the_action_writes_sarif(project: Path) -> None:
    code, told, outputs = act(project, FORMAT="sarif")
    assert (code, told) == (1, "")
    assert outputs == {"report": "fclint.sarif", "exit-code": "1"}
    log = json.loads((project / "fclint.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["FC301"]


@needs_bash
def test_the_action_passes_on_paths_and_options_word_for_word(project: Path) -> None:
    (project / "b c; exit 7.py").write_text(MISTAKE, encoding="utf-8")
    code, told, outputs = act(
        project,
        FORMAT="concise",
        PATHS="b c; exit 7.py\n\nindex.py\n",
        ARGS="--target=wsgi\n--exit-zero\n",
        REPORT="$(report)",
    )
    assert (code, told, outputs["report"]) == (0, "", "$(report)")
    lines = (project / "$(report)").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in lines[:2]] == ["b c; exit 7.py", "index.py"]
