"""The fixture ``fc``: requests, responses, and how a test fails; in real inner runs of pytest."""

from __future__ import annotations

import re

import pytest

from fclint.registry import load_rules
from inner_pytest import fails, make_project, passes

pytest_plugins = ("pytester",)

load_rules()  # what is imported here needn't be in each of the inner runs


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    make_project(pytester)


def test_a_request_and_its_response(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        def test_get(fc):
            response = fc('index.handler').get('/a b?x=1')
            assert (response.status, response.reason) == (200, 'OK')
            assert response.body == b'GET|/a b|x=1|application/octet-stream||the real one'
            assert response.text == response.body.decode()
            assert response.headers['x-a'] == '1'
            assert response.headers.get_all('X-A') == ['1', '2']
            assert response.log == 'asked for /a b\\n'
            assert response.findings == ()
            assert response.error is None
            assert response.request.path == '/a b'
        """,
    )


def test_every_method_and_every_form_of_body(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import pytest

        @pytest.mark.parametrize('method', ['get', 'post', 'put', 'patch', 'delete', 'options'])
        def test_method(fc, method):
            said = getattr(fc('index.handler'), method)().text
            assert said.startswith(method.upper() + '|/|')

        def test_head_has_no_body(fc):
            response = fc('index.handler').head('/x')
            assert (response.status, response.body) == (200, b'')

        def test_any_method(fc):
            assert fc('index.handler').request('purge', '/x').text.startswith('PURGE|/x')

        @pytest.mark.parametrize('options, kind, body', [
            ({'json': {'a': [1]}}, 'application/json', '{"a": [1]}'),
            ({'json': None}, 'application/json', 'null'),
            ({'data': b'raw'}, 'application/octet-stream', 'raw'),
            ({'data': 'text'}, 'application/octet-stream', 'text'),
            ({'data': {'a': 'x y', 'b': [1, 2]}}, 'application/x-www-form-urlencoded',
             'a=x+y&b=1&b=2'),
            ({'json': 1, 'headers': {'content-type': 'text/x'}}, 'text/x', '1'),
        ])
        def test_body(fc, options, kind, body):
            assert fc('index.handler').post('/', **options).text.split('|')[3:5] == [kind, body]

        @pytest.mark.parametrize('query', ['a=1&a=2', '?a=1&a=2', {'a': [1, 2]},
                                           [('a', 1), ('a', 2)]])
        def test_query(fc, query):
            assert fc('index.handler').get('/', query=query).text.split('|')[2] == 'a=1&a=2'

        def test_json_of_a_response(fc):
            def handler(environ, start_response):
                start_response('200 OK', [('Content-Type', 'application/json')])
                return [b'{"a": 1}']
            assert fc(handler).get().json() == {'a': 1}

        def test_a_charset(fc):
            def handler(environ, start_response):
                start_response('200 OK', [('Content-Type', 'text/plain; charset=latin-1')])
                return ['\\xe9'.encode('latin-1')]
            assert fc(handler).get().text == '\\xe9'

        def test_what_is_no_request(fc):
            with pytest.raises(ValueError, match='data and json exclude each other'):
                fc('index.handler').post('/', data='x', json=1)
            with pytest.raises(ValueError, match='line break'):
                fc('index.handler').get('/', headers={'X': 'a\\r\\nb'})
        """,
    )


def test_a_mistake_fails_the_test_and_says_what_where_and_what_to_write(
    pytester: pytest.Pytester,
) -> None:
    told = fails(
        pytester,
        """
        def test_token(fc):
            fc('index.handler').get('/token', headers={'Accept': 'text/x'})
        """,
    )
    for line in (
        ">       fc('index.handler').get('/token', headers={'Accept': 'text/x'})",
        "E       fclint.testing.FindingsError: FC401 on GET /token: 502 Bad Gateway",
        "E       index.py:16:17: FC401 [error] environ['HTTP_X_TOKEN'] may raise KeyError: "
        "the header is optional",
        "E       16 |         return [environ['HTTP_X_TOKEN'].encode()]",
        "E          = Use instead: use `environ.get(key, '')`, or test with `in` first",
        "E         GET /token",
        "E         Accept: text/x",
        "E       Response: 502 Bad Gateway",
        "E         KeyError: 'HTTP_X_TOKEN'",
        'E       Where that is meant to happen: allow={"FC401"}',
        "asked for /token",
    ):
        assert line in told.splitlines(), line
    assert "client.py" not in told, "the test's own line is what is shown"


def test_warnings_do_not_fail_a_test_and_are_there_to_be_looked_at(
    pytester: pytest.Pytester,
) -> None:
    passes(
        pytester,
        """
        def test_text(fc):
            response = fc('index.handler').get('/text')
            assert response.text == 'hello'
            assert [(f.code, f.severity.label) for f in response.findings] == [
                ('FC301', 'warning')]
        """,
    )


