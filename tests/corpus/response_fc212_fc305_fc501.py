# --- case: fc212-path select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-path-get select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ.get("PATH_INFO", "/"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-script-name select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ.get("SCRIPT_NAME", ""))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-concatenation select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "a" + path + "b")])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-f-string select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", f"a{path}b")])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-f-string-with-width select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", f"{path:>10}")])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-f-string-repr select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", f"{path!r}")])
    return [b"ok"]

# --- case: fc212-percent select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "name=%s" % path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-percent-tuple select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "%s; %s" % ("a", path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-percent-number select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "%d" % len(path))])
    return [b"ok"]

# --- case: fc212-percent-repr select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "%r" % path)])
    return [b"ok"]

# --- case: fc212-format select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "name={}".format(path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-format-keyword select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "name={name}".format(name=path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-format-repr select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "name={!r}".format(path))])
    return [b"ok"]

# --- case: fc212-join select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "; ".join(["a", path]))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-join-of-parts select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "-".join(path.split("/")))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-strip select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.strip())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-lower select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.lower())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-title select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.title())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-replace-other select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.replace("/", "-"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-replace-only-lf select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.replace("\n", ""))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-replace-only-cr select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.replace("\r", ""))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-replace-both select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.replace("\r", "").replace("\n", ""))])
    return [b"ok"]

# --- case: fc212-replace-both-by-a-space select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.replace("\n", " ").replace("\r", " ").strip())])
    return [b"ok"]

# --- case: fc212-slice select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path[1:])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-slice-short select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path[:100])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-split-item select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.split("/")[-1])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-rsplit-item select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.rsplit("/", 1)[1])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-partition select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.partition("/")[2])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-rpartition-unpacked select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    _, _, name = path.rpartition("/")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-split-white-space select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.split()[0])])
    return [b"ok"]

# --- case: fc212-split-white-space-joined select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", " ".join(path.split()))])
    return [b"ok"]

# --- case: fc212-first-line select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.splitlines()[0])])
    return [b"ok"]

# --- case: fc212-lines-joined select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", " ".join(path.splitlines()))])
    return [b"ok"]

# --- case: fc212-split-at-lf-only select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.split("\n")[0])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-encoded-and-decoded select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.encode("utf-8").decode("latin-1"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-latin-1-workaround select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.encode("latin-1").decode("utf-8", "replace"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-str-of-bytes select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(path.encode(), "utf-8"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-str select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-repr select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", repr(path))])
    return [b"ok"]

# --- case: fc212-or-default select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path or "/")])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-conditional select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path if path else "/")])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-quote select=FC212,FC305,FC501,FC208
from urllib.parse import quote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", quote(path))])
    return [b"ok"]

# --- case: fc212-quote-in-a-module select=FC212,FC305,FC501,FC208
from urllib import parse


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", parse.quote_plus(path, safe='/'))])
    return [b"ok"]

# --- case: fc212-urlencode select=FC212,FC305,FC501,FC208
from urllib.parse import urlencode


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "?" + urlencode({"p": path}))])
    return [b"ok"]

# --- case: fc212-unquoted-again select=FC212,FC305,FC501,FC208
from urllib.parse import quote, unquote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", unquote(quote(path)))])
    return [b"ok"]

# --- case: fc212-html-escape select=FC212,FC305,FC501,FC208
import html


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", html.escape(path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-json-dumps select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", json.dumps(path))])
    return [b"ok"]

# --- case: fc212-base64 select=FC212,FC305,FC501,FC208
import base64


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", base64.b64encode(path.encode()).decode())])
    return [b"ok"]

# --- case: fc212-digest select=FC212,FC305,FC501,FC208
import hashlib


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", hashlib.md5(path.encode()).hexdigest())])
    return [b"ok"]

# --- case: fc212-hex select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.encode().hex())])
    return [b"ok"]

# --- case: fc212-basename select=FC212,FC305,FC501,FC208
import os


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", os.path.basename(path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-path-join select=FC212,FC305,FC501,FC208
import posixpath


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", posixpath.join("/files", path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-int select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(int(path[1:])))])
    return [b"ok"]

# --- case: fc212-int-as-a-check select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    int(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-length select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(len(path)))])
    return [b"ok"]

# --- case: fc212-compared select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path != "/a":
        path = "/b"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-not-compared select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/a":
        path = "/b"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-member select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path not in ("/a", "/b"):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-not-member select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path in ("/a", "/b"):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-member-of-set select=FC212,FC305,FC501,FC208
ALLOWED = {"/a", "/b"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path not in ALLOWED:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-member-of-dict select=FC212,FC305,FC501,FC208
TITLES = {"/a": 1, "/b": 2}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path not in TITLES:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-member-of-unknown select=FC212,FC305,FC501,FC208
import config


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path not in config.ALLOWED:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-table-lookup select=FC212,FC305,FC501,FC208
TITLES = {"/a": "A", "/b": "B"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", TITLES.get(path, "none"))])
    return [b"ok"]

# --- case: fc212-table-subscript select=FC212,FC305,FC501,FC208
TITLES = {"/a": "A", "/b": "B"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", TITLES[path])])
    return [b"ok"]

# --- case: fc212-table-default-is-the-path select=FC212,FC305,FC501,FC208
TITLES = {"/a": "A", "/b": "B"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", TITLES.get(path, path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-key-of-table select=FC212,FC305,FC501,FC208
TITLES = {"/a": "A", "/b": "B"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    try:
        title = TITLES[path]
    except KeyError:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-isalnum select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not path.isalnum():
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-isdigit-of-a-part select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    name = path[1:]
    if not name.isdigit():
        name = "0"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])
    return [b"ok"]

# --- case: fc212-isdigit-wrong-way select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path.isdigit():
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-isprintable select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    assert path.isprintable()
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-startswith-is-no-check select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not path.startswith("/files/"):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-length-is-no-check select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if len(path) > 100:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-truth-is-no-check select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not path:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-breaks-tested select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if "\r" in path or "\n" in path:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-only-lf-tested select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if "\n" in path:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-breaks-tested-with-any select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if any(c in path for c in "\r\n"):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-characters-tested-with-any select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if any(c in "\r\n" for c in path):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-characters-tested-with-ord select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if any(ord(c) < 32 for c in path):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-characters-filtered select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "".join(c for c in path if c not in "\r\n"))])
    return [b"ok"]

