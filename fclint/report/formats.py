"""The formats that findings are told in, by the names that ``--output-format`` knows.

A format is a function of a :class:`Report` alone: it reads no clock and no environment, and the
same report gives the same lines. What it needs is imported when it is used.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fclint.report.sources import Sources
    from fclint.report.style import Style
    from fclint.request import Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to tell.

    ``style`` is how text may look, ``root`` the folder that programs take paths to be relative to
    (the repository's), ``exit_code`` the one that fclint will end with.
    """

    outcome: Outcome
    sources: Sources
    style: Style
    root: str = ""
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """One way to tell a report. ``module`` has ``lines(report)``, the lines of the text.

    With ``for_people`` the text says also that there is nothing to tell, and how much there is;
    else it is a document that a program reads, whole even where there is nothing to tell.
    """

    module: str
    for_people: bool = field(default=False, kw_only=True)

    def lines(self, report: Report) -> Iterator[str]:
        """The lines of the text, without their ends."""
        lines: Iterator[str] = importlib.import_module(self.module).lines(report)
        return lines


FORMATS: Mapping[str, Format] = {
    "full": Format("fclint.report.full", for_people=True),
    "concise": Format("fclint.report.concise", for_people=True),
    "grouped": Format("fclint.report.grouped", for_people=True),
    "json": Format("fclint.report.json"),
    "json-lines": Format("fclint.report.json_lines"),
    "sarif": Format("fclint.report.sarif"),
    "github": Format("fclint.report.github"),
    "gitlab": Format("fclint.report.gitlab"),
    "junit": Format("fclint.report.junit"),
}
"""Every format, the default first."""
