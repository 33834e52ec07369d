"""Drafts: requests that are put together part by part, as a handler's questions ask for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from fclint.dryrun.request import Request, RequestError
from fclint.matrix.samples import FORM, JSON, typical
from fclint.questions import Answer, Condition, Part
from fclint.targets.calling import WITHHELD_HEADERS, WITHHELD_PREFIX
from fclint.targets.fc2 import FC2

WITH_BODY = ("POST", "PUT", "PATCH", "DELETE")
"""Methods whose requests usually have a body, the most usual first."""
_TOKEN = re.compile(r"[A-Za-z]+(-[A-Za-z]+)*")
_HEADER = re.compile(r"HTTP_[A-Z0-9]+(_[A-Z0-9]+)*")
_LINE = re.compile(r"[^\r\n\0]*")
_LARGEST_BODY = 1_000_000
_PATHS = ("/", "/x", "/x/x", "/y")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A request in the making: ``base``, and what is to be otherwise.

    ``methods`` are those that reach the handler. ``members`` are those of a JSON body (dots lead to
    members of members), ``form`` the fields of a form in the body.
    """

    base: Request
    methods: tuple[str, ...]
    target: str
    method: str = ""
    path: str = ""
    query: Pairs = ()
    raw_query: str | None = None
    headers: Pairs = ()
    cookies: Pairs = ()
    members: tuple[tuple[str, Answer], ...] = ()
    form: Pairs = ()
    body: bytes | None = None

    def request(self) -> Request | None:
        """The request; None for what no client can send, or no trigger lets through."""
        body, kind = self._body()
        method = self.method or self.base.method
        if body and not self.method and not self.base.body and method not in WITH_BODY:
            method = next((each for each in WITH_BODY if each in self.methods), method)
        if method not in self.methods and method != self.base.method:
            return None
        headers = self.headers
        if self.cookies:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies)
            headers = (*headers, ("Cookie", cookie))
        if kind and not any(name.lower() == "content-type" for name, _ in headers):
            headers = (*headers, ("Content-Type", kind))
        own = {name.lower() for name, _ in headers}
        kept = tuple(pair for pair in self.base.headers if pair[0].lower() not in own)
        try:
            return replace(
                self.base,
                method=method,
                path=self.path or self.base.path,
                query=self._query(),
                headers=(*kept, *headers),
                body=self.base.body if body is None else body,
            )
        except RequestError:
            return None

    def _query(self) -> str:
        given = self.base.query if self.raw_query is None else self.raw_query
        fields = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in self.query)
        return "&".join(part for part in (given, fields) if part)

    def _body(self) -> tuple[bytes | None, str]:
        if self.members:
            return json.dumps(_nested(self.members)).encode(), JSON
        if self.form:
            return urlencode(self.form).encode(), FORM
        return self.body, ""

    def having(self, part: Part, value: Answer) -> Draft | None:
        """The draft with one part as ``value``; None where a client has no hand in that part."""
        text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        match part.kind:
            case "environ":
                return self._having_key(part.name, text)
            case "query":
                return replace(self, query=_with(self.query, part.name or text, text))
            case "form":
                form = _with(self.form, part.name or text, text)
                return replace(self, form=form, members=(), body=None)
            case "member" if part.name:
                if isinstance(value, bytes):
                    value = text
                members = dict(self.members) | {part.name: value}
                return replace(self, members=tuple(members.items()), form=(), body=None)
            case "member":
                return replace(self, body=json.dumps(text).encode(), members=(), form=())
            case "cookie":
                safe = quote(text, safe="/:@!$&'()*+=~-._")
                return replace(self, cookies=_with(self.cookies, part.name, safe))
            case "body":
                raw = value if isinstance(value, bytes) else text.encode("utf-8", "replace")
                return replace(self, body=raw, members=(), form=())
        return None

    def _having_key(self, key: str, text: str) -> Draft | None:
        match key:
            case "REQUEST_METHOD":
                if not _TOKEN.fullmatch(text):
                    return None
                return replace(self, method=text.upper())
            case "PATH_INFO":
                path = text if self.target == FC2.name else _sent(text)
                return replace(self, path=path) if path.startswith("/") else None
            case "QUERY_STRING":
                return replace(self, raw_query=quote(text, safe="&=+%/:@!$'()*,;?-._~[]"))
            case "CONTENT_TYPE":
                return self.with_header("Content-Type", text)
            case "CONTENT_LENGTH":
                if text.isdecimal() and int(text) <= _LARGEST_BODY:
                    return replace(self, body=b"x" * int(text), members=(), form=())
                wsgi = self.target != FC2.name
                return self.with_header("Content-Length", text) if wsgi else None
        name = header_name(key, self.target)
        return None if name is None else self.with_header(name, text)

    def with_header(self, name: str, value: str) -> Draft | None:
        """The draft with one header; None for a value that no header can have."""
        if not _LINE.fullmatch(value):
            return None
        others = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*others, (name, value.strip(" \t"))))

    def arriving(self, given: Iterable[Condition]) -> Draft | None:
        """The draft of a request that takes the path on which ``given`` holds; None where that
        isn't up to the client."""
        draft: Draft | None = self
        unwanted: dict[Part, list[Answer]] = {}
        for each in given:
            if draft is None:
                return None
            if not each.holds and each.value is not None:
                unwanted.setdefault(each.part, []).append(each.value)
            elif not each.holds:
                draft = draft._present(each.part)
            elif each.value is not None:
                draft = draft.having(each.part, each.value)
        for part, values in unwanted.items():
            if draft is not None:
                draft = draft._avoiding(part, values)
        return draft

    def _present(self, part: Part) -> Draft | None:
        """The draft with a part that must not be lacking."""
        name = header_name(part.name, self.target) if part.kind == "environ" else None
        if name is not None and not any(name.lower() == key.lower() for key, _ in self.headers):
            return self.with_header(name, typical(name))
        return self

    def _avoiding(self, part: Part, unwanted: list[Answer]) -> Draft:
        match part.name if part.kind == "environ" else "":
            case "REQUEST_METHOD":
                known = self.method or self.base.method
                others = [each for each in (known, *self.methods) if each not in unwanted]
                return replace(self, method=others[0]) if others and others[0] != known else self
            case "PATH_INFO":
                known = self.path or self.base.path
                begun = tuple(str(each) for each in unwanted if each != "/")
                fitting = [
                    each
                    for each in (known, *_PATHS)
                    if each not in unwanted and not each.startswith(begun)
                ]
                return replace(self, path=fitting[0]) if fitting and fitting[0] != known else self
            case "QUERY_STRING" if "" in unwanted and not self._query():
                return replace(self, raw_query="x=x")
        return self


def header_name(key: str, target: str) -> str | None:
    """The request header that environ holds under ``key``; None for what no client sends."""
    if key == "CONTENT_TYPE":
        return "Content-Type"
    bare = key.removeprefix("HTTP_")
    if not _HEADER.fullmatch(key):
        return None
    if target == FC2.name and (bare in WITHHELD_HEADERS or bare.startswith(WITHHELD_PREFIX)):
        return None
    if bare in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        return None
    return bare.title().replace("_", "-")


def _with(pairs: Pairs, name: str, value: str) -> Pairs:
    return (*(pair for pair in pairs if pair[0] != name), (name, value))


def _sent(path: str) -> str:
    """The path that a client sends for PATH_INFO, which PEP 3333 has decoded as latin-1."""
    try:
        return path.encode("latin-1").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path


def _nested(members: tuple[tuple[str, Answer], ...]) -> Mapping[str, Any]:
    """A JSON object of members whose names may be paths."""
    whole: dict[str, Any] = {}
    for path, value in members:
        *above, name = path.split(".")
        inner = whole
        for each in above:
            known = inner.get(each)
            inner[each] = known if isinstance(known, dict) else {}
            inner = inner[each]
        inner[name] = value
    return whole
