"""The keys of ``[tool.fclint]``: what each may hold, what it means, and how it is checked.

The reader of configurations, the documentation's table, ``--show-settings`` and the JSON schema
all go by :data:`OPTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fclint.configuration.file_patterns import compiled
from fclint.configuration.selection import ALL, UnknownCodeError, check_codes
from fclint.finding import Severity
from fclint.suggest import did_you_mean
from fclint.targets import TARGETS

SEVERITIES = tuple(severity.label for severity in sorted(Severity, reverse=True))
_LONGEST_HANDLER = 1_000
_HANDLER = r"[^.\s/\\]+([./\\][^.\s/\\]+)*\.[^\W\d]\w*"

Schema = dict[str, Any]
"""A JSON schema, or a part of one."""


@dataclass(frozen=True, slots=True)
class Option:
    """One key.

    ``read`` makes of a TOML value what :class:`fclint.configuration.config.Config` holds; it raises
    ValueError that says what is wrong. ``schema`` is the JSON schema of the same values,
    ``summary`` what the key means, ``default`` what holds without it (None for what depends on more
    than a value), ``flag`` the command line's option for it. ``is_path``: a file's name, relative
    to the file that says it.
    """

    read: Callable[[object], object]
    schema: Callable[[], Schema]
    summary: str
    default: object = None
    flag: str = ""
    is_path: bool = False


def check_handlers(handlers: tuple[str, ...]) -> tuple[str, ...]:
    """``handlers``, where each has the form that Function Compute knows: ``module.attribute``,
    the module perhaps with folders (``src/index.handler``).

    Raises :class:`ValueError` for the first that hasn't.
    """
    for handler in handlers:
        if len(handler) > _LONGEST_HANDLER:
            raise ValueError(f"'{handler[:20]}...' is longer than {_LONGEST_HANDLER:,} characters")
        if re.fullmatch(_HANDLER, handler) is None:
            hint = ""
            if ":" in handler:
                hint = f"; did you mean {handler.replace(':', '.')!r}?"
            raise ValueError(f"{handler!r} is not of the form module.attribute{hint}")
    return handlers


def kind(value: object) -> str:
    """What TOML calls a value of this type."""
    kinds = {bool: "a boolean", int: "an integer", float: "a float", str: "a string"}
    kinds |= {list: "an array", dict: "a table"}
    return kinds.get(type(value), "a date or time")


# --- readers


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        hint = f"; write [{value!r}]" if isinstance(value, str) else ""
        raise ValueError(f"must be a list of strings, not {kind(value)}{hint}")
    for item in value:
        if not isinstance(item, str):
            raise ValueError(f"must be a list of strings, but holds {kind(item)}: {item!r}")
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


def _patterns(value: object) -> tuple[str, ...]:
    patterns = _strings(value)
    for pattern in patterns:
        if not pattern.strip():
            raise ValueError("holds an empty pattern")
    if patterns:
        from fclint.source.globbing import ignoring

        ignoring(patterns)
    return patterns


def _per_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ValueError(f"must be a table of patterns and codes, not {kind(value)}")
    return tuple((pattern, _codes_for(pattern, codes)) for pattern, codes in value.items())


def _codes_for(pattern: str, codes: object) -> tuple[str, ...]:
    if not pattern.removeprefix("!").strip():
        raise ValueError("holds an empty pattern")
    try:
        compiled(pattern.removeprefix("!"))
        return _codes(codes)
    except ValueError as error:
        raise ValueError(f"{pattern!r}: {error}") from None


def _path(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be the name of a file, not {kind(value)}")
    if not value.strip() or "\0" in value:
        raise ValueError(f"{value!r} is not the name of a file")
    return value


# --- schemas of the same


def _strings_schema(**item: object) -> Schema:
    return {"type": "array", "items": {"type": "string", **item}}


def _codes_schema() -> Schema:
    return {"type": "array", "items": {"$ref": "#/definitions/code"}}


def code_schema() -> Schema:
    """The schema of a code, or a prefix of codes: editors offer the words of ``enum``; as the
    reader does, ``pattern`` takes them in any case and with space around. Which codes rules of
    others have is known where those are installed: what may be one is taken."""
    from fclint.registry import own_rules

    codes = [rule.code for rule in own_rules()]
    words = sorted({code[:size] for code in codes for size in range(1, len(code) + 1)} | {ALL})
    insensitive = (
        "".join(f"[{c}{c.lower()}]" if c.isalpha() else c for c in word) for word in words
    )
    return {
        "description": "The code of a rule, a prefix of codes, or ALL.",
        "anyOf": [
            {"enum": [word for word in words if len(word) > 1]},
            {"type": "string", "pattern": rf"^\s*({'|'.join(insensitive)})\s*$"},
            {"type": "string", "pattern": r"^\s*(?![Ff][Cc][0-9])[A-Za-z]+[0-9]*\s*$"},
        ],
    }


def _handlers_schema() -> Schema:
    # Words of the pattern are ASCII where ECMA-262 is followed; names in Python need not be.
    word = _HANDLER.replace(r"[^\W\d]\w*", "[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*")
    return _strings_schema(pattern=f"^{word}$", maxLength=_LONGEST_HANDLER)


def _per_file_schema() -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": r"^(!\s*\S|\s*[^!\s]|\s+!)"},
        "additionalProperties": _codes_schema(),
    }


def _path_schema() -> Schema:
    return {"type": "string", "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"}


OPTIONS: Mapping[str, Option] = {
    "select": Option(
        _codes,
        _codes_schema,
        "Rules to report: codes or prefixes of codes. By default every error and warning.",
        flag="--select",
    ),
    "ignore": Option(
        _codes,
        _codes_schema,
        "Rules not to report. Of select and ignore the longer prefix wins.",
        default=[],
        flag="--ignore",
    ),
    "extend-select": Option(
        _codes,
        _codes_schema,
        "Rules to report beside those that are selected anyway.",
        default=[],
        flag="--extend-select",
    ),
    "target": Option(
        _target,
        lambda: {"enum": list(TARGETS)},
        "The platform to judge for. By default what the manifest says, else fc2: Function "
        "Compute 2.0; wsgi is any PEP 3333 server.",
        flag="--target",
    ),
    "handlers": Option(
        _handlers,
        _handlers_schema,
        "Handlers as Function Compute names them, such as index.handler.",
        default=[],
        flag="--handler",
    ),
    "exclude": Option(
        _patterns,
        lambda: _strings_schema(pattern=r"\S"),
        "Patterns, as in .gitignore, of what not to lint.",
        default=[],
    ),
    "per-file-ignores": Option(
        _per_file,
        _per_file_schema,
        "Rules not to report in some files: patterns of files, each with codes or prefixes. "
        "A pattern that begins with ! means all other files.",
        default={},
    ),
    "fail-on": Option(
        _severity,
        lambda: {"enum": list(SEVERITIES)},
        "The least severity that ends in exit code 1.",
        default="warning",
        flag="--fail-on",
    ),
    "baseline": Option(
        _path,
        _path_schema,
        "A file of known findings, which are not reported; --write-baseline writes it.",
        flag="--baseline",
        is_path=True,
    ),
    "cache-dir": Option(
        _path,
        _path_schema,
        "The folder of the cache. By default .fclint_cache beside the configuration.",
        flag="--cache-dir",
        is_path=True,
    ),
    "extend": Option(
        _path,
        _path_schema,
        "Another configuration file, which holds for what this one does not say.",
        is_path=True,
    ),
}
"""Every key, in the order of the documentation."""
