"""``--show-settings``: what the command line and each configuration come to."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from fclint import console
from fclint.commands import check as check_command
from fclint.configuration.config import Config, ConfigError
from fclint.configuration.options import OPTIONS
from fclint.finding import Severity
from fclint.report.formats import FORMATS
from fclint.report.settings import Setting, Settings, Value, as_json, render
from fclint.request import Request, UsageError
from fclint.runner import Linting
from fclint.targets import DEFAULT_TARGET

_DEFAULT = "default"
_COMMAND_LINE = "command line"


def show_settings(request: Request, output: console.Output) -> console.Exit:
    """Prints the settings of each configuration that applies to what ``request`` asks for."""
    linting = Linting(request, lambda filename: "")
    try:
        files, problems = (
            ([request.stdin_name], []) if request.stdin is not None else linting.files()
        )
        held: dict[str, tuple[Config, int]] = {}
        for filename in files:
            config = linting.configs.for_file(filename)
            _, count = held.get(config.filename or "", (config, 0))
            held[config.filename or ""] = config, count + 1
    except (UsageError, ConfigError) as error:
        return console.complain(str(error))
    for problem in problems:
        console.tell(f"{console.shown(problem.filename)}: {problem.message}")
    if not files:
        return console.Exit.ERROR if problems else check_command.nothing(request)
    everything = [
        _settings(request, output, linting, config, count)
        for _, (config, count) in sorted(held.items())
    ]
    if FORMATS[output.format].for_people:
        written = console.write(render(everything, console.style_of(sys.stdout)))
    else:
        written = console.write([as_json(everything)])
    return console.Exit.CLEAN if written and not problems else console.Exit.ERROR


def _settings(
    request: Request, output: console.Output, linting: Linting, config: Config, count: int
) -> Settings:
    from fclint.registry import load_rules

    selection = linting.settings.selection(config)
    target = request.target or config.target or DEFAULT_TARGET
    rules = [
        rule.code
        for rule in load_rules()
        if target in rule.severity and selection.admits(rule.code, rule.severity[target])
    ]
    settings = tuple(_each(request, output, config))
    return Settings(config.filename, config.files[1:], count, settings, tuple(rules))


def _each(request: Request, output: console.Output, config: Config) -> Iterator[Setting]:
    origins = dict(config.origins)
    asked: dict[str, object] = {
        "select": request.select,
        "ignore": request.ignore,
        "extend-select": request.extend_select,
        "target": request.target,
        "handlers": request.handlers,
        "fail-on": request.fail_on,
        "baseline": request.baseline,
        "cache-dir": output.cache_dir,
    }
    for key, option in OPTIONS.items():
        if key == "extend":
            continue
        value = getattr(config, key.replace("-", "_"))
        sources = origins.get(key, ())
        wanted = asked.get(key)
        adds = key in ("ignore", "extend-select")
        if adds and request.select is not None:  # it starts afresh
            value, sources = (), ()
        if key == "baseline" and not request.use_baseline:
            value, sources = None, (_COMMAND_LINE,)
        elif wanted:
            value = (*value, *wanted) if adds else wanted  # type: ignore[misc]
            sources = (*sources, _COMMAND_LINE) if adds else (_COMMAND_LINE,)
        if sources:
            yield Setting(key, _plain(value), sources)
        else:
            yield Setting(key, option.default, (_DEFAULT,))  # type: ignore[arg-type]


def _plain(value: object) -> Value:
    """A value of the configuration as a configuration would say it."""
    if isinstance(value, Severity):
        return value.label
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return {pattern: list(codes) for pattern, codes in value}
        return list(value)
    return value  # type: ignore[return-value]
