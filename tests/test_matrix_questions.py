"""What a handler asks of requests, as the analysis sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fclint.analysis.builtin.patterns import sample
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.process import Function
from fclint.interest import Interest, interest_of
from fclint.questions import Answer, Part, Question


def interest(folder: Path, *lines: str, before: str = "", **files: str) -> Interest:
    body = "".join(f"    {line}\n" for line in lines)
    source = f"{before}def handler(environ, start_response):\n{body}    return [b'']\n"
    for name, text in {"index": source, **files}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return interest_of(Function(str(folder), FunctionFacts(handler="index.handler")))


def answers(folder: Path, *lines: str, before: str = "") -> list[tuple[Part, Answer]]:
    found = interest(folder, *lines, before=before)
    assert found.unknown == ""
    return [(q.part, q.value) for q in found.questions if q.value is not None]


PATH, METHOD = Part("environ", "PATH_INFO"), Part("environ", "REQUEST_METHOD")
TOKEN = Part("environ", "HTTP_X_TOKEN")


@pytest.mark.parametrize(
    ("test", "value"),
    [
        ("path == '/orders'", "/orders"),
        ("'/orders' == path", "/orders"),
        ("path != '/orders'", "/orders"),
        ("path.startswith('/api/')", "/api/"),
        ("path.startswith(('/a/', '/b/'))", "/a/"),
        ("path.endswith('.json')", "/.json"),
        ("'debug' in path", "/debug"),
        ("path in ('/orders', '/users')", "/orders"),
        ("path in {'/orders': 1}", "/orders"),
        ("path.strip('/') == 'orders'", "/orders"),
        ("path.rstrip('/').lower() == '/orders'", "/orders"),
        ("path.split('/')[1] == 'api'", "/api"),
        ("path.strip('/').split('/')[1] == 'api'", "/x/api"),
        ("path.find('secret') >= 0", "/secret"),
        ("(path + '/').startswith('/api/')", "/api/"),
        ("f'{path}!' == '/orders!'", "/orders"),
        ("path.rsplit('.', 1)[-1] == 'php'", "/x.php"),
        ("environ['REQUEST_METHOD'] + ' ' + path == 'PUT /orders'", "/orders"),
        ("{'GET /': 1, 'PUT /orders': 2}.get(f\"{environ['REQUEST_METHOD']} {path}\")", "/orders"),
        ("len(path) == 7", "/xxxxxx"),
        ("re.match('/users/[0-9]+$', path)", "/users/0"),
        ("re.fullmatch(r'/(a|b)/\\w{2}', path)", "/a/xx"),
        ("re.compile('^orders/(?P<n>\\\\d+)').search(path.lstrip('/'))", "/orders/1"),
    ],
)
def test_a_path_for_which_a_test_comes_out_true(tmp_path: Path, test: str, value: str) -> None:
    lines = ("path = environ['PATH_INFO']", f"if {test}:", "    return [b'x']")
    assert (PATH, value) in answers(tmp_path, *lines, before="import re\n")


@pytest.mark.parametrize(
    ("lines", "part", "value"),
    [
        (("if environ.get('HTTP_X_TOKEN', '') == 'a':", "    pass"), TOKEN, "a"),
        (("t = environ.get('HTTP_X_TOKEN') or ''", "t.lower() == 'a'"), TOKEN, "a"),
        (("environ.get('HTTP_X_TOKEN', '').startswith('Bearer ')",), TOKEN, "Bearer "),
        (("scheme = environ.get('HTTP_X_TOKEN', '').split(' ')[0]", "scheme == 'Basic'"), TOKEN,
         "Basic"),
        (("match environ.get('HTTP_X_TOKEN'):", "    case 'one' | 'two':", "        pass"), TOKEN,
         "two"),
        (("{'one': 1, 'two': 2}.get(environ.get('HTTP_X_TOKEN'))",), TOKEN, "two"),
        (("kinds = [each.strip() for each in environ.get('HTTP_X_TOKEN', '').split(',')]",
          "'text/xml' in kinds"), TOKEN, "text/xml"),
        (("for name, value in parse_qsl(environ['QUERY_STRING']):",
          "    if name == 'debug' and value == '1':", "        pass"), Part("query", "debug"), "1"),
        (("if environ['REQUEST_METHOD'] in ('PUT', 'POST'):", "    pass"), METHOD, "PUT"),
        (("q = parse_qs(environ['QUERY_STRING'])", "q['page'][0] == 'last'"),
         Part("query", "page"), "last"),
        (("q = dict(parse_qsl(environ['QUERY_STRING']))", "q.get('page') == 'last'"),
         Part("query", "page"), "last"),
        (("q = parse_qs(environ['wsgi.input'].read().decode())", "q['act'][0] == 'drop'"),
         Part("form", "act"), "drop"),
        (("d = json.loads(environ['wsgi.input'].read())", "d['user']['name'] == 'root'"),
         Part("member", "user.name"), "root"),
        (("d = json.load(environ['wsgi.input'])", "d.get('n') == 3"), Part("member", "n"), 3),
    ],
)  # fmt: skip
def test_other_parts(tmp_path: Path, lines: tuple[str, ...], part: Part, value: Answer) -> None:
    before = "import json\nfrom urllib.parse import parse_qs, parse_qsl\n"
    assert (part, value) in answers(tmp_path, *lines, before=before)


def test_keys_that_are_read_in_helpers_closures_and_other_files(tmp_path: Path) -> None:
    found = interest(
        tmp_path,
        "ask = environ.get",
        "def inner():",
        "    return ask('HTTP_X_INNER')",
        "inner()",
        "for key in KEYS:",
        "    environ.get(key)",
        "read(environ)",
        "'HTTP_X_TESTED' in environ",
        before="from other import read\nKEYS = ['HTTP_X_A', 'HTTP_X_B']\n",
        other="def read(e):\n    return e['HTTP_X_OTHER']\n",
    )
    assert found.keys == {
        "HTTP_X_INNER",
        "HTTP_X_A",
        "HTTP_X_B",
        "HTTP_X_OTHER",
        "HTTP_X_TESTED",
    }


def test_what_leads_to_a_question_is_told(tmp_path: Path) -> None:
    found = interest(
        tmp_path,
        "if environ['PATH_INFO'] == '/orders':",
        "    if environ['REQUEST_METHOD'] != 'GET':",
        "        environ.get('HTTP_X_TOKEN')",
    )
    (asked,) = [each for each in found.questions if each.part == TOKEN]
    assert [(each.part, each.value, each.holds) for each in asked.given] == [
        (PATH, "/orders", True),
        (METHOD, "GET", False),
    ]


def test_a_handler_that_asks_nothing(tmp_path: Path) -> None:
    assert interest(tmp_path, "pass") == Interest()


def test_keys_that_the_program_sets_itself_are_no_questions(tmp_path: Path) -> None:
    found = interest(tmp_path, "environ['app.user'] = 'x'", "environ['app.user'] == 'y'")
    assert found.questions == ()


@pytest.mark.parametrize(
    ("source", "why"),
    [("def handler(:\n", "line 1 does not parse"), (None, "there is no")],
)
def test_a_module_that_cannot_be_analysed(tmp_path: Path, source: str | None, why: str) -> None:
    if source is not None:
        (tmp_path / "index.py").write_text(source, encoding="utf-8")
    found = interest_of(Function(str(tmp_path), FunctionFacts(handler="index.handler")))
    assert found.questions == ()
    assert why in found.unknown


def test_nothing_is_noted_unless_it_is_wanted() -> None:
    from fclint.analysis import analyse
    from fclint.source.module import SourceModule

    source = b"def handler(environ, start_response):\n    environ.get('HTTP_X') == 'a'\n"
    module = SourceModule.parse(source, "index.py")
    (without,) = analyse(module, target="fc2")
    (told,) = analyse(module, target="fc2", with_questions=True)
    assert without.questions == ()
    assert told.questions == (
        Question(Part("environ", "HTTP_X")),
        Question(Part("environ", "HTTP_X"), "a"),
    )
    assert [type(each) for each in told.events] == [type(each) for each in without.events]


@pytest.mark.parametrize(
    "pattern",
    [
        r"^/users/(\d+)/?$", r"/a/[a-z]{3}/b", r"(?P<x>ab|cd)+-(?P=x)", r"[^/]+\.(?:json|xml)",
        r"\S+@\S+", r"(?i)bearer\s+(.+)", r"x*y?z+", r"[^a-z\d]", r"(?=/api)/api/.*", r"\bword\b",
        r"a{2,}", r".", r"",
    ],
)  # fmt: skip
def test_samples_match_their_expression(pattern: str) -> None:
    import re

    found = sample(pattern)
    assert found is not None
    assert re.search(pattern, found)


@pytest.mark.parametrize("pattern", ["(", "[", "a(?!a)a(?=b)c", "(?<=x)y", "x" * 5000])
def test_expressions_that_are_wrong_or_not_understood_have_no_sample(pattern: str) -> None:
    assert sample(pattern) is None
