"""Deployments whose manifests or files are not all there is to see: variables from elsewhere, a
file that is not saved yet, a manifest that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from fclint.cli import main
from fclint.request import Request
from fclint.runner import Linting
from fclint.source.modules import find_module

READS = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['DB_HOST'].encode(), environ.get('DB_NAME').lower().encode()]
"""
HTTP = "triggers: [{name: http, type: http, config: {methods: [GET]}}]"


def s_yaml(environment: str, handler: str = "index.handler") -> str:
    return (
        "services:\n  web:\n    component: fc\n    props:\n"
        f"      function: {{name: f, handler: {handler}, runtime: python3.9, codeUri: ./code}}\n"
        f"      {HTTP}\n"
    ).replace("codeUri", f"environmentVariables: {environment}, codeUri")


def main_tf(environment: str) -> str:
    return f"""\
data "archive_file" "code" {{
  source_dir = "${{path.module}}/code"
}}
resource "alicloud_fc_function" "web" {{
  handler               = "index.handler"
  runtime               = "python3.9"
  filename              = data.archive_file.code.output_path
  environment_variables = {environment}
}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path.resolve()
    (folder / ".git").mkdir()
    (folder / "code").mkdir()
    (folder / "code" / "index.py").write_text(READS)
    monkeypatch.chdir(folder)
    return folder


def codes(project: Path, **options: object) -> list[str]:
    request = Request(paths=(str(project),), **options)  # type: ignore[arg-type]
    texts = Linting(request, lambda name: Path(name).read_text())
    return [finding.code for finding in texts.run().findings]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("s.yaml", s_yaml("'${file(./env.yaml)}'")),
        ("s.yaml", s_yaml("'${vars.nowhere}'")),
        ("s.yaml", s_yaml("'{{ environment }}'")),
        ("s.yaml", s_yaml("{'{{ name }}': x}")),
        ("main.tf", main_tf("var.environment")),
        ("main.tf", main_tf('merge(local.common, { TABLE = "users" })')),
    ],
)
def test_variables_from_elsewhere_may_be_there(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text)
    assert codes(project) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("s.yaml", s_yaml("{TABLE: users}")),
        ("s.yaml", s_yaml("{TABLE: '${vars.nowhere}'}")),
        ("s.yaml", s_yaml("null")),
        ("main.tf", main_tf('{ TABLE = "users" }')),
    ],
)
def test_variables_that_are_all_known_are_all(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text)
    assert "FC401" in codes(project)


def test_headers_are_no_variables(project: Path) -> None:
    (project / "s.yaml").write_text(s_yaml("'${file(./env.yaml)}'"))
    (project / "code" / "index.py").write_text(READS.replace("DB_HOST", "HTTP_X_TOKEN"))
    assert codes(project) == ["FC401"]


def test_what_is_removed_is_not_there_whatever_the_variables(project: Path) -> None:
    (project / "s.yaml").write_text(s_yaml("'${file(./env.yaml)}'"))
    removed = READS.replace("    start", "    environ.pop('DB_HOST', None)\n    start", 1)
    (project / "code" / "index.py").write_text(removed)
    assert codes(project) == ["FC401"]


def test_a_file_that_an_editor_has_not_saved_yet_is_there(project: Path) -> None:
    (project / "s.yaml").write_text(s_yaml("{}", "fresh.handler"))
    name = str(project / "code" / "fresh.py")
    source = b"def handler(event, context):\n    return {'statusCode': 200}\n"
    request = Request(paths=("-",), stdin=source, stdin_filename=name)
    findings = Linting(request, lambda _: source.decode()).run().findings
    assert "FC002" not in [finding.code for finding in findings]


def test_a_handler_in_a_folder_of_the_module_that_is_named_is_suggested(project: Path) -> None:
    (project / "code" / "web").mkdir()
    (project / "code" / "web" / "index.py").write_text("def handler(event, context): ...\n")
    looked = find_module(str(project / "code"), "web.handler")
    assert (looked.missing, looked.suggestion) == ("module", "web/index.handler")
    assert find_module(str(project / "code"), "web.initialize").suggestion == ""
    assert find_module(str(project / "code"), "index.handler ").suggestion == "index.handler"


def test_the_list_of_handlers_tells_of_manifests_that_cannot_be_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "s.yaml").write_text(s_yaml("{}") + "  - : [\n")
    main(["handlers", "."])
    told = capsys.readouterr()
    assert "index.py:1  handler" in told.out
    assert "s.yaml:7: malformed YAML" in told.err
