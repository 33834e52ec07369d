"""str-body: the handler returns text where WSGI wants an iterable of bytes.

## What it does
Reports a handler that returns a str, on some path at least.

## Why it matters
On Function Compute: it works. The Python 3 runtimes encode the text as UTF-8 and send it; the 2.7
runtime does not.

On other WSGI servers: a str is iterated character by character, and no character is bytes. Servers
answer with an error.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return ['hello'.encode()]
```

## Fix safety
Safe. The text is encoded as UTF-8, which is what Function Compute does with it, and put into a
list: `'ok'` becomes `[b'ok']`, `json.dumps(x)` becomes `[json.dumps(x).encode()]`. There is no fix
where the expression may be something else on another path, where the handler's result is used
elsewhere, and where only a helper's value is returned on one of several paths.

## References
- [PEP 3333, Unicode Issues](https://peps.python.org/pep-3333/#unicode-issues)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import BodyReturned
from fclint.finding import Fix
from fclint.rule import TOLERATED, Example, Report, Rule, modal, outcome
from fclint.values import Str, describe


class StrBody(Rule):
    """One alternative that is text is enough."""

    code, name = "FC301", "str-body"
    summary = "the handler returns str"
    severity = TOLERATED
    fixable = "safe"
    consequence = outcome(
        fc2="The Python 3 runtimes send it as UTF-8; other servers and emulators fail",
        wsgi="The server iterates single characters, none of them bytes, and answers with an error",
    )
    advice = "return a list of bytes: `[text.encode()]`"

    def on_body_returned(self, event: BodyReturned) -> Iterator[Report]:
        for shape in event.value.of(Str):
            verb = modal(event.value, "returns", "may return")
            yield self.report(
                event,
                f"{verb} {describe(shape)}, not an iterable of bytes",
                fix=_encode_and_wrap(event),
            )
            return

    reported = (
        Example(
            "JSON as text",
            """\
import json


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return json.dumps({'path': environ['PATH_INFO']})  # FC301
""",
        ),
        Example(
            "text from a helper, on one path",
            """\
def render(path):
    if path == '/':
        return [b'<h1>home</h1>']
    return '<h1>not found</h1>'


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return render(environ['PATH_INFO'])  # FC301
""",
        ),
        Example(
            "the empty text",
            """\
def handler(environ, start_response):
    begin = start_response
    begin('204 No Content', [])
    return ''  # FC301
""",
        ),
    )
    clean = (
        Example(
            "a list of encoded text",
            """\
import json


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [json.dumps({'path': environ['PATH_INFO']}).encode('utf-8')]
""",
        ),
        Example(
            "a decorator that encodes",
            """\
import functools


def text(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        body = function(environ)
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body.encode()]
    return wrapper


@text
def handler(environ):
    return 'hello'
""",
        ),
    )


def _encode_and_wrap(event: BodyReturned) -> Fix | None:
    written = event.expression
    if written is None or not event.value.must_be(Str):
        return None
    text = rewriting.in_list(rewriting.encoded(written))
    return rewriting.fix(written, text, "Encode and wrap in a list", safe=True)
