# What reading the findings in published packages has shown: false alarms, and what stands next to
# them.


# --- case: hasattr says that the attribute is there
def handler(environ, start_response):
    body = environ.get("server.body")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if hasattr(body, "close"):
        try:
            body.close
        except AttributeError:
            environ["HTTP_X_CLOSED"]
    return [b"ok"]


# --- case: hasattr of another attribute
def handler(environ, start_response):
    body = environ.get("server.body")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if hasattr(body, "read"):
        try:
            body.close
        except AttributeError:
            environ["HTTP_X_CLOSED"]  # expect: FC401
    return [b"ok"]


# --- case: hasattr is asked twice
def handler(environ, start_response):
    body = environ.get("server.body")
    closes = hasattr(body, "close")
    if closes:
        start_response("200 OK", [("Content-Type", "text/plain")])
    if hasattr(body, "close"):
        return [b"ok"]
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"none"]


# --- case: six.reraise never returns
import sys

import six
from shop import application
from six import reraise


def handler(environ, start_response):
    try:
        return application(environ, start_response)
    except ValueError:
        six.reraise(*sys.exc_info())
    except Exception:
        reraise(*sys.exc_info())


# --- case: a function that may return
import sys

from shop import application
from six import print_


def handler(environ, start_response):  # expect: FC302
    try:
        return application(environ, start_response)
    except Exception:
        print_(sys.exc_info())


# --- case: a method of a server reads the answer of its application
class Responder:
    def __init__(self, app, send):
        self.app = app
        self.send = send

    def serve(self, environ, start_response) -> None:
        body = self.app(environ, start_response)
        try:
            for chunk in body:
                self.send(chunk)
        finally:
            getattr(body, "close", lambda: None)()


# --- case: middleware that reads the answer and forgets it
def middleware(app):
    def answer(environ, start_response):  # expect: FC302
        chunks = []
        for chunk in app(environ, start_response):
            chunks.append(chunk)

    return answer


# --- case: an application reads an answer and forgets it
class Application:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):  # expect: FC302
        for chunk in self.app(environ, start_response):
            print(chunk)


# --- case: a method says by its result whether it has answered
class BasicAuthentication:
    def __init__(self, users):
        self.users = users

    def authenticate(self, environ, start_response):
        user = environ.get("HTTP_X_USER")
        if user in self.users:
            return user
        start_response("401 Unauthorized", [("Content-Length", "0")])

    def authenticate_by_name(self, environ, start_response):
        user = environ.get("HTTP_X_USER", "")
        if not user:
            start_response("401 Unauthorized", [("Content-Length", "0")])
            return None
        return user.lower()


# --- case: a method that forgets the body on one path
class Shop:
    def show(self, environ, start_response):  # expect: FC302
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"] == "/":
            return [b"welcome"]

    def index(self, environ, start_response):  # expect: FC302
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"] == "/":
            return "welcome"  # expect: FC301


# --- case: a function that takes the arguments of a call apart
def wrapper(wrapped):
    def call(*args, **kwargs):
        def request_of(environ, start_response, *args, **kwargs):
            return environ, start_response

        environ, start_response = request_of(*args, **kwargs)
        environ["shop.name"] = "books"
        return wrapped(environ, start_response)

    return call


# --- case: a helper of another file with defaults
from answers import answer, fail


def handler(environ, start_response):
    if environ.get("HTTP_X_FAIL"):
        fail("no")
    return answer(start_response)
# --- file: answers.py
def fail(message, *, status=500, code=None):
    if status == 500 and code is None:
        raise ValueError(message)


def answer(start_response, body="x", /, status="200 OK", *, silent=False):
    start_response(status, [("Content-Type", "text/plain")])
    if silent:
        return None
    return [body.encode()]


# --- case: which server this is
def handler(environ, start_response):
    server = "other"
    if environ.get("uwsgi.version"):
        server = "uwsgi"
    if environ.get("uwsgi.input"):  # expect: FC402
        server = "none"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [server.encode()]


