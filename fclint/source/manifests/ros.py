"""Functions in templates of Resource Orchestration Service (ROS) and of Fun, which extends them.

https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-fc-function,
https://github.com/alibaba/funcraft/blob/master/docs/specs/2018-04-03-zh-cn.md
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.source.deployment import Deployment
from fclint.source.manifests.function import FunctionNodes, Values, deployment
from fclint.source.manifests.nodes import Mapping, Node, Opaque, Scalar, Sequence
from fclint.source.manifests.text import ManifestText
from fclint.source.manifests.triggers import (
    MOST,
    NEVER_HTTP,
    UNKNOWN,
    Calls,
    methods,
    of_type,
    together,
)

FUN = "Fun"
ROS = "ROS"

_SERVICE = "Aliyun::Serverless::Service"
_FUN_FUNCTION = "Aliyun::Serverless::Function"
_ROS_FUNCTIONS = {"ALIYUN::FC::Function": 2, "ALIYUN::FC3::Function": 3}
_ROS_TRIGGERS = ("ALIYUN::FC::Trigger", "ALIYUN::FC3::Trigger")


def functions(text: ManifestText, root: Mapping) -> Iterator[Deployment]:
    """The functions that the document ``root`` of a template deploys."""
    resources = root.mapping("Resources")
    if resources is None:
        return
    values = Values(text)
    defaults = root.mapping("Globals")
    defaults = defaults.mapping("Function") if defaults else None
    triggers: dict[str, list[Calls]] | None = None
    for key, resource in resources.items():
        if not isinstance(resource, Mapping):
            continue
        kind = values.string(resource.get("Type"))
        if kind == _SERVICE:
            for name, function in resource.items():
                if isinstance(function, Mapping) and (
                    values.string(function.get("Type")) == _FUN_FUNCTION
                ):
                    yield _fun(values, name, function, defaults)
        elif kind == _FUN_FUNCTION:
            yield _fun(values, key, resource, defaults)
        elif kind in _ROS_FUNCTIONS:
            if triggers is None:
                triggers = _triggers(values, resources)
            yield _ros(values, key, resource, _ROS_FUNCTIONS[kind], triggers)


def _fun(values: Values, key: Scalar, function: Mapping, defaults: Mapping | None) -> Deployment:
    own = function.mapping("Properties")
    layers = [each for each in (own, defaults) if each is not None]
    nodes = _nodes(FUN, 2, key, None, layers)
    events = function.get("Events")
    if events is None:
        calls = NEVER_HTTP
    elif isinstance(events, Mapping):
        calls = together(_event(values, event) for event in events.values())
    else:
        calls = UNKNOWN
    return deployment(values, nodes, calls)


def _event(values: Values, event: Node) -> Calls:
    if not isinstance(event, Mapping):
        return UNKNOWN
    return of_type(
        values.string(event.get("Type")), methods(event.get("Properties"), values.string)
    )


def _ros(
    values: Values,
    key: Scalar,
    resource: Mapping,
    generation: int,
    triggers: dict[str, list[Calls]],
) -> Deployment:
    properties = resource.mapping("Properties")
    layers = [properties] if properties else []
    name = properties.get("FunctionName") if properties else None
    calls = list(triggers.get(f"resource {key.value}", ()))
    target = _target(values, name)
    if target is not None:
        calls += triggers.get(target, ())
    # Another stack may add a trigger.
    return deployment(
        values, _nodes(ROS, generation, key, name, layers), together(calls) if calls else UNKNOWN
    )


def _nodes(
    kind: str, generation: int, key: Scalar, name: Node | None, layers: list[Mapping]
) -> FunctionNodes:
    def first(field: str) -> Node | None:
        found = (layer.get(field) for layer in layers)
        return next((node for node in found if node is not None), None)

    cycle = first("InstanceLifecycleConfig")
    return FunctionNodes(
        kind=kind,
        generation=generation,
        key=key,
        name=name,
        handler=first("Handler"),
        lifecycle=(
            ("initializer", first("Initializer") or _hook(cycle, "Initializer")),
            ("pre_stop", _hook(cycle, "PreStop")),
            ("pre_freeze", _hook(cycle, "PreFreeze")),
        ),
        runtime=first("Runtime"),
        code=first("CodeUri"),
        environment=tuple(layer.get("EnvironmentVariables") for layer in layers),
        memory=first("MemorySize"),
        timeout=first("Timeout"),
        concurrency=first("InstanceConcurrency"),
    )


def _hook(cycle: Node | None, name: str) -> Node | None:
    hook = cycle.mapping(name) if isinstance(cycle, Mapping) else None
    return hook.get("Handler") if hook else None


def _triggers(values: Values, resources: Mapping) -> dict[str, list[Calls]]:
    """The triggers in the template, by the function that they call."""
    found: dict[str, list[Calls]] = {}
    for resource in resources.values():
        if not isinstance(resource, Mapping):
            continue
        properties = resource.mapping("Properties")
        if properties is None or values.string(resource.get("Type")) not in _ROS_TRIGGERS:
            continue
        target = _target(values, properties.get("FunctionName"))
        of_function = found.setdefault(target or "", [])
        if len(of_function) < MOST:
            kind = values.string(properties.get("TriggerType"))
            of_function.append(
                of_type(kind, methods(properties.get("TriggerConfig"), values.string))
            )
    return found


def _target(values: Values, name: Node | None) -> str | None:
    """What ``name`` refers to: a name, or a resource or parameter of the template."""
    written = values.string(name)
    if written is not None:
        return f"name {written}"
    if isinstance(name, Mapping):
        name = name.get("Ref", "Fn::GetAtt")
    if isinstance(name, Sequence):
        name = name.items[0] if name.items else None
    if isinstance(name, (Scalar, Opaque)):
        text = name.value if isinstance(name, Scalar) else name.text
        return f"resource {text.partition('.')[0]}"
    return None
