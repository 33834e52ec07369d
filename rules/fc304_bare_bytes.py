"""bare-bytes: the handler returns bytes rather than an iterable of bytes.

## What it does
Reports a handler that returns a bytes object, on some path at least.

## Why it matters
On Function Compute: it works, the bytes are sent.

On other WSGI servers: bytes are iterable, and their items are ints. Servers answer with an error,
or send byte after byte.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return b'hello'
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
Safe. The bytes are put into a list; what is sent stays the same. There is no fix where the
expression may be something else on another path, and where the handler's result is used elsewhere.

## References
- [PEP 3333, The Application/Framework Side](https://peps.python.org/pep-3333/#the-application-framework-side)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import BodyReturned
from fclint.finding import Fix
from fclint.rule import TOLERATED, Example, Report, Rule, modal, outcome
from fclint.values import Bytes, describe


class BareBytes(Rule):
    """One alternative that is bytes is enough."""

    code, name = "FC304", "bare-bytes"
    summary = "the handler returns bytes rather than an iterable of bytes"
    severity = TOLERATED
    fixable = "safe"
    consequence = outcome(
        fc2="The runtime sends it; other servers and emulators fail",
        wsgi="The server iterates ints, none of them bytes, and answers with an error",
    )
    advice = "return it in a list: `[data]`"

    def on_body_returned(self, event: BodyReturned) -> Iterator[Report]:
        for shape in event.value.of(Bytes):
            verb = modal(event.value, "returns", "may return")
            yield self.report(
                event, f"{verb} {describe(shape)}, not an iterable of bytes", fix=_wrap(event)
            )
            return

    reported = (
        Example(
            "encoded text",
            """\
import json


def handler(environ, start_response):
    body = json.dumps({'path': environ['PATH_INFO']})
    start_response('200 OK', [('Content-Type', 'application/json')])
    return body.encode('utf-8')  # FC304
""",
        ),
        Example(
            "the content of a file, from a closure",
            """\
def serve(path):
    def read():
        with open(path, 'rb') as file:
            return file.read()

    def application(environ, start_response):
        start_response('200 OK', [('Content-Type', 'image/png')])
        return read()  # FC304

    return application


handler = serve('logo.png')
""",
        ),
    )
    clean = (
        Example(
            "a list of bytes",
            """\
import json


def handler(environ, start_response):
    body = json.dumps({'path': environ['PATH_INFO']}).encode('utf-8')
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [body]
""",
        ),
        Example(
            "a middleware that puts bytes into a list",
            """\
def page(environ):
    return b'<h1>hello</h1>'


class Wrapped:
    def __init__(self, function):
        self.function = function

    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/html')])
        return [self.function(environ)]


handler = Wrapped(page)
""",
        ),
    )


def _wrap(event: BodyReturned) -> Fix | None:
    written = event.expression
    if written is None or not event.value.must_be(Bytes):
        return None
    return rewriting.fix(written, rewriting.in_list(written.text), "Wrap in a list", safe=True)
