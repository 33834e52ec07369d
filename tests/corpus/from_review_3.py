# Programs as they are written for the web, of which a third review found that fclint judged wrong.

# --- case: itemgetter-one
from operator import itemgetter

path_of = itemgetter("PATH_INFO")
token_of = itemgetter("HTTP_X_TOKEN")


def handler(environ, start_response):
    path = path_of(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return path  # expect: FC301


def second(environ, start_response):
    try:
        token = token_of(environ)
    except KeyError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


def third(environ, start_response):
    token = token_of(environ)  # expect: FC401@13
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]
# --- case: itemgetter-as-a-sort-key
from operator import itemgetter

ROWS = [("b", 2), ("a", 1)]
COUNTS = {"x": 2, "y": 1}


def handler(environ, start_response):
    rows = sorted(ROWS, key=itemgetter(0))
    top = max(COUNTS.items(), key=itemgetter(1))
    pairs = map(itemgetter(0), ROWS)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Top", top[0])])
    return [name.encode() for name, _ in rows] + [name.encode() for name in pairs]
# --- case: attrgetter
from operator import attrgetter, methodcaller


def handler(environ, start_response):
    read = methodcaller("read")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [read(environ["wsgi.input"])]
# --- case: 401-itemgetter
from operator import itemgetter

get_host = itemgetter("HTTP_HOST", "PATH_INFO")


def handler(environ, start_response):
    host, path = get_host(environ)  # expect: FC401
    start_response("302 Found", [("Location", "https://" + host + "/x")])
    return []
