# fmt: off
# --- case: decorator-passes-through
import functools

def logged(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        print(environ['PATH_INFO'])
        return function(environ, start_response)
    return wrapper

@logged
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-anchor-in-the-wrapped
import functools

def logged(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        print(environ['PATH_INFO'])
        return function(environ, start_response)
    return wrapper

@logged
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'query']  # expect: FC202@9
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-anchor-in-the-wrapped-never
def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper

@logged
def handler(environ, start_response):  # expect: FC201@5
    return [b'ok']
# --- case: decorator-star-args
import functools

def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

@logged
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'query']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-answers-itself
def guarded(function):
    def wrapper(environ, start_response):
        if not environ.get('HTTP_X_TOKEN'):
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
            return [b'no']
        return function(environ, start_response)
    return wrapper

@guarded
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-forgets-on-its-own-exit
def guarded(function):
    def wrapper(environ, start_response):
        if not environ.get('HTTP_X_TOKEN'):
            return [b'no']  # expect: FC202
        return function(environ, start_response)
    return wrapper

@guarded
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-forgets-one-report-for-two-handlers
def guarded(function):
    def wrapper(environ, start_response):
        if not environ.get('HTTP_X_TOKEN'):
            return [b'no']  # expect: FC202
        return function(environ, start_response)
    return wrapper

@guarded
def first(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

@guarded
def second(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-builds-the-response
def text(function):
    def wrapper(environ, start_response):
        body = function(environ)
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body.encode()]
    return wrapper

@text
def handler(environ):
    return 'ok'
# --- case: decorator-builds-the-response-from-the-signature
def text(function):
    def wrapper(environ, start_response):
        body = function(environ, start_response)
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body.encode()]
    return wrapper

@text
def handler(environ, start_response):
    return 'ok'