# --- case: fc212-characters-looped select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    for char in path:
        if char in "\r\n":
            path = "/"
            break
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-re-match select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not re.match(r"^[a-z/]+$", path):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-re-fullmatch-compiled select=FC212,FC305,FC501,FC208
import re

NAME = re.compile(r"[a-z/]+")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if NAME.fullmatch(path) is None:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-re-search-for-bad select=FC212,FC305,FC501,FC208
import re

BAD = re.compile(r"[^a-z/]")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    found = BAD.search(path)
    if found:
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-re-group select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    match = re.match(r"/(\w+)", path)
    name = match.group(1) if match else ""
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])
    return [b"ok"]

# --- case: fc212-re-sub-breaks select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", re.sub(r"[\r\n]", "", path))])
    return [b"ok"]

# --- case: fc212-re-sub-white-space select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", re.sub(r"\s+", " ", path))])
    return [b"ok"]

# --- case: fc212-re-sub-negated select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", re.sub("[^a-z0-9]", "_", path))])
    return [b"ok"]

# --- case: fc212-re-sub-other select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", re.sub("/+", "/", path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-re-sub-compiled select=FC212,FC305,FC501,FC208
import re

CONTROL = re.compile("[\x00-\x1f]")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", CONTROL.sub("", path))])
    return [b"ok"]

# --- case: fc212-re-sub-compiled-other select=FC212,FC305,FC501,FC208
import re

SLASHES = re.compile("/+")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", SLASHES.sub("/", path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-translate select=FC212,FC305,FC501,FC208
TABLE = str.maketrans("", "", "\r\n")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.translate(TABLE))])
    return [b"ok"]

# --- case: fc212-unknown-function select=FC212,FC305,FC501,FC208
from acme import clean


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", clean(path))])
    return [b"ok"]

# --- case: fc212-unknown-check select=FC212,FC305,FC501,FC208
from acme import is_safe


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not is_safe(path):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-unknown-check-that-raises select=FC212,FC305,FC501,FC208
from acme import validate


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    validate(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-logging-is-no-check select=FC212,FC305,FC501,FC208
import logging


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    logging.info("asked for %s", path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-print-is-no-check select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    print(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-exists-is-taken-as-a-check select=FC212,FC305,FC501,FC208
import os


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not os.path.exists("/srv" + path):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-uuid-check select=FC212,FC305,FC501,FC208
import uuid


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    uuid.UUID(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-checked-after-it-was-used select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    value = "a=" + path
    if "\r" in path or "\n" in path:
        value = "a"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", value)])
    return [b"ok"]

# --- case: fc212-helper-sanitises select=FC212,FC305,FC501,FC208
def one_line(text):
    return text.replace("\r", "").replace("\n", "")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", one_line(path))])
    return [b"ok"]

# --- case: fc212-helper-does-not select=FC212,FC305,FC501,FC208
def one_line(text):
    return text.strip()


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", one_line(path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-helper-checks select=FC212,FC305,FC501,FC208
def check(text):
    if "\r" in text or "\n" in text:
        raise ValueError(text)


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    check(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-helper-tells select=FC212,FC305,FC501,FC208
def is_plain(text):
    return text.isalnum()


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not is_plain(path):
        path = "/"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-closure select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    def named():
        return "a=" + path
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", named())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-lambda select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    named = lambda text: "a=" + text
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", named(path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-instance select=FC212,FC305,FC501,FC208
class Page:
    def __init__(self, name):
        self.name = name


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", Page(path).name)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-dict-value select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    info = {"path": path, "kind": "x"}
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", info["path"])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-dict-other-value select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    info = {"path": path, "kind": "x"}
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", info["kind"])])
    return [b"ok"]

# --- case: fc212-raw-header select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ.get("HTTP_X_TOKEN", ""))])
    return [b"ok"]

# --- case: fc212-raw-query select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ.get("QUERY_STRING", ""))])
    return [b"ok"]

# --- case: fc212-raw-query-part select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ.get("QUERY_STRING", "").split("&")[0])])
    return [b"ok"]

# --- case: fc212-unquoted-query select=FC212,FC305,FC501,FC208
from urllib.parse import unquote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", unquote(environ.get("QUERY_STRING", "")))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-unquoted-header select=FC212,FC305,FC501,FC208
from urllib.parse import unquote_plus


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", unquote_plus(environ.get("HTTP_X_NAME", "")))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-unquoted-uri select=FC212,FC305,FC501,FC208
from urllib.parse import unquote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", unquote(environ["fc.request_uri"]))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-raw-uri select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ["fc.request_uri"])])
    return [b"ok"]

# --- case: fc212-url-taken-apart select=FC212,FC305,FC501,FC208
from urllib.parse import unquote, urlsplit


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", unquote(urlsplit(environ["fc.request_uri"]).path))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-url-query-raw select=FC212,FC305,FC501,FC208
from urllib.parse import urlsplit


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", urlsplit(environ["fc.request_uri"]).query)])
    return [b"ok"]

# --- case: fc212-basic-authorization select=FC212,FC305,FC501,FC208
import base64


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", base64.b64decode(environ.get("HTTP_AUTHORIZATION", "")[6:]).decode())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-method select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ["REQUEST_METHOD"])])
    return [b"ok"]

# --- case: fc212-parse-qs select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params["name"][0])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-parse-qs-get select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params.get("name", ["x"])[0])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-parse-qs-checked select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    if not params["name"][0].isalnum():
        params = {"name": ["x"]}
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params["name"][0])])
    return [b"ok"]

# --- case: fc212-parse-qs-other-checked select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    if not params["id"][0].isalnum():
        params = {"name": ["x"]}
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params["name"][0])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-parse-qs-all-checked select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    for key, values in params.items():
        for value in values:
            if "\r" in value or "\n" in value:
                raise ValueError(key)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params["name"][0])])
    return [b"ok"]

# --- case: fc212-parse-qs-get-checked-again select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    if not params.get("n", [""])[0].isdigit():
        params = {}
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params.get("n", [""])[0])])
    return [b"ok"]

# --- case: fc212-parse-qs-of-unknown select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl
import acme


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", parse_qs(acme.query())["name"][0])])
    return [b"ok"]

# --- case: fc212-parse-qsl-dict select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", dict(parse_qsl(environ.get("QUERY_STRING", ""))).get("name", ""))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-parse-qsl-loop select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    name = ""
    for key, value in parse_qsl(environ.get("QUERY_STRING", "")):
        if key == "name":
            name = value
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-parse-qs-comprehension select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = {k: v[0] for k, v in parse_qs(environ.get("QUERY_STRING", "")).items()}
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", params["name"])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-parse-qs-number select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(int(params.get("page", ["1"])[0])))])
    return [b"ok"]

