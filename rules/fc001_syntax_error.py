"""syntax-error: a file that may hold a handler does not parse.

## What it does
Reports a file that no Python can compile, with CPython's own message at CPython's own position. A
file that only needs a newer Python than the one that runs fclint is parsed nevertheless, and is no
error.

## Why it matters
On Function Compute: the module cannot be loaded (errorType `UserCodeSyntaxError`), so every
request fails with HTTP 502.

On other WSGI servers: the server does not start, or answers 500 to every request.

## Example
```python
def handler(environ, start_response)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
There is no automatic fix.

## References
- [The Python grammar](https://docs.python.org/3/reference/grammar.html)
- Function Compute, "Error handling" in the documentation of the Python runtimes
"""

from __future__ import annotations

from fclint.rule import ERROR, Example, Rule, outcome


class SyntaxErrorRule(Rule):
    """The linter itself reports it: a file that does not parse has no events."""

    code, name = "FC001", "syntax-error"
    summary = "the file does not parse"
    static_only = "a file that does not parse is FC902 there"
    severity = ERROR
    consequence = outcome(
        fc2="The module cannot be loaded (UserCodeSyntaxError): every request ends in HTTP 502",
        wsgi="The server cannot import the application",
    )
    advice = "correct the syntax; `python -m py_compile FILE` shows the same error"

    reported = (
        Example(
            "a colon is missing",
            """\
import json


def handler(environ, start_response)  # FC001
    body = json.dumps({'ok': True}).encode()
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [body]
""",
        ),
        Example(
            "a bracket is never closed",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain'  # FC001
    start_response('200 OK', headers)
    return [b'hello']
""",
        ),
    )
    clean = (
        Example(
            "a file that Python compiles",
            """\
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET' | 'HEAD':
            status = '200 OK'
        case _:
            status = '405 Method Not Allowed'
    start_response(status, [('Content-Type', 'text/plain')])
    return [status.encode()]
""",
        ),
        Example(
            "a file that needs Python 3.12",
            """\
type Headers = list[tuple[str, str]]


def handler(environ, start_response):
    headers: Headers = [('Content-Type', 'text/plain')]
    start_response('200 OK', headers)
    return [b'hello']
""",
        ),
    )
