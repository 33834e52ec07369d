# fmt: off
# --- case: helper-calls
def send(start_response, status):
    start_response(status, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    send(start_response, '200 OK')
    return [b'ok']
# --- case: helper-calls-sometimes
def send(start_response, wanted):
    if wanted:
        start_response('200 OK', [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    send(start_response, environ.get('QUERY_STRING'))
    return [b'ok']  # expect: FC202
# --- case: helper-calls-with-constant-argument
def send(start_response, wanted):
    if wanted:
        start_response('200 OK', [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    send(start_response, True)
    return [b'ok']
# --- case: helper-does-not-call-with-constant-argument
def send(start_response, wanted=False):
    if wanted:
        start_response('200 OK', [('Content-Type', 'text/plain')])

def handler(environ, start_response):  # expect: FC201
    send(start_response)
    return [b'ok']
# --- case: helper-does-nothing
def prepare(start_response):
    return [b'ok']

def handler(environ, start_response):  # expect: FC201
    body = prepare(start_response)
    return body
# --- case: helper-tells-whether-it-answered
def answer(start_response, query):
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return True
    return False

def handler(environ, start_response):
    if not answer(start_response, environ.get('QUERY_STRING')):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: helper-tells-whether-it-answered-ignored
def answer(start_response, query):
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return True
    return False

def handler(environ, start_response):
    answer(start_response, environ.get('QUERY_STRING'))
    return [b'ok']  # expect: FC202
# --- case: helper-returns-body
def respond(start_response, status, body):
    start_response(status, [('Content-Type', 'text/plain')])
    return [body]

def handler(environ, start_response):
    if environ['PATH_INFO'] == '/':
        return respond(start_response, '200 OK', b'home')
    return respond(start_response, '404 Not Found', b'no')
# --- case: helper-keyword-arguments
def respond(*, start, status='200 OK'):
    start(status, [('Content-Type', 'text/plain')])
    return [b'ok']

def handler(environ, start_response):
    return respond(start=start_response)
# --- case: helper-of-helper
def low(start_response, status):
    start_response(status, [('Content-Type', 'text/plain')])

def high(start_response):
    return low(start_response, '200 OK')

def handler(environ, start_response):
    high(start_response)
    return [b'ok']
# --- case: helper-defined-below
def handler(environ, start_response):
    send(start_response)
    return [b'ok']

def send(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: method-of-self
class App:
    def send(self, start_response, status):
        start_response(status, [('Content-Type', 'text/plain')])

    def __call__(self, environ, start_response):
        self.send(start_response, '200 OK')
        return [b'ok']

handler = App()
# --- case: method-of-self-sometimes
class App:
    def __init__(self, quiet):
        self.quiet = quiet

    def send(self, start_response, path):
        if path != '/':
            start_response('200 OK', [('Content-Type', 'text/plain')])

    def __call__(self, environ, start_response):
        self.send(start_response, environ['PATH_INFO'])
        return [b'ok']  # expect: FC202

handler = App(True)
# --- case: method-inherited
class Base:
    def send(self, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])

class App(Base):
    def __call__(self, environ, start_response):
        self.send(start_response)
        return [b'ok']

handler = App()
# --- case: method-super
class Base:
    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

class App(Base):
    def __call__(self, environ, start_response):
        environ['app.name'] = 'shop'
        return super().__call__(environ, start_response)

handler = App()
# --- case: template-method
class Base:
    def status(self):
        raise NotImplementedError

    def __call__(self, environ, start_response):
        status = self.status()
        start_response(status, [('Content-Type', 'text/plain')])
        return [b'ok']

class App(Base):
    def status(self):
        return '200 OK'

handler = App()
# --- case: lambda-defined-not-called
def handler(environ, start_response):  # expect: FC201
    send = lambda: start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: lambda-called
def handler(environ, start_response):
    send = lambda status: start_response(status, [('Content-Type', 'text/plain')])
    send('200 OK')
    return [b'ok']
# --- case: lambda-called-sometimes
def handler(environ, start_response):
    send = lambda: start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING'):
        send()
    return [b'ok']  # expect: FC202
# --- case: inner-function-defined-not-called
def handler(environ, start_response):  # expect: FC201
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: inner-function-called
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    send()
    return [b'ok']
# --- case: inner-function-called-on-one-branch
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING'):
        send()
        return [b'query']
    return [b'ok']  # expect: FC202
# --- case: inner-function-return-is-not-the-handlers
def handler(environ, start_response):
    def pick():
        if environ.get('QUERY_STRING'):
            return b'query'
        return b'none'
    body = pick()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: closure-nonlocal-flag
def handler(environ, start_response):
    started = False
    def start():
        nonlocal started
        start_response('200 OK', [('Content-Type', 'text/plain')])
        started = True
    if environ.get('QUERY_STRING'):
        start()
    if not started:
        start()
    return [b'ok']
# --- case: closure-nonlocal-flag-wrong-way
def handler(environ, start_response):
    started = False
    def start():
        nonlocal started
        start_response('200 OK', [('Content-Type', 'text/plain')])
        started = True
    if environ.get('QUERY_STRING'):
        start()
    if started:
        print('started')
    return [b'ok']  # expect: FC202
# --- case: closure-list-flag
def handler(environ, start_response):
    started = []
    def start():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        started.append(True)
    if environ.get('QUERY_STRING'):
        start()
    if not started:
        start()
    return [b'ok']
# --- case: closure-without-nonlocal-is-local
def handler(environ, start_response):
    started = False
    def start():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        started = True
    start()
    if not started:
        return [b'always here']
    return [b'never']
# --- case: closure-factory
def make_sender(start_response, status):
    def send():
        start_response(status, [('Content-Type', 'text/plain')])
    return send

def handler(environ, start_response):
    send = make_sender(start_response, '200 OK')
    send()
    return [b'ok']
# --- case: closure-factory-not-called
def make_sender(start_response, status):
    def send():
        start_response(status, [('Content-Type', 'text/plain')])
    return send

def handler(environ, start_response):  # expect: FC201
    send = make_sender(start_response, '200 OK')
    return [b'ok']
# --- case: closure-sees-later-value
def handler(environ, start_response):
    wanted = False
    def send():
        if wanted:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    wanted = True
    send()
    return [b'ok']
# --- case: recursion
def retry(start_response, left):
    if left:
        return retry(start_response, left - 1)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def handler(environ, start_response):
    return retry(start_response, len(environ['PATH_INFO']))
# --- case: recursion-after-the-call
import shop

def walk(node):
    return [walk(child) for child in node.children]

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    walk(shop.tree())
    return [b'ok']
# --- case: partial-called
from functools import partial

def handler(environ, start_response):
    send = partial(start_response, '200 OK')
    send([('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: partial-not-called
import functools

def handler(environ, start_response):  # expect: FC201
    send = functools.partial(start_response, '200 OK')
    return [b'ok']
# --- case: partial-of-helper
from functools import partial

def respond(start_response, status, body):
    start_response(status, [('Content-Type', 'text/plain')])
    return [body]

def handler(environ, start_response):
    reply = partial(respond, start_response)
    if environ['PATH_INFO'] == '/':
        return reply('200 OK', b'home')
    return reply(status='404 Not Found', body=b'no')
# --- case: dispatch-dict-of-lambdas
def handler(environ, start_response):
    actions = {
        'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')]),
        'POST': lambda: start_response('404 Not Found', [('Content-Type', 'text/plain')]),
    }
    actions.get(environ['REQUEST_METHOD'], lambda: start_response('500 Internal Server Error', [('Content-Type', 'text/plain')]))()
    return [b'ok']
# --- case: dispatch-dict-default-does-nothing
def handler(environ, start_response):
    actions = {
        'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')]),
        'POST': lambda: start_response('404 Not Found', [('Content-Type', 'text/plain')]),
    }
    actions.get(environ['REQUEST_METHOD'], lambda: None)()
    return [b'ok']  # expect: FC202
# --- case: dispatch-dict-one-does-nothing
def handler(environ, start_response):
    actions = {
        'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')]),
        'OPTIONS': lambda: None,
    }
    actions[environ['REQUEST_METHOD']]()
    return [b'ok']  # expect: FC202
