# --- case: plain-list
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Request-Id", "1")])
    return [b"ok"]


# --- case: dict
def handler(environ, start_response):
    start_response("200 OK", {"Content-Type": "text/plain"})  # expect: FC207@5
    return [b"ok"]


# --- case: dict-through-variable
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    headers["Cache-Control"] = "no-store"
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: dict-call
def handler(environ, start_response):
    headers = dict([("Content-Type", "text/plain")])
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: dict-items
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    start_response("200 OK", headers.items())  # expect: FC207
    return [b"ok"]


# --- case: dict-items-wsgi target=wsgi
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    start_response("200 OK", headers.items())  # expect: FC207
    return [b"ok"]


# --- case: list-of-dict-items
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    start_response("200 OK", list(headers.items()))
    return [b"ok"]


# --- case: sorted-dict-items
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain", "Cache-Control": "no-store"}
    start_response("200 OK", sorted(headers.items()))
    return [b"ok"]


# --- case: unpacked-dict-items
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    start_response("200 OK", [*headers.items(), ("Cache-Control", "no-store")])
    return [b"ok"]


# --- case: comprehension-over-items
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain", "Cache-Control": "no-store"}
    start_response("200 OK", [(name, value) for name, value in headers.items()])
    return [b"ok"]


# --- case: comprehension-of-lists
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain", "Cache-Control": "no-store"}
    start_response("200 OK", [[name, value] for name, value in headers.items()])  # expect: FC207
    return [b"ok"]


# --- case: comprehension-with-str-of-value
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain", "X-Count": 3}
    start_response("200 OK", [(name, str(value)) for name, value in headers.items()])
    return [b"ok"]


# --- case: list-of-items-with-int-value
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain", "X-Count": 3}
    start_response("200 OK", list(headers.items()))  # expect: FC207
    return [b"ok"]


# --- case: generator-expression
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    start_response("200 OK", ((k, v) for k, v in headers.items()))  # expect: FC207
    return [b"ok"]


# --- case: generator-function
def headers():
    yield ("Content-Type", "text/plain")


def handler(environ, start_response):
    start_response("200 OK", headers())  # expect: FC207
    return [b"ok"]


# --- case: generator-function-listed
def headers():
    yield ("Content-Type", "text/plain")


def handler(environ, start_response):
    start_response("200 OK", list(headers()))
    return [b"ok"]


# --- case: tuple-of-tuples
def handler(environ, start_response):
    start_response("200 OK", (("Content-Type", "text/plain"),))  # expect: FC207
    return [b"ok"]


# --- case: tuple-module-constant
HEADERS = (("Content-Type", "text/plain"),)


def handler(environ, start_response):
    start_response("200 OK", HEADERS)  # expect: FC207
    return [b"ok"]


# --- case: tuple-listed
HEADERS = (("Content-Type", "text/plain"),)


def handler(environ, start_response):
    start_response("200 OK", list(HEADERS))
    return [b"ok"]


# --- case: tuple-missing-comma
HEADERS = ("Content-Type", "text/plain")


def handler(environ, start_response):
    start_response("302 Found", HEADERS)  # expect: FC207
    return []


# --- case: list-for-a-tuple
def handler(environ, start_response):
    start_response("200 OK", [["Content-Type", "text/plain"]])  # expect: FC207
    return [b"ok"]


# --- case: one-list-among-tuples
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers.append(["X-Count", "3"])
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: none
def handler(environ, start_response):
    start_response("204 No Content", None)  # expect: FC207
    return []


# --- case: none-default-of-helper
def respond(start_response, status, headers=None):
    start_response(status, headers)  # expect: FC207
    return []


def handler(environ, start_response):
    return respond(start_response, "204 No Content")


# --- case: none-default-replaced
def respond(start_response, status, headers=None):
    if headers is None:
        headers = []
    start_response(status, headers)
    return []


def handler(environ, start_response):
    return respond(start_response, "204 No Content")


