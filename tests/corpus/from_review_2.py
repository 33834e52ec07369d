# Programs as they are written for the web, of which a second review found that fclint judged wrong.

# --- case: pairs that were collected in a loop stay pairs
def preferred(header):
    found = []
    for piece in header.split(','):
        name, _, weight = piece.partition(';q=')
        try:
            found.append((float(weight) if weight else 1.0, name.strip().lower()))
        except ValueError:
            continue
    for _, name in sorted(found, reverse=True):
        if name in ('en', 'zh'):
            return name
    return 'en'


def handler(environ, start_response):
    lang = preferred(environ.get('HTTP_ACCEPT_LANGUAGE', ''))
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Language', lang)])
    return [b'x']

# --- case: pairs that were collected in a loop, taken the wrong way round
def handler(environ, start_response):
    found = []
    for piece in environ.get('HTTP_ACCEPT_LANGUAGE', '').split(','):
        weight = float(len(piece)) if piece else 1.0
        found.append((weight, piece))
    lang = 'en'
    for lang, _ in sorted(found):
        break
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Language', lang)])  # expect: FC207
    return [b'x']

# --- case: the status of an error of urllib is never None
from http.client import responses
from urllib.error import HTTPError
from urllib.request import urlopen


def handler(environ, start_response):
    try:
        answer = urlopen('https://example.com' + environ['PATH_INFO'])
    except HTTPError as error:
        answer = error
    reason = responses.get(answer.status, 'Unknown')
    start_response(f'{answer.status} {reason}', [('Content-Type', 'text/plain')])
    return [answer.read()]

# --- case: a part of a URL may be None
from urllib.parse import urlsplit


def handler(environ, start_response):
    host = urlsplit(environ.get('HTTP_REFERER', '')).hostname
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Host', host)])  # expect: FC207
    return [b'x']

# --- case: what is unpacked into a list runs
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'


def handler(environ, start_response):
    return [*app(environ, start_response)]

# --- case: what is unpacked into variables runs
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'
    yield 'y'


def handler(environ, start_response):
    first, *others = app(environ, start_response)
    if environ['REQUEST_METHOD'] == 'HEAD':
        return [first]
    return [*others]  # expect: FC303

# --- case: what is unpacked into arguments runs
import itertools


def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'


def together(*parts):
    return b''.join(parts)


def handler(environ, start_response):
    return [together(*app(environ, start_response))]


def chained(environ, start_response):
    return itertools.chain(*map(list, [app(environ, start_response)]))


def printing(environ, start_response):
    print(*app(environ, start_response))
    return [b'']

# --- case: what is added to a list or stored in a slice of it runs
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'


def adding(environ, start_response):
    body = []
    body += app(environ, start_response)
    return body


def storing(environ, start_response):
    body = []
    body[:] = app(environ, start_response)
    return body

# --- case: what a mapping is made of runs
def fields(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield 'a', b'x'


def making(environ, start_response):
    return dict(fields(environ, start_response)).values()


def updating(environ, start_response):
    body = {}
    body.update(fields(environ, start_response))
    return body.values()

# --- case: what is searched runs
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'


def handler(environ, start_response):
    return [b'found' if b'x' in app(environ, start_response) else b'']

# --- case: what is only held does not run
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'


def handler(environ, start_response):  # expect: FC201
    held = [app(environ, start_response)]
    return [b'%d' % len(held)]

# --- case: items of a list that grew are known when it is unpacked
def handler(environ, start_response):
    lines = []
    for key in environ:
        lines.append(f'{key}={environ[key]}')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'first', *lines]  # expect: FC303

# --- case: objects that are neither text nor bytes
import pathlib
import uuid


class Page:
    def __init__(self, title):
        self.title = title

    def __bytes__(self):
        return self.title.encode()


def handler(environ, start_response):
    page = Page(environ['PATH_INFO'])
    if environ['REQUEST_METHOD'] == 'POST':
        start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Id', uuid.uuid4())])  # expect: FC207
        return [bytes(page)]
    if environ['REQUEST_METHOD'] == 'PUT':
        start_response('200 OK', [('Content-Type', 'text/plain'), ('X-File', pathlib.Path('/a'))])  # expect: FC207
        return [bytes(page)]
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Id', str(uuid.uuid4()))])
    return [page]  # expect: FC303

# --- case: attributes of functions and of library objects hold what is assigned to them
import threading

local = threading.local()


