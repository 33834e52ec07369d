"""A curl command line becomes a request.

Source: curl's manual page. Options that say how to talk to a server (proxies, TLS, output) change
nothing here and are passed over.
"""

from __future__ import annotations

import argparse
import base64
import shlex
from typing import NoReturn
from urllib.parse import quote

from fclint.dryrun.reading import read_file, split_target
from fclint.dryrun.request import Request, RequestError

_FORM = "application/x-www-form-urlencoded"
_FLAGS = [
    "-s", "--silent", "-S", "--show-error", "-k", "--insecure", "-L", "--location", "-v",
    "--verbose", "-i", "--include", "-f", "--fail", "-g", "--globoff", "-N", "--no-buffer",
    "-#", "--progress-bar", "--compressed", "--http1.1", "--http2", "--http1.0", "-4", "-6",
    "--ipv4", "--ipv6", "--fail-with-body", "--location-trusted", "--no-progress-meter", "-0",
    "-j", "-n", "--netrc", "--path-as-is",
]  # fmt: skip
_WITH_VALUE = [
    "-o", "--output", "-w", "--write-out", "-m", "--max-time", "--connect-timeout", "--retry",
    "--retry-delay", "-x", "--proxy", "--cacert", "--cert", "-E", "--key", "--resolve", "-c",
    "--cookie-jar", "-D", "--dump-header", "--interface", "--max-redirs", "--limit-rate",
    "--trace", "--stderr",
]  # fmt: skip


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise RequestError(f"the curl command is not understood: {message}")


class _Data(argparse.Action):
    """Collects what goes into the body, in order, with the option that said so."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        namespace.data.append((option_string or "", str(values)))


def parse_curl(command: str, folder: str = ".") -> Request:
    """The request that a curl command line sends; files that it names are relative to ``folder``.

    Raises :class:`RequestError`.
    """
    try:
        words = shlex.split(command.replace("\\\r\n", " ").replace("\\\n", " "), comments=True)
    except ValueError as error:
        raise RequestError(f"the curl command is not understood: {error}") from None
    options = _parser().parse_args(words[1:])
    urls = [*options.urls, *options.url]
    if len(urls) != 1:
        raise RequestError(f"the curl command has {len(urls)} URLs, not one")
    url = urls[0] if "//" in urls[0] or urls[0].startswith("/") else f"http://{urls[0]}"
    path, query = split_target(url)
    headers = [_header(each) for each in options.header]
    body, kind = _body(options.data, folder)
    if options.get and options.data:
        query = "&".join(part for part in (query, body.decode("utf-8", "replace")) if part)
        body, kind = b"", ""
    named = {name.lower() for name, _ in headers}
    extra = [
        ("Content-Type", kind),
        ("User-Agent", options.user_agent),
        ("Referer", options.referer),
        ("Cookie", options.cookie),
        ("Authorization", _basic(options.user)),
        ("Host", url.partition("//")[2].partition("/")[0]),
    ]
    headers += [(name, value) for name, value in extra if value and name.lower() not in named]
    method = options.request or ("HEAD" if options.head else "POST" if kind else "GET")
    sent = tuple((name, value) for name, value in headers if value)
    return Request(method.upper(), path, query, sent, body)


def _parser() -> _Parser:
    parser = _Parser(prog="curl", add_help=False, allow_abbrev=False)
    parser.set_defaults(data=[])
    parser.add_argument("urls", nargs="*")
    parser.add_argument("--url", action="append", default=[])
    parser.add_argument("-X", "--request")
    parser.add_argument("-H", "--header", action="append", default=[])
    for names in (
        ("-d", "--data", "--data-ascii"),
        ("--data-raw",),
        ("--data-binary",),
        ("--data-urlencode",),
        ("--json",),
    ):
        parser.add_argument(*names, action=_Data, dest="data")
    parser.add_argument("-G", "--get", action="store_true")
    parser.add_argument("-I", "--head", action="store_true")
    parser.add_argument("-A", "--user-agent", default="")
    parser.add_argument("-e", "--referer", default="")
    parser.add_argument("-b", "--cookie", default="")
    parser.add_argument("-u", "--user", default="")
    parser.add_argument(*_FLAGS, action="store_true", dest="_passed_over")
    parser.add_argument(*_WITH_VALUE, dest="_passed_over_too")
    return parser


def _header(written: str) -> tuple[str, str]:
    name, colon, value = written.partition(":")
    if not colon:
        name, _, value = written.partition(";")  # a header without a value
    return name.strip(), value.strip()


def _body(data: list[tuple[str, str]], folder: str) -> tuple[bytes, str]:
    """The body, and the Content-Type that curl gives it; both empty without data."""
    parts: list[bytes] = []
    json = False
    for option, value in data:
        if option == "--data-urlencode":
            name, equals, content = value.partition("=")
            parts.append((f"{name}=" if equals and name else "").encode())
            parts[-1] += quote(content if equals else name, safe="").encode()
            continue
        content_ = value.encode("utf-8", "surrogateescape")
        if value.startswith("@") and option != "--data-raw":
            content_ = read_file(value[1:], folder)
            if option in ("-d", "--data", "--data-ascii"):
                content_ = content_.replace(b"\r", b"").replace(b"\n", b"")
        json = json or option == "--json"
        parts.append(content_)
    if json:
        return b"".join(parts), "application/json"
    return b"&".join(parts), _FORM if parts else ""


def _basic(user: str) -> str:
    return f"Basic {base64.b64encode(user.encode()).decode('ascii')}" if user else ""
