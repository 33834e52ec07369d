# fmt: off
# --- case: return-in-try-call-in-finally
def handler(environ, start_response):
    try:
        return [b'ok']
    finally:
        start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: return-in-try-conditional-call-in-finally
def handler(environ, start_response):
    try:
        return [b'ok']  # expect: FC202
    finally:
        if environ.get('QUERY_STRING'):
            start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: return-in-try-call-in-else-never-runs
def handler(environ, start_response):  # expect: FC201
    try:
        return [b'ok']
    except ValueError:
        raise
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: return-in-except-call-in-finally
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
    except Exception:
        return [b'failed']
    finally:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: two-returns-through-one-finally
def handler(environ, start_response):
    try:
        if environ.get('QUERY_STRING'):
            return [b'query']
        return [b'none']
    finally:
        start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: nested-finally-outer-calls
import shop

def handler(environ, start_response):
    try:
        try:
            return [b'ok']
        finally:
            shop.log()
    finally:
        start_response('200 OK', [('Content-Type', 'text/plain')])
# --- case: break-through-finally
def handler(environ, start_response):
    for name in ('a', 'b'):
        try:
            break
        finally:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: break-before-the-call
def handler(environ, start_response):
    for name in ('a', 'b'):
        try:
            if environ.get('QUERY_STRING'):
                break
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
        finally:
            print(name)
    return [b'ok']  # expect: FC202
# --- case: continue-through-finally-once
def handler(environ, start_response):
    for name in ('a',):
        try:
            continue
        finally:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: continue-through-finally-twice
def handler(environ, start_response):
    for name in ('a', 'b'):
        try:
            continue
        finally:
            start_response('200 OK', [('Content-Type', 'text/plain')])  # expect: FC203
    return [b'ok']
# --- case: continue-always-skips-the-call
def handler(environ, start_response):  # expect: FC201
    for name in ('a', 'b'):
        try:
            if name:
                continue
            start_response('200 OK', [('Content-Type', 'text/plain')])
        finally:
            print(name)
    return [b'ok']
# --- case: return-in-finally-swallows
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body]
    finally:
        return [b'ok']  # expect: FC202
# --- case: return-in-finally-after-the-call
import shop

def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    try:
        body = shop.render()
    finally:
        return [b'ok']
# --- case: return-in-finally-that-calls
import shop

def handler(environ, start_response):
    try:
        shop.render()
    finally:
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']
# --- case: return-in-finally-replaces-return
def handler(environ, start_response):  # expect: FC201
    try:
        return [b'first']
    finally:
        return [b'second']
# --- case: break-in-finally-swallows
import shop

def handler(environ, start_response):
    while True:
        try:
            shop.render()
            start_response('200 OK', [('Content-Type', 'text/plain')])
        finally:
            break
    return [b'ok']  # expect: FC202
# --- case: finally-does-not-swallow
import shop

def handler(environ, start_response):
    try:
        shop.render()
        start_response('200 OK', [('Content-Type', 'text/plain')])
    finally:
        print('done')
    return [b'ok']
# --- case: sys-exit
import sys

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        sys.exit(1)
    return [b'ok']
# --- case: sys-exit-imported
from sys import exit as leave

def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        leave('no query')
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: os-exit
import os

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        os._exit(1)
    return [b'ok']
# --- case: raise-system-exit
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        raise SystemExit
    return [b'ok']
# --- case: builtin-exit
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        exit()
    return [b'ok']
# --- case: sys-exit-caught
import sys

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            sys.exit(1)
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except SystemExit:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: sys-exit-not-caught-by-exception
import sys

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            sys.exit(1)
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Exception:
        return [b'no']
    return [b'ok']
# --- case: sys-exit-caught-by-bare-except
import sys

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            sys.exit(1)
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: os-exit-is-no-exception
import os

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            os._exit(1)
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except BaseException:
        return [b'no']
    return [b'ok']
# --- case: raising-helper
def fail(message):
    raise RuntimeError(message)

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        fail('no query')
    return [b'ok']
# --- case: raising-helper-through-another
import sys

def leave():
    sys.exit(3)

def fail(message):
    print(message)
    leave()

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        fail('no query')
    return [b'ok']
# --- case: raising-helper-on-both-branches
def fail(code):
    if code:
        raise ValueError(code)
    else:
        raise KeyError(code)

def handler(environ, start_response):
    if not environ.get('QUERY_STRING'):
        fail(environ['PATH_INFO'])
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: helper-raises-sometimes
def check(path):
    if path == '/bad':
        raise RuntimeError(path)

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        check(environ['PATH_INFO'])
    return [b'ok']  # expect: FC202
# --- case: raising-helper-caught
def fail(message):
    raise RuntimeError(message)

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            fail('no query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except RuntimeError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: raising-method
class App:
    def fail(self):
        raise RuntimeError('no')

    def __call__(self, environ, start_response):
        if not environ.get('QUERY_STRING'):
            self.fail()
        else:
            start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'ok']

