# --- case: json-api-with-routing
# -*- coding: utf-8 -*-
import json
import logging
import re

logger = logging.getLogger()

ITEMS = {"1": {"name": "apple"}, "2": {"name": "pear"}}


def list_items(environ):
    return 200, list(ITEMS.values())


def show_item(environ, item_id):
    item = ITEMS.get(item_id)
    if item is None:
        return 404, {"error": "no such item"}
    return 200, item


def create_item(environ):
    try:
        size = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    try:
        data = json.loads(environ["wsgi.input"].read(size))
    except ValueError:
        return 400, {"error": "not JSON"}
    key = str(len(ITEMS) + 1)
    ITEMS[key] = data
    return 201, {"id": key}


ROUTES = [
    ("GET", re.compile(r"^/items$"), list_items),
    ("GET", re.compile(r"^/items/(\d+)$"), show_item),
    ("POST", re.compile(r"^/items$"), create_item),
]
REASONS = {200: "OK", 201: "Created", 400: "Bad Request", 404: "Not Found"}


def handler(environ, start_response):
    method = environ["REQUEST_METHOD"]
    path = environ["PATH_INFO"]
    code, data = 404, {"error": "no such route"}
    for allowed, pattern, view in ROUTES:
        match = pattern.match(path)
        if match and method == allowed:
            code, data = view(environ, *match.groups())
            break
    body = json.dumps(data).encode("utf-8")
    logger.info("%s %s %d", method, path, code)
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("%d %s" % (code, REASONS[code]), headers)
    return [body]


# --- case: form-post
from html import escape
from urllib.parse import parse_qs

FORM = """<form method="post"><input name="name"><button>Send</button></form>"""


def read_form(environ):
    try:
        size = int(environ.get("CONTENT_LENGTH", "0"))
    except ValueError:
        size = 0
    return parse_qs(environ["wsgi.input"].read(size).decode("utf-8"))


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    if environ["REQUEST_METHOD"] == "POST":
        form = read_form(environ)
        name = form.get("name", ["nobody"])[0]
        return [("<p>Hello " + escape(name) + "</p>").encode("utf-8")]
    return [FORM.encode("utf-8")]


# --- case: file-download
import mimetypes
import os
from urllib.parse import quote

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files")


def handler(environ, start_response):
    name = os.path.basename(environ["PATH_INFO"])
    path = os.path.join(ROOT, name)
    if not name or not os.path.isfile(path):
        start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
        return ["没有这个文件".encode("utf-8")]
    with open(path, "rb") as file:
        data = file.read()
    kind = mimetypes.guess_type(name)[0]
    if kind is None:
        kind = "application/octet-stream"
    start_response(
        "200 OK",
        [
            ("Content-Type", kind),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", "attachment; filename*=UTF-8''" + quote(name)),
        ],
    )
    return [data]


# --- case: multipart-upload
from email.parser import BytesParser
from email.policy import HTTP


def parse_upload(kind, body):
    head = b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    files = {}
    for part in message.iter_parts():
        name = part.get_filename()
        if name:
            files[name] = part.get_payload(decode=True)
    return files


def handler(environ, start_response):
    kind = environ.get("CONTENT_TYPE", "")
    if not kind.startswith("multipart/form-data"):
        start_response("415 Unsupported Media Type", [("Content-Type", "text/plain")])
        return [b"multipart/form-data wanted"]
    files = parse_upload(kind, environ["wsgi.input"].read())
    lines = ["{}: {} bytes".format(name, len(data)) for name, data in sorted(files.items())]
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return ["\n".join(lines).encode("utf-8")]


# --- case: flask-adapter
from flask import Flask, jsonify, request

app = Flask(__name__)
base_path = ""


@app.route("/", methods=["GET", "POST"])
def index():
    return jsonify({"method": request.method})


@app.route("/hello/<name>")
def hello(name):
    return "hello " + name, 200


def handler(environ, start_response):
    # 使用 fc.request_uri 还原路径
    parsed = environ["fc.request_uri"].split("?")[0]
    li = parsed.split("/")
    global base_path
    if len(li) > 5:
        base_path = "/".join(li[0:5])
    context = environ["fc.context"]
    environ["HTTP_HOST"] = "{}.{}.fc.aliyuncs.com".format(context.account_id, context.region)
    environ["SCRIPT_NAME"] = base_path + "/"
    return app(environ, start_response)


