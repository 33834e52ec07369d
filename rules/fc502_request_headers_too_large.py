"""request-headers-too-large: the request's headers are over 8 KB.

## What it does
Reports, in a dry run, a request whose header names and values are together larger than 8 KB (8192
bytes). The handler is not called then, as on the platform.

## Why it matters
On Function Compute: the platform answers HTTP 400 with the error InvalidArgument. The function is
not called, so that nothing of the request is in its log.

On other WSGI servers: WSGI has no such limit, and this rule is silent. Servers and proxies have
limits of their own.

## Example
```python
# curl -H "Cookie: $(printf 'x%.0s' {1..9000})" ...
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
# curl --data-binary @state.json ...
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- [Function Compute, limits of HTTP triggers](https://www.alibabacloud.com/help/en/functioncompute/)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import RequestRefused
from fclint.rule import ON_PLATFORM, DryRun, Example, Report, Rule


class RequestHeadersTooLarge(Rule):
    """Names and values count, separators don't."""

    code, name = "FC502", "request-headers-too-large"
    summary = "the request's headers are over 8 KB"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The platform answers 400 InvalidArgument, and the handler is not called"
    }
    advice = "send large data in the body; keep cookies small"

    def on_request_refused(self, event: RequestRefused) -> Iterator[Report]:
        if event.limit == "headers":
            yield self.report(
                event, f"the request headers have {event.size} bytes, more than {event.maximum}"
            )

    reported = (
        Example(
            "a cookie of 9,000 bytes",
            """\
def handler(environ, start_response):  # FC502
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun({"headers": {"Cookie": "x" * 9000}}),
        ),
        Example(
            "many headers that are too large together",
            """\
def application(environ, start_response):  # FC502
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


handler = application
""",
            dry_run=DryRun({"headers": {f"X-Part-{n}": "y" * 100 for n in range(90)}}),
        ),
    )
    clean = (
        Example(
            "a cookie of 4,000 bytes",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun({"headers": {"Cookie": "x" * 4000}}),
        ),
        Example(
            "exactly 8 KB",
            """\
def application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


handler = application
""",
            dry_run=DryRun({"headers": {"Cookie": "x" * 8186}}),
        ),
    )
