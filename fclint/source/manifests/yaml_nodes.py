"""YAML as nodes.

Only events are taken from the YAML library, never objects: a tag is just a name, an alias shares a
node, and depth is bounded before anything recurses. Every event knows its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fclint.source.manifests.nodes import (
    Budget,
    MalformedError,
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    import yaml

TEMPLATE = "\ue000"
"""Stands for each character of ``{{ name }}`` in the values of nodes."""

_MAX_DEPTH = 200
_MAX_CHARACTERS = 2_000_000
_MAX_CHARACTERS_WITHOUT_LIBYAML = 500_000

_PLACEHOLDER = re.compile(r"\{\{[^{}\r\n]*\}\}|\{%[^{}\r\n]*%\}|\{#[^{}\r\n]*#\}")
_ONLY_PLACEHOLDERS = re.compile(
    r"^[ \t]*(?:(?:\{\{[^{}\r\n]*\}\}|\{%[^{}\r\n]*%\}|\{#[^{}\r\n]*#\})[ \t]*)+\r?$", re.MULTILINE
)
_CORE_TAG = "tag:yaml.org,2002:"


def without_templates(text: str) -> str:
    """``text`` with each ``{{ name }}`` and ``{% tag %}`` replaced, keeping every position.

    Project templates are written for a tool that fills them in before YAML is read, so they needn't
    be YAML: a row that holds nothing else becomes empty.
    """
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return text
    text = _ONLY_PLACEHOLDERS.sub(lambda match: _like(match[0], " "), text)
    return _PLACEHOLDER.sub(lambda match: _like(match[0], TEMPLATE), text)


def _like(text: str, filler: str) -> str:
    return filler * (len(text) - 1) + "\r" if text.endswith("\r") else filler * len(text)


def documents(text: str) -> Iterator[Node]:
    """The roots of the documents in ``text``, one after the other.

    Raises :class:`MalformedError` where the text stops being YAML, names an anchor that isn't
    there, or is too large or too deep.
    """
    import yaml

    loader: type[yaml.CSafeLoader | yaml.SafeLoader]
    if yaml.__with_libyaml__:
        loader, limit = yaml.CSafeLoader, _MAX_CHARACTERS
    else:
        loader, limit = yaml.SafeLoader, _MAX_CHARACTERS_WITHOUT_LIBYAML
    if len(text) > limit:
        raise MalformedError(0, f"{len(text):,} characters are too many for a manifest")
    text = without_templates(text)
    try:
        yield from _compose(text, iter(yaml.parse(text, Loader=loader)))
    except yaml.reader.ReaderError as error:
        raise MalformedError(
            _reader_offset(text, error.position), f"malformed YAML: {error.reason}"
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.context, error.problem))) or "not YAML"
        start = min(mark.index, len(text)) if mark else 0
        raise MalformedError(start, f"malformed YAML: {problem.splitlines()[0]}") from error


def _reader_offset(text: str, position: object) -> int:
    # libyaml counts the bytes of UTF-8.
    if not isinstance(position, int) or position < 0:
        return 0
    return len(text.encode("utf-8", "replace")[:position].decode("utf-8", "ignore"))


def _compose(text: str, events: Iterator[yaml.Event]) -> Iterator[Node]:
    import yaml

    anchors: dict[str, Node] = {}
    budget = Budget()
    # Each open collection, and for a mapping the key that waits for its value.
    stack: list[tuple[Sequence | Mapping, list[Node]]] = []
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            anchors, root = {}, None
            continue
        if isinstance(event, yaml.DocumentEndEvent):
            if root is not None:
                yield root
            continue
        start, end = _extent(event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = _scalar(text, event)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                raise MalformedError(start, f"malformed YAML: no anchor &{event.anchor}")
            node = anchors[event.anchor]
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(start, end)
        elif isinstance(event, yaml.MappingStartEvent):
            node = Mapping(start, end, budget=budget)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            stack.pop()[0].end = end
            continue
        else:
            continue
        if stack:
            _put(*stack[-1], node)
        else:
            root = node
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            anchors[event.anchor] = node
        if isinstance(event, yaml.CollectionStartEvent) and isinstance(node, (Sequence, Mapping)):
            if len(stack) >= _MAX_DEPTH:
                raise MalformedError(node.start, f"nested more than {_MAX_DEPTH} levels deep")
            stack.append((node, []))


def _put(parent: Sequence | Mapping, key: list[Node], node: Node) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif not key:
        key.append(node)
    else:
        name = key.pop()
        if not isinstance(name, Scalar):
            return  # nothing that a manifest says is under a list
        if name.plain and name.value == "<<":
            parent.merged.append(node)
        else:
            parent.pairs.append((name, node))


def _extent(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def _scalar(text: str, event: yaml.ScalarEvent) -> Scalar | Opaque:
    start, end = _extent(event)
    if event.tag and event.tag != "!" and not event.tag.startswith(_CORE_TAG):
        return Opaque(event.value, start, end)  # such as !Ref
    if event.style in ("'", '"'):
        start = text.find(event.style, start, end) + 1
        end -= 1
    elif not event.style and text.endswith(event.value, start, end):
        start = end - len(event.value)  # after its anchor and tag
    return Scalar(event.value, start, end, plain=not event.style)
