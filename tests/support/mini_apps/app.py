"""What a mini application is, and how its source announces findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fclint.dryrun import Request

_MARK = re.compile(r"  # ((?:FC\d{3}(?: \((?:fc2|wsgi)\))?(?:, )?)+)$")
_CODE = re.compile(r"(FC\d{3})(?: \((fc2|wsgi)\))?")


@dataclass(frozen=True, slots=True)
class MiniApp:
    """An application ``handler`` in a module with the text ``source``.

    ``about`` says what it breaks, or why it is legal. A breach that fclint does not report has the
    reason in ``unreported``, one that only the dry run does in ``unforeseen``. ``environ`` is what
    the server does wrong.
    """

    name: str
    about: str
    source: str
    legal: bool = False
    request: Request = field(default_factory=Request)
    unreported: str = ""
    unforeseen: str = ""
    environ: Mapping[str, object] = field(default_factory=dict)

    def expected(self, target: str) -> set[tuple[str, int]]:
        """Code and line of every finding that the comments announce for ``target``."""
        return {
            (code, row)
            for row, line in enumerate(self.source.splitlines(), start=1)
            if (mark := _MARK.search(line)) is not None
            for code, only in _CODE.findall(mark.group(1))
            if only in ("", target)
        }


def breach(name: str, about: str, text: str, **more: str | Request) -> MiniApp:
    """An application that breaks something; see :func:`_source` for ``text``."""
    return MiniApp(name, about, _source(text), **more)  # type: ignore[arg-type]


def legal(name: str, about: str, text: str, request: Request | None = None) -> MiniApp:
    """An application with nothing wrong."""
    return MiniApp(name, about, _source(text), True, request or Request())


def _source(text: str) -> str:
    """A module: ``text`` itself where it defines a handler, else the body of one. ``START`` in it
    stands for an ordinary call of start_response."""
    text = text.strip("\n").replace("START", "start_response('200 OK', TEXT)")
    if "handler" not in text:
        lines = "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
        text = f"def handler(environ, start_response):\n{lines}"
    constant = "TEXT = [('Content-Type', 'text/plain')]\n\n\n" if "TEXT" in text else ""
    return constant + text.rstrip("\n") + "\n"
