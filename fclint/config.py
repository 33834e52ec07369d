"""``[tool.fclint]``: read from the nearest pyproject.toml or .fclint.toml, and checked.

Of the files around a source file the nearest one that configures fclint counts, alone; in one
folder ``.fclint.toml`` goes before ``pyproject.toml``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fclint.finding import Severity
from fclint.selection import UnknownCodeError, check_codes
from fclint.suggest import did_you_mean
from fclint.targets import TARGETS

FILENAMES = (".fclint.toml", "pyproject.toml")
SEVERITIES = tuple(severity.label for severity in sorted(Severity, reverse=True))
_HANDLER = re.compile(r"[^.\s/\\]+([./\\][^.\s/\\]+)*\.[^\W\d]\w*")


class ConfigError(Exception):
    """A configuration that can't be used; the message names file, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file sets; None or empty where it is silent.

    ``folder`` is the one that patterns are relative to, ``filename`` the file it comes from.
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


class ConfigFinder:
    """Finds the configuration of source files; each folder is looked at once."""

    def __init__(self) -> None:
        """Reads nothing yet."""
        self._by_folder: dict[str, Config] = {}

    def for_file(self, filename: str) -> Config:
        """The configuration for the file ``filename``, which need not exist.

        Raises :class:`ConfigError`.
        """
        return self.for_folder(os.path.dirname(os.path.abspath(filename)))

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
    """The configuration in the file ``filename``; None where there is none.

    Raises :class:`ConfigError` where the file can't be read or holds something wrong.
    """
    try:
        with open(filename, "rb") as file:
            data = file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        if os.path.isdir(filename):  # Windows says permission denied
            return None
        raise ConfigError(f"{filename}: cannot be read: {error.strerror or error}") from None
    own = os.path.basename(filename) == ".fclint.toml"
    if not own and b"fclint" not in data:
        return None
    table = _parse(filename, data)
    if not own:
        tool = table.get("tool")
        found = tool.get("fclint") if isinstance(tool, dict) else None
        if found is None:
            return None
        if not isinstance(found, dict):
            raise ConfigError(f"{filename}: tool.fclint is {_kind(found)}, not a table")
        table = found
    return _check(filename, table, "" if own else "tool.fclint.")


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


def _check(filename: str, table: Mapping[str, Any], prefix: str) -> Config:
    values: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            hint = did_you_mean(key, _READERS) or f"; known keys are {', '.join(_READERS)}"
            raise ConfigError(f"{filename}: unknown key {prefix + key!r}{hint}")
        try:
            values[key.replace("-", "_")] = reader(value)
        except ValueError as error:
            raise ConfigError(f"{filename}: {prefix}{key}: {error}") from None
    folder = os.path.dirname(os.path.abspath(filename))
    return Config(filename=filename, folder=folder, **values)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        hint = f"; write [{value!r}]" if isinstance(value, str) else ""
        raise ValueError(f"must be a list of strings, not {_kind(value)}{hint}")
    for item in value:
        if not isinstance(item, str):
            raise ValueError(f"must be a list of strings, but holds {_kind(item)}: {item!r}")
    return tuple(value)


def _codes(value: object) -> tuple[str, ...]:
    from fclint.registry import load_rules

    try:
        return check_codes(_strings(value), load_rules())
    except UnknownCodeError as error:
        raise ValueError(str(error)) from None


def _target(value: object) -> str:
    return _one_of(value, tuple(TARGETS))


def _severity(value: object) -> Severity:
    return Severity[_one_of(value, SEVERITIES).upper()]


def _one_of(value: object, known: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in known:
        return value
    hint = did_you_mean(value, known) if isinstance(value, str) else ""
    raise ValueError(f"{value!r} is none of {', '.join(known)}{hint}")


def _handlers(value: object) -> tuple[str, ...]:
    return check_handlers(_strings(value))


def check_handlers(handlers: tuple[str, ...]) -> tuple[str, ...]:
    """``handlers``, where each has the form that Function Compute knows: ``module.attribute``,
    the module perhaps with folders (``src/index.handler``).

    Raises :class:`ValueError` for the first that hasn't.
    """
    for handler in handlers:
        if _HANDLER.fullmatch(handler) is None:
            hint = ""
            if ":" in handler:
                hint = f"; did you mean {handler.replace(':', '.')!r}?"
            raise ValueError(f"{handler!r} is not of the form module.attribute{hint}")
    return handlers


def _patterns(value: object) -> tuple[str, ...]:
    patterns = _strings(value)
    for pattern in patterns:
        if not pattern.strip():
            raise ValueError("holds an empty pattern")
    return patterns


def _per_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ValueError(f"must be a table of patterns and codes, not {_kind(value)}")
    return tuple((pattern, _codes_for(pattern, codes)) for pattern, codes in value.items())


def _codes_for(pattern: str, codes: object) -> tuple[str, ...]:
    try:
        return _codes(codes)
    except ValueError as error:
        raise ValueError(f"{pattern!r}: {error}") from None


_READERS: Mapping[str, Callable[[object], object]] = {
    "select": _codes,
    "ignore": _codes,
    "extend-select": _codes,
    "target": _target,
    "handlers": _handlers,
    "exclude": _patterns,
    "per-file-ignores": _per_file,
    "fail-on": _severity,
}


def _kind(value: object) -> str:
    """What TOML calls a value of this type."""
    kinds = {bool: "a boolean", int: "an integer", float: "a float", str: "a string"}
    kinds |= {list: "an array", dict: "a table"}
    return kinds.get(type(value), "a date or time")
