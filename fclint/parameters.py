"""Parameters of commands: those that several share, and how what stands behind them is checked."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from fclint.commands.completion import complete_codes, complete_files

SEVERITIES = ("error", "warning", "info")
TARGET_NAMES = ("fc2", "wsgi")
"""A test keeps them equal to :mod:`fclint.targets`, which takes time to import."""


def _codes(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Codes and prefixes of codes, with commas between them; None where the option is absent."""
    if not values:
        return None
    from fclint.configuration.selection import UnknownCodeError, check_codes
    from fclint.registry import load_rules

    codes = [code for value in values for code in value.split(",") if code.strip()]
    try:
        return check_codes(codes, load_rules())
    except UnknownCodeError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def check_handlers(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """``module.attribute``, as Function Compute names handlers."""
    if not values:
        return ()
    from fclint.configuration import config

    try:
        return config.check_handlers(values)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def check_handler(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The same, of one."""
    return check_handlers(ctx, param, (value,))[0]


def _append(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> None:
    """Makes rules known to this process and to those that it starts, by the environment. What is
    wrong with them is told at once: they were asked for."""
    from fclint import distributions

    if values:
        named = os.environ.get(distributions.VARIABLE, "")
        paths = [named, *map(os.path.abspath, values)]
        os.environ[distributions.VARIABLE] = os.pathsep.join(filter(None, paths))
    if distributions.appended():
        from fclint.registry import load_rules

        load_rules()


def _codes_option(name: str, help_text: str) -> Callable[[Any], Any]:
    return click.option(
        name,
        multiple=True,
        callback=_codes,
        metavar="CODES",
        help=help_text,
        shell_complete=complete_codes,
    )


def _options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options in one decorator, for the commands that share them."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


appending = click.option(
    "--append-rules",
    multiple=True,
    metavar="PATH",
    is_eager=True,  # the codes in other options are held against them
    expose_value=False,
    callback=_append,
    help="Rules of your own: a file, or a folder of such. Executes them. Repeatable.",
    shell_complete=complete_files,
)
"""Rules that aren't installed."""
selecting = _options(
    _codes_option("--select", "Rules to apply: codes or prefixes, such as FC2,FC301, or ALL."),
    _codes_option("--ignore", "Rules to leave out. The longer prefix wins."),
    _codes_option("--extend-select", "Rules to apply beside the selected ones, such as FC104."),
)
"""Which rules are applied."""
judging = _options(
    click.option(
        "--fail-on",
        type=click.Choice(SEVERITIES),
        help="Severity from which findings make the exit code 1 (default: warning).",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings."),
)
"""What the exit code is made of."""
running = _options(
    click.option(
        "--root",
        metavar="DIR",
        help="The code directory (default: that of the manifest, else the current folder).",
    ),
    click.option("--env", multiple=True, metavar="NAME=VALUE", help="An environment variable."),
    click.option(
        "--env-file", "env_files", multiple=True, metavar="FILE", help="Lines of NAME=value."
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True, max=86_400),
        metavar="SECONDS",
        help="Of loading and of each request (default: the manifest's, else 60).",
    ),
    click.option(
        "--memory",
        type=click.IntRange(min=32, max=32_768),
        metavar="MB",
        help="Default: the manifest's, else 512.",
    ),
    click.option("--target", type=click.Choice(TARGET_NAMES), help="Platform to run it as."),
)
"""The function that is run."""
