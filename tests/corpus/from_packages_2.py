# What reading the findings in published packages has shown, once more: each false alarm, and beside
# it what is a mistake and has to be told.


# --- case: what surrounds a function isn't known, but what the module says is
import sys

from shop import guarded, wrap


def fail(kind, error, traceback):
    if error.__traceback__ is not traceback:
        raise error.with_traceback(traceback)
    raise error


def install(router):
    old = router.call

    @guarded
    def call(self, environ, start_response):
        def answer(environ, start_response):
            try:
                return old(self, environ, start_response)
            except Exception:
                fail(*sys.exc_info())

        return wrap(answer)(environ, start_response)

    router.call = call


# --- case: what surrounds a function isn't known, and a helper of the module returns
import sys

from shop import guarded, wrap


def fail(kind, error, traceback):
    if error.__traceback__ is not traceback:
        raise error.with_traceback(traceback)


def install(router):
    old = router.call

    @guarded
    def call(self, environ, start_response):
        def answer(environ, start_response):  # expect: FC302
            try:
                return old(self, environ, start_response)
            except Exception:
                fail(*sys.exc_info())

        return wrap(answer)(environ, start_response)

    router.call = call


# --- case: variables of the functions around it hide the module's
from shop import guarded

status = "200"
kinds = ["text/plain"]


def install(router, status):
    @guarded
    def call(self):
        kinds = router.kinds

        def answer(environ, start_response):
            start_response(status, [("Content-Type", kinds[0])])
            if status:
                environ["REMOTE_USER"] = "nobody"
            return [environ["REMOTE_USER"].encode()] if status else [b""]

        return answer

    router.call = call


# --- case: variables of a class around it hide nothing
from shop import guarded

status = "200"


class Router:
    status = "200 OK"

    @guarded
    def call(self):
        def answer(environ, start_response):
            start_response(status, [("Content-Type", "text/plain")])  # expect: FC206
            return [b"ok"]

        return answer


# --- case: a variable that a function beside it changes
from shop import guarded


def install(router):
    @guarded
    def call(self):
        begun = False

        def begin(start_response):
            nonlocal begun
            begun = True
            start_response("200 OK", [("Content-Type", "text/plain")])

        def answer(environ, start_response):
            if begun:
                start_response("503 Busy", [("Content-Type", "text/plain")])
                return [b"busy"]
            begin(start_response)
            if begun:
                return [environ["HTTP_X_NAME"].encode()]  # expect: FC401
            return [b"never"]

        return answer

    router.call = call


# --- case: a method is called by one that was not followed to its end
def describe(words, options):
    text = ""
    for word in words:
        for option in options:
            if option.upper:
                word = word.upper()
            if option.lower:
                word = word.lower()
            if option.title:
                word = word.title()
            if option.strip:
                word = word.strip()
            if option.quote:
                word = repr(word)
            if option.space:
                word = word + " "
            if option.comma:
                word = word + ","
            text += word
    return text


