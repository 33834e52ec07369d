"""The child process of a dry run, and the pipes to it."""

from __future__ import annotations

import os
import queue
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from fclint.dryrun import frames
from fclint.dryrun.capture import Log
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.environment import process_environment
from fclint.dryrun.wire import WireError

_BOOTSTRAP = (
    "import sys; sys.path[:1] = []; sys.path.append({folder!r}); "
    "from fclint.dryrun.worker import main; main()"
)
"""Without the current folder: the user's files must not hide what fclint itself imports."""


class Late:
    """Nothing came in time."""


class Child:
    """The process, and the pipes to it."""

    def __init__(
        self, root: str, facts: FunctionFacts, target: str, environment: Mapping[str, str]
    ) -> None:
        """Starts it. Raises OSError where that can't be done."""
        self.folder = tempfile.mkdtemp(prefix="fclint-")
        self.trace = os.path.join(self.folder, "trace")
        with open(self.trace, "wb"):
            pass
        requests, self._requests = os.pipe()
        self._results, results = os.pipe()
        log, written = os.pipe()
        package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _BOOTSTRAP.format(folder=package)],
                stdin=requests,
                stdout=results,
                stderr=written,
                env=process_environment(os.environ, environment, facts, root, target),
                start_new_session=os.name == "posix",
            )
        except BaseException:
            for descriptor in (self._requests, self._results, log):
                os.close(descriptor)
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        finally:
            for descriptor in (requests, results, written):
                os.close(descriptor)
        self.log = Log(log, f"\0{secrets.token_hex(8)}\0".encode())
        self._messages: queue.Queue[dict[str, Any] | WireError | None] = queue.Queue(maxsize=4)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._killed = False

    def send(self, message: dict[str, Any]) -> None:
        """Raises BrokenPipeError where the process has ended."""
        frames.write_frame(self._requests, message)

    def receive(self, seconds: float) -> dict[str, Any] | Late | None:
        """The next message, None at the end, or :class:`Late`. Raises WireError."""
        try:
            message = self._messages.get(timeout=seconds)
        except queue.Empty:
            return Late()
        if isinstance(message, WireError):
            raise message
        return message

    def wait(self) -> int:
        """The exit code of a process that says nothing any more; negative for a signal."""
        try:
            return self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:  # it has closed the pipe, and goes on
            self.kill()
            return self._process.wait()

    def abort(self) -> None:
        """Ends the process in a way that makes it write its stacks to :attr:`trace` (POSIX).

        It does so itself, in a signal handler: a watchdog inside it would have to read frames
        that are running, which crashes Python now and then.
        """
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self._process.pid, signal.SIGABRT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)

    def stop(self) -> None:
        """Ends the process, and on POSIX all that it has started; may be called from any thread."""
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            with suppress(OSError):
                subprocess.run(
                    ["taskkill", "/F", "/T", "/PID", str(self._process.pid)],
                    capture_output=True,
                    check=False,
                )
        with suppress(OSError):
            self._process.kill()

    def kill(self) -> None:
        """:meth:`stop`, and gives back what was needed to talk to it."""
        if self._killed:
            return
        self._killed = True
        self.stop()
        self._process.wait()
        with suppress(OSError):
            os.close(self._requests)
        # A process that left the group may hold the pipes open: the threads are left to it.
        self._reader.join(timeout=1)
        self.log.join(timeout=1)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> None:
        """Reads messages until the end; the queue bounds how many wait."""
        message: dict[str, Any] | WireError | None
        while True:
            try:
                message = frames.read_frame(self._results)
            except (WireError, MemoryError) as error:
                message = WireError(str(error))
            except OSError:
                message = None
            with suppress(queue.Full):
                self._messages.put(message, timeout=60)
            if not isinstance(message, dict):
                break
        with suppress(OSError):
            os.close(self._results)
