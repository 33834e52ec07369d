# What reading the findings in published packages has shown: false alarms, and what stands next to
# them.


# --- case: hasattr says that the attribute is there
def handler(environ, start_response):
    body = environ.get("server.body")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if hasattr(body, "close"):
        try:
            body.close
        except AttributeError:
            environ["HTTP_X_CLOSED"]
    return [b"ok"]


# --- case: hasattr of another attribute
def handler(environ, start_response):
    body = environ.get("server.body")
    start_response("200 OK", [("Content-Type", "text/plain")])
    if hasattr(body, "read"):
        try:
            body.close
        except AttributeError:
            environ["HTTP_X_CLOSED"]  # expect: FC401
    return [b"ok"]


# --- case: hasattr is asked twice
def handler(environ, start_response):
    body = environ.get("server.body")
    closes = hasattr(body, "close")
    if closes:
        start_response("200 OK", [("Content-Type", "text/plain")])
    if hasattr(body, "close"):
        return [b"ok"]
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"none"]


# --- case: six.reraise never returns
import sys

import six
from shop import application
from six import reraise


def handler(environ, start_response):
    try:
        return application(environ, start_response)
    except ValueError:
        six.reraise(*sys.exc_info())
    except Exception:
        reraise(*sys.exc_info())


# --- case: a function that may return
import sys

from shop import application
from six import print_


def handler(environ, start_response):  # expect: FC302
    try:
        return application(environ, start_response)
    except Exception:
        print_(sys.exc_info())
