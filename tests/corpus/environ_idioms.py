# fmt: off
# --- case: defaults-then-environ-none
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {'HTTP_X': None, **environ}
    if env['HTTP_X']:
        environ['HTTP_X']
        return 'text'  # expect: FC301
    return [b'x']
# --- case: defaults-then-environ-str
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {'HTTP_X': 'a'} | environ
    return [env['HTTP_X']]  # expect: FC303
# --- case: unknown-mapping-then-environ
import settings
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {**settings.DEFAULTS, **environ}
    return [env['HTTP_X'].encode()]
# --- case: environ-then-unknown-mapping
import settings
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {**environ, **settings.DEFAULTS}
    return [env['HTTP_X'].encode()]
# --- case: optional-entry
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    defaults = {}
    if environ['REQUEST_METHOD'] == 'GET':
        defaults['HTTP_X'] = ''
    env = {**defaults, **environ}
    return [env['HTTP_X'].encode()]  # expect: FC401
# --- case: copy-in-loop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for name in environ['QUERY_STRING'].split('&'):  # expect: FC401
        env = dict(environ)
        env['app.name'] = name
        if 'HTTP_X' in env:
            environ['HTTP_X'] + env['HTTP_X']
    return [b'x']
# --- case: copy-before-loop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    for name in environ['PATH_INFO'].split('/'):
        if 'HTTP_X' in env:
            environ['HTTP_X'] + env['HTTP_X']
        env['HTTP_Y'] = name
    environ['HTTP_Y']  # expect: FC401
    return [b'x']
# --- case: copies-of-copies
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    one = dict(environ)
    two = {**one}
    three = two.copy()
    if three.get('HTTP_X') is None:
        return [b'']
    one['HTTP_X'] + two['HTTP_X'] + environ['HTTP_X']
    three.pop('HTTP_X')
    three['HTTP_X']  # expect: FC401
    two['HTTP_X']
    return [b'x']
# --- case: copy-changed-then-tested
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    if environ['REQUEST_METHOD'] == 'GET':
        env['HTTP_X'] = 'a'
    if 'HTTP_X' in env:
        env['HTTP_X']
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: copy-handed-to-unknown
import other
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    other.fill(env)
    if 'HTTP_X' in env:
        return [env['HTTP_X'].encode()]
    return [environ['HTTP_X'].encode()]  # expect: FC401
# --- case: copy-handed-on-guard-before
import other
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    other.fill(env)
    if 'HTTP_X' in environ:
        return [environ['HTTP_X'].encode() + env['HTTP_X'].encode()]
    return [env['HTTP_X'].encode()]
# --- case: middleware-copy
def app(environ, start_response):
    if 'HTTP_X' not in environ:
        start_response('400 Bad Request', [('Content-Type', 'text/plain')])
        return [b'']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['HTTP_X'].encode(), environ['app.user'].encode()]
def handler(environ, start_response):
    inner = dict(environ, **{'app.user': 'me'})
    return app(inner, start_response)
# --- case: restore
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    saved = environ.get('HTTP_X')
    environ['HTTP_X'] = 'a'
    try:
        environ['HTTP_X'].encode()
    finally:
        if saved is None:
            del environ['HTTP_X']
        else:
            environ['HTTP_X'] = saved
    if saved is None:
        environ['HTTP_X']  # expect: FC401
    else:
        environ['HTTP_X']
    return [b'x']
# --- case: pop-and-restore
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    saved = environ.pop('HTTP_X', None)
    if saved is not None:
        environ['HTTP_X'] = saved
    if 'HTTP_X' in environ:
        environ['HTTP_X'].encode()
    return [b'x']
# --- case: clear-and-update
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    saved = environ.copy()
    has = 'HTTP_X' in environ
    environ.clear()
    environ.update(saved)
    if has:
        saved['HTTP_X']
    if 'HTTP_X' in environ:
        environ['HTTP_X']
    environ['PATH_INFO']
    return [b'x']
# --- case: set-on-some-path
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        environ['HTTP_X'] = 'a'
    else:
        environ.pop('HTTP_X', None)
    if environ.get('HTTP_X'):
        environ['HTTP_X']
    if 'HTTP_X' not in environ:
        return 'text'  # expect: FC301
    return [environ['HTTP_X'].encode()]
# --- case: or-without
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {'HTTP_X': ''} | environ
    env['HTTP_Y']  # expect: FC401
    return [b'x']
# --- case: copy-guard
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = environ.copy()
    if 'HTTP_X' in env:
        env['HTTP_X'] + environ['HTTP_X']
    return [b'x']
