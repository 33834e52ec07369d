"""What each rule's fix makes of code: and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fclint.linter import lint_source
from fclint.registry import load_rules
from fclint.rule import Example, Rule
from fixing import NAME, codes, fix, fixed
from robustness_settings import MORE, RANDOM

START = "start_response('200 OK', [('Content-Type', 'text/plain')])"


def in_handler(*lines: str, start: str = START) -> str:
    body = "".join(f"    {line}\n" for line in (start, *lines))
    return f"import json\n\n\ndef handler(environ, start_response):\n{body}"


def body_of(source: bytes) -> str:
    """The last statement of the handler."""
    return source.decode().partition(f"    {START}\n    ")[2].rstrip("\n")


# --- every rule's own examples


def examples_with_fixes() -> Iterator[object]:
    for rule in load_rules():
        for example in rule.reported:
            if rule.fixable != "no" and not getattr(example, "files", None):
                yield pytest.param(rule, example, id=f"{rule.code}: {example.title}")


@pytest.mark.parametrize(("rule", "example"), list(examples_with_fixes()))
def test_after_a_fix_the_finding_is_gone_and_no_new_one_is_there(
    rule: Rule, example: Example
) -> None:
    data = example.source.encode()
    findings = lint_source(data, NAME, target=example.target)
    fixes = [each.fix for each in findings if each.code == rule.code and each.fix is not None]
    assert all(each.safe == (rule.fixable == "safe") for each in fixes)
    after = fixed(data, unsafe=True, target=example.target)
    assert codes(after, example.target)[rule.code] <= codes(data, example.target)[rule.code] - len(
        fixes
    )


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_what_a_rule_says_of_its_fixes_is_true(rule: Rule) -> None:
    """A rule that says it fixes does so in one of its examples at least; another never does."""
    kinds = {
        "safe" if finding.fix.safe else "unsafe"
        for example in rule.reported
        if not getattr(example, "files", None)
        for finding in lint_source(
            example.source.encode(), NAME, target=example.target, extend_select=[rule.code]
        )
        if finding.code == rule.code and finding.fix is not None
    }
    assert kinds == (set() if rule.fixable == "no" else {rule.fixable})


@pytest.mark.parametrize(
    "example",
    [each for rule in load_rules() for each in rule.clean],
    ids=lambda example: example.title,
)
def test_clean_code_is_left_as_it_is(example: Example) -> None:
    data = example.source.encode()
    assert fixed(data, unsafe=True, target=example.target) == data


# --- FC301, FC303, FC304


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return 'hello'", "return [b'hello']"),
        ('return "hello"', 'return [b"hello"]'),
        ("return ''", "return [b'']"),
        ("return ('hello')", "return ([b'hello'])"),
        ("return u'hello'", "return [b'hello']"),
        (r"return r'a\d'", r"return [br'a\d']"),
        (r"return 'tab\t\x41\'\"'", r"return [b'tab\t\x41\'\"']"),
        ("return 'é'", "return ['é'.encode()]"),
        (r"return '\u00e9'", r"return ['\u00e9'.encode()]"),
        (r"return '\xe9'", r"return ['\xe9'.encode()]"),
        (r"return '\N{BULLET}'", r"return ['\N{BULLET}'.encode()]"),
        ("return 'a' 'b'", "return [b'a' b'b']"),
        ("return ('a'  # one\n        'b')", "return ([b'a'  # one\n        b'b'])"),
        ("return ('a'\n        'é')", "return ([('a'\n        'é').encode()])"),
        ("return '''a\n\\tb'''", "return [b'''a\n\\tb''']"),
        ("return f'{json!r}'", "return [f'{json!r}'.encode()]"),
        ("return 'a' f'{json!r}'", "return [('a' f'{json!r}').encode()]"),
        ("return json.dumps({})", "return [json.dumps({}).encode()]"),
        ("return environ['PATH_INFO']", "return [environ['PATH_INFO'].encode()]"),
        ("return 'a' + environ['PATH_INFO']", "return [('a' + environ['PATH_INFO']).encode()]"),
        ("return 'a %s' % json", "return [('a %s' % json).encode()]"),
        ("return ', '.join(['a', 'b'])", "return [', '.join(['a', 'b']).encode()]"),
        ("return 'a' if environ['PATH_INFO'] else 'b'",
         "return [('a' if environ['PATH_INFO'] else 'b').encode()]"),
        ("return (text := 'a')", "return ([(text := 'a').encode()])"),
        ("return environ['PATH_INFO'] or 'b'", "return [(environ['PATH_INFO'] or 'b').encode()]"),
        ("return json.dumps({  # one\n        'a': 1,\n    })",
         "return [json.dumps({  # one\n        'a': 1,\n    }).encode()]"),
        ("return 'hello'  # a comment\t ", "return [b'hello']  # a comment\t "),
        ("return b'hello'", "return [b'hello']"),
        ("return json.dumps({}).encode()", "return [json.dumps({}).encode()]"),
        ("return 'é'.encode('gbk')", "return ['é'.encode('gbk')]"),
        ("return b'a' + b'b'", "return [b'a' + b'b']"),
        ("return (data := b'a')", "return ([data := b'a'])"),
        ("return ['hello']", "return [b'hello']"),
        ("return ('hello',)", "return (b'hello',)"),
        ("return 'a', 'é'", "return b'a', 'é'.encode()"),
        ("return ['a', b'b', f'{json!r}']", "return [b'a', b'b', f'{json!r}'.encode()]"),
        ("return ['a' + environ['PATH_INFO'],  # one\n        'b']",
         "return [('a' + environ['PATH_INFO']).encode(),  # one\n        b'b']"),
        ("yield 'hello'", "yield b'hello'"),
        ("yield 'a' + environ['PATH_INFO']", "yield ('a' + environ['PATH_INFO']).encode()"),
        ("yield ('a' + environ['PATH_INFO'])", "yield (('a' + environ['PATH_INFO']).encode())"),
        ("x = yield 'hello'", "x = yield b'hello'"),
        ("for each in ('a', 'b'):\n        yield each",
         "for each in ('a', 'b'):\n        yield each.encode()"),
    ],
)  # fmt: skip
def test_bodies(before: str, after: str) -> None:
    source = in_handler(before)
    assert body_of(fixed(source.encode())) == after.rstrip("\n")


@pytest.mark.parametrize(
    "lines",
    [
        ["body = 'a' if environ['PATH_INFO'] else [b'a']", "return body"],
        ["return 'a' if environ['PATH_INFO'] else [b'a']"],
        ["return 'a' if environ['PATH_INFO'] else app(environ, start_response)"],
        ["return app(environ, start_response) or 'a'"],
        ["return 'a' and json.loads('1') or 'b'"],
        ["return 'a' if environ['PATH_INFO'] else b'a'"],
        ["return ['a', 42]"],
        ["body = ['a']", "return body"],
        ["return [line for line in ('a', 'b')]"],
        ["return map(str, range(3))"],
        ["return bytearray(b'a')"],
        ["return {'a': 'b'}"],
        ["return None"],
        ["yield from ['a', 'b']"],
    ],
)
def test_bodies_that_are_left_to_their_author(lines: list[str]) -> None:
    source = in_handler(*lines).replace("import json\n", "import json\nfrom acme import app\n")
    assert fixed(source.encode(), unsafe=True) == source.encode()


SHARED = """\
def respond(body, environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return body


def first(environ, start_response):
    return respond('text', environ, start_response)


def second(environ, start_response):
    return respond({second}, environ, start_response)
"""


def test_a_function_that_handlers_share_is_fixed_where_it_is_right_for_all() -> None:
    agreed = SHARED.format(second="'other text'").encode()
    assert fixed(agreed) == agreed.replace(b"return body", b"return [body.encode()]")
    for other in ("[b'bytes']", "b'bytes'", "unknown"):
        source = SHARED.format(second=other).encode()
        assert fixed(source) == source


def test_a_handler_whose_result_is_used_elsewhere_is_left_alone() -> None:
    source = b"""\
def page(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'text'


def handler(environ, start_response):
    if environ['PATH_INFO'] == '/length':
        return [str(len(page(environ, start_response))).encode()]
    return page(environ, start_response)
"""
    assert codes(source)["FC301"] == 1
    assert fixed(source) == source


def test_a_generator_that_others_use_is_left_alone() -> None:
    source = b"""\
def rows(names):
    for name in names:
        yield '<li>' + name


def handler(environ, start_response):
    length = len(''.join(rows(['one'])))
    start_response('200 OK', [('Content-Type', 'text/html'), ('X-Length', str(length))])
    yield from rows(['one'])
"""
    assert codes(source)["FC303"] == 1
    assert fixed(source) == source


def test_each_view_of_a_dispatcher_is_fixed() -> None:
    source = f"""\
def home(environ, start_response):
    {START}
    return 'home'


def about(environ, start_response):
    {START}
    return 'about'


def handler(environ, start_response):
    view = {{'/': home}}.get(environ['PATH_INFO'], about)
    return view(environ, start_response)
""".encode()
    after = source.replace(b"return 'home'", b"return [b'home']")
    assert fixed(source) == after.replace(b"return 'about'", b"return [b'about']")


# --- FC205, FC206, FC207


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status='200 OK', headers=H", "'200 OK', H"),
        ("'200 OK', headers=H", "'200 OK', H"),
        ("'200 OK', response_headers=H", "'200 OK', H"),
        ("'200 OK', headers=H, exc_info=None", "'200 OK', H, None"),
        ("status = '200 OK' , headers = (H)", "'200 OK' , (H)"),
        ("headers=H, status='200 OK'", "'200 OK', H"),
        ("headers=[('A', 'b')], status='200 OK'", "'200 OK', [('A', 'b')]"),
        ("\n        status='200 OK',  # fine\n        headers=H,\n    ",
         "\n        '200 OK',  # fine\n        H,\n    "),
        ("200, H", "'200 OK', H"),
        ("404, H", "'404 Not Found', H"),
        ("413, H", "'413 Content Too Large', H"),
        ('"404", H', '"404 Not Found", H'),
        ("b'200 OK', H", "'200 OK', H"),
        ("b'404', H", "'404 Not Found', H"),
        ("' 200 OK ', H", "'200 OK', H"),
        ("status=200, headers=H", "'200 OK', H"),
        ("'200 OK', {'A': 'b'}", "'200 OK', [('A', 'b')]"),
        ("'200 OK', {}", "'200 OK', []"),
        ("'200 OK', {'A': 'b', **{'C': 'd'}}", "'200 OK', list({'A': 'b', **{'C': 'd'}}.items())"),
        ("'200 OK', {'A': 'b', 'A': 'c'}", "'200 OK', list({'A': 'b', 'A': 'c'}.items())"),
        ("'200 OK', {\n        'A': 'b',  # one\n        'C': T,\n    }",
         "'200 OK', [\n        ('A', 'b'),  # one\n        ('C', T),\n    ]"),
        ("'200 OK', {'A': 5}", "'200 OK', [('A', '5')]"),
        ("'200 OK', {b'A': b'c'}", "'200 OK', [('A', 'c')]"),
        ("'200 OK', (('A', 'b'),)", "'200 OK', [('A', 'b')]"),
        ("'200 OK', (('A', 'b'), ('C', T))", "'200 OK', [('A', 'b'), ('C', T)]"),
        ("'200 OK', ()", "'200 OK', []"),
        ("'200 OK', ('A', 'b')", "'200 OK', [('A', 'b')]"),
        ("'200 OK', [['A', 'b']]", "'200 OK', [('A', 'b')]"),
        ("'200 OK', [('A', 5), (b'C', b'd')]", "'200 OK', [('A', '5'), ('C', 'd')]"),
        ('"200 OK", [("A", 5)]', '"200 OK", [("A", "5")]'),
        ("'200 OK', {'A': 'b'}.items()", "'200 OK', list({'A': 'b'}.items())"),
    ],
)  # fmt: skip
def test_calls_of_start_response(before: str, after: str) -> None:
    source = (
        "H = [('A', 'b')]\nT = 't'\n\n\ndef handler(environ, start_response):\n"
        f"    start_response({before})\n    return []\n"
    )
    assert fixed(source.encode()) == source.replace(before, after).encode()


@pytest.mark.parametrize(
    "arguments",
    [
        "'OK', H",
        "299, H",
        "'', H",
        "HTTPStatus.OK, H",
        "CODE, H",
        "'200 OK'",
        "*('200 OK',), headers=H",
        "headers=make(), status=make()",
        "headers=H,  # the headers\n        status='200 OK'",
        "status='200 OK', headers=H, body=b''",
        "'200 OK', MAPPING",
        "'200 OK', None",
        "'200 OK', [('A', len('b'))]",
        "'200 OK', [('A', 'b', 'c')]",
        "'200 OK', ('A', 'b', 'c')",
        "'200 OK', ['A', 'b']",
        "'200 OK', [('A', b'\\xff')]",
        "'200 OK', [('A', None)]",
    ],
)
def test_calls_that_are_left_to_their_author(arguments: str) -> None:
    source = (
        "from http import HTTPStatus\n\nfrom acme import make\n\nH = [('A', 'b')]\nCODE = 200\n"
        "MAPPING = {'A': 'b'}\n\n\ndef handler(environ, start_response):\n"
        f"    start_response({arguments})\n    return []\n"
    )
    assert fixed(source.encode(), unsafe=True) == source.encode()


def test_a_call_through_a_partial_object_is_left_alone() -> None:
    source = (
        b"from functools import partial\n\n\ndef handler(environ, start_response):\n"
        b"    reply = partial(start_response, 200)\n    reply(headers=[])\n    return []\n"
    )
    assert {"FC205", "FC206"} <= codes(source).keys()
    assert fixed(source) == source


# --- FC401


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("environ['HTTP_X']", "environ.get('HTTP_X', '')"),
        ('environ["HTTP_X"]', 'environ.get("HTTP_X", "")'),
        ("environ[ 'HTTP_X' ]", "environ.get('HTTP_X', '')"),
        ("environ[KEY]", "environ.get(KEY, '')"),
        ("dict(environ)['HTTP_X']", "dict(environ).get('HTTP_X', '')"),
        ("f\"{environ['HTTP_X']}\"", "f\"{environ.get('HTTP_X', '')}\""),
    ],
)
def test_lookups(before: str, after: str) -> None:
    source = f"KEY = 'HTTP_X'\n{in_handler(f'return [{before}.encode()]')}"
    assert fixed(source.encode(), unsafe=True) == source.replace(before, after).encode()
    assert fixed(source.encode()) == source.encode()


@pytest.mark.parametrize(
    "line",
    [
        "environ['HTTP_X'] += 'a'",
        "del environ['HTTP_X']",
        "environ.pop('HTTP_X')",
        "x = f'{environ[KEY]}'",
        "x = environ[  # which\n        'HTTP_X']",
    ],
)
def test_lookups_that_are_left_to_their_author(line: str) -> None:
    source = f"KEY = 'HTTP_X'\n{in_handler(line, 'return []')}"
    assert codes(source.encode())["FC401"] == 1
    assert fixed(source.encode(), unsafe=True) == source.encode()


# --- FC402, FC403, FC405


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("environ.get('USER_AGENT', '')", "environ.get('HTTP_USER_AGENT', '')"),
        ('environ.get("X-Token", "")', 'environ.get("HTTP_X_TOKEN", "")'),
        ("environ.get('QUERYSTRING', '')", "environ.get('QUERY_STRING', '')"),
        ("int(environ.get('CONTENT_LENGTH', ''))", "int(environ.get('CONTENT_LENGTH', '') or 0)"),
        ("int(environ.get('CONTENT_LENGTH'))", "int(environ.get('CONTENT_LENGTH') or 0)"),
        ("environ['fc.context'].aws_request_id", "environ['fc.context'].request_id"),
    ],
)
def test_names_and_lengths(before: str, after: str) -> None:
    source = in_handler(f"x = {before}", "return [str(x).encode()]")
    assert fixed(source.encode(), unsafe=True) == source.replace(before, after).encode()
    assert fixed(source.encode()) == source.encode()


@pytest.mark.parametrize(
    "expression",
    [
        "environ.get('fc.request_id', '')",
        "environ.get('USER' '_AGENT', '')",
        "environ.get(KEY, '')",
        "int(environ.get('CONTENT_LENGTH'), 10)",
        "environ['fc.context']['request_id']",
        "environ['fc.context'].logger.info('x')",
    ],
)
def test_names_and_lengths_that_are_left_to_their_author(expression: str) -> None:
    source = "KEY = 'USER_AGENT'\n" + in_handler(f"x = {expression}", "return [str(x).encode()]")
    assert fixed(source.encode(), unsafe=True) == source.encode()


# --- FC007


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return []  # noqa: FC301", "return []"),
        ("return []\t#noqa:fc301", "return []"),
        ("return []  # noqa: FC301, E501", "return []  # noqa: E501"),
        ("return []  # noqa: E501,FC301", "return []  # noqa: E501"),
        ("return []  # noqa: E501 FC301 W1", "return []  # noqa: E501 W1"),
        ("return []  # noqa: FC301,FC302", "return []"),
        ("return 'a'  # noqa: FC301,FC302,FC304", "return 'a'  # noqa: FC301"),
        ("return 'a'  # noqa: FC302,FC301,FC304", "return 'a'  # noqa: FC301"),
        ("return 'a'  # noqa: FC3,FC4", "return 'a'  # noqa: FC3"),
        ("return []  # type: ignore  # noqa: FC301", "return []  # type: ignore"),
        ("return []  # noqa: FC301  # pylint: disable=all", "return []  # pylint: disable=all"),
        ("return []  # noqa: FC301 because it is", "return []  # because it is"),
        ("return []  # fclint: ignore[FC301]", "return []"),
        ("return 'a'  # fclint: ignore[FC301, FC2]", "return 'a'  # fclint: ignore[FC301]"),
        ("# noqa: FC301\n    return []", "return []"),
    ],
)
def test_suppressions(before: str, after: str) -> None:
    source = in_handler(before)
    assert codes(source.encode())["FC007"] == 1
    assert body_of(fixed(source.encode())) == after


@pytest.mark.parametrize(
    "comment",
    [
        "noqa",
        "noqa: E501",
        "noqa: FC104",
        "noqa: FC901",
        "noqa: FC",
        "noqa: FC301, FC007",
        "fclint: ignore",
        "fclint: ignore[E501]",
        "see noqa: FC301 elsewhere'",
    ],
)
def test_suppressions_that_are_left_alone(comment: str) -> None:
    source = in_handler(f"return 'a'  # {comment}")
    assert codes(source.encode())["FC007"] == 0


# --- whatever the file is like


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "\ufeff"),
        ("latin-1", "# -*- coding: latin-1 -*-\n"),
        ("gbk", "# coding: gbk\n"),
    ],
)
def test_nothing_but_the_expression_changes(encoding: str, head: str, newline: bytes) -> None:
    word = "\u4e2d" if encoding == "gbk" else "é"
    text = (
        f"{head}# {word}  \n\n\x0c\ndef handler(environ, start_response):  # \t \n"
        f"\tstart_response('200 OK', {{'Content-Type': 'a/b',\t# {word}\n\t\t'Y': 'z'}})   \n"
        f"\tif environ['PATH_INFO']: return '{word}' ;\n"
        f"\treturn ('{word}'\n\t\t'a')\n\n\n# the end \t"
    )
    changed = (
        text.replace("{'Content-Type': 'a/b',", "[('Content-Type', 'a/b'),")
        .replace("'Y': 'z'}", "('Y', 'z')]")
        .replace(f"return '{word}' ;", f"return ['{word}'.encode()] ;")
        .replace(f"('{word}'\n\t\t'a')", f"([('{word}'\n\t\t'a').encode()])")
    )
    before, after = (each.encode(encoding).replace(b"\n", newline) for each in (text, changed))
    assert fixed(before) == after


def test_mixed_line_ends_stay_mixed() -> None:
    source = (
        b"def handler(environ, start_response):\r\n    start_response('200 OK', {\r\n"
        b"        'A': 'b',\n        'C': 'd',\r})\n    return []\r"
    )
    after = source.replace(b"{", b"[").replace(b"}", b"]")
    after = after.replace(b"'A': 'b'", b"('A', 'b')").replace(b"'C': 'd'", b"('C', 'd')")
    assert fixed(source) == after


def test_an_encoding_that_bends_ascii_is_left_alone() -> None:
    source = b"# coding: utf-7\n" + in_handler("return 'a'").encode()
    assert fixed(source) == source


def test_a_fix_that_would_uncover_another_mistake_is_left_out() -> None:
    source = in_handler("return [b'']", start="start_response(404, headers=None)").encode()
    result = fix(source)
    assert b"'404 Not Found', None" in result.contents[NAME]
    source = in_handler(
        "return [int(environ['CONTENT_LENGTH']) * b'']",
        start="start_response('204 No Content', response_headers=[('Content-Type', 'a/b')])",
    ).encode()
    result = fix(source)
    assert result.contents[NAME] == source
    assert [finding.code for finding, _ in result.refused] == ["FC205"]


TEXTS = st.sampled_from(
    ["'a'", '"é"', "f'{environ!r}'", "json.dumps(1)", "'a' 'b'", "str(1)", "'%s' % 1", "name"]
)
EXPRESSIONS = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.builds("{} + {}".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("{} if environ['PATH_INFO'] else {}".format, inner, inner),
        st.builds("({}).strip()".format, inner),
        st.builds("{} or\\\n        {}".format, inner, inner),
    ),
    max_leaves=4,
)
BODIES = st.one_of(
    st.builds("return {}".format, EXPRESSIONS),
    st.builds("return [{}, {}]".format, EXPRESSIONS, EXPRESSIONS),
    st.builds("yield {}".format, EXPRESSIONS),
    st.builds("yield ({})".format, EXPRESSIONS),
)
STARTS = st.builds(
    "start_response({}, {})".format,
    st.sampled_from(["200", "b'200 OK'", "'200'", "'200 OK'", "status='200 OK'"]),
    st.sampled_from(
        ["headers={'Content-Type': 'a/b'}", "headers=(('Content-Type', b'a/b'),)", "headers=[]"]
    ),
)


@pytest.mark.slow
@settings(RANDOM, max_examples=60 * MORE)
@given(STARTS, BODIES)
def test_a_fixed_handler_sends_what_it_sent(start: str, body: str) -> None:
    source = in_handler("name = 'n'", body, start=start).encode()
    after = fixed(source)
    assert not codes(after).keys() - {"FC210"}
    assert sent(after) == sent(source)


def sent(source: bytes) -> bytes:
    """The body, as Function Compute sends it: text is encoded as UTF-8."""
    names: dict[str, object] = {}
    exec(compile(source, NAME, "exec"), names)
    handler = names["handler"]
    assert callable(handler)
    body = handler({"PATH_INFO": "/"}, lambda status, headers: None)
    items = [body] if isinstance(body, str) else body
    return b"".join(item.encode() if isinstance(item, str) else item for item in items)
