"""start-response-arguments: start_response is called with wrong arguments.

## What it does
Reports a call that raises TypeError: the status or the headers are missing, there are more than
three arguments, one is passed twice, or a keyword is unknown, such as `response_headers=`. As
lesser cases it reports the keywords `status=` and `headers=`, which not every server knows, and an
`exc_info` that is no triple such as `sys.exc_info()` gives.

## Why it matters
On Function Compute: wrong arguments raise TypeError, and the request ends in HTTP 502. The
documentation calls the second parameter `response_headers`, the runtime calls it `headers`. The
keywords `status=` and `headers=` work; `exc_info` is not looked at.

On other WSGI servers: start_response has to be called with positional arguments. The names of its
parameters differ from server to server, so any keyword may raise TypeError. An `exc_info` of
another shape fails when the server raises it again.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', response_headers=[('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
Safe. Keywords that are `status`, `headers`, `response_headers` or `exc_info` become positions:
`start_response(status='200 OK', headers=h)` becomes `start_response('200 OK', h)`. Arguments change
places only where they are constants, variables and displays of such. There is no fix for calls with
star-arguments, through partial objects, and with missing or doubled arguments.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- Function Compute, "HTTP handlers" in the documentation of the Python runtimes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fclint import rewriting
from fclint.events import StartResponseCalled
from fclint.finding import Fix
from fclint.plurals import noun
from fclint.protocol.calls import START_RESPONSE_PARAMETERS, exc_info_flaw
from fclint.rule import ERROR, TOLERATED, Example, Report, Rule, modal, outcome

_KEYWORDS = outcome(
    fc2="It works: the runtime has these names; other servers and emulators may have others",
    wsgi="PEP 3333 wants positional arguments: a server with other names raises TypeError",
)
_NO_TRIPLE = outcome(
    fc2="The runtime does not look at exc_info; other servers and emulators do",
    wsgi="The server takes it apart to raise the exception again, and fails",
)


class StartResponseArguments(Rule):
    """One report per call: what raises comes before what is only unwise."""

    code, name = "FC205", "start-response-arguments"
    summary = "start_response is called with wrong arguments"
    severity = ERROR
    milder = TOLERATED
    fixable = "safe"
    consequence = outcome(
        fc2="The call raises TypeError: the request ends in HTTP 502",
        wsgi="The call raises TypeError: the request ends in a server error",
    )
    advice = "pass the status and the headers by position: `start_response(status, headers)`"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        keywords = [name for name, _ in event.keywords]
        problem = _type_error(event, keywords)
        if problem is not None:
            yield self.report(event, problem, fix=_by_position(event))
        else:
            named = [name for name in ("status", "headers") if name in keywords]
            if named:
                yield self.report(
                    event,
                    "start_response is called with the "
                    f"{noun(len(named), 'keyword', 'keywords')} {_listed(named)}",
                    severity=self.milder,
                    consequence=_KEYWORDS,
                    fix=_by_position(event),
                )
            yield from self._of_exc_info(event)

    def _of_exc_info(self, event: StartResponseCalled) -> Iterator[Report]:
        exc_info = event.exc_info
        for flaw in map(exc_info_flaw, exc_info.shapes) if exc_info is not None else ():
            if flaw is not None and exc_info is not None:
                yield self.report(
                    event,
                    f"exc_info {modal(exc_info, 'is', 'may be')} {flaw}, not sys.exc_info()",
                    severity=self.milder,
                    consequence=_NO_TRIPLE,
                    advice="pass sys.exc_info()",
                )
                return

    reported = (
        Example(
            "the headers are missing",
            """\
def handler(environ, start_response):
    start_response('204 No Content')  # FC205
    return []
""",
        ),
        Example(
            "the keyword of the documentation",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    start_response('200 OK', response_headers=headers)  # FC205
    return [b'hello']
""",
        ),
        Example(
            "keywords that Function Compute knows",
            """\
from functools import partial


def handler(environ, start_response):
    ok = partial(start_response, status='200 OK')
    ok(headers=[('Content-Type', 'text/plain')])  # FC205
    return [b'hello']
""",
        ),
        Example(
            "an exception in the place of exc_info",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    try:
        count = int(environ.get('HTTP_X_COUNT', '0'))
    except ValueError as error:
        start_response('400 Bad Request', headers, error)  # FC205
        return [b'no number']
    start_response('200 OK', headers)
    return [b'x' * count]
""",
        ),
    )
    clean = (
        Example(
            "by position",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
        Example(
            "arguments from a tuple and a partial object",
            """\
from functools import partial

NOT_FOUND = ('404 Not Found', [('Content-Type', 'text/plain')])


def handler(environ, start_response):
    if environ['PATH_INFO'] != '/':
        start_response(*NOT_FOUND)
        return [b'not found']
    ok = partial(start_response, '200 OK')
    ok([('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
    )


def _type_error(event: StartResponseCalled, keywords: list[str]) -> str | None:
    """Why the call raises TypeError; None where it does not, or may not."""
    names = START_RESPONSE_PARAMETERS
    count = len(event.positional)
    if count > len(names):
        return f"start_response is called with {count} positional arguments, it takes three"
    for keyword in keywords:
        if keyword == "response_headers":
            return "start_response has no parameter 'response_headers': it is 'headers'"
        if keyword not in names:
            return f"start_response has no parameter {keyword!r}"
        if keyword in names[:count]:
            return f"start_response gets {keyword!r} twice, by position and by keyword"
    missing = [name for name in names[count:2] if name not in keywords]
    if missing and event.complete:
        return f"start_response is called without {_listed(missing)}"
    return None


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)


def _by_position(event: StartResponseCalled) -> Fix | None:
    source = event.source
    if source is None or not source.keywords:
        return None
    named = [name for name, _ in source.keywords]
    second = "response_headers" if "response_headers" in named else "headers"
    text = rewriting.by_position(source.whole.text, ("status", second, "exc_info"))
    if len(source.positional) + len(named) < 2:
        return None
    return rewriting.fix(source.whole, text, "Pass the arguments by position", safe=True)
