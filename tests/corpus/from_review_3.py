# Programs as they are written for the web, of which a third review found that fclint judged wrong.

# --- case: itemgetter-one
from operator import itemgetter

path_of = itemgetter("PATH_INFO")
token_of = itemgetter("HTTP_X_TOKEN")


def handler(environ, start_response):
    path = path_of(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return path  # expect: FC301


def second(environ, start_response):
    try:
        token = token_of(environ)
    except KeyError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


def third(environ, start_response):
    token = token_of(environ)  # expect: FC401@13
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]
# --- case: itemgetter-as-a-sort-key
from operator import itemgetter

ROWS = [("b", 2), ("a", 1)]
COUNTS = {"x": 2, "y": 1}


def handler(environ, start_response):
    rows = sorted(ROWS, key=itemgetter(0))
    top = max(COUNTS.items(), key=itemgetter(1))
    pairs = map(itemgetter(0), ROWS)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Top", top[0])])
    return [name.encode() for name, _ in rows] + [name.encode() for name in pairs]
# --- case: attrgetter
from operator import attrgetter, methodcaller


def handler(environ, start_response):
    read = methodcaller("read")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [read(environ["wsgi.input"])]
# --- case: 401-itemgetter
from operator import itemgetter

get_host = itemgetter("HTTP_HOST", "PATH_INFO")


def handler(environ, start_response):
    host, path = get_host(environ)  # expect: FC401
    start_response("302 Found", [("Location", "https://" + host + "/x")])
    return []
# --- case: a-call-that-lacks-self
class App:
    routes = {}

    def __call__(environ, start_response):  # expect: FC101@9
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x"]


handler = App()
# --- case: a-bound-method-that-lacks-self
class Api:
    def __init__(self, prefix):
        self.prefix = prefix

    def dispatch(environ, start_response):  # expect: FC101@9
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]


handler = Api("/v1").dispatch
# --- case: a-partial-of-too-much
from functools import partial


def view(environ, start_response):  # expect: FC101
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


handler = partial(view, {"stage": "prod"})
# --- case: a-partial-that-is-called-by-other-names
from functools import partial


def view(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


ping = partial(view, {"PATH_INFO": "/"})
# --- case: a-static-method-and-a-function-of-the-class
class Api:
    @staticmethod
    def static(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]

    def plain(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]


handler = Api().static if __name__ else Api.plain
application = Api.plain
# --- case: format-takes-keys-of-environ
URL = "{scheme}://{HTTP_HOST}{PATH_INFO}"
LOG = "{REMOTE_ADDR} {HTTP_REFERER!r:>20} {HTTP_USER_AGENT[0]}"


class Log:
    template = "{REQUEST_METHOD} {HTTP_X_TRACE}"

    def line(self, environ):
        return self.template.format_map(environ)  # expect: FC401


def handler(environ, start_response):
    url = URL.format(scheme="https", **environ)  # expect: FC401@11
    print(url, Log().line(environ))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"x"]


def twice(environ, start_response):
    line = LOG.format(**environ)  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [line.encode()]


def guarded(environ, start_response):
    try:
        line = LOG.format(**environ)
    except KeyError:
        line = "-"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [line.encode()]


def defaults(environ, start_response):
    line = LOG.format(**{"HTTP_REFERER": "-", "HTTP_USER_AGENT": "-", **environ})
    url = URL.format(scheme="http", HTTP_HOST=environ.get("HTTP_HOST", "x"), PATH_INFO="/")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Url", url)])
    return [line.encode()]


def checked(environ, start_response):
    url = "-"
    if "HTTP_HOST" in environ:
        url = "//{HTTP_HOST}/".format(**environ)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Url", url)])
    return ["{PATH_INFO}".format_map(environ).encode()]
# --- case: encodebytes-ends-with-a-line-break
import base64
import hashlib
import hmac


def sign(key, text):
    mac = hmac.new(key, text, hashlib.sha1).digest()
    return base64.encodebytes(mac)


def bad(environ, start_response):
    value = sign(b"key", environ["PATH_INFO"].encode()).decode("ascii")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Signature", f"fc {value}")])  # expect: FC208
    return [b"x"]


