# fmt: off
# --- case: event-and-context [select=FC104]
def handler(event, context):  # expect: FC104
    context('200 OK', [('Content-Type', 'text/plain')])
    return [event['PATH_INFO'].encode()]
# --- case: off-unless-selected
def handler(event, context):
    context('200 OK', [('Content-Type', 'text/plain')])
    return [event['PATH_INFO'].encode()]
# --- case: env [select=FC104]
def handler(env, start_response):  # expect: FC104
    start_response('200 OK', [])
    return []
# --- case: both-short [select=FC104]
def handler(e, s):  # expect: FC104
    s('200 OK', [('Content-Type', e['REQUEST_METHOD'])])
    return []
# --- case: start-response-in-camel-case [select=FC104]
def handler(environ, startResponse):  # expect: FC104
    startResponse('200 OK', [])
    return []
# --- case: lambda [select=FC104]
handler = lambda env, start_response: (start_response('200 OK', []), [])[1]  # expect: FC104
# --- case: method [select=FC104]
class App:
    def __call__(self, env, start_response):  # expect: FC104
        start_response('200 OK', [])
        return []
handler = App()
# --- case: class-as-handler [select=FC104]
class App:
    def __init__(self, env, start_response):  # expect: FC104
        start_response('200 OK', [])
    def __iter__(self):
        yield b''
handler = App
# --- case: what-a-decorator-wraps-has-the-names-it-likes [select=FC104]
def logged(function):
    def wrapper(environ, start_response):
        return function(environ, start_response)
    return wrapper
@logged
def handler(request, start_response):
    start_response('200 OK', [])
    return []
# --- case: third-parameter-with-default [select=FC104]
def handler(env, start_response, verbose=False):  # expect: FC104
    start_response('200 OK', [])
    return []
# --- case: positional-only [select=FC104]
def handler(environ, respond, /):  # expect: FC104
    respond('200 OK', [('X-Path', environ['PATH_INFO'])])
    return []
# --- case: usual-names [select=FC104]
def handler(environ, start_response):
    start_response('200 OK', [])
    return []
# --- case: usual-names-positional-only [select=FC104]
def handler(environ, start_response, /):
    start_response('200 OK', [])
    return []
# --- case: usual-names-of-a-method [select=FC104]
class App:
    def __call__(this, environ, start_response):
        start_response('200 OK', [])
        return []
handler = App()
# --- case: star-arguments [select=FC104]
def handler(*args):
    environ, start_response = args
    start_response('200 OK', [])
    return []
# --- case: star-arguments-behind [select=FC104]
def handler(environ, start_response, *args, **kwargs):
    start_response('200 OK', [])
    return []
# --- case: event-handler [select=FC104]
import json
def handler(event, context):
    return json.dumps({'event': json.loads(event)})
# --- case: helper-of-a-handler [select=FC104]
def answer(env, start):
    start('200 OK', [('Content-Type', 'text/plain')])
    return [env['PATH_INFO'].encode()]
def handler(environ, start_response):
    return answer(environ, start_response)
# --- case: swapped [select=FC1]
def handler(start_response, environ):  # expect: FC103
    start_response('200 OK', [])
    return []
# --- case: too-many [select=FC1]
def handler(environ, start_response, context):  # expect: FC101
    start_response('200 OK', [])
    return []
# --- case: async [select=FC1]
async def handler(environ, start_response):  # expect: FC102
    start_response('200 OK', [])
    return []
# --- case: unused-underscore [select=FC104]
def handler(_, start_response):  # expect: FC104
    start_response('200 OK', [])
    return []
# --- case: with-an-underscore-before [select=FC104]
def handler(_environ, start_response):  # expect: FC104
    start_response('200 OK', [])
    return []
# --- case: two-names-of-the-stub [select=FC104]
from typing import Protocol
class Application(Protocol):
    def __call__(self, env, start): ...
# --- case: middleware-start-response [select=FC104]
def middleware(app):
    def wrapped(environ, start_response):
        def start(status, headers, exc_info=None):
            return start_response(status, headers, exc_info)
        return app(environ, start)
    return wrapped
@middleware
def handler(environ, start_response):
    start_response('200 OK', [])
    return []
# --- case: two-arguments-that-are-something-else [select=FC104]
def add(left, right):
    return left + right
def handler(environ, start_response):
    start_response('200 OK', [('X-Sum', str(add(1, 2)))])
    return []
