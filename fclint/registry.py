"""Which rules there are: every module of the package ``fclint.rules`` that defines one, and what
others bring (:mod:`fclint.third_party`).

No rule is imported by name, so a new rule is a new file and nothing else.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from fclint import distributions
from fclint.distributions import RulesError
from fclint.rule import Rule
from fclint.third_party import Loaded, load, rules_in

_PACKAGE = "fclint.rules"
_only: ContextVar[tuple[Rule, ...] | None] = ContextVar("only", default=None)


def load_rules() -> tuple[Rule, ...]:
    """One instance of every rule, sorted by code: fclint's own, those of installed distributions,
    and those that the user appends.

    Raises :class:`~fclint.distributions.RulesError` where some can't be used, or where two share a
    code or a name.
    """
    only = _only.get()
    return _all_rules(distributions.appended()) if only is None else only


@contextmanager
def only_rules(rules: Iterable[Rule]) -> Iterator[None]:
    """Inside, and in this process, ``rules`` are all that :func:`load_rules` knows. Raises as it
    does."""
    token = _only.set(in_order(rules))
    try:
        yield
    finally:
        _only.reset(token)


@cache
def own_rules() -> tuple[Rule, ...]:
    """One instance of every rule of fclint itself, sorted by code."""
    package = importlib.import_module(_PACKAGE)
    return in_order(
        rule()
        for found in pkgutil.iter_modules(package.__path__)
        for rule in rules_in(importlib.import_module(f"{_PACKAGE}.{found.name}"))
    )


def third_party() -> Loaded:
    """The rules of others, and what they were read from. Raises as :func:`load_rules` does."""
    return _third_party(distributions.appended())


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """``rules`` sorted by code. Raises :class:`~fclint.distributions.RulesError` where two share a
    code or a name."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    for label in ("code", "name"):
        known: dict[str, Rule] = {}
        for rule in ordered:
            called = getattr(rule, label)
            other = known.setdefault(called, rule)
            if other is not rule:
                whose = " and ".join(each.origin or "fclint" for each in (other, rule))
                raise RulesError(f"two rules have the {label} {called}: of {whose}")
    return tuple(ordered)


@cache
def _all_rules(appended: tuple[str, ...]) -> tuple[Rule, ...]:
    return in_order((*own_rules(), *_third_party(appended).rules))


@cache
def _third_party(appended: tuple[str, ...]) -> Loaded:
    return load(appended)
