"""What is known of the standard library is right, and unknown where it has to be."""

from __future__ import annotations

import base64
import builtins
import calendar
import email.utils
import html
import importlib.util
import inspect
import json
import os.path
import subprocess
import sys
import textwrap
import urllib.parse
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fclint.analysis.libraries import catalogue, libdata
from fclint.analysis.libraries.catalogue import (
    LibClass,
    LibFunction,
    LibModule,
    LibProperty,
    LibVariable,
)
from fclint.analysis.libraries.typeexpr import (
    BYTES,
    STR,
    UNKNOWN,
    TypeExpr,
    parse,
    substitute,
    union,
)

ROOT = Path(__file__).parent.parent


def function(name: str) -> LibFunction:
    found = catalogue.lookup(name)
    assert isinstance(found, LibFunction), name
    return found


def cls(name: str) -> LibClass:
    found = catalogue.lookup(name)
    assert isinstance(found, LibClass), name
    return found


def method(owner: str, name: str) -> str:
    found = catalogue.attribute(parse(owner), name)
    assert isinstance(found, LibFunction), name
    return str(found.returns)


@pytest.mark.parametrize(
    ("name", "returns"),
    [
        ("json.dumps", "str"),
        ("os.getcwd", "str"),
        ("os.path.exists", "bool"),
        ("os.path.join", "@0"),
        ("os.path.splitext", "@0[tuple[str,str],tuple[bytes,bytes]]"),
        ("os.listdir", "@0[list[str],list[bytes]]"),
        ("os.urandom", "bytes"),
        ("time.time", "float"),
        ("time.strftime", "str"),
        ("base64.b64encode", "bytes"),
        ("binascii.hexlify", "bytes"),
        ("hashlib.md5", "_hashlib.HASH"),
        ("hmac.new", "hmac.HMAC"),
        ("urllib.parse.quote", "str"),
        ("urllib.parse.urlencode", "str"),
        ("urllib.parse.parse_qs", "dict[@0,list[@0]]"),
        ("urllib.parse.urlparse", "@0[urllib.parse.ParseResult,urllib.parse.ParseResultBytes]"),
        ("re.sub", "@0"),
        ("re.match", "@0[re.Match[str]|None,re.Match[bytes]|None]"),
        ("logging.getLogger", "logging.Logger"),
        ("random.randint", "int"),
        ("random.random", "float"),
        ("uuid.uuid4", "uuid.UUID"),
        ("struct.pack", "bytes"),
        ("zlib.compress", "bytes"),
        ("gzip.compress", "bytes"),
        ("traceback.format_exc", "str"),
        ("mimetypes.guess_type", "tuple[str|None,str|None]"),
        ("cgi.parse_header", "tuple[str,dict[str,str]]"),
        ("html.escape", "str"),
        ("email.utils.formatdate", "str"),
        ("math.sqrt", "float"),
        ("pickle.dumps", "bytes"),
        ("secrets.token_hex", "str"),
        ("copy.copy", "=0"),
        ("wsgiref.util.request_uri", "str"),
        ("wsgiref.handlers.format_date_time", "str"),
        ("wsgiref.headers.Headers.items", "list[tuple[str,str]]"),
        ("subprocess.run", "subprocess.CompletedProcess"),
        ("glob.glob", "list[@0]"),
        ("asyncio.sleep", "coroutine"),
        ("len", "int"),
        ("repr", "str"),
        ("print", "None"),
        ("isinstance", "bool"),
        ("sorted", "list"),
        ("bytes.decode", "str"),
        ("str.encode", "bytes"),
        ("str.split", "list[str]"),
        ("str.partition", "tuple[str,str,str]"),
        ("bytes.join", "bytes"),
    ],
)
def test_a_call_gives(name: str, returns: str) -> None:
    assert str(function(name).returns) == returns


