#!/usr/bin/env python3
"""Writes schema/fclint.schema.json, the JSON schema of the configuration, from its definition.

Run without arguments to write; with ``--check`` to exit 1 if the file is not up to date, writing
nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fclint.options import OPTIONS, Schema, code_schema

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = Path("schema/fclint.schema.json")
ADDRESS = f"https://raw.githubusercontent.com/fclint/fclint/main/{SCHEMA.as_posix()}"


def schema() -> Schema:
    """The schema of ``[tool.fclint]``, which is that of a ``.fclint.toml`` as a whole."""
    properties = {}
    for key, option in OPTIONS.items():
        default = {} if option.default is None else {"default": option.default}
        properties[key] = {"description": option.summary, **option.schema(), **default}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ADDRESS,
        "title": "fclint",
        "description": "Configuration of fclint: [tool.fclint] of pyproject.toml, or .fclint.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {"code": code_schema()},
    }


def text() -> str:
    """The content of the file."""
    return json.dumps(schema(), indent=2) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Writes the file, or checks it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    path = ROOT / SCHEMA
    wanted = text()
    if path.exists() and path.read_text(encoding="utf-8") == wanted:
        return 0
    if check:
        print(f"not up to date: {SCHEMA}; run `make docs`", file=sys.stderr)
        return 1
    path.parent.mkdir(exist_ok=True)
    path.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"wrote {SCHEMA}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
