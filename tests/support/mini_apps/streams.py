"""wsgi.input, wsgi.errors and environ."""

from __future__ import annotations

from dataclasses import replace

from fclint.dryrun import Request
from mini_apps.app import MiniApp, breach, legal

_POST = Request(
    "POST",
    headers=(("Content-Type", "text/plain"), ("Content-Length", "12")),
    body=b"one\ntwo\nsix\n",
)

STREAMS = (
    breach("the input is closed", "it is the server's",
           "environ['wsgi.input'].close()\nSTART\nreturn [b'hello']", request=_POST,
           unreported="no rule says so: on Function Compute it is a buffer"),
    breach("read() of a str", "a number of bytes",
           "size = environ.get('CONTENT_LENGTH') or '0'\n"
           "body = environ['wsgi.input'].read(size)  # FC404\nSTART\nreturn [body]",
           request=_POST),
    breach("the error stream is closed", "it is the server's",
           "environ['wsgi.errors'].close()\nSTART\nreturn [b'hello']",
           unreported="no rule says so: it is harmless until something is logged"),
    breach("bytes to the error stream", "it takes str",
           "environ['wsgi.errors'].write(b'log')  # FC901\nSTART\nreturn [b'hello']",
           unforeseen="the stream may be any object"),
    legal("read() without a size", "PEP 3333, Input and Error Streams",
          "body = environ['wsgi.input'].read()\nSTART\nreturn [body]", _POST),
    legal("read() of CONTENT_LENGTH bytes", "the careful way", """
def handler(environ, start_response):
    try:
        size = int(environ.get('CONTENT_LENGTH') or 0)
    except ValueError:
        size = 0
    body = environ['wsgi.input'].read(size)
    START
    return [body]
""", _POST),
    legal("the input line by line", "PEP 3333, Input and Error Streams",
          "START\nreturn [line.upper() for line in environ['wsgi.input']]", _POST),
    legal("readline() and readlines()", "PEP 3333, Input and Error Streams",
          "first = environ['wsgi.input'].readline()\nrest = environ['wsgi.input'].readlines()\n"
          "START\nreturn [first, *rest]", _POST),
    legal("str to the error stream", "that is what it is for",
          "errors = environ['wsgi.errors']\nerrors.write('one')\nerrors.writelines(['two'])\n"
          "errors.flush()\nSTART\nreturn [b'hello']"),
    legal("keys of one's own in environ", "PEP 3333: applications may change it",
          "environ['acme.user'] = {'name': 'me'}\nSTART\nreturn [b'hello']"),
)  # fmt: skip

_APPLICATION = legal("", "", "START\nreturn [b'hello']")


def _served(name: str, about: str, **environ: object) -> MiniApp:
    """The mistake is the server's: what fclint judges is the application, which has none."""
    return replace(
        _APPLICATION,
        name=name,
        about=about,
        legal=False,
        environ=environ,
        unreported="the dry run builds environ itself, and fclint judges what is called with it",
    )


class _Dictionary(dict[str, object]):
    """No builtin dict."""


ENVIRON = (
    _served("a subclass of dict", "exactly a dict", **{"": _Dictionary}),
    _served("a required key is missing", "SERVER_NAME is required", SERVER_NAME=None),
    _served("a port that is an int", "variables of CGI are str", SERVER_PORT=9000),
    _served("wsgi.version is a list", "it is a tuple", **{"wsgi.version": [1, 0]}),
    _served("HTTP_CONTENT_TYPE", "it is CONTENT_TYPE", HTTP_CONTENT_TYPE="a/b"),
    _served("PATH_INFO without a slash", "it begins with one, or is empty", PATH_INFO="x"),
    _served("SCRIPT_NAME is a slash", "it is empty then", SCRIPT_NAME="/"),
)