# --- case: fc212-parse-qs-number-formatted select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    page = int(params.get("page", ["1"])[0])
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", f"page={page}")])
    return [b"ok"]

# --- case: fc212-body select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ["wsgi.input"].read().decode())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-body-line select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", environ["wsgi.input"].readline().decode().strip())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-body-json select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["name"])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-body-json-load select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", json.load(environ["wsgi.input"]).get("name"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-body-json-in-text select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", f"name={data['name']}")])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-body-json-nested select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["user"]["name"])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-body-json-number select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(int(data["id"])))])
    return [b"ok"]

# --- case: fc212-body-json-checked select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    if not data["name"].isalnum():
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["name"])])
    return [b"ok"]

# --- case: fc212-body-json-member select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    if data.get("lang") not in ("en", "de"):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data.get("lang"))])
    return [b"ok"]

# --- case: fc212-body-json-checked-type select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    if not isinstance(data["id"], int):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(data["id"]))])
    return [b"ok"]

# --- case: fc212-body-json-dumped select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", json.dumps(data))])
    return [b"ok"]

# --- case: fc212-unknown-json select=FC212,FC305,FC501,FC208
import json

import acme


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(acme.load())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["name"])])
    return [b"ok"]

# --- case: fc212-status-is-not-asked select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    status = "200 " + path
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "x")])
    return [b"ok"]

# --- case: fc212-name select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    name = environ["PATH_INFO"].strip("/")
    start_response("200 OK", [("Content-Type", "text/plain"), (name, "1")])  # expect: FC212
    return [b"ok"]

# --- case: fc212-appended select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    if environ["PATH_INFO"] != "/":
        headers.append(("X-Path", environ["PATH_INFO"]))
    start_response("200 OK", headers)  # expect: FC212
    return [b"ok"]

# --- case: fc212-dict-items select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = {"Content-Type": "text/plain"}
    headers["X-Path"] = environ["PATH_INFO"]
    start_response("200 OK", list(headers.items()))  # expect: FC212
    return [b"ok"]

# --- case: fc212-body-copied-to-headers select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    data = json.loads(environ["wsgi.input"].read())
    headers = [("Content-Type", "text/plain")]
    for name, value in data.items():
        headers.append(("X-" + name, value))
    start_response("200 OK", headers)  # expect: FC212
    return [b"ok"]

# --- case: fc212-one-report-per-call select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", path), ("X-Path", path)])  # expect: FC212
    return [b"ok"]

# --- case: fc212-on-one-path-only select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] == "GET":
        start_response("302 Found", [("Location", "/" + path)])  # expect: FC212
        return []
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [path.encode()]

# --- case: fc212-in-a-generator select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("302 Found", [("Location", environ["PATH_INFO"] + "/")])  # expect: FC212
    yield b""

# --- case: fc212-wsgi target=wsgi select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("302 Found", [("Location", environ["PATH_INFO"] + "/")])  # expect: FC212
    return []

# --- case: fc212-through-another-file select=FC212,FC305,FC501,FC208
import replies


def handler(environ, start_response):
    return replies.redirect(start_response, environ["PATH_INFO"])
# --- file: replies.py
def redirect(start_response, target):
    start_response("302 Found", [("Location", target)])  # expect: FC212
    return []

# --- case: fc212-sanitised-in-another-file select=FC212,FC305,FC501,FC208
from replies import redirect


def handler(environ, start_response):
    return redirect(start_response, environ["PATH_INFO"])
# --- file: replies.py
from urllib.parse import quote


def redirect(start_response, target):
    start_response("302 Found", [("Location", quote(target))])
    return []

# --- case: fc212-request-class select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs


class Request:
    def __init__(self, environ):
        self.environ = environ

    @property
    def args(self):
        return parse_qs(self.environ.get("QUERY_STRING", ""))

    def arg(self, name, default=""):
        return self.args.get(name, [default])[0]


def handler(environ, start_response):
    request = Request(environ)
    location = request.arg("next", "/")
    start_response("302 Found", [("Location", location)])  # expect: FC212
    return []

# --- case: fc212-fixed-path-workaround select=FC212,FC305,FC501,FC208
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["PATH_INFO"].encode()]


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    return app(environ, start_response)

# --- case: fc212-path-set-to-a-constant select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    environ["PATH_INFO"] = "/index"
    start_response("302 Found", [("Location", environ["PATH_INFO"])])
    return []

# --- case: fc212-a-break-that-is-written-is-fc208 select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-A", "a\r\nb")])  # expect: FC208
    return [b"ok"]

# --- case: fc305-constants select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "5")])
    return [b"hello"]

# --- case: fc305-constants-differ select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "6")])  # expect: FC305@5
    return [b"hello"]

# --- case: fc305-several-chunks select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "6")])
    return [b"hello", b"!"]

# --- case: fc305-several-chunks-differ select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "5")])  # expect: FC305@5
    return [b"hello", b"!"]

# --- case: fc305-empty select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "0")])
    return []

# --- case: fc305-empty-declared select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "5")])  # expect: FC305@5
    return []

# --- case: fc305-zero-declared select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "0")])  # expect: FC305@5
    return [b"x"]

# --- case: fc305-zero-declared-body-not-empty select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path.encode()
    if not body:
        body = b"-"
    start_response("200 OK", [("Content-Length", "0")])  # expect: FC305@5
    return [body]

# --- case: fc305-str-of-int select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(5))])  # expect: FC305@5
    return [b"hello!"]

# --- case: fc305-len-of-constant select=FC212,FC305,FC501,FC208
PAGE = b"<p>hi</p>"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(PAGE)))])
    return [PAGE]

# --- case: fc305-len-of-other-constant select=FC212,FC305,FC501,FC208
PAGE = b"<p>hi</p>"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(PAGE)))])  # expect: FC305@5
    return [PAGE[1:]]

# --- case: fc305-len-of-non-ascii-constant select=FC212,FC305,FC501,FC208
PAGE = "h\u00e9"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(PAGE)))])  # expect: FC305@5
    return [PAGE.encode()]

# --- case: fc305-len-of-ascii-constant select=FC212,FC305,FC501,FC208
PAGE = "hello"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(PAGE)))])
    return [PAGE.encode()]