# --- case: none-or-list
def respond(start_response, status, headers=None):
    start_response(status, headers or [])
    return []


def handler(environ, start_response):
    return respond(start_response, "204 No Content")


# --- case: str
def handler(environ, start_response):
    start_response("302 Found", "Location: /login")  # expect: FC207
    return []


# --- case: list-of-str
def handler(environ, start_response):
    start_response("302 Found", ["Location: /login"])  # expect: FC207
    return []


# --- case: list-of-dicts
def handler(environ, start_response):
    start_response("302 Found", [{"Location": "/login"}])  # expect: FC207
    return []


# --- case: triple
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/", "/login")])  # expect: FC207
    return []


# --- case: single
def handler(environ, start_response):
    start_response("302 Found", [("Location",)])  # expect: FC207
    return []


# --- case: append-of-result-none
def handler(environ, start_response):
    headers = []
    headers = headers.append(("Location", "/login"))
    start_response("302 Found", headers)  # expect: FC207
    return []


# --- case: sort-result-none
def handler(environ, start_response):
    headers = [("Location", "/login"), ("Cache-Control", "no-store")]
    start_response("302 Found", headers.sort())  # expect: FC207
    return []


# --- case: append-extend-insert-iadd
def handler(environ, start_response):
    headers = []
    headers.append(("Content-Type", "text/plain"))
    headers.extend([("Cache-Control", "no-store")])
    headers.insert(0, ("X-Version", "1"))
    headers += [("ETag", '"1"')]
    headers = headers + [("Vary", "Accept")]
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: append-int-value
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers.append(("X-Count", 3))
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: extend-int-value
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers.extend([("X-A", "1"), ("X-B", 2)])
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: insert-bytes-value
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers.insert(0, ("X-A", b"1"))
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: iadd-none-value
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers += [("X-A", None)]
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: wrong-item-removed-again
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers.append(("X-Count", 3))
    headers.pop()
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: appended-after-a-copy
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    debug = headers.copy()
    debug.append(("X-Count", 3))
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: appended-through-an-alias
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    same = headers
    same.append(("X-Count", 3))
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: appended-by-a-helper
def add(headers, name, value):
    headers.append((name, value))


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    add(headers, "X-Count", 3)
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: helper-that-converts
def add(headers, name, value):
    headers.append((name, str(value)))


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    add(headers, "X-Count", 3)
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: content-length-int
def handler(environ, start_response):
    body = b"ok"
    headers = [("Content-Type", "text/plain"), ("Content-Length", len(body))]
    start_response("200 OK", headers)  # expect: FC207
    return [body]


# --- case: content-length-str
def handler(environ, start_response):
    body = b"ok"
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]


# --- case: content-length-fstring
def handler(environ, start_response):
    body = b"ok"
    headers = [("Content-Type", "text/plain"), ("content-length", f"{len(body)}")]
    start_response("200 OK", headers)
    return [body]


# --- case: bytes-name
def handler(environ, start_response):
    start_response("302 Found", [(b"Location", "/login")])  # expect: FC207
    return []


# --- case: bytes-value-from-encode
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/login".encode())])  # expect: FC207
    return []


# --- case: bytes-value-from-base64
import base64


def handler(environ, start_response):
    token = base64.b64encode(b"secret")
    start_response("302 Found", [("Location", "/"), ("X-Token", token)])  # expect: FC207
    return []


# --- case: decoded-base64
import base64


def handler(environ, start_response):
    token = base64.b64encode(b"secret").decode("ascii")
    start_response("302 Found", [("Location", "/"), ("X-Token", token)])
    return []


# --- case: bool-value
def handler(environ, start_response):
    headers = [("Location", "/"), ("Access-Control-Allow-Credentials", True)]
    start_response("302 Found", headers)  # expect: FC207
    return []


# --- case: bool-value-as-text
def handler(environ, start_response):
    headers = [("Location", "/"), ("Access-Control-Allow-Credentials", "true")]
    start_response("302 Found", headers)
    return []