# --- case: django-adapter
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
application = get_wsgi_application()


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    if "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = "localhost"
    return application(environ, start_response)


# --- case: bottle-adapter
import bottle


@bottle.route("/hello/<name>")
def hello(name):
    return bottle.template("<b>Hello {{name}}</b>!", name=name)


app = bottle.default_app()


def handler(environ, start_response):
    return app(environ, start_response)


# --- case: cors-with-preflight
import json

ORIGINS = ("https://www.example.com", "https://admin.example.com")


def cors(environ):
    origin = environ.get("HTTP_ORIGIN", "")
    if origin not in ORIGINS:
        return []
    return [
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Allow-Credentials", "true"),
        ("Vary", "Origin"),
    ]


def handler(environ, start_response):
    headers = cors(environ)
    if environ["REQUEST_METHOD"] == "OPTIONS":
        headers.append(("Access-Control-Allow-Methods", "GET, POST, OPTIONS"))
        headers.append(("Access-Control-Allow-Headers", "Content-Type, Authorization"))
        headers.append(("Access-Control-Max-Age", "86400"))
        start_response("204 No Content", headers)
        return []
    body = json.dumps({"ok": True}).encode()
    headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]


# --- case: auth-middleware-class
import base64
import binascii
import hmac


class BasicAuth:
    def __init__(self, app, users):
        self.app = app
        self.users = users

    def __call__(self, environ, start_response):
        user = self.user(environ)
        if user is None:
            start_response(
                "401 Unauthorized",
                [("Content-Type", "text/plain"), ("WWW-Authenticate", 'Basic realm="fc"')],
            )
            return [b"credentials wanted"]
        environ["REMOTE_USER"] = user
        return self.app(environ, start_response)

    def user(self, environ):
        scheme, _, encoded = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, _, password = base64.b64decode(encoded).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        expected = self.users.get(name)
        if expected and hmac.compare_digest(expected, password):
            return name
        return None


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [("hello " + environ["REMOTE_USER"]).encode("utf-8")]


handler = BasicAuth(hello, {"admin": "secret"})


# --- case: class-based-views
class View:
    methods = ("GET", "POST", "PUT", "DELETE")

    def __init__(self, environ, start_response):
        self.environ = environ
        self.start_response = start_response

    def dispatch(self):
        method = self.environ["REQUEST_METHOD"]
        if method not in self.methods:
            return self.text("405 Method Not Allowed", "no such method")
        view = getattr(self, method.lower(), self.unsupported)
        return view()

    def unsupported(self):
        return self.text("405 Method Not Allowed", "method not supported")

    def text(self, status, text):
        body = text.encode("utf-8")
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        headers.append(("Content-Length", str(len(body))))
        self.start_response(status, headers)
        return [body]


class Hello(View):
    def get(self):
        return self.text("200 OK", "hello")

    def post(self):
        data = self.environ["wsgi.input"].read()
        return self.text("200 OK", "got %d bytes" % len(data))


def handler(environ, start_response):
    return Hello(environ, start_response).dispatch()


# --- case: redirect
from urllib.parse import quote

