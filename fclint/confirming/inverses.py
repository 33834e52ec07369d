"""Operations turned round: from a result to operands that give it.

Each is asked with what the operand is now, the result that is wanted and the other operands, and
gives operands to try. What it gives need not be right: whoever asks tries it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from fclint.confirming.samples import FALSE, TRUE


def with_part(container: Any, part: Any) -> list[Any]:
    """Containers (text, list, dict) that hold ``part``."""
    if type(part) is type(container) and isinstance(container, (str, bytes)):
        whole: Any = container
        return [part, whole + part]
    if isinstance(container, dict):
        return [{**container, part: "1"}, {**container, part: ["1"]}]
    if isinstance(container, (list, tuple)):
        return [[*container, part]]
    return [{part: "1"}, [part], part]


def without(container: Any, part: Any) -> list[Any]:
    """Containers (text, list, dict) that don't hold ``part``."""
    if isinstance(container, dict):
        return [{key: value for key, value in container.items() if key != part}]
    if isinstance(container, (list, tuple)):
        short = container[:part] if isinstance(part, int) else [e for e in container if e != part]
        return [list(short)]
    if type(part) is type(container) and isinstance(container, (str, bytes)):
        whole: Any = container
        return [whole.replace(part, part[:0]), whole[:0]]
    return [{}, []]


def with_item(container: Any, key: Any, value: Any) -> list[Any]:
    """Containers (text, list, dict) that have ``value`` under ``key``."""
    if isinstance(key, int):
        items = list(container) if isinstance(container, (list, tuple)) else []
        if isinstance(container, str) and isinstance(value, str):
            items = list(container)
        if not -64 < key < 64:
            return []
        needed = key + 1 if key >= 0 else -key
        items += ["x"] * (needed - len(items))
        items[key] = value
        joined = ["".join(items)] if isinstance(container, str) else []
        return [*joined, items]
    entries = dict(container) if isinstance(container, dict) else {}
    return [{**entries, key: value}]


def is_json(value: Any) -> bool:
    """Whether JSON can say ``value``."""
    try:
        json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def parted(now: Any, count: int) -> list[Any]:
    """Iterables of ``count`` items."""
    kept = list(now) if isinstance(now, (list, tuple)) else []
    return [[*kept, *["x"] * count][:count]]


def _of_split(now: Any, wanted: Any, separator: Any = None, *_: Any) -> list[Any]:
    if not isinstance(wanted, (list, tuple)):
        return []
    glue = separator if separator is not None else " "
    return [glue.join(wanted)]


def _of_query(now: Any, wanted: Any, *_: Any) -> list[Any]:
    entries = wanted.items() if isinstance(wanted, dict) else wanted
    pairs = []
    for entry in entries:
        pair = entry if isinstance(entry, (list, tuple)) else [entry]
        key, values = [*pair, "1"][:2]
        for value in values if isinstance(values, list) else [values]:
            plain = value if isinstance(value, (str, bytes)) else str(value)
            pairs.append((key, plain if plain else "1" if value is None else plain))
    text = urlencode(pairs)
    return [text.encode() if isinstance(now, bytes) else text]


def _of_json(now: Any, wanted: Any, *_: Any) -> list[Any]:
    if not is_json(wanted):
        return []
    text = json.dumps(wanted)
    return [text] if isinstance(now, str) else [text.encode(), text]


def _of_cookies(now: Any, wanted: Any, *_: Any) -> list[Any]:
    if not isinstance(wanted, dict):
        return []
    given = [(key, getattr(value, "value", value)) for key, value in wanted.items()]
    return ["; ".join(f"{key}={value}" for key, value in given)]


def _of_length(now: Any, wanted: Any, *_: Any) -> list[Any]:
    if not isinstance(wanted, int) or not 0 <= wanted <= 10_000:
        return []
    if isinstance(now, (list, tuple)):
        kept = [each or "x" for each in now]
        return [[*kept, *["x"] * wanted][:wanted], ["x"] * wanted]
    if isinstance(now, dict):
        return [{f"x{index}": "1" for index in range(wanted)}]
    filler: Any = b"x" if isinstance(now, bytes) else "x"
    return [(now or filler * 0)[:wanted] + filler * max(0, wanted - len(now or ""))]


