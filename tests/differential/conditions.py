"""What decides which way a program goes: tests, loops, clauses and patterns."""

TESTS = """\
oracle.flag(1)
oracle.flag(2)
not oracle.flag(1)
done
not done
done
not done
found is None
found is not None
found
not found
found == 'x'
found != 'x'
'HTTP_A' in environ
'HTTP_A' not in environ
environ.get('HTTP_A')
environ.get('HTTP_B') == 'x'
environ.get('HTTP_A') is None
environ['REQUEST_METHOD'] == 'GET'
environ['REQUEST_METHOD'] != 'GET'
environ['REQUEST_METHOD'] in ('GET', 'POST')
environ.get('HTTP_A', '').startswith('x')
environ.get('HTTP_A') in ('x', 'y')
(found := environ.get('HTTP_A')) is not None
(answer := oracle.value())
answer
not answer
answer is None
answer is not None
answer == 'x'
isinstance(answer, str)
out
not out
len(out) > 1
len(out) == 0
isinstance(found, str)
isinstance(body, bytes)
isinstance(body, str)
count > 0
count == 1
0 <= count < 2
True
False
done is True
done is False
done == False
b'a' in out
found in TABLE
any(k == 'k' for k in oracle.items())
all(oracle.items())
body is None
type(body) is bytes
environ.get('QUERY_STRING', '') == ''
reply
reply is not None
callable(reply)
bool(out)
status == '200 OK'
environ['PATH_INFO'] == '/'
environ['PATH_INFO'] == '/a'
{'HTTP_A', 'HTTP_B'} <= set(environ)
oracle.value() is None
begin_if(start_response, done)
oracle.value() == 'x'
max(count, 1) == 1
""".strip().split("\n")

LOOPS = """\
for k in ('k', 'l')
for k in ('k',)
for k in oracle.items()
for k in oracle.items()
for k in []
for k in out
for k in range(2)
for k in ('HTTP_A', 'HTTP_B')
for i, k in enumerate(oracle.items())
for k, v in (('k', 1), ('l', 2))
for k in chunks()
for k in range(count)
for found in ('x', None)
for k in reversed(out)
for k in TABLE
for k, v in TABLE.items()
for k in 'ab'
for done in (True, False)
for k in sorted(oracle.items())
for k, v in zip(oracle.items(), ('a', 'b'))
""".strip().split("\n")

HANDLERS = """\
except ValueError
except KeyError
except Exception
except Exception as error
except (ValueError, KeyError)
except Boom
except LookupError
except TypeError
except Bang as error
except BaseException
except OSError
""".strip().split("\n")

MANAGERS = """\
with suppress(ValueError)
with suppress(Exception)
with suppress(KeyError, Boom)
with Swallow()
with Picky()
with Plain()
with guard()
with wide()
with timed() as found
with Swallow() as answer
with answering(start_response)
with suppress(KeyError), guard()
with Plain(), suppress(ValueError)
with timed()
""".strip().split("\n")

SUBJECTS = {
    "found": ["'x'", "'y'", "None", "str()", "'x' | 'y'", "_", "s if s", "str() as s", "None | ''"],
    "(found, done)": ["('x', True)", "(None, _)", "(_, False)", "(a, b)", "_", "(str(), _)"],
    "done": ["True", "False", "_", "True | False"],
    "out": ["[]", "[a]", "[a, *b]", "_", "[b'a', *_]"],
    "body": ["bytes()", "str()", "None", "_", "b'ok'"],
    "count": ["0", "1", "n if n > 1", "_", "0 | 1"],
    "environ['REQUEST_METHOD']": ["'GET'", "'POST'", "'GET' | 'POST'", "_", "m"],
}
SUBJECTS |= dict.fromkeys(("answer", "oracle.value()", "environ.get('HTTP_A')"), SUBJECTS["found"])
IRREFUTABLE = ("_", "m", "(a, b)")
"""Patterns after which none may follow."""
