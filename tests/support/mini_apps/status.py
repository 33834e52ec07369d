"""The status."""

from __future__ import annotations

from mini_apps.app import MiniApp, breach, legal


def _wrong(name: str, about: str, written: str, before: str = "") -> MiniApp:
    return breach(
        name,
        about,
        f"""
{before}
def handler(environ, start_response):
    start_response({written}, TEXT)  # FC206
    return [b'hello']
""",
    )


APPS = (
    _wrong("an int", "the status is a str", "200"),
    _wrong("None", "the status is a str", "None"),
    _wrong("bytes", "the status is a str", "b'200 OK'"),
    _wrong(
        "a member of HTTPStatus",
        "an int, whatever it looks like",
        "HTTPStatus.OK",
        "from http import HTTPStatus\n\n",
    ),
    _wrong("empty", "there is no number in it", "''"),
    _wrong("words alone", "there is no number in it", "'OK'"),
    _wrong("a number alone", "a reason phrase is missing", "'200'"),
    _wrong("two digits", "codes are 100 to 599", "'99 Low'"),
    _wrong("four digits", "codes are 100 to 599", "'2000 High'"),
    _wrong("no space", "a space follows the number", "'200OK'"),
    _wrong("CR and LF", "what follows becomes a header", r"'200 OK\r\nX-Split: yes'"),
    _wrong("a space at its end", "no surrounding white space", "'200 OK '"),
    legal(
        "a code and words of one's own",
        "only the form is laid down",
        "start_response('299 Whatever You Like', TEXT)\nreturn [b'hello']",
    ),
    legal(
        "punctuation",
        "any printable character",
        "start_response('404 Not Found (really!)', TEXT)\nreturn [b'hello']",
    ),
    legal(
        "one word of one letter",
        "a short phrase is a phrase",
        "start_response('200 K', TEXT)\nreturn [b'hello']",
    ),
)