def basic(environ, start_response):
    value = "Basic " + str(base64.encodebytes(b"user:secret"), "ascii")
    start_response("401 Unauthorized", [("Content-Type", "text/plain"), ("X-Auth", value)])  # expect: FC208
    return [b"x"]


def stripped(environ, start_response):
    value = sign(b"key", environ["PATH_INFO"].encode()).decode().strip()
    other = sign(b"key", b"x").strip().decode()
    third = sign(b"key", b"x").decode()[:-1]
    fourth = sign(b"key", b"x").replace(b"\n", b"").decode()
    fifth = "".join(sign(b"key", b"x").decode().split())
    sixth = sign(b"key", b"x").decode().replace("\n", "")
    seventh = sign(b"key", b"x")[:-1].decode()
    headers = [("X-Signature-%d" % n, v) for n, v in enumerate((value, other, third, fourth))]
    headers += [("X-5", fifth), ("X-6", sixth), ("X-7", seventh)]
    start_response("200 OK", [("Content-Type", "text/plain"), *headers])
    return [b"x"]


def body(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [base64.encodebytes(environ["wsgi.input"].read())]
# --- case: looked-at-not-called
import inspect
import logging
import pprint
import sys

log = logging.getLogger(__name__)


def printed(environ, start_response):  # expect: FC201
    print(environ, start_response)
    return [b"x"]


def written(environ, start_response):  # expect: FC201
    text = f"{environ} {start_response!r}" + str(start_response) + repr(start_response)
    return [text.encode()]


def logged(environ, start_response):  # expect: FC201
    log.info("%s %s", environ, start_response)
    logging.debug("start %r", start_response)
    return [b"x"]


def asked(environ, start_response):  # expect: FC201
    assert callable(start_response)
    if not hasattr(start_response, "__call__") or isinstance(start_response, str):
        raise TypeError(type(start_response))
    return [b"x"]


def compared(environ, start_response):  # expect: FC201
    if start_response is None or not start_response:
        return [b"none"]
    print("id", id(start_response), hash(start_response), file=sys.stderr)
    return [b"x"]


def formatted(environ, start_response):  # expect: FC201
    print("%s %s" % (environ, start_response), "{}".format(start_response))
    pprint.pprint({"environ": environ, "start_response": start_response})
    return [b"x"]
# --- case: kept-where-it-may-be-called
import logging
import threading


def thread(environ, start_response):
    worker = threading.Thread(target=start_response, args=("200 OK", [("Content-Type", "text/plain")]))
    worker.start()
    worker.join()
    return [b"x"]


def mapped(environ, start_response):
    list(map(start_response, ["200 OK"], [[("Content-Type", "text/plain")]]))
    return [b"x"]
# --- case: a-wrapper-hands-the-request-on-to-a-coroutine-function
import functools
import json
import logging


def logged(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        logging.info("%s", environ["PATH_INFO"])
        return function(environ, start_response)

    return wrapper


@logged
async def handler(environ, start_response):  # expect: FC102@11
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({}).encode()]
# --- case: a-table-with-a-coroutine-function
class Site:
    def __init__(self):
        self.routes = {"/": self.home, "/rows": self.rows}

    def home(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"home"]

    async def rows(self, environ, start_response):  # expect: FC102@15
        start_response("200 OK", [("Content-Type", "text/csv")])
        yield b"a,b\n"

    def missing(self, environ, start_response):
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"missing"]

    def __call__(self, environ, start_response):
        return self.routes.get(environ["PATH_INFO"], self.missing)(environ, start_response)


handler = Site()
# --- case: a-coroutine-function-is-run
import asyncio
import functools


