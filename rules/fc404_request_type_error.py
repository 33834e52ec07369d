"""request-type-error: an operation that request data of this type doesn't have.

## What it does
Reports operations on the body, a header or a key of environ that surely raise TypeError or
AttributeError, where the exception leaves the handler: a str given to a method of bytes
(`body.split('&')`), `'a' in body`, `body + 'x'`, `body.encode()`, `.read('10')`, and whatever is
done with the None that `environ.get(key)` gives for an absent key
(`environ.get('HTTP_COOKIE').lower()`). A default, a test of any shape or a handler of the exception
silences the rule. Of data of which the type isn't known (what `json.loads()` gives) nothing is
reported.

## Why it matters
On Function Compute: the exception leaves the handler, and the request ends in HTTP 502 with
`X-Fc-Error-Type: UnhandledInvocationError`. The body is bytes; a local test with a str body
does not show it.

On other WSGI servers: the request ends in a server error.

## Example
```python
def handler(environ, start_response):
    body = environ['wsgi.input'].read()
    fields = body.split('&')
    cookie = environ.get('HTTP_COOKIE').lower()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(len(fields)).encode(), cookie.encode()]
```

## Use instead
```python
def handler(environ, start_response):
    body = environ['wsgi.input'].read().decode()
    fields = body.split('&')
    cookie = environ.get('HTTP_COOKIE', '').lower()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(len(fields)).encode(), cookie.encode()]
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, A Note on String Types](https://peps.python.org/pep-3333/#a-note-on-string-types)
- [PEP 3333, Input and Error Streams](https://peps.python.org/pep-3333/#input-and-error-streams)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import ExceptionEscaped, RequestMisused
from fclint.rule import ERROR, Example, Report, Rule, outcome
from fclint.targets import TARGETS, Presence

_UNDOCUMENTED = outcome(
    fc2="Today's runtimes set it, but nothing promises it; where it is missing: HTTP 502",
    wsgi="The exception leaves the handler: the request ends in a server error",
)


class RequestTypeError(Rule):
    """What is tracked is where data comes from; that it raises, the types say."""

    code, name = "FC404", "request-type-error"
    summary = "an operation that request data of this type doesn't have"
    severity = ERROR
    consequence = outcome(
        fc2="The exception leaves the handler: HTTP 502, UnhandledInvocationError",
        wsgi="The exception leaves the handler: the request ends in a server error",
    )
    advice = "convert it first, or test what it is"

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        cause = event.cause
        if not isinstance(cause, RequestMisused):
            return
        target = TARGETS[event.handler.target]
        absent = "None" in cause.operation
        undocumented = absent and target.presence(cause.origin) is Presence.UNDOCUMENTED
        why = f"{cause.origin} may be absent" if absent else f"it comes from {cause.origin}"
        verb = "may raise" if absent else "raises"
        yield self.report(
            event,
            f"{cause.operation} {verb} {event.exception}: {why}",
            consequence=_UNDOCUMENTED if undocumented else None,
            advice=cause.advice,
        )

    reported = (
        Example(
            "the body is bytes",
            """\
def handler(environ, start_response):
    body = environ['wsgi.input'].read()
    fields = dict(pair.split('=') for pair in body.split('&'))  # FC404
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(fields).encode()]
""",
        ),
        Example(
            "a header may be absent",
            """\
def cookies(environ):
    return environ.get('HTTP_COOKIE').split('; ')  # FC404


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(len(cookies(environ))).encode()]
""",
        ),
        Example(
            "a size is an int",
            """\
def handler(environ, start_response):
    size = environ.get('CONTENT_LENGTH', '0')
    body = environ['wsgi.input'].read(size)  # FC404
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
""",
            target="wsgi",
        ),
    )
    clean = (
        Example(
            "decoded, or bytes all along",
            """\
def handler(environ, start_response):
    body = environ['wsgi.input'].read()
    lines = body.split(b'\\n')
    fields = body.decode('utf-8').split('&')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body + b' ', str(len(lines) + len(fields)).encode()]
""",
        ),
        Example(
            "guards of every shape",
            """\
def handler(environ, start_response):
    seen = environ.get('HTTP_COOKIE', '').lower() + (environ.get('HTTP_X') or 'x').lower()
    if (token := environ.get('HTTP_TOKEN')) is not None:
        seen += token.lower()
    try:
        seen += environ.get('HTTP_REFERER').lower()
    except AttributeError:
        pass
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [seen.encode()]
""",
        ),
    )
