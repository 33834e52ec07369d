# Regular expressions: whether what is found is text or bytes.

# --- case: re-match-none
import re


def handler(environ, start_response):
    number = re.match(r"/(\d+)", environ["PATH_INFO"]).group(1)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [number.encode()]
# --- case: compiled-match-none
import re

ROUTE = re.compile(r"/(\d+)")


def handler(environ, start_response):
    number = ROUTE.match(environ["PATH_INFO"]).group(1)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [number.encode()]
# --- case: kinds-of-text
import re

ROUTE = re.compile(r"/(?P<kind>\w+)/(?P<number>\d+)?")
BODY = re.compile(rb"name=(\w+)")


def group(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = ROUTE.match(environ["PATH_INFO"])
    if m is None:
        return [b"none"]
    return m.group("kind")  # expect: FC301


def item(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = ROUTE.search(environ["PATH_INFO"])
    if not m:
        return [b"none"]
    return [m["kind"]]  # expect: FC303


def groups(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = ROUTE.fullmatch(environ["PATH_INFO"])
    if not m:
        return [b"none"]
    kind, number = m.groups()
    if number is None:
        return [kind.encode()]
    return [number.encode(), kind]  # expect: FC303


def groupdict(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if m := ROUTE.fullmatch(environ["PATH_INFO"]):
        return m.groupdict()["kind"]  # expect: FC301
    return [b"none"]


def groupdict_args(environ, start_response):
    def view(kind, number=None):
        return kind  

    start_response("200 OK", [("Content-Type", "text/plain")])
    if m := ROUTE.fullmatch(environ["PATH_INFO"]):
        return view(**m.groupdict())
    return [b"none"]


def octets(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = BODY.search(environ["wsgi.input"].read())
    if m:
        return [m.group(1), m[0]]
    return [b"none"]


def octets_alone(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = BODY.search(environ["wsgi.input"].read())
    return m.group(1) if m else [b"none"]  # expect: FC304


def optional(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = ROUTE.match(environ["PATH_INFO"])
    if m and m.group("number"):
        return [m.group("number").encode()]
    if m and m.group("number") is None:
        return [b"no number"]
    return [b"none"]


def several(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    m = ROUTE.match(environ["PATH_INFO"])
    if m is None:
        return [b"none"]
    return m.group("kind", "number")  # expect: FC303


def found(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return re.findall(r"\w+", environ["PATH_INFO"])  # expect: FC303


def found_pairs(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [k.encode() + v.encode() for k, v in re.findall(r"(\w+)=(\w+)", environ["PATH_INFO"])]


def iterated(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    for m in ROUTE.finditer(environ["PATH_INFO"]):
        yield m.group()  # expect: FC303


def iterated_fine(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    for m in re.finditer(r"\w", environ["PATH_INFO"]):
        yield m.group().encode()


def splitted(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ROUTE.split(environ["PATH_INFO"])  # expect: FC303


def substituted(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ROUTE.sub("x", "abc")  # expect: FC301


def substituted_octets(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [BODY.sub(b"x", environ["wsgi.input"].read())]
# --- case: header-from-a-group
import re

NAME = re.compile(r"/files/(?P<name>.+)$")
SAFE = re.compile(r"/files/(?P<name>[\w.-]+)$")


def bad(environ, start_response):
    m = NAME.match(environ["PATH_INFO"])
    if m is None:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-File", m["name"])])
    return [b"x"]


def good(environ, start_response):
    m = SAFE.fullmatch(environ["PATH_INFO"])
    if m is None:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-File", m.group("name"))])
    return [b"x"]
# --- case: bytes-pattern-on-text
import re

NAME = re.compile(rb"/files/(?P<name>.+)$")


def bad(environ, start_response):
    m = NAME.match(environ["PATH_INFO"])  # expect: FC404
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-File", "x")])
    return [b"x" if m else b"y"]
