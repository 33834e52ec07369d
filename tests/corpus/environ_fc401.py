# --- case: unguarded
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401@13


# --- case: unguarded-wsgi target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: host-is-not-guaranteed
def handler(environ, start_response):
    host = environ["HTTP_HOST"]  # expect: FC401@12
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [host.encode()]


# --- case: undocumented-on-function-compute
def handler(environ, start_response):
    query = environ["QUERY_STRING"]  # expect: FC401
    kind = environ["CONTENT_TYPE"]  # expect: FC401
    size = environ["CONTENT_LENGTH"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [query.encode(), kind.encode(), size.encode()]


# --- case: undocumented-elsewhere target=wsgi
def handler(environ, start_response):
    query = environ["QUERY_STRING"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [query.encode()]


# --- case: always-there
def handler(environ, start_response):
    path = environ["SCRIPT_NAME"] + environ["PATH_INFO"]
    server = environ["SERVER_NAME"] + environ["SERVER_PORT"] + environ["SERVER_PROTOCOL"]
    environ["wsgi.errors"].write(environ["wsgi.url_scheme"])
    environ["wsgi.input"].read()
    environ["wsgi.version"], environ["wsgi.multithread"]
    environ["wsgi.multiprocess"], environ["wsgi.run_once"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["REQUEST_METHOD"].encode(), path.encode(), server.encode()]


# --- case: always-there-elsewhere target=wsgi
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["REQUEST_METHOD"].encode(), environ["SERVER_NAME"].encode()]


# --- case: platform-keys
def handler(environ, start_response):
    context = environ["fc.context"]
    uri = environ["fc.request_uri"]
    address = environ["REMOTE_ADDR"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [context.request_id.encode(), uri.encode(), address.encode()]


# --- case: platform-keys-elsewhere target=wsgi
def handler(environ, start_response):
    uri = environ["fc.request_uri"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [uri.encode()]


# --- case: unknown-key
def handler(environ, start_response):
    password = environ["DB_PASSWORD"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(password)).encode()]


# --- case: get
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_TOKEN", "").encode()]


# --- case: in
def handler(environ, start_response):
    token = ""
    if "HTTP_X_TOKEN" in environ:
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: in-the-wrong-branch
def handler(environ, start_response):
    token = ""
    if "HTTP_X_TOKEN" in environ:
        token = "there"
    else:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: in-of-another-key
def handler(environ, start_response):
    token = ""
    if "HTTP_X_USER" in environ:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: in-keys
def handler(environ, start_response):
    token = ""
    if "HTTP_X_TOKEN" in environ.keys():
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: after-the-guarded-branch
def handler(environ, start_response):
    if "HTTP_X_TOKEN" in environ:
        environ["wsgi.errors"].write(environ["HTTP_X_TOKEN"])
    token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: not-in-and-return
def handler(environ, start_response):
    if "HTTP_X_TOKEN" not in environ:
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: not-in-and-raise
def handler(environ, start_response):
    if not ("HTTP_X_TOKEN" in environ):
        raise PermissionError("token wanted")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: not-in-and-only-logged
def handler(environ, start_response):
    if "HTTP_X_TOKEN" not in environ:
        print("token wanted")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: not-in-and-assignment
def handler(environ, start_response):
    if "HTTP_X_TOKEN" not in environ:
        environ["HTTP_X_TOKEN"] = "none"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: assertion
def handler(environ, start_response):
    assert "HTTP_X_TOKEN" in environ
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: truthy-get-implies-presence
def handler(environ, start_response):
    token = ""
    if environ.get("HTTP_X_TOKEN"):
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: truthy-get-with-falsy-default
def handler(environ, start_response):
    token = ""
    if environ.get("HTTP_X_TOKEN", ""):
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: truthy-get-with-truthy-default
def handler(environ, start_response):
    token = ""
    if environ.get("HTTP_X_TOKEN", "none"):
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: get-is-not-none
def handler(environ, start_response):
    token = environ.get("HTTP_X_TOKEN")
    if token is None:
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: get-compared-with-a-constant
def handler(environ, start_response):
    if environ.get("HTTP_X_TOKEN") != "secret":
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: falsy-get-says-nothing
def handler(environ, start_response):
    token = environ.get("HTTP_X_TOKEN")
    if not token:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: walrus
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if token := environ.get("HTTP_X_TOKEN"):
        return [token.encode(), environ["HTTP_X_TOKEN"].encode()]
    return [b"none"]


# --- case: conditional-expression
def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"] if "HTTP_X_TOKEN" in environ else ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: conditional-expression-reversed
def handler(environ, start_response):
    token = "" if "HTTP_X_TOKEN" in environ else environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: and
def handler(environ, start_response):
    token = "HTTP_X_TOKEN" in environ and environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [(token or "").encode()]


# --- case: and-in-the-wrong-order
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["HTTP_X_TOKEN"] and "HTTP_X_TOKEN" in environ:  # expect: FC401
        return [b"token"]
    return [b"none"]


# --- case: or-with-not-in
def handler(environ, start_response):
    if "HTTP_X_TOKEN" not in environ or environ["HTTP_X_TOKEN"] != "secret":
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: or-with-in
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if "HTTP_X_TOKEN" in environ or environ["HTTP_X_TOKEN"]:  # expect: FC401
        return [b"token"]
    return [b"none"]


# --- case: either-key
def handler(environ, start_response):
    value = ""
    if "HTTP_X_A" in environ or "HTTP_X_B" in environ:
        value = environ["HTTP_X_A"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [value.encode()]


# --- case: either-key-told-apart
def handler(environ, start_response):
    value = ""
    if "HTTP_X_A" in environ or "HTTP_X_B" in environ:
        value = environ["HTTP_X_A"] if "HTTP_X_A" in environ else environ["HTTP_X_B"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [value.encode()]


# --- case: both-keys
def handler(environ, start_response):
    value = ""
    if "HTTP_X_A" in environ and "HTTP_X_B" in environ:
        value = environ["HTTP_X_A"] + environ["HTTP_X_B"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [value.encode()]


# --- case: all-over-literal-keys
def handler(environ, start_response):
    value = ""
    if all(key in environ for key in ("HTTP_X_A", "HTTP_X_B")):
        value = environ["HTTP_X_A"] + environ["HTTP_X_B"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [value.encode()]


# --- case: any-missing-over-constant-keys
REQUIRED = ["HTTP_X_A", "HTTP_X_B"]


def handler(environ, start_response):
    if any(key not in environ for key in REQUIRED):
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"header missing"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]


# --- case: any-is-not-all
def handler(environ, start_response):
    value = ""
    if any(key in environ for key in ("HTTP_X_A", "HTTP_X_B")):
        value = environ["HTTP_X_A"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [value.encode()]


# --- case: list-of-missing-keys
REQUIRED = ("HTTP_X_A", "HTTP_X_B")


def handler(environ, start_response):
    missing = [key for key in REQUIRED if key not in environ]
    if missing:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [", ".join(missing).encode()]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]


# --- case: set-of-missing-keys
REQUIRED = {"HTTP_X_A", "HTTP_X_B"}


def handler(environ, start_response):
    missing = REQUIRED - set(environ)
    if missing:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"header missing"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]


# --- case: subset-of-keys
REQUIRED = {"HTTP_X_A", "HTTP_X_B"}


def handler(environ, start_response):
    if not REQUIRED.issubset(environ) or not REQUIRED <= environ.keys():
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"header missing"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]


# --- case: early-return-in-loop
REQUIRED = ("HTTP_X_A", "HTTP_X_B")


def handler(environ, start_response):
    for key in REQUIRED:
        if key not in environ:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [key.encode()]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]


# --- case: early-return-in-loop-over-fewer-keys
REQUIRED = ("HTTP_X_A",)


def handler(environ, start_response):
    for key in REQUIRED:
        if key not in environ:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [key.encode()]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]  # expect: FC401


# --- case: continue-in-loop
def handler(environ, start_response):
    body = []
    for key in ("HTTP_X_A", "HTTP_X_B"):
        if key not in environ:
            continue
        body.append(environ[key].encode())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: break-in-loop-then-last-key
def handler(environ, start_response):
    for key in ("HTTP_X_A", "HTTP_X_B"):
        if key in environ:
            break
    else:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"header missing"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ[key].encode()]


