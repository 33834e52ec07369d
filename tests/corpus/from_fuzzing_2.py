# fmt: off
# --- case: what-has-no-items-cannot-be-starred
def handler(environ, start_response):
    try:
        start_response('200 OK', [*None])
    except TypeError:
        pass
    try:
        print(*7)
        return 'never'
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: headers-that-may-be-missing-are-starred
def handler(environ, start_response):
    found = environ.get('HTTP_A')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = [*found]  # expect: FC404
    return [name.encode() for name in names]
# --- case: middleware-stars-the-headers-that-it-is-given
def marking(app):
    def middleware(environ, start_response):
        def begin(status, headers, exc_info=None):
            return start_response(status, [*headers, ('X-A', 'b')])
        return app(environ, begin)
    return middleware

@marking
def handler(environ, start_response):
    try:
        start_response('200 OK', None)
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: bytes-hold-no-text
def handler(environ, start_response):
    try:
        'a' in b'abc'
        return 'never'
    except TypeError:
        pass
    try:
        7 < 'a'
        return 'never'
    except TypeError:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: bytes-hold-bytes-and-numbers-compare
def handler(environ, start_response):
    found = [97 in b'abc', 1 < 2.5, True < 2, bytearray(b'a') in b'abc']
    if b'a' in b'abc' and found:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: pairs-in-pairs-do-not-grow-without-end
import functools
import oracle

def handler(environ, start_response):
    done = None
    chain = ()
    twice = print
    step = print
    for number in range(40):
        done = (done, number)
        chain = (chain, [chain], {'a': chain})
        twice = functools.partial(twice, twice, twice)
        step = lambda one=step, two=step: (one, two)
    body = b'ok'
    while oracle.flag():
        for key in oracle.items():
            if not key:
                continue
            body = (body,)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x', len(done)]  # expect: FC303
# --- case: helpers-that-are-not-followed-any-more-decide-nothing
import oracle

def note(value):
    if not value:
        return 'a'
    if value == 'b':
        return 'b'
    return value

def refuse(value):
    if value:
        raise ValueError(value)
    raise KeyError(value)

def handler(environ, start_response):
    a = b = c = d = e = f = g = h = i = j = k = None
    if environ.get('HTTP_A'):
        a = note(environ.get('HTTP_A'))
    if environ.get('HTTP_B'):
        b = note(environ.get('HTTP_B'))
    if environ.get('HTTP_C'):
        c = note(environ.get('HTTP_C'))
    if environ.get('HTTP_D'):
        d = note(environ.get('HTTP_D'))
    if environ.get('HTTP_E'):
        e = note(environ.get('HTTP_E'))
    if environ.get('HTTP_F'):
        f = note(environ.get('HTTP_F'))
    if environ.get('HTTP_G'):
        g = note(environ.get('HTTP_G'))
    if environ.get('HTTP_H'):
        h = note(environ.get('HTTP_H'))
    if environ.get('HTTP_I'):
        i = note(environ.get('HTTP_I'))
    if environ.get('HTTP_J'):
        j = note(environ.get('HTTP_J'))
    if environ.get('HTTP_K'):
        k = note(environ.get('HTTP_K'))
    if environ.get('HTTP_L'):
        k = note(environ.get('HTTP_L'))
    if environ.get('HTTP_M'):
        k = note(environ.get('HTTP_M'))
    if environ.get('HTTP_N'):
        k = note(environ.get('HTTP_N'))
    try:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        note('x')
    except Exception:
        start_response('500 Error', [('Content-Type', 'text/plain')])
    if oracle.flag():
        body = None
        refuse(a)
    else:
        body = [b'x']
    return body
# --- case: a-key-among-those-of-environ-is-there
def handler(environ, start_response):
    assert 'HTTP_A' in list(environ)
    if 'HTTP_B' in sorted(environ):
        start_response(environ['HTTP_B'], [('Content-Type', 'text/plain')])
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['HTTP_A'].encode()]
# --- case: a-key-that-is-not-among-others-may-be-there
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = [key for key in environ if key != 'HTTP_A']
    names.append('HTTP_B')
    if 'HTTP_B' in names:
        return [environ['HTTP_B'].encode()]  # expect: FC401
    return [b'x']
# --- case: what-get-says-holds-for-the-item
def handler(environ, start_response):
    if not environ.get('HTTP_A') and 'HTTP_A' in environ:
        if environ['HTTP_A'] == 'x' or environ.get('HTTP_A', ''):
            return 'never'
    if environ.get('HTTP_B') == 'x' and environ['HTTP_B'] != 'x':
        return 'never'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: what-get-says-is-over-when-the-item-is-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if not environ.get('HTTP_A'):
        environ['HTTP_A'] = 'x'
        if environ['HTTP_A']:
            return 'x'  # expect: FC301
    return [b'x']
# --- case: what-cannot-be-compared-cannot-be-sorted
def handler(environ, start_response):
    for wrong in (
        lambda: sorted([('A', 'b'), ['C', 'd']]),
        lambda: [b'a', 'b'].sort(),
        lambda: sorted([None, 'b'], reverse=True),
    ):
        try:
            wrong()
            return 'never'
        except TypeError:
            pass
    sorted([('A', 'b'), ['C', 'd']], key=len)
    sorted([2, 1.5, True])
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: nothing-can-be-added-to-a-dict
from collections import Counter

def handler(environ, start_response):
    headers = {'A': 'b'}
    try:
        headers += [('C', 'd')]
        return 'never'
    except TypeError:
        headers |= [('C', 'd')]
    found = Counter()
    found += Counter('a')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: what-is-not-empty-has-a-length
def handler(environ, start_response):
    assert len(environ.get('HTTP_A', '')) > 0
    if len(environ.get('HTTP_A')) == 0 or len(environ['HTTP_A']) == 0:
        return 'never'
    if len(environ.get('HTTP_B', '')) == 0 and environ.get('HTTP_B'):
        return 'never'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: one-of-two-by-a-bool
import oracle

def handler(environ, start_response):
    done = bool(oracle.flag())
    try:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        body = ([b'no'], 'yes')[done]
    except IndexError:
        return 'never'
    if not done:
        return body
    return body  # expect: FC301
# --- case: a-length-that-was-a-number-is-one
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    count = int(environ.get('CONTENT_LENGTH', 0))  # expect: FC403
    length = environ.get('CONTENT_LENGTH')
    if length is not None:
        count = int(length)
    return [str(count).encode()]
# --- case: a-default-says-nothing-of-the-item
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_A', 'x') == 'x':
        if environ.get('HTTP_A', 'y') == 'x':
            return [environ['HTTP_A'].encode()]
        return [environ['HTTP_A'].encode()]  # expect: FC401
    return [b'x']
# --- case: the-only-key-that-may-be-missing-is
def handler(environ, start_response):
    found = environ['HTTP_A']  # expect: FC401
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if {'HTTP_A', 'HTTP_B'} <= environ.keys():
        return [found.encode()]
    if 'HTTP_B' in environ:
        return 'never'
    if {'HTTP_C', 'HTTP_D'} <= environ.keys():
        return [b'x']
    if 'HTTP_C' in environ:
        return 'here'  # expect: FC301
    return [b'y']
