"""write-callable: the handler uses the legacy write() callable.

## What it does
Reports each call of what start_response returns.

## Why it matters
On Function Compute: what is written comes before the returned body, and both are sent together at
the end; nothing is streamed.

On other WSGI servers: write() exists for frameworks of the time before WSGI. New code must not use
it: middleware cannot buffer or change what is written, and some servers don't support it.

## Example
```python
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write(b'hello')
    return []
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
- [PEP 3333, The write() Callable](https://peps.python.org/pep-3333/#the-write-callable)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import WriteCalled
from fclint.rule import WARNING, Example, Report, Rule, outcome


class WriteCallable(Rule):
    """Whatever is written; FC303 judges its type."""

    code, name = "FC211", "write-callable"
    summary = "the legacy write() callable is used"
    severity = WARNING
    consequence = outcome(
        fc2="It works: what is written comes before the returned body, and nothing is streamed",
        wsgi="It may work: middleware cannot see it, and some servers don't support it",
    )
    advice = "return or yield the chunks instead"

    def on_write_called(self, event: WriteCalled) -> Iterator[Report]:
        yield self.report(event, "uses write(), which exists for legacy code only")

    reported = (
        Example(
            "under the usual name",
            """\
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write(b'hello')  # FC211
    return []
""",
        ),
        Example(
            "called by a helper",
            """\
def send(out, lines):
    for line in lines:
        out(line.encode())  # FC211


def handler(environ, start_response):
    send(start_response('200 OK', [('Content-Type', 'text/plain')]), ['hello', 'world'])
    return []
""",
        ),
    )
    clean = (
        Example(
            "the result is kept but not called",
            """\
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
        Example(
            "write() of a file",
            """\
import io


def handler(environ, start_response):
    out = io.BytesIO()
    out.write(b'hello')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [out.getvalue()]
""",
        ),
    )
