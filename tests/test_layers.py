"""The layers of the house: a module imports only from its own layer and from those below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from house import MODULES

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"fclint", "plurals", "suggest", "distributions"}),
    frozenset({"targets", "conditions", "questions", "finding", "values", "events"}),
    frozenset({"rule", "documentation", "protocol", "rewriting", "rules"}),
    frozenset({"third_party", "registry"}),
    frozenset({"source", "configuration", "request"}),
    frozenset({"analysis", "dryrun"}),
    frozenset({"judge", "unused", "deployed", "linter", "work", "pool", "survey", "listing"}),
    frozenset({"interest", "matrix", "planning"}),
    frozenset({"report", "destination", "baseline"}),
    frozenset({"console"}),
    frozenset({"cache", "spreading"}),
    frozenset({"judging", "runner", "fixing", "testing", "integrations"}),
    frozenset({"commands", "confirming", "serving"}),
    frozenset({"cli", "parameters", "start", "__main__"}),
)
"""From the bottom to the top: the first part of a module's name below ``fclint``."""

STRANGERS = (("analysis", "dryrun"), ("rules", "analysis"), ("rules", "dryrun"))
"""Those that know nothing of each other, though their layers would let them."""


def part(module: str) -> str:
    """What stands in LAYERS for a module."""
    return module.split(".")[1] if "." in module else module


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The modules of fclint that a file imports, anywhere in it."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: relative imports hide where they lead"
            inner = [f"{node.module}.{each.name}" for each in node.names]
            names = [name if name in MODULES else str(node.module) for name in inner]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "fclint")


def test_every_module_has_a_layer() -> None:
    placed = [name for layer in LAYERS for name in layer]
    assert sorted(placed) == sorted({part(name) for name in MODULES})


@pytest.mark.parametrize("module", MODULES)
def test_imports_lead_downwards(module: str) -> None:
    level = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    own = part(module)
    upwards = [name for name in imported(MODULES[module]) if level[part(name)] > level[own]]
    assert upwards == []


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_strangers_do_not_know_each_other(one: str, other: str) -> None:
    for module, path in MODULES.items():
        for name in imported(path):
            assert {part(module), part(name)} != {one, other}, f"{module} imports {name}"


def test_nobody_imports_a_rule_by_name() -> None:
    """Rules are found by looking into their folder: a new one is one new file and nothing else."""
    for module, path in MODULES.items():
        if part(module) != "rules":
            assert not [name for name in imported(path) if part(name) == "rules"], module
