"""start-response-never-called: no path through the handler calls start_response.

## What it does
Reports a handler that returns on every path without having called start_response: not directly,
not through an alias, a partial object or a helper, and not by handing it to an application. Once
start_response is passed to code that fclint cannot see, the rule is silent.

## Why it matters
On Function Compute: the runtime reports success without a status or headers. What the client then
gets is undefined.

On other WSGI servers: there is no status to send, and the server answers with an error of its own.

## Example
```python
def handler(environ, start_response):
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
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


class StartResponseNeverCalled(Rule):
    """One report per handler, at its definition, however many exits it has."""

    code, name = "FC201", "start-response-never-called"
    summary = "no path calls start_response"
    severity = ERROR
    consequence = outcome(
        fc2="The answer has neither status nor headers; what the client gets is undefined",
        wsgi="The server has no status to send and answers with an error of its own",
    )
    advice = "call `start_response('200 OK', [('Content-Type', ...)])` before returning"

    def on_run_ended(self, event: RunEnded) -> Iterator[Report]:
        if event.started is False and event.ever_started is False:
            yield self.report(
                event,
                f"{event.handler.name} never calls start_response",
                place=event.handler.place,
            )

    reported = (
        Example(
            "a body without a status",
            """\
import json


def handler(environ, start_response):  # FC201
    path = environ['PATH_INFO']
    if path == '/health':
        return [b'ok']
    return [json.dumps({'path': path}).encode()]
""",
        ),
        Example(
            "an inner function that nobody calls",
            """\
def handler(environ, start_response):  # FC201
    def respond(status, body):
        start_response(status, [('Content-Type', 'text/plain')])
        return [body]

    return [b'hello']
""",
        ),
    )
    clean = (
        Example(
            "called by a helper, under another name",
            """\
def respond(begin, status, text):
    begin(status, [('Content-Type', 'text/plain; charset=utf-8')])
    return [text.encode()]


def handler(environ, start_response):
    reply = start_response
    return respond(reply, '200 OK', environ['PATH_INFO'])
""",
        ),
        Example(
            "called by an application it is handed to",
            """\
from flask import Flask

app = Flask(__name__)


def handler(environ, start_response):
    return app(environ, start_response)
""",
        ),
        Example(
            "handed to code that is not known",
            """\
from acme_framework import dispatch


def handler(environ, start_response):
    dispatch(environ, start_response)
    return [b'']
""",
            static_only="the package is not there",
        ),
    )
