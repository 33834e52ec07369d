# fmt: off
# --- case: head-has-no-body
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'HEAD':
        start_response('200 OK', [('Content-Length', '5')])
        return []
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Length', '5')])
    return [b'hello']
# --- case: head-shares-the-headers
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Length', '5')])
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []
    return [b'hello']
# --- case: head-forgets-nothing-that-get-does-not
def handler(environ, start_response):
    start_response('200 OK', [('Content-Length', '5')])  # expect: FC210
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []
    return [b'hello']
# --- case: not-modified
def handler(environ, start_response):
    if environ.get('HTTP_IF_NONE_MATCH') == '"1"':
        start_response('304 Not Modified', [('ETag', '"1"')])
        return []
    start_response('200 OK', [('ETag', '"1"'), ('Content-Type', 'text/plain')])
    return [b'hello']
# --- case: not-modified-with-type
def handler(environ, start_response):
    headers = [('ETag', '"1"'), ('Content-Type', 'text/plain')]
    if environ.get('HTTP_IF_NONE_MATCH') == '"1"':
        start_response('304 Not Modified', headers)  # expect: FC210
        return []
    start_response('200 OK', headers)
    return [b'hello']
# --- case: no-content-with-type-in-lower-case
def handler(environ, start_response):
    start_response('204 No Content', [('content-type', 'text/plain')])  # expect: FC210
    return []
# --- case: no-content-with-type-of-a-dict
def handler(environ, start_response):
    headers = {'Content-Type': 'text/plain', 'Cache-Control': 'no-store'}
    start_response('204 No Content', list(headers.items()))  # expect: FC210
    return [b'']
# --- case: no-content-with-length-only
def handler(environ, start_response):
    start_response('204 No Content', [('Allow', 'GET')])
    return [b'']
# --- case: redirect-with-empty-body
def handler(environ, start_response):
    start_response('302 Found', [('Location', '/login')])
    return [b'']
# --- case: redirect-with-empty-text
def handler(environ, start_response):
    start_response('301 Moved Permanently', [('Location', '/login')])
    return iter(())
# --- case: redirect-with-a-body
def handler(environ, start_response):
    start_response('302 Found', [('Location', '/login')])  # expect: FC210
    return [b'see /login']
# --- case: headers-not-known
from acme import headers
def handler(environ, start_response):
    start_response('200 OK', headers())
    return [b'hello']
# --- case: headers-partly-not-known
from acme import headers
def handler(environ, start_response):
    start_response('200 OK', [('X-A', '1'), *headers()])
    return [b'hello']
# --- case: headers-with-a-name-that-is-not-known
from acme import NAME
def handler(environ, start_response):
    start_response('200 OK', [(NAME, 'text/plain')])
    return [b'hello']
# --- case: headers-with-a-pair-that-is-not-known
from acme import TYPE
def handler(environ, start_response):
    start_response('200 OK', [TYPE, ('X-A', '1')])
    return [b'hello']
# --- case: headers-extended-by-somebody
from acme import extend
def handler(environ, start_response):
    headers = [('X-A', '1')]
    extend(headers)
    start_response('200 OK', headers)
    return [b'hello']
# --- case: headers-of-a-dict-without-type
def handler(environ, start_response):
    headers = {'Cache-Control': 'no-store'}
    start_response('200 OK', list(headers.items()))  # expect: FC210
    return [b'hello']
# --- case: headers-of-a-dict-with-type-set-later
def handler(environ, start_response):
    headers = {'Cache-Control': 'no-store'}
    headers['CONTENT-TYPE'] = 'text/plain'
    start_response('200 OK', list(headers.items()))
    return [b'hello']
# --- case: headers-object
from wsgiref.headers import Headers
def handler(environ, start_response):
    headers = Headers()
    headers.add_header('Content-Type', 'text/plain', charset='utf-8')
    start_response('200 OK', headers.items())
    return [b'hello']
# --- case: headers-object-of-a-list
from wsgiref.headers import Headers
def handler(environ, start_response):
    pairs = []
    headers = Headers(pairs)
    headers['Content-Type'] = 'text/plain'
    start_response('200 OK', pairs)
    return [b'hello']
# --- case: headers-appended-after-the-call
def handler(environ, start_response):
    headers = []
    start_response('200 OK', headers)  # expect: FC210
    headers.append(('Content-Type', 'text/plain'))
    return [b'hello']
# --- case: name-in-capitals-and-mixed
def handler(environ, start_response):
    start_response('200 OK', [('CONTENT-TYPE', 'text/plain')] if environ['PATH_INFO'] == '/' else [('cOnTeNt-TyPe', 'text/html')])
    return [b'hello']