# --- case: copy-guard-rev
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = environ.copy()
    if 'HTTP_X' in environ:
        env['HTTP_X'] + environ['HTTP_X']
    return [b'x']
# --- case: copy-get-guard
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    if env.get('HTTP_X'):
        environ['HTTP_X']
    return [b'x']
# --- case: copy-lookup
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    env['HTTP_X']  # expect: FC401
    environ['HTTP_X']
    return [b'x']
# --- case: copy-lookup-rev
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    environ['HTTP_X']  # expect: FC401
    env['HTTP_X']
    return [b'x']
# --- case: copy-set-then-guard
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    env['HTTP_X'] = 'a'
    if 'HTTP_X' in env:
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: copy-setdefault-then-guard
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    env.setdefault('HTTP_X', 'a')
    if 'HTTP_X' in env:
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: copy-del-then
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    if 'HTTP_X' in env:
        del environ['HTTP_X']
        env['HTTP_X']
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: copy-pop-guard
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    if env.pop('HTTP_X', None):
        environ['HTTP_X']
    return [b'x']
# --- case: environ-guard-after-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ)
    environ['HTTP_X'] = ''
    if 'HTTP_X' in environ:
        env['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: deepcopy
import copy

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = copy.deepcopy(environ)
    if 'HTTP_X' in env:
        environ['HTTP_X'] + env['HTTP_X']
    return [b'x']
# --- case: get-then-pop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = environ.get('HTTP_X')
    environ.pop('HTTP_X', None)
    if x:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: has-then-pop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = 'HTTP_X' in environ
    environ.pop('HTTP_X', None)
    if x:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: has-then-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = 'HTTP_X' in environ
    environ['HTTP_X'] = 'a'
    if not x:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: hasall-then-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = {'HTTP_X'} <= environ.keys()
    environ['HTTP_X'] = 'a'
    if not x:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: has-then-clear
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = 'HTTP_X' in environ
    environ.clear()
    if x:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: sentinel-class
class Missing: pass
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_X', Missing) is not Missing:
        environ['HTTP_X']
    return [b'x']
# --- case: sentinel-attribute
class Missing:
    value = object()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = environ.get('HTTP_X', Missing.value)
    if x is Missing.value:
        return [b'']
    return [environ['HTTP_X'].encode(), x.encode()]
# --- case: sentinel-list
def handler(environ, start_response):
    nothing = []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_X', nothing) is not nothing:
        environ['HTTP_X']
    return [b'x']
# --- case: sentinel-wrong-way
_missing = object()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = environ.get('HTTP_X', _missing)
    if x is _missing:
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: sentinel-equal
_missing = object()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = environ.get('HTTP_X', _missing)
    if x != _missing:
        environ['HTTP_X']
    return [b'x']
# --- case: sentinel-body
_missing = object()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = _missing
    if environ['REQUEST_METHOD'] == 'GET':
        body = b'a'
    if body is _missing:
        return [b'']
    return [body]
# --- case: not-false
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    has = 'HTTP_X' in environ
    if has is False:
        return [b'']
    environ['HTTP_X']
    return [b'x']
# --- case: not-false-2
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    has = 'HTTP_X' not in environ
    if has != True:
        environ['HTTP_X']
    else:
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: isinstance-is-true
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = environ.get('app.body', b'')
    if isinstance(body, str) is True:
        body = body.encode()
    elif isinstance(body, bytes) is False:
        return [b'']
    return [body]
# --- case: none-not-in
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    user, token = environ.get('HTTP_X'), environ.get('HTTP_Y')
    if None in (user, token):
        return [b'']
    return [user.encode() + environ['HTTP_Y'].encode()]
# --- case: empty-not-in
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    user, token = environ.get('HTTP_X', ''), environ.get('HTTP_Y', '')
    if '' in (user, token):
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [environ['HTTP_X'].encode() + environ['HTTP_Y'].encode()]
# --- case: none-comes-first
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    user = environ.get('HTTP_X')
    if None is not user:
        environ['HTTP_X']
    if None != user:
        return [user.encode()]
    return [b'x']
# --- case: is-true
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if ('HTTP_X' in environ) is True:
        environ['HTTP_X']
    return [b'x']
# --- case: is-not-false
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if ('HTTP_X' in environ) is not False:
        environ['HTTP_X']
    return [b'x']
# --- case: eq-true
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if ('HTTP_X' in environ) == True:
        environ['HTTP_X']
    return [b'x']
# --- case: sentinel
_missing = object()

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    x = environ.get('HTTP_X', _missing)
    if x is not _missing:
        environ['HTTP_X']
    return [b'x']
# --- case: sentinel-in-helper
_missing = object()
def get(e, k):
    v = e.get(k, _missing)
    if v is _missing:
        raise ValueError(k)
    return v

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    get(environ, 'HTTP_X')
    environ['HTTP_X']
    return [b'x']
# --- case: none-in-map
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if None not in (environ.get('HTTP_X'), environ.get('HTTP_Y')):
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: none-in-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    vals = [environ.get(k) for k in ('HTTP_X', 'HTTP_Y')]
    if None not in vals:
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: two-keys-of-a-list-are-not-one
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = sorted(environ)
    if keys[0] == 'HTTP_X' and keys[1] == 'HTTP_Y':
        return 'text'  # expect: FC301
    first, second, *rest = environ
    if first == 'HTTP_X' and second == 'HTTP_Y':
        return 'more'  # expect: FC301
    return [b'x']
# --- case: keys-of-two-loops-are-not-one
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for one in environ:
        for other in environ:
            if one == 'HTTP_X' and other == 'HTTP_Y':
                return 'text'  # expect: FC301
    return [b'x']
# --- case: a-key-kept-from-a-loop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    found = None
    for key in environ:
        if key.startswith('HTTP_X'):
            found = key
    if found is not None:
        return [environ[found].encode()]
    return [b'x']
# --- case: a-key-kept-from-a-loop-is-known
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    found = None
    for key in environ:
        if key == 'HTTP_X':
            found = key
            break
    if found:
        return [environ['HTTP_X'].encode(), environ[found].encode()]
    return [environ['HTTP_X'].encode()]  # expect: FC401
# --- case: keys-of-pairs
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    pairs = [(key, value) for key, value in environ.items()]
    for key, value in sorted(pairs):
        if key == 'HTTP_X':
            environ['HTTP_X']
        elif key == 'HTTP_Y':
            return [environ['HTTP_Y'].encode()]
    return [environ['HTTP_Z'].encode()]  # expect: FC401
# --- case: keys-of-two-environs
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    mine = dict(environ)
    mine['HTTP_X'] = 'a'
    keys = [*environ, *mine]
    if 'HTTP_X' in keys:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'x']
