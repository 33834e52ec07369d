# fmt: off
# --- case: queue-roundtrip
import queue
def handler(environ, start_response):
    q = queue.Queue()
    q.put(('start', '200 OK'))
    q.put(('body', b'x'))
    while True:
        kind, value = q.get()
        if kind == 'start':
            start_response(value, [('Content-Type', 'text/plain')])
        elif kind == 'body':
            return [value]
# --- case: deque-roundtrip
from collections import deque
def handler(environ, start_response):
    q = deque()
    q.append(('start', '200 OK'))
    q.append(('body', b'x'))
    while q:
        kind, value = q.popleft()
        if kind == 'start':
            start_response(value, [('Content-Type', 'text/plain')])
        elif kind == 'body':
            return [value]
    return []
# --- case: list-roundtrip
def handler(environ, start_response):
    q = []
    q.append(('start', '200 OK'))
    q.append(('body', b'x'))
    while q:
        kind, value = q.pop(0)
        if kind == 'start':
            start_response(value, [('Content-Type', 'text/plain')])
        elif kind == 'body':
            return [value]
    return []
# --- case: queue-thread
import queue, threading
from acme import work
def handler(environ, start_response):
    q = queue.Queue()
    threading.Thread(target=work, args=(q, environ)).start()
    while True:
        message = q.get()
        if message['type'] == 'http.response.start':
            start_response(message['status'], message['headers'])
        elif message['type'] == 'http.response.body':
            yield message['body']
            if not message.get('more'):
                break
# --- case: queue-generator
import queue, threading
class Bridge:
    def __init__(self, app):
        self.app = app
        self.queue = queue.Queue()
    def run(self):
        self.queue.put({'type': 'start'})
        self.queue.put({'type': 'body', 'body': b'x'})
        self.queue.put(None)
    def __call__(self, environ, start_response):
        threading.Thread(target=self.run).start()
        message = self.queue.get()
        if message['type'] == 'start':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        while True:
            message = self.queue.get()
            if message is None:
                break
            yield message['body']
# --- case: queue-receive-send
import queue, threading
class Responder:
    def __init__(self, app):
        self.app = app
        self.queue = queue.Queue()
    def send(self, message):
        self.queue.put(message)
    def recv(self, expected=None):
        message = self.queue.get()
        if message['type'] == 'error':
            raise message['exc']
        return message
    def __call__(self, environ, start_response):
        threading.Thread(target=self.app, args=(self.send,)).start()
        message = self.recv()
        if message['type'] == 'start':
            start_response('200 OK', [('Content-Type', 'text/plain')])
        more = True
        while more:
            message = self.recv()
            if message['type'] == 'body':
                more = message['more']
                yield message['body']
# --- case: sync-event
import threading
from acme import work
class Box:
    def __init__(self):
        self.event = threading.Event()
        self.content = None
    def put(self, content):
        self.content = content
        self.event.set()
    def take(self):
        self.event.wait()
        self.event.clear()
        return self.content
def handler(environ, start_response):
    box = Box()
    threading.Thread(target=work, args=(box,)).start()
    while True:
        message = box.take()
        if message['kind'] == 'head':
            start_response(message['status'], message['headers'])
        elif message['kind'] == 'chunk':
            yield message['content']
        else:
            break
# --- case: pipe
from multiprocessing import Pipe, Process
from acme import work
def handler(environ, start_response):
    ours, theirs = Pipe()
    Process(target=work, args=(theirs,)).start()
    while True:
        kind, content = ours.recv()
        if kind == 'head':
            start_response(content, [('Content-Type', 'text/plain')])
        if kind == 'body':
            return [content]
# --- case: deque-of-unknown-messages
from collections import deque
from acme import produce
def handler(environ, start_response):
    channel = deque()
    for message in produce(environ['PATH_INFO']):
        channel.append(message)
    chunks = []
    while True:
        message = channel.popleft()
        if message['kind'] == 'head':
            start_response(message['status'], message['headers'])
        else:
            chunks.append(message['content'])
        if message['last']:
            return chunks
# --- case: what-the-request-says-is-no-message
import queue
JOBS = queue.Queue()
def handler(environ, start_response):
    job = JOBS.get()
    if environ['REQUEST_METHOD'] == 'HEAD':
        return []  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [job]
# --- case: never-called-for-any-message
import queue
def handler(environ, start_response):  # expect: FC201
    channel = queue.Queue()
    while True:
        message = channel.get()
        if message is None:
            return [b'end']
# --- case: an-empty-queue-is-an-exception
import queue
JOBS = queue.Queue()
def handler(environ, start_response):
    try:
        job = JOBS.get(timeout=3)
    except queue.Empty:
        return [b'nothing to do']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [job]
# --- case: a-lookup-by-key-is-no-message
from acme import cache
def handler(environ, start_response):
    page = cache.get(environ['PATH_INFO'])
    if page is None:
        return [b'nothing']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [page]
# --- case: twice-whatever-the-message
import queue
JOBS = queue.Queue()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    job = JOBS.get()
    start_response('200 OK', [('Content-Type', 'text/html')])  # expect: FC203
    return [job]
