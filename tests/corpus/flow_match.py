# fmt: off
# --- case: match-with-default
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case _:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-without-default
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'POST':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-without-default-returns
def handler(environ, start_response):  # expect: FC202, FC302
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [b'ok']
        case 'POST':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
            return [b'no']
# --- case: match-one-case-forgets
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'OPTIONS':
            return []  # expect: FC202
        case _:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-capture
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case other:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-capture-alone
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case method:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [method.encode()]
# --- case: match-raising-default
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'POST':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _:
            raise ValueError('method')
    return [b'ok']
# --- case: match-raising-case
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'POST':
            raise ValueError('method')
        case _:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-bool-both
def handler(environ, start_response):
    match bool(environ.get('QUERY_STRING')):
        case True:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case False:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-comparison-both
def handler(environ, start_response):
    match environ['REQUEST_METHOD'] == 'GET':
        case True:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case False:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-bool-one
def handler(environ, start_response):
    match environ['REQUEST_METHOD'] == 'GET':
        case True:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-not-both
def handler(environ, start_response):
    match not environ.get('QUERY_STRING'):
        case False:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case True:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-guard-without-fallback
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _ if query:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-guard-with-fallback
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    match environ['REQUEST_METHOD']:
        case 'GET' if query:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'GET':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _:
            start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-guard-true
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _ if True:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-guards-complement
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    match environ['REQUEST_METHOD']:
        case _ if query:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case _ if not query:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-or-pattern
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET' | 'HEAD':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'POST' | _:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-or-pattern-no-default
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case 'GET' | 'HEAD' | 'POST':
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-or-pattern-correlates
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    match method:
        case 'GET' | 'HEAD':
            start_response('200 OK', [('Content-Type', 'text/plain')])
    if method not in ('GET', 'HEAD'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-as-pattern
def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case ('GET' | 'HEAD') as method:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case _ as method:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [method.encode()]
# --- case: match-class-pattern-of-known-type
def handler(environ, start_response):
    match environ['PATH_INFO']:
        case str():
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-class-pattern-captures
def handler(environ, start_response):
    match environ['PATH_INFO']:
        case int():
            return [b'never']
        case str(path):
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [path.encode()]
# --- case: match-class-patterns-of-unknown
import shop

def handler(environ, start_response):
    match shop.load():
        case dict():
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case list():
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-class-patterns-with-default
import shop

def handler(environ, start_response):
    match shop.load():
        case dict():
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case list() | tuple():
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _:
            start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-project-class-attributes
import shop

class Reply:
    __match_args__ = ('status', 'body')
    def __init__(self, status, body):
        self.status = status
        self.body = body

def handler(environ, start_response):
    match shop.load():
        case Reply(status=status, body=body):
            start_response(status, [('Content-Type', 'text/plain')])
        case Reply():
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-sequence-star-always
def handler(environ, start_response):
    match environ['PATH_INFO'].split('/'):
        case [*parts]:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [part.encode() for part in parts]
# --- case: match-sequence-with-default
def handler(environ, start_response):
    match environ['PATH_INFO'].split('/'):
        case ['', 'users', name]:
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [name.encode()]
        case ['', 'users']:
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [b'all']
        case _:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
            return [b'no']
# --- case: match-sequence-no-default
def handler(environ, start_response):
    match environ['PATH_INFO'].split('/'):
        case ['', 'users', name]:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case ['', 'users']:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-mapping
import shop

def handler(environ, start_response):
    match shop.load():
        case {'name': name}:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case {}:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _:
            start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-mapping-no-default
import shop

def handler(environ, start_response):
    match shop.load():
        case {'name': name, **rest}:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-value-pattern
class Method:
    GET = 'GET'
    POST = 'POST'

def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case Method.GET:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case Method.POST:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-value-pattern-with-default
class Method:
    GET = 'GET'

def handler(environ, start_response):
    match environ['REQUEST_METHOD']:
        case Method.GET:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case _:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-none
import shop

def handler(environ, start_response):
    match shop.find(environ['PATH_INFO']):
        case None:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case item:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-none-only
import shop

def handler(environ, start_response):
    match shop.find(environ['PATH_INFO']):
        case None:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-tuple-of-two
def handler(environ, start_response):
    match (environ['REQUEST_METHOD'], environ['PATH_INFO']):
        case ('GET', '/'):
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case ('GET', _):
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case (method, path):
            start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-tuple-of-two-hole
def handler(environ, start_response):
    match environ['REQUEST_METHOD'], environ['PATH_INFO']:
        case 'GET', '/':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'GET', _:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
        case _, '/':
            start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: match-constant-subject
def handler(environ, start_response):
    match 1:
        case 0:
            return [b'never']
        case 1:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-after-exclusion
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method not in ('GET', 'POST'):
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return [b'no']
    match method:
        case 'GET':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        case 'POST':
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: match-break-out-of-loop
def handler(environ, start_response):
    while True:
        match environ['REQUEST_METHOD']:
            case 'GET':
                break
            case _:
                start_response('404 Not Found', [('Content-Type', 'text/plain')])
                return [b'no']
    return [b'ok']  # expect: FC202
# --- case: match-in-helper
def status_of(method):
    match method:
        case 'GET':
            return '200 OK'
        case _:
            return None

def handler(environ, start_response):
    status = status_of(environ['REQUEST_METHOD'])
    if status:
        start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