# --- case: except-key-error
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except KeyError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-lookup-error
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except LookupError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-exception
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except Exception:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-base-exception
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except BaseException:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-bare
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-tuple
def handler(environ, start_response):
    try:
        size = int(environ["CONTENT_LENGTH"])
    except (KeyError, ValueError):
        size = 0
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read(size)]


# --- case: except-tuple-constant
ABSENT = (AttributeError, KeyError)


def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except ABSENT:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-other-types
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    except (ValueError, IndexError, AttributeError):
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-subclass-only
class MissingHeader(KeyError):
    pass


def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    except MissingHeader:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-unknown-type
from acme_http import errors


def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except errors.Missing:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-reraises
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    except KeyError:
        print("token wanted")
        raise
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-reraises-by-name
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    except Exception as error:
        print(error)
        raise error
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: except-raises-another
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except KeyError as error:
        raise PermissionError("token wanted") from error
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: second-lookup-in-the-except-clause
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]
    except KeyError:
        token = environ["HTTP_X_OLD_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: lookup-in-the-else-clause
def handler(environ, start_response):
    try:
        user = environ["HTTP_X_USER"]
    except KeyError:
        token = user = ""
    else:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode(), user.encode()]


# --- case: lookup-after-the-except-clause-returned
def handler(environ, start_response):
    try:
        environ["HTTP_X_TOKEN"]
    except KeyError:
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: lookup-after-the-except-clause-went-on
def handler(environ, start_response):
    try:
        print(environ["HTTP_X_TOKEN"])
    except KeyError:
        pass
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: second-lookup-cannot-fail-again
def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode(), environ["HTTP_X_TOKEN"].encode()]