# --- case: keys-and-others
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = [*environ, 'HTTP_X']
    if 'HTTP_X' in keys:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'x']
# --- case: keys-appended
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = []
    for name in environ:
        if name.startswith('HTTP_'):
            names.append(name)
    if 'HTTP_X' in names:
        return [environ['HTTP_X'].encode()]
    for name in names:
        environ[name].encode()
    return [environ['HTTP_X'].encode()]  # expect: FC401
# --- case: nothing-is-in-an-empty-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = {name for name in () if name}
    if 'HTTP_X' in names:
        return 'never'
    return [b'x']
# --- case: counting-keys
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = []
    for name, value in environ.items():
        if name.startswith('HTTP_') and name != 'HTTP_COOKIE':
            headers.append((name[5:].replace('_', '-').title(), value))
        elif name in ('CONTENT_TYPE', 'CONTENT_LENGTH'):
            headers.append((name.title(), environ[name]))
    return [str(headers).encode()]
# --- case: loop-key-fact-stays
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    n = 0
    for k in environ:
        if k == 'HTTP_X':
            n += 1
        elif k == 'HTTP_Y':
            return 'text'  # expect: FC301
    return [b'x']
# --- case: key-again
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    seen = False
    for k in environ:
        if k == 'HTTP_X':
            seen = True
        elif seen:
            return 'text'  # expect: FC301
    return [b'x']
# --- case: in-starred-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X' in [*environ]:
        environ['HTTP_X']
    return [b'x']
# --- case: in-starred-list-not
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X' in [*environ]:
        environ['HTTP_Y']  # expect: FC401
    return [b'x']
# --- case: in-starred-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X' in {*environ}:
        environ['HTTP_X']
    return [b'x']
# --- case: in-starred-tuple
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X' in (*environ,):
        environ['HTTP_X']
    return [b'x']
# --- case: in-starred-keys
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X' in [*environ.keys()]:
        environ['HTTP_X']
    return [b'x']
# --- case: list-var
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = list(environ)
    if 'HTTP_X' in keys:
        environ['HTTP_X']
    return [b'x']
# --- case: comp-keys-filter
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = {k for k in environ if k.startswith('HTTP_')}
    if 'HTTP_X' in keys:
        environ['HTTP_X']
    return [b'x']
# --- case: comp-keys-filter-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = [k for k in environ if k.startswith('HTTP_')]
    if 'HTTP_X' in keys:
        environ['HTTP_X']
    return [b'x']
