"""process-died: the process ended before it answered.

## What it does
Reports, in a dry run, that the process of the function ended while a request was answered or the
module was loaded: by `sys.exit()`, `os._exit()`, a signal, or for lack of memory.

## Why it matters
On Function Compute: 'Process exited unexpectedly before completing request': the request ends in
HTTP 502, and the next one waits for a new instance.

On other WSGI servers: the worker ends, with all requests that it serves at that moment.

## Example
```python
import sys


def handler(environ, start_response):
    if 'HTTP_X_TOKEN' not in environ:
        sys.exit('no token')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    if 'HTTP_X_TOKEN' not in environ:
        start_response('401 Unauthorized', [('Content-Type', 'text/plain')])
        return [b'no token']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- Function Compute, the Python runtimes: observed behaviour of builds of 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import ProcessDied
from fclint.rule import ERROR, DryRun, Example, Report, Rule, outcome


class ProcessDeath(Rule):
    """How it ended, the operating system says."""

    code, name = "FC904", "process-died"
    summary = "the process ended before it answered"
    severity = ERROR
    consequence = outcome(
        fc2="Process exited unexpectedly: HTTP 502, and the next request waits for a new instance",
        wsgi="The worker ends, with all requests that it serves",
    )
    advice = "return an error response instead of ending the process"

    def on_process_died(self, event: ProcessDied) -> Iterator[Report]:
        yield self.report(event, f"the process ended before it answered: {event.how}")

    reported = (
        Example(
            "sys.exit()",
            """\
import sys


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    sys.exit(3)  # FC904
""",
            dry_run=DryRun(),
        ),
        Example(
            "os._exit() in a helper",
            """\
import os


def give_up():
    os._exit(1)  # FC904


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    give_up()
    return [b'hello']
""",
            dry_run=DryRun(),
        ),
    )
    clean = (
        Example(
            "SystemExit is caught",
            """\
import sys


def main():
    sys.exit(0)


def handler(environ, start_response):
    try:
        main()
    except SystemExit as error:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [str(error.code).encode()]
    start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'']
""",
            dry_run=DryRun(),
        ),
        Example(
            "an error response",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun(),
        ),
    )