# --- case: outer-try
def handler(environ, start_response):
    try:
        try:
            token = environ["HTTP_X_TOKEN"]
        except ValueError:
            token = ""
    except KeyError:
        token = "none"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: finally-alone
def handler(environ, start_response):
    try:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    finally:
        print("done")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: lookup-in-finally
def handler(environ, start_response):
    try:
        token = environ.get("HTTP_X_TOKEN", "")
    except KeyError:
        token = ""
    finally:
        print(environ["HTTP_X_USER"])  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: suppress
from contextlib import suppress


def handler(environ, start_response):
    token = ""
    with suppress(KeyError):
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: suppress-of-another-type
import contextlib


def handler(environ, start_response):
    token = ""
    with contextlib.suppress(ValueError):
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: own-manager-that-swallows
class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return True


def handler(environ, start_response):
    token = ""
    with Quiet():
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: own-manager-that-does-not
class Timed:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        print("done")


def handler(environ, start_response):
    token = ""
    with Timed():
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: setdefault
def handler(environ, start_response):
    environ.setdefault("HTTP_X_TOKEN", "")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: assignment
def handler(environ, start_response):
    environ["HTTP_X_TOKEN"] = environ.get("HTTP_X_TOKEN", "").strip()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: assignment-on-one-path
def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "GET":
        environ["HTTP_X_TOKEN"] = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: update
def handler(environ, start_response):
    environ.update({"HTTP_X_A": ""})
    environ.update(HTTP_X_B="")
    environ |= {"HTTP_X_C": ""}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [(environ["HTTP_X_A"] + environ["HTTP_X_B"] + environ["HTTP_X_C"]).encode()]


