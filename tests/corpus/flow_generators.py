# fmt: off
# --- case: call-before-first-yield
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'
# --- case: never-called
def handler(environ, start_response):  # expect: FC201
    yield b'ok'
# --- case: call-on-one-branch
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'  # expect: FC202@5
    yield b'more'
# --- case: call-on-both-branches
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    yield b'ok'
# --- case: call-after-first-chunk
def handler(environ, start_response):
    yield b'ok'
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204@5
    yield b'more'
# --- case: call-after-chunk-on-one-branch
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        yield b'early'
        start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
    yield b'ok'
# --- case: return-in-generator
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'query'
        return
    start_response('404 Not Found', [('Content-Type', 'text/plain')])
    yield b'no'
# --- case: return-before-the-call
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        return  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'
# --- case: each-branch-yields
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        yield b'query'  # expect: FC202
    else:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        yield b'no'
# --- case: yields-in-loop-after-the-call
import shop

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for row in shop.rows():
        yield b'row'
# --- case: yield-from-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield from [b'a', b'b']
# --- case: yield-from-generator-that-calls
def answer(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'

def handler(environ, start_response):
    yield from answer(start_response)
# --- case: yield-from-generator-before-the-call
def rows():
    yield b'a'

def handler(environ, start_response):
    yield from rows()
    start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204
# --- case: yield-from-empty-generator-then-call
def rows():
    return
    yield b'never'

def handler(environ, start_response):
    yield from rows()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'
# --- case: generator-helper-returned
def answer(start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'ok'

def handler(environ, start_response):
    return answer(start_response)
# --- case: inner-generator-returned
def handler(environ, start_response):
    def body():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'a'
        yield b'b'
    return body()
# --- case: inner-generator-after-the-call
def handler(environ, start_response):
    def body():
        yield b'a'
        yield b'b'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return body()
# --- case: inner-generator-late-call
def handler(environ, start_response):
    def body():
        yield b'a'
        start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204
        yield b'b'
    return body()
# --- case: generator-expression-returned
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return (part.encode() for part in ('a', 'b'))
# --- case: generator-try-finally
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        yield b'ok'
    finally:
        print('closed')
# --- case: generator-except-answers
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield body
    except ValueError:
        print('failed')
        raise
# --- case: generator-except-forgets
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
    except ValueError:
        yield b'failed'  # expect: FC202
        return
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield body
# --- case: class-with-iter
class App:
    def __init__(self, environ, start_response):
        self.environ = environ
        self.start = start_response

    def __iter__(self):
        self.start('200 OK', [('Content-Type', 'text/plain')])
        yield b'ok'

handler = App
# --- case: class-with-iter-missing-branch
class App:
    def __init__(self, environ, start_response):
        self.environ = environ
        self.start = start_response

    def __iter__(self):
        if self.environ.get('QUERY_STRING'):
            self.start('200 OK', [('Content-Type', 'text/plain')])
        yield b'ok'  # expect: FC202

handler = App
# --- case: class-with-iter-started-in-init
class App:
    def __init__(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])

    def __iter__(self):
        yield b'ok'

handler = App
# --- case: class-with-iter-late
class App:
    def __init__(self, environ, start_response):
        self.start = start_response

    def __iter__(self):
        yield b'ok'
        self.start('200 OK', [('Content-Type', 'text/plain')])  # expect: FC204

handler = App
# --- case: class-with-iter-returned-by-handler
class Body:
    def __init__(self, start_response):
        self.start = start_response

    def __iter__(self):
        self.start('200 OK', [('Content-Type', 'text/plain')])
        return iter([b'ok'])

def handler(environ, start_response):
    return Body(start_response)
# --- case: class-with-iter-and-next
class Body:
    def __init__(self, parts):
        self.parts = parts

    def __iter__(self):
        return self

    def __next__(self):
        if not self.parts:
            raise StopIteration
        return self.parts.pop()

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Body([b'ok'])
# --- case: generator-method
class App:
    def __call__(self, environ, start_response):
        if environ['REQUEST_METHOD'] == 'HEAD':
            return  # expect: FC202
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'ok'

handler = App()
# --- case: generator-while-loop
import shop

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    while True:
        chunk = shop.read()
        if not chunk:
            break
        yield chunk
# --- case: generator-delegates
def page(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'page'

def handler(environ, start_response):
    if environ['PATH_INFO'] == '/':
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'home'
    else:
        yield from page(environ, start_response)