@pytest.mark.parametrize(
    "name",
    [
        # Any, or what depends on a literal, on the number of arguments or on other code.
        *("json.loads", "json.load", "pickle.loads", "open", "os.getenv", "dict.get", "dict.pop"),
        *("max", "min", "sum", "next", "iter", "abs", "round", "getattr", "eval", "pow"),
        *("subprocess.check_output", "urllib.request.urlopen", "typing.cast", "functools.reduce"),
        *("xml.etree.ElementTree.tostring", "pathlib.Path.open", "asyncio.run", "operator.add"),
        *("random.choice", "codecs.encode", "tempfile.TemporaryFile", "copy.replace"),
    ],
)
def test_what_depends_on_more_than_types_is_unknown(name: str) -> None:
    assert function(name).returns == UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        *("sys.exit", "os._exit", "os.abort", "os.execv", "os.execle", "os.execvpe"),
        *("_thread.exit", "unittest.TestCase.skipTest", "unittest.TestCase.fail"),
        *("argparse.ArgumentParser.error", "argparse.ArgumentParser.exit"),
    ],
)
def test_a_call_that_never_comes_back(name: str) -> None:
    assert function(name).never_returns


@pytest.mark.parametrize("name", ["exit", "quit"])
def test_the_interactive_exits_never_come_back(name: str) -> None:
    found = catalogue.lookup(name)
    assert isinstance(found, LibVariable)
    called = catalogue.attribute(found.type, "__call__")
    assert isinstance(called, LibFunction)
    assert called.never_returns


@pytest.mark.parametrize("name", ["sys.intern", "os.kill", "signal.raise_signal", "warnings.warn"])
def test_other_calls_come_back(name: str) -> None:
    assert not function(name).never_returns


REAL: list[tuple[str, Callable[..., object], tuple[object, ...]]] = [
    ("json.dumps", json.dumps, ({},)),
    ("html.escape", html.escape, ("<",)),
    ("base64.b64decode", base64.b64decode, ("YQ==",)),
    ("base64.urlsafe_b64encode", base64.urlsafe_b64encode, (b"a",)),
    ("zlib.crc32", zlib.crc32, (b"a",)),
    ("calendar.isleap", calendar.isleap, (2000,)),
    ("calendar.timegm", calendar.timegm, ((2000, 1, 1, 0, 0, 0),)),
    ("email.utils.formatdate", email.utils.formatdate, (0,)),
    ("os.path.join", os.path.join, ("a", "b")),
    ("os.path.join", os.path.join, (b"a", b"b")),
    ("os.path.basename", os.path.basename, (b"a/b",)),
    ("os.fspath", os.fspath, ("a",)),
    ("urllib.parse.quote", urllib.parse.quote, (b"a",)),
    ("urllib.parse.quote_from_bytes", urllib.parse.quote_from_bytes, (b"a",)),
    ("urllib.parse.unquote", urllib.parse.unquote, ("a",)),
    ("urllib.parse.unquote_to_bytes", urllib.parse.unquote_to_bytes, ("a",)),
    ("urllib.parse.urljoin", urllib.parse.urljoin, ("a", "b")),
    ("urllib.parse.parse_qs", urllib.parse.parse_qs, ("a=b",)),
    ("urllib.parse.parse_qsl", urllib.parse.parse_qsl, (b"a=b",)),
    ("urllib.parse.urlsplit", urllib.parse.urlsplit, (b"a",)),
]


def matches(expr: TypeExpr, value: object) -> bool:
    """Whether ``value``, contents included, is of the type that was foretold."""
    if expr.kind == "union":
        return any(matches(member, value) for member in expr.args)
    if isinstance(value, dict) and expr.kind == "dict":
        key, item = expr.args
        return all(matches(key, k) and matches(item, v) for k, v in value.items())
    if isinstance(value, list) and expr.kind == "list":
        return all(matches(expr.args[0], item) for item in value)
    if type(value) is tuple and expr.kind == "tuple":
        return all(map(matches, expr.args, value))
    name = type(value).__qualname__
    return name == expr.kind or f"{type(value).__module__}.{name}" == expr.name