# --- case: an application that makes another one of its own kind
import os


class Static:
    def __init__(self, directory):
        self.directory = directory

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if os.path.isdir(path):
            return self.__class__(path)(environ, start_response)
        start_response("304 Not Modified", [])
        return [""]  # expect: FC303


# --- case: methods that only answer for one that says so
class DigestAuthentication:
    def challenge(self, environ, start_response):
        start_response("401 Unauthorized", [("Content-Length", "0")])

    def authenticate(self, environ, start_response):
        user = environ.get("HTTP_X_USER", "")
        if user:
            return user
        self.challenge(environ, start_response)


# --- case: nothing is left of a body that has been read
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    for line in environ["wsgi.input"]:
        line.split(":")
    rest = environ["wsgi.input"]
    for line in rest.readlines():
        line.split(":")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: a body that is read once more
def handler(environ, start_response):
    stream = environ["wsgi.input"]
    body = stream.read()
    stream.seek(0)
    for line in stream:
        line.split(":")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: a body of which a part is read
def handler(environ, start_response):
    stream = environ["wsgi.input"]
    body = stream.read(10)
    for line in stream:
        line.split(":")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: the headers of another server's answer
from http.client import HTTPConnection


def handler(environ, start_response):
    connection = HTTPConnection("books.example")
    connection.request("GET", environ["PATH_INFO"])
    answer = connection.getresponse()
    headers = []
    for name, value in answer.getheaders():
        if name.lower() != "connection":
            headers.append((name, value))
    start_response(f"{answer.status} {answer.reason}", headers)
    return [b"copied: ", answer.read()]


def application(environ, start_response):
    connection = HTTPConnection("books.example")
    connection.request("GET", environ["PATH_INFO"])
    answer = connection.getresponse()
    start_response("200 OK", [(name.title(), value) for name, value in answer.getheaders()])
    while chunk := answer.read(1024):
        yield chunk


# --- case: no headers, whatever is in the loop
import shop


def handler(environ, start_response):
    lines = [b"books:"]
    for book in shop.books():
        lines.append(book.title.encode())
    start_response("200 OK", [])  # expect: FC210
    return lines


# --- case: what a costly helper leaves of the handler
import shop


def describe(name, options):
    text = name
    if options.a:
        text = text + options.a_text
    if options.b:
        text = text + options.b_text
    if options.c:
        text = text + options.c_text
    if options.d:
        text = text + options.d_text
    if options.e:
        text = text + options.e_text
    if options.f:
        text = text + options.f_text
    if options.g:
        text = text + options.g_text
    if options.h:
        text = text + options.h_text
    if options.i:
        text = text + options.i_text
    if options.j:
        text = text + options.j_text
    if options.k:
        text = text + options.k_text
    if options.l:
        text = text + options.l_text
    if options.m:
        text = text + options.m_text
    if options.n:
        text = text + options.n_text
    if options.o:
        text = text + options.o_text
    if options.p:
        text = text + options.p_text
    if options.q:
        text = text + options.q_text
    if options.r:
        text = text + options.r_text
    if options.s:
        text = text + options.s_text
    if options.t:
        text = text + options.t_text
    return text


def handler(environ, start_response):
    method = environ["REQUEST_METHOD"]
    if method == "OPTIONS":
        headers = [("Allow", "GET")]
        output = b""
    elif environ["PATH_INFO"] == "/favicon.ico":
        headers = []
        output = b""
    elif method != "GET":
        headers = [("Allow", "GET")]
        output = b"use GET\n"
    else:
        headers = [("Content-Type", "text/plain")]
        output = b"books: "
        output += describe("old", shop.old()).encode()
        output += describe("new", shop.new()).encode()
        output += describe("lost", shop.lost()).encode()
        output += describe("found", shop.found()).encode()
        output += describe("sold", shop.sold()).encode()
    start_response("200 OK", headers)  # expect: FC210
    return [output]
