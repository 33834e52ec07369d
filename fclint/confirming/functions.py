"""Which functions to run: from a handler's file and name to what is loaded, and where."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from fclint.configuration.config import ConfigError
from fclint.dryrun.deployed import Deployed, of_deployment
from fclint.dryrun.process import Function
from fclint.planning import Wanted, plan_deployed
from fclint.request import UsageError
from fclint.source.deployment import Deployment

PATIENCE = 5.0
"""Seconds for an answer, where the manifest doesn't say fewer."""


@dataclass
class Functions:
    """The functions that handlers belong to; ``manifests`` are files that may deploy them."""

    manifests: Iterable[str] = ()
    folder: str = field(default_factory=os.getcwd)

    def of(self, filename: str, name: str, target: str) -> Iterator[Function]:
        """What the handler ``name`` of the module ``filename`` may be, the likeliest first; none
        where the runtime could not load it by that name.

        The code directory is that of the manifest which names the handler. Without one it is the
        folder around the module's packages, as test runners have it, then the current folder.
        """
        if not name.isidentifier():
            return
        found = list(self._deployed(filename, name)) or [
            (_written(filename, root, name), Deployed(root=root)) for root in self._roots(filename)
        ]
        for written, deployed in found:
            wanted = Wanted(written, target=target)
            try:
                function = plan_deployed(wanted, deployed, self.folder).function
            except (UsageError, ConfigError):
                continue
            timeout = min(deployed.timeout or PATIENCE, PATIENCE)
            yield replace(function, facts=replace(function.facts, timeout=timeout))

    def _roots(self, filename: str) -> list[str]:
        """Where imports of a module that nothing deploys may begin."""
        roots = [_outside_of_packages(filename)]
        if os.path.realpath(filename).startswith(os.path.realpath(self.folder) + os.sep):
            roots.append(self.folder)
        return list(dict.fromkeys(roots))

    @cached_property
    def _deployments(self) -> list[Deployment]:
        from fclint.source.manifests import read_manifest

        found: list[Deployment] = []
        for filename in self.manifests:
            data = _content(filename)
            found += read_manifest(filename, data).deployments if data is not None else ()
        return found

    def _deployed(self, filename: str, name: str) -> Iterator[tuple[str, Deployed]]:
        """The handlers, as manifests write them, that are this one."""
        from fclint.source.modules import find_module

        for deployment in self._deployments:
            code, handler = deployment.code, deployment.handler
            if code is None or handler is None:
                continue
            looked = find_module(code.path, handler.written)
            same = looked.file is not None and _is_same(looked.file, filename)
            if same and looked.attribute == name:
                yield handler.written, of_deployment(deployment)


def _content(filename: str) -> bytes | None:
    try:
        with open(filename, "rb") as file:
            return file.read()
    except OSError:
        return None


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
