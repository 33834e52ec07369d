# fmt: off
# --- case: a-method-refuses-what-comes-from-nowhere
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    environ['wsgi.input'].read()
    environ['wsgi.input'].read().startswith('a')
    return 'never'
# --- case: a-method-takes-what-fits
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    text = 'a=b'
    if b'a=b'.startswith((b'a', b'b')) and text.split(None) and text.find('a', 1):
        return 'here'  # expect: FC301
    return [b'a'.replace(b'a', bytearray(b'b'))]
# --- case: tuples-of-text-and-bytes-have-no-order
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        sorted([('Content-Type', 'text/plain'), (b'C', 'd'), ('A', 'b')])
        return 'never'
    except TypeError:
        return [b'x']
# --- case: tuples-whose-first-items-are-alike-may-have-an-order
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    sorted([('a', b'b'), ('b', 'c')])
    sorted([(None, 'a'), (None, 'b')])
    return 'here'  # expect: FC301
# --- case: an-iterator-has-no-items-to-assign
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    headers = [each for each in oracle.items() if each]
    try:
        if environ.get('HTTP_A'):
            first = iter(headers)
            del first[0]
        elif environ.get('HTTP_B'):
            iter([('A', 'b')])[0] = ('C', 'd')
        else:
            zip(headers, headers)[0] = ('C', 'd')
        return 'never'
    except TypeError:
        return [b'x']
# --- case: the-items-of-an-iterator-over-who-knows-how-many
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    texts = ['a' for each in oracle.items()]
    first = next(iter(texts), None)
    if first is None:
        return [b'none']
    return [first]  # expect: FC303
# --- case: a-body-that-was-iterated-over-has-no-lines-left
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = list(environ['wsgi.input'])
    for line in environ['wsgi.input']:
        return 'never'
    return out
# --- case: a-body-that-was-left-or-wound-back-has-lines
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for line in environ['wsgi.input']:
        break
    for line in environ['wsgi.input']:
        if line == b'x':
            return 'here'  # expect: FC301
    environ['wsgi.input'].seek(0)
    for line in environ['wsgi.input']:
        return 'here'  # expect: FC301
    return [b'x']
# --- case: reading-lines-may-fail
def handler(environ, start_response):  # expect: FC302
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        return environ['wsgi.input'].readlines()
    except ValueError:
        pass
# --- case: raise-in-finally-raises-what-is-on-its-way
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        body = environ['wsgi.input'].read()
    except ValueError:
        try:
            body = environ.get('HTTP_B').encode()  # expect: FC404
        finally:
            raise
    return [body]
# --- case: what-is-multiplied-stays-what-it-is
def handler(environ, start_response):
    headers = ()
    if environ.get('HTTP_A'):
        headers = headers * 2
    elif environ.get('HTTP_B'):
        headers = 2 * (('A', 'b'),)
    else:
        start_response('200 OK', 2 * [('A', 'b')] + [*(2 * ('c',))])  # expect: FC207
        return []
    start_response('200 OK', headers)  # expect: FC207
    return []
# --- case: a-loop-that-goes-on-for-ever-leads-nowhere
def handler(environ, start_response):
    headers = []
    while environ['REQUEST_METHOD'] != 'GET':
        headers.append('x')
    start_response('200 OK', headers)
    return []
# --- case: a-loop-that-ends-leads-on
def handler(environ, start_response):
    headers = []
    method = environ['REQUEST_METHOD']
    while method != 'GET':
        headers.append('x')
        method = environ.get('HTTP_A')
    start_response('200 OK', headers)  # expect: FC207
    return []
# --- case: generators-that-begin-in-several-places
import oracle

def chunks(many=True):
    yield b'a'  # expect: FC202
    if many:
        yield b'b'
def handler(environ, start_response):
    found = None
    out = []
    try:
        try:
            found = environ['HTTP_A'].lower()
        except (KeyError, AttributeError):
            found = ''
    finally:
        if (value := environ.get('HTTP_A')) and value == 'x':
            out = [b'ok']
            try:
                try:
                    yield from chunks()
                except Exception:
                    pass
                for k in oracle.items():
                    start_response('200 OK', [('Content-Type', k)])  # expect: FC203, FC204
            except ValueError:
                pass
    yield b'a'  # expect: FC202
    found = (environ.get('HTTP_A') or '').lower()
    length = environ.get('CONTENT_LENGTH')
    count = int(length) if length else 0
    for line in environ['wsgi.input']:
        out.append(line[:count])
    yield found.encode()
