"""The JSON schema of the configuration, and the reader: they agree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import generate_schema
from fclint.configuration.config import ConfigError, read_config
from fclint.configuration.options import OPTIONS
from fclint.registry import load_rules

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SCHEMA_FILE = generate_schema.ROOT / generate_schema.SCHEMA
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))

GOOD = [
    "",
    'select = ["FC2", "FC301", "ALL", "FC"]',
    'select = ["fc301", " FC2 ", "all"]',
    'ignore = []\nextend-select = ["FC104"]',
    'target = "wsgi"\nfail-on = "info"',
    'handlers = ["index.handler", "src/main.app", "a.b._c1"]',
    'handlers = ["处理.入口"]',
    'exclude = ["vendor/", "*_pb2.py"]',
    'per-file-ignores = {"tests/**" = ["FC2"], "!src/*" = ["FC3"], "!!a" = []}',
    'baseline = "known.json"\ncache-dir = "~/cache"',
]
BAD = [
    "selct = []",
    'select = "FC2"',
    "select = [1]",
    'select = ["FC299"]',
    'select = [""]',
    'ignore = ["FC3010"]',
    'target = "fc"',
    "target = 2",
    'fail-on = "warn"',
    'fail-on = "ERROR"',
    'handlers = ["index"]',
    'handlers = ["index:handler"]',
    'handlers = ["index.1"]',
    'handlers = "index.handler"',
    'exclude = [" "]',
    "exclude = 1",
    'per-file-ignores = ["FC2"]',
    'per-file-ignores = {"*.py" = "FC2"}',
    'per-file-ignores = {"*.py" = ["FC999"]}',
    'per-file-ignores = {"!" = ["FC2"]}',
    'per-file-ignores = {" " = ["FC2"]}',
    "extend = 1",
    'extend = " "',
    "baseline = true",
    'cache-dir = ["a"]',
]


def read(folder: Path, text: str) -> str:
    """What the reader says of a configuration; empty where it is fine."""
    path = folder / ".fclint.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_config(str(path))
    except ConfigError as error:
        return str(error)
    return ""


def test_the_file_is_up_to_date() -> None:
    assert generate_schema.main(["--check"]) == 0


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(SCHEMA_FILE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("text", GOOD)
def test_schema_and_reader_take_the_same(tmp_path: Path, text: str) -> None:
    jsonschema.validate(tomllib.loads(text), SCHEMA, jsonschema.Draft7Validator)
    assert read(tmp_path, text) == ""


@pytest.mark.parametrize("text", BAD)
def test_schema_and_reader_refuse_the_same(tmp_path: Path, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), SCHEMA, jsonschema.Draft7Validator)
    assert read(tmp_path, text) != ""


def test_a_real_validator_agrees_on_files(tmp_path: Path) -> None:
    """check-jsonschema reads TOML itself, and patterns as ECMA-262 has them, as editors do."""
    for folder, texts in ("good", GOOD), ("bad", BAD):
        (tmp_path / folder).mkdir()
        for number, text in enumerate(texts):
            (tmp_path / folder / f"{number}.toml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema", "--output-format", "json"),
            *("--schemafile", str(SCHEMA_FILE)),
            *sorted(map(str, tmp_path.glob("*/*.toml"))),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report.get("parse_errors", []) == []
    refused = {Path(error["filename"]) for error in report["errors"]}
    assert refused == set((tmp_path / "bad").iterdir())


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_the_schema_of_pyproject_says_the_same_of_its_table(text: str) -> None:
    path = generate_schema.ROOT / generate_schema.PYPROJECT
    whole = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(whole)
    project = {"project": {"name": "x"}, "tool": {"ruff": {}, "fclint": tomllib.loads(text)}}
    assert jsonschema.Draft7Validator(whole).is_valid(project) == (text in GOOD)


def test_every_key_and_every_rule_is_in_it() -> None:
    assert list(SCHEMA["properties"]) == list(OPTIONS)
    assert all(each["description"] for each in SCHEMA["properties"].values())
    words = SCHEMA["definitions"]["code"]["anyOf"][0]["enum"]
    assert {rule.code for rule in load_rules()} <= set(words)


def test_codes_of_rules_that_are_installed_elsewhere_are_known_to_the_reader_alone(
    tmp_path: Path,
) -> None:
    text = 'select = ["ACM101", "acm"]'
    jsonschema.validate(tomllib.loads(text), SCHEMA, jsonschema.Draft7Validator)
    assert "no rule has the code 'ACM101'" in read(tmp_path, text)


def test_defaults_are_valid() -> None:
    defaults = {
        key: each["default"] for key, each in SCHEMA["properties"].items() if "default" in each
    }
    assert {"ignore", "fail-on"} <= set(defaults)
    jsonschema.validate(defaults, SCHEMA, jsonschema.Draft7Validator)
