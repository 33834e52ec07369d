# fmt: off
# --- case: for-tuple-literal
def handler(environ, start_response):
    for status in ('200 OK',):
        start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-list-literal-break
def handler(environ, start_response):
    for status in ['200 OK', '404 Not Found']:
        start_response(status, [('Content-Type', 'text/plain')])
        break
    return [b'ok']
# --- case: for-str-literal
def handler(environ, start_response):
    for letter in 'x':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-range-constant
def handler(environ, start_response):
    for number in range(3):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']
# --- case: for-range-zero
def handler(environ, start_response):  # expect: FC201
    for number in range(0):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-empty-literal
def handler(environ, start_response):  # expect: FC201
    for number in []:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-dict-literal
def handler(environ, start_response):
    for status, text in {'200 OK': b'ok'}.items():
        start_response(status, [('Content-Type', 'text/plain')])
    return [text]
# --- case: for-range-unknown
import shop

def handler(environ, start_response):
    for number in range(shop.count()):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']  # expect: FC202
# --- case: for-unknown
import shop

def handler(environ, start_response):
    for row in shop.rows():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']  # expect: FC202
# --- case: for-unknown-no-break
import shop

def handler(environ, start_response):
    for row in shop.rows():
        start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']  # expect: FC202
# --- case: for-environ-text
def handler(environ, start_response):
    for letter in environ.get('QUERY_STRING', ''):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']  # expect: FC202
