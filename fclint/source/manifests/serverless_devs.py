"""Functions in the manifests of Serverless Devs: ``s.yaml`` for FC 2.0 and FC 3.0, and the
``template.yaml`` of its first versions.

https://docs.serverless-devs.com/fc/yaml/readme, https://github.com/devsapp/fc3/tree/master/docs
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fclint.source.deployment import Deployment
from fclint.source.manifests.function import FunctionNodes, Values, deployment
from fclint.source.manifests.nodes import Mapping, Node, Scalar
from fclint.source.manifests.text import ManifestText
from fclint.source.manifests.triggers import NEVER_HTTP, UNKNOWN, Calls, listed

KIND_2 = "Serverless Devs (FC 2.0)"
KIND_3 = "Serverless Devs (FC 3.0)"

_COMPONENT = re.compile(r"(?:devsapp/)?(fc3?)(?:@.*)?", re.DOTALL)


def functions(text: ManifestText, root: Mapping) -> Iterator[Deployment]:
    """The functions that the document ``root`` of a manifest deploys."""
    document = _Document(text, root)
    for section in ("services", "resources"):
        modules = root.mapping(section)
        if modules is not None:
            for key, module in modules.items():
                if isinstance(module, Mapping):
                    yield from document.module(key, module)
    if root.get("component") is not None:
        yield from document.module(Scalar("", root.start, root.start), root)
    for key, module in root.items():
        if isinstance(module, Mapping) and module.get("Component") is not None:
            yield from document.first_version(key, module)


class _Document:
    """One document, with what its modules share."""

    def __init__(self, text: ManifestText, root: Mapping) -> None:
        self._values = Values(text, root.mapping("vars"))
        self._templates = root.mapping("template")
        self._is_edition_3 = (self._values.string(root.get("edition")) or "").startswith("3")
        # What a manifest doesn't say may be in the one that it extends.
        self._no_triggers = NEVER_HTTP if root.get("extend") is None else UNKNOWN

    def module(self, key: Scalar, module: Mapping) -> Iterator[Deployment]:
        """The function of one module, if its component deploys one."""
        props = module.mapping("props")
        layers = [each for each in (props, self._template(module)) if each is not None]
        function = _first(layers, "function")
        generation = self._generation(module.get("component"), function, layers)
        if generation == 3:
            yield self._fc3(key, layers)
        elif generation == 2 and isinstance(function, Mapping):
            yield self._fc2(key, function, _first(layers, "triggers"))

    def _template(self, module: Mapping) -> Mapping | None:
        """The properties that a module of edition 3.0.0 takes over (``extend: {name: ...}``)."""
        extend = module.mapping("extend")
        name = self._values.string(extend.get("name")) if extend else None
        return self._templates.mapping(name) if self._templates and name else None

    def _generation(
        self, component: Node | None, function: Node | None, layers: list[Mapping]
    ) -> int | None:
        written = self._values.string(self._values.node(component))
        match = _COMPONENT.fullmatch((written or "").strip())
        if match:
            return 3 if match[1] == "fc3" else 2
        if written is not None and not written.startswith(("fc", "devsapp/fc", ".", "/")):
            return None
        # A component of unknown name, or under development: told by what it is given.
        if isinstance(function, Mapping):
            return 2 if function.get("handler", "Handler", "runtime") is not None else None
        described = _first(layers, "handler") or _first(layers, "runtime")
        named = self._is_edition_3 or _first(layers, "functionName") is not None
        return 3 if described is not None and named else None

    def _fc2(self, key: Scalar, function: Mapping, triggers: Node | None) -> Deployment:
        cycle = function.mapping("instanceLifecycleConfig")
        nodes = FunctionNodes(
            kind=KIND_2,
            generation=2,
            key=key,
            name=function.get("name"),
            handler=function.get("handler", "Handler"),
            lifecycle=(
                ("initializer", function.get("initializer")),
                ("pre_stop", _hook(cycle, "preStop")),
                ("pre_freeze", _hook(cycle, "preFreeze")),
            ),
            runtime=function.get("runtime"),
            code=function.get("codeUri"),
            environment=(function.get("environmentVariables"),),
            memory=function.get("memorySize"),
            timeout=function.get("timeout"),
            concurrency=function.get("instanceConcurrency"),
        )
        return deployment(self._values, nodes, self._calls(triggers, "type", "config"))

    def _fc3(self, key: Scalar, layers: list[Mapping]) -> Deployment:
        cycle = _first(layers, "instanceLifecycleConfig")
        nodes = FunctionNodes(
            kind=KIND_3,
            generation=3,
            key=key,
            name=_first(layers, "functionName"),
            handler=_first(layers, "handler"),
            lifecycle=(
                ("initializer", _hook(cycle, "initializer")),
                ("pre_stop", _hook(cycle, "preStop")),
            ),
            runtime=_first(layers, "runtime"),
            code=_first(layers, "code"),
            environment=tuple(each.get("environmentVariables") for each in layers),
            memory=_first(layers, "memorySize"),
            timeout=_first(layers, "timeout"),
            concurrency=_first(layers, "instanceConcurrency"),
        )
        triggers = _first(layers, "triggers")
        return deployment(
            self._values, nodes, self._calls(triggers, "triggerType", "triggerConfig")
        )

    def first_version(self, key: Scalar, module: Mapping) -> Iterator[Deployment]:
        """The function of a module in a manifest of Serverless Devs 1.0."""
        properties = module.mapping("Properties")
        function = properties.mapping("Function") if properties else None
        component = self._values.string(module.get("Component"))
        if function is None or component is None or not _COMPONENT.fullmatch(component):
            return
        nodes = FunctionNodes(
            kind=KIND_2,
            generation=2,
            key=key,
            name=function.get("Name"),
            handler=function.get("Handler"),
            lifecycle=(("initializer", _hook(function, "Initializer")),),
            runtime=function.get("Runtime"),
            code=function.get("CodeUri"),
            environment=(function.get("Environment"),),
            memory=function.get("MemorySize"),
            timeout=function.get("Timeout"),
        )
        calls = self._calls(function.get("Triggers"), "Type", "Parameters")
        yield deployment(self._values, nodes, calls)

    def _calls(self, triggers: Node | None, kind: str, settings: str) -> Calls:
        triggers = self._values.node(triggers)
        if triggers is None:
            return self._no_triggers

        def string(node: Node | None) -> str | None:
            return self._values.string(self._values.node(node))

        return listed(triggers, string, kind, settings)


def _first(layers: list[Mapping], name: str) -> Node | None:
    for layer in layers:
        found = layer.get(name)
        if found is not None:
            return found
    return None


def _hook(settings: Node | None, name: str) -> Node | None:
    """The handler of a lifecycle hook, which is written under its name or as its ``handler``."""
    found = settings.get(name) if isinstance(settings, Mapping) else None
    return found.get("handler", "Handler") if isinstance(found, Mapping) else found
