"""Which rules there are: every module of the package ``fclint.rules`` that defines one.

No rule is imported by name, so a new rule is a new file and nothing else.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from fclint.rule import Rule

HEADINGS = (
    "What it does",
    "Why it matters",
    "Example",
    "Use instead",
    "Fix safety",
    "References",
)
"""The headings of every rule's documentation, in order."""

_PACKAGE = "fclint.rules"


@dataclass(frozen=True, slots=True)
class Documentation:
    """A rule's page: ``title`` is its first line, ``sections`` maps each heading, in order, to
    its Markdown text."""

    title: str
    sections: Mapping[str, str]


@cache
def load_rules() -> tuple[Rule, ...]:
    """One instance of every rule, sorted by code.

    Raises ``ValueError`` where two rules share a code or a name.
    """
    package = importlib.import_module(_PACKAGE)
    rules: list[Rule] = []
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{_PACKAGE}.{found.name}")
        rules.extend(
            member()
            for member in vars(module).values()
            if isinstance(member, type)
            and issubclass(member, Rule)
            and member.__module__ == module.__name__
        )
    return in_order(rules)


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """``rules`` sorted by code. Raises ``ValueError`` where two share a code or a name."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    for labels in ([rule.code for rule in ordered], [rule.name for rule in ordered]):
        twice = sorted(label for label in labels if labels.count(label) > 1)
        if twice:
            raise ValueError(f"two rules are called {twice[0]}")
    return tuple(ordered)


def rule_documentation(rule: Rule) -> Documentation:
    """The page of ``rule``, parsed from the docstring of its module.

    Without docstrings (``python -OO``) title and sections are empty.
    """
    text = inspect.cleandoc(sys.modules[type(rule).__module__].__doc__ or "")
    head, *parts = ("\n" + text).split("\n## ")
    sections = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        sections[heading.strip()] = body.strip()
    return Documentation(title=head.strip(), sections=sections)
