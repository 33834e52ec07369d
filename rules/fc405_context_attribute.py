"""context-attribute: the context is asked for an attribute that it doesn't have.

## What it does
Reports attributes that the platform's context (`environ['fc.context']`) and its `credentials`,
`function`, `service` and `tracing` don't have, subscripts of any of them, and the use of
`context.logger`, which is None where an instance serves one request at a time: `getLogger()` is the
one that works. `hasattr`, `getattr` with a default, a test or a handler of the exception silences
the rule. On the Python 3.12 runtime `credentials`, `service` and `tracing` are not there.

## Why it matters
On Function Compute: the AttributeError (or TypeError) leaves the handler, and the request ends in
HTTP 502. Names of other platforms, such as `aws_request_id` and `function_name`, are not there.

On other WSGI servers: there is no such context; nothing is reported.

## Example
```python
def handler(environ, start_response):
    context = environ['fc.context']
    context.logger.info('%s of %s', context.aws_request_id, context.function_name)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'done']
```

## Use instead
```python
def handler(environ, start_response):
    context = environ['fc.context']
    context.getLogger().info('%s of %s', context.request_id, context.function.name)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'done']
```

## Fix safety
Unsafe: only with `--unsafe-fixes`. The name becomes the one that was probably meant:
`context.aws_request_id` becomes `context.request_id`. There is no fix for subscripts and for
`context.logger`.

## References
- Function Compute, "Context" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from fclint import rewriting
from fclint.events import ContextMisused, ExceptionEscaped
from fclint.finding import Fix
from fclint.rule import ON_PLATFORM, Example, Report, Rule


class ContextAttribute(Rule):
    """What the context has is data: :mod:`fclint.targets.context`."""

    code, name = "FC405", "context-attribute"
    summary = "the context is asked for an attribute that it doesn't have"
    severity = ON_PLATFORM
    fixable = "unsafe"
    consequence: ClassVar[Mapping[str, str]] = {
        "fc2": "The exception leaves the handler: HTTP 502, UnhandledInvocationError"
    }
    advice = "use an attribute that the context has"

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        cause = event.cause
        if isinstance(cause, ContextMisused):
            yield self.report(
                event,
                _message(cause, event.exception),
                advice=_advice(cause),
                fix=_renamed(event, cause),
            )

    reported = (
        Example(
            "another platform's names",
            """\
def handler(environ, start_response):
    context = environ['fc.context']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [context.aws_request_id.encode()]  # FC405
""",
        ),
        Example(
            "logger is None",
            """\
def log(context, message):
    context.logger.info(message)  # FC405


def handler(environ, start_response):
    log(environ['fc.context'], 'hello')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'']
""",
        ),
        Example(
            "the context is no dict",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['fc.context']['request_id'].encode()]  # FC405
""",
        ),
    )
    clean = (
        Example(
            "what it has",
            """\
def handler(environ, start_response):
    context = environ['fc.context']
    context.getLogger().info('%s %s', context.request_id, context.function.name)
    key = context.credentials.access_key_id
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [context.service.name.encode(), key.encode()]
""",
        ),
        Example(
            "guards",
            """\
def handler(environ, start_response):
    context = environ['fc.context']
    name = getattr(context, 'function_name', '') or context.function.name
    if context.logger:
        context.logger.info(name)
    try:
        name = context.aws_request_id
    except AttributeError:
        name = context.request_id
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [name.encode()]
""",
        ),
    )


def _message(cause: ContextMisused, exception: str) -> str:
    owner = cause.owner if cause.owner == "context" else f"context.{cause.owner}"
    if cause.operation == "none":
        return f"using {owner}.{cause.name} raises {exception}: it is None"
    if cause.operation == "subscript":
        return f"{owner}[{cause.name!r}] raises {exception}: {owner} has attributes, not items"
    told = f"{owner}.{cause.name} raises {exception}: {owner} has no such attribute"
    return f"{told}; did you mean {cause.suggestion!r}?" if cause.suggestion else told


def _advice(cause: ContextMisused) -> str:
    if not cause.suggestion:
        return ""
    owner = cause.owner if cause.owner == "context" else f"context.{cause.owner}"
    return f"use `{owner}.{cause.suggestion}`"


def _renamed(event: ExceptionEscaped, cause: ContextMisused) -> Fix | None:
    meant = cause.suggestion
    if cause.operation != "attribute" or not meant.isidentifier():
        return None
    return rewriting.fix(event.expression, meant, f"Use {meant!r}", safe=False)
