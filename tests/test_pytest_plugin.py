"""The plugin of pytest as its users meet it: real inner runs of pytest, real output."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fclint.registry import load_rules
from fclint.testing import Client, Functions, Response

pytest_plugins = ("pytester",)

load_rules()  # what is imported here needn't be in each of the inner runs

INDEX = """\
import os

db = 'the real one'


def handler(environ, start_response):
    path = environ['PATH_INFO']
    print('asked for', path)
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8'), ('X-A', '1'),
                              ('X-A', '2')])
    if path == '/text':
        return 'hello'
    if path == '/none':
        return None
    if path == '/token':
        return [environ['HTTP_X_TOKEN'].encode()]
    if path == '/exit':
        raise SystemExit(3)
    told = [environ['REQUEST_METHOD'], path, environ['QUERY_STRING'], environ['CONTENT_TYPE'],
            environ['wsgi.input'].read().decode(), db]
    return ['|'.join(told).encode()]
"""


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    """A project with one function, in which warnings are errors."""
    pytester.makepyfile(index=INDEX)
    pytester.makeini(
        "[pytest]\naddopts = --strict-markers -p no:cacheprovider -p no:hypothesispytest -W error\n"
    )


def passes(pytester: pytest.Pytester, source: str, *arguments: str) -> pytest.RunResult:
    """Runs one test file of which each test passes."""
    pytester.makepyfile(test_it=source)
    result = pytester.runpytest_inprocess(*arguments)
    outcomes = result.parseoutcomes()
    assert set(outcomes) == {"passed"}, result.stdout.str()
    return result


def fails(pytester: pytest.Pytester, source: str, *arguments: str) -> str:
    """Runs one test file of which the only test fails; what is printed."""
    pytester.makepyfile(test_it=source)
    result = pytester.runpytest_inprocess(*arguments)
    assert result.parseoutcomes() == {"failed": 1}, result.stdout.str()
    return result.stdout.str()


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
    assert "selection.py" not in told.replace("fclint.selection", ""), "one line, no inner frames"


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
        ])
        def test_it(fc, arguments, options, message):
            with pytest.raises(Exception, match=message):
                fc(*arguments, **options)
        """,
    )


# --- what holds in the process of a test


