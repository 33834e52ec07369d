"""The house: which modules there are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def modules() -> dict[str, Path]:
    """The file of each module by its dotted name."""
    found = {}
    for folder, package in ((ROOT / "fclint", "fclint"), (ROOT / "rules", "fclint.rules")):
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            name = ".".join((package, *parts)).removesuffix(".__init__")
            found[name] = path
    return found


MODULES = modules()
