"""What programs read of requests: keys of environ with every guard there is, lengths, the body.

By the line, or apart by an empty line where they have several; ``<key>`` stands for a key that may
be absent, ``<test>`` for a test.
"""

KEYS = ("'HTTP_A'", "'HTTP_B'", "'HTTP_A'", "'QUERY_STRING'", "'CONTENT_TYPE'")

TESTS = """\
<key> in environ
<key> not in environ
not <key> in environ
environ.get(<key>)
environ.get(<key>) is not None
environ.get(<key>) is None
environ.get(<key>) == 'x'
environ.get(<key>) != 'x'
environ.get(<key>, '')
environ.get(<key>, 'x') == 'x'
len(environ.get(<key>, '')) > 0
len(environ.get(<key>) or '') == 0
<key> in environ and environ[<key>] == 'x'
<key> not in environ or environ[<key>] == 'x'
environ.get(<key>) and environ[<key>] != 'x'
not environ.get(<key>) or environ[<key>] == 'y'
(value := environ.get(<key>)) and value == 'x'
(value := environ.get(<key>)) is not None
<key> in environ.keys()
<key> in list(environ)
<key> in set(environ)
bool(environ.get(<key>))
isinstance(environ.get(<key>), str)
environ.get(<key>) in ('x', 'y')
environ.get(<key>) not in (None, '')
environ.get(<key>, '').startswith('x')
environ.get(<key>, '').isdigit()
environ.get('CONTENT_LENGTH')
environ.get('CONTENT_LENGTH', '').isdigit()
environ.get('CONTENT_LENGTH') not in (None, '')
environ['PATH_INFO'] == '/'
environ['PATH_INFO'].startswith('/a')
environ['REQUEST_METHOD'] == 'POST'
environ['REQUEST_METHOD'] in {'GET', 'HEAD'}
all(key in environ for key in (<key>, <key>))
any(key in environ for key in (<key>, <key>))
{<key>} <= environ.keys()
{<key>} <= set(environ)
has(environ, <key>)
found
found is None
found is not None
not found
""".strip().split("\n")

STATEMENTS = """\
found = environ[<key>]
found = environ[<key>]
found = environ.get(<key>)
found = environ.get(<key>, '')
found = environ.get(<key>, None)
found = environ.get(<key>) or 'x'
found = environ.pop(<key>)
found = environ.pop(<key>, None)
del environ[<key>]
environ.setdefault(<key>, 'x')
found = environ.setdefault(<key>, 'x')
environ[<key>] = 'x'
environ.update({<key>: 'x'})
environ.clear()
found = environ[<key>] if <key> in environ else None
found = environ[<key>] if environ.get(<key>) else 'x'
found = <key> in environ and environ[<key>]
found = environ.get(<key>) and environ[<key>]
found = need(environ, <key>)
found = need(environ, key=<key>)
need(environ, <key>, <key>)
found = want(environ, <key>)
found = want(environ, <key>, default='x')
found = header(environ, 'a')
found = header(environ, 'B')
found = environ.get(<key>).lower()
found = environ.get(<key>, '').lower()
found = (environ.get(<key>) or '').lower()
found = environ.get(<key>).split(',')[0]
found = environ.get(<key>) + 'x'
found = 'x' + environ.get(<key>)
found = environ.get(<key>, '') + 'x'
body = environ.get(<key>).encode()
body = environ.get(<key>, '').encode()
body = environ[<key>].encode()
body = found.encode()
body = found.encode() if found else b''
body = (found or 'x').encode()
found = str(environ.get(<key>))
found = f"{environ.get(<key>)}"
found = environ['PATH_INFO'].strip('/')
found = environ['PATH_INFO'].lstrip('/') or None
body = environ['PATH_INFO'].encode()
found = found.lower()
found = found.lower() if found else found
found = found and found.lower()
length = environ.get('CONTENT_LENGTH')
count = int(environ.get('CONTENT_LENGTH') or 0)
count = int(environ.get('CONTENT_LENGTH', 0))
count = int(environ.get('CONTENT_LENGTH', '0'))
count = int(environ.get('CONTENT_LENGTH'))
count = int(environ.get('CONTENT_LENGTH', '') or '0')
count = int(environ['CONTENT_LENGTH'])
count = int(environ.get('CONTENT_LENGTH', 0) or 0)
count = length_of(environ)
count = length_of(environ, 'CONTENT_LENGTH')
count = int(environ.get('HTTP_A', '0'))
count = int(environ.get('HTTP_A') or 0)
data = environ['wsgi.input'].read()
body = environ['wsgi.input'].read(count)
body = environ['wsgi.input'].read() or b'x'
found = environ['wsgi.input'].read().decode()
found = environ['wsgi.input'].read().decode('utf-8').split('=')
body = environ['wsgi.input'].read() + b'x'
body = environ['wsgi.input'].read() + 'x'
body = 'x' + environ['wsgi.input'].read()
found = environ['wsgi.input'].read().split('=')
found = environ['wsgi.input'].read().split(b'=')
found = 'a' in environ['wsgi.input'].read()
found = b'a' in environ['wsgi.input'].read()
body = environ['wsgi.input'].read('10')
body = str(environ['wsgi.input'].read())
body = str(environ['wsgi.input'].read(), 'utf-8')
found = environ['wsgi.input'].read().startswith('a')
found = environ['wsgi.input'].read().startswith(b'a')
body = environ['wsgi.input'].readline()
body = b''.join(environ['wsgi.input'])
out = list(environ['wsgi.input'])
out = environ['wsgi.input'].readlines()
out = [environ[key] for key in (<key>, <key>) if key in environ]
out = [environ.get(key, '').encode() for key in (<key>, <key>)]
found = {key: environ[key] for key in environ if key.startswith('HTTP_')}
found = len([environ[key] for key in environ])
found = (lambda env: env[<key>])(environ)
found = next((environ[key] for key in (<key>, <key>) if key in environ), None)
found = max((environ.get(key, '') for key in (<key>, <key>)))
""".strip().split("\n")

