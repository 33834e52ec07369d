"""Writes fclint/analysis/libraries/stdlib.json from the stubs that typeshed_client brings along.

Usage: ``python scripts/generate_library.py [--check]``. With ``--check`` nothing is written; the
exit status is 1 if the file's content isn't what would be written.

Names of Python 3.10 and 3.13 (on Linux) are both there; what the two say differently is unknown.
"""

from __future__ import annotations

import base64
import importlib.metadata
import json
import sys
import zlib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from fclint.analysis.libraries.libdata import DATA, entries
from fclint.analysis.libraries.typeexpr import parse
from stub_entries import Entry, Module, common
from stub_types import Stubs

VERSIONS = ((3, 10), (3, 13))
NOTICE = (
    "Made from the stubs of typeshed (https://github.com/python/typeshed), which are licensed "
    "under the Apache License 2.0, parts of them under the MIT License."
)
_CORRECTIONS = {
    # Declared to return bool or None, but all it ever returns is False.
    "concurrent.futures.Executor.__exit__": "d->None",
}


def collect() -> dict[str, dict[str, Entry]]:
    """The entries of all modules, by name."""
    modules: dict[str, dict[str, Entry]] = {}
    for version in VERSIONS:
        stubs = Stubs(version)
        for name in sorted(stubs.modules):
            if name.split(".")[0] == "_typeshed":
                continue
            made = Module(stubs, name).entries()
            modules[name] = agreed(modules[name], made) if name in modules else made
    _correct(modules)
    for module, made in modules.items():
        for name, found in list(made.items()):
            if found == "v ?" and f"{module}.{name}" in modules:
                del made[name]  # os.path: the submodule says more
            elif isinstance(found, str) and found.startswith("a ") and not _exists(found, modules):
                made[name] = "v ?"
    return dict(sorted(modules.items()))


def _correct(modules: dict[str, dict[str, Entry]]) -> None:
    for name, entry in _CORRECTIONS.items():
        module, owner, member = name.rsplit(".", 2)
        made = modules[module][owner]
        assert isinstance(made, dict), name
        made["m"][member] = entry


def _exists(alias: Entry, modules: dict[str, dict[str, Entry]]) -> bool:
    """Whether an alias leads to an entry in the end."""
    for _ in range(9):
        if not isinstance(alias, str) or not alias.startswith("a "):
            return True
        target = alias[2:]
        if target in modules:
            return True
        module, _, name = target.rpartition(".")
        while module and module not in modules:
            module, _, outer = module.rpartition(".")
            name = f"{outer}.{name}"
        owner, _, rest = name.partition(".")
        if owner not in modules.get(module, {}):
            return False
        if rest:
            return isinstance(modules[module][owner], dict)
        alias = modules[module][owner]
    return False


def agreed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What two versions say together: names of both, unknown where they differ."""
    return {
        name: _agreed(old[name], new[name]) if name in old and name in new else (old | new)[name]
        for name in sorted(old | new)
    }


def _agreed(old: Entry, new: Entry) -> Entry:
    if old == new:
        return new
    if isinstance(old, dict) and isinstance(new, dict):
        made = dict(new)
        if "m" in old or "m" in new:
            made["m"] = agreed(old.get("m", {}), new.get("m", {}))
        if "e" in old or "e" in new:
            made["e"] = old.get("e", {}) | new.get("e", {})
        if _vital(old) != _vital(new):
            made["u"] = True
        return made
    if isinstance(old, dict) or isinstance(new, dict):
        # A class that became another name of a class, or the reverse.
        return new if isinstance(new, dict) or new.startswith("a ") else "v ?"
    signature, arrow, returns = new.partition("->")
    old_signature, old_arrow, old_returns = old.partition("->")
    if arrow and old_arrow and signature.partition("(")[0] == old_signature.partition("(")[0]:
        if returns != old_returns:
            returns = str(common([parse(old_returns), parse(returns)]))
        if not _extends(signature, old_signature):
            signature = signature.partition("(")[0]
            if "@" in returns or "=" in returns:
                returns = "?"
        return f"{signature}->{returns}"
    return "p ?" if old[0] == new[0] == "p" else "v ?"


def _extends(new: str, old: str) -> bool:
    """Whether a signature takes all that another takes, and maybe more."""
    if "(" not in new or "(" not in old:
        return new == old
    words, before = ([word for word in text[2:-1].split(",") if word] for text in (new, old))
    kept = [word for word in words if word in before]
    added = [word for word in words if word not in before]
    return kept == before and all(word.endswith("=") or "*" in word for word in added)


def _vital(entry: dict[str, Any]) -> set[str]:
    """The bases that matter, beyond abstract ones; enum.ReprEnum came with Python 3.11."""
    bases = {base.replace("enum.ReprEnum", "enum.Enum") for base in entry.get("b", [])}
    return {base for base in bases if not base.startswith(("typing.", "builtins.object"))}


def render(modules: dict[str, dict[str, Entry]]) -> str:
    """The text of the data file."""
    encoded = {
        name: base64.b64encode(
            zlib.compress(json.dumps(made, separators=(",", ":")).encode(), 9)
        ).decode()
        for name, made in modules.items()
    }
    about = {
        "about": NOTICE,
        "typeshed_client": importlib.metadata.version("typeshed_client"),
        "versions": [".".join(map(str, version)) for version in VERSIONS],
        "modules": encoded,
    }
    return json.dumps(about, indent=0) + "\n"


def main() -> int:
    """Writes the file, or compares it."""
    modules = collect()
    if "--check" not in sys.argv[1:]:
        DATA.write_text(render(modules), encoding="ascii", newline="\n")
        return 0
    stored = json.loads(DATA.read_bytes())["modules"]
    return int({name: entries(text) for name, text in stored.items()} != modules)


if __name__ == "__main__":
    sys.exit(main())
