"""From the nodes that describe a function to a :class:`~fclint.source.deployment.Deployment`."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fclint.source.deployment import CodeDirectory, Deployment, NamedHandler, Variable
from fclint.source.manifests.nodes import Mapping, Node, Opaque, Scalar, Sequence
from fclint.source.manifests.text import ManifestText
from fclint.source.manifests.triggers import Calls
from fclint.source.manifests.yaml_nodes import TEMPLATE

_VARIABLE = re.compile(r"\$\{\s*vars\.([\w.-]+)\s*\}")
_LONGEST = 1_000
"""A handler, path or variable is shorter than that; templates are not filled in beyond it."""
_LONGEST_PATH = 4_096
_MOST_VARIABLES = 1_000
"""The platform takes 4 KB of them."""

_ARCHIVES = (".zip", ".jar", ".war", ".tar", ".gz", ".tgz")
_SOURCES = (".py", ".pyc", ".js", ".mjs", ".php", ".rb")


@dataclass(frozen=True, slots=True)
class FunctionNodes:
    """What a manifest says of one function, wherever its format writes it."""

    kind: str
    generation: int
    key: Scalar
    """The name that the manifest itself gives to the function."""
    name: Node | None = None
    """The function's name on the platform."""
    handler: Node | None = None
    lifecycle: tuple[tuple[str, Node | None], ...] = ()
    runtime: Node | None = None
    code: Node | None = None
    environment: tuple[Node | None, ...] = ()
    memory: Node | None = None
    timeout: Node | None = None
    concurrency: Node | None = None


class Values:
    """What nodes of one manifest say, with ``${vars.name}`` filled in from the manifest's own
    variables."""

    def __init__(self, text: ManifestText, variables: Mapping | None = None) -> None:
        """``variables`` are those of Serverless Devs."""
        self.text = text
        self._variables = variables
        self._environments: dict[int, tuple[Node, tuple[Variable, ...]]] = {}

    def node(self, node: Node | None) -> Node | None:
        """``node``, or what it refers to if it is nothing but a reference to a variable."""
        if isinstance(node, Scalar) and len(node.value) < _LONGEST:
            match = _VARIABLE.fullmatch(node.value.strip())
            if match:
                found = self._variable(match[1])
                return node if found is None else found
        return node

    def string(self, node: Node | None) -> str | None:
        """The text of a scalar; None where it is a template or something else."""
        if not isinstance(node, Scalar):
            return None
        value = node.value
        if TEMPLATE in value:
            return None
        if "${" not in value:
            return value
        if len(value) >= _LONGEST or self._variables is None:
            return None
        value = _VARIABLE.sub(self._filled, value)
        return None if "${" in value else value

    def _filled(self, match: re.Match[str]) -> str:
        found = self._variable(match[1])
        if not isinstance(found, Scalar) or TEMPLATE in found.value or len(found.value) > _LONGEST:
            return "${"  # stays unknown
        return found.value

    def _variable(self, path: str) -> Node | None:
        node: Node | None = self._variables
        for name in path.split("."):
            node = node.get(name) if isinstance(node, Mapping) else None
        return node

    def number(self, node: Node | None) -> float | None:
        """The number that a scalar says."""
        written = self.string(self.node(node))
        try:
            number = float(written or "")
        except ValueError:
            return None
        return number if math.isfinite(number) and abs(number) < 1e9 else None

    def name(self, key: Scalar) -> str:
        """A key as it is written, template or not."""
        if TEMPLATE in key.value:
            return self.text.text[key.start : key.end].strip()
        return key.value

    def environment(self, node: Node | None) -> tuple[Variable, ...]:
        """The variables that a mapping, or a list of ``Key`` and ``Value``, sets."""
        node = self.node(node)
        if not isinstance(node, (Mapping, Sequence)):
            return ()
        known = self._environments.get(id(node))
        if known is None:
            pairs = node.items() if isinstance(node, Mapping) else _listed(node)
            found = tuple(
                Variable(
                    self.string(key) or "",
                    self.text.span(key.start, key.end),
                    None if isinstance(value, Scalar) and value.is_null else self.string(value),
                )
                for key, value in islice(pairs, _MOST_VARIABLES)
                if self.string(key)
            )
            # The node is kept so that no other takes over its id.
            known = self._environments[id(node)] = (node, found)
        return known[1]

    def is_environment_known(self, node: Node | None) -> bool:
        """Whether :meth:`environment` tells all variables: none has a template for its name, and
        none comes from an expression or another file."""
        node = self.node(node)
        if node is None or (isinstance(node, Scalar) and (node.is_null or not node.value)):
            return True
        if not isinstance(node, (Mapping, Sequence)):
            return False
        size = (
            sum(1 for _ in islice(node.items(), _MOST_VARIABLES + 1))
            if isinstance(node, Mapping)
            else len(node.items)
        )
        return len(self.environment(node)) == size


