"""reserved-environment-variable: a manifest sets a variable that the runtime deletes.

## What it does
Reports an environment variable of a function with a built-in Python 3 runtime whose name begins
with `FC_` or `_FC_`, unless it is one of those that the runtime keeps, such as `FC_FUNC_CODE_PATH`.

## Why it matters
On Function Compute: these names are the platform's. The runtime deletes such a variable before user
code runs: `os.environ` and environ hold no such key.

On other WSGI servers: nothing is reported; the names mean nothing there.

## Example
```yaml
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
        environmentVariables:
          FC_TABLE: users
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
        environmentVariables:
          TABLE: users
```

## Fix safety
There is no automatic fix: the code that reads the variable has to change, too.

## References
- Function Compute, "Environment variables": reserved names
- The behaviour of the platform's own Python 3 runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import VariableSet
from fclint.finding import Severity
from fclint.rule import Example, Report, Rule
from fclint.targets.runtimes import is_reserved

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
        handler: index.handler
        runtime: {runtime}
        codeUri: .
        environmentVariables:
          {variable}
      triggers:
        - {{name: http, type: http, config: {{authType: anonymous, methods: [GET]}}}}
"""


def _manifest(variable: str, runtime: str = "python3.9") -> dict[str, str]:
    return {"s.yaml": _MANIFEST.format(variable=variable, runtime=runtime)}


class ReservedEnvironmentVariable(Rule):
    """Anchored at the variable's name in the manifest."""

    code, name = "FC006", "reserved-environment-variable"
    summary = "a manifest sets a variable that is deleted before user code runs"
    static_only = "it judges manifests; the variable is missing in a dry run, too"
    severity = {"fc2": Severity.WARNING}  # noqa: RUF012 (a mapping, as in every rule)
    consequence = {  # noqa: RUF012 (a mapping, as in every rule)
        "fc2": "The runtime deletes the variable before user code runs"
    }
    advice = "choose a name that begins with neither FC_ nor _FC_"

    def on_variable_set(self, event: VariableSet) -> Iterator[Report]:
        if is_reserved(event.name):
            prefix = "_FC_" if event.name.startswith("_") else "FC_"
            yield self.report(
                event,
                f"{event.name} is deleted before user code runs: {prefix} is the platform's prefix",
            )

    reported = (
        Example(
            "a name that begins with FC_", _MODULE, files=_manifest("FC_TABLE: users  # FC006")
        ),
        Example(
            "a name that begins with _FC_", _MODULE, files=_manifest("_FC_DEBUG: 'true'  # FC006")
        ),
    )
    clean = (
        Example("a name without a reserved prefix", _MODULE, files=_manifest("TABLE: users")),
        Example(
            "a custom runtime gets all variables",
            _MODULE,
            files=_manifest("FC_TABLE: users", runtime="custom.debian10"),
        ),
    )
