"""shadowed-module: the handler's module has the name of one that the runtime has imported.

## What it does
Reports a deployed handler whose module is called like a module that a built-in runtime has imported
before it loads the handler, such as `json`, `time`, `logging`, `types` or `signal`.

## Why it matters
On Function Compute: the runtime finds its own module under that name and never loads the file. The
attribute is missing there (errorType `HandlerNotFound`), so every request fails with HTTP 502.

On other WSGI servers: nothing is reported; whether the file is found depends on the server's path.

## Example
```yaml
services:
  web:
    component: fc
    props:
      function:
        handler: json.handler
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
There is no automatic fix: the file has to be renamed.

## References
- [Python, the module cache](https://docs.python.org/3/reference/import.html#the-module-cache)
- The behaviour of the platform's own Python 3 runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import HandlerNamed
from fclint.rule import ON_PLATFORM, Example, Report, Rule

_MODULE = """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
"""
_MANIFEST = """\
services:
  web:
    component: fc
    props:
      function:
        handler: {handler}
        runtime: {runtime}
        codeUri: .
      triggers:
        - {{name: http, type: http, config: {{authType: anonymous, methods: [GET]}}}}
"""


class ShadowedModule(Rule):
    """Anchored where the handler is named: the file itself is fine under another name."""

    code, name = "FC003", "shadowed-module"
    summary = "the handler's module has the name of a module that the runtime has imported already"
    static_only = "the handler that is not found is FC902 there"
    severity = ON_PLATFORM
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The file is never loaded (HandlerNotFound): every request ends in HTTP 502"
    }
    advice = "rename the module, for example to index.py"

    def on_handler_named(self, event: HandlerNamed) -> Iterator[Report]:
        if event.shadowed:
            module = event.written.rpartition(".")[0].removeprefix("./")
            yield self.report(
                event,
                f"handler {event.written!r} is never loaded: the runtime has imported another "
                f"module {module!r} before",
            )

    reported = (
        Example(
            "a module called json",
            _MODULE,
            files={
                "s.yaml": _MANIFEST.format(handler="json.handler  # FC003", runtime="python3.9"),
                "json.py": _MODULE,
            },
        ),
        Example(
            "a module called types",
            _MODULE,
            files={
                "s.yaml": _MANIFEST.format(handler="types.handler  # FC003", runtime="python3"),
                "types.py": _MODULE,
            },
        ),
    )
    clean = (
        Example(
            "a name of one's own",
            _MODULE,
            files={"s.yaml": _MANIFEST.format(handler="index.handler", runtime="python3.9")},
        ),
        Example(
            "a module below a folder",
            _MODULE,
            files={
                "s.yaml": _MANIFEST.format(handler="web.json.handler", runtime="python3.9"),
                "web/json.py": _MODULE,
            },
        ),
    )
