"""What programs do with responses: statuses, headers and lengths of every shape, right and wrong.

By the line, or apart by an empty line where they have several; ``<test>`` stands for a test.
"""

STATUSES = """\
'200 OK'
'200 OK'
'404 Not Found'
'204 No Content'
'304 Not Modified'
200
'200'
'OK'
''
b'200 OK'
None
'99 Low'
'600 High'
'200OK'
' 200 OK'
'200 OK\\r\\n'
HTTPStatus.OK
HTTPStatus.OK.value
f'{HTTPStatus.OK.value} {HTTPStatus.OK.phrase}'
'%d OK' % 200
'%s %s' % (404, 'Not Found')
f'{count} X'
'200 ' + (found or 'OK')
str(200) + ' OK'
'200 OK' if done else '404 Not Found'
'200 OK' if done else 404
'{} {}'.format(200, 'OK')
' '.join(('200', 'OK'))
{True: '200 OK', False: '404'}[bool(<test>)]
TABLE.get(found, '404 Not Found')
TABLE.get(found)
('200 OK', '404 Not Found')[done]
'200 OK'.encode()
'200 ok'.upper()
(200, 'OK')
""".strip().split("\n")

PAIRS = """\
('A', 'b')
('A', 'b')
('Content-Type', 'text/plain')
('content-type', 'text/html')
('C', 1)
('C', str(1))
('C', None)
('C', b'd')
(b'C', 'd')
['C', 'd']
('C',)
('C', 'd', 'e')
'C: d'
('C', found)
('C', found or 'd')
('C', body)
('Connection', 'close')
('Transfer-Encoding', 'chunked')
('Date', 'now')
('Status', '200')
('X A', 'b')
('X:A', 'b')
('', 'b')
('X-A', 'b\\r\\nC: d')
('X-A', 'b\\nc')
('X-A', '\\u20ac')
('X-A', '')
('X-A', f'{found}')
('X-A', '%s' % found)
('Content-Length', '2')
('Content-Length', '0')
('Content-Length', 2)
('Content-Length', str(len(body or b'')))
('Content-Length', str(len(b'ok')))
('Content-Length', str(sum(map(len, out))))
('Content-Length', str(count))
('Content-Length', 'x')
tuple(['C', 'd'])
('C',) + ('d',)
('C', 'd') if <test> else ('C', 2)
""".strip().split("\n")

HEADERS = """\
headers = []
headers = [<pair>]
headers = [<pair>, <pair>]
headers.append(<pair>)
headers.append(<pair>)
headers.extend([<pair>])
headers.extend({'A': 'b'}.items())
headers += [<pair>]
headers += (<pair>,)
headers.insert(0, <pair>)
headers = [<pair>, *headers]
headers = headers + [<pair>]
headers = {'A': 'b'}
headers = {'A': 'b', 'C': 3}
headers = list({'A': 'b'}.items())
headers = {'A': 'b'}.items()
headers = (<pair>,)
headers = tuple(headers)
headers = list(headers)
headers = [list(pair) for pair in headers]
headers = [tuple(pair) for pair in headers]
headers = [(name, value) for name, value in headers]
headers = [(name, str(value)) for name, value in headers]
headers = [(name.title(), value) for name, value in headers]
headers = [pair for pair in headers if <test>]
headers = [(name, value) for name, value in headers if name != 'A']
headers = sorted(headers)
headers = headers[:1]
headers = headers[1:]
headers = headers * 2
headers = headers.copy()
headers = headers or [<pair>]
headers = [<pair>] if <test> else []
headers = iter(headers)
headers = map(tuple, headers)
headers = list(zip(('A', 'C'), ('b', 'd')))
headers = list(zip(('A', 'C'), ('b', 4)))
headers = 'A: b'
headers = [*headers]
headers.pop()
headers.clear()
headers.reverse()
headers[0] = <pair>
del headers[0]
other_headers = headers
same = headers is None
headers = [*{'A': 'b'}.items(), <pair>]
headers = with_length(headers, body)
headers = merged(headers, {'C': 'd'})
headers = merged([], {'C': count})
headers = default_headers()
headers = default_headers(extra=<pair>)
headers = default_headers(<pair>, <pair>)
""".strip().split("\n")

STARTS = """\
start_response(status, headers)
start_response(status, headers)
start_response(status, headers)
start_response('200 OK', headers)
start_response('200 OK', headers)
start_response('200 OK', [<pair>])
start_response('200 OK', [<pair>, <pair>])
start_response(<status>, [])
start_response(<status>, headers)
start_response(<status>, [('Content-Type', 'text/plain')])
start_response('204 No Content', headers)
start_response('204 No Content', [])
start_response('304 Not Modified', [('Content-Type', 'text/plain')])
start_response(status, list(headers))
start_response(status, headers, None)
start_response(status, headers, sys.exc_info())
start_response(status, headers, exc_info=sys.exc_info())
start_response(*(status, headers))
start_response(*[status], headers)
start_response(status, **{'headers': headers})
start_response(*args_of(status, headers))
start_response(status=status, headers=headers)
start_response(headers, status)
start_response(headers)
start_response()
start_response(status, headers, None, None)
start_response(status, [*headers])
start_response(status, [(k, v) for k, v in headers])
start_response(status, (pair for pair in headers))
start_response(status, None)
start_response(status, headers if <test> else None)
start_response(status, [('A', found)])
start_response('200 OK', [('A', found or 'b')])
start_response('200 OK', [('A', found)] if found else [])
answered = partial(start_response, '200 OK')(headers)
send(start_response, status, headers)
send(start_response, status)
send(start_response, headers=headers)
send(reply=start_response, status='404 Not Found')
send(start_response, '200 OK', <pair>)
""".strip().split("\n")

WRITES = """\
write = start_response(status, headers)
write(b'a')

write = start_response('200 OK', [('Content-Type', 'text/plain')])
write('a')

write = start_response('200 OK', headers)
write(body)

write = start_response('200 OK', [])
for chunk in out:
    write(chunk)

start_response('200 OK', [])(b'a')

write = start_response('200 OK', [])
if <test>:
    write(b'')

try:
    found = environ['HTTP_A']
except KeyError:
    start_response('500 Error', headers, sys.exc_info())

try:
    refuse_if(<test>)
except Exception:
    start_response('500 Error', [], sys.exc_info())
    return [b'error']
""".strip().split("\n\n")

BODIES = """\
[]
[b'']
[body]
[b'ok']
out
[b'ok'] if environ['REQUEST_METHOD'] != 'HEAD' else []
[] if environ['REQUEST_METHOD'] == 'HEAD' else [body]
[b''.join(out)]
[str(status).encode()]
[bytes(str(count), 'ascii')]
[f'{found}'.encode()]
[(found or '').encode()]
[b'a' * count]
[b'o', b'k']
(b'ok',)
iter([b'ok'])
[b'%d' % count]
""".strip().split("\n")

DEFINITIONS = """\
def with_length(headers, body):
    if isinstance(body, bytes):
        return [*headers, ('Content-Length', str(len(body)))]
    return headers

def merged(headers, more):
    for name, value in more.items():
        headers.append((name, value))
    return headers

def default_headers(*pairs, extra=None):
    headers = [('Content-Type', 'text/plain'), *pairs]
    if extra:
        headers.append(extra)
    return headers

def args_of(*args):
    return args

def send(reply, status='200 OK', *pairs, headers=()):
    reply(status, [*headers, *pairs])
"""