# --- case: excerpt-of-keys-that-are-always-there
def handler(environ, start_response):
    info = {k: v for k, v in environ.items() if k.isupper()}
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [info['REQUEST_METHOD'].encode(), info['PATH_INFO'].encode()]
# --- case: excerpt-with-defaults
def handler(environ, start_response):
    headers = {'HTTP_X': ''}
    headers.update({k: v for k, v in environ.items() if k.startswith('HTTP_')})
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [headers['HTTP_X'].encode(), headers['HTTP_Y'].encode()]  # expect: FC401
# --- case: excerpt-with-unknown-entries
import settings
def handler(environ, start_response):
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    headers.update(settings.HEADERS)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [headers['HTTP_X'].encode()]
# --- case: excerpt-filled-elsewhere
import helper
def handler(environ, start_response):
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    helper.fill(headers)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [headers['HTTP_X'].encode()]
# --- case: excerpt-with-other-names
def handler(environ, start_response):
    headers = {k[5:].lower(): v for k, v in environ.items() if k.startswith('HTTP_')}
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'x' in headers:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [headers['y'].encode()]
# --- case: excerpt-set-behind
def handler(environ, start_response):
    headers = {}
    for name in environ:
        if name.startswith('HTTP_'):
            headers[name] = environ[name]
    headers.setdefault('HTTP_X', '')
    headers['HTTP_Y'] = 'y'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [headers['HTTP_X'].encode(), headers['HTTP_Y'].encode()]
# --- case: excerpt-test-then-change
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    headers['HTTP_X'] = 'x'
    if 'HTTP_X' in headers:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'x']
# --- case: excerpt-of-a-changed-environ
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    environ['HTTP_X'] = 'x'
    return [headers['HTTP_X'].encode()]
# --- case: excerpt-get-with-defaults
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    if headers.get('HTTP_X', ''):
        environ['HTTP_X']
    if headers.get('HTTP_Y', 'none') != 'none':
        environ['HTTP_Y']
    if headers.get('HTTP_Z', 'none'):
        environ['HTTP_Z']  # expect: FC401
    token = headers.get('HTTP_TOKEN')
    if token is None:
        return [b'']
    return [environ['HTTP_TOKEN'].encode() + token.encode()]
# --- case: excerpt-pop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = dict(environ.items())
    headers.pop('HTTP_X', None)
    headers.pop('HTTP_Y')  # expect: FC401
    return [b'x']
# --- case: excerpt-caught
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = dict((k, v) for k, v in environ.items() if k.startswith('HTTP_'))
    try:
        return [headers['HTTP_X'].encode()]
    except KeyError:
        return [b'none']
# --- case: excerpt-in-a-class
class Request:
    def __init__(self, environ):
        self.headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    def header(self, name):
        return self.headers.get('HTTP_' + name.upper())
    def needed(self, name):
        return self.headers['HTTP_' + name.upper()]  # expect: FC401
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    request = Request(environ)
    if request.header('x'):
        request.needed('x')
    return [request.needed('y').encode()]
# --- case: excerpt-by-a-list-of-names
NAMES = ('HTTP_X', 'HTTP_Y')
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = {k: v for k, v in environ.items() if k in NAMES}
    if 'HTTP_X' in headers:
        return [environ['HTTP_X'].encode()]
    return [b'x']
# --- case: excerpt-with-default-factory
from collections import defaultdict
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = defaultdict(str)
    for key, value in environ.items():
        headers[key] = value
    return [headers['HTTP_X'].encode()]
# --- case: excerpt-items
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    out = []
    for name, value in sorted(headers.items()):
        if name == 'HTTP_X':
            environ['HTTP_X']
        out.append(f'{name}: {value}\n'.encode())
    return out
# --- case: filtered-lookup-then-environ
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    try:
        headers['HTTP_X']
    except KeyError:
        pass
    else:
        environ['HTTP_X']
    return [b'x']
# --- case: dict-filter
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = dict(filter(lambda p: p[0].startswith('HTTP_'), environ.items()))
    if 'HTTP_X' in headers:
        headers['HTTP_X'] + environ['HTTP_X']
    return [b'x']
# --- case: comp-copy-guarded
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {k: v for k, v in environ.items()}
    if 'HTTP_X' in env:
        env['HTTP_X'] + environ['HTTP_X']
    return [b'x']
