"""What the shell offers where the user presses Tab; click does the rest.

Imported with the command line: what takes time is imported when a shell asks.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from fclint.rule import Rule

SHELLS = ("bash", "zsh", "fish")
IMPLIED = "fclint.implied"
"""Says in a context that no command was named, so that the first word may still be one."""


def script(command: click.Command, shell: str) -> str:
    """What makes ``shell`` complete ``fclint``. Raises :class:`click.ClickException` where the
    shell that is there can't."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.ClickException(f"no completion for {shell!r}")
    try:
        return found(command, {}, "fclint", "_FCLINT_COMPLETE").source()
    except RuntimeError as error:
        raise click.ClickException(str(error)) from None


def complete_codes(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Codes and families for an option that takes several, with commas between them."""
    from click.shell_completion import CompletionItem

    from fclint.configuration.selection import ALL, family

    before, comma, last = incomplete.rpartition(",")
    rules = _rules()
    names: dict[str, str] = {ALL: "every rule"}
    for group in sorted({family(rule.code) for rule in rules}):
        names[group] = ", ".join(rule.name for rule in rules if rule.code.startswith(group))
    names.update((rule.code, rule.name) for rule in rules)
    return [
        CompletionItem(f"{before}{comma}{code}", help=names[code])
        for code in sorted(names)
        if code.startswith(last.upper())
    ]


def complete_rules(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Codes, or where no code begins so, names of rules."""
    from click.shell_completion import CompletionItem

    rules = _rules()
    by_code = [rule for rule in rules if rule.code.startswith(incomplete.upper())]
    if by_code:
        return [CompletionItem(rule.code, help=rule.name) for rule in by_code]
    by_name = [rule for rule in rules if rule.name.startswith(incomplete)]
    return [CompletionItem(rule.name, help=rule.code) for rule in by_name]


def _rules() -> tuple[Rule, ...]:
    """All rules; fclint's own where something is wrong with others."""
    from fclint.distributions import RulesError
    from fclint.registry import load_rules, own_rules

    try:
        return load_rules()
    except RulesError:
        return own_rules()


def complete_files(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Files, which the shell itself lists."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_paths(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Files; in the first place also commands. Then the files have to be listed here, for shells
    do one or the other."""
    from click.shell_completion import CompletionItem

    group = ctx.find_root().command
    found: list[str] = []
    if ctx.meta.get(IMPLIED) and not ctx.params.get("paths") and isinstance(group, click.Group):
        found = [name for name in sorted(group.commands) if name.startswith(incomplete)]
    if not found:
        return complete_files(ctx, param, incomplete)
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