# --- case: what-is-not-the-default-is-there
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    found = ''
    if environ.get('HTTP_A', 'x') != 'x':
        found = environ['HTTP_A']
    if environ.get('HTTP_A', 'y') not in ('x', 'y'):
        found = environ['HTTP_A']
    if environ.get('HTTP_A', 'y') != 'x':
        found = environ['HTTP_A']  # expect: FC401
    if environ.get('HTTP_B', 'x') == 'x':
        return []
    if environ.get('HTTP_B') is None:
        return 'never'
    return [found.encode()]
# --- case: splitting-at-a-separator-gives-a-part
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    text = environ.get('HTTP_A', '')
    if not environ['wsgi.input'].read().split(b'=') or not text.split('=', 1):
        return 'never'
    if not text.rsplit(sep='='):
        return 'never'
    if not text.split():
        return 'here'  # expect: FC301
    if not environ.get('HTTP_B', '').splitlines(True):
        return 'here'  # expect: FC301
    return []
# --- case: headers-that-an-iterator-gives-away
def handler(environ, start_response):
    start_response('200 OK', map(tuple, []))  # expect: FC207
    yield b'ok'
# --- case: what-is-read-behind-the-end-is-empty
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    stream = environ['wsgi.input']
    body = stream.read()
    if stream.read() or stream.readline() or stream.readlines():
        return 'never'
    stream.seek(0)
    if stream.read():
        return 'here'  # expect: FC301
    return [body]
# --- case: others-may-go-back-to-where-the-body-begins
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    body = environ['wsgi.input'].read()
    if environ.get('HTTP_A'):
        oracle.rewind(environ['wsgi.input'])
        if environ['wsgi.input'].read():
            return 'here'  # expect: FC301
    else:
        oracle.rewind(environ)
        for line in environ['wsgi.input']:
            return 'here'  # expect: FC301
    return [body]
# --- case: what-is-no-numeral-is-not-the-default
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        int(environ.get('HTTP_A', '0'))
        float(environ.get('HTTP_B', 0))
    except ValueError:
        if environ.get('HTTP_A') is None and environ.get('HTTP_B') is None:
            return 'never'
        return []
    try:
        int(environ.get('HTTP_C', '0'))
    except ValueError:
        return [environ['HTTP_C'].encode()]
    try:
        int(environ.get('HTTP_C', ''))
    except ValueError:
        return [environ['HTTP_C'].encode()]  # expect: FC401
    return [b'x']
# --- case: another-exception-of-the-same-class
def token(environ):
    return environ['HTTP_A']

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_B'):
        try:
            return [token(environ).encode()]
        finally:
            raise KeyError('k')
    try:
        return [token(environ).encode()]
    except KeyError as error:
        raise KeyError('told') from error
# --- case: the-same-exception-by-whatever-name
import sys

class Passing:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is KeyError:
            again(error)

def again(error):
    raise error.with_traceback(None)

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        first = environ['HTTP_A']  # expect: FC401
    except KeyError as error:
        again(error)
    try:
        second = environ['HTTP_B']  # expect: FC401
    except KeyError:
        raise sys.exc_info()[1]
    with Passing():
        third = environ['HTTP_C']  # expect: FC401
    return [first.encode(), second.encode(), third.encode()]
# --- case: a-list-of-another-handlers-that-this-one-changed
import oracle

def page(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'page']

def handler(environ, start_response):
    out = page(environ, start_response)
    try:
        oracle.value()
    except ValueError:
        out[0] = 'a'
    return out  # expect: FC303
# --- case: operators-that-builtin-types-lack
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    n = 3
    try:
        a = {'a': 1} * n
        return 'never'
    except TypeError: pass
    try:
        a = 'a' - 'b'
        return 'never'
    except TypeError: pass
    try:
        a = [1] / 2
        return 'never'
    except TypeError: pass
    try:
        a = 'a' * 'b'
        return 'never'
    except TypeError: pass
    x = {1, 2} - {2}
    x = {1, 2} & {2}
    x ^= {3}
    y = 2 * 'a' + 'b' * 3
    z = (1,) * 2
    z = [1] * n
    w = 5 // 2 ** 1 % 3 << 2 >> 1
    m = '%s' % n
    m = b'%d' % n
    return 'here'  # expect: FC301