def respond(status, body):
    respond.start(status, [('Content-Type', 'text/plain')])
    return [body]


def by_function(environ, start_response):
    respond.start = start_response
    return respond('200 OK', b'x')


def by_thread(environ, start_response):
    local.start = start_response
    return begun()


def begun():
    local.start('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']

# --- case: attributes that a class makes up
class Proxy:
    def __init__(self, start):
        self._start = start

    def __getattr__(self, name):
        return lambda body: [self._start('200 OK', [('Content-Type', 'text/plain')])] and [body]


class Request:
    def __init__(self, environ):
        self._environ = environ

    def __getattr__(self, name):
        return self._environ[name]  # expect: FC401


def handler(environ, start_response):
    request = Request(environ)
    return Proxy(start_response).send((request.HTTP_HOST + request.PATH_INFO).encode())

# --- case: a switch that a class makes up stays as it was
import os


class Settings:
    def __getattr__(self, name):
        return os.environ.get(name.upper())


settings = Settings()


def handler(environ, start_response):
    if settings.debug:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not settings.debug:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'x']

# --- case: operators of a class run
class Reply:
    def __init__(self, start):
        self.start = start

    def __lshift__(self, body):
        self.start('200 OK', [('Content-Type', 'text/plain')])
        return [body]

    def __rmatmul__(self, body):
        return self << body

    def __iadd__(self, body):
        self.body = self << body
        return self

    def __neg__(self):
        return self << b''

    def __contains__(self, body):
        return self << body

    def __str__(self):
        self << b''
        return 'text'


def shifting(environ, start_response):
    return Reply(start_response) << b'x'


def reflected(environ, start_response):
    return b'x' @ Reply(start_response)


def in_place(environ, start_response):
    reply = Reply(start_response)
    reply += b'x'
    return reply.body


def unary(environ, start_response):
    return -Reply(start_response)


def containing(environ, start_response):
    return [b'x' if b'y' in Reply(start_response) else b'z']


def formatting(environ, start_response):
    return [f'{Reply(start_response)}'.encode()]


def converting(environ, start_response):
    return str(Reply(start_response))  # expect: FC301

# --- case: keys that a template names are looked up
def handler(environ, start_response):
    line = '%(REQUEST_METHOD)s %(PATH_INFO)s %(wsgi.url_scheme)s' % environ
    if 'HTTP_REFERER' in environ:
        line += ' %(HTTP_REFERER)s' % environ
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [(line + '%(HTTP_HOST)s' % environ).encode()]  # expect: FC401

# --- case: keys that a template names, caught and of a dict of its own
def handler(environ, start_response):
    try:
        line = '%(HTTP_HOST)s' % environ
    except KeyError:
        line = '%(HTTP_HOST)s' % {'HTTP_HOST': 'localhost', **environ}
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [line.encode()]

# --- case: the length of a header's text with a default
def handler(environ, start_response):
    body = environ.get('HTTP_X_NAME', '')
    headers = [('Content-Type', 'text/plain; charset=utf-8'), ('Content-Length', str(len(body)))]
    start_response('200 OK', headers)  # expect: FC305
    return [body.encode('utf-8')]

# --- case: the length of a text put together of a header's with a default
def handler(environ, start_response):
    body = 'Größe: %s' % environ.get('HTTP_X_NAME', '')
    headers = [('Content-Type', 'text/plain; charset=utf-8')]
    headers.append(('Content-Length', str(len(body))))
    start_response('200 OK', headers)  # expect: FC305
    yield body.encode('utf-8')

# --- case: methods and ports are ASCII
def handler(environ, start_response):
    body = f"{environ['REQUEST_METHOD']} on port {environ['SERVER_PORT']}"
    headers = [('Content-Type', 'text/plain'), ('Content-Length', str(len(body)))]
    start_response('200 OK', headers)
    return [body.encode('utf-8')]

# --- case: a dict comprehension leaves room for what comes after it
from urllib.parse import parse_qs


def token(value):
    return ''.join([c for c in value if c.isalnum()])


def handler(environ, start_response):
    query = {k: v[0] for k, v in parse_qs(environ.get('QUERY_STRING', '')).items()}
    name = query.get('name', 'x')

    def reply(value):
        start_response('200 OK', [('Content-Type', 'text/plain'), ('X-A', value)])  # expect: FC212
        return []
    if environ['PATH_INFO'] == '/2':
        return reply(token(name))
    return reply(name)
