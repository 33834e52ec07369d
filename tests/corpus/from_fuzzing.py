# fmt: off
# --- case: star-pattern-does-not-match-an-empty-list
def handler(environ, start_response):  # expect: FC201
    out = []
    match out:
        case [first, *rest]:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: star-pattern-matches-a-known-list
def handler(environ, start_response):
    out = [b'a']
    match out:
        case [b'a', *_]:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return out
# --- case: item-assignment-beyond-the-end-raises-IndexError
def handler(environ, start_response):
    out = []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out[0] = b'a'
    return 'never'
# --- case: item-assignment-beyond-the-end-is-caught
def handler(environ, start_response):
    out = []
    try:
        out[0] = b'a'
    except IndexError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: slice-of-an-empty-list-is-empty
def handler(environ, start_response):
    out = []
    out = out[1:]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return out or 'nothing'  # expect: FC301
# --- case: slice-of-a-known-list-is-known
def handler(environ, start_response):
    out = ['head', b'tail']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return out[1:]
# --- case: slice-of-a-known-list-tested
def handler(environ, start_response):
    out = [b'a', b'b']
    if len(out[1:]) == 1:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return out
# --- case: slice-assignment-empties-a-list
def handler(environ, start_response):
    out = [b'a']
    out[:] = []
    if not out:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: comprehension-over-an-empty-list-is-empty
def handler(environ, start_response):
    out = []
    out = [chunk for chunk in out if chunk]
    if not out:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: second-handler-of-the-same-kind-never-runs
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        oracle.risky()
    except ValueError:
        return [b'first']
    except ValueError:
        return 'never'
    return [b'x']
# --- case: handler-of-a-subclass-behind-its-base-never-runs
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        oracle.risky()
    except LookupError:
        return [b'first']
    except KeyError:
        return 'never'
    return [b'x']
# --- case: kind-caught-inside-does-not-reach-the-outer-handler
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        try:
            oracle.risky()
        except ValueError:
            return [b'inner']
    except ValueError:
        return 'never'
    return [b'x']
# --- case: project-kind-caught-inside-does-not-reach-the-outer-handler
import oracle

class Boom(Exception):
    pass

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        try:
            oracle.risky()
        except Boom:
            return [b'inner']
    except Boom:
        return 'never'
    return [b'x']
# --- case: manager-that-swallows-by-issubclass-lets-others-pass
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, ValueError)

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with Quiet():
        if environ['PATH_INFO'] == '/':
            raise RuntimeError('not swallowed')
        return [b'x']
# --- case: manager-that-swallows-by-issubclass-swallows
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, (KeyError, ValueError))

def handler(environ, start_response):  # expect: FC302
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with Quiet():
        if environ['PATH_INFO'] == '/':
            raise UnicodeError('swallowed')
        return [b'x']
# --- case: manager-that-compares-the-kind-lets-others-pass
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is ValueError

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with Quiet():
        if environ['PATH_INFO'] == '/':
            raise RuntimeError('not swallowed')
        return [b'x']
# --- case: manager-by-issubclass-does-not-swallow-a-missing-key
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, ValueError)

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with Quiet():
        return [environ['HTTP_A'].encode()]  # expect: FC401
# --- case: list-of-environ-is-never-empty
def handler(environ, start_response):
    for key in list(environ):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'x']
# --- case: items-of-environ-are-never-none
def handler(environ, start_response):
    for key, value in environ.items():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'x']
# --- case: sorted-environ-is-never-empty
def handler(environ, start_response):
    for key in sorted(environ):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        break
    return [b'x']
# --- case: max-of-known-numbers
def handler(environ, start_response):
    count = 0
    if max(count, 1) == 1:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: startswith-of-a-get-with-default-means-it-is-there
def handler(environ, start_response):
    token = ''
    if environ.get('HTTP_AUTHORIZATION', '').startswith('Bearer '):
        token = environ['HTTP_AUTHORIZATION'][7:]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [token.encode()]
# --- case: endswith-of-a-get-with-default-means-it-is-there
def handler(environ, start_response):
    host = ''
    if environ.get('HTTP_HOST', '').endswith('.example'):
        host = environ['HTTP_HOST']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [host.encode()]
# --- case: membership-in-a-get-with-default-means-it-is-there
def handler(environ, start_response):
    accept = ''
    if 'json' in environ.get('HTTP_ACCEPT', ''):
        accept = environ['HTTP_ACCEPT']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [accept.encode()]
