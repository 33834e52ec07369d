"""state-leak: a second request is answered differently because of what the first one left behind.

## What it does
Reports, in a dry run of the same request twice, an object of the first request that takes part in
the second one: its start_response, a list of headers or of chunks that has grown, a body that is
consumed already.

## Why it matters
On Function Compute: an instance loads the module once and serves many requests with its globals,
so that it is the second request that fails, and only where the instance is reused.

On other WSGI servers: the same: workers serve many requests.

## Example
```python
HEADERS = [('Content-Type', 'text/plain')]


def handler(environ, start_response):
    HEADERS.append(('X-Path', environ['PATH_INFO']))
    start_response('200 OK', HEADERS)
    return [b'hello']
```

## Use instead
```python
HEADERS = [('Content-Type', 'text/plain')]


def handler(environ, start_response):
    start_response('200 OK', [*HEADERS, ('X-Path', environ['PATH_INFO'])])
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- Function Compute, the Python runtimes: observed behaviour of builds of 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import StateLeaked
from fclint.rule import WARNING, DryRun, Example, Report, Rule, outcome


class StateLeak(Rule):
    """Counters and caches are no leak: only objects of the protocol are looked at."""

    code, name = "FC906", "state-leak"
    summary = "a second request is answered differently because of what the first one left behind"
    severity = WARNING
    consequence = outcome(
        fc2="The first request of an instance is answered well, the following ones are not",
        wsgi="The first request of a worker is answered well, the following ones are not",
    )
    advice = "make what belongs to one request in the handler, not in the module"

    def on_state_leaked(self, event: StateLeaked) -> Iterator[Report]:
        yield self.report(event, f"state of an earlier request leaks: {event.what}")

    reported = (
        Example(
            "a list of headers that grows",
            """\
HEADERS = [('Content-Type', 'text/plain')]


def handler(environ, start_response):
    HEADERS.append(('X-Method', environ['REQUEST_METHOD']))
    start_response('200 OK', HEADERS)  # FC906
    return [b'hello']
""",
            dry_run=DryRun(times=2),
        ),
        Example(
            "a body that can be read once",
            """\
LINES = iter([b'one', b'two'])


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return LINES  # FC906
""",
            dry_run=DryRun(times=2),
        ),
    )
    clean = (
        Example(
            "a list of headers that stays as it is",
            """\
HEADERS = [('Content-Type', 'text/plain')]


def handler(environ, start_response):
    start_response('200 OK', HEADERS)
    return [b'hello']
""",
            dry_run=DryRun(times=2),
        ),
        Example(
            "a counter",
            """\
COUNT = []


def handler(environ, start_response):
    COUNT.append(environ['PATH_INFO'])
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(len(COUNT)).encode()]
""",
            dry_run=DryRun(times=2),
        ),
    )