# --- case: rebuilt-with-defaults
def handler(environ, start_response):
    environ = dict(environ, HTTP_X_A="")
    environ = {"HTTP_X_B": "", **environ}
    environ = environ | {"HTTP_X_C": ""}
    environ = {"HTTP_X_D": ""} | environ
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = environ["HTTP_X_A"] + environ["HTTP_X_B"] + environ["HTTP_X_C"] + environ["HTTP_X_D"]
    return [body.encode()]


# --- case: merged-copy-still-lacks-it
def handler(environ, start_response):
    merged = {**environ, "HTTP_X_USER": ""}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [merged["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: dict-copy
def handler(environ, start_response):
    request = dict(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: copy-method
def handler(environ, start_response):
    request = environ.copy()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: copy-module
import copy


def handler(environ, start_response):
    request = copy.copy(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: copy-keeps-what-is-known
def handler(environ, start_response):
    environ.setdefault("HTTP_X_TOKEN", "")
    request = dict(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request["HTTP_X_TOKEN"].encode()]


# --- case: copy-does-not-write-through
def handler(environ, start_response):
    request = environ.copy()
    request["HTTP_X_TOKEN"] = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: alias
def handler(environ, start_response):
    request = environ
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: alias-writes-through
def handler(environ, start_response):
    request = environ
    request["HTTP_X_TOKEN"] = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: other-parameter-names
def handler(event, context):
    method = event["REQUEST_METHOD"]
    token = event["HTTP_X_TOKEN"]  # expect: FC401
    context("200 OK", [("Content-Type", "text/plain")])
    return [method.encode(), token.encode()]


# --- case: pop
def handler(environ, start_response):
    token = environ.pop("HTTP_X_TOKEN")  # expect: FC401@13
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: pop-with-default
def handler(environ, start_response):
    token = environ.pop("HTTP_X_TOKEN", "")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: pop-guarded
def handler(environ, start_response):
    token = environ.pop("HTTP_X_TOKEN") if "HTTP_X_TOKEN" in environ else ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: del
def handler(environ, start_response):
    del environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: del-guarded
def handler(environ, start_response):
    if "HTTP_X_TOKEN" in environ:
        del environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: del-then-read
def handler(environ, start_response):
    environ["HTTP_X_TOKEN"] = "a"
    del environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: pop-then-read
def handler(environ, start_response):
    path = environ.pop("PATH_INFO")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [path.encode(), environ["PATH_INFO"].encode()]  # expect: FC401


# --- case: key-in-a-variable
def handler(environ, start_response):
    key = "HTTP_X_TOKEN"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ[key].encode()]  # expect: FC401


# --- case: key-in-a-variable-guarded-by-constant
KEY = "HTTP_X_TOKEN"


def handler(environ, start_response):
    key = KEY
    start_response("200 OK", [("Content-Type", "text/plain")])
    if "HTTP_X_TOKEN" in environ:
        return [environ[key].encode()]
    return [b"none"]


# --- case: key-in-a-module-constant
KEY = "HTTP_X_TOKEN"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ[KEY].encode()]  # expect: FC401


# --- case: key-in-a-class-constant
class Keys:
    METHOD = "REQUEST_METHOD"
    TOKEN = "HTTP_X_TOKEN"


def handler(environ, start_response):
    method = environ[Keys.METHOD]
    token = environ[Keys.TOKEN]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [method.encode(), token.encode()]


# --- case: key-by-fstring
def handler(environ, start_response):
    name = "TOKEN"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ[f"HTTP_X_{name}"].encode()]  # expect: FC401


# --- case: key-by-concatenation
PREFIX = "HTTP_"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ[PREFIX + "X_TOKEN"].encode()]  # expect: FC401


# --- case: key-by-str-methods
def header(environ, name):
    return environ["HTTP_" + name.upper().replace("-", "_")]  # expect: FC401


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [header(environ, "X-Token").encode()]


