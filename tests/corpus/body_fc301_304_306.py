# --- case: list-of-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: str-constant
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "ok"  # expect: FC301@5


# --- case: str-constant-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "ok"  # expect: FC301@5


# --- case: empty-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ""  # expect: FC301


# --- case: fstring
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return f"method {environ['REQUEST_METHOD']}"  # expect: FC301


# --- case: concatenation
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "method " + environ["REQUEST_METHOD"]  # expect: FC301


# --- case: percent-format
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "method %s" % environ["REQUEST_METHOD"]  # expect: FC301


# --- case: str-format-through-variable
TEMPLATE = "<p>{}</p>"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    body = TEMPLATE.format(environ["REQUEST_METHOD"])
    return body  # expect: FC301


# --- case: join-of-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    lines = ["a", "b"]
    return "\n".join(lines)  # expect: FC301


# --- case: join-of-str-encoded
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    lines = ["a", "b"]
    return ["\n".join(lines).encode()]


# --- case: json-dumps
import json


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return json.dumps({"ok": True})  # expect: FC301


# --- case: json-dumps-imported-under-another-name
from json import dumps as to_json


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    text = to_json({"ok": True})
    return text  # expect: FC301


# --- case: json-dumps-encoded
import json


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"ok": True}, ensure_ascii=False).encode("utf-8")]


# --- case: json-dumps-in-list
import json


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"ok": True})]  # expect: FC303@5


# --- case: jinja-template
from jinja2 import Template

PAGE = Template("<p>{{ name }}</p>")


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return PAGE.render(name="you")  # expect: FC301


# --- case: jinja-template-encoded
from jinja2 import Template

PAGE = Template("<p>{{ name }}</p>")


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [PAGE.render(name="you").encode("utf-8")]


# --- case: jinja-environment-in-list
from jinja2 import Environment, FileSystemLoader

pages = Environment(loader=FileSystemLoader("templates"))


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [pages.get_template("index.html").render(name="you")]  # expect: FC303


# --- case: str-methods
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return environ["PATH_INFO"].strip("/").upper()  # expect: FC301


# --- case: str-of-number
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return str(6 * 7)  # expect: FC301


# --- case: ternary-one-side
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"root"] if environ["PATH_INFO"] == "/" else "other"  # expect: FC301


# --- case: ternary-fine
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"root"] if environ["PATH_INFO"] == "/" else [b"other"]


# --- case: or-default-is-str
from acme_pages import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return render(environ) or "nothing"  # expect: FC301


# --- case: or-default-fine
from acme_pages import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return render(environ) or [b"nothing"]


# --- case: walrus
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if body := environ["PATH_INFO"]:
        return body  # expect: FC301
    return [b"none"]


# --- case: variable-rebound-to-bytes-list
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = "ok"
    body = [body.encode()]
    return body


# --- case: variable-rebound-on-one-path
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = "ok"
    if environ["REQUEST_METHOD"] == "GET":
        body = [body.encode()]
    return body  # expect: FC301


# --- case: helper-returns-str
def render():
    return "<p>ok</p>"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return render()  # expect: FC301@5


# --- case: helper-returns-str-sometimes
def render(path):
    if path == "/":
        return [b"<p>ok</p>"]
    return "missing"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return render(environ["PATH_INFO"])  # expect: FC301


# --- case: helper-returns-list-of-bytes
def render():
    return ["<p>ok</p>".encode()]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return render()


# --- case: helper-with-start-response-returns-str
def respond(start_response, text):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return text


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return respond(start_response, [b"ok"])
    return respond(start_response, "text")  # expect: FC301


