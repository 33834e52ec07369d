"""The smallest request that shows a finding.

Of all requests of the matrix that show it the smallest is taken, and made smaller as long as it
still shows it; in the end a new instance proves that it does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from fclint.dryrun.process import Instance, WorkerError
from fclint.dryrun.request import Request
from fclint.finding import Finding
from fclint.matrix.running import Judge, Row

Key = tuple[str, str, int, int]
"""What makes two findings the same: code, file, row and column."""
_MOST_TRIES = 250
"""Requests that are sent to make one smaller, ..."""
_ALL_TRIES = 2_000
"""... and to make all of them smaller; but for each so many:"""
_LEAST_TRIES = 30
_DEATH = 20
"""What a request costs that the process dies of, beside others: a new one has to be started."""
_PATIENCE = 20.0
"""Seconds that may be spent on waiting for timeouts, for each finding."""
_MOST_TIMES = 5
_NOT_AGAIN = "sent again alone it did not show it"
_TOO_LONG = "not sent again, which would take the whole timeout"
_LONG = 64
_LARGE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding, and the smallest request that shows it.

    It takes ``times`` of them to one instance. ``labels`` are those of all requests that showed it.
    ``unproved`` says why no new instance that got nothing else showed it again; it is empty where
    one did.
    """

    finding: Finding
    request: Request
    times: int
    labels: tuple[str, ...]
    unproved: str = ""

    @property
    def proved(self) -> bool:
        """Whether a new instance showed it again."""
        return not self.unproved


def key_of(finding: Finding) -> Key:
    """What makes two findings the same."""
    span = finding.span
    return (finding.code, span.filename, span.row, span.column)


def size_of(request: Request) -> tuple[int, ...]:
    """How large a request is to whoever reads it: of two the lesser is the simpler."""
    return (
        len(request.headers),
        len(request.body),
        request.method != ("POST" if request.body else "GET"),
        len(request.query),
        len(request.target),
        sum(len(value) for _, value in request.headers),
        request.asynchronous,
    )


