"""The headers."""

from __future__ import annotations

from mini_apps.app import MiniApp, breach, legal

_TYPE = "('Content-Type', 'text/plain')"


def _wrong(name: str, about: str, written: str, code: str) -> MiniApp:
    """``written`` is the whole header list."""
    return breach(name, about, f"start_response('200 OK', {written})  # {code}\nreturn [b'hello']")


def _odd(name: str, about: str, *pairs: str) -> MiniApp:
    """Legal headers beside a Content-Type."""
    written = ", ".join((_TYPE, *pairs))
    return legal(name, about, f"start_response('200 OK', [{written}])\nreturn [b'hello']")


APPS = (
    _wrong("a dict", "a list of tuples", "{'Content-Type': 'text/plain'}", "FC207"),
    _wrong("None", "a list of tuples, if an empty one", "None", "FC207"),
    _wrong("a str", "a list of tuples", "'Content-Type: text/plain'", "FC207"),
    _wrong("a tuple", "exactly a list", f"({_TYPE},)", "FC207"),
    _wrong("items() of a dict", "exactly a list", "{'Content-Type': 'a/b'}.items()", "FC207"),
    _wrong("a generator", "exactly a list", f"(pair for pair in [{_TYPE}])", "FC207"),
    _wrong("lists for tuples", "exactly tuples", "[['Content-Type', 'text/plain']]", "FC207"),
    _wrong("a triple", "tuples of two", "[('Content-Type', 'text/plain', 'x')]", "FC207"),
    _wrong("a name in bytes", "names are str", f"[{_TYPE}, (b'X-Y', 'z')]", "FC207"),
    _wrong("a value in bytes", "values are str", f"[{_TYPE}, ('X-Y', b'z')]", "FC207"),
    _wrong("an int as a value", "values are str", f"[{_TYPE}, ('X-Count', 5)]", "FC207"),
    _wrong("None as a value", "values are str", f"[{_TYPE}, ('X-Y', None)]", "FC207"),
    _wrong("CR and LF in a value", "a header of one's own follows",
           rf"[{_TYPE}, ('X-Y', 'a\r\nSet-Cookie: admin=1')]", "FC208"),
    _wrong("NUL in a value", "no control characters", rf"[{_TYPE}, ('X-Y', 'a\0')]", "FC208"),
    _wrong("DEL in a value", "no control characters", rf"[{_TYPE}, ('X-Y', 'a\x7f')]", "FC208"),
    _wrong("a space in a name", "names are tokens", f"[{_TYPE}, ('X Y', 'z')]", "FC208"),
    _wrong("a colon in a name", "names are tokens", f"[{_TYPE}, ('X-Y:', 'z')]", "FC208"),
    _wrong("LF in a name", "names are tokens", rf"[{_TYPE}, ('X-Y\n', 'z')]", "FC208"),
    _wrong("an empty name", "names are tokens", f"[{_TYPE}, ('', 'z')]", "FC208"),
    _wrong("Chinese in a value", "latin-1 is all there is", f"[{_TYPE}, ('X-Y', '中')]", "FC208"),
    _wrong("Status", "it is CGI's", f"[{_TYPE}, ('Status', '200 OK')]", "FC209"),
    _wrong("Connection", "hop-by-hop", f"[{_TYPE}, ('Connection', 'close')]", "FC209"),
    _wrong("Transfer-Encoding", "hop-by-hop, and the server's",
           f"[{_TYPE}, ('Transfer-Encoding', 'chunked')]", "FC209"),
    breach(
        "the list is changed after the call",
        "some servers have sent it, others look at it later",
        """
headers = [('Content-Type', 'text/plain')]
start_response('200 OK', headers)
headers.append(('Set-Cookie', 'a=b'))
return [b'hello']
""",
        unreported="the headers are judged, and sent, as they were when start_response was called",
    ),
    _odd("a dot in a name", "RFC 9110: a token", "('X.Foo', 'bar')"),
    _odd("a digit begins a name", "RFC 9110: a token", "('2nd-Try', 'yes')"),
    _odd("a hyphen ends a name", "RFC 9110: a token", "('X-Foo-', 'bar')"),
    _odd("a tab in a value", "RFC 9110: white space", r"('X-Foo', 'a\tb')"),
    _odd("an accent in a value", "latin-1", "('X-Foo', 'caf\\xe9')"),
    _odd("an empty value", "nothing forbids it", "('X-Foo', '')"),
    _odd("two cookies", "a name may be there twice", "('Set-Cookie', 'a=b')",
         "('Set-Cookie', 'c=d')"),
    legal(
        "a relative Location",
        "RFC 9110, section 10.2.2",
        "start_response('302 Found', [('Location', '/next'), *TEXT])\nreturn [b'moved']",
    ),
    legal(
        "a weak ETag",
        "RFC 9110, section 8.8.3",
        "start_response('200 OK', [('ETag', 'W/\"1\"'), *TEXT])\nreturn [b'hello']",
    ),
)  # fmt: skip

CONTENT = (
    breach(
        "a body without Content-Type",
        "the client has to guess",
        "start_response('200 OK', [])  # FC210\nreturn [b'hello']",
    ),
    _wrong("two Content-Types", "which of them holds?",
           f"[{_TYPE}, ('content-type', 'text/html')]", "FC210"),
    _wrong("Content-Length too small", "the body has five bytes",
           f"[{_TYPE}, ('Content-Length', '4')]", "FC305"),
    _wrong("Content-Length too large", "the body has five bytes",
           f"[{_TYPE}, ('Content-Length', '6')]", "FC305"),
    _wrong("Content-Length is no number", "the client cannot read it",
           f"[{_TYPE}, ('Content-Length', 'five')]", "FC305"),
    _wrong("two Content-Lengths", "RFC 9110, section 8.6: invalid where they differ",
           f"[{_TYPE}, ('Content-Length', '5'), ('Content-Length', '6')]", "FC305"),
    breach(
        "Content-Length of a generator",
        "known at its end only",
        "start_response('200 OK', [('Content-Length', '9'), *TEXT])  # FC305\n"
        "yield b'one'\nyield b'two'",
    ),
    legal(
        "an empty redirect",
        "no body, no Content-Type",
        "start_response('302 Found', [('Location', 'http://example.com/')])\nreturn []",
    ),
    legal("an empty answer", "no body, no Content-Type", "start_response('200 OK', [])\nreturn []"),
    _odd("Content-Length is right", "PEP 3333 encourages it", "('Content-Length', '5')"),
    legal(
        "created, without a body",
        "no body, no Content-Type",
        "start_response('201 Created', [('Content-Length', '0')])\nreturn []",
    ),
)  # fmt: skip
