"""reserved-header: the handler sets a header that belongs to the server or the platform.

## What it does
Reports hop-by-hop headers (Connection, Keep-Alive, Transfer-Encoding, Upgrade, TE, Trailer,
Proxy-*), the CGI header Status, and on Function Compute those that the platform does not let a
function set: Date, Server and everything that begins with X-Fc-. Content-Length is not reported:
PEP 3333 encourages it. Of headers that an installed framework sets, a dry run reports those alone
that no server takes.

## Why it matters
On Function Compute: the platform sets these headers itself, and the handler's value never reaches
the client.

On other WSGI servers: an application must not use hop-by-hop headers, as the connection belongs to
the server. Servers answer with an error, or send two contradicting headers. Date and Server are
fine.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Connection', 'close')])
    return [b'hello']
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
- [PEP 3333, Other HTTP Features](https://peps.python.org/pep-3333/#other-http-features)
- [RFC 2616, section 13.5.1](https://www.rfc-editor.org/rfc/rfc2616#section-13.5.1)
- Function Compute, "HTTP triggers", response headers that cannot be customised
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import StartResponseCalled
from fclint.protocol.headers import header_pairs
from fclint.rule import TOLERATED, Example, Report, Rule, outcome
from fclint.targets import TARGETS, Target
from fclint.targets.http import is_hop_by_hop
from fclint.values import Str


class ReservedHeader(Rule):
    """What only the platform refuses is fine on other servers."""

    code, name = "FC209", "reserved-header"
    summary = "a header that belongs to the server or the platform"
    severity = TOLERATED
    consequence = outcome(
        fc2="The platform sets this header itself: the handler's value does not reach the client",
        wsgi="PEP 3333 forbids it: the server refuses the header, or sends two that contradict",
    )
    advice = "leave the header out: the server sends it where it is needed"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.headers is None:
            return
        target = TARGETS[event.handler.target]
        names: list[str] = []
        for name, _ in header_pairs(event.headers):
            for shape in name.shapes:
                if isinstance(shape, Str):
                    seen = _reserved(shape, target, event.own)
                    if seen and seen not in names:
                        names.append(seen)
        if names:
            yield self.report(event, f"sets {', '.join(names)}, which the server alone may set")

    reported = (
        Example(
            "a hop-by-hop header",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    headers += [('Transfer-Encoding', 'chunked')]
    start_response('200 OK', headers)  # FC209
    return [b'hello']
""",
        ),
        Example(
            "a header of the platform",
            """\
def handler(environ, start_response):
    headers = {'Content-Type': 'text/plain', 'X-Fc-Request-Id': environ['fc.context'].request_id}
    start_response('200 OK', list(headers.items()))  # FC209
    return [b'hello']
""",
        ),
        Example(
            "a hop-by-hop header on another server",
            """\
def application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Connection', 'close')])  # FC209
    return [b'hello']
""",
            target="wsgi",
        ),
    )
    clean = (
        Example(
            "Content-Length is encouraged",
            """\
def handler(environ, start_response):
    body = b'hello'
    headers = [('Content-Type', 'text/plain'), ('Content-Length', str(len(body)))]
    start_response('200 OK', headers)
    return [body]
""",
        ),
        Example(
            "Date and Server on another server",
            """\
from wsgiref.handlers import format_date_time
import time


def application(environ, start_response):
    headers = [('Content-Type', 'text/plain'), ('Server', 'acme/1.0')]
    headers.append(('Date', format_date_time(time.time())))
    start_response('200 OK', headers)
    return [b'hello']
""",
            target="wsgi",
        ),
    )


def _reserved(name: Str, target: Target, own: bool) -> str | None:
    """The name as it is to be shown, where the handler may not set such a header. That the
    platform sets a header itself is of no use to know for the user of a framework (not ``own``)."""
    whole = name.value
    if whole is not None:
        if whole.lower() == "status" or is_hop_by_hop(whole):
            return whole
        return whole if own and target.refuses_header(whole) else None
    prefix = name.pieces[0] or "" if name.pieces else ""
    if prefix.lower().startswith(target.refused_header_prefixes):
        return f"{prefix}..."
    return None
