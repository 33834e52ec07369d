"""The settings that hold for files: as text that is nearly the configuration itself, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fclint.plurals import counted
from fclint.report.style import Style
from fclint.report.visible import in_json

Value = str | list[str] | dict[str, list[str]] | None
"""What a setting is; None where it depends on more than the configuration."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key, its value and where that is said: files, or words such as ``default``."""

    key: str
    value: Value
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for ``files`` linted files: the configuration ``filename`` (None without one),
    the files that it extends, and each setting."""

    filename: str | None
    extended: tuple[str, ...]
    files: int
    settings: tuple[Setting, ...]
    rules: tuple[str, ...]
    """The codes of the rules that speak."""


def render(everything: Sequence[Settings], style: Style) -> Iterator[str]:
    """The lines for people: for each configuration a heading, then a key a line with where its
    value is from."""
    for number, each in enumerate(everything):
        if number:
            yield ""
        name = "no configuration" if each.filename is None else style.path(each.filename)
        yield style.paint(f"# {name} ({counted(each.files, 'file')})", "bold")
        for extended in each.extended:
            yield f"# extends {style.path(extended)}"
        for setting in each.settings:
            where = ", ".join(map(style.path, setting.sources))
            if setting.value is None:
                yield style.paint(f"# {setting.key} is not set ({where})", "dim")
                continue
            comment = style.paint(f"# {where}", "dim")
            yield f"{setting.key} = {_toml(setting.value, style)}  {comment}"
        yield f"# rules that speak: {', '.join(each.rules) or 'none'}"


def _toml(value: str | list[str] | dict[str, list[str]], style: Style) -> str:
    if isinstance(value, str):
        return style.visible(json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return f"[{', '.join(_toml(each, style) for each in value)}]"
    pairs = (f"{_toml(key, style)} = {_toml(each, style)}" for key, each in value.items())
    return f"{{ {', '.join(pairs)} }}" if value else "{}"


def as_json(everything: Sequence[Settings]) -> str:
    """The same as a JSON list of objects, one for each configuration."""
    told = [
        {
            "filename": each.filename,
            "extends": list(each.extended),
            "files": each.files,
            "settings": {
                setting.key: {"value": setting.value, "sources": list(setting.sources)}
                for setting in each.settings
            },
            "rules": list(each.rules),
        }
        for each in everything
    ]
    return in_json(json.dumps(told, indent=2))
