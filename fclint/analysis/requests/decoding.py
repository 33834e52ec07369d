"""Library functions and request data: which hand it on, which decode it, which are checks of it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from fclint.analysis.arguments import Arguments
from fclint.analysis.builtin.matches import PATTERN, constant_pattern
from fclint.analysis.builtin.text import composed, origin_of_all
from fclint.analysis.domain.completions import Outcome, Special
from fclint.analysis.domain.heap import DictObject, ListObject
from fclint.analysis.domain.shapes import Ref, single
from fclint.analysis.domain.shapes import text as literal
from fclint.analysis.domain.state import State
from fclint.analysis.domain.terms import Composed, Operand
from fclint.analysis.requests.taint import (
    BREAKS,
    combined,
    decoded,
    is_tainted,
    marked,
    origin,
    tainted,
)
from fclint.analysis.requests.taint_checks import handed_over, of_verdicts, verdict
from fclint.values import Bytes, Instance, Origin, Sequence, Str, Unknown, Value

if TYPE_CHECKING:
    from fclint.analysis.interpreter import Interpreter

_HANDING_ON = (
    "html.escape", "html.unescape", "posixpath.", "genericpath.", "ntpath.",
    "urllib.parse.urljoin", "urllib.parse.urlsplit", "urllib.parse.urlparse",
    "urllib.parse.urldefrag", "urllib.parse.urlunsplit", "urllib.parse.urlunparse",
    "textwrap.dedent", "unicodedata.normalize",
)  # fmt: skip
"""What these give holds what they are given."""
_DECODING = (
    "urllib.parse.unquote", "base64.b64decode", "base64.urlsafe_b64decode",
    "base64.standard_b64decode", "base64.b32decode", "base64.b16decode", "base64.decodebytes",
    "base64.a85decode", "base64.b85decode", "binascii.a2b_", "binascii.unhexlify",
    "html.unescape", "quopri.decodestring", "zlib.decompress", "gzip.decompress",
)  # fmt: skip
"""What these give may hold CR and LF although what they are given does not."""
_CHECKING = (
    "uuid.", "ipaddress.", "datetime.", "_datetime.", "decimal.", "_decimal.", "fractions.",
    "zoneinfo.", "codecs.lookup", "time.strptime", "builtins.int", "builtins.float",
    "builtins.complex", "ast.literal_eval", "locale.", "os.stat", "posix.stat", "os.listdir",
    "posix.listdir", "genericpath.getsize", "genericpath.getmtime", "genericpath.samefile",
)  # fmt: skip
"""These raise an exception for text with anything else in it than they can read, and for names of
files that aren't there."""
_TELLING_NOTHING = ("logging.", "builtins.print", "builtins.len", "builtins.hash", "builtins.id",
                    "traceback.", "hashlib.", "_hashlib.", "hmac.", "warnings.",
                    "time.sleep")  # fmt: skip
"""What these give says nothing about CR and LF in what they are given."""
_ASCII = (
    "base64.", "binascii.", "hashlib.", "_hashlib.", "hmac.", "secrets.token_", "uuid.",
    "urllib.parse.quote", "urllib.parse.urlencode", "time.", "datetime.", "_datetime.",
    "email.utils.format", "builtins.bytes.hex", "builtins.float.hex", "wsgiref.handlers.format",
    "platform.python_version", "json.dumps", "builtins.hex", "builtins.oct", "builtins.bin",
    "http.client.responses", "uuid.UUID",
)  # fmt: skip
"""Functions and methods whose text (or encoded bytes) is ASCII."""

_ENCODING = (
    "base64.b64encode", "base64.urlsafe_b64encode", "base64.standard_b64encode",
    "base64.b32encode", "base64.b16encode", "base64.encodebytes", "base64.a85encode",
    "base64.b85encode", "binascii.b2a_", "binascii.hexlify",
)  # fmt: skip
"""Functions whose bytes are ASCII."""