# --- case: fc305-len-of-bytes select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path.encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

# --- case: fc305-len-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path)))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-len-of-text-utf-8 select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path)))])  # expect: FC305@5
    return [path.encode("UTF-8")]

# --- case: fc305-len-of-text-latin-1 select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path)))])
    return [path.encode("latin-1")]

# --- case: fc305-len-of-text-ascii select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path)))])
    return [path.encode("ascii")]

# --- case: fc305-len-of-encoded-again select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path.encode("utf-8"))))])
    return [path.encode("utf-8")]

# --- case: fc305-len-of-encoded-named-differently select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path.encode())))])
    return [path.encode("utf8")]

# --- case: fc305-f-string-length select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path.encode()
    start_response("200 OK", [("Content-Length", f"{len(body)}")])
    return [body]

# --- case: fc305-f-string-length-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", f"{len(path)}")])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-percent-length-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "%d" % len(path))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-percent-s-length-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "%s" % len(path))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-percent-tuple-length select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "%d" % (len(path),))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-format-length-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "{}".format(len(path)))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-repr-length-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", repr(len(path)))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-through-a-variable select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path.encode()
    size = len(path)
    length = str(size)
    start_response("200 OK", [("Content-Length", length)])  # expect: FC305@5
    return [body]

# --- case: fc305-sum select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    b = b'-' + a
    start_response("200 OK", [("Content-Length", str(len(a) + len(b)))])
    return [a, b]

# --- case: fc305-sum-in-another-order select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    b = environ.get('HTTP_X', '').encode()
    start_response("200 OK", [("Content-Length", str(len(b) + len(a)))])
    return [a, b]

# --- case: fc305-sum-lacks-a-chunk select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    b = environ.get('HTTP_X', '').encode()
    start_response("200 OK", [("Content-Length", str(len(a)))])
    return [a, b]

# --- case: fc305-one-more select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    start_response("200 OK", [("Content-Length", str(len(a) + 2))])  # expect: FC305@5
    return [a, b'.']

# --- case: fc305-two-more select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    start_response("200 OK", [("Content-Length", str(len(a) + 2))])
    return [a, b'\r\n']

# --- case: fc305-sum-of-parts select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    parts = [path.encode(), b'x']
    start_response("200 OK", [("Content-Length", str(sum(len(part) for part in parts)))])
    return parts

# --- case: fc305-sum-of-map select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    parts = [path.encode(), b'x']
    start_response("200 OK", [("Content-Length", str(sum(map(len, parts))))])
    return parts

# --- case: fc305-sum-of-parts-in-characters select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    parts = [path, 'x']
    start_response("200 OK", [("Content-Length", str(sum(len(part) for part in parts)))])  # expect: FC305@5
    return [part.encode() for part in parts]

# --- case: fc305-joined select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    b = environ.get('HTTP_X', '').encode()
    start_response("200 OK", [("Content-Length", str(len(a) + len(b) + 1))])
    return [b'-'.join([a, b])]

# --- case: fc305-joined-without-the-separator select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    a = path.encode()
    b = environ.get('HTTP_X', '').encode()
    start_response("200 OK", [("Content-Length", str(len(a) + len(b)))])  # expect: FC305@5
    return [b'-'.join([a, b])]

# --- case: fc305-template select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    html = "<p>%s</p>" % path
    start_response("200 OK", [("Content-Length", str(len(html)))])  # expect: FC305@5
    return [html.encode()]

# --- case: fc305-template-parts select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(path) + 7))])  # expect: FC305@5
    return [("<p>%s</p>" % path).encode()]

# --- case: fc305-template-parts-of-ascii select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    number = str(len(path))
    start_response("200 OK", [("Content-Length", str(len(number) + 7))])
    return [("<p>%s</p>" % number).encode()]

# --- case: fc305-at-least select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "5")])  # expect: FC305@5
    return [("<p>%s</p>" % path).encode()]

# --- case: fc305-perhaps-at-least select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", "50")])
    return [("<p>%s</p>" % path).encode()]

# --- case: fc305-json select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = json.dumps({'path': path})
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-json-not-ascii select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = json.dumps({'path': path}, ensure_ascii=False)
    start_response("200 OK", [("Content-Length", str(len(text)))])  # expect: FC305@5
    return [text.encode()]

# --- case: fc305-base64 select=FC212,FC305,FC501,FC208
import base64


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = base64.b64encode(path.encode()).decode()
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-hexdigest select=FC212,FC305,FC501,FC208
import hashlib


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = hashlib.sha256(path.encode()).hexdigest()
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-quoted select=FC212,FC305,FC501,FC208
from urllib.parse import quote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = quote(path)
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-uuid select=FC212,FC305,FC501,FC208
import uuid


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = str(uuid.uuid4())
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-time select=FC212,FC305,FC501,FC208
import datetime


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = datetime.datetime.now().isoformat()
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-read-and-decoded select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = environ['wsgi.input'].read().decode()
    start_response("200 OK", [("Content-Length", str(len(text)))])  # expect: FC305@5
    return [text.encode()]

# --- case: fc305-echo select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = environ['wsgi.input'].read()
    start_response("200 OK", [("Content-Length", str(len(data)))])
    return [data]

# --- case: fc305-declared-by-the-client select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = environ['wsgi.input'].read()
    start_response("200 OK", [("Content-Length", environ.get('CONTENT_LENGTH', '0'))])
    return [data]

# --- case: fc305-unknown-text select=FC212,FC305,FC501,FC208
import acme


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = acme.render(path)
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text.encode()]

# --- case: fc305-unknown-body select=FC212,FC305,FC501,FC208
import acme


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5')])
    return acme.render(path)

# --- case: fc305-unknown-length select=FC212,FC305,FC501,FC208
import acme


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(acme.size()))])
    return [b'hello']

# --- case: fc305-file select=FC212,FC305,FC501,FC208
import os

NAME = '/srv/a'


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(os.path.getsize(NAME)))])
    return open(NAME, 'rb')

# --- case: fc305-unknown-chunks select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '10')])
    return [part.encode() for part in path.split('/')]

# --- case: fc305-generator-expression select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '3')])  # expect: FC305@5
    return (part for part in (b'a', b'b'))

# --- case: fc305-no-number select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", 'abc')])  # expect: FC305@5
    return [b'hello']

