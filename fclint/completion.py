"""What the shell offers where the user presses Tab; click does the rest.

Imported only when a shell asks.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem, get_completion_class

from fclint.registry import load_rules
from fclint.selection import ALL


def script(command: click.Command, shell: str) -> str:
    """What makes ``shell`` complete ``fclint``. Raises :class:`click.ClickException` where the
    shell that is there can't."""
    found = get_completion_class(shell)
    if found is None:
        raise click.ClickException(f"no completion for {shell!r}")
    try:
        return found(command, {}, "fclint", "_FCLINT_COMPLETE").source()
    except RuntimeError as error:
        raise click.ClickException(str(error)) from None


def codes(incomplete: str) -> list[CompletionItem]:
    """Codes and families for an option that takes several, with commas between them."""
    before, comma, last = incomplete.rpartition(",")
    rules = load_rules()
    families = sorted({rule.code[:3] for rule in rules})
    names: dict[str, str] = {ALL: "every rule"}
    for family in families:
        names[family] = ", ".join(rule.name for rule in rules if rule.code.startswith(family))
    names.update((rule.code, rule.name) for rule in rules)
    return [
        CompletionItem(f"{before}{comma}{code}", help=names[code])
        for code in sorted(names)
        if code.startswith(last.upper())
    ]


def rules(incomplete: str) -> list[CompletionItem]:
    """Codes, or where no code begins so, names of rules."""
    by_code = [
        CompletionItem(rule.code, help=rule.name)
        for rule in load_rules()
        if rule.code.startswith(incomplete.upper())
    ]
    return by_code or [
        CompletionItem(rule.name, help=rule.code)
        for rule in load_rules()
        if rule.name.startswith(incomplete)
    ]


def paths(incomplete: str, commands: Iterable[str]) -> list[CompletionItem]:
    """Files, which the shell itself lists; beside those of ``commands`` that begin so they have to
    be listed here, for shells do one or the other."""
    found = [name for name in sorted(commands) if name.startswith(incomplete)]
    if not found:
        return [CompletionItem(incomplete, type="file")]
    try:
        here = sorted(os.listdir())
    except OSError:
        here = []
    found += [
        f"{name}/" if os.path.isdir(name) else name
        for name in here
        if name.startswith(incomplete) and (incomplete or not name.startswith("."))
    ]
    return [CompletionItem(name) for name in found]