# --- case: delegated-handler
def view(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "text"  # expect: FC301@5


def handler(environ, start_response):
    return view(environ, start_response)


# --- case: delegated-through-dispatch-table
def index(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"index"]


def about(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "about"  # expect: FC301


ROUTES = {"/": index, "/about": about}


def handler(environ, start_response):
    view = ROUTES.get(environ["PATH_INFO"], index)
    return view(environ, start_response)


# --- case: delegated-through-method
class Site:
    def dispatch(self, environ, start_response):
        return self.page(environ, start_response)

    def page(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return b"page"  # expect: FC304


site = Site()


def handler(environ, start_response):
    return site.dispatch(environ, start_response)


# --- case: decorator-that-logs
import functools
import logging


def logged(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        logging.info(environ["PATH_INFO"])
        return function(environ, start_response)

    return wrapper


@logged
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "ok"  # expect: FC301


# --- case: decorator-that-encodes
import functools


def encoded(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        text = function(environ, start_response)
        return [text.encode("utf-8")]

    return wrapper


@encoded
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "ok"


# --- case: decorator-that-builds-the-response
import functools
import json


def json_view(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        body = json.dumps(function(environ)).encode("utf-8")
        start_response("200 OK", [("Content-Type", "application/json")])
        return [body]

    return wrapper


@json_view
def handler(environ):
    return {"path": environ["PATH_INFO"]}


# --- case: middleware-that-encodes
def encoding(app):
    def wrapped(environ, start_response):
        return [chunk.encode() for chunk in app(environ, start_response)]

    return wrapped


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["a", "b"]


handler = encoding(app)


# --- case: bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return b"ok"  # expect: FC304@5


# --- case: bytes-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return b"ok"  # expect: FC304


# --- case: bytes-by-encode
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return environ["PATH_INFO"].encode("utf-8")  # expect: FC304


# --- case: bytes-json
import json


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return json.dumps({"a": 1}).encode("utf-8")  # expect: FC304


# --- case: bytes-in-parentheses-only
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = b"ok"
    return body  # expect: FC304


# --- case: bytes-joined
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return b"".join([b"a", b"b"])  # expect: FC304


# --- case: bytes-joined-in-list
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"".join([b"a", b"b"])]


# --- case: bytes-base64
import base64


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return base64.b64encode(b"ok")  # expect: FC304


# --- case: bytes-base64-in-list
import base64


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [base64.b64encode(b"ok"), base64.urlsafe_b64encode(b"ok")]


# --- case: bytes-gzip
import gzip


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain"), ("Content-Encoding", "gzip")]
    start_response("200 OK", headers)
    return [gzip.compress(b"ok" * 100)]


# --- case: bytes-gzip-bare
import gzip


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain"), ("Content-Encoding", "gzip")]
    start_response("200 OK", headers)
    return gzip.compress(b"ok" * 100)  # expect: FC304


# --- case: bytes-from-file
def handler(environ, start_response):
    with open("index.html", "rb") as file:
        body = file.read()
    start_response("200 OK", [("Content-Type", "text/html")])
    return body  # expect: FC304


# --- case: text-from-file
def handler(environ, start_response):
    with open("index.html", encoding="utf-8") as file:
        body = file.read()
    start_response("200 OK", [("Content-Type", "text/html")])
    return body  # expect: FC301


# --- case: bytes-from-file-in-list
def handler(environ, start_response):
    with open("index.html", "rb") as file:
        body = file.read()
    start_response("200 OK", [("Content-Type", "text/html")])
    return [body]


# --- case: text-from-path
from pathlib import Path


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [Path("index.html").read_text()]  # expect: FC303


# --- case: bytes-from-path
from pathlib import Path


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [Path("index.html").read_bytes()]


# --- case: request-body-echoed
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


# --- case: request-body-echoed-bare
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return environ["wsgi.input"].read()  # expect: FC304


# --- case: none-explicit
def handler(environ, start_response):
    start_response("204 No Content", [])
    return None  # expect: FC302@5


# --- case: none-bare-return
def handler(environ, start_response):
    start_response("204 No Content", [])
    return  # expect: FC302


# --- case: none-by-falling-off
def handler(environ, start_response):  # expect: FC302@5
    start_response("204 No Content", [])


# --- case: none-by-falling-off-one-branch
def handler(environ, start_response):  # expect: FC302
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["REQUEST_METHOD"] == "GET":
        return [b"get"]
    elif environ["REQUEST_METHOD"] == "POST":
        return [b"post"]


# --- case: falling-off-is-impossible
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["REQUEST_METHOD"] == "GET":
        return [b"get"]
    elif environ["REQUEST_METHOD"] == "POST":
        return [b"post"]
    else:
        raise ValueError("neither")


# --- case: none-from-forgotten-return
def respond(start_response, body):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


def handler(environ, start_response):  # expect: FC302
    respond(start_response, b"ok")


# --- case: none-from-helper-without-return
def respond(start_response, status):
    start_response(status, [])


def handler(environ, start_response):
    return respond(start_response, "204 No Content")  # expect: FC302


# --- case: none-in-delegated-handler
def view(environ, start_response):  # expect: FC302
    start_response("204 No Content", [])


def handler(environ, start_response):
    return view(environ, start_response)


# --- case: none-from-print
def handler(environ, start_response):
    start_response("204 No Content", [])
    return print(environ["PATH_INFO"])  # expect: FC302


# --- case: none-from-list-method
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = [b"a"]
    return body.append(b"b")  # expect: FC302


# --- case: write-callable-returned
def handler(environ, start_response):
    return start_response("204 No Content", [])  # expect: FC302


# --- case: none-from-dict-get
PAGES = {"/": [b"home"], "/about": [b"about"]}


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return PAGES.get(environ["PATH_INFO"])  # expect: FC302


# --- case: dict-get-with-default
PAGES = {"/": [b"home"], "/about": [b"about"]}


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return PAGES.get(environ["PATH_INFO"], [b"missing"])


# --- case: dict-get-then-checked
PAGES = {"/": [b"home"], "/about": [b"about"]}


def handler(environ, start_response):
    page = PAGES.get(environ["PATH_INFO"])
    if page is None:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"missing"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return page


# --- case: number
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return 0  # expect: FC302


# --- case: number-float
import time


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return time.time()  # expect: FC302


# --- case: bool
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return True  # expect: FC302


# --- case: bool-from-comparison
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return environ["REQUEST_METHOD"] == "GET"  # expect: FC302


# --- case: length
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return len([b"ok"])  # expect: FC302


# --- case: coroutine
async def render():
    return [b"ok"]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return render()  # expect: FC302


# --- case: coroutine-run
import asyncio


async def render():
    return [b"ok"]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return asyncio.run(render())


# --- case: flask-app-uncalled
from flask import Flask

app = Flask(__name__)


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return app  # expect: FC302


# --- case: flask-app-called
from flask import Flask

app = Flask(__name__)


def handler(environ, start_response):
    return app(environ, start_response)


# --- case: flask-app-wsgi-app-called
from flask import Flask

app = Flask(__name__)


def handler(environ, start_response):
    return app.wsgi_app(environ, start_response)


# --- case: flask-response-uncalled
from flask import Response


def handler(environ, start_response):  # expect: FC201
    return Response("hello", mimetype="text/plain")  # expect: FC302


# --- case: flask-response-called
from flask import Response


def handler(environ, start_response):
    return Response("hello", mimetype="text/plain")(environ, start_response)


# --- case: werkzeug-response-uncalled
from werkzeug.wrappers import Request, Response


def handler(environ, start_response):  # expect: FC201
    request = Request(environ)
    response = Response(f"hello {request.path}")
    return response  # expect: FC302


# --- case: werkzeug-response-called
from werkzeug.wrappers import Request, Response


def handler(environ, start_response):
    request = Request(environ)
    response = Response(f"hello {request.path}")
    return response(environ, start_response)


# --- case: werkzeug-application-decorator
from werkzeug.wrappers import Request, Response


@Request.application
def handler(request):
    return Response("hello")


# --- case: webob-response-uncalled-on-one-path
from webob import Response


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "GET":
        return Response("hello")(environ, start_response)
    start_response("405 Method Not Allowed", [("Content-Type", "text/plain")])
    return Response("no")  # expect: FC302


# --- case: webob-response-called
from webob import Response


def handler(environ, start_response):
    response = Response()
    response.text = "hello"
    return response(environ, start_response)


# --- case: function-uncalled
def handler(environ, start_response):
    def body():
        return [b"ok"]

    start_response("200 OK", [("Content-Type", "text/plain")])
    return body  # expect: FC302


# --- case: function-called
def handler(environ, start_response):
    def body():
        return [b"ok"]

    start_response("200 OK", [("Content-Type", "text/plain")])
    return body()


# --- case: dict
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return {"ok": True}  # expect: FC303@5


# --- case: dict-event-style
import json


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    response = {"statusCode": 200}
    response["body"] = json.dumps({"ok": True})
    return response  # expect: FC303


# --- case: dict-from-helper
def data():
    return {"ok": True}


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return data()  # expect: FC303


# --- case: dict-values-joined
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    parts = {1: b"a", 2: b"b"}
    return [b"".join(parts.values())]


# --- case: dict-values
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    parts = {1: b"a", 2: b"b"}
    return list(parts.values())


# --- case: list-of-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["ok"]  # expect: FC303@5


# --- case: list-of-str-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["ok"]  # expect: FC303


# --- case: list-of-mixed
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok", "ko"]  # expect: FC303


# --- case: list-of-int
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [1, 2]  # expect: FC303


# --- case: list-of-none
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [None]  # expect: FC303


# --- case: list-of-bytearray
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [bytearray(b"ok")]  # expect: FC303


# --- case: bytearray-converted
def handler(environ, start_response):
    buffer = bytearray()
    buffer += b"ok"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [bytes(buffer)]


# --- case: list-of-list
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [[b"ok"]]  # expect: FC303


# --- case: list-of-dict
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [{"ok": True}]  # expect: FC303


# --- case: list-call-on-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return list("ok")  # expect: FC303


# --- case: list-call-on-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return list(b"ok")  # expect: FC303


# --- case: tuple-of-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return (b"a", b"b")


# --- case: tuple-of-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ("a",)  # expect: FC303


# --- case: body-status-headers-tuple
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return b"ok", 200  # expect: FC303


# --- case: set-of-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return {b"ok"}


# --- case: set-of-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return {"ok"}  # expect: FC303


# --- case: range
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return range(3)  # expect: FC303


# --- case: appended-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = [b"a"]
    body.append("b")
    return body  # expect: FC303


# --- case: appended-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = []
    for line in ("a", "b"):
        body.append(line.encode())
    return body


# --- case: appended-str-in-loop
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = []
    for line in ("a", "b"):
        body.append(line + "\n")
    return body  # expect: FC303


# --- case: list-replaced-in-place
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = ["a"]
    body[0] = body[0].encode()
    return body


# --- case: comprehension-encoding
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    lines = ["a", "b"]
    return [line.encode() for line in lines]


# --- case: comprehension-not-encoding
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    lines = ["a", "b"]
    return [line.upper() for line in lines]  # expect: FC303


# --- case: generator-expression-fine
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return (line.encode() for line in ["a", "b"])


# --- case: generator-expression-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return (line for line in ["a", "b"])  # expect: FC303@5


# --- case: map-encode
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return map(str.encode, ["a", "b"])


# --- case: map-to-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return map(str, [1, 2])  # expect: FC303


# --- case: map-lambda
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return map(lambda line: line.encode(), ["a", "b"])


# --- case: filter-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return filter(None, ["a", "b"])  # expect: FC303


# --- case: iter-of-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return iter([b"a", b"b"])


# --- case: iter-of-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return iter(["a", "b"])  # expect: FC303


# --- case: bytesio
import io


def handler(environ, start_response):
    buffer = io.BytesIO()
    buffer.write(b"ok")
    buffer.seek(0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return buffer


# --- case: stringio
import io


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return io.StringIO("ok")  # expect: FC303


# --- case: bytesio-getvalue
import io


def handler(environ, start_response):
    buffer = io.BytesIO(b"ok")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [buffer.getvalue()]


# --- case: stringio-getvalue
import csv
import io


def handler(environ, start_response):
    buffer = io.StringIO()
    csv.writer(buffer).writerow(["a", "b"])
    start_response("200 OK", [("Content-Type", "text/csv")])
    return [buffer.getvalue()]  # expect: FC303


# --- case: open-binary
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "image/png")])
    return open("logo.png", "rb")


# --- case: open-text
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return open("index.html")  # expect: FC303


# --- case: open-text-mode-keyword
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    page = open("index.html", mode="r", encoding="utf-8")
    return page  # expect: FC303


# --- case: file-wrapper target=wsgi
from wsgiref.util import FileWrapper


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "image/png")])
    wrapper = environ.get("wsgi.file_wrapper", FileWrapper)
    return wrapper(open("logo.png", "rb"))


