# fmt: off
# --- case: a-generator-that-returns-an-empty-body-loses-nothing
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []
    if environ['REQUEST_METHOD'] == 'OPTIONS':
        return [b'']
    if environ['REQUEST_METHOD'] == 'TRACE':
        return ()
    if environ['REQUEST_METHOD'] == 'POST':
        return [b'', b'lost']  # expect: FC306
    yield b'hello'
# --- case: bytes-that-are-formatted-take-no-text
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return [b'path %s' % environ['PATH_INFO']]  # expect: FC404
    if environ['REQUEST_METHOD'] == 'PUT':
        return [b'%s %s' % (b'path', environ['PATH_INFO'])]  # expect: FC404
    if environ['REQUEST_METHOD'] == 'HEAD':
        return [b'%s' % environ.get('HTTP_ACCEPT', b'')]  # expect: FC404
    return [b'%s: %s %a %d%%' % (b'x', environ['wsgi.input'].read(), environ['PATH_INFO'], 5)]
# --- case: numbers-in-formats-are-no-text
def handler(environ, start_response):
    port = 'port %d' % int(environ['SERVER_PORT'])
    if environ['REQUEST_METHOD'] == 'HEAD':
        port = '%s:%05d' % (environ['SERVER_NAME'], environ['SERVER_PORT'])  # expect: FC404
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [port.encode()]
# --- case: a-format-that-is-refused-ends-the-path
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        return [(b'%s' % environ['PATH_INFO']).decode()]
    except TypeError:
        return ['%s' % environ['PATH_INFO']]  # expect: FC303
# --- case: any-text-takes-bytes-and-none
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    missing, body = environ.get('HTTP_X'), environ['wsgi.input'].read()
    return [('%s %r' % (missing, body)).encode(), b'%r' % missing, ('%(a)d' % {'a': 1}).encode()]
# --- case: what-pure-functions-give-for-constants-is-computed
import base64
import os.path
from urllib import parse
from wsgiref.util import is_hop_by_hop
def handler(environ, start_response):
    upstream = [('Connection', 'close'), ('Content-Type', 'text/plain')]
    headers = [each for each in upstream if not is_hop_by_hop(each[0])]
    name = os.path.basename('/data/报表.csv')
    if environ['REQUEST_METHOD'] == 'GET':
        start_response('200 OK', [*headers, ('X-Name', parse.quote(name))])
    elif environ['REQUEST_METHOD'] == 'HEAD':
        start_response('200 OK', [*headers, ('X-Name', name)])  # expect: FC208
    elif environ['REQUEST_METHOD'] == 'PUT':
        start_response('200 OK', [h for h in upstream if is_hop_by_hop(h[0])])  # expect: FC209, FC210
    elif environ['REQUEST_METHOD'] == 'POST':
        token = base64.b64encode(b'?' * 7000).decode()
        start_response('200 OK', [*headers, ('X-Token', token)])  # expect: FC501
    else:
        start_response('200 OK', [*headers, ('X-Next', parse.unquote('a%0Ab'))])  # expect: FC208
    return [b'x']
# --- case: methods-whose-name-is-put-together
class Api:
    def __init__(self, start_response):
        self.begin = start_response
    def do_GET(self, environ):
        self.begin('200 OK', [('Content-Type', 'text/plain')])
        return [b'get']
    def do_POST(self, environ):
        self.begin('201 Created', [('Content-Type', 'text/plain')])
        return 'post'
def handler(environ, start_response):
    api = Api(start_response)
    method = getattr(api, 'do_' + environ['REQUEST_METHOD'], None)
    if method is None:
        start_response('405 Method Not Allowed', [('Content-Type', 'text/plain')])
        return [b'no']
    return method(environ)  # expect: FC301
# --- case: methods-whose-name-is-put-together-in-a-base-class
class Base:
    def __call__(self, environ, start_response):
        name = f"on_{environ['REQUEST_METHOD'].lower()}"
        return getattr(self, name, self.not_allowed)(environ, start_response)
    def not_allowed(self, environ, start_response):
        start_response('405 Method Not Allowed', [('Content-Type', 'text/plain')])
        return [b'no']
class App(Base):
    def on_get(self, environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'hi']
    def on_post(self, environ, start_response):  # expect: FC201
        return [b'hi']
    def other(self):
        return None
app = App()
# --- case: attributes-that-a-class-makes-up
class Fields:
    body_json = '{}'
    def __getattr__(self, name):
        return b'made up'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [getattr(Fields(), 'body_' + environ['PATH_INFO'][1:])]
# --- case: methods-for-names-out-of-a-constant
class View:
    allowed = ('get', 'post')
    def get(self, environ, begin):
        begin('200 OK', [('Content-Type', 'text/plain')])
        return [b'hi']
    def post(self, environ, begin):
        begin('200 OK', [('Content-Type', 'text/plain')])
        return b'hi'  # expect: FC304
    def refuse(self, environ, begin):
        begin('405 Method Not Allowed', [('Content-Type', 'text/plain')])
        return [b'no']
    def other(self):
        return None
    def __call__(self, environ, start_response):
        name = environ['REQUEST_METHOD'].lower()
        method = getattr(self, name, self.refuse) if name in self.allowed else self.refuse
        return method(environ, start_response)
