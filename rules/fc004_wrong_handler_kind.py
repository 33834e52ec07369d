"""wrong-handler-kind: the deployed runtime calls another kind of handler than the code is.

## What it does
Reports a WSGI handler that a manifest deploys where the runtime calls `handler(event, context)`: a
built-in runtime of FC 3.0, python3.12, a function without an HTTP trigger; and an event handler
behind an HTTP trigger of FC 2.0, which calls `handler(environ, start_response)`. What the handler
does decides, its parameters' names only where it does nothing of either kind. Nothing else is
reported on such a handler.

## Why it matters
On Function Compute: a WSGI handler gets bytes and an FCContext: `TypeError: byte indices must be
integers or slices`, `TypeError: 'FCContext' object is not callable`. An event handler behind an
HTTP trigger of FC 2.0 gets a dict and a function: `json.loads(event)` raises TypeError,
`context.credentials` AttributeError, and of a dict that it returns only the keys are sent.

On other WSGI servers: nothing is reported; there is one kind of handler only.

## Example
```python
# s.yaml: component fc3, runtime python3.10, handler index.handler
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
# s.yaml: component fc3, runtime python3.10, handler index.handler
def handler(event, context):
    return {'statusCode': 200, 'headers': {'Content-Type': 'text/plain'}, 'body': 'hello'}
```

## Fix safety
There is no automatic fix. A WSGI application also runs on FC 3.0 in a custom runtime, which starts
a WSGI server.

## References
- Function Compute 3.0, "Request handlers" in the documentation of the Python runtimes
- Function Compute 2.0, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import HandlerDeployed
from fclint.rule import ON_PLATFORM, Example, Report, Rule

_WSGI_FOR_EVENT = {
    "fc2": "It gets bytes and an FCContext: TypeError: byte indices must be integers or slices, "
    "TypeError: 'FCContext' object is not callable"
}
_EVENT_FOR_WSGI = {
    "fc2": "It gets a dict and a function: json.loads(event) raises TypeError, "
    "context.credentials AttributeError, of a returned dict only the keys are sent"
}
_FC2 = """\
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
      triggers:
        - {name: http, type: http, config: {authType: anonymous, methods: [GET, POST]}}
"""
_FC3 = """\
edition: 3.0.0
resources:
  web:
    component: fc3
    props:
      handler: index.handler
      runtime: python3.10
      code: .
      triggers:
        - {triggerName: http, triggerType: http, triggerConfig: {methods: [GET, POST]}}
"""
_TIMER = """\
services:
  nightly:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
      triggers:
        - {name: nightly, type: timer, config: {cronExpression: '0 0 3 * * *', enable: true}}
"""


class WrongHandlerKind(Rule):
    """Anchored at the handler: what is wrong may as well be the manifest, which it names."""

    code, name = "FC004", "wrong-handler-kind"
    summary = "a WSGI handler where the runtime calls event handlers, or the other way round"
    static_only = "it judges what manifests deploy"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The handler is called with other arguments than it expects"
    }
    advice = "write a handler of the kind that is called, or change runtime or trigger"
    mutes = ("FC1", "FC2", "FC3", "FC4", "FC5")

    def on_handler_deployed(self, event: HandlerDeployed) -> Iterator[Report]:
        name = event.handler.name
        match event.kind, event.expected:
            case "wsgi", "event":
                yield self.report(
                    event,
                    f"{name} is a WSGI handler, but {event.reason}",
                    consequence=_WSGI_FOR_EVENT,
                    advice="write `def handler(event, context):`, or deploy it in a custom runtime "
                    "that starts a WSGI server",
                )
            case "event", "wsgi":
                yield self.report(
                    event,
                    f"{name} is an event handler, but {event.reason}",
                    consequence=_EVENT_FOR_WSGI,
                    advice="write `def handler(environ, start_response):`",
                )

    reported = (
        Example(
            "a WSGI handler on FC 3.0",
            """\
def handler(environ, start_response):  # FC004
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]
""",
            files={"s.yaml": _FC3},
        ),
        Example(
            "an event handler behind an HTTP trigger of FC 2.0",
            """\
import json


def handler(event, context):  # FC004
    name = json.loads(event).get('name', 'world')
    return {'statusCode': 200, 'body': 'hello ' + name}
""",
            files={"s.yaml": _FC2},
        ),
        Example(
            "a WSGI handler that a timer calls",
            """\
def handler(environ, start_response):  # FC004
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'done']
""",
            files={"s.yaml": _TIMER},
        ),
    )
    clean = (
        Example(
            "an event handler on FC 3.0",
            """\
import json


def handler(event, context):
    request = json.loads(event)
    return {'statusCode': 200, 'body': 'hello ' + request.get('rawPath', '')}
""",
            files={"s.yaml": _FC3},
        ),
        Example(
            "a WSGI handler whose parameters have other names",
            """\
def handler(event, context):
    context('200 OK', [('Content-Type', 'text/plain')])
    return [event['PATH_INFO'].encode()]
""",
            files={"s.yaml": _FC2},
        ),
    )
