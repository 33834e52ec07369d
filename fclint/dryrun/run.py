"""One request: the handler is called, its body is read, and what happens becomes events."""

from __future__ import annotations

import ast
import inspect
import sys
import time
import types
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fclint import events
from fclint.dryrun import limits, places
from fclint.dryrun.answer import answer, header_size
from fclint.dryrun.body_places import BodyPlaces
from fclint.dryrun.causes import Explainer
from fclint.dryrun.exits import Exit, ExitWatch
from fclint.dryrun.handlers import form_of, function_of, mentions_start_response
from fclint.dryrun.injection import RequestText
from fclint.dryrun.leaks import Leaks
from fclint.dryrun.observe import Observer, container_kind, has_method
from fclint.dryrun.platform import InvalidResponseError, bind, server
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.recorder import Recorder
from fclint.dryrun.response import (
    Response,
    ResponseError,
    describe_exception,
    message_of,
    unhandled,
)
from fclint.dryrun.unloaded import EXITED
from fclint.dryrun.usercode import UserCode
from fclint.events import Handler, Signature
from fclint.finding import Place
from fclint.protocol.calls import (
    HANDLER_SIGNATURE,
    START_RESPONSE_PARAMETERS,
    is_swapped,
    refusal,
)
from fclint.values import NoneShape, Size, Str, Value

_MOST_HEADERS = 100_000


