"""Statements that programs are made of; those of several lines stand apart by an empty line.

``<test>`` is where a test is put in.
"""

ASSIGNMENTS = """\
done = True
done = True
done = False
done = not done
found = 'x'
found = None
body = b'x'
body = 'x'
body = None
status = '404 Not Found'
status = 404
count += 1
count = 0
found = environ.get('HTTP_A')
done = bool(<test>)
found = 'x' if <test> else None
reply = start_response
reply = None
found, done = 'x', True
done = bool(found)
body = body or b'd'
out = [body]
body = out
body = encoded(body)
status = TABLE['x']
status = TABLE.get(found)
status = '200 OK' if done else 404
body = found and found.encode() or b''
done |= bool(<test>)
reply = partial(start_response, '200 OK')
found = done or None
del environ['HTTP_B']
environ['HTTP_A'] = 'x'
""".strip().split("\n")

UNKNOWNS = """\
oracle.risky()
answer = oracle.value()
done = bool(oracle.flag(1))
answer = oracle.risky()
oracle.flag(2)
answer = oracle.value() or 'x'
""".strip().split("\n")

LISTS = """\
out.append(b'a')
out.append('a')
out.append(body)
out += [b'a']
out = []
out.clear()
out.extend([b'a', b'b'])
out = [b'a', *out]
out.insert(0, b'z')
out.pop()
out = list(chunks())
out = [x for x in (b'a', b'b') if <test>]
out = [encoded(x) for x in out]
out = out[1:]
out.append(encoded('a'))
out = out + ['s']
out[:] = []
out[0] = 'a'
""".strip().split("\n")

KEYS = """\
found = environ['HTTP_A']
found = environ['HTTP_B']
environ.pop('HTTP_A')
found = environ.pop('HTTP_A', None)
del environ['HTTP_A']
environ.setdefault('HTTP_A', 'x')
found = token(environ)
found = check(environ)
found = environ['QUERY_STRING']
found = environ['REQUEST_METHOD']
found = environ.get('HTTP_A', '') and environ['HTTP_A']
found = environ['HTTP_A'] if 'HTTP_A' in environ else 'x'
""".strip().split("\n")

CALLS = """\
begin(start_response)
begin(start_response, '404 Not Found')
done = begin_if(start_response, done)
done = begin_if(start_response, <test>)
refuse_if(done)
refuse()
refuse_if(<test>)
found = find(environ)
out = fail(start_response)
Reply(start_response).begin()
out = page(environ, start_response)
(lambda: start_response('200 OK', []))()
found = next(iter(out), None)
done or begin(start_response)
done and begin(start_response)
done = any(x == b'a' for x in out)
found = None if done else begin(start_response)
""".strip().split("\n")

YIELDS = """\
yield b'a'
yield b'a'
yield b''
yield 'a'
yield body
yield from chunks()
yield from out
yield from mixed()
yield encoded('a')
""".strip().split("\n")

RAISES = """\
ValueError('v')
KeyError('k')
Boom('b')
Bang
RuntimeError
TypeError('t') from None
""".strip().split("\n")