TARGETS = {"/docs": "https://example.com/docs", "/": "/index.html"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    location = TARGETS.get(path)
    if location:
        start_response("301 Moved Permanently", [("Location", location)])
        return []
    start_response("302 Found", [("Location", "/search?q=" + quote(path))])
    return [b""]


# --- case: object-storage-with-context-credentials
# -*- coding: utf-8 -*-
import json
import logging
import os

import oss2


def handler(environ, start_response):
    context = environ["fc.context"]
    logger = logging.getLogger()
    creds = context.credentials
    auth = oss2.StsAuth(creds.access_key_id, creds.access_key_secret, creds.security_token)
    endpoint = "https://oss-{}-internal.aliyuncs.com".format(context.region)
    bucket = oss2.Bucket(auth, endpoint, os.environ["BUCKET"])
    key = environ["PATH_INFO"].lstrip("/")
    try:
        result = bucket.get_object(key)
    except oss2.exceptions.NoSuchKey:
        logger.warning("no key %s", key)
        start_response("404 Not Found", [("Content-Type", "application/json")])
        return [json.dumps({"error": "no such key", "key": key}).encode("utf-8")]
    start_response("200 OK", [("Content-Type", "application/octet-stream")])
    return [result.read()]


# --- case: wechat-callback
# -*- coding: utf-8 -*-
import hashlib
import time
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs

TOKEN = "token"
REPLY = """<xml>
<ToUserName><![CDATA[{to}]]></ToUserName>
<FromUserName><![CDATA[{sender}]]></FromUserName>
<CreateTime>{time}</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[{text}]]></Content>
</xml>"""


def check(query):
    parts = sorted([TOKEN, query.get("timestamp", [""])[0], query.get("nonce", [""])[0]])
    digest = hashlib.sha1("".join(parts).encode("utf-8")).hexdigest()
    return digest == query.get("signature", [""])[0]


def handler(environ, start_response):
    query = parse_qs(environ.get("QUERY_STRING", ""))
    if not check(query):
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"bad signature"]
    if environ["REQUEST_METHOD"] == "GET":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [query.get("echostr", [""])[0].encode("utf-8")]
    message = ET.fromstring(environ["wsgi.input"].read())
    text = "你好," + message.findtext("Content", "")
    reply = REPLY.format(
        to=message.findtext("FromUserName"),
        sender=message.findtext("ToUserName"),
        time=int(time.time()),
        text=text,
    )
    start_response("200 OK", [("Content-Type", "application/xml; charset=utf-8")])
    return [reply.encode("utf-8")]


# --- case: thumbnail
import io
from urllib.parse import parse_qs

from PIL import Image


def number(query, name, default):
    try:
        return int(query.get(name, [default])[0])
    except ValueError:
        return default


def handler(environ, start_response):
    query = parse_qs(environ.get("QUERY_STRING") or "")
    width = number(query, "w", 100)
    height = number(query, "h", 100)
    try:
        image = Image.open(io.BytesIO(environ["wsgi.input"].read()))
        image.thumbnail((width, height))
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
    except OSError as error:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return ["not an image: {}".format(error).encode("utf-8")]
    start_response("200 OK", [("Content-Type", "image/png")])
    return [buffer.getvalue()]


# --- case: gzip-when-accepted
import gzip
import json


def handler(environ, start_response):
    body = json.dumps({"numbers": list(range(1000))}).encode()
    headers = [("Content-Type", "application/json"), ("Vary", "Accept-Encoding")]
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.compress(body)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [body]


# --- case: etag-and-not-modified
import hashlib

PAGE = "<h1>Hello</h1>".encode("utf-8")
ETAG = '"' + hashlib.md5(PAGE).hexdigest() + '"'


def handler(environ, start_response):
    headers = [("ETag", ETAG), ("Cache-Control", "max-age=60")]
    if environ.get("HTTP_IF_NONE_MATCH") == ETAG:
        start_response("304 Not Modified", headers)
        return []
    headers.append(("Content-Type", "text/html; charset=utf-8"))
    start_response("200 OK", headers)
    return [PAGE]


# --- case: head-requests
def handler(environ, start_response):
    body = "hello, {}".format(environ["PATH_INFO"]).encode("utf-8")
    headers = [("Content-Type", "text/plain; charset=utf-8")]
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [body]


# --- case: streaming-generator
import csv
import io


def rows():
    yield ["name", "count"]
    for number in range(100):
        yield ["item %d" % number, number]


def to_csv(records):
    for record in records:
        buffer = io.StringIO()
        csv.writer(buffer).writerow(record)
        yield buffer.getvalue().encode("utf-8")


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        start_response("405 Method Not Allowed", [("Allow", "GET, HEAD")])
        return
    start_response("200 OK", [("Content-Type", "text/csv; charset=utf-8")])
    yield from to_csv(rows())


# --- case: error-handler-decorator
import functools
import json
import logging
import sys

STATUS = {400: "400 Bad Request", 404: "404 Not Found", 500: "500 Internal Server Error"}


class HTTPError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message


