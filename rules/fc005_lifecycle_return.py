"""lifecycle-return: an initializer, pre_stop or pre_freeze that the runtime cannot serve.

## What it does
Reports a lifecycle handler that a manifest names and that cannot be called with the context alone,
or that returns something which JSON cannot serialise: a connection or another object, bytes, a set,
a generator. None, text, numbers, lists and dicts of these are fine.

## Why it matters
On Function Compute: the runtime calls `initializer(context)` and serialises what it returns as
JSON. If either fails, the instance does not start, and every request fails.

On other WSGI servers: nothing is reported; there are no lifecycle handlers.

## Example
```python
import sqlite3


def initializer(context):
    global connection
    connection = sqlite3.connect('/tmp/cache.db')
    return connection
```

## Use instead
```python
import sqlite3


def initializer(context):
    global connection
    connection = sqlite3.connect('/tmp/cache.db')
```

## Fix safety
There is no automatic fix.

## References
- Function Compute, "Lifecycle hooks" in the documentation of the Python runtimes
- [Python, json: encoders and decoders](https://docs.python.org/3/library/json.html#encoders-and-decoders)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import LifecycleEntered, LifecycleReturned
from fclint.protocol.calls import refusal
from fclint.protocol.json_types import unserialisable
from fclint.rule import ON_PLATFORM, Example, Report, Rule

_MANIFEST = """\
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
        initializer: index.initializer
        runtime: python3.9
        codeUri: .
      triggers:
        - {name: http, type: http, config: {authType: anonymous, methods: [GET]}}
"""
_HANDLER = """\


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
"""


class LifecycleReturn(Rule):
    """Anchored at the definition for its parameters, at the return for its value."""

    code, name = "FC005", "lifecycle-return"
    summary = "a lifecycle handler with a wrong arity, or whose result is no JSON"
    static_only = "a dry run calls no initializer and none of the other hooks"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The runtime calls it with the context and serialises what it returns: the instance "
        "does not start"
    }
    advice = "keep what is needed in a global variable and return nothing"

    def on_lifecycle_entered(self, event: LifecycleEntered) -> Iterator[Report]:
        reason = refusal(event.signature, 1)
        if reason is not None:
            yield self.report(
                event,
                f"{event.handler.name} {reason}, the platform passes one",
                consequence={"fc2": f"The {event.hook} raises TypeError"},
                advice=f"declare it as `def {event.handler.name}(context):`",
            )

    def on_lifecycle_returned(self, event: LifecycleReturned) -> Iterator[Report]:
        what = unserialisable(event.value)
        if what is not None:
            yield self.report(
                event, f"{event.handler.name} returns {what}, which JSON cannot serialise"
            )

    reported = (
        Example(
            "a connection is returned",
            """\
import sqlite3

connection = None


def initializer(context):
    global connection
    connection = sqlite3.connect('/tmp/cache.db')
    return connection  # FC005
"""
            + _HANDLER,
            files={"s.yaml": _MANIFEST},
        ),
        Example(
            "the context is not taken",
            """\
import logging


def initializer():  # FC005
    logging.getLogger().setLevel(logging.INFO)
"""
            + _HANDLER,
            files={"s.yaml": _MANIFEST},
        ),
    )
    clean = (
        Example(
            "nothing is returned",
            """\
import sqlite3

connection = None


def initializer(context):
    global connection
    connection = sqlite3.connect('/tmp/cache.db')
"""
            + _HANDLER,
            files={"s.yaml": _MANIFEST},
        ),
        Example(
            "JSON is returned",
            """\
def initializer(context, retries=3):
    return {'ready': True, 'retries': retries}
"""
            + _HANDLER,
            files={"s.yaml": _MANIFEST},
        ),
    )