@pytest.mark.parametrize("allow", ["{'FC302'}", "'FC302'", "['not-iterable']", "{'FC3'}", "'ALL'"])
def test_what_is_allowed_does_not_fail_the_test(pytester: pytest.Pytester, allow: str) -> None:
    passes(
        pytester,
        f"""
        import pytest

        def test_of_the_request(fc):
            response = fc('index.handler').get('/none', allow={allow})
            assert response.status == 502
            assert response.error.message == 'invalid response type'
            assert [f.code for f in response.findings] == ['FC302']

        def test_of_the_function(fc):
            assert fc('index.handler', allow={allow}).get('/none').status == 502

        @pytest.mark.fclint(allow={allow})
        def test_of_the_marker(fc):
            assert fc('index.handler').get('/none').status == 502
        """,
    )


def test_what_is_allowed_is_no_more_than_that(pytester: pytest.Pytester) -> None:
    told = fails(
        pytester,
        """
        def test_none(fc):
            fc('index.handler', allow={'FC301'}).get('/none', allow={'str-body', 'FC401'})
        """,
    )
    assert "FC302 on GET /none: 502 Bad Gateway" in told


@pytest.mark.parametrize(
    ("allow", "message"),
    [
        ("{'FC31'}", "no rule has the code 'FC31'; did you mean 'FC301'?"),
        ("'str-bdy'", "no rule has the code 'str-bdy'; did you mean 'FC301' (str-body)?"),
        ("'F'", "no rule has the code 'F'"),
        ("{''}", "no rule has the code ''"),
    ],
)
def test_a_code_that_no_rule_has(pytester: pytest.Pytester, allow: str, message: str) -> None:
    told = fails(pytester, f"def test_it(fc):\n    fc('index.handler').get('/', allow={allow})\n")
    assert message in told
    assert "selection.py" not in told, "one line, no inner frames"


def test_the_target_of_a_marker(pytester: pytest.Pytester) -> None:
    """On wsgi a str body is an error. The nearest marker counts, and what a test says goes first.

    A conftest may mark whole folders.
    """
    pytester.makeconftest("""
        import pytest
        def pytest_collection_modifyitems(items):
            for item in items:
                item.add_marker(pytest.mark.fclint(target='wsgi'))
    """)
    passes(
        pytester,
        """
        import pytest

        def test_of_the_folder(fc):
            assert fc('index.handler').get('/text', allow='FC301').status == 500

        def test_of_the_call(fc):
            assert fc('index.handler', target='fc2').get('/text').status == 200
        """,
    )
    pytester.makeconftest("")
    passes(
        pytester,
        """
        import pytest
        pytestmark = pytest.mark.fclint(target='fc2', allow='FC301')

        @pytest.mark.fclint(target='wsgi')
        def test_of_the_test(fc):
            assert fc('index.handler').get('/text').status == 500

        def test_of_the_module(fc):
            assert fc('index.handler').get('/text').status == 200
        """,
    )


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ("'wsgi'", "pytest.mark.fclint takes keywords, such as target='wsgi': 'wsgi'"),
        ("targt='wsgi'", "pytest.mark.fclint has no 'targt'; did you mean 'target'?"),
    ],
)
def test_a_marker_that_says_nothing_useful(
    pytester: pytest.Pytester, marker: str, message: str
) -> None:
    pytester.makepyfile(
        test_it=f"import pytest\n@pytest.mark.fclint({marker})\ndef test_it(fc): pass\n"
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])


def test_wrong_usage_is_told_in_a_line(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import pytest

        @pytest.mark.parametrize('arguments, options, message', [
            (('index.handler',), {'target': 'fc3'}, "no target 'fc3'; did you mean 'fc2'"),
            (('index',), {}, 'is not of the form module.attribute'),
            (('index:handler',), {}, "did you mean 'index.handler'"),
            (('index.handler',), {'root': 'nowhere'}, 'no such folder'),
            ((print,), {'isolated': True}, "an application can't be isolated"),
            ((None,), {}, 'neither the name of a handler nor an application: None'),
        ])
        def test_it(fc, arguments, options, message):
            with pytest.raises(Exception, match=message):
                fc(*arguments, **options)
        """,
    )


@pytest.mark.parametrize(
    "call", ["'index.handler'", "'index'", "print", "'index.handler', root='x'"]
)
def test_wrong_usage_shows_no_inner_frames(pytester: pytest.Pytester, call: str) -> None:
    pytester.makepyprojecttoml("[tool.fclint]\ntargt = 'fc2'\n")
    told = fails(pytester, f"def test_it(fc):\n    fc({call})\n")
    errors = [line for line in told.splitlines() if line.startswith("E  ")]
    assert len(errors) == 1
    assert re.findall(r"^\S+\.py:\d+(?=: )", told, re.MULTILINE) == ["test_it.py:2"]
