"""Results as JSON and back.

A cache lies in the project, and the project may be anybody's: reading it makes plain facts of the
classes that are listed here and nothing else, whatever it holds (pickle would run code).
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from fclint.finding import Severity

_MODULES: Mapping[str, str] = {
    "Conditions": "fclint.targets.facts",
    "Edit": "fclint.finding",
    "EntryPoint": "fclint.source.entry_points",
    "FileResult": "fclint.linter",
    "Finding": "fclint.finding",
    "Fix": "fclint.finding",
    "FoundHandler": "fclint.linter",
    "JudgedRun": "fclint.judge",
    "Outcome": "fclint.request",
    "Related": "fclint.finding",
    "Span": "fclint.finding",
    "Step": "fclint.finding",
}
"""Where each class is defined: a module is imported when the first fact of its class is read."""


def encode(value: object) -> Any:
    """``value``, made of these classes and of tuples, frozen sets, str, bytes, numbers, bool and
    None, as what :func:`json.dumps` takes. Equal values give equal JSON.

    Raises TypeError for anything else.
    """
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, frozenset):
        return {"frozenset": [encode(each) for each in sorted(value)]}
    if isinstance(value, bytes):
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, Severity):
        return {"Severity": int(value)}
    name = type(value).__name__
    if _MODULES.get(name) != type(value).__module__:
        raise TypeError(f"{type(value)} is not stored")
    return {name: [encode(getattr(value, each.name)) for each in fields(value)]}  # type: ignore[arg-type]


def decode(stored: Any) -> Any:
    """What :func:`encode` was given. Raises ValueError or TypeError for what it has not made."""
    if isinstance(stored, list):
        return tuple([decode(each) for each in stored])
    if not isinstance(stored, dict):
        return stored
    ((name, held),) = stored.items()
    if name == "frozenset":
        return frozenset(decode(held))
    if name == "bytes":
        return held.encode("latin-1")
    if name == "Severity":
        return Severity(held)
    if name not in _MODULES:
        raise ValueError(f"{name!r} is not stored")
    made = getattr(importlib.import_module(_MODULES[name]), name)
    if len(held) != len(fields(made)):
        raise ValueError(f"another {name}")
    return made(*map(decode, held))
