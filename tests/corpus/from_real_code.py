# Regression cases from real code: what fclint said of it and should not, or did not say and should.

# --- case: initializer sets the global that is returned
body = None


def initializer(context):
    global body
    body = [b"x"]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: initializer sets the global that is an item of the body
body = None


def initializer(context):
    global body
    body = b"x"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


# --- case: initializer sets the global headers
HEADERS = None


def initializer(context):
    global HEADERS
    HEADERS = [("Content-Type", "text/plain")]


def handler(environ, start_response):
    start_response("200 OK", HEADERS)
    return [b"x"]


# --- case: initializer appends to the global headers
HEADERS = []


def initializer(context):
    HEADERS.append(("Content-Type", "text/plain"))


def handler(environ, start_response):
    start_response("200 OK", HEADERS)
    return [b"x"]


# --- case: initializer fills the global dict
SEEN = {}


def initializer(context):
    SEEN["key"] = b"x"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [SEEN.get("key")]


# --- case: initializer sets a class attribute
class Settings:
    status = None


def initializer(context):
    Settings.status = "200 OK"


def handler(environ, start_response):
    start_response(Settings.status, [("Content-Type", "text/plain")])
    return [b""]


# --- case: a method called by the initializer sets an attribute of the module-level instance
class App:
    def __init__(self):
        self.body = None

    def setup(self):
        self.body = [b"x"]

    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self.body


handler = App()


def initializer(context):
    handler.setup()


# --- case: globals() sets the name
STATUS = None


def initializer(context):
    globals()["STATUS"] = "200 OK"


def handler(environ, start_response):
    start_response(STATUS, [("Content-Type", "text/plain")])
    return [b"x"]


# --- case: the connection of the initializer is used before str is returned
connection = None


def initialize(context):
    global connection
    connection = connect()


def handler(environ, start_response):
    connection.ping(reconnect=True)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "text"  # expect: FC301


# --- case: the connection of the initializer is guarded
connection = None


def initialize(context):
    global connection
    connection = connect()


def handler(environ, start_response):
    if connection is None:
        raise RuntimeError("not initialized")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "text"  # expect: FC301


# --- case: the client of the initializer is subscribed and called
client = None


def initialize(context):
    global client
    client = connect()


def handler(environ, start_response):
    found = client["db"]["users"].find_one({})
    start_response("200 OK", [("Content-Type", "application/json")])
    return [str(found)]  # expect: FC303


# --- case: the app of the initializer
app = None


def initializer(context):
    global app
    app = create_app()


def handler(environ, start_response):
    return app(environ, start_response)


# --- case: a flag that the initializer sets
ready = False


def initializer(context):
    global ready
    ready = True


def handler(environ, start_response):
    if not ready:
        raise RuntimeError("not ready")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return "text"  # expect: FC301


# --- case: what the first request leaves behind decides over the second
done = False


def handler(environ, start_response):  # expect: FC302
    global done
    start_response("200 OK", [("Content-Type", "text/plain")])
    if not done:
        done = True
        return [b"first"]


# --- case: a counter that grows from request to request
count = 0


def handler(environ, start_response):
    global count
    count += 1
    start_response("200 OK", [("Content-Type", "text/plain")])
    if count > 5:
        return "many"  # expect: FC301
    return [b"x"]


# --- case: a global dict that another function fills
cache = {}


def load(context):
    cache["a"] = 1


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if "a" in cache:
        return "cached"  # expect: FC301
    return [b"x"]


# --- case: a global list that another function fills
items = []


def add(item):
    items.append(item)


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    for item in items:
        return "text"  # expect: FC301
    return [b"x"]


# --- case: a class attribute that the initializer sets decides
class Settings:
    token = None


def initializer(context):
    Settings.token = "a"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if Settings.token is None:
        return [b"no"]
    return "text"  # expect: FC301


# --- case: grouping by a key that may be in the dict already (was an IndexError inside fclint)
def handler(environ, start_response):
    groups = {}
    for name in environ["PATH_INFO"].split("/"):
        if name in groups:
            groups[name].append(name)
        else:
            groups[name] = [name]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"x"]


# --- case: an attribute set through a property's setter
class Response:
    def __init__(self, status):
        self.status = status

    @property
    def status(self):
        return self._status

    @status.setter
    def status(self, value):
        self._status = f"{value} OK"

    def __call__(self, environ, start_response):
        start_response(self.status, [("Content-Type", "text/plain")])
        return [b""]


handler = Response(200)


# --- case: start_response stored in a module's global, then unknown code
import framework

_request = {}


def handler(environ, start_response):
    _request["start_response"] = start_response
    return framework.main()


# --- case: start_response stored by a helper, then a function found by name
import importlib

_request = {}


def init(environ, start_response):
    _request["start_response"] = start_response


def run():
    module = importlib.import_module("user")
    return module.main()


def handler(environ, start_response):
    init(environ, start_response)
    return run()


# --- case: start_response stored as an attribute of a module-level object, then unknown code
import framework


class Store:
    pass


store = Store()


def handler(environ, start_response):
    store.start_response = start_response
    return framework.main()


# --- case: start_response stored in a global; unknown code on one path only
import framework

_request = {}


def reply(text):
    start = _request["start_response"]
    start("200 OK", [("Content-Type", "text/plain")])
    return [text.encode()]


def handler(environ, start_response):
    _request["start_response"] = start_response
    view = framework.find()
    if view:
        return view()
    return reply("no")


# --- case: a header tested by startswith is there
import base64


def handler(environ, start_response):
    user = b""
    if environ.get("HTTP_AUTHORIZATION", "").startswith("Basic "):
        user = base64.b64decode(environ["HTTP_AUTHORIZATION"][6:])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [user]


# --- case: a header compared after lower() is there
def handler(environ, start_response):
    upgrade = ""
    if environ.get("HTTP_UPGRADE", "").lower() == "websocket":
        upgrade = environ["HTTP_UPGRADE"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [upgrade.encode()]


# --- case: a header that holds a word is there
def handler(environ, start_response):
    accept = ""
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "").lower():
        accept = environ["HTTP_ACCEPT_ENCODING"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [accept.encode()]


# --- case: a header that is not empty when stripped is there
def handler(environ, start_response):
    forwarded = environ.get("HTTP_FORWARDED", "").strip()
    if forwarded:
        forwarded = environ["HTTP_FORWARDED"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [forwarded.encode()]


# --- case: a class with __call__ inside a method
class Setup:
    @staticmethod
    def middleware():
        class Lower:
            def __init__(self, app):
                self.app = app

            def __call__(self, environ, start_response):
                return self.app(environ, start_response)

        use(Lower)


# --- case: type(x) is list
import settings


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = None
    if settings.ready():
        body = [b"x"]
    if type(body) is list:
        return body
    return [b"y"]


