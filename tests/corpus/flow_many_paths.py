# fmt: off
# --- case: text-or-bytes-by-a-flag
def handler(environ, start_response):
    is_text = environ['REQUEST_METHOD'] == 'GET'
    body = 'text' if is_text else b'bytes'
    extra = []
    if environ.get('HTTP_A'):
        extra.append(('X-A', '1'))
    if environ.get('HTTP_B'):
        extra.append(('X-B', '1'))
    if environ.get('HTTP_C'):
        extra.append(('X-C', '1'))
    if environ.get('HTTP_D'):
        extra.append(('X-D', '1'))
    if environ.get('HTTP_E'):
        extra.append(('X-E', '1'))
    if environ.get('HTTP_F'):
        extra.append(('X-F', '1'))
    if environ.get('HTTP_G'):
        extra.append(('X-G', '1'))
    if is_text:
        body = body.encode()
    start_response('200 OK', [('Content-Type', 'text/plain')] + extra)
    return [body]
# --- case: text-or-bytes-by-a-flag-set-late
def handler(environ, start_response):
    a = 1 if environ.get('HTTP_A') else 2
    b = 1 if environ.get('HTTP_B') else 2
    c = 1 if environ.get('HTTP_C') else 2
    d = 1 if environ.get('HTTP_D') else 2
    e = 1 if environ.get('HTTP_E') else 2
    f = 1 if environ.get('HTTP_F') else 2
    is_text = environ['REQUEST_METHOD'] == 'GET'
    if is_text:
        body = 'text'
    else:
        body = b'bytes'
    g = 1 if environ.get('HTTP_G') else 2
    h = 1 if environ.get('HTTP_H') else 2
    if is_text:
        body = body.encode()
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-A', str(a + b + c + d + e + f + g + h))])
    return [body]
# --- case: none-by-a-flag
from acme import find
def handler(environ, start_response):
    error = None
    page = None
    if environ['REQUEST_METHOD'] == 'GET':
        page = b'page'
    else:
        error = '405 Method Not Allowed'
    headers = [('Content-Type', 'text/plain')]
    if environ.get('HTTP_A'):
        headers.append(('X-A', '1'))
    if environ.get('HTTP_B'):
        headers.append(('X-B', '1'))
    if environ.get('HTTP_C'):
        headers.append(('X-C', '1'))
    if environ.get('HTTP_D'):
        headers.append(('X-D', '1'))
    if environ.get('HTTP_E'):
        headers.append(('X-E', '1'))
    if environ.get('HTTP_F'):
        headers.append(('X-F', '1'))
    if error:
        start_response(error, headers)
        return [b'']
    start_response('200 OK', headers)
    return [page]
# --- case: text-in-some-paths-wrong
def handler(environ, start_response):
    is_text = environ['REQUEST_METHOD'] == 'GET'
    body = 'text' if is_text else b'bytes'
    extra = []
    if environ.get('HTTP_A'):
        extra.append(('X-A', '1'))
    if environ.get('HTTP_B'):
        extra.append(('X-B', '1'))
    if environ.get('HTTP_C'):
        extra.append(('X-C', '1'))
    if environ.get('HTTP_D'):
        extra.append(('X-D', '1'))
    if environ.get('HTTP_E'):
        extra.append(('X-E', '1'))
    if environ.get('HTTP_F'):
        extra.append(('X-F', '1'))
    start_response('200 OK', [('Content-Type', 'text/plain')] + extra)
    if not is_text:
        return [body]
    return [body]  # expect: FC303
# --- case: four-kinds-of-several-variables
def handler(environ, start_response):
    a = None if environ.get('HTTP_A') else 'a'
    b = None if environ.get('HTTP_B') else 'b'
    c = None if environ.get('HTTP_C') else 'c'
    d = None if environ.get('HTTP_D') else 'd'
    e = None if environ.get('HTTP_E') else 'e'
    f = None if environ.get('HTTP_F') else 'f'
    is_text = environ['REQUEST_METHOD'] == 'GET'
    body = 'text' if is_text else b'bytes'
    g = None if environ.get('HTTP_G') else 'g'
    if is_text:
        body = body.encode()
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-A', ','.join(filter(None, [a, b, c, d, e, f, g])))])
    return [body]
# --- case: loop-invariant-flag
def handler(environ, start_response):
    as_text = environ['REQUEST_METHOD'] == 'GET'
    body = '' if as_text else b''
    for line in environ['wsgi.input']:
        if environ.get('HTTP_A') == line:
            continue
        if as_text:
            body += line.decode()
        else:
            body += line
    if as_text:
        body = body.encode()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
