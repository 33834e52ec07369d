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
