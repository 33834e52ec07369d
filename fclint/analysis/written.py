"""What is returned, yielded and passed as it is written, for rules that offer to rewrite it.

An event gets its expression only where rewriting it touches nothing but what the event tells: every
path that evaluates the expression gives a value of the same kinds, the function is called as the
handler only, and the run was analysed to its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

import libcst as cst

from fclint import events
from fclint.analysis.arguments import Arguments
from fclint.analysis.functions import FunctionInfo, Site
from fclint.source.snippets import NodeSnippet, call_source
from fclint.values import Value


@dataclass(slots=True)
class _Result:
    """An expression whose value goes to the server, and all values that it has had."""

    site: Site
    unit: FunctionInfo
    values: dict[Value, None] = field(default_factory=dict)


@dataclass(slots=True)
class Written:
    """The expressions behind the events of one run."""

    results: dict[cst.CSTNode, _Result] = field(default_factory=dict)
    behind: dict[object, cst.CSTNode] = field(default_factory=dict)
    """The expression behind each event, by the event's key."""
    called: set[FunctionInfo] = field(default_factory=set)
    """Functions that were called otherwise than as the handler."""
    delegating: set[cst.CSTNode] = field(default_factory=set)
    """``return`` statements that handed the request on."""
    sources: dict[cst.CSTNode, events.CallSource] = field(default_factory=dict)
    complete: bool = True
    """False where the analysis gave up on some path."""

    def note(self, key: object, value: Value, site: Site, unit: FunctionInfo) -> None:
        """The event with ``key`` tells that the expression at ``site`` has ``value``."""
        self.behind[key] = site.node
        self.results.setdefault(site.node, _Result(site, unit)).values[value] = None

    def with_expression(self, key: object, event: events.Event) -> events.Event:
        """``event`` with its expression, where that may be rewritten."""
        node = self.behind.get(key)
        if node is None or not isinstance(event, (events.BodyReturned, events.ChunkProduced)):
            return event
        found = self.results[node]
        kinds = {frozenset(map(type, value.shapes)) for value in found.values}
        if len(kinds) > 1 or not self.complete or found.unit in self.called:
            return event
        if node in self.delegating or found.unit.returned.get(node) in self.delegating:
            return event
        site = found.site
        scope = partial(_key, found.unit)
        return replace(event, expression=NodeSnippet(site.module, node, site.statement, scope))

    def source(self, site: Site, arguments: Arguments) -> events.CallSource | None:
        """The call at ``site`` as it is written, if ``arguments`` are all written there."""
        node = site.node
        if not isinstance(node, cst.Call) or any(each.star for each in node.args):
            return None
        names = [each.keyword.value for each in node.args if each.keyword is not None]
        if (
            names != [name for name, _ in arguments.keywords]
            or len(node.args) != len(names) + len(arguments.positional)
            or not arguments.complete
        ):
            return None
        if node not in self.sources:
            self.sources[node] = call_source(site.module, node, site.statement)
        return self.sources[node]


def _key(info: FunctionInfo) -> tuple[str, int]:
    return info.key


def returned_expression(info: FunctionInfo, node: cst.CSTNode | None) -> cst.BaseExpression | None:
    """What the ``return`` statement ``node`` of a function returns, or its lambda's expression."""
    if isinstance(node, cst.Return):
        return node.value
    if isinstance(info.node, cst.Lambda) and node is info.node.body:
        return info.node.body
    return None


def elements_of(expression: cst.CSTNode | None) -> tuple[cst.BaseExpression, ...] | None:
    """The items of a list or tuple display that says each of them."""
    if not isinstance(expression, (cst.List, cst.Tuple)):
        return None
    if not all(isinstance(each, cst.Element) for each in expression.elements):
        return None
    return tuple(each.value for each in expression.elements)


def escaped_expression(site: Site, cause: events.Cause | None) -> NodeSnippet | None:
    """What a fix would rewrite so that the exception raised at ``site`` isn't."""
    node: cst.CSTNode | None = None
    match cause, site.node:
        case events.KeyMissing(operation="[]"), cst.Subscript() as lookup:
            node = lookup
        case events.LengthUnusable(), cst.Call(
            func=cst.Name("int"), args=[cst.Arg(keyword=None, star="", value=value)]
        ):
            node = value
        case events.ContextMisused(operation="attribute"), cst.Attribute(attr=name):
            node = name
    return NodeSnippet(site.module, node, site.statement) if node is not None else None


def key_expression(site: Site, key: str) -> NodeSnippet | None:
    """The literal ``key`` in the lookup at ``site``, if it stands there itself."""
    node: cst.CSTNode | None = None
    match site.node:
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=value))]):
            node = value
        case cst.Call(args=[cst.Arg(keyword=None, star="", value=value), *_]):
            node = value
        case cst.Comparison(left=value):
            node = value
    if not isinstance(node, cst.SimpleString) or node.raw_value != key:
        return None
    return NodeSnippet(site.module, node, site.statement)
