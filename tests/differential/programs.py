"""Programs as trees of statements, and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import definitions
import reading
import responses


@dataclass(slots=True)
class Block:
    """A compound statement: its clauses, each a header and a body."""

    clauses: list[tuple[str, list[Statement]]]


Statement = str | Block

DEFINITIONS = {
    re.sub(r"^(?:@.*\n)?(?:class |def )?(\w+)(?:.|\n)*", r"\1", text): text
    for text in "\n".join((definitions.TEXT, reading.DEFINITIONS, responses.DEFINITIONS))
    .strip()
    .split("\n\n")
}
"""What programs may use, by name."""

_IMPORTS = {
    "suppress(": "from contextlib import suppress",
    "contextmanager": "from contextlib import contextmanager",
    "ExitStack": "from contextlib import ExitStack",
    "partial(": "from functools import partial",
    "functools.": "import functools",
    "oracle.": "import oracle",
    "sys.": "import sys",
    "(Enum)": "from enum import Enum",
    "@dataclass": "from dataclasses import dataclass, field",
    "HTTPStatus": "from http import HTTPStatus",
}
PRELUDE = (
    *("done = False", "found = None", "answer = None", "out = []", "body = b'ok'"),
    *("status = '200 OK'", "count = 0", "headers = []", "reply = start_response"),
)
VARIABLES = tuple(each.split(" = ")[0] for each in PRELUDE)
"""The variables that every program binds first."""


@dataclass(slots=True)
class Program:
    """A handler: decorators, its statements, what is put around it afterwards."""

    statements: list[Statement]
    decorators: list[str] = field(default_factory=list)
    wrapping: str = ""

    def text(self) -> str:
        """The module."""
        body = list(_lines(self.statements, 1)) or ["    pass"]
        handler = [
            *(f"@{each}" for each in self.decorators),
            "def handler(environ, start_response):",
            *body,
        ]
        if self.wrapping:
            handler.append(f"handler = {self.wrapping}")
        used = _used("\n".join(handler))
        lines = [line for name in used for line in DEFINITIONS[name].split("\n")]
        needed = "\n".join([*lines, *handler])
        imports = [line for mark, line in _IMPORTS.items() if mark in needed]
        return "\n".join([*imports, *lines, *handler]) + "\n"

    def pruned(self) -> Program:
        """Without what is bound at the top and used nowhere."""
        body = "\n".join(_lines(self.statements, 1))
        kept = [
            each
            for each in self.statements
            if each not in PRELUDE or len(re.findall(rf"\b{str(each).split(' = ')[0]}\b", body)) > 1
        ]
        return Program(kept, self.decorators, self.wrapping)


def _used(text: str) -> list[str]:
    """The definitions that ``text`` needs, and those that they need, in their order."""
    chosen: set[str] = set()
    pending = [text]
    while pending:
        words = set(re.findall(r"\w+", pending.pop()))
        new = words & DEFINITIONS.keys() - chosen
        chosen |= new
        pending.extend(DEFINITIONS[name] for name in sorted(new))
    return [name for name in DEFINITIONS if name in chosen]


def _lines(statements: list[Statement], depth: int) -> Iterator[str]:
    pad = "    " * depth
    for each in statements:
        if isinstance(each, str):
            yield pad + each
            continue
        for header, body in each.clauses:
            yield f"{pad}{header}:"
            yield from _lines(body or ["pass"], depth + 1)


def parsed(lines: list[str]) -> list[Statement]:
    """The statements that ``lines`` are."""
    return _nest(lines)[0]


def _nest(lines: list[str], at: int = 0, pad: int = 0) -> tuple[list[Statement], int]:
    made: list[Statement] = []
    while at < len(lines):
        line = lines[at]
        indent = (len(line) - len(line.lstrip())) // 4
        if indent < pad:
            break
        if line.endswith(":"):
            body, after = _nest(lines, at + 1, pad + 1)
            header = line.strip()[:-1]
            if header.split()[0].rstrip(":") in ("else", "elif", "except", "finally") and made:
                previous = made[-1]
                assert isinstance(previous, Block)
                previous.clauses.append((header, body))
            else:
                made.append(Block([(header, body)]))
            at = after
        else:
            made.append(line.strip())
            at += 1
    return made, at