def synchronous(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        return asyncio.new_event_loop().run_until_complete(function(environ, start_response))

    return wrapper


@synchronous
async def handler(environ, start_response):
    await asyncio.sleep(0)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hi"]
# --- case: paths-are-joined
import mimetypes
from pathlib import Path

ROOT = Path(__file__).resolve().parent / "static"


def bad(environ, start_response):
    page = ROOT / environ["PATH_INFO"].lstrip("/")
    start_response("200 OK", [("Content-Type", "text/html")])
    return page.read_bytes()  # expect: FC304


def text(environ, start_response):
    page = (ROOT / "pages" / "index.html").with_suffix(".htm")
    start_response("200 OK", [("Content-Type", "text/html")])
    return [page.read_text()]  # expect: FC303


def good(environ, start_response):
    page = ROOT / environ["PATH_INFO"].lstrip("/")
    if not page.is_file():
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"not found"]
    kind = mimetypes.guess_type(page.name)[0] or "application/octet-stream"
    start_response("200 OK", [("Content-Type", kind)])
    return [page.read_bytes()]
# --- case: names-of-the-specification-that-nothing-sets
def handler(environ, start_response):
    body = environ.get("wsgi.body", b"")  # expect: FC402
    method = environ.get("wsgi.request_method")  # expect: FC402
    secure = "wsgi.secure" in environ
    hints = environ.get("wsgi.early_hints")
    session = environ.get("shop.session")
    environ["wsgi.shop"] = "x"
    shop = environ["wsgi.shop"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [repr((body, method, secure, hints, session, shop)).encode()]
# --- case: the-stream-of-the-body-is-taken-for-the-body
import base64
import hashlib
import json


def loads(environ, start_response):
    data = json.loads(environ["wsgi.input"])  # expect: FC404@12
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]


def decoded(environ, start_response):
    stream = environ["wsgi.input"]
    text = stream.decode("utf-8")  # expect: FC404@12
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [text.encode()]


class Upload:
    def __init__(self, environ):
        self.body = environ["wsgi.input"]

    def digest(self):
        return hashlib.sha256(self.body).hexdigest()  # expect: FC404@16


def hashed(environ, start_response):
    digest = Upload(environ).digest()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [digest.encode()]


def measured(environ, start_response):
    size = len(environ["wsgi.input"])  # expect: FC404@12
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"%d" % size]


def subscripted(environ, start_response):
    name = environ["wsgi.input"]["name"]  # expect: FC404@12
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [name]


def added(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello " + environ["wsgi.input"]]  # expect: FC404
# --- case: the-body-is-read-from-its-stream
import base64
import hashlib
import io
import json
import shutil


def loads(environ, start_response):
    data = json.load(environ["wsgi.input"])
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]


def guarded(environ, start_response):
    stream = environ["wsgi.input"]
    try:
        data = json.loads(stream)
    except TypeError:
        data = json.loads(stream.read())
    body = stream.encode() if hasattr(stream, "encode") else stream.read()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode(), body]


def either(environ, start_response):
    body = environ["wsgi.input"]
    if not isinstance(body, bytes):
        body = body.read()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body.strip()]


def copied(environ, start_response):
    out = io.BytesIO()
    shutil.copyfileobj(environ["wsgi.input"], out)
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    lines = [line.strip() for line in environ["wsgi.input"]]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Lines", str(len(lines)))])
    return [digest.encode(), base64.b64encode(out.getbuffer())]


def replaced(environ, start_response):
    environ["wsgi.input"] = environ["wsgi.input"].read()
    data = json.loads(environ["wsgi.input"])
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]
# --- case: global-none-conditionally-set
import os

EXTRA = None
if os.environ.get("STAGE") == "test":
    EXTRA = ("X-Stage", "test")


def handler(environ, start_response):
    made = [("Content-Type", "text/plain")]
    if EXTRA is not None:
        made.append(EXTRA)
    start_response("200 OK", made)
    return [b"{}"]
# --- case: global-none-conditionally-set-truth
import os

EXTRA = None
if os.environ.get("STAGE") == "test":
    EXTRA = ("X-Stage", "test")


def handler(environ, start_response):
    made = [("Content-Type", "text/plain")]
    if EXTRA:
        made.append(EXTRA)
    start_response("200 OK", made)
    return [b"{}"]
# --- case: global-none-conditionally-set-ternary
import os

EXTRA = ("X-Stage", "test") if os.environ.get("STAGE") == "test" else None


