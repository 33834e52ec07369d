"""handler-arity: the handler cannot be called with environ and start_response.

## What it does
Reports a handler that raises TypeError when it is called as `handler(environ, start_response)`:
too few or too many required parameters, or a required keyword-only one. Parameters with a default
and `*args` are fine. Nothing else is said about the calls and the body of such a handler.

## Why it matters
On Function Compute: the runtime passes two positional arguments. The call raises TypeError before
the first line of the handler runs, and every request ends in HTTP 502.

On other WSGI servers: PEP 3333 says the same, and every request ends in a server error.

## Example
```python
def handler(environ):
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
- [PEP 3333, The Application/Framework Side](https://peps.python.org/pep-3333/#the-application-framework-side)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import HandlerEntered
from fclint.protocol.calls import refusal
from fclint.rule import ERROR, Example, Report, Rule, outcome

_ADVICE_FOR_METHODS = (
    "declare it with `environ` and `start_response`, and a method with `self` before them"
)


class HandlerArity(Rule):
    """Two positional arguments are what a server passes."""

    code, name = "FC101", "handler-arity"
    summary = "the handler cannot be called as handler(environ, start_response)"
    severity = ERROR
    consequence = outcome(
        fc2="The call raises TypeError before the handler runs: every request ends in HTTP 502",
        wsgi="The call raises TypeError: the server answers every request with an error",
    )
    advice = "declare it as `def handler(environ, start_response):`"
    mutes = ("FC2", "FC3")

    def on_handler_entered(self, event: HandlerEntered) -> Iterator[Report]:
        reason = refusal(event.signature)
        if reason is None:
            return
        names = [each.name for each in event.signature.parameters]
        advice = _ADVICE_FOR_METHODS if names == ["start_response"] else ""
        text = f"{event.handler.name} {reason}, the server passes two"
        yield self.report(event, text, advice=advice)

    reported = (
        Example(
            "start_response is forgotten",
            """\
def handler(environ):  # FC101
    name = environ.get('HTTP_X_NAME', 'world')
    return [('hello ' + name).encode()]
""",
        ),
        Example(
            "a third parameter without a default",
            """\
def handler(environ, start_response, context):  # FC101
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [context.request_id.encode()]


def with_options(environ, start_response, *, charset):  # FC101
    start_response('200 OK', [('Content-Type', 'text/plain; charset=' + charset)])
    return ['hello'.encode(charset)]
""",
        ),
    )
    clean = (
        Example(
            "a third parameter with a default",
            """\
def handler(environ, start_response, greeting='hello'):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [greeting.encode()]
""",
        ),
        Example(
            "a wrapper that takes any arguments",
            """\
import functools
import logging

logger = logging.getLogger(__name__)


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        logger.info('called')
        return function(*args, **kwargs)
    return wrapper


@logged
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
    )