# --- case: read-by-sentinel
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "image/png")])
    file = open("logo.png", "rb")
    return iter(lambda: file.read(8192), b"")


# --- case: chain
import itertools


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return itertools.chain([b"a"], [b"b"])


# --- case: yield-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield b"a"
    yield "b".encode()


# --- case: yield-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield b"a"
    yield "b"  # expect: FC303@5


# --- case: yield-each-wrong
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield "a"  # expect: FC303
    for number in range(3):
        yield str(number)  # expect: FC303
    yield 3  # expect: FC303


# --- case: yield-none
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield  # expect: FC303


# --- case: yield-in-loop-encoded
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    for number in range(3):
        yield f"{number}\n".encode()


# --- case: yield-from-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield from [b"a", b"b"]


# --- case: yield-from-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield from ["a", "b"]  # expect: FC303


# --- case: yield-list
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield [b"a", b"b"]  # expect: FC303


# --- case: nested-generator-fine
def handler(environ, start_response):
    def body():
        for letter in "ab":
            yield letter.encode()

    start_response("200 OK", [("Content-Type", "text/plain")])
    return body()


# --- case: nested-generator-str
def handler(environ, start_response):
    def body():
        for letter in "ab":
            yield letter  # expect: FC303

    start_response("200 OK", [("Content-Type", "text/plain")])
    return body()