# --- case: fc305-negative select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '-1')])  # expect: FC305@5
    return [b'hello']

# --- case: fc305-float select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5.0')])  # expect: FC305@5
    return [b'hello']

# --- case: fc305-empty-length select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '')])  # expect: FC305@5
    return [b'hello']

# --- case: fc305-204 select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("204 No Content", [("Content-Length", '5')])
    return []

# --- case: fc305-304 select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("304 Not Modified", [("Content-Length", '5')])
    return []

# --- case: fc305-text-body select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5')])  # expect: FC305@5
    return ['hello!']

# --- case: fc305-text-body-fits select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5')])
    return ['hello']

# --- case: fc305-bare-bytes select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5')])  # expect: FC305@5
    return b'hello!'

# --- case: fc305-wsgi target=wsgi select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5')])  # expect: FC305@5
    return [b'hello!']

# --- case: fc305-many-chunks select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '20')])
    return [b'x'] * 20

# --- case: fc305-many-chunks-differ select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '20')])  # expect: FC305@5
    return [b'x'] * 21

# --- case: fc305-repeated select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(100))])  # expect: FC305@5
    return [b'x' * 101]

# --- case: fc305-head select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = environ["PATH_INFO"].encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

# --- case: fc305-head-through-get select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = b"hello"
    method = environ.get("REQUEST_METHOD", "GET").upper()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    if method == "HEAD":
        return []
    return [body]

# --- case: fc305-head-is-what-is-not-get select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = b"hello"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    if environ["REQUEST_METHOD"] != "GET":
        return []
    return [body]

# --- case: fc305-get-is-empty select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = b"hello"
    start_response("200 OK", [("Content-Length", str(len(body)))])  # expect: FC305
    if environ["REQUEST_METHOD"] == "GET":
        return []
    return [body]

# --- case: fc305-head-of-a-request-object select=FC212,FC305,FC501,FC208
from acme import Request


def handler(environ, start_response):
    request = Request(environ)
    body = b"hello"
    start_response("200 OK", [("Content-Length", "5")])
    return [] if request.method == "HEAD" else [body]

# --- case: fc305-lower-case-name select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = [("content-type", "text/plain"), ("content-length", "4")]
    start_response("200 OK", headers)  # expect: FC305
    return [b"hello"]

# --- case: fc305-headers-from-a-dict select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = environ["PATH_INFO"]
    headers = {"Content-Type": "text/plain"}
    headers["Content-Length"] = str(len(body))
    start_response("200 OK", list(headers.items()))  # expect: FC305
    return [body.encode("utf-8")]

# --- case: fc305-helper select=FC212,FC305,FC501,FC208
def respond(start_response, status, body):
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        return respond(start_response, "200 OK", b"home")
    return respond(start_response, "404 Not Found", environ["PATH_INFO"].encode())

# --- case: fc305-helper-in-another-file select=FC212,FC305,FC501,FC208
from replies import respond


def handler(environ, start_response):
    return respond(start_response, environ["PATH_INFO"])
# --- file: replies.py
def respond(start_response, text):
    length = len(text)
    start_response("200 OK", [("Content-Length", str(length))])  # expect: FC305
    return [text.encode()]

# --- case: fc305-other-branch select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    if environ["PATH_INFO"] == "/":
        body = b"home"
    else:
        body = b"not found"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

# --- case: fc305-one-branch-differs select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = b"home"
    length = str(len(body))
    if environ["PATH_INFO"] != "/":
        body = b"not found"
    start_response("200 OK", [("Content-Length", length)])  # expect: FC305
    return [body]

# --- case: fc305-generator select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "10")])  # expect: FC305
    yield b"hello"
    yield b"world!"

# --- case: fc305-generator-fits select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "11")])
    yield b"hello"
    yield b"world!"

# --- case: fc305-generator-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "30")])
    for part in environ["PATH_INFO"].split("/"):
        yield part.encode()

# --- case: fc305-generator-known-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "3")])  # expect: FC305
    for part in (b"a", b"b"):
        yield part

# --- case: fc305-generator-while select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "30")])
    stream = environ["wsgi.input"]
    while True:
        chunk = stream.read(1024)
        if not chunk:
            break
        yield chunk

# --- case: fc305-write select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    write = start_response("200 OK", [("Content-Length", "5")])
    write(b"hel")
    return [b"lo"]

# --- case: fc305-write-differs select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    write = start_response("200 OK", [("Content-Length", "2")])  # expect: FC305
    write(b"hel")
    return [b"lo"]

# --- case: fc305-unknown-headers-before select=FC212,FC305,FC501,FC208
from acme import common


def handler(environ, start_response):
    start_response("200 OK", common() + [("Content-Length", "2")])
    return [b"hello"]

# --- case: fc305-middleware-changes-the-body select=FC212,FC305,FC501,FC208
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])  # expect: FC305
    return [b"hello"]


def handler(environ, start_response):
    return [chunk + b"!" for chunk in app(environ, start_response)]

# --- case: fc305-body-appended select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = [b"hello"]
    length = sum(map(len, body))
    start_response("200 OK", [("Content-Length", str(length))])  # expect: FC305
    body.append(b"!")
    return body

# --- case: fc305-io-bytes select=FC212,FC305,FC501,FC208
import io


def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "4")])
    return io.BytesIO(b"hello")

# --- case: fc305-accumulated-in-a-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = b""
    for name in environ["PATH_INFO"].split("/"):
        body += name.encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

# --- case: fc305-text-accumulated-in-a-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    text = ""
    for name in environ["PATH_INFO"].split("/"):
        text += name
    start_response("200 OK", [("Content-Length", str(len(text)))])  # expect: FC305
    return [text.encode("utf-8")]

# --- case: fc305-recoded select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    text = environ["PATH_INFO"]
    body = text.encode("utf-8")
    text = body
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [body]

# --- case: fc501-exactly select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "y" * 8191)])
    return []

# --- case: fc501-one-more select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "y" * 8192)])  # expect: FC501@5
    return []

# --- case: fc501-bytes-not-characters select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "\u00e9" * 4100)])  # expect: FC501@5
    return []

# --- case: fc501-huge select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "y" * 1000000)])  # expect: FC501@5
    return []

# --- case: fc501-wsgi target=wsgi select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "y" * 9000)])
    return []

# --- case: fc501-constant select=FC212,FC305,FC501,FC208
VALUE = "abc" * 3000