def _of_slice(now: Any, wanted: Any, start: Any, stop: Any, *_: Any) -> list[Any]:
    if not isinstance(wanted, (str, bytes, list)):
        return []
    kept: Any = now if type(now) is type(wanted) else wanted[:0]
    filler: Any = {str: "/", bytes: b"x", list: ["x"]}[type(wanted)]
    first = start if isinstance(start, int) and start > 0 else 0
    behind = kept[stop:] if isinstance(stop, int) else kept[:0]
    return [(kept[:first] + filler * first)[:first] + wanted + behind, wanted]


def _text(convert: Callable[[Any], Any]) -> Callable[..., list[Any]]:
    return lambda now, wanted, *_: [convert(wanted)]


def _of_quoted(now: Any, wanted: Any, *_: Any) -> list[Any]:
    return [quote(wanted, safe="")] if isinstance(wanted, (str, bytes)) else []


def _of_partition(now: Any, wanted: Any, separator: Any, *_: Any) -> list[Any]:
    first, middle, last = wanted
    return [first + (middle or (separator if last or middle else middle)) + last]


def _of_number(now: Any, wanted: Any, *_: Any) -> list[Any]:
    return [str(wanted)] if isinstance(wanted, (int, float)) else []


def _of_base64(now: Any, wanted: Any, *_: Any) -> list[Any]:
    made = base64.b64encode(wanted if isinstance(wanted, bytes) else str(wanted).encode())
    return [made.decode(), made] if not isinstance(now, bytes) else [made]


INVERSE: Mapping[str, Callable[..., list[Any]]] = {
    ".lower": lambda now, wanted, *_: [wanted, wanted.upper()],
    ".upper": lambda now, wanted, *_: [wanted, wanted.lower()],
    ".title": _text(lambda wanted: wanted),
    ".capitalize": _text(lambda wanted: wanted),
    ".encode": lambda now, wanted, *_: [wanted.decode("utf-8", "replace")],
    ".decode": lambda now, wanted, *_: [wanted.encode()],
    ".split": _of_split,
    ".rsplit": _of_split,
    ".splitlines": lambda now, wanted, *_: ["\n".join(wanted)],
    ".partition": _of_partition,
    ".rpartition": _of_partition,
    ".removeprefix": lambda now, wanted, prefix, *_: [prefix + wanted],
    ".removesuffix": lambda now, wanted, suffix, *_: [wanted + suffix],
    ".keys": lambda now, wanted, *_: [dict.fromkeys(wanted, "1")],
    ".values": lambda now, wanted, *_: [{f"x{i}": each for i, each in enumerate(wanted)}],
    ".items": lambda now, wanted, *_: [dict(wanted)],
    ".count": lambda now, wanted, part, *_: [part * wanted],
    ".find": lambda now, wanted, part, *_: [part[:0] if wanted < 0 else "/" * wanted + part],
    "[:]": _of_slice,
    "unpack": lambda now, wanted, *_: [wanted],
    "len": _of_length,
    "int": _of_number,
    "float": _of_number,
    "abs": _text(lambda wanted: wanted),
    "bool": lambda now, wanted, *_: list(TRUE if wanted else FALSE),
    "-": lambda now, wanted, other, *_: [wanted + other],
    "*": lambda now, wanted, other, *_: [wanted // other],
    "//": lambda now, wanted, other, *_: [wanted * other],
    "%": lambda now, wanted, other, *_: [wanted, wanted + other],
    "json.loads": _of_json,
    "urllib.parse.parse_qs": _of_query,
    "urllib.parse.parse_qsl": _of_query,
    "urllib.parse.unquote": _of_quoted,
    "urllib.parse.unquote_plus": _of_quoted,
    "urllib.parse.urlsplit": lambda now, wanted, *_: [wanted],
    "urllib.parse.urlparse": lambda now, wanted, *_: [wanted],
    "base64.b64decode": _of_base64,
    "base64.urlsafe_b64decode": _of_base64,
    "base64.standard_b64decode": _of_base64,
    "binascii.unhexlify": lambda now, wanted, *_: [wanted.hex()],
    "http.cookies.SimpleCookie": _of_cookies,
}
