"""How text output looks: colour where it is wanted, characters that the output can show."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from fclint.finding import Finding, Severity
from fclint.report.visible import at_line_start, visible

_CODES: Mapping[str, str] = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "gutter": "1;34",
    "place": "36",
    "label": "1;32",
    "link": "2;4",
}


@dataclass(frozen=True, slots=True)
class Style:
    """``colour`` says whether escape sequences are written, ``columns`` how wide text may be,
    ``encoding`` what the output can show, ``folder`` what paths are shown relative to."""

    colour: bool = False
    columns: int = 100
    encoding: str = "utf-8"
    folder: str = ""
    unsafe_fixes: bool = False
    """Whether findings with unsafe fixes are marked, too."""

    def mark(self, finding: Finding) -> str:
        """``[*] `` for a finding that can be fixed."""
        fix = finding.fix
        if fix is None or not (fix.safe or self.unsafe_fixes):
            return ""
        return f"[{self.paint('*', 'place')}] "

    def proof(self, finding: Finding) -> str:
        """`` [confirmed]`` behind a finding that a request has shown."""
        shown = finding.confirmation is not None and finding.confirmation.request
        return f" [{self.paint('confirmed', 'place')}]" if shown else ""

    def paint(self, text: str, name: str) -> str:
        """``text`` in the look called ``name``; text is printed as it is, so make it visible."""
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colour and text else text

    def severity(self, text: str, severity: Severity) -> str:
        """``text`` in the colour of ``severity``."""
        return self.paint(text, severity.label)

    def visible(self, text: str) -> str:
        """``text`` without anything that would steer the terminal."""
        return visible(text, self.encoding)

    def path(self, filename: str) -> str:
        """``filename`` as it is shown: relative to the folder where it is below it.

        It may begin a line, so it must not look like a command to GitHub's or Azure's runner.
        """
        return at_line_start(self.visible(relative(filename, self.folder)))


def relative(filename: str, folder: str) -> str:
    """``filename`` relative to ``folder`` if it is in there, else as it is."""
    if folder and os.path.isabs(filename):
        prefix = os.path.join(folder, "")
        if filename.startswith(prefix):
            return filename[len(prefix) :]
    return filename


def colour_wanted(environment: Mapping[str, str], terminal: bool) -> bool:
    """Whether to write colours: NO_COLOR (https://no-color.org) forbids them, FORCE_COLOR
    demands them, else a terminal that can show them gets them."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return terminal and environment.get("TERM") != "dumb"
