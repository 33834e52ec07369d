"""unsafe-content-length: int() is asked to read a CONTENT_LENGTH that may be no number.

## What it does
Reports `int()` and `float()` of `CONTENT_LENGTH` where it may be empty (ValueError) or absent
(`int(None)`, TypeError) and the exception leaves the handler. `environ.get('CONTENT_LENGTH', 0)`
is no guard: the default stands in for an absent value only, not for an empty one. A test, `or 0`,
`isdigit()`, or a handler of the exception silences the rule, wherever it stands.

## Why it matters
On Function Compute: today's runtimes set it to the length of the body on every request. The
documentation does not promise it, and its samples catch ValueError.

On other WSGI servers: PEP 3333 lets `CONTENT_LENGTH` be empty or absent, and many servers leave it
empty for requests without a body: such a request ends in a server error.

## Example
```python
def handler(environ, start_response):
    size = int(environ.get('CONTENT_LENGTH', 0))
    body = environ['wsgi.input'].read(size)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
```

## Use instead
```python
def handler(environ, start_response):
    size = int(environ.get('CONTENT_LENGTH') or 0)
    body = environ['wsgi.input'].read(size)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
```

## Fix safety
Unsafe: only with `--unsafe-fixes`. `int(length)` becomes `int(length or 0)`, which takes a length
that is missing or empty for 0; whether that is right is yours to say. There is no fix where the
conversion is written otherwise, as in `map(int, lengths)`.

## References
- [PEP 3333, environ Variables](https://peps.python.org/pep-3333/#environ-variables)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import ExceptionEscaped, LengthUnusable
from fclint.finding import Fix
from fclint.rule import TOLERATED, Example, Report, Rule, outcome


class UnsafeContentLength(Rule):
    """The conversion is the place: what was looked up may have gone a long way to it."""

    code, name = "FC403", "unsafe-content-length"
    summary = "int() is asked to read a CONTENT_LENGTH that may be no number"
    severity = TOLERATED
    fixable = "unsafe"
    consequence = outcome(
        fc2="Today's runtimes always set it; where it is missing, the request ends in HTTP 502",
        wsgi="A request without a body may end in a server error",
    )
    advice = "use `int(environ.get('CONTENT_LENGTH') or 0)`"

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        cause = event.cause
        if not isinstance(cause, LengthUnusable):
            return
        if cause.given is None:
            why = "CONTENT_LENGTH may be absent, and None is no number"
        else:
            why = "CONTENT_LENGTH may be empty"
        yield self.report(
            event,
            f"reading the length may raise {event.exception}: {why}",
            fix=_or_zero(event),
        )

    reported = (
        Example(
            "a default does not help against an empty value",
            """\
def handler(environ, start_response):
    size = int(environ.get('CONTENT_LENGTH', 0))  # FC403
    body = environ['wsgi.input'].read(size)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
""",
            static_only="today's runtimes always set a number, and so does the dry run",
        ),
        Example(
            "the exception of another type is caught",
            """\
def length(environ):
    try:
        return int(environ.get('CONTENT_LENGTH'))  # FC403
    except ValueError:
        return 0


def handler(environ, start_response):
    body = environ['wsgi.input'].read(length(environ))
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
""",
            target="wsgi",
        ),
    )
    clean = (
        Example(
            "the vendor's sample",
            """\
def handler(environ, start_response):
    try:
        request_body_size = int(environ.get('CONTENT_LENGTH', 0))
    except (ValueError):
        request_body_size = 0
    request_body = environ['wsgi.input'].read(request_body_size)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [request_body]
""",
        ),
        Example(
            "or, a test, isdigit()",
            """\
def handler(environ, start_response):
    length = environ.get('CONTENT_LENGTH', '')
    sizes = [int(length or 0), int(length) if length.isdigit() else 0]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(sum(sizes)).encode()]
""",
            target="wsgi",
        ),
    )


def _or_zero(event: ExceptionEscaped) -> Fix | None:
    written = event.expression
    if written is None:
        return None
    text = rewriting.operand(written)
    return rewriting.fix(written, f"{text} or 0", "Take a missing length for 0", safe=False)