@pytest.mark.parametrize(("name", "real", "arguments"), REAL)
def test_the_real_function_gives_what_is_foretold(
    name: str, real: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    returns = substitute(
        function(name).returns, argument=lambda n: TypeExpr(type(arguments[n]).__name__)
    )
    assert matches(returns, real(*arguments)), returns


def test_no_builtin_method_is_missing_or_made_up() -> None:
    for kind in (str, bytes, int, list, dict, set, tuple, bytearray, float):
        known = cls(kind.__name__)
        for name in dir(kind):
            if not name.startswith("__"):
                assert known.member(name) is not None, f"{kind.__name__}.{name}"
        assert known.member("no_such_method") is None
        assert known.is_complete


def test_str_methods_give_what_they_give() -> None:
    for name in ("upper", "strip", "title", "swapcase", "isdigit", "encode", "split", "splitlines"):
        returned = getattr("Some text", name)()
        assert method("str", name).partition("[")[0] == type(returned).__name__


@pytest.mark.parametrize(
    ("owner", "name", "returns"),
    [
        ("list[str]", "pop", "str"),
        ("list[str]", "copy", "list[str]"),
        ("list", "pop", "?"),
        ("dict[str,int]", "copy", "dict[str,int]"),
        ("re.Match[str]", "start", "int"),
        ("io.BytesIO", "getvalue", "bytes"),
        ("io.BytesIO", "read", "bytes"),
        ("io.StringIO", "getvalue", "str"),
        ("_hashlib.HASH", "hexdigest", "str"),
        ("_hashlib.HASH", "digest", "bytes"),
        ("datetime.datetime", "isoformat", "str"),
        ("datetime.datetime", "replace", "datetime.datetime"),
        ("pathlib.Path", "read_bytes", "bytes"),
        ("collections.OrderedDict[str,int]", "copy", "collections.OrderedDict[str,int]"),
        ("logging.Logger", "info", "None"),
        ("http.client.HTTPResponse", "read", "bytes"),
        ("type[datetime.datetime]", "now", "datetime.datetime"),
    ],
)
def test_a_method_gives(owner: str, name: str, returns: str) -> None:
    assert method(owner, name) == returns


def test_properties_have_types() -> None:
    found = catalogue.attribute(parse("uuid.UUID"), "hex")
    assert isinstance(found, LibProperty)
    assert found.type == STR


def test_aliases_lead_to_definitions() -> None:
    assert cls("json.JSONDecodeError").qualified == "json.decoder.JSONDecodeError"
    assert cls("IOError").qualified == "builtins.OSError"
    assert cls("socket.error").qualified == "builtins.OSError"
    assert cls("io.BytesIO").qualified == "io.BytesIO"
    assert cls("threading.Lock").enter == parse("bool")
    assert isinstance(catalogue.lookup("os.path"), LibModule)
    package = catalogue.lookup("json")
    assert isinstance(package, LibModule)
    assert isinstance(package.members.get("decoder"), LibModule)


@pytest.mark.parametrize("name", ["json.Any", "os.nothing", "nothing", "str.nothing", "json.x.y"])
def test_what_is_not_there_is_none(name: str) -> None:
    assert catalogue.lookup(name) is None


@pytest.mark.parametrize(
    "name", ["ValueError", "KeyError", "UnicodeDecodeError", "BrokenPipeError", "KeyboardInterrupt"]
)
def test_exceptions_have_the_real_bases(name: str) -> None:
    real = [f"builtins.{base.__name__}" for base in getattr(builtins, name).__mro__]
    assert list(catalogue.exception_bases(name)) == real[:-1]
    assert cls(name).is_exception


def test_class_mro_is_pythons() -> None:
    assert catalogue.class_mro("json.decoder.JSONDecodeError")[:3] == (
        "json.decoder.JSONDecodeError",
        "builtins.ValueError",
        "builtins.Exception",
    )
    assert catalogue.class_mro("no.such.Class") == ("no.such.Class",)


def test_enums_have_members_with_values() -> None:
    status = cls("http.HTTPStatus")
    assert status.is_enum
    assert status.enum_members is not None
    assert status.enum_members["NOT_FOUND"] == 404
    assert "builtins.int" in catalogue.class_mro("http.HTTPStatus")
    found = catalogue.lookup("http.HTTPStatus.OK")
    assert isinstance(found, LibVariable)
    assert found.type == parse("http.HTTPStatus")
    phrase = catalogue.attribute(found.type, "phrase")
    assert isinstance(phrase, LibProperty)
    assert phrase.type == STR


@pytest.mark.parametrize(
    ("name", "swallows"),
    [
        ("contextlib.suppress", True),
        ("contextlib._GeneratorContextManager", True),
        ("contextlib.ExitStack", None),
        ("contextlib.closing", False),
        ("contextlib.nullcontext", False),
        ("io.BytesIO", False),
        ("socket.socket", False),
        ("sqlite3.Connection", False),
        ("threading.Lock", False),
        ("concurrent.futures.ThreadPoolExecutor", False),
        ("builtins.str", None),
    ],
)
def test_whether_with_swallows_exceptions(name: str, swallows: bool | None) -> None:
    assert cls(name).exit_swallows is swallows


@pytest.mark.parametrize(
    ("name", "iterable", "item"),
    [
        ("io.BytesIO", True, "bytes"),
        ("io.StringIO", True, "str"),
        ("builtins.bytes", True, "int"),
        ("builtins.dict", True, "$0"),
        ("builtins.enumerate", True, "tuple[int,$0]"),
        ("wsgiref.util.FileWrapper", True, "bytes"),
        ("builtins.int", False, "?"),
        ("datetime.datetime", False, "?"),
        ("re.Match", None, "?"),
    ],
)
def test_what_iteration_gives(name: str, iterable: bool | None, item: str) -> None:
    assert cls(name).iterable is iterable
    assert str(cls(name).item) == item


def test_parameters_are_the_real_ones() -> None:
    for name, real in (("textwrap.dedent", textwrap.dedent), ("html.escape", html.escape)):
        known = function(name).parameters
        assert known is not None
        assert [(p.name, p.kind, p.required) for p in known] == [
            (p.name, p.kind.name, p.default is p.empty and "VAR" not in p.kind.name)
            for p in inspect.signature(real).parameters.values()
        ]


def test_objects_with_any_attribute_are_incomplete() -> None:
    assert not cls("types.SimpleNamespace").is_complete
    assert not cls("argparse.Namespace").is_complete
    assert cls("hmac.HMAC").is_complete


def test_modules_of_the_standard_library() -> None:
    assert all(map(catalogue.is_stdlib, ("json", "os.path", "cgi", "tkinter", "xml.dom.minidom")))
    assert not any(map(catalogue.is_stdlib, ("flask", "numpy", "jsonx")))


def test_every_entry_can_be_decoded() -> None:
    data = json.loads(libdata.DATA.read_bytes())
    for name in data["modules"]:
        module = catalogue.module(name)
        assert module is not None
        for member in module.members:
            found = module.members[member]
            if isinstance(found, LibClass):
                assert len(list(found.members.values())) == len(found.members)


@pytest.mark.parametrize(
    "notation",
    ["?", "!", "Self", "str|None", "re.Match[@1]|None", "tuple[str,...]", "@0[a.B,a.C|None]", "=3"],
)
def test_the_notation_reads_what_it_writes(notation: str) -> None:
    assert str(parse(notation)) == notation


@pytest.mark.parametrize("notation", ["list[", "foo", "list[str", "str]", ""])
def test_what_is_no_notation_is_an_error(notation: str) -> None:
    with pytest.raises(ValueError, match=r"type|stands"):
        parse(notation)


def test_unknown_absorbs_a_union() -> None:
    assert union([STR, UNKNOWN]) == UNKNOWN
    assert union([STR, STR]) == STR
    assert str(union([STR, union([BYTES, STR])])) == "str|bytes"


def test_arguments_decide_between_text_and_data() -> None:
    join = function("os.path.join").returns
    assert substitute(join, argument=lambda _: BYTES) == BYTES
    assert substitute(join, argument=lambda _: parse("pathlib.Path")) == UNKNOWN
    assert str(substitute(join, argument=lambda _: parse("str|bytes"))) == "str|bytes"


def test_importing_reads_no_data() -> None:
    program = (
        "import sys, fclint.analysis.libraries.catalogue\n"
        "assert 'fclint.analysis.libraries.libdata' not in sys.modules\n"
        "assert 'fclint.analysis.libraries.frameworks' not in sys.modules\n"
        "assert 'typeshed_client' not in sys.modules\n"
        "fclint.analysis.libraries.catalogue.lookup('json.dumps')\n"
        "assert 'fclint.analysis.libraries.libdata' in sys.modules\n"
        "assert 'typeshed_client' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("typeshed_client") is None, reason="needs typeshed_client"
)
def test_the_data_file_is_what_the_generator_writes() -> None:
    from importlib.metadata import version

    stored = json.loads(libdata.DATA.read_bytes())
    assert "Apache License" in stored["about"]
    if stored["typeshed_client"] != version("typeshed_client"):
        pytest.skip("made with another version of typeshed_client")
    script = ROOT / "scripts" / "generate_library.py"
    subprocess.run([sys.executable, str(script), "--check"], check=True, timeout=300)
