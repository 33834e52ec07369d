"""What ``fclint rule`` prints: the page of a rule, for people or for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from fclint.documentation import rule_documentation
from fclint.judge import rule_url
from fclint.report.style import Style
from fclint.rule import Example, Rule
from fclint.targets import TARGETS


def render(rule: Rule, style: Style) -> Iterator[str]:
    """The page of ``rule``, line by line."""
    page = rule_documentation(rule)
    yield style.paint(f"{rule.code} {rule.name}", "bold")
    yield style.visible(rule.summary)
    yield ""
    for name in TARGETS:
        severity = rule.severity.get(name)
        told = style.severity(severity.label, severity) if severity is not None else "-"
        yield f"{style.paint(f'{name}:', 'label')} {told}"
    yield f"{style.paint('since:', 'label')} {rule.since}"
    yield f"{style.paint('fix:', 'label')} {rule.fixable}"
    if rule.origin:
        yield f"{style.paint('of:', 'label')} {style.visible(rule.origin)}"
    if rule_url(rule):
        yield style.paint(style.visible(rule_url(rule)), "link")
    for heading, text in page.sections.items():
        yield ""
        yield style.paint(heading, "bold")
        yield from map(style.visible, text.splitlines())
    if rule.static_only:
        yield ""
        yield style.visible(f"A dry run does not report it: {rule.static_only}.")
    yield from _examples("Reported", rule.reported, style)
    yield from _examples("Not reported", rule.clean, style)


def render_list(rules: Sequence[Rule], style: Style) -> Iterator[str]:
    """A line for each rule: code, name, severities, summary."""
    codes = max((len(rule.code) for rule in rules), default=0)
    width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        code = style.paint(f"{rule.code:<{codes}}", "bold")
        yield f"{code}  {rule.name:<{width}}  {style.visible(rule.summary)}"


def as_json(rule: Rule) -> dict[str, object]:
    """Everything there is to know of ``rule``, as JSON values."""
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "since": rule.since,
        "severity": {name: rule.severity[name].label for name in TARGETS if name in rule.severity},
        "fixable": rule.fixable,
        "consequence": {
            name: rule.consequence[name] for name in TARGETS if name in rule.consequence
        },
        "advice": rule.advice,
        "url": rule_url(rule) or None,
        "origin": rule.origin or None,
        "documentation": dict(rule_documentation(rule).sections),
        "reported": [_example(example) for example in rule.reported],
        "clean": [_example(example) for example in rule.clean],
    }


def dumps(value: object) -> str:
    """JSON text of ``value``, without a newline at its end."""
    return json.dumps(value, indent=2)


def _examples(title: str, examples: Sequence[Example], style: Style) -> Iterator[str]:
    for example in examples:
        yield ""
        yield f"{style.paint(f'{title}:', 'bold')} {style.visible(example.title)}"
        if example.static_only:
            yield style.visible(f"  (A dry run does not show it: {example.static_only}.)")
        for name, text in example.texts.items():
            if example.files:
                yield f"  {style.visible(name)}:"
            for line in text.strip("\n").splitlines():
                yield f"    {style.visible(line)}".rstrip()


def _example(example: Example) -> dict[str, object]:
    shown: dict[str, object] = {
        "title": example.title,
        "source": example.source,
        "target": example.target,
    }
    return {**shown, "files": dict(example.files)} if example.files else shown
