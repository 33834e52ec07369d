#!/usr/bin/env python3
"""Writes the JSON schemas of the configuration, from its definition.

schema/fclint.schema.json is that of a ``.fclint.toml``, and of ``[tool.fclint]``;
schema/pyproject.schema.json that of a ``pyproject.toml`` with such a table: editors know a schema
for a file, not for a table. Run without arguments to write; with ``--check`` to exit 1 if a file is
not up to date, writing nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fclint.configuration.options import OPTIONS, Schema, code_schema

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = Path("schema/fclint.schema.json")
PYPROJECT = Path("schema/pyproject.schema.json")
ADDRESS = "https://raw.githubusercontent.com/fclint/fclint/main/"
DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> Schema:
    """The schema of ``[tool.fclint]``, which is that of a ``.fclint.toml`` as a whole."""
    properties = {}
    for key, option in OPTIONS.items():
        default = {} if option.default is None else {"default": option.default}
        properties[key] = {"description": option.summary, **option.schema(), **default}
    return {
        "$schema": DRAFT,
        "$id": ADDRESS + SCHEMA.as_posix(),
        "title": "fclint",
        "description": "Configuration of fclint: [tool.fclint] of pyproject.toml, or .fclint.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {"code": code_schema()},
    }


def pyproject_schema() -> Schema:
    """The schema of a ``pyproject.toml``, which says something of ``[tool.fclint]`` alone."""
    table = schema()
    definitions = table.pop("definitions")
    del table["$schema"], table["$id"]
    return {
        "$schema": DRAFT,
        "$id": ADDRESS + PYPROJECT.as_posix(),
        "title": "pyproject.toml with [tool.fclint]",
        "type": "object",
        "properties": {"tool": {"type": "object", "properties": {"fclint": table}}},
        "definitions": definitions,
    }


def generated() -> dict[Path, str]:
    """The content of each file, by its path in the project."""
    schemas = {SCHEMA: schema(), PYPROJECT: pyproject_schema()}
    return {path: json.dumps(each, indent=2) + "\n" for path, each in schemas.items()}


def main(arguments: list[str] | None = None) -> int:
    """Writes the files, or checks them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    stale = False
    for name, wanted in generated().items():
        path = ROOT / name
        if path.exists() and path.read_text(encoding="utf-8") == wanted:
            continue
        stale = True
        if check:
            print(f"{name} is not up to date: run `make docs`", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted, encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
