"""invalid-headers: the headers are not a list of (name, value) tuples of str.

## What it does
Reports headers that are a dict, None, a str or anything else that is no list, headers that are no
pairs, and names or values that are bytes, int, None or possibly None. As lesser cases it reports
pairs that come in another iterable (a tuple, `dict.items()`, a generator) and pairs that are
lists.

## Why it matters
On Function Compute: a dict or a str raises ValueError, None and bytes values raise TypeError; an
int or None as a value passes the runtime, and the platform cannot decode the answer. Each ends in
HTTP 502. A dict with keys of two letters is worse: each key is taken apart into a name and a
value. Tuples, `dict.items()`, generators and lists of lists work.

On other WSGI servers: the headers have to be a list of tuples of two str. Servers answer anything
else with an error.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', {'Content-Type': 'text/plain'})
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    headers = {'Content-Type': 'text/plain'}
    start_response('200 OK', list(headers.items()))
    return [b'hello']
```

## Fix safety
Safe. A dict, a tuple or a list that stands in the call becomes a list of tuples, and literals in it
that are bytes or int become str: `{'A': 'b'}` becomes `[('A', 'b')]`. `mapping.items()` and other
iterables of pairs are put into `list()`. There is no fix for variables, and for values that are
computed.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- [PEP 3333, Unicode Issues](https://peps.python.org/pep-3333/#unicode-issues)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import StartResponseCalled
from fclint.finding import Fix
from fclint.protocol.header_types import HeaderFlaw, header_type_flaws
from fclint.rule import ERROR, TOLERATED, Example, Report, Rule, outcome
from fclint.values import IteratorShape, Sequence, Value

_ACCEPTED = outcome(
    fc2="The runtime accepts it; other servers and emulators do not",
    wsgi="The server asks for a list of tuples of two str and answers with an error",
)


class InvalidHeaders(Rule):
    """One report per call: what fails comes before what Function Compute lets through."""

    code, name = "FC207", "invalid-headers"
    summary = "the headers are not a list of (name, value) tuples of str"
    severity = ERROR
    milder = TOLERATED
    fixable = "safe"
    consequence = outcome(
        fc2="The runtime or the platform cannot take the headers apart: HTTP 502",
        wsgi="The server cannot send the headers and answers with an error",
    )
    advice = "pass a list of tuples of two str: [('Content-Type', 'text/plain')]"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.headers is None:
            return
        worst: HeaderFlaw | None = None
        for flaw in header_type_flaws(event.headers):
            if worst is None or (worst.accepted and not flaw.accepted):
                worst = flaw
        if worst is not None:
            yield self.report(
                event,
                worst.message,
                severity=self.milder if worst.accepted else self.severity,
                consequence=_ACCEPTED if worst.accepted else None,
                fix=_as_list(event, event.headers),
            )

    reported = (
        Example(
            "a dict",
            """\
import json

JSON = {'Content-Type': 'application/json'}


def handler(environ, start_response):
    start_response('200 OK', JSON)  # FC207
    return [json.dumps({'ok': True}).encode()]
""",
        ),
        Example(
            "an int as a value",
            """\
def handler(environ, start_response):
    body = b'hello'
    headers = [('Content-Type', 'text/plain')]
    headers.append(('Content-Length', len(body)))
    start_response('200 OK', headers)  # FC207
    return [body]
""",
        ),
        Example(
            "a value that may be None",
            """\
def handler(environ, start_response):
    origin = environ.get('HTTP_ORIGIN')
    start_response('200 OK', [  # FC207
        ('Content-Type', 'text/plain'),
        ('Access-Control-Allow-Origin', origin),
    ])
    return [b'hello']
""",
        ),
        Example(
            "items() of a dict, which Function Compute accepts",
            """\
def respond(reply, status, headers):
    reply(status, headers.items())  # FC207
    return [status.encode()]


def handler(environ, start_response):
    return respond(start_response, '200 OK', {'Content-Type': 'text/plain'})
""",
        ),
    )
    clean = (
        Example(
            "a list made of a dict",
            """\
def handler(environ, start_response):
    headers = {'Content-Type': 'text/plain'}
    headers['Cache-Control'] = 'no-store'
    start_response('200 OK', list(headers.items()))
    return [b'hello']
""",
        ),
        Example(
            "None is ruled out",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    origin = environ.get('HTTP_ORIGIN')
    if origin is not None:
        headers.append(('Access-Control-Allow-Origin', origin))
    start_response('200 OK', headers)
    return [b'hello']
""",
        ),
        Example(
            "the items of the standard library's Headers are a list",
            """\
from wsgiref.headers import Headers


def handler(environ, start_response):
    headers = Headers([])
    headers.add_header('Content-Type', 'text/plain', charset='utf-8')
    start_response('200 OK', headers.items())
    return [b'hello']
""",
        ),
    )


def _as_list(event: StartResponseCalled, headers: Value) -> Fix | None:
    written = None
    if event.source is not None:
        written = event.source.argument(1, "headers", "response_headers")
    if written is None:
        return None
    text: str | None = None
    if written.form == "dict":
        text = rewriting.pairs_of_dict(written.text)
    elif written.form in ("list", "tuple"):
        text = rewriting.list_of_pairs(written.text)
    elif (
        written.form == "call"
        and headers.must_be(Sequence, IteratorShape)
        and not any(getattr(shape, "kind", "") == "list" for shape in headers.shapes)
    ):
        text = f"list({written.text})"
    return rewriting.fix(written, text, "Pass a list of tuples", safe=True)