# --- case: for-literal-two-calls
def handler(environ, start_response):
    for status in ('200 OK', '404 Not Found'):
        start_response(status, [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: for-literal-filtered
def handler(environ, start_response):
    for number in (1, 2, 3):
        if number == 2:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-enumerate-literal
def handler(environ, start_response):
    for index, status in enumerate(['200 OK']):
        start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-sorted-literal
def handler(environ, start_response):
    for name in sorted(['b', 'a']):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']
# --- case: for-appended-list
def handler(environ, start_response):
    statuses = []
    statuses.append('200 OK')
    for status in statuses:
        start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-maybe-appended-list
def handler(environ, start_response):
    statuses = []
    if environ.get('QUERY_STRING'):
        statuses.append('200 OK')
    for status in statuses:
        start_response(status, [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: for-else-answers
import shop

def handler(environ, start_response):
    for row in shop.rows():
        if row:
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-else-break-without
import shop

def handler(environ, start_response):
    for row in shop.rows():
        if row:
            break
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: for-else-without-break
import shop

def handler(environ, start_response):
    for row in shop.rows():
        print(row)
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: for-return-inside-else-outside
import shop

def handler(environ, start_response):
    for row in shop.rows():
        if row:
            return [b'found']  # expect: FC202
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: for-continue-skips
import shop

def handler(environ, start_response):
    for row in shop.rows():
        if not row:
            continue
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: for-continue-skips-all
import shop

def handler(environ, start_response):
    for row in shop.rows():
        if not row:
            continue
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']  # expect: FC202
# --- case: for-routes-table
ROUTES = [('/', b'home'), ('/about', b'about')]

def handler(environ, start_response):
    path = environ['PATH_INFO']
    for route, body in ROUTES:
        if path == route:
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [body]
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: for-routes-table-no-answer
ROUTES = [('/', b'home'), ('/about', b'about')]

def handler(environ, start_response):
    path = environ['PATH_INFO']
    for route, body in ROUTES:
        if path == route:
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [body]
    return [b'no']  # expect: FC202
# --- case: nested-break-is-inner
def handler(environ, start_response):
    for outer in ('a',):
        for inner in ('b', 'c'):
            break
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: nested-else-continue-outer
import shop

def handler(environ, start_response):
    for table in shop.tables():
        for row in table:
            if row:
                start_response('200 OK', [('Content-Type', 'text/plain')])
                break
        else:
            continue
        break
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-else
import shop

def handler(environ, start_response):
    while shop.more():
        shop.step()
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-else-after-break
import shop

def handler(environ, start_response):
    while shop.more():
        if shop.step():
            break
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: while-true-else-never
import shop

def handler(environ, start_response):  # expect: FC201
    while True:
        if shop.step():
            break
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-false
def handler(environ, start_response):  # expect: FC201
    while False:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-unknown
import shop

def handler(environ, start_response):
    while shop.more():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']  # expect: FC202
# --- case: while-true-break
import shop

def handler(environ, start_response):
    while True:
        if shop.ready():
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    return [b'ok']
# --- case: while-one-break
import shop

def handler(environ, start_response):
    while 1:
        if shop.ready():
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    return [b'ok']
# --- case: while-not-false-break
import shop

def handler(environ, start_response):
    while not False:
        if shop.ready():
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    return [b'ok']
# --- case: while-true-early-break
import shop

def handler(environ, start_response):
    while True:
        if shop.failed():
            break
        if shop.ready():
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    return [b'ok']  # expect: FC202
# --- case: while-true-return
import shop

def handler(environ, start_response):
    while True:
        if shop.ready():
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [b'ok']
# --- case: while-true-without-end
import time

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        while True:
            time.sleep(1)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-flag
def handler(environ, start_response):
    done = False
    while not done:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        done = True
    return [b'ok']
# --- case: while-flag-unknown-rounds
import shop

def handler(environ, start_response):
    done = False
    while not done:
        done = shop.ready()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-flag-set-elsewhere
import shop

def handler(environ, start_response):
    done = False
    while not done:
        if shop.failed():
            done = True
        elif shop.ready():
            start_response('200 OK', [('Content-Type', 'text/plain')])
            done = True
    return [b'ok']  # expect: FC202
# --- case: while-counter
def handler(environ, start_response):
    rounds = 0
    while rounds < 1:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        rounds += 1
    return [b'ok']
# --- case: while-walrus
import shop

def handler(environ, start_response):
    while chunk := shop.read():
        print(chunk)
    if not chunk:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: while-walrus-possibly-empty
import shop

def handler(environ, start_response):
    while (chunk := shop.read()):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'ok']  # expect: FC202
# --- case: while-walrus-none
import shop

def handler(environ, start_response):
    while (item := shop.take()) is None:
        print('waiting')
    if item is not None:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: itertools-count-only-break-leaves
import itertools
import shop

def handler(environ, start_response):
    for attempt in itertools.count():
        if shop.ready(attempt):
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    return [b'ok']
# --- case: comprehension-over-literal
def handler(environ, start_response):
    [start_response(status, [('Content-Type', 'text/plain')]) for status in ('200 OK',)]
    return [b'ok']
# --- case: comprehension-over-unknown
import shop

def handler(environ, start_response):
    [start_response('200 OK', [('Content-Type', 'text/plain')]) for row in shop.rows()]  # expect: FC203
    return [b'ok']  # expect: FC202
# --- case: comprehension-two-items
def handler(environ, start_response):
    [start_response(status, [('Content-Type', 'text/plain')]) for status in ('200 OK', '404 Not Found')]  # expect: FC203
    return [b'ok']
# --- case: comprehension-first-iterable-evaluates
def handler(environ, start_response):
    def statuses():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return []
    body = [status for status in statuses()]
    return body
# --- case: comprehension-walrus
def handler(environ, start_response):
    [last := number for number in (0, 1)]
    if last:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: dict-comprehension-calls
def handler(environ, start_response):
    {number: start_response('200 OK', [('Content-Type', 'text/plain')]) for number in (1,)}
    return [b'ok']
# --- case: generator-expression-not-consumed
def handler(environ, start_response):  # expect: FC201
    lazy = (start_response('200 OK', [('Content-Type', 'text/plain')]) for number in (1,))
    return [b'ok']
# --- case: generator-expression-consumed
def handler(environ, start_response):
    lazy = (start_response('200 OK', [('Content-Type', 'text/plain')]) for number in (1,))
    list(lazy)
    return [b'ok']
# --- case: collected-body
import shop

def handler(environ, start_response):
    body = []
    for row in shop.rows():
        body.append(b'row')
    if body:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return body