GUARDS = """\
if <key> in environ:
    found = environ[<key>]

if not environ.get(<key>):
    found = 'x'
else:
    found = environ[<key>]

if <key> not in environ:
    start_response('400 Bad Request', [])
    return [b'']
found = environ[<key>]

if environ.get(<key>) is None:
    return failed(start_response)
found = environ[<key>].lower()

try:
    found = environ[<key>]
except KeyError:
    found = None

try:
    found = environ[<key>].lower()
except (KeyError, AttributeError):
    found = ''

try:
    found = environ[<key>]
except LookupError:
    pass
else:
    body = found.encode()

try:
    found = environ.get(<key>).lower()
except AttributeError:
    found = ''

try:
    count = int(environ.get('CONTENT_LENGTH', 0))
except ValueError:
    count = 0

try:
    count = int(environ.get('CONTENT_LENGTH'))
except (ValueError, TypeError):
    count = 0

try:
    count = int(environ['CONTENT_LENGTH'])
except KeyError:
    count = 0

try:
    count = int(environ['CONTENT_LENGTH'])
except (KeyError, ValueError):
    count = 0

length = environ.get('CONTENT_LENGTH')
count = int(length) if length else 0

length = environ.get('CONTENT_LENGTH')
if length is not None:
    count = int(length)

length = environ.get('CONTENT_LENGTH', '')
if length.isdigit():
    count = int(length)
else:
    count = 0

if environ.get('CONTENT_LENGTH'):
    count = int(environ['CONTENT_LENGTH'])

with suppress(KeyError):
    found = environ[<key>]

with suppress(ValueError):
    count = int(environ.get('CONTENT_LENGTH', 0))

for key in (<key>, <key>):
    if key in environ:
        found = environ[key]
        break
else:
    found = None

for key in (<key>, <key>):
    if key not in environ:
        continue
    found = environ[key]

for key in environ:
    if key == <key>:
        found = environ[key]

for key, value in environ.items():
    if key == <key>:
        found = environ[<key>]

found = environ.get(<key>)
if found is None:
    refuse()
found = found.lower()

found = environ.get(<key>)
if found:
    body = environ[<key>].encode()

found = environ.get(<key>)
if not isinstance(found, str):
    found = ''
body = found.encode()

present = <key> in environ
if present:
    found = environ[<key>]

missing = [key for key in (<key>, <key>) if key not in environ]
if not missing:
    found = environ[<key>]

value = environ.get(<key>)
match value:
    case None:
        found = 'none'
    case _:
        found = value.lower()

match environ.get(<key>):
    case 'x' | 'y':
        found = environ[<key>]
    case given:
        found = given

env = environ
if <key> in env:
    found = environ[<key>]

key = <key>
if key in environ:
    found = environ[key]

get = environ.get
if get(<key>):
    found = environ[<key>]

lookup = environ.__getitem__
found = lookup('REQUEST_METHOD')

data = environ['wsgi.input'].read()
body = data + b'x' if data else b''

data = environ['wsgi.input'].read()
if isinstance(data, bytes):
    data = data.decode()
found = data.split('=')

for line in environ['wsgi.input']:
    out.append(line)

for line in environ['wsgi.input']:
    out.append(line.strip() + 'x')

if environ['REQUEST_METHOD'] == 'POST' and environ.get('CONTENT_LENGTH'):
    body = environ['wsgi.input'].read(int(environ['CONTENT_LENGTH']))

if (value := environ.get(<key>)) is not None:
    body = value.encode()

assert <key> in environ
found = environ[<key>]

while <key> not in environ:
    environ[<key>] = 'x'
found = environ[<key>]
""".strip().split("\n\n")

DEFINITIONS = """\
def has(environ, key):
    return key in environ

def need(environ, key, *more):
    for each in (key, *more):
        if each not in environ:
            raise ValueError('missing')
    return environ[key]

def want(environ, key, *, default=None):
    try:
        return environ[key]
    except KeyError:
        return default

def header(environ, name):
    return environ.get('HTTP_' + name.upper().replace('-', '_'))

def length_of(environ, key='CONTENT_LENGTH'):
    value = environ.get(key)
    return int(value) if value else 0

def failed(reply, status='400 Bad Request'):
    reply(status, [('Content-Type', 'text/plain')])
    return [b'failed']
"""
