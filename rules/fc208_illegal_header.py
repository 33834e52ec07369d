"""illegal-header: a header's name or value holds characters that HTTP forbids.

## What it does
Reports a control character (a line break above all) in a name or a value, and a name that is empty
or holds a space, a colon or another character that names may not hold. A tab in a value is legal,
and so is a dot in a name. As a lesser case it reports names beyond ASCII and values beyond
latin-1.

## Why it matters
On Function Compute: the runtime lets all of it through. A line break ends the header, so that what
follows it becomes a header or a body of its own (response splitting). Characters beyond latin-1
are dropped with their header by the local emulator.

On other WSGI servers: PEP 3333 forbids control characters, and strings must be encodable as
latin-1. Servers answer with an error.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type:', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

A file name beyond ASCII is written with `urllib.parse.quote`: `"attachment; filename*=UTF-8''" +
quote(name)`.

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- [RFC 9110, section 5.1, Field Names](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)
- [RFC 9110, section 5.5, Field Values](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import StartResponseCalled
from fclint.protocol.headers import header_pairs, is_foreign, name_flaw, value_flaw
from fclint.rule import ERROR, TOLERATED, Example, Report, Rule, outcome
from fclint.values import Str, Value

_FOREIGN = outcome(
    fc2="The runtime lets it through; the local emulator drops the header",
    wsgi="The server cannot encode the header and answers with an error",
)


class IllegalHeader(Rule):
    """One report per call; what is known of a text in part is enough."""

    code, name = "FC208", "illegal-header"
    summary = "a header's name or value holds forbidden characters"
    severity = ERROR
    milder = TOLERATED
    consequence = outcome(
        fc2="The runtime lets it through, and what the client gets is broken or split",
        wsgi="The server refuses the header, or what the client gets is broken or split",
    )
    advice = "use a plain name, and a value on one line: quote or encode what is not ASCII"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        if event.headers is None:
            return
        pairs = list(header_pairs(event.headers))
        for problem in _forbidden(pairs):
            yield self.report(event, problem)
            return
        for problem in _foreign(pairs):
            yield self.report(event, problem, severity=self.milder, consequence=_FOREIGN)
            return

    reported = (
        Example(
            "a colon in the name",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain'), ('X-Version:', '1')]
    start_response('200 OK', headers)  # FC208
    return [b'hello']
""",
        ),
        Example(
            "a line break in the value",
            r"""
COOKIE = 'theme=dark\r\nSet-Cookie: size='


def handler(environ, start_response):
    start_response('200 OK', [  # FC208
        ('Content-Type', 'text/plain'),
        ('Set-Cookie', COOKIE + str(len(environ['PATH_INFO']))),
    ])
    return [b'hello']
""",
        ),
        Example(
            "a file name that is not latin-1",
            """\
def download(reply, name, content):
    disposition = 'attachment; filename="' + name + '"'
    reply('200 OK', [('Content-Type', 'text/csv'), ('Content-Disposition', disposition)])  # FC208
    return [content]


def handler(environ, start_response):
    return download(start_response, '报告.csv', b'a,b')
""",
        ),
    )
    clean = (
        Example(
            "a dot in the name and a tab in the value are legal",
            r"""
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X.Trace', 'a\tb')])
    return [b'hello']
""",
        ),
        Example(
            "a file name that is quoted",
            """\
from urllib.parse import quote


def handler(environ, start_response):
    disposition = "attachment; filename*=UTF-8''" + quote('报告.csv')
    headers = [('Content-Type', 'text/csv'), ('Content-Disposition', disposition)]
    start_response('200 OK', headers)
    return [b'a,b']
""",
        ),
    )


def _forbidden(pairs: list[tuple[Value, Value]]) -> Iterator[str]:
    for name, value in pairs:
        for text in _texts(name):
            flaw = name_flaw(text)
            if flaw is not None:
                yield f"header name{_shown(text)} {flaw}"
        for text in _texts(value):
            flaw = value_flaw(text)
            if flaw is not None:
                yield f"header value{_shown(text)} {flaw}"


def _foreign(pairs: list[tuple[Value, Value]]) -> Iterator[str]:
    for name, value in pairs:
        for text in _texts(name):
            if is_foreign(text, 0x7F):
                yield f"header name{_shown(text)} holds characters beyond ASCII"
        for text in _texts(value):
            if is_foreign(text, 0xFF):
                yield f"header value{_shown(text)} holds characters beyond latin-1"


def _texts(value: Value) -> list[Str]:
    return [shape for shape in value.shapes if isinstance(shape, Str)]


def _shown(text: Str) -> str:
    """The text with a space before it, where it is known and short."""
    return f" {text.value!r}" if text.value is not None and len(text.value) <= 40 else ""