# --- case: name-with-an-underscore
def handler(environ, start_response):
    start_response('200 OK', [('Content_Type', 'text/plain')])  # expect: FC210
    return [b'hello']
# --- case: type-options-is-no-type
def handler(environ, start_response):
    start_response('200 OK', [('X-Content-Type-Options', 'nosniff')])  # expect: FC210
    return [b'hello']
# --- case: type-on-one-path-only
def handler(environ, start_response):
    headers = []
    if environ.get('HTTP_ACCEPT'):
        headers.append(('Content-Type', 'text/plain'))
    start_response('200 OK', headers)  # expect: FC210
    return [b'hello']
# --- case: type-and-body-on-the-same-path
def handler(environ, start_response):
    headers, body = [], []
    if environ['REQUEST_METHOD'] == 'GET':
        headers.append(('Content-Type', 'text/plain'))
        body.append(b'hello')
    start_response('200 OK', headers)
    return body
# --- case: status-computed-without-body
from http import HTTPStatus
def handler(environ, start_response):
    status = HTTPStatus.NO_CONTENT
    start_response('%d %s' % (status.value, status.phrase), [])
    return []
# --- case: status-computed-with-type
from http import HTTPStatus
def handler(environ, start_response):
    status = HTTPStatus.NO_CONTENT
    start_response(f'{status.value} {status.phrase}', [('Content-Type', 'text/plain')])  # expect: FC210
    return []
# --- case: status-not-known
from acme import status
def handler(environ, start_response):
    start_response(status(), [('Content-Type', 'text/plain')])
    return []
# --- case: status-not-known-and-no-type
from acme import status
def handler(environ, start_response):
    start_response(status(), [])
    return []
# --- case: status-one-of-two-and-headers-with-it
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'DELETE':
        status, headers, body = '204 No Content', [], []
    else:
        status, headers, body = '200 OK', [('Content-Type', 'text/plain')], [b'hello']
    start_response(status, headers)
    return body
# --- case: status-one-of-two-and-headers-for-both
def handler(environ, start_response):
    status = '204 No Content' if environ['REQUEST_METHOD'] == 'DELETE' else '200 OK'
    start_response(status, [('Content-Type', 'text/plain')])  # expect: FC210
    return []
# --- case: no-content-in-any-reason
def handler(environ, start_response):
    start_response('204 Done', [('Content-Type', 'text/plain')])  # expect: FC210
    return []
# --- case: a-number-that-only-begins-like-it
def handler(environ, start_response):
    start_response('200 204 things', [('Content-Type', 'text/plain')])
    return [b'204']
# --- case: body-not-known
from acme import body
def handler(environ, start_response):
    start_response('200 OK', [])
    return body()
# --- case: body-perhaps-empty
def handler(environ, start_response):
    start_response('200 OK', [])
    return [environ['PATH_INFO'].encode()]
# --- case: body-of-which-one-part-is-known
def handler(environ, start_response):
    start_response('200 OK', [])  # expect: FC210
    return [b'path: ', environ['PATH_INFO'].encode()]
# --- case: body-of-a-generator
def handler(environ, start_response):
    start_response('200 OK', [])  # expect: FC210
    yield b''
    yield b'hello'
# --- case: body-of-a-generator-that-gives-nothing
def handler(environ, start_response):
    start_response('200 OK', [])
    yield b''
# --- case: body-by-write
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write(b'hello')  # expect: FC211
    return []
# --- case: body-of-a-helper
def page():
    return [b'<h1>hello</h1>']
def handler(environ, start_response):
    start_response('200 OK', [('Cache-Control', 'no-store')])  # expect: FC210
    return page()
# --- case: headers-of-a-helper
def headers(**more):
    base = {'Content-Type': 'text/html'}
    base.update(more)
    return list(base.items())
def handler(environ, start_response):
    start_response('200 OK', headers(Allow='GET'))
    return [b'hello']
# --- case: an-error-replaces-the-answer
import sys
def handler(environ, start_response):
    try:
        start_response('200 OK', [])
        body = [environ['HTTP_X'].encode()]
    except KeyError:
        start_response('400 Bad Request', [('Content-Type', 'text/plain')], sys.exc_info())
        body = [b'X is missing']
    return body
# --- case: on-other-servers [target=wsgi]
def handler(environ, start_response):
    start_response('200 OK', [])  # expect: FC210
    return [b'hello']
# --- case: informational-and-reset
def handler(environ, start_response):
    start_response('205 Reset Content', [])
    return []