def test_what_a_test_replaces_is_replaced(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import index

        def test_imported_before(fc, monkeypatch):
            monkeypatch.setattr(index, 'db', 'a fake')
            assert fc('index.handler').get().text.endswith('|a fake')

        def test_imported_afterwards(fc, monkeypatch):
            client = fc('index.handler')
            monkeypatch.setattr('index.db', 'another')
            assert client.get().text.endswith('|another')

        def test_and_is_what_it_was(fc):
            assert fc('index.handler').get().text.endswith('|the real one')
        """,
    )


def test_surroundings_are_those_of_the_runtime_while_the_handler_runs(
    pytester: pytest.Pytester,
) -> None:
    code = pytester.mkdir("code")
    (code / "main.py").write_text(
        "import os, sys\n"
        "seen = [(os.getcwd(), sys.path[0], os.environ['FC_FUNC_CODE_PATH'])]\n"
        "import helper\n"
        "def handler(environ, start_response):\n"
        "    import late\n"
        "    seen.append((os.getcwd(), sys.path[0], environ['FC_FUNC_CODE_PATH']))\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    told = [os.environ.get(n, '-') + '/' + environ.get(n, '-') for n in\n"
        "            ('FC_MINE', 'MINE', 'GIVEN', 'HTTP_PROXY')]\n"
        "    return [' '.join(told).encode()]\n"
    )
    (code / "helper.py").write_text("")
    (code / "late.py").write_text("")
    passes(
        pytester,
        """
        import os, sys

        def test_it(fc, monkeypatch):
            monkeypatch.setenv('FC_MINE', '1')
            monkeypatch.setenv('MINE', '2')
            monkeypatch.setenv('HTTP_PROXY', '4')
            before = (os.getcwd(), list(sys.path), dict(os.environ))
            response = fc('main.handler', root='code', env={'GIVEN': '3'}).get()
            assert (os.getcwd(), sys.path, dict(os.environ)) == before
            assert response.text == '-/- 2/2 3/3 4/-'
            import main
            assert main.seen == [(os.path.abspath('code'),) * 3] * 2
        """,
    )


def test_functions_in_several_folders_keep_their_modules_apart(pytester: pytest.Pytester) -> None:
    for name in ("one", "two"):
        folder = pytester.mkdir(name)
        (folder / "index.py").write_text(
            "import db\n"
            "def handler(environ, start_response):\n"
            "    import late\n"
            "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
            "    return [f'{db.name} {late.name} {db.count()}'.encode()]\n"
        )
        (folder / "db.py").write_text(
            f"name = '{name}'\ncalls = []\n\ndef count():\n    calls.append(1)\n"
            "    return len(calls)\n"
        )
        (folder / "late.py").write_text(f"name = 'late {name}'\n")
        (folder / f"test_{name}.py").write_text(
            f"def test_it(fc):\n"
            f"    assert fc('index.handler').get().text == '{name} late {name} 1'\n"
            "    import index\n"
            f"    assert index.db.name == '{name}'\n"
        )
    pytester.makepyfile(
        test_z="""
        def test_both(fc):
            one, two = fc('index.handler', root='one'), fc('index.handler', root='two')
            assert one.get().text == 'one late one 2'
            assert two.get().text == 'two late two 2'
            assert one.get().text == 'one late one 3'
        """
    )
    result = pytester.runpytest_inprocess("one", "two", "test_z.py")
    result.assert_outcomes(passed=3)


def test_what_a_test_has_imported_is_not_replaced_by_a_function_of_the_same_name(
    pytester: pytest.Pytester,
) -> None:
    folder = pytester.mkdir("other")
    (folder / "index.py").write_text(INDEX.replace("the real one", "the other one"))
    passes(
        pytester,
        """
        import sys
        import index

        def test_it(fc, monkeypatch):
            for _ in range(2):
                other = fc('index.handler', root='other')
                assert other.get().text.endswith('|the other one')
                assert sys.modules['index'] is index
                assert other.get().text.endswith('|the other one')
            monkeypatch.setattr(index, 'db', 'a fake')
            assert fc('index.handler').get().text.endswith('|a fake')
        """,
    )


def test_a_module_that_does_not_load_is_told_with_each_request(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(broken="print('so far')\nfrom . import helper\n")
    told = fails(pytester, "def test_it(fc):\n    fc('broken.handler').get('/')\n")
    assert "FC902 on GET /: 502 Bad Gateway" in told
    assert "broken.py:2:1: FC902 [error]" in told
    passes(
        pytester,
        """
        import sys

        def test_it(fc):
            client = fc('broken.handler', allow={'FC902'})
            for _ in range(2):
                response = client.get('/')
                assert response.status == 502
                assert response.error.type == 'ImportModuleError'
                assert response.log == 'so far\\n'
            assert 'broken' not in sys.modules

        def test_a_name_that_is_not_there(fc):
            import index
            response = fc('index.handlr', allow='FC902').get('/')
            assert response.error.type == 'HandlerNotFound'
            assert sys.modules['index'] is index
        """,
    )


def test_a_process_that_would_end_is_told_and_goes_on(pytester: pytest.Pytester) -> None:
    told = fails(pytester, "def test_it(fc):\n    fc('index.handler').get('/exit')\n")
    assert "FC904 [error] the process ended before it answered: sys.exit(3)" in told


def test_limits_are_answered_as_the_platform_answers_them(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import pytest

        @pytest.mark.parametrize('code, path, options', [
            ('FC502', '/', {'headers': {'X': 'x' * 8192}}),
            ('FC503', '/' + 'x' * 4096, {}),
            ('FC504', '/', {'data': b'x' * (32 * 1024 * 1024 + 1)}),
            ('FC504', '/', {'data': b'x' * (128 * 1024 + 1),
                            'headers': {'X-Fc-Invocation-Type': 'Async'}}),
        ])
        def test_it(fc, code, path, options):
            response = fc('index.handler').post(path, allow=code, **options)
            assert response.status == 400
            assert response.json()['ErrorCode'] == 'InvalidArgument'
            assert [f.code for f in response.findings] == [code]
            assert response.log == ''
        """,
    )


def test_what_a_test_raises_in_a_handler_is_the_tests_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import pytest

        def calling(action):
            def handler(environ, start_response):
                action('not to be called')
            return handler

        def test_fail(fc):
            fc(calling(pytest.fail)).get()

        def test_skip(fc):
            fc(calling(pytest.skip)).get()
        """
    )
    result = pytester.runpytest_inprocess("-rs")
    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["E*Failed: not to be called"])
    result.stdout.no_fnmatch_line("*FC901*")


def test_a_debugger_steps_through_the_handler(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        def handler(environ, start_response):
            breakpoint()
            answer = 'first'
            answer = 'second'
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [answer.encode()]

        def test_it(fc):
            assert fc(handler).get().text == 'second'
        """
    )
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--color=no"],
        cwd=pytester.path,
        input="next\np 'stopped after ' + answer\ncontinue\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "stopped after first" in result.stdout, result.stdout
    assert "1 passed" in result.stdout


