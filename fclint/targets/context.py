"""The platform's context: what ``environ['fc.context']`` has, and how people misremember it.

Sources: the vendor's documentation ("Context" of the Python runtimes,
https://www.alibabacloud.com/help/en/functioncompute/) and the behaviour of the platform's own
Python runtimes (builds of 2023): marked [run].
"""

from __future__ import annotations

from collections.abc import Mapping

KEY = "fc.context"
LOGGER = "context.logger"
"""The attribute that is None where one request at a time is served; ``getLogger()`` works [run]."""

CONTEXT = "context"
STR, INT, METHOD, ANY = "str", "int", "method", "any"

# Attribute -> what it is: a kind, or the name of another of these objects [run].
ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    CONTEXT: {
        "request_id": STR,
        "requestId": STR,
        "credentials": "credentials",
        "function": "function",
        "service": "service",
        "region": STR,
        "account_id": STR,
        "retry_count": INT,
        "tracing": "tracing",
        "logger": "logger",
        "to_json": METHOD,
        "getLogger": METHOD,
    },
    "credentials": {
        "access_key_id": STR,
        "access_key_secret": STR,
        "security_token": STR,
        "accessKeyId": STR,
        "accessKeySecret": STR,
        "securityToken": STR,
    },
    "function": {"name": STR, "handler": STR, "memory": ANY, "timeout": ANY},
    "service": {
        "name": STR,
        "log_project": STR,
        "log_store": STR,
        "qualifier": STR,
        "version_id": STR,
    },
    "tracing": {
        "span_context": ANY,
        "jaeger_endpoint": ANY,
        "span_baggages": ANY,
        "parseOpenTracingBaggages": METHOD,
    },
}

# Documentation of the Python 3.12 runtime: no credentials, service or tracing.
_LACKING = {"python3.12": frozenset({"credentials", "service", "tracing"})}
_MORE = {"python3.12": {"function": {"version_id": STR, "qualifier": STR}}}

# Names that people expect -> where the value is. The first group are another platform's names.
_MEANT: Mapping[str, Mapping[str, str]] = {
    CONTEXT: {
        "aws_request_id": "request_id",
        "function_name": "function.name",
        "function_version": "service.version_id",
        "memory_limit_in_mb": "function.memory",
        "invoked_function_arn": "function.name",
        "log_group_name": "service.log_project",
        "log_stream_name": "service.log_store",
        "get_remaining_time_in_millis": "function.timeout",
        "tracer": "tracing",
        "log": "getLogger()",
        "get_logger": "getLogger()",
        "service_name": "service.name",
        "access_key_id": "credentials.access_key_id",
        "access_key_secret": "credentials.access_key_secret",
        "security_token": "credentials.security_token",
        "accessKeyId": "credentials.access_key_id",
        "accessKeySecret": "credentials.access_key_secret",
        "securityToken": "credentials.security_token",
        "accountId": "account_id",
        "account": "account_id",
        "name": "function.name",
        "handler": "function.handler",
        "memory": "function.memory",
        "timeout": "function.timeout",
        "qualifier": "service.qualifier",
    },
    "credentials": {"access_key": "access_key_id", "secret_key": "access_key_secret",
                    "token": "security_token", "sts_token": "security_token"},
    "function": {"memory_size": "memory", "function_name": "name"},
    "service": {"version": "version_id", "service_name": "name", "logstore": "log_store"},
    "tracing": {},
}  # fmt: skip


def attributes(owner: str, runtime: str | None = None) -> Mapping[str, str]:
    """What ``owner`` (``context``, ``credentials``, ...) has on a runtime (None: not known)."""
    known = dict(ATTRIBUTES[owner])
    if owner == CONTEXT:
        for name in _LACKING.get(runtime or "", ()):
            known.pop(name, None)
    known.update(_MORE.get(runtime or "", {}).get(owner, {}))
    return known


def meant(owner: str, name: str, runtime: str | None = None) -> str:
    """The attribute of ``owner`` that ``name`` was probably meant to be; empty for none."""
    from fclint.suggest import nearest

    known = attributes(owner, runtime)
    found = _MEANT[owner].get(name, "")
    if found and found.partition(".")[0].removesuffix("()") in known:
        return found
    return nearest(name, known) or ""