# --- case: decorator-calls-before
def started(function):
    def wrapper(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return function(environ, start_response)
    return wrapper

@started
def handler(environ, start_response):
    return [b'ok']
# --- case: decorator-calls-before-and-wrapped-too
def started(function):
    def wrapper(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return function(environ, start_response)
    return wrapper

@started
def handler(environ, start_response):
    start_response('404 Not Found', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: decorator-with-argument
def answering(status):
    def decorate(function):
        def wrapper(environ, start_response):
            start_response(status, [('Content-Type', 'text/plain')])
            return [function()]
        return wrapper
    return decorate

@answering('200 OK')
def handler():
    return b'ok'
# --- case: decorator-with-argument-passes-through
import functools

def only(*methods):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(environ, start_response):
            if environ['REQUEST_METHOD'] not in methods:
                start_response('404 Not Found', [('Content-Type', 'text/plain')])
                return [b'no']
            return function(environ, start_response)
        return wrapper
    return decorate

@only('GET', 'HEAD')
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: decorator-class
class Logged:
    def __init__(self, function):
        self.function = function

    def __call__(self, environ, start_response):
        return self.function(environ, start_response)

@Logged
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: decorator-class-answers
class Text:
    def __init__(self, function):
        self.function = function

    def __call__(self, environ, start_response):
        body = self.function(environ)
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body]

@Text
def handler(environ):
    return b'ok'
# --- case: decorators-stacked
def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper

def started(function):
    def wrapper(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return function(environ, start_response)
    return wrapper

@logged
@started
def handler(environ, start_response):
    return [b'ok']
# --- case: decorators-stacked-missing
def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper

@logged
@logged
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-returns-the-function
ROUTES = {}

def route(path):
    def register(function):
        ROUTES[path] = function
        return function
    return register

@route('/')
def home(environ, start_response):  # expect: FC201
    return [b'home']

@route('/about')
def about(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'about']
# --- case: decorator-unknown
import shop

@shop.route('/')
def handler(environ, start_response):
    return {'hello': 'world'}
# --- case: decorator-unknown-with-pass-body
from shop import answer

@answer(status=200, body='ok')
def handler(environ, start_response):
    pass
# --- case: decorator-unknown-under-a-known-one
import shop

def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper

@logged
@shop.json
def handler(environ, start_response):
    return {'hello': 'world'}
# --- case: decorator-unknown-over-a-known-one
import shop

def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper

@shop.json
@logged
def handler(environ, start_response):
    return {'hello': 'world'}
# --- case: decorator-catches-exceptions
class NotFound(Exception):
    pass

def safe(function):
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except NotFound:
            start_response('404 Not Found', [('Content-Type', 'text/plain')])
            return [b'no']
    return wrapper

@safe
def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        raise NotFound
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorator-catches-and-forgets
class NotFound(Exception):
    pass

def safe(function):
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except NotFound:
            return [b'no']  # expect: FC202
    return wrapper

@safe
def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        raise NotFound
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: lru-cache-like-wrapper-in-other-file
from wrap import logged

@logged
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- file: wrap.py
import functools

def logged(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper
# --- case: middleware-class
class Logged:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)

def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = Logged(app)
# --- case: middleware-class-anchor-inside
class Logged:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)

def app(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = Logged(app)
# --- case: middleware-of-unknown-app
class Logged:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)
# --- case: middleware-function-of-unknown-app
def logged(app):
    def middleware(environ, start_response):
        print(environ['PATH_INFO'])
        return app(environ, start_response)
    return middleware
# --- case: middleware-wraps-start-response
class Stamped:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        def stamping(status, headers, exc_info=None):
            headers.append(('X-Stamp', 'yes'))
            return start_response(status, headers, exc_info)
        return self.app(environ, stamping)

def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = Stamped(app)
# --- case: middleware-wraps-and-app-forgets
class Stamped:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        def stamping(status, headers, exc_info=None):
            headers.append(('X-Stamp', 'yes'))
            return start_response(status, headers, exc_info)
        return self.app(environ, stamping)

def app(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = Stamped(app)
# --- case: middleware-captures-then-answers
def handler(environ, start_response):
    captured = []
    def capture(status, headers, exc_info=None):
        captured[:] = [status, headers]
        return lambda data: None
    body = b''.join(app(environ, capture))
    start_response(captured[0], captured[1])
    return [body]

def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: middleware-captures-unknown-app
import shop

def handler(environ, start_response):
    captured = {}
    def capture(status, headers, exc_info=None):
        captured['status'] = status
        captured['headers'] = headers
    body = shop.app(environ, capture)
    start_response(captured['status'], captured['headers'])
    return body
# --- case: middleware-iterates-the-app
import shop

def handler(environ, start_response):
    for chunk in shop.app(environ, start_response):
        yield chunk
# --- case: middleware-loop-of-known-app
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def handler(environ, start_response):
    body = []
    for chunk in app(environ, start_response):
        body.append(chunk)
    return body
# --- case: framework-app-object
from flask import Flask

app = Flask(__name__)

@app.route('/')
def index():
    return 'hello'

def handler(environ, start_response):
    return app(environ, start_response)
# --- case: framework-response-called
from werkzeug.wrappers import Response

def handler(environ, start_response):
    response = Response('ok')
    return response(environ, start_response)
# --- case: framework-on-one-branch
from flask import Flask

app = Flask(__name__)

def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return [b'ok']  # expect: FC202
    return app(environ, start_response)
# --- case: dispatch-table-each-target
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def about(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'about']

def missing(environ, start_response):
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']

ROUTES = {'/': home, '/about': about}

def handler(environ, start_response):
    return ROUTES.get(environ['PATH_INFO'], missing)(environ, start_response)
# --- case: dispatch-table-target-never
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def about(environ, start_response):  # expect: FC201
    return [b'about']

ROUTES = {'/': home, '/about': about}

def handler(environ, start_response):
    return ROUTES.get(environ['PATH_INFO'], home)(environ, start_response)
# --- case: dispatch-table-own-exit
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

ROUTES = {'/': home}

def handler(environ, start_response):
    view = ROUTES.get(environ['PATH_INFO'])
    if view is None:
        return [b'no']  # expect: FC202
    return view(environ, start_response)
# --- case: dispatch-table-of-pairs
import re

def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def user(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'user']

ROUTES = [(r'^$', home), (r'user/?$', user)]

def handler(environ, start_response):
    path = environ.get('PATH_INFO', '').lstrip('/')
    for pattern, view in ROUTES:
        if re.search(pattern, path) is not None:
            return view(environ, start_response)
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: dispatch-if-chain
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def about(environ, start_response):
    return [b'about'] if answered(environ, start_response) else [b'no']

def answered(environ, respond):
    respond('200 OK', [('Content-Type', 'text/plain')])
    return True

def handler(environ, start_response):
    if environ['PATH_INFO'] == '/':
        return home(environ, start_response)
    return about(environ, start_response)
# --- case: conditional-expression-delegates-to-two
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def about(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'about']

def handler(environ, start_response):
    return home(environ, start_response) if environ['PATH_INFO'] == '/' else about(environ, start_response)
# --- case: conditional-expression-picks-the-function
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def about(environ, start_response):  # expect: FC201
    return [b'about']

def handler(environ, start_response):
    return (home if environ['PATH_INFO'] == '/' else about)(environ, start_response)
# --- case: handler-is-an-alias
def application(environ, start_response):  # expect: FC201
    return [b'ok']

handler = application
# --- case: handler-is-an-instance
class App:
    def __init__(self, status):
        self.status = status

    def __call__(self, environ, start_response):
        if environ.get('QUERY_STRING'):
            return [b'no']  # expect: FC202
        start_response(self.status, [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App('200 OK')
# --- case: handler-is-an-instance-fine
class App:
    greeting = b'hello'

    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [self.greeting]

handler = App()
# --- case: handler-is-a-bound-method
class Site:
    def index(self, environ, start_response):
        if environ.get('QUERY_STRING'):
            start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']  # expect: FC202

handler = Site().index
# --- case: handler-is-a-bound-method-with-other-names
class Site:
    def index(self, request, respond):
        if request['REQUEST_METHOD'] == 'GET':
            respond('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']  # expect: FC202

handler = Site().index
# --- case: handler-is-a-partial
import functools

def serve(settings, environ, start_response):
    if settings['quiet']:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = functools.partial(serve, {'quiet': True})
# --- case: handler-is-a-partial-missing
import functools

def serve(greeting, environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [greeting]  # expect: FC202

handler = functools.partial(serve, b'hello')
# --- case: handler-is-a-lambda-delegating
def page(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202

handler = lambda environ, start_response: page(environ, start_response)
# --- case: handler-is-a-lambda-never
handler = lambda environ, start_response: [b'ok']  # expect: FC201@11
# --- case: handler-made-by-a-factory
def make(body):
    def app(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body]
    return app

handler = make(b'hello')
# --- case: handler-made-by-a-factory-missing
def make(body):
    def app(environ, start_response):
        if environ.get('QUERY_STRING'):
            start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body]  # expect: FC202
    return app

handler = make(b'hello')
# --- case: handler-imported
from site_app import application as handler
# --- file: site_app.py
def application(environ, start_response):  # expect: FC201
    return [b'ok']
# --- case: delegates-to-other-file
import views

def handler(environ, start_response):
    if environ['PATH_INFO'] == '/':
        return views.home(environ, start_response)
    return views.about(environ, start_response)
# --- file: views.py
def home(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'home']

def about(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'about']  # expect: FC202
# --- case: delegates-after-answering
def page(environ, start_response):
    return [environ['PATH_INFO'].encode()]

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return page(environ, start_response)
# --- case: delegates-through-two
def inner(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def middle(environ, start_response):
    return inner(environ, start_response)

def handler(environ, start_response):
    return middle(environ, start_response)
# --- case: delegates-with-copied-environ
def page(environ, start_response):
    if environ.get('QUERY_STRING'):
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def handler(environ, start_response):
    return page(dict(environ), start_response)
# --- case: cascade-of-apps
class Cascade:
    def __init__(self, *apps):
        self.apps = apps

    def __call__(self, environ, start_response):
        for app in self.apps:
            if app.matches(environ):
                return app(environ, start_response)
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'no']

class Page:
    def matches(self, environ):
        return environ['PATH_INFO'] == '/'

    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'page']

handler = Cascade(Page())
# --- case: class-as-app-with-route-method
class App:
    def home(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'home']

    def missing(self, environ, start_response):
        return [b'no']

    def __call__(self, environ, start_response):
        if environ['PATH_INFO'] == '/':
            return self.home(environ, start_response)
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return self.missing(environ, start_response)

handler = App()
# --- case: handed-on-extra-positional
def view(environ, start_response, key):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "text " + key  # expect: FC301@5


def handler(environ, start_response):
    return view(environ, start_response, "a")
# --- case: handed-on-extra-keyword
def view(environ, start_response, key=""):  # expect: FC201
    if key:
        return [b"x"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "text " + key


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"home"]
    return view(environ, start_response, key="a")
# --- case: handed-on-extra-groupdict
import re

ROUTES = []


def route(pattern):
    def register(view):
        ROUTES.append((re.compile(pattern), view))
        return view

    return register


@route("/users/(?P<name>[^/]+)")
def user(environ, start_response, name):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return f"hello {name}"  # expect: FC301@5


@route("/")
def home(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"home"]


def handler(environ, start_response):
    for pattern, view in ROUTES:
        match = pattern.fullmatch(environ["PATH_INFO"])
        if match:
            return view(environ, start_response, **match.groupdict())
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"no"]
# --- case: handed-on-prefix-argument-of-a-method
class App:
    def __call__(self, environ, start_response):
        name = environ["PATH_INFO"].strip("/")
        return self.show(name, environ, start_response)

    def show(self, name, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return name  # expect: FC301@9


handler = App()
# --- case: handed-on-a-helper-that-takes-a-status-too-is-still-a-helper-of-text
def reply(environ, start_response, status, text):
    start_response(status, [("Content-Type", "text/plain")])
    return [text.encode()]


def handler(environ, start_response):
    return reply(environ, start_response, "200 OK", "x")
# --- case: handed-on-a-helper-without-environ
def reply(start_response, text):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return text


def handler(environ, start_response):
    return reply(start_response, "x")  # expect: FC301@5
