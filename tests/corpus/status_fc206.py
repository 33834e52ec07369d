# --- case: constant-ok
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: constant-without-reason
def handler(environ, start_response):
    start_response("200", [("Content-Type", "text/plain")])  # expect: FC206@5
    return [b"ok"]


# --- case: constant-without-reason-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: int
def handler(environ, start_response):
    start_response(200, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: int-through-module-constant
NOT_FOUND = 404


def handler(environ, start_response):
    code = NOT_FOUND
    start_response(code, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"gone"]


# --- case: empty
def handler(environ, start_response):
    start_response("", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: reason-only
def handler(environ, start_response):
    start_response("OK", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: reason-before-code
def handler(environ, start_response):
    start_response("OK 200", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: leading-space
def handler(environ, start_response):
    start_response(" 200 OK", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: no-space-between
def handler(environ, start_response):
    start_response("200OK", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: http-version-first
def handler(environ, start_response):
    start_response("HTTP/1.1 200 OK", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: bytes
def handler(environ, start_response):
    start_response(b"200 OK", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: encoded-text
STATUS = "200 OK"


def handler(environ, start_response):
    start_response(STATUS.encode(), [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: decoded-bytes-fine
STATUS = b"200 OK"


def handler(environ, start_response):
    start_response(STATUS.decode(), [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: above-range
def handler(environ, start_response):
    start_response("600 Too Far", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: below-range
def handler(environ, start_response):
    start_response("099 Too Low", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: four-digits
def handler(environ, start_response):
    start_response("2000 OK", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: edges-of-range
def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST":
        start_response("599 Network Connect Timeout", [("Content-Type", "text/plain")])
        return [b"late"]
    start_response("418 I'm a teapot", [("Content-Type", "text/plain")])
    return [b"tea"]


# --- case: unregistered-code-with-long-reason
def handler(environ, start_response):
    start_response("499 Client Closed Request - by us", [("Content-Type", "text/plain")])
    return [b"bye"]


# --- case: line-break
def handler(environ, start_response):
    start_response("200 OK\r\n", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: line-break-stripped
def handler(environ, start_response):
    start_response("200 OK\r\n".strip(), [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: httpstatus
from http import HTTPStatus


def handler(environ, start_response):
    start_response(HTTPStatus.OK, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: httpstatus-module-attribute
import http


def handler(environ, start_response):
    start_response(http.HTTPStatus.OK, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: httpstatus-called
from http import HTTPStatus as S


def handler(environ, start_response):
    start_response(S(404), [("Content-Type", "text/plain")])  # expect: FC206
    return [b"gone"]


# --- case: httpstatus-value
from http import HTTPStatus


def handler(environ, start_response):
    start_response(HTTPStatus.OK.value, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: httpstatus-phrase
from http import HTTPStatus


def handler(environ, start_response):
    start_response(HTTPStatus.OK.phrase, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: httpstatus-formatted
from http import HTTPStatus


def status_line(status):
    return f"{status.value} {status.phrase}"


def handler(environ, start_response):
    start_response(status_line(HTTPStatus.OK), [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: httpstatus-formatted-percent
from http import HTTPStatus


def handler(environ, start_response):
    status = HTTPStatus(201)
    start_response("%d %s" % (status.value, status.phrase), [("Content-Type", "text/plain")])
    return [b"made"]


# --- case: httpstatus-chosen-then-formatted
from http import HTTPStatus


def handler(environ, start_response):
    status = HTTPStatus.OK if environ["PATH_INFO"] == "/" else HTTPStatus.NOT_FOUND
    line = "{} {}".format(status.value, status.phrase)
    start_response(line, [("Content-Type", "text/plain")])
    return [b"done"]


# --- case: own-enum-of-strings
import enum


class Status(enum.Enum):
    OK = "200 OK"
    MISSING = "404 Not Found"


def handler(environ, start_response):
    start_response(Status.OK.value, [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: dict-of-statuses
STATUS = {200: "200 OK", 404: "404 Not Found"}


def handler(environ, start_response):
    start_response(STATUS[200], [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: dict-of-reasons-only
REASONS = {200: "OK", 404: "Not Found"}


def handler(environ, start_response):
    start_response(REASONS[200], [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: dict-of-reasons-with-code
REASONS = {200: "OK", 404: "Not Found"}


def handler(environ, start_response):
    code = 200 if environ["PATH_INFO"] == "/" else 404
    start_response(f"{code} {REASONS[code]}", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: dict-one-value-wrong
STATUS = {"GET": "200 OK", "POST": "Created"}


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST":
        start_response(STATUS["POST"], [("Content-Type", "text/plain")])  # expect: FC206
        return [b"made"]
    start_response(STATUS["GET"], [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: dict-get-may-be-none
STATUS = {"GET": "200 OK"}


def handler(environ, start_response):
    status = STATUS.get(environ["REQUEST_METHOD"])
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: dict-get-with-default
STATUS = {"GET": "200 OK"}


def handler(environ, start_response):
    status = STATUS.get(environ["REQUEST_METHOD"], "405 Method Not Allowed")
    start_response(status, [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: class-attribute
class Codes:
    OK = "200 OK"
    FAIL = 500


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/fail":
        start_response(Codes.FAIL, [("Content-Type", "text/plain")])  # expect: FC206
        return [b"fail"]
    start_response(Codes.OK, [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: instance-attribute
class Response:
    def __init__(self, code):
        self.code = code

    @property
    def status(self):
        return {200: "200 OK", 400: "400 Bad Request"}[self.code]


def handler(environ, start_response):
    response = Response(400)
    start_response(response.status, [("Content-Type", "text/plain")])
    return [b"bad"]


# --- case: instance-attribute-is-int
class Response:
    def __init__(self, code=200):
        self.code = code


def handler(environ, start_response):
    response = Response()
    start_response(response.code, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"bad"]


# --- case: concatenation
def handler(environ, start_response):
    code = 200
    start_response(str(code) + " " + "OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: str-of-int
def handler(environ, start_response):
    code = 200
    start_response(str(code), [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: fstring-without-reason
def handler(environ, start_response):
    code = 404
    start_response(f"{code}", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: fstring-with-reason
def handler(environ, start_response):
    code, reason = 404, "Not Found"
    start_response(f"{code} {reason}", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: percent-format
def handler(environ, start_response):
    start_response("%d %s" % (200, "OK"), [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: percent-format-without-reason
def handler(environ, start_response):
    start_response("%d" % 200, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: str-format
def handler(environ, start_response):
    start_response("{0} {1}".format(302, "Found"), [("Location", "/login")])
    return []


# --- case: join
def handler(environ, start_response):
    start_response(" ".join(["200", "OK"]), [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: unknown-code-and-reason
from acme_status import code_of, reason_of


def handler(environ, start_response):
    status = f"{code_of(environ)} {reason_of(environ)}"
    start_response(status, [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: http-client-responses
from http.client import responses


def handler(environ, start_response):
    code = 200
    start_response(f"{code} {responses[code]}", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: helper-with-status-parameter
def respond(start_response, status, body):
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
    return [body]


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return respond(start_response, "200 OK", b"ok")
    return respond(start_response, 404, b"gone")


# --- case: helper-fed-rightly
def respond(start_response, code, body):
    start_response(
        "%d %s" % (code, "OK" if code == 200 else "Error"), [("Content-Type", "text/plain")]
    )
    return [body]


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return respond(start_response, 200, b"ok")
    return respond(start_response, 404, b"gone")


# --- case: helper-default-status
def respond(start_response, body, status=200):
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
    return [body]


def handler(environ, start_response):
    return respond(start_response, b"ok")


# --- case: one-branch-int
def handler(environ, start_response):
    status = "200 OK"
    if environ["REQUEST_METHOD"] != "GET":
        status = 405
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: int-then-converted
def handler(environ, start_response):
    status = 200
    if environ["REQUEST_METHOD"] != "GET":
        status = 405
    if isinstance(status, int):
        status = f"{status} Something"
    start_response(status, [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: tuple-unpacking
def view(environ):
    if environ["PATH_INFO"] == "/":
        return "200 OK", b"ok"
    return "404 Not Found", b"gone"


def handler(environ, start_response):
    status, body = view(environ)
    start_response(status, [("Content-Type", "text/plain")])
    return [body]


# --- case: tuple-unpacking-swapped
def view(environ):
    if environ["PATH_INFO"] == "/":
        return "200 OK", b"ok"
    return b"gone", "404 Not Found"


def handler(environ, start_response):
    status, body = view(environ)
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"done"]


# --- case: none-default-replaced
def respond(start_response, body, status=None):
    status = status or "200 OK"
    start_response(status, [("Content-Type", "text/plain")])
    return [body]


def handler(environ, start_response):
    return respond(start_response, b"ok")


# --- case: none-initialised-on-one-path
def handler(environ, start_response):
    status = None
    if environ["REQUEST_METHOD"] == "GET":
        status = "200 OK"
    start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: class-constants-aliased-through-self
class App:
    ok = "200 OK"

    def __call__(self, environ, start_response):
        start_response(self.ok, [("Content-Type", "text/plain")])
        return [b"ok"]


handler = App()


# --- case: class-constants-int-through-self
class App:
    ok = 200

    def __call__(self, environ, start_response):
        start_response(self.ok, [("Content-Type", "text/plain")])  # expect: FC206
        return [b"ok"]


handler = App()


# --- case: renamed-start-response
def handler(environ, start_response):
    begin = start_response
    begin(200, [("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: partial
from functools import partial


def handler(environ, start_response):
    ok = partial(start_response, 200)
    ok([("Content-Type", "text/plain")])  # expect: FC206
    return [b"ok"]


# --- case: handler-named-event-context
def handler(event, context):
    method = event["REQUEST_METHOD"]
    if method == "GET":
        context("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]
    context("Not Allowed", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"no"]


# --- case: unknown-status-with-literal-tail
from acme_status import code_of


def handler(environ, start_response):
    start_response(str(code_of(environ)) + " OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: constant-test-selects-the-right-one
DEBUG = False


def handler(environ, start_response):
    if DEBUG:
        start_response(200, [("Content-Type", "text/plain")])
    else:
        start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]
