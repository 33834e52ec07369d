# fmt: off
# --- case: alias
def handler(environ, start_response):
    start = start_response
    start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: alias-missing-branch
def handler(environ, start_response):
    start = start_response
    if environ.get('QUERY_STRING'):
        start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: alias-never-called
def handler(environ, start_response):  # expect: FC201
    start = start_response
    return [b'ok']
# --- case: alias-shadowed
def handler(environ, start_response):  # expect: FC201
    start_response = print
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: alias-conditional
def ignore(status, headers):
    return None

def handler(environ, start_response):
    start = start_response if environ.get('QUERY_STRING') else ignore
    start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: alias-tuple-unpacking
def handler(environ, start_response):
    path, start = environ['PATH_INFO'], start_response
    start('200 OK', [('Content-Type', 'text/plain')])
    return [path.encode()]
# --- case: alias-walrus
def handler(environ, start_response):
    (start := start_response)('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: stored-on-self
class App:
    def __call__(self, environ, start_response):
        self.start = start_response
        return self.answer(environ)

    def answer(self, environ):
        self.start('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: stored-on-self-missing
class App:
    def __call__(self, environ, start_response):
        self.start = start_response
        self.answer(environ)
        return [b'ok']  # expect: FC202

    def answer(self, environ):
        if environ.get('QUERY_STRING'):
            self.start('200 OK', [('Content-Type', 'text/plain')])

handler = App()
# --- case: stored-on-an-object
class Request:
    def __init__(self, environ, start):
        self.environ = environ
        self.start = start

def handler(environ, start_response):
    request = Request(environ, start_response)
    request.start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: stored-on-an-object-missing
class Request:
    def __init__(self, environ, start):
        self.environ = environ
        self.start = start

def handler(environ, start_response):
    request = Request(environ, start_response)
    if request.environ.get('QUERY_STRING'):
        request.start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: stored-in-a-list
def handler(environ, start_response):
    calls = [start_response]
    calls[0]('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: stored-in-a-list-popped
def handler(environ, start_response):
    calls = []
    calls.append(start_response)
    calls.pop()('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: stored-in-a-list-missing
def handler(environ, start_response):
    calls = [start_response]
    if environ.get('QUERY_STRING'):
        calls[0]('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: stored-in-a-dict
def handler(environ, start_response):
    tools = {'start': start_response, 'name': 'x'}
    tools['start']('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: stored-in-a-dict-missing
def handler(environ, start_response):
    tools = {'start': start_response}
    if environ.get('QUERY_STRING'):
        tools['start']('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: stored-in-environ
def answer(environ):
    environ['app.start']('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def handler(environ, start_response):
    environ['app.start'] = start_response
    return answer(environ)
# --- case: default-argument
def handler(environ, start_response):
    def send(status, start=start_response):
        start(status, [('Content-Type', 'text/plain')])
    send('200 OK')
    return [b'ok']
# --- case: default-argument-missing
def handler(environ, start_response):
    def send(status, start=start_response):
        start(status, [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING'):
        send('200 OK')
    return [b'ok']  # expect: FC202
# --- case: default-argument-overridden
def handler(environ, start_response):  # expect: FC201
    def send(status, start=start_response):
        start(status, [('Content-Type', 'text/plain')])
    send('200 OK', start=lambda status, headers: None)
    return [b'ok']
# --- case: simple-namespace
import types

def handler(environ, start_response):
    request = types.SimpleNamespace(start=start_response)
    request.start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: try-finally-around-alias
def handler(environ, start_response):
    start = start_response
    status = '200 OK'
    try:
        if environ.get('QUERY_STRING'):
            status = '404 Not Found'
            return [b'no']
        return [b'ok']
    finally:
        start(status, [('Content-Type', 'text/plain')])
# --- case: returned-by-identity-helper
def same(value):
    return value

def handler(environ, start_response):
    same(start_response)('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: dunder-call
def handler(environ, start_response):
    start_response.__call__('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: lambda-wrapper-renames
def handler(environ, start_response):
    reply = lambda status, *headers: start_response(status, list(headers))
    reply('200 OK', ('Content-Type', 'text/plain'))
    return [b'ok']
# --- case: escaped-to-unknown-function
import shop

def handler(environ, start_response):
    shop.answer(start_response)
    return [b'ok']
# --- case: escaped-to-unknown-function-in-a-dict
import shop

def handler(environ, start_response):
    shop.answer({'start': start_response})
    return [b'ok']
# --- case: escaped-as-a-closure
import shop

def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    shop.run(send)
    return [b'ok']
# --- case: escaped-as-a-lambda-callback
import shop

def handler(environ, start_response):
    shop.on_ready(lambda: start_response('200 OK', [('Content-Type', 'text/plain')]))
    return [b'ok']
# --- case: escaped-to-unknown-object
from shop import Application

app = Application()

def handler(environ, start_response):
    return app(environ, start_response)
# --- case: escaped-to-unknown-object-method
from shop import Application

app = Application()

def handler(environ, start_response):
    app.serve(environ, start_response)
    return [b'ok']
# --- case: escaped-to-a-thread
import threading

def handler(environ, start_response):
    worker = threading.Thread(target=start_response, args=('200 OK', [('Content-Type', 'text/plain')]))
    worker.start()
    worker.join()
    return [b'ok']
# --- case: escaped-closure-to-a-thread
import threading

def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    worker = threading.Thread(target=send)
    worker.start()
    worker.join()
    return [b'ok']
# --- case: escaped-to-global-registry
import shop

def handler(environ, start_response):
    shop.current.start_response = start_response
    shop.dispatch(environ)
    return [b'ok']
# --- case: escaped-instance
import shop

class Reply:
    def __init__(self, start):
        self.start = start

def handler(environ, start_response):
    shop.fill(Reply(start_response))
    return [b'ok']
# --- case: escaped-to-unknown-base-class
import shop

class App(shop.Base):
    def __call__(self, environ, start_response):
        self.start(start_response)
        return [b'ok']

handler = App()
# --- case: escaped-on-one-branch-only
import shop

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        return shop.app(environ, start_response)
    return [b'ok']  # expect: FC202
# --- case: escaped-through-unknown-partial
from functools import partial
import shop

def handler(environ, start_response):
    shop.schedule(partial(start_response, '200 OK', [('Content-Type', 'text/plain')]))
    return [b'ok']
# --- case: escaped-as-star-args
import shop

def handler(environ, start_response):
    arguments = (environ, start_response)
    return shop.app(*arguments)
# --- case: not-escaped-environ-alone
import shop

def handler(environ, start_response):  # expect: FC201
    body = shop.render(environ)
    return [body]
# --- case: not-escaped-environ-alone-one-branch
import shop

def handler(environ, start_response):
    if shop.wanted(environ):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