# --- case: key-by-str-methods-always-there
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["request_method".upper()].encode()]


# --- case: key-by-str-methods-guarded
def header(environ, name):
    key = "HTTP_" + name.upper().replace("-", "_")
    if key in environ:
        return environ[key]
    return ""


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [header(environ, "X-Token").encode()]


# --- case: key-unknown
from acme_http import chosen_key


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ[chosen_key()].encode()]


# --- case: key-unknown-guarded
from acme_http import chosen_key


def handler(environ, start_response):
    key = chosen_key()
    start_response("200 OK", [("Content-Type", "text/plain")])
    if key in environ:
        return [environ[key].encode()]
    return [b"none"]


# --- case: loop-over-literal-keys
def handler(environ, start_response):
    body = []
    for key in ("REQUEST_METHOD", "HTTP_X_TOKEN"):
        body.append(environ[key].encode())  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: loop-over-keys-always-there
def handler(environ, start_response):
    body = []
    for key in ("REQUEST_METHOD", "PATH_INFO"):
        body.append(environ[key].encode())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: loop-over-dict-of-keys
FIELDS = {"method": "REQUEST_METHOD", "agent": "HTTP_USER_AGENT"}


def handler(environ, start_response):
    body = []
    for name, key in FIELDS.items():
        body.append(f"{name}: {environ[key]}\n".encode())  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: comprehension-over-literal-keys
def handler(environ, start_response):
    values = [environ[key] for key in ("HTTP_X_A", "HTTP_X_B")]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [",".join(values).encode()]


# --- case: comprehension-with-condition
def handler(environ, start_response):
    values = [environ[key] for key in ("HTTP_X_A", "HTTP_X_B") if key in environ]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [",".join(values).encode()]


# --- case: iterating-environ
def handler(environ, start_response):
    body = []
    for key in environ:
        if key.startswith("HTTP_"):
            body.append(f"{key}: {environ[key]}\n".encode())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: iterating-sorted-environ
def handler(environ, start_response):
    body = [f"{key}={environ[key]}\n".encode() for key in sorted(environ)]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: iterating-keys
def handler(environ, start_response):
    headers = {key: environ[key] for key in environ.keys() if key.startswith("HTTP_")}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(headers)).encode()]


# --- case: iterating-list-and-deleting
def handler(environ, start_response):
    for key in list(environ):
        if key.startswith("HTTP_X_"):
            del environ[key]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: iterating-items
def handler(environ, start_response):
    body = []
    for key, value in environ.items():
        if key.startswith("HTTP_") and environ[key] == value:
            body.append(f"{key}: {value}\n".encode())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return body


# --- case: iterating-one-dict-reading-another
NAMES = {"HTTP_X_A": "a", "HTTP_X_B": "b"}


def handler(environ, start_response):
    values = {NAMES[key]: environ[key] for key in NAMES}  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(values)).encode()]


# --- case: headers-dict-is-not-environ
def handler(environ, start_response):
    headers = {key[5:]: value for key, value in environ.items() if key.startswith("HTTP_")}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [headers["X_TOKEN"].encode()]


# --- case: local-dict-is-not-environ
def handler(environ, start_response):
    settings = {"HTTP_X_TOKEN": "a"}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [settings["HTTP_X_TOKEN"].encode()]


# --- case: environ-rebound-to-local-dict
def handler(environ, start_response):
    environ = {"HTTP_X_TOKEN": "a"}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: process-environment
import os


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [os.environ["DB_PASSWORD"].encode()]


# --- case: process-environment-by-the-same-name
from os import environ


def handler(request, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["DB_PASSWORD"].encode(), request["REQUEST_METHOD"].encode()]


# --- case: helper
def token_of(environ):
    return environ["HTTP_X_TOKEN"]  # expect: FC401@12


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token_of(environ).encode()]


# --- case: helper-of-helper
def lookup(mapping, key):
    return mapping[key]  # expect: FC401


