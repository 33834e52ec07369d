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
# --- case: some-items-of-a-list
import itertools
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return itertools.islice(['a', 'b'], 1)  # expect: FC303
    if environ['REQUEST_METHOD'] == 'PUT':
        return itertools.dropwhile(lambda each: each < 'b', ('a', 'b'))  # expect: FC303
    if environ['REQUEST_METHOD'] == 'POST':
        return itertools.takewhile(bool, [b'a', b''])
    return itertools.islice([b'a', b'b'], None, 1)
# --- case: some-items-that-are-yet-to-come
import itertools
def handler(environ, start_response):
    def parts():
        start_response('200 OK', [('Content-Type', 'text/plain')])
        yield b'a'
        yield b'b'
    return list(itertools.islice(parts(), 1))
# --- case: data-of-a-package
import pkgutil
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [pkgutil.get_data('package', 'file.txt')]
# --- case: some-keys-of-environ
import itertools
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for key in itertools.islice(environ, 5):
        environ[key].encode()
    if 'HTTP_X' in itertools.takewhile(str.isupper, sorted(environ)):
        return [environ['HTTP_X'].encode()]
    lines = itertools.islice(environ['wsgi.input'], 3)
    return [line for line in lines]
# --- case: some-of-a-generator-expression
import itertools
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    squares = (str(n * n) for n in itertools.count())
    if environ['REQUEST_METHOD'] == 'GET':
        [each.encode() for each in itertools.islice(squares, 4)]
        return ['text']  # expect: FC303
    return itertools.takewhile(lambda each: len(each) < 3, squares)  # expect: FC303
# --- case: gen-method
class Page:
    def __init__(self, items):
        self.items = items
    def render(self):
        for item in self.items:
            yield item
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return [*Page([b'a']).render()]
    return [*Page(['a']).render()]  # expect: FC303
# --- case: gen-closure
def handler(environ, start_response):
    def body():
        yield environ['PATH_INFO']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return list(body())  # expect: FC303
# --- case: decorator-encodes-generator
def encoded(f):
    def wrapped(environ, start_response):
        for chunk in f(environ, start_response):
            yield chunk.encode('utf-8') if isinstance(chunk, str) else chunk
    return wrapped
@encoded
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    yield 'a'
    yield b'b'
# --- case: decorator-encodes-str
def encoded(f):
    def wrapped(environ, start_response):
        body = f(environ, start_response)
        if isinstance(body, str):
            body = body.encode()
        if isinstance(body, bytes):
            body = [body]
        return body
    return wrapped
@encoded
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'text'
# --- case: to-bytes-helper
def to_bytes(value, encoding='utf-8'):
    if isinstance(value, bytes):
        return value
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    return str(value).encode(encoding)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [to_bytes(x) for x in (b'a', 'b', 1, bytearray(b'c'))]
# --- case: to-bytes-singledispatch
import functools
@functools.singledispatch
def to_bytes(value):
    return str(value).encode()
@to_bytes.register
def _(value: bytes):
    return value
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [to_bytes('a')]
# --- case: to-bytes-try
def to_bytes(value):
    try:
        return value.encode()
    except AttributeError:
        return value
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [to_bytes('a'), to_bytes(b'b')]
# --- case: to-bytes-dict
CODERS = {str: str.encode, bytes: bytes}
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = 'a'
    return [CODERS[type(body)](body)]
# --- case: iter-next-rest
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    it = iter([b'a', 'b'])
    next(it)
    return it  # expect: FC303
# --- case: reversed-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return reversed(b'ab')  # expect: FC303
# --- case: sorted-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return sorted(b'ab')  # expect: FC303
# --- case: starmap
import itertools
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return itertools.starmap(bytes, [('a', 'utf-8')])
# --- case: deque-str
import collections
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = collections.deque(['a'])
    return out  # expect: FC303
