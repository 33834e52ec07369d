"""Values that are tried where a test says little of which value it wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TRUE: tuple[Any, ...] = ("1", "x", 1, True, ["1"], {"x": "1"}, b"x")
FALSE: tuple[Any, ...] = (None, "", 0, False, [], {}, b"")
# fmt: off
OTHER: tuple[Any, ...] = (
    "x", "other", None, "", "/other", "POST", "PUT", "GET", 1, 0, 2, -1, b"other", [], {},
    True, False,
)
"""For something that is not to be what it is."""
UNREADABLE: tuple[Any, ...] = (
    "x", "", "{", b"{", b"\xff", "\x00!", None, "%", "=", "a", [], {}, 1,
)
"""For something that functions which read it refuse."""
READABLE: tuple[Any, ...] = (
    "1", "{}", "[]", "null", {}, [], "", "x", b"{}", 1, "YQ==", b"YQ==", None, "a=1", "x/y/z",
)
"""For something that functions which read it understand."""
# fmt: on
MEMBERS: tuple[Any, ...] = ("1", {}, [])
SAMPLES: Mapping[str, Any] = {
    "str": "x",
    "bytes": b"x",
    "int": 1,
    "bool": True,
    "float": 1.5,
    "dict": {"x": "1"},
    "list": ["x"],
    "NoneType": None,
}
"""An object of each kind."""