def token_of(request):
    return lookup(request, "HTTP_X_TOKEN")


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token_of(environ).encode()]


# --- case: helper-caught-by-caller
def token_of(environ):
    return environ["HTTP_X_TOKEN"]


def handler(environ, start_response):
    try:
        token = token_of(environ)
    except KeyError:
        token = ""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: helper-caught-by-one-caller-of-two
def token_of(environ):
    return environ["HTTP_X_TOKEN"]  # expect: FC401


def handler(environ, start_response):
    if environ["REQUEST_METHOD"] == "GET":
        try:
            token = token_of(environ)
        except KeyError:
            token = ""
    else:
        token = token_of(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: helper-never-called
def token_of(environ):
    return environ["HTTP_X_TOKEN"]


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: helper-that-raises
class Unauthorized(Exception):
    pass


def require(environ, key):
    if key not in environ:
        raise Unauthorized(key)


def handler(environ, start_response):
    try:
        require(environ, "HTTP_X_TOKEN")
    except Unauthorized:
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: helper-that-raises-for-another-key
def require(environ, key):
    if key not in environ:
        raise PermissionError(key)


def handler(environ, start_response):
    require(environ, "HTTP_X_USER")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: helper-predicate
def has_token(environ):
    return "HTTP_X_TOKEN" in environ


def handler(environ, start_response):
    if not has_token(environ):
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"token wanted"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: helper-predicate-by-return-statements
def has_token(environ):
    if "HTTP_X_TOKEN" in environ:
        return True
    return False


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if has_token(environ):
        return [environ["HTTP_X_TOKEN"].encode()]
    return [b"none"]


# --- case: helper-that-sets-defaults
def prepare(environ):
    environ.setdefault("HTTP_X_TOKEN", "")


def handler(environ, start_response):
    prepare(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: helper-that-aborts
import sys


def fail(message):
    print(message)
    sys.exit(1)


def handler(environ, start_response):
    if "HTTP_X_TOKEN" not in environ:
        fail("token wanted")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: unknown-callee-may-set-keys
from acme_http import prepare


def handler(environ, start_response):
    prepare(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: unknown-callee-afterwards
from acme_http import prepare


def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"]  # expect: FC401
    prepare(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: decorator-that-catches
import functools


def guarded(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        except KeyError as error:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [str(error).encode()]

    return wrapper


@guarded
def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: decorator-that-does-not-catch
import functools


def timed(function):
    @functools.wraps(function)
    def wrapper(environ, start_response):
        try:
            return function(environ, start_response)
        finally:
            print("done")

    return wrapper


@timed
def handler(environ, start_response):
    token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: decorator-that-checks
def requires(key):
    def decorate(function):
        def wrapper(environ, start_response):
            if key not in environ:
                start_response("401 Unauthorized", [("Content-Type", "text/plain")])
                return [b"header wanted"]
            return function(environ, start_response)

        return wrapper

    return decorate


@requires("HTTP_X_TOKEN")
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: decorator-that-checks-another-key
def requires(key):
    def decorate(function):
        def wrapper(environ, start_response):
            if key not in environ:
                start_response("401 Unauthorized", [("Content-Type", "text/plain")])
                return [b"header wanted"]
            return function(environ, start_response)

        return wrapper

    return decorate


@requires("HTTP_X_USER")
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_TOKEN"].encode()]  # expect: FC401


# --- case: middleware-that-sets-a-key
def with_user(app):
    def wrapper(environ, start_response):
        environ["acme.user"] = environ.get("HTTP_X_USER", "guest")
        return app(environ, start_response)

    return wrapper


@with_user
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["acme.user"].encode()]


# --- case: membership-flag
def handler(environ, start_response):
    known = "HTTP_X_TOKEN" in environ
    token = ""
    if known:
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: membership-flag-negated
def handler(environ, start_response):
    known = "HTTP_X_TOKEN" in environ
    token = ""
    if not known:
        token = environ["HTTP_X_TOKEN"]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: membership-flag-of-two
def handler(environ, start_response):
    known = "HTTP_X_A" in environ and "HTTP_X_B" in environ
    if not known:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"header missing"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["HTTP_X_A"].encode(), environ["HTTP_X_B"].encode()]


# --- case: done-flag
def handler(environ, start_response):
    found = False
    if "HTTP_X_TOKEN" in environ:
        found = True
    start_response("200 OK", [("Content-Type", "text/plain")])
    if found:
        return [environ["HTTP_X_TOKEN"].encode()]
    return [b"none"]


# --- case: attribute
class App:
    def __call__(self, environ, start_response):
        self.environ = environ
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.token().encode()]

    def token(self):
        return self.environ["HTTP_X_TOKEN"]  # expect: FC401


handler = App()


# --- case: attribute-guarded
class App:
    def __call__(self, environ, start_response):
        self.environ = environ
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.token().encode()]

    def token(self):
        if "HTTP_X_TOKEN" not in self.environ:
            return ""
        return self.environ["HTTP_X_TOKEN"]


handler = App()


# --- case: class-with-iter
class handler:
    def __init__(self, environ, start_response):
        self.environ = environ
        self.start = start_response

    def __iter__(self):
        token = self.environ["HTTP_X_TOKEN"]  # expect: FC401
        self.start("200 OK", [("Content-Type", "text/plain")])
        yield token.encode()


# --- case: request-class
class Request:
    def __init__(self, environ):
        self.environ = environ

    @property
    def method(self):
        return self.environ["REQUEST_METHOD"]

    @property
    def token(self):
        return self.environ["HTTP_X_TOKEN"]  # expect: FC401

    @property
    def user(self):
        return self.environ["HTTP_X_USER"]


def handler(environ, start_response):
    request = Request(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request.method.encode(), request.token.encode()]


# --- case: request-class-guarded
class Request:
    def __init__(self, environ):
        self.environ = environ

    def header(self, name, default=""):
        key = "HTTP_" + name.upper().replace("-", "_")
        try:
            return self.environ[key]
        except KeyError:
            return default


def handler(environ, start_response):
    request = Request(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request.header("X-Token").encode()]


# --- case: request-class-with-getitem
class Request:
    def __init__(self, environ):
        self._environ = environ

    def __getitem__(self, key):
        return self._environ[key]  # expect: FC401


def handler(environ, start_response):
    request = Request(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request["HTTP_X_TOKEN"].encode()]


# --- case: nested-function
def handler(environ, start_response):
    def token():
        return environ["HTTP_X_TOKEN"]  # expect: FC401

    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token().encode()]


