"""Source fixed as ``--fix`` fixes it, without files."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence

from fclint.finding import Finding
from fclint.fixing.edits import Contents, Fixed, fix_all
from fclint.linter import lint_source

NAME = "index.py"


def fix(data: bytes, *, unsafe: bool = False, target: str = "fc2") -> Fixed:
    """What fixing a file of its own comes to."""

    def lint(contents: Contents) -> Sequence[Finding]:
        return lint_source(contents[NAME], NAME, target=target)

    return fix_all({NAME: data}, lint({NAME: data}), lint, unsafe=unsafe)


def fixed(data: bytes, *, unsafe: bool = False, target: str = "fc2") -> bytes:
    """``data``, fixed. It parses, no finding is new, and fixing it once more changes nothing."""
    result = fix(data, unsafe=unsafe, target=target)
    after = result.contents[NAME]
    assert not result.refused
    assert parses(after) == parses(data)
    assert not codes(after, target) - codes(data, target)
    assert fix(after, unsafe=unsafe, target=target).contents[NAME] == after
    return after


def parses(data: bytes) -> bool:
    """Whether the running Python can parse it."""
    try:
        ast.parse(data)
    except SyntaxError:
        return False
    return True


def codes(data: bytes, target: str = "fc2") -> Counter[str]:
    """How often each code is reported."""
    return Counter(finding.code for finding in lint_source(data, NAME, target=target))
