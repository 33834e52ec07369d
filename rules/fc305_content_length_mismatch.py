"""content-length-mismatch: the declared Content-Length is not the body's.

## What it does
Reports a Content-Length that provably differs from the length of the body that follows: another
number, a number that the known part of the body exceeds already, `len()` of a text whose encoding
is sent (characters are not bytes), something that is no number at all, or two of them. The statuses
1xx, 204 and 304 say that there is no body, whatever Content-Length says: with them a body that is
known not to be empty is reported. Silent on paths that only a HEAD request takes, and where either
length isn't known.

## Why it matters
On Function Compute: the platform computes the length itself, so that the answer arrives; the
header is wrong nevertheless, and what runs elsewhere later breaks.

On other WSGI servers: the client waits for bytes that never come, or the body is cut off, in the
middle of a character where `len()` of text was declared. Servers log an error and close the
connection.

## Example
```python
def handler(environ, start_response):
    text = environ['PATH_INFO']
    headers = [('Content-Type', 'text/plain; charset=utf-8'), ('Content-Length', str(len(text)))]
    start_response('200 OK', headers)
    return [text.encode('utf-8')]
```

## Use instead
```python
def handler(environ, start_response):
    body = environ['PATH_INFO'].encode('utf-8')
    headers = [('Content-Type', 'text/plain; charset=utf-8'), ('Content-Length', str(len(body)))]
    start_response('200 OK', headers)
    return [body]
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, Handling the Content-Length Header](https://peps.python.org/pep-3333/#handling-the-content-length-header)
- [RFC 9110, section 8.6, Content-Length](https://www.rfc-editor.org/rfc/rfc9110#section-8.6)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import ResponseCompleted
from fclint.protocol.headers import is_doubled
from fclint.protocol.sizes import mismatch, unreadable_length
from fclint.protocol.status import may_have_code, must_have_code
from fclint.rule import TOLERATED, Example, Report, Rule, outcome
from fclint.values import Size, Str

_BODILESS = frozenset({*range(100, 200), 204, 304})
"""RFC 9110, sections 15.2, 15.3.5 and 15.4.5."""
_SURPLUS = outcome(
    fc2="The client reads no body with such a status; other servers and emulators break on it",
    wsgi="The server drops the body, or the client takes it for the next response",
)


class ContentLengthMismatch(Rule):
    """Compares lengths that are known exactly, if only by name."""

    code, name = "FC305", "content-length-mismatch"
    summary = "the declared Content-Length is not the body's"
    severity = TOLERATED
    consequence = outcome(
        fc2="The platform computes the length itself; other servers and emulators break on it",
        wsgi="The client waits for bytes that never come, or gets a body that is cut off",
    )
    advice = "declare str(len(body)) of the bytes that are sent"

    def on_response_completed(self, event: ResponseCompleted) -> Iterator[Report]:
        if event.status is None or event.headers is None:
            return
        if may_have_code(event.status, _BODILESS):
            if event.nonempty and must_have_code(event.status, _BODILESS):
                yield self._surplus(event)
            return
        if is_doubled(event.headers, "content-length"):
            yield self.report(event, "Content-Length is there twice", advice="declare it once")
            return
        junk = unreadable_length(event.headers)
        if junk is not None:
            yield self.report(event, f"Content-Length {junk!r} is no number of bytes")
            return
        if event.declared is None or _is_head(event):
            return
        problem = None
        if event.sent is not None:
            problem = mismatch(event.declared, event.sent)
        if problem is None and event.nonempty and event.declared == Size():
            problem = "declares 0 bytes, the body is not empty"
        if problem is not None:
            yield self.report(event, f"Content-Length {problem}")

    def _surplus(self, event: ResponseCompleted) -> Report:
        return self.report(
            event,
            "a body with a status that has none",
            consequence=_SURPLUS,
            advice="return [] with 204 and 304",
        )

    reported = (
        Example(
            "another number",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain'), ('Content-Length', '5')]
    start_response('200 OK', headers)  # FC305
    return [b'hello world']
""",
        ),
        Example(
            "characters are declared, bytes are sent",
            """\
def reply(start_response, text):
    headers = [('Content-Type', 'text/html; charset=utf-8'), ('Content-Length', str(len(text)))]
    start_response('200 OK', headers)  # FC305
    return [text.encode('utf-8')]


def handler(environ, start_response):
    return reply(start_response, '<p>%s</p>' % environ['PATH_INFO'])
""",
        ),
        Example(
            "one chunk is forgotten",
            """\
def handler(environ, start_response):
    body = environ['PATH_INFO'].encode()
    start_response('200 OK', [  # FC305
        ('Content-Type', 'text/plain'),
        ('Content-Length', str(len(body))),
    ])
    return [body, b'\\n']
""",
        ),
        Example(
            "No Content has no body",
            """\
def handler(environ, start_response):
    start_response('204 No Content', [])  # FC305
    return [b'deleted']
""",
        ),
    )
    clean = (
        Example(
            "the length of the bytes",
            """\
import json


def handler(environ, start_response):
    body = json.dumps({'path': environ['PATH_INFO']}, ensure_ascii=False).encode('utf-8')
    headers = [('Content-Type', 'application/json'), ('Content-Length', str(len(body)))]
    start_response('200 OK', headers)
    return [body]
""",
        ),
        Example(
            "HEAD has the length but no body",
            """\
PAGE = b'<p>hello</p>'


def handler(environ, start_response):
    headers = [('Content-Type', 'text/html'), ('Content-Length', str(len(PAGE)))]
    start_response('200 OK', headers)
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []
    return [PAGE]
""",
        ),
        Example(
            "ASCII has as many bytes as characters",
            """\
import json


def handler(environ, start_response):
    text = json.dumps({'path': environ['PATH_INFO']})
    headers = [('Content-Type', 'application/json'), ('Content-Length', str(len(text)))]
    start_response('200 OK', headers)
    return [text.encode('utf-8')]
""",
        ),
    )


def _is_head(event: ResponseCompleted) -> bool:
    """Whether only a HEAD request comes this way."""
    return event.method is not None and all(
        isinstance(shape, Str) and shape.value == "HEAD" for shape in event.method.shapes
    )
