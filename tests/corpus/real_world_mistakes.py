# --- case: json-api-forgets-encode-and-list
import json


def get_user(user_id):
    users = {"1": {"name": "Li Lei"}, "2": {"name": "Han Meimei"}}
    return users.get(user_id)


def handler(environ, start_response):
    user_id = environ["PATH_INFO"].strip("/")
    user = get_user(user_id)
    if user is None:
        start_response("404 Not Found", [("Content-Type", "application/json")])
        return json.dumps({"error": "no such user"})  # expect: FC301
    start_response("200 OK", [("Content-Type", "application/json")])
    return json.dumps(user).encode("utf-8")  # expect: FC304


# --- case: lambda-proxy-habits
import json


def handler(environ, start_response):
    headers = {"Content-Type": "application/json"}
    body = {"message": "hello"}
    start_response("200 OK", headers)  # expect: FC207
    return {"statusCode": 200, "body": json.dumps(body)}  # expect: FC303


# --- case: authorization-unguarded
import base64


def handler(environ, start_response):
    auth = environ["HTTP_AUTHORIZATION"]  # expect: FC401
    kind, _, encoded = auth.partition(" ")
    if kind != "Basic":
        start_response("401 Unauthorized", [("WWW-Authenticate", "Basic")])  # expect: FC210
        return [b"credentials wanted"]
    user = base64.b64decode(encoded).decode("utf-8").split(":")[0]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [("hello " + user).encode("utf-8")]


# --- case: cors-origin-may-be-none
import json


def cors_headers(environ):
    return [
        ("Access-Control-Allow-Origin", environ.get("HTTP_ORIGIN")),
        ("Access-Control-Allow-Methods", "GET, POST"),
    ]


def handler(environ, start_response):
    headers = cors_headers(environ)
    if environ["REQUEST_METHOD"] == "OPTIONS":
        start_response("204 No Content", headers)  # expect: FC207
        return []
    headers.append(("Content-Type", "application/json"))
    start_response("200 OK", headers)  # expect: FC207
    return [json.dumps({"ok": True}).encode()]


# --- case: preflight-with-shared-content-type
import json

HEADERS = [
    ("Content-Type", "application/json"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Headers", "Content-Type"),
]


def send(start_response, status, data=None):
    start_response(status, HEADERS)  # expect: FC210
    if data is None:
        return []
    return [json.dumps(data).encode("utf-8")]


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return send(start_response, "204 No Content")
    return send(start_response, "200 OK", {"time": "now"})


# --- case: no-return-after-post
import json
import logging


def save(data):
    logging.info("saving %s", data)


def handler(environ, start_response):  # expect: FC302
    method = environ["REQUEST_METHOD"]
    if method == "GET":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"send me a POST"]
    body = environ["wsgi.input"].read()
    save(json.loads(body))
    start_response("204 No Content", [])


# --- case: download-with-integer-length-and-connection
import os


def handler(environ, start_response):
    path = "report.pdf"
    size = os.path.getsize(path)
    headers = [
        ("Content-Type", "application/pdf"),
        ("Content-Length", size),
        ("Connection", "close"),
    ]
    start_response("200 OK", headers)  # expect: FC207, FC209
    return open(path, "rb")


# --- case: stream-mixes-text-and-bytes
import time


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] != "GET":
        start_response("405 Method Not Allowed", [("Allow", "GET")])
        return [b"only GET"]  # expect: FC306
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield "started\n"  # expect: FC303
    for number in range(3):
        time.sleep(0.1)
        yield ("step %d\n" % number).encode()
    yield b"done\n"


# --- case: template-page
from jinja2 import Environment, FileSystemLoader

pages = Environment(loader=FileSystemLoader("templates"))
STATUS = {"ok": 200, "missing": 404}


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        start_response(STATUS["ok"], [("Content-Type", "text/html")])  # expect: FC206
        return [pages.get_template("index.html").render(title="首页")]  # expect: FC303
    start_response(STATUS["missing"], [("Content-Type", "text/html")])  # expect: FC206
    return [pages.get_template("404.html").render().encode("utf-8")]


