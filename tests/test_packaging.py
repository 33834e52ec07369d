"""What an installation holds: every module of the checkout, and the data beside them."""

from __future__ import annotations

import sys

import pytest

from house import MODULES, ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]


def test_every_package_is_installed() -> None:
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    assert set(SETUPTOOLS["packages"]) == packages | {"fclint.rules"}


@pytest.mark.parametrize("package", ["fclint", "fclint.analysis.libraries"])
def test_data_is_installed(package: str) -> None:
    folder = ROOT.joinpath(*package.split("."))
    data = {
        path.name
        for path in folder.iterdir()
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    installed = {
        path.name for each in SETUPTOOLS["package-data"][package] for path in folder.glob(each)
    }
    assert data
    assert data == installed
