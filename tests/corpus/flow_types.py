# fmt: off
# --- case: type-in
def handler(environ, start_response):
    from acme import f
    x = f()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = ['a', b'x'][len(environ) % 2] 
    if type(body) in (list, tuple):
        return body
    if type(body) is str:
        return [body.encode()]
    return [body]
# --- case: type-in-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if type(body) in (list, tuple, str):
        return [body.encode()]
    return [body]
# --- case: type-eq
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if type(body) == bytes:
        return [body]
    return [body.encode()]
# --- case: class-is
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if body.__class__ is bytes:
        return [body]
    return [body.encode()]
# --- case: unknown-type-in
from acme import f
def handler(environ, start_response):
    x = f()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if type(x) in (list, tuple):
        return x
    if type(x) is str:
        return [x.encode()]
    return [x]
# --- case: unknown-type-in-wrong
from acme import f
def handler(environ, start_response):
    x = f()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if type(x) in (str, bytes):
        return x  # expect: FC301, FC304
    return [x]
# --- case: unknown-type-is-wrong
from acme import f
def handler(environ, start_response):
    x = f()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if type(x) is str:
        return [x]  # expect: FC303
    return [x]
# --- case: unknown-type-not-wrong
from acme import f
def handler(environ, start_response):
    x = f()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if type(x) is not bytes and type(x) is not str:
        return [str(x).encode()]
    if type(x) != bytes:
        return [x]  # expect: FC303
    return [x]
# --- case: bool-int
from acme import f
def handler(environ, start_response):
    x = f()
    if type(x) is int:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'int']
    if isinstance(x, bool):
        return [b'bool']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'']
# --- case: type-name
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if type(body).__name__ == 'str':
        return [body.encode()]
    return [body]
# --- case: type-of-str
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if type(body) == type(u''):
        body = body.encode()
    return [body]
# --- case: type-of-str-wrong
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if type(body) == type(b''):
        body = body.decode()
    return [body]  # expect: FC303
# --- case: type-none
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = None if environ['REQUEST_METHOD'] == 'GET' else [b'x']
    if type(body) is type(None):
        return []
    return body
# --- case: type-helper
def encode(body):
    if type(body) not in (bytes,):
        return body.encode('utf-8')
    return body
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [encode('a' if environ['REQUEST_METHOD'] == 'GET' else b'x')]
# --- case: type-dict
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = {'a': 1} if environ['REQUEST_METHOD'] == 'GET' else 'x'
    if type(body) is dict:
        body = json.dumps(body)
    return [body.encode()]
# --- case: type-dict-wrong
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = {'a': 1} if environ['REQUEST_METHOD'] == 'GET' else 'x'
    if type(body) is not dict:
        body = [body.encode()]
    return body  # expect: FC303
# --- case: class-dict
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = {'a': 1} if environ['REQUEST_METHOD'] == 'GET' else 'x'
    if body.__class__ is dict:
        body = json.dumps(body)
    return [body.encode()]
# --- case: class-name
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    if body.__class__.__name__ == 'str':
        return [body.encode()]
    return [body]
# --- case: instance-type
class Page:
    body = b'x'
class Text:
    body = 'x'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    page = Page() if environ['REQUEST_METHOD'] == 'GET' else Text()
    if type(page) is Page:
        return [page.body]
    return [page.body.encode()]
# --- case: type-dispatch
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a' if environ['REQUEST_METHOD'] == 'GET' else b'x'
    convert = {str: lambda t: t.encode(), bytes: lambda b: b}
    return [convert[type(body)](body)]
