# --- case: helper-in-another-file
from helper import token_of


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token_of(environ).encode()]


# --- file: helper.py
def token_of(environ):
    return environ["HTTP_X_TOKEN"]  # expect: FC401@12


# --- case: helper-in-another-file-caught-by-the-caller
from helper import token_of


def handler(environ, start_response):
    try:
        token = token_of(environ)
    except KeyError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- file: helper.py
def token_of(environ):
    return environ["HTTP_X_TOKEN"]


# --- case: helper-called-by-nobody
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- file: helper.py
def token_of(environ):
    return environ["HTTP_X_TOKEN"]


# --- case: import-under-another-name
from helper import render as page


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return page()  # expect: FC301


# --- file: helper.py
def render():
    return "<p>ok</p>"


# --- case: import-of-module-under-another-name
import web.pages as pages


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    if environ["PATH_INFO"] == "/bytes":
        return pages.as_bytes()  # expect: FC304
    return pages.as_list()


# --- file: web/__init__.py
VERSION = "1"


# --- file: web/pages.py
def as_bytes():
    return b"<p>ok</p>"


def as_list():
    return [as_bytes()]


# --- case: import-of-dotted-module
import web.pages


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return web.pages.render()  # expect: FC301


# --- file: web/__init__.py
VERSION = "1"


# --- file: web/pages.py
def render():
    return "<p>ok</p>"


# --- case: package-without-init
from web import pages


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return pages.render()  # expect: FC301


# --- file: web/pages.py
def render():
    return "<p>ok</p>"


# --- case: start-response-called-in-another-file
from respond import text


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return text(start_response, "200 OK", "hello")
    return text(start_response, 404, "gone")


# --- file: respond.py
def text(start_response, status, body):
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206@5
    return [body.encode("utf-8")]


# --- case: start-response-called-in-another-file-rightly
from respond import json_response


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] != "GET":
        return json_response(start_response, 405, {"error": "only GET"})
    return json_response(start_response, 200, {"ok": True})


# --- file: respond.py
import json
from http.client import responses


def json_response(start_response, code, data):
    body = json.dumps(data).encode("utf-8")
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(f"{code} {responses[code]}", headers)
    return [body]


# --- case: delegation-to-another-file
from views import index


def handler(environ, start_response):
    return index(environ, start_response)


# --- file: views.py
def index(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "index"  # expect: FC301


# --- case: delegation-by-table-of-another-file
from routes import ROUTES


def missing(environ, start_response):
    start_response("404 Not Found", [])  # expect: FC210
    return [b"missing"]


def handler(environ, start_response):
    view = ROUTES.get(environ["PATH_INFO"], missing)
    return view(environ, start_response)


# --- file: routes.py
from views import about, index

ROUTES = {"/": index, "/about": about}


# --- file: views.py
def index(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"index"]


def about(environ, start_response):
    start_response("200 OK", {"Content-Type": "text/plain"})  # expect: FC207
    return [b"about"]


# --- case: handler-assigned-from-another-file
from app import App

handler = App("hello")


# --- file: app.py
class App:
    def __init__(self, text):
        self.text = text

    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.text]  # expect: FC303


# --- case: view-guarded-by-its-caller
from views import private


def handler(environ, start_response):
    if "HTTP_X_TOKEN" not in environ:
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    return private(environ, start_response)


