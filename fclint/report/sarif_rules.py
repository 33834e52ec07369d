"""The rules as SARIF's reporting descriptors: what a service shows beside a result."""

from __future__ import annotations

from collections.abc import Mapping

from fclint.documentation import rule_documentation
from fclint.finding import Severity
from fclint.judge import rule_url
from fclint.registry import load_rules
from fclint.rule import Rule
from fclint.targets import DEFAULT_TARGET, TARGETS

LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
"""SARIF's words for how loud a result is: section 3.27.10."""

_PROBLEM_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
"""GitHub's words for the same."""


def descriptors() -> list[dict[str, object]]:
    """A descriptor for every rule, sorted by code."""
    return [_descriptor(rule) for rule in load_rules()]


def _descriptor(rule: Rule) -> dict[str, object]:
    page = rule_documentation(rule)
    severity = rule.severity.get(DEFAULT_TARGET) or max(rule.severity.values())
    text = "\n\n".join(
        f"{heading}\n{'-' * len(heading)}\n{body}" for heading, body in page.sections.items()
    )
    markdown = "\n\n".join(f"## {heading}\n\n{body}" for heading, body in page.sections.items())
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": page.sections.get("What it does") or rule.summary},
        "help": {"text": text or rule.advice, "markdown": markdown or rule.advice},
        **({"helpUri": rule_url(rule)} if rule_url(rule) else {}),
        "defaultConfiguration": {
            "enabled": severity > Severity.INFO,
            "level": LEVELS[severity],
        },
        "properties": {
            "name": rule.name,
            "since": rule.since,
            "fixable": rule.fixable,
            "precision": "high",
            "problem.severity": _PROBLEM_SEVERITIES[severity],
            "severity": {
                name: rule.severity[name].label for name in TARGETS if name in rule.severity
            },
            "consequence": {
                name: rule.consequence[name] for name in TARGETS if name in rule.consequence
            },
            "tags": ["correctness", "function-compute", "serverless", "wsgi"],
        },
    }