# --- case: joined-value
def handler(environ, start_response):
    start_response("204 No Content", [("Allow", ", ".join(["GET", "POST"]))])
    return []


# --- case: time-as-float
import time


def handler(environ, start_response):
    start_response("204 No Content", [("X-Time", time.time())])  # expect: FC207
    return []


# --- case: time-as-text
import time


def handler(environ, start_response):
    start_response("204 No Content", [("X-Time", str(time.time()))])
    return []


# --- case: environ-get-unguarded
def handler(environ, start_response):
    origin = environ.get("HTTP_ORIGIN")
    start_response("204 No Content", [("Access-Control-Allow-Origin", origin)])  # expect: FC207
    return []


# --- case: environ-get-inline
def handler(environ, start_response):
    headers = [("Access-Control-Allow-Origin", environ.get("HTTP_ORIGIN"))]
    start_response("204 No Content", headers)  # expect: FC207
    return []


# --- case: environ-get-explicit-none
def handler(environ, start_response):
    headers = [("Access-Control-Allow-Origin", environ.get("HTTP_ORIGIN", None))]
    start_response("204 No Content", headers)  # expect: FC207
    return []


# --- case: environ-get-default
def handler(environ, start_response):
    origin = environ.get("HTTP_ORIGIN", "*")
    start_response("204 No Content", [("Access-Control-Allow-Origin", origin)])
    return []


# --- case: environ-get-or
def handler(environ, start_response):
    origin = environ.get("HTTP_ORIGIN") or "*"
    start_response("204 No Content", [("Access-Control-Allow-Origin", origin)])
    return []


# --- case: environ-get-guarded
def handler(environ, start_response):
    headers = []
    origin = environ.get("HTTP_ORIGIN")
    if origin:
        headers.append(("Access-Control-Allow-Origin", origin))
    start_response("204 No Content", headers)
    return []


# --- case: environ-get-guarded-is-not-none
def handler(environ, start_response):
    headers = []
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None:
        headers.append(("Access-Control-Allow-Origin", origin))
    start_response("204 No Content", headers)
    return []


# --- case: environ-get-replaced-if-none
def handler(environ, start_response):
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        origin = "*"
    start_response("204 No Content", [("Access-Control-Allow-Origin", origin)])
    return []


# --- case: environ-get-guarded-in-allow-list
ALLOWED = ("https://a.example", "https://b.example")


def handler(environ, start_response):
    headers = []
    origin = environ.get("HTTP_ORIGIN")
    if origin in ALLOWED:
        headers.append(("Access-Control-Allow-Origin", origin))
    start_response("204 No Content", headers)
    return []


# --- case: environ-get-after-membership
def handler(environ, start_response):
    headers = []
    if "HTTP_ORIGIN" in environ:
        headers.append(("Access-Control-Allow-Origin", environ.get("HTTP_ORIGIN")))
    start_response("204 No Content", headers)
    return []


# --- case: environ-get-of-key-that-is-always-there
def handler(environ, start_response):
    start_response("204 No Content", [("X-Method", environ.get("REQUEST_METHOD"))])
    return []


# --- case: environ-get-guarded-the-wrong-way
def handler(environ, start_response):
    headers = []
    origin = environ.get("HTTP_ORIGIN")
    if not origin:
        headers.append(("Access-Control-Allow-Origin", origin))
    start_response("204 No Content", headers)  # expect: FC207
    return []


# --- case: environ-get-in-fstring-is-text
def handler(environ, start_response):
    start_response("204 No Content", [("X-Seen", f"{environ.get('HTTP_ORIGIN')}")])
    return []


# --- case: guess-type-may-be-none
import mimetypes


