"""Modules and requests for the shim, in this process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fclint.dryrun import Recorded, Request, Shim
from fclint.dryrun.context import FunctionFacts, build_context
from fclint.dryrun.environ import build_environ


def loaded(source: str, path: Path) -> dict[str, Any]:
    """The names of a module with the text ``source``, which is written to ``path``."""
    path.write_text(source, encoding="utf-8")
    namespace: dict[str, Any] = {"__name__": "index"}
    exec(compile(source, str(path), "exec"), namespace)
    return namespace


def environ_of(request: Request, target: str, handler: str = "index.handler") -> dict[str, Any]:
    """What a server of ``target`` makes of ``request``."""
    facts = FunctionFacts(handler=handler)
    context = build_context(facts, "request")
    return build_environ(request, target, process={}, context=context, facts=facts)


def recorded(source: str, path: Path, request: Request, target: str = "fc2") -> Recorded:
    """What the ``handler`` of a module does with ``request``."""
    shim = Shim(loaded(source, path)["handler"], target)
    return shim.run(environ_of(request, target))