# --- case: dict-items-unguarded
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(environ.items())
    env['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: dict-update-without
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {}
    env.update(environ)
    env['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: dict-update-guard
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = {}
    env.update(environ)
    if 'HTTP_X' in env:
        env['HTTP_X'] + environ['HTTP_X']
    return [b'x']
# --- case: defaultdict-none
from collections import defaultdict

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = defaultdict(None, environ)
    env['HTTP_X'].encode()  # expect: FC401
    return [b'x']
# --- case: sorted-dict
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = dict(sorted(environ.items()))
    if 'HTTP_X' in env:
        env['HTTP_X'].encode() + environ['HTTP_X'].encode()
    return [b'x']
# --- case: key-set-is-a-snapshot
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = set(environ)
    environ['HTTP_X'] = 'a'
    environ.pop('HTTP_Y', None)
    if 'HTTP_X' not in keys:
        return 'text'  # expect: FC301
    if {'HTTP_Y', 'HTTP_X'} <= keys:
        return 'more'  # expect: FC301
    return [b'x']
# --- case: key-set-that-is-changed
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = set(environ)
    keys.add('HTTP_X')
    keys.update(('HTTP_Y', 'HTTP_Z'))
    if 'HTTP_X' in keys:
        environ['HTTP_X']  # expect: FC401
    if 'HTTP_Y' in keys:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: missing-keys-told
REQUIRED = frozenset({'HTTP_X', 'HTTP_Y'})
def handler(environ, start_response):
    missing = REQUIRED - set(environ)
    if missing:
        start_response('400 Bad Request', [('Content-Type', 'text/plain')])
        return [('missing: ' + ', '.join(sorted(missing))).encode()]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['HTTP_X'].encode(), environ['HTTP_Y'].encode()]
# --- case: missing-keys-as-a-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing = list({'HTTP_X', 'HTTP_Y'} - environ.keys())
    if len(missing) > 0:
        return [missing[0].encode(), environ['HTTP_X'].encode()]  # expect: FC401
    return [environ['HTTP_X'].encode(), environ['HTTP_Y'].encode()]
# --- case: missing-keys-counted
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing = {'HTTP_X', 'HTTP_Y'} - environ.keys()
    if len(missing) < 1:
        environ['HTTP_X'] + environ['HTTP_Y']
    if len(missing) != 0:
        environ['HTTP_Y']  # expect: FC401
    if not len(missing):
        environ['HTTP_X']
    if len(missing) >= 1:
        return [b'']
    return [environ['HTTP_X'].encode(), environ['HTTP_Y'].encode()]
# --- case: missing-keys-the-wrong-way
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing = {'HTTP_X'} - set(environ)
    if missing:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [environ['HTTP_X'].encode()]
# --- case: keys-in-common
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for key in sorted({'HTTP_X', 'HTTP_Y'} & set(environ)):
        environ[key]
    if {'HTTP_X'} & environ.keys():
        environ['HTTP_X']
    else:
        environ['HTTP_X']  # expect: FC401
    if {'HTTP_Y', 'HTTP_Z'} & environ.keys():
        return [environ['HTTP_Y'].encode()]  # expect: FC401
    if {'HTTP_Y'}.isdisjoint(environ):
        return 'text'  # expect: FC301
    return [environ['HTTP_Y'].encode()]
# --- case: some-keys-are-not-all
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = {key for key in environ if key.startswith('HTTP_')}
    others = {key for key in environ if key.startswith('wsgi.')}
    if {'HTTP_X', 'HTTP_Y'} <= keys:
        return [environ['HTTP_X'].encode(), environ['HTTP_Y'].encode()]
    if {'HTTP_X', 'HTTP_Y'} <= others:
        return [environ['HTTP_X'].encode()]
    if 'HTTP_X' in environ and 'HTTP_Y' in environ:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: keys-of-a-changed-environ
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    environ['HTTP_X'] = 'a'
    if {'HTTP_X', 'HTTP_Y'} <= set(environ):
        return [environ['HTTP_Y'].encode()]
    if {'HTTP_X'} <= set(environ):
        return 'text'  # expect: FC301
    return 'never'
# --- case: superset-of-a-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if not set(environ).issuperset(['HTTP_X', 'HTTP_Y']):
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [environ['HTTP_X'].encode(), environ['HTTP_Y'].encode()]
# --- case: sets-that-have-nothing-to-do-with-environ
import settings
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    allowed = set(settings.KEYS)
    if {'HTTP_X'} <= allowed and not {'HTTP_Y'} - allowed and {'HTTP_Z'} & allowed:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'x']
# --- case: common-keys-compared
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    wanted = {'HTTP_X', 'HTTP_Y'}
    if wanted & set(environ) == wanted:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: list-of-keys-snapshot
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = set(environ)
    environ['HTTP_X'] = 'a'
    if 'HTTP_X' not in keys:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: list-of-keys-snapshot-pop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = set(environ)
    environ.pop('HTTP_X', None)
    if 'HTTP_X' in keys:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: list-of-keys-snapshot-list-pop
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = list(environ)
    environ.pop('HTTP_X', None)
    if 'HTTP_X' in keys:
        return 'text'  # expect: FC301
    return [b'x']