class Run:
    """One call of ``app`` with ``environ``."""

    def __init__(
        self,
        app: Callable[..., Any],
        environ: dict[str, Any],
        handler: Handler,
        user: UserCode,
        leaks: Leaks,
        *,
        max_body: int,
        ever_started: bool,
        leave_trace: bool = False,
        reraise: tuple[type[BaseException], ...] = (),
    ) -> None:
        """``ever_started``: an earlier request has seen start_response called. The rest is said at
        :class:`fclint.dryrun.shim.Shim`."""
        self._leave_trace = leave_trace
        self._reraise = reraise
        self._app = app
        self._environ = environ
        self._user = user
        self._leaks = leaks
        self._max_body = max_body
        self._ever_started = ever_started
        self._platform = server(handler.target)
        self._explainer = Explainer(environ, handler.target)
        self._method = environ.get("REQUEST_METHOD")
        self._start_response = self._callable()
        observer = Observer(environ, self._start_response, RequestText(environ))
        self._recorder = Recorder(handler, user, observer, sys._getframe())
        self._places = BodyPlaces(handler, user, environ, self._start_response)
        self._calls = 0
        self._last_call: events.StartResponseCalled | None = None
        self._status: tuple[int, str, list[tuple[Any, Any]]] | None = None
        self._written = bytearray()
        self._body = bytearray()
        self._sent = False
        self._chunk = False
        """A part of the body went out, rather than of what write() was given."""
        self._wrong: InvalidResponseError | None = None
        self._finished = False
        self._own_errors: list[BaseException] = []
        self._at: Place | None = None
        """Where the latest chunk came from."""

    @property
    def started(self) -> bool:
        """Whether start_response was called."""
        return self._calls > 0

    def execute(self) -> Recorded:
        """Calls the handler; raises nothing but what the user of the computer raised (Ctrl-C)."""
        recorder = self._recorder
        signature = recorder.handler.signature
        if signature is not None:
            recorder.add(events.HandlerEntered, recorder.handler.place, signature=signature)
        self._leaks.active = self
        began = time.perf_counter()
        try:
            response = self._answer()
        except RecursionError as error:  # so deep that even we had no room
            response = unhandled(describe_exception(error), recorder.handler.target)
        duration = time.perf_counter() - began
        self._finished = True
        died = any(isinstance(each, events.ProcessDied) for each in recorder.events)
        return Recorded(recorder.handler, recorder.events, response, duration=duration, died=died)

    def leaked(self, what: str) -> None:
        """Something of an earlier request is used in this one."""
        self._recorder.add(events.StateLeaked, self._recorder.calling_place(), what=what)

    # --- the server

    def _answer(self) -> Response:
        """The response of the target. The handler's frames are called from this one alone."""
        frame = sys._getframe()
        self._recorder.server = frame
        target = self._recorder.handler.target
        body: Any = None
        place: Place = self._recorder.handler.place
        failure: ResponseError | None = None
        returned = False
        passed = (self._environ, self._start_response)
        watch = ExitWatch(frame, passed, self._user.holds, leave_trace=self._leave_trace)
        try:
            with watch:
                body = self._app(self._environ, self._start_response)
                returned = True
                place = self._at = self._returned(body, watch.last)
                own = self._places.is_own_generator(body)
                iterator = iter(self._platform.sendable(body))
                lazy = isinstance(iterator, types.GeneratorType)
                told = not isinstance(body, (str, bytes, dict, bytearray, memoryview))
                first: Place | None = None
                for item in iterator:
                    where, inside = (
                        self._places.of_chunk(iterator, place) if lazy else (place, False)
                    )
                    self._at = where
                    if first is None and inside:
                        first = where
                    if told:
                        kind = "generator" if inside else container_kind(body)
                        self._recorder.chunk(where, item, kind)
                    try:
                        self._receive(self._platform.chunk(item), self._body)
                    except InvalidResponseError as error:  # the rest has something to tell, too
                        self._wrong = self._wrong or error
                if own:
                    self._lost_value(watch.last)
                    place = first or self._places.of_exit(watch.last)
            self._ended(place)
            self._completed(body, sent=self._wrong is None)
            self._platform.check_start(self.started)
            if self._wrong is not None:
                failure = ResponseError("Exception", str(self._wrong))
        except InvalidResponseError as error:
            self._ended(place)
            self._completed(body, sent=False)
            failure = ResponseError("Exception", str(error))
        except BaseException as error:
            failure = self._failed(error)
        if returned:
            self._close(body, place)
        return unhandled(failure, target) if failure is not None else self._response()

    def _response(self) -> Response:
        """The answer of a handler that did not fail."""
        recorder = self._recorder
        target = recorder.handler.target
        code, reason, pairs = self._status or (200, "OK", [])
        size = header_size(pairs)
        maximum = limits.response_headers(target)
        if maximum is not None and size is not None and size > maximum:
            place = self._last_call.place if self._last_call else recorder.handler.place
            recorder.add(events.ResponseRefused, place, size=size, maximum=maximum)
        body = bytes(self._written + self._body)
        head = self._method == "HEAD"
        return answer(self._platform, code, reason, pairs, body, head=head, maximum=maximum)

    # --- what the handler calls

    def _callable(self) -> Callable[..., Any]:
        def start_response(*args: Any, **kwargs: Any) -> Any:
            return self._start(args, kwargs)

        return start_response

    def _start(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[[Any], None]:
        if self._finished:
            active = self._leaks.active
            if active is not None and not active.finished:
                active.leaked("it calls the start_response of an earlier request")
            return lambda data: None
        recorder, platform = self._recorder, self._platform
        args = tuple(self._taken(each) if index == 1 else each for index, each in enumerate(args))
        positional = tuple(self._value(each) for each in args)
        keywords = tuple((name, self._value(each)) for name, each in kwargs.items())
        place = recorder.calling_place()
        call = events.StartResponseCalled(
            handler=recorder.handler,
            place=place,
            trace=places.NoDecisions(),
            positional=positional,
            keywords=keywords,
            calls_before=self._calls,
            chunk_before=self._chunk,
            own=self._user.holds(sys._getframe(2).f_code.co_filename),
        )
        recorder.keep(call)
        try:
            if kwargs and not platform.keywords:
                raise TypeError("start_response() takes no keyword arguments")
            status, headers, exc_info = bind(START_RESPONSE_PARAMETERS, args, kwargs)
            if isinstance(headers, _Taken):
                headers = headers.items
            platform.check_order(self._calls > 0, self._sent, exc_info)
            what = self._leaks.headers(headers)
            if what:
                recorder.add(events.StateLeaked, place, what=what)
            self._status = platform.accept(status, headers)
        except BaseException as error:
            self._own_errors.append(error)
            raise
        self._calls += 1
        self._last_call = call
        return self._write

    def _taken(self, headers: Any) -> Any:
        """One-pass headers, taken from their iterator as the runtime does."""
        if self._platform.name != "fc2" or not has_method(type(headers), "__next__"):
            return headers
        items: list[Any] = []
        for item in headers:
            items.append(item)
            if len(items) > _MOST_HEADERS:
                raise MemoryError("the headers have no end")
        return _Taken(container_kind(headers), items)

    def _value(self, thing: Any) -> Value:
        if isinstance(thing, _Taken):
            return self._recorder.observer.iterator(thing.kind, thing.items)
        return self._recorder.observer.value(thing)

    def _write(self, data: Any) -> None:
        if self._finished:
            return
        recorder = self._recorder
        recorder.add(
            events.WriteCalled, recorder.calling_place(), value=recorder.observer.value(data)
        )
        try:
            self._receive(self._platform.written(data), self._written)
        except BaseException as error:
            self._own_errors.append(error)
            raise

    def _receive(self, data: bytes, into: bytearray) -> None:
        self._sent = self._sent or bool(data)
        self._chunk = self._chunk or (bool(data) and into is self._body)
        if len(self._written) + len(self._body) + len(data) > self._max_body:
            raise MemoryError(f"the body has more than {self._max_body} bytes")
        into += data
        if data and not self.started:
            self._platform.check_start(started=False)

    # --- the end of a run

    def _returned(self, body: Any, last: Exit | None) -> Place:
        """The handler has returned; the place of its exit."""
        recorder = self._recorder
        if self._places.is_own_generator(body):
            self._places.unit = body.gi_code
            return places.definition_spot(body.gi_code)
        code = self._places.own_coroutine(last, body)
        if code is not None:
            self._delegated(code)
        place, implicit, related = self._places.of_return(last, body)
        recorder.add(
            events.BodyReturned,
            place,
            related=related,
            value=recorder.observer.value(body),
            implicit=implicit,
        )
        what = self._leaks.body(body)
        if what:
            recorder.add(events.StateLeaked, place, what=what)
        return place

    def _delegated(self, code: types.CodeType) -> None:
        """An async function is the handler from here on, and none of it runs."""
        recorder = self._recorder
        place = places.definition_spot(code)
        name = getattr(code, "co_qualname", code.co_name).replace(".<locals>", "")
        recorder.add(
            events.HandlerEntered,
            place,
            handler=replace(recorder.handler, name=name, place=place),
            signature=Signature(form_of(code), HANDLER_SIGNATURE),
        )

    def _lost_value(self, last: Exit | None) -> None:
        """A generator handler has ended: what it returned is lost."""
        if last is None or last.value is None:
            return
        value = self._recorder.observer.value(last.value)
        if not value.may_be(NoneShape):
            place = self._places.of_exit(last)
            self._recorder.add(events.GeneratorReturned, place, value=value)

    def _ended(self, place: Place) -> None:
        recorder = self._recorder
        handler = recorder.handler
        code = self._places.unit
        if code is None:
            function, _ = function_of(self._app)
            code = function.__code__ if function is not None else None
        if self._places.unit is not None and self._user.holds(self._places.unit.co_filename):
            handler = replace(handler, place=places.definition_spot(self._places.unit))
        ever = self.started or self._ever_started
        if not ever and code is not None:
            ever = mentions_start_response(code)
        recorder.add(
            events.RunEnded, place, handler=handler, started=self.started, ever_started=ever
        )

    def _completed(self, body: Any, *, sent: bool) -> None:
        if self._last_call is None or self._status is None:
            return
        call = self._last_call
        length = len(self._written) + len(self._body)
        method = self._method
        self._recorder.add(
            events.ResponseCompleted,
            call.place,
            status=call.status,
            headers=call.headers,
            own=call.own,
            body=self._recorder.observer.value(body),
            nonempty=length > 0 or (False if sent else None),
            method=Value((Str((method,)),)) if isinstance(method, str) else None,
            declared=_declared(self._status[2]),
            sent=Size(length) if sent else None,
        )

    def _close(self, body: Any, place: Place) -> None:
        """The server is done with the body: WSGI servers close it, Function Compute doesn't."""
        if inspect.iscoroutine(body):
            body.close()  # or Python warns that it was never awaited
        if not has_method(type(body), "close") or isinstance(body, (types.CoroutineType)):
            return
        if not self._platform.calls_close:
            if not isinstance(body, types.GeneratorType) or body.gi_frame is not None:
                self._recorder.add(events.BodyClosed, place, called=False)
            return
        error = ""
        try:
            body.close()
        except Exception as raised:
            error = f"{type(raised).__name__}: {message_of(raised)}".rstrip(": ")
        self._recorder.add(events.BodyClosed, place, called=True, error=error)

    # --- exceptions

    def _failed(self, error: BaseException) -> ResponseError:
        """An exception has left the handler, or the iteration of its body."""
        if isinstance(error, self._reraise):
            raise error
        recorder = self._recorder
        entry = self._user.entry(error.__traceback__)
        place: Place = self._at or recorder.handler.place
        if entry is not None:
            frame = entry.tb_frame
            where = places.position(frame.f_code, entry.tb_lasti, entry.tb_lineno)
            place = places.expression_spot(where)
        if isinstance(error, KeyboardInterrupt) and not _is_raised(entry):
            raise error
        if isinstance(error, SystemExit):
            how = f"sys.exit({error.code!r})" if _is_plain(error.code) else "sys.exit()"
            recorder.add(events.ProcessDied, place, how=how)
            return ResponseError("", EXITED)
        if isinstance(error, MemoryError):
            recorder.add(events.ProcessDied, place, how="out of memory")
            return ResponseError("", EXITED)
        if not self._is_explained(error, entry):
            recorder.add(
                events.ExceptionEscaped,
                place,
                exception=type(error).__name__,
                cause=self._explainer.cause(error, entry) if entry is not None else None,
                message=message_of(error),
            )
        return describe_exception(error)

    def _is_explained(self, error: BaseException, entry: types.TracebackType | None) -> bool:
        """Whether the mistake that made the server raise is told by another rule."""
        if any(error is own for own in self._own_errors):
            last = error.__traceback__
            while last is not None and last.tb_next is not None:
                last = last.tb_next
            return last is None or not self._user.holds(last.tb_frame.f_code.co_filename)
        signature = self._recorder.handler.signature
        if signature is None or not isinstance(error, TypeError):
            return False
        return is_swapped(signature) or (entry is None and refusal(signature) is not None)

    @property
    def finished(self) -> bool:
        """Whether the answer is complete."""
        return self._finished


class _Taken:
    """What was in one-pass headers."""

    def __init__(self, kind: str, items: list[Any]) -> None:
        self.kind = kind
        self.items = items


def _is_raised(entry: types.TracebackType | None) -> bool:
    """Whether the statement at ``entry`` is a ``raise``."""
    if entry is None:
        return False
    file = places.source(entry.tb_frame.f_code.co_filename)
    return isinstance(file.statement(entry.tb_lineno), ast.Raise)


def _is_plain(code: object) -> bool:
    return code is None or type(code) in (int, str, bool)


def _declared(headers: list[tuple[Any, Any]]) -> Size | None:
    """The Content-Length that the headers declare, if they do so once and with a number."""
    found = [v for n, v in headers if isinstance(n, str) and n.lower() == "content-length"]
    if len(found) == 1 and isinstance(found[0], str) and found[0].isascii() and found[0].isdigit():
        return Size(int(found[0][:18]))
    return None
