"""What a developer sees while requests come in.

One line for each request, what the handler printed, and each finding in full when it is seen first;
afterwards it is only counted, until the code has changed.
"""

from __future__ import annotations

import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fclint.console import tell, write
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.finding import Finding
from fclint.plurals import counted
from fclint.report import full
from fclint.report.response import text_lines
from fclint.report.sources import Sources
from fclint.report.style import Style

_LONGEST_TARGET = 120

_NUMBER = re.compile(r"\d+")
"""What messages of one mistake may differ in, such as the size of a body."""

_Anchor = tuple[str, str, int, int, str]


class Terminal:
    """Prints; each method may be called from any thread."""

    def __init__(self, style: Style) -> None:
        """``style`` is what standard output can show."""
        self._style = style
        self._lock = threading.RLock()
        self._requests = 0
        self._seen: Counter[_Anchor] = Counter()
        self._codes: Counter[str] = Counter()
        self._notes: set[str] = set()

    def line(self, text: str, *, look: str = "") -> None:
        """A line of fclint's own."""
        shown = self._style.visible(text)
        with self._lock:
            write([self._style.paint(shown, look) if look else shown])

    def note(self, notes: Iterable[str]) -> None:
        """Tells what it hasn't told before."""
        with self._lock:
            for note in notes:
                if note not in self._notes:
                    self._notes.add(note)
                    tell(f"note: {note}")

    def complain(self, message: str, traceback: str = "") -> None:
        """Tells of something that keeps a request, or a change, from being served."""
        with self._lock:
            tell(message)
            for line in traceback.rstrip().splitlines():
                tell(f"  {line}")

    def request(
        self, request: Request, recorded: Recorded, findings: Sequence[Finding], status: str
    ) -> None:
        """What came of a request, which was answered with ``status``."""
        milliseconds = recorded.duration * 1000
        duration = f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"
        size = f"{len(recorded.response.body):,} B"
        with self._lock:
            self._requests += 1
            write(
                self._told(self._head(request, status, f"{size}  {duration}"), recorded, findings)
            )

    def unanswered(self, request: Request, why: str) -> None:
        """A request that nothing came of."""
        with self._lock:
            self._requests += 1
            write([self._head(request, "503", why)])

    def load_failed(self, recorded: Recorded, findings: Sequence[Finding]) -> None:
        """The handler could not be loaded."""
        with self._lock:
            head = self._style.paint("The handler does not load; mend it and save.", "error")
            write(self._told(head, recorded, findings))

    def changed(self, names: Sequence[str]) -> None:
        """Files have changed: what is found from now on is new."""
        shown = ", ".join(self._style.path(name) for name in names[:3])
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        with self._lock:
            self._seen.clear()
            write([self._style.paint(f"{_now()} changed: {shown}{more}", "dim")])

    def ended(self) -> None:
        """The last line: how much of what was seen."""
        counts = ", ".join(f"{self._codes[code]} x {code}" for code in sorted(self._codes))
        if sys.stdout.isatty():
            write([""])  # behind the ^C that the terminal has shown
        told = counted(self._requests, "request")
        self.line(f"{told}; {counts}" if counts else f"{told}, no findings")

    def _head(self, request: Request, status: str, rest: str) -> str:
        style = self._style
        target = request.target
        if len(target) > _LONGEST_TARGET:
            target = f"{target[:_LONGEST_TARGET]}..."
        look = "label" if status[:1] in "123" else "warning" if status[:1] == "4" else "error"
        return (
            f"{style.paint(_now(), 'dim')} {style.visible(request.method)} "
            f"{style.paint(style.visible(target), 'bold')}  "
            f"{style.paint(style.visible(status), look)}  {rest}"
        )

    def _told(self, head: str, recorded: Recorded, findings: Sequence[Finding]) -> Iterator[str]:
        """The lines of one request."""
        style = self._style
        new: list[Finding] = []
        again: list[str] = []
        for finding in findings:
            span = finding.span
            said = _NUMBER.sub("", finding.message)
            anchor = (finding.code, span.filename, span.row, span.column, said)
            self._seen[anchor] += 1
            self._codes[finding.code] += 1
            if self._seen[anchor] == 1:
                new.append(finding)
            else:
                place = f"{style.path(span.filename)}:{span.row}"
                code = style.severity(finding.code, finding.severity)
                again.append(f"{code} at {place} again ({self._seen[anchor]} times)")
        yield "  ".join((head, *again))
        for line in text_lines(recorded.log, style) if recorded.log else ():
            yield f"  {style.paint('|', 'dim')} {line}".rstrip()
        if new:
            yield ""
            yield from full.render(new, Sources(), style)


def _now() -> str:
    return time.strftime("%H:%M:%S")