def given_back(
    state: State, qualified: str, result: Value, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What the library function ``qualified`` gave, with what it holds of request data."""
    result = _plain(result, qualified)
    given = arguments.values()
    found = origin_of_all(given)
    if found is None:
        return of_verdicts(state, result, given, node)
    if qualified.startswith(_DECODING):
        name = qualified.rpartition(".")[2]
        return marked(state, result, decoded(found, f"{name}()"))
    if qualified.startswith(_HANDING_ON) and result.may_be(Str, Bytes, Sequence, Instance):
        made = _with_item(marked(state, result, found), found)
        term = composed("join", literal(qualified), *given)
        return made if term is None else Value(made.shapes, term)
    dangerous = tainted(given)
    if dangerous and qualified.startswith(_CHECKING):
        handed_over(state, dangerous)
    elif dangerous and not qualified.startswith(_TELLING_NOTHING):
        return verdict(state, node, result, dangerous)
    return result


def _plain(result: Value, qualified: str) -> Value:
    """Text that is known to be ASCII by the function that made it."""
    if not qualified.startswith(_ASCII):
        return result
    if result.must_be(Str):
        shapes = tuple(
            replace(shape, ascii=shape.value is None) if isinstance(shape, Str) else shape
            for shape in result.shapes
        )
        return Value(shapes, result.term)
    if qualified == "base64.encodebytes":
        result = Value((Bytes((None, b"\n")),), result.term)  # each line of it ends so
    if result.must_be(Bytes) and result.term is not None and qualified.startswith(_ENCODING):
        return Value(result.shapes, Composed("ascii", (Operand(result),)))
    return result


def _with_item(result: Value, found: Origin) -> Value:
    """The parts of a URL hold what the URL holds."""
    shapes = tuple(
        replace(shape, item=Value((Str(origin=found),)))
        if isinstance(shape, Instance) and shape.name.startswith("urllib.parse.")
        else shape
        for shape in result.shapes
    )
    return Value(shapes, result.term)


def part_of(shape: Instance, data: Value, state: State) -> Value:
    """An attribute of a URL that was taken apart, or any other object."""
    if shape.item is None or not shape.name.startswith("urllib.parse."):
        return data
    return marked(state, data, origin(shape.item))


# --- functions with a semantics of their own


def _parse_qs(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``parse_qs(text)``: a dict of lists."""
    item = _decoded_item(state, arguments, "parse_qs()")
    if item is None:
        return None
    interp.may_throw(state, node, "builtins.ValueError")
    values = state.allocate(node, ListObject("list", None, item, nonempty=True))
    thing = DictObject("dict", {}, rest=(item, Value((Ref(values),))))
    return [(state, Value((Ref(state.allocate(node, thing)),)))]


def _parse_qsl(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``parse_qsl(text)``: a list of pairs."""
    item = _decoded_item(state, arguments, "parse_qsl()")
    if item is None:
        return None
    interp.may_throw(state, node, "builtins.ValueError")
    pair = Value((Sequence("tuple", (item, item), item),))
    thing = ListObject("list", None, pair)
    return [(state, Value((Ref(state.allocate(node, thing)),)))]


def _decoded_item(state: State, arguments: Arguments, name: str) -> Value | None:
    """A part of a form or query string; None where that isn't known to be text."""
    given = arguments.get(0, "qs")
    value = state.resolve(given) if given is not None else None
    if value is None or not value.may_be(Str, Bytes) or value.may_be(Unknown):
        return None
    found = origin(value)
    mark = decoded(found, name) if found is not None else None
    kinds = dict.fromkeys(type(shape) for shape in value.shapes if isinstance(shape, (Str, Bytes)))
    return Value(tuple(kind(origin=mark) for kind in kinds))


def _json(name: str) -> Special:
    """``json.loads(text)``, ``json.load(file)``: something that holds what the request says."""

    def read(
        interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
    ) -> list[Outcome] | None:
        interp.may_throw(state, node, "json.decoder.JSONDecodeError")
        interp.may_throw(state, node, "builtins.TypeError")
        result = interp.opaque(state, node)
        given = state.resolve(arguments.positional[0]) if arguments.positional else None
        found = origin(given)
        for shape in given.shapes if given is not None and found is None else ():
            if isinstance(shape, Instance) and shape.name.startswith("io."):
                found = origin(shape.item)
        if found is not None:
            result = marked(state, result, decoded(found, f"json.{name}()"))
        return [(state, result)]

    return read


def _json_dumps(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    interp.may_throw(state, node, "builtins.TypeError")
    ensure = arguments.get(-1, "ensure_ascii")
    plain = ensure is None or single(state.resolve(ensure)) == (True, True)
    made = Value((Str(nonempty=True, ascii=plain and not arguments.more_keywords),))
    return [(state, interp.identified(state, made, node))]


def _compile(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``re.compile(pattern, flags)``: the pattern is remembered in its identity."""
    if not arguments.positional or not all(single(each)[0] for each in arguments.values()):
        return None
    pattern = single(arguments.positional[0])[1]
    if not isinstance(pattern, (str, bytes)):
        return None
    texts = Value((Str(),) if isinstance(pattern, str) else (Bytes(),))
    made = Value((Instance(PATTERN, iterable=False, item=texts),))
    operands = tuple(Operand(Value(each.shapes)) for each in arguments.values())
    return [(state, Value(made.shapes, Composed("re.compile", operands)))]


def _sub(
    interp: Interpreter, state: State, arguments: Arguments, node: cst.CSTNode
) -> list[Outcome] | None:
    """``re.sub(pattern, replacement, text)``."""
    pattern, replacement, subject = (
        arguments.get(index, name) for index, name in enumerate(("pattern", "repl", "string"))
    )
    if pattern is None or replacement is None or subject is None:
        return None
    return substituted(interp, state, pattern, replacement, subject, node)


def substituted(
    interp: Interpreter,
    state: State,
    pattern: Value,
    replacement: Value,
    subject: Value,
    node: cst.CSTNode,
) -> list[Outcome] | None:
    """What replacing all matches of a pattern leaves; None where it holds no request data."""
    subject, replacement = state.resolve(subject), state.resolve(replacement)
    found = combined(origin(subject), origin(replacement))
    if found is None or not found.breaks:
        return None
    removed = _removed_by(pattern)
    left = "".join(char for char in found.breaks if char not in removed)
    if not single(replacement)[0] and not is_tainted(replacement):
        left = ""
    kind = Bytes if subject.must_be(Bytes) else Str
    made = Value((kind(origin=replace(found, breaks=left)),))
    return [(state, interp.identified(state, made, node))]


def _removed_by(pattern: Value) -> str:
    """Which of CR and LF a constant pattern matches; both where it isn't known."""
    known = constant_pattern(pattern)
    if known is None or len(known[0]) > 1000:
        return BREAKS
    text, flags = known
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            matches: Callable[[str], object] = re.compile(text, flags).search
            return "".join(char for char in BREAKS if matches(char))
    except (re.error, ValueError, OverflowError):
        return BREAKS


FUNCTIONS: dict[str, Special] = {
    "urllib.parse.parse_qs": _parse_qs,
    "urllib.parse.parse_qsl": _parse_qsl,
    "json.loads": _json("loads"),
    "json.load": _json("load"),
    "json.dumps": _json_dumps,
    "re.compile": _compile,
    "re.sub": _sub,
}
"""Library functions of this file, for the table of those with a semantics of their own."""
