# fmt: off
# --- case: files-and-what-they-have
import tempfile
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with tempfile.NamedTemporaryFile() as f, tempfile.SpooledTemporaryFile() as g:
        f.write(b'a')
        f.file.flush()
        f.truncate(0)
        print(f.name, f.delete, f.closed)
        f.fileno()
        g.write(b'a')
        g.rollover()
        g.seek(0)
        return g.read()  # expect: FC304
# --- case: temporary-file-of-text
import tempfile
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    f = tempfile.TemporaryFile('w+', encoding='utf-8')
    f.write('abc')
    f.seek(0)
    return f  # expect: FC303
# --- case: temporary-file-whose-mode-is-not-known
import tempfile
import settings
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    f = tempfile.TemporaryFile(settings.MODE)
    f.seek(0)
    return [f.read()]
# --- case: named-temporary-file-of-text
from tempfile import NamedTemporaryFile as Temporary
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with Temporary(mode='w+', suffix='.txt') as f:
        f.write('abc')
        f.seek(0)
        return [f.read()]  # expect: FC303
# --- case: path-opened
from pathlib import Path
HERE = Path(__file__).parent
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return HERE.joinpath('a.txt').open()  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PUT':
        with (HERE / 'a.txt').open(encoding='utf-8') as f:
            return [line.encode() for line in f]
    if environ['REQUEST_METHOD'] == 'POST':
        with Path.open(HERE / 'a.txt', 'r') as f:
            return f.readlines()  # expect: FC303
    return (HERE / 'a.bin').open(mode='rb')
# --- case: compressed-files
import bz2, gzip, lzma
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return gzip.open('/tmp/a', 'rt')  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PUT':
        return [bz2.open('/tmp/a', 'rt', encoding='utf-8').read()]  # expect: FC303
    if environ['REQUEST_METHOD'] == 'POST':
        return [lzma.open('/tmp/a', mode='rt').readline()]  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PATCH':
        return bz2.open('/tmp/a')
    with gzip.open('/tmp/a', 'r') as f:
        return [f.read()]
# --- case: iter-until-a-sentinel
import functools
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        f = open('/tmp/a')
        return iter(lambda: f.read(8192), '')  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PUT':
        f = open('/tmp/a')
        return iter(functools.partial(f.read, 8192), '')  # expect: FC303
    if environ['REQUEST_METHOD'] == 'POST':
        f = open('/tmp/a', 'rb')
        return iter(functools.partial(f.read, 8192), b'')
    body = environ['wsgi.input']
    return iter(lambda: body.read(8192), b'')
# --- case: iter-until-none
import queue
def handler(environ, start_response):
    chunks = [None, b'b', b'a']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return iter(chunks.pop, None)
    waiting = queue.Queue()
    return iter(waiting.get, None)
# --- case: iter-of-a-method
class Reader:
    def __init__(self, lines):
        self.lines = lines
    def next_line(self):
        return self.lines.pop() if self.lines else None
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    reader = Reader(['a', 'b'])
    if environ['REQUEST_METHOD'] == 'GET':
        return [line.encode() for line in iter(reader.next_line, None)]
    return iter(reader.next_line, None)  # expect: FC303
# --- case: iter-whose-function-starts-the-answer
def handler(environ, start_response):
    def step():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return None
    for each in iter(step, None):
        pass
    return [b'x']
# --- case: chain-of-iterables
from itertools import chain
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return chain.from_iterable([[b'a'], ('b',)])  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PUT':
        return chain.from_iterable([b'ab', b'c'])  # expect: FC303
    return chain.from_iterable(([b'a'], map(str.encode, 'bc'), [b'%d' % n for n in range(3)]))
# --- case: chain-of-generators
from itertools import chain
def part(n):
    yield str(n)
def fine(n):
    yield b'%d' % n
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return chain.from_iterable([part(1), part(2)])  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PUT':
        return chain.from_iterable(fine(n) for n in range(3))
    return chain.from_iterable(map(fine, (1, 2)))
# --- case: iter-that-nobody-iterates
def handler(environ, start_response):
    def step():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return environ['HTTP_X']
    iter(step, None)
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: star-gen
def gen():
    yield b'a'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [*gen()]
# --- case: star-gen-str
def gen():
    yield 'a'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [*gen()]  # expect: FC303
# --- case: tuple-gen
def gen(n):
    for i in range(n):
        yield b'%d' % i
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return tuple(gen(3))
# --- case: join-gen-bare
def gen():
    yield b'a'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return b''.join(gen())  # expect: FC304
