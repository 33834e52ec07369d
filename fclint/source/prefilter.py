"""Which files may hold a handler, told from their bytes. Errs on the side of yes."""

from __future__ import annotations

import re

_KEYS = (
    b"wsgi.",
    b"fc.",
    b"REQUEST_METHOD",
    b"PATH_INFO",
    b"QUERY_STRING",
    b"CONTENT_",
    b"SCRIPT_NAME",
    b"SERVER_",
    b"REMOTE_",
    b"REQUEST_URI",
    b"HTTP_",
)
QUOTED_KEY = re.compile(
    rb"[\"'](?:wsgi\.|fc\.|REQUEST_METHOD|PATH_INFO|QUERY_STRING|CONTENT_TYPE|CONTENT_LENGTH"
    rb"|SCRIPT_NAME|SERVER_|REMOTE_|REQUEST_URI|HTTP_)"
)
"""A WSGI environ key at the beginning of a string literal."""
_ENVIRON_PARAMETER = re.compile(rb"environ(?!\w)(?!\s*[.\[(])")
_HANDLER = re.compile(rb"handler(?!\w)(?:(?P<bound>[ \t]*[:=])|(?P<ends>,?[ \t]*\r?(?:\n|\Z)))?")
# Both begin with what is looked for: `re` finds that as fast as `in` does.
_IMPORTING = (b"from ", b"from\t", b"import ", b"import\t")
_WORD = re.compile(rb"\w")
_ODD_CODEC = re.compile(
    rb"coding[:=][ \t]*[-\w.]*(?:7|escape|punycode|idna|hz|2022|utf.?16|utf.?32)"
)


def may_hold_handler(data: bytes) -> bool:
    """Whether a file may define a handler; False only where it cannot.

    By the rulebook a function is a handler, without being named by a manifest, if

    - its second parameter is named start_response: the file holds ``start_response``;
    - its first parameter is used with the keys of a WSGI environ, whatever the names: the file
      holds one of those keys after a quote, bare or with a prefix such as ``b`` or ``f``;
    - it is what the module's ``handler`` is bound to: the file binds that name at the beginning of
      a line, or imports it;
    - it is the module's ``handler`` and its first parameter is named environ: the file holds
      ``handler``, and ``environ`` as a parameter, which neither follows a dot nor precedes one
      or a bracket;
    - it carries the comment ``# fclint: handler``: the file holds ``fclint:``.

    Other instances, classes, bound methods and results of decorators are handlers because of a
    function that takes environ and start_response, and this holds for the file of that function.
    Bytes stand for text because all codecs that Python source is written in keep ASCII, but for
    a few, for whose files the answer is yes. What is left out on purpose: a key or a parameter's
    name that is not written in the file as such (put together of pieces, escaped, imported).
    """
    if b"start_response" in data or b"fclint:" in data:
        return True
    if b"environ" in data and b"handler" in data and _takes_environ(data):
        return True
    if b"handler" in data and _binds_handler(data):
        return True
    if any(key in data for key in _KEYS) and QUOTED_KEY.search(data):
        return True
    return is_odd_codec(data)


def _takes_environ(data: bytes) -> bool:
    """Whether ``environ`` stands somewhere as a parameter may."""
    return any(
        data[match.start() - 1 : match.start()] != b"." and not _follows_word(data, match.start())
        for match in _ENVIRON_PARAMETER.finditer(data)
    )


def _binds_handler(data: bytes) -> bool:
    """Whether a line begins with ``handler =`` or ``handler:``, imports that name, or holds nothing
    else, as in the brackets of an import."""
    for match in _HANDLER.finditer(data):
        before = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
        if not before:
            if match["bound"] is not None:
                return True
        elif not before.strip(b" \t"):
            if match["ends"] is not None:
                return True
        elif before.startswith(_IMPORTING) and not _follows_word(data, match.start()):
            return True
    return False


def _follows_word(data: bytes, start: int) -> bool:
    return start > 0 and _WORD.match(data, start - 1) is not None


def is_odd_codec(data: bytes) -> bool:
    """Whether a file may say that its encoding doesn't keep ASCII as it is (PEP 263)."""
    head = data[:400]
    return b"coding" in head and _ODD_CODEC.search(head.lower()) is not None
