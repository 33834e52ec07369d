"""non-bytes-item: an item of the body, or what is written, is not bytes.

## What it does
Reports an item of the body that is a str, an int, None, a bytearray or anything else that is not
bytes; a returned dict, whose keys would be the body; a returned bytearray; and `write()` with
anything but bytes.

## Why it matters
On Function Compute: the Python 3 runtimes encode str items as UTF-8. Any other item ends in
`Exception: invalid response type`, HTTP 502, and so does a bytearray. Of a dict the keys are
joined and sent. `write('text')` raises TypeError, HTTP 502.

On other WSGI servers: every item has to be bytes, exactly. Servers answer with an error.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return ['hello', 42]
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return ['hello'.encode(), str(42).encode()]
```

## Fix safety
Safe. Items that are str are encoded as UTF-8, which is what Function Compute does with them, where
they stand in a `yield` of the handler itself or in the list or tuple that it returns. There is no
fix for other items, for items that may be something else on another path, and for `write()`.

## References
- [PEP 3333, Unicode Issues](https://peps.python.org/pep-3333/#unicode-issues)
- [PEP 3333, The write() Callable](https://peps.python.org/pep-3333/#the-write-callable)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import BodyReturned, ChunkProduced, WriteCalled
from fclint.finding import Fix
from fclint.rule import ERROR, TOLERATED, Example, Report, Rule, modal, outcome
from fclint.values import (
    ByteArray,
    Bytes,
    Environ,
    Instance,
    Mapping,
    Shape,
    Str,
    Unknown,
    describe,
)

_TEXT = outcome(
    fc2="The Python 3 runtimes send it as UTF-8; other servers and emulators fail",
    wsgi="The server wants bytes and answers with an error",
)
_KEYS = outcome(
    fc2="The keys are joined and sent as the body, with whatever status was set",
    wsgi="The server iterates the keys and answers with an error where one is not bytes",
)
_WRITTEN = outcome(
    fc2="write() raises TypeError: HTTP 502",
    wsgi="write() wants bytes: the request ends in a server error",
)


class NonBytesItem(Rule):
    """Text that is returned as a whole is FC301."""

    code, name = "FC303", "non-bytes-item"
    summary = "an item of the body is not bytes"
    severity = ERROR
    milder = TOLERATED
    fixable = "safe"
    consequence = outcome(
        fc2="The runtime raises 'invalid response type': HTTP 502",
        wsgi="The server wants bytes and answers with an error",
    )
    advice = "encode each item: `text.encode()`"

    def on_chunk_produced(self, event: ChunkProduced) -> Iterator[Report]:
        wrong = sorted(filter(_is_not_bytes, event.value.shapes), key=_is_text)
        if not wrong:
            return
        if event.container == "generator":
            verb = modal(event.value, "yields", "may yield")
        else:
            verb = f"the returned {event.container or 'body'} " + modal(
                event.value, "holds", "may hold"
            )
        worst = wrong[0]
        yield self.report(
            event,
            f"{verb} {describe(worst)}, not bytes",
            severity=self.milder if _is_text(worst) else self.severity,
            consequence=_TEXT if _is_text(worst) else None,
            fix=_encode(event),
        )

    def on_body_returned(self, event: BodyReturned) -> Iterator[Report]:
        verb = modal(event.value, "returns", "may return")
        for shape in event.value.shapes:
            match shape:
                case ByteArray():
                    yield self.report(
                        event,
                        f"{verb} {describe(shape)}, whose items are no bytes",
                        advice="return `[bytes(data)]`",
                    )
                    return
                case Mapping() | Environ():
                    yield self.report(
                        event,
                        f"{verb} {describe(shape)}, whose keys would be the body",
                        consequence=_KEYS,
                        advice="return `[json.dumps(data).encode()]`",
                    )
                    return

    def on_write_called(self, event: WriteCalled) -> Iterator[Report]:
        if event.value is None:
            return
        for shape in event.value.shapes:
            if _is_not_bytes(shape):
                verb = modal(event.value, "writes", "may write")
                yield self.report(
                    event, f"{verb} {describe(shape)}, not bytes", consequence=_WRITTEN
                )
                return

    reported = (
        Example(
            "text and a number in a list",
            """\
def handler(environ, start_response):
    parts = [b'count: ']
    parts.append(42)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return parts  # FC303
""",
        ),
        Example(
            "a generator that yields text",
            """\
def rows(names):
    for name in names:
        yield f'<li>{name}</li>'  # FC303


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    yield b'<ul>'
    yield from rows(['one', 'two'])
    yield '</ul>'  # FC303
""",
        ),
        Example(
            "a dict",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return {'message': 'hello'}  # FC303
""",
        ),
        Example(
            "text that is written",
            """\
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write('hello')  # FC211, FC303
    return []
""",
        ),
    )
    clean = (
        Example(
            "items that are encoded",
            """\
def handler(environ, start_response):
    names = ['one', 'two']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [name.encode() for name in names]
""",
        ),
        Example(
            "a file, and a generator of bytes",
            """\
def chunks(file):
    while chunk := file.read(8192):
        yield chunk


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/octet-stream')])
    if environ['REQUEST_METHOD'] == 'GET':
        return open('logo.png', 'rb')
    return chunks(environ['wsgi.input'])
""",
        ),
        Example(
            "a bytearray that is turned into bytes",
            """\
def handler(environ, start_response):
    data = bytearray(b'hello')
    data[0] = 0x48
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [bytes(data)]
""",
        ),
    )


def _is_text(shape: Shape) -> bool:
    return isinstance(shape, Str)


def _is_not_bytes(shape: Shape) -> bool:
    """Whether an object of this shape is certainly no bytes. What isn't iterable is none."""
    match shape:
        case Unknown() | Bytes() | Instance(base="bytes"):
            return False
        case Instance(base=None, role=None, iterable=iterable):
            return iterable is False
    return True


def _encode(event: ChunkProduced) -> Fix | None:
    written = event.expression
    if written is None or not event.value.must_be(Str):
        return None
    return rewriting.fix(written, rewriting.encoded(written), "Encode the text", safe=True)