handler = App()
# --- case: helper-loops-forever
import time

def hang():
    while True:
        time.sleep(1)

def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        hang()
    return [b'ok']
# --- case: raising-lambda-argument
def fail():
    raise RuntimeError

def handler(environ, start_response):
    body = [b'ok'] if environ.get('QUERY_STRING') else fail()
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return body
# --- case: assert-false
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        assert False, 'unreachable'
    return [b'ok']
# --- case: assert-zero
def handler(environ, start_response):
    if environ.get('QUERY_STRING'):
        start_response('200 OK', [('Content-Type', 'text/plain')])
    else:
        assert 0
    return [b'ok']
# --- case: assert-false-caught
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            assert False
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except AssertionError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: assert-refines
def handler(environ, start_response):
    query = environ.get('QUERY_STRING')
    assert query
    if query:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: assert-true-is-nothing
def handler(environ, start_response):
    assert True
    if environ.get('QUERY_STRING'):
        return [b'ok']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: raise-caught-same-type
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except KeyError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: raise-not-caught-other-type
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except IndexError:
        return [b'no']
    return [b'ok']
# --- case: raise-caught-base
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except LookupError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: raise-caught-exception-and-answered
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Exception:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: raise-subclass-of-oserror-alias
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise FileNotFoundError('x')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except IOError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: raise-sibling
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise ConnectionRefusedError('x')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except TimeoutError:
        return [b'no']
    return [b'ok']
# --- case: keyboard-interrupt-is-no-exception
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyboardInterrupt
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Exception:
        return [b'no']
    return [b'ok']
# --- case: unknown-call-raises-anything
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
    except KeyError:
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: int-raises-value-error
def handler(environ, start_response):
    try:
        number = int(environ.get('QUERY_STRING', ''))
    except ValueError:
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [str(number).encode()]
# --- case: nothing-in-try-can-raise
def handler(environ, start_response):
    try:
        status = '200 OK'
        body = [b'ok']
    except Exception:
        return [b'no']
    start_response(status, [('Content-Type', 'text/plain')])
    return body
# --- case: start-response-itself-does-not-raise
def handler(environ, start_response):
    try:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Exception:
        return [b'no']
    return [b'ok']
# --- case: order-base-first
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except LookupError:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    except KeyError:
        return [b'no']
    return [b'ok']
# --- case: order-derived-first
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except KeyError:
        return [b'no']  # expect: FC202
    except LookupError:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: tuple-of-types
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except (IndexError, KeyError):
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: tuple-of-other-types
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except (IndexError, ValueError):
        return [b'no']
    return [b'ok']
# --- case: tuple-as-a-name
ERRORS = (KeyError, ValueError)

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except ERRORS:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: project-exception-base
class NotFound(Exception):
    pass

class Gone(NotFound):
    pass

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise Gone('x')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except NotFound as error:
        return [str(error).encode()]  # expect: FC202
    return [b'ok']
# --- case: project-exception-derived-does-not-catch
class NotFound(Exception):
    pass

class Gone(NotFound):
    pass

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise NotFound
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Gone:
        return [b'no']
    return [b'ok']
# --- case: project-exception-of-builtin
class BadNumber(ValueError):
    def __init__(self, text):
        super().__init__(text)
        self.text = text

def parse(text):
    if not text.isdigit():
        raise BadNumber(text)
    return text

def handler(environ, start_response):
    try:
        number = parse(environ.get('QUERY_STRING', ''))
    except ValueError:
        return [b'no']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [number.encode()]
# --- case: project-exception-two-bases
class Missing(KeyError, AttributeError):
    pass

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise Missing
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except AttributeError:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: project-base-exception
class Stop(BaseException):
    pass

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise Stop
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except Exception:
        return [b'no']
    return [b'ok']
# --- case: exception-made-by-a-function
class NotFound(Exception):
    pass

def missing(name):
    return NotFound(name)

def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise missing('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except NotFound:
        return [b'no']  # expect: FC202
    return [b'ok']
# --- case: http-error-idiom
class HttpError(Exception):
    def __init__(self, status):
        self.status = status

def route(path):
    if path == '/':
        return b'home'
    raise HttpError('404 Not Found')

def handler(environ, start_response):
    try:
        body = route(environ['PATH_INFO'])
        status = '200 OK'
    except HttpError as error:
        body = b'error'
        status = error.status
    start_response(status, [('Content-Type', 'text/plain')])
    return [body]
# --- case: call-in-else-after-pass
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
    except ValueError:
        body = b'no'
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]  # expect: FC202
# --- case: call-in-else-and-in-except
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
    except ValueError:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        body = b'no'
    else:
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: else-is-not-guarded
def handler(environ, start_response):
    try:
        query = environ.get('QUERY_STRING', '')
    except ValueError:
        return [b'no']
    else:
        if not query:
            raise ValueError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'ok']
