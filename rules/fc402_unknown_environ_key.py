"""unknown-environ-key: environ is asked for a key that nothing sets.

## What it does
Reports every way of asking environ for a key (`environ[key]`, `get`, `pop`, `del`, `in`; in
helpers, through constants and in loops as well) that nothing puts there: a slip of a known key
(`REQUEST_METHD`), a header that is not written as WSGI writes it (`Content-Type`, `http_x_token`,
`USER_AGENT`), `HTTP_CONTENT_TYPE`, and the keys that Function Compute never sets. A key that the
program sets itself, that a manifest sets as an environment variable, or that has a dot of its own
(`myapp.session`) is not reported, and neither is a test whether an optional key of other servers
(`wsgi.file_wrapper`) is there.

## Why it matters
On Function Compute: `environ.get()` gives its default on every request, so that what depends on
the key never happens; `environ[key]` raises KeyError. Headers are there as `HTTP_` and the name in
upper case with `_` for `-`. `fc.request_id` and `fc.request_url` are often asked for and never
there.

On other WSGI servers: the same, but for the keys that such a server sets.

## Example
```python
def handler(environ, start_response):
    request_id = environ.get('fc.request_id', 'unknown')
    token = environ.get('X-Token', '')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [request_id.encode(), token.encode()]
```

## Use instead
```python
def handler(environ, start_response):
    request_id = environ['fc.context'].request_id
    token = environ.get('HTTP_X_TOKEN', '')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [request_id.encode(), token.encode()]
```

## Fix safety
Unsafe: only with `--unsafe-fixes`. A key that is a literal in the lookup becomes the key that was
probably meant: `environ['USER_AGENT']` becomes `environ['HTTP_USER_AGENT']`. There is no fix for
keys that a platform never sets, because what is there instead is something else.

## References
- [PEP 3333, environ Variables](https://peps.python.org/pep-3333/#environ-variables)
- [RFC 3875, 4.1.18](https://www.rfc-editor.org/rfc/rfc3875#section-4.1.18)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import KeyRead
from fclint.finding import Fix
from fclint.rule import WARNING, Example, Report, Rule, outcome
from fclint.targets import TARGETS
from fclint.targets.keys import OPTIONAL, Mistake, mistaken


class UnknownEnvironKey(Rule):
    """The targets say which keys there are, :mod:`fclint.targets.keys` what was meant."""

    code, name = "FC402", "unknown-environ-key"
    summary = "environ is asked for a key that nothing sets"
    static_only = "environ is a plain dict, in which nobody sees what is asked for"
    severity = WARNING
    fixable = "unsafe"
    consequence = outcome(
        fc2="It is not there on any request: get() gives the default, a subscript raises KeyError",
        wsgi="It is not there on any request: get() gives the default, a subscript raises KeyError",
    )
    advice = "use a key that the server sets"

    def on_key_read(self, event: KeyRead) -> Iterator[Report]:
        if event.present:
            return
        target = TARGETS[event.handler.target]
        mistake = mistaken(target, event.key)
        if mistake is None:
            return
        asks = event.operation == "in" or event.tested
        if mistake.portable and (asks or (event.key in OPTIONAL and event.operation == "get")):
            return
        yield self.report(
            event,
            _message(event.key, mistake, target.title),
            advice=f"use {mistake.suggestion!r}" if mistake.suggestion else self.advice,
            fix=_renamed(event, mistake),
        )

    reported = (
        Example(
            "a slip, and a header as the client sent it",
            """\
def handler(environ, start_response):
    query = environ.get('QUERYSTRING', '')  # FC402
    token = environ.get('X-Token', '')  # FC402
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [query.encode(), token.encode()]
""",
        ),
        Example(
            "what the platform never sets",
            """\
def request_id(environ):
    return environ.get('fc.request_id', 'unknown')  # FC402


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [request_id(environ).encode()]
""",
        ),
        Example(
            "Content-Type is no HTTP_ key, and other headers are",
            """\
def handler(environ, start_response):
    kind = environ.get('HTTP_CONTENT_TYPE', '')  # FC402
    agent = environ.get('USER_AGENT', '')  # FC402
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [kind.encode(), agent.encode()]
""",
            target="wsgi",
        ),
    )
    clean = (
        Example(
            "headers as WSGI writes them, environment variables, keys of the application",
            """\
def handler(environ, start_response):
    seen = [environ.get('HTTP_X_TOKEN', ''), environ.get('CONTENT_TYPE', '')]
    seen += [environ.get('DB_HOST', ''), str(environ.get('myapp.session'))]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [' '.join(seen).encode()]
""",
        ),
        Example(
            "a key that the program sets",
            """\
def handler(environ, start_response):
    environ['fc.request_id'] = environ['fc.context'].request_id
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['fc.request_id'].encode()]
""",
        ),
        Example(
            "the idiom of PEP 3333",
            """\
def handler(environ, start_response):
    file = open('index.html', 'rb')
    start_response('200 OK', [('Content-Type', 'text/html')])
    if 'wsgi.file_wrapper' in environ:
        return environ['wsgi.file_wrapper'](file, 8192)
    return iter(lambda: file.read(8192), b'')
""",
        ),
    )


def _message(key: str, mistake: Mistake, server: str) -> str:
    asked = f"environ is asked for {key!r}"
    if mistake.kind == "never":
        told = f"{asked}, which {server} never sets"
        return f"{told}; did you mean {mistake.suggestion!r}?" if mistake.suggestion else told
    if mistake.kind == "header":
        return f"{asked}: the header is there as {mistake.suggestion!r}"
    return f"{asked}, which nothing sets; did you mean {mistake.suggestion!r}?"


def _renamed(event: KeyRead, mistake: Mistake) -> Fix | None:
    written = event.expression
    if written is None or not mistake.suggestion or mistake.kind == "never":
        return None
    text = rewriting.quoted(mistake.suggestion, written.text)
    return rewriting.fix(written, text, f"Use {mistake.suggestion!r}", safe=False)
