"""What a rule says of itself at length: its page, parsed from a docstring."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Documentation:
    """A rule's page: ``title`` is its first line, ``sections`` maps each heading, in order, to
    its Markdown text."""

    title: str
    sections: Mapping[str, str]


def rule_documentation(rule: Rule | type[Rule]) -> Documentation:
    """The page of ``rule``: the docstring of its class where that has headings, so that several
    rules can share a module; else the docstring of its module.

    Without docstrings (``python -OO``) title and sections are empty.
    """
    kind = rule if isinstance(rule, type) else type(rule)
    own = inspect.cleandoc(vars(kind).get("__doc__") or "")
    page = _parsed(own)
    if page.sections:
        return page
    return _parsed(inspect.cleandoc(sys.modules[kind.__module__].__doc__ or ""))


def _parsed(text: str) -> Documentation:
    head, *parts = ("\n" + text).split("\n## ")
    sections = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        sections[heading.strip()] = body.strip()
    return Documentation(title=head.strip(), sections=sections)
