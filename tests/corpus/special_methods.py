# Operators and conversions that run special methods of the project's classes.

# --- case: len-of-project-class-decides
class Page:
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)


def handler(environ, start_response):
    page = Page([b"a", b"b"])
    start_response("200 OK", [("Content-Type", "text/plain")])
    if len(page) == 2:
        return page.rows
    return None
# --- case: len-of-project-class-as-a-length-header
class Text:
    def __init__(self, text):
        self.text = text

    def __len__(self):
        return len(self.text)

    def encode(self):
        return self.text.encode()


def handler(environ, start_response):
    page = Text("h\u00e4llo " + environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(page)))])  # expect: FC305
    return [page.encode()]
# --- case: eq-with-notimplemented
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number

    def __hash__(self):
        return hash(self.number)


ONE = Version(1)


def handler(environ, start_response):
    if ONE == 1 or ONE != Version(1) or not ONE == Version(1):
        return None
    if Version(2) < ONE or ONE > Version(3):
        return None
    if ONE == Version(1) and Version(2) != ONE:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x"]
    return None
# --- case: eq-unknown-stays-open
class Token:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, str) and self.text == other


def handler(environ, start_response):
    token = Token(environ.get("HTTP_X_TOKEN", ""))
    if token == "secret":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x"]
    return [b"no"]  # expect: FC202@5
# --- case: truth-of-a-derived-class
class Base:
    name = "x"


class User(Base):
    pass


class Anonymous(Base):
    def __bool__(self):
        return False


def handler(environ, start_response):
    user = User() if environ.get("HTTP_X_USER") == "root" else Anonymous()
    if user:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [user.name.encode()]
    start_response("403 Forbidden", [("Content-Type", "text/plain")])
    return [b"no"]
# --- case: truth-of-a-derived-class-always-true
class Base:
    name = "x"


class User(Base):
    pass


def find(environ):
    if environ.get("HTTP_X_USER") == "root":
        return User()
    return None


def handler(environ, start_response):
    user = find(environ)
    if user:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [user.name.encode()]
    if user is not None:
        return None
    start_response("403 Forbidden", [("Content-Type", "text/plain")])
    return [b"no"]
# --- case: comparison-raises-error-leaves
class Size:
    def __init__(self, environ):
        self.environ = environ

    def __gt__(self, other):
        return int(self.environ["CONTENT_LENGTH"]) > other  # expect: FC401, FC403


def handler(environ, start_response):
    if Size(environ) > 1024:
        start_response("413 Content Too Large", [("Content-Type", "text/plain")])
        return [b"large"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"fine"]
# --- case: total-ordering-and-dataclass-order
from dataclasses import dataclass
from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


@dataclass(order=True)
class Point:
    x: int
    y: int


def handler(environ, start_response):
    if Version(2) >= Version(1) and Point(1, 2) <= Point(1, 3):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"fine"]
    start_response("404 X", [("Content-Type", "text/plain")])
    return [b"fine"]
# --- case: 404-dunder-len-of-project-class
class Upload:
    def __init__(self, stream):
        self.data = stream.read()

    def __len__(self):
        return len(self.data)

    def __eq__(self, other):
        return isinstance(other, Upload) and self.data == other.data


def handler(environ, start_response):
    upload = Upload(environ["wsgi.input"])
    if not len(upload):
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"empty"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(upload)))])
    return [upload.data]
# --- case: 404-dunder-len-truth
class Errors:
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def add(self, text):
        self.items.append(text)


def handler(environ, start_response):
    errors = Errors()
    if environ["REQUEST_METHOD"] != "POST":
        errors.add("method")
    if errors:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [e.encode() for e in errors.items]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"fine"]
# --- case: 404-dunder-len-constant
class Empty:
    def __len__(self):
        return 0


def handler(environ, start_response):
    page = Empty()
    if page:
        return None
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"fine"]
# --- case: 404-dunder-eq
class Method:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return self.name == other.upper()

    def __hash__(self):
        return hash(self.name)


GET = Method("GET")


def handler(environ, start_response):
    if GET == "get":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"fine"]
    return None