# --- case: namedtuple-body
import collections
Response = collections.namedtuple('Response', 'status body')
def handler(environ, start_response):
    response = Response('200 OK', b'a')
    start_response(response.status, [('Content-Type', 'text/plain')])
    return [response.body]
# --- case: dataclass-body
from dataclasses import dataclass, field
@dataclass
class Response:
    body: list = field(default_factory=list)
    def write(self, text):
        self.body.append(text.encode())
def handler(environ, start_response):
    response = Response()
    response.write('a')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return response.body
# --- case: dataclass-returned
from dataclasses import dataclass
@dataclass
class Response:
    body: bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Response(b'a')  # expect: FC302
# --- case: class-iter-list
class Body:
    def __init__(self, parts):
        self.parts = parts
    def __iter__(self):
        return iter(self.parts)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return Body([b'a'])
    return Body(['a'])  # expect: FC303
# --- case: class-len-getitem
class Body:
    def __len__(self):
        return 1
    def __getitem__(self, i):
        if i:
            raise IndexError
        return 'a'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return Body()  # expect: FC303
# --- case: str-enum-bare
import enum
class Body(str, enum.Enum):
    ok = 'ok'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [Body.ok.value]  # expect: FC303
# --- case: bytes-format-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'a' + b'%s' % b'x', b'-'.join([b'a', b'b']), b'a' * 3, b'abc'[1:], b'a'.upper()]
# --- case: struct
import struct
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [struct.pack('>I', 1)]
# --- case: zlib-hash
import zlib, hashlib, base64
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [zlib.compress(b'a'), hashlib.md5(b'a').digest(), base64.b64encode(b'a')]
# --- case: hexdigest
import hashlib
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [hashlib.md5(b'a').hexdigest()]  # expect: FC303
# --- case: traceback-list
import traceback
def handler(environ, start_response):
    try:
        raise ValueError
    except ValueError as e:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return traceback.format_exception(type(e), e, e.__traceback__)  # expect: FC303
# --- case: subprocess
import subprocess
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [subprocess.check_output(['date'])]
# --- case: list-map-in-place
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = ['a', 'b']
    for i, part in enumerate(parts):
        parts[i] = part.encode()
    return parts
# --- case: list-slice-in-place
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = ['a', 'b']
    parts[:] = [part.encode() for part in parts]
    return parts
# --- case: extend-bytes
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = [b'a']
    parts += b'bc'
    return parts  # expect: FC303
# --- case: yield-from-generator-return
def parts():
    yield b'a'
    return 'done'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    result = yield from parts()
    yield result.encode()
# --- case: recursion-generator
def walk(node):
    yield node[0]
    for child in node[1]:
        yield from walk(child)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [part.encode() for part in walk(('a', [('b', [])]))]
# --- case: join-nested
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    rows = [('a', 'b'), ('c', 'd')]
    return ['\n'.join(','.join(row) for row in rows).encode()]
# --- case: response-dict
def app(environ):
    return {'status': '200 OK', 'headers': {'Content-Type': 'text/plain'}, 'body': 'a'}
def handler(environ, start_response):
    response = app(environ)
    start_response(response['status'], list(response['headers'].items()))
    return [response['body'].encode('utf-8')]
# --- case: response-dict-bare
def app(environ):
    return {'status': '200 OK', 'headers': {'Content-Type': 'text/plain'}, 'body': 'a'}
def handler(environ, start_response):
    response = app(environ)
    start_response(response['status'], list(response['headers'].items()))
    return [response.get('body', '')]  # expect: FC303
# --- case: match-body
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = environ.get('HTTP_X', b'none')
    match body:
        case str():
            return [body.encode()]
        case bytes():
            return [body]
# --- case: hasattr-encode
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = ['a', b'b']
    return [p.encode() if hasattr(p, 'encode') else p for p in parts]
# --- case: type-is
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    parts = ['a', b'b']
    return [p.encode() if type(p) is str else p for p in parts]