# --- case: set-add
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = set(environ)
    keys.add('HTTP_X')
    if 'HTTP_X' in environ:
        return 'text'  # expect: FC301
    keys.discard('PATH_INFO')
    return [environ['PATH_INFO'].encode()]
# --- case: not-in-list-wrong-branch
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if 'HTTP_X' not in list(environ):
        environ['HTTP_X']  # expect: FC401
    return [b'x']
# --- case: subset-strict
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if {'HTTP_X', 'HTTP_Y'} < set(environ):
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: subset-frozenset-const-issubset
NEEDED = frozenset(['HTTP_X', 'HTTP_Y'])

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if NEEDED.issubset(environ):
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: diff-eq-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing = {'HTTP_X', 'HTTP_Y'} - set(environ)
    if missing == set():
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: inter
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if {'HTTP_X', 'HTTP_Y'} & set(environ) == {'HTTP_X', 'HTTP_Y'}:
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: filter-keeps-what-passes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    chunks = [b'a', None, 'b', 1]
    return filter(lambda chunk: isinstance(chunk, bytes), chunks)
# --- case: filter-keeps-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    chunks = [b'a', None, 'b']
    return list(filter(None, chunks))  # expect: FC303
# --- case: filter-of-unknown-items
import other
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = filter(lambda name: environ.get('HTTP_X'), other.names())
    if 'HTTP_X' in environ:
        return [environ['HTTP_X'].encode()]
    return list(filter(lambda name: isinstance(name, str), other.names()))  # expect: FC303
# --- case: filter-of-keys
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for key in filter(lambda key: key.startswith('HTTP_'), environ):
        environ[key].encode()
    return [b'x']
# --- case: filter-by-method
KEYS = ('HTTP_X', 'HTTP_Y')
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    found = list(filter(environ.get, KEYS))
    if len(found) == 2:
        return [environ['HTTP_X'].encode(), environ['HTTP_Y'].encode()]
    if found:
        return [environ[found[0]].encode()]
    return [environ['HTTP_X'].encode()]  # expect: FC401
# --- case: filter-that-keeps-none
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for each in filter(lambda number: number > 3, (1, 2, 3)):
        return 'never'
    return [b'x']
# --- case: filter-that-starts-the-answer
def handler(environ, start_response):
    def check(key):
        if key not in environ:
            start_response('400 Bad Request', [('Content-Type', 'text/plain')])
            return True
        return False
    if list(filter(check, ('HTTP_X',))):
        return [b'']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['HTTP_X'].encode()]
# --- case: missing-filter
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing = list(filter(lambda k: k not in environ, ('HTTP_X', 'HTTP_Y')))
    if missing:
        return [b'']
    environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: filter-names
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = filter(environ.__contains__, ('HTTP_X', 'HTTP_Y'))
    for n in names:
        environ[n]
    return [b'x']
# --- case: methods-by-their-class
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if dict.get(environ, 'HTTP_X'):
        environ['HTTP_X']
    dict.__getitem__(environ, 'HTTP_Y')  # expect: FC401
    items = []
    list.append(items, 'text')
    return items  # expect: FC303
# --- case: methods-by-their-class-of-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = [str.encode('a'), str.join(',', ['a', 'b'])]
    if str.upper('a') == 'A':
        return list(map(str.encode, map(str.strip, ['a', ' b'])))
    return 'never'
# --- case: methods-of-a-derived-dict
class Environ(dict):
    def __getitem__(self, key):
        return dict.get(self, key, '')
    def header(self, name):
        return dict.__getitem__(self, 'HTTP_' + name)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [Environ(environ)['HTTP_X'].encode()]
# --- case: operators-as-functions
import operator
from operator import contains as has
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if has(environ, 'HTTP_X') and not operator.contains(environ, 'HTTP_Y'):
        return [operator.getitem(environ, 'HTTP_X').encode()]
    return [operator.getitem(environ, 'HTTP_Z').encode()]  # expect: FC401
# --- case: a-read-only-view
from types import MappingProxyType
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    view = MappingProxyType(environ)
    if 'HTTP_X' in view:
        return [view['HTTP_X'].encode() + environ['HTTP_X'].encode()]
    return [view['HTTP_Y'].encode()]  # expect: FC401
# --- case: an-operator-on-an-object-of-ones-own
import operator
class Headers:
    def __init__(self, environ):
        self.environ = environ
    def __contains__(self, name):
        return 'HTTP_' + name in self.environ
    def __getitem__(self, name):
        return self.environ['HTTP_' + name]
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = Headers(environ)
    if operator.contains(headers, 'X'):
        return [operator.getitem(headers, 'X').encode()]
    return [b'x']