# --- case: startswith-asked-twice-of-a-get
def handler(environ, start_response):
    json = environ.get('HTTP_ACCEPT', '').startswith('application/')
    if environ.get('HTTP_ACCEPT', '').startswith('application/'):
        start_response('200 OK', [('Content-Type', 'application/json')])
    if not environ.get('HTTP_ACCEPT', '').startswith('application/'):
        start_response('406 Not Acceptable', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: remove-of-what-is-not-there-raises-ValueError
def handler(environ, start_response):
    out = []
    try:
        out.remove(b'a')
    except ValueError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: index-of-what-is-not-there-raises-ValueError
def handler(environ, start_response):
    out = []
    try:
        out.index(b'a')
    except ValueError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: deleting-an-item-of-an-empty-list-raises-IndexError
def handler(environ, start_response):
    out = []
    try:
        del out[0]
    except IndexError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: character-beyond-the-end-raises-IndexError
def handler(environ, start_response):
    text = 'a'
    try:
        text[3]
    except IndexError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: rest-of-a-started-generator-raises-only-what-it-raises
def chunks():
    yield b'a'
    yield b'b'

def handler(environ, start_response):
    parts = chunks()
    body = [next(parts)]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        body = list(parts)
    except ValueError:
        return 'never'
    return body
# --- case: call-of-an-item-of-a-slice
def begin(reply):
    reply('200 OK', [('Content-Type', 'text/plain')])

def fail(reply):
    reply(500, [('Content-Type', 'text/plain')])

def handler(environ, start_response):
    steps = [begin, fail]
    for step in steps[:1]:
        step(start_response)
    return [b'x']
# --- case: member-of-an-enum-by-value-is-that-member
import enum

class Color(enum.Enum):
    RED = 'x'

def handler(environ, start_response):
    if Color('x') is Color.RED:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    if Color('x') is Color.RED:
        start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'x']
# --- case: type-of-a-known-value
def handler(environ, start_response):
    body = 'x'
    if type(body) is str:
        body = body.encode()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: instance-of-a-plain-class-is-no-str
class Page:
    def __init__(self, text):
        self.text = text

def handler(environ, start_response):
    page = Page('x')
    if not isinstance(page, str):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: filter-None-leaves-what-is-true
import oracle

def handler(environ, start_response):
    for key in filter(None, oracle.items()):
        if not key:
            return 'never'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: other-type-of-a-known-value
def handler(environ, start_response):
    body = 'x'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if type(body) is bytes:
        return 'never'
    return [body.encode()]
# --- case: what-the-inner-suppress-swallows-does-not-reach-the-outer
from contextlib import suppress
import oracle

def handler(environ, start_response):
    with suppress(ValueError):
        with suppress(ValueError):
            oracle.risky()
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: what-suppress-swallows-is-not-caught-outside
from contextlib import suppress
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        with suppress(KeyError):
            oracle.risky()
    except KeyError:
        return 'never'
    return [b'x']
# --- case: true-or-anything-is-true
def handler(environ, start_response):
    done = True
    done |= 'HTTP_A' not in environ
    if done:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: false-and-anything-is-false
def handler(environ, start_response):
    failed = False
    failed &= bool(environ.get('HTTP_A'))
    if not failed:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: a-list-that-is-reversed-or-sorted-keeps-its-number-of-items
def handler(environ, start_response):
    names = ['b']
    names.reverse()
    names.sort(key=len)
    for name in names:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    for name in sorted({'b': 1}):
        return [b'x']
# --- case: sorted-items-are-known
def handler(environ, start_response):
    first, second = sorted(['404 Not Found', '200 OK'])
    start_response(first, [('Content-Type', 'text/plain')])
    return [second]  # expect: FC303
# --- case: a-key-seen-when-iterating-items-is-there
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for key, value in environ.items():
        if key == 'HTTP_A':
            value = environ['HTTP_A']
        if key == 'HTTP_B' and 'HTTP_B' not in environ:
            return 'never'
    return [environ['HTTP_A']]  # expect: FC303, FC401
# --- case: what-a-generator-returns-is-lost-also-where-it-is-another-application's
def page(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'page']

def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'HEAD':
        return page(environ, start_response)  # expect: FC306
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield b'x'
# --- case: bytes-that-are-formatted-are-not-empty
def handler(environ, start_response):
    start_response('200 OK', [])  # expect: FC210
    return [b'%d' % len(environ)]
# --- case: a-generator-expression-that-a-library-gets-holds-only-what-it-mentions
def handler(environ, start_response):
    name = max(environ.get(key, '') for key in ('HTTP_A', 'HTTP_B'))
    start_response('200 OK', [])  # expect: FC210
    return [b'x']
# --- case: None-has-no-operators
def handler(environ, start_response):
    headers = None
    try:
        headers = headers + [('Content-Type', 'text/plain')]
    except TypeError:
        headers = [('Content-Type', 'text/plain')]
    start_response('200 OK', headers)
    return [b'x']
