"""Which functions to run: from a handler's file and name to what is loaded, and where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from fclint.config import ConfigError
from fclint.dryrun.deployed import DeploymentError
from fclint.dryrun.process import Function
from fclint.planning import Wanted, plan
from fclint.request import UsageError

PATIENCE = 5.0
"""Seconds for an answer, where the manifest doesn't say fewer."""


def functions(filename: str, name: str, target: str) -> Iterator[Function]:
    """The functions that the handler ``name`` of the module ``filename`` may be, the likeliest
    first; none where the runtime could not load it by that name.

    The code directory is that of the manifest which names the handler. Without one it is the
    folder around the module's packages, as test runners have it, then the current folder.
    """
    if not name.isidentifier():
        return
    found = list(_deployed(filename, name))
    if not found:
        here = os.getcwd()
        roots = [_outside_of_packages(filename)]
        if os.path.realpath(filename).startswith(os.path.realpath(here) + os.sep):
            roots.append(here)
        found = [(_written(filename, root, name), root) for root in dict.fromkeys(roots)]
    for written, root in found:
        try:
            planned = plan(Wanted(written, root=root, target=target), root)
        except (UsageError, ConfigError, DeploymentError):
            continue
        facts = planned.function.facts
        timeout = min(planned.deployed.timeout or PATIENCE, PATIENCE)
        yield replace(planned.function, facts=replace(facts, timeout=timeout))


def _deployed(filename: str, name: str) -> Iterator[tuple[str, str]]:
    """The handlers, as manifests around ``filename`` write them, that are this one; each with its
    code directory."""
    from fclint.source.manifests import read_manifest
    from fclint.source.manifests.search import manifests_above
    from fclint.source.modules import find_module

    for manifest in manifests_above(os.path.dirname(filename)):
        try:
            with open(manifest, "rb") as file:
                data = file.read()
        except OSError:
            continue
        for deployment in read_manifest(manifest, data).deployments:
            code, handler = deployment.code, deployment.handler
            if code is None or handler is None:
                continue
            looked = find_module(code.path, handler.written)
            same = looked.file is not None and _is_same(looked.file, filename)
            if same and looked.attribute == name:
                yield handler.written, code.path


def _outside_of_packages(filename: str) -> str:
    """The nearest folder above that is no package."""
    folder = os.path.dirname(os.path.abspath(filename))
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def _written(filename: str, root: str, name: str) -> str:
    """The handler as a manifest in ``root`` would write it."""
    module = os.path.splitext(os.path.relpath(filename, root))[0]
    return f"{module.replace(os.sep, '/')}.{name}"


def _is_same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
