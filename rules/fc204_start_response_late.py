"""start-response-late: start_response is called after a chunk of the body.

## What it does
Reports a call of start_response, without `exc_info`, on a path on which the handler has already
yielded a chunk that is known not to be empty.

## Why it matters
On Function Compute: it works, because the runtime collects the whole body before it sends
anything.

On other WSGI servers: the headers go out with the first non-empty chunk. Without a status the
server stops with an error; a status that comes later is lost.

## Example
```python
def handler(environ, start_response):
    yield b'hello '
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'world'
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'hello '
    yield b'world'
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- [PEP 3333, Buffering and Streaming](https://peps.python.org/pep-3333/#buffering-and-streaming)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import StartResponseCalled
from fclint.protocol.calls import lacks_exc_info
from fclint.rule import TOLERATED, Example, Report, Rule, outcome


class StartResponseLate(Rule):
    """With exc_info a late call is right: the server then re-raises the exception."""

    code, name = "FC204", "start-response-late"
    summary = "start_response is called after the first chunk"
    severity = TOLERATED
    consequence = outcome(
        fc2="It works, as the body is collected before anything is sent; other servers fail",
        wsgi="The server has to send the headers with the first chunk and has none yet",
    )
    advice = "call start_response before the first `yield`"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.chunk_before and lacks_exc_info(event):
            yield self.report(event, "start_response is called after a chunk of the body went out")

    reported = (
        Example(
            "after the first yield",
            """\
def handler(environ, start_response):
    yield b'<!doctype html>'
    start_response('200 OK', [('Content-Type', 'text/html')])  # FC204
    yield b'<p>hello</p>'
""",
        ),
        Example(
            "after the chunks of another generator",
            """\
def greeting():
    yield b'hello '
    yield b'world'


def handler(environ, start_response):
    yield from greeting()
    start_response('200 OK', [('Content-Type', 'text/plain')])  # FC204
""",
        ),
    )
    clean = (
        Example(
            "before the first yield",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    yield b'<!doctype html>'
    yield b'<p>hello</p>'
""",
        ),
        Example(
            "an error in the middle of the body is handed on with exc_info",
            """\
import sys


def rows(file):
    for line in file:
        yield line.strip().decode().encode()


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'rows:'
    try:
        yield from rows(environ['wsgi.input'])
    except UnicodeDecodeError:
        start_response('400 Bad Request', [('Content-Type', 'text/plain')], sys.exc_info())
        yield b'not UTF-8'
""",
        ),
    )