# --- case: generator-consumed-and-encoded
def lines():
    yield "a"
    yield "b"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["".join(lines()).encode()]


# --- case: generator-wrapped-and-encoded
def lines():
    yield "a"
    yield "b"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return (line.encode() for line in lines())


# --- case: generator-never-used
def handler(environ, start_response):
    def body():
        yield "text"

    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: write-str
def handler(environ, start_response):
    write = start_response("200 OK", [("Content-Type", "text/plain")])
    write("ok")  # expect: FC211, FC303
    return []


# --- case: write-bytes
def handler(environ, start_response):
    write = start_response("200 OK", [("Content-Type", "text/plain")])
    write(b"ok")  # expect: FC211
    return []


# --- case: object-with-iter
class Body:
    def __iter__(self):
        return iter([b"a", b"b"])


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body()


# --- case: object-with-iter-generator
class Body:
    def __init__(self, lines):
        self.lines = lines

    def __iter__(self):
        for line in self.lines:
            yield line.encode()

    def close(self):
        self.lines = []


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body(["a", "b"])


# --- case: object-with-iter-and-next
class Body:
    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return b"tick\n"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body()


# --- case: object-with-getitem
class Body:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError(index)
        return b"tick\n"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body()


# --- case: object-of-iterable-base
from acme_http import StreamingBody


