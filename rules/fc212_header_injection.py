"""header-injection: decoded request data reaches a header unsanitised.

## What it does
Reports a header whose name or value holds request data that has been decoded, and that may
therefore hold CR or LF: `PATH_INFO`, what `parse_qs`, `parse_qsl`, `unquote` or `json.loads` give,
and the body. It follows the data through formatting, concatenation, methods of text, containers,
helpers and other files of the project.

These take the danger away: `quote`, `quote_plus`, `urlencode`, `int`, `json.dumps`, `repr`, an
encoder such as base64; `isdigit()`, `isalnum()` and their like; a membership test in constants, a
comparison with one, a lookup in a dict of constants; removing CR and LF with `replace`, `re.sub`,
`splitlines` or `split()`; a test for `'\\r'` and `'\\n'`. A check in code that isn't known, or with
a regular expression, counts as one. Raw headers (`HTTP_*`) and `QUERY_STRING` cannot hold CR or LF.

## Why it matters
On Function Compute: the runtime lets CR and LF through. What a client put behind them becomes a
header of its own, or a body (response splitting): cookies can be set, pages replaced, caches
poisoned.

On other WSGI servers: the same, or an error where the server looks at the header.

## Example
```python
from urllib.parse import parse_qs

def handler(environ, start_response):
    target = parse_qs(environ.get('QUERY_STRING', ''))['next'][0]
    start_response('302 Found', [('Location', target)])
    return []
```

`?next=/%0D%0ASet-Cookie:%20admin=1` sets a cookie.

## Use instead
```python
from urllib.parse import parse_qs, quote

def handler(environ, start_response):
    target = parse_qs(environ.get('QUERY_STRING', ''))['next'][0]
    start_response('302 Found', [('Location', quote(target))])
    return []
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- [RFC 9110, section 5.5, Field Values](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)
- [CWE-113, HTTP Request/Response Splitting](https://cwe.mitre.org/data/definitions/113.html)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import StartResponseCalled
from fclint.protocol.headers import header_pairs
from fclint.rule import ERROR, Example, Report, Rule, outcome
from fclint.values import Origin, Str, Unknown, Value


class HeaderInjection(Rule):
    """One report per call, for the first header concerned."""

    code, name = "FC212", "header-injection"
    summary = "decoded request data reaches a header unsanitised"
    severity = ERROR
    consequence = outcome(
        fc2="The runtime lets CR and LF through: a client can add headers of its own, or a body",
        wsgi="A client can add headers of its own, or a body, unless the server refuses them",
    )
    advice = "quote() it, compare it with what is allowed, or remove '\\r' and '\\n'"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.headers is None:
            return
        for name, value in header_pairs(event.headers):
            for part, what in ((name, "a header name"), (value, f"the header {_shown(name)}")):
                origin = _dangerous(part)
                if origin is not None:
                    yield self.report(event, f"{origin.name} may bring line breaks into {what}")
                    return

    reported = (
        Example(
            "a redirect to a parameter of the query",
            """\
from urllib.parse import parse_qs


def handler(environ, start_response):
    params = parse_qs(environ.get('QUERY_STRING', ''))
    target = params.get('next', ['/'])[0]
    start_response('302 Found', [('Location', target)])  # FC212
    return []
""",
        ),
        Example(
            "the decoded path in a header, through a helper",
            """\
def download(path):
    name = path.rsplit('/', 1)[-1]
    return [('Content-Type', 'text/csv'),
            ('Content-Disposition', f'attachment; filename="{name}"')]


def handler(environ, start_response):
    start_response('200 OK', download(environ['PATH_INFO']))  # FC212
    return [b'a,b']
""",
        ),
        Example(
            "a cookie from the body",
            """\
import json


def handler(environ, start_response):
    user = json.loads(environ['wsgi.input'].read())
    cookie = 'name=' + user['name']
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Set-Cookie', cookie)])  # FC212
    return [b'ok']
""",
            request={"method": "POST", "path": "/", "body": '{"name": "a\\r\\nX-Y: z"}'},
        ),
    )
    clean = (
        Example(
            "quoted",
            """\
from urllib.parse import parse_qs, quote


def handler(environ, start_response):
    target = parse_qs(environ.get('QUERY_STRING', '')).get('next', ['/'])[0]
    start_response('302 Found', [('Location', quote(target))])
    return []
""",
        ),
        Example(
            "one of a few constants",
            """\
from urllib.parse import parse_qs


def handler(environ, start_response):
    language = parse_qs(environ.get('QUERY_STRING', '')).get('lang', ['en'])[0]
    if language not in ('en', 'de', 'zh'):
        language = 'en'
    headers = [('Content-Type', 'text/plain'), ('Content-Language', language)]
    start_response('200 OK', headers)
    return [b'hello']
""",
        ),
        Example(
            "a raw header holds no line break",
            """\
def handler(environ, start_response):
    origin = environ.get('HTTP_ORIGIN', '*')
    headers = [('Content-Type', 'text/plain'), ('Access-Control-Allow-Origin', origin)]
    start_response('200 OK', headers)
    return [b'hello']
""",
        ),
        Example(
            "line breaks removed",
            r"""
def handler(environ, start_response):
    path = environ['PATH_INFO'].replace('\r', '').replace('\n', '')
    start_response('302 Found', [('Location', path + '/')])
    return []
""",
            static_only="a path beyond ASCII is reported there, as FC208",
        ),
    )


def _dangerous(value: Value) -> Origin | None:
    """The origin of a text that may hold CR or LF."""
    for shape in value.shapes:
        if isinstance(shape, (Str, Unknown)) and shape.origin is not None and shape.origin.breaks:
            return shape.origin
    return None


def _shown(name: Value) -> str:
    """The name of a header for a message."""
    shape = name.shapes[0] if len(name.shapes) == 1 else None
    known = shape.value if isinstance(shape, Str) else None
    return known if known is not None and len(known) <= 40 else "of a name that is not known"