MORE = """\
out = Child(start_response).send()

out = Base(start_response).send()

found = Base.ok

done = Child(None).ready

done = Base().ready

out = list(Cursor(2))

out = [*Cursor(count)]

out = list(Body(out))

twice(begin, start_response)

twice(lambda: out.append(b'a'))

found = attempt(lambda: environ['HTTP_A'])

found = attempt(lambda: token(environ), 'x')

attempt(refuse)

attempt(lambda: begin(start_response))

out = list(tidy(start_response))

out = collect(b'a')

out = collect('a', out)

out = collect(body, out)

done, body = parse(found)

_, body = parse('x')

found = Color.RED.value

done = Color('x') is Color.RED

found = Point().x

out = Point(items=[b'p']).items

found = Point('x').x

Point().items.append('a')

alias = out
alias.append(b'a')

alias = out
alias.append('a')

first, *rest = (b'a', b'b', 's')
out = rest

first, *rest = [b'a', *out]
out = [first]

(found, done), count = ('x', False), 1

out, body = [body], out

items = {'a': b'x'}
body = items.get(found, b'd')

items = {'a': b'x', 'b': 's'}
body = items['a']

items = {}
items['k'] = body
out = list(items.values())

items = {'x': begin}
items.get(found, begin)(start_response)

items = {'x': b'x'}
items.setdefault('y', b'y')
out = [items[k] for k in sorted(items)]

items = dict(a=b'a', **{'b': b'b'})
body = items.pop('a')

headers = [('A', 'b')]
headers.append(('C', 1))
start_response('200 OK', headers)

headers = [('A', 'b')]
headers += [('C', 'd')]
start_response('200 OK', headers)

headers = {'A': 'b'}
start_response('200 OK', list(headers.items()))

headers = {'A': 'b'}
headers['C'] = 3
start_response('200 OK', [(k, v) for k, v in headers.items()])

args = ('200 OK', [])
start_response(*args)

args = {'status': '200 OK', 'headers': []}
start_response(**args)

write = start_response('200 OK', [])
write(b'a')

body = f'{found}'

body = f'{count}'.encode()

body = '%s' % count

body = b'%d' % 3

body = ','.join(['a', 'b'])

body = b','.join([b'a', b'b'])

body = str(count)

body = bytes([1, 2])

body = 'a' + 'b'

body = b'a' * 2

body = 'a,b'.split(',')

body = b'abc'[:2]

body = 'abc'[0].encode()

body = bytes('a', 'ascii')

body = 'x'.upper().encode()

body = b''.join(out)

body = [b'a'] + [b'b']

body = [b'a'] * 2

body = [None] * count

body = (body,)

environ['HTTP_C'] = 'x'
found = environ['HTTP_C']

env = environ
env.setdefault('HTTP_A', 'x')
found = environ['HTTP_A']

key = 'HTTP_' + 'A'
found = environ[key]

key = 'HTTP_A'
found = environ[key] if key in environ else None

get = environ.get
found = get('HTTP_A')

environ.update(HTTP_A='x')

environ |= {'HTTP_B': 'x'}

found = [environ[k] for k in ('HTTP_A', 'HTTP_B') if k in environ]
found = None

found = environ['HTTP_B' if 'HTTP_B' in environ else 'REQUEST_METHOD']

found = {'a': environ['HTTP_A']}['a']

found = next((k for k in ('HTTP_A', 'HTTP_B') if k in environ), None)

done = all(k in environ for k in ('HTTP_A', 'HTTP_B'))

done = any(k in environ for k in ('HTTP_A', 'HTTP_B'))

act = begin if <test> else fail
act(start_response)

act = (lambda: begin(start_response)) if <test> else (lambda: None)
act()

act = partial(begin, start_response)
act()

act = partial(begin, status='200 OK')
act(start_response)

acts = [begin, fail]
for act in acts[:1]:
    act(start_response)

actions = []
actions.append(lambda: start_response('200 OK', []))
for act in actions:
    act()

acts = {True: begin, False: fail}
acts[bool(<test>)](start_response)

raise_ = ValueError('v')
raise raise_

error = KeyError('k') if done else ValueError('v')
raise error

count = sum(1 for k in out)

count = len(out)

count = int('3')

count -= 1

count = -count

done = not (<test>)

done = (<test>) is None

done = bool(found) == bool(count)

done = done and (<test>) and True

found = found or environ.get('HTTP_B') or 'x'

stack = [1, 2]
while stack:
    stack.pop()

for _ in range(2):
    if <test>:
        break
else:
    start_response('200 OK', [])

it = iter([b'a', b'b'])
body = next(it)

it = iter(out)
body = next(it, None)

try:
    body = next(iter(out))
except StopIteration:
    begin(start_response)

if begin:
    begin(start_response)

assert start_response

global_ = globals

out.reverse()

out = out[:1]

out = [b'a', b'b'][count:]

del out[:]

out.remove(b'a')

out = [b'a'] if <test> else []

with suppress(IndexError):
    out = [out[0]]

try:
    found = environ['HTTP_A']
except KeyError as error:
    raise ValueError('v') from error

try:
    found = environ['HTTP_A']
except KeyError:
    raise

try:
    found = environ['HTTP_B']
finally:
    done = True

with ExitStack() as stack:
    stack.callback(begin, start_response)

with ExitStack() as stack:
    stack.enter_context(suppress(ValueError))
    refuse()
""".strip().split("\n\n")

STREAMS = """\
found = yield from total()

yield from tidy(start_response)

yield from Body(out)

yield from (x for x in out)

for chunk in Cursor(2):
    yield chunk

yield body if done else b'x'

yield from [b'a'] if done else ['b']

try:
    yield b'a'
finally:
    begin(start_response)

sent = yield b'a'

yield b''
start_response('200 OK', [])

yield (b'a')
raise ValueError('v')
""".strip().split("\n\n")

STARTS = (
    [
        "start_response('200 OK', [('Content-Type', 'text/plain')])",
        "start_response('200 OK', [])",
    ]
    * 20
    + """\
start_response(status, [])
reply('200 OK', [])
start_response('500 Error', [], sys.exc_info())
start_response('200 OK')
start_response('200 OK', headers=[])
start_response('200 OK', response_headers=[])
start_response(status='200 OK', headers=[])
start_response(404, [])
start_response('200 OK', {'A': 'b'})
start_response('200 OK', [('A', 1)])
start_response('200 OK', [('A', found)])
start_response('200 OK', [('A', found or 'b')])
start_response('OK', [])
start_response(*('200 OK', []))
start_response('200 OK' if done else '404 Not Found', [])
start_response('200 OK' if done else 404, [])
begin(start_response, status)
start_response(f'{200} OK', [])
start_response('%d OK' % 200, [])
""".strip().split("\n")
)

PLAIN_BODIES = """\
[b'ok']
[body]
out
[]
[b'a', b'b']
""".strip().split("\n")

BODIES = """\
body
b'ok'
'ok'
None
['ok']
[encoded(body)]
['ok'.encode()]
chunks()
mixed()
{'a': 1}
(b'a',)
(b'a', 'b')
found
done
[b'a'] if done else 'b'
out or [b'd']
body and [body]
fail(start_response)
page(environ, start_response)
other(environ, start_response)
streamed(environ, start_response)
(x for x in out)
Body(out)
Body([b'a', b'b'])
Cursor(2)
[x for x in out]
map(encoded, out)
iter(out)
[b''.join(out)]
[found]
[found.encode()] if found else []
ROUTES['x'](environ, start_response)
ROUTES.get(found, page)(environ, start_response)
(page if done else other)(environ, start_response)
partial(page, environ)(start_response)
Reply(start_response).add(b'a').out
[str(count).encode()]
[str(count)]
[*out, b'z']
list(chunks(done))
42
bytearray(b'a')
[bytes(b'x')]
begin(start_response)
begin_if(start_response, done) and out or [b'n']
tuple(out)
other(environ, start_response) if done else [b'e']
""".strip().split("\n")
