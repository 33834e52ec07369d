"""start-response-missing: some path returns without having called start_response.

## What it does
Reports each exit (a `return`, the first `yield`, the end of the function) that some feasible path
reaches without having called start_response, while other paths call it. The finding shows the
decisions that lead there. Paths that contradict themselves are not taken, and paths on which
unknown code may have called start_response are not reported.

## Why it matters
On Function Compute: on that path the runtime reports success without a status or headers. What the
client then gets is undefined.

On other WSGI servers: on that path there is no status to send, and the server answers with an
error of its own.

## Example
```python
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] != 'POST':
        return [b'only POST']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    if environ['REQUEST_METHOD'] != 'POST':
        start_response('405 Method Not Allowed', headers)
        return [b'only POST']
    start_response('200 OK', headers)
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import RunEnded
from fclint.rule import ERROR, Example, Report, Rule, outcome


class StartResponseMissing(Rule):
    """Where no path calls it at all, FC201 says so once."""

    code, name = "FC202", "start-response-missing"
    summary = "some path reaches an exit without having called start_response"
    severity = ERROR
    consequence = outcome(
        fc2="The answer has neither status nor headers; what the client gets is undefined",
        wsgi="The server has no status to send and answers with an error of its own",
    )
    advice = "call start_response on every path before the body is returned"

    def on_run_ended(self, event: RunEnded) -> Iterator[Report]:
        if event.started is False and event.ever_started is True:
            yield self.report(event, "reached without a call of start_response")

    reported = (
        Example(
            "an early return",
            """\
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] != 'POST':
        return [b'only POST']  # FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'thank you']
""",
        ),
        Example(
            "an exception that is caught before the call",
            """\
import json


def handler(environ, start_response):
    try:
        order = json.load(environ['wsgi.input'])
        start_response('200 OK', [('Content-Type', 'application/json')])
    except ValueError:
        return [b'{"error": "no JSON"}']  # FC202
    return [json.dumps(order).encode()]
""",
        ),
        Example(
            "a case that a helper leaves out",
            """\
def begin(status, reply):
    headers = [('Content-Type', 'text/plain')]
    if status == 'found':
        reply('200 OK', headers)
    elif status == 'missing':
        reply('404 Not Found', headers)


def handler(environ, start_response):
    begin(environ.get('HTTP_X_STATE'), start_response)
    return [b'done']  # FC202
""",
        ),
    )
    clean = (
        Example(
            "a flag that says whether it was called",
            """\
def handler(environ, start_response):
    started = False
    if environ['REQUEST_METHOD'] != 'POST':
        start_response('405 Method Not Allowed', [('Content-Type', 'text/plain')])
        started = True
    if not started:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
        Example(
            "the call stands in finally",
            """\
import json


def handler(environ, start_response):
    status = '200 OK'
    try:
        return [json.dumps(json.load(environ['wsgi.input'])).encode()]
    except ValueError:
        status = '400 Bad Request'
        return [b'{}']
    finally:
        start_response(status, [('Content-Type', 'application/json')])
""",
        ),
        Example(
            "a helper that always raises",
            """\
class Refused(Exception):
    pass


def refuse(reason):
    raise Refused(reason)


def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'TRACE':
        refuse('TRACE is not supported')
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
    )