# --- case: keyword-arguments-from-environ
def token(HTTP_X=None, **rest):
    return HTTP_X
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    found = token(**environ)
    if found is not None:
        return [environ['HTTP_X'].encode()]
    return [environ['HTTP_X'].encode()]  # expect: FC401
# --- case: keyword-arguments-as-a-dict
def needed(**env):
    return env['HTTP_X']  # expect: FC401
def checked(**env):
    if 'HTTP_Y' in env:
        return env['HTTP_Y']
    return env.get('HTTP_Z', '')
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    checked(**environ)
    return [needed(**environ).encode()]
# --- case: keyword-arguments-behind-environ
import settings
def named(**env):
    return env['HTTP_X'] + env['app.name']
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    named(**{'app.name': 'me', 'HTTP_X': ''}, **settings.MORE)
    named(HTTP_X='x', **{'app.name': ''}, **{k: v for k, v in environ.items() if k != 'HTTP_X'})
    return [named(**environ, **settings.MORE).encode()]
# --- case: dict-of-keyword-arguments
import settings
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    one = dict(**environ)
    two = dict({'HTTP_X': ''}, **environ)
    three = dict(environ, **settings.MORE)
    four = dict(environ, **{'HTTP_X': ''})
    five = {}
    five.update(**environ)
    two['HTTP_X'] + three['HTTP_X'] + four['HTTP_X']
    five['HTTP_X']  # expect: FC401
    return [one['HTTP_Y'].encode()]  # expect: FC401
# --- case: a-function-that-takes-headers-by-name
def header(HTTP_X='', HTTP_Y='', **rest):
    if HTTP_X and HTTP_Y:
        return HTTP_X + HTTP_Y
    return ''
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if header(**environ):
        return [environ['HTTP_X'].encode() + environ['HTTP_Y'].encode()]
    return [header(**environ)]  # expect: FC303
# --- case: split-and-unpacked
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        kind, data = environ.get('HTTP_AUTHORIZATION', '').split(' ', 1)
    except ValueError:
        return [environ['HTTP_AUTHORIZATION'].encode()]  # expect: FC401
    if kind.lower() == 'basic':
        return [data.encode() + environ['HTTP_AUTHORIZATION'].encode()]
    return [environ['HTTP_AUTHORIZATION'].encode()]
# --- case: split-unpacked-and-tested
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = environ['PATH_INFO'].split('/')
    if len(parts) != 3:
        return [b'']
    try:
        one, two = parts
        return 'never'
    except ValueError:
        return [b'x']
# --- case: split-unpacked-with-a-star
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    first, *rest = environ.get('HTTP_X', '').split(',')
    if rest:
        return 'text'  # expect: FC301
    return [first.encode()]
# --- case: parts-of-a-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    kind, space, data = environ.get('HTTP_AUTHORIZATION', '').partition(' ')
    if kind.lower() == 'basic' or space:
        return [environ['HTTP_AUTHORIZATION'].encode()]
    if kind or data:
        return [environ['HTTP_AUTHORIZATION'].encode()]
    host, _, port = environ.get('HTTP_HOST', '').rpartition(':')
    if not port:
        return [environ['HTTP_HOST'].encode()]  # expect: FC401
    return [data.encode() + environ['HTTP_HOST'].encode()]
# --- case: parts-of-a-known-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    name, separator, value = 'a=b'.partition('=')
    if name != 'a' or not separator:
        return 'never'
    return environ['PATH_INFO'].partition('/')  # expect: FC303
# --- case: matched-text-is-not-the-default
import re
NUMBER = re.compile(r'\d+$')
WORD = re.compile('(?P<word>[a-z]+)')
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    match = NUMBER.match(environ.get('HTTP_X', ''))
    if match:
        environ['HTTP_X']
    if re.search('bot', environ.get('HTTP_USER_AGENT', '')) is not None:
        environ['HTTP_USER_AGENT']
    found = WORD.fullmatch(environ.get('HTTP_Y', 'none'))
    if found is not None:
        environ['HTTP_Y']  # expect: FC401
        return [found.group('word').encode()]
    environ['HTTP_Y']
    if re.match('[0-9]*', environ.get('HTTP_Z', '')):
        return [environ['HTTP_Z'].encode()]  # expect: FC401
    return [b'x']
