"""What a child process leaves beside its answers: what it printed, and where it hung."""

from __future__ import annotations

import os
import re
import threading
from contextlib import suppress

from fclint.dryrun import places
from fclint.dryrun.places import Spot
from fclint.dryrun.usercode import UserCode

LARGEST_LOG = 1024 * 1024
"""Bytes of the output of one request that are kept."""
_PIECE = 1 << 16
_FRAME = re.compile(r'^  File "(.*)", line (\d+) in ')
_PATIENCE = 1.0
"""Seconds in which the end of the output of an answered request arrives."""


class Log:
    """Reads a pipe in a thread of its own, for else the writer would wait; keeps what fits."""

    def __init__(self, descriptor: int, marker: bytes) -> None:
        """``marker`` is what the child writes behind the output of each request."""
        self.marker = marker
        self._descriptor = descriptor
        self._kept = bytearray()
        self._cut = False
        self._ended = threading.Condition()
        self._open = True
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def take(self) -> str:
        """The output since the last call, as text; waits a moment for its end."""
        with self._ended:
            self._ended.wait_for(lambda: not self._open or self.marker in self._kept, _PATIENCE)
            before, mark, after = bytes(self._kept).partition(self.marker)
            self._kept = bytearray(after if mark else b"")
            cut, self._cut = self._cut, False
        text = before.decode("utf-8", "backslashreplace")
        return f"{text}\n[the rest of the log was left out]\n" if cut else text

    def join(self, timeout: float) -> None:
        """Waits for the end of the pipe."""
        self._thread.join(timeout)

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._descriptor, _PIECE)
            except OSError:
                piece = b""
            with self._ended:
                if not piece:
                    self._open = False
                    self._ended.notify_all()
                    break
                self._keep(piece)
                self._ended.notify_all()
        with suppress(OSError):
            os.close(self._descriptor)

    def _keep(self, piece: bytes) -> None:
        """Of what is too much the end is kept as well: the marker may be in it."""
        self._kept += piece
        excess = len(self._kept) - LARGEST_LOG - _PIECE
        if excess > 0:
            self._cut = True
            del self._kept[LARGEST_LOG - _PIECE : LARGEST_LOG - _PIECE + excess]


def stuck_at(trace: str, root: str) -> Spot | None:
    """Where the user's code was when the child wrote its stacks to the file ``trace``.

    Each thread's stack begins with the innermost frame; the main thread's is the last one.
    """
    try:
        with open(trace, encoding="utf-8", errors="replace") as file:
            lines = file.read(LARGEST_LOG).splitlines()
    except OSError:
        return None
    user = UserCode(root)
    found: Spot | None = None
    seen = False
    for line in lines:
        if line.startswith(("Thread ", "Current thread ")):
            seen = False
        frame = _FRAME.match(line)
        if frame is not None and not seen and user.holds(frame[1]):
            seen = True
            row = int(frame[2])
            file_ = places.source(frame[1])
            statement = file_.statement(row)
            if statement is not None and not hasattr(statement, "body"):
                found = file_.spot(statement)
            else:
                found = file_.row_spot(row)
    return found
