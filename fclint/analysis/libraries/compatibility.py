"""What the libraries give that make code run on Python 2 and 3, on Python 3.

In the notation of :mod:`fclint.analysis.libraries.libdata`. Described in part, so that a name
that isn't found says nothing. What ``six`` and ``future`` call by other names is what it is called
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_URLLIB_PARSE = (
    *("parse_qs", "parse_qsl", "quote", "quote_plus", "unquote", "unquote_plus", "urlencode"),
    *("urljoin", "urlparse", "urlsplit", "urlunparse", "urlunsplit"),
)

COMPATIBILITY: Mapping[str, Mapping[str, Any]] = {
    "future.utils": {
        "raise_": "d->!",
        "raise_from": "d->!",
        "raise_with_traceback": "d->!",
        "reraise": "d->!",
    },
    "six": {
        "BytesIO": "a io.BytesIO",
        "StringIO": "a io.StringIO",
        "binary_type": "a builtins.bytes",
        "ensure_binary": "d(s,encoding=,errors=)->bytes",
        "ensure_str": "d(s,encoding=,errors=)->str",
        "ensure_text": "d(s,encoding=,errors=)->str",
        "raise_from": "d->!",
        "reraise": "d->!",
        "text_type": "a builtins.str",
    },
    "six.moves.urllib.parse": {name: f"a urllib.parse.{name}" for name in _URLLIB_PARSE},
}
