"""Whether a file speaks of functions at all: by its bytes, before any parser."""

from __future__ import annotations

import codecs
import re

_COMPONENT = re.compile(
    rb"component['\"]?[ \t]*:[ \t]*['\"]?(?:(?:devsapp/)?fc|\$\{|\{\{|[./])", re.IGNORECASE
)
_FC_COMPONENT = re.compile(rb"component['\"]?[ \t]*:[ \t]*['\"]?(?:devsapp/)?fc", re.IGNORECASE)
_TYPES = (b"Aliyun::Serverless::", b"ALIYUN::FC::", b"ALIYUN::FC3::")
_TERRAFORM = re.compile(rb"[\"\s]alicloud_fc(?:v[23])?_function[\"\s]")


def may_deploy(filename: str, data: bytes) -> bool:
    """Whether the bytes of the file speak of a function of Function Compute and of a handler.

    Most files that share a name with manifests (charts, templates for other clouds) don't, and
    are not parsed.
    """
    data = _as_utf8(data)
    if filename.endswith(".tf"):
        return b"handler" in data and _TERRAFORM.search(data) is not None
    if b"andler" not in data:
        return False
    return _has_type(data) or _COMPONENT.search(data) is not None


def surely_deploys(filename: str, data: bytes) -> bool:
    """Whether what :func:`may_deploy` is meant for Function Compute even if it can't be parsed."""
    data = _as_utf8(data)
    return filename.endswith(".tf") or _has_type(data) or _FC_COMPONENT.search(data) is not None


def _has_type(data: bytes) -> bool:
    return any(name in data for name in _TYPES)


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data