class Body(StreamingBody):
    pass


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body()


# --- case: object-of-list-subclass
class Body(list):
    pass


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = Body()
    body.append(b"ok")
    return body


# --- case: object-not-iterable
class Body:
    def __init__(self, text):
        self.text = text


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body("ok")  # expect: FC302


# --- case: object-attribute-list
class Body:
    def __init__(self, text):
        self.chunks = [text.encode()]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body("ok").chunks


# --- case: object-attribute-text
class Body:
    def __init__(self, text):
        self.text = text


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [Body("ok").text]  # expect: FC303


# --- case: class-with-iter
class handler:
    def __init__(self, environ, start_response):
        self.environ = environ
        self.start_response = start_response

    def __iter__(self):
        self.start_response("200 OK", [("Content-Type", "text/plain")])
        yield b"ok"


# --- case: class-with-iter-yields-str
class handler:
    def __init__(self, environ, start_response):
        self.environ = environ
        self.start_response = start_response

    def __iter__(self):
        self.start_response("200 OK", [("Content-Type", "text/plain")])
        yield "ok"  # expect: FC303


# --- case: callable-instance-returns-str
class App:
    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self.render()  # expect: FC301

    def render(self):
        return "ok"


handler = App()


# --- case: generator-return-value
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["REQUEST_METHOD"] != "GET":
        return [b"only GET"]  # expect: FC306@9
    yield b"ok"


# --- case: generator-return-value-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield b"ok"
    return [b"end"]  # expect: FC306


# --- case: generator-return-without-value
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["REQUEST_METHOD"] != "GET":
        yield b"only GET"
        return
    yield b"ok"


