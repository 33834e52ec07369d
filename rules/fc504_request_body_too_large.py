"""request-body-too-large: the request's body is over 32 MB, or 128 KB when asynchronous.

## What it does
Reports, in a dry run, a request whose body is larger than 32 MB, or than 128 KB where the function
is called asynchronously (`X-Fc-Invocation-Type: Async`). The handler is not called then, as on the
platform.

## Why it matters
On Function Compute: the platform answers HTTP 400 with the error InvalidArgument. The function is
not called, so that nothing of the request is in its log.

On other WSGI servers: WSGI has no such limit, and this rule is silent. Servers and proxies have
limits of their own.

## Example
```python
# curl --header 'X-Fc-Invocation-Type: Async' --data-binary @200-kilobytes.json ...
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
# curl --header 'X-Fc-Invocation-Type: Async' --data '{"object": "bucket/key"}' ...
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


class RequestBodyTooLarge(Rule):
    """Which of the two limits holds, the request says."""

    code, name = "FC504", "request-body-too-large"
    summary = "the request's body is over 32 MB, or 128 KB when asynchronous"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The platform answers 400 InvalidArgument, and the handler is not called"
    }
    advice = "upload large data to object storage and send its address"

    def on_request_refused(self, event: RequestRefused) -> Iterator[Report]:
        if event.limit == "body" or event.limit == "asynchronous body":
            yield self.report(
                event, f"the {event.limit} has {event.size} bytes, more than {event.maximum}"
            )

    reported = (
        Example(
            "129 KB for an asynchronous call",
            """\
def handler(environ, start_response):  # FC504
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun({"method": "POST", "body": "x" * 132096, "async": True}),
        ),
        Example(
            "one byte too many",
            """\
def application(environ, start_response):  # FC504
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


handler = application
""",
            dry_run=DryRun({"method": "PUT", "body": "x" * 131073, "async": True}),
        ),
    )
    clean = (
        Example(
            "129 KB for a call that is answered at once",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun({"method": "POST", "body": "x" * 132096}),
        ),
        Example(
            "exactly 128 KB",
            """\
def application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


handler = application
""",
            dry_run=DryRun({"method": "PUT", "body": "x" * 131072, "async": True}),
        ),
    )
