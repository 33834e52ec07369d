# fmt: off
# --- case: suppress-swallows
from contextlib import suppress

def handler(environ, start_response):
    with suppress(ValueError):
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: suppress-other-type
from contextlib import suppress

def handler(environ, start_response):
    with suppress(KeyError):
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: suppress-base-type
import contextlib

def handler(environ, start_response):
    with contextlib.suppress(LookupError):
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: suppress-several-types
from contextlib import suppress as quietly

def handler(environ, start_response):
    with quietly(KeyError, ValueError):
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: suppress-nothing
from contextlib import suppress

def handler(environ, start_response):
    with suppress():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: suppress-exception-around-unknown
from contextlib import suppress
import shop

def handler(environ, start_response):
    body = b''
    with suppress(Exception):
        body = shop.render()
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]  # expect: FC202
# --- case: suppress-call-comes-first
from contextlib import suppress

def handler(environ, start_response):
    with suppress(ValueError):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        number = int(environ.get('QUERY_STRING', ''))
    return [b'ok']
# --- case: suppress-return-inside
from contextlib import suppress

def handler(environ, start_response):
    with suppress(ValueError):
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
    return [b'no']  # expect: FC202
# --- case: suppress-return-inside-answered
from contextlib import suppress

def handler(environ, start_response):
    with suppress(ValueError):
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    return [b'no']
# --- case: suppress-nothing-raises
from contextlib import suppress

def handler(environ, start_response):
    with suppress(ValueError):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
    return [b'never']
# --- case: suppress-bound-to-a-name
from contextlib import suppress

def handler(environ, start_response):
    quiet = suppress(ValueError)
    with quiet:
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: project-class-swallows
class Quiet:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        return True

def handler(environ, start_response):
    with Quiet():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: project-class-does-not-swallow
class Timed:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        print('done')

def handler(environ, start_response):
    with Timed():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: project-class-returns-false
class Timed:
    def __enter__(self):
        return self
    def __exit__(self, *details):
        return False

def handler(environ, start_response):
    with Timed() as timed:
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: project-class-swallows-any-exception
class Quiet:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        return kind is not None

def handler(environ, start_response):
    with Quiet():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: project-class-swallows-inherited
class Base:
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        return True

class Quiet(Base):
    pass

def handler(environ, start_response):
    with Quiet():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: project-class-answers-on-exit
class Reply:
    def __init__(self, start_response):
        self.start_response = start_response
        self.status = '200 OK'
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        if kind is None:
            self.start_response(self.status, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    with Reply(start_response) as reply:
        if not environ.get('QUERY_STRING'):
            reply.status = '404 Not Found'
    return [b'ok']
# --- case: project-class-answers-on-enter
class Reply:
    def __init__(self, start_response):
        self.start_response = start_response
    def __enter__(self):
        self.start_response('200 OK', [('Content-Type', 'text/plain')])
        return []
    def __exit__(self, *details):
        return None

def handler(environ, start_response):
    with Reply(start_response) as body:
        body.append(b'ok')
    return body
# --- case: unknown-manager
import shop

def handler(environ, start_response):
    with shop.transaction():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: unknown-manager-leaves-branches-alone
import shop

def handler(environ, start_response):
    with shop.transaction():
        if environ.get('QUERY_STRING'):
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: open-does-not-swallow
def handler(environ, start_response):
    with open('page.html', 'rb') as page:
        body = page.read()
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: lock-does-not-swallow
import threading

LOCK = threading.Lock()

def handler(environ, start_response):
    with LOCK:
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: contextmanager-swallows
from contextlib import contextmanager

@contextmanager
def quiet():
    try:
        yield
    except ValueError:
        print('ignored')

def handler(environ, start_response):
    with quiet():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: contextmanager-swallows-another-type
from contextlib import contextmanager

@contextmanager
def quiet():
    try:
        yield
    except KeyError:
        print('ignored')

def handler(environ, start_response):
    with quiet():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: contextmanager-reraises
import contextlib

@contextlib.contextmanager
def logged():
    try:
        yield 'x'
    except Exception:
        print('failed')
        raise

def handler(environ, start_response):
    with logged() as name:
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: contextmanager-finally
import contextlib

@contextlib.contextmanager
def timed():
    try:
        yield
    finally:
        print('done')

def handler(environ, start_response):
    with timed():
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: contextmanager-calls-after-yield
import contextlib

@contextlib.contextmanager
def answering(start_response):
    yield
    start_response('200 OK', [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    with answering(start_response):
        body = [b'ok']
    return body
# --- case: exit-stack-plain
from contextlib import ExitStack

def handler(environ, start_response):
    with ExitStack() as stack:
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: exit-stack-suppress
from contextlib import ExitStack, suppress

def handler(environ, start_response):
    with ExitStack() as stack:
        stack.enter_context(suppress(ValueError))
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: exit-stack-callback
from contextlib import ExitStack

def handler(environ, start_response):
    with ExitStack() as stack:
        stack.callback(start_response, '200 OK', [('Content-Type', 'text/plain')])
        body = [b'ok']
    return body
# --- case: two-managers-one-suppresses
from contextlib import suppress
import threading

LOCK = threading.Lock()

def handler(environ, start_response):
    with LOCK, suppress(ValueError):
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: nested-inner-suppresses-other
from contextlib import suppress

def handler(environ, start_response):
    with suppress(ValueError):
        with suppress(KeyError):
            number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']  # expect: FC202
# --- case: nullcontext
from contextlib import nullcontext

def handler(environ, start_response):
    with nullcontext(b'ok') as body:
        number = int(environ.get('QUERY_STRING', ''))
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: break-out-of-with
from contextlib import suppress

def handler(environ, start_response):
    while True:
        with suppress(ValueError):
            number = int(environ.get('QUERY_STRING', ''))
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    return [b'ok']
# --- case: return-through-with
import threading

LOCK = threading.Lock()

def handler(environ, start_response):
    with LOCK:
        if environ.get('QUERY_STRING'):
            return [b'no']  # expect: FC202
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
