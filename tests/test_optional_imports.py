"""What a user need not install is not imported: extras are asked for where they are used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from house import MODULES, ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
HOSTS = {
    "fclint.integrations.pytest_plugin": {"pytest"},
    "fclint.serving.http": {"waitress"},
    "fclint.serving.watching": {"watchfiles"},
}
"""Modules that are imported only where what they need is there, and what that is."""


def names(requirements: list[str]) -> set[str]:
    """The modules that requirements install, as far as their names tell."""
    found = {re.split(r"[\s\[<>=!;~]", each, maxsplit=1)[0].lower() for each in requirements}
    return {name.replace("-", "_").removeprefix("python_") for name in found}


REQUIRED = names(PROJECT["dependencies"]) | {"yaml"}
OPTIONAL = {
    name for extra in PROJECT["optional-dependencies"].values() for name in names(extra)
} - REQUIRED


def imported_at_once(tree: ast.Module) -> Iterator[str]:
    """The packages that importing a module imports: not those in functions, nor for types only."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
        pending.extend(ast.iter_child_nodes(node))


def test_there_are_extras_to_be_careful_of() -> None:
    assert set(HOSTS) <= set(MODULES)
    assert {"waitress", "watchfiles", "flake8", "pytest", "hypothesis"} <= OPTIONAL
    assert {"click", "libcst", "pathspec", "yaml", "hcl2", "tomli"} <= REQUIRED


@pytest.mark.parametrize("module", MODULES)
def test_no_module_needs_an_extra_to_be_imported(module: str) -> None:
    tree = ast.parse(MODULES[module].read_bytes())
    needed = OPTIONAL.intersection(imported_at_once(tree)) - HOSTS.get(module, set())
    assert sorted(needed) == []


def test_everything_can_be_imported_where_no_extra_is(tmp_path: Path) -> None:
    """All modules but those of the server are imported, and a file is linted, without any extra."""
    modules = [
        name
        for name in sorted(set(MODULES) - set(HOSTS) - {"fclint.__main__"})
        if not name.startswith("fclint.serving.")
    ]
    program = f"""
import importlib, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted(OPTIONAL)!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
for name in {modules!r}:
    importlib.import_module(name)
from fclint.cli import main
sys.exit(main(["--no-cache", {str(tmp_path)!r}]))
"""
    (tmp_path / "index.py").write_text(
        "def handler(environ, start_response):\n    return environ['HTTP_X']\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1, result.stderr
    assert "FC201" in result.stdout


def test_linting_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """A tree without a handler is told so without the parser, the rules' texts, or YAML."""
    (tmp_path / "plain.py").write_text("import os\n")
    program = f"""
import sys
from fclint.cli import main
main(["--no-cache", {str(tmp_path)!r}])
heavy = {{"libcst", "yaml", "hcl2", "lark", "waitress", "watchfiles", "multiprocessing", "rich"}}
sys.exit(sorted(heavy & set(sys.modules)) and repr(sorted(heavy & set(sys.modules))) or 0)
"""
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