handler = View()
# --- case: a-bytearray-to-which-is-added-is-a-bytearray
def handler(environ, start_response):
    buffer = bytearray()
    for chunk in (b'a', b'b'):
        buffer += chunk
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'GET':
        return [b'x' + buffer, bytes(buffer)]
    if environ['REQUEST_METHOD'] == 'PUT':
        return [buffer.decode().encode()]
    return [buffer]  # expect: FC303
# --- case: what-another-server-answers-is-text-or-bytes
import requests
session = requests.Session()
def fetch(url):
    answer = session.get(url, timeout=3)
    answer.raise_for_status()
    return answer.text
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'HEAD':
        answer = requests.request('HEAD', 'http://example.com')
        start_response(answer.status_code, [('Content-Type', 'text/plain')])  # expect: FC206
        return []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['REQUEST_METHOD'] == 'PUT':
        return requests.get('http://example.com').content  # expect: FC304
    with requests.Session() as own:
        return [own.get('http://example.com').content, fetch('http://example.com')]  # expect: FC303
# --- case: another-servers-answer-handed-on
import requests
def handler(environ, start_response):
    try:
        answer = requests.post('http://example.com', data=environ['wsgi.input'].read(), stream=True)
    except requests.exceptions.RequestException as error:
        start_response('502 Bad Gateway', [('Content-Type', 'text/plain')])
        return [str(error).encode()]
    headers = [(k, v) for k, v in answer.headers.items() if k.lower() != 'connection']
    if not answer.ok:
        start_response('%d %s' % (answer.status_code, answer.reason), headers)
        return [answer.text.encode(answer.encoding or 'utf-8')]
    start_response('200 OK', headers)
    return answer.iter_content(8192)
# --- case: text-is-never-a-key-among-bytes
from html import escape
from urllib.parse import parse_qs
def handler(environ, start_response):
    form = parse_qs(environ['wsgi.input'].read())
    age = escape(form.get('age', [''])[0])
    if 'age' in form:
        return 'never'
    start_response('200 OK', [('Content-Type', 'text/html')])
    if environ['REQUEST_METHOD'] == 'PUT':
        return [form.get(b'age', [b''])[0]]
    if environ['REQUEST_METHOD'] == 'POST':
        return [escape(form.get(b'age', [b''])[0]).encode()]  # expect: FC404
    return [age]  # expect: FC303
# --- case: coroutines-are-run-where-they-are-awaited
import asyncio
async def part(count):
    await asyncio.sleep(0)
    return b'x' * count
async def parts(environ, *, times=2):
    found = [await part(count) for count in range(times)]
    found.append(environ['HTTP_X_A'].encode())  # expect: FC401
    return found
async def text():
    return 'x'
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['PATH_INFO'] == '/':
        return [asyncio.run(text())]  # expect: FC303
    return asyncio.run(parts(environ, times=3))
# --- case: an-async-handler-that-a-decorator-runs
import asyncio, functools
def synchronous(function):
    @functools.wraps(function)
    def inner(environ, start_response):
        return asyncio.run(function(environ, start_response))  # expect: FC202
    return inner
@synchronous
async def handler(environ, start_response):
    if environ['PATH_INFO'] == '/':
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
# --- case: what-coroutines-raise-is-caught
import asyncio
async def fetch(url):
    if not url:
        raise ValueError(url)
    return b'data'
async def both(url):
    task = asyncio.create_task(fetch(url))
    others = await asyncio.gather(fetch(url), fetch(url))
    return [await task, *others]
def handler(environ, start_response):
    try:
        data = asyncio.run(fetch(environ.get('HTTP_X_URL')))
    except ValueError:
        start_response('400 Bad Request', [('Content-Type', 'text/plain')])
        return asyncio.run(both('x'))
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [data]
# --- case: arguments-say-whether-text-or-bytes-are-given
import subprocess
import xml.etree.ElementTree as ET
def handler(environ, start_response):
    method = environ['REQUEST_METHOD']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if method == 'GET':
        return [subprocess.check_output(['ls'], text=True)]  # expect: FC303
    if method == 'PUT':
        return subprocess.check_output(['ls'], stderr=subprocess.STDOUT)  # expect: FC304
    if method == 'POST':
        return [ET.tostring(ET.Element('a'), encoding='unicode')]  # expect: FC303
    if method == 'HEAD':
        return [subprocess.check_output('ls', shell=True, encoding='utf-8').encode()]
    return [b'<?xml version="1.0"?>' + ET.tostring(ET.Element('a')), subprocess.check_output('ls')]
# --- case: middleware-put-around-an-application-by-reduce
from functools import reduce
def with_header(name, value):
    def middleware(app):
        def wrapped(environ, start_response):
            def begin(status, headers, exc_info=None):
                return start_response(status, headers + [(name, value)], exc_info)  # expect: FC207
            return app(environ, begin)
        return wrapped
    return middleware
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
layers = [with_header('X-A', '1'), with_header('X-B', 2)]
handler = reduce(lambda inner, layer: layer(inner), layers, app)
# --- case: what-reduce-makes-of-items
import functools
import operator
def handler(environ, start_response):
    body = functools.reduce(operator.add, [b'a', b'b'], b'')
    total = functools.reduce(lambda n, chunk: n + len(chunk), (b'a', b'bc'), 0)
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Total', str(total))])
    if environ['REQUEST_METHOD'] == 'GET':
        return [functools.reduce(lambda a, b: a + b, environ['PATH_INFO'].split('/')).encode()]
    if environ['REQUEST_METHOD'] == 'PUT':
        return [functools.reduce(lambda a, b: a + b, ['a', 'b', 'c'])]  # expect: FC303
    return [body]
