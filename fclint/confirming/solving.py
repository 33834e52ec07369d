"""Solving: requests for which a path's condition holds.

The tests are taken in the order in which the code makes them. The first that comes out otherwise is
mended by a change of the request that leaves those before it as they are; of several changes each
is tried, as far as a budget goes. What isn't known of a condition is passed over: the requests are
candidates, and running the handler shows whether one of them is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from fclint.conditions import PathCondition, Test
from fclint.confirming.evaluation import Evaluation
from fclint.confirming.parts import with_key
from fclint.confirming.seeking import Seeking
from fclint.dryrun.request import Request

_BUDGET = 600
"""So many requests are looked at."""
_CANDIDATES = 8
_MOST_CONSTANTS = 24
_TOKEN = "\u00e9"


@dataclass(slots=True)
class Solver:
    """Looks for requests on ``target``, where the process environment is ``process``."""

    target: str
    process: Mapping[str, str] = field(default_factory=dict)
    _left: int = 0
    _constants: tuple[str, ...] = ()

    def candidates(self, condition: PathCondition, *more: Test) -> list[Request]:
        """Requests that may take the path and pass ``more`` tests, the likeliest first; none where
        some decision on the path is not the request's."""
        if condition.undecided:
            return []
        tests = [test for test in (*condition.tests, *more) if test.expression.is_of_request]
        self._left = _BUDGET
        self._constants = tuple(sorted(condition.constants))[:_MOST_CONSTANTS]
        found, _ = self._repaired(Request(), tests, 0)
        candidates = {self._plausible(found, tests): None}
        for each in self._variants(found, tests):
            candidates[each] = None
            if len(candidates) >= _CANDIDATES:
                break
        return list(candidates)

    def unsolved(self, request: Request, condition: PathCondition) -> Test | None:
        """The first decision that ``request`` takes otherwise, if that is known."""
        now = Evaluation(request, self.target, self.process)
        return next((test for test in condition.tests if now.holds(test) is False), None)

    def _repaired(self, request: Request, tests: Sequence[Test], depth: int) -> tuple[Request, int]:
        """The request that passes most tests of those that are tried, and how many it passes."""
        now = Evaluation(request, self.target, self.process)
        passed = self._passed(now, tests)
        best = (request, passed)
        if passed == len(tests) or depth > 4 * len(tests) + 8:
            return best
        failing = tests[passed]
        for proposal in Seeking(request, now, self._constants).truth(
            failing.expression, failing.outcome
        ):
            if self._left <= 0:
                break
            self._left -= 1
            further = self._passed(Evaluation(proposal, self.target, self.process), tests)
            if further <= passed:
                continue
            reached = self._repaired(proposal, tests, depth + 1)
            if reached[1] > best[1]:
                best = reached
            if best[1] == len(tests):
                break
        return best

    def _passed(self, now: Evaluation, tests: Sequence[Test]) -> int:
        """How many tests come out as they should, or may do so, before one that does not."""
        for index, test in enumerate(tests):
            if now.holds(test) is False:
                return index
        return len(tests)

    def _fits(self, request: Request, tests: Sequence[Test]) -> bool:
        now = Evaluation(request, self.target, self.process)
        return self._passed(now, tests) == len(tests)

    def _plausible(self, request: Request, tests: Sequence[Test]) -> Request:
        """A body comes with POST, unless the condition says otherwise."""
        posted = replace(request, method="POST")
        if request.body and request.method == "GET" and self._fits(posted, tests):
            return posted
        return request

    def _variants(self, request: Request, tests: Sequence[Test]) -> Iterator[Request]:
        """Other requests that may take the path: some for what isn't followed, and one whose free
        parts hold more than ASCII."""
        now = Evaluation(request, self.target, self.process)
        open_tests = [test for test in tests if now.holds(test) is None]
        for test in open_tests:
            for each in Seeking(request, now).guesses(test.expression):
                if self._fits(each, tests):
                    yield self._plausible(each, tests)
        names = PathCondition(tuple(open_tests)).constants
        for each in _with_fields(request, sorted(name for name in names if name.isidentifier())):
            if self._fits(each, tests):
                yield each
        for change in (_with_more, _posted):
            other = change(request)
            if other is not None and self._fits(other, tests):
                yield other


def _with_fields(request: Request, names: Sequence[str]) -> Iterator[Request]:
    """The request with fields of these names, wherever they may be looked for."""
    if not names:
        return
    fields = dict.fromkeys(names, "1")
    posted = replace(request, method="POST" if request.method == "GET" else request.method)
    yield replace(posted, body=urlencode(fields).encode())
    yield replace(posted, body=json.dumps(fields).encode())
    yield replace(request, query=urlencode(fields))


def _with_more(request: Request) -> Request | None:
    """The request with a path beyond ASCII."""
    return with_key(request, "PATH_INFO", f"{request.path}{_TOKEN}")


def _posted(request: Request) -> Request | None:
    return (
        replace(request, method="POST", body=_TOKEN.encode()) if request.method == "GET" else None
    )
