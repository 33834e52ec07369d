"""not-iterable: the handler returns something that is no iterable of bytes.

## What it does
Reports a handler that returns None, be it by falling off the end, or a number, a bool, a
coroutine, a function, a class, a module, or a framework's response or application object that was
not called.

## Why it matters
On Function Compute: the runtime raises `Exception: invalid response type`, and the request ends in
HTTP 502.

On other WSGI servers: the server cannot iterate the object: TypeError, and the request ends in a
server error.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    print('hello')
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

A handler without a body returns `[]`. A response object is called: `return response(environ,
start_response)`.

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The Application/Framework Side](https://peps.python.org/pep-3333/#the-application-framework-side)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import BodyReturned
from fclint.rule import ERROR, Example, Report, Rule, modal, outcome
from fclint.values import (
    Bool,
    Class,
    Coroutine,
    Float,
    Function,
    Instance,
    Int,
    Module,
    NoneShape,
    Shape,
    StartResponse,
    Value,
    describe,
)

_NEVER = (NoneShape, Bool, Int, Float, Coroutine, Function, Class, Module, StartResponse)


class NotIterable(Rule):
    """The end of the function counts as ``return None``."""

    code, name = "FC302", "not-iterable"
    summary = "the handler returns something that is no iterable of bytes"
    severity = ERROR
    consequence = outcome(
        fc2="The runtime raises 'invalid response type': HTTP 502",
        wsgi="The server cannot iterate it, TypeError: the request ends in a server error",
    )
    advice = "return a list of bytes, `[]` where there is no body"

    def on_body_returned(self, event: BodyReturned) -> Iterator[Report]:
        for shape in event.value.shapes:
            if isinstance(shape, Instance) and shape.role and shape.iterable is not True:
                yield self.report(
                    event,
                    f"{_returns(event.value)} {describe(shape)} that was not called",
                    advice="call it: `return response(environ, start_response)`",
                )
                return
            if _is_not_iterable(shape):
                if event.implicit:
                    message = "falls off its end on some path, which returns None"
                else:
                    message = f"{_returns(event.value)} {describe(shape)}, not an iterable of bytes"
                yield self.report(event, message)
                return

    reported = (
        Example(
            "the return is forgotten",
            """\
import json


def handler(environ, start_response):  # FC302
    body = json.dumps({'ok': True}).encode()
    start_response('200 OK', [('Content-Type', 'application/json')])
    print(body)
""",
        ),
        Example(
            "a helper that returns nothing on one path",
            """\
def find(path):
    if path == '/':
        return [b'home']


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return find(environ['PATH_INFO'])  # FC302
""",
        ),
        Example(
            "a coroutine, and the result of start_response",
            """\
async def fetch():
    return [b'hello']


def slow(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return fetch()  # FC302


def hasty(environ, start_response):
    return start_response('204 No Content', [])  # FC302
""",
        ),
        Example(
            "a response that was not called",
            """\
from werkzeug.wrappers import Response


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Response('hello')  # FC302
""",
        ),
    )
    clean = (
        Example(
            "a response that is called",
            """\
from werkzeug.wrappers import Response


def handler(environ, start_response):
    response = Response('hello', content_type='text/plain')
    return response(environ, start_response)
""",
        ),
        Example(
            "an object that can be iterated",
            """\
class Lines:
    def __init__(self, *lines):
        self.lines = lines

    def __iter__(self):
        for line in self.lines:
            yield line.encode()


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Lines('hello', 'world')
""",
        ),
        Example(
            "every path returns or raises",
            """\
def handler(environ, start_response):
    for status in ('200 OK', '404 Not Found'):
        if status.startswith('200') == (environ['PATH_INFO'] == '/'):
            start_response(status, [('Content-Type', 'text/plain')])
            return [status.encode()]
    raise AssertionError('one of the two always fits')
""",
        ),
    )


def _returns(value: Value) -> str:
    return modal(value, "returns", "may return")


def _is_not_iterable(shape: Shape) -> bool:
    if isinstance(shape, Instance):
        return shape.iterable is False
    return isinstance(shape, _NEVER)