def handler(environ, start_response):
    made = [("Content-Type", "text/plain")]
    if EXTRA is not None:
        made.append(EXTRA)
    start_response("200 OK", made)
    return [b"{}"]
# --- case: global-body
import os

BODY = None
if os.environ.get("STAGE") == "test":
    BODY = [b"test"]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if BODY is not None:
        return BODY
    return [b"{}"]
# --- case: global-body-str-or-none-in-a-list
import os

NAME = os.environ.get("NAME")
BODY = None
if NAME:
    BODY = NAME.encode()


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if BODY is None:
        return [b"x"]
    return [BODY]
# --- case: local-conditionally-set
import os


def handler(environ, start_response):
    extra = None
    if os.environ.get("STAGE") == "test":
        extra = ("X-Stage", "test")
    made = [("Content-Type", "text/plain")]
    if extra is not None:
        made.append(extra)
    start_response("200 OK", made)
    return [b"{}"]
# --- case: attribute-of-class-conditionally-set
import os


class App:
    extra = None
    if os.environ.get("STAGE") == "test":
        extra = ("X-Stage", "test")

    def __init__(self):
        self.more = None
        if os.environ.get("STAGE") == "test2":
            self.more = ("X-Stage2", "test")

    def __call__(self, environ, start_response):
        made = [("Content-Type", "text/plain")]
        if self.extra is not None:
            made.append(self.extra)
        if self.more is not None:
            made.append(self.more)
        start_response("200 OK", made)
        return [b"{}"]


handler = App()
# --- case: a-counter-is-a-number
visits = 0
lock = None


class App:
    def __init__(self):
        self.count = 0
        self.page = None

    def __call__(self, environ, start_response):
        self.count += 1
        if self.page is None:
            self.page = b"page"
        start_response("200 OK", [("Content-Type", "text/html"), ("X-Count", self.count)])  # expect: FC207
        return [self.page]


handler = App()


def counting(environ, start_response):
    global visits
    visits += 1
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Visits", visits)])  # expect: FC207
    return [b"x"]


def formatted(environ, start_response):
    global visits
    visits = visits + 1
    if visits % 100 == 0:
        print(visits)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Visits", str(visits))])
    return [b"%d visits" % visits, f"{visits}".encode()]


def returned(environ, start_response):
    global visits
    visits += 1
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [visits]  # expect: FC303
# --- case: what-an-initializer-replaces
import json

CONFIG = None
PAGE = ""
STATUS = None


def init(context):
    global CONFIG, PAGE, STATUS
    CONFIG = json.loads('{"a": "b"}')
    PAGE = b"page"
    STATUS = "200 OK"


def handler(environ, start_response):
    start_response(STATUS, [("Content-Type", CONFIG["a"])])
    return [PAGE]
# --- case: clean-configuration-dict-with-optional-parts
import os

CONFIG = {
    "cors": "*" if os.environ.get("CORS") else None,
    "cache": None,
}
if os.environ.get("CACHE"):
    CONFIG["cache"] = "max-age=" + os.environ["CACHE"]


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    if CONFIG["cors"] is not None:
        headers.append(("Access-Control-Allow-Origin", CONFIG["cors"]))
    cache = CONFIG.get("cache")
    if cache:
        headers.append(("Cache-Control", cache))
    start_response("200 OK", headers)
    return [b"x"]
# --- case: breach-configuration-dict-with-optional-parts
import os

CONFIG = {"cors": "*" if os.environ.get("CORS") else None}


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain"), ("Access-Control-Allow-Origin", CONFIG["cors"])]
    start_response("200 OK", headers)  # expect: FC207@5
    return [b"x"]
# --- case: clean-lazily-made-client-in-a-global
import logging

_client = None


def client(context):
    global _client
    if _client is None:
        from tablestore import OTSClient

        credentials = context.credentials
        _client = OTSClient(
            "https://x.cn-hangzhou.ots.aliyuncs.com",
            credentials.access_key_id,
            credentials.access_key_secret,
            "x",
            sts_token=credentials.security_token,
        )
    return _client


