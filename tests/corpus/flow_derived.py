# fmt: off
# --- case: split-length
def handler(environ, start_response):
    k = 'HTTP_X_FORWARDED_FOR'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_X_FORWARDED_FOR', '').split(',')) > 1:
        return [environ['HTTP_X_FORWARDED_FOR'].encode()]
    return [b'x']
# --- case: split-first
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    first = environ.get('HTTP_X_FORWARDED_FOR', '').split(',')[0].strip()
    if first:
        return [environ['HTTP_X_FORWARDED_FOR'].encode()]
    return [environ['HTTP_X_FORWARDED_FOR'].encode()]  # expect: FC401
# --- case: split-len-var
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = environ.get('HTTP_X_FORWARDED_FOR', '').split(',')
    n = len(parts)
    if n >= 2:
        return [environ['HTTP_X_FORWARDED_FOR'].encode()]
    return [b'']
# --- case: split-len-eq
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = environ.get('HTTP_AUTHORIZATION', '').split(' ')
    if len(parts) != 2:
        return [environ['HTTP_AUTHORIZATION'].encode()]  # expect: FC401
    return [environ['HTTP_AUTHORIZATION'].encode()]
# --- case: split-len-one-wrong
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_X', '').split(',')) > 0:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'']
# --- case: split-whitespace
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_X', '').split()) > 0:
        return [environ['HTTP_X'].encode()]
    return [b'']
# --- case: split-appended-wrong
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = environ.get('HTTP_X', '').split(',')
    parts.append('x')
    if len(parts) > 1:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'']
# --- case: len-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_X', '')) > 3:
        return [environ['HTTP_X'].encode()]
    if len(environ.get('HTTP_X', '')) > -1:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'']
# --- case: len-truth
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_X', '')):
        return [environ['HTTP_X'].encode()]
    return [b'']
# --- case: len-default-wrong
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_X', 'a,b').split(',')) > 1:
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'']
# --- case: count
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_X', '').count(',') >= 1:
        return [environ['HTTP_X'].encode()]
    return [b'']
# --- case: find
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_X', '').find(',') != -1:
        return [environ['HTTP_X'].encode()]
    return [b'']
# --- case: find-truth-wrong
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_X', '').find(','):
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [b'']
# --- case: isdigit-false-wrong
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if not environ.get('HTTP_X', '').isdigit():
        return [environ['HTTP_X'].encode()]  # expect: FC401
    return [environ['HTTP_X'].encode()]
# --- case: isdigit-false-empty
def handler(environ, start_response):
    text = environ.get('HTTP_X', '')
    if not text.isdigit():
        if not text:
            return [b'']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'']
# --- case: strip-argument
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_X', '').strip('/'):
        return [environ['HTTP_X'].encode()]
    return [b'']
# --- case: none-default-split
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    text = environ.get('HTTP_X')
    if text is not None and len(text.split(',')) > 0:
        return [environ['HTTP_X'].encode()]
    return [b'']
# --- case: bool-dict
def handler(environ, start_response):
    secure = environ['wsgi.url_scheme'] == 'https'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [{True: b'a', False: b'b'}[secure]]
# --- case: bool-dict-unknown
import os
def handler(environ, start_response):
    secure = os.path.exists(environ['PATH_INFO'])
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [{True: b'a', False: b'b'}[secure]]
# --- case: bool-dict-called
def handler(environ, start_response):
    secure = environ.get('QUERY_STRING')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [{True: b'a', False: b'b'}[bool(secure)]]
# --- case: bool-dict-try
import os
def handler(environ, start_response):
    secure = os.path.exists(environ['PATH_INFO'])
    try:
        body = {True: b'a', False: b'b'}[secure]
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: bool-dict-eq
def handler(environ, start_response):
    try:
        body = {True: b'a', False: b'b'}[environ.get('HTTP_X') == 'a']
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: bool-dict-not
TABLE = {True: b'a', False: b'b'}
def handler(environ, start_response):
    try:
        body = TABLE[not environ.get('HTTP_X')]
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: int-dict-bool
def handler(environ, start_response):
    try:
        body = {1: b'a', 0: b'b'}[bool(environ.get('HTTP_X'))]
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: choice-dict
def handler(environ, start_response):
    kind = 'a' if environ.get('HTTP_X') else 'b'
    try:
        body = {'a': b'a', 'b': b'b'}[kind]
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: choice-by-a-helper
def pick(environ):
    return 'a' if environ.get('HTTP_X') else 'b'
def handler(environ, start_response):
    table = {'a': b'a', 'b': b'b'}
    try:
        body = table[pick(environ)]
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: choice-that-may-be-missing
import random
def handler(environ, start_response):
    table = {'a': b'a', 'b': b'b'}
    key = random.choice(['a', 'c'])
    try:
        body = table[key]
    except KeyError:
        return []  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: bool-key-of-which-one-is-missing
import random
def handler(environ, start_response):
    table = {True: b'a', 'b': b'b'}
    key = random.random() > 0.5
    try:
        body = table[key]
    except KeyError:
        return []  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: bool-key-deleted
import random
def handler(environ, start_response):
    table = {True: b'a', False: b'b'}
    key = random.random() > 0.5
    del table[key]
    try:
        body = table[key]
    except KeyError:
        return []  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: choice-popped-twice
def handler(environ, start_response):  # expect: FC201
    table = {'a': b'a', 'b': b'b'}
    kind = 'a' if environ.get('HTTP_X') else 'b'
    try:
        body = table.pop(kind)
        body = table.pop(kind)
    except KeyError:
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
