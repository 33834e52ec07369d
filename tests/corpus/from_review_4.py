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
