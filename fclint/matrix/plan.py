"""The plan: which requests are sent. Pure: the same questions give the same requests.

A request differs from the user's own (the base) in as little as possible, so that what it shows has
few causes. Where a question is asked on one path only, what leads there comes on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fclint.dryrun.request import Request
from fclint.matrix.drafts import WITH_BODY, Draft, header_name
from fclint.matrix.labels import describe
from fclint.matrix.samples import (
    BODIES,
    BROWSER,
    CONTENT_TYPES,
    COOKIES,
    FIELDS,
    LENGTHS,
    MEMBERS,
    PATHS,
    QUERIES,
    header_values,
)
from fclint.matrix.sizes import Sized, padded_header, sized
from fclint.questions import Answer, Condition, Part, Question
from fclint.targets.fc2 import FC2

MOST = 250
"""So many requests are sent at most."""
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
"""What a trigger of unknown methods lets through."""
ALWAYS_TRIED = ("HEAD", "OPTIONS")
_PATH = Part("environ", "PATH_INFO")
_INPUT = Part("environ", "wsgi.input")
_TAILS = {"HTTP_AUTHORIZATION": " x", "CONTENT_TYPE": "; charset=x"}
"""What usually follows a value that a header is compared with."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Planned:
    """A request of the matrix. ``beyond`` names the limit that it is meant to exceed."""

    label: str
    request: Request
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The requests, in the order in which they are sent; ``left_out`` counts those that would be
    too many. ``refused`` are methods that the trigger doesn't let through."""

    requests: tuple[Planned, ...]
    left_out: int = 0
    refused: tuple[str, ...] = ()


def plan(
    questions: Iterable[Question],
    base: Request,
    *,
    target: str,
    trigger: tuple[str, ...] | None = None,
    most: int = MOST,
) -> Plan:
    """The matrix for a handler that asks ``questions``.

    ``base`` is what every request begins with, ``trigger`` the methods of the function's trigger
    (None: not known).
    """
    base = replace(base, sent="")  # path and query are changed, and must count
    planner = _Planner(tuple(questions), base, target, trigger)
    found: dict[Request, Planned] = {}
    for each in planner.requests():
        found.setdefault(each.request, each)
    requests = tuple(found.values())
    allowed = trigger or ()
    refused = tuple(each for each in ALWAYS_TRIED if trigger is not None and each not in allowed)
    return Plan(requests[:most], max(len(requests) - most, 0), refused)