# --- case: nested-inner-does-not-catch-outer-does
def handler(environ, start_response):
    try:
        try:
            if not environ.get('QUERY_STRING'):
                raise KeyError('query')
            start_response('200 OK', [('Content-Type', 'text/plain')])
        except ValueError:
            return [b'inner']
    except KeyError:
        return [b'outer']  # expect: FC202
    return [b'ok']
# --- case: nested-inner-catches-outer-does-not
def handler(environ, start_response):
    try:
        try:
            if not environ.get('QUERY_STRING'):
                raise KeyError('query')
            start_response('200 OK', [('Content-Type', 'text/plain')])
        except KeyError:
            return [b'inner']  # expect: FC202
    except LookupError:
        return [b'outer']
    return [b'ok']
# --- case: bare-raise-reaches-outer
def handler(environ, start_response):
    try:
        try:
            if not environ.get('QUERY_STRING'):
                raise KeyError('query')
            start_response('200 OK', [('Content-Type', 'text/plain')])
        except KeyError:
            print('again')
            raise
    except LookupError:
        return [b'outer']  # expect: FC202
    return [b'ok']
# --- case: bare-raise-leaves
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except KeyError:
        print('again')
        raise
    return [b'ok']
# --- case: raise-named-again
import shop

def handler(environ, start_response):
    try:
        body = shop.render()
    except Exception as error:
        raise error
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: raise-from-changes-the-type
class Failed(Exception):
    pass

def handler(environ, start_response):
    try:
        try:
            if not environ.get('QUERY_STRING'):
                raise KeyError('query')
            start_response('200 OK', [('Content-Type', 'text/plain')])
        except KeyError as error:
            raise Failed('x') from error
    except KeyError:
        return [b'key']
    except Failed:
        return [b'failed']  # expect: FC202
    return [b'ok']
# --- case: raise-in-except-is-not-caught-by-sibling
def handler(environ, start_response):
    try:
        if not environ.get('QUERY_STRING'):
            raise KeyError('query')
        start_response('200 OK', [('Content-Type', 'text/plain')])
    except KeyError:
        raise ValueError('query')
    except ValueError:
        return [b'no']
    return [b'ok']
# --- case: finally-runs-when-except-raises
def handler(environ, start_response):
    try:
        try:
            if not environ.get('QUERY_STRING'):
                raise KeyError('query')
        except KeyError:
            raise ValueError('query')
        finally:
            start_response('200 OK', [('Content-Type', 'text/plain')])
    except ValueError:
        return [b'no']
    return [b'ok']
# --- case: error-variable-remembered
import shop

def handler(environ, start_response):
    failure = None
    try:
        body = shop.render()
    except Exception as error:
        failure = error
    if failure is not None:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return [b'failed']
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: error-variable-remembered-badly
import shop

def handler(environ, start_response):
    failure = None
    try:
        body = shop.render()
    except Exception as error:
        failure = error
    if failure is not None:
        return [b'failed']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: retry-for-else-missing
import shop

def handler(environ, start_response):
    for attempt in range(3):
        try:
            body = shop.fetch()
            break
        except OSError:
            continue
    else:
        return [b'failed']  # expect: FC202
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: retry-for-else-answers
import shop

def handler(environ, start_response):
    for attempt in range(3):
        try:
            body = shop.fetch()
        except OSError:
            continue
        else:
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
    else:
        start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
        return [b'failed']
    return [body]
# --- case: retry-for-without-else
import shop

def handler(environ, start_response):
    body = b''
    for attempt in range(3):
        try:
            body = shop.fetch()
            start_response('200 OK', [('Content-Type', 'text/plain')])
            break
        except OSError:
            print(attempt)
    return [body]  # expect: FC202
# --- case: retry-while-true
import shop

def handler(environ, start_response):
    while True:
        try:
            body = shop.fetch()
            break
        except OSError:
            print('again')
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: retry-last-attempt-raises
import shop

def handler(environ, start_response):
    for attempt in range(3):
        try:
            body = shop.fetch()
            break
        except OSError:
            if attempt == 2:
                raise
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
# --- case: retry-exhausted-raises
import shop

def handler(environ, start_response):
    for attempt in range(3):
        try:
            body = shop.fetch()
        except OSError as error:
            print(error)
            continue
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body]
    raise RuntimeError('exhausted')
# --- case: except-falls-off-the-end
import shop

def handler(environ, start_response):  # expect: FC202, FC302
    try:
        body = shop.render()
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [body]
    except ValueError:
        print('failed')
# --- case: swallow-then-late-answer
import shop

def handler(environ, start_response):
    body = b''
    try:
        body = shop.render()
    except Exception:
        pass
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [body]
