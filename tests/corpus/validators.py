# fmt: off
# What WSGI validators look at: exc_info, doubled headers, bodies where there is none.
# --- case: exc-info-of-the-library
import sys

def handler(environ, start_response):
    try:
        count = int(environ.get('HTTP_X', '1'))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except ValueError:
        start_response('400 Bad Request', [('Content-Type', 'text/plain')], sys.exc_info())
        return [b'no']
    return [b'x' * count]
# --- case: exc-info-kept-and-handed-on
import sys

def fail(reply, info):
    reply('500 Internal Server Error', [('Content-Type', 'text/plain')], info)
    return [b'no']

def handler(environ, start_response):
    try:
        body = b'%d' % int(environ.get('HTTP_X', '1'))
    except ValueError:
        info = sys.exc_info()
        return fail(start_response, info)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: exc-info-built-by-hand
def handler(environ, start_response):
    try:
        body = b'%d' % int(environ.get('HTTP_X', '1'))
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
        start_response('400 Bad Request', [('Content-Type', 'text/plain')], info)
        return [b'no']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: exc-info-default-of-a-wrapper
def handler(environ, start_response):
    def begin(status, headers, exc_info=None):
        return start_response(status, [*headers, ('X-Trace', 'a')], exc_info)
    begin('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: exc-info-default-of-a-wrapper-by-keyword target=wsgi
import sys

def handler(environ, start_response):
    def begin(status, headers, exc_info=None):
        return start_response(status, headers, exc_info)
    try:
        body = b'%d' % int(environ.get('HTTP_X', '1'))
    except ValueError:
        begin('400 Bad Request', [('Content-Type', 'text/plain')], sys.exc_info())
        return [b'no']
    begin('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: exc-info-of-a-wrapper-is-the-exception
def handler(environ, start_response):
    def begin(status, headers, exc_info=None):
        return start_response(status, headers, exc_info)  # expect: FC205
    try:
        body = b'%d' % int(environ.get('HTTP_X', '1'))
    except ValueError as error:
        begin('400 Bad Request', [('Content-Type', 'text/plain')], error)
        return [b'no']
    begin('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: exc-info-is-cut target=wsgi
import sys

def handler(environ, start_response):
    try:
        body = b'%d' % int(environ.get('HTTP_X', '1'))
    except ValueError:
        headers = [('Content-Type', 'text/plain')]
        start_response('400 Bad Request', headers, sys.exc_info()[:2])  # expect: FC205
        return [b'no']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: exc-info-is-text target=wsgi
import traceback

def handler(environ, start_response):
    try:
        body = b'%d' % int(environ.get('HTTP_X', '1'))
    except ValueError:
        headers = [('Content-Type', 'text/plain')]
        start_response('400 Bad Request', headers, traceback.format_exc())  # expect: FC205
        return [b'no']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: content-type-twice-in-a-helper
def headers(kind):
    common = [('Content-Type', 'text/plain'), ('Cache-Control', 'no-store')]
    common.append(('content-type', kind))
    return common

def handler(environ, start_response):
    start_response('200 OK', headers('text/html'))  # expect: FC210
    return [b'ok']
# --- case: content-type-replaced
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain'), ('Cache-Control', 'no-store')]
    if environ['PATH_INFO'].endswith('.html'):
        headers = [pair for pair in headers if pair[0] != 'Content-Type']
        headers.append(('Content-Type', 'text/html'))
    start_response('200 OK', headers)
    return [b'ok']
# --- case: content-type-of-one-branch-or-the-other
def handler(environ, start_response):
    headers = []
    if environ['PATH_INFO'].endswith('.html'):
        headers.append(('Content-Type', 'text/html'))
    else:
        headers.append(('Content-Type', 'text/plain'))
    start_response('200 OK', headers)
    return [b'ok']
# --- case: content-type-overwritten-in-a-dict
def handler(environ, start_response):
    headers = {'Content-Type': 'text/plain'}
    headers['Content-Type'] = 'text/html'
    start_response('200 OK', list(headers.items()))
    return [b'ok']
# --- case: content-length-twice
def handler(environ, start_response):
    headers = [('Content-Type', 'text/plain'), ('Content-Length', '2')]
    headers += [('Content-Length', str(len(b'ok')))]
    start_response('200 OK', headers)  # expect: FC305
    return [b'ok']
# --- case: no-content-with-a-body target=wsgi
import json

def respond(reply, status, value):
    reply(status, [('Cache-Control', 'no-store')])  # expect: FC305
    return [json.dumps(value).encode()]

def handler(environ, start_response):
    return respond(start_response, '204 No Content', {'deleted': True})
# --- case: no-content-or-a-body
STATUS = {'GET': '200 OK', 'DELETE': '204 No Content'}

def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'DELETE':
        start_response(STATUS[method], [])
        return []
    start_response(STATUS['GET'], [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: a-status-that-may-be-no-content
import shop

def handler(environ, start_response):
    status = '204 No Content' if shop.empty() else '200 OK'
    start_response(status, [])
    return [] if status.startswith('204') else shop.pages()
# --- case: no-content-with-empty-bytes
def handler(environ, start_response):
    start_response('204 No Content', [])
    return [b'']
