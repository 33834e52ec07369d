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