# --- case: dispatch-dict-get-none
def handler(environ, start_response):
    actions = {'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')])}
    action = actions.get(environ['REQUEST_METHOD'])
    if action:
        action()
    return [b'ok']  # expect: FC202
# --- case: dispatch-dict-get-none-answered
def handler(environ, start_response):
    actions = {'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')])}
    action = actions.get(environ['REQUEST_METHOD'])
    if action is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    else:
        action()
    return [b'ok']
# --- case: dispatch-dict-key-error
def handler(environ, start_response):
    actions = {'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')])}
    try:
        actions[environ['REQUEST_METHOD']]()
    except KeyError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: dispatch-dict-membership
def handler(environ, start_response):
    actions = {'GET': lambda: start_response('200 OK', [('Content-Type', 'text/plain')])}
    method = environ['REQUEST_METHOD']
    if method in actions:
        actions[method]()
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: dispatch-conditional-function
def yes(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])

def no(start_response):
    print('nothing')

def handler(environ, start_response):
    (yes if environ.get('QUERY_STRING') else no)(start_response)
    return [b'ok']  # expect: FC202
# --- case: functions-in-a-list
def log(start_response):
    print('log')

def send(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    for step in (log, send):
        step(start_response)
    return [b'ok']
# --- case: generator-function-only-created
def handler(environ, start_response):  # expect: FC201
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'ok'
    send()
    return [b'ok']
# --- case: generator-function-consumed
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'ok'
    return list(send())
# --- case: generator-function-next
def handler(environ, start_response):
    def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'ok'
    first = next(send())
    return [first]
# --- case: coroutine-only-created
def handler(environ, start_response):  # expect: FC201
    async def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    pending = send()
    return [b'ok']
# --- case: coroutine-run
import asyncio

def handler(environ, start_response):
    async def send():
        start_response('200 OK', [('Content-Type', 'text/plain')])
    asyncio.run(send())
    return [b'ok']
# --- case: star-args
def handler(environ, start_response):
    arguments = ('200 OK', [('Content-Type', 'text/plain')])
    start_response(*arguments)
    return [b'ok']
# --- case: star-args-of-helper
def answer():
    return '200 OK', [('Content-Type', 'text/plain')]

def handler(environ, start_response):
    start_response(*answer())
    return [b'ok']
# --- case: star-args-forwarded
def call(function, *args, **kwargs):
    return function(*args, **kwargs)

def handler(environ, start_response):
    call(start_response, '200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: star-args-on-one-branch
def handler(environ, start_response):
    arguments = ('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING'):
        start_response(*arguments)
    return [b'ok']  # expect: FC202
# --- case: star-args-unknown
import shop

def handler(environ, start_response):
    start_response(*shop.answer())
    return [b'ok']
# --- case: property-calls
class Reply:
    def __init__(self, start_response):
        self.start_response = start_response

    @property
    def body(self):
        self.start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

def handler(environ, start_response):
    return Reply(start_response).body
# --- case: constructor-calls
class Reply:
    def __init__(self, start_response, status):
        start_response(status, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    Reply(start_response, '200 OK')
    return [b'ok']
# --- case: dataclass-holds-it
from dataclasses import dataclass

@dataclass
class Reply:
    start: object
    status: str = '200 OK'

    def send(self):
        self.start(self.status, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    Reply(start_response).send()
    return [b'ok']
# --- case: namedtuple-response
import collections

Answer = collections.namedtuple('Answer', 'status body')

def handler(environ, start_response):
    answer = Answer('200 OK', b'ok')
    start_response(answer.status, [('Content-Type', 'text/plain')])
    return [answer.body]
# --- case: chained-method-calls
class Reply:
    def __init__(self, start_response):
        self.start_response = start_response
        self.code = '200 OK'

    def status(self, code):
        self.code = code
        return self

    def send(self, body):
        self.start_response(self.code, [('Content-Type', 'text/plain')])
        return [body]

def handler(environ, start_response):
    return Reply(start_response).status('404 Not Found').send(b'no')
# --- case: chained-method-calls-without-send
class Reply:
    def __init__(self, start_response):
        self.start_response = start_response
        self.code = '200 OK'

    def status(self, code):
        self.code = code
        return self

    def send(self):
        self.start_response(self.code, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    reply = Reply(start_response)
    if environ.get('QUERY_STRING'):
        reply.status('200 OK').send()
    else:
        reply.status('404 Not Found')
    return [b'ok']  # expect: FC202
# --- case: global-statement
COUNT = 0

def handler(environ, start_response):
    global COUNT
    COUNT += 1
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(COUNT).encode()]
# --- case: helper-in-other-file
from respond import send

def handler(environ, start_response):
    send(start_response)
    return [b'ok']
# --- file: respond.py
def send(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: helper-in-other-file-sometimes
import respond

def handler(environ, start_response):
    respond.send(start_response, environ.get('QUERY_STRING'))
    return [b'ok']  # expect: FC202
# --- file: respond.py
def send(start_response, wanted):
    if wanted:
        start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: helper-in-package-relative-import
from web.answers import send as reply

def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    reply(start_response)
    return [b'ok']
# --- file: web/__init__.py
# --- file: web/answers.py
from .low import start

def send(start_response):
    start(start_response)
# --- file: web/low.py
def start(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: exception-class-in-other-file
from errors import NotFound, Gone

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise Gone('x')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except NotFound:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- file: errors.py
class NotFound(Exception):
    pass

class Gone(NotFound):
    pass
# --- case: raising-helper-in-other-file
from errors import fail

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        fail('no')
    return [b'ok']
# --- file: errors.py
def fail(message):
    raise RuntimeError(message)