# --- file: views.py
def private(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: constants-in-another-file
from settings import HEADERS, STATUS, TOKEN_KEY


def handler(environ, start_response):
    if TOKEN_KEY in environ:
        start_response(STATUS["ok"], HEADERS)
        return [environ["HTTP_X_TOKEN"].encode()]
    start_response(STATUS["denied"], HEADERS)  # expect: FC206
    return [b"token wanted"]


# --- file: settings.py
TOKEN_KEY = "HTTP_X_TOKEN"
STATUS = {"ok": "200 OK", "denied": 401}
HEADERS = [("Content-Type", "text/plain")]


# --- case: constants-through-the-module
import settings


def handler(environ, start_response):
    start_response(settings.OK, settings.HEADERS)  # expect: FC207
    return [settings.GREETING.encode()]


# --- file: settings.py
OK = "200 OK"
HEADERS = {"Content-Type": "text/plain"}
GREETING = "hello"


# --- case: star-import
from settings import *


def handler(environ, start_response):
    start_response(OK, HEADERS)  # expect: FC206
    return [BODY]


# --- file: settings.py
OK = "OK"
HEADERS = [("Content-Type", "text/plain")]
BODY = b"hello"


# --- case: star-import-leaves-private-names
from settings import *

_STATUS = "200 OK"


def handler(environ, start_response):
    start_response(_STATUS, HEADERS)
    return [b"hello"]


# --- file: settings.py
_STATUS = 200
HEADERS = [("Content-Type", "text/plain")]


# --- case: reexport-by-init
from web import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return render()  # expect: FC301


# --- file: web/__init__.py
from .pages import render


# --- file: web/pages.py
def render():
    return "<p>ok</p>"


# --- case: relative-imports-in-a-package
from web.views.index import show


def handler(environ, start_response):
    return show(environ, start_response)


# --- file: web/__init__.py
VERSION = "1"


# --- file: web/encode.py
def encode(text):
    return text.encode("utf-8")


def as_is(text):
    return text


# --- file: web/views/__init__.py
from ..encode import encode

# --- file: web/views/index.py
from . import encode
from .. import encode as encoding
from ..encode import as_is


def show(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/":
        return [encode("root"), encoding.encode("root")]
    return [as_is("other")]  # expect: FC303


# --- case: circular-import
import other

STATUS = "200 OK"


def handler(environ, start_response):
    return other.respond(environ, start_response)


# --- file: other.py
import index


def respond(environ, start_response):
    start_response(index.STATUS, [("Content-Type", "text/plain")])
    return "ok"  # expect: FC301


# --- case: circular-import-inside-the-function
from other import respond

STATUS = "200 OK"


def handler(environ, start_response):
    return respond(environ, start_response)


# --- file: other.py
def respond(environ, start_response):
    from index import STATUS

    start_response(STATUS, [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: base-class-in-another-file
from base import View


class Hello(View):
    def render(self):
        return "hello"


handler = Hello()


# --- file: base.py
class View:
    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.render().encode("utf-8")]

    def render(self):
        raise NotImplementedError


# --- case: base-class-in-another-file-wrong-override
from base import View


class Hello(View):
    def chunks(self):
        return ["hello"]


handler = Hello()


# --- file: base.py
class View:
    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self.chunks()  # expect: FC303

    def chunks(self):
        return [b""]


# --- case: decorator-in-another-file
from guards import catching


@catching
def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- file: guards.py
import functools


def catching(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except LookupError:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"header missing"]

    return wrapper


# --- case: decorator-in-another-file-with-its-own-mistake
from guards import catching


@catching
def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- file: guards.py
import functools


def catching(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except KeyError as error:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return str(error)  # expect: FC301

    return wrapper


# --- case: nested-folder-imports-from-its-own-folder
def nothing():
    return None


# --- file: api/main.py
from texts import GREETING


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [GREETING]  # expect: FC303


# --- file: api/texts.py
GREETING = "hello"


# --- case: same-name-in-two-folders
from texts import GREETING


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [GREETING]


# --- file: texts.py
GREETING = b"hello"

# --- file: api/main.py
from texts import GREETING


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [GREETING]  # expect: FC303


# --- file: api/texts.py
GREETING = "hello"


# --- case: module-not-found
from acme_missing import headers, render, status


def handler(environ, start_response):
    start_response(status(environ), headers(environ))
    return render(environ)


# --- case: name-not-in-the-module
from helper import missing


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return missing(environ)


# --- file: helper.py
def present():
    return "text"


# --- case: optional-import
try:
    from fast import render
except ImportError:
    from slow import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return render()


# --- file: slow.py
def render():
    return [b"slow"]


# --- case: request-class-in-another-file
from http_request import Request


def handler(environ, start_response):
    request = Request(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request.agent.encode(), request.header("X-Token").encode()]


# --- file: http_request.py
class Request:
    def __init__(self, environ):
        self.environ = environ

    @property
    def agent(self):
        return self.environ["HTTP_USER_AGENT"]  # expect: FC401

    def header(self, name):
        return self.environ.get("HTTP_" + name.upper().replace("-", "_"), "")


# --- case: one-helper-two-handlers
from helper import token_of


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token_of(environ).encode()]


# --- file: other.py
from helper import token_of


def handler(environ, start_response):
    try:
        token = token_of(environ)
    except KeyError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- file: helper.py
def token_of(environ):
    return environ["HTTP_X_TOKEN"]  # expect: FC401


# --- case: generator-in-another-file
from stream import lines


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return lines(3)


# --- file: stream.py
def lines(count):
    for number in range(count):
        yield f"{number}\n"  # expect: FC303


# --- case: shared-list-is-copied-in-another-file
from common import headers_for


def handler(environ, start_response):
    start_response("200 OK", headers_for("text/plain"))
    return [b"ok"]


# --- file: common.py
BASE = [("Cache-Control", "no-store")]


def headers_for(kind):
    headers = list(BASE)
    headers.append(("Content-Type", kind))
    return headers


# --- case: enum-of-another-file
from codes import Code


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "GET":
        start_response(Code.OK.value, [("Content-Type", "text/plain")])
        return [b"ok"]
    start_response(Code.DENIED, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"no"]


# --- file: codes.py
import enum


class Code(enum.Enum):
    OK = "200 OK"
    DENIED = "405 Method Not Allowed"