def smallest(
    rows: Sequence[Row],
    make: Callable[[], Instance],
    judge: Judge,
    on_finding: Callable[[], None],
) -> tuple[Shown, ...]:
    """Every finding of the rows once, sorted, each with the smallest request that shows it.

    ``make`` gives a new instance; ``on_finding`` is called after each.
    """
    found: dict[Key, list[tuple[Row, Finding]]] = {}
    for row in rows:
        for findings in row.findings:
            for finding in findings:
                found.setdefault(key_of(finding), []).append((row, finding))
    shown: list[Shown] = []
    tries = min(_MOST_TRIES, max(_ALL_TRIES // max(len(found), 1), _LEAST_TRIES))
    with closing(make()) as instance:
        for key, shows in found.items():
            shown.append(_Search(key, shows, instance, make, judge, tries).result())
            on_finding()
    return tuple(sorted(shown, key=lambda each: each.finding.sort_key))


class _Search:
    """Looks for the smallest request that shows one finding."""

    def __init__(
        self,
        key: Key,
        shows: list[tuple[Row, Finding]],
        instance: Instance,
        make: Callable[[], Instance],
        judge: Judge,
        tries: int,
    ) -> None:
        self.key = key
        self.shows = shows
        self.instance = instance
        self.make = make
        self.judge = judge
        timeout = instance.function.facts.timeout
        self.waits = key[0] == "FC903"
        self.tries = min(tries, int(_PATIENCE / timeout)) if self.waits else tries

    def result(self) -> Shown:
        labels = tuple(dict.fromkeys(row.planned.label for row, _ in self.shows))
        row, finding = min(self.shows, key=lambda show: size_of(show[0].planned.request))
        first = row.planned.request
        affordable = not self.waits or self.tries > 0
        for request in dict.fromkeys((self._reduced(first), first)) if affordable else ():
            proved = self._proved(request)
            if proved is not None and proved[1] > 1:
                # Where it takes several requests, it may be their number alone that does it.
                plain = self._proved(Request())
                request, proved = (Request(), plain) if plain is not None else (request, proved)
            if proved is not None:
                return Shown(proved[0], request, proved[1], labels)
        times = 1 if any(key_of(each) == self.key for each in row.findings[0]) else 2
        why = _NOT_AGAIN if affordable else _TOO_LONG
        return Shown(finding, first, times, labels, why)

    def _reduced(self, request: Request) -> Request:
        """A request that is as small as it can be made step by step."""
        smaller = True
        while smaller:
            smaller = False
            for each in simpler(request):
                if self.tries <= 0:
                    return request
                if size_of(each) < size_of(request) and self._still(each):
                    request, smaller = each, True
                    break
        return request

    def _still(self, request: Request) -> bool:
        self.tries -= 1
        found, died = self._call(self.instance, request)
        self.tries -= _DEATH * died
        return found is not None

    def _proved(self, request: Request) -> tuple[Finding, int] | None:
        """The finding, as a new instance shows it, and after how many requests it does."""
        with closing(self.make()) as instance:
            for times in range(1, _MOST_TIMES + 1):
                found, died = self._call(instance, request)
                if found is not None:
                    return found, times
                if died:
                    break
        return None

    def _call(self, instance: Instance, request: Request) -> tuple[Finding | None, bool]:
        try:
            recorded = instance.call(request)
        except WorkerError:
            instance.close()
            return None, True
        found = (each for each in self.judge(recorded) if key_of(each) == self.key)
        return next(found, None), recorded.died


def simpler(request: Request) -> Iterator[Request]:
    """Requests with a little less in them each, the greatest steps first."""
    yield Request()
    yield replace(request, headers=())
    for index in range(len(request.headers)):
        kept = (*request.headers[:index], *request.headers[index + 1 :])
        yield replace(request, headers=kept)
    for body in _shorter(request.body):
        yield replace(request, body=body)
    yield replace(request, method="POST" if request.body else "GET")
    for query in _shorter_query(request.query):
        yield replace(request, query=query)
    for path in _shorter_path(request.path):
        yield replace(request, path=path)
    for index, (name, value) in enumerate(request.headers):
        for less in _halves(value) if len(value) > _LONG else ():
            headers = list(request.headers)
            headers[index] = (name, less)
            yield replace(request, headers=tuple(headers))
    yield replace(request, asynchronous=False)


def _shorter(body: bytes) -> Iterator[bytes]:
    """The body with parts of it left out, halves first, single bytes last."""
    if not body:
        return
    yield b""
    yield from _without_members(body)
    size = len(body) // 2
    least = 1 if len(body) <= _LONG else len(body) // (16 if len(body) <= _LARGE else 4)
    while size >= max(least, 1):
        for start in range(0, len(body), size):
            yield body[:start] + body[start + size :]
        size //= 2


def _without_members(body: bytes) -> Iterator[bytes]:
    """A JSON object without each of its members."""
    try:
        whole = json.loads(body) if body[:1] == b"{" and len(body) <= _LARGE else None
    except (ValueError, RecursionError):
        return
    if not isinstance(whole, dict):
        return
    for name in whole:
        yield json.dumps({key: value for key, value in whole.items() if key != name}).encode()


def _shorter_query(query: str) -> Iterator[str]:
    if query:
        yield ""
    parts = query.split("&")
    for index in range(len(parts) if len(parts) > 1 else 0):
        yield "&".join((*parts[:index], *parts[index + 1 :]))


def _shorter_path(path: str) -> Iterator[str]:
    yield "/"
    parts = path.split("/")[1:]
    for index in range(len(parts) if len(parts) > 1 else 0):
        yield "/" + "/".join((*parts[:index], *parts[index + 1 :]))
    if len(path) > _LONG:
        for less in _halves(path):
            yield less if less.startswith("/") else f"/{less}"


def _halves(text: str) -> Iterator[str]:
    """The text cut at its end: by half, by a quarter, ..."""
    cut = len(text) // 2
    while cut:
        yield text[:-cut]
        cut //= 2