def respond(start_response, status, data, exc_info=None):
    body = json.dumps(data).encode("utf-8")
    start_response(status, [("Content-Type", "application/json")], exc_info)
    return [body]


def json_errors(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except HTTPError as error:
            status = STATUS[error.code]
            return respond(start_response, status, {"error": error.message}, sys.exc_info())
        except Exception:
            logging.exception("failed")
            return respond(start_response, STATUS[500], {"error": "internal"}, sys.exc_info())

    return wrapper


@json_errors
def handler(environ, start_response):
    try:
        user = environ["HTTP_X_USER"]
    except KeyError:
        raise HTTPError(400, "X-User wanted")
    if not user.isalnum():
        raise HTTPError(404, "no such user")
    return respond(start_response, "200 OK", {"user": user})


# --- case: named-event-and-context
# -*- coding: utf-8 -*-
import json


def handler(event, context):
    request_id = event["fc.context"].request_id
    result = {"requestId": request_id, "path": event["PATH_INFO"]}
    result["method"] = event["REQUEST_METHOD"]
    for key, value in event.items():
        if key.startswith("HTTP_"):
            result[key[5:].lower()] = value
    status = "200 OK"
    response_headers = [("Content-type", "application/json")]
    context(status, response_headers)
    return [json.dumps(result).encode("utf-8")]


# --- case: vendor-sample
# -*- coding: utf-8 -*-
import logging

HELLO_WORLD = b"Hello world!\n"


def handler(environ, start_response):
    context = environ["fc.context"]
    request_uri = environ["fc.request_uri"]
    for k, v in environ.items():
        if k.startswith("HTTP_"):
            # process custom request headers
            pass
    # get request_body
    try:
        request_body_size = int(environ.get("CONTENT_LENGTH", 0))
    except ValueError:
        request_body_size = 0
    request_body = environ["wsgi.input"].read(request_body_size)
    # get request_method
    request_method = environ["REQUEST_METHOD"]
    # get path info
    path_info = environ["PATH_INFO"]
    # get server_protocol
    server_protocol = environ["SERVER_PROTOCOL"]
    # get content_type
    try:
        content_type = environ["CONTENT_TYPE"]
    except KeyError:
        content_type = " "
    # get query_string
    try:
        query_string = environ["QUERY_STRING"]
    except KeyError:
        query_string = " "
    logging.info("request %s %s", context.request_id, path_info)
    status = "200 OK"
    response_headers = [("Content-type", "text/plain")]
    start_response(status, response_headers)
    return [HELLO_WORLD]


# --- case: chinese-page
# -*- coding: utf-8 -*-
from string import Template

页面 = Template("<html><body><h1>$标题</h1><p>$内容</p></body></html>")


def 渲染(标题, 内容):
    return 页面.safe_substitute(标题=标题, 内容=内容).encode("utf-8")


def handler(environ, start_response):
    路径 = environ["PATH_INFO"]
    if 路径 == "/":
        状态, 内容 = "200 OK", "欢迎使用函数计算"
    else:
        状态, 内容 = "404 Not Found", "找不到页面:" + 路径
    start_response(状态, [("Content-Type", "text/html; charset=utf-8")])
    return [渲染("你好", 内容)]


# --- case: database-with-lazy-connection
import json
import logging
import os

import pymysql

connection = None


def get_connection():
    global connection
    if connection is None or not connection.open:
        connection = pymysql.connect(
            host=os.environ["MYSQL_HOST"],
            user=os.environ["MYSQL_USER"],
            password=os.environ["MYSQL_PASSWORD"],
            db=os.environ["MYSQL_DB"],
        )
    return connection


def handler(environ, start_response):
    status = "200 OK"
    try:
        with get_connection().cursor() as cursor:
            cursor.execute("SELECT id, name FROM users LIMIT 10")
            result = [{"id": row[0], "name": row[1]} for row in cursor.fetchall()]
    except pymysql.MySQLError as error:
        logging.error("database: %s", error)
        status = "500 Internal Server Error"
        result = {"error": "database"}
    start_response(status, [("Content-Type", "application/json; charset=utf-8")])
    return [json.dumps(result, ensure_ascii=False).encode("utf-8")]


# --- case: reverse-proxy-with-requests
import requests

BACKEND = "https://backend.example.com"
SKIPPED = {"connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length"}


def handler(environ, start_response):
    headers = {}
    for key, value in environ.items():
        if key.startswith("HTTP_") and key != "HTTP_HOST":
            headers[key[5:].replace("_", "-").title()] = value
    response = requests.request(
        environ["REQUEST_METHOD"],
        BACKEND + environ["PATH_INFO"],
        params=environ.get("QUERY_STRING"),
        data=environ["wsgi.input"].read(),
        headers=headers,
        timeout=10,
    )
    kept = [(k, v) for k, v in response.headers.items() if k.lower() not in SKIPPED]
    start_response("%d %s" % (response.status_code, response.reason), kept)
    return [response.content]


# --- case: session-cookie
import hashlib
import hmac
import time
from http.cookies import CookieError, SimpleCookie

SECRET = b"secret"


def sign(text):
    return hmac.new(SECRET, text.encode("utf-8"), hashlib.sha256).hexdigest()


def load_visits(environ):
    cookie = SimpleCookie()
    try:
        cookie.load(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return 0
    if "visits" not in cookie:
        return 0
    count, _, signature = cookie["visits"].value.partition(".")
    if not count.isdigit() or not hmac.compare_digest(signature, sign(count)):
        return 0
    return int(count)


def handler(environ, start_response):
    visits = load_visits(environ) + 1
    value = "{}.{}".format(visits, sign(str(visits)))
    headers = [
        ("Content-Type", "text/plain"),
        ("Set-Cookie", "visits={}; Path=/; HttpOnly; Max-Age=3600".format(value)),
        ("X-Time", str(int(time.time()))),
    ]
    start_response("200 OK", headers)
    return ["visit number {}".format(visits).encode()]


# --- case: tiny-framework
import json


class Application:
    def __init__(self):
        self.routes = {}
        self.not_found = self.default_not_found

    def route(self, path, method="GET"):
        def decorate(view):
            self.routes[method, path] = view
            return view

        return decorate

    def default_not_found(self, environ):
        return "404 Not Found", {"error": "not found"}

    def __call__(self, environ, start_response):
        key = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        view = self.routes.get(key, self.not_found)
        status, data = view(environ)
        body = json.dumps(data).encode("utf-8")
        start_response(status, [("Content-Type", "application/json")])
        return [body]


app = Application()


@app.route("/")
def index(environ):
    return "200 OK", {"hello": "world"}


@app.route("/echo", method="POST")
def echo(environ):
    return "200 OK", {"echo": environ["wsgi.input"].read().decode("utf-8", "replace")}


handler = app


# --- case: webhook-with-signature
import hashlib
import hmac
import json
import os

SECRET = os.environ.get("WEBHOOK_SECRET", "").encode("utf-8")


def answer(start_response, status, message):
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps({"message": message}).encode("utf-8")]


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] != "POST":
        return answer(start_response, "405 Method Not Allowed", "POST wanted")
    for key in ("HTTP_X_HUB_SIGNATURE_256", "HTTP_X_GITHUB_EVENT"):
        if key not in environ:
            return answer(start_response, "400 Bad Request", "header missing")
    body = environ["wsgi.input"].read()
    expected = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, environ["HTTP_X_HUB_SIGNATURE_256"]):
        return answer(start_response, "403 Forbidden", "bad signature")
    event = environ["HTTP_X_GITHUB_EVENT"]
    if event == "ping":
        return answer(start_response, "200 OK", "pong")
    try:
        payload = json.loads(body)
    except ValueError:
        return answer(start_response, "400 Bad Request", "not JSON")
    return answer(start_response, "202 Accepted", "queued {}".format(len(payload)))


# --- case: static-site-in-memory
import os

PAGES = {}
for folder, _, names in os.walk("public"):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            PAGES["/" + name] = file.read()

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path.endswith("/"):
        path += "index.html"
    try:
        page = PAGES[path]
    except KeyError:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"404"]
    kind = TYPES.get(os.path.splitext(path)[1], "application/octet-stream")
    start_response("200 OK", [("Content-Type", kind), ("Cache-Control", "max-age=300")])
    return [page]
