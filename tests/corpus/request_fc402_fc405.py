# --- case: 402-near-miss
def handler(environ, start_response):
    method = environ["REQUEST_METHD"]  # expect: FC401, FC402@14
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-near-miss-get
def handler(environ, start_response):
    query = environ.get("QUERYSTRING", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-near-miss-in
def handler(environ, start_response):
    found = "PATHINFO" in environ  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-near-miss-pop
def handler(environ, start_response):
    environ.pop("REQUEST_METOD", None)  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-near-miss-dotted
def handler(environ, start_response):
    raw = environ.get("wsgi.inputs")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-near-miss-case
def handler(environ, start_response):
    query = environ.get("query_string", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-near-miss-elsewhere target=wsgi
def handler(environ, start_response):
    method = environ.get("REQUEST_METHOT", "GET")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-platform-key-that-is-not
def handler(environ, start_response):
    context = environ["fc.contxt"]  # expect: FC401, FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-never-set
def handler(environ, start_response):
    a = environ.get("fc.request_id", "")  # expect: FC402
    b = environ.get("fc.request_url", "")  # expect: FC402
    c = environ.get("REQUEST_URI", "")  # expect: FC402
    d = environ.get("SERVER_ADDR")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-never-set-and-looked-up
def handler(environ, start_response):
    key = environ["fc.request_id"]  # expect: FC401, FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-set-elsewhere target=wsgi
def handler(environ, start_response):
    a = environ.get("REQUEST_URI", "")
    b = environ.get("wsgi.file_wrapper")
    c = environ.get("HTTPS", "off")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-file-wrapper-idiom
def handler(environ, start_response):
    with open("/tmp/file", "rb") as file:
        if "wsgi.file_wrapper" in environ:
            body = environ["wsgi.file_wrapper"](file)
        else:
            body = [file.read()]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-content-type-as-header
def handler(environ, start_response):
    kind = environ.get("HTTP_CONTENT_TYPE", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-content-type-as-header-elsewhere target=wsgi
def handler(environ, start_response):
    kind = environ.get("HTTP_CONTENT_TYPE", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-content-length-as-header
def handler(environ, start_response):
    size = environ.get("HTTP_CONTENT_LENGTH", "")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-header-as-sent
def handler(environ, start_response):
    kind = environ.get("Content-Type", "")  # expect: FC402
    token = environ.get("X-Token", "")  # expect: FC402
    tenant = environ.get("x-tenant-id", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-header-half-normalised
def handler(environ, start_response):
    a = environ.get("HTTP_X-Token", "")  # expect: FC402
    b = environ.get("http_x_token", "")  # expect: FC402
    c = environ.get("Http_Cookie", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-header-without-prefix
def handler(environ, start_response):
    a = environ.get("AUTHORIZATION", "")  # expect: FC402
    b = environ.get("USER_AGENT", "")  # expect: FC402
    c = environ.get("X_FORWARDED_FOR", "")  # expect: FC402
    d = environ.get("Authorization", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-environment-variables
def handler(environ, start_response):
    a = environ.get("HOST", "")
    b = environ.get("PATH", "")
    c = environ.get("USER", "")
    d = environ.get("DB_PASSWORD", "")
    e = environ.get("ALIBABA_CLOUD_ACCESS_KEY_ID", "")
    f = environ.get("http_proxy", "")
    g = environ.get("SERVICE_NAME", "")
    h = environ.get("FC_FUNCTION_NAME", "")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-cgi
def handler(environ, start_response):
    a = environ.get("REMOTE_USER", "")
    b = environ.get("AUTH_TYPE", "")
    c = environ.get("REMOTE_PORT", "")
    d = environ.get("GATEWAY_INTERFACE", "")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-application-keys
def handler(environ, start_response):
    a = environ.get("myapp.session")
    b = environ.get("werkzeug.request")
    c = environ.get("beaker.session")
    d = environ.get("wsgi.input_terminated", False)
    e = environ.get("x-wsgiorg.session")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-written-first
def handler(environ, start_response):
    environ["REQUEST_METHD"] = "GET"
    environ["X-Token"] = "t"
    method = environ["REQUEST_METHD"]
    token = environ.get("X-Token")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-only-written
def handler(environ, start_response):
    environ["fc.request_id"] = "1"
    environ.setdefault("Content-Type", "text/plain")
    environ.update({"X-Token": "1"})
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-unknown-code-may-have-set-it
def handler(environ, start_response):
    import middleware

    middleware.prepare(environ)
    a = environ.get("REQUEST_METHD")
    b = environ.get("X-Token")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-through-a-helper
def header(env, name):
    return env.get(name, "")  # expect: FC402


def handler(environ, start_response):
    token = header(environ, "X-Token")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-helper-that-normalises
def header(env, name):
    return env.get("HTTP_" + name.upper().replace("-", "_"), "")


def handler(environ, start_response):
    token = header(environ, "X-Token")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-constant
KEY = "HTTP_X-Token"


def handler(environ, start_response):
    token = environ.get(KEY, "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-loop
def handler(environ, start_response):
    for key in ("PATH_INFO", "SCRIPTNAME"):
        environ.get(key)  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-comprehension
def handler(environ, start_response):
    seen = [environ.get(key, "") for key in ("REQUEST_METHOD", "Accept-Language")]  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-alias
def handler(environ, start_response):
    get = environ.get
    env = dict(environ)
    a = get("QUERY_STRINGS", "")  # expect: FC402
    b = env.get("User-Agent", "")  # expect: FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-other-mappings
def handler(environ, start_response):
    import os

    headers = {"Content-Type": "text/plain"}
    a = headers.get("Content-Type")
    b = headers["Content-Type"]
    c = os.environ.get("X-Token")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-iterated
def handler(environ, start_response):
    for key in environ:
        value = environ[key]
    headers = {key[5:]: value for key, value in environ.items() if key.startswith("HTTP_")}
    token = headers.get("X-Token")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 402-other-file
from web.request import token


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token(environ).encode()]


# --- file: web/__init__.py
# --- file: web/request.py
def token(environ):
    return environ.get("X-Auth-Token", "")  # expect: FC402


# --- case: 402-deleted
def handler(environ, start_response):
    del environ["PATHINFO"]  # expect: FC401, FC402
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-default-zero
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", 0))  # expect: FC403@12
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-default-text
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", "0"))  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-default-zero-elsewhere target=wsgi
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", 0))  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-none
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH"))  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-subscript
def handler(environ, start_response):
    size = int(environ["CONTENT_LENGTH"])  # expect: FC401@16, FC403@12
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-empty-default
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", ""))  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-or-zero
def handler(environ, start_response):
    a = int(environ.get("CONTENT_LENGTH") or 0)
    b = int(environ.get("CONTENT_LENGTH", "") or "0")
    c = int(environ.get("CONTENT_LENGTH", 0) or 0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-vendors-sample
def handler(environ, start_response):
    try:
        request_body_size = int(environ.get("CONTENT_LENGTH", 0))
    except (ValueError):
        request_body_size = 0
    request_body = environ["wsgi.input"].read(request_body_size)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-type-error-is-not-caught
def handler(environ, start_response):
    try:
        size = int(environ.get("CONTENT_LENGTH"))  # expect: FC403
    except ValueError:
        size = 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-both-are-caught
def handler(environ, start_response):
    try:
        size = int(environ.get("CONTENT_LENGTH"))
    except (ValueError, TypeError):
        size = 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-everything-is-caught
def handler(environ, start_response):
    try:
        size = int(environ["CONTENT_LENGTH"])
    except Exception:
        size = 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-suppressed
def handler(environ, start_response):
    from contextlib import suppress

    size = 0
    with suppress(ValueError):
        size = int(environ.get("CONTENT_LENGTH", 0))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-key-error-alone
def handler(environ, start_response):
    try:
        size = int(environ["CONTENT_LENGTH"])  # expect: FC403
    except KeyError:
        size = 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-isdigit
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH", "")
    size = int(length) if length.isdigit() else 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-tested
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH")
    if length:
        size = int(length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-tested-for-none-alone
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH")
    if length is not None:
        size = int(length)  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-tested-for-both
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH")
    if length is None or length == "":
        length = "0"
    size = int(length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-tested-by-in
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH")
    if length not in (None, ""):
        size = int(length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-in-alone
def handler(environ, start_response):
    size = 0
    if "CONTENT_LENGTH" in environ:
        size = int(environ["CONTENT_LENGTH"])  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-in-and-true
def handler(environ, start_response):
    size = 0
    if "CONTENT_LENGTH" in environ and environ["CONTENT_LENGTH"]:
        size = int(environ["CONTENT_LENGTH"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-get-twice
def handler(environ, start_response):
    size = int(environ["CONTENT_LENGTH"]) if environ.get("CONTENT_LENGTH") else 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-early-return
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH")
    if not length:
        start_response("411 Length Required", [("Content-Type", "text/plain")])
        return [b""]
    size = int(length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-walrus
def handler(environ, start_response):
    size = 0
    if length := environ.get("CONTENT_LENGTH"):
        size = int(length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-strip
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", "").strip())  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-strip-or
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", "").strip() or 0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-base
def handler(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH", "0"), 10)  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-float
def handler(environ, start_response):
    size = float(environ.get("CONTENT_LENGTH", 0))  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-other-variable
def handler(environ, start_response):
    convert = int
    name = "CONTENT_" + "LENGTH"
    size = convert(environ.get(name, 0))  # expect: FC403
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-helper
def length(env):
    value = env.get("CONTENT_LENGTH", "0")
    return to_int(value)


def to_int(value):
    return int(value)  # expect: FC403


def handler(environ, start_response):
    size = length(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-helper-that-guards
def to_int(value, default=0):
    try:
        return int(value)
    except (TypeError, ValueError):
        return default


def length(env):
    return to_int(env.get("CONTENT_LENGTH"))


def handler(environ, start_response):
    size = length(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-caller-that-guards
def length(env):
    return int(env.get("CONTENT_LENGTH", 0))


def handler(environ, start_response):
    try:
        size = length(environ)
    except ValueError:
        size = 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-other-numbers
def handler(environ, start_response):
    from urllib.parse import parse_qs

    page = int(parse_qs(environ.get("QUERY_STRING", "")).get("page", ["1"])[0])
    depth = int(environ.get("HTTP_DEPTH", "0"))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-set-by-the-program
def handler(environ, start_response):
    environ["CONTENT_LENGTH"] = "10"
    size = int(environ["CONTENT_LENGTH"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-length-that-was-counted
def handler(environ, start_response):
    size = int(len(environ["wsgi.input"].read()))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-pattern
def handler(environ, start_response):
    import re

    length = environ.get("CONTENT_LENGTH", "")
    size = int(length) if re.match(r"^[0-9]+$", length) else 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-len
def handler(environ, start_response):
    length = environ.get("CONTENT_LENGTH", "")
    size = 0
    if len(length) > 0:
        size = int(length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 403-method-of-a-class
class Request:
    def __init__(self, environ):
        self.environ = environ

    @property
    def length(self):
        return int(self.environ.get("CONTENT_LENGTH") or 0)

    @property
    def careless(self):
        return int(self.environ.get("CONTENT_LENGTH", 0))  # expect: FC403


def handler(environ, start_response):
    request = Request(environ)
    body = environ["wsgi.input"].read(request.length or request.careless)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: 403-generator
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield b"%d" % int(environ.get("CONTENT_LENGTH", 0))  # expect: FC403


# --- case: 403-other-file
from sizes import size


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read(size(environ))]


# --- file: sizes.py
def size(environ):
    return int(environ.get("CONTENT_LENGTH", "0"))  # expect: FC403


# --- case: 405-known-attributes
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.request_id
    b = context.requestId
    c = context.credentials.access_key_id, context.credentials.accessKeyId
    d = context.credentials.access_key_secret, context.credentials.accessKeySecret
    e = context.credentials.security_token, context.credentials.securityToken
    f = context.function.name, context.function.handler, context.function.memory
    g = context.function.timeout
    h = context.service.name, context.service.log_project, context.service.log_store
    i = context.service.qualifier, context.service.version_id
    j = context.region, context.account_id, context.retry_count
    k = context.tracing.span_context, context.tracing.jaeger_endpoint
    l = context.tracing.span_baggages, context.tracing.parseOpenTracingBaggages()
    m = context.to_json()
    context.getLogger().info("hello")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-another-platform
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.aws_request_id  # expect: FC405@9
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-another-platform-function
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.function_name  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-another-platform-method
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.get_remaining_time_in_millis()  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-tracer
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.tracer  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-near-miss
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.requestid  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-credentials
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.credentials.access_key  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-function
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.function.memory_size  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-service
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.service.version  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-subscript
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context["request_id"]  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-subscript-credentials
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.credentials["access_key_id"]  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-get
def handler(environ, start_response):
    context = environ["fc.context"]
    a = context.get("request_id")  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-logger
def handler(environ, start_response):
    context = environ["fc.context"]
    context.logger.info("hello")  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-logger-through-a-name
def handler(environ, start_response):
    context = environ["fc.context"]
    logger = context.logger
    logger.warning("hello")  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-logger-is-tested
def handler(environ, start_response):
    context = environ["fc.context"]
    if context.logger:
        context.logger.info("hello")
    logger = context.logger or context.getLogger()
    logger.info("hello")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-getlogger
def handler(environ, start_response):
    context = environ["fc.context"]
    logger = context.getLogger()
    logger.info("hello")
    logger.setLevel(10)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-hasattr
def handler(environ, start_response):
    context = environ["fc.context"]
    name = "unknown"
    if hasattr(context, "function_name"):
        name = context.function_name
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-getattr-default
def handler(environ, start_response):
    context = environ["fc.context"]
    a = getattr(context, "aws_request_id", "")
    b = getattr(context, "request_id")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-getattr
def handler(environ, start_response):
    context = environ["fc.context"]
    a = getattr(context, "aws_request_id")  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-caught
def handler(environ, start_response):
    context = environ["fc.context"]
    try:
        name = context.function_name
    except AttributeError:
        name = context.function.name
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-suppressed
def handler(environ, start_response):
    context = environ["fc.context"]
    import contextlib

    with contextlib.suppress(AttributeError):
        context.logger.info("hello")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-caught-otherwise
def handler(environ, start_response):
    context = environ["fc.context"]
    try:
        name = context.function_name  # expect: FC405
    except KeyError:
        name = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-set-before
def handler(environ, start_response):
    context = environ["fc.context"]
    context.user = "me"
    name = context.user
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-get-of-the-key
def handler(environ, start_response):
    context = environ["fc.context"]
    a = environ.get("fc.context").tracer  # expect: FC405
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-helper
def describe(ctx):
    return ctx.function_name + "/" + ctx.aws_request_id  # expect: FC405


def handler(environ, start_response):
    name = describe(environ["fc.context"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-closure
def handler(environ, start_response):
    context = environ["fc.context"]

    def who():
        return context.account  # expect: FC405

    name = who()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-instance
class App:
    def __call__(self, environ, start_response):
        self.context = environ["fc.context"]
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.name().encode()]

    def name(self):
        return self.context.function.name + self.context.function.nam  # expect: FC405


handler = App()


# --- case: 405-other-file
from log import logger_of


def handler(environ, start_response):
    logger = logger_of(environ["fc.context"])
    logger.info("hello")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b""]


# --- file: log.py
def logger_of(context):
    if context is None:
        raise ValueError
    return context.get_logger()  # expect: FC405


# --- case: 405-elsewhere target=wsgi
def handler(environ, start_response):
    context = environ.get("fc.context")
    if context is not None:
        a = context.function_name
        context.logger.info("hello")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-replaced-by-the-program
def handler(environ, start_response):
    context = environ["fc.context"]
    environ["fc.context"] = type("Context", (), {"function_name": "f"})()
    a = environ["fc.context"].function_name
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 405-other-objects
def handler(environ, start_response):
    context = environ["fc.context"]
    class Context:
        pass

    own = Context()
    own.function_name = "f"
    a = own.function_name
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-1
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.split("&")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-2
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.startswith("a=")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-3
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.endswith(("}", "]"))  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-4
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.replace("a", b"b")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-5
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.find("a")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-6
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.count("a")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-7
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.strip("\n")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-8
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.partition("=")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-9
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.index("x")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-for-a-method-of-bytes-10
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = b"".join([body, "x"])  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-operators-1
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = "a" in body  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-operators-2
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = "a" not in body  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-operators-3
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body + "x"  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-operators-4
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = "x" + body  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-operators-5
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body - 1  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-operators-6
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body < "x"  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-methods-of-str-on-bytes-1
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.encode()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-methods-of-str-on-bytes-2
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.format(1)  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-methods-of-str-on-bytes-3
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.items()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-methods-of-str-on-bytes-4
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.get("name")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-methods-of-str-on-bytes-5
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body["name"]  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-methods-of-str-on-bytes-6
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = body.read()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-bytes-are-bytes
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = body.split(b"&"), body.startswith(b"a"), body.replace(b"a", b"b"), b"a" in body, 97 in body
    b = body + b"x", b"x" + body, b"".join([body, b"y"]), body.strip(), body.decode(), body.find(97)
    c = "%s" % body, b"%s" % body, f"{body}", str(body), body * 2, body == "x", body != b"x"
    d = body.split(None, 1), body.decode("utf-8").split("&"), len(body), bytearray(body) + b"x"
    e = body[0], body[1:], body.hex(), list(body), body.upper().lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-decoded
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    text = body.decode()
    a = text.split("&"), "a" in text, text + "x", text.encode()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-decoded-twice
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    text = body.decode("utf-8")
    a = text.decode()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-bytes-for-a-method-of-str
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    text = body.decode("utf-8")
    a = text.split(b"&")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-bytes-in-str
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = b"a" in environ["PATH_INFO"]  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-augmented
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    body += "x"  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-str-plus-a-header
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["PATH_INFO"] + b"/"  # expect: FC404@9
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-decoding-a-header
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["PATH_INFO"].decode("utf-8")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-number-and-header
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["SERVER_PORT"] + 1  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-number-formatted
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = "%s:%d" % (environ["SERVER_NAME"], 1), environ["SERVER_PORT"] * 2
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-compared-with-a-number
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    length = environ.get("CONTENT_LENGTH") or "0"
    a = length > 100  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-items-of-the-query-string
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["fc.request_uri"].items()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-readline
def handler(environ, start_response):
    line = environ["wsgi.input"].readline()
    a = line.split(":")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-readlines
def handler(environ, start_response):
    for line in environ["wsgi.input"].readlines():
        a = line.split(":")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-iterated
def handler(environ, start_response):
    for line in environ["wsgi.input"]:
        a = line.split(":")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-collected
def handler(environ, start_response):
    lines = [line.rstrip("\n") for line in environ["wsgi.input"]]  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-collected-rightly
def handler(environ, start_response):
    lines = [line.rstrip(b"\n") for line in environ["wsgi.input"]]
    parts = list(map(bytes.decode, environ["wsgi.input"]))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-size-is-text
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["wsgi.input"].read("10")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-size-is-the-header
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["wsgi.input"].read(environ.get("CONTENT_LENGTH", "0"))  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-size-is-right
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["wsgi.input"].read(10), environ["wsgi.input"].read(None), environ["wsgi.input"].read()
    size = int(environ.get("CONTENT_LENGTH") or 0)
    b = environ["wsgi.input"].read(size)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-errors-take-text
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    environ["wsgi.errors"].write(body)  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-errors-take-text-rightly
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    environ["wsgi.errors"].write(body.decode())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-called
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    a = environ["PATH_INFO"]("x")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-hashed
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    import hashlib

    digest = hashlib.md5(environ["PATH_INFO"]).hexdigest()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-hashed-rightly
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    import hashlib

    digest = hashlib.md5(environ["PATH_INFO"].encode()).hexdigest(), hashlib.sha256(body).hexdigest()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-pattern
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    import re

    found = re.search("name=(.*)", body)  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-pattern-rightly
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    import re

    found = re.search(b"name=(.*)", body), re.match("/x", environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-library-takes-both
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    import json
    from urllib.parse import parse_qs, unquote

    a = json.loads(body), parse_qs(body), json.loads(body.decode()), unquote(environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-json-is-not-known
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    import json

    data = json.loads(body)
    a = data["x"].split("&"), data.get("y").lower(), data + "x", "a" in data, data.items()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-form
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    from urllib.parse import parse_qs

    form = parse_qs(body.decode())
    name = form["name"].split(",")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-form-get
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    from urllib.parse import parse_qs

    form = parse_qs(environ.get("QUERY_STRING", ""))
    name = form.get("name")[0]  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-form-rightly
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    from urllib.parse import parse_qs, parse_qsl

    form = parse_qs(environ.get("QUERY_STRING", ""))
    a = form.get("name", [""])[0].split(","), form.get("age", ["0"])[0]
    b = dict(parse_qsl(environ.get("QUERY_STRING", ""))).get("name", "").split(",")
    if "x" in form:
        c = form["x"][0].lower()
    d = form.get("y")
    if d:
        e = d[0].lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-isinstance
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    text = body
    if isinstance(text, bytes):
        text = text.decode()
    a = text.split("&")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-caught
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    try:
        parts = body.split("&")
    except TypeError:
        parts = body.split(b"&")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-caught-otherwise
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    try:
        parts = body.split("&")  # expect: FC404
    except ValueError:
        parts = []
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-attribute-is-tested
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    if hasattr(body, "encode"):
        body = body.encode()
    a = getattr(body, "text", None)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-own-bytes
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    own = b"abc"
    try_it = own + b"d"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-helper
def fields(data, separator="&"):
    return data.split(separator)  # expect: FC404


def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = fields(body)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-helper-for-both
def fields(data, separator="&"):
    return data.split(separator)


def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    found = fields(body.decode()), fields(body, b"&")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-closure
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    def first():
        return body.split("\n")[0]  # expect: FC404

    found = first()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-table
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    parsers = {"text/plain": lambda data: data.split("\n"), "a/b": lambda data: data.decode()}  # expect: FC404
    found = parsers["text/plain"](body)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-conditional
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    data = body if environ["REQUEST_METHOD"] == "POST" else environ["PATH_INFO"]
    found = data.split("&")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-correlated
def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    posted = environ["REQUEST_METHOD"] == "POST"
    data = body if posted else environ["PATH_INFO"]
    found = data.split(b"&") if posted else data.split("&")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-buffer
def handler(environ, start_response):
    parts = []
    for line in environ["wsgi.input"]:
        parts.append(line)
    text = "".join(parts)  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-buffer-rightly
def handler(environ, start_response):
    parts = []
    for line in environ["wsgi.input"]:
        parts.append(line)
    text = b"".join(parts).decode()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-method-of-none
def handler(environ, start_response):
    a = environ.get("HTTP_COOKIE").lower()  # expect: FC404@9
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-method-of-none-elsewhere target=wsgi
def handler(environ, start_response):
    a = environ.get("HTTP_COOKIE").lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-subscript-of-none
def handler(environ, start_response):
    a = environ.get("HTTP_COOKIE")[0]  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-slice-of-none
def handler(environ, start_response):
    a = environ.get("HTTP_AUTHORIZATION")[7:]  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-in-none
def handler(environ, start_response):
    a = "x" in environ.get("HTTP_COOKIE")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-in-text
def handler(environ, start_response):
    a = environ.get("HTTP_X") in "abc"  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-in-tuple
def handler(environ, start_response):
    a = environ.get("HTTP_X") in ("a", "b"), environ.get("HTTP_X") == "a"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-len-of-none
def handler(environ, start_response):
    a = len(environ.get("HTTP_X"))  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-int-of-none
def handler(environ, start_response):
    a = int(environ.get("HTTP_X_DEPTH"))  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-text-plus-none
def handler(environ, start_response):
    a = "x" + environ.get("HTTP_X")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-plus-text
def handler(environ, start_response):
    a = environ.get("HTTP_X") + "x"  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-is-formatted
def handler(environ, start_response):
    a = "%s" % environ.get("HTTP_X"), f"{environ.get('HTTP_X')}", str(environ.get("HTTP_X"))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-is-joined
def handler(environ, start_response):
    a = ",".join(["x", environ.get("HTTP_X")])  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-is-iterated
def handler(environ, start_response):
    for part in environ.get("HTTP_X"):  # expect: FC404
        pass
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-is-unpacked
def handler(environ, start_response):
    a, b = environ.get("HTTP_X")  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-for-json
def handler(environ, start_response):
    import json

    a = json.loads(environ.get("HTTP_X_DATA"))  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-for-unquote
def handler(environ, start_response):
    from urllib.parse import unquote

    a = unquote(environ.get("HTTP_X_DATA"))  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-for-parse-qs
def handler(environ, start_response):
    from urllib.parse import parse_qs

    a = parse_qs(environ.get("QUERY_STRING"))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-compared
def handler(environ, start_response):
    a = environ.get("HTTP_X") > "a"  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-default
def handler(environ, start_response):
    a = environ.get("HTTP_COOKIE", "").lower()
    b = (environ.get("HTTP_COOKIE") or "").lower()
    c = environ.get("HTTP_X", "")[0:1]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-if
def handler(environ, start_response):
    cookie = environ.get("HTTP_COOKIE")
    a = cookie.lower() if cookie else ""
    if cookie is not None:
        b = cookie.lower()
    if not cookie:
        cookie = ""
    c = cookie.lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-wrong-branch
def handler(environ, start_response):
    cookie = environ.get("HTTP_COOKIE")
    if not cookie:
        a = cookie.lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-and
def handler(environ, start_response):
    a = environ.get("HTTP_X") and environ.get("HTTP_X").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-other-key-is-tested
def handler(environ, start_response):
    if environ.get("HTTP_X"):
        a = environ.get("HTTP_Y").lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-in-environ
def handler(environ, start_response):
    if "HTTP_X" in environ:
        a = environ.get("HTTP_X").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-walrus
def handler(environ, start_response):
    if (token := environ.get("HTTP_X")) is not None:
        a = token.lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-early-return
def handler(environ, start_response):
    token = environ.get("HTTP_X")
    if token is None:
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b""]
    a = token.lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-raises
def require(value):
    if value is None:
        raise ValueError("missing")
    return value


def handler(environ, start_response):
    token = require(environ.get("HTTP_X"))
    a = token.lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-isinstance-str
def handler(environ, start_response):
    token = environ.get("HTTP_X")
    if isinstance(token, str):
        a = token.lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-attribute-error
def handler(environ, start_response):
    try:
        a = environ.get("HTTP_X").lower()
    except AttributeError:
        a = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-suppress
def handler(environ, start_response):
    from contextlib import suppress

    with suppress(AttributeError):
        a = environ.get("HTTP_X").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-match
def handler(environ, start_response):
    match environ.get("HTTP_X"):
        case None:
            a = ""
        case str() as token:
            a = token.lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-once-is-enough
def handler(environ, start_response):
    token = environ.get("HTTP_X")
    a = token.lower()  # expect: FC404
    b = token.upper()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-always-there
def handler(environ, start_response):
    a = environ.get("PATH_INFO").lower(), environ.get("REQUEST_METHOD").upper()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-undocumented
def handler(environ, start_response):
    a = environ.get("CONTENT_TYPE").lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-environment-variable-of-the-process
def handler(environ, start_response):
    import os

    a = os.environ.get("DB_HOST").lower(), os.getenv("X").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-other-dict
def handler(environ, start_response):
    own = {"a": "b"}
    a = own.get("a").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-setdefault
def handler(environ, start_response):
    a = environ.setdefault("HTTP_X", "").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-set-before
def handler(environ, start_response):
    environ["HTTP_X"] = "x"
    a = environ.get("HTTP_X").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-called
def handler(environ, start_response):
    a = environ.get("wsgi.file_wrapper")(None)  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-default-of-another-type
def handler(environ, start_response):
    a = environ.get("HTTP_X", 0).lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-helper
def header(env, name, default=None):
    return env.get(name, default)


def handler(environ, start_response):
    a = header(environ, "HTTP_X").lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-helper-with-default
def header(env, name, default=None):
    return env.get(name, default)


def handler(environ, start_response):
    a = header(environ, "HTTP_X", "").lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-dict
def handler(environ, start_response):
    request = {"cookie": environ.get("HTTP_COOKIE"), "path": environ["PATH_INFO"]}
    a = request["path"].lower()
    b = request["cookie"].lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-loop
def handler(environ, start_response):
    for name in ("HTTP_A", "HTTP_B"):
        a = environ.get(name).lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-comprehension
def handler(environ, start_response):
    a = [environ.get(name).lower() for name in ("HTTP_A", "PATH_INFO")]  # expect: FC404
    b = [value.lower() for value in map(environ.get, ("HTTP_A", "HTTP_B")) if value]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-none-sanitised-by-or
def handler(environ, start_response):
    first = environ.get("HTTP_A") or environ.get("HTTP_B") or "none"
    a = first.lower()
    second = environ.get("HTTP_A") or environ.get("HTTP_B")
    b = second.lower()  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-attributes-of-none
def handler(environ, start_response):
    a = environ.get("HTTP_X").__class__, environ.get("HTTP_X") is None
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-generator
def parts(environ):
    for part in environ["wsgi.input"]:
        yield part + "\n"  # expect: FC404


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return parts(environ)


# --- case: 404-method
class Request:
    def __init__(self, environ):
        self.cookie = environ.get("HTTP_COOKIE")
        self.data = environ["wsgi.input"].read()

    def cookies(self):
        return self.cookie.split("; ")  # expect: FC404

    def form(self):
        return self.data.split("&")  # expect: FC404


def handler(environ, start_response):
    request = Request(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/":
        return [str(request.cookies()).encode()]
    return [str(request.form()).encode()]


# --- case: 404-method-guarded
class Request:
    def __init__(self, environ):
        self.cookie = environ.get("HTTP_COOKIE", "")
        self.data = environ["wsgi.input"].read().decode()

    def cookies(self):
        return self.cookie.split("; ")

    def form(self):
        return self.data.split("&")


def handler(environ, start_response):
    request = Request(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(request.cookies()).encode(), str(request.form()).encode()]


# --- case: 404-other-file
from forms import parse


def handler(environ, start_response):
    form = parse(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(form)).encode()]


# --- file: forms.py
def parse(body):
    return dict(pair.split("=", 1) for pair in body.split("&"))  # expect: FC404


# --- case: 404-decorator-catches
import functools


def safely(handler):
    @functools.wraps(handler)
    def wrapper(environ, start_response):
        try:
            return handler(environ, start_response)
        except Exception:
            start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b"sorry"]

    return wrapper


@safely
def handler(environ, start_response):
    name = environ.get("HTTP_X").lower()
    size = int(environ["CONTENT_LENGTH"])
    context = environ["fc.context"].tracer
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [name.encode(), str(size).encode(), str(context).encode()]


# --- case: 404-unknown-code-may-have-checked
import validation


def handler(environ, start_response):
    token = environ.get("HTTP_X")
    validation.require(token)
    a = token.lower()
    length = environ.get("CONTENT_LENGTH")
    size = int(length) if validation.is_number(length) else 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-fields-that-a-test-has-shown
from urllib.parse import parse_qs


def handler(environ, start_response):
    form = parse_qs(environ.get("QUERY_STRING", ""))
    if form.get("a"):
        a = form.get("a")[0]
    if "b" in form:
        b = form.get("b")[0]
    if "c" not in form:
        c = ""
    else:
        c = form.get("c")[0]
    if form.get("d") is not None and form.get("e"):
        d = form.get("d")[0] + form.get("e")[0]
    f = form.get("f") and form.get("f")[0]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-fields-that-another-test-has-shown
from urllib.parse import parse_qs


def handler(environ, start_response):
    form = parse_qs(environ.get("QUERY_STRING", ""))
    if form.get("a"):
        a = form.get("b")[0]  # expect: FC404
    if "c" not in form:
        c = form.get("c")[0]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: 404-isinstance-of-what-is-not-known
import six


def handler(environ, start_response):
    body = environ["wsgi.input"].read()
    if isinstance(body, six.binary_type):
        body = body.decode("utf-8")
    fields = body.split("&")
    text = environ["PATH_INFO"]
    if isinstance(text, six.binary_type):
        text = text.decode("utf-8")
    if not isinstance(text, six.text_type):
        text = text.decode("utf-8")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(fields)).encode(), text.encode()]


# --- case: 404-both-versions-of-python
try:
    unicode
except NameError:
    unicode = str


def to_text(value):
    if isinstance(value, unicode):
        return value
    return value.decode("utf-8")


def handler(environ, start_response):
    path = to_text(environ["PATH_INFO"])
    body = to_text(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [path.encode(), body.encode()]


# --- case: 402-file-wrapper-unguarded
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return environ["wsgi.file_wrapper"](open("index.html", "rb"))  # expect: FC401, FC402


# --- case: 402-file-wrapper-with-a-default
from wsgiref.util import FileWrapper


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return environ.get("wsgi.file_wrapper", FileWrapper)(open("index.html", "rb"))


# --- case: 404-keys-of-the-application
def handler(environ, start_response):
    session = environ.get("beaker.session")
    user = session.get("user")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(user).encode()]


# --- case: 404-alternatives-that-belong-together
def choose(accept):
    if "json" in accept:
        return to_json, "application/json"
    return to_text, "text/" + accept[:5]


def to_json():
    return b"{}"


def to_text():
    return b""


def handler(environ, start_response):
    encode, kind = choose(environ.get("HTTP_ACCEPT", ""))
    pairs = {"a": (environ["PATH_INFO"], "str"), "b": (environ["wsgi.input"].read(), "bytes")}
    data, name = pairs.get(environ["REQUEST_METHOD"], ("", ""))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [encode(), kind.encode("ascii", "replace")]


# --- case: 404-chosen-by-what-is-not-known
def handler(environ, start_response):
    row = (environ.get("HTTP_COOKIE"), environ["PATH_INFO"])
    a = row[len(environ["REQUEST_METHOD"])].lower()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]