class Proxy:
    def __call__(self, environ, start_response):
        words = environ["PATH_INFO"].split("/")
        title = describe(words, self.options)
        short = describe(words[:1], self.options)
        environ["REQUEST_URI"] = describe(words[1:], [title, short])
        return self.forward(environ, start_response)

    def forward(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return environ["REQUEST_URI"].encode()  # expect: FC304


# --- case: a method that nobody calls, beside one that was not followed to its end
def describe(words, options):
    text = ""
    for word in words:
        for option in options:
            if option.upper:
                word = word.upper()
            if option.lower:
                word = word.lower()
            if option.title:
                word = word.title()
            if option.strip:
                word = word.strip()
            if option.quote:
                word = repr(word)
            if option.space:
                word = word + " "
            if option.comma:
                word = word + ","
            text += word
    return text


class Proxy:
    def __call__(self, environ, start_response):
        words = environ["PATH_INFO"].split("/")
        title = describe(words, self.options)
        short = describe(words[:1], self.options)
        environ["REQUEST_URI"] = describe(words[1:], [title, short])
        return self.answer(environ, start_response)

    def answer(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["REQUEST_URI"].encode()]

    def forward(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["REQUEST_URI"].encode()]  # expect: FC401, FC402


# --- case: a method is called by one that was followed to its end
class Proxy:
    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == "/":
            environ["REQUEST_URI"] = "/index"
        return self.forward(environ, start_response)

    def forward(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["REQUEST_URI"].encode()]  # expect: FC401, FC402


# --- case: what another application has put into a list, and what is put behind it
def capture(environ, application):
    answer = []

    def begin(status, headers, exc_info=None):
        answer[:] = []
        answer.append(status)
        answer.append(headers)
        return answer.append

    chunks = application(environ, begin)
    if not answer:
        answer.append(None)
    if len(answer) < 2:
        answer.append(None)
    answer.append(b"".join(chunks))
    return answer


class Copier:
    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        status, headers, body = capture(environ, self.application)
        if status is None:
            status, headers, body = "500 Error", [("Content-Type", "text/plain")], b"error"
        start_response(status, headers)
        return [body]


# --- case: a list that only the handler has put something into
def default(environ):
    answer = []
    if environ["PATH_INFO"] == "/":
        answer.append("200 OK")
    answer.append(None)
    if len(answer) < 2:
        answer.append(None)
    return answer


def handler(environ, start_response):
    status, headers = default(environ)
    start_response(status, headers)  # expect: FC206, FC207
    return [b"ok"]


# --- case: every item of a list that other code has put something into
import shop


def handler(environ, start_response):
    parts = []
    shop.fill(parts)
    parts.append("end")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/first":
        return [parts[0], parts.pop()]
    if environ["PATH_INFO"] == "/rest":
        first, *others = parts
        return [first, others[0]]
    if environ["PATH_INFO"] == "/others":
        first, *others = parts
        return others  # expect: FC303
    return parts  # expect: FC303


# --- case: a list that other code has had, and that is filled anew
import shop


def handler(environ, start_response):
    parts = []
    shop.fill(parts)
    parts[:] = ["begin", b"end"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [parts[0]]  # expect: FC303


# --- case: what was decided last stays apart, whatever was decided before
import re

PAIR = re.compile(r"\\\\(.)")


def unquoted(value):
    if value.startswith('"') and value.endswith('"'):
        found = PAIR.match(value)
        if found and found.end() == len(value):
            return PAIR.sub(r"\1", value[1:-1])
    elif not value.startswith('"') and not value.endswith('"'):
        return value
    raise ValueError("quotes")


def refuse():
    raise ValueError("several")


def settings(options):
    found = {}
    width = 80 if options.wide else 40
    lines = 25 if options.long else 12
    color = "red" if options.red else "blue"
    if options.bold:
        found["bold"] = True
    return found, width, lines, color


def schemes(environ, options):
    found, width, lines, color = settings(options)
    scheme = port = ""
    if options.scheme:
        try:
            scheme = unquoted(environ.get("HTTP_X_FORWARDED_PROTO", ""))
            if "," in scheme:
                refuse()
        except Exception as error:
            raise TypeError(str(error), environ["HTTP_X_FORWARDED_PROTO"]) from None
    if options.port:
        try:
            port = unquoted(environ.get("HTTP_X_FORWARDED_PORT", "none"))
            if "n" in port:
                refuse()
        except Exception as error:
            raise TypeError(str(error), environ["HTTP_X_FORWARDED_PORT"]) from None  # expect: FC401
    return found, width, lines, color, scheme, port


def server(options):
    def handler(environ, start_response):
        values = schemes(environ, options)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [repr(values).encode()]

    return handler


# --- case: what a method gives back is for the one that overrides it
class Content:
    def __call__(self, environ, start_response):
        return self.get(environ, start_response)

    def get(self, environ, start_response):
        begin, end = 0, self.length
        start_response("200 OK", [("Content-Type", "text/plain")])
        if self.content is not None:
            return [self.content[begin:end]]
        return begin, end


class File(Content):
    def get(self, environ, start_response):
        self.content = None
        answer = Content.get(self, environ, start_response)
        if isinstance(answer, list):
            return answer
        begin, end = answer
        with open(self.path, "rb") as file:
            file.seek(begin)
            return [file.read(end - begin)]


# --- case: what a method gives back is passed on by the one that overrides it
class Content:
    def __call__(self, environ, start_response):
        return self.get(environ, start_response)

    def get(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        if self.content is not None:
            return [str(self.content)]  # expect: FC303
        return 0, self.length


class File(Content):
    def get(self, environ, start_response):
        answer = super().get(environ, start_response)
        self.count += 1
        return answer  # expect: FC303


# --- case: what a method gives back that none overrides
class Content:
    def __call__(self, environ, start_response):
        return self.get(environ, start_response)

    def get(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return 0, self.length  # expect: FC303


class File(Content):
    def get(self, environ, start_response):
        self.count += 1
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"file"]


# --- case: what a set still holds, whatever else was taken out of it
HEADERS = frozenset({"HOST", "PROTO", "PORT"})


def untrusted(environ, options):
    left = set(HEADERS)
    for _ in options.rounds:
        if options.host:
            left.discard("HOST")
    if options.proto:
        try:
            left.remove("PROTO")
        except KeyError:
            environ["HTTP_X_FORWARDED_PROTO"]
    if options.host:
        try:
            left.remove("HOST")
        except ValueError:
            environ["HTTP_X_FORWARDED_PORT"]
        except KeyError:
            environ["HTTP_X_FORWARDED_HOST"]  # expect: FC401
    if options.port:
        left.add("PORT")
        if "PORT" not in left:
            environ["HTTP_X_FORWARDED_PORT"]
        if "HOST" not in left:
            environ["HTTP_X_FORWARDED_FOR"]  # expect: FC401
    return left


def server(options):
    def handler(environ, start_response):
        left = untrusted(environ, options)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [repr(left).encode()]

    return handler


# --- case: what a function gives back that there are no steps left to follow
def describe(words, options):
    text = ""
    for word in words:
        for option in options:
            if option.upper:
                word = word.upper()
            if option.lower:
                word = word.lower()
            if option.title:
                word = word.title()
            if option.strip:
                word = word.strip()
            text += word
    return text


def unquoted(value):
    if value.startswith('"'):
        return value[1:-1]
    return value


class Site:
    def __call__(self, environ, start_response):
        words = environ["PATH_INFO"].split("/")
        title = describe(words, self.options)
        short = describe(words[:1], self.options)
        about = describe(words[1:], [title, short])
        scheme = unquoted(environ.get("HTTP_X_FORWARDED_PROTO", ""))
        try:
            several = scheme.strip().startswith("h") or "," in scheme or scheme[0]
            several = several or scheme + "/" + about
        except Exception:
            several = environ["HTTP_X_FORWARDED_PROTO"]
        try:
            several = several or self.options.scheme(scheme)
        except Exception:
            several = environ["HTTP_X_FORWARDED_HOST"]  # expect: FC401
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [repr(several).encode()]


# --- case: what a method gives back for one that overrides it and wasn't followed to its end
def describe(words, options):
    text = ""
    for word in words:
        for option in options:
            if option.upper:
                word = word.upper()
            if option.lower:
                word = word.lower()
            if option.title:
                word = word.title()
            if option.strip:
                word = word.strip()
            if option.quote:
                word = repr(word)
            if option.space:
                word = word + " "
            if option.comma:
                word = word + ","
            text += word
    return text


class Content:
    def __call__(self, environ, start_response):
        return self.get(environ, start_response)

    def get(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        if self.content is not None:
            return [self.content]
        return 0, self.length


class File(Content):
    def get(self, environ, start_response):
        words = environ["PATH_INFO"].split("/")
        self.title = describe(words, self.options) + describe(words[1:], self.options)
        self.about = describe(self.options, self.title)
        answer = Content.get(self, environ, start_response)
        if isinstance(answer, list):
            return answer
        return [self.path.read_bytes()[answer[0] : answer[1]]]


# --- case: one that overrides it and wasn't followed to its end calls it not
def describe(words, options):
    text = ""
    for word in words:
        for option in options:
            if option.upper:
                word = word.upper()
            if option.lower:
                word = word.lower()
            if option.title:
                word = word.title()
            if option.strip:
                word = word.strip()
            if option.quote:
                word = repr(word)
            if option.space:
                word = word + " "
            if option.comma:
                word = word + ","
            text += word
    return text


class Content:
    def __call__(self, environ, start_response):
        return self.get(environ, start_response)

    def get(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        if self.content is not None:
            return [self.content]
        return 0, self.length  # expect: FC303


class File(Content):
    def get(self, environ, start_response):
        words = environ["PATH_INFO"].split("/")
        self.title = describe(words, self.options) + describe(words[1:], self.options)
        self.about = describe(self.options, self.title)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.about.get(self).encode()]