def test_output_belongs_to_pytest(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import sys

        def handler(environ, start_response):
            print('to stdout')
            print('to wsgi.errors', file=environ['wsgi.errors'])
            start_response('200 OK', [('Content-Type', 'text/plain')])
            return [b'x']

        def test_it(fc, capsys):
            before = sys.stdout, sys.stderr
            response = fc(handler).get()
            assert (sys.stdout, sys.stderr) == before
            assert response.log == 'to stdout\\nto wsgi.errors\\n'
            assert tuple(capsys.readouterr()) == ('to stdout\\n', 'to wsgi.errors\\n')
        """,
    )


def test_requests_to_one_client_are_requests_to_one_instance(pytester: pytest.Pytester) -> None:
    """What one request leaves to the next is found (FC906)."""
    passes(
        pytester,
        """
        headers = [('Content-Type', 'text/plain')]

        def handler(environ, start_response):
            headers.append(('X-Count', str(len(headers))))
            start_response('200 OK', headers)
            return [b'x']

        def test_it(fc):
            client = fc(handler)
            assert [f.code for f in client.get().findings] == []
            assert [f.code for f in client.get().findings] == ['FC906']
        """,
    )


# --- a process of its own


def test_an_isolated_function_has_a_process_of_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        main="""
        import os, time

        def handler(environ, start_response):
            if environ['PATH_INFO'] == '/hang':
                time.sleep(60)
            if environ['PATH_INFO'] == '/die':
                os._exit(1)
            start_response('200 OK', [('Content-Type', 'text/plain')])
            print('printed')
            return [f"{os.getpid()} {os.environ.get('GIVEN')}".encode()]
        """
    )
    passes(
        pytester,
        """
        import os
        import pytest

        @pytest.mark.fclint(isolated=True)
        def test_it(fc, capsys):
            client = fc('main.handler', timeout=0.5, env={'GIVEN': 'yes'})
            response = client.get()
            pid, given = response.text.split()
            assert (int(pid) != os.getpid(), given) == (True, 'yes')
            assert (response.log, capsys.readouterr().out) == ('printed\\n', 'printed\\n')
            assert client.get().text.split()[0] == pid
            hung = client.get('/hang', allow={'FC903'})
            assert (hung.status, [f.code for f in hung.findings]) == (502, ['FC903'])
            assert client.get('/die', allow='process-died').status == 502
            assert client.get().text.split()[0] != pid
        """,
    )


# --- configuration, manifests


def test_configuration_and_comments_count_as_in_check(pytester: pytest.Pytester) -> None:
    source = INDEX.replace("return None", "return None  # noqa: FC302")
    pytester.makepyfile(index=source)
    pytester.makepyprojecttoml('[tool.fclint]\ntarget = "wsgi"\nignore = ["FC401"]\n')
    passes(
        pytester,
        """
        def test_it(fc):
            client = fc('index.handler')
            assert client.get('/none').findings == ()
            assert client.get('/token').findings == ()
            assert client.get('/none').status == 500
        """,
    )
    pytester.makepyprojecttoml('[tool.fclint.per-file-ignores]\n"index.py" = ["FC401"]\n')
    passes(
        pytester,
        """
        import index

        def test_it(fc):
            assert fc('index.handler').get('/token').status == 502
            assert fc(index.handler).get('/token').status == 502
        """,
    )


def test_a_manifest_says_where_the_code_is_and_what_its_environment(
    pytester: pytest.Pytester,
) -> None:
    folder = pytester.mkdir("src")
    (folder / "app.py").write_text(
        "import os\n"
        "def handler(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [os.environ['STAGE'].encode()]\n"
    )
    (pytester.path / "s.yaml").write_text(
        "services:\n  shop:\n    component: fc\n    props:\n      function:\n"
        "        handler: app.handler\n        runtime: python3.9\n        codeUri: ./src\n"
        "        environmentVariables:\n          STAGE: of the manifest\n"
        "      triggers:\n        - name: http\n          type: http\n          config: {}\n"
    )
    passes(
        pytester,
        """
        import os

        def test_of_the_manifest(fc):
            assert fc('app.handler').get().text == 'of the manifest'
            assert 'STAGE' not in os.environ

        def test_what_is_set_goes_before_it(fc, monkeypatch):
            monkeypatch.setenv('STAGE', 'of the test')
            assert fc('app.handler').get().text == 'of the test'
            assert fc('app.handler', env={'STAGE': 'given'}).get().text == 'given'
        """,
    )


def test_code_on_the_path_of_imports_is_found(pytester: pytest.Pytester) -> None:
    folder = pytester.mkdir("lib")
    (folder / "elsewhere.py").write_text(INDEX)
    passes(
        pytester,
        "def test_it(fc):\n    assert fc('elsewhere.handler').get().status == 200\n",
        "-o",
        "pythonpath=lib",
    )


# --- pytest itself


def test_unittest_style(pytester: pytest.Pytester) -> None:
    passes(
        pytester,
        """
        import unittest
        import pytest

        class ShopTest(unittest.TestCase):
            @pytest.fixture(autouse=True)
            def _fc(self, fc):
                self.client = fc('index.handler')

            def test_it(self):
                self.assertEqual(self.client.get().status, 200)
                with self.assertRaisesRegex(AssertionError, 'FC302 on GET /none'):
                    self.client.get('/none')
        """,
    )


def test_without_pytest(tmp_path: Path) -> None:
    (tmp_path / "index.py").write_text(INDEX)
    script = (
        "import sys\n"
        "from fclint.testing import FindingsError, Functions\n"
        "with Functions() as fc:\n"
        "    print(fc('index.handler').get('/x').status)\n"
        "    try:\n"
        "        fc('index.handler').get('/none')\n"
        "    except FindingsError as error:\n"
        "        print([f.code for f in error.findings], error.response.status)\n"
        "print('pytest' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[1:] == ["200", "asked for /none", "['FC302'] 502", "False"]


def test_in_several_processes(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import pytest

        @pytest.mark.parametrize('number', range(6))
        def test_it(fc, number):
            assert fc('index.handler').get(f'/{number}').status == 200

        def test_failing(fc):
            fc('index.handler').get('/none')
        """
    )
    result = pytester.runpytest_subprocess("-n", "2")
    result.assert_outcomes(passed=6, failed=1)
    result.stdout.fnmatch_lines(["E*FC302 on GET /none: 502 Bad Gateway"])


