"""``[tool.fclint]``: read from the nearest pyproject.toml or a file of its own, and checked.

Of the files around a source file the nearest one that configures fclint counts, with what it
extends; in one folder ``.fclint.toml`` goes before ``fclint.toml``, that before
``pyproject.toml``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fclint.configuration.options import OPTIONS, check_handlers, kind
from fclint.finding import Severity
from fclint.request import ConfigError
from fclint.source import disk
from fclint.suggest import did_you_mean

__all__ = ["FILENAMES", "Config", "ConfigError", "ConfigFinder", "check_handlers", "read_config"]

FILENAMES = (".fclint.toml", "fclint.toml", "pyproject.toml")
_SHARED = "pyproject.toml"
"""The file in which other tools have their tables, too."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file sets; None or empty where it is silent.

    ``filename`` is the file it comes from, ``folder`` the one that holds it, ``files`` that file
    and those that it extends, each after the one that names it. ``origins`` says of each key that
    is set by which of these.
    """

    filename: str | None = None
    folder: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    target: str | None = None
    handlers: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: Severity | None = None
    baseline: str | None = None
    cache_dir: str | None = None
    files: tuple[str, ...] = field(default=(), compare=False)
    origins: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), compare=False)

    def origin(self, key: str) -> str | None:
        """The file that sets ``key``, of several the nearest; None where none does."""
        return next((files[0] for each, files in self.origins if each == key), None)

    def base(self, key: str) -> str | None:
        """The folder that the value of ``key`` is relative to: that of the file that sets it."""
        origin = self.origin(key)
        return self.folder if origin is None else os.path.dirname(origin)


class ConfigFinder:
    """Finds the configuration of source files; each folder is looked at once."""

    def __init__(self) -> None:
        """Reads nothing yet."""
        self._by_folder: dict[str, Config] = {}

    def for_file(self, filename: str) -> Config:
        """The configuration for the file ``filename``, which need not exist.

        Raises :class:`ConfigError`.
        """
        known = self._by_folder.get(os.path.dirname(filename))  # the keys are absolute
        return known or self.for_folder(os.path.dirname(os.path.abspath(filename)))

    def for_folder(self, folder: str) -> Config:
        """The configuration for files in ``folder``. Raises :class:`ConfigError`."""
        folder = os.path.abspath(folder)
        passed: list[str] = []
        config = self._by_folder.get(folder)
        while config is None:
            passed.append(folder)
            config = _read_folder(folder)
            if config is None:
                parent = os.path.dirname(folder)
                config = Config() if parent == folder else self._by_folder.get(parent)
                folder = parent
        for each in passed:
            self._by_folder[each] = config
        return config


def _read_folder(folder: str) -> Config | None:
    for name in FILENAMES:
        filename = os.path.join(folder, name)
        config = read_config(filename)
        if config is not None:
            return config
    return None


def read_config(filename: str) -> Config | None:
    """The configuration in the file ``filename``, with what it extends; None where there is none.

    Raises :class:`ConfigError` where a file can't be read or holds something wrong.
    """
    filename = os.path.abspath(filename)
    first = _read_layer(filename)
    if first is None:
        return None
    layers = [first]
    chain = [filename]
    while (extended := layers[-1].extended) is not None:
        via = f" (extended by {', '.join(reversed(chain[:-1]))})" if len(chain) > 1 else ""
        known = [os.path.realpath(each) for each in chain]
        if os.path.realpath(extended) in known:
            circle = [*chain[known.index(os.path.realpath(extended)) :], extended]
            told = " -> ".join(circle)
            raise ConfigError(f"{chain[-1]}: extend: goes in a circle: {told}{via}")
        try:
            layer = _read_layer(extended)
        except ConfigError as error:
            raise ConfigError(f"{error} (extended by {', '.join(reversed(chain))})") from None
        if layer is None:
            what = "is a folder" if os.path.isdir(extended) else "is not there"
            if os.path.isfile(extended):
                what = "has no [tool.fclint]"
            raise ConfigError(f"{chain[-1]}: extend: {extended} {what}{via}")
        layers.append(layer)
        chain.append(extended)
    config = layers[-1].config
    for layer in reversed(layers[:-1]):
        config = _merged(layer.config, config)
    return replace(config, files=tuple(chain))


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one file says for itself, and the file that it extends."""

    config: Config
    extended: str | None