def handler(environ, start_response):
    start_response("200 OK", [("X", VALUE)])  # expect: FC501@5
    return []

# --- case: fc501-int-times-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", 9000 * "a")])  # expect: FC501@5
    return []

# --- case: fc501-unknown-times select=FC212,FC305,FC501,FC208
import acme


def handler(environ, start_response):
    start_response("200 OK", [("X", "a" * acme.count())])
    return []

# --- case: fc501-with-unknown-part select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "a" * 8192 + environ["PATH_INFO"].strip("/").replace("\n", "").replace("\r", ""))])  # expect: FC501@5
    return []

# --- case: fc501-unknown-part-counts-as-empty select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", "a" * 8191 + environ.get("HTTP_X", ""))])
    return []

# --- case: fc501-formatted select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", f"{environ.get('HTTP_X', '')}{'a' * 9000}")])  # expect: FC501@5
    return []

# --- case: fc501-joined select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", ";".join(["abcdefgh"] * 1000))])  # expect: FC501@5
    return []

# --- case: fc501-list-times select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X-A", "y" * 100)] * 100)  # expect: FC501@5
    return []

# --- case: fc501-list-times-few select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X-A", "y" * 100)] * 50)
    return []

# --- case: fc501-comprehension select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X-%d" % i, "v" * 100) for i in range(200)])  # expect: FC501@5
    return []

# --- case: fc501-comprehension-few select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X-%d" % i, "v" * 100) for i in range(20)])
    return []

# --- case: fc501-comprehension-of-unknown select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X-Part", "v" * 100) for part in environ.get("HTTP_X", "").split(",")])
    return []

# --- case: fc501-for select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(100):
        headers.append((f"X-{i}", "x" * 200))
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-for-few select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(30):
        headers.append((f"X-{i}", "x" * 200))
    start_response("200 OK", headers)
    return []

# --- case: fc501-for-in-steps select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(0, 1000, 10):
        headers += [(f"X-{i}", "x" * 200)]
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-for-thousand select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(1000):
        headers.append((f"X-{i}", "xxxx"))
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-for-unknown-count select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(len(environ.get("HTTP_X", ""))):
        headers.append((f"X-{i}", "x" * 200))
    start_response("200 OK", headers)
    return []

# --- case: fc501-while select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    i = 0
    while i < 100:
        headers.append((f"X-{i}", "x" * 200))
        i += 1
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-while-few select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    i = 0
    while i < 10:
        headers.append((f"X-{i}", "x" * 200))
        i += 1
    start_response("200 OK", headers)
    return []

# --- case: fc501-extended select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = [("Content-Type", "text/plain")]
    headers.extend(("X-%d" % i, "x" * 200) for i in range(100))
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-dict select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = {f"X-{i}": "x" * 200 for i in range(100)}
    start_response("200 OK", list(headers.items()))  # expect: FC501@5
    return []

# --- case: fc501-dict-that-overwrites select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = {}
    for i in range(100):
        headers["X-Part"] = "x" * 200
    start_response("200 OK", list(headers.items()))
    return []

# --- case: fc501-table select=FC212,FC305,FC501,FC208
VALUES = {"X-A": "a" * 5000, "X-B": "b" * 5000}


def handler(environ, start_response):
    start_response("200 OK", [(name, VALUES[name]) for name in VALUES])  # expect: FC501@5
    return []

# --- case: fc501-concatenated-lists select=FC212,FC305,FC501,FC208
COMMON = [("X-A", "a" * 5000)]


def handler(environ, start_response):
    start_response("200 OK", COMMON + [('X-B', 'b' * 5000)])  # expect: FC501@5
    return []

# --- case: fc501-on-one-path select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    value = "short"
    if environ["PATH_INFO"] == "/long":
        value = "x" * 9000
    start_response("200 OK", [("X-Value", value)])  # expect: FC501
    return []

# --- case: fc501-helper select=FC212,FC305,FC501,FC208
from urllib.parse import quote


def cookies(count):
    return [("Set-Cookie", "c%d=%s" % (i, "v" * 100)) for i in range(count)]


def handler(environ, start_response):
    headers = [("Location", quote(environ["PATH_INFO"]))]
    headers.extend(cookies(100))
    start_response("302 Found", headers)  # expect: FC501
    return []

# --- case: fc501-loop-in-a-helper select=FC212,FC305,FC501,FC208
def padded(headers, count):
    for number in range(count):
        headers.append(("X-Pad-" + str(number), "." * 100))
    return headers


def handler(environ, start_response):
    start_response("200 OK", padded([("Content-Type", "text/plain")], 90))  # expect: FC501
    return [b"ok"]

# --- case: fc501-helper-in-another-file select=FC212,FC305,FC501,FC208
import padding


def handler(environ, start_response):
    start_response("200 OK", padding.headers())  # expect: FC501
    return [b"ok"]
# --- file: padding.py
SIZE = 3000


def headers():
    return [("Content-Type", "text/plain"), ("X-A", "a" * SIZE), ("X-B", "abc" * SIZE)]

# --- case: fc212-file-that-is-there select=FC212,FC305,FC501,FC208
import os


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    name = os.path.basename(path)
    if not os.path.isfile(os.path.join("/srv", name)):
        raise ValueError(name)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "attachment; filename=" + name)])
    return [b"ok"]

# --- case: fc212-file-that-opens select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    with open("/srv" + path, "rb") as file:
        data = file.read()
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "attachment; filename=" + path[1:])])
    return [b"ok"]

# --- case: fc212-path-object select=FC212,FC305,FC501,FC208
import pathlib


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    file = pathlib.Path("/srv", path)
    if not file.exists():
        raise ValueError(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "attachment; filename=" + path[1:])])
    return [b"ok"]

# --- case: fc212-content-type-guessed select=FC212,FC305,FC501,FC208
import mimetypes


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", mimetypes.guess_type(path)[0] or "text/plain")])
    return [b"ok"]

# --- case: fc212-quoted-file-name select=FC212,FC305,FC501,FC208
from urllib.parse import quote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    name = path.rsplit("/", 1)[-1]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "attachment; filename*=UTF-8''" + quote(name))])
    return [b"ok"]

# --- case: fc212-number-from-json select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(data["count"] + 1))])
    return [b"ok"]

# --- case: fc212-number-from-json-formatted select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", f"{data['count']:.2f}")])
    return [b"ok"]

# --- case: fc212-flag-from-json select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", "yes" if data["ok"] else "no")])
    return [b"ok"]

