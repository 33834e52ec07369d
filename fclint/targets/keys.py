"""Keys of environ that people mistype: what they were probably meant to be.

Sources: PEP 3333, "environ Variables"; RFC 3875 (CGI), section 4.1, for the names of variables and
for how a header becomes one: upper case, ``-`` turned into ``_``, ``HTTP_`` in front, and
Content-Type and Content-Length without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fclint.targets.facts import Presence, Target

# Keys that servers set although PEP 3333 doesn't ask for them; nothing to be said of any of them.
_SET_BY_SERVERS = frozenset(
    {
        "AUTH_TYPE", "REMOTE_USER", "REMOTE_IDENT", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_ADDR",
        "PATH_TRANSLATED", "GATEWAY_INTERFACE", "DOCUMENT_ROOT", "SCRIPT_FILENAME", "SCRIPT_URL",
        "SCRIPT_URI", "SERVER_ADMIN", "SERVER_ADDR", "SERVER_SIGNATURE", "SERVER_SOFTWARE",
        "REQUEST_SCHEME", "REQUEST_URI", "RAW_URI", "REDIRECT_STATUS", "UNIQUE_ID", "HTTPS", "HTTP",
        "CONTEXT_PREFIX", "CONTEXT_DOCUMENT_ROOT", "wsgi.file_wrapper", "wsgi.input_terminated",
        "wsgi.early_hints", "wsgi.async", "wsgi.nonblocking", "wsgi.websocket",
        "wsgi.websocket_version", "wsgi.handleErrors", "uwsgi.version", "uwsgi.node", "uwsgi.core",
    }
)  # fmt: skip

# What a key is compared with: what a WSGI server or the platform sets on requests.
_MEANT = (
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH", "SCRIPT_NAME",
    "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR", "wsgi.version",
    "wsgi.url_scheme", "wsgi.input", "wsgi.errors", "wsgi.multithread", "wsgi.multiprocess",
    "wsgi.run_once", "wsgi.file_wrapper", "fc.context", "fc.request_uri",
)  # fmt: skip

# Request headers that nobody gives an environment variable the name of.
_HEADERS = frozenset(
    {
        "ACCEPT_CHARSET", "ACCEPT_ENCODING", "ACCEPT_LANGUAGE", "AUTHORIZATION", "CACHE_CONTROL",
        "IF_MATCH", "IF_MODIFIED_SINCE", "IF_NONE_MATCH", "IF_RANGE", "IF_UNMODIFIED_SINCE",
        "REFERER", "SEC_FETCH_MODE", "SEC_FETCH_SITE", "USER_AGENT", "X_FORWARDED_FOR",
        "X_FORWARDED_HOST", "X_FORWARDED_PROTO", "X_REAL_IP", "X_REQUESTED_WITH",
        "PROXY_AUTHORIZATION",
    }
)  # fmt: skip
# Headers of one word, as they are written in a request.
_WORDS = frozenset(
    {"Accept", "Authorization", "Cookie", "Expect", "Host", "Origin", "Range", "Referer"}
)  # fmt: skip
# Lower-case environment variables that begin as a header does (curl, requests and others read it).
_VARIABLES = frozenset({"http_proxy", "https_proxy", "no_proxy", "ftp_proxy", "all_proxy"})
_OF_THEIR_OWN = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})
OPTIONAL = frozenset({"wsgi.file_wrapper"})
"""What PEP 3333 ("Optional Platform-Specific File Handling") leaves to servers, so that asking for
it with a default is how it is meant to be used."""
_HEADER = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a key: ``kind`` is ``never``, ``typo`` or ``header``."""

    kind: str
    suggestion: str = ""
    portable: bool = False
    """Other servers set it, so that code that asks whether it is there makes sense."""


def mistaken(target: Target, key: str) -> Mistake | None:
    """What is wrong with asking for ``key``; None where nothing can be said."""
    presence = target.presence(key)
    if presence is Presence.NEVER:
        ours = key.startswith("fc.")
        return Mistake("never", _of_platform(key) if ours else "", portable=not ours)
    known = _SET_BY_SERVERS | _MEMBERS.keys() | set(_MEANT)
    if key in target.environ or key in target.kept_environment or key in known:
        return None
    header = _as_header(key)
    if header is not None:
        return Mistake("header", header)
    near = _near(key)
    if near is not None:
        return Mistake("typo", near)
    if key.startswith("fc.") and target.environ.get("fc.context") is Presence.ALWAYS:
        return Mistake("never", _of_platform(key))
    if key.startswith("wsgi."):  # names of the specification, which applications don't make up
        return Mistake("never", portable=True)
    return None


_MEMBERS = {"fc.request_id": "fc.context", "fc.request_url": "fc.request_uri"}


def _of_platform(key: str) -> str:
    return _MEMBERS.get(key, "")


def _as_header(key: str) -> str | None:
    """The key under which the header is that ``key`` seems to name."""
    upper = key.upper().replace("-", "_")
    bare = upper.removeprefix("HTTP_")
    if bare in _OF_THEIR_OWN and key != bare:
        if key == "HTTP_CONTENT_LENGTH":  # some servers, Function Compute's runtime among them
            return None
        return bare if "-" in key or key.upper().startswith("HTTP_") else None
    if (
        key in _HEADERS
        or key.title() == key in _WORDS
        or (key.upper() in _HEADERS and "_" not in key)
    ):
        return f"HTTP_{upper}"
    if key in _VARIABLES or "." in key:
        return None
    if _HEADER.fullmatch(key) or (upper.startswith("HTTP_") and key != upper and len(bare) > 1):
        return f"HTTP_{bare}"
    return None


def _near(key: str) -> str | None:
    """The key that ``key`` is a slip of: the same letters, or one or two keystrokes away."""
    plain = _letters(key)
    for known in _MEANT:
        if _letters(known) == plain and len(plain) > 4:
            return known
    for known in _MEANT:
        allowed = 2 if len(known) >= 12 else 1
        if abs(len(key) - len(known)) <= allowed and _distance(key, known, allowed) <= allowed:
            return known
    return None


def _letters(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.casefold())


def _distance(one: str, other: str, limit: int) -> int:
    """How many keystrokes (a letter more, less, changed, or two exchanged) lie between them."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > limit:
            return limit + 1
        before, row = row, following
    return row[-1]