# --- case: yield-from-list
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield from [b'a', b'b']
# --- case: yield-from-mixed
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield from [b'a', 'b']  # expect: FC303
# --- case: yield-from-str
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield from 'abc'  # expect: FC303
# --- case: yield-from-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield from b'abc'  # expect: FC303
# --- case: chain-gen
import itertools
def gen():
    yield 'a'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return itertools.chain([b'head'], gen())  # expect: FC303
# --- case: chain-bytes
import itertools
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return itertools.chain(b'a', [b'b'])  # expect: FC303
# --- case: map-known-str
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return map(lambda s: s.upper(), ['a', 'b'])  # expect: FC303
# --- case: map-bytes-encoding
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [bytes(s, 'utf-8') for s in ('a', 'b')]
# --- case: filter-known-none
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return filter(None, [b'a', None])
# --- case: filter-is-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return filter(lambda x: x is not None, [b'a', None])
# --- case: zip
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return zip([b'a'], [b'b'])  # expect: FC303
# --- case: zip-join
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b''.join(p) for p in zip([b'a'], [b'b'])]
# --- case: genexp-int
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return (x for x in b'abc')  # expect: FC303
# --- case: genexp-bytes1
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return (bytes([x]) for x in b'abc')
# --- case: bytesio-write
import io
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = io.BytesIO()
    out.write('abc'.encode())
    out.seek(0)
    return out
# --- case: textwrapper
import io
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding='utf-8', write_through=True)
    text.write('abc')
    return [out.getvalue()]
# --- case: textwrapper-returned
import io
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return io.TextIOWrapper(io.BytesIO(b'abc'))  # expect: FC303
# --- case: csv
import csv, io
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/csv')])
    out = io.StringIO()
    csv.writer(out).writerow(['a', 'b'])
    return [out.getvalue()]  # expect: FC303
# --- case: csv-encode
import csv, io
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/csv')])
    out = io.StringIO()
    csv.writer(out).writerow(['a', 'b'])
    return [out.getvalue().encode('utf-8')]
# --- case: spooled
import tempfile
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with tempfile.SpooledTemporaryFile(max_size=10) as f:
        f.write(b'abc')
        f.seek(0)
        return [f.read()]
# --- case: open-lines-encode
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with open('/tmp/a') as f:
        return [line.encode() for line in f]
# --- case: open-yield
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with open('/tmp/a') as f:
        for line in f:
            yield line  # expect: FC303
# --- case: open-yield-rb
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    with open('/tmp/a', 'rb') as f:
        while chunk := f.read(8192):
            yield chunk
# --- case: wsgiref-filewrapper [target=wsgi]
from wsgiref.util import FileWrapper
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return FileWrapper(open('/tmp/a', 'rb'))
# --- case: json-bytes
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [bytes(json.dumps({}), 'utf-8')]
# --- case: json-iterencode
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return json.JSONEncoder().iterencode({})  # expect: FC303
# --- case: json-iterencode-ok
import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return (c.encode() for c in json.JSONEncoder().iterencode({}))
# --- case: json-cls
import json
encode = json.JSONEncoder(indent=2).encode
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return [encode({})]  # expect: FC303
# --- case: format-builtin
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [format(1, 'd')]  # expect: FC303
# --- case: string-template
import string
T = string.Template('$a')
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [T.substitute(a=1)]  # expect: FC303
# --- case: bytes-percent-bare
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return b'%s and %d' % (b'a', 1)  # expect: FC304
# --- case: bytearray-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = bytearray()
    out += b'a'
    out.extend(b'b')
    return [bytes(out)]
# --- case: memoryview-tobytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [memoryview(b'a').tobytes()]
# --- case: bytesio-getbuffer
import io
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [io.BytesIO(b'a').getbuffer()]  # expect: FC303
# --- case: bytes-of-ints
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return bytes([1, 2])  # expect: FC304
# --- case: bytes-star
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [*b'abc']  # expect: FC303
# --- case: bytes-iter
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return iter(b'abc')  # expect: FC303
# --- case: dict-items
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return {b'a': b'b'}.items()  # expect: FC303
# --- case: gen-return-before-yield
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'HEAD':
        return
    yield b'a'
# --- case: gen-return-dead-yield
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'a']  # expect: FC306
    yield
# --- case: async-gen
async def agen():
    yield b'a'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return agen()  # expect: FC302