# --- case: fc212-json-key-of-table select=FC212,FC305,FC501,FC208
import json

TYPES = {"a": "text/a", "b": "text/b"}


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", TYPES[data["type"]])])
    return [b"ok"]

# --- case: fc212-json-list select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["names"][0])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-json-item-replaced select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    data["name"] = data["name"].replace("\r", "").replace("\n", "")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["name"])])
    return [b"ok"]

# --- case: fc212-json-text-stripped select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["name"].strip())])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-json-text-cleaned select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = json.loads(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", data["name"].replace("\r", "").replace("\n", ""))])
    return [b"ok"]

# --- case: fc212-allowed-origin select=FC212,FC305,FC501,FC208
ALLOWED = ["https://a.example", "https://b.example"]


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    origin = environ.get("HTTP_ORIGIN", "")
    if origin not in ALLOWED:
        origin = ALLOWED[0]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", origin)])
    return [b"ok"]

# --- case: fc212-cookie-unquoted select=FC212,FC305,FC501,FC208
from urllib.parse import unquote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    name = unquote(environ.get("HTTP_COOKIE", "").partition("=")[2])
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-match-statement select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    match path:
        case "/a":
            kind = "a"
        case _:
            kind = "b"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", kind)])
    return [b"ok"]

# --- case: fc212-enum select=FC212,FC305,FC501,FC208
import enum


class Color(enum.Enum):
    RED = "red"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", Color(path[1:]).value)])
    return [b"ok"]

# --- case: fc212-enum-name select=FC212,FC305,FC501,FC208
import enum


class Color(str, enum.Enum):
    RED = "/red"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    Color(path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-next select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", next(iter(params.get("name", ["x"]))))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-first-of-sorted select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", sorted(params["name"])[0])])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-params-in-try select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    try:
        name = params["name"][0]
    except KeyError:
        name = "x"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-params-guarded-in select=FC212,FC305,FC501,FC208
from urllib.parse import parse_qs, parse_qsl


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    params = parse_qs(environ.get("QUERY_STRING", ""))
    name = params["name"][0] if "name" in params else "x"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", name)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-walrus-check select=FC212,FC305,FC501,FC208
import re


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if (match := re.match("^[a-z]+$", path)) is None:
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-all-characters select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not all(c.isalnum() or c in "-_/" for c in path):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-set-of-characters select=FC212,FC305,FC501,FC208
import string

ALLOWED = set(string.ascii_letters + "/")


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if set(path) - ALLOWED:
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-set-of-characters-subset select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not set(path) <= set("abc/"):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-intersection select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if set("\r\n") & set(path):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-lines-counted select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if len(path.splitlines()) > 1:
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-found select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path.find("\n") >= 0 or path.find("\r") >= 0:
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-counted select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path.count("\n") or path.count("\r"):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-compared-with-cleaned select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if path != "".join(path.split()):
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-compared-with-quoted select=FC212,FC305,FC501,FC208
from urllib.parse import quote


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if quote(path) != path:
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-breaks-in-a-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    for char in ("\r", "\n"):
        if char in path:
            raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-breaks-replaced-in-a-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    for char in "\r\n":
        path = path.replace(char, "")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-control-characters-replaced-in-a-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    for code in range(32):
        path = path.replace(chr(code), "")
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-not-in select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    assert "\n" not in path and "\r" not in path
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-latin-1-bytes-checked select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if b"\n" in path.encode() or b"\r" in path.encode():
        raise ValueError
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path)])
    return [b"ok"]

# --- case: fc212-status-dict select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    code = {"/": 1}.get(path, 2)
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", str(code))])
    return [b"ok"]

# --- case: fc212-hmac select=FC212,FC305,FC501,FC208
import hmac


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", hmac.new(b"k", path.encode(), "sha256").hexdigest())])
    return [b"ok"]

# --- case: fc212-removeprefix select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.removeprefix("/files"))])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-accumulated select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = ""
    for part in path.split("/"):
        text += part + "-"
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", text)])  # expect: FC212@5
    return [b"ok"]

# --- case: fc212-bytes-header-decoded select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", path.encode("latin-1").hex())])
    return [b"ok"]

# --- case: fc212-wsgiref-uri select=FC212,FC305,FC501,FC208
from wsgiref.util import request_uri


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", request_uri(environ))])
    return [b"ok"]

# --- case: fc212-shift-path select=FC212,FC305,FC501,FC208
from wsgiref.util import shift_path_info


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Value", shift_path_info(environ) or "")])
    return [b"ok"]

# --- case: fc212-wsgiref-headers select=FC212,FC305,FC501,FC208
from wsgiref.headers import Headers


def handler(environ, start_response):
    headers = Headers([("Content-Type", "text/plain")])
    headers.add_header("X-A", "1")
    start_response("200 OK", headers.items())
    return [b"ok"]

# --- case: fc305-ascii-tested select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    if not path.isascii():
        raise ValueError
    start_response("200 OK", [("Content-Length", str(len(path)))])
    return [path.encode()]

# --- case: fc305-gzip select=FC212,FC305,FC501,FC208
import gzip


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = gzip.compress(path.encode())
    start_response("200 OK", [("Content-Length", str(len(data)))])
    return [data]

# --- case: fc305-range select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = path.encode()
    start, end = 0, len(data) - 1
    start_response("200 OK", [("Content-Length", str(end - start + 1))])
    return [data[start:end + 1]]

# --- case: fc305-slice select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    data = path.encode()
    start_response("200 OK", [("Content-Length", str(len(data[:100])))])
    return [data[:100]]

# --- case: fc305-rebound select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = path + '!'
    text = text.encode()
    start_response("200 OK", [("Content-Length", str(len(text)))])
    return [text]

# --- case: fc305-encoded-where-needed select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path
    if isinstance(body, str):
        body = body.encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

# --- case: fc305-ascii-or-utf-8 select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    try:
        body = path.encode('ascii')
    except UnicodeEncodeError:
        body = path.encode('utf-8')
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

# --- case: fc305-bytes-of-text select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(len(bytes(path, 'utf-8'))))])
    return [bytes(path, 'utf-8')]

# --- case: fc305-chunks-counted-in-a-loop select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    chunks = [part.encode() for part in path.split('/')]
    total = 0
    for chunk in chunks:
        total += len(chunk)
    start_response("200 OK", [("Content-Length", str(total))])
    return chunks

