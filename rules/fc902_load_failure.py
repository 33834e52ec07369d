"""load-failure: the handler's module could not be loaded.

## What it does
Reports, in a dry run, why there is no handler to call: its module is missing, doesn't parse or
raises an exception when it is imported, or has no such attribute. It is loaded as the runtime
loads it: the handler is split at its last dot, the left part is a path below the code directory,
`__init__.py` of parent folders is not executed, and a module that the runtime has imported itself
is used instead of yours.

## Why it matters
On Function Compute: every request ends in HTTP 502. The errorType is ImportModuleError,
UserCodeSyntaxError, InvalidHandleName (for any ValueError, too), UserCodeError or HandlerNotFound.

On other WSGI servers: the server does not start, or answers every request with an error.

## Example
```python
import requets  # mistyped, or not packed with the code


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
import requests


def handler(environ, start_response):
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

from fclint.events import LoadFailed
from fclint.protocol.messages import one_line
from fclint.rule import ERROR, DryRun, Example, Report, Rule, outcome


class LoadFailure(Rule):
    """The errorType is the runtime's."""

    code, name = "FC902", "load-failure"
    summary = "the handler's module could not be loaded"
    severity = ERROR
    consequence = outcome(
        fc2="Every request ends in HTTP 502 with this errorType",
        wsgi="The server does not start, or every request ends in an error",
    )
    advice = "make the module importable from the code directory alone"

    def on_load_failed(self, event: LoadFailed) -> Iterator[Report]:
        said = one_line(event.message)
        yield self.report(event, f"the module cannot be loaded, {event.error_type}: {said}")

    reported = (
        Example(
            "a package that is not there",
            """\
import acme_framework  # FC902


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun(),
        ),
        Example(
            "a setting that is no number",
            """\
LIMIT = int('ten')  # FC902


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun(),
        ),
    )
    clean = (
        Example(
            "an import that may fail",
            """\
try:
    import acme_framework
except ImportError:
    acme_framework = None


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun(),
        ),
        Example(
            "a module of the same folder",
            """\
from json import dumps


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [dumps('hello').encode()]
""",
            dry_run=DryRun(),
        ),
    )
