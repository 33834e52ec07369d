# fmt: off
# --- case: one-parameter
def handler(environ):  # expect: FC101@5
    return [b'ok']
# --- case: three-required
def handler(environ, start_response, context):  # expect: FC101
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: three-required-wsgi target=wsgi
def handler(environ, start_response, context):  # expect: FC101
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: arity-mutes-fc2-fc3
def handler(environ, start_response, context):  # expect: FC101
    if environ.get('QUERY_STRING'):
        return 'text'
# --- case: third-with-default
def handler(environ, start_response, context=None):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: third-with-default-still-judged
def handler(environ, start_response, context=None):  # expect: FC201
    return [b'ok']
# --- case: keyword-only-required
def handler(environ, start_response, *, debug):  # expect: FC101
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: keyword-only-default
def handler(environ, start_response, *, debug=False):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: start-response-keyword-only
def handler(environ, *, start_response):  # expect: FC101
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: extra-star-args
def handler(environ, start_response, *args, **kwargs):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: star-args-take-start-response
def handler(environ, *args):
    args[0]('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: all-star-args
def handler(*args):
    environ, start_response = args
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: positional-only
def handler(environ, start_response, /):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: positional-only-too-many
def handler(environ, start_response, context, /):  # expect: FC101
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: multi-line-signature
def handler(  # expect: FC101@5
    environ,
    start_response,
    context,
):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: lambda-one-parameter
handler = lambda environ: [b'ok']  # expect: FC101
# --- case: lambda-fine
def send(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = lambda environ, start_response: send(start_response)
# --- case: decorated-known-fixes-arity
import functools

def with_context(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        return function(environ, start_response, {})
    return wrapper

@with_context
def handler(environ, start_response, context):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: decorated-unknown-arity
import shop

@shop.inject
def handler(environ, start_response, context):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: partial-binds-the-third
import functools

def serve(settings, environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

handler = functools.partial(serve, {})
# --- case: instance-call-too-few
class App:
    def __call__(self, environ):  # expect: FC101
        return [b'ok']

handler = App()
# --- case: instance-call-fine
class App:
    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: method-not-bound-by-name-is-no-arity-matter
class Service:
    def prepare(self, environ):
        return dict(environ)

    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [self.prepare(environ).get('PATH_INFO', '').encode()]
# --- case: other-function-with-environ
def describe(environ):
    return environ.get('PATH_INFO', '')
# --- case: other-function-with-environ-and-more
def describe(environ, key, default):
    return environ.get(key, default)
# --- case: handler-without-parameters
def handler():
    return 'ok'
# --- case: rebound-handler-is-what-counts
def handler(environ):
    return [b'old']

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: nested-handler-name-is-not-module-level
def make():
    def handler(environ):
        return environ.get('PATH_INFO')
    return handler
# --- case: async-handler
async def handler(environ, start_response):  # expect: FC102@11
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: async-handler-wsgi target=wsgi
async def handler(environ, start_response):  # expect: FC102
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: async-mutes-the-rest
async def handler(environ, start_response):  # expect: FC102
    return 'text'
# --- case: async-generator
async def handler(environ, start_response):  # expect: FC102
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'
# --- case: async-other-name
async def application(environ, start_response):  # expect: FC102
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: async-call-method
class App:
    async def __call__(self, environ, start_response):  # expect: FC102
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: async-run-by-a-sync-handler
import asyncio

async def work(path):
    return path.encode()

def handler(environ, start_response):
    body = asyncio.run(work(environ['PATH_INFO']))
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: async-asgi
async def app(scope, receive, send):
    await send({'type': 'http.response.start', 'status': 200, 'headers': []})
    await send({'type': 'http.response.body', 'body': b'ok'})
# --- case: async-event-handler
async def handler(event, context):
    return 'ok'
# --- case: swapped
def handler(start_response, environ):  # expect: FC103@5
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: swapped-mutes-the-rest
def handler(start_response, environ):  # expect: FC103
    return 'text'
# --- case: swapped-lambda
handler = lambda start_response, environ: [b'ok']  # expect: FC103
# --- case: swapped-instance-call
class App:
    def __call__(self, start_response, environ):  # expect: FC103
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: swapped-helper-is-called-rightly
def respond(start_response, environ):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]

def handler(environ, start_response):
    return respond(start_response, environ)
# --- case: swapped-adapted-by-a-lambda
def respond(start_response, environ):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]

handler = lambda environ, start_response: respond(start_response, environ)
# --- case: names-other select=FC104
def handler(env, start):  # expect: FC104
    env['PATH_INFO']
    start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: names-event-context select=FC104
def handler(event, context):  # expect: FC104
    path = event['PATH_INFO']
    context('200 OK', [('Content-Type', 'text/plain')])
    return [path.encode()]
# --- case: names-env-only select=FC104
def handler(env, start_response):  # expect: FC104
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: names-canonical select=FC104
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: names-method-canonical select=FC104
class App:
    def __call__(this, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: names-event-handler select=FC104
import json

def handler(event, context):
    return json.loads(event)
# --- case: names-off-by-default
def handler(event, context):
    path = event['PATH_INFO']
    context('200 OK', [('Content-Type', 'text/plain')])
    return [path.encode()]
# --- case: event-context-used-as-wsgi-missing
def handler(event, context):
    if event['REQUEST_METHOD'] != 'GET':
        return [b'only GET']  # expect: FC202
    context('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: env-start-used-as-wsgi-missing
def application(env, start):
    if env['wsgi.url_scheme'] != 'https':
        return [b'no']  # expect: FC202
    start('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: fc-context-key-makes-it-wsgi
def handler(a, b):
    request_id = a['fc.context'].request_id
    if environ_is_odd(request_id):
        return [b'odd']  # expect: FC202
    b('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def environ_is_odd(text):
    return text.endswith('1')
# --- case: second-named-start-response-first-anything
def handler(request, start_response):  # expect: FC201
    return [b'ok']
# --- case: event-handler-json-loads
import json

def handler(event, context):
    data = json.loads(event)
    return {'statusCode': 200, 'body': json.dumps(data)}
# --- case: event-handler-context-attributes
def handler(event, context):
    logger = context.getLogger() if hasattr(context, 'getLogger') else None
    return 'hello'
# --- case: event-handler-returns-none
def handler(event, context):
    print(event)
# --- case: event-handler-http-event
import json

def handler(event, context):
    request = json.loads(event)
    method = request['requestContext']['http']['method']
    if method != 'GET':
        return {'statusCode': 405, 'body': ''}
    return {'statusCode': 200, 'headers': {'Content-Type': 'text/plain'}, 'body': 'ok'}
# --- case: initializer
def initializer(context):
    return None
# --- case: callback-pair-is-no-handler
def on_done(environ, callback):
    callback('finished')
# --- case: stub-ellipsis
def handler(environ, start_response): ...
# --- case: stub-ellipsis-with-docstring
def handler(environ, start_response):
    """A WSGI application."""
    ...
# --- case: not-implemented
def handler(environ, start_response):
    raise NotImplementedError
# --- case: not-implemented-with-message
class Base:
    def __call__(self, environ, start_response):
        """Answers the request."""
        raise NotImplementedError('subclasses answer')
# --- case: not-implemented-overridden-badly
class Base:
    def __call__(self, environ, start_response):
        raise NotImplementedError

class App(Base):
    def __call__(self, environ, start_response):  # expect: FC201
        return [b'ok']

handler = App()
# --- case: protocol-member
from typing import Protocol

class Application(Protocol):
    def __call__(self, environ, start_response):
        """Answers the request."""
# --- case: protocol-member-typing-attribute
import typing

class Application(typing.Protocol):
    def serve(self, environ, start_response):
        return []
# --- case: abstract-method
import abc

class Application(abc.ABC):
    @abc.abstractmethod
    def __call__(self, environ, start_response):
        return []
# --- case: abstract-method-imported-name
from abc import ABC, abstractmethod

class Application(ABC):
    @abstractmethod
    def serve(self, environ, start_response):
        pass
# --- case: abstract-overridden-rightly
from abc import ABC, abstractmethod

class Application(ABC):
    @abstractmethod
    def __call__(self, environ, start_response):
        pass

class App(Application):
    def __call__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: overloads
from typing import overload

class App:
    @overload
    def __call__(self, environ, start_response):
        pass

    @overload
    def __call__(self, environ, start_response=None):
        pass

    def __call__(self, environ, start_response=None):
        if start_response is not None:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: stub-under-type-checking
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    def handler(environ, start_response):
        return None
else:
    def handler(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
# --- case: helper-with-the-signature-after-the-call
def body_of(environ, start_response):
    return [environ['PATH_INFO'].encode()]

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return body_of(environ, start_response)
# --- case: helper-renamed-after-the-call
def body_of(environ, start_response):
    return environ['PATH_INFO'].encode()

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = body_of(environ, start_response)
    return [body]
# --- case: helper-method-with-the-signature
class App:
    def _prepare(self, environ, start_response):
        self.path = environ['PATH_INFO']

    def __call__(self, environ, start_response):
        self._prepare(environ, start_response)
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: handlers-of-any-name
def first(environ, start_response):  # expect: FC201
    return [b'ok']

def second(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']

def third(environ, start_response):  # expect: FC201
    return [b'ok']
# --- case: nested-handler
def make(settings):
    def application(environ, start_response):  # expect: FC201@9
        return [b'ok']
    return application
# --- case: nested-handler-fine
def make(settings):
    def application(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [settings.body]
    return application
# --- case: method-handler-named-otherwise
class Site:
    def index(self, environ, start_response):  # expect: FC201
        return [b'ok']
# --- case: static-method
class Site:
    @staticmethod
    def index(environ, start_response):  # expect: FC201
        return [b'ok']
# --- case: class-method
class Site:
    @classmethod
    def index(cls, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = Site.index
# --- case: class-method-missing
class Site:
    @classmethod
    def handler(cls, environ, start_response):  # expect: FC201
        return [b'ok']

handler = Site.handler
# --- case: comment-names-a-handler
def entry(request, respond):  # fclint: handler  # expect: FC201
    return [b'ok']