# --- case: fc305-joined-chunks select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    chunks = [part.encode() for part in path.split('/')]
    start_response("200 OK", [("Content-Length", str(len(b''.join(chunks))))])
    return chunks

# --- case: fc305-max select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", str(max(len(path.encode()), 1)))])
    return [path.encode() or b'-']

# --- case: fc305-padded select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '10')])
    return [path.encode()[:10].ljust(10)]

# --- case: fc305-int-and-back select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path.encode()
    start_response("200 OK", [("Content-Length", str(int(str(len(body)))))])
    return [body]

# --- case: fc305-declared-before-the-body-is-changed select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    body = path.encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body.upper()]

# --- case: fc305-white-space-is-read select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", ' 5 ')])
    return [b'hello']

# --- case: fc305-conditional-body select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", '5' if path else '0')])
    return [b'hello'] if path else []

# --- case: fc305-format-d select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", format(len(path), 'd'))])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-f-string-d select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    path = environ["PATH_INFO"]
    start_response("200 OK", [("Content-Length", f'{len(path):d}')])  # expect: FC305@5
    return [path.encode()]

# --- case: fc305-escaped-template select=FC212,FC305,FC501,FC208
import html

TEMPLATE = "<h1>{name}</h1>"


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    page = TEMPLATE.format(name=html.escape(path))
    start_response("200 OK", [("Content-Length", str(len(page)))])  # expect: FC305@5
    return [page.encode('utf-8')]

# --- case: fc305-newline-added select=FC212,FC305,FC501,FC208
import json


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    text = json.dumps({'path': path})
    start_response("200 OK", [("Content-Length", str(len(text)))])  # expect: FC305@5
    return [text.encode() + b'\n']

# --- case: fc305-head-with-an-empty-body select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = environ["PATH_INFO"].encode()
    headers = [("Content-Length", str(len(body)))]
    if environ["REQUEST_METHOD"] == "HEAD":
        body = b""
    start_response("200 OK", headers)
    return [body]

# --- case: fc305-head-in-a-flag select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    body = b"hello"
    is_head = environ["REQUEST_METHOD"] == "HEAD"
    start_response("200 OK", [("Content-Length", "5")])
    return [] if is_head else [body]

# --- case: fc305-head-in-a-generator select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])
    if environ["REQUEST_METHOD"] == "HEAD":
        return
    yield b"hello"

# --- case: fc305-gzip-middleware select=FC212,FC305,FC501,FC208
import gzip


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


def handler(environ, start_response):
    caught = []

    def catch(status, headers, exc_info=None):
        caught[:] = [status, headers]

    body = gzip.compress(b"".join(app(environ, catch)))
    headers = [(k, v) for k, v in caught[1] if k.lower() != "content-length"]
    headers.append(("Content-Length", str(len(body))))
    start_response(caught[0], headers)
    return [body]

# --- case: fc305-response-class select=FC212,FC305,FC501,FC208
class Response:
    def __init__(self, body, status="200 OK"):
        self.body = body.encode("utf-8") if isinstance(body, str) else body
        self.status = status
        self.headers = [("Content-Type", "text/html")]

    def __call__(self, environ, start_response):
        headers = self.headers + [("Content-Length", str(len(self.body)))]
        start_response(self.status, headers)
        return [self.body]


def handler(environ, start_response):
    return Response("<p>" + environ["PATH_INFO"])(environ, start_response)

# --- case: fc305-response-class-that-counts-text select=FC212,FC305,FC501,FC208
class Response:
    def __init__(self, body):
        self.body = body

    def __call__(self, environ, start_response):
        headers = [("Content-Length", str(len(self.body)))]
        start_response("200 OK", headers)  # expect: FC305
        return [self.body.encode("utf-8")]


def handler(environ, start_response):
    return Response("<p>" + environ["PATH_INFO"])(environ, start_response)

# --- case: fc305-error-after-success select=FC212,FC305,FC501,FC208
import sys


def handler(environ, start_response):
    try:
        start_response("200 OK", [("Content-Length", "2")])
        return [int(environ["PATH_INFO"][1:]).to_bytes(2, "big")]
    except ValueError:
        start_response("400 Bad Request", [("Content-Length", "3")], sys.exc_info())
        return [b"bad"]

# --- case: fc305-yield-from-parts select=FC212,FC305,FC501,FC208
def parts():
    yield b"ab"
    yield b"cd"


def handler(environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])  # expect: FC305
    yield from parts()

# --- case: fc305-body-read-by-the-wrapper select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    stream = environ["wsgi.input"]
    start_response("200 OK", [("Content-Length", "5")])
    return iter(lambda: stream.read(4096), b"")

# --- case: fc501-many-names select=FC212,FC305,FC501,FC208
NAMES = ['X-%d' % i for i in range(300)]


def handler(environ, start_response):
    headers = []
    for name in NAMES:
        headers.append((name, "x"))
    start_response("200 OK", headers)
    return []

# --- case: fc501-many-names-too-many select=FC212,FC305,FC501,FC208
NAMES = ['X-%d' % i for i in range(300)]


def handler(environ, start_response):
    headers = []
    for name in NAMES:
        headers.append((name, "x" * 100))
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-half-of-them select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(200):
        if i % 2:
            continue
        headers.append((f"X-{i}", "x" * 100))
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-loop-that-breaks select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = []
    for i in range(200):
        if i == 3:
            break
        headers.append((f"X-{i}", "x" * 100))
    start_response("200 OK", headers)
    return []

# --- case: fc501-shortened select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    start_response("200 OK", [("X", ("y" * 9000)[:100])])
    return []

# --- case: fc501-popped select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = [("X", "y" * 100)] * 100
    del headers[10:]
    start_response("200 OK", headers)
    return []

# --- case: fc501-list-replaced select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = [("X", "y" * 9000)]
    headers = [("X", "y")]
    start_response("200 OK", headers)
    return []

# --- case: fc501-optional select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    headers = [("X", "y")]
    if environ.get("HTTP_X"):
        headers.append(("Y", "z" * 9000))
    start_response("200 OK", headers)  # expect: FC501@5
    return []

# --- case: fc501-least-of-alternatives select=FC212,FC305,FC501,FC208
def handler(environ, start_response):
    value = "y" * 9000 if environ.get("HTTP_X") else "z" * 10000
    start_response("200 OK", [("X", value)])  # expect: FC501@5
    return []
