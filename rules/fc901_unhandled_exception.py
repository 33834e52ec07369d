"""unhandled-exception: an exception left the handler.

## What it does
Reports, in a dry run, an exception that left the handler or the iteration of its body and that no
other rule explains, at the innermost line of your own code.

## Why it matters
On Function Compute: the request ends in HTTP 502 with `X-Fc-Error-Type: UnhandledInvocationError`,
and a JSON body that shows the client errorMessage, errorType and stackTrace. Nothing that was
yielded before is sent.

On other WSGI servers: the request ends in a server error, or in the middle of the body.

## Example
```python
import json


def handler(environ, start_response):
    order = json.load(environ['wsgi.input'])
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [json.dumps(order).encode()]
```

## Use instead
```python
import json


def handler(environ, start_response):
    headers = [('Content-Type', 'application/json')]
    try:
        order = json.load(environ['wsgi.input'])
    except ValueError:
        start_response('400 Bad Request', headers)
        return [b'{"error": "no JSON"}']
    start_response('200 OK', headers)
    return [json.dumps(order).encode()]
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, Error Handling](https://peps.python.org/pep-3333/#error-handling)
- Function Compute, the Python runtimes: observed behaviour of builds of 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import ExceptionEscaped
from fclint.protocol.messages import one_line
from fclint.rule import ERROR, DryRun, Example, Report, Rule, outcome

# PATH_INFO is decoded text on Function Compute, where PEP 3333 has latin-1 that stands for bytes.
_NATIVE = (
    "where a framework encodes PATH_INFO, hand it "
    "environ['PATH_INFO'].encode('utf-8').decode('latin-1')"
)


class UnhandledException(Rule):
    """What FC4 explains is told there."""

    code, name = "FC901", "unhandled-exception"
    summary = "an exception left the handler"
    severity = ERROR
    consequence = outcome(
        fc2="HTTP 502, UnhandledInvocationError: the client sees the exception and its traceback",
        wsgi="The request ends in a server error",
    )
    advice = "catch it, and answer with a status that says what went wrong"

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        if event.cause is not None:
            return
        said = one_line(event.message)
        text = event.exception == "UnicodeEncodeError" and said.startswith("'latin-1'")
        yield self.report(
            event,
            f"{event.exception} left the handler" + (f": {said}" if said else ""),
            advice=_NATIVE if text and event.handler.target == "fc2" else "",
        )

    reported = (
        Example(
            "a body that is no JSON",
            """\
import json


def handler(environ, start_response):
    order = json.load(environ['wsgi.input'])  # FC901
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [json.dumps(order).encode()]
""",
            dry_run=DryRun(),
        ),
        Example(
            "a generator that fails midway",
            """\
def divided(numbers):
    for number in numbers:
        yield str(100 // number).encode()  # FC901


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield from divided([4, 2, 0])
""",
            dry_run=DryRun(),
        ),
    )
    clean = (
        Example(
            "the exception is caught",
            """\
import json


def handler(environ, start_response):
    headers = [('Content-Type', 'application/json')]
    try:
        order = json.load(environ['wsgi.input'])
    except ValueError:
        start_response('400 Bad Request', headers)
        return [b'{"error": "no JSON"}']
    start_response('200 OK', headers)
    return [json.dumps(order).encode()]
""",
            dry_run=DryRun(),
        ),
        Example(
            "an exception that another rule explains is told there",
            """\
def handler(environ, start_response):
    token = environ.get('HTTP_X_TOKEN', '')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [token.encode()]
""",
            dry_run=DryRun({"headers": {"X-Token": "secret"}}),
        ),
    )
