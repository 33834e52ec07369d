"""response-headers-too-large: the response's headers are over what the platform lets through.

## What it does
Reports a header list whose names and values together are provably larger than 8 KB (8192 bytes):
what is known of their text is enough, the rest counts as empty.

## Why it matters
On Function Compute: the platform answers with 502 and the error BadResponse; nothing of the
response arrives.

On other WSGI servers: there is no such limit in WSGI itself, and this rule is silent. Proxies and
clients often have one of 8 or 16 KB.

## Example
```python
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    for number in range(100):
        headers.append(('X-Part-%d' % number, 'x' * 200))
    start_response('200 OK', headers)
    return [b'hello']
```

## Use instead
```python
import json

def handler(environ, start_response):
    parts = ['x' * 200 for number in range(100)]
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [json.dumps(parts).encode()]
```

## Fix safety
There is no automatic fix.

## References
- [Function Compute, limits of HTTP triggers](https://www.alibabacloud.com/help/en/functioncompute/)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import ResponseRefused, StartResponseCalled
from fclint.protocol.sizes import least_header_size
from fclint.rule import ON_PLATFORM, Example, Report, Rule
from fclint.targets.limits import RESPONSE_HEADERS


class ResponseHeadersTooLarge(Rule):
    """From source: a lower bound. In a dry run: the bytes that were sent."""

    code, name = "FC501", "response-headers-too-large"
    summary = "the response's headers are over 8 KB"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The platform answers 502 BadResponse, and nothing of the response arrives"
    }
    advice = "send large data in the body"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.headers is None:
            return
        size = max(map(least_header_size, event.headers.shapes), default=0)
        if size > RESPONSE_HEADERS.maximum:
            yield self.report(event, _message("at least ", size, RESPONSE_HEADERS.maximum))

    def on_response_refused(self, event: ResponseRefused) -> Iterator[Report]:
        yield self.report(event, _message("", event.size, event.maximum))

    reported = (
        Example(
            "a hundred headers",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    for number in range(100):
        headers.append((f'X-Part-{number}', 'x' * 200))
    start_response('200 OK', headers)  # FC501
    return [b'hello']
""",
        ),
        Example(
            "one long value",
            """\
import uuid

PADDING = 'a' * 9000


def cookie(name, value):
    return ('Set-Cookie', name + '=' + value)


def handler(environ, start_response):
    session = cookie('session', str(uuid.uuid4()) + PADDING)
    start_response('200 OK', [('Content-Type', 'text/plain'), session])  # FC501
    return [b'hello']
""",
        ),
    )
    clean = (
        Example(
            "ten headers",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    for number in range(10):
        headers.append((f'X-Part-{number}', 'x' * 200))
    start_response('200 OK', headers)
    return [b'hello']
""",
        ),
        Example(
            "of a length that is not known",
            """\
def handler(environ, start_response):
    trace = environ.get('HTTP_X_TRACE', '')
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Trace', trace)])
    return [b'hello']
""",
        ),
    )


def _message(bound: str, size: int, maximum: int) -> str:
    return f"the headers are {bound}{size} bytes, over the {maximum} that the platform lets through"
