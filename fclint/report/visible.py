"""Text that is safe to print: what would steer a terminal, or the runner of a pipeline, is shown,
not obeyed."""

from __future__ import annotations

import re
import unicodedata

TAB_SIZE = 4
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Unicode categories of control, format (so bidirectional overrides too), surrogate, private and
unassigned characters, and of line and paragraph separators."""

_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")
"""What begins a command wherever in a line it stands: ``##[...]`` for GitHub's runner
(``ActionCommand.TryParse`` in https://github.com/actions/runner), ``##vso[...]`` for Azure's."""
_COMMANDS_AT_ONCE = ("::", "##")
"""What may begin a command where it begins a line."""


def visible(text: str, encoding: str = "utf-8") -> str:
    """``text`` in one line, with everything that isn't printable, or not in ``encoding``, escaped
    as in a Python literal; so is what would make a command of it."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(_glyph(character, encoding) for character in text)
    return _COMMAND.sub(r"#\\x23", text) if "##" in text else text


def in_json(text: str) -> str:
    """``text``, which is JSON, so that no runner takes a part of it for a command."""
    return _COMMAND.sub(r"#\\u0023", text) if "##" in text else text


def at_line_start(name: str) -> str:
    """``name``, the visible name of a file, as it may begin a line: no command."""
    return f"./{name}" if name.startswith(_COMMANDS_AT_ONCE) else name


def width(text: str) -> int:
    """How many columns of a terminal ``text``, which is visible, takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def cells(line: str, encoding: str = "utf-8") -> list[str]:
    """What is printed for each character of a source line; tabs become spaces up to the next
    multiple of four columns."""
    if line.isascii() and line.isprintable() and "##" not in line:
        return list(line)
    glyphs: list[str] = []
    column = 0
    commands = {match.start() + 1 for match in _COMMAND.finditer(line)}
    for index, character in enumerate(line):
        if index in commands:
            glyph = _escaped(character)
        elif character == "\t":
            glyph = " " * (TAB_SIZE - column % TAB_SIZE)
        else:
            glyph = _glyph(character, encoding)
        glyphs.append(glyph)
        column += width(glyph)
    return glyphs


def _glyph(character: str, encoding: str) -> str:
    if " " <= character <= "~":
        return character
    if "\udc80" <= character <= "\udcff":  # a byte of a file's name that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    if unicodedata.category(character) in _INVISIBLE:
        return _escaped(character)
    try:
        character.encode(encoding)
    except (UnicodeError, LookupError):
        return _escaped(character)
    return character


def _escaped(character: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if named is not None:
        return named
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
