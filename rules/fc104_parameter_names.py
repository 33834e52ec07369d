"""parameter-names: the handler's parameters are not named environ and start_response.

## What it does
Reports a handler that works but gives its two parameters other names than PEP 3333 does. This is a
matter of style and off by default: `--extend-select FC104` turns it on.

## Why it matters
On Function Compute: nothing happens, the arguments are passed by position. But a reader who sees
`handler(event, context)` takes it for an event handler, which gets and returns something else.

On other WSGI servers: nothing happens either.

## Example
```python
def handler(event, context):
    context('200 OK', [('Content-Type', 'text/plain')])
    return [event['PATH_INFO'].encode()]
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
from fclint.protocol.calls import HANDLER_PARAMETERS, is_swapped, positional_parameters, refusal
from fclint.rule import INFO, Example, Report, Rule, outcome


class ParameterNames(Rule):
    """Where the handler cannot be called at all, FC101 and FC103 have more to say."""

    code, name = "FC104", "parameter-names"
    summary = "the parameters are not named environ and start_response"
    severity = INFO
    consequence = outcome(
        fc2="Nothing: the arguments are passed by position",
        wsgi="Nothing: the arguments are passed by position",
    )
    advice = "name them environ and start_response, as PEP 3333 and its readers do"

    def on_handler_entered(self, event: HandlerEntered) -> Iterator[Report]:
        if refusal(event.signature) is not None or is_swapped(event.signature):
            return
        names = [parameter.name for parameter in positional_parameters(event.signature)[:2]]
        for seen, usual in zip(names, HANDLER_PARAMETERS, strict=False):
            if seen != usual:
                yield self.report(event, f"parameter {seen!r} is usually named {usual!r}")
                return

    reported = (
        Example(
            "the names of an event handler",
            """\
def handler(event, context):  # FC104
    method = event['REQUEST_METHOD']
    context('200 OK', [('Content-Type', 'text/plain')])
    return [method.encode()]
""",
        ),
        Example(
            "an abbreviation",
            """\
class Application:
    def __call__(self, env, start_response):  # FC104
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [env['PATH_INFO'].encode()]


handler = Application()
""",
        ),
    )
    clean = (
        Example(
            "the usual names",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
        Example(
            "a helper has the names it likes",
            """\
def respond(env, start):
    start('200 OK', [('Content-Type', 'text/plain')])
    return [env['PATH_INFO'].encode()]


def handler(environ, start_response):
    return respond(environ, start_response)
""",
        ),
    )
