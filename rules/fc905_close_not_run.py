"""close-not-run: the body's close() is never called, or raises.

## What it does
Reports, in a dry run, a body with a `close()` method: on Function Compute that it will not be
called, for other servers that it raised an exception. The first is information only, and off by
default: `--extend-select FC905` turns it on. Generators that ran to their end need no `close()`.

## Why it matters
On Function Compute: `close()` of the body is never called. What depends on it (Django's
request_finished, teardown functions of Flask, files and connections that it closes) does not
happen.

On other WSGI servers: the server must call `close()` when it is done. An exception there is
logged, if at all, and what comes after it in `close()` is not done.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return open(__file__, 'rb')
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with open(__file__, 'rb') as file:
        return [file.read()]
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The Application/Framework Side](https://peps.python.org/pep-3333/#the-application-framework-side)
- Function Compute, the Python runtimes: observed behaviour of builds of 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import BodyClosed
from fclint.finding import Severity
from fclint.protocol.messages import one_line
from fclint.rule import DryRun, Example, Report, Rule, outcome


class CloseNotRun(Rule):
    """Which of the two, the target decides."""

    code, name = "FC905", "close-not-run"
    summary = "the body's close() is never called, or raises"
    severity = {"fc2": Severity.INFO, "wsgi": Severity.ERROR}  # noqa: RUF012
    consequence = outcome(
        fc2="What close() would do does not happen",
        wsgi="The rest of close() does not happen, and the server logs an error at best",
    )
    advice = "read and release everything before the body is returned"

    def on_body_closed(self, event: BodyClosed) -> Iterator[Report]:
        if not event.called:
            yield self.report(event, "the body has a close() that is never called")
        elif event.error:
            yield self.report(event, f"close() of the body raises {one_line(event.error)}")

    reported = (
        Example(
            "a file",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return open(__file__, 'rb')  # FC905
""",
            dry_run=DryRun(),
        ),
        Example(
            "close() raises",
            """\
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        return iter(self.rows)

    def close(self):
        self.rows.close()


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Rows([b'one', b'two'])  # FC905
""",
            target="wsgi",
            dry_run=DryRun(),
        ),
    )
    clean = (
        Example(
            "a list, and a generator that ends",
            """\
def lines():
    yield b'one'
    yield b'two'


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return lines() if environ['PATH_INFO'] == '/' else [b'']
""",
            dry_run=DryRun(),
        ),
        Example(
            "close() is called and does not raise",
            """\
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        return iter(self.rows)

    def close(self):
        self.rows.clear()


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Rows([b'one', b'two'])
""",
            target="wsgi",
            dry_run=DryRun(),
        ),
    )