# --- case: generator-return-value-in-delegated
def stream(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["REQUEST_METHOD"] != "GET":
        return [b"only GET"]  # expect: FC306
    yield b"ok"


def handler(environ, start_response):
    return stream(environ, start_response)


# --- case: generator-return-value-used-by-yield-from
def part():
    yield b"a"
    return 1


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    count = yield from part()
    yield str(count).encode()


# --- case: inner-function-yields-outer-returns
def handler(environ, start_response):
    def numbers():
        yield 1
        yield 2

    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(sum(numbers())).encode()]


# --- case: lambda-with-yield-free-body
handler = lambda environ, start_response: (
    start_response("200 OK", [("Content-Type", "text/plain")]),
    [b"ok"],
)[1]


# --- case: several-returns
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    path = environ["PATH_INFO"]
    if path == "/a":
        return "a"  # expect: FC301
    if path == "/b":
        return b"b"  # expect: FC304
    if path == "/c":
        return ["c"]  # expect: FC303
    if path == "/d":
        return 4  # expect: FC302
    return [b"fine"]


# --- case: isinstance-correlated
from acme_pages import render


def handler(environ, start_response):
    body = render(environ)
    if isinstance(body, str):
        body = body.encode("utf-8")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: isinstance-correlated-known-types
def render(path):
    if path == "/":
        return "root"
    return b"other"


def handler(environ, start_response):
    body = render(environ["PATH_INFO"])
    if isinstance(body, str):
        body = body.encode("utf-8")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: isinstance-wrong-way-round
def render(path):
    if path == "/":
        return "root"
    return b"other"


def handler(environ, start_response):
    body = render(environ["PATH_INFO"])
    if isinstance(body, bytes):
        body = body.decode("utf-8")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]  # expect: FC303


# --- case: isinstance-in-helper
def to_bytes(value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8")


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [to_bytes("a"), to_bytes(b"b"), to_bytes(3)]


# --- case: isinstance-tuple-of-types
def chunks(value):
    if isinstance(value, (list, tuple)):
        return [part.encode() for part in value]
    return [value.encode()]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/":
        return chunks("a")
    return chunks(("a", "b"))


# --- case: type-comparison
def to_bytes(value):
    if type(value) is str:
        return value.encode()
    return value


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [to_bytes("a"), to_bytes(b"b")]


# --- case: hasattr-encode
def to_bytes(value):
    if hasattr(value, "encode"):
        return value.encode()
    return value


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [to_bytes("a"), to_bytes(b"b")]


# --- case: encode-or-attribute-error
def to_bytes(value):
    try:
        return value.encode()
    except AttributeError:
        return value


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [to_bytes("a"), to_bytes(b"b")]


# --- case: correlated-flag
def handler(environ, start_response):
    text = environ["PATH_INFO"] == "/text"
    body = "text" if text else b"bytes"
    start_response("200 OK", [("Content-Type", "text/plain")])
    if text:
        body = body.encode()
    return [body]


# --- case: unknown-argument-is-silent
from acme_pages import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return render(environ)


# --- case: unknown-item-is-silent
from acme_pages import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [render(environ)]


# --- case: unknown-decode-is-text-unknown-object
from acme_pages import render


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [render(environ).decode()]


# --- case: str-is-shadowed
def str(value):
    return repr(value).encode()


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(3)]


# --- case: closure-over-loop-variable
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    makers = [lambda text=text: text.encode() for text in ("a", "b")]
    return [make() for make in makers]


# --- case: star-unpacked-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    head, *rest = [b"a", b"b", b"c"]
    return [*rest, head]


# --- case: star-unpacked-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    rest = ["b", "c"]
    return [b"a", *rest]  # expect: FC303


# --- case: infeasible-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if 0:
        return "debug"
    return [b"ok"]


# --- case: type-checking-branch
from typing import TYPE_CHECKING


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if TYPE_CHECKING:
        return "never"
    return [b"ok"]


# --- case: multiplied-list
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"] * 3


# --- case: multiplied-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return b"ok" * 3  # expect: FC304


# --- case: sorted-and-reversed
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/up":
        return sorted([b"b", b"a"])
    return reversed([b"b", b"a"])


# --- case: sorted-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return sorted(["b", "a"])  # expect: FC303


# --- case: splitlines-bytes
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return b"a\nb".splitlines(True)


# --- case: splitlines-str
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "a\nb".splitlines(True)  # expect: FC303