# --- case: nested-function-not-called
def handler(environ, start_response):
    def token():
        return environ["HTTP_X_TOKEN"]

    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]


# --- case: nested-function-called-under-guard
def handler(environ, start_response):
    def token():
        return environ["HTTP_X_TOKEN"]

    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token().encode() if "HTTP_X_TOKEN" in environ else b"none"]


# --- case: lambda
def handler(environ, start_response):
    header = lambda name: environ["HTTP_" + name]  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [header("X_TOKEN").encode()]


# --- case: lambda-not-called
def handler(environ, start_response):
    header = lambda name: environ["HTTP_" + name]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok" if callable(header) else b"no"]


# --- case: generator-handler
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield environ["HTTP_X_TOKEN"].encode()  # expect: FC401


# --- case: generator-expression-consumed
def handler(environ, start_response):
    values = ",".join(environ[key] for key in ("HTTP_X_A", "HTTP_X_B"))  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [values.encode()]


# --- case: generator-expression-not-consumed
def handler(environ, start_response):
    values = (environ[key] for key in ("HTTP_X_A", "HTTP_X_B"))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok" if values else b"no"]


# --- case: generator-expression-consumed-by-the-server
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return (environ[key].encode() for key in ("HTTP_X_A", "HTTP_X_B"))  # expect: FC401


