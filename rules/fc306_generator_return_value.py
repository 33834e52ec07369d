"""generator-return-value: a generator handler returns its body, and the body is lost.

## What it does
Reports `return value` in a handler that is a generator function, that is, one with a `yield`
somewhere, unless nothing is lost: the value is None or an empty body. Python hands such a value to
whoever delegates with `yield from`; a server only iterates.

## Why it matters
On Function Compute: the value is lost, and the client gets what was yielded before, or nothing.

On other WSGI servers: the same.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['PATH_INFO'] == '/':
        return [b'home']
    yield b'somewhere'
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['PATH_INFO'] == '/':
        yield b'home'
        return
    yield b'somewhere'
```

## Fix safety
There is no automatic fix.

## References
- [The return statement](https://docs.python.org/3/reference/simple_stmts.html#the-return-statement)
- [PEP 3333, The Application/Framework Side](https://peps.python.org/pep-3333/#the-application-framework-side)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import GeneratorReturned
from fclint.rule import ERROR, Example, Report, Rule, outcome
from fclint.values import Bytes, NoneShape, Sequence, Shape, Str, Unknown, describe


class GeneratorReturnValue(Rule):
    """A value that may well be None is nobody's body."""

    code, name = "FC306", "generator-return-value"
    summary = "a generator handler returns a value, which is lost"
    severity = ERROR
    consequence = outcome(
        fc2="The value is lost: the client gets only what was yielded",
        wsgi="The value is lost: the client gets only what was yielded",
    )
    advice = "yield the chunks, or move the `yield` into a function of its own"

    def on_generator_returned(self, event: GeneratorReturned) -> Iterator[Report]:
        for shape in event.value.shapes:
            if not isinstance(shape, NoneShape | Unknown) and not _is_empty_body(shape):
                yield self.report(event, f"a generator returns {describe(shape)}, which is lost")
                return

    reported = (
        Example(
            "a body that is returned on one path",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['PATH_INFO'] == '/':
        return [b'home']  # FC306
    yield b'somewhere'
""",
        ),
        Example(
            "an error page in a method that streams",
            """\
class Export:
    def __init__(self, lines):
        self.lines = lines

    def failed(self, reply):
        reply('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return [b'sorry']

    def __call__(self, environ, start_response):
        if not self.lines:
            return self.failed(start_response)  # FC306
        start_response('200 OK', [('Content-Type', 'text/csv')])
        for line in self.lines:
            yield line.encode()


handler = Export(open('export.csv').readlines())
""",
        ),
    )
    clean = (
        Example(
            "an empty body that is returned",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []
    yield b'hello'
""",
        ),
        Example(
            "a bare return",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'HEAD':
        return
    yield b'hello'
""",
        ),
        Example(
            "a value for a generator that delegates",
            """\
def lines(names):
    count = 0
    for name in names:
        yield name.encode()
        count += 1
    return count


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    count = yield from lines(['one', 'two'])
    yield str(count).encode()
""",
        ),
    )


def _is_empty_body(shape: Shape) -> bool:
    """Whether nothing would be sent of it: ``[]``, ``b''``, ``[b'']``."""
    if isinstance(shape, Bytes | Str):
        return not shape.value and shape.value is not None
    if not isinstance(shape, Sequence) or shape.items is None:
        return False
    if shape.kind not in ("list", "tuple"):
        return False  # an iterator doesn't show that it has nothing to give
    return all(_is_empty_body(chunk) for item in shape.items for chunk in item.shapes)
