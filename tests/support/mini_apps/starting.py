"""How the application is called, and how it calls start_response."""

from __future__ import annotations

from mini_apps.app import breach, legal

CALL = (
    breach(
        "one parameter",
        "called with environ and start_response, it raises TypeError",
        """
def handler(environ):  # FC101
    return [b'hello']
""",
    ),
    breach(
        "a keyword-only parameter",
        "servers pass two positional arguments and nothing else",
        """
def handler(environ, start_response, *, settings):  # FC101
    START
    return [b'hello']
""",
    ),
    breach(
        "async def",
        "a call gives a coroutine, which is no iterable",
        """
async def handler(environ, start_response):  # FC102
    START
    return [b'hello']
""",
    ),
    breach(
        "swapped parameters",
        "start_response comes second",
        """
def handler(start_response, environ):  # FC103
    START
    return [b'hello']
""",
    ),
    legal(
        "an instance",
        "any callable is an application",
        """
class Application:
    def __call__(self, environ, start_response):
        START
        return [b'hello']


handler = Application()
""",
    ),
    legal(
        "a class",
        "calling it makes the iterable (PEP 3333, The Application Side)",
        """
class Application:
    def __init__(self, environ, start_response):
        self.begin = start_response

    def __iter__(self):
        self.begin('200 OK', TEXT)
        yield b'hello'


handler = Application
""",
    ),
    legal(
        "further parameters with defaults",
        "two positional arguments are enough",
        """
def handler(environ, start_response, settings=None, *rest):
    START
    return [b'hello']
""",
    ),
    legal(
        "other names for the parameters",
        "they are passed by position",
        """
def handler(request, begin):
    path = request['PATH_INFO']
    begin('200 OK', TEXT)
    return [path.encode('latin-1', 'replace')]
""",
    ),
)

START = (
    breach(
        "without headers",
        "both are required",
        "start_response('204 No Content')  # FC205\nreturn []",
    ),
    breach(
        "four arguments",
        "it takes three at most",
        "start_response('200 OK', TEXT, None, None)  # FC205\nreturn [b'hello']",
    ),
    breach(
        "keywords",
        "status and headers are positional; Function Compute takes them by its own names",
        "start_response(status='200 OK', headers=TEXT)  # FC205\nreturn [b'hello']",
    ),
    breach(
        "the keyword response_headers",
        "the name in PEP 3333 and in the vendor's documentation is not the parameter's",
        "start_response('200 OK', response_headers=TEXT)  # FC205\nreturn [b'hello']",
    ),
    breach(
        "never called, empty list",
        "nothing is iterated, so that checks at the first chunk see nothing",
        """
def handler(environ, start_response):  # FC201
    return []
""",
    ),
    breach(
        "never called, empty generator",
        "the same with a generator that ends at once",
        """
def handler(environ, start_response):  # FC201
    yield from ()
""",
    ),
    breach(
        "never called, with a body",
        "a body without status and headers",
        """
def handler(environ, start_response):  # FC201
    return [b'hello']
""",
    ),
    breach(
        "not called on this path",
        "another path does",
        """
if environ.get('HTTP_X_ALL'):
    START
    return [b'hello']
return []  # FC202
""",
    ),
    breach(
        "called twice",
        "a second call needs exc_info",
        "START\nstart_response('200 OK', TEXT)  # FC203\nreturn [b'hello']",
    ),
    breach(
        "called after a chunk",
        "headers go out with the first chunk",
        "yield b'hello'\nSTART  # FC204",
    ),
    breach(
        "called after an empty chunk",
        "the first step of the iteration is the last moment",
        "yield b''\nSTART\nyield b'hello'",
        unreported="FC204 counts chunks that hold something: an empty one sends no headers",
    ),
    breach(
        "exc_info is an exception",
        "it has to be what sys.exc_info() gives",
        """
try:
    number = int(environ.get('HTTP_X', 'none'))
except ValueError as error:
    start_response('400 Bad Request', TEXT, error)  # FC205
    return [b'no number']
START
return [b'%d' % number]
""",
    ),
    breach(
        "exc_info is a pair",
        "it has to be a triple",
        "start_response('200 OK', TEXT, (ValueError, None))  # FC205\nreturn [b'hello']",
    ),
    breach(
        "exc_info is True",
        "a flag is no exception",
        "START\nstart_response('500 Oops', TEXT, True)  # FC205\nreturn [b'hello']",
    ),
    legal(
        "called in the first step of a generator",
        "servers may not expect the call any earlier",
        "START\nyield b'hello'\nyield b'world'",
    ),
    legal(
        "called again with exc_info",
        "nothing has been sent yet: the error replaces the answer",
        """
import sys


def handler(environ, start_response):
    START
    try:
        number = int(environ.get('HTTP_X', 'none'))
    except ValueError:
        start_response('400 Bad Request', TEXT, sys.exc_info())
        return [b'no number']
    return [b'%d' % number]
""",
    ),
    legal(
        "exc_info is None",
        "that is its default",
        "start_response('200 OK', TEXT, None)\nreturn [b'hello']",
    ),
    legal(
        "called by a helper",
        "start_response may be handed on",
        """
def begin(reply):
    reply('200 OK', TEXT)


def handler(environ, start_response):
    begin(start_response)
    return [b'hello']
""",
    ),
)