class _Planner:
    """Puts the requests in order: what every handler has to stand first, what is far-fetched
    last."""

    def __init__(
        self,
        questions: tuple[Question, ...],
        base: Request,
        target: str,
        trigger: tuple[str, ...] | None,
    ) -> None:
        self.base = base
        self.target = target
        methods = (*METHODS, *ALWAYS_TRIED) if trigger is None else trigger
        if trigger is None:
            asked = (q.value for q in questions if q.part == Part("environ", "REQUEST_METHOD"))
            named = (each.upper() for each in asked if isinstance(each, str) and each.isalpha())
            methods = (*methods, *named)
        self.methods = tuple(dict.fromkeys(methods))
        base_method = base.method if base.method in self.methods or not methods else methods[0]
        self.empty = Draft(
            base, self.methods, target, "" if base_method == base.method else base_method
        )
        self.questions = questions
        self.situations = tuple(sorted(dict.fromkeys(q.given for q in questions), key=len))
        self.names = tuple(dict.fromkeys(q.part for q in questions))

    def requests(self) -> Iterator[Planned]:
        """Every request, some of them several times."""
        yield from self._named("no optional header", [self.empty])
        yield from self._methods(self.empty)
        yield from self._named("the headers of a browser", [self._browser()])
        for path, label in PATHS:
            yield from self._named(label, [replace(self.empty, path=path)])
        yield from self._described(self._bodies(self.empty))
        yield from self._sizes()
        for given in self.situations:
            yield from self._answered(given)
        for given in self.situations:
            yield from self._varied(given)
        yield from self._described(self._of_prefixes())
        if self.target == FC2.name:
            yield from self._long_headers()
        yield from self._described(self._unfollowed())

    # --- from drafts to requests

    def _named(self, label: str, drafts: Iterable[Draft | None]) -> Iterator[Planned]:
        for draft in drafts:
            request = draft.request() if draft is not None else None
            if request is not None:
                yield Planned(label, request)

    def _described(self, drafts: Iterable[Draft | None]) -> Iterator[Planned]:
        for draft in drafts:
            request = draft.request() if draft is not None else None
            if request is not None:
                yield Planned(describe(request, self.base), request)

    # --- what every handler gets

    def _methods(self, draft: Draft) -> Iterator[Planned]:
        for method in self.methods:
            yield from self._described([draft.having(Part("environ", "REQUEST_METHOD"), method)])

    def _browser(self) -> Draft | None:
        draft: Draft | None = self.empty
        for name, value in BROWSER:
            draft = draft.with_header(name, value) if draft is not None else None
        return draft

    def _bodies(self, draft: Draft) -> Iterator[Draft | None]:
        for content, kind in BODIES:
            with_body = draft.having(Part("body"), content)
            if with_body is not None and kind:
                with_body = with_body.with_header("Content-Type", kind)
            yield with_body
        for part_kind, value in (("member", "x"), ("member", 1), ("form", "x")):
            whole: Draft | None = draft
            for part in self.names:
                if part.kind == part_kind and part.name and whole is not None:
                    whole = whole.having(part, value)
            yield whole

    def _sizes(self) -> Iterator[Planned]:
        for draft in (self.empty, *self._uploads()):
            request = draft.request()
            if request is None:
                continue
            for each in sized(request, self.target):
                if (each.part == "body") == (draft is not self.empty):
                    yield self._planned(request, each)

    def _uploads(self) -> Iterator[Draft]:
        """Where large bodies go: to the base, and to the first path on which the body is read."""
        given = [q.given for q in self.questions if q.part == _INPUT][:1]
        method = next((each for each in WITH_BODY if each in self.methods), "")
        for conditions in dict.fromkeys(((), *given)):
            draft = self.empty.arriving(conditions)
            if draft is not None:
                yield draft if draft.method or not method else replace(draft, method=method)

    def _long_headers(self) -> Iterator[Planned]:
        """Each header that the code reads, as long as the platform lets it through."""
        for part, given in dict.fromkeys((q.part, q.given) for q in self.questions):
            name = header_name(part.name, self.target) if part.kind == "environ" else None
            draft = self.empty.arriving(given) if name is not None else None
            request = draft.request() if draft is not None else None
            if request is not None and name is not None:
                yield self._planned(request, padded_header(request, name))

    # --- what the code asks

    def _answered(self, given: tuple[Condition, ...]) -> Iterator[Planned]:
        """What is asked on one path: nothing of it answered, then each question by itself."""
        arrived = self.empty.arriving(given)
        if arrived is None:
            return
        yield from self._described([arrived])
        for each in self.questions:
            if each.given == given and each.value is not None and each.part.kind != "unknown":
                yield from self._described(self._answers(arrived, each.part, each.value))

    def _varied(self, given: tuple[Condition, ...]) -> Iterator[Planned]:
        """What is read on one path, with values that it may have."""
        arrived = self.empty.arriving(given)
        if arrived is None:
            return
        parts = (q.part for q in self.questions if q.given == given and q.value is None)
        for part in dict.fromkeys(parts):
            yield from self._described(self._variants(arrived, part, given))

    def _answers(self, draft: Draft, part: Part, value: Answer) -> Iterator[Draft | None]:
        yield draft.having(part, value)
        tail = _TAILS.get(part.name)
        if tail is not None:
            yield draft.having(part, str(value) + tail)
        is_open = isinstance(value, str) and value[-1:] in ("/", " ", "=", ":", ",", ";", "_", "-")
        if is_open and part.kind == "environ" and part.name != "REQUEST_METHOD":
            yield draft.having(part, str(value) + "x")

    def _variants(
        self, draft: Draft, part: Part, given: tuple[Condition, ...]
    ) -> Iterator[Draft | None]:
        """A part that is read, with values that it may have."""
        values: tuple[Answer, ...] = ()
        match part.kind:
            case "query" | "form":
                values = FIELDS
            case "cookie":
                values = COOKIES
            case "member":
                values = MEMBERS
            case "environ":
                values = self._values_of_key(part.name, given)
        for value in values:
            yield draft.having(part, value)
        if part in (_INPUT, Part("body")):
            yield from self._bodies(draft)

    def _values_of_key(self, key: str, given: tuple[Condition, ...]) -> tuple[Answer, ...]:
        match key:
            case "REQUEST_METHOD" if given:
                return self.methods
            case "QUERY_STRING":
                return QUERIES
            case "CONTENT_TYPE":
                return CONTENT_TYPES
            case "CONTENT_LENGTH":
                return LENGTHS if self.target != FC2.name else ("1",)
        name = header_name(key, self.target)
        return header_values(name) if name is not None else ()

    def _of_prefixes(self) -> Iterator[Draft | None]:
        """Paths beside those that the code compares with."""
        for question in self.questions:
            if question.part == _PATH and isinstance(question.value, str):
                draft = self.empty.arriving(question.given)
                for tail in ("/x", "x") if draft is not None else ():
                    path = question.value.rstrip("/") + tail
                    yield draft.having(_PATH, path) if draft is not None else None

    def _unfollowed(self) -> Iterator[Draft | None]:
        """Names that something unknown is asked for, and constants that something unknown is
        compared with: parts that are read may be meant."""
        for name in self.names:
            if name.kind == "unknown" and _NAME.fullmatch(name.name):
                yield from self._of_name(name)
        answered = {each.part for each in self.questions if each.value is not None}
        answered |= {_PATH, _INPUT, Part("environ", "REQUEST_METHOD")}
        for constant in self.questions:
            if constant.part.kind != "unknown" or constant.value is None:
                continue
            draft = self.empty.arriving(constant.given)
            for part in self.names if draft is not None else ():
                if part in answered or part.kind == "unknown":
                    continue
                if self._may_hold(part, constant.value) and draft is not None:
                    yield draft.having(part, constant.value)

    def _of_name(self, name: Part) -> Iterator[Draft | None]:
        """A name that may be a header's, or a field's of the query string."""
        for given in dict.fromkeys(q.given for q in self.questions if q.part == name):
            draft = self.empty.arriving(given)
            asked = (q for q in self.questions if q.part.kind == "unknown" and q.given == given)
            values = dict.fromkeys(("x", *(q.value for q in asked if q.value is not None)))
            for value in values if draft is not None else ():
                header = Part("environ", "HTTP_" + name.name.upper().replace("-", "_"))
                yield draft.having(header, value) if draft is not None else None
                yield draft.having(Part("query", name.name), value) if draft is not None else None

    def _may_hold(self, part: Part, value: Answer) -> bool:
        if part.kind != "environ" or header_name(part.name, self.target) is not None:
            return True
        if part.name == "CONTENT_LENGTH":
            return isinstance(value, int) and not isinstance(value, bool)
        return False

    def _planned(self, without: Request, each: Sized) -> Planned:
        """A request of a certain size, told beside what it would be ``without``."""
        return Planned(f"{describe(without, self.base)}, {each.label}", each.request, each.beyond)
