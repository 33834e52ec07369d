# fmt: off
# --- case: if-without-else
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202@5
# --- case: if-else
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: early-return
def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202@9
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: early-return-answers
def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'no']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: two-exits-both-reported
def handler(environ, start_response):
    path = environ['PATH_INFO']
    if path == '/a':
        return [b'a']  # expect: FC202
    if path == '/b':
        return [b'b']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: never-called-one-report
def handler(environ, start_response):  # expect: FC201@5
    if environ['PATH_INFO'] == '/a':
        return [b'a']
    return [b'ok']
# --- case: falls-off-the-end
def handler(environ, start_response):  # expect: FC202, FC302
    if environ['PATH_INFO'] == '/a':
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'a']
# --- case: falls-off-the-end-answered
def handler(environ, start_response):  # expect: FC302
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['PATH_INFO'] == '/a':
        return [b'a']
# --- case: elif-without-else
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    elif method == 'POST':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: elif-with-else
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    elif method == 'POST':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    else:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: elif-else-raises
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    elif method == 'POST':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    else:
        raise ValueError(method)
    return [b'ok']
# --- case: nested-if-one-hole
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'GET':
        if environ.get('QUERY_STRING'):
            start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: if-true
def handler(environ, start_response):
    if True:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: if-zero
def handler(environ, start_response):  # expect: FC201
    if 0:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: if-not-true-return
def handler(environ, start_response):
    if not True:
        return [b'never']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: if-none-and-empty
def handler(environ, start_response):
    if None:
        return [b'never']
    if '':
        return [b'never']
    if ():
        return [b'never']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: if-constant-comparison
def handler(environ, start_response):
    if 'a' == 'b' or 1 > 2:
        return [b'never']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: type-checking
from typing import TYPE_CHECKING

def handler(environ, start_response):
    if TYPE_CHECKING:
        return [b'never']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: type-checking-attribute
import typing

def handler(environ, start_response):
    if not typing.TYPE_CHECKING:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: type-checking-holds-the-call
from typing import TYPE_CHECKING

def handler(environ, start_response):  # expect: FC201
    if TYPE_CHECKING:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: local-constant
def handler(environ, start_response):  # expect: FC201
    enabled = False
    if enabled:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: local-constant-made-true
def handler(environ, start_response):
    enabled = False
    enabled = not enabled
    if enabled:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-truth
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not query:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-truth-reversed-order
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    if not query:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    body = b'ok'
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        body = query.encode()
    return [body]
# --- case: correlated-broken-by-assignment
import shop

def handler(environ, start_response):
    query = shop.first()
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    query = shop.second()
    if not query:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']  # expect: FC202
