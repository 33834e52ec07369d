# fmt: off
# --- case: twice
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203@5
    return [b'ok']
# --- case: twice-wsgi target=wsgi
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: three-times
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: twice-on-one-path
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: twice-when-the-first-was-conditional
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: exclusive-branches
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'no']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: twice-with-exc-info
import shop
import sys

def handler(environ, start_response):
    try:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        body = shop.render()
    except Exception:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')], sys.exc_info())
        return [b'failed']
    return [body]
# --- case: twice-without-exc-info-in-except
import shop

def handler(environ, start_response):
    try:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        body = shop.render()
    except Exception:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])  # expect: FC203
        return [b'failed']
    return [body]
# --- case: once-because-the-risk-comes-first
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Exception:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return [b'failed']
    return [body]
# --- case: exc-info-unpacked-into-a-name
import shop
import sys

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        body = shop.render()
    except Exception:
        info = sys.exc_info()
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')], info)
        return [b'failed']
    return [body]
# --- case: exc-info-none-is-no-exc-info
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    start_response('404 Not Found', [('Content-Type', 'text/plain')], None)  # expect: FC203
    return [b'ok']
# --- case: twice-in-loop
import shop

def handler(environ, start_response):
    while True:
        start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC203
        if shop.ready():
            return [b'ok']
# --- case: twice-via-helper
def send(start_response, status):
    start_response(status, [('Content-Type', 'text/plain')])  # expect: FC203

def handler(environ, start_response):
    send(start_response, '200 OK')
    send(start_response, '404 Not Found')
    return [b'ok']
# --- case: twice-once-by-helper
def send(start_response, status):
    start_response(status, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    send(start_response, '200 OK')
    start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: twice-via-finally
def handler(environ, start_response):
    try:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
    finally:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
# --- case: twice-through-alias
def handler(environ, start_response):
    start = start_response
    start('200 OK', [('Content-Type', 'text/plain')])
    start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: twice-with-noreturn-between
import sys

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        sys.exit()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: helper-answers-and-caller-goes-on
def deny(start_response):
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']

def handler(environ, start_response):
    if not environ.get('HTTP_X_TOKEN'):
        deny(start_response)
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: helper-answers-and-caller-returns
def deny(start_response):
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']

def handler(environ, start_response):
    if not environ.get('HTTP_X_TOKEN'):
        return deny(start_response)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: different-handlers-each-once
def first(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def second(environ, start_response):
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: unknown-app-then-own-call
import shop

def handler(environ, start_response):
    body = shop.app(environ, start_response)
    if not body:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return body
# --- case: late-after-yield
def handler(environ, start_response):
    yield b'early'
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204
# --- case: late-after-yield-wsgi target=wsgi
def handler(environ, start_response):
    yield b'early'
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204
# --- case: late-in-loop
def handler(environ, start_response):
    for part in (b'a', b'b'):
        yield part
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204
# --- case: not-late-before-the-chunk
import shop

def handler(environ, start_response):
    status = '200 OK' if shop.ready() else '404 Not Found'
    start_response(status, [('Content-Type', 'text/plain')])
    yield b'a'
    yield b'b'
# --- case: arguments-missing-headers
def handler(environ, start_response):
    start_response('200 OK')  # expect: FC205@5
    return [b'ok']
# --- case: arguments-none
def handler(environ, start_response):
    start_response()  # expect: FC205
    return [b'ok']
# --- case: arguments-too-many
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')], None, 'more')  # expect: FC205
    return [b'ok']
# --- case: arguments-response-headers-keyword
def handler(environ, start_response):
    start_response('200 OK', response_headers=[('Content-Type', 'text/plain')])  # expect: FC205
    return [b'ok']
# --- case: arguments-headers-keyword
def handler(environ, start_response):
    start_response('200 OK', headers=[('Content-Type', 'text/plain')])  # expect: FC205
    return [b'ok']
# --- case: arguments-headers-keyword-wsgi target=wsgi
def handler(environ, start_response):
    start_response('200 OK', headers=[('Content-Type', 'text/plain')])  # expect: FC205
    return [b'ok']
# --- case: arguments-both-keywords
def handler(environ, start_response):
    start_response(status='200 OK', headers=[('Content-Type', 'text/plain')])  # expect: FC205
    return [b'ok']
# --- case: arguments-unknown-keyword
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')], reason='OK')  # expect: FC205
    return [b'ok']
# --- case: arguments-three-positional
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')], None)
    return [b'ok']
# --- case: arguments-star-short
def handler(environ, start_response):
    arguments = ('200 OK',)
    start_response(*arguments)  # expect: FC205
    return [b'ok']
# --- case: arguments-star-exact
def handler(environ, start_response):
    arguments = ['200 OK', [('Content-Type', 'text/plain')]]
    start_response(*arguments)
    return [b'ok']
# --- case: arguments-star-unknown
import shop

def handler(environ, start_response):
    start_response('200 OK', *shop.rest())
    return [b'ok']
# --- case: arguments-double-star-unknown
import shop

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')], **shop.rest())
    return [b'ok']
# --- case: arguments-via-partial-short
from functools import partial

def handler(environ, start_response):
    send = partial(start_response, '200 OK')
    send()  # expect: FC205
    return [b'ok']
# --- case: arguments-via-alias
def handler(environ, start_response):
    start = start_response
    start('200 OK')  # expect: FC205
    return [b'ok']
# --- case: arguments-via-helper
def send(start, status):
    start(status)  # expect: FC205

def handler(environ, start_response):
    send(start_response, '200 OK')
    return [b'ok']
# --- case: arguments-only-on-one-path
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('400 Bad Request')  # expect: FC205
        return [b'no']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: own-wrapper-may-take-less
def handler(environ, start_response):
    def start(status):
        start_response(status, [('Content-Type', 'text/plain')])
    start('200 OK')
    return [b'ok']
# --- case: own-wrapper-may-take-keywords
def handler(environ, start_response):
    def start(status='200 OK', headers=None):
        return start_response(status, headers or [('Content-Type', 'text/plain')])
    start(headers=[('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: write-used
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write(b'ok')  # expect: FC211@5
    return []
# --- case: write-used-wsgi target=wsgi
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write(b'ok')  # expect: FC211
    return []
# --- case: write-used-twice
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    write(b'a')  # expect: FC211
    write(b'b')  # expect: FC211
    return []
# --- case: write-used-at-once
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])(b'ok')  # expect: FC211
    return []
# --- case: write-kept-but-not-used
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: write-used-in-helper
def copy(write):
    write(b'ok')  # expect: FC211

def handler(environ, start_response):
    copy(start_response('200 OK', [('Content-Type', 'text/plain')]))
    return []
# --- case: write-of-a-file-is-another
import io

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    buffer = io.BytesIO()
    write = buffer.write
    write(b'ok')
    return [buffer.getvalue()]
# --- case: write-used-in-loop
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    for part in (b'a', b'b'):
        write(part)  # expect: FC211
    return []
# --- case: write-on-one-branch
def handler(environ, start_response):
    write = start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING'):
        write(b'query')  # expect: FC211
    return [b'ok']
