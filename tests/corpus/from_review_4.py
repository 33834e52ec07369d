# fmt: off
# --- case: a-generator-that-returns-an-empty-body-loses-nothing
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []
    if environ['REQUEST_METHOD'] == 'OPTIONS':
        return [b'']
    if environ['REQUEST_METHOD'] == 'TRACE':
        return ()
    if environ['REQUEST_METHOD'] == 'POST':
        return [b'', b'lost']  # expect: FC306
    yield b'hello'
# --- case: bytes-that-are-formatted-take-no-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return [b'path %s' % environ['PATH_INFO']]  # expect: FC404
    if environ['REQUEST_METHOD'] == 'PUT':
        return [b'%s %s' % (b'path', environ['PATH_INFO'])]  # expect: FC404
    if environ['REQUEST_METHOD'] == 'HEAD':
        return [b'%s' % environ.get('HTTP_ACCEPT', b'')]  # expect: FC404
    return [b'%s: %s %a %d%%' % (b'x', environ['wsgi.input'].read(), environ['PATH_INFO'], 5)]
# --- case: numbers-in-formats-are-no-text
def handler(environ, start_response):
    port = 'port %d' % int(environ['SERVER_PORT'])
    if environ['REQUEST_METHOD'] == 'HEAD':
        port = '%s:%05d' % (environ['SERVER_NAME'], environ['SERVER_PORT'])  # expect: FC404
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [port.encode()]
# --- case: a-format-that-is-refused-ends-the-path
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        return [(b'%s' % environ['PATH_INFO']).decode()]
    except TypeError:
        return ['%s' % environ['PATH_INFO']]  # expect: FC303
# --- case: any-text-takes-bytes-and-none
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing, body = environ.get('HTTP_X'), environ['wsgi.input'].read()
    return [('%s %r' % (missing, body)).encode(), b'%r' % missing, ('%(a)d' % {'a': 1}).encode()]