# --- case: what-is-computed-from-text-tells-which-text-it-is
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('QUERY_STRING', '').isdigit():
        if environ.get('QUERY_STRING') in ('x', 'y'):
            return 'never'
        if environ['PATH_INFO'].startswith('/a') and environ['PATH_INFO'] == '/b':
            return 'never'
        if environ['PATH_INFO'].startswith('/a') and environ['PATH_INFO'] == '/ab':
            return 'here'  # expect: FC301
    elif environ.get('HTTP_A', '5').isdigit():
        if environ.get('HTTP_A', 'x') == 'x':
            return 'here'  # expect: FC301
    return [b'x']
# --- case: an-item-is-what-get-gives
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ.get('HTTP_A') and environ['HTTP_A'] != 'x':
        pass
    else:
        match environ.get('HTTP_A'):
            case 'y':
                return 'never'
            case 'x':
                return 'here'  # expect: FC301
    if environ.get('HTTP_B') and environ['HTTP_B'] == 'x' and environ.get('HTTP_B') == 'y':
        return 'never'
    return [b'x']
# --- case: no-key-of-a-dict
TABLE = {'x': '200 OK'}

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    names = [key for key in environ if key.startswith('HTTP_')]
    try:
        TABLE.get(names)
        return 'never'
    except TypeError:
        pass
    try:
        TABLE[{'a': names}]
        return 'never'
    except TypeError:
        pass
    TABLE.get(tuple(names))
    return 'here'  # expect: FC301
# --- case: items-of-a-bytearray
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for chunk in bytearray(environ['PATH_INFO'].encode()):
        yield chunk  # expect: FC303
# --- case: exceptions-of-the-projects-classes
import oracle

class Boom(Exception):
    pass

class Bang(Boom):
    pass

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        oracle.value()
    except Boom:
        try:
            raise
        except Bang:
            return 'here'  # expect: FC301
        except TypeError:
            return 'never'
        except Exception:
            return 'here'  # expect: FC301
    except LookupError:
        try:
            raise
        except KeyError:
            return 'here'  # expect: FC301
        except TypeError:
            return 'never'
        except Exception:
            return 'here'  # expect: FC301
    return [b'x']
# --- case: a-list-that-is-changed-while-it-gives-its-items
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = [b'a', 'b']
    for each in out:
        if each == 'b':
            out.remove(each)
    if environ.get('HTTP_A'):
        return out
    out = [b'a', b'b', 'c']
    for each in out:
        out.remove(each)
    if len(out) == 2:
        return 'never'
    if environ.get('HTTP_B'):
        return out
    for each in out:
        out.append(each)
        if len(out) > 100 and environ.get('HTTP_C'):
            break
    else:
        return 'never'
    return 'here'  # expect: FC301
# --- case: the-first-item-of-what-is-not-empty
import oracle

def handler(environ, start_response):
    out = []
    start_response('200 OK', [('Content-Type', 'text/plain')])
    for _ in oracle.items():
        out += [b'a']
    if oracle.flag():
        out += [b'a']
        items = iter(out)
        try:
            next(items)
        except StopIteration:
            return 'never'
        try:
            next(items)
        except StopIteration:
            return 'here'  # expect: FC301
    return []
# --- case: what-has-no-length-is-empty
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if len(environ.get('HTTP_B', '')) > 0:
        return []
    if (value := environ.get('HTTP_B')) and value == 'x':
        return 'never'
    if len(environ.get('HTTP_A', '')) > 1:
        return []
    if environ.get('HTTP_A'):
        return 'here'  # expect: FC301
    return []
# --- case: nothing-is-stored-in-a-list-without-items
import oracle

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    out = []
    for _ in oracle.items():
        out = [each for each in out if each]
    try:
        out[0] = b'a'
        return 'never'
    except IndexError:
        return 'here'  # expect: FC301
# --- case: what-is-taken-by-a-test-tells-how-it-came-out
def handler(environ, start_response):
    status = {True: '200 OK', False: 404}[environ.get('HTTP_B') == 'x']
    body = ('no', b'yes')[environ.get('HTTP_A') == 'y']
    if environ.get('HTTP_B') == 'x':
        start_response(status, [('Content-Type', 'text/plain')])
        if environ.get('HTTP_A') == 'y':
            return [body]
        return [body]  # expect: FC303
    start_response(status, [('Content-Type', 'text/plain')])  # expect: FC206
    return [b'x']
