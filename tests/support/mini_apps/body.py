"""The body: its items, the responses that have none, write() and close()."""

from __future__ import annotations

from fclint.dryrun import Request
from mini_apps.app import breach, legal

_HEAD = Request("HEAD")

APPS = (
    breach("a str", "iterating it gives str", "START\nreturn 'hello'  # FC301"),
    breach("bytes", "iterating them gives int", "START\nreturn b'hello'  # FC304"),
    breach("None", "an iterable, if an empty one", "START\nreturn None  # FC302"),
    breach("nothing is returned", "which is None", """
def handler(environ, start_response):  # FC302
    START
"""),
    breach("a number", "an iterable", "START\nreturn 5  # FC302"),
    breach("a coroutine", "an iterable", """
async def page():
    return [b'hello']


def handler(environ, start_response):
    START
    return page()  # FC302
"""),
    breach("a dict", "its keys are the items", "START\nreturn {'ok': 'yes'}  # FC303"),
    breach("a str among the items", "items are bytes", "START\nreturn ['hello']  # FC303"),
    breach("an int among the items", "items are bytes", "START\nreturn [5]  # FC303"),
    breach("None among the items", "items are bytes", "START\nreturn [b'x', None]  # FC303"),
    breach("a bytearray among the items", "items are bytes",
           "START\nreturn [bytearray(b'hello')]  # FC303"),
    breach("a generator yields a str", "items are bytes",
           "START\nyield b'hello'\nyield 'world'  # FC303"),
    breach("a generator returns its body", "the value is lost",
           "START\nyield b''\nreturn [b'hello']  # FC306"),
    breach("a generator that fails midway", "the client gets half of it",
           "START\nyield b'hello'\nraise RuntimeError('midway')  # FC901",
           unforeseen="an exception without a known cause is the dry run's"),
    legal("an empty list", "an empty body", "START\nreturn []"),
    legal("a tuple", "any iterable", "START\nreturn (b'hello', b'world')"),
    legal("a generator", "any iterable", "START\nyield b'hello'\nyield b'world'"),
    legal("a generator expression", "any iterable", "START\nreturn (c for c in (b'a', b'b'))"),
    legal("map()", "any iterable", "START\nreturn map(str.encode, ('a', 'b'))"),
    legal("empty chunks", "PEP 3333, Middleware Handling of Block Boundaries",
          "START\nyield b''\nyield b'hello'\nyield b''"),
    legal("a file object", "any iterable", """
import io


def handler(environ, start_response):
    START
    return io.BytesIO(b'hello')
"""),
    legal("wsgi.file_wrapper where there is one", "optional", """
import io


def handler(environ, start_response):
    START
    wrapper = environ.get('wsgi.file_wrapper', lambda file: iter([file.read()]))
    return wrapper(io.BytesIO(b'hello'))
"""),
)  # fmt: skip

BODILESS = (
    breach("a body with 204", "the bytes belong to nobody",
           "start_response('204 No Content', [])  # FC305\nreturn [b'hello']"),
    breach("a body with 304", "the bytes belong to nobody",
           "start_response('304 Not Modified', [('ETag', '\"1\"')])  # FC305\nreturn [b'hello']"),
    breach("Content-Type with 204", "there is no content",
           "start_response('204 No Content', TEXT)  # FC210\nreturn []"),
    breach("Content-Type with 304", "there is no content",
           "start_response('304 Not Modified', TEXT)  # FC210\nreturn []"),
    breach("a body for HEAD", "servers drop it", "START\nreturn [b'hello']", request=_HEAD,
           unreported="every server and Function Compute drop it; PEP 3333 allows it"),
    legal("204 without Content-Length", "RFC 9110, section 8.6: it must not be there",
          "start_response('204 No Content', [])\nreturn []"),
    legal("304 with an ETag", "RFC 9110, section 15.4.5",
          "start_response('304 Not Modified', [('ETag', '\"1\"')])\nreturn []"),
    legal("HEAD with the length of GET", "RFC 9110, section 9.3.2",
          "start_response('200 OK', [('Content-Length', '5'), *TEXT])\n"
          "return [] if environ['REQUEST_METHOD'] == 'HEAD' else [b'hello']", request=_HEAD),
)  # fmt: skip

LEGACY = (
    breach("write()", "PEP 3333: not to be used where it can be avoided",
           "write = start_response('200 OK', TEXT)\nwrite(b'hello')  # FC211\nreturn []"),
    breach("write() of a str", "bytes alone",
           "write = start_response('200 OK', TEXT)\nwrite('hello')  # FC211, FC303\nreturn []"),
    breach("write() while iterating", "PEP 3333 forbids it", """
def handler(environ, start_response):
    write = start_response('200 OK', TEXT)
    yield b'hello'
    write(b'world')  # FC211
"""),
    breach("close() raises", "the server is done, and fails", """
class Body:
    def __iter__(self):
        yield b'hello'

    def close(self):
        raise OSError('closed already')


def handler(environ, start_response):
    START
    return Body()  # FC905 (wsgi)
""", unforeseen="what close() does is the dry run's"),
    legal("close() is there", "servers call it once", """
class Body:
    closed = 0

    def __iter__(self):
        yield b'hello'

    def close(self):
        self.closed += 1
        assert self.closed == 1


def handler(environ, start_response):
    START
    return Body()
"""),
    legal("a generator with finally", "closing it runs the block", """
def handler(environ, start_response):
    START
    try:
        yield b'hello'
        yield b'world'
    finally:
        environ.clear()
"""),
)  # fmt: skip
