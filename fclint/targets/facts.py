"""The shape of a target: which facts every platform has to state."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Presence(enum.Enum):
    """Whether a server puts a key into environ."""

    ALWAYS = "always"
    UNDOCUMENTED = "undocumented"
    """Observed on every request, but no documentation promises it."""
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a manifest says of the function that a handler runs in, as far as it is known."""

    environment: frozenset[str] = frozenset()
    """The environment variables that the function surely has: environ holds them, too."""
    runtime: str | None = None
    """Such as ``python3.9``."""
    concurrency: int | None = None
    """How many requests one instance serves at a time."""
    more_environment: bool = False
    """It may have other variables, too: the manifest takes them from elsewhere."""


@dataclass(frozen=True, slots=True)
class Target:
    """One platform that calls WSGI handlers."""

    name: str
    title: str
    environ: Mapping[str, Presence]
    """What is known of each environ key. Keys that are not listed are set sometimes, at best."""
    refused_headers: frozenset[str]
    """Response headers (lower case) that the platform does not let a handler set."""
    refused_header_prefixes: tuple[str, ...]
    kept_environment: frozenset[str] = frozenset()
    """Environment variables with a reserved prefix that the runtime itself provides."""

    def presence(self, key: str) -> Presence:
        """Whether a request's environ holds ``key``, as far as the platform decides it."""
        known = self.environ.get(key)
        if known is not None:
            return known
        return Presence.ALWAYS if key in self.kept_environment else Presence.SOMETIMES

    def refuses_header(self, name: str) -> bool:
        """Whether the platform does not let a handler set the response header ``name``."""
        lowered = name.lower()
        return lowered in self.refused_headers or lowered.startswith(self.refused_header_prefixes)