def _merged(own: Config, base: Config) -> Config:
    """``own`` where it says something, else ``base``. As in ruff a file that selects starts
    afresh; one that doesn't adds to what the extended one selects and ignores."""
    origins = dict(own.origins)
    values: dict[str, Any] = {}
    for key, files in base.origins:
        name = key.replace("-", "_")
        if key in ("ignore", "extend-select"):
            if own.select is None:
                values[name] = (*getattr(base, name), *getattr(own, name))
                origins[key] = (*origins.get(key, ()), *files)
        elif key not in origins:
            values[name] = getattr(base, name)
            origins[key] = files
    return replace(own, **values, origins=tuple(origins.items()))


def _read_layer(filename: str) -> _Layer | None:
    try:
        data = disk.read(filename)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        if os.path.isdir(filename):  # Windows says permission denied
            return None
        raise ConfigError(f"{filename}: cannot be read: {error.strerror or error}") from None
    shared = os.path.basename(filename) == _SHARED
    if shared and b"fclint" not in data:
        return None
    table = _parse(filename, data)
    if shared:
        tool = table.get("tool")
        found = tool.get("fclint") if isinstance(tool, dict) else None
        if found is None:
            return None
        if not isinstance(found, dict):
            raise ConfigError(f"{filename}: tool.fclint is {kind(found)}, not a table")
        table = found
    return _check(filename, table, "tool.fclint." if shared else "")


def _parse(filename: str, data: bytes) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{filename}:{row}: not UTF-8, which TOML must be") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_located(filename, str(error))) from None
    except ValueError as error:  # a number of more digits than Python reads, a date that is none
        raise ConfigError(f"{filename}: not valid TOML: {str(error).partition(';')[0]}") from None
    except RecursionError:
        raise ConfigError(f"{filename}: nested too deeply") from None


def _located(filename: str, message: str) -> str:
    """tomllib's message with its position where editors look for it."""
    match = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message)
    if match is None:
        return f"{filename}: not valid TOML: {message}"
    if match[2] is None:
        return f"{filename}: not valid TOML: {match[1]} at the end of the file"
    return f"{filename}:{match[2]}:{match[3]}: not valid TOML: {match[1]}"


def _check(filename: str, table: Mapping[str, Any], prefix: str) -> _Layer:
    folder = os.path.dirname(filename)
    values: dict[str, Any] = {}
    for key, value in table.items():
        option = OPTIONS.get(key)
        if option is None:
            hint = did_you_mean(key, OPTIONS) or f"; known keys are {', '.join(OPTIONS)}"
            raise ConfigError(f"{filename}: unknown key {prefix + key!r}{hint}")
        try:
            checked = option.read(value)
        except ValueError as error:
            raise ConfigError(f"{filename}: {prefix}{key}: {error}") from None
        values[key.replace("-", "_")] = (
            _resolved(str(checked), folder) if option.is_path else checked
        )
    extended = values.pop("extend", None)
    origins = tuple((key, (filename,)) for key in OPTIONS if key in table and key != "extend")
    config = Config(filename, folder, **values, files=(filename,), origins=origins)
    return _Layer(config, extended)


def _resolved(path: str, folder: str) -> str:
    """A path as a configuration in ``folder`` writes it, absolute; home folders and environment
    variables are filled in, as ruff does."""
    expanded = os.path.expanduser(os.path.expandvars(path))
    if expanded != path:
        disk.failed()  # it depends on the environment
    return os.path.normpath(os.path.join(folder, expanded))
