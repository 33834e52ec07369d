"""content-type: a body without a Content-Type, or a Content-Type without a body.

## What it does
Reports a response whose body is known not to be empty and whose headers are all known and hold no
Content-Type; a Content-Type with the status 204 or 304, which have no body; and two of them in one
response. Upper and lower case make no difference. A dry run doesn't report the default type of an
installed framework with 204 or 304.

## Why it matters
On Function Compute: the answer goes out as it is. Without a Content-Type the client has to guess,
and may show text as a download, or run as a script what was meant as text.

On other WSGI servers: the same; validators such as `wsgiref.validate` stop with an error.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- [RFC 9110, section 8.3, Content-Type](https://www.rfc-editor.org/rfc/rfc9110#section-8.3)
- [RFC 9110, section 15.3.5, 204 No Content](https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import ResponseCompleted
from fclint.protocol.headers import header_names, header_pairs, is_doubled
from fclint.protocol.status import may_have_code, must_have_code
from fclint.rule import WARNING, Example, Report, Rule, outcome
from fclint.values import Str, Value

_BODILESS = frozenset({204, 304})
_EMPTY = outcome(
    fc2="The header goes out although it describes nothing",
    wsgi="The header goes out although it describes nothing; validators stop with an error",
)
_DOUBLED = outcome(
    fc2="The client takes one of the two, and which one is its own affair",
    wsgi="The client takes one of the two, and which one is its own affair",
)


class ContentType(Rule):
    """Silent unless the body is known not to be empty, or the status says that there is none."""

    code, name = "FC210", "content-type"
    summary = "a body without a Content-Type, or a Content-Type without a body"
    severity = WARNING
    consequence = outcome(
        fc2="The client has to guess what the body is",
        wsgi="The client has to guess what the body is; validators stop with an error",
    )
    advice = "add ('Content-Type', ...) where there is a body, and only there"

    def on_response_completed(self, event: ResponseCompleted) -> Iterator[Report]:
        if event.status is None or event.headers is None:
            return
        status, headers = event.status, event.headers
        if is_doubled(headers, "content-type"):
            yield self.report(
                event,
                "Content-Type is there twice",
                consequence=_DOUBLED,
                advice="leave one of them out",
            )
        elif may_have_code(status, _BODILESS):
            # One of the two must be certain, or a status and headers of different paths would meet.
            certain = must_have_code(status, _BODILESS) or _must_have_content_type(headers)
            # Frameworks set their default type whatever the status; nobody can help it.
            if event.own and certain and _may_have_content_type(headers):
                yield self.report(
                    event,
                    "a Content-Type with a status that has no body",
                    consequence=_EMPTY,
                    advice="leave Content-Type out with 204 and 304",
                )
        elif event.nonempty is True and _may_lack_content_type(headers):
            yield self.report(event, "no Content-Type for a body that is not empty")

    reported = (
        Example(
            "a body of unknown type",
            """\
import json


def handler(environ, start_response):
    headers = [('Cache-Control', 'no-store')]
    start_response('200 OK', headers)  # FC210
    return [json.dumps({'ok': True}).encode(), b'\\n']
""",
        ),
        Example(
            "a type without a body",
            """\
JSON = [('content-type', 'application/json')]


def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'DELETE':
        start_response('204 No Content', JSON)  # FC210
        return []
    start_response('200 OK', JSON)
    return [b'{}']
""",
        ),
    )
    clean = (
        Example(
            "a redirect without a body needs no type",
            """\
def handler(environ, start_response):
    start_response('302 Found', [('Location', '/login')])
    return []
""",
        ),
        Example(
            "the type in lower case",
            """\
HEADERS = {'content-type': 'text/plain'}


def handler(environ, start_response):
    start_response('200 OK', list(HEADERS.items()))
    return [b'hello']
""",
        ),
        Example(
            "headers that are not known",
            """\
from acme_backend import common_headers


def handler(environ, start_response):
    start_response('200 OK', common_headers() + [('Cache-Control', 'no-store')])
    return [b'hello']
""",
            static_only="the package is not there",
        ),
    )


def _may_have_content_type(headers: Value) -> bool:
    return any(
        isinstance(shape, Str) and (shape.value or "").lower() == "content-type"
        for name, _ in header_pairs(headers)
        for shape in name.shapes
    )


def _must_have_content_type(headers: Value) -> bool:
    """Whether every alternative holds a header that is surely Content-Type."""
    alternatives = [header_names(shape) for shape in headers.shapes]
    return bool(alternatives) and all(
        names is not None and {"content-type"} in names for names in alternatives
    )


def _may_lack_content_type(headers: Value) -> bool:
    """Whether some alternative is known completely and has no Content-Type."""
    for shape in headers.shapes:
        names = header_names(shape)
        if names is not None and not any("content-type" in possible for possible in names):
            return True
    return False
