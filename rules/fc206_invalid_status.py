"""invalid-status: the status is not a str such as '200 OK'.

## What it does
Reports a status that is no str (an int, `http.HTTPStatus.OK`, None), is empty, does not begin with
a three-digit number from 100 to 599, or holds a control character. As lesser cases it reports
bytes, a number without a reason phrase, surrounding white space, and characters outside latin-1.
Of a status that is only known in part, it reports what holds for every possible rest.

## Why it matters
On Function Compute: the runtime splits the status and converts its first word. An int raises
AttributeError, `''` IndexError, `'OK'` ValueError, each of them HTTP 502. A number outside 100 to
599 goes out as it is, and clients can't make sense of it. `'200'` and `b'200 OK'` work.

On other WSGI servers: the status has to be a str of the form `'999 Message here'`. Servers answer
anything else with an error, or send a broken status line.

## Example
```python
def handler(environ, start_response):
    start_response(200, [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

A status of the standard library is written `f'{status.value} {status.phrase}'`.

## Fix safety
Safe. A literal with a known status code becomes a str with its reason phrase: `200`, `'200'` and
`b'200 OK'` become `'200 OK'`. There is no fix for anything else, such as `'OK'`, a variable or a
member of `http.HTTPStatus`.

## References
- [PEP 3333, The start_response() Callable](https://peps.python.org/pep-3333/#the-start-response-callable)
- [RFC 9110, section 15, Status Codes](https://www.rfc-editor.org/rfc/rfc9110#section-15)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint import rewriting
from fclint.events import StartResponseCalled
from fclint.finding import Fix
from fclint.protocol.status import Flaw, status_flaw, with_phrase
from fclint.rule import ERROR, TOLERATED, Example, Report, Rule, modal, outcome
from fclint.values import Bytes, Int, Str, Value

_TOLERATED = frozenset({Flaw.BYTES, Flaw.REASON, Flaw.SPACE, Flaw.ENCODING})
_BROKEN = "The server refuses the status, or sends a status line that clients can't read"
_CONSEQUENCE = {
    Flaw.TYPE: outcome(fc2="The runtime raises AttributeError: HTTP 502", wsgi=_BROKEN),
    Flaw.EMPTY: outcome(fc2="The runtime raises IndexError: HTTP 502", wsgi=_BROKEN),
    Flaw.NUMBER: outcome(fc2="The runtime raises ValueError: HTTP 502", wsgi=_BROKEN),
    Flaw.RANGE: outcome(fc2="The number goes out as it is, and no client knows it", wsgi=_BROKEN),
    Flaw.CONTROL: outcome(
        fc2="The runtime does not look at it; it has no place in a status line", wsgi=_BROKEN
    ),
}


class InvalidStatus(Rule):
    """The worst alternative of a status is reported."""

    code, name = "FC206", "invalid-status"
    summary = "the status is not a str such as '200 OK'"
    severity = ERROR
    milder = TOLERATED
    fixable = "safe"
    consequence = outcome(
        fc2="The runtime accepts it, other servers and emulators do not", wsgi=_BROKEN
    )
    advice = "pass a str of a number and a reason phrase: '200 OK'"

    def on_start_response_called(self, event: StartResponseCalled) -> Iterator[Report]:
        status = event.status
        if status is None:
            return
        flaws = [flaw for flaw in map(status_flaw, status.shapes) if flaw is not None]
        if flaws:
            worst = min(flaws, key=lambda flaw: flaw.kind in _TOLERATED)
            yield self.report(
                event,
                f"status {modal(status, 'is', 'may be')} {worst.words}",
                severity=self.milder if worst.kind in _TOLERATED else self.severity,
                consequence=_CONSEQUENCE.get(worst.kind),
                fix=_as_text(event, status),
            )

    reported = (
        Example(
            "an int",
            """\
import json


def respond(reply, code, value):
    reply(code, [('Content-Type', 'application/json')])  # FC206
    return [json.dumps(value).encode()]


def handler(environ, start_response):
    return respond(start_response, 200, {'ok': True})
""",
        ),
        Example(
            "a member of http.HTTPStatus",
            """\
from http import HTTPStatus


def handler(environ, start_response):
    start_response(HTTPStatus.OK, [('Content-Type', 'text/plain')])  # FC206
    return [b'hello']
""",
        ),
        Example(
            "words without a number, and a number without words",
            """\
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    if environ['REQUEST_METHOD'] == 'GET':
        start_response('OK', headers)  # FC206
    else:
        start_response('405', headers)  # FC206
    return [b'hello']
""",
        ),
    )
    clean = (
        Example(
            "a number and a reason phrase",
            """\
from http import HTTPStatus


def handler(environ, start_response):
    status = HTTPStatus.OK
    start_response(f'{status.value} {status.phrase}', [('Content-Type', 'text/plain')])
    return [b'hello']
""",
        ),
        Example(
            "a table of statuses",
            """\
STATUS = {200: '200 OK', 404: '404 Not Found'}


def handler(environ, start_response):
    code = 200 if environ['PATH_INFO'] == '/' else 404
    start_response(STATUS[code], [('Content-Type', 'text/plain')])
    return [STATUS[code].encode()]
""",
        ),
        Example(
            "a status that is not known",
            """\
from acme_backend import fetch


def handler(environ, start_response):
    answer = fetch(environ['PATH_INFO'])
    start_response('%d %s' % (answer.code, answer.reason), [('Content-Type', 'text/plain')])
    return [b'hello']
""",
            static_only="the package is not there",
        ),
    )


def _as_text(event: StartResponseCalled, status: Value) -> Fix | None:
    """A literal as the str that it stands for."""
    written = event.source.argument(0, "status") if event.source is not None else None
    if event.source is None or written is None or len(status.shapes) != 1:
        return None
    text: str | None = None
    match written.form, status.shapes[0]:
        case "number", Int(value=code) if code is not None:
            text = with_phrase(str(code))
        case "str", Str(value=known) if known is not None:
            text = with_phrase(known)
        case "bytes", Bytes(value=raw) if raw is not None and raw.isascii():
            text = with_phrase(raw.decode())
    if text is None or status_flaw(Str((text,))) is not None:
        return None
    like = event.source.whole.text if written.form == "number" else written.text
    return rewriting.fix(written, rewriting.quoted(text, like), f"Pass {text!r}", safe=True)
