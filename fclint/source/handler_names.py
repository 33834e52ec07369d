"""Names of handlers, as Function Compute has them: which file they are in, and whether they can be.

``index.handler``, ``src/index.handler`` and ``pkg.main.handler`` are a module and an attribute.
"""

from __future__ import annotations

import os
import re

from fclint.suggest import did_you_mean


def names_file(handler: str, filename: str) -> bool:
    """Whether ``handler`` (``index.handler``, ``src/index.handler``, ``pkg.main.handler``) names
    something in the file ``filename``."""
    module = _module_parts(handler)
    stem, extension = os.path.splitext(filename)
    parts = re.split(r"[/\\]", stem)
    if parts[-1] == "__init__" and extension == ".py":
        parts.pop()
    return bool(module) and parts[-len(module) :] == module


def missing_attribute(handler: str, data: bytes) -> str | None:
    """Why ``data``, the module that ``handler`` names, surely has no such attribute; or None.

    A name that the text never mentions can't be bound in it, unless by a star import.
    """
    attribute = handler.rpartition(".")[2]
    if not attribute.isascii() or attribute.encode() in data or b"import *" in data:
        return None
    bound = re.findall(rb"^(?:(?:async )?def |class )?(\w+) ?(?:[(:=])", data, re.MULTILINE)
    names = dict.fromkeys(name.decode("ascii", "replace") for name in bound)
    return f"there is no {attribute!r} in it{did_you_mean(attribute, names)}"


def _module_parts(handler: str) -> list[str]:
    module = handler.rpartition(".")[0]
    return [part for part in re.split(r"[/\\.]", module) if part]
