"""async-handler: the handler is an async function.

## What it does
Reports a handler that is declared `async def`, whether it is a coroutine function or an async
generator. Nothing else is said about the calls and the body of such a handler.

## Why it matters
On Function Compute: nobody awaits the coroutine. The runtime gets an object it cannot send,
`Exception: invalid response type`, and every request ends in HTTP 502.

On other WSGI servers: WSGI is synchronous. The server tries to iterate a coroutine, which raises
TypeError, and start_response is never called.

## Example
```python
async def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
import asyncio


def handler(environ, start_response):
    body = asyncio.run(fetch())
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
```

## Fix safety
There is no automatic fix.

## References
- [PEP 3333, Specification Details](https://peps.python.org/pep-3333/#specification-details)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import HandlerEntered
from fclint.rule import ERROR, Example, Report, Rule, outcome

_RESULT = {"async def": "a coroutine", "async generator": "an async generator"}


class AsyncHandler(Rule):
    """Calling it runs nothing of it."""

    code, name = "FC102", "async-handler"
    summary = "the handler is an async function"
    severity = ERROR
    consequence = outcome(
        fc2="Nothing awaits it, 'invalid response type': every request ends in HTTP 502",
        wsgi="Nothing awaits it, and it is not iterable: every request ends in a server error",
    )
    advice = "declare it with `def`, and run the asynchronous part with `asyncio.run(...)`"
    mutes = ("FC2", "FC3")

    def on_handler_entered(self, event: HandlerEntered) -> Iterator[Report]:
        result = _RESULT.get(event.signature.form)
        if result is not None:
            yield self.report(
                event, f"{event.handler.name} is async: calling it gives {result}, not a response"
            )

    reported = (
        Example(
            "a coroutine function",
            """\
import asyncio


async def fetch():
    await asyncio.sleep(0.1)
    return b'{}'


async def handler(environ, start_response):  # FC102
    body = await fetch()
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [body]
""",
        ),
        Example(
            "an async generator as a method",
            """\
class Application:
    async def __call__(self, environ, start_response):  # FC102
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'hello'


handler = Application()
""",
        ),
    )
    clean = (
        Example(
            "an async function that the handler runs",
            """\
import asyncio


async def fetch():
    await asyncio.sleep(0.1)
    return b'{}'


def handler(environ, start_response):
    body = asyncio.run(fetch())
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [body]
""",
        ),
        Example(
            "an ASGI application is no WSGI handler",
            """\
async def app(scope, receive, send):
    await send({'type': 'http.response.start', 'status': 200, 'headers': []})
    await send({'type': 'http.response.body', 'body': b'hello'})


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
    )
