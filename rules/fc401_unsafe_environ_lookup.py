"""unsafe-environ-lookup: a key is taken from environ that may not be there.

## What it does
Reports `environ[key]`, `environ.pop(key)` and `del environ[key]` where the request may lack the
key and the KeyError leaves the handler. A test (`in`, `get`), a handler of KeyError or of one of
its bases, `setdefault` or an assignment before it: whatever keeps the exception from leaving
silences the rule.

## Why it matters
On Function Compute: a request without the header ends in HTTP 502 with `X-Fc-Error-Type:
UnhandledInvocationError`. `QUERY_STRING`, `CONTENT_TYPE` and `CONTENT_LENGTH` are set on every
request by today's runtimes, but the documentation does not promise it, and its samples guard them.

On other WSGI servers: headers, `QUERY_STRING`, `CONTENT_TYPE` and `CONTENT_LENGTH` may be absent.
The KeyError ends in a server error.

## Example
```python
def handler(environ, start_response):
    token = environ['HTTP_AUTHORIZATION']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [token.encode()]
```

## Use instead
```python
def handler(environ, start_response):
    token = environ.get('HTTP_AUTHORIZATION', '')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [token.encode()]
```

## Fix safety
Unsafe: only with `--unsafe-fixes`. `environ[key]` becomes `environ.get(key, '')`, which answers
requests that lack the key as if it were empty; whether that is right is yours to say. There is no
fix for `pop()` and `del`.

## References
- [PEP 3333, environ Variables](https://peps.python.org/pep-3333/#environ-variables)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import ExceptionEscaped, KeyMissing
from fclint.finding import Fix
from fclint.rule import ERROR, TOLERATED, Example, Report, Rule, outcome
from fclint.targets import TARGETS, Presence, Target

_UNDOCUMENTED = outcome(
    fc2="Today's runtimes set it, but nothing promises it; the local emulator may leave it out",
    wsgi="The server may leave it out: KeyError, and the request ends in a server error",
)


class UnsafeEnvironLookup(Rule):
    """The targets say which keys may be absent."""

    code, name = "FC401", "unsafe-environ-lookup"
    summary = "a key is taken from environ that may not be there"
    severity = ERROR
    milder = TOLERATED
    fixable = "unsafe"
    consequence = outcome(
        fc2="Without it the KeyError leaves the handler: HTTP 502, UnhandledInvocationError",
        wsgi="Without it the KeyError leaves the handler: the request ends in a server error",
    )
    advice = "use `environ.get(key, '')`, or test with `in` first"

    def on_exception_escaped(self, event: ExceptionEscaped) -> Iterator[Report]:
        cause = event.cause
        if not isinstance(cause, KeyMissing):
            return
        target = TARGETS[event.handler.target]
        presence = Presence.NEVER if cause.removed else target.presence(cause.key)
        if presence is Presence.ALWAYS:
            return
        undocumented = presence is Presence.UNDOCUMENTED
        verb = "raises" if presence is Presence.NEVER else "may raise"
        yield self.report(
            event,
            f"{_expression(cause)} {verb} KeyError: {_reason(cause, presence, target)}",
            severity=self.milder if undocumented else self.severity,
            consequence=_UNDOCUMENTED if undocumented else None,
            fix=_with_default(event),
        )

    reported = (
        Example(
            "a header",
            """\
TOKEN = 'HTTP_X_TOKEN'


def authorised(env):
    return env[TOKEN] == 'secret'  # FC401


def handler(environ, start_response):
    status = '200 OK' if authorised(environ) else '403 Forbidden'
    start_response(status, [('Content-Type', 'text/plain')])
    return [status.encode()]
""",
        ),
        Example(
            "what today's runtimes set",
            """\
from urllib.parse import parse_qs


def handler(environ, start_response):
    query = parse_qs(environ['QUERY_STRING'])  # FC401
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(len(query)).encode()]
""",
            static_only="today's runtimes always set it, and so does the dry run",
        ),
        Example(
            "keys of a loop, and pop()",
            """\
def handler(environ, start_response):
    seen = []
    for key in ('REQUEST_METHOD', 'HTTP_X_TENANT'):
        seen.append(environ[key])  # FC401
    environ.pop('HTTP_COOKIE')  # FC401
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [' '.join(seen).encode()]
""",
        ),
        Example(
            "the exception of another type is caught",
            """\
def handler(environ, start_response):
    try:
        agent = environ['HTTP_USER_AGENT']  # FC401
    except ValueError:
        agent = ''
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [agent.encode()]
""",
        ),
    )
    clean = (
        Example(
            "a default, a test, and what is always there",
            """\
def handler(environ, start_response):
    agent = environ.get('HTTP_USER_AGENT', '')
    if 'HTTP_X_TOKEN' in environ:
        agent += environ['HTTP_X_TOKEN']
    method, path = environ['REQUEST_METHOD'], environ['PATH_INFO']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [' '.join((method, path, agent)).encode()]
""",
        ),
        Example(
            "a base class of KeyError is caught, by the caller",
            """\
def token(environ):
    return environ['HTTP_X_TOKEN']


def handler(environ, start_response):
    try:
        status = '200 OK' if token(environ) == 'secret' else '403 Forbidden'
    except LookupError:
        status = '401 Unauthorized'
    start_response(status, [('Content-Type', 'text/plain')])
    return [status.encode()]
""",
        ),
        Example(
            "keys that were set before",
            """\
from contextlib import suppress


def handler(environ, start_response):
    environ.setdefault('HTTP_X_TENANT', 'default')
    environ['app.started'] = 'yes'
    with suppress(KeyError):
        del environ['HTTP_PROXY']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['HTTP_X_TENANT'].encode(), environ['app.started'].encode()]
""",
        ),
    )


def _expression(cause: KeyMissing) -> str:
    match cause.operation:
        case "pop":
            return f"environ.pop({cause.key!r})"
        case "del":
            return f"del environ[{cause.key!r}]"
        case "popitem":
            return "environ.popitem()"
    return f"environ[{cause.key!r}]"


def _reason(cause: KeyMissing, presence: Presence, target: Target) -> str:
    key = cause.key
    if cause.removed:
        return "on this path the key is known not to be there"
    if presence is Presence.NEVER:
        return f"{target.title} never sets it"
    if presence is Presence.UNDOCUMENTED:
        return f"no documentation promises that {target.title} sets it"
    if key.startswith("HTTP_"):
        return "the header is optional"
    return "the key may be absent"


def _with_default(event: ExceptionEscaped) -> Fix | None:
    written = event.expression
    if written is None:
        return None
    text = rewriting.with_default(written.text, "")
    return rewriting.fix(written, text, "Use `.get()` with an empty default", safe=False)