def _listed(node: Sequence) -> Iterator[tuple[Scalar, Node]]:
    for item in node.items:
        if isinstance(item, Mapping):
            key, value = item.get("Key", "key"), item.get("Value", "value")
            if isinstance(key, Scalar):
                yield key, value or Opaque("", key.end, key.end)


def deployment(values: Values, nodes: FunctionNodes, calls: Calls) -> Deployment:
    """The function that ``nodes`` describe; what is unknown or nonsense is left out."""
    text = values.text
    named = nodes.name
    name = values.string(named)
    key = named if name and isinstance(named, Scalar) else nodes.key
    memory, concurrency = values.number(nodes.memory), values.number(nodes.concurrency)
    lifecycle = (_named(values, node, role) for role, node in nodes.lifecycle)
    return Deployment(
        manifest=text.filename,
        kind=nodes.kind,
        name=name or values.name(nodes.key),
        span=text.span(key.start, key.end),
        generation=nodes.generation,
        handler=_named(values, nodes.handler, "handler"),
        lifecycle=tuple(each for each in lifecycle if each is not None),
        runtime=values.string(values.node(nodes.runtime)) or None,
        code=_code(values, nodes.code),
        http=calls.http,
        methods=calls.methods,
        environment=_environment(values, nodes.environment),
        environment_known=all(map(values.is_environment_known, nodes.environment)),
        memory=None if memory is None else int(memory),
        timeout=values.number(nodes.timeout),
        concurrency=None if concurrency is None else int(concurrency),
    )


def _environment(values: Values, nodes: tuple[Node | None, ...]) -> tuple[Variable, ...]:
    """What is set first counts."""
    found = [each for each in map(values.environment, nodes) if each]
    if len(found) < 2:
        return found[0] if found else ()  # often shared by many functions
    variables: dict[str, Variable] = {}
    for each in found:
        for variable in each:
            variables.setdefault(variable.name, variable)
    return tuple(variables.values())


def _named(values: Values, node: Node | None, role: str) -> NamedHandler | None:
    written = values.string(values.node(node))
    if written is None or node is None or len(written) >= _LONGEST:
        return None
    return NamedHandler(written, values.text.span(node.start, node.end), role)


def _code(values: Values, node: Node | None) -> CodeDirectory | None:
    """The folder that is packed: a file stands for the folder it is in, an archive for nothing
    that can be read."""
    written = node
    if isinstance(values.node(node), Mapping):
        found = values.node(node)
        assert isinstance(found, Mapping)
        written = found.get("src", "Src")
    path = values.string(values.node(written))
    if not path or written is None or "://" in path or "\0" in path or len(path) > _LONGEST_PATH:
        return None
    if path.lower().endswith(_ARCHIVES):
        return None
    if path.lower().endswith(_SOURCES):
        path = os.path.dirname(path)
    absolute = os.path.normpath(os.path.join(values.text.folder, path))
    return CodeDirectory(absolute, values.text.span(written.start, written.end))