# --- case: matched-or-not
import re
def handler(environ, start_response):
    match = re.match('/users/([0-9]+)', environ['REQUEST_METHOD'])
    if match is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if re.match('/users/([0-9]+)', environ['REQUEST_METHOD']) is None:
        return 'never'
    return [match.group(1).encode()]
# --- case: matched-bytes
import re
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = environ['wsgi.input'].read()
    if re.match(b'<html', body):
        return [body]
    return 'text'  # expect: FC301
# --- case: auth-split-unpack
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        kind, data = environ.get('HTTP_AUTHORIZATION', '').split(' ', 1)
    except ValueError:
        pass
    else:
        environ['HTTP_AUTHORIZATION']
    return [b'x']
# --- case: content-length-try-int-get
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        length = int(environ.get('CONTENT_LENGTH', ''))
    except ValueError:
        length = 0
    if length:
        environ['CONTENT_LENGTH']
    return [b'x']
# --- case: helper-dict-of-gets
def headers_of(env):
    return {'x': env.get('HTTP_X'), 'y': env.get('HTTP_Y')}

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    h = headers_of(environ)
    if h['x'] and h['y']:
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: flag-dict-missing
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    flags = {k: k in environ for k in ('HTTP_X', 'HTTP_Y')}
    missing = [k for k, there in flags.items() if not there]
    if not missing:
        environ['HTTP_X'] + environ['HTTP_Y']
    return [b'x']
# --- case: ternary-key-2
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    key = ('PATH_INFO', 'HTTP_X')['HTTP_X' in environ]
    environ[key]
    return [b'x']
# --- case: keys-generator-function
def names(env):
    for k in env:
        if k.startswith('HTTP_'):
            yield k

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for k in names(environ):
        environ[k]
    return [b'x']
# --- case: keys-groupby
import itertools

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for first, group in itertools.groupby(sorted(environ), key=lambda k: k[0]):
        for k in group:
            environ[k]
    return [b'x']
# --- case: keys-islice
import itertools

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for k in itertools.islice(environ, 5):
        environ[k]
    return [b'x']
# --- case: keys-set-minus
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for k in set(environ) - {'HTTP_X'}:
        environ[k]
    return [b'x']
# --- case: keys-dedupe
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for k in dict.fromkeys(environ):
        environ[k]
    return [b'x']
# --- case: a-length-that-is-no-default [target=wsgi]
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        length = int(environ.get('CONTENT_LENGTH', 0))
    except ValueError:
        length = 0
    if length > 0:
        return [environ['CONTENT_LENGTH'].encode()]
    return [environ['CONTENT_LENGTH'].encode()]  # expect: FC401
# --- case: a-length-or-zero [target=wsgi]
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        length = int(environ.get('CONTENT_LENGTH') or '0')
    except ValueError:
        return [b'']
    if length:
        return [environ['CONTENT_LENGTH'].encode()]
    return [b'x']
# --- case: a-number-compared
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        page = int(environ.get('HTTP_X_PAGE', '1'))
    except ValueError:
        return [environ['HTTP_X_PAGE'].encode()]
    if page != 1:
        return [environ['HTTP_X_PAGE'].encode()]
    return [environ['HTTP_X_PAGE'].encode()]  # expect: FC401
# --- case: a-number-twice
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    port = environ['SERVER_PORT']
    if int(port) == 443:
        if int(port) != 443:
            return 'never'
        return [b'x']
    return [str(int(port)).encode()]
# --- case: loop-with-copies
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = []
    for name in ('a', 'b', 'c'):
        env = dict(environ, PATH_INFO='/' + name)
        for key in list(env):
            if key.startswith('HTTP_'):
                del env[key]
        if 'HTTP_X' in environ:
            out.append(environ['HTTP_X'].encode())
    return out
# --- case: delete-keys-of-a-copy
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    env = environ.copy()
    for key in list(environ):
        if key.startswith('HTTP_'):
            env.pop(key)
    return [environ['PATH_INFO'].encode()]
# --- case: swap-environs
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    one, two = dict(environ), dict(environ)
    for _ in range(5):
        one, two = two, dict(one)
        one['HTTP_X'] = 'a'
    if 'HTTP_X' in two:
        return [two['HTTP_X'].encode()]
    return [b'x']
# --- case: while-with-set
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    keys = set(environ)
    while keys:
        key = keys.pop()
        if key in environ:
            environ[key]
    return [b'x']
# --- case: nested-excerpts
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    http = {k: v for k, v in environ.items() if k.startswith('HTTP_')}
    x = {k: v for k, v in http.items() if 'X' in k}
    if 'HTTP_X' in x:
        return [environ['HTTP_X'].encode(), http['HTTP_X'].encode()]
    return [x['HTTP_Y'].encode()]  # expect: FC401
