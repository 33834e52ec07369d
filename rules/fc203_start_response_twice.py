"""start-response-twice: start_response is called again without exc_info.

## What it does
Reports a call of start_response on a path on which it has certainly been called before, unless the
call passes `exc_info`. A call whose `exc_info` is not known is not reported.

## Why it matters
On Function Compute: the last call wins. The status and the headers of the first one are lost
without a word.

On other WSGI servers: it is a fatal error to call start_response again without `exc_info`; most
servers raise AssertionError.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] != 'GET':
        start_response('405 Method Not Allowed', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    status = '200 OK' if environ['REQUEST_METHOD'] == 'GET' else '405 Method Not Allowed'
    start_response(status, [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- [PEP 3333, Error Handling](https://peps.python.org/pep-3333/#error-handling)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import StartResponseCalled
from fclint.protocol.calls import lacks_exc_info
from fclint.rule import TOLERATED, Example, Report, Rule, outcome


class StartResponseTwice(Rule):
    """With exc_info a second call is the way to answer with an error page."""

    code, name = "FC203", "start-response-twice"
    summary = "start_response is called again without exc_info"
    severity = TOLERATED
    consequence = outcome(
        fc2="The last call wins: status and headers of the earlier one are lost",
        wsgi="A second call without exc_info is a fatal error: the server raises",
    )
    advice = "decide on status and headers first, then call start_response once"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.calls_before >= 1 and lacks_exc_info(event):
            yield self.report(event, "start_response is called again without exc_info")

    reported = (
        Example(
            "a return is missing after the error",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    if environ['REQUEST_METHOD'] != 'GET':
        start_response('405 Method Not Allowed', headers)
    start_response('200 OK', headers)  # FC203
    return [b'hello']
""",
        ),
        Example(
            "an error answer after the call",
            """\
import json


def fail(reply):
    reply('500 Internal Server Error', [('Content-Type', 'text/plain')])  # FC203
    return [b'sorry']


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    try:
        return [json.dumps(json.load(environ['wsgi.input'])).encode()]
    except ValueError:
        return fail(start_response)
""",
        ),
    )
    clean = (
        Example(
            "with exc_info",
            """\
import json
import sys


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    try:
        body = json.dumps(json.load(environ['wsgi.input'])).encode()
    except ValueError:
        start_response('400 Bad Request', [('Content-Type', 'application/json')], sys.exc_info())
        body = b'{}'
    return [body]
""",
        ),
        Example(
            "one call on each branch",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    if environ['REQUEST_METHOD'] == 'GET':
        start_response('200 OK', headers)
        return [b'hello']
    start_response('405 Method Not Allowed', headers)
    return [b'only GET']
""",
        ),
    )
