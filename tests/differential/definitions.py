"""Functions and classes that programs call. Each stands alone by an empty line around it."""

TEXT = """\
class Boom(Exception):
    pass

class Bang(Boom):
    pass

class Swallow:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        return True

class Picky:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, ValueError)

class Plain:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        oracle.flag(9)

@contextmanager
def guard():
    try:
        yield
    except ValueError:
        pass

@contextmanager
def wide():
    try:
        yield 'x'
    except Exception:
        pass

@contextmanager
def timed():
    yield 'x'

@contextmanager
def answering(reply):
    try:
        yield
    finally:
        reply('200 OK', [])

def begin(reply, status='200 OK'):
    reply(status, [('Content-Type', 'text/plain')])

def begin_if(reply, ok):
    if ok:
        reply('200 OK', [])
        return True
    return False

def fail(reply):
    reply('500 Error', [])
    return [b'failed']

def refuse():
    raise ValueError('refused')

def refuse_if(test):
    if test:
        raise Boom('refused')

def check(environ):
    if 'HTTP_A' not in environ:
        raise ValueError('no A')
    return environ['HTTP_A']

def token(environ):
    return environ['HTTP_A']

def find(environ):
    if oracle.flag(5):
        return 'x'

def chunks(many=True):
    yield b'a'
    if many:
        yield b'b'

def mixed():
    yield b'a'
    if oracle.flag(6):
        yield 'b'

def other(environ, start_response):
    if environ.get('HTTP_B'):
        start_response('200 OK', [])
        return [b'other']
    return [b'none']

def page(environ, reply):
    reply('200 OK', [])
    return [b'page']

def streamed(environ, reply):
    if environ.get('HTTP_B'):
        reply('200 OK', [])
    yield b'page'

class Reply:
    def __init__(self, reply):
        self.reply = reply
        self.done = False
        self.out = []
    def begin(self, status='200 OK'):
        if not self.done:
            self.reply(status, [])
            self.done = True
    def add(self, chunk):
        self.out.append(chunk)
        return self

def encoded(value):
    if isinstance(value, str):
        return value.encode()
    return value

def safely(function):
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except ValueError:
            start_response('500 Error', [])
            return [b'error']
    return wrapper

def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        oracle.flag(8)
        return function(*args, **kwargs)
    return wrapper

def started(function):
    def wrapper(environ, start_response):
        start_response('200 OK', [])
        return function(environ, start_response)
    return wrapper

TABLE = {'x': '200 OK', 'y': '404 Not Found'}

ROUTES = {'x': page, 'y': other}

class Base:
    ok = 'x'
    def __init__(self, reply=None):
        self.reply = reply
        self.state = None
    def send(self):
        return self.answer('200 OK')
    def answer(self, status):
        return [b'base']
    @property
    def ready(self):
        return self.state is not None

class Child(Base):
    def __init__(self, reply):
        super().__init__(reply)
        self.state = 'x'
    def answer(self, status):
        self.reply(status, [])
        return super().answer(status)

class Body:
    def __init__(self, chunks):
        self.chunks = chunks
    def __iter__(self):
        yield from self.chunks

class Cursor:
    def __init__(self, left):
        self.left = left
    def __iter__(self):
        return self
    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return b'c'

def twice(function, *args, **named):
    function(*args, **named)
    return function(*args, **named)

def attempt(function, default=None):
    try:
        return function()
    except (KeyError, ValueError):
        return default

def tidy(reply):
    try:
        yield b'a'
        if oracle.flag(7):
            return
        yield b'b'
    finally:
        reply('200 OK', [])

def total():
    yield b'a'
    return 'x'

def collect(item, into=None):
    into = [] if into is None else into
    into.append(item)
    return into

def parse(value):
    if value == 'x':
        return True, b'x'
    if value is None:
        raise ValueError('none')
    return False, 'y'

def depth(n, reply):
    if n == 0:
        reply('200 OK', [])
        return [b'd']
    return depth(n - 1, reply)

class Color(Enum):
    RED = 'x'
    BLUE = 'y'

@dataclass
class Point:
    x: str | None = None
    items: list = field(default_factory=list)

class Traced:
    def __init__(self, app):
        self.app = app
    def __call__(self, environ, start_response):
        oracle.flag(10)
        return self.app(environ, start_response)

class Guarded:
    def __init__(self, app):
        self.app = app
    def __call__(self, environ, start_response):
        try:
            return self.app(environ, start_response)
        except (KeyError, ValueError):
            start_response('400 Bad Request', [])
            return [b'bad']

class Serving:
    def __init__(self, app):
        self.app = app
    def serve(self, environ, start_response):
        if environ['REQUEST_METHOD'] == 'HEAD':
            start_response('200 OK', [])
            return []
        return self.app(environ, start_response)

def joined(app):
    def middleware(environ, start_response):
        return [b''.join(app(environ, start_response))]
    return middleware

def encoding(app):
    def middleware(environ, start_response):
        for chunk in app(environ, start_response):
            yield encoded(chunk)
    return middleware

def marking(app):
    def middleware(environ, start_response):
        def begin_marked(status, headers, exc_info=None):
            return start_response(status, [*headers, ('X-A', 'b')])
        return app(environ, begin_marked)
    return middleware

def retried(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(environ, start_response):
            for _ in range(times):
                try:
                    return function(environ, start_response)
                except OSError:
                    continue
            start_response('503 Busy', [])
            return [b'busy']
        return wrapper
    return decorate
"""
