"""The console: standard output and standard error, what is written there and in which style."""

from __future__ import annotations

import enum
import errno
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from fclint.report.style import Style, colour_wanted, relative
from fclint.report.visible import at_line_start, visible

if TYPE_CHECKING:
    pass

BUGS = "https://github.com/fclint/fclint/issues"
"""Where errors of fclint itself are reported."""


class Exit(enum.IntEnum):
    """How fclint ends. The worst applies, in the order ERROR, FINDINGS, NOTHING."""

    CLEAN = 0
    FINDINGS = 1
    """At least one finding is at or above the threshold."""
    ERROR = 2
    """Wrong usage, a file that could not be read, or an error inside fclint."""
    NOTHING = 3
    """There was no file to lint."""
    INTERRUPTED = 130
    """Ctrl-C: 128 and the number of SIGINT, as shells have it."""


@dataclass(frozen=True, slots=True)
class Output:
    """How the outcome is told."""

    format: str = "full"
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    exit_zero: bool = False
    file: str | None = None
    """Where the report is written; None for standard output."""
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    """Show what fixes would change, and write nothing."""
    cache: bool = False
    cache_dir: str | None = None
    """The folder of the cache; None for the one that the configuration or the project has."""
    command: tuple[str, ...] | None = None
    """The command line, if it is the process's: what it tells may be told again."""


def read_bytes() -> bytes:
    """All of standard input. Raises OSError, also where the caller closed it (``<&-``)."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdin.buffer.read()


def write_bytes(data: bytes) -> bool:
    """Writes ``data`` to standard output as it is; whether that went well."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        return give_up(error)
    return True


def write(lines: Iterable[str]) -> bool:
    """Writes ``lines`` to standard output; whether that went well. A reader that has enough and
    closes the pipe (``fclint | head``) is no error."""
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError as error:
        return give_up(error)
    return True


def give_up(error: OSError) -> bool:
    """Writes no more to standard output; whether nobody wants more, rather than that it failed."""
    silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return True
    complain(f"cannot write to standard output: {error.strerror or error}")
    return False


def complain(message: str) -> Exit:
    """Tells on standard error why nothing was done, in one line."""
    tell(message)
    return Exit.ERROR


def line_of(message: str) -> str:
    """``message`` as it is told on standard error: in one line, with who says it."""
    return f"fclint: {visible(message, sys.stderr.encoding or 'ascii')}\n"


def tell(message: str) -> None:
    """A line on standard error."""
    try:
        sys.stderr.write(line_of(message))
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def tell_interrupted() -> None:
    """That Ctrl-C has ended the run; on a terminal below the ``^C`` that it shows."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    tell("interrupted")


def style_of(stream: TextIO) -> Style:
    """What ``stream`` can show: colour, width, characters."""
    terminal = stream.isatty()
    columns = 100
    if terminal or os.environ.get("COLUMNS"):
        import shutil

        columns = min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120)
    colour = colour_wanted(os.environ, terminal)
    if colour and os.name == "nt":
        os.system("")  # switches the Windows console to escape sequences
    return Style(colour, columns, stream.encoding or "ascii", os.getcwd())


def shown(filename: str) -> str:
    """``filename`` as it is told: relative to the current folder, if it is in there."""
    return at_line_start(visible(relative(filename, os.getcwd())))


def silence(stream: TextIO) -> None:
    """Lets what is still buffered go nowhere, so that the interpreter ends quietly."""
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
    except (OSError, ValueError):
        pass