# --- case: correlated-unrelated-names
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    path = environ['PATH_INFO']
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not path:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']  # expect: FC202
# --- case: correlated-alias
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    other = query
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not other:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-comparison
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if method != 'GET':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-comparison-twice
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    body = b'no'
    if method == 'GET':
        body = b'ok'
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [body]
# --- case: correlated-three-methods
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if method == 'POST':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    if method not in ('GET', 'POST'):
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-three-methods-with-a-hole
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if method == 'POST':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    if method not in ('GET', 'POST', 'PUT'):
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: correlated-membership
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method in ('GET', 'HEAD'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if method not in ('GET', 'HEAD'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-membership-implies-equality
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    if method not in ('GET', 'POST'):
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return [b'no']
    if method == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    elif method == 'POST':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-environ-get
def handler(environ, start_response):
    if environ.get('HTTP_X_TOKEN'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not environ.get('HTTP_X_TOKEN'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-environ-subscript
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] != 'GET':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-environ-written-between
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'GET':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    environ['REQUEST_METHOD'] = 'GET'
    if environ['REQUEST_METHOD'] != 'GET':
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: correlated-key-in-environ
def handler(environ, start_response):
    if 'HTTP_X_TOKEN' in environ:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X_TOKEN' not in environ:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-isinstance
import shop

def handler(environ, start_response):
    data = shop.load()
    if isinstance(data, str):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not isinstance(data, str):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: isinstance-two-kinds-missing
import shop

def handler(environ, start_response):
    data = shop.load()
    if isinstance(data, str):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    elif isinstance(data, bytes):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: correlated-is-none
import shop

def handler(environ, start_response):
    item = shop.find(environ['PATH_INFO'])
    if item is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    if item is not None:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-startswith
def handler(environ, start_response):
    path = environ['PATH_INFO']
    if path.startswith('/api'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not path.startswith('/api'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: correlated-saved-test
def handler(environ, start_response):
    wanted = environ['REQUEST_METHOD'] == 'GET'
    if wanted:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not wanted:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: done-flag
def handler(environ, start_response):
    done = False
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        done = True
    if not done:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: done-flag-inverted-mistake
def handler(environ, start_response):
    done = False
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        done = True
    if done:
        print('done')
    return [b'ok']  # expect: FC202
# --- case: done-flag-forgotten
def handler(environ, start_response):
    done = False
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not done:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: none-sentinel
def handler(environ, start_response):
    status = None
    if environ.get('QUERY_STRING'):
        status = '200 OK'
    if status is None:
        status = '404 Not Found'
    start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: none-sentinel-missing
def handler(environ, start_response):
    status = None
    if environ.get('QUERY_STRING'):
        status = '200 OK'
    if status is None:
        return [b'no']  # expect: FC202
    start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: none-sentinel-correlated
def handler(environ, start_response):
    answer = None
    if environ['PATH_INFO'] == '/':
        answer = b'home'
    if answer is not None:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [answer]
    if answer is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: de-morgan
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    path = environ['PATH_INFO']
    if query and path:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not query or not path:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: de-morgan-wrong
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    path = environ['PATH_INFO']
    if query and path:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not query and not path:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: negated-conjunction
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    path = environ['PATH_INFO']
    if query and path:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    elif not (query and path):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: and-call
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    query and start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: or-call
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    query or start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: true-and-call
def handler(environ, start_response):
    True and start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: none-or-call
def handler(environ, start_response):
    None or start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: false-and-call
def handler(environ, start_response):  # expect: FC201
    False and start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: not-call
def handler(environ, start_response):
    not start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: and-call-complemented
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    query and start_response('200 OK', [('Content-Type', 'text/plain')])
    query or start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: chained-comparison-may-stop
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return 9
    size = len(environ['PATH_INFO'])
    1 < size < send()
    return [b'ok']  # expect: FC202
# --- case: chained-comparison-goes-on
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return 9
    1 < 2 < send()
    return [b'ok']
# --- case: chained-comparison-stops
def handler(environ, start_response):  # expect: FC201
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return 9
    2 < 1 < send()
    return [b'ok']
# --- case: comparison-always-evaluates-both
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return 9
    len(environ['PATH_INFO']) < send()
    return [b'ok']
# --- case: assert-message
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    assert query, start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: assert-true-message
def handler(environ, start_response):  # expect: FC201
    assert True, start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: assert-condition
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return True
    assert send()
    return [b'ok']
# --- case: ternary-statement-missing
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')]) if environ.get('QUERY_STRING') else None
    return [b'ok']  # expect: FC202
# --- case: ternary-statement-both
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')]) if environ.get('QUERY_STRING') else start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: ternary-argument
def handler(environ, start_response):
    start_response('200 OK' if environ.get('QUERY_STRING') else '404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: ternary-correlated
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    body = b'ok' if query else b'no'
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not query:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [body]
# --- case: walrus-if
def handler(environ, start_response):
    if token := environ.get('HTTP_X_TOKEN'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if not token:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: walrus-if-missing
def handler(environ, start_response):
    if (token := environ.get('HTTP_X_TOKEN')) is not None:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: walrus-call-in-condition
def handler(environ, start_response):
    if (write := start_response('200 OK', [('Content-Type', 'text/plain')])) and environ.get('QUERY_STRING'):
        return [b'query']
    return [b'ok']
# --- case: walrus-short-circuit
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    if query and (write := start_response('200 OK', [('Content-Type', 'text/plain')])):
        return [b'query']
    return [b'ok']  # expect: FC202
# --- case: subscript-and-fstring-evaluate
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return 'ok'
    text = f'{send()}!'
    return [text.encode()]
# --- case: default-argument-evaluates
def handler(environ, start_response):
    def body(written=start_response('200 OK', [('Content-Type', 'text/plain')])):
        return [b'ok']
    return body()
# --- case: return-list-with-call-inside
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return b'ok'
    return [send()]
# --- case: return-conditional-expression
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
    return send() if environ.get('QUERY_STRING') else [b'no']  # expect: FC202
# --- case: del-and-pass-do-nothing
def handler(environ, start_response):  # expect: FC201
    body = [b'ok']
    del environ
    pass
    return body
