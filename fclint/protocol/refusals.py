"""What Python's own types and functions refuse, by the names of the kinds of objects, and what to
do instead: the analysis and the dry run tell of it in the same words.

Source: the library reference of Python, and the behaviour of CPython 3.10 to 3.13.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

# The kinds that functions of the library refuse as their first argument.
TEXT_ONLY = frozenset({"None", "bytes"})
BYTES_ONLY = frozenset({"None", "str", "stream"})
_NO_NONE = frozenset({"None"})
_NO_STREAM = frozenset({"None", "stream"})
REFUSED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "urllib.parse.unquote", "urllib.parse.quote", "urllib.parse.quote_plus",
            "urllib.parse.unquote_to_bytes", "posixpath.join", "os.path.join", "builtins.open",
            "builtins.ord",
        ),
        _NO_NONE,
    ),
    **dict.fromkeys(
        (
            "builtins.len", "json.loads", "base64.b64decode", "base64.urlsafe_b64decode",
            "xml.etree.ElementTree.fromstring",
        ),
        _NO_STREAM,
    ),
    **dict.fromkeys(("urllib.parse.unquote_plus", "html.escape", "html.unescape"), TEXT_ONLY),
    **dict.fromkeys(
        (
            "base64.b64encode", "base64.urlsafe_b64encode", "binascii.hexlify", "zlib.crc32",
            "zlib.compress", "zlib.decompress", "gzip.compress", "gzip.decompress", "hmac.new",
            "_hashlib.openssl_md5", "_hashlib.openssl_sha1", "_hashlib.openssl_sha224",
            "_hashlib.openssl_sha256", "_hashlib.openssl_sha384", "_hashlib.openssl_sha512",
        ),
        BYTES_ONLY,
    ),
    "io.BytesIO": frozenset({"str"}),
    "io.StringIO": frozenset({"bytes"}),
}  # fmt: skip
"""By the qualified name of the function. A ``stream`` is what the body is read from."""
PATTERNS = frozenset(
    {f"re.{name}" for name in ("match", "search", "fullmatch", "findall", "finditer", "split")}
)
"""Functions that look for a pattern, their first argument, in the second."""
NUMERALS = frozenset({"list", "tuple", "dict", "set"})
"""What int() and float() refuse, beside None."""
READS = frozenset({"read", "readline", "readlines", "read1"})
"""Methods of a stream that take a number of bytes, ..."""
NO_SIZE = frozenset({"str", "bytes", "float"})
"""... which is none of these."""

_READ_IT = "read it first: `.read()`"
GIVE_A_DEFAULT = "give `get()` a default, or test for None first"
ARGUMENT_ADVICE = {
    "None": GIVE_A_DEFAULT,
    "bytes": "decode the bytes first",
    "str": "encode the text first",
    "stream": _READ_IT,
}
"""What to do with an argument of a kind that a function refuses."""
TAKE_AN_ITEM = "take an item of it first"
CONVERT = "convert it with int() first"


def is_of_containers(name: str) -> bool:
    """Whether builtin containers and texts, but no stream, have the method ``name``."""
    if name.startswith("_") or hasattr(io.BytesIO, name):
        return False
    return any(hasattr(each, name) for each in (str, bytes, dict, list))


def bare_name(qualified: str) -> str:
    """A function's name as it is written: ``hashlib.md5``, ``os.path.join``, ``len``."""
    bare = qualified.removeprefix("builtins.").replace("_hashlib.openssl_", "hashlib.")
    return bare.replace("posixpath.", "os.path.")


def attribute_advice(kind: str, name: str) -> str:
    """What to do where an object of a kind has no attribute ``name``."""
    if kind == "None":
        return GIVE_A_DEFAULT
    if kind == "bytes" and name == "encode":
        return "these are bytes already"
    if kind == "bytes" and hasattr(str, name):
        return "decode the bytes first"
    if kind == "str" and name == "decode":
        return "this is a str already: leave out `.decode()`"
    if kind == "list" and hasattr(str, name):
        return "take an item of the list first"
    if kind == "stream":
        return _READ_IT
    return ""


def subscript_advice(kind: str) -> str:
    """What to do where an object of a kind doesn't take this subscript."""
    if kind == "None":
        return GIVE_A_DEFAULT
    if kind == "stream":
        return "read and parse it first"
    return "parse it first" if kind in ("str", "bytes") else "subscript it with a number"


def operator_advice(one: str, other: str) -> str:
    """What to do where an operator doesn't take operands of these kinds."""
    kinds = {one, other}
    if "None" in kinds:
        return GIVE_A_DEFAULT
    if "stream" in kinds:
        return _READ_IT
    if kinds == {"str", "bytes"}:
        return "decode the bytes, or write a bytes literal (b'...')"
    is_numeric = kinds & {"int", "float"} or kinds == {"str"}
    return "convert the text with int() first" if is_numeric else ""


def method_advice(own: str, kind: str) -> str:
    """What to do where a method of ``own``, str or bytes, refuses an argument of a kind."""
    if kind == "None":
        return GIVE_A_DEFAULT
    if kind == "str" and own == "bytes":
        return "write a bytes literal (b'...'), or decode the bytes first"
    return "write a str, or decode the bytes first" if kind == "bytes" else ""
