"""Through which ``return`` a handler left: Python doesn't say, so its frame is watched.

While a handler runs, the interpreter tells of calls and returns (``sys.settrace``, or
``sys.setprofile`` where a debugger or coverage measurement holds the first); only the frames of
the handler, and of what it hands environ and start_response to, are looked at.
"""

from __future__ import annotations

import functools
import operator
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from fclint.dryrun.places import Position, position
from fclint.dryrun.returns import ReturnWatch

_GENERATOR = 0x20  # inspect.CO_GENERATOR
_EMPTY = types.CellType()
_LAYERS = 4
"""How many functions may lie around start_response, as layers of middleware put them there."""


@dataclass(slots=True)
class Exit:
    """How a function was left: through the instruction at ``where``, with ``value``."""

    code: types.CodeType
    where: Position
    value: Any
    delegated: Exit | None = None
    """The exit of the last function that it handed environ and start_response to."""
    helper: Exit | None = None
    """The exit of the last other function of the user's that it called."""
    items: tuple[object, ...] | None = None
    """The items that ``value`` had then, if it is a list: they may be others by now."""

    def hands_on(self, inner: Exit) -> bool:
        """Whether what is returned here is what ``inner`` returned, as it was then."""
        if inner.value is not self.value or inner.items is None or self.items is None:
            return inner.value is self.value
        same = len(inner.items) == len(self.items)
        return same and all(map(operator.is_, inner.items, self.items))

    def innermost(self) -> Exit:
        """Where the handler really ended: a function that only hands on what another returned,
        having given it environ and start_response, has that one's exit. What a generator returns
        is nobody's answer."""
        exit_ = self
        while exit_.delegated is not None and exit_.hands_on(exit_.delegated):
            if exit_.code.co_flags & _GENERATOR:
                break
            exit_ = exit_.delegated
        return exit_


class ExitWatch:
    """Watches the exits of functions that are called from the frame ``server``."""

    def __init__(
        self,
        server: types.FrameType,
        passed: tuple[object, object],
        is_user_code: Callable[[str], bool],
        *,
        leave_trace: bool = False,
    ) -> None:
        """``passed`` are environ and start_response; ``leave_trace``: ``sys.settrace`` is somebody
        else's, even if nobody has it yet."""
        self._leave_trace = leave_trace
        self._server = server
        self._passed = passed
        self._is_user_code = is_user_code
        self._own: set[types.FrameType] = set()
        """The frame of a handler that is a generator."""
        self._children: dict[types.FrameType, list[Exit | None]] = {}
        self._mode = ""
        self._returns = ReturnWatch()
        self.last: Exit | None = None
        """The last exit of a function that the server itself called or resumed."""

    def __enter__(self) -> ExitWatch:
        if sys.gettrace() is None and not self._leave_trace:
            self._mode = "trace"
            sys.settrace(self._trace)
        elif sys.getprofile() is None:
            self._mode = "profile"
            sys.setprofile(self._profile)
        return self

    def __exit__(self, *_: object) -> None:
        if self._mode == "trace":
            sys.settrace(None)
        elif self._mode == "profile":
            sys.setprofile(None)
        self._mode = ""
        self._children.clear()
        self._own.clear()

    def _trace(self, frame: types.FrameType, event: str, arg: Any) -> Any:
        if event == "call":
            if self._called(frame):
                frame.f_trace_lines = self._returns.wants(frame.f_code)
                return self._trace
            return None
        if event == "line":
            self._returns.line(frame)
        elif event == "exception":
            self._returns.raised(frame, arg[0])
        elif event == "return":
            self._returned(frame, arg)
        return self._trace

    def _profile(self, frame: types.FrameType, event: str, arg: Any) -> None:
        if event == "call":
            self._called(frame)
        elif event == "return" and frame in self._children:
            self._returned(frame, arg)

    def _called(self, frame: types.FrameType) -> bool:
        """Whether this frame's exit is wanted: that of the handler, and of what it calls."""
        caller = frame.f_back
        if caller is None or (caller is not self._server and caller not in self._children):
            return False
        if not self._is_user_code(frame.f_code.co_filename):
            return False
        if caller is self._server and frame.f_code.co_flags & _GENERATOR:
            # One that is thrown away is resumed from here, too, and says nothing of the handler.
            if frame not in self._own and not self._has_both(frame):
                return False
            self._own.add(frame)
        self._children[frame] = [None, None]
        return True

    def _returned(self, frame: types.FrameType, value: Any) -> None:
        children = self._children.pop(frame, None)
        if children is None:
            return
        code = frame.f_code
        where = position(code, frame.f_lasti, frame.f_lineno)
        row = self._returns.row(frame)
        if row is not None:
            where = replace(where, row=row, end_row=row)
        items = tuple(value) if type(value) is list else None
        exit_ = Exit(code, where, value, children[0], children[1], items)
        caller = frame.f_back
        if caller is self._server:
            self.last = exit_
            return
        outer = self._children.get(caller) if caller is not None else None
        if outer is not None:
            handed_on = not code.co_flags & _GENERATOR and self._has_both(frame)
            outer[0 if handed_on else 1] = exit_

    def _has_both(self, frame: types.FrameType) -> bool:
        return holds_both(frame, self._passed)


def holds_both(frame: types.FrameType, passed: tuple[object, object]) -> bool:
    """Whether environ and start_response, or what middleware puts in their place, are among the
    arguments of ``frame``."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)
    found = [frame.f_locals.get(name) for name in code.co_varnames[:count]]
    for value in tuple(found):
        if type(value) is tuple:
            found.extend(value)
    environ, start_response = passed
    return any(_stands_for(value, environ) for value in found) and any(
        _leads_to(value, start_response) for value in found
    )


def _stands_for(value: object, environ: object) -> bool:
    """Whether ``value`` is the environ or a copy of it."""
    if value is environ:
        return True
    if type(value) is not dict or not isinstance(environ, dict):
        return False
    body = environ.get("wsgi.input")
    return body is not None and value.get("wsgi.input") is body


def _leads_to(value: object, start_response: object, depth: int = _LAYERS) -> bool:
    """Whether ``value`` is start_response, or a function that closes over it."""
    if value is start_response:
        return True
    if depth == 0:
        return False
    held: list[object] = []
    if isinstance(value, types.FunctionType):
        held = [cell.cell_contents for cell in value.__closure__ or () if cell != _EMPTY]
    elif isinstance(value, types.MethodType):
        held = list(getattr(value.__self__, "__dict__", {}).values())
    elif isinstance(value, functools.partial):
        held = [value.func, *value.args]
    return any(_leads_to(each, start_response, depth - 1) for each in held)