def handler(environ, start_response):
    kind, _ = mimetypes.guess_type(environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", kind)])  # expect: FC207
    return [b"data"]


# --- case: guess-type-with-default
import mimetypes


def handler(environ, start_response):
    kind = mimetypes.guess_type(environ["PATH_INFO"])[0] or "application/octet-stream"
    start_response("200 OK", [("Content-Type", kind)])
    return [b"data"]


# --- case: wsgiref-headers-items
from wsgiref.headers import Headers


def handler(environ, start_response):
    headers = Headers([])
    headers["Content-Type"] = "text/plain"
    headers.add_header("X-Version", "1")
    start_response("200 OK", headers.items())
    return [b"ok"]


# --- case: unknown-headers
from acme_http import default_headers


def handler(environ, start_response):
    start_response("200 OK", default_headers())
    return [b"ok"]


# --- case: unknown-value
from acme_http import trace_id


def handler(environ, start_response):
    start_response("204 No Content", [("X-Trace", trace_id(environ))])
    return []


# --- case: module-list-grown-per-request-copy
BASE = [("Content-Type", "text/plain")]


def handler(environ, start_response):
    headers = list(BASE)
    headers.append(("X-Version", "1"))
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: slice-copy-and-sum
BASE = [("Content-Type", "text/plain")]


def handler(environ, start_response):
    start_response("200 OK", BASE[:] + [("X-Version", "1")])
    return [b"ok"]


# --- case: helper-that-builds-headers
def build(kind, **extra):
    headers = [("Content-Type", kind)]
    for name, value in extra.items():
        headers.append((name.replace("_", "-"), value))
    return headers


def handler(environ, start_response):
    start_response("200 OK", build("text/plain", X_Version="1"))
    return [b"ok"]


# --- case: helper-that-builds-a-dict
def build(kind):
    return {"Content-Type": kind}


def handler(environ, start_response):
    start_response("200 OK", build("text/plain"))  # expect: FC207
    return [b"ok"]


# --- case: helper-that-forgets-to-return
def build(headers):
    headers.append(("Cache-Control", "no-store"))


def handler(environ, start_response):
    headers = build([("Location", "/login")])
    start_response("302 Found", headers)  # expect: FC207
    return []


# --- case: zip-listed
def handler(environ, start_response):
    headers = list(zip(["Content-Type", "Vary"], ["text/plain", "Accept"]))
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: map-listed
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    start_response("200 OK", list(map(tuple, headers.items())))
    return [b"ok"]


# --- case: namedtuple-pairs
from collections import namedtuple

Header = namedtuple("Header", "name value")


def handler(environ, start_response):
    start_response("302 Found", [Header("Location", "/login")])
    return []


# --- case: two-branches-one-dict
def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        headers = [("Content-Type", "text/plain")]
    else:
        headers = {"Content-Type": "text/html"}
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: dict-turned-into-list-if-dict
def respond(start_response, headers, body):
    if isinstance(headers, dict):
        headers = list(headers.items())
    start_response("200 OK", headers)
    return [body]


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return respond(start_response, [("Content-Type", "text/plain")], b"ok")
    return respond(start_response, {"Content-Type": "text/html"}, b"<p>ok</p>")


# --- case: loop-with-append
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    for cookie in ("a=1", "b=2"):
        headers.append(("Set-Cookie", cookie))
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: loop-with-append-of-int
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    for number in range(3):
        headers.append(("X-Number", number))
    start_response("200 OK", headers)  # expect: FC207
    return [b"ok"]


# --- case: simple-cookie-output
from http.cookies import SimpleCookie


def handler(environ, start_response):
    cookie = SimpleCookie()
    cookie["session"] = "abc"
    headers = [("Content-Type", "text/plain")]
    headers.append(("Set-Cookie", cookie["session"].OutputString()))
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: crlf-in-value
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/login\r\nX-Injected: 1")])  # expect: FC208@5
    return []


# --- case: trailing-newline
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/login\n")])  # expect: FC208
    return []


# --- case: trailing-newline-stripped
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/login\n".strip())])
    return []


# --- case: newline-by-concatenation
NEWLINE = "\r\n"


def handler(environ, start_response):
    policy = "default-src 'self';" + NEWLINE + "img-src *"
    start_response("204 No Content", [("Content-Security-Policy", policy)])  # expect: FC208
    return []


# --- case: newline-replaced
def handler(environ, start_response):
    policy = "default-src 'self';\nimg-src *".replace("\n", " ")
    start_response("204 No Content", [("Content-Security-Policy", policy)])
    return []


# --- case: newline-in-fstring
from acme_http import trace_id


def handler(environ, start_response):
    start_response("204 No Content", [("X-Trace", f"{trace_id(environ)}\n")])  # expect: FC208
    return []


# --- case: newline-in-triple-quoted-constant
POLICY = """default-src 'self';
img-src *"""


def handler(environ, start_response):
    start_response("204 No Content", [("Content-Security-Policy", POLICY)])  # expect: FC208
    return []


# --- case: newline-split-and-joined
POLICY = """default-src 'self';
img-src *"""


def handler(environ, start_response):
    policy = " ".join(POLICY.splitlines())
    start_response("204 No Content", [("Content-Security-Policy", policy)])
    return []


# --- case: implicit-concatenation-over-lines
def handler(environ, start_response):
    policy = "default-src 'self'; img-src *"
    start_response("204 No Content", [("Content-Security-Policy", policy)])
    return []


# --- case: nul-in-value
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw", "a\0b")])  # expect: FC208
    return []


# --- case: del-in-value
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw", "a\x7fb")])  # expect: FC208
    return []


# --- case: tab-in-value-is-legal
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw", "a\tb")])
    return []


# --- case: raw-string-holds-no-newline
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw", r"a\r\nb")])
    return []


# --- case: newline-in-name
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw\n", "a")])  # expect: FC208
    return []


# --- case: colon-in-name
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw:", "a")])  # expect: FC208
    return []


# --- case: space-in-name
def handler(environ, start_response):
    start_response("204 No Content", [("X Raw", "a")])  # expect: FC208
    return []


# --- case: trailing-space-in-name
def handler(environ, start_response):
    start_response("302 Found", [("Location ", "/login")])  # expect: FC208
    return []


# --- case: empty-name
def handler(environ, start_response):
    start_response("204 No Content", [("", "a")])  # expect: FC208
    return []


# --- case: empty-value-is-legal
def handler(environ, start_response):
    start_response("204 No Content", [("X-Raw", "")])
    return []


# --- case: dot-and-underscore-in-name-are-legal
def handler(environ, start_response):
    start_response("204 No Content", [("X.Foo", "a"), ("X_Bar", "b")])
    return []


# --- case: chinese-in-value
def handler(environ, start_response):
    start_response("204 No Content", [("X-Name", "文件")])  # expect: FC208
    return []


# --- case: chinese-in-name
def handler(environ, start_response):
    start_response("204 No Content", [("X-文件", "a")])  # expect: FC208
    return []


# --- case: euro-is-not-latin-1
def handler(environ, start_response):
    start_response("204 No Content", [("X-Price", "5 \u20ac")])  # expect: FC208
    return []


# --- case: latin-1-is-legal
def handler(environ, start_response):
    start_response("204 No Content", [("X-Name", "café")])
    return []


# --- case: chinese-quoted
from urllib.parse import quote


def handler(environ, start_response):
    name = quote("文件.txt")
    headers = [("Content-Type", "text/plain")]
    headers.append(("Content-Disposition", "inline; filename*=UTF-8''" + name))
    start_response("200 OK", headers)
    return [b"data"]


# --- case: chinese-as-latin-1-bytes
def handler(environ, start_response):
    name = "文件".encode("utf-8").decode("latin-1")
    start_response("204 No Content", [("X-Name", name)])
    return []


# --- case: chinese-inside-fstring
def handler(environ, start_response):
    kind = "txt"
    start_response("204 No Content", [("X-Name", f"文件.{kind}")])  # expect: FC208
    return []


# --- case: connection
def handler(environ, start_response):
    start_response("204 No Content", [("Connection", "close")])  # expect: FC209@5
    return []


# --- case: connection-lower-case
def handler(environ, start_response):
    start_response("204 No Content", [("connection", "close")])  # expect: FC209
    return []


# --- case: connection-wsgi target=wsgi
def handler(environ, start_response):
    start_response("204 No Content", [("Connection", "close")])  # expect: FC209
    return []


# --- case: keep-alive
def handler(environ, start_response):
    start_response("204 No Content", [("Keep-Alive", "timeout=5")])  # expect: FC209
    return []


# --- case: date-and-server
def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "GET":
        start_response("204 No Content", [("Server", "mine")])  # expect: FC209
        return []
    headers = [("DATE", "Mon, 01 Jan 2024 00:00:00 GMT")]
    start_response("204 No Content", headers)  # expect: FC209
    return []


# --- case: date-and-server-elsewhere target=wsgi
def handler(environ, start_response):
    headers = [("Server", "mine"), ("Date", "Mon, 01 Jan 2024 00:00:00 GMT")]
    start_response("204 No Content", headers)
    return []


# --- case: platform-prefix
def handler(environ, start_response):
    start_response("204 No Content", [("X-Fc-Code", "0")])  # expect: FC209
    return []


# --- case: platform-prefix-lower-case
PREFIX = "x-fc-"


def handler(environ, start_response):
    start_response("204 No Content", [(PREFIX + "code", "0")])  # expect: FC209
    return []


# --- case: platform-prefix-elsewhere target=wsgi
def handler(environ, start_response):
    start_response("204 No Content", [("X-Fc-Code", "0")])
    return []


# --- case: similar-prefix-is-free
def handler(environ, start_response):
    start_response("204 No Content", [("X-Fcode", "0"), ("X-Connection", "a"), ("Dated", "b")])
    return []


# --- case: transfer-encoding
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain"), ("Transfer-Encoding", "chunked")]
    start_response("200 OK", headers)  # expect: FC209
    return [b"ok"]


# --- case: upgrade-te-trailer
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/a":
        start_response("204 No Content", [("Upgrade", "h2c")])  # expect: FC209
    elif path == "/b":
        start_response("204 No Content", [("TE", "trailers")])  # expect: FC209
    else:
        start_response("204 No Content", [("Trailer", "Expires")])  # expect: FC209
    return []


# --- case: proxy-authenticate
def handler(environ, start_response):
    headers = [("Proxy-Authenticate", "Basic")]
    start_response("407 Proxy Authentication Required", headers)  # expect: FC209
    return []


# --- case: www-authenticate-is-free
def handler(environ, start_response):
    start_response("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="a"')])
    return []


# --- case: status-header
def handler(environ, start_response):
    start_response("200 OK", [("Status", "200 OK")])  # expect: FC209
    return []


# --- case: reserved-by-append-in-a-helper
def common(headers):
    headers.append(("connection", "close"))
    return headers


def handler(environ, start_response):
    start_response("204 No Content", common([("Allow", "GET")]))  # expect: FC209
    return []


# --- case: attachment
def handler(environ, start_response):
    headers = [("Content-Type", "text/csv")]
    headers.append(("Content-Disposition", 'attachment; filename="a.csv"'))
    start_response("200 OK", headers)
    return [b"a,b\r\n"]


# --- case: no-content-type
def handler(environ, start_response):
    start_response("200 OK", [])  # expect: FC210@5
    return [b"ok"]


# --- case: no-content-type-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Cache-Control", "no-store")])  # expect: FC210
    return [b"ok"]


# --- case: no-content-type-json
import json


def handler(environ, start_response):
    start_response("200 OK", [])  # expect: FC210
    return [json.dumps({"method": environ["REQUEST_METHOD"]}).encode()]


# --- case: no-content-type-fstring
def handler(environ, start_response):
    start_response("200 OK", [("Cache-Control", "no-store")])  # expect: FC210
    return [f"hello {environ['PATH_INFO']}".encode()]


# --- case: no-content-type-generator
def handler(environ, start_response):
    start_response("200 OK", [])  # expect: FC210
    yield b"ok"


# --- case: no-content-type-in-helper
def begin(start_response):
    start_response("200 OK", [])  # expect: FC210


def handler(environ, start_response):
    begin(start_response)
    return [b"ok"]


# --- case: no-content-type-on-one-path
def handler(environ, start_response):
    headers = [("Cache-Control", "no-store")]
    if environ["REQUEST_METHOD"] == "GET":
        headers.append(("Content-Type", "text/plain"))
    start_response("200 OK", headers)  # expect: FC210
    return [b"ok"]


# --- case: no-content-type-where-body-is-empty
def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST":
        start_response("201 Created", [])
        return []
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: content-type-correlated-with-body
def handler(environ, start_response):
    body = b""
    headers = []
    if environ["REQUEST_METHOD"] == "GET":
        body = b"ok"
        headers.append(("Content-Type", "text/plain"))
    start_response("200 OK", headers)
    return [body]


# --- case: empty-chunk
def handler(environ, start_response):
    start_response("200 OK", [])
    return [b""]


# --- case: unknown-body
from acme_http import fetch


def handler(environ, start_response):
    start_response("200 OK", [("Cache-Control", "no-store")])
    return [fetch(environ)]


# --- case: body-that-may-be-empty
def handler(environ, start_response):
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode()]


# --- case: redirect-without-body
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/login")])
    return []


# --- case: redirect-with-body
def handler(environ, start_response):
    start_response("302 Found", [("Location", "/login")])  # expect: FC210
    return [b"moved"]


# --- case: content-type-lower-case
def handler(environ, start_response):
    start_response("200 OK", [("content-type", "text/plain")])
    return [b"ok"]


# --- case: content-type-name-computed
def handler(environ, start_response):
    name = "content-type".title()
    start_response("200 OK", [(name, "text/plain")])
    return [b"ok"]


# --- case: unknown-name-may-be-content-type
from acme_http import header_name


def handler(environ, start_response):
    start_response("200 OK", [(header_name(), "text/plain")])
    return [b"ok"]


# --- case: unknown-list-extended
from acme_http import default_headers


def handler(environ, start_response):
    headers = [("Cache-Control", "no-store")]
    headers.extend(default_headers())
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: list-handed-to-unknown-code
from acme_http import add_defaults


def handler(environ, start_response):
    headers = []
    add_defaults(headers)
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: no-content-with-content-type
def handler(environ, start_response):
    start_response("204 No Content", [("Content-Type", "text/plain")])  # expect: FC210
    return []


# --- case: not-modified-with-content-type
def handler(environ, start_response):
    start_response("304 Not Modified", [("ETag", '"1"'), ("content-type", "a/b")])  # expect: FC210
    return []


# --- case: not-modified-without-content-type
def handler(environ, start_response):
    start_response("304 Not Modified", [("ETag", '"1"')])
    return []


# --- case: no-content-through-common-headers
COMMON = [("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*")]


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "OPTIONS":
        start_response("204 No Content", COMMON)  # expect: FC210
        return []
    start_response("200 OK", COMMON)
    return [b"{}"]


# --- case: no-content-filtered
COMMON = [("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*")]


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "OPTIONS":
        start_response("204 No Content", [h for h in COMMON if h[0] != "Content-Type"])
        return []
    start_response("200 OK", COMMON)
    return [b"{}"]


# --- case: content-type-with-an-empty-200
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return []


# --- case: two-mistakes-in-one-call
def handler(environ, start_response):
    start_response(200, {"Content-Type": "text/plain"})  # expect: FC206, FC207
    return [b"ok"]


# --- case: three-mistakes-in-one-call
def handler(environ, start_response):
    headers = [("Connection", "close"), ("X Y", "1")]
    start_response("204", headers)  # expect: FC206, FC208, FC209
    return []
