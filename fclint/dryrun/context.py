"""``environ['fc.context']``: an object with the attributes that the platform's has, and no others.

Which attributes those are is a fact of :mod:`fclint.targets.context`; here they get values.
Source of the values: the behaviour of the platform's Python runtimes (builds of 2023).
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fclint.targets.calling import DEFAULT_MEMORY, DEFAULT_TIMEOUT
from fclint.targets.context import CONTEXT, attributes

PLACEHOLDER = "placeholder"
"""What stands for each credential that was not given."""


@dataclass(frozen=True, slots=True)
class FunctionFacts:
    """What the platform knows of the deployed function. ``memory`` is in MB, ``timeout`` in s."""

    handler: str = "index.handler"
    name: str = "function"
    service: str = "service"
    memory: int = DEFAULT_MEMORY
    timeout: float = DEFAULT_TIMEOUT
    runtime: str | None = None
    region: str = "cn-hangzhou"
    account_id: str = "1234567890123456"
    qualifier: str = "LATEST"
    version_id: str = ""
    access_key_id: str = PLACEHOLDER
    access_key_secret: str = PLACEHOLDER
    security_token: str = PLACEHOLDER


class _Part:
    """An object of the context; which one it is, its class says."""

    fclint_owner = ""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.__dict__.update(values)

    def to_json(self) -> str:
        """Everything that is data, as the runtime's ``to_json`` has it."""
        return json.dumps(_data(self))


class FCContext(_Part):
    """The context; it can be asked for attributes, and for nothing else."""

    fclint_owner = CONTEXT


class Credentials(_Part):
    """The keys of the function's role."""

    fclint_owner = "credentials"


class FunctionParam(_Part):
    """The function."""

    fclint_owner = "function"


class ServiceMeta(_Part):
    """The service of Function Compute 2.0 that the function belongs to."""

    fclint_owner = "service"


class Tracing(_Part):
    """Where spans are reported to: nowhere."""

    fclint_owner = "tracing"


_PARTS: Mapping[str, type[_Part]] = {
    kind.fclint_owner: kind for kind in (Credentials, FunctionParam, ServiceMeta, Tracing)
}


def build_context(facts: FunctionFacts, request_id: str, retry_count: int = 0) -> FCContext:
    """The context of one request to a function."""
    values = _values(facts, request_id, retry_count)
    found: dict[str, object] = {}
    for name, kind in attributes(CONTEXT, facts.runtime).items():
        if kind in _PARTS:
            own = values[kind]
            assert isinstance(own, dict)
            known = attributes(kind, facts.runtime)
            found[name] = _PARTS[kind]({key: own.get(key) for key in known})
        else:
            found[name] = values.get(name)
    context = FCContext({})
    found["to_json"] = context.to_json
    context.__dict__.update(found)
    return context


def new_request_id() -> str:
    """An identifier that no other request has, in the platform's form."""
    text = secrets.token_hex(16)
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def owner_of(thing: object) -> str:
    """Which part of the context ``thing`` is (``context``, ``credentials``, ...); or ``""``."""
    return thing.fclint_owner if isinstance(thing, _Part) else ""


def _values(facts: FunctionFacts, request_id: str, retry_count: int) -> dict[str, Any]:
    keys = (facts.access_key_id, facts.access_key_secret, facts.security_token)
    names = ("access_key_id", "access_key_secret", "security_token")
    camel = ("accessKeyId", "accessKeySecret", "securityToken")
    logger: Callable[[], logging.Logger] = logging.getLogger
    return {
        "request_id": request_id,
        "requestId": request_id,
        "credentials": {
            **dict(zip(names, keys, strict=True)),
            **dict(zip(camel, keys, strict=True)),
        },
        "function": {
            "name": facts.name,
            "handler": facts.handler,
            "memory": facts.memory,
            "timeout": int(facts.timeout),
            "version_id": facts.version_id,
            "qualifier": facts.qualifier,
        },
        "service": {
            "name": facts.service,
            "log_project": "",
            "log_store": "",
            "qualifier": facts.qualifier,
            "version_id": facts.version_id,
        },
        "region": facts.region,
        "account_id": facts.account_id,
        "retry_count": retry_count,
        "tracing": {
            "span_context": None,
            "jaeger_endpoint": None,
            "span_baggages": {},
            "parseOpenTracingBaggages": dict,
        },
        "logger": None,  # one request at a time: only getLogger() works
        "getLogger": logger,
    }


def _data(part: _Part) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in vars(part).items():
        if isinstance(value, _Part):
            found[name] = _data(value)
        elif isinstance(value, (str, int, float, dict)) or value is None:
            found[name] = value
    return found
