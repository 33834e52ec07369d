"""The child process: loads the user's handler, calls it for each request, tells what happened.

It talks to its parent over what were its standard input and output; the user's code gets the null
device and the log in their places. Events go out as data and are judged by the parent, so that
rules, and what a user selects of them, stay out of reach of the user's code.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import IO, Any, NoReturn

from fclint.dryrun import frames, memory, places, wire
from fclint.dryrun.context import FunctionFacts, build_context
from fclint.dryrun.environ import build_environ
from fclint.dryrun.loading import LoadError, load_handler, module_file
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request
from fclint.dryrun.shim import Shim
from fclint.dryrun.usercode import UserCode
from fclint.source import module as _module
from fclint.suggest import nearest
from fclint.targets.runtimes import IMPORTED_MODULES

_NEEDED = (_module, nearest)
"""What is imported when it is needed elsewhere: here before the user's files can hide it."""

_MEGABYTE = 1024 * 1024


class Worker:
    """One instance of the function."""

    def __init__(self, requests: int, results: int, job: Mapping[str, Any]) -> None:
        """``requests`` and ``results`` are descriptors; ``job`` is what the parent sent first."""
        self._requests = requests
        self._results = results
        self._root = str(job["root"])
        self._target = str(job["target"])
        self._facts = FunctionFacts(**job["facts"])
        self._marker = str(job["marker"]).encode("ascii")
        self._trace: IO[bytes] = open(job["trace"], "ab", buffering=0)  # noqa: SIM115
        self._size = self._facts.memory * _MEGABYTE
        self._pid = os.getpid()
        self._exit = os._exit
        self._user = UserCode(self._root)

    def serve(self) -> None:
        """Loads the handler and answers requests until there are no more."""
        self._prepare()
        enforced = memory.limit_memory(self._size)
        memory.lift_memory_limit()
        self._send({"kind": "ready", "enforced": enforced})
        handler = self._timed(lambda: load_handler(self._facts.handler, self._root, self._target))
        if isinstance(handler, LoadError):
            self._end_of_log()
            self._send(
                {
                    "kind": "failed",
                    "error": [handler.error.type, handler.error.message, list(handler.error.stack)],
                    "place": wire.encode(handler.place),
                    "exited": handler.exited,
                }
            )
            return
        attribute = self._facts.handler.rpartition(".")[2]
        shim = Shim(
            handler,
            self._target,
            name=attribute,
            root=self._root,
            module=module_file(self._facts.handler, self._root),
            max_body=self._size,
        )
        self._send({"kind": "loaded", "handler": wire.encode(shim.handler)})
        while True:
            message = frames.read_frame(self._requests)
            if message is None:
                return
            recorded = self._answer(shim, message)
            self._send(self._told(recorded))
            if recorded.died:
                return

    def _answer(self, shim: Shim, message: Mapping[str, Any]) -> Recorded:
        request = replace(Request.from_json(message["request"]), body=message[frames.ATTACHED])
        context = build_context(self._facts, str(message["id"]))
        environ = build_environ(
            request,
            self._target,
            process=os.environ,
            context=context,
            facts=self._facts,
        )
        recorded: Recorded = self._timed(lambda: shim.run(environ))
        self._end_of_log()
        return recorded

    def _told(self, recorded: Recorded) -> dict[str, Any]:
        return {
            "kind": "answer",
            "handler": wire.encode(recorded.handler),
            "events": [wire.encode(event) for event in recorded.events],
            "response": frames.response_data(recorded.response),
            frames.ATTACHED: recorded.response.body[: frames.LARGEST_BODY],
            "duration": recorded.duration,
            "memory": memory.peak_memory(),
            "died": recorded.died,
        }

    # --- the surroundings of the user's code

    def _prepare(self) -> None:
        """Makes this process look as the runtime's does."""
        os.chdir(self._root)
        sys.path[:] = [self._root, *(entry for entry in sys.path if entry not in ("", self._root))]
        sys.argv[:] = [""]
        sys.dont_write_bytecode = True
        self._forget_modules()
        streams: tuple[Any, ...] = (sys.stdout, sys.stderr)
        for stream in streams:
            with suppress(AttributeError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
        faulthandler.enable(self._trace)
        os._exit = self._exit_told

    def _forget_modules(self) -> None:
        """Modules that only we have imported don't hide the user's files of the same name."""
        try:
            entries = os.listdir(self._root)
        except OSError:
            return
        for name in {entry.partition(".")[0] for entry in entries}:
            if name in sys.modules and name not in IMPORTED_MODULES and name != "fclint":
                del sys.modules[name]

    def _exit_told(self, status: int) -> NoReturn:
        """``os._exit``, which says where it was called."""
        frame = self._user.frame(sys._getframe())
        if frame is not None and os.getpid() == self._pid:
            place = places.call_spot(places.of_frame(frame))
            self._end_of_log()
            self._send(
                {"kind": "exiting", "how": f"os._exit({status!r})", "place": wire.encode(place)}
            )
        self._exit(status)

    def _timed(self, action: Callable[[], Any]) -> Any:
        """What ``action`` returns, with the function's memory."""
        memory.limit_memory(self._size)
        try:
            result = action()
        finally:
            memory.lift_memory_limit()
        if os.getpid() != self._pid:  # a fork that the user's code has let go
            self._exit(0)
        return result

    def _end_of_log(self) -> None:
        """Writes out what was printed, and where it ends."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):
                stream.flush()
        with suppress(OSError):
            os.write(2, self._marker)

    def _send(self, message: dict[str, Any]) -> None:
        frames.write_frame(self._results, message)


def main() -> None:
    """Takes over standard input and output, and serves."""
    requests, results = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    os.dup2(2, 1)
    exit_ = os._exit
    try:
        job = frames.read_frame(requests)
        if job is not None:
            Worker(requests, results, job).serve()
    except BrokenPipeError:
        pass
    except BaseException:  # ours: what the user's code raises does not come here
        memory.lift_memory_limit()
        with suppress(OSError):
            frames.write_frame(results, {"kind": "broken", "traceback": traceback.format_exc()})
        exit_(70)
    exit_(0)


if __name__ == "__main__":
    main()
