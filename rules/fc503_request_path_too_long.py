"""request-path-too-long: the request's path and query are over 4 KB.

## What it does
Reports, in a dry run, a request whose path and query string are together longer than 4 KB (4096
bytes). The handler is not called then, as on the platform.

## Why it matters
On Function Compute: the platform answers HTTP 400 with the error InvalidArgument. The function is
not called, so that nothing of the request is in its log.

On other WSGI servers: WSGI has no such limit, and this rule is silent. Servers and proxies have
limits of their own.

## Example
```python
# curl "$URL/search?ids=$(seq -s, 1 2000)"
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
# curl --data-urlencode "ids=$(seq -s, 1 2000)" "$URL/search"
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


class RequestPathTooLong(Rule):
    """As the client sends them: percent-encoded, with the question mark."""

    code, name = "FC503", "request-path-too-long"
    summary = "the request's path and query are over 4 KB"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The platform answers 400 InvalidArgument, and the handler is not called"
    }
    advice = "send long parameters in the body"

    def on_request_refused(self, event: RequestRefused) -> Iterator[Report]:
        if event.limit == "path":
            yield self.report(
                event, f"path and query have {event.size} bytes, more than {event.maximum}"
            )

    reported = (
        Example(
            "a long query",
            """\
def handler(environ, start_response):  # FC503
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun({"path": "/search", "query": "ids=" + "1," * 2100}),
        ),
        Example(
            "a path that is long once it is percent-encoded",
            """\
def application(environ, start_response):  # FC503
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


handler = application
""",
            dry_run=DryRun({"path": "/" + "\u00fc" * 700}),
        ),
    )
    clean = (
        Example(
            "a short path",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            dry_run=DryRun({"path": "/search", "query": "ids=1,2,3"}),
        ),
        Example(
            "exactly 4 KB",
            """\
def application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]


handler = application
""",
            dry_run=DryRun({"path": "/" + "a" * 4095}),
        ),
    )
