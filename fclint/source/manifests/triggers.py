"""What calls a function: its triggers, in whatever form a manifest has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fclint.source.manifests.nodes import Mapping, Node, Scalar, Sequence

MOST = 100
"""More triggers or methods than a function can have."""

String = Callable[[Node | None], str | None]


@dataclass(frozen=True, slots=True)
class Calls:
    """Whether HTTP requests call a function, and those of which methods; None is not known."""

    http: bool | None = None
    methods: tuple[str, ...] | None = None


UNKNOWN = Calls()
NEVER_HTTP = Calls(http=False)


def of_type(kind: str | None, methods: tuple[str, ...] | None) -> Calls:
    """What one trigger does, ``kind`` being its type in any case."""
    if kind is None:
        return UNKNOWN
    return Calls(True, methods) if kind.lower() == "http" else NEVER_HTTP


def together(triggers: Iterable[Calls]) -> Calls:
    """What several triggers do together."""
    listed = list(triggers)
    http = [each for each in listed if each.http]
    if not http:
        return UNKNOWN if any(each.http is None for each in listed) else NEVER_HTTP
    methods: dict[str, None] = {}
    for each in http:
        if each.methods is None:
            return Calls(True)
        methods.update(dict.fromkeys(each.methods))
    return Calls(True, tuple(methods))


def listed(node: Node, string: String, kind: str, settings: str) -> Calls:
    """What a list of triggers does, each with its type under ``kind`` and, under ``settings``,
    a mapping that holds ``methods``."""
    if not isinstance(node, Sequence):
        return UNKNOWN
    found = []
    for item in node.items[:MOST]:
        if isinstance(item, Mapping):
            found.append(of_type(string(item.get(kind)), methods(item.get(settings), string)))
        else:
            found.append(UNKNOWN)
    return together(found)


def methods(settings: Node | None, string: String) -> tuple[str, ...] | None:
    """The methods that a trigger's settings, a mapping or a mapping's JSON, let through."""
    if isinstance(settings, Scalar):
        return _methods_in_json(string(settings))
    if not isinstance(settings, Mapping):
        return None
    node = settings.get("methods", "Methods")
    items = node.items[:MOST] if isinstance(node, Sequence) else [node]
    return _upper([string(item) for item in items])


def _methods_in_json(text: str | None) -> tuple[str, ...] | None:
    try:
        settings = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    found = settings.get("methods") if isinstance(settings, dict) else None
    return _upper(found) if isinstance(found, list) else None


def _upper(found: list[str | None]) -> tuple[str, ...] | None:
    names: list[str] = []
    for each in found:
        if not isinstance(each, str) or not each.isascii() or not each.isalpha():
            return None
        names.append(each.upper())
    return tuple(dict.fromkeys(names)) or None
