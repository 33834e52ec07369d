"""The environ that a server builds of a request.

Sources: for ``fc2`` the vendor's documentation and the behaviour of its Python 3 runtimes (builds
of 2023), for ``wsgi`` PEP 3333, sections "environ Variables" and "Unicode Issues".
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from typing import Any

from fclint.dryrun.context import FCContext, FunctionFacts
from fclint.dryrun.request import Request, encoded
from fclint.targets import calling


def build_environ(
    request: Request,
    target: str,
    *,
    process: Mapping[str, str],
    context: FCContext | None = None,
    facts: FunctionFacts | None = None,
) -> dict[str, Any]:
    """The environ of one request on ``target``; ``process`` is the process environment, which
    comes first. ``context`` and ``facts`` are for ``fc2``. Always a plain dict."""
    if target == "fc2":
        return {**process, **_fc2(request, context, facts or FunctionFacts())}
    return {**process, **_wsgi(request)}


def _fc2(request: Request, context: FCContext | None, facts: FunctionFacts) -> dict[str, Any]:
    sent = _unicode(request.target)
    uri = calling.request_uri(facts.service, facts.qualifier, facts.name, sent)
    environ: dict[str, Any] = {
        **calling.FIXED_ENVIRON,
        **_gateway(request),
        "PATH_INFO": _unicode(request.path),  # text, not the latin-1 of PEP 3333
        "QUERY_STRING": _unicode(request.query),
        "CONTENT_TYPE": _unicode(request.header("Content-Type") or "")
        or calling.DEFAULT_CONTENT_TYPE,
        "CONTENT_LENGTH": str(len(request.body)),
        "fc.context": context,
        "fc.request_uri": uri,
    }
    left_out = ("CONTENT_TYPE", *calling.WITHHELD_HEADERS)
    for key, values in _headers(request).items():
        if key not in left_out and not key.startswith(calling.WITHHELD_PREFIX):
            environ[f"HTTP_{key}"] = _unicode(",".join(values))
    environ["HTTP_X_FC_FUNCTION_HANDLER"] = facts.handler
    return environ


def _wsgi(request: Request) -> dict[str, Any]:
    environ: dict[str, Any] = {
        **_gateway(request),
        "SCRIPT_NAME": "",
        "PATH_INFO": _native(request.path),
        "QUERY_STRING": _native(request.query),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "9000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:9000",
    }
    if request.body:
        environ["CONTENT_LENGTH"] = str(len(request.body))
    for key, values in _headers(request).items():
        joined = _native(",".join(values))
        plain = key in ("CONTENT_TYPE", "CONTENT_LENGTH")
        environ[key if plain else f"HTTP_{key}"] = joined
    return environ


def _gateway(request: Request) -> dict[str, Any]:
    """What every WSGI server says alike of a request that it serves alone."""
    return {
        "REQUEST_METHOD": request.method,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def _unicode(text: str) -> str:
    """Text on Function Compute, where the request passes through JSON: what is no UTF-8 becomes
    U+FFFD."""
    return text if text.isascii() else encoded(text).decode("utf-8", "replace")


def _native(text: str) -> str:
    """A native string of PEP 3333, "Unicode Issues": bytes as characters of latin-1."""
    return text if text.isascii() else encoded(text).decode("latin-1")


def _headers(request: Request) -> dict[str, list[str]]:
    """The values of each header, by its name in upper case with underscores."""
    found: dict[str, list[str]] = {}
    for name, value in request.headers:
        found.setdefault(name.upper().replace("-", "_"), []).append(value)
    return found
