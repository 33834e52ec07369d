"""FC402, FC404, FC405 where a manifest says what is deployed: variables, concurrency, hooks."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from fclint.cli import main

MANIFEST = """\
edition: 1.0.0
name: shop
services:
  web:
    component: fc
    props:
      region: cn-hangzhou
      service: {name: web}
      function:
        name: web
        runtime: python3.9
        handler: index.handler
        initializer: index.prepare
        codeUri: ./
        MORE
      triggers:
        - {name: http, type: http, config: {authType: anonymous, methods: [GET]}}
"""
SOURCE = """\
def prepare(context):
    context.logger.info('starting')


def finish(context):
    print(context.aws_request_id)


def handler(environ, start_response):
    host = environ.get('DB_HOST').lower() + environ.get('X-Region', '')
    environ['fc.context'].logger.info(host)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [host.encode()]
"""


def found(folder: Path, more: str = "") -> list[tuple[int, str]]:
    """The rows and codes of what is reported where the function is deployed with ``more``."""
    (folder / "s.yaml").write_text(MANIFEST.replace("MORE", more or "timeout: 60"))
    (folder / "index.py").write_text(SOURCE)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        main(["--no-cache", "--output-format", "concise", "--select", "FC402,FC404,FC405",
              str(folder)])  # fmt: skip
    lines = [line for line in output.getvalue().splitlines() if "index.py:" in line]
    return [
        (int(line.split("index.py:")[1].split(":")[0]), line.split(": ")[1].split()[0])
        for line in lines
    ]


def test_the_logger_is_none_where_requests_come_one_by_one(tmp_path: Path) -> None:
    assert (2, "FC405") in found(tmp_path)
    assert (11, "FC405") in found(tmp_path)


def test_the_logger_is_there_where_several_come_at_once(tmp_path: Path) -> None:
    rows = [row for row, code in found(tmp_path, "instanceConcurrency: 10") if code == "FC405"]
    assert rows == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ("{}", {(10, "FC402"), (10, "FC404")}),
        ("{DB_HOST: db}", {(10, "FC402")}),
        ("{DB_HOST: db, X-Region: cn}", set()),
    ],
)
def test_variables_of_the_manifest_are_keys(
    tmp_path: Path, variables: str, expected: set[tuple[int, str]]
) -> None:
    seen = found(tmp_path, f"environmentVariables: {variables}")
    assert {each for each in seen if each[1] != "FC405"} == expected


def test_lifecycle_handlers_get_the_same_context(tmp_path: Path) -> None:
    hooks = "instanceLifecycleConfig: {preStop: {handler: index.finish}}"
    assert (6, "FC405") in found(tmp_path, hooks)
    assert (6, "FC405") not in found(tmp_path)
