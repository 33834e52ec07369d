"""handler-not-found: a manifest or the configuration names a handler that is not there.

## What it does
Reports a handler in a manifest (`s.yaml`, `template.yml`, `*.tf`) whose module or attribute is not
there, that is not of the form `module.attribute`, or whose code directory is missing; and a name
under `handlers` in fclint's own configuration that is in no linted file. The module is looked for
as the runtime does: what stands before the last dot is a path below the code directory, with dots
or slashes. Names that a module may get in other ways (`from x import *`, `globals()`,
`__getattr__`) count as there.

## Why it matters
On Function Compute: the module or the attribute cannot be loaded (errorType `ImportModuleError`,
`HandlerNotFound` or `InvalidHandleName`), so every request fails with HTTP 502.

On other WSGI servers: an application that is named wrongly cannot be imported, and the server does
not start.

## Example
```yaml
services:
  web:
    component: fc
    props:
      function:
        handler: index.handle
        runtime: python3.9
        codeUri: .
```

## Use instead
```yaml
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
```

## Fix safety
There is no automatic fix.

## References
- Function Compute, "Request handlers" in the documentation of the Python runtimes
- [Serverless Devs, fc component](https://docs.serverless-devs.com/fc/yaml/function)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import HandlerNamed
from fclint.rule import ERROR, Example, Report, Rule, outcome

_MODULE = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
"""


class HandlerNotFound(Rule):
    """Anchored where the handler is named."""

    code, name = "FC002", "handler-not-found"
    summary = "a manifest or the configuration names a module or attribute that is not there"
    static_only = "it judges manifests; a handler that is not there is FC902 in a dry run"
    severity = ERROR
    consequence = outcome(
        fc2="The handler cannot be loaded: every request ends in HTTP 502",
        wsgi="The server cannot import the application",
    )
    advice = "name a module below the code directory and one of its attributes: index.handler"

    def on_handler_named(self, event: HandlerNamed) -> Iterator[Report]:
        if not event.missing:
            return
        hint = f"; did you mean {event.suggestion!r}?" if event.suggestion else ""
        message = f"handler {event.written!r} is not there: {event.detail}{hint}"
        yield self.report(event, message)

    reported = (
        Example(
            "the module has no such attribute",
            _MODULE,
            files={
                "s.yaml": """\
services:
  web:
    component: fc
    props:
      function:
        handler: index.handle  # FC002
        runtime: python3.9
        codeUri: .
      triggers:
        - {name: http, type: http, config: {authType: anonymous, methods: [GET]}}
"""
            },
        ),
        Example(
            "the module is in another folder",
            _MODULE,
            files={
                "s.yaml": """\
edition: 3.0.0
resources:
  web:
    component: fc3
    props:
      handler: src/main.handler  # FC002
      runtime: python3.10
      code: .
"""
            },
        ),
    )
    clean = (
        Example(
            "module and attribute are there",
            _MODULE,
            files={
                "s.yaml": """\
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
      triggers:
        - {name: http, type: http, config: {authType: anonymous, methods: [GET]}}
"""
            },
        ),
        Example(
            "a template may stand for anything, and a custom runtime starts its own server",
            _MODULE,
            files={
                "s.yaml": """\
services:
  web:
    component: fc
    props:
      function:
        handler: ${env(HANDLER)}
        runtime: python3.9
        codeUri: .
  server:
    component: fc
    props:
      function:
        handler: not.used
        runtime: custom.debian10
        codeUri: .
"""
            },
        ),
    )