# --- case: what-is-not-bytes-can-not-be-joined-to-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        return [b''.join([b'a', None])]
    except TypeError:
        return [b'x']
    return 'never'
# --- case: the-keys-of-a-dict-are-a-body
def handler(environ, start_response):
    start_response('200 OK', [])  # expect: FC210
    return {'a': 1}  # expect: FC303
# --- case: iterators-have-no-methods-of-lists
def handler(environ, start_response):
    headers = map(tuple, [('Content-Type', 'text/plain')])
    try:
        headers.append(('A', 'b'))
    except AttributeError:
        headers = list(headers)
    try:
        headers = {'A': 'b'}.items() + headers
    except TypeError:
        start_response('200 OK', headers)
    return [b'x']
# --- case: the-greatest-of-several-items-raises-no-KeyError
def handler(environ, start_response):
    try:
        name = max(environ.get(key, '') for key in ('HTTP_A', 'HTTP_B'))
    except KeyError:
        return 'never'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [name]  # expect: FC303
# --- case: what-is-sorted-may-be-empty-though-a-generator-is-true
import store

def handler(environ, start_response):
    names = sorted(name for name in store.names())
    if not names:
        return 'nothing'  # expect: FC202, FC301
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [max([3, 1], default=b'')]  # expect: FC303
# --- case: the-least-of-nothing-raises-ValueError
def handler(environ, start_response):
    try:
        first = min([])
    except ValueError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: tuples-text-and-None-take-no-items
def handler(environ, start_response):
    headers = (('Content-Type', 'text/plain'),)
    try:
        headers[0] = ('A', 'b')
        return 'never'
    except TypeError:
        pass
    try:
        del headers[0]
        return 'never'
    except TypeError:
        start_response('200 OK', list(headers))
    return [b'x']
# --- case: there-is-no-dict-of-None
def handler(environ, start_response):
    headers = None
    try:
        headers = dict(headers)
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: bytes-of-known-numbers-are-not-empty
def handler(environ, start_response):
    start_response('200 OK', [])  # expect: FC210
    return [bytes([1, 2])]
# --- case: an-object-without-__eq__-is-no-constant
class Job:
    pass

def handler(environ, start_response):
    job = Job()
    match job:
        case 'x' | None:
            return 'never'
    if job == 'x' or [] == 'x' or 3 == {}:
        return 'never'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: an-object-with-__eq__-may-be-equal-to-a-constant
class Job:
    def __eq__(self, other):
        return other == 'x'

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if Job() == 'x':
        return 'x'  # expect: FC301
    return [b'x']
# --- case: None-and-containers-are-not-callable
def handler(environ, start_response):
    reply = None
    if callable(reply) or callable([]) or callable('x'):
        return 'never'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: deleting-all-items-leaves-none
def handler(environ, start_response):
    out = [b'a']
    del out[:]
    if out:
        return 'never'
    start_response('200 OK', [])
    return out
# --- case: no-key-of-environ-is-empty
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for key in environ:
        if not key:
            return 'never'
    return [b'x']
# --- case: nothing-is-there-once-environ-is-cleared
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    environ.clear()
    return [environ['REQUEST_METHOD'].encode()]  # expect: FC401
# --- case: text-bytes-tuples-and-numbers-are-added-to-their-like
def handler(environ, start_response):
    for wrong in (lambda: 'a' + [b'b'], lambda: b'a' + 'b', lambda: (1,) + [2], lambda: 1 + 'a'):
        try:
            wrong()
            return 'never'
        except TypeError:
            pass
    headers = []
    headers += (('Content-Type', 'text/plain'),)
    start_response('200 OK', headers)
    return [b'x']
# --- case: iterators-have-no-items-to-take
def handler(environ, start_response):
    chunks = map(str.encode, ['a'])
    try:
        return [chunks[0], 'never']
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return chunks
# --- case: iterators-of-iterators-in-a-loop-come-to-an-end
import oracle

def handler(environ, start_response):
    names = ['a']
    while oracle.flag():
        names = iter(names)
        if oracle.flag():
            names = iter(names)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [name for name in names]  # expect: FC303
# --- case: dicts-and-iterators-have-no-slices
def handler(environ, start_response):
    headers = {'A': 'b'}
    try:
        headers = headers[1:]
        return 'never'
    except (TypeError, KeyError):
        pass
    try:
        headers = iter(['A'])[1:]
        return 'never'
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: a-dict-wants-to-know-what-to-pop
def handler(environ, start_response):
    headers = {'A': 'b'}
    try:
        headers.pop()
        return 'never'
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