# --- case: lazy-body-is-not-caught
def handler(environ, start_response):
    def body():
        yield environ["HTTP_X_TOKEN"].encode()  # expect: FC401

    start_response("200 OK", [("Content-Type", "text/plain")])
    try:
        return body()
    except KeyError:
        return [b"none"]


# --- case: sort-key
def handler(environ, start_response):
    keys = sorted(("HTTP_X_A", "HTTP_X_B"), key=lambda key: environ[key])  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [",".join(keys).encode()]


# --- case: sort-key-guarded
def handler(environ, start_response):
    keys = sorted(("HTTP_X_A", "HTTP_X_B"), key=lambda key: environ.get(key, ""))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [",".join(keys).encode()]


# --- case: map-lambda
def handler(environ, start_response):
    keys = ("HTTP_X_A", "HTTP_X_B")
    values = list(map(lambda key: environ[key], keys))  # expect: FC401
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [",".join(values).encode()]


# --- case: itemgetter-guarded
import operator


def handler(environ, start_response):
    token = ""
    if "HTTP_X_TOKEN" in environ:
        token = operator.itemgetter("HTTP_X_TOKEN")(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [token.encode()]


# --- case: itemgetter-of-keys-always-there
import operator

METHOD_AND_PATH = operator.itemgetter("REQUEST_METHOD", "PATH_INFO")


def handler(environ, start_response):
    method, path = METHOD_AND_PATH(environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [method.encode(), path.encode()]


# --- case: match-mapping
def handler(environ, start_response):
    match environ:
        case {"HTTP_X_TOKEN": token}:
            body = token + environ["HTTP_X_TOKEN"]
        case {"HTTP_X_USER": _}:
            body = environ["HTTP_X_USER"]
        case _:
            body = "none"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body.encode()]


# --- case: match-mapping-other-key
def handler(environ, start_response):
    match environ:
        case {"HTTP_X_USER": user}:
            body = user + environ["HTTP_X_TOKEN"]  # expect: FC401
        case _:
            body = "none"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body.encode()]


# --- case: chain-map
from collections import ChainMap


def handler(environ, start_response):
    settings = ChainMap(environ, {"HTTP_X_TOKEN": ""})
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [settings["HTTP_X_TOKEN"].encode()]


# --- case: several-on-one-path
def handler(environ, start_response):
    agent = environ["HTTP_USER_AGENT"]  # expect: FC401
    accept = environ["HTTP_ACCEPT"]  # expect: FC401
    method = environ["REQUEST_METHOD"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [agent.encode(), accept.encode(), method.encode()]


# --- case: in-the-header-list
def handler(environ, start_response):
    headers = [
        ("Content-Type", "text/plain"),
        ("Access-Control-Allow-Origin", environ["HTTP_ORIGIN"]),  # expect: FC401
    ]
    start_response("200 OK", headers)
    return [b"ok"]


# --- case: in-an-unreachable-branch
DEBUG = False


def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if DEBUG:
        print(environ["HTTP_X_TOKEN"])
    return [b"ok"]


# --- case: after-contradicting-tests
def handler(environ, start_response):
    token = None
    if "HTTP_X_TOKEN" in environ:
        token = environ["HTTP_X_TOKEN"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    if token is None:
        return [b"none"]
    return [environ["HTTP_X_TOKEN"].encode()]


# --- case: vendor-sample-shape
def handler(environ, start_response):
    try:
        size = int(environ.get("CONTENT_LENGTH", 0))
    except ValueError:
        size = 0
    try:
        query = environ["QUERY_STRING"]
    except KeyError:
        query = ""
    try:
        kind = environ["CONTENT_TYPE"]
    except KeyError:
        kind = ""
    body = environ["wsgi.input"].read(size)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [query.encode(), kind.encode(), body]