def handler(environ, start_response):
    context = environ["fc.context"]
    logger = context.getLogger()
    logger.info("request %s", context.request_id)
    _, row, _ = client(context).get_row("items", [("id", environ["PATH_INFO"])])
    if row is None:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no such row"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(row.attribute_columns).encode("utf-8")]
# --- case: clean-instance-with-lazily-made-part
class App:
    def __init__(self):
        self._templates = None
        self.count = 0

    @property
    def templates(self):
        if self._templates is None:
            self._templates = {"/": b"<h1>home</h1>"}
        return self._templates

    def __call__(self, environ, start_response):
        self.count += 1
        page = self.templates.get(environ["PATH_INFO"])
        if page is None:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"no"]
        start_response("200 OK", [("Content-Type", "text/html"), ("X-Count", str(self.count))])
        return [page]


handler = App()
# --- case: clean-itertools-and-functools
import functools
import itertools
import operator


def handler(environ, start_response):
    parts = [b"a", b"b"]
    total = functools.reduce(operator.add, parts)
    pairs = itertools.chain.from_iterable([[b"x"], [b"y"]])
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Length", str(len(total)))])
    return itertools.chain([total], pairs, itertools.islice(parts, 1))
# --- case: breach-itertools-with-text
import itertools


def handler(environ, start_response):
    lines = ["a", "b"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return itertools.chain([b"first"], lines)  # expect: FC303@5
# --- case: clean-headers-object-and-cookies
from http import cookies
from wsgiref.headers import Headers


def handler(environ, start_response):
    jar = cookies.SimpleCookie()
    jar["theme"] = "dark"
    jar["theme"]["max-age"] = 3600
    headers = Headers()
    headers["Content-Type"] = "text/plain"
    headers.add_header("Content-Disposition", "inline", filename="a.txt")
    for morsel in jar.values():
        headers.add_header("Set-Cookie", morsel.OutputString())
    start_response("200 OK", headers.items())
    return [b"x"]
# --- case: breach-headers-object-itself
from wsgiref.headers import Headers


def handler(environ, start_response):
    headers = Headers([("Content-Type", "text/plain")])
    start_response("200 OK", headers)  # expect: FC207@5
    return [b"x"]
# --- case: 405-disguises
import logging


class Context:
    def __init__(self, environ):
        self.raw = environ.get("fc.context")

    @property
    def request_id(self):
        return self.raw.request_id

    @property
    def aws(self):
        return self.raw.function_name  # expect: FC405


def aliased(environ, start_response):
    ctx = Context(environ)
    if ctx.raw is None:
        start_response("500 X", [("Content-Type", "text/plain")])
        return [b"no context"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [ctx.request_id.encode(), ctx.aws.encode()]


def getattr_static(environ, start_response):
    context = environ.get("fc.context")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if context:
        return [getattr(context, "invoked_function_arn").encode()]  # expect: FC405
    return [b"none"]


def getattr_default(environ, start_response):
    context = environ.get("fc.context")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(getattr(context, "invoked_function_arn", "")).encode()]


def logged(environ, start_response):
    context = environ.get("fc.context")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if context is not None:
        logger = context.logger
        logger.warning("x")  # expect: FC405
    return [b"x"]


def logged_fine(environ, start_response):
    context = environ.get("fc.context")
    start_response("200 OK", [("Content-Type", "text/plain")])
    logger = (context and context.logger) or logging.getLogger()
    logger.warning("x")
    return [b"x"]


def subscripted(environ, start_response):
    context = environ.get("fc.context")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if context is None:
        return [b"none"]
    return [context.credentials["access_key_id"].encode()]  # expect: FC405
# --- case: 302-own-response-object-not-called
class Response:
    def __init__(self, body, status="200 OK"):
        self.body, self.status = body, status

    def __call__(self, environ, start_response):
        start_response(self.status, [("Content-Type", "text/plain")])
        return [self.body]


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return Response(b"home")(environ, start_response)
    return Response(b"missing", "404 Not Found")  # expect: FC302@5, FC202@5
# --- case: 302-twin-own-response-object
class Response:
    def __init__(self, body, status="200 OK"):
        self.body, self.status = body, status

    def __call__(self, environ, start_response):
        start_response(self.status, [("Content-Type", "text/plain")])
        return [self.body]


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        response = Response(b"home")
    else:
        response = Response(b"missing", "404 Not Found")
    return response(environ, start_response)
# --- case: getattr-with-a-default-of-what-may-be-none [target=wsgi]
def handler(environ, start_response):
    context = environ.get("fc.context")
    region = getattr(context, "region", "")
    host = getattr(environ.get("HTTP_HOST"), "lower", str)()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [region.encode(), host.encode()]
# --- case: class-methods-of-the-library
import datetime
import json
import pathlib


def header(environ, start_response):
    now = datetime.datetime.now(datetime.timezone.utc)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Now", now)])  # expect: FC207
    return [b"x"]


def body(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [datetime.datetime.utcnow().isoformat()]  # expect: FC303


def page(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return (pathlib.Path.cwd() / "index.html").read_text()  # expect: FC301


def octets(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return bytes.fromhex("00ff")  # expect: FC304


def number(environ, start_response):
    size = int.from_bytes(environ["wsgi.input"].read(4), "big")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Size", size)])  # expect: FC207
    return [b"x"]


def fine(environ, start_response):
    today = datetime.date.today()
    then = datetime.datetime.strptime("2024-01-01", "%Y-%m-%d")
    age = (datetime.datetime.now() - then).days
    size = int.from_bytes(environ["wsgi.input"].read(4), "big")
    fields = dict.fromkeys(("a", "b"), today.isoformat())
    headers = [("Content-Type", "application/json"), ("X-Today", f"{today:%Y-%m-%d}")]
    headers.append(("Expires", then.strftime("%a, %d %b %Y %H:%M:%S GMT")))
    start_response("200 OK", [*headers, ("X-Size", str(size + age))])
    return [json.dumps(fields).encode(), bytes.fromhex("00ff")]
# --- case: clean-dates
import datetime as dt
import time
from email.utils import format_datetime


def handler(environ, start_response):
    now = dt.datetime.now(dt.timezone.utc)
    start = dt.datetime.fromtimestamp(time.time(), dt.timezone.utc)
    today = dt.datetime.today()
    took = (now - start).total_seconds()
    expires = format_datetime(now + dt.timedelta(days=1), usegmt=True)
    headers = [("Content-Type", "text/plain"), ("Expires", expires), ("X-Took", f"{took:.3f}")]
    headers.append(("X-Hour", str(today.hour)))
    if now > start and now.year >= 2024 and today.date() == dt.date.today():
        headers.append(("X-Year", str(now.year)))
    start_response("200 OK", headers)
    return [now.isoformat().encode(), str(min(now, start)).encode()]
# --- case: clean-enums-of-str
import enum


class Method(str, enum.Enum):
    GET = "GET"
    POST = "POST"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


def handler(environ, start_response):
    method = environ["REQUEST_METHOD"]
    if method == Method.GET:
        status = "200 OK"
    elif Method.POST == method:
        status = "201 Created"
    elif Level.LOW < Level.HIGH and Level(1) == 1:
        status = "405 Method Not Allowed"
    else:
        status = "500 X"
    start_response(status, [("Content-Type", "text/plain"), ("X-Method", Method.GET.value)])
    return [b"x"]
# --- case: clean-eq-by-identity-hash-in-dicts-sorting
import functools


@functools.total_ordering
class Route:
    def __init__(self, path, view, weight=0):
        self.path, self.view, self.weight = path, view, weight

    def __eq__(self, other):
        if not isinstance(other, Route):
            return NotImplemented
        return (self.path, self.weight) == (other.path, other.weight)

    def __lt__(self, other):
        return self.weight < other.weight

    def __hash__(self):
        return hash(self.path)

    def __bool__(self):
        return self.view is not None

    def __len__(self):
        return len(self.path)

    def __contains__(self, path):
        return path.startswith(self.path)


def home(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"home"]


ROUTES = sorted([Route("/", home), Route("/none", None, 2)])
SEEN = {Route("/", home)}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    for route in ROUTES:
        if path in route and route and len(route) > 0 and route != Route("/x", None):
            return route.view(environ, start_response)
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"no" if Route("/", home) in SEEN else b"never"]
# --- case: clean-regex-text-in-many-places
import re

PATH = re.compile(r"^/(?P<lang>[a-z]{2})?/?(?P<rest>.*)$")
PAIR = re.compile(r"(\w+)=(\w*)")


class Page:
    pattern = re.compile(r"<title>(.*?)</title>", re.S)

    def title(self, text):
        found = self.pattern.search(text)
        return found.group(1) if found else ""


def handler(environ, start_response):
    match = PATH.match(environ["PATH_INFO"])
    lang = (match.group("lang") or "en") if match else "en"
    rest = match.groupdict().get("rest", "") if match is not None else ""
    pairs = {m.group(1): m[2] for m in PAIR.finditer(environ.get("QUERY_STRING", ""))}
    both = dict(PAIR.findall(environ.get("QUERY_STRING", "")))
    words = [w for w in re.split(r"[\s,]+", rest) if w]
    raw = re.sub(rb"\s+", b" ", environ["wsgi.input"].read())
    number = re.fullmatch(r"\d+", rest)
    count = int(number.group()) if number else 0
    start, end = match.span("rest") if match else (0, 0)
    title = Page().title(raw.decode("utf-8", "replace"))
    body = "\n".join([lang, title, *words, str(count), str(end - start), *pairs.values(), *both])
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [body.encode("utf-8"), raw]
# --- case: clean-pathlib-and-containers
from pathlib import Path, PurePosixPath

ROOT = Path("/code") / "static"


def handler(environ, start_response):
    wanted = PurePosixPath("/") / environ["PATH_INFO"]
    path = (ROOT / str(wanted).lstrip("/")).resolve()
    if ROOT not in path.parents or not path.exists():
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no"]
    if path.is_dir():
        names = sorted(each.name for each in path.iterdir())
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [name.encode() + b"\n" for name in names]
    start_response("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(path.stat().st_size))])
    return path.open("rb")
# --- case: clean-module-flags-keep-their-meaning
import os

DEBUG = os.environ.get("DEBUG") == "1"
SECRET = os.environ.get("SECRET")
TIMEOUT = None
if os.environ.get("TIMEOUT"):
    TIMEOUT = int(os.environ["TIMEOUT"])


class Settings:
    prefix = None
    if DEBUG:
        prefix = "/debug"


def require(environ):
    if SECRET is None:
        return True
    return environ.get("HTTP_X_SECRET", "") == SECRET


def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    if SECRET is not None and not require(environ):
        start_response("403 Forbidden", headers)
        return [b"no"]
    if TIMEOUT is not None:
        headers.append(("X-Timeout", str(TIMEOUT + 1)))
    if Settings.prefix is not None:
        headers.append(("X-Prefix", Settings.prefix))
    if DEBUG:
        headers.append(("X-Debug", "1"))
    start_response("200 OK", headers)
    return [b"x"]
# --- case: clean-start-response-is-shown-and-then-used-elsewhere
import logging
import warnings

log = logging.getLogger(__name__)


def handler(environ, start_response):
    log.debug("called with %r and %r", environ, start_response)
    warnings.warn(f"{start_response}")
    if log.isEnabledFor(logging.DEBUG):
        log.debug("keys: %s", sorted(environ))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"x"]
# --- case: clean-templates-of-environ-with-defaults
import collections
import string


class Missing(dict):
    def __missing__(self, key):
        return "-"


def handler(environ, start_response):
    line = "{REMOTE_ADDR} {HTTP_REFERER}".format_map(Missing(environ))
    other = "%(HTTP_X)s" % Missing(environ)
    third = string.Template("$HTTP_HOST $PATH_INFO").safe_substitute(environ)
    fourth = "{HTTP_HOST}".format_map(collections.defaultdict(str, environ))
    fifth = "{0[PATH_INFO]} {0}".format(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [part.encode() for part in (line, other, third, fourth, fifth)]
