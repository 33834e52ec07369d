# Correct handlers, and near misses of them, that a review of the rules on request data brought up.

# --- case: what equals a secret of the program holds what the secret holds
import os
from urllib.parse import parse_qs


def handler(environ, start_response):
    params = parse_qs(environ.get('QUERY_STRING', ''))
    key = environ.get('HTTP_X_API_KEY') or params.get('key', [''])[0]
    if key != os.environ.get('API_KEY'):
        start_response('403 Forbidden', [('Content-Type', 'text/plain')])
        return [b'']
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Key', key)])
    return [b'']

# --- case: what equals other decoded data is decoded data
from urllib.parse import unquote


def handler(environ, start_response):
    name = unquote(environ.get('QUERY_STRING', ''))
    if name == environ['PATH_INFO']:
        start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Name', name)])  # expect: FC212
        return [b'']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'']

# --- case: a check of the text behind a prefix is one of the text
def handler(environ, start_response):
    path = environ['PATH_INFO']
    headers = [('Content-Type', 'text/plain')]
    if path[1:] in ('a', 'b'):
        headers.append(('Content-Location', path))
    start_response('200 OK', headers)
    return [b'']

# --- case: a check of the prefix is none of the text
def handler(environ, start_response):
    path = environ['PATH_INFO']
    headers = [('Content-Type', 'text/plain')]
    if path[:1] == '/':
        headers.append(('Content-Location', path))
    start_response('200 OK', headers)  # expect: FC212
    return [b'']

# --- case: an escaping codec writes line breaks as text
from urllib.parse import unquote


def handler(environ, start_response):
    name = unquote(environ.get('QUERY_STRING', '')).encode('unicode_escape').decode('ascii')
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Name', name)])
    return [b'']

# --- case: isascii() of a text that was put together
def handler(environ, start_response):
    text = 'path: ' + environ.get('PATH_INFO', '').lstrip('/')
    if not text.isascii():
        text = 'not ASCII'
    headers = [('Content-Type', 'text/plain'), ('Content-Length', str(len(text)))]
    start_response('200 OK', headers)
    return [text.encode()]

# --- case: isascii() of a part says nothing of the whole
def handler(environ, start_response):
    name = environ.get('PATH_INFO', '').lstrip('/')
    text = 'path: ' + name + environ['REQUEST_METHOD']
    if not environ['REQUEST_METHOD'].isascii():
        text = 'not ASCII'
    headers = [('Content-Type', 'text/plain'), ('Content-Length', str(len(text)))]
    start_response('200 OK', headers)  # expect: FC305
    return [text.encode()]

# --- case: a join of paths does not keep a check from teaching
import json
import re
from typing import Any, Dict, List, Tuple
from dataclasses import dataclass, field
from urllib.parse import parse_qs

@dataclass
class Request:
    method: str
    path: str
    query: Dict[str, List[str]]
    headers: Dict[str, str] = field(default_factory=dict)
    body: bytes = b''

    @classmethod
    def from_environ(cls, environ):
        headers = {}
        for key, value in environ.items():
            headers[key]=value
        try:
            length = int(environ.get('CONTENT_LENGTH', '0'))
        except ValueError:
            length = 0
        return cls(environ['REQUEST_METHOD'], environ.get('PATH_INFO', '/'), parse_qs(environ.get('QUERY_STRING', '')), {}, environ['wsgi.input'].read(length) if length else b'')

    @property
    def text(self):
        return self.body.decode('utf-8', 'replace')

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    def arg(self, name: str, default: str=''):
        return self.query.get(name, [default])[0]

@dataclass
class Response:
    body: bytes
    status: str = '200 OK'
    headers: List[Tuple[str, str]] = field(default_factory=list)

    def __call__(self, start_response):
        headers = [('Content-Type', 'text/plain; charset=utf-8'), *self.headers]
        start_response(self.status, headers)
        return [self.body]

def dataclassed(environ, start_response):
    Request.from_environ(environ)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return []

def dataclassed2(environ, start_response):
    request = Request.from_environ(environ)
    name = request.arg('name')
    if not re.fullmatch('\\w+', name):
        return Response(b'bad', '400 Bad Request')(start_response)
    return Response(b'', headers=[('X-Name', name)])(start_response)