# --- case: werkzeug-response-forgotten-call
import json

from werkzeug.wrappers import Request, Response


def handler(environ, start_response):
    request = Request(environ)
    if request.method == "POST":
        data = json.dumps({"length": len(request.get_data())})
        return Response(data, mimetype="application/json")(environ, start_response)
    start_response("405 Method Not Allowed", [("Allow", "POST")])
    return Response("only POST", status=405)  # expect: FC302


# --- case: middleware-joins-text
import json


class JsonMiddleware:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        data = self.app(environ)
        start_response("200 OK", [("Content-Type", "application/json")])
        if isinstance(data, dict):
            return [json.dumps(data)]  # expect: FC303
        return [data.encode("utf-8")]


def app(environ):
    if environ["PATH_INFO"] == "/json":
        return {"host": environ["HTTP_HOST"]}  # expect: FC401
    return "plain"


handler = JsonMiddleware(app)


# --- case: chinese-file-name
# -*- coding: utf-8 -*-
import io


def handler(environ, start_response):
    buffer = io.StringIO()
    buffer.write("姓名,年龄\n")
    buffer.write("李雷,18\n")
    headers = [
        ("Content-Type", "text/csv; charset=utf-8"),
        ("Content-Disposition", "attachment; filename=报表.csv"),
    ]
    start_response("200 OK", headers)  # expect: FC208
    return buffer.getvalue()  # expect: FC301


# --- case: event-context-handler-behind-http
import json


def handler(event, context):
    method = event["REQUEST_METHOD"]
    user = event["HTTP_X_USER"]  # expect: FC401
    if method == "POST":
        body = event["wsgi.input"].read()
        context("200", [("Content-Type", "application/json")])  # expect: FC206
        return [json.dumps({"user": user, "size": len(body)}).encode()]
    context("200 OK", [("Content-Type", "text/plain")])
    return "hello " + user  # expect: FC301


# --- case: router-with-one-bad-view
import json


def index(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<h1>index</h1>"]


def health(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return True  # expect: FC302


def whoami(environ, start_response):
    data = {"ip": environ["HTTP_X_FORWARDED_FOR"]}  # expect: FC401
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]


def not_found(environ, start_response):
    start_response("404", [("Content-Type", "text/plain")])  # expect: FC206
    return [b"not found"]


ROUTES = {"/": index, "/health": health, "/whoami": whoami}


def handler(environ, start_response):
    return ROUTES.get(environ["PATH_INFO"], not_found)(environ, start_response)


# --- case: query-string-unguarded-in-helper
import json
from urllib.parse import parse_qs


class Request:
    def __init__(self, environ):
        self.environ = environ
        self.query = parse_qs(environ["QUERY_STRING"])  # expect: FC401

    @property
    def kind(self):
        return self.environ["CONTENT_TYPE"]  # expect: FC401

    def json(self):
        return json.loads(self.environ["wsgi.input"].read())


def handler(environ, start_response):
    request = Request(environ)
    if request.kind != "application/json":
        start_response("415 Unsupported Media Type", [("Content-Type", "text/plain")])
        return [b"JSON wanted"]
    data = request.json()
    data["query"] = request.query
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode("utf-8")]
# --- case: http-transcode-helpers-without-start-response
import json
import logging
import subprocess

LOGGER = logging.getLogger()

def success(data):
    return {'isBase64Encoded': False, 'statusCode': 200, 'body': {'ok': True, 'data': data}}

def failure(message):
    return {'isBase64Encoded': False, 'statusCode': 400, 'body': {'ok': False, 'message': message}}

def read_body(environ):
    try:
        size = int(environ.get('CONTENT_LENGTH', 0))
    except ValueError:
        size = 0
    return json.loads(environ['wsgi.input'].read(size))

def handler(environ, start_response):  # expect: FC201
    order = read_body(environ)
    command = ['ffmpeg', '-y', '-i', order['source'], order['target']]
    try:
        subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return success(order['target'])  # expect: FC303
    except subprocess.CalledProcessError as error:
        LOGGER.error('%s', error.output)
        return failure('transcoding failed')  # expect: FC303