def test_it_can_be_switched_off(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="def test_it(fc):\n    pass\n")
    result = pytester.runpytest_subprocess("-p", "no:fclint")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'fc' not found*"])


def test_a_fixture_of_the_projects_own_goes_before_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef fc():\n    return 'mine'\n")
    passes(pytester, "def test_it(fc):\n    assert fc == 'mine'\n")


def test_a_run_without_the_fixture_imports_next_to_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import sys

        def test_it():
            own = {name for name in sys.modules if name.partition('.')[0] == 'fclint'}
            assert own == {'fclint', 'fclint.integrations', 'fclint.integrations.pytest_plugin'}
            assert not {'libcst', 'yaml', 'click', 'pathspec'} & set(sys.modules)
        """
    )
    # The coverage of fclint's own tests starts in processes by importing what it measures.
    result = pytester.runpytest_subprocess("-p", "no:xdist", "-p", "no:cov")
    result.assert_outcomes(passed=1)


def test_who_has_imported_fclint_before_pytest_is_not_warned(pytester: pytest.Pytester) -> None:
    """pytest rewrites the assertions of its plugins' packages, and warns where it is too late."""
    pytester.makeconftest(
        "import pytest\nimport fclint\npytest.register_assert_rewrite('fclint')\n"
    )
    passes(pytester, "def test_it(fc):\n    assert fc('index.handler').get().status == 200\n")


def test_coverage_of_the_code_under_test_is_measured(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="def test_it(fc):\n    assert fc('index.handler').get('/x').status == 200\n"
    )
    result = pytester.runpytest_subprocess("--cov=index", "--cov-report=term-missing")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["index.py * 12, 14, 16, 18*"])


def test_the_fixture_is_typed(fc: Functions) -> None:
    def handler(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read()]

    client: Client = fc(handler, target="fc2", allow={"FC301"})
    response: Response = client.post("/", json=[1], headers={"A": "b"}, query=[("a", 1)])
    status: int = response.status
    assert (status, response.text) == (200, "[1]")
    client.get("/", jsn=1)  # type: ignore[call-arg]
