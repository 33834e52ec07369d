"""Functions in Terraform configurations.

https://registry.terraform.io/providers/aliyun/alicloud/latest/docs/resources/fc_function (FC 2.0),
fcv2_function (FC 2.0) and fcv3_function (FC 3.0), with fc_trigger and fcv3_trigger
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from fclint.source.deployment import Deployment
from fclint.source.manifests.function import FunctionNodes, Values, deployment
from fclint.source.manifests.hcl_nodes import Block
from fclint.source.manifests.nodes import Mapping, Node, Opaque, Scalar
from fclint.source.manifests.text import ManifestText
from fclint.source.manifests.triggers import MOST, UNKNOWN, Calls, methods, of_type, together

KIND = "Terraform"

_FUNCTION = re.compile(r"alicloud_fc(?P<version>v2|v3)?_function")
_TRIGGER = re.compile(r"alicloud_fc(?:v[23])?_trigger")
_REFERENCE = re.compile(r"\b(alicloud_fc(?:v[23])?_function\.[\w-]+)")
_CODE = re.compile(
    r"\b(?:data\.(?P<archive>archive_file)|(?P<object>alicloud_oss_bucket_object))\.(?P<name>[\w-]+)"
)
_MODULE_FOLDER = re.compile(r"^\$\{\s*path\.module\s*\}/|^\./")
_MOST_HOPS = 3


def functions(text: ManifestText, blocks: Sequence[Block]) -> Iterator[Deployment]:
    """The functions that the blocks of one file deploy."""
    module = _File(text, blocks)
    for block in blocks:
        if block.kind == "resource" and len(block.labels) == 2:
            match = _FUNCTION.fullmatch(block.labels[0].value)
            if match:
                yield module.function(block, 3 if match["version"] == "v3" else 2)


class _File:
    """One file, with what its blocks refer to."""

    def __init__(self, text: ManifestText, blocks: Sequence[Block]) -> None:
        self._values = Values(text)
        self._triggers: dict[str, list[Calls]] = {}
        self._named: dict[str, Mapping] = {}
        for block in blocks:
            if block.kind not in ("resource", "data") or len(block.labels) != 2:
                continue
            kind, name = block.labels[0].value, block.labels[1].value
            if block.kind == "resource" and _TRIGGER.fullmatch(kind):
                self._add_trigger(block.body)
            self._named.setdefault(f"{kind}.{name}", block.body)

    def function(self, block: Block, generation: int) -> Deployment:
        kind, key = block.labels
        body = block.body
        cycle = body.get("instance_lifecycle_config")
        name = body.get("function_name", "name")
        nodes = FunctionNodes(
            kind=KIND,
            generation=generation,
            key=key,
            name=name,
            handler=body.get("handler"),
            lifecycle=(
                ("initializer", body.get("initializer") or _hook(cycle, "initializer")),
                ("pre_stop", _hook(cycle, "pre_stop")),
                ("pre_freeze", _hook(cycle, "pre_freeze")),
            ),
            runtime=body.get("runtime"),
            code=self._code(body),
            environment=(body.get("environment_variables"),),
            memory=body.get("memory_size"),
            timeout=body.get("timeout"),
            concurrency=body.get("instance_concurrency"),
        )
        calls = [
            *self._triggers.get(f"{kind.value}.{key.value}", ()),
            *self._triggers.get(_named(body, name), ()),
        ]
        # Another file of the module may add a trigger.
        return deployment(self._values, nodes, together(calls) if calls else UNKNOWN)

    def _add_trigger(self, body: Mapping) -> None:
        function = body.get("function_name", "function")
        match = _REFERENCE.search(_written(function))
        target = match[1] if match else _named(body, function)
        calls = self._triggers.setdefault(target, [])
        if len(calls) < MOST:
            settings = body.get("trigger_config", "config")
            kind = self._values.string(body.get("trigger_type", "type"))
            calls.append(of_type(kind, methods(settings, self._values.string)))

    def _code(self, body: Mapping) -> Node | None:
        """The folder that is packed into the archive that the function is made of."""
        inner = body.mapping("code")
        node = body.get("filename", "oss_key")
        if node is None and inner is not None:
            node = inner.get("zip_file", "oss_object_name")
        for _ in range(_MOST_HOPS):
            match = _CODE.search(_written(node))
            if not match:
                return None
            found = self._named.get((match["archive"] or match["object"]) + "." + match["name"])
            if found is None:
                return None
            if match["archive"]:
                return _in_module(found.get("source_dir", "source_file"))
            node = found.get("source", "content_base64")
        return None


def _in_module(node: Node | None) -> Node | None:
    """A path that is written with the module's folder, relative to it."""
    if isinstance(node, Opaque):
        path = node.text.strip('"')
        relative = _MODULE_FOLDER.sub("", path)
        if relative != path and "${" not in relative:
            return Scalar(relative or os.curdir, node.start + 1, node.end - 1)
        if path == "${path.module}" or node.text == "path.module":
            return Scalar(os.curdir, node.start, node.end)
        return None
    return node


def _hook(cycle: Node | None, name: str) -> Node | None:
    hook = cycle.mapping(name) if isinstance(cycle, Mapping) else None
    return hook.get("handler") if hook else None


def _named(body: Mapping, name: Node | None) -> str:
    """A function as it is called within its service, template or not."""
    return f"{_written(body.get('service', 'service_name'))}/{_written(name)}"


def _written(node: Node | None) -> str:
    if isinstance(node, Scalar):
        return node.value
    return node.text if isinstance(node, Opaque) else ""
