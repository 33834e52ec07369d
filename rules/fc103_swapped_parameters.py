"""swapped-parameters: the handler is declared (start_response, environ).

## What it does
Reports a handler whose first parameter is named `start_response` and whose second is named
`environ`. Arguments are passed by position, so that each holds the other one. Nothing else is said
about such a handler.

## Why it matters
On Function Compute: `start_response` is the dict and `environ` the callable. Whatever the handler
does with them raises TypeError, and every request ends in HTTP 502.

On other WSGI servers: the same, and every request ends in a server error.

## Example
```python
def handler(start_response, environ):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The Application/Framework Side](https://peps.python.org/pep-3333/#the-application-framework-side)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import HandlerEntered
from fclint.protocol.calls import is_swapped
from fclint.rule import ERROR, Example, Report, Rule, outcome


class SwappedParameters(Rule):
    """Only these two names say for certain that the order is wrong."""

    code, name = "FC103", "swapped-parameters"
    summary = "the handler is declared (start_response, environ)"
    severity = ERROR
    consequence = outcome(
        fc2="start_response is the dict, calling it raises TypeError: HTTP 502",
        wsgi="start_response is the dict, calling it raises TypeError: a server error",
    )
    advice = "declare it as `def handler(environ, start_response):`"
    mutes = ("FC1", "FC2", "FC3", "FC4", "FC5")

    def on_handler_entered(self, event: HandlerEntered) -> Iterator[Report]:
        if is_swapped(event.signature):
            yield self.report(
                event, "parameters are swapped: the server passes environ, then start_response"
            )

    reported = (
        Example(
            "a function",
            """\
def handler(start_response, environ):  # FC103
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]
""",
        ),
        Example(
            "a method",
            """\
class Application:
    def __init__(self, greeting):
        self.greeting = greeting

    def __call__(self, start_response, environ):  # FC103
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [self.greeting.encode()]


handler = Application('hello')
""",
        ),
    )
    clean = (
        Example(
            "the right order",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]
""",
        ),
        Example(
            "a helper may take them in any order",
            """\
def respond(start_response, environ):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


def handler(environ, start_response):
    return respond(start_response, environ)
""",
        ),
    )
