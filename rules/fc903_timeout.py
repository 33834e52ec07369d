"""timeout: no answer came within the function's timeout.

## What it does
Reports, in a dry run, a handler, the iteration of its body, or the loading of its module, that is
not done within the function's timeout, at the line of your code where it was then.

## Why it matters
On Function Compute: the invocation is ended, and the request ends in HTTP 502.

On other WSGI servers: the client waits until it, a proxy or the server gives up.

## Example
```python
import time


def handler(environ, start_response):
    while not job_is_done():
        time.sleep(1)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'done']
```

## Use instead
```python
def handler(environ, start_response):
    if not job_is_done():
        start_response('202 Accepted', [('Retry-After', '10')])
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'done']
```

## Fix safety
There is no automatic fix.

## References
- Function Compute, the Python runtimes: observed behaviour of builds of 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import TimedOut
from fclint.rule import ERROR, DryRun, Example, Report, Rule, outcome


class Timeout(Rule):
    """The timeout is that of the manifest, or of `--timeout`."""

    code, name = "FC903", "timeout"
    summary = "no answer came within the function's timeout"
    severity = ERROR
    consequence = outcome(
        fc2="The platform ends the invocation: HTTP 502",
        wsgi="The client waits until somebody gives up",
    )
    advice = "bound every wait, or raise the function's timeout"

    def on_timed_out(self, event: TimedOut) -> Iterator[Report]:
        yield self.report(event, f"no answer within {event.seconds:g} s")

    reported = (
        Example(
            "a wait without a bound",
            """\
import time


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    time.sleep(3600)  # FC903
    return [b'hello']
""",
            dry_run=DryRun(timeout=0.5),
        ),
        Example(
            "a loop without an end",
            """\
def find(numbers, wanted):
    while True: numbers.index(1)  # FC903


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    find([1, 2, 3], 4)
    return [b'found']
""",
            dry_run=DryRun(timeout=0.5),
        ),
    )
    clean = (
        Example(
            "a short wait",
            """\
import time


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    time.sleep(0.01)
    return [b'hello']
""",
            dry_run=DryRun(),
        ),
        Example(
            "a loop that ends",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for number in range(1000):
        yield b'.'
""",
            dry_run=DryRun(),
        ),
    )
